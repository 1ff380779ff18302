import { compareStrings, toBytes } from '@unloop/gotemplate'
import type { LabelSet } from '../matchers/matcher.ts'

/** The offset basis in halves of 32 bits, and the prime's low half; its high half is 2^8. */
const BASIS_HIGH = 0xcbf2_9ce4
const BASIS_LOW = 0x8422_2325
const PRIME_LOW = 0x1b3
const PRIME_SHIFT = 8
const HALF = 2 ** 32
const SEPARATOR = 255

/** FNV-1a of 64 bits over the labels in order, each name and value followed by a byte of ones; 16 hexadecimal digits. */
export function fingerprint(labels: LabelSet): string {
  let high = BASIS_HIGH
  let low = BASIS_LOW
  // Halves rather than big integers: thousands of alerts are reported every few seconds.
  const add = (byte: number): void => {
    const mixed = (low ^ byte) >>> 0
    const product = mixed * PRIME_LOW
    const shifted = (mixed << PRIME_SHIFT) >>> 0
    high = (high * PRIME_LOW + Math.floor(product / HALF) + shifted) >>> 0
    low = product >>> 0
  }
  for (const name of Object.keys(labels).toSorted(compareStrings)) {
    for (const text of [name, labels[name] ?? '']) {
      for (const byte of toBytes(text)) add(byte)
      add(SEPARATOR)
    }
  }
  return hex(high) + hex(low)
}

/** Eight digits of one half. */
function hex(half: number): string {
  return half.toString(16).padStart(8, '0')
}
