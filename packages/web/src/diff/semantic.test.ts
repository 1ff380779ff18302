import { describe, expect, it } from 'vitest'
import { patched } from './patched.ts'
import { semanticDiff } from './semantic.ts'

const template = (image: string, port: number) => ({
  metadata: { labels: { app: 'web', 'pod-template-hash': image } },
  spec: {
    containers: [
      {
        name: 'api',
        image,
        args: ['--port', String(port)],
        env: [{ name: 'PORT', value: String(port) }],
      },
    ],
  },
})

describe('what differs between two manifests', () => {
  it('is named by path, by the names of list items, without what controllers write', () => {
    expect(semanticDiff(template('web:1', 80), template('web:2', 80))).toEqual([
      { path: 'spec.containers[api].image', before: 'web:1', after: 'web:2' },
    ])
  })

  it('tells what is new and what is gone', () => {
    expect(semanticDiff({ a: 1 }, { b: [1, 2] })).toEqual([
      { path: 'b', before: null, after: '[1,2]' },
      { path: 'a', before: '1', after: null },
    ])
  })

  it('does not depend on the order of named items', () => {
    const [a, b] = [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ]
    expect(semanticDiff({ env: [a, b] }, { env: [b, a] })).toEqual([])
  })
})

describe('a patched object', () => {
  it('has items merged by name, and what is null removed', () => {
    const patch = {
      spec: { containers: [{ name: 'api', image: 'web:3', args: null }] },
    }
    const after = patched(template('web:1', 80), patch)
    expect(semanticDiff(template('web:1', 80), after)).toEqual([
      { path: 'spec.containers[api].image', before: 'web:1', after: 'web:3' },
      { path: 'spec.containers[api].args', before: '["--port","80"]', after: null },
    ])
  })

  it('loses an item that the patch deletes', () => {
    expect(patched({ env: [{ name: 'A' }] }, { env: [{ name: 'A', $patch: 'delete' }] })).toEqual({
      env: [],
    })
  })
})

it('tells of a text of several lines those that differ', () => {
  const before = { data: { 'app.conf': 'port 80\nlevel info\nroot /srv' } }
  const after = { data: { 'app.conf': 'port 80\nlevel debug\nroot /srv' } }
  expect(semanticDiff(before, after)).toEqual([
    { path: 'data.app.conf', before: 'level info', after: 'level debug' },
  ])
})
