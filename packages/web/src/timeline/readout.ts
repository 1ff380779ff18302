import { percent } from '@unloop/engine/phrases'
import type { Lane, Range, Unit } from './lanes.ts'

/** What is going on at a moment, lane by lane, in words. */
export function readoutAt(ms: number, lanes: readonly Lane[], range: Range): string[] {
  const near = (range.toMs - range.fromMs) / 90
  return lanes.flatMap((lane) => {
    if (lane.kind === 'belts') {
      const belt = lane.belts.find(({ fromMs, toMs }) => ms >= fromMs && ms < toMs)
      return belt === undefined ? [] : [`${lane.name}: ${belt.label}`]
    }
    if (lane.kind === 'marks') {
      const marks = lane.marks.filter((mark) => Math.abs(mark.ms - ms) <= near)
      const [nearest] = marks.toSorted((a, b) => Math.abs(a.ms - ms) - Math.abs(b.ms - ms))
      if (nearest === undefined) return []
      const more = marks.length > 1 ? ` (and ${marks.length - 1} more)` : ''
      return [`${nearest.label}${more}`]
    }
    if (lane.kind === 'line') {
      const [nearest] = lane.points.toSorted((a, b) => Math.abs(a.ms - ms) - Math.abs(b.ms - ms))
      return nearest === undefined ? [] : [`${lane.name}: ${amount(nearest.value, lane.unit)}`]
    }
    return []
  })
}

export function amount(value: number, unit: Unit): string {
  if (unit === 'share') return percent(value)
  if (unit === 'cores') return `${value.toFixed(2)} cores`
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  let at = 0
  let rest = value
  while (rest >= 1_024 && at < units.length - 1) {
    rest /= 1_024
    at++
  }
  return `${rest >= 100 ? Math.round(rest) : rest.toFixed(1)} ${units[at]}`
}
