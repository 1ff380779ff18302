import { byteLength } from '@unloop/gotemplate'

// Three bytes in UTF-8.
const MARKER = '…'

/** At most so many characters, the last of them the sign that something is missing. */
export function truncateRunes(text: string, max: number): string {
  const runes = Array.from(text)
  if (runes.length <= max) return text
  return max <= 3 ? runes.slice(0, max).join('') : runes.slice(0, max - 1).join('') + MARKER
}

/** At most so many bytes of UTF-8. */
export function truncateBytes(text: string, max: number): string {
  if (byteLength(text) <= max) return text
  if (max <= 3) return max === 3 ? MARKER : '.'.repeat(max)
  const runes = Array.from(text).slice(0, max - 3)
  while (byteLength(runes.join('')) > max - 3) runes.pop()
  return runes.join('') + MARKER
}
