import { changes } from './harmless.ts'
import { MASK, hasRun, type MaskRule } from './rule.ts'

/** Long base64 that is no hash and no path: keys, tokens without a name, pieces of a private key whose ends were cut off. */
const blob = (all: string): string => {
  if (/^[0-9a-f]+$/i.test(all) || !/[A-Z]/.test(all) || !/[a-z]/.test(all)) return all
  if (!/\d/.test(all)) return all
  return changes(all.replace(/[/+=]/g, '')) < 0.3 ? all : MASK
}

/** Text in base64 is decoded by whoever wants to read it: a password, a login, a file of credentials. */
const readable = (all: string): string => (isTextInBase64(all) ? MASK : all)

/** What may be base64 of a text; hashes have no capitals, names change their kind of letter seldom. */
const isTextInBase64 = (word: string): boolean => {
  const bare = word.replace(/=+$/, '')
  if (bare.length % 4 === 1 || !/[A-Z]/.test(bare) || !/[a-z]/.test(bare)) return false
  const text = decoded(bare)
  return text !== null && PRINTABLE.test(text)
}

/** NUL stands between the user and the password of SASL's PLAIN. */
const PRINTABLE = /^[\0\x01\t\n\r -~]+$/

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The bytes as characters, until the first that no text has; null where it is no base64. */
function decoded(word: string): string | null {
  let [bits, held, text] = [0, 0, '']
  for (const letter of word) {
    const value = LETTERS.indexOf(letter === '-' ? '+' : letter === '_' ? '/' : letter)
    if (value < 0) return null
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    text += String.fromCharCode((held >> bits) & 0xff)
    if (!PRINTABLE.test(text.slice(-1))) return text
  }
  return text
}

/** 32 bytes, as WireGuard and Azure Storage write their keys: the last letter holds two bits alone. */
const KEY_OF_32_BYTES = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/

/** Text in hexadecimal digits; a hash is hardly ever one. */
const isTextInHex = (word: string): boolean =>
  word.length >= 28 && /^(?:[2-6][0-9a-f]|7[0-9a-e]|0[9ad])+$/i.test(word)

const hidden = (all: string): string => {
  if ((all.length === 44 && KEY_OF_32_BYTES.test(all)) || isTextInHex(all)) return MASK
  const isPlain = /^[A-Za-z0-9+/=]+$/.test(all) || !/[+/]/.test(all)
  return all.length >= 32 && isPlain && blob(all) === MASK ? MASK : readable(all)
}

/** Secrets that only their encoding gives away. */
export const ENCODED_RULES: readonly MaskRule[] = [
  {
    pattern: /(?:(?<=\\[nrt])|(?<![\w+/\\-]))[A-Za-z0-9+/_-]{14,}={0,2}(?![\w+/-])/g,
    replace: hidden,
    needs: hasRun(14, '+/-'),
  },
]
