// Fields of a request, from protobuf or JSON: what is missing or of another type has the empty value.

/** A JSON object, or a protobuf message as read by a table of fields. */
export type Fields = Readonly<Record<string, unknown>>

const EMPTY: Fields = {}
const NONE: readonly never[] = []
/** Values nest without bound in the protocol; what lies deeper is cut, not refused. */
const MAX_DEPTH = 16

/** The value if it is an object; else an empty one. */
export function objectOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : EMPTY
}

/** The value if it is a list; else an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NONE
}

/** The value if it is a string; else ''. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/**
 * Numbers come as strings where JSON could not hold them (protobuf's JSON mapping of 64-bit integers). NaN for a
 * string that is none.
 */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'string' && value !== '' ? Number(value) : 0
}

/** A 64-bit number, which JSON has as text; 0 where it is none. */
export function longOf(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : 0n
  return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? BigInt(value) : 0n
}

/** An `AnyValue` as text: strings as they are, lists and maps as JSON. */
export function anyText(value: unknown): string {
  const any = objectOf(value)
  if (typeof any['stringValue'] === 'string') return any['stringValue']
  const plain = plainOf(any, 0)
  if (plain === null) return ''
  return typeof plain === 'object' ? JSON.stringify(plain) : String(plain as string | number)
}

/** An `AnyValue` as JSON has it. 64-bit integers that a number does not hold are text. */
export function plainOf(value: unknown, depth = 0): unknown {
  const any = objectOf(value)
  if (depth > MAX_DEPTH) return null
  if (any['stringValue'] !== undefined) return textOf(any['stringValue'])
  if (any['boolValue'] !== undefined) return any['boolValue'] === true
  if (any['intValue'] !== undefined) return exact(longOf(any['intValue']))
  if (any['doubleValue'] !== undefined) return numberOf(any['doubleValue'])
  if (any['bytesValue'] !== undefined) return textOf(any['bytesValue'])
  if (any['arrayValue'] !== undefined)
    return listOf(objectOf(any['arrayValue'])['values']).map((one) => plainOf(one, depth + 1))
  if (any['kvlistValue'] === undefined) return null
  const pairs = listOf(objectOf(any['kvlistValue'])['values']).map((pair) => {
    const { key, value: inner } = objectOf(pair)
    return [textOf(key), plainOf(inner, depth + 1)] as const
  })
  return Object.fromEntries(pairs)
}

/** Attributes as pairs of texts; an empty key is left out. */
export function attributesOf(list: unknown): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = []
  for (const item of listOf(list)) {
    const { key, value } = objectOf(item)
    if (typeof key === 'string' && key !== '') pairs.push([key, anyText(value)])
  }
  return pairs
}

/** A 64-bit integer as a number where that loses nothing, else as its digits. */
function exact(value: bigint): number | string {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : String(value)
}
