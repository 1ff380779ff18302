import { interpolate } from '../functions/extended-rate.ts'
import { firstIndex } from '../numbers/math.ts'
import type { VectorSelector } from '../parser/ast.ts'
import type { Column, Columns } from '../samples/columns.ts'
import { QueryError } from '../problems/errors.ts'

/** The range whose ends get a point. */
interface Span {
  readonly selector: VectorSelector
  readonly start: number
  readonly end: number
}

/** The points of an `anchored` or `smoothed` range: one at each of its ends, and those between. Experimental. */
export function extendedPoints(columns: Columns, span: Span): Columns {
  const { anchored, smoothed } = span.selector
  if (!anchored && !smoothed) return columns
  if (columns.histograms)
    throw new QueryError(
      `${anchored ? 'anchored' : 'smoothed'} modifier is not supported with histograms`,
    )
  return { floats: extend(columns.floats, span), histograms: undefined }
}

type Floats = Column<Float64Array | readonly number[]>

const NONE: Floats = { times: [], values: [], starts: undefined, from: 0, to: 0 }

/** Points at the ends of the range and those between. Anchored, the left one has the value of the last sample before it. */
function extend({ times, values, from, to }: Floats, { selector, start, end }: Span): Floats {
  if (from === to) return NONE
  const point = (i: number) => ({ time: times[i] ?? 0, value: values[i] ?? 0 })
  let first = Math.max(from, firstIndex(from, to - 1, (i) => point(i).time > start) - 1)
  let last = to - 1
  if (selector.smoothed) last = firstIndex(from, to - 1, (i) => point(i).time >= end)
  if (point(last).time <= start) return NONE
  const cutsLeft = selector.smoothed && point(first).time < start
  const left = cutsLeft
    ? interpolate([point(first), point(first + 1)], start, false)
    : point(first).value
  const cutsRight = selector.smoothed && last > from && point(last).time > end
  const right = cutsRight
    ? interpolate([point(last - 1), point(last)], end, false)
    : point(last).value
  if (point(first).time <= start) first++
  if (point(last).time >= end) last--
  const inner = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => point(first + i))
  const points = [{ time: start, value: left }, ...inner, { time: end, value: right }]
  return {
    times: points.map(({ time }) => time),
    values: points.map(({ value }) => value),
    starts: undefined,
    from: 0,
    to: points.length,
  }
}
