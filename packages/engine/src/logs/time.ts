const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec'

const month = (name: string): number => {
  const at = MONTHS.indexOf(name.slice(0, 3).toLowerCase())
  return at < 0 || at % 3 !== 0 ? -1 : at / 3
}

const inRange = (at: number): number | null =>
  at > 631_152_000_000 && at < 4_102_444_800_000 ? at : null

const fraction = (digits: string | undefined): number =>
  digits === undefined ? 0 : Math.floor(Number(`0.${digits}`) * 1000)

/** `Z`, `+02:00`, `-0700`, ` +0000`; a time without a zone is taken as UTC, as containers run. */
function offset(zone: string | undefined): number {
  const sign = zone === undefined ? null : /([+-])(\d\d):?(\d\d)?/.exec(zone)
  if (sign === null) return 0
  const minutes = Number(sign[2]) * 60 + Number(sign[3] ?? 0)
  return (sign[1] === '-' ? -minutes : minutes) * 60_000
}

// 2026-11-21T00:24:20.995Z, 2026-11-21 0:24:20,995 +0000, 2026/11/21 00:24:20, 2026.11.21 00:24:20
const ISO =
  /(\d{4})[-/.](\d\d)[-/.](\d\d)[T ]\s?(\d{1,2}):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?\s?(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?/
// 21 Nov 2026 00:47:48.460, 21-Nov-2026 00:58:32.563, 21/Nov/2026:00:58:32 +0000
const DAY_FIRST =
  /\b(\d{1,2})[ \-/]([A-Z][a-z]{2})[ \-/](\d{4})[ :](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?([+-]\d{4})?/
// Sat Nov 21 00:46:21.102 2026
const C_TIME =
  /\b([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))? (?:[A-Z]{3,4} )?(\d{4})\b/
const JSON_EPOCH =
  /"(?:ts|time|timestamp|@t|t|timeMillis)"\s*:\s*"?(\d{10}(?:\d{3}|\d{6}|\d{9})?)(\.\d+)?\b/
const EPOCH = /^\[?(\d{10})(?:\.(\d{1,9}))?\]?[:\s]/

/** Where in a line its time is looked for. */
const HEAD = 120

/** The time that a line states of itself in milliseconds since 1970, null where it states none with a year. */
export function timeOf(text: string): number | null {
  if (text.charCodeAt(0) === 0x7b) return jsonTime(text)
  const head = text.length > HEAD ? text.slice(0, HEAD) : text
  return iso(head) ?? named(head) ?? epoch(EPOCH.exec(head))
}

function jsonTime(text: string): number | null {
  const head = text.length > 4096 ? `${text.slice(0, 2048)}${text.slice(-2048)}` : text
  const keyed =
    /"(?:ts|time|timestamp|@timestamp|@t|t|datetime|date|eventTime)"\s*:\s*(?:\{\s*"\$date"\s*:\s*)?"/.exec(
      head,
    )
  const stamp =
    keyed === null
      ? null
      : iso(head.slice(keyed.index + keyed[0].length, keyed.index + keyed[0].length + 40))
  return stamp ?? epoch(JSON_EPOCH.exec(head)) ?? iso(head)
}

function iso(text: string): number | null {
  const m = ISO.exec(text)
  if (m === null) return null
  const at = Date.UTC(
    Number(m[1]),
    Number(m[2]) - 1,
    Number(m[3]),
    Number(m[4]),
    Number(m[5]),
    Number(m[6]),
  )
  return inRange(at + fraction(m[7]) - offset(m[8]))
}

function named(text: string): number | null {
  const day = DAY_FIRST.exec(text)
  if (day !== null && month(day[2] ?? '') >= 0) {
    const time = [Number(day[4]), Number(day[5]), Number(day[6])] as const
    return inRange(
      Date.UTC(Number(day[3]), month(day[2] ?? ''), Number(day[1]), ...time) +
        fraction(day[7]) -
        offset(day[8]),
    )
  }
  const c = C_TIME.exec(text)
  if (c === null || month(c[1] ?? '') < 0) return null
  const at = Date.UTC(
    Number(c[7]),
    month(c[1] ?? ''),
    Number(c[2]),
    Number(c[3]),
    Number(c[4]),
    Number(c[5]),
  )
  return inRange(at + fraction(c[6]))
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their digits. */
function epoch(m: RegExpExecArray | null): number | null {
  if (m === null) return null
  const digits = m[1] ?? ''
  const ms = Number(digits.length > 13 ? digits.slice(0, 13) : digits.padEnd(13, '0'))
  const rest = m[2]?.replace('.', '')
  return inRange(digits.length === 10 ? ms + fraction(rest) : ms)
}

// RFC3339 with up to nine decimals, as the kubelet and containerd write it (RFC3339NanoFixed, RFC3339Nano).
const PREFIX = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)(?: |$)/y

/** The length of `kubectl logs --timestamps`' prefix with its space, 0 where the line has none. */
export function prefixLength(line: string): number {
  const first = line.charCodeAt(0)
  if (first !== 0x32 && first !== 0x31) return 0
  PREFIX.lastIndex = 0
  return PREFIX.test(line.length > 40 ? line.slice(0, 40) : line) ? PREFIX.lastIndex : 0
}

/** The time in a prefix whose length `prefixLength` gave. */
export function prefixTime(prefix: string): number | null {
  return iso(prefix)
}
