import { toBytes } from '../text/utf8.ts'
import type { ContentType } from './attributes.data.ts'

/** Whether a URL is relative or of a harmless scheme. */
export function isSafeUrl(text: string): boolean {
  // A colon behind a slash is part of the path, not the end of a scheme.
  const colon = text.indexOf(':')
  if (colon < 0 || text.slice(0, colon).includes('/')) return true
  return ['http', 'https', 'mailto'].includes(text.slice(0, colon).toLowerCase())
}

/** A URL's text percent-encoded; with `norm` what has a meaning in URLs and what is encoded already stays. */
export function escapeUrl(text: string, norm: boolean): string {
  const bytes = toBytes(text)
  let out = ''
  for (const [at, byte] of bytes.entries()) {
    const char = String.fromCharCode(byte)
    const kept =
      /[A-Za-z0-9\-._~]/.test(char) ||
      // Reserved characters of RFC 3986; a percent sign stays only if it encodes something.
      (norm && ('!#$&*+,/:;=?@[]'.includes(char) || (char === '%' && isHexPair(bytes, at + 1))))
    out += kept ? char : `%${byte.toString(16).padStart(2, '0')}`
  }
  return out
}

/** Whether two hexadecimal digits stand at a place. */
function isHexPair(bytes: Uint8Array, at: number): boolean {
  return /^[0-9a-fA-F]{2}$/.test(String.fromCharCode(...bytes.slice(at, at + 2)))
}

/** The value of a srcset attribute, each URL of which is checked. */
export function escapeSrcset(text: string, type: ContentType): string {
  if (type === 'srcset') return text
  if (type === 'url') return escapeUrl(text, true).replaceAll(',', '%2c')
  return text
    .split(',')
    .map((item) => srcsetItem(item))
    .join(',')
}

/** One candidate of a srcset: a URL and its width or density. Anything else gives the mark of what was too dangerous. */
function srcsetItem(item: string): string {
  const match = /^([\t\n\f\r ]*)([^\t\n\f\r ]*)([\s\S]*)$/.exec(item)
  const [, space = '', url = '', metadata = ''] = match ?? []
  if (!isSafeUrl(url) || !/^[\t\n\f\r A-Za-z0-9]*$/.test(metadata)) return '#ZgotmplZ'
  return space + escapeUrl(url, true) + metadata
}
