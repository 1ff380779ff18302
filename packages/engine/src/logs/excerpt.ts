import { cleanText, printable } from './clean.ts'
import { flatten } from './flatten.ts'
import { mask } from '../masking/mask.ts'

/** What is masked around an excerpt, so that a secret is recognised by a name that stands before the excerpt. */
const MARGIN = 3000
/** How much of a long line stands before the place that an excerpt is about. */
const LEAD = 100

/**
 * A short piece of a line to show: verbatim but for secrets and terminal codes, at most `max` characters, around the
 * place of a match in a long line (`focus` counts in `LogLine.text`). It keeps no longer string alive.
 */
export function excerpt(raw: string, focus = 0, max = 400): string {
  const at = raw.length <= max ? 0 : rawIndex(raw, focus)
  const from = Math.max(0, at - MARGIN)
  const before = mask(printable(raw.slice(from, at)))
  const all = mask(printable(raw.slice(from, at + MARGIN))).trimEnd()
  if (all.length <= max && from === 0) return flatten(all)
  const start = Math.max(
    0,
    Math.min(before.length - Math.min(LEAD, max >> 2), all.length - max + 1),
  )
  const [left, right] = [start > 0 || from > 0 ? '…' : '', start + max < all.length ? '…' : '']
  return flatten(left + all.slice(start, start + max - left.length - right.length) + right)
}

/** The place in `raw` that a place in its text comes from. */
function rawIndex(raw: string, focus: number): number {
  if (cleanText(raw.slice(0, focus)).length === focus) return Math.min(focus, raw.length)
  let [low, high] = [focus, raw.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (cleanText(raw.slice(0, middle)).length < focus) low = middle + 1
    else high = middle
  }
  return low
}
