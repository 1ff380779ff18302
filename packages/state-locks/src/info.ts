/**
 * What a lock says of itself: `statemgr.LockInfo` of Terraform and OpenTofu, which backends store as JSON and errors print
 * under "Lock Info:". Texts are as they were found: whoever may lock a state may write anything into it.
 */
export interface LockInfo {
  readonly id: string
  readonly path: string
  readonly operation: string
  /** `user@host`. */
  readonly who: string
  readonly version: string
  /** ISO 8601, or null where it can't be read. */
  readonly created: string | null
  readonly info: string
}

export const NO_INFO: LockInfo = {
  id: '',
  path: '',
  operation: '',
  who: '',
  version: '',
  created: null,
  info: '',
}

/** Of the stored JSON; null where it is none. */
export function parseLockInfo(json: string): LockInfo | null {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return null
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  const fields = value as Readonly<Record<string, unknown>>
  const text = (name: string): string => {
    const field = fields[name]
    return typeof field === 'string' ? field : ''
  }
  return {
    id: text('ID'),
    path: text('Path'),
    operation: text('Operation'),
    who: text('Who'),
    version: text('Version'),
    created: parseTime(text('Created')),
    info: text('Info'),
  }
}

/**
 * ISO 8601 of what Go prints for a time (`2021-09-27 00:10:27.424064363 +0000 UTC`, perhaps with `m=+0.1`) or stores in JSON
 * (RFC 3339); null for anything else.
 */
export function parseTime(text: string): string | null {
  const found =
    /(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:[.,](\d+))?\s?(Z|[+-]\d{2}:?\d{2})?/.exec(text)
  if (found === null) return null
  const [, day, time, fraction = '', zone = 'Z'] = found
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
  const at = new Date(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`)
  // Go's zero time means that nobody set it.
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 2000 ? null : at.toISOString()
}

/** The part behind the last `@` of Who, or null. */
export function hostOf(who: string): string | null {
  const at = who.lastIndexOf('@')
  const host = at < 0 ? '' : who.slice(at + 1).trim()
  return host === '' ? null : host
}
