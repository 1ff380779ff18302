import type { Edit } from '@unloop/lint'
import { isMap, isPair, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml'
import { equal, isList, isObject, type Json } from '../patch/value.ts'
import { contextOf } from './edit-manifest.ts'
import {
  applySplices,
  editNode,
  isFlow,
  NotEditable,
  rangeOf,
  refuseShared,
  removedItem,
  removedLines,
  type EditContext,
  type Splice,
} from './edit-node.ts'
import { renderScalar } from './render.ts'

/** Edits of the document that holds the line; all of them or none. */
export interface WantedEdit {
  /** From 1. */
  readonly line: number
  readonly edits: readonly Edit[]
}

/** The text after all edits that could be made. */
export interface Applied {
  readonly text: string
  /** Why a wanted edit was not made, by its index; clauses. */
  readonly refused: ReadonlyMap<number, string>
}

/** Makes edits in a file of YAML documents or JSON. All that need not change stays as it is written, and each document is read again. */
export function applyEdits(text: string, wanted: readonly WantedEdit[]): Applied {
  const refused = new Map<number, string>()
  if (TEMPLATE.test(text)) {
    for (const index of wanted.keys()) refused.set(index, 'the file is a template of a chart')
    return { text, refused }
  }
  const byteOrderMark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const documents = documentsOf(text.slice(byteOrderMark.length))
  const parts = documents.map((document, at) => {
    const next = documents[at + 1]?.line ?? Infinity
    const mine = wanted.flatMap((each, index) =>
      each.line >= document.line && each.line < next ? [{ index, edits: each.edits }] : [],
    )
    return mine.length === 0 ? document.text : editedDocument(document.text, mine, refused)
  })
  return { text: byteOrderMark + parts.join(''), refused }
}

/** Actions that only a chart's template has: rules and dashboards carry other ones in their texts. */
const TEMPLATE =
  /\{\{-?\s*(?:\(?\s*)?(?:\.Values\b|\.Release\b|\.Chart\b|\.Capabilities\b|\.Files\b|include\s|tpl\s|toYaml\s)/

interface Part {
  readonly line: number
  readonly text: string
}

/** Documents that differ, with where each began; edits neither add nor remove one. */
export function changedDocuments(
  before: string,
  after: string,
): readonly { readonly line: number; readonly before: string; readonly after: string }[] {
  const now = documentsOf(after)
  return documentsOf(before).flatMap(({ line, text }, index) => {
    const other = now[index]?.text ?? ''
    return other === text ? [] : [{ line, before: text, after: other }]
  })
}

/** A document begins at its `---`, which no scalar can hold in the first column. */
function documentsOf(text: string): readonly Part[] {
  const parts: Part[] = []
  const marker = /^---(?=\s|$)/gm
  let [from, line] = [0, 1]
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    if (match.index > from) parts.push({ line, text: text.slice(from, match.index) })
    line += text.slice(from, match.index).split('\n').length - 1
    from = match.index
  }
  return [...parts, { line, text: text.slice(from) }]
}

interface Wanted {
  readonly index: number
  readonly edits: readonly Edit[]
}

/** All at once where that works; otherwise as many as can be made one after the other. */
function editedDocument(
  text: string,
  wanted: readonly Wanted[],
  refused: Map<number, string>,
): string {
  const whole = attempt(
    text,
    wanted.flatMap(({ edits }) => edits),
  )
  if (whole.kind === 'edited') return whole.text
  const made: Edit[] = []
  let best = text
  for (const { index, edits } of wanted) {
    const tried = attempt(text, [...made, ...edits])
    if (tried.kind === 'edited') {
      made.push(...edits)
      best = tried.text
    } else refused.set(index, tried.why)
  }
  return best
}

type Attempt =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'refused'; readonly why: string }

function attempt(text: string, edits: readonly Edit[]): Attempt {
  const isJson = isJsonText(text)
  const document: Document = parseDocument(text, { keepSourceTokens: true })
  const error = document.errors[0]
  if (error !== undefined || document.contents === null)
    return {
      kind: 'refused',
      why: `the document is not valid YAML: ${error?.code ?? 'it is empty'}`,
    }
  try {
    const context = { ...contextOf(text, document), isJson }
    const wanted = new Outcome(document.toJS() as Json)
    const splices = splicesOf(unique(edits), context, wanted)
    const after = applySplices(text, splices)
    const isRight = !overlap(splices) && says(after, wanted.value, isJson)
    return isRight
      ? { kind: 'edited', text: after }
      : { kind: 'refused', why: 'the way it is written can not be kept' }
  } catch (cause) {
    if (cause instanceof NotEditable) return { kind: 'refused', why: cause.message }
    // What the parser says of aliases that expand to more than anybody writes.
    if (cause instanceof ReferenceError) return { kind: 'refused', why: 'of its aliases' }
    throw cause
  }
}

function isJsonText(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const says = (text: string, value: Json, isJson: boolean): boolean => {
  if (isJson !== isJsonText(text)) return false
  const document = parseDocument(text)
  return document.errors.length === 0 && equal(document.toJS() as Json, value)
}

const unique = (edits: readonly Edit[]): readonly Edit[] => [
  ...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values(),
]

const overlap = (splices: readonly Splice[]): boolean => {
  const sorted = splices.toSorted((a, b) => a.from - b.from || a.to - b.to)
  return sorted.some((splice, index) => splice.from < (sorted[index - 1]?.to ?? 0))
}

/** Values are set together, as they may share a parent that has to be made; the other edits stand for themselves. */
function splicesOf(
  edits: readonly Edit[],
  context: EditContext,
  wanted: Outcome,
): readonly Splice[] {
  const { contents } = context.document
  if (contents === null) return []
  for (const edit of edits) if (edit.op === 'set') wanted.set(edit.path, edit.value as Json)
  const set = editNode(contents, wanted.value, context)
  // From the end, so that what is taken out of a list moves nothing that is still to come.
  const others = edits.filter(({ op }) => op !== 'set').toSorted(fromTheEnd)
  return [...set, ...others.flatMap((edit) => single(edit, context, wanted))]
}

const fromTheEnd = ({ path: a }: Edit, { path: b }: Edit): number => {
  const at = a.findIndex((step, index) => step !== b[index])
  const [one, other] = [a[at], b[at]]
  return typeof one === 'number' && typeof other === 'number' ? other - one : 0
}

function single(edit: Edit, context: EditContext, wanted: Outcome): readonly Splice[] {
  const place = placeOf(edit.path, context)
  switch (edit.op) {
    case 'set':
      return []
    case 'quote': {
      if (!isScalar(place.value) || typeof place.value.source !== 'string')
        throw new NotEditable('it is no plain value')
      refuseShared(place.value, context)
      wanted.set(edit.path, place.value.source)
      const [from, to] = rangeOf(place.value)
      return [{ from, to, text: JSON.stringify(place.value.source) }]
    }
    case 'rename': {
      if (!isScalar(place.key)) throw new NotEditable('it is no key')
      wanted.rename(edit.path, edit.key)
      const [from, to] = rangeOf(place.key)
      const text = context.isJson
        ? JSON.stringify(edit.key)
        : renderScalar(edit.key, place.key.type)
      return [{ from, to, text }]
    }
    case 'remove':
      wanted.remove(edit.path)
      return removal(place, context)
  }
}

interface Place {
  readonly parent: Node
  /** Null for an item of a list. */
  readonly key: Node | null
  readonly value: Node | null
}

function placeOf(path: Edit['path'], { document }: EditContext): Place {
  const parent: unknown =
    path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  const step = path.at(-1)
  if (isSeq(parent) && typeof step === 'number')
    return { parent, key: null, value: (parent.items[step] as Node | undefined) ?? null }
  const pair = isMap(parent)
    ? parent.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === step,
      )
    : undefined
  if (!isMap(parent) || pair === undefined)
    throw new NotEditable('it is shared by an anchor, or not where it was found')
  return { parent, key: pair.key as Node, value: pair.value as Node | null }
}

function removal({ parent, key, value }: Place, context: EditContext): readonly Splice[] {
  if (isFlow(parent) || context.isJson)
    throw new NotEditable('it stands on one line with something else')
  refuseShared(parent, context)
  if ((isSeq(parent) || isMap(parent)) && parent.items.length === 1)
    throw new NotEditable('nothing of the block would be left')
  if (key !== null) return [removedLines(key, value, context)]
  if (value === null) throw new NotEditable('the list item is not there')
  return [removedItem(value, context)]
}

/** What the document must say afterwards. */
class Outcome {
  value: Json

  constructor(value: Json) {
    this.value = structuredClone(value)
  }

  set(path: Edit['path'], value: Json): void {
    this.value = changed(this.value, path, () => value)
  }

  remove(path: Edit['path']): void {
    const step = path.at(-1)
    this.value = changed(this.value, path.slice(0, -1), (parent) =>
      isList(parent)
        ? parent.filter((_, index) => index !== step)
        : isObject(parent)
          ? Object.fromEntries(Object.entries(parent).filter(([key]) => key !== step))
          : parent,
    )
  }

  rename(path: Edit['path'], name: string): void {
    const step = path.at(-1)
    this.value = changed(this.value, path.slice(0, -1), (parent) =>
      isObject(parent)
        ? Object.fromEntries(
            Object.entries(parent).map(([key, each]) => [key === step ? name : key, each]),
          )
        : parent,
    )
  }
}

/** The value with another one at the path; maps that are missing on the way are made. */
function changed(value: Json, [step, ...rest]: Edit['path'], make: (old: Json) => Json): Json {
  if (step === undefined) return make(value)
  if (isList(value)) {
    if (typeof step !== 'number' || step >= value.length)
      throw new NotEditable('the list is shorter')
    return value.map((each, index) => (index === step ? changed(each, rest, make) : each))
  }
  if (value !== null && !isObject(value)) throw new NotEditable('it is no map')
  const fields = value ?? {}
  return { ...fields, [step]: changed(fields[step] ?? null, rest, make) }
}
