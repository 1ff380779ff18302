/** `2026-11-20T03:12:00`, with a space or slashes, as logs and the API write it; what follows (fractions, zone) stays. */
const TIME = /\b(20[2-9]\d)([-/])(\d\d)[-/](\d\d)([T ])(\d\d):(\d\d):(\d\d)/g

/** The same value with every time in every string moved by so many milliseconds, rounded to whole seconds. */
export function shiftTimes<Value>(value: Value, ms: number): Value {
  return shifted(value, Math.round(ms / 1_000) * 1_000) as Value
}

/** A value of any shape. */
function shifted(value: unknown, ms: number): unknown {
  if (typeof value === 'string') return shiftedText(value, ms)
  if (Array.isArray(value)) return value.map((each) => shifted(each, ms))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shifted(each, ms)]))
}

/** A text; dates that do not exist stay as they are. */
function shiftedText(text: string, ms: number): string {
  return text.replace(TIME, (...match: string[]) => {
    const [, year, dash = '-', month, day, between = 'T', hour, minute, second] = match
    const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
    if (Number.isNaN(at)) return match[0] ?? ''
    const moved = new Date(at + ms).toISOString()
    return `${moved.slice(0, 10).replaceAll('-', dash)}${between}${moved.slice(11, 19)}`
  })
}
