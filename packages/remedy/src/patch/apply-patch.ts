import type { KubeObject } from '@unloop/engine/evidence'
import type { Patch } from '@unloop/engine/report'
import { applyOperations, PatchMisfit, type Operation } from './json-patch.ts'
import { jsonMerge } from './merge.ts'
import { strategicMerge } from './strategic.ts'
import { isList, isObject, type Json, type JsonObject } from './value.ts'

/** A patch fits an object, or says why not; nothing is thrown for what a patch may hold. */
export type Patched =
  | { readonly kind: 'patched'; readonly object: KubeObject }
  /** One sentence without a full stop. */
  | { readonly kind: 'misfit'; readonly why: string }

/** What the API server would make of the object, without its defaults and checks. */
export function applyPatch(object: KubeObject, { type, body }: Patch): Patched {
  const target = object as unknown as JsonObject
  const patch = body as Json
  try {
    if (type === 'json') {
      if (!isList(patch)) return misfit('a JSON patch is a list of operations')
      return patched(applyOperations(target, patch as unknown as readonly Operation[]))
    }
    if (!isObject(patch)) return misfit('the patch is no object')
    return patched(type === 'merge' ? jsonMerge(target, patch) : strategicMerge(target, patch))
  } catch (error) {
    if (error instanceof PatchMisfit) return misfit(error.message)
    throw error
  }
}

const patched = (object: Json): Patched => ({
  kind: 'patched',
  object: object as unknown as KubeObject,
})
const misfit = (why: string): Patched => ({ kind: 'misfit', why })
