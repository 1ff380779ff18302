/** Each object is converted once, however many rules look at it. */
const converted = new WeakMap<object, object>()

/** Whole numbers are CEL's int, which JavaScript keeps apart as bigint. */
export function celValue(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (typeof value !== 'object' || value === null) return value
  const known = converted.get(value)
  if (known !== undefined) return known
  const made = Array.isArray(value)
    ? value.map(celValue)
    : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, celValue(each)]))
  converted.set(value, made)
  return made
}
