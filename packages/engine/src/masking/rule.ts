/** What stands in place of a secret. */
export const MASK = '***'

/** A literal, a cheap pattern, or a look of its own, without which no match is possible. */
export type Need = string | RegExp | ((text: string) => boolean)

/** Rules that are tried only where all of what they share is in the text. */
export interface MaskRules {
  readonly needs: readonly Need[]
  readonly rules: readonly MaskRule[]
}

/** A rule is tried only where what it needs is in the text. */
export interface MaskRule {
  readonly pattern: RegExp
  readonly replace: string | ((...match: string[]) => string)
  readonly needs?: Need
}

/** A pattern put together from parts; `gi` unless told otherwise. */
export function pattern(source: string, flags = 'gi'): RegExp {
  return new RegExp(source, flags)
}

/** A replacement for a pattern of a head, a value and perhaps a tail: the value is masked where it is a secret. */
export function hides(
  isSecret: (value: string, match: ValueMatch) => boolean,
): MaskRule['replace'] {
  return (...[all = '', head = '', value = '', ...more]: string[]) => {
    const tail = more.length > 2 ? (more[0] ?? '') : ''
    const match = { head, at: Number(more.at(-2)), text: more.at(-1) ?? '', end: 0 }
    return isSecret(value, { ...match, end: match.at + all.length }) ? `${head}${MASK}${tail}` : all
  }
}

/** What stood before a value, and where in the text the match began and ended. */
export interface ValueMatch {
  readonly head: string
  readonly at: number
  readonly end: number
  readonly text: string
}

/**
 * True where at least so many letters of a kind stand in a row: a pattern would begin anew at each of them. `others` are
 * the signs that count beside letters, digits and `_`.
 */
export function hasRun(least: number, others: string): (text: string) => boolean {
  const isIn = new Uint8Array(128)
  for (let code = 0; code < 128; code++)
    if (/\w/.test(String.fromCharCode(code)) || others.includes(String.fromCharCode(code)))
      isIn[code] = 1
  return (text) => {
    // A run of this length holds one of these places.
    for (let at = least - 1; at < text.length; at += least) {
      if (isIn[text.charCodeAt(at)] !== 1) continue
      let [from, to] = [at, at + 1]
      while (from > 0 && isIn[text.charCodeAt(from - 1)] === 1) from--
      while (to < text.length && isIn[text.charCodeAt(to)] === 1) to++
      if (to - from >= least) return true
    }
    return false
  }
}
