const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec'

const ISO =
  /^(\d{4})[-/](\d\d)[-/](\d\d)[T ,]\s?(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9})\d*)?\s?(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?$/
/** Kibana's `Nov 2, 2026 @ 08:21:51.870`, Rancher's `Mon, Nov 2 2026 8:21:51 am`, Splunk's and Datadog's exports. */
const MONTH_FIRST =
  /^(?:[A-Z][a-z]{2,8},?\s+)?([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,| @| at)?\s+(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?([ap]\.?m\.?)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i
/** `02 Nov 2026 08:21:51 +0000`, `02/Nov/2026:08:21:51 +0000` */
const DAY_FIRST =
  /^(?:[A-Z][a-z]{2},?\s+)?(\d{1,2})[ \-/]([A-Z][a-z]{2})[a-z]*[ \-/](\d{4}),?[ :](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/
/** The American order of `11/2/2026, 8:21:51.870 AM`, as Azure's portal exports it. */
const SLASHED =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4}),?\s+(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?([AP]M)?\s?(Z|UTC|[+-]\d\d:?\d\d)?$/i
/** systemd's verbose form: `Mon 2026-11-02 08:21:51.870123 UTC` */
const WEEKDAY_ISO = /^[A-Z][a-z]{2} (?=\d{4}-)/
const EPOCH = /^(\d{10})(?:\.(\d{1,9}))?$|^(\d{13})(?:\.\d+)?$|^(\d{16})$|^(\d{19})$/

const EARLIEST = Date.UTC(2014, 0, 1) / 1000
const LATEST = Date.UTC(2100, 0, 1) / 1000

/**
 * The time that an envelope states, as RFC 3339 in UTC with nine decimals; null for what is no full time. A time without
 * a zone is taken as UTC. Numbers are seconds, milliseconds, microseconds or nanoseconds since 1970, told by their digits.
 */
export function stampOf(value: unknown): string | null {
  if (typeof value === 'number') return epoch(String(value))
  if (typeof value !== 'string' || value.length > 60) return null
  const text = value.trim().replace(WEEKDAY_ISO, '')
  return epoch(text) ?? iso(text) ?? monthFirst(text) ?? dayFirst(text) ?? slashed(text)
}

function epoch(text: string): string | null {
  const match = EPOCH.exec(text)
  if (match === null) return null
  const [, seconds, decimals = '', milli, micro, nano] = match
  const digits = seconds ?? milli ?? micro ?? nano ?? ''
  return made(Number(digits.slice(0, 10)), seconds === undefined ? digits.slice(10) : decimals)
}

function made(seconds: number, decimals: string): string | null {
  if (!(seconds > EARLIEST && seconds < LATEST)) return null
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19)
  return `${whole}.${decimals.slice(0, 9).padEnd(9, '0')}Z`
}

/** Minutes east of Greenwich. */
function zoneMinutes(zone: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone ?? '')
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return match[1] === '-' ? -minutes : minutes
}

interface Parts {
  readonly date: readonly [year: string, month: number, day: string]
  readonly clock: readonly [string | undefined, string | undefined, string | undefined]
  readonly decimals?: string | undefined
  readonly half?: string | undefined
  readonly zone?: string | undefined
}

function assembled({ date, clock, decimals = '', half, zone }: Parts): string | null {
  const [year, month, day] = date
  if (month < 0 || month > 11 || Number(day) > 31) return null
  const hour = half === undefined ? Number(clock[0]) : (Number(clock[0]) % 12) + afternoon(half)
  const minute = Number(clock[1]) - zoneMinutes(zone)
  const at = Date.UTC(Number(year), month, Number(day), hour, minute, Number(clock[2]))
  return made(at / 1000, decimals)
}

const afternoon = (half: string): number => (/^p/i.test(half) ? 12 : 0)

function monthOf(name: string | undefined): number {
  const at = MONTHS.indexOf((name ?? '-').slice(0, 3).toLowerCase())
  return at % 3 === 0 ? at / 3 : -1
}

function iso(text: string): string | null {
  const m = ISO.exec(text)
  if (m === null) return null
  const date = [m[1] ?? '', Number(m[2]) - 1, m[3] ?? ''] as const
  return assembled({ date, clock: [m[4], m[5], m[6]], decimals: m[7], zone: m[8] })
}

function monthFirst(text: string): string | null {
  const m = MONTH_FIRST.exec(text)
  if (m === null) return null
  const date = [m[3] ?? '', monthOf(m[1]), m[2] ?? ''] as const
  return assembled({ date, clock: [m[4], m[5], m[6]], decimals: m[7], half: m[8], zone: m[9] })
}

function dayFirst(text: string): string | null {
  const m = DAY_FIRST.exec(text)
  if (m === null) return null
  const date = [m[3] ?? '', monthOf(m[2]), m[1] ?? ''] as const
  return assembled({ date, clock: [m[4], m[5], m[6]], decimals: m[7], zone: m[8] })
}

function slashed(text: string): string | null {
  const m = SLASHED.exec(text)
  if (m === null) return null
  const date = [m[3] ?? '', Number(m[1]) - 1, m[2] ?? ''] as const
  return assembled({ date, clock: [m[4], m[5], m[6]], decimals: m[7], half: m[8], zone: m[9] })
}
