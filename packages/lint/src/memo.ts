/**
 * Works something out once while the same object is asked about again and again, as all checks do before the next object's turn:
 * the last answer alone is kept, so that a hundred thousand objects leave nothing behind.
 */
export function memo<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | null = null
  return (key) => {
    if (last?.key === key) return last.value
    const value = work(key)
    last = { key, value }
    return value
  }
}
