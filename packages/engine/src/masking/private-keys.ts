import { MASK, type MaskRule } from './rule.ts'

/** Letters of a PEM body, its line ends in any escaping, and the quotes and signs between joined strings. */
const BODY = String.raw`(?:[A-Za-z0-9+/=\s]|\\+[nrt]|["'],?\s*(?:\+\s*)?["']|(?:Proc-Type|DEK-Info|Version|Comment):[^\n\\]*)*`
const KIND = '(?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?'

/** Private keys as PEM or OpenPGP armour: whole, cut off behind their beginning, or before their end. */
export const PRIVATE_KEY_RULES: readonly MaskRule[] = [
  {
    pattern: new RegExp(
      `(-----BEGIN ${KIND}-----)(?!\\*{3})(${BODY})(-----END ${KIND}-----)?`,
      'g',
    ),
    replace: (...[, begin = '', body = '', end = '']: string[]) =>
      `${begin}${MASK}${end || tailOf(body)}`,
    needs: 'PRIVATE KEY',
  },
  {
    pattern: new RegExp(
      `(?<![\\w+/=])[A-Za-z0-9+/=][A-Za-z0-9+/=\\s\\\\]{7,20000}?(-----END ${KIND}-----)`,
      'g',
    ),
    replace: (_, end = '') => `${MASK}${end}`,
    needs: 'PRIVATE KEY',
  },
]

/** Line ends behind the key belong to what follows it. */
const tailOf = (body: string): string => /[\s"',]*$/.exec(body)?.[0] ?? ''
