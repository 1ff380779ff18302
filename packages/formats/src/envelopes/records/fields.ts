/** One field of a record: its path in lower case without punctuation, part by part, and its value. */
export interface Field {
  /** `['kubernetes', 'podname']` of `kubernetes.pod_name` */
  readonly path: readonly string[]
  readonly value: unknown
}

/** Beyond this a record is no log line, and only its first fields are looked at. */
const MAX_FIELDS = 400
const MAX_DEPTH = 8

const bare = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '')

const partsOf = (key: string): readonly string[] =>
  key
    .split(/[./]/)
    .map(bare)
    .filter((part) => part !== '')

/**
 * The fields of a record, nested ones by their path. Lists of `{key, value}` (OTLP, CloudWatch Insights) and of `key:value`
 * (Datadog's tags) are fields as well. Inner objects come both whole and in parts: a message may be an object.
 */
export function fieldsOf(record: object): readonly Field[] {
  const fields: Field[] = []
  gather(record, [], fields)
  return fields
}

function gather(value: unknown, path: readonly string[], into: Field[]): void {
  if (into.length >= MAX_FIELDS || path.length > MAX_DEPTH) return
  if (path.length > 0) into.push({ path, value: unboxed(value) })
  if (Array.isArray(value)) for (const item of value.slice(0, 100)) listItem(item, path, into)
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      gather(inner, [...path, ...partsOf(key)], into)
}

function listItem(item: unknown, path: readonly string[], into: Field[]): void {
  if (typeof item === 'string') {
    const tag = /^([\w.-]{2,60}):(\S{1,300})$/.exec(item)
    if (tag !== null) into.push({ path: [...path, ...partsOf(tag[1] ?? '')], value: tag[2] })
    return
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return
  const { key, field, name, value } = item as Record<string, unknown>
  const label = [key, field, name].find((one) => typeof one === 'string')
  if (typeof label === 'string' && value !== undefined)
    gather(value, [...path, ...partsOf(label)], into)
}

/** OTLP's `{stringValue: 'x'}` is its value. */
export function unboxed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const keys = Object.keys(value)
  const [only = ''] = keys
  return keys.length === 1 && /^(?:string|int|double|bool)Value$/.test(only)
    ? (value as Record<string, unknown>)[only]
    : value
}
