import { ENCODED_RULES } from './encoded.ts'
import { HEADER_RULES } from './headers.ts'
import { OPTION_RULES } from './options.ts'
import { PRIVATE_KEY_RULES } from './private-keys.ts'
import type { MaskRule } from './rule.ts'
import { SETTING_RULES } from './settings.ts'
import { TOKEN_RULES } from './tokens.ts'
import { URL_RULES } from './urls.ts'

/** What has a form of its own comes first, then what a name before it gives away, then what only its encoding does. */
const RULES: readonly MaskRule[] = [
  ...PRIVATE_KEY_RULES,
  ...TOKEN_RULES,
  ...URL_RULES,
  ...HEADER_RULES,
  ...OPTION_RULES,
  ...SETTING_RULES,
  ...ENCODED_RULES,
]

/**
 * Masks secrets in a line or a text: passwords in URLs and connection strings, tokens, keys, values of names that say
 * that they are secret. User, host and key names stay, and so do the words of an error message.
 */
export function mask(text: string): string {
  if (text.length < SHORTEST || TIME.test(text)) return text
  if (text.length > LONGEST_KEPT) return maskedByRules(text)
  const known = answers.get(text)
  if (known !== undefined) return known
  const masked = maskedByRules(text)
  if (answers.size >= MOST_KEPT) answers.clear()
  answers.set(text, masked)
  return masked
}

/** What was answered lately: a report or a table says the same names, keys and lines many times. */
const answers = new Map<string, string>()
const MOST_KEPT = 4000
const LONGEST_KEPT = 400

function maskedByRules(text: string): string {
  let masked = text
  const known = new Map<RegExp, boolean>()
  for (const { pattern, replace, needs } of RULES) {
    if (!isPossible(masked, needs, known)) continue
    masked =
      typeof replace === 'string'
        ? masked.replace(pattern, replace)
        : masked.replace(pattern, replace)
  }
  return masked
}

/** No shorter text holds a secret with what gives it away. */
const SHORTEST = 6
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/

function isPossible(text: string, needs: MaskRule['needs'], known: Map<RegExp, boolean>): boolean {
  if (needs === undefined) return true
  if (typeof needs === 'string') return text.includes(needs)
  const before = known.get(needs)
  if (before !== undefined) return before
  const found = needs.test(text)
  known.set(needs, found)
  return found
}
