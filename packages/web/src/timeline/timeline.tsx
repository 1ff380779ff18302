import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Zone } from '../preferences/kept.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { useWidth } from '../parts/use-width.ts'
import { absolute, preciseTime, timeOfDay } from '../words/clock.ts'
import { useCursor, type CursorStore } from './cursor.ts'
import { LaneShapes } from './lane-shapes.tsx'
import { ticksOf, type Lane, type Range } from './lanes.ts'
import { readoutAt } from './readout.ts'
import { scaleOf, type Scale } from './scale.ts'
import css from './timeline.module.css'
import parts from '../parts/parts.module.css'

export interface TimelineProps {
  readonly lanes: readonly Lane[]
  readonly range: Range
  readonly nowMs: number
  readonly cursor: CursorStore
  /** Null: back to the whole. */
  readonly onRange: (range: Range | null) => void
  readonly onPick: (ms: number) => void
}

const AXIS = 20
const HEIGHTS: Readonly<Record<Lane['kind'], number>> = {
  belts: 24,
  marks: 24,
  line: 44,
  lines: 30,
}
const LEAST_MS = 2_000
const DRAG_PX = 4
const HALF_TICK_PX = 24

export function Timeline({ lanes, range, nowMs, cursor, onRange, onPick }: TimelineProps) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const { zone } = usePreferences()
  const left = width < 560 ? 64 : 92
  const scale = useMemo(
    () => scaleOf(range, left, Math.max(50, width - left - 8)),
    [range, left, width],
  )
  const [drag, setDrag] = useState<readonly [number, number] | null>(null)
  const tops = lanes.reduce<number[]>(
    (all, lane) => [...all, (all.at(-1) ?? AXIS) + HEIGHTS[lane.kind]],
    [AXIS],
  )
  const height = tops.at(-1) ?? AXIS
  const msAt = (event: PointerEvent): number =>
    scale.ms(Math.max(left, event.clientX - (box.current?.getBoundingClientRect().left ?? 0)))
  const release = (event: PointerEvent) => {
    if (drag === null) return
    setDrag(null)
    const [from, to] = drag[0] < drag[1] ? drag : [drag[1], drag[0]]
    if (scale.x(to) - scale.x(from) < DRAG_PX) onPick(msAt(event))
    else if (to - from >= LEAST_MS) onRange({ fromMs: Math.round(from), toMs: Math.round(to) })
  }
  return (
    <div className={css['box']} ref={box}>
      <svg
        className={css['svg']}
        height={height + 2}
        tabIndex={0}
        role="img"
        aria-label={`Timeline of ${lanes.map(({ name }) => name).join(', ')}, from ${absolute(range.fromMs, zone)} to ${absolute(range.toMs, zone)}. A table of it follows.`}
        onPointerDown={(event) => setDrag([msAt(event), msAt(event)])}
        onPointerMove={(event) => {
          cursor.set(msAt(event))
          if (drag !== null) setDrag([drag[0], msAt(event)])
        }}
        onPointerUp={release}
        onPointerLeave={() => setDrag(null)}
        onDoubleClick={() => onRange(null)}
        onKeyDown={(event) => onKey(event, { range, cursor, onRange, onPick })}
      >
        <Axis range={range} scale={scale} height={height} zone={zone} />
        {lanes.map((lane, index) => (
          <g key={lane.name}>
            <line
              className={css['laneLine']}
              x1={0}
              x2={width}
              y1={tops[index]! + 0.5}
              y2={tops[index]! + 0.5}
            />
            <text className={css['name']} x={0} y={tops[index]! + 16}>
              {lane.name}
            </text>
            <LaneShapes lane={lane} scale={scale} top={tops[index]!} height={HEIGHTS[lane.kind]} />
          </g>
        ))}
        <line
          className={css['now']}
          x1={scale.x(nowMs)}
          x2={scale.x(nowMs)}
          y1={AXIS}
          y2={height}
        />
        {drag === null ? null : (
          <rect
            className={css['drag']}
            x={Math.min(scale.x(drag[0]), scale.x(drag[1]))}
            width={Math.abs(scale.x(drag[1]) - scale.x(drag[0]))}
            y={AXIS}
            height={height - AXIS}
          />
        )}
        <CursorLine cursor={cursor} scale={scale} height={height} />
      </svg>
      <Readout cursor={cursor} lanes={lanes} range={range} zone={zone} />
      <LaneTable lanes={lanes} zone={zone} />
    </div>
  )
}

interface KeyContext {
  readonly range: Range
  readonly cursor: CursorStore
  readonly onRange: TimelineProps['onRange']
  readonly onPick: TimelineProps['onPick']
}

/** Arrows move the cursor, with Shift the range; plus and minus zoom around the cursor; Escape shows all. */
function onKey(event: KeyboardEvent, { range, cursor, onRange, onPick }: KeyContext): void {
  const { fromMs, toMs } = range
  const span = toMs - fromMs
  const at = cursor.get() ?? (fromMs + toMs) / 2
  const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
  if (step !== 0 && event.shiftKey)
    onRange({ fromMs: fromMs + (step * span) / 5, toMs: toMs + (step * span) / 5 })
  else if (step !== 0) cursor.set(Math.min(toMs, Math.max(fromMs, at + (step * span) / 100)))
  else if (event.key === '+' || event.key === '-') {
    const next = Math.max(LEAST_MS, event.key === '+' ? span / 2 : span * 2)
    onRange({ fromMs: Math.round(at - next / 2), toMs: Math.round(at + next / 2) })
  } else if (event.key === 'Escape') onRange(null)
  else if (event.key === 'Enter') onPick(at)
  else return
  event.preventDefault()
}

interface AxisProps {
  readonly range: Range
  readonly scale: Scale
  readonly height: number
  readonly zone: Zone
}

function Axis({ range, scale, height, zone }: AxisProps) {
  return ticksOf(range, Math.max(2, Math.floor(scale.width / 90))).map((ms) => (
    <g key={ms}>
      <line className={css['grid']} x1={scale.x(ms)} x2={scale.x(ms)} y1={AXIS} y2={height} />
      <text
        className={css['tick']}
        x={Math.min(scale.x(ms), scale.left + scale.width - HALF_TICK_PX)}
        y={13}
        textAnchor="middle"
      >
        {timeOfDay(ms, zone)}
      </text>
    </g>
  ))
}

function CursorLine({
  cursor,
  scale,
  height,
}: {
  readonly cursor: CursorStore
  readonly scale: Scale
  readonly height: number
}) {
  const ms = useCursor(cursor)
  const x = ms === null ? -1 : scale.x(ms)
  if (x < scale.left || x > scale.left + scale.width) return null
  return <line className={css['cursor']} x1={x} x2={x} y1={AXIS - 4} y2={height} />
}

interface ReadoutProps {
  readonly cursor: CursorStore
  readonly lanes: readonly Lane[]
  readonly range: Range
  readonly zone: Zone
}

/** Two lines of a fixed height, so that nothing below moves. */
function Readout({ cursor, lanes, range, zone }: ReadoutProps) {
  const ms = useCursor(cursor)
  return (
    <p className={css['readout']}>
      {ms === null ? (
        <span>Move over the lanes to read them; drag to zoom, double-click or Esc for all.</span>
      ) : (
        <>
          <strong>{preciseTime(ms, zone).slice(0, -2)}</strong>
          <span>
            {readoutAt(ms, lanes, range).join(' · ') || 'Nothing is known of this moment.'}
          </span>
        </>
      )}
    </p>
  )
}

/** The same for those who cannot see the drawing. */
function LaneTable({ lanes, zone }: { readonly lanes: readonly Lane[]; readonly zone: Zone }) {
  const rows = lanes
    .flatMap((lane) => {
      if (lane.kind === 'belts')
        return lane.belts.map(({ fromMs, label }) => ({ ms: fromMs, name: lane.name, label }))
      if (lane.kind === 'marks')
        return lane.marks.map(({ ms, label }) => ({ ms, name: lane.name, label }))
      return []
    })
    .toSorted((a, b) => a.ms - b.ms)
  return (
    <details className={css['table']}>
      <summary>As a table</summary>
      <div className={parts['scroller']}>
        <table className={parts['table']}>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Lane</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ ms, name, label }, index) => (
              <tr key={index}>
                <td>{absolute(ms, zone)}</td>
                <td>{name}</td>
                <td>{label}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
