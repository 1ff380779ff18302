import { CALL_RULES, CONNECT_RULES, LOGIN_CALL_RULES } from './calls.ts'
import { ENCODED_RULES } from './encoded.ts'
import { HEADER_RULES } from './headers.ts'
import { LINE_RULES } from './lines.ts'
import { LOGIN_RULES, PLACE_HINT } from './logins.ts'
import { MARKUP_RULES } from './markup.ts'
import { NAMED, NAME_HINT } from './names.ts'
import { OPTION_RULES, TOOL_RULES } from './options.ts'
import { PRIVATE_KEY_RULES } from './private-keys.ts'
import { PASSWORD_FILE_RULES, PLACED_PROTOCOL_RULES, PROTOCOL_RULES } from './protocols.ts'
import type { MaskRules, Need } from './rule.ts'
import { SENTENCE_RULES } from './sentences.ts'
import { LOOSE_SETTING_RULES, SETTING_RULES } from './settings.ts'
import { TOKEN_RULES } from './tokens.ts'
import { URL_RULES } from './urls.ts'

/** What has a form of its own comes first, then what a name before it gives away, then what only its encoding does. */
const RULES: readonly MaskRules[] = [
  { needs: [], rules: [...PRIVATE_KEY_RULES, ...TOKEN_RULES, ...URL_RULES, ...HEADER_RULES] },
  { needs: [NAME_HINT], rules: [...PROTOCOL_RULES, ...LOGIN_CALL_RULES] },
  { needs: [PLACE_HINT], rules: [...PLACED_PROTOCOL_RULES, ...CONNECT_RULES, ...LOGIN_RULES] },
  { needs: [], rules: PASSWORD_FILE_RULES },
  { needs: [NAME_HINT, NAMED], rules: [...CALL_RULES, ...MARKUP_RULES, ...LINE_RULES] },
  { needs: [], rules: OPTION_RULES },
  { needs: [PLACE_HINT], rules: TOOL_RULES },
  { needs: [NAME_HINT], rules: SENTENCE_RULES },
  { needs: [NAME_HINT, NAMED], rules: SETTING_RULES },
  { needs: [NAME_HINT], rules: LOOSE_SETTING_RULES },
  { needs: [], rules: ENCODED_RULES },
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
  let masked = text.includes('%') ? text.replace(ESCAPED, inEscapes) : text
  const known = new Map<Need, boolean>()
  for (const group of RULES) {
    if (!group.needs.every((need) => isMet(masked, need, known))) continue
    for (const { pattern, replace, needs } of group.rules)
      if (needs === undefined || isMet(masked, needs, known))
        masked = masked.replace(pattern, replace as string)
  }
  return masked
}

/** A word with escapes of a URL, between what parts its fields. */
const ESCAPED = /(?<![^\s"<>&?#=/\\])[^\s"<>&?#=/\\%]*%[0-9A-F]{2}[^\s"<>&?#=/\\]*/gi
const LONGEST_WORD = 8000

/** What stands in a URL's escapes is read as it is meant, and escaped again where something of it is masked. */
function inEscapes(word: string): string {
  // With a sign of its own it is a part of a URL, whose escapes are not those of the whole.
  if (word.length > LONGEST_WORD || word.includes('@')) return word
  let meant: string
  try {
    meant = decodeURIComponent(word)
  } catch {
    // Other escapes than a URL's.
    return word
  }
  const masked = mask(meant)
  return masked === meant ? word : encodeURIComponent(masked)
}

/** No shorter text holds a secret with what gives it away. */
const SHORTEST = 6
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/

function isMet(text: string, need: Need, known: Map<Need, boolean>): boolean {
  if (typeof need === 'string') return text.includes(need)
  const before = known.get(need)
  if (before !== undefined) return before
  const found = typeof need === 'function' ? need(text) : need.test(text)
  known.set(need, found)
  return found
}
