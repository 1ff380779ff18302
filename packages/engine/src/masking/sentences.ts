import { isHarmless, isInSentence, isRandom } from './harmless.ts'
import { MASK, hides, pattern, type MaskRule } from './rule.ts'

const ifRandom = hides((value) => isRandom(value.replace(/[.,;:)\]}]+$/, '')))
const told = hides((value) => !isInSentence(value) && !isHarmless(value))

const PASSWORD = '(?:pass(?:word|wd|phrase|code)|pwd)'

/** Passwords that a program or a person tells in words. */
export const SENTENCE_RULES: readonly MaskRule[] = [
  // Password for the admin user (reset it): x; new password set to x; use the following password to log in: x
  {
    pattern: pattern(
      `(\\b${PASSWORD}\\b(?:\\s(?:[\\w@.-]{1,40}|'[^'\\n]{1,40}'|\\([^)\\n]{0,60}\\))){0,8}?(?:\\s?:|\\sis|\\sto|\\s=)\\s\\\\*["'\`(]?)(?!\\*)(?=\\S{0,60}\\d)([^\\s"'\`\\\\]{8,200})`,
    ),
    replace: ifRandom,
    needs: /pass(?:word|wd|phrase|code)\s/i,
  },
  // Password must not be 'x'
  {
    pattern: pattern(
      `(\\b${PASSWORD}\\b(?:\\s[a-z]{1,12}){1,6}\\s\\\\*["'\`])(?!\\*)([^\\s"'\`\\\\]{8,200})(\\\\*["'\`])`,
    ),
    replace: ifRandom,
    needs: /pass(?:word|wd|phrase|code)\s/i,
  },
  // password "x" is too short
  {
    pattern: pattern(
      `(\\b${PASSWORD}\\s\\\\*")(?!\\*)([^\\s"\\\\]{3,200})(\\\\*"\\s(?:is|was|has|does|did|must|rejected|refused|failed|for)\\b)`,
    ),
    replace: hides((value) => !isHarmless(value)),
    needs: /pass(?:word|wd|phrase|code)\s/i,
  },
  // Root password: x
  {
    pattern: pattern(
      `(\\b(?:root|admin|administrator|initial|temporary|generated|default|your|new|user|database|db|master|login|current|old)\\s${PASSWORD}\\s?[:=]\\s{1,4})(?!\\*)([^\\s"'\`,;\\\\]{3,200})(?=[.,;:]?(?:$|:|\\s\\(|["'\\\\\\n]))`,
    ),
    replace: told,
    needs: /(?:word|wd|phrase|code)\s?[:=]/i,
  },
  // {user: app, password: x, host: db}
  {
    pattern: pattern(
      `([,{(]\\s{0,4}[\\w.-]{0,40}?${PASSWORD}:\\s{1,4})(?!["'<*])([^\\s"'\`,;{}()\\\\]{3,200})(?=\\s{0,4}[,})])`,
    ),
    replace: told,
    needs: /(?:word|wd|phrase|code):\s/i,
  },
  // credentials: admin:x, login with admin/x failed, user/password = app/x
  {
    pattern:
      /(\b(?:(?:credentials?|user(?:name)?\/pass(?:word)?)(?:\s(?:are|is))?\s?[:=]?|log(?:in|ged in)\s(?:with|as|using))\s{1,4}[\w.@-]{1,60}\s?[/:]\s?)(?!\*|\/)([^\s"'`/:<>]{8,200})/gi,
    replace: ifRandom,
    needs: /(?:credentials?|log(?:in|ged in)|user(?:name)?\/pass(?:word)?)\s?/i,
  },
  // One-time codes and PINs are digits.
  {
    pattern:
      /(\b(?:(?:one[- ]time|verification|security|login)[ _-](?:password|passcode|code|pin)|\w{0,40}[_-]pin|otp)(?:\s?[:=]|\sis)\s{0,4})(\d{4,8})\b/gi,
    replace: `$1${MASK}`,
    needs: /(?:word|code|pin|otp)(?:\s?[:=]|\sis)\s{0,4}\d{4}/i,
  },
  // Words of a wallet or of a passphrase.
  {
    pattern:
      /(\b(?:mnemonic|(?:seed|recovery)[_ -]?phrase|passphrase)\\*["']?\s?[:=]\s?\\*["']?)((?:[a-z]{3,12} ){2,23}[a-z]{3,12})\b/gi,
    replace: hides((value) => !isInSentence(value.split(' ')[0] ?? '')),
    needs: /mnemonic|phrase/i,
  },
]
