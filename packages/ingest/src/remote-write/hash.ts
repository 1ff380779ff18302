/** Two independent hashes of a part of a buffer: one of 53 bits that is the key, one of 32 that checks it. */
export function hashOf(bytes: Buffer, start: number, end: number): { hash: number; check: number } {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  let c = 0x85ebca6b
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    a = Math.imul(a ^ byte, 0x01000193)
    b = Math.imul(b + byte, 0x5bd1e995) ^ (b >>> 15)
    c = Math.imul(c ^ byte, 0xc2b2ae35) + 0x27d4eb2f
  }
  return { hash: (a >>> 0) * 2_097_152 + (b >>> 11), check: c >>> 0 }
}
