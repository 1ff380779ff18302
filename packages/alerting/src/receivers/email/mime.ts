import { runes, toBytes } from '@unloop/gotemplate'

const MAX_WORD = 63
const MAX_LINE = 75

function hex(byte: number): string {
  return `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
}

/** A header's value; what is not printable ASCII is encoded as RFC 2047 has it, in words of at most 75 characters. */
export function encodeHeader(value: string): string {
  if (/^[\t -~]*$/.test(value)) return value
  let line = ''
  const words: string[] = []
  for (const code of runes(value)) {
    const char = String.fromCodePoint(code)
    const encoded = encodeWordCharacter(char)
    if (line.length + encoded.length > MAX_WORD) {
      words.push(line)
      line = ''
    }
    line += encoded
  }
  return [...words, line].map((word) => `=?utf-8?q?${word}?=`).join(' ')
}

function encodeWordCharacter(char: string): string {
  if (char === ' ') return '_'
  if (/^[!-~]$/.test(char) && !'=?_'.includes(char)) return char
  return Array.from(toBytes(char), hex).join('')
}

/** Text in quoted-printable: lines of at most 76 characters, ended by CR LF. */
export function quotedPrintable(text: string): string {
  const lines = text.split(/\r\n|\r|\n/)
  return lines.map((line) => encodeLine(toBytes(line))).join('\r\n')
}

function encodeLine(bytes: Uint8Array): string {
  let out = ''
  let length = 0
  for (const [at, byte] of bytes.entries()) {
    const isSpace = byte === 0x20 || byte === 0x09
    const isPlain =
      (byte >= 0x21 && byte <= 0x7e && byte !== 0x3d) || (isSpace && at < bytes.length - 1)
    const piece = isPlain ? String.fromCharCode(byte) : hex(byte)
    // A space at the end of a line is written as it is first, and takes the room of one character.
    const needed = isSpace ? 1 : piece.length
    if (length + needed > MAX_LINE) {
      out += '=\r\n'
      length = 0
    }
    out += piece
    length += piece.length
  }
  return out
}

interface Address {
  readonly address: string
}

/** The addresses of a list such as `Team <a@x>, b@y`; undefined if it can't be read. */
export function parseAddresses(list: string): readonly Address[] | undefined {
  const parts = list.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,"<])+/g) ?? []
  const addresses = parts.map((part) => {
    const match = /<([^<>]*)>\s*$/.exec(part)
    return (match?.[1] ?? part).trim()
  })
  const isGood =
    addresses.length > 0 && addresses.every((one) => /^[^\s@<>,]+@[^\s@<>,]+$/.test(one))
  return isGood ? addresses.map((address) => ({ address })) : undefined
}
