import type { LogRecord, RecordedLog } from '../log.ts'

/** Puts a log into what a product puts around it. */
export interface Wrapper {
  /** The product and the form. */
  readonly name: string
  /** Where the form is described, for those that were written from its documentation alone. */
  readonly source?: string
  /** The name of the file, where the name is part of the form. */
  readonly file?: (log: RecordedLog) => string
  readonly wrap: (log: RecordedLog) => string
}

/** One line of output for each line of the log. */
export const byLine = (
  name: string,
  line: (record: LogRecord, log: RecordedLog, index: number) => string,
): Wrapper => ({
  name,
  wrap: (log) => log.records.map((record, index) => `${line(record, log, index)}\n`).join(''),
})

/** Milliseconds since 1970. */
export const millisOf = ({ at }: LogRecord): number => Date.parse(at)
export const nanosOf = ({ at }: LogRecord): string =>
  `${Math.floor(Date.parse(`${at.slice(0, 19)}Z`) / 1000)}${at.slice(20, 29)}`
export const milliIso = ({ at }: LogRecord): string => `${at.slice(0, 23)}Z`

/** A made-up id of this many hexadecimal digits, the same for the same words. */
export function hexOf(words: string, digits: number): string {
  let out = ''
  for (let i = 0; out.length < digits; i++) {
    let hash = 2166136261 ^ i
    for (const char of words) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619)
    out += (hash >>> 0).toString(16).padStart(8, '0')
  }
  return out.slice(0, digits)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** `Nov 21 00:24:20`, as the C library prints it. */
export function shortTime({ at }: LogRecord): string {
  const month = MONTHS[Number(at.slice(5, 7)) - 1]
  return `${month} ${at.slice(8, 10).replace(/^0/, ' ')} ${at.slice(11, 19)}`
}

/** Day of the week, month, day and year of a time. */
export function wordsOfTime({ at }: LogRecord): {
  readonly weekday: string
  readonly month: string
  readonly day: number
  readonly year: number
  readonly clock: string
  readonly hour12: string
  readonly half: 'AM' | 'PM'
} {
  const date = new Date(at)
  const hour = date.getUTCHours()
  return {
    weekday: DAYS[date.getUTCDay()] ?? '',
    month: MONTHS[date.getUTCMonth()] ?? '',
    day: date.getUTCDate(),
    year: date.getUTCFullYear(),
    clock: at.slice(11, 23),
    hour12: `${hour % 12 === 0 ? 12 : hour % 12}${at.slice(13, 19)}`,
    half: hour < 12 ? 'AM' : 'PM',
  }
}

/** A cell of a CSV file by RFC 4180. */
export const csvCell = (text: string): string =>
  /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
