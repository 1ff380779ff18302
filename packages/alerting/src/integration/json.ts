import { compareStrings, jsonNumber, jsonString } from '@unloop/gotemplate'

/** A value as Go's encoder writes it. Objects keep their order; maps are sorted; what is undefined is left out. */
export function encodeJson(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return jsonString(value)
  if (typeof value === 'number') return jsonNumber(value)
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map((item: unknown) => encodeJson(item)).join(',')}]`
  if (value instanceof RawJson) return value.text
  const entries =
    value instanceof Map
      ? [...(value as Map<string, unknown>)].toSorted(([a], [b]) => compareStrings(a, b))
      : Object.entries(value)
  const items = entries.flatMap(([key, item]) =>
    item === undefined ? [] : [`${jsonString(key)}:${encodeJson(item)}`],
  )
  return `{${items.join(',')}}`
}

/** A text that is JSON already. */
export class RawJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** A body as Go's `json.Encoder` writes it: with a line's end. */
export function jsonBody(value: unknown): string {
  return `${encodeJson(value)}\n`
}

/** The value, or undefined where Go's `omitempty` leaves it out. */
export function orOmit<T>(value: T): T | undefined {
  const isEmpty =
    value === '' ||
    value === 0 ||
    value === false ||
    value === null ||
    (Array.isArray(value) && value.length === 0) ||
    (value instanceof Map && value.size === 0)
  return isEmpty ? undefined : value
}

/** A map that is written with sorted keys. */
export function sortedMap<T>(entries: Readonly<Record<string, T>>): Map<string, T> {
  return new Map(Object.entries(entries))
}
