/** 64-bit FNV-1a of the parts' UTF-16 code units as 16 hex digits: stable over time, pods and machines. */
export function fingerprint(parts: readonly string[]): string {
  let hash = 0xcbf29ce484222325n
  for (const unit of parts.join('\u0000')) {
    hash ^= BigInt(unit.codePointAt(0) ?? 0)
    hash = (hash * 0x100000001b3n) & 0xffffffffffffffffn
  }
  return hash.toString(16).padStart(16, '0')
}
