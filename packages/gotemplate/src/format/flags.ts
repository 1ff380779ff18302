import { byteLength, runes } from '../text/utf8.ts'

/** What stands between `%` and the verb. */
export interface Flags {
  plus: boolean
  minus: boolean
  sharp: boolean
  space: boolean
  zero: boolean
  /** `%+v` and `%#v`, where plus and sharp have another meaning. */
  plusV: boolean
  sharpV: boolean
  width: number | undefined
  precision: number | undefined
}

/** The flags of a verb that has none, such as `%d`; each call gives a new object, since parsing fills it. */
export function noFlags(): Flags {
  return {
    plus: false,
    minus: false,
    sharp: false,
    space: false,
    zero: false,
    plusV: false,
    sharpV: false,
    width: undefined,
    precision: undefined,
  }
}

/** Pads to the width, which counts characters. */
export function pad(text: string, flags: Flags, zero = flags.zero): string {
  const missing = (flags.width ?? 0) - runes(text).length
  if (missing <= 0) return text
  if (flags.minus) return text + ' '.repeat(missing)
  return (zero ? '0' : ' ').repeat(missing) + text
}

/** Cuts to the precision, which counts characters. */
export function truncate(text: string, flags: Flags): string {
  if (flags.precision === undefined || byteLength(text) <= flags.precision) return text
  return Array.from(text).slice(0, flags.precision).join('')
}
