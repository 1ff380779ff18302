import type { KubeObject } from '@unloop/engine/evidence'
import type { Patch } from '@unloop/engine/report'
import { ANNOTATION } from '../mark.ts'
import { isList, isObject, type Json } from '../patch/value.ts'

/** What the annotation of a changed object says: the journal's entry, when it was made (RFC 3339), and the plan. */
export interface Mark {
  readonly id: string
  readonly at: string
  readonly plan: string
  /** When a temporary change is to be taken back, RFC 3339. */
  readonly until?: string
}

/** The patch with the annotation added to what it changes. */
export function annotated(patch: Patch, mark: Mark, { metadata }: KubeObject): Patch {
  const value = JSON.stringify(mark)
  const body = patch.body as Json
  if (isList(body)) {
    const path = `/metadata/annotations`
    const add = metadata.annotations
      ? [{ op: 'add', path: `${path}/${ANNOTATION.replace('/', '~1')}`, value }]
      : [{ op: 'add', path, value: { [ANNOTATION]: value } }]
    return { ...patch, body: [...body, ...add] }
  }
  const own = isObject(body) && isObject(body['metadata']) ? body['metadata'] : {}
  const annotations = isObject(own['annotations']) ? own['annotations'] : {}
  return {
    ...patch,
    body: {
      ...(body as object),
      metadata: { ...own, annotations: { ...annotations, [ANNOTATION]: value } },
    },
  }
}

export function withMark(object: KubeObject, mark: Mark): KubeObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { ...object.metadata.annotations, [ANNOTATION]: JSON.stringify(mark) },
    },
  }
}
