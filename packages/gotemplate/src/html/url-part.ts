import type { Context } from './context.ts'
import { skipSpace } from './scan.ts'

/** Tracks which part of a URL comes next. */
export function url(c: Context, s: string): readonly [Context, number] {
  if (/[#?]/.test(s)) return [{ ...c, urlPart: 'urlPartQueryOrFrag' }, s.length]
  const starts = skipSpace(s, 0) !== s.length && c.urlPart === 'urlPartNone'
  return [starts ? { ...c, urlPart: 'urlPartPreQuery' } : c, s.length]
}
