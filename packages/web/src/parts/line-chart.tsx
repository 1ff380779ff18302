import { useRef } from 'react'
import { usePreferences } from '../preferences/preferences.ts'
import { absolute, timeOfDay } from '../words/clock.ts'
import { useWidth } from './use-width.ts'
import css from './line-chart.module.css'

/** A line of the chart, by its labels. */
export interface ChartSeries {
  readonly labels: Readonly<Record<string, string>>
  readonly points: readonly { readonly ms: number; readonly value: number }[]
}

export interface LineChartProps {
  readonly series: readonly ChartSeries[]
  /** What is drawn, for those who do not see it. */
  readonly label: string
  /** Pixels. */
  readonly height?: number
}

// Pixels that the numbers take at the left.
const LEFT = 64
// Pixels that the times take below.
const FOOT = 18
// Lines beyond it could not be told apart.
const MOST = 12
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 })

/** Series over time. Each is told by its place in the list, its dash and its colour; the newest values stand as a table. */
export function LineChart({ series, label, height = 220 }: LineChartProps) {
  const box = useRef<HTMLElement>(null)
  const width = useWidth(box)
  const { zone } = usePreferences()
  const shown = series.slice(0, MOST)
  const points = shown.flatMap((one) => one.points)
  const [from, to] = boundsOf(points.map(({ ms }) => ms))
  const [low, high] = boundsOf([0, ...points.map(({ value }) => value).filter(Number.isFinite)])
  const x = (ms: number): number =>
    LEFT + ((ms - from) / Math.max(1, to - from)) * (width - LEFT - 8)
  const y = (value: number): number =>
    6 + (1 - (value - low) / (high - low || 1)) * (height - FOOT - 12)
  const path = ({ points: own }: ChartSeries): string =>
    own
      .filter(({ value }) => Number.isFinite(value))
      .map(
        ({ ms, value }, at) => `${at === 0 ? 'M' : 'L'}${x(ms).toFixed(1)} ${y(value).toFixed(1)}`,
      )
      .join('')
  return (
    <figure className={css['figure']} ref={box}>
      <svg
        height={height}
        role="img"
        aria-label={`${label}: ${series.length} series from ${absolute(from, zone)} to ${absolute(to, zone)}. Their newest values follow.`}
      >
        {[low, (low + high) / 2, high].map((value) => (
          <g key={value}>
            <line className={css['grid']} x1={LEFT} x2={width} y1={y(value)} y2={y(value)} />
            <text className={css['tick']} x={LEFT - 8} y={y(value) + 4} textAnchor="end">
              {short(value)}
            </text>
          </g>
        ))}
        {[from, (from + to) / 2, to].map((ms, index) => (
          <text
            key={index}
            className={css['tick']}
            x={x(ms)}
            y={height - 4}
            textAnchor={index === 0 ? 'start' : index === 1 ? 'middle' : 'end'}
          >
            {timeOfDay(ms, zone)}
          </text>
        ))}
        {shown.map((one, index) => (
          <path key={index} className={`${css['line']} ${css[`s${index % 6}`]}`} d={path(one)} />
        ))}
      </svg>
      <ol className={css['legend']}>
        {shown.map((one, index) => (
          <li key={index}>
            <i className={css[`s${index % 6}`]} aria-hidden="true" />
            <code>{labelsText(one.labels) || label}</code> {short(one.points.at(-1)?.value ?? NaN)}
          </li>
        ))}
      </ol>
      {series.length > MOST ? <p>{series.length - MOST} more series are not drawn.</p> : null}
    </figure>
  )
}

/** The least and the greatest; 0 and 1 for no values. */
function boundsOf(values: readonly number[]): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return low > high ? [0, 1] : [low, high]
}

/** A series by its labels, as PromQL writes it. */
function labelsText({ __name__: name = '', ...labels }: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(', ')}}`}`
}

/** A value in short; a dash for none. */
function short(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return COMPACT.format(value)
}
