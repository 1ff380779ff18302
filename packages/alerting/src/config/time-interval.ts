import { findZone, quote, type Zone } from '@unloop/gotemplate'
import { ConfigError } from '../yaml/document.ts'
import { type Infer, list, optional, refined, type Schema, STRING } from '../yaml/schema.ts'
import { struct } from '../yaml/struct.ts'

/** Both ends belong to it. */
export interface InclusiveRange {
  readonly begin: number
  readonly end: number
}

/** Minutes of a day; the end does not belong to it. */
export interface TimeRange {
  readonly startMinute: number
  readonly endMinute: number
}

// In the order of `Date.getDay`: 0 is Sunday.
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** @throws {ConfigError} */
function refuse(message: string): never {
  throw new ConfigError(message)
}

/** A whole number, with the error of Go's `strconv.Atoi`. */
function integer(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  return refuse(`strconv.Atoi: parsing ${quote(text)}: invalid syntax`)
}

/** 0 for Sunday to 6. */
function weekday(text: string): number {
  const day = WEEKDAYS.indexOf(text)
  return day < 0 ? refuse(`${text} is not a valid weekday`) : day
}

/** 1 for January to 12; numbers are taken as they are. */
function month(text: string): number {
  const index = MONTHS.indexOf(text)
  if (index >= 0) return index + 1
  return /^[+-]?\d+$/.test(text) ? Number(text) : refuse(`${text} is not a valid month`)
}

/** A range such as `monday:friday`, or one member, which begins and ends it. */
function rangeSchema(
  member: (text: string) => number,
  check: (range: InclusiveRange) => void,
): Schema<InclusiveRange> {
  return refined(
    STRING,
    () => ({ begin: 0, end: 0 }),
    (source) => {
      const text = source.toLowerCase()
      const parts = text.split(':')
      if (parts.length > 2) refuse(`couldn't parse range ${text}, invalid format`)
      const begin = member(parts[0] ?? '')
      const range = { begin, end: parts[1] === undefined ? begin : member(parts[1]) }
      check(range)
      return range
    },
  )
}

const WEEKDAY_RANGE = rangeSchema(weekday, ({ begin, end }) => {
  if (begin > end) refuse('start day cannot be before end day')
})

// Negative days count from the end of the month. A range must not be empty in the shortest month, which has 28 days.
const DAY_RANGE = rangeSchema(integer, ({ begin, end }) => {
  for (const day of [begin, end]) {
    if (day === 0 || day < -31 || day > 31)
      refuse(`${day} is not a valid day of the month: out of range`)
  }
  if (begin < 0 && end > 0) refuse('end day must be negative if start day is negative')
  const inShortMonth = (day: number): number => (day < 0 ? 28 + day : day)
  if (inShortMonth(begin) > inShortMonth(end))
    refuse(`end day ${end} is always before start day ${begin}`)
})

const MONTH_RANGE = rangeSchema(month, ({ begin, end }) => {
  if (begin > end)
    refuse(`end month ${MONTHS[end - 1] ?? ''} is before start month ${MONTHS[begin - 1] ?? ''}`)
})

const YEAR_RANGE = rangeSchema(integer, ({ begin, end }) => {
  if (begin > end) refuse(`end year ${end} is before start year ${begin}`)
})

/** Minutes since midnight of a time such as `09:30`; `24:00` is the end of the day. */
function minutes(text: string): number {
  if (!/^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/.test(text))
    refuse(`couldn't parse timestamp ${text}, invalid format`)
  const [hours, rest] = text.split(':')
  return Number(hours) * 60 + Number(rest)
}

const TIME_RANGE: Schema<TimeRange> = refined(
  struct({
    goType: 'timeinterval.yamlTimeRange',
    fields: { start_time: STRING, end_time: STRING },
  }),
  () => ({ startMinute: 0, endMinute: 0 }),
  ({ start_time, end_time }) => {
    if (start_time === '' || end_time === '') refuse('both start and end times must be provided')
    const range = { startMinute: minutes(start_time), endMinute: minutes(end_time) }
    if (range.startMinute >= range.endMinute)
      refuse('start time cannot be equal or greater than end time')
    return range
  },
)

// `Local` is UTC here: the machine that runs the server says nothing of where its users are.
const LOCATION: Schema<Zone | undefined> = refined(
  STRING,
  () => undefined,
  (name) => {
    const zone = findZone(name === 'Local' ? '' : name)
    return zone ?? refuse(`unknown time zone ${name}`)
  },
)

const INTERVAL = struct({
  goType: 'timeinterval.TimeInterval',
  fields: {
    times: list(TIME_RANGE, 'timeinterval.TimeRange'),
    weekdays: list(WEEKDAY_RANGE, 'timeinterval.WeekdayRange'),
    days_of_month: list(DAY_RANGE, 'timeinterval.DayOfMonthRange'),
    months: list(MONTH_RANGE, 'timeinterval.MonthRange'),
    years: list(YEAR_RANGE, 'timeinterval.YearRange'),
    location: optional(LOCATION),
  },
})

/** All of what is given must hold; of each list, one item. */
export type TimeInterval = Infer<typeof INTERVAL>

/** A name for a list of intervals. */
export function namedIntervals(kind: 'mute time interval' | 'time interval') {
  return struct({
    goType: 'config.plain',
    fields: { name: STRING, time_intervals: list(INTERVAL, 'timeinterval.TimeInterval') },
    check: ({ name }) => {
      if (name === '') refuse(`missing name in ${kind}`)
      return undefined
    },
  })
}
