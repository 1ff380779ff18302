import { equal, isList, isObject, type Json } from './value.ts'

/** One operation of a JSON patch (RFC 6902). */
export interface Operation {
  readonly op: 'add' | 'remove' | 'replace' | 'test' | 'move' | 'copy'
  readonly path: string
  readonly from?: string
  readonly value?: Json
}

/** A path that leads nowhere, or a test that fails: the patch does not fit the object. */
export class PatchMisfit extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PatchMisfit'
  }
}

/** The value after all operations in turn (RFC 6902). Throws a `PatchMisfit` at the first that does not fit. */
export function applyOperations(target: Json, operations: readonly Operation[]): Json {
  return operations.reduce(applyOne, target)
}

/** `/metadata/annotations/example.com~1x` as its parts (RFC 6901). */
export function pointerParts(pointer: string): readonly string[] {
  return pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

const applyOne = (target: Json, operation: Operation): Json => {
  const at = pointerParts(operation.path)
  switch (operation.op) {
    case 'test':
      if (!equal(valueAt(target, at), operation.value))
        throw new PatchMisfit(`${operation.path} is not what it was expected to be`)
      return target
    case 'add':
      return edit(target, at, { op: 'add', value: operation.value ?? null })
    case 'replace':
      return edit(target, at, { op: 'replace', value: operation.value ?? null })
    case 'remove':
      return edit(target, at, { op: 'remove' })
    case 'copy':
    case 'move': {
      const from = pointerParts(operation.from ?? '')
      const value = valueAt(target, from)
      if (value === undefined) throw new PatchMisfit(`${operation.from} does not exist`)
      const rest = operation.op === 'move' ? edit(target, from, { op: 'remove' }) : target
      return edit(rest, at, { op: 'add', value })
    }
  }
}

export function valueAt(target: Json | undefined, parts: readonly string[]): Json | undefined {
  return parts.reduce<Json | undefined>((value, part) => {
    if (isList(value)) return value[Number(part)]
    return isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined
  }, target)
}

type Edit = { readonly op: 'add' | 'replace'; readonly value: Json } | { readonly op: 'remove' }

const edit = (target: Json, parts: readonly string[], change: Edit): Json => {
  const [part, ...rest] = parts
  if (part === undefined) return change.op === 'remove' ? null : change.value
  if (isList(target)) return editList(target, { part, rest, change })
  if (!isObject(target))
    throw new PatchMisfit(`${part} is asked for in something that has no fields`)
  if (rest.length > 0) {
    const inner = target[part]
    if (inner === undefined) throw new PatchMisfit(`there is no ${part}`)
    return { ...target, [part]: edit(inner, rest, change) }
  }
  if (change.op !== 'add' && !Object.hasOwn(target, part))
    throw new PatchMisfit(`there is no ${part}`)
  if (change.op !== 'remove') return { ...target, [part]: change.value }
  return Object.fromEntries(Object.entries(target).filter(([key]) => key !== part))
}

interface ListEdit {
  readonly part: string
  readonly rest: readonly string[]
  readonly change: Edit
}

const editList = (target: readonly Json[], { part, rest, change }: ListEdit): Json => {
  const last = part === '-' ? target.length : Number(part)
  const most = change.op === 'add' && rest.length === 0 ? target.length : target.length - 1
  if (!Number.isInteger(last) || last < 0 || last > most)
    throw new PatchMisfit(`the list has no item ${part}`)
  if (rest.length > 0)
    return target.map((item, index) => (index === last ? edit(item, rest, change) : item))
  if (change.op === 'remove') return target.toSpliced(last, 1)
  return target.toSpliced(last, change.op === 'add' ? 0 : 1, change.value)
}
