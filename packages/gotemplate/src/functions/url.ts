import { FunctionError } from '../errors.ts'
import { quote } from '../text/quote.ts'
import { fromBytes, toBytes } from '../text/utf8.ts'

/** `url.QueryUnescape`. @throws {FunctionError} in Go's words */
export function unescapeQuery(text: string): string {
  const bytes = toBytes(text)
  const out: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte !== 0x25) {
      out.push(byte === 0x2b ? 0x20 : byte)
      continue
    }
    const escape = fromBytes(bytes.slice(at, at + 3))
    if (!/^%[0-9a-fA-F]{2}$/.test(escape))
      throw new FunctionError(`invalid URL escape ${quote(escape)}`)
    out.push(Number.parseInt(escape.slice(1), 16))
    at += 2
  }
  return fromBytes(Uint8Array.from(out))
}
