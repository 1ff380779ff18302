import { parseDuration } from '../parser/duration.ts'

/** Start timestamps as offsets from their samples, in milliseconds; undefined where there is none. */
export function parseStartSequence(text: string): (number | undefined)[] {
  return text.trim().split(/\s+/).flatMap(parseItem)
}

const DURATION = String.raw`[+-]?\d+[a-wyzA-WYZ]*`
const ITEM = new RegExp(`^(${DURATION})(?:([+-]${DURATION}))?(?:x(\\d+))?$`)

function parseItem(item: string): (number | undefined)[] {
  const [, blanks] = /^_(?:x(\d+))?$/.exec(item) ?? []
  if (item.startsWith('_')) return Array.from({ length: Number(blanks ?? 1) }, () => undefined)
  const [, base, change, times] = ITEM.exec(item) ?? []
  if (base === undefined) throw new Error(`${JSON.stringify(item)} is not a start timestamp`)
  const step = change === undefined ? 0 : signedDuration(change)
  return Array.from({ length: Number(times ?? 0) + 1 }, (_, i) => signedDuration(base) + i * step)
}

function signedDuration(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1
  return sign * parseDuration(text.replace(/^[+-]/, ''))
}
