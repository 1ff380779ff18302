import { FunctionError } from '../errors.ts'
import { quote } from '../text/quote.ts'
import { LAYOUT_ELEMENTS } from './layout.ts'
import type { Moment } from './moment.ts'
import { MONTHS, WEEKDAYS } from './names.ts'
import { UTC, type Zone } from './zone.ts'

interface Fields {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  nanosecond: number
  pm: boolean | undefined
  zone: Zone
  offsetSeconds: number
}

type Reader = readonly [pattern: RegExp, set: (fields: Fields, match: RegExpExecArray) => void]

const number = (
  pattern: RegExp,
  key: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second',
): Reader => [
  pattern,
  (fields, match) => {
    fields[key] = Number(match[0])
  },
]

const READERS: Readonly<Record<string, Reader>> = {
  '2006': number(/^\d{4}/, 'year'),
  '06': [
    /^\d\d/,
    (fields, match) => (fields.year = Number(match[0]) + (Number(match[0]) >= 69 ? 1900 : 2000)),
  ],
  '01': number(/^\d\d/, 'month'),
  '1': number(/^\d\d?/, 'month'),
  January: [new RegExp(`^(?:${MONTHS.join('|')})`, 'i'), setMonth],
  Jan: [new RegExp(`^(?:${MONTHS.map((name) => name.slice(0, 3)).join('|')})`, 'i'), setMonth],
  Monday: [new RegExp(`^(?:${WEEKDAYS.join('|')})`, 'i'), () => undefined],
  Mon: [
    new RegExp(`^(?:${WEEKDAYS.map((name) => name.slice(0, 3)).join('|')})`, 'i'),
    () => undefined,
  ],
  '02': number(/^\d\d/, 'day'),
  _2: number(/^ ?\d\d?/, 'day'),
  '2': number(/^\d\d?/, 'day'),
  '15': number(/^\d\d/, 'hour'),
  '03': number(/^\d\d/, 'hour'),
  '3': number(/^\d\d?/, 'hour'),
  '04': number(/^\d\d/, 'minute'),
  '4': number(/^\d\d?/, 'minute'),
  '05': number(/^\d\d/, 'second'),
  '5': number(/^\d\d?/, 'second'),
  PM: [/^[AP]M/, (fields, match) => (fields.pm = match[0] === 'PM')],
  pm: [/^[ap]m/, (fields, match) => (fields.pm = match[0] === 'pm')],
  MST: [/^[A-Z]{3,5}/, setAbbreviation],
}

function setMonth(fields: Fields, match: RegExpExecArray): void {
  const name = match[0].slice(0, 3).toLowerCase()
  fields.month = MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === name) + 1
}

/** A name alone tells no offset: Go keeps it with the offset 0. */
function setAbbreviation(fields: Fields, match: RegExpExecArray): void {
  if (match[0] !== 'UTC') fields.zone = { kind: 'fixed', offsetSeconds: 0, abbreviation: match[0] }
}

function readerFor(element: string): Reader | undefined {
  if (/^[.,]/.test(element)) {
    return [
      element[1] === '9' ? /^(?:[.,]\d+)?/ : new RegExp(`^[.,]\\d{${element.length - 1}}`),
      (fields, match) => (fields.nanosecond = Number(match[0].slice(1, 10).padEnd(9, '0'))),
    ]
  }
  if (!/^[-Z]07/.test(element)) return READERS[element]
  const colon = element.includes(':') ? ':' : ''
  const minutes = element.length > 3 ? `${colon}(\\d\\d)` : ''
  const utc = element.startsWith('Z') ? 'Z|' : ''
  return [new RegExp(`^(?:${utc}([+-])(\\d\\d)${minutes})`), setOffset]
}

function setOffset(fields: Fields, match: RegExpExecArray): void {
  const size = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60
  fields.offsetSeconds = match[1] === '-' ? -size : size
  fields.zone = size === 0 ? UTC : { kind: 'fixed', offsetSeconds: fields.offsetSeconds }
}

/**
 * Reads a time in one of Go's layouts, in UTC where the text names no zone.
 * @throws {FunctionError} as Go's time.ParseError
 */
export function parseLayout(layout: string, text: string): Moment {
  const fields: Fields = {
    year: 0,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    pm: undefined,
    zone: UTC,
    offsetSeconds: 0,
  }
  const head = `parsing time ${quote(text)} as ${quote(layout)}: cannot parse `
  let rest = text
  let at = 0
  for (const match of layout.matchAll(LAYOUT_ELEMENTS)) {
    rest = afterLiteral(layout.slice(at, match.index), rest, head)
    const element = match[0]
    const reader = readerFor(element)
    const found = reader?.[0].exec(rest)
    if (reader === undefined || found === null || found === undefined)
      throw new FunctionError(`${head}${quote(rest)} as ${quote(element)}`)
    reader[1](fields, found)
    rest = rest.slice(found[0].length)
    at = match.index + element.length
  }
  rest = afterLiteral(layout.slice(at), rest, head)
  if (rest !== '')
    throw new FunctionError(`parsing time ${quote(text)}: extra text: ${quote(rest)}`)
  return toMoment(fields, text)
}

function afterLiteral(literal: string, rest: string, head: string): string {
  if (rest.startsWith(literal)) return rest.slice(literal.length)
  throw new FunctionError(`${head}${quote(rest)} as ${quote(literal)}`)
}

function toMoment(fields: Fields, text: string): Moment {
  const outOfRange = (what: string): never => {
    throw new FunctionError(`parsing time ${quote(text)}: ${what} out of range`)
  }
  if (fields.month < 1 || fields.month > 12) outOfRange('month')
  if (fields.hour > 23) outOfRange('hour')
  if (fields.minute > 59) outOfRange('minute')
  if (fields.second > 59) outOfRange('second')
  const hour = fields.pm === undefined ? fields.hour : (fields.hour % 12) + (fields.pm ? 12 : 0)
  const date = new Date(0)
  date.setUTCFullYear(fields.year, fields.month - 1, fields.day)
  if (date.getUTCMonth() !== fields.month - 1) outOfRange('day')
  date.setUTCHours(hour, fields.minute, fields.second)
  const ms = date.getTime() - fields.offsetSeconds * 1000
  return { nanos: BigInt(ms) * 1_000_000n + BigInt(fields.nanosecond), zone: fields.zone }
}
