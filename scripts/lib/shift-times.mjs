/** `2026-11-20T03:12:00`, with a space or slashes, as logs and the API write it; what follows (fractions, zone) stays. */
const TIME = /\b(20\d\d)([-/])(\d\d)[-/](\d\d)([T ])(\d\d):(\d\d):(\d\d)/g

const atOf = ([, year, , month, day, , hour, minute, second]) =>
  Date.UTC(year, month - 1, day, hour, minute, second)

/** The same value with every time in every string moved by so many milliseconds (whole seconds). */
export function shiftTimes(value, ms) {
  if (typeof value === 'string') return shiftText(value, ms)
  if (Array.isArray(value)) return value.map((each) => shiftTimes(each, ms))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'at' && each ? each + ms : shiftTimes(each, ms),
    ]),
  )
}

function shiftText(text, ms) {
  return text.replace(TIME, (...match) => {
    const [, , dash, , , between] = match
    if (match[1] < '2020') return match[0]
    const moved = new Date(atOf(match) + ms).toISOString()
    return `${moved.slice(0, 10).replaceAll('-', dash)}${between}${moved.slice(11, 19)}`
  })
}
