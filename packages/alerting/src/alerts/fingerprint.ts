import { compareStrings, toBytes } from '@unloop/gotemplate'
import type { LabelSet } from '../matchers/matcher.ts'

const OFFSET_BASIS = 14695981039346656037n
const PRIME = 1099511628211n
const MASK = (1n << 64n) - 1n
const SEPARATOR = 255n

/** FNV-1a of 64 bits over the labels in order, each name and value followed by a byte of ones; 16 hexadecimal digits. */
export function fingerprint(labels: LabelSet): string {
  let hash = OFFSET_BASIS
  const add = (byte: bigint): void => {
    hash = ((hash ^ byte) * PRIME) & MASK
  }
  for (const name of Object.keys(labels).toSorted(compareStrings)) {
    for (const text of [name, labels[name] ?? '']) {
      for (const byte of toBytes(text)) add(BigInt(byte))
      add(SEPARATOR)
    }
  }
  return hash.toString(16).padStart(16, '0')
}
