import { readdirSync, readFileSync } from 'node:fs'
import type { Path } from '@unloop/lint'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readBlocks } from './block-reader.ts'
import { readExact } from './exact.ts'
import { BlockPlaces } from './block-places.ts'
import { locate } from './places.ts'

const fixtures = new URL('../../../../test/lint/', import.meta.url)

/** Every path of a value, and one that goes too far from each leaf. */
const pathsOf = (value: unknown): readonly Path[] =>
  typeof value !== 'object' || value === null
    ? [['nothing']]
    : Object.entries(value).flatMap(([key, child]) => {
        const step = Array.isArray(value) ? Number(key) : key
        return [[step], ...pathsOf(child).map((path) => [step, ...path])]
      })

describe("Kubernetes' YAML dialect", () => {
  const rows = readFileSync(new URL('yaml_scalars.tsv', fixtures), 'utf8').split('\n').slice(1)
  const types: Readonly<Record<string, readonly string[]>> = {
    bool: ['boolean'],
    number: ['number'],
    'string-or-null': ['string', 'object', 'undefined'],
    array: ['object'],
    object: ['object'],
  }

  it('decodes scalars to the types that the API server does', () => {
    const wrong = rows.flatMap((row) => {
      const [scalar = '', type = ''] = row.split('\t')
      const wanted = types[type]
      if (row === '' || wanted === undefined) return []
      const { value } = readExact(`a: ${scalar}\n`)
      const got = typeof (value as Readonly<Record<string, unknown>> | undefined)?.['a']
      return wanted.includes(got) ? [] : [`${scalar}: ${got} for ${type}`]
    })
    expect(wrong).toEqual([])
  })

  it('is read alike by the fast and the exact reader, places included', () => {
    const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    let read = 0
    for (const file of files.filter((name) => /\.ya?ml$/.test(name)))
      for (const text of readFileSync(new URL(file, fixtures), 'utf8').split(/^---\s*$/m)) {
        const fast = readBlocks(text)
        if (fast === undefined || text.trim() === '') continue
        const exact = readExact(text)
        expect(fast.value, file).toEqual(exact.value)
        const places = new BlockPlaces(text)
        const wrong = pathsOf(fast.value).find((path) => {
          const [found, known] = [places.locate(path), locate(exact.value, exact.places, path)]
          // What is empty stands nowhere: the fast one takes the key's place.
          const isEmpty = found?.value === found?.key
          return (
            JSON.stringify(found) !==
            JSON.stringify(isEmpty && known ? { ...known, value: known.key } : known)
          )
        })
        expect(wrong, file).toBeUndefined()
        read++
      }
    expect(read).toBeGreaterThan(1000)
  })
})

describe('the fast reader', () => {
  const same = (text: string): void =>
    expect(readBlocks(text)).toEqual({ value: readExact(text).value })

  it.each([
    "a: 1\nb: \"x\\ny\"\nc: 'it''s'\nd: null\ne: ~\nf: true\ng: 1.5\nh: -3\ni: 007\nj: 1e3\n",
    'a:\n- b: 1\n  c:\n  - d\n  - e: 2\n-\n  f: 3\n- - g\n  - h\n',
    'a:\n  - x\n  - q: {}\n    z: []\nb: plain text over\n  two lines\n\n  and a gap\n',
    'a: |\n  one\n    two\n\n  three\nb: |-\n  x\nc: |+\n  y\n\nd: >-\n  folded\n  text\n',
    'a: \'over\n  two\n\n  lines\'\nb: "esc \\\n  aped \\u00e9"\n',
    'x.y/z: 2024-01-01T00:00:00Z\n"quoted key": v\n',
    '# comment\na: 1\n\n# more\nb: v\n',
    'a: {b: 1} # why\nc: 0x1F\nd: yes\n',
    'url: http://x:80/y\ntime: 10:20\nempty:\nlast: "#no comment"\n',
  ])('reads %j as the exact one does', (text) => {
    same(text)
  })

  it.each(['a: &x 1\nb: *x\n', 'a: !!str 1\n', 'a: |2\n    x\n', '? a\n: b\n', 'a: 1\na: 2\n'])(
    'leaves %j to the exact one',
    (text) => {
      expect(readBlocks(text)).toBeUndefined()
    },
  )

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
      expect(readBlocks(stringify(value, options)) ?? { value }).toEqual({ value })
    }
  })
})
