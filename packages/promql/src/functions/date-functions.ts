const DAY = 86_400

interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The date of a day counted from 1970 (http://howardhinnant.github.io/date_algorithms.html, civil_from_days). */
function civilDate(days: number): CivilDate {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

/** By the Gregorian calendar, also before it was introduced, as Go has it. */
function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function daysInMonth({ year, month }: CivilDate): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Counted from 1. */
function dayOfYear({ year, month, day }: CivilDate): number {
  let total = day
  for (let before = 1; before < month; before++)
    total += daysInMonth({ year, month: before, day: 1 })
  return total
}

/** The remainder that is never negative. */
const modulo = (value: number, divisor: number) => ((value % divisor) + divisor) % divisor

/** A time as days since 1970 and seconds of the day. */
interface Instant {
  readonly days: number
  readonly seconds: number
}

/**
 * The time that Go's calendar makes of a number of seconds that int64 cannot hold: on amd64 all become its lowest value,
 * which Go's calendar wraps around to a far future.
 */
const OUT_OF_RANGE: Instant = { days: 106_751_991_167_300, seconds: 55_808 }

/** Days and seconds in UTC. */
function instantOf(value: number): Instant {
  if (!(Math.abs(value) < 2 ** 63)) return OUT_OF_RANGE
  const whole = Math.trunc(value)
  return { days: Math.floor(whole / DAY), seconds: modulo(whole, DAY) }
}

type DateFunction = (seconds: number) => number

const ofDate = (read: (date: CivilDate) => number): DateFunction => {
  return (value) => read(civilDate(instantOf(value).days))
}

/** The functions of a time in seconds, in UTC, by name. */
export const DATE_FUNCTIONS: ReadonlyMap<string, DateFunction> = new Map([
  ['days_in_month', ofDate(daysInMonth)],
  ['day_of_month', ofDate(({ day }) => day)],
  ['day_of_year', ofDate(dayOfYear)],
  ['month', ofDate(({ month }) => month)],
  ['year', ofDate(({ year }) => year)],
  // 1 January 1970 was a Thursday; Sunday is 0.
  ['day_of_week', (value) => modulo(instantOf(value).days + 4, 7)],
  ['hour', (value) => Math.floor(instantOf(value).seconds / 3600)],
  ['minute', (value) => Math.floor((instantOf(value).seconds % 3600) / 60)],
])
