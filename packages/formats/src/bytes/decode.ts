// The compiler's library is the language's alone; Node and browsers both have this class (WHATWG Encoding).
declare const TextDecoder: new (label?: string) => Decoder

interface Decoder {
  decode(bytes: Uint8Array): string
}

/** What a file holds, as it is or as text that was decoded already. */
export type Content = string | Uint8Array

export interface Decoded {
  readonly text: string
  /** `binary` and `compressed` contents are no text: `text` is then empty. */
  readonly kind: 'text' | 'binary' | 'compressed'
}

const BINARY_PROBE_BYTES = 8192

/**
 * Turns bytes into text: UTF-8 with or without a byte-order mark, UTF-16 with one (PowerShell's `>` writes UTF-16 LE) or
 * recognised by its zero bytes, Windows-1252 where the bytes are no UTF-8 at all. Single broken bytes become U+FFFD.
 */
export function decodeText(content: Content): Decoded {
  if (typeof content === 'string') {
    return { text: content.charCodeAt(0) === 0xfeff ? content.slice(1) : content, kind: 'text' }
  }
  if (isCompressed(content)) return { text: '', kind: 'compressed' }
  const text = soundUtf8(content)
  if (text !== null) return { text, kind: 'text' }
  const encoding = encodingOf(content)
  if (encoding === null) return { text: '', kind: 'binary' }
  return { text: decoderOf(encoding).decode(content), kind: 'text' }
}

const decoders = new Map<string, Decoder>()

/** Making a decoder costs more than decoding a short log. */
function decoderOf(encoding: string): Decoder {
  const known = decoders.get(encoding)
  if (known !== undefined) return known
  const made = new TextDecoder(encoding)
  decoders.set(encoding, made)
  return made
}

/** What nearly every file is: UTF-8 without a broken byte; null for the others. */
function soundUtf8(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff || bytes[0] === 0xfe) return null
  if (bytes.subarray(0, BINARY_PROBE_BYTES).includes(0)) return null
  const text = decoderOf('utf-8').decode(bytes)
  return text.includes('\ufffd') ? null : text
}

function isCompressed(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes
  if (a === 0x1f && b === 0x8b) return true
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return true
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return true
  return a === 0xfd && b === 0x37 && c === 0x7a && d === 0x58
}

function encodingOf(bytes: Uint8Array): string | null {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const probe = bytes.subarray(0, BINARY_PROBE_BYTES)
  const zeros = countZeros(probe)
  if (zeros.even + zeros.odd > 0) {
    const half = probe.length / 2
    if (zeros.odd > half * 0.6 && zeros.even < half * 0.1) return 'utf-16le'
    if (zeros.even > half * 0.6 && zeros.odd < half * 0.1) return 'utf-16be'
    if (zeros.even + zeros.odd > probe.length * 0.05) return null
  }
  if (countControls(probe) > probe.length * MOSTLY_CONTROLS) return null
  return looksLikeUtf8(probe) ? 'utf-8' : 'windows-1252'
}

/** Text has tabs, line ends and escape sequences; compressed or random bytes have a tenth of other control characters. */
const MOSTLY_CONTROLS = 0.06

function countControls(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes)
    if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) count++
  return count
}

function countZeros(bytes: Uint8Array): { readonly even: number; readonly odd: number } {
  let even = 0
  let odd = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0) continue
    if (i % 2 === 0) even++
    else odd++
  }
  return { even, odd }
}

/** A few broken bytes are a log cut in the middle of a character; many valid sequences outweigh them. */
function looksLikeUtf8(bytes: Uint8Array): boolean {
  let good = 0
  let bad = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte < 0x80) continue
    const length = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0
    let valid = length > 0
    for (let k = 1; k <= length; k++) {
      const next = bytes[i + k]
      if (next === undefined) break
      if ((next & 0xc0) !== 0x80) valid = false
    }
    if (valid) {
      good++
      i += length
    } else bad++
  }
  return bad === 0 || good >= bad
}
