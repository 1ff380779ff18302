/**
 * Strings of Go are bytes, those of JavaScript UTF-16. A byte that is no UTF-8 is held as a lone surrogate U+DC80 to
 * U+DCFF, so that slicing inside a character loses nothing on the way back to bytes.
 */
const STRAY_BASE = 0xdc00

declare const TextEncoder: { new (): { encode(text: string): Uint8Array } }
const encoder = new TextEncoder()

function isStray(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff
}

/** The bytes of a string in UTF-8. */
export function toBytes(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text)
  const out: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    if (isStray(code)) out.push(code - STRAY_BASE)
    else out.push(...encoder.encode(char))
  }
  return Uint8Array.from(out)
}

/** The length of a string in bytes of UTF-8, as Go's `len` counts it. */
export function byteLength(text: string): number {
  let length = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x80 || isStray(code)) length += 1
    else if (code < 0x800) length += 2
    else if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text.charCodeAt(index + 1))) {
      length += 4
      index++
    } else length += 3
  }
  return length
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

/** The string that bytes stand for; bytes that are no UTF-8 stay apart, as strays. */
export function fromBytes(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length;) {
    const size = sequenceLength(bytes, index)
    text += size === 0 ? stray(bytes[index] ?? 0) : decode(bytes, index, size)
    index += Math.max(size, 1)
  }
  return text
}

function stray(byte: number): string {
  return String.fromCharCode(STRAY_BASE + byte)
}

function decode(bytes: Uint8Array, at: number, size: number): string {
  const lead = bytes[at] ?? 0
  if (size === 1) return String.fromCharCode(lead)
  let code = lead & (0xff >> (size + 1))
  for (let index = 1; index < size; index++) code = (code << 6) | ((bytes[at + index] ?? 0) & 0x3f)
  return String.fromCodePoint(code)
}

/** The length of the well-formed sequence at a place, 0 if there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  if (lead < 0xc2 || lead > 0xf4 || at + size > bytes.length) return 0
  for (let index = 1; index < size; index++) {
    if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0
  }
  const second = bytes[at + 1] ?? 0
  if (lead === 0xe0 && second < 0xa0) return 0
  if (lead === 0xed && second > 0x9f) return 0
  if (lead === 0xf0 && second < 0x90) return 0
  if (lead === 0xf4 && second > 0x8f) return 0
  return size
}

/** Go's order of strings: by bytes, which is that of code points and not of UTF-16 units. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const x = a.charCodeAt(index)
    const y = b.charCodeAt(index)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above all others of the basic plane. */
function rank(code: number): number {
  if (code >= 0xe000) return code - 0x800
  return code >= 0xd800 ? code + 0x2000 : code
}

/** The code points of a string; a stray byte counts as U+FFFD, as it does when Go ranges over it. */
export function runes(text: string): number[] {
  const out: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    out.push(code >= 0xd800 && code <= 0xdfff ? 0xfffd : code)
  }
  return out
}

/** A code point as a string; what is none becomes U+FFFD. */
export function fromRune(code: number): string {
  const valid = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return valid ? String.fromCodePoint(code) : '\ufffd'
}
