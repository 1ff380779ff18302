import { quote } from '../numbers/quote.ts'

const UNITS: Readonly<Record<string, { readonly rank: number; readonly ms: number }>> = {
  y: { rank: 1, ms: 365 * 86_400_000 },
  w: { rank: 2, ms: 7 * 86_400_000 },
  d: { rank: 3, ms: 86_400_000 },
  h: { rank: 4, ms: 3_600_000 },
  m: { rank: 5, ms: 60_000 },
  s: { rank: 6, ms: 1_000 },
  ms: { rank: 7, ms: 1 },
}

/** 2^63 − 1 nanoseconds, in milliseconds: what Go's durations hold. */
const MAX_MS = 9_223_372_036_854

/** Milliseconds of a duration such as `1h30m`. Throws with Prometheus's message. */
export function parseDuration(text: string): number {
  if (text === '0') return 0
  if (text === '') throw new Error('empty duration string')
  let total = 0
  let lastRank = 0
  let at = 0
  while (at < text.length) {
    const [part = '', digits = '', name = ''] = /^(\d+)(\D+)/.exec(text.slice(at)) ?? []
    if (part === '') throw new Error(`not a valid duration string: ${quote(text)}`)
    const unit = UNITS[name]
    if (!unit) throw new Error(`unknown unit ${quote(name)} in duration ${quote(text)}`)
    if (unit.rank <= lastRank) throw new Error(`not a valid duration string: ${quote(text)}`)
    lastRank = unit.rank
    total += Number(digits) * unit.ms
    if (total > MAX_MS) throw new Error('duration out of range')
    at += part.length
  }
  return total
}

/** Milliseconds as Prometheus writes a duration; years and weeks only where nothing remains. */
export function formatDuration(milliseconds: number): string {
  let rest = Math.abs(Math.trunc(milliseconds))
  if (rest === 0) return '0s'
  let text = milliseconds < 0 ? '-' : ''
  for (const [name, { ms, rank }] of Object.entries(UNITS)) {
    if (rank <= 2 && rest % ms !== 0) continue
    const amount = Math.floor(rest / ms)
    if (amount === 0) continue
    text += `${amount}${name}`
    rest -= amount * ms
  }
  return text
}
