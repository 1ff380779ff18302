import type { Patch } from '@unloop/engine/report'
import { describe, expect, it } from 'vitest'
import { applyPatch } from './apply-patch.ts'
import { diffFields, pathText } from './diff.ts'

const role = {
  kind: 'Role',
  metadata: { name: 'r', namespace: 'n' },
  rules: [{ verbs: ['get'], resources: ['pods'] }],
}
const target: Patch['target'] = { kind: 'Role', namespace: 'n', name: 'r' }

describe('applyPatch', () => {
  it('takes JSON patches, with escapes', () => {
    const body = [
      { op: 'add', path: '/rules/0/verbs/-', value: 'list' },
      { op: 'add', path: '/metadata/annotations', value: {} },
      { op: 'add', path: '/metadata/annotations/a~1b', value: 'c' },
    ]
    const result = applyPatch(role, { target, type: 'json', body })
    expect(result).toMatchObject({
      kind: 'patched',
      object: { rules: [{ verbs: ['get', 'list'] }], metadata: { annotations: { 'a/b': 'c' } } },
    })
  })

  it('says why a JSON patch does not fit', () => {
    for (const body of [
      [{ op: 'replace', path: '/rules/4/verbs', value: [] }],
      [{ op: 'remove', path: '/none' }],
      [{ op: 'test', path: '/metadata/name', value: 'x' }],
      {},
    ])
      expect(applyPatch(role, { target, type: 'json', body }).kind, JSON.stringify(body)).toBe(
        'misfit',
      )
  })

  it('takes merge patches', () => {
    const body = { metadata: { name: null, labels: { a: 'b' } } }
    expect(applyPatch(role, { target, type: 'merge', body })).toMatchObject({
      object: { metadata: { namespace: 'n', labels: { a: 'b' } } },
    })
  })
})

describe('diffFields', () => {
  it('names items by their key', () => {
    const before = { spec: { containers: [{ name: 'web', env: [{ name: 'A', value: '1' }] }] } }
    const after = { spec: { containers: [{ name: 'web', env: [{ name: 'A', value: '2' }] }] } }
    expect(diffFields(before, after).map(({ path }) => pathText(path))).toEqual([
      'spec.containers[name=web].env[name=A].value',
    ])
    expect(diffFields(after, structuredClone(after))).toEqual([])
  })
})
