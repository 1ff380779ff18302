import { bool, float, int, string } from '../values/make.ts'
import { type GoType, INT, INT64, type Method, STRING } from '../values/type.ts'
import type { StructValue, Value } from '../values/value.ts'
import { formatDuration } from './duration.ts'
import { formatLayout } from './layout.ts'
import { civil, type Moment, ZERO_MOMENT } from './moment.ts'
import { MONTHS, WEEKDAYS } from './names.ts'
import { UTC } from './zone.ts'

const RFC3339_NANO = '2006-01-02T15:04:05.999999999Z07:00'
const SECOND = 1_000_000_000n

/** `time.Duration`: nanoseconds. */
export const DURATION: GoType = {
  kind: 'int',
  name: 'time.Duration',
  named: true,
  bits: 64,
  methods: {
    String: durationMethod((nanos) => string(formatDuration(nanos))),
    Nanoseconds: durationMethod((nanos) => int(nanos, INT64)),
    Microseconds: durationMethod((nanos) => int(nanos / 1000n, INT64)),
    Milliseconds: durationMethod((nanos) => int(nanos / 1_000_000n, INT64)),
    Seconds: durationMethod((nanos) => float(Number(nanos) / 1e9)),
    Minutes: durationMethod((nanos) => float(Number(nanos) / 6e10)),
    Hours: durationMethod((nanos) => float(Number(nanos) / 3.6e12)),
    Abs: durationMethod((nanos) => duration(nanos < 0n ? -nanos : nanos)),
    Truncate: withDuration((nanos, unit) => duration(unit <= 0n ? nanos : nanos - (nanos % unit))),
    Round: withDuration((nanos, unit) => duration(roundTo(nanos, unit))),
  },
}

/** `time.Month`. */
const MONTH: GoType = named('time.Month', (value) => MONTHS[value - 1] ?? `%!Month(${value})`)
/** `time.Weekday`. */
const WEEKDAY: GoType = named('time.Weekday', (value) => WEEKDAYS[value] ?? `%!Weekday(${value})`)

/** `time.Time`. */
export const TIME: GoType = {
  kind: 'struct',
  name: 'time.Time',
  named: true,
  toJson: (value) => JSON.stringify(formatLayout(momentOf(value), RFC3339_NANO)),
  get methods() {
    return TIME_METHODS
  },
}

const TIME_METHODS: Readonly<Record<string, Method>> = {
  String: timeMethod((at) => string(formatLayout(at, '2006-01-02 15:04:05.999999999 -0700 MST'))),
  Format: {
    params: [STRING],
    call: (self, [layout]) =>
      string(formatLayout(momentOf(self), layout?.kind === 'string' ? layout.data : '')),
  },
  UTC: timeMethod((at) => time({ ...at, zone: UTC })),
  Local: timeMethod((at) => time({ ...at, zone: UTC })),
  Unix: timeMethod((at) => int(floor(at.nanos, SECOND), INT64)),
  UnixMilli: timeMethod((at) => int(floor(at.nanos, 1_000_000n), INT64)),
  UnixMicro: timeMethod((at) => int(floor(at.nanos, 1000n), INT64)),
  UnixNano: timeMethod((at) => int(at.nanos, INT64)),
  IsZero: timeMethod((at) => bool(at.nanos === ZERO_MOMENT.nanos)),
  Year: timeMethod((at) => int(civil(at).year)),
  Month: timeMethod((at) => int(civil(at).month, MONTH)),
  Day: timeMethod((at) => int(civil(at).day)),
  Hour: timeMethod((at) => int(civil(at).hour)),
  Minute: timeMethod((at) => int(civil(at).minute)),
  Second: timeMethod((at) => int(civil(at).second)),
  Nanosecond: timeMethod((at) => int(civil(at).nanosecond)),
  Weekday: timeMethod((at) => int(civil(at).weekday, WEEKDAY)),
  YearDay: timeMethod((at) => int(civil(at).yearDay)),
  Add: {
    params: [DURATION],
    call: (self, [by]) => time({ ...momentOf(self), nanos: momentOf(self).nanos + nanosOf(by) }),
  },
  AddDate: { params: [INT, INT, INT], call: addDate },
  Sub: betweenTimes((a, b) => duration(clamp(a.nanos - b.nanos))),
  After: betweenTimes((a, b) => bool(a.nanos > b.nanos)),
  Before: betweenTimes((a, b) => bool(a.nanos < b.nanos)),
  Equal: betweenTimes((a, b) => bool(a.nanos === b.nanos)),
  Compare: betweenTimes((a, b) => int(a.nanos === b.nanos ? 0 : a.nanos < b.nanos ? -1 : 1)),
  Truncate: timeAndDuration((at, unit) => time({ ...at, nanos: truncate(at.nanos, unit) })),
  Round: timeAndDuration((at, unit) =>
    time({ ...at, nanos: truncate(at.nanos + (unit > 0n ? unit / 2n : 0n), unit) }),
  ),
}

/** A moment as a value of templates. */
export function time(moment: Moment): StructValue {
  return { kind: 'struct', type: TIME, data: {}, inner: moment }
}

/** The moment that a value of `time.Time` holds. */
export function momentOf(value: Value | undefined): Moment {
  return value?.kind === 'struct' && value.type === TIME
    ? ((value.inner as Moment | undefined) ?? ZERO_MOMENT)
    : ZERO_MOMENT
}

/** A duration of nanoseconds as a value of templates. */
export function duration(nanos: bigint): Value {
  return { kind: 'int', type: DURATION, data: nanos }
}

function nanosOf(value: Value | undefined): bigint {
  return value?.kind === 'int' || value?.kind === 'uint' ? value.data : 0n
}

function named(name: string, text: (value: number) => string): GoType {
  const method: Method = { params: [], call: (self) => string(text(Number(nanosOf(self)))) }
  return { kind: 'int', name, named: true, bits: 64, methods: { String: method } }
}

function durationMethod(call: (nanos: bigint) => Value): Method {
  return { params: [], call: (self) => call(nanosOf(self)) }
}

function withDuration(call: (nanos: bigint, unit: bigint) => Value): Method {
  return {
    get params() {
      return [DURATION]
    },
    call: (self, [unit]) => call(nanosOf(self), nanosOf(unit)),
  }
}

function timeMethod(call: (at: Moment) => Value): Method {
  return { params: [], call: (self) => call(momentOf(self)) }
}

function betweenTimes(call: (a: Moment, b: Moment) => Value): Method {
  return { params: [TIME], call: (self, [other]) => call(momentOf(self), momentOf(other)) }
}

function timeAndDuration(call: (at: Moment, unit: bigint) => Value): Method {
  return { params: [DURATION], call: (self, [unit]) => call(momentOf(self), nanosOf(unit)) }
}

function addDate(self: Value, args: readonly (Value | undefined)[]): Value {
  const at = momentOf(self)
  const { year, month, day, offsetSeconds } = civil(at)
  const [years, months, days] = args.map((arg) => Number(nanosOf(arg)))
  const from = Date.UTC(year, month - 1, day)
  const to = Date.UTC(year + (years ?? 0), month - 1 + (months ?? 0), day + (days ?? 0))
  const moved = { ...at, nanos: at.nanos + BigInt(to - from) * 1_000_000n }
  const shift = BigInt(offsetSeconds - civil(moved).offsetSeconds) * SECOND
  return time({ ...moved, nanos: moved.nanos + shift })
}

function floor(value: bigint, by: bigint): bigint {
  return value % by < 0n ? value / by - 1n : value / by
}

/** Go truncates since the zero time, not since 1970. */
function truncate(nanos: bigint, unit: bigint): bigint {
  return unit <= 0n ? nanos : nanos - ((nanos - ZERO_MOMENT.nanos) % unit)
}

function roundTo(nanos: bigint, unit: bigint): bigint {
  if (unit <= 0n) return nanos
  const rest = nanos % unit
  const size = rest < 0n ? -rest : rest
  if (size * 2n < unit) return nanos - rest
  return nanos - rest + (nanos < 0n ? -unit : unit)
}

function clamp(nanos: bigint): bigint {
  const max = 2n ** 63n - 1n
  return nanos > max ? max : nanos < -max - 1n ? -max - 1n : nanos
}
