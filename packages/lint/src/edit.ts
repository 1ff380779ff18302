import { at, fieldsOf, listOf, wordOf } from './fields.ts'
import type { Path } from './manifest.ts'

/** What a field can be set to. */
export type EditValue =
  string | number | boolean | null | readonly EditValue[] | { readonly [key: string]: EditValue }

/**
 * A change of a manifest that is certainly what was meant. A check states it beside itself, with a path from the object's root;
 * in a finding the path begins at the root of the document, which for an item of a List is another one.
 */
export type Edit =
  | { readonly op: 'set'; readonly path: Path; readonly value: EditValue }
  | { readonly op: 'remove'; readonly path: Path }
  /** The scalar becomes text as it is written: `yes` turns into `"yes"`. */
  | { readonly op: 'quote'; readonly path: Path }
  | { readonly op: 'rename'; readonly path: Path; readonly key: string }

/** The edit that gives a field a value; what is missing above it is made. */
export function setTo(path: Path, value: EditValue): readonly Edit[] {
  return [{ op: 'set', path, value }]
}

/** The edits as a part of what a check found; nothing where there are none. */
export function edited(edits: readonly Edit[]): { readonly edits?: readonly Edit[] } {
  return edits.length === 0 ? {} : { edits }
}

/** Words that need no shell and no quoting to be parted at spaces; null where the text is more than that. */
export function plainWords(text: string): readonly string[] | null {
  return /^[\w@%+=:,./ -]+$/.test(text.trim()) ? text.trim().split(/ +/) : null
}

/** One item of a list of scalars gives way to several. */
export function spread(
  fields: Readonly<Record<string, unknown>>,
  item: Path,
  words: readonly string[] | null,
): readonly Edit[] {
  const [list, index] = [item.slice(0, -1), item.at(-1)]
  const items = listOf(at(fields, ...list))
  if (words === null || typeof index !== 'number' || !items.every(isScalar)) return []
  return setTo(list, [...items.slice(0, index), ...words, ...items.slice(index + 1)])
}

/** A value that stands on one line. */
const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

/** The key under another name; nothing where that name is taken. */
export function renamed(
  fields: Readonly<Record<string, unknown>>,
  path: Path,
  key: string,
): readonly Edit[] {
  return Object.hasOwn(fieldsOf(at(fields, ...path.slice(0, -1))), key)
    ? []
    : [{ op: 'rename', path, key }]
}

/** The text at the path with some of it replaced. */
export function rewritten(
  fields: Readonly<Record<string, unknown>>,
  path: Path,
  by: (text: string) => string,
): readonly Edit[] {
  const text = wordOf(at(fields, ...path))
  const after = by(text)
  return text === '' || after === text ? [] : setTo(path, after)
}
