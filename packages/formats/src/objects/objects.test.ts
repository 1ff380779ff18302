import { describe, expect, it } from 'vitest'

import { parseObjects } from './parse.ts'

const names = (text: string, path: string): (string | undefined)[] =>
  parseObjects(text, path).objects.map((object) => `${object.kind}/${object.metadata.name}`)

const node = (name: string): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata: { name } })

describe('JSON', () => {
  it('reads arrays, documents after one another and JSON lines', () => {
    expect(names(`[${node('a')},${node('b')}]`, 'x.json')).toEqual(['Node/a', 'Node/b'])
    expect(names(`${node('a')}\n${node('b')}`, 'x.json')).toEqual(['Node/a', 'Node/b'])
    expect(names(`Warning: deprecated\n${node('a')}`, 'x.json')).toEqual(['Node/a'])
  })

  it('reads the objects of watch events', () => {
    expect(names(`{"type":"ADDED","object":${node('a')}}`, 'x.json')).toEqual(['Node/a'])
  })

  it('keeps the sound documents around a broken one', () => {
    const { objects, problems } = parseObjects(
      `${node('a')}\n{"kind":"Node","metadata":{"name":}}\n${node('b')}`,
      'x.json',
    )
    expect(objects).toHaveLength(2)
    expect(problems[0]).toMatchObject({ code: 'json-syntax', where: 'x.json:2' })
  })

  it('turns events.k8s.io events into core ones', () => {
    const { objects } = parseObjects(
      JSON.stringify({
        apiVersion: 'events.k8s.io/v1',
        kind: 'Event',
        metadata: { name: 'e' },
        regarding: { kind: 'Pod', name: 'p' },
        note: 'boom',
        deprecatedCount: 3,
      }),
      'x.json',
    )
    expect(objects[0]).toMatchObject({ involvedObject: { name: 'p' }, message: 'boom', count: 3 })
  })
})

describe('YAML', () => {
  const list =
    'apiVersion: v1\nitems:\n- kind: Node\n  metadata:\n    name: a\n- kind: Node\n  metadata:\n    name: b\nkind: List\n'

  it('reads several documents and Lists', () => {
    expect(
      names(`---\n${list}---\n# nothing\n---\nkind: Node\nmetadata: {name: c}\n`, 'x.yaml'),
    ).toEqual(['Node/a', 'Node/b', 'Node/c'])
  })

  it('keeps the sound items around a broken one and names its line', () => {
    const broken = list.replace('    name: a\n', '    name: a\n  spec: {unclosed: [1, 2\n  x: "\n')
    const { objects, problems } = parseObjects(broken, 'x.yaml')
    expect(objects.map((o) => o.metadata.name)).toContain('b')
    expect(problems[0]?.where).toMatch(/^x\.yaml:\d+$/)
  })

  it('keeps what stands before a cut', () => {
    const { objects, problems } = parseObjects(
      `${list.slice(0, list.indexOf('kind: List'))}- kind: Node\n  metadata:\n    name: "c`,
      'x.yaml',
    )
    expect(objects.map((o) => o.metadata.name)).toEqual(['a', 'b'])
    expect(problems).toHaveLength(1)
  })

  it('survives alias bombs and deep nesting', () => {
    const bomb = `kind: Node\nmetadata: {name: a}\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
      .split('')
      .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(',')}]`)
      .join('\n')}\n`
    expect(parseObjects(bomb, 'x.yaml').problems[0]?.code).toBe('yaml-syntax')
    expect(
      parseObjects(`kind: Node\nmetadata: ${'['.repeat(100_000)}`, 'x.yaml').problems,
    ).toHaveLength(1)
    expect(
      parseObjects(`kind: Node\nmetadata:\n${' '.repeat(3000)}x: 1\n`, 'x.yaml').objects,
    ).toEqual([])
  })

  it('reads tabs in the indentation, as editors leave them', () => {
    expect(names('kind: Node\nmetadata:\n\tname: a\n', 'x.yaml')).toEqual(['Node/a'])
  })
})
