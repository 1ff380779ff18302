import { memo } from 'react'
import { collapsed, type Lane } from './lanes.ts'
import type { Scale } from './scale.ts'
import css from './timeline.module.css'

export interface LaneShapesProps {
  readonly lane: Lane
  readonly scale: Scale
  readonly top: number
  readonly height: number
}

const NEAR_PX = 15

export const LaneShapes = memo(function LaneShapes(props: LaneShapesProps) {
  const { lane } = props
  switch (lane.kind) {
    case 'belts':
      return <Belts {...props} lane={lane} />
    case 'marks':
      return <Marks {...props} lane={lane} />
    case 'line':
      return <CurveShape {...props} lane={lane} />
    case 'lines':
      return <Volume {...props} lane={lane} />
  }
})

type Of<Kind extends Lane['kind']> = LaneShapesProps & {
  readonly lane: Extract<Lane, { kind: Kind }>
}

const inside = (x: number, { left, width }: Scale): number =>
  Math.min(left + width, Math.max(left, x))

function Belts({ lane, scale, top, height }: Of<'belts'>) {
  return lane.belts.map(({ key, fromMs, toMs, tone }) => {
    const from = inside(scale.x(fromMs), scale)
    const to = inside(scale.x(toMs), scale)
    if (to <= scale.left || from >= scale.left + scale.width) return null
    const isWait = tone === 'warn'
    return (
      <rect
        key={key}
        className={`${css['belt']} ${css[tone]}`}
        x={from}
        y={top + (isWait ? height / 2 - 2 : 4)}
        width={Math.max(isWait ? 0 : 2, to - from - (isWait ? 0 : 1))}
        height={isWait ? 4 : height - 8}
      />
    )
  })
}

function Marks({ lane, scale, top, height }: Of<'marks'>) {
  const nearMs = Math.abs(scale.ms(scale.left + NEAR_PX) - scale.ms(scale.left))
  const middle = top + height / 2
  return collapsed(lane.marks, nearMs).map(({ ms, tone, count }) => {
    const x = scale.x(ms)
    if (x < scale.left || x > scale.left + scale.width) return null
    if (count > 1)
      return (
        <g key={ms}>
          <rect className={css[tone]} x={x - 8} y={middle - 7} width={16} height={14} rx={2} />
          <text className={css['count']} x={x} y={middle + 3.5}>
            {count > 99 ? '99' : count}
          </text>
        </g>
      )
    return <path key={ms} className={css[tone]} d={`M${x} ${middle - 6} l5 6 l-5 6 l-5 -6 z`} />
  })
}

function CurveShape({ lane, scale, top, height }: Of<'line'>) {
  const most = Math.max(lane.limit ?? 0, ...lane.points.map(({ value }) => value)) * 1.05
  const y = (value: number): number => top + height - 3 - (value / (most || 1)) * (height - 6)
  const points = lane.points.filter(
    ({ ms }) => scale.x(ms) >= scale.left && scale.x(ms) <= scale.left + scale.width,
  )
  const path = points
    .map(
      ({ ms, value }, at) =>
        `${at === 0 ? 'M' : 'L'}${scale.x(ms).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join('')
  return (
    <>
      {lane.limit === null ? null : (
        <line
          className={css['limit']}
          x1={scale.left}
          x2={scale.left + scale.width}
          y1={y(lane.limit)}
          y2={y(lane.limit)}
        />
      )}
      <path className={css['curve']} d={path} />
    </>
  )
}

const BAR = 6

/** How many lines each few pixels hold; errors in front. */
function Volume({ lane, scale, top, height }: Of<'lines'>) {
  const columns = Math.max(1, Math.floor(scale.width / BAR))
  const all = new Float64Array(columns)
  const bad = new Float64Array(columns)
  for (const { ms, level } of lane.lines) {
    const column = Math.floor((scale.x(ms) - scale.left) / BAR)
    if (column < 0 || column >= columns) continue
    all[column]!++
    if (level === 'error' || level === 'fatal') bad[column]!++
  }
  const most = Math.max(1, ...all)
  const tall = (count: number): number =>
    count === 0 ? 0 : Math.max(2, (Math.log1p(count) / Math.log1p(most)) * (height - 4))
  return Array.from({ length: columns }, (_, column) =>
    all[column] === 0 ? null : (
      <g key={column}>
        <rect
          className={css['calm']}
          x={scale.left + column * BAR}
          y={top + height - tall(all[column]!)}
          width={BAR - 1}
          height={tall(all[column]!)}
        />
        <rect
          className={css['bad']}
          x={scale.left + column * BAR}
          y={top + height - tall(bad[column]!)}
          width={BAR - 1}
          height={tall(bad[column]!)}
        />
      </g>
    ),
  )
}
