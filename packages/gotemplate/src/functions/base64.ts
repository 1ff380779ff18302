import { FunctionError } from '../errors.ts'
import { fromBytes, toBytes } from '../text/utf8.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Base 64 with the alphabet for URLs, padded. */
export function encodeBase64(text: string): string {
  const bytes = toBytes(text)
  let out = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3)
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    out += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63)
    out += b === undefined ? '=' : ALPHABET.charAt((group >> 6) & 63)
    out += c === undefined ? '=' : ALPHABET.charAt(group & 63)
  }
  return out
}

/** @throws {FunctionError} in the words of Go's encoding/base64 */
export function decodeBase64(text: string): string {
  // Go skips line ends within base64.
  const clean = text.replace(/[\r\n]/g, '')
  const body = clean.replace(/={1,2}$/, '')
  const bad = Array.from(body).findIndex((char) => !ALPHABET.includes(char))
  if (bad >= 0 || clean.length % 4 !== 0)
    throw new FunctionError(`illegal base64 data at input byte ${bad >= 0 ? bad : body.length}`)
  const out: number[] = []
  let bits = 0
  let held = 0
  for (const char of body) {
    held = ((held << 6) | ALPHABET.indexOf(char)) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out.push((held >> bits) & 0xff)
    }
  }
  return fromBytes(Uint8Array.from(out))
}
