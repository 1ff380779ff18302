import type { PlacedWord, Spot } from '@unloop/lint'

/** Continued lines as one, with the way back. */
export interface LogicalText {
  readonly text: string
  /** Line and column of an offset, from 1. */
  readonly spotAt: (offset: number) => Spot
}

/** The items of a JSON list of strings from the offset on; null where it is none, and a shell reads the text. */
export function execWords(
  { text, spotAt }: LogicalText,
  from: number,
): readonly PlacedWord[] | null {
  const body = text.slice(from)
  if (!/^\s*\[/.test(body)) return null
  let items: unknown
  try {
    items = JSON.parse(body)
  } catch {
    return null
  }
  if (!Array.isArray(items) || !items.every((item) => typeof item === 'string')) return null
  const places = [...body.matchAll(/"(?:[^"\\]|\\.)*"/g)]
  return items.map((item, index) => ({
    text: String(item),
    spot: spotAt(from + (places[index]?.index ?? 0)),
  }))
}

/** Words parted by blanks; quotes are taken off. */
export function shellWords({ text, spotAt }: LogicalText, from: number): readonly PlacedWord[] {
  const words: PlacedWord[] = []
  const pattern = /(?:"(?:[^"\\]|\\[^])*"|'[^']*'|\\[^]|[^\s"'\\]|["'\\])+/g
  pattern.lastIndex = from
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text))
    words.push({ text: unquoted(match[0]), spot: spotAt(match.index) })
  return words
}

const unquoted = (word: string): string =>
  word.replace(/"((?:[^"\\]|\\[^])*)"|'([^']*)'|\\([^])/g, (_, double, single, escaped) =>
    String(double ?? single ?? escaped ?? ''),
  )
