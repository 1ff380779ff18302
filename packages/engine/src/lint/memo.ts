/** Works something out once for each object; forgotten with it. */
export function memo<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>()
  return (key) => {
    const held = known.get(key)
    if (held !== undefined) return held.value
    const value = work(key)
    known.set(key, { value })
    return value
  }
}
