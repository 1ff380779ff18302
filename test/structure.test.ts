import { describe, expect, test } from 'vitest'
import { builtCommandsIn } from '../scripts/structure/built-commands.mjs'
import { isComment } from '../scripts/structure/comments.mjs'
import { markersOf } from '../scripts/structure/conflict-markers.mjs'
import { arrowExportsIn } from '../scripts/structure/function-style.mjs'
import { allowedImports } from '../scripts/structure/layers.mjs'
import { importProblemsOf } from '../scripts/structure/script-imports.mjs'
import { cyclesOf, graphOf, importsOf } from '../scripts/structure/import-graph.mjs'

describe('conflict markers', () => {
  test.each([
    ['as git writes them', 'text\n<<<<<<< HEAD\nmore\n'],
    ['as a formatter leaves them in a quote', 'text\n\n> > > > > > > 6c3fea3 (a subject)\n'],
    ['as a formatter leaves them in a table', '| a |\n| ======= |\n'],
  ])('are found %s', (_, text) => {
    expect(markersOf('file', text)).toHaveLength(1)
  })

  test('a heading underlined in Markdown is none', () => {
    expect(markersOf('file', 'A title\n=======\n')).toEqual([])
  })
})

describe('imports of scripts', () => {
  const files: Readonly<Record<string, string>> = {
    './there.ts': "export function found() {}\nexport { other as named } from './x.ts'\n",
  }
  const problems = (text: string) => importProblemsOf('a.mjs', text, (from) => files[from] ?? null)

  test('that are there are no problem', () => {
    expect(problems("import { found, named as n } from './there.ts'\n")).toEqual([])
  })

  test('of a file that moved, and of a name that went, are told', () => {
    expect(problems("import { found } from './moved.ts'\n")).toHaveLength(1)
    expect(problems("import {\n  found,\n  gone,\n} from './there.ts'\n")).toEqual([
      'a.mjs imports gone, which ./there.ts does not export.',
    ])
  })
})

describe('commands', () => {
  test.each([
    '`kubectl get pod ${name}`',
    '[`kubectl -n ${namespace} logs x`]',
    'say(`Resume it: kubectl rollout resume deployment/${name}.`)',
    '`${a ? `helm rollback ${b}` : "x"}`',
    'const a = /`/; const b = `docker run ${image}`',
    'raw as Command',
  ])('built without quoting are found: %s', (text) => {
    expect(builtCommandsIn('a.ts', text)).toHaveLength(1)
  })

  test.each([
    'sh`kubectl get pod ${name}`',
    '`run ${sh`kubectl get pod ${name}`} first`',
    '`kubectl answered: ${text}`',
    '`aws could not read ${name}`',
    '// `kubectl get ${x}`\nconst a = 1',
  ])('built by sh, and sentences, are none: %s', (text) => {
    expect(builtCommandsIn('a.ts', text)).toEqual([])
  })
})

describe('import cycles', () => {
  const edge = (from: string, to: string) => ({ from, to, isType: false })

  test('are found between files', () => {
    const edges = [edge('a.ts', 'b.ts'), edge('b.ts', 'c.ts'), edge('c.ts', 'a.ts')]
    expect(cyclesOf(graphOf(edges, (path) => path))).toEqual([['a.ts', 'b.ts', 'c.ts']])
  })

  test('are found between folders whose files form none', () => {
    const edges = [edge('a/1.ts', 'b/1.ts'), edge('b/2.ts', 'a/2.ts')]
    expect(cyclesOf(graphOf(edges, (path) => path))).toEqual([])
    expect(cyclesOf(graphOf(edges, (path) => path.slice(0, 1)))).toEqual([['a', 'b']])
  })

  test('imports of types are told from those of values', () => {
    const imports = importsOf('engine').filter(({ from }) => from === 'diagnose.ts')
    expect(imports.find(({ to }) => to === 'evidence/snapshot.ts')?.isType).toBe(true)
    expect(imports.find(({ to }) => to === 'evidence/inventory.ts')?.isType).toBe(false)
  })
})

describe('layers', () => {
  test('are read from the table of what each package may import', () => {
    const table =
      '| package | knows | may import |\n| `a` | x | nothing of ours |\n| `b` | y | a, c |\n| `cli` | z | all, when needed |\n'
    expect(allowedImports(table)).toEqual(
      new Map<string, unknown>([
        ['a', new Set()],
        ['b', new Set(['a', 'c'])],
        ['cli', 'all'],
      ]),
    )
  })
})

describe('the style of functions', () => {
  test.each([
    'export const a = (b: string) => b',
    'export const a = async <T>(b: T): Promise<T> => b',
    'export const a = (\n  b: (c: string) => void,\n): void => b("x")',
  ])('an exported arrow constant is found: %s', (text) => {
    expect(arrowExportsIn(text)).toEqual([{ name: 'a', line: 1 }])
  })

  test.each([
    'export function a(b: string) {}',
    'export const a: Reporter = (b) => b',
    'export const a = (1 + 2) * 3',
    'const a = (b: string) => b',
  ])('others are none: %s', (text) => {
    expect(arrowExportsIn(text)).toEqual([])
  })
})

describe('comments', () => {
  test.each(['  // why', '/** The contract. */', ' * of it', 'const a = 1 // in seconds'])(
    'are told from code: %s',
    (line) => {
      expect(isComment(line)).toBe(true)
    },
  )

  test.each(["const a = 'https://b'", 'a * b', 'a /* b */'])('code is none: %s', (line) => {
    expect(isComment(line)).toBe(false)
  })
})
