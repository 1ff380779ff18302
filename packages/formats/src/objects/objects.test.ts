import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { parseObjects } from './parse.ts'
import { parsePlainYaml } from './plain-yaml.ts'

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

describe('the fast path', () => {
  const same = (text: string): void => expect(parsePlainYaml(text)).toEqual(parse(text))

  it.each([
    "a: 1\nb: \"x\\ny\"\nc: 'it''s'\nd: null\ne: ~\nf: true\ng: 1.5\nh: -3\ni: 007\nj: 1e3\n",
    'a:\n- b: 1\n  c:\n  - d\n  - e: 2\n-\n  f: 3\n- - g\n  - h\n',
    'a:\n  - x\n  - y: {}\n    z: []\nb: plain text over\n  two lines\n\n  and a gap\n',
    'a: |\n  one\n    two\n\n  three\nb: |-\n  x\nc: |+\n  y\n\nd: >-\n  folded\n  text\n',
    'a: \'over\n  two\n\n  lines\'\nb: "esc \\\n  aped \\u00e9"\n',
    'x.y/z: 2024-01-01T00:00:00Z\n"quoted key": v\n',
    '# comment\na: 1\n\n# more\nb: v\n',
    'url: http://x:80/y\ntime: 10:20\nempty:\nlast: "#no comment"\n',
  ])('reads %j as the full parser does', (text) => {
    same(text)
  })

  it.each([
    'a: &x 1\nb: *x\n',
    'a: !!str 1\n',
    'a: {b: 1}\n',
    'a: 1 # why\n',
    'a: |2\n    x\n',
    '? a\n: b\n',
    'a: 0x1F\n',
    'a: 1\na: 2\n',
  ])('leaves %j to the full parser', (text) => {
    expect(parsePlainYaml(text)).toBeUndefined()
  })

  it('reads what the full parser writes', () => {
    const value = {
      metadata: {
        name: 'x',
        annotations: {
          a: 'line\nbreak',
          b: ' lead',
          c: 'tail ',
          d: '',
          e: '- dash',
          f: 'k: v',
          g: 'null',
          h: '1',
        },
      },
      list: [[1, [2]], { a: [] }, null, false, 'x'.repeat(200), 'word '.repeat(60)],
    }
    for (const options of [{}, { indentSeq: false }, { lineWidth: 0 }, { singleQuote: true }]) {
      const read = parsePlainYaml(stringify(value, options))
      expect(read === undefined || read).toEqual(read === undefined ? true : value)
    }
  })
})
