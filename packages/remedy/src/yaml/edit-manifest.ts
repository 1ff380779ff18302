import type { KubeObject } from '@unloop/engine/evidence'
import type { Patch } from '@unloop/engine/report'
import { isMap, parseAllDocuments, type Document } from 'yaml'
import { applyPatch } from '../patch/apply-patch.ts'
import { equal, isObject, type Json, type JsonObject } from '../patch/value.ts'
import { applySplices, editNode, NotEditable, type EditContext } from './edit-node.ts'

export type Edited =
  | { readonly kind: 'edited'; readonly text: string }
  /** The object is not in this text. */
  | { readonly kind: 'absent' }
  /** It is there, but can't be changed without touching more: `why` is a clause. */
  | { readonly kind: 'refused'; readonly why: string }

/** Changes one object in a text of YAML documents; all that need not change stays as it is written. */
export function editManifest(text: string, patch: Patch): Edited {
  if (/\{\{-?\s/.test(text))
    return isNamedIn(text, patch)
      ? refused('it is a template, whose text is not YAML')
      : { kind: 'absent' }
  const documents = parseAllDocuments(text, { keepSourceTokens: true }) as readonly Document[]
  const index = documents.findIndex((document) => isTarget(document, patch))
  const document = documents[index]
  if (!document) return { kind: 'absent' }
  if (document.errors.length > 0)
    return refused(`the file is not valid YAML: ${document.errors[0]?.message.split('\n')[0]}`)
  return editDocument(text, document, { patch, index })
}

const refused = (why: string): Edited => ({ kind: 'refused', why })

const isNamedIn = (text: string, { target }: Patch): boolean =>
  new RegExp(`^kind:\\s*${target.kind}\\b`, 'm').test(text)

const isTarget = (document: Document, { target }: Patch): boolean => {
  if (!isMap(document.contents)) return false
  const { kind, metadata } = plainOf(document)
  const namespace = metadata?.namespace
  return (
    kind === target.kind &&
    metadata?.name === target.name &&
    (namespace === undefined || namespace === target.namespace)
  )
}

const editDocument = (
  text: string,
  document: Document,
  { patch, index }: { patch: Patch; index: number },
): Edited => {
  const before = document.toJS() as JsonObject
  const result = applyPatch(before as unknown as KubeObject, forManifest(patch, before))
  if (result.kind === 'misfit')
    return refused(`the plan does not fit what is written there: ${result.why}`)
  const after = result.object as unknown as JsonObject
  if (equal(before, after)) return refused('it says already what the plan wants')
  try {
    const contents = document.contents
    if (contents === null) return { kind: 'absent' }
    const edited = applySplices(text, editNode(contents, after, contextOf(text, document)))
    return isRight(edited, after, index)
      ? { kind: 'edited', text: edited }
      : refused('the way it is written can not be kept')
  } catch (error) {
    if (error instanceof NotEditable) return refused(error.message)
    throw error
  }
}

/** A Secret's value goes where the manifest keeps it: plain in stringData, or coded in data. */
const forManifest = (patch: Patch, before: JsonObject): Patch => {
  const body = patch.body as Json
  const written = before['data']
  if (
    patch.target.kind !== 'Secret' ||
    !isObject(body) ||
    !isObject(body['stringData']) ||
    !isObject(written)
  )
    return patch
  const { stringData, ...rest } = body
  if (before['stringData'] !== undefined) return patch
  const coded = Object.entries(stringData).map(([key, value]) => [
    key,
    Buffer.from(String(value as string)).toString('base64'),
  ])
  return { ...patch, body: { ...rest, data: Object.fromEntries(coded) as JsonObject } }
}

/** Read again, the text must say exactly what was wanted, and every other document what it said before. */
const isRight = (edited: string, after: JsonObject, index: number): boolean => {
  const documents = parseAllDocuments(edited) as readonly Document[]
  const document = documents[index]
  return (
    document !== undefined && document.errors.length === 0 && equal(document.toJS() as Json, after)
  )
}

export function contextOf(text: string, document: Document): EditContext {
  return {
    text,
    document,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    step: stepOf(text),
    isJson: false,
    // Where no list tells, as kubectl and most charts write them.
    isListIndented:
      /^( *)[\w.-]+:[ \t]*\r?\n\1 +- /m.test(text) && !/^( *)[\w.-]+:[ \t]*\r?\n\1- /m.test(text),
  }
}

/** How deep one level lies, by the first line that is deeper than the one before. */
const stepOf = (text: string): number =>
  Number(/^( *)[\w.-]+:[ \t]*\r?\n\1( +)[\w.-]+:/m.exec(text)?.[2]?.length ?? 2)

/** Nothing where aliases unfold beyond all bounds: then it is no object that could be meant. */
function plainOf(document: Document): Partial<KubeObject> {
  try {
    return (document.toJS() ?? {}) as Partial<KubeObject>
  } catch {
    return {}
  }
}
