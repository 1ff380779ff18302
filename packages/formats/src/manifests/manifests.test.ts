import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readManifests } from './read-manifests.ts'

const fixtures = new URL('../../../../test/lint/', import.meta.url)

describe('readManifests', () => {
  it('tells where a document is broken, and reads the others', () => {
    const text =
      'kind: A\napiVersion: v1\n---\nkind: Pod\nmetadata:\n\tname: x\n---\nkind: B\napiVersion: v1\n'
    const { manifests, problems } = readManifests(text, 'x.yaml')
    expect(manifests.map(({ object }) => object['kind'])).toEqual(['A', 'B'])
    expect(problems).toMatchObject([
      { code: 'yaml-tab', spot: { line: 6 }, object: { kind: 'Pod' } },
    ])
    expect(manifests[1]?.locate(['apiVersion'], 'value')).toEqual({ line: 9, column: 13 })
  })

  it('finds places in JSON and in Lists', () => {
    const json =
      '{"kind":"List","apiVersion":"v1","items":[\n {"kind":"Pod","apiVersion":"v1",\n  "spec":{"a":[1,{"b":"c"}]}}]}'
    const [pod] = readManifests(json, 'x.json').manifests
    expect(pod?.locate(['spec', 'a', 1, 'b'], 'value')).toEqual({ line: 3, column: 23 })
    const yaml =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: {a: [x, y]}\n'
    const [item] = readManifests(yaml, 'x.yaml').manifests
    expect(item?.locate(['spec', 'a', 1], 'value')).toEqual({ line: 6, column: 17 })
    expect(item?.locate(['spec', 'nowhere', 'else'], 'value')).toEqual({ line: 6, column: 3 })
  })

  it('tells repeated keys, two objects in one document, and files that are no manifests', () => {
    const codes = (text: string) => readManifests(text, 'x').problems.map(({ code }) => code)
    expect(codes('apiVersion: v1\nkind: Pod\nspec: {}\nspec: {}\n')).toEqual(['yaml-duplicate-key'])
    expect(codes('apiVersion: v1\nkind: Pod\napiVersion: v1\nkind: Pod\n')).toEqual([
      'yaml-missing-separator',
    ])
    expect(codes('a\0b')).toEqual(['manifest-unreadable'])
    expect(codes('{{ if .Values.x }}\nkind: Pod\n{{ end }}\n')).toEqual(['yaml-template-left'])
    expect(readManifests('replicas: 2\nimage: x\n', 'values.yaml')).toMatchObject({
      problems: [],
      others: 1,
    })
  })

  it('survives alias bombs, deep nesting and cut-off text', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghij'
      .split('')
      .map((key, index) => `${key}: &${key} [${`*${'abcdefghij'[index]},`.repeat(9)}]`)
      .join('\n')}\nkind: Pod\napiVersion: v1\n`
    expect(readManifests(bomb, 'x').problems).toHaveLength(1)
    expect(readManifests(`a: ${'['.repeat(5000)}`, 'x').problems).toHaveLength(1)
    const text = readFileSync(new URL('gaps/cmd-one-string.bad.yaml', fixtures), 'utf8')
    for (let end = 0; end < text.length; end += 97)
      expect(() => readManifests(text.slice(0, end), 'x')).not.toThrow()
  })
})
