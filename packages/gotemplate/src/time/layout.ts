import { MONTHS, WEEKDAYS } from './names.ts'
import { type Civil, civil, type Moment } from './moment.ts'

/** The elements of Go's layouts, the longest first where one begins another. */
export const LAYOUT_ELEMENTS =
  /January|Jan|Monday|Mon|MST|2006|__2|002|_2006|_2|Z07:00:00|Z070000|Z07:00|Z0700|Z07|-07:00:00|-070000|-07:00|-0700|-07|PM|pm|[.,](?:0+|9+)(?!\d)|0[1-6]|15|[1-5]/g

/** A moment in one of Go's layouts, such as `2006-01-02 15:04:05`. */
export function formatLayout(moment: Moment, layout: string): string {
  const at = civil(moment)
  return layout.replace(LAYOUT_ELEMENTS, (element, offset: number) => {
    if (element === '_2006') return `_${two(at.year, 4)}`
    if (element === 'Jan' || element === 'Mon') return short(element, at, layout.slice(offset))
    return formatElement(element, at)
  })
}

/** `January` is longer than `Jan`, but `Janet` is text after `Jan` only if no lower-case letter follows. */
function short(element: string, at: Civil, rest: string): string {
  if (/^...[a-z]/.test(rest)) return element
  return formatElement(element, at)
}

function two(value: number, width = 2): string {
  return String(Math.abs(value)).padStart(width, '0')
}

function formatElement(element: string, at: Civil): string {
  if (/^[.,]/.test(element)) return fraction(element, at.nanosecond)
  if (/^[-Z]07/.test(element)) return offset(element, at.offsetSeconds)
  return DATE[element]?.(at) ?? CLOCK[element]?.(at) ?? element
}

const DATE: Readonly<Record<string, (at: Civil) => string>> = {
  January: (at) => MONTHS[at.month - 1] ?? '',
  Jan: (at) => (MONTHS[at.month - 1] ?? '').slice(0, 3),
  Monday: (at) => WEEKDAYS[at.weekday] ?? '',
  Mon: (at) => (WEEKDAYS[at.weekday] ?? '').slice(0, 3),
  '2006': (at) => (at.year < 0 ? '-' : '') + two(at.year, 4),
  '06': (at) => two(at.year % 100),
  '01': (at) => two(at.month),
  '1': (at) => String(at.month),
  '02': (at) => two(at.day),
  _2: (at) => String(at.day).padStart(2, ' '),
  '2': (at) => String(at.day),
  '002': (at) => two(at.yearDay, 3),
  __2: (at) => String(at.yearDay).padStart(3, ' '),
}

const CLOCK: Readonly<Record<string, (at: Civil) => string>> = {
  '15': (at) => two(at.hour),
  '03': (at) => two(at.hour % 12 === 0 ? 12 : at.hour % 12),
  '3': (at) => String(at.hour % 12 === 0 ? 12 : at.hour % 12),
  '04': (at) => two(at.minute),
  '4': (at) => String(at.minute),
  '05': (at) => two(at.second),
  '5': (at) => String(at.second),
  PM: (at) => (at.hour >= 12 ? 'PM' : 'AM'),
  pm: (at) => (at.hour >= 12 ? 'pm' : 'am'),
  MST: (at) => (at.abbreviation === '' ? offset('-0700', at.offsetSeconds) : at.abbreviation),
}

/** Zeros keep the digits, nines drop trailing zeros. */
function fraction(element: string, nanosecond: number): string {
  const digits = two(nanosecond, 9)
    .slice(0, element.length - 1)
    .padEnd(element.length - 1, '0')
  if (element[1] === '0') return element.slice(0, 1) + digits
  const kept = digits.replace(/0+$/, '')
  return kept === '' ? '' : element.slice(0, 1) + kept
}

function offset(element: string, seconds: number): string {
  if (element.startsWith('Z') && seconds === 0) return 'Z'
  const size = Math.abs(seconds)
  const parts = [two(Math.floor(size / 3600))]
  if (element.length > 3) parts.push(two(Math.floor(size / 60) % 60))
  if (/0000$|00:00$/.test(element.slice(3)) && element.length > 6) parts.push(two(size % 60))
  return (seconds < 0 ? '-' : '+') + parts.join(element.includes(':') ? ':' : '')
}
