import { describe, expect, it } from 'vitest'
import { loadConfig } from '../config/config.ts'
import { intervalContains } from './time-intervals.ts'

const contains = (interval: string, time: string): boolean => {
  const { timeIntervals } = loadConfig(
    `{route: {receiver: a}, receivers: [{name: a}], time_intervals: [{name: x, time_intervals: [${interval}]}]}`,
  )
  const [first] = timeIntervals.get('x') ?? []
  if (first === undefined) throw new Error('no interval')
  return intervalContains(first, Date.parse(time))
}

describe('time intervals', () => {
  it.each([
    ['{}', '2024-05-01T10:00:00Z', true],
    ['{times: [{start_time: "09:00", end_time: "17:00"}]}', '2024-05-01T09:00:00Z', true],
    ['{times: [{start_time: "09:00", end_time: "17:00"}]}', '2024-05-01T17:00:00Z', false],
    ['{times: [{start_time: "23:00", end_time: "24:00"}]}', '2024-05-01T23:59:59Z', true],
    ['{weekdays: ["monday:friday"]}', '2024-05-04T10:00:00Z', false],
    ['{weekdays: [Saturday, "sunday"]}', '2024-05-04T10:00:00Z', true],
    ['{days_of_month: ["-3:-1"]}', '2024-02-27T00:00:00Z', true],
    ['{days_of_month: ["-3:-1"]}', '2024-02-26T23:59:00Z', false],
    ['{days_of_month: ["31"]}', '2024-04-30T00:00:00Z', false],
    ['{days_of_month: ["25:31"]}', '2024-04-30T00:00:00Z', true],
    ['{months: ["january:march", "12"]}', '2024-12-31T23:59:59Z', true],
    ['{months: ["january:march"]}', '2024-04-01T00:00:00Z', false],
    ['{years: ["2020:2023"]}', '2024-01-01T00:00:00Z', false],
    [
      '{times: [{start_time: "09:00", end_time: "10:00"}], location: Europe/Berlin}',
      '2024-07-01T07:30:00Z',
      true,
    ],
    [
      '{times: [{start_time: "09:00", end_time: "10:00"}], location: Europe/Berlin}',
      '2024-01-01T07:30:00Z',
      false,
    ],
    ['{years: ["2024"], months: [may], weekdays: [monday]}', '2024-05-01T00:00:00Z', false],
  ])('%s holds %s: %s', (interval, time, expected) => {
    expect(contains(interval, time)).toBe(expected)
  })

  it.each([
    ['{weekdays: ["friday:monday"]}', 'start day cannot be before end day'],
    ['{days_of_month: ["0"]}', '0 is not a valid day of the month: out of range'],
    ['{days_of_month: ["-5:5"]}', 'end day must be negative if start day is negative'],
    ['{days_of_month: ["10:-25"]}', 'end day -25 is always before start day 10'],
    ['{months: ["smarch"]}', 'smarch is not a valid month'],
    [
      '{times: [{start_time: "25:00", end_time: "26:00"}]}',
      "couldn't parse timestamp 25:00, invalid format",
    ],
    ['{location: Mars/Base}', 'unknown time zone Mars/Base'],
  ])('%s is refused', (interval, message) => {
    expect(() => contains(interval, '2024-01-01T00:00:00Z')).toThrow(message)
  })
})
