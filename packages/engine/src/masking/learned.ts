import { IS_NAME, isHarmless } from './harmless.ts'
import { maskValue } from './mask-value.ts'
import { MASK, pattern } from './rule.ts'

/**
 * The secrets of some values, as the rules find them where what gives them away stands beside them. They must be taken out
 * of what was made from those values too: a title that quotes one word, a setting whose name was edited.
 */
export interface Learned {
  /** Secrets that are nothing else: they are looked for everywhere. */
  readonly telling: ReadonlySet<string>
  /** Texts whose secret could be a word or a name as well: it is looked for where the text was edited. */
  readonly texts: readonly { readonly text: string; readonly secrets: readonly string[] }[]
}

/** Deterministic: in the order of the values. `masked` are the same values as `maskValue` gives them back. */
export function learn(
  values: readonly unknown[],
  masked: readonly unknown[] = values.map((value) => maskValue(value)),
): Learned {
  const found: Learned['texts'][number][] = []
  for (const [at, value] of values.entries()) collect(value, masked[at], found)
  const secrets = found.flatMap((each) => each.secrets)
  return {
    telling: new Set(secrets.filter(isTelling)),
    texts: found.filter((each) => each.secrets.some((one) => !isTelling(one))),
  }
}

/** As `maskValue`, for a page whose parts tell on each other: a line as it was, and the same line edited. */
export function maskPage<Value>(page: Value): Value {
  const masked = maskValue(page)
  return withoutLearned(masked, learn([page], [masked]))
}

/** The value without these secrets, however they are quoted. */
export function withoutLearned<Value>(value: Value, { telling, texts }: Learned): Value {
  const replacements = new Map<string, string>()
  eachText(value, (text) => {
    const origin = texts.find((one) => isEdited(text, one.text))
    if (origin) addForms(replacements, text, origin.secrets.reduce(withoutWord, text))
  })
  for (const secret of [...telling].slice(0, MOST)) addForms(replacements, secret, MASK)
  if (replacements.size === 0) return value
  const longestFirst = [...replacements.keys()].sort((a, b) => b.length - a.length)
  const words = pattern(longestFirst.map(literal).join('|'), 'g')
  const hide = (text: string): string =>
    text.replace(words, (found) => replacements.get(found) ?? MASK)
  return replaced(value, hide) as Value
}

const MOST = 500
const SHORTEST = 6

const isTelling = (secret: string): boolean =>
  secret.length >= SHORTEST &&
  !isHarmless(secret) &&
  !IS_NAME.test(secret) &&
  (/\d/.test(secret) ? /\D/.test(secret) : /[^\w\s./:-]|[a-z][A-Z]/.test(secret))

/** More than half of a text is another one's beginning and end, and neither is the other. */
function isEdited(text: string, origin: string): boolean {
  const most = Math.min(text.length, origin.length)
  let [head, tail] = [0, 0]
  while (head < most && text[head] === origin[head]) head++
  while (tail < most - head && text.at(-1 - tail) === origin.at(-1 - tail)) tail++
  return text !== origin && (head + tail) * 2 > most
}

const withoutWord = (text: string, word: string): string =>
  word.length < 2 ? text : text.replace(pattern(`(?<!\\w)${literal(word)}(?!\\w)`, 'g'), MASK)

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** The text as it is, inside JSON, inside a shell's quotes, and in JSON inside those. */
function addForms(all: Map<string, string>, text: string, by: string): void {
  const inJson = (one: string): string => JSON.stringify(one).slice(1, -1)
  const inShell = (one: string): string => one.replaceAll("'", String.raw`'\''`)
  const same = (one: string): string => one
  for (const form of [same, inJson, inShell, (one: string) => inShell(inJson(one))])
    if (text !== by) all.set(form(text), form(by))
}

function collect(before: unknown, after: unknown, found: Learned['texts'][number][]): void {
  if (before === after) return
  if (typeof before === 'string' && typeof after === 'string')
    found.push({ text: before, secrets: takenOut(before, after) })
  if (typeof before !== 'object' || typeof after !== 'object' || !before || !after) return
  const entries = Object.entries(after)
  Object.entries(before).forEach(([key, value], index) => {
    const [shownKey, shown] = entries[index] ?? []
    collect(key, shownKey, found)
    collect(value, shown, found)
  })
}

/** What stood where the mask stands now, and each line of it: a key is often quoted by one of its lines. */
function takenOut(before: string, after: string): readonly string[] {
  const [head = '', ...kept] = after.split(MASK)
  const secrets: string[] = []
  let at = head.length
  for (const piece of kept) {
    const end = piece === '' ? before.length : before.indexOf(piece, at)
    if (end < 0) break
    secrets.push(before.slice(at, end))
    at = end + piece.length
  }
  const lines = secrets.flatMap((secret) => [secret, ...secret.split(/\s*\n\s*/)])
  return [...new Set(lines)].filter((line) => line !== '')
}

const eachText = (value: unknown, see: (text: string) => void): void =>
  void replaced(value, (text) => {
    see(text)
    return text
  })

function replaced(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value)
  if (Array.isArray(value)) return value.map((one) => replaced(one, replace))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [replace(key), replaced(one, replace)]),
  )
}
