import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Scalar,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { equal, isList, isObject, type Json } from '../patch/value.ts'
import { blockEntry, blockItem, inline, renderScalar, type BlockStyle } from './render.ts'

/** A piece of the text that is replaced; offsets are UTF-16 units of the whole file. */
export interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Why a place can't be edited without touching more than it: a clause. */
export class NotEditable extends Error {}

/** How a text is written, so that what is added looks like the rest. */
export interface EditContext {
  readonly text: string
  readonly document: Document
  readonly eol: string
  /** Spaces by which one level lies deeper. */
  readonly step: number
  readonly isListIndented: boolean
  /** Keys and texts are quoted as JSON wants it. */
  readonly isJson: boolean
}

/** Splices that turn the node's value into `after`, as small as they can be. */
export function editNode(node: Node, after: Json, context: EditContext): readonly Splice[] {
  const before = node.toJS(context.document) as Json
  if (equal(before, after)) return []
  refuseShared(node, context)
  if (isMap(node) && isObject(after)) return editMap(node, after, context)
  if (isSeq(node) && isList(after)) return editSeq(node, after, context)
  if (isScalar(node) && !isBlock(node) && (after === null || typeof after !== 'object')) {
    const [from, to] = rangeOf(node)
    return [
      { from, to, text: context.isJson ? JSON.stringify(after) : renderScalar(after, node.type) },
    ]
  }
  if (isScalar(node) && isBlock(node) && typeof after === 'string')
    return [editBlock(node, after, context)]
  if (isFlow(node) || isScalar(node)) {
    const [from, to] = rangeOf(node)
    return [{ from, to, text: onOneLine(after, context) }]
  }
  throw new NotEditable('a block becomes something of another kind')
}

/** Flow and JSON alike. */
const onOneLine = (value: Json, { isJson }: EditContext): string =>
  isJson ? JSON.stringify(value) : inline(value)

const likeNeighbour = (value: Json, node: Node | undefined, context: EditContext): string =>
  isScalar(node) && !context.isJson ? renderScalar(value, node.type) : onOneLine(value, context)

/** A comma, and a line of its own where the neighbour has one. */
const flowGlue = (neighbour: Node | undefined, { text, eol }: EditContext): string => {
  if (!neighbour) return ', '
  const from = rangeOf(neighbour)[0]
  const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from)
  return before.trim() === '' && from > 0 ? `,${eol}${before}` : ', '
}

const isBlock = ({ type }: Scalar): boolean => type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED'

/** Written on one line in braces or brackets. */
export function isFlow(node: Node): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true
}

/** Where a node begins and where its value ends, as offsets of the text. */
export function rangeOf(node: Node): readonly [number, number] {
  const range = node.range
  if (!range) throw new NotEditable('its place in the text is not known')
  return [range[0], range[1]]
}

/** What an anchor names is used elsewhere too; a change of it would change that as well. */
export function refuseShared(node: Node, { document }: EditContext): void {
  if (isAlias(node))
    throw new NotEditable(
      `it is an alias (*${node.source}) of something written elsewhere in the file`,
    )
  const anchor = (node as { anchor?: string }).anchor
  if (!anchor) return
  let isUsed = false
  visit(document, { Alias: (_, alias) => void (isUsed ||= alias.source === anchor) })
  if (isUsed)
    throw new NotEditable(`its anchor &${anchor} is used in other places, which would change too`)
}

const keyOf = (pair: Pair): string => {
  const key: unknown = pair.key
  return isScalar(key) ? String(key.value) : ''
}

const editMap = (
  map: YAMLMap,
  after: Readonly<Record<string, Json>>,
  context: EditContext,
): readonly Splice[] => {
  const pairs = map.items.filter((item) => isPair(item))
  if (pairs.some((pair) => keyOf(pair) === '<<'))
    throw new NotEditable('it is merged from an anchor (<<)')
  const known = new Set(pairs.map(keyOf))
  const added = Object.entries(after).filter(([key]) => !known.has(key))
  const kept = pairs.filter((pair) => Object.hasOwn(after, keyOf(pair)))
  const gone = pairs.filter((pair) => !Object.hasOwn(after, keyOf(pair)))
  if (map.flow && (gone.length > 0 || (added.length > 0 && kept.length === 0))) {
    const [from, to] = rangeOf(map)
    return [{ from, to, text: onOneLine(after, context) }]
  }
  if (kept.length === 0 && gone.length > 0)
    throw new NotEditable('nothing of the block would be left')
  return [
    ...kept.flatMap((pair) => editPair(pair, after[keyOf(pair)] ?? null, context)),
    ...gone.map((pair) => removedLines(pair.key as Node, pair.value as Node | null, context)),
    ...(added.length > 0 ? [addedPairs(map, added, context)] : []),
  ]
}

/** A value that changes its kind is written anew below its key. */
const editPair = (pair: Pair, after: Json, context: EditContext): readonly Splice[] => {
  const value = pair.value as Node | null
  const key = pair.key as Node
  if (value === null || !value.range) {
    const [, end] = rangeOf(key)
    const colon = context.text.indexOf(':', end) + 1
    return [{ from: colon, to: colon, text: ` ${onOneLine(after, context)}` }]
  }
  const isKept =
    isScalar(value) === (after === null || typeof after !== 'object') &&
    isSeq(value) === isList(after)
  if (isKept || isFlow(value) || isAlias(value)) return editNode(value, after, context)
  refuseShared(value, context)
  const { from, to } = removedLines(key, value, context)
  const text = blockEntry(keyOf(pair), after, styleAt(key, context))
  return [{ from, to, text: text + context.eol }]
}

const columnOf = (offset: number, text: string): number =>
  offset - (text.lastIndexOf('\n', offset - 1) + 1)

const styleAt = (node: Node, { text, step, isListIndented, eol }: EditContext): BlockStyle => ({
  indent: columnOf(rangeOf(node)[0], text),
  step,
  isListIndented,
  eol,
})

/** Whole lines from the key to the end of its value, with the comments behind it on the line. */
export function removedLines(key: Node, value: Node | null, { text }: EditContext): Splice {
  const start = text.lastIndexOf('\n', rangeOf(key)[0] - 1) + 1
  if (text.slice(start, rangeOf(key)[0]).trim() !== '')
    throw new NotEditable('it stands on one line with something else')
  return { from: start, to: lineEnd(text, contentEnd(value ?? key, text)), text: '' }
}

/** Behind the last sign of a node that is no space: ranges of blocks reach into what follows. */
const contentEnd = (node: Node, text: string): number => {
  const [from, to] = rangeOf(node)
  const last = isSeq(node) || (isMap(node) && node.items.length > 0) ? lastLeaf(node) : null
  if (last) return contentEnd(last, text)
  let end = to
  while (end > from && /\s/.test(text[end - 1] ?? '')) end--
  return end
}

/** The node that ends a block; null for flow collections, which end with a bracket. */
const lastLeaf = (node: YAMLMap | YAMLSeq): Node | null => {
  if (node.flow) return null
  const item: unknown = node.items.at(-1)
  if (!isPair(item)) return (item as Node | undefined) ?? null
  const value = item.value as Node | null
  return value?.range && value.range[1] > value.range[0] ? value : (item.key as Node)
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end + 1
}

const addedPairs = (
  map: YAMLMap,
  added: readonly (readonly [string, Json])[],
  context: EditContext,
): Splice => {
  if (map.flow) {
    const at = flowEnd(map, context.text)
    const glue = flowGlue(map.items.at(-1)?.key as Node | undefined, context)
    const write = (value: Json): string => onOneLine(value, context)
    return {
      from: at,
      to: at,
      text: added.map(([key, value]) => `${glue}${write(key)}: ${write(value)}`).join(''),
    }
  }
  const first = map.items[0]?.key as Node | undefined
  if (!first) throw new NotEditable('the block is empty')
  const style = styleAt(first, context)
  const lines = added.map(([key, value]) => blockEntry(key, value, style))
  return insertedAfter(map, lines, context)
}

const insertedAfter = (
  node: Node,
  lines: readonly string[],
  { text, eol }: EditContext,
): Splice => {
  const at = lineEnd(text, contentEnd(node, text))
  const isOpen = at > 0 && text[at - 1] !== '\n'
  return { from: at, to: at, text: `${isOpen ? eol : ''}${lines.join(eol)}${isOpen ? '' : eol}` }
}

/** Before the closing bracket and the spaces in front of it. */
const flowEnd = (node: Node, text: string): number => {
  let at = rangeOf(node)[1] - 1
  while (/\s/.test(text[at - 1] ?? '')) at--
  return text[at - 1] === ',' ? at - 1 : at
}

const editSeq = (seq: YAMLSeq, after: readonly Json[], context: EditContext): readonly Splice[] => {
  const items = seq.items as readonly Node[]
  const values = items.map((item) => item.toJS(context.document) as Json)
  const { pairs, added, gone } = align(values, after)
  if (seq.flow && (gone.length > 0 || items.length === 0)) {
    const [from, to] = rangeOf(seq)
    return [{ from, to, text: onOneLine(after, context) }]
  }
  if (gone.length === items.length) throw new NotEditable('nothing of the list would be left')
  return [
    ...pairs.flatMap(([index, value]) => editItem(items[index], value, context)),
    ...gone.map((index) => removedItem(items[index], context)),
    ...addedItems(seq, added, context),
  ]
}

const editItem = (item: Node | undefined, value: Json, context: EditContext): readonly Splice[] =>
  item ? editNode(item, value, context) : []

interface Alignment {
  readonly pairs: readonly (readonly [index: number, value: Json])[]
  /** New items, each behind an index of the old ones (-1 for the front). */
  readonly added: readonly (readonly [after: number, value: Json])[]
  readonly gone: readonly number[]
}

const nameOf = (value: Json): string | null => {
  if (!isObject(value)) return null
  const { name, mountPath, containerPort } = value
  const key = name ?? mountPath ?? containerPort
  return typeof key === 'string' || typeof key === 'number' ? String(key) : null
}

/** Items of the same name belong together; others by their place, counted from the nearer end. */
const align = (before: readonly Json[], after: readonly Json[]): Alignment => {
  const isNamed = [...before, ...after].every((value) => nameOf(value) !== null)
  if (isNamed) return alignNamed(before, after)
  let head = 0
  while (head < before.length && head < after.length && equal(before[head], after[head])) head++
  let tail = 0
  while (
    tail < Math.min(before.length, after.length) - head &&
    equal(before.at(-1 - tail), after.at(-1 - tail))
  )
    tail++
  const [old, now] = [before.length - head - tail, after.length - head - tail]
  const both = Math.min(old, now)
  return {
    pairs: Array.from(
      { length: both },
      (_, step) => [head + step, after[head + step] ?? null] as const,
    ),
    added: after
      .slice(head + both, after.length - tail)
      .map((value) => [head + both - 1, value] as const),
    gone: Array.from({ length: old - both }, (_, step) => head + both + step),
  }
}

const alignNamed = (before: readonly Json[], after: readonly Json[]): Alignment => {
  const indexOf = (value: Json): number =>
    before.findIndex((other) => nameOf(other) === nameOf(value))
  return {
    pairs: after.flatMap((value) =>
      indexOf(value) >= 0 ? [[indexOf(value), value] as const] : [],
    ),
    added: after.flatMap((value) =>
      indexOf(value) >= 0 ? [] : [[before.length - 1, value] as const],
    ),
    gone: before.flatMap((value, index) =>
      after.some((other) => nameOf(other) === nameOf(value)) ? [] : [index],
    ),
  }
}

const dashOf = (item: Node, text: string): number => {
  const start = text.lastIndexOf('\n', rangeOf(item)[0] - 1) + 1
  const dash = text.slice(start, rangeOf(item)[0]).lastIndexOf('-')
  if (dash < 0) throw new NotEditable('the dash of its list item stands on another line')
  return start + dash
}

/** The splice that takes a list item away with its line. Throws `NotEditable` where other items share the line. */
export function removedItem(item: Node | undefined, { text }: EditContext): Splice {
  if (!item) throw new NotEditable('the list item is not there')
  const start = text.lastIndexOf('\n', rangeOf(item)[0] - 1) + 1
  if (text.slice(start, dashOf(item, text)).trim() !== '')
    throw new NotEditable('it stands on one line with something else')
  return { from: start, to: lineEnd(text, contentEnd(item, text)), text: '' }
}

const addedItems = (
  seq: YAMLSeq,
  added: Alignment['added'],
  context: EditContext,
): readonly Splice[] => {
  if (added.length === 0) return []
  const items = seq.items as readonly Node[]
  if (seq.flow) {
    const at = flowEnd(seq, context.text)
    const last = items.at(-1)
    const glue = flowGlue(last, context)
    const text = added.map(([, value]) => glue + likeNeighbour(value, last, context)).join('')
    return [{ from: at, to: at, text }]
  }
  const groups = Map.groupBy(added, ([after]) => after)
  return [...groups].map(([after, values]) => {
    const anchor = items[Math.max(0, after)]
    if (!anchor || after < 0)
      throw new NotEditable('the list would have to begin with something new')
    const style = {
      ...styleAt(anchor, context),
      indent: columnOf(dashOf(anchor, context.text), context.text),
    }
    return insertedAfter(
      anchor,
      values.map(([, value]) => blockItem(value, style)),
      context,
    )
  })
}

/** Lines of a block scalar that stay are left; the others take its indentation. */
const editBlock = (node: Scalar, after: string, context: EditContext): Splice => {
  const { text, eol } = context
  const [from, to] = rangeOf(node)
  if (node.type === 'BLOCK_FOLDED')
    throw new NotEditable('a folded text (>) can not be changed line by line')
  const header = text.slice(from, lineEnd(text, from))
  const body = text.slice(from + header.length, to)
  const indent = /^[ ]+(?=\S)/m.exec(body)?.[0] ?? ''
  const ends = String(node.value).endsWith('\n') === after.endsWith('\n')
  if (indent === '' || !ends || /[+\d]/.test(header.split('#')[0] ?? ''))
    throw new NotEditable('the text block has an indentation or an end of its own')
  const lines = after.replace(/\n$/, '').split('\n')
  const tail = /(?:\r?\n)*$/.exec(body)?.[0] ?? ''
  const written = lines.map((line) => (line === '' ? '' : indent + line)).join(eol)
  return { from: from + header.length, to, text: written + tail }
}

/** The text with all splices made; they never overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  return [...splices]
    .sort((a, b) => b.from - a.from || b.to - a.to)
    .reduce((all, { from, to, text: by }) => all.slice(0, from) + by + all.slice(to), text)
}
