/**
 * Two independent hashes of a part of a buffer: one of 53 bits that is the key, one of 32 that checks it. Four bytes are
 * taken at once, as each label set of each request goes by here.
 */
export function hashOf(bytes: Buffer, start: number, end: number): { hash: number; check: number } {
  let a = 0x811c9dc5 ^ (end - start)
  let b = 0x9e3779b9
  let c = 0x85ebca6b
  for (let at = start; at < end; at += 4) {
    // Beyond the end stand zeros: the length is part of the hash.
    const left = end - at
    const word =
      bytes[at]! |
      ((left > 1 ? bytes[at + 1]! : 0) << 8) |
      ((left > 2 ? bytes[at + 2]! : 0) << 16) |
      ((left > 3 ? bytes[at + 3]! : 0) << 24)
    a = Math.imul(a ^ word, 0x01000193)
    a ^= a >>> 15
    b = Math.imul(b + word, 0x5bd1e995)
    b ^= b >>> 13
    c = Math.imul(c ^ word, 0xc2b2ae35) + 0x27d4eb2f
    c ^= c >>> 16
  }
  return { hash: (a >>> 0) * 2_097_152 + (b >>> 11), check: c >>> 0 }
}
