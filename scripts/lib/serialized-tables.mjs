const KINDS = { Int32Array: 'ints', Uint8Array: 'bytes' }

/** Marks the byte order: the numbers are the maker's. */
const ORDER = 0x01020304

/**
 * A value of objects, numbers and typed arrays as one run of bytes, and the source text of a function that makes the value of
 * those bytes again, `(buffer: ArrayBuffer) => value`: null where the processor reads numbers the other way round.
 */
export function serialized(value) {
  const parts = [Buffer.from(Int32Array.of(ORDER).buffer)]
  let size = 4
  const place = (array) => {
    const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength)
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
    const at = size
    parts.push(padded)
    size += padded.length
    return `${KINDS[array.constructor.name]}(${at}, ${array.length})`
  }
  const written = (each) => {
    if (typeof each === 'number') return String(each)
    if (ArrayBuffer.isView(each)) return place(each)
    return `{${Object.entries(each)
      .map(([name, part]) => `${name}: ${written(part)}`)
      .join(', ')}}`
  }
  const text = written(value)
  return {
    bytes: Buffer.concat(parts),
    source: `(buffer) => {
  const ints = (at, length) => new Int32Array(buffer, at, length)
  const bytes = (at, length) => new Uint8Array(buffer, at, length)
  return ints(0, 1)[0] === ${ORDER} ? ${text} : null
}`,
  }
}
