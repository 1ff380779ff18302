/** What stands in place of a secret. */
export const MASK = '***'

/** A rule is tried only where what it needs is in the text: a literal, or a match of a cheap pattern. */
export interface MaskRule {
  readonly pattern: RegExp
  readonly replace: string | ((...match: string[]) => string)
  readonly needs?: string | RegExp
}

/** A pattern put together from parts; `gi` unless told otherwise. */
export function pattern(source: string, flags = 'gi'): RegExp {
  return new RegExp(source, flags)
}
