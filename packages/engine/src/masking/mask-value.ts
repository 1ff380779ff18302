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
  return masked(value) as Value
}

function masked(value: unknown): unknown {
  if (typeof value === 'string') return mask(value)
  if (Array.isArray(value))
    return sameOr(
      value,
      value.map((one, at) => maskedItem(one, value[at - 1])),
    )
  return typeof value === 'object' && value !== null ? maskedFields(value as Fields) : value
}

/** `['--password', 'x']`: an argument after an option that names a secret. */
function maskedItem(item: unknown, before: unknown): unknown {
  const isValue =
    typeof item === 'string' && typeof before === 'string' && /^--?[a-z][\w.-]*$/i.test(before)
  return isValue && !item.startsWith('-') && isSecretName(before) ? wholly(item) : masked(item)
}

/** `{ PASSWORD: 'x' }`, and `{ name: 'PASSWORD', value: 'x' }` as environment variables and headers have it. */
function maskedFields(fields: Fields): Fields {
  const named = fields['name'] ?? fields['key']
  const entries = Object.entries(fields)
  const changed = entries.map(([key, value]): [string, unknown] => {
    const name = key === 'value' && typeof named === 'string' ? named : key
    const isWhole = typeof value === 'string' && isSecretName(name) && !isReference(key, fields)
    return [mask(key), isWhole ? wholly(value) : masked(value)]
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
