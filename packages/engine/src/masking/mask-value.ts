import { isHarmless } from './harmless.ts'
import { mask } from './mask.ts'
import { isSecretName } from './names.ts'
import { MASK } from './rule.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * The same value with the secrets in it masked: every string, whatever stands under a name that says that it is secret,
 * and the word that follows an option for one. Where nothing is masked the very value is given back.
 */
export function maskValue<Value>(value: Value): Value {
  return masked(value, new Map()) as Value
}

/** Short texts that were masked already: a table has the same keys in each row, and a few names in each column. */
type Seen = Map<string, string>

function masked(value: unknown, seen: Seen): unknown {
  if (typeof value === 'string') return maskedText(value, seen)
  if (Array.isArray(value))
    return sameOr(
      value,
      value.map((one, at) => maskedItem(one, value[at - 1], seen)),
    )
  return typeof value === 'object' && value !== null ? maskedFields(value as Fields, seen) : value
}

function maskedText(text: string, seen: Seen): string {
  if (text.length > LONGEST_SEEN) return mask(text)
  const before = seen.get(text)
  if (before !== undefined) return before
  const after = TIME.test(text) ? text : mask(text)
  if (seen.size < MOST_SEEN) seen.set(text, after)
  return after
}

const LONGEST_SEEN = 64
const MOST_SEEN = 10_000
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/

/** `['--password', 'x']`: an argument after an option that names a secret. */
function maskedItem(item: unknown, before: unknown, seen: Seen): unknown {
  const isValue =
    typeof item === 'string' && typeof before === 'string' && /^--?[a-z][\w.-]*$/i.test(before)
  return isValue && !item.startsWith('-') && isSecretName(before)
    ? wholly(item)
    : masked(item, seen)
}

/** `{ PASSWORD: 'x' }`, and `{ name: 'PASSWORD', value: 'x' }` as environment variables and headers have it. */
function maskedFields(fields: Fields, seen: Seen): Fields {
  const named = fields['name'] ?? fields['key']
  const entries = Object.entries(fields)
  const changed = entries.map(([key, value]): [string, unknown] => {
    const name = key === 'value' && typeof named === 'string' ? named : key
    const isWhole = typeof value === 'string' && isSecretName(name) && !isReference(key, fields)
    return [maskedText(key, seen), isWhole ? wholly(value) : masked(value, seen)]
  })
  const isSame = changed.every(
    ([key, value], at) => key === entries[at]?.[0] && value === entries[at]?.[1],
  )
  return isSame ? fields : Object.fromEntries(changed)
}

/** `{ secret: 'db-credentials', key: 'password' }`: the name of a Secret, and of a key in it. */
const isReference = (key: string, fields: Fields): boolean =>
  key === 'secret' && typeof fields['key'] === 'string'

const wholly = (value: string): string => (isHarmless(value.trim()) || isName(value) ? value : MASK)

/** A number, a duration, or the placeholder of an answer: nothing of the user's. */
const isName = (value: string): boolean => /^(?:\d{1,6}|\d+[smhd]|<[^<>]*>)$/.test(value.trim())

const sameOr = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] =>
  after.every((one, at) => one === before[at]) ? before : after
