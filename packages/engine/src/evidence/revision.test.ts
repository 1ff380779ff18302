import { expect, test } from 'vitest'
import { REVISION_ANNOTATION, revisionNumber } from './revision.ts'

const annotated = (value: string) => ({
  metadata: { annotations: { [REVISION_ANNOTATION]: value } },
})

test.each([
  ['a ReplicaSet by its annotation', annotated('12'), 12],
  ['a ControllerRevision by its field', { metadata: {}, revision: 3 }, 3],
  ['an object without any', { metadata: {} }, 0],
  ['an annotation that somebody spoilt', annotated('new'), 0],
])('%s', (_, object, number) => {
  expect(revisionNumber(object)).toBe(number)
})
