import { canBackquote, quote, quoteRune } from '../text/quote.ts'
import { fromRune, toBytes } from '../text/utf8.ts'
import { isPrintable } from '../text/printable.ts'
import { type Flags, pad, truncate } from './flags.ts'
import { type FloatVerb, formatFloat } from './float.ts'

// Verbs for integers and their bases.
const BASES: Readonly<Record<string, number>> = { d: 10, v: 10, b: 2, o: 8, O: 8, x: 16, X: 16 }

/** An integer under a verb; undefined if the verb is not one for integers. */
export function formatInteger(
  value: bigint,
  verb: string,
  { flags, unsigned }: { readonly flags: Flags; readonly unsigned: boolean },
): string | undefined {
  if (verb === 'c') return pad(fromRune(Number(value)), flags)
  if (verb === 'q')
    return pad(quoteRune(value > 0x10ffffn ? 0xfffd : Number(value), flags.plus), flags)
  if (verb === 'U') return unicode(value, flags)
  const base = BASES[verb]
  if (base === undefined) return undefined
  if (flags.sharpV && verb === 'v' && unsigned)
    return digitsOf(value, 16, { verb: 'x', flags: { ...flags, sharp: true } })
  return digitsOf(value, base, { verb, flags })
}

/** `%U`: at least four digits; `#` adds the character itself if it can be printed. Zero padding does not apply. */
function unicode(value: bigint, flags: Flags): string {
  const digits = BigInt.asUintN(64, value)
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(flags.precision ?? 4, 4), '0')
  const code = Number(value)
  const shown = flags.sharp && code <= 0x10ffff && isPrintable(code) ? ` '${fromRune(code)}'` : ''
  return pad(`U+${digits}${shown}`, flags, false)
}

/** Digits with sign and prefix (`fmtInteger` in fmt/format.go). A precision of zero writes zero as nothing but padding. */
function digitsOf(
  value: bigint,
  base: number,
  { verb, flags }: { readonly verb: string; readonly flags: Flags },
): string {
  const negative = value < 0n
  const signed = negative || flags.plus || flags.space
  if (flags.precision === 0 && value === 0n) return ' '.repeat(flags.width ?? 0)
  let least = flags.precision ?? 0
  // Zero padding is a precision, so that it stands behind the sign and the prefix.
  if (flags.precision === undefined && flags.zero && !flags.minus && flags.width !== undefined)
    least = flags.width - (signed ? 1 : 0)
  let text = (negative ? -value : value).toString(base).padStart(least, '0')
  if (flags.sharp && base === 2) text = `0b${text}`
  if (flags.sharp && base === 8 && !text.startsWith('0')) text = `0${text}`
  if (flags.sharp && base === 16) text = `0x${text}`
  if (verb === 'O') text = `0o${text}`
  if (verb === 'X') text = text.toUpperCase()
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : ''
  return pad(sign + text, flags, false)
}

/** A floating-point number under a verb; undefined if the verb is not one for them. */
export function formatFloatVerb(value: number, verb: string, flags: Flags): string | undefined {
  const letter = verb === 'v' ? 'g' : verb
  if (!/^[bgGxXeEfF]$/.test(letter)) return undefined
  // Go's default is six places, save for `g` and `x`, which write the shortest form.
  const least = 'eEfF'.includes(letter) ? 6 : -1
  const precision = flags.precision ?? least
  let text = formatFloat(value, letter as FloatVerb, precision)
  if (!/^[+-]/.test(text)) text = `+${text}`
  if (flags.space && text.startsWith('+') && !flags.plus) text = ` ${text.slice(1)}`
  if (/^.[IN]/.test(text)) return specialFloat(text, flags)
  if (flags.sharp && letter !== 'b') text = withPoint(text, letter, precision)
  if (!flags.plus && text.startsWith('+')) return pad(text.slice(1), flags)
  const missing = (flags.width ?? 0) - text.length
  if (flags.zero && !flags.minus && missing > 0)
    return text.slice(0, 1) + '0'.repeat(missing) + text.slice(1)
  return pad(text, flags)
}

/** Infinities and NaN: never padded with zeros, and NaN has no sign unless a flag asks for one. */
function specialFloat(text: string, flags: Flags): string {
  const signless =
    (text[1] === 'N' && !flags.space && !flags.plus) || (text.startsWith('+') && !flags.plus)
  return pad(signless ? text.slice(1) : text, flags, false)
}

/** `%#g`: a decimal point always, and trailing zeros up to the precision. */
function withPoint(text: string, letter: string, precision: number): string {
  const at = text.slice(1).search(letter === 'x' || letter === 'X' ? /[pP]/ : /[eEpP]/)
  const mantissa = at < 0 ? text : text.slice(0, at + 1)
  const tail = at < 0 ? '' : text.slice(at + 1)
  let missing = 0
  if ('gGx'.includes(letter)) {
    missing = precision < 0 ? 6 : precision
    missing -= mantissa.slice(1).replace('.', '').replace(/^0+/, '').length
  }
  if (mantissa.includes('.')) return mantissa + '0'.repeat(Math.max(missing, 0)) + tail
  if (mantissa.slice(1) === '0') missing--
  return `${mantissa}.${'0'.repeat(Math.max(missing, 0))}${tail}`
}

/** A string under a verb; undefined if the verb is not one for strings. */
export function formatString(text: string, verb: string, flags: Flags): string | undefined {
  switch (verb) {
    case 'v':
      return flags.sharpV
        ? quoted(text, { ...flags, sharp: true })
        : pad(truncate(text, flags), flags)
    case 's':
      return pad(truncate(text, flags), flags)
    case 'x':
    case 'X':
      return hexBytes(text, verb, flags)
    case 'q':
      return quoted(text, flags)
    default:
      return undefined
  }
}

/** `%q`; `#` asks for backquotes, which Go uses only if the text can stand in them. */
function quoted(text: string, flags: Flags): string {
  const cut = truncate(text, flags)
  if (flags.sharp && !flags.sharpV && canBackquote(cut)) return pad(`\`${cut}\``, flags)
  return pad(quote(cut, flags.plus), flags)
}

/** `%x` of a string: the bytes of its UTF-8. The precision counts bytes, a space flag parts them. */
function hexBytes(text: string, verb: string, flags: Flags): string {
  const bytes = [...toBytes(text)].slice(0, flags.precision)
  const mark = flags.sharp ? '0x' : ''
  const pairs = bytes.map((byte) => byte.toString(16).padStart(2, '0'))
  const joined = flags.space ? pairs.map((pair) => mark + pair).join(' ') : mark + pairs.join('')
  const shown = bytes.length === 0 ? '' : joined
  return pad(verb === 'X' ? shown.toUpperCase() : shown, flags)
}

/** `%t`. */
export function formatBool(value: boolean, verb: string, flags: Flags): string | undefined {
  return verb === 't' || verb === 'v' ? pad(String(value), flags) : undefined
}
