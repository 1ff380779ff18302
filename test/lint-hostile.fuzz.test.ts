import { readFileSync } from 'node:fs'
import { lint, lintBuilds } from '@unloop/lint'
import { readDockerfile, readManifests, readScript } from '@unloop/formats'
import { describe, expect, it } from 'vitest'

const RUNS = Number(process.env['UNLOOP_FUZZ_RUNS'] ?? 300)

/** Mulberry32: the same texts in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const GAPS = new URL('./lint/gaps/', import.meta.url)
const SEEDS = [
  'cmd-one-string.bad.yaml',
  'networkpolicy-cuts-dependency.bad.yaml',
  'script-configmap-not-executable.bad.yaml',
].map((name) => readFileSync(new URL(name, GAPS), 'utf8'))

const JUNK = [
  '\t',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ':',
  ': ',
  '- ',
  '&a ',
  '*a',
  '!!x ',
  '|',
  '>',
  '#',
  '\0',
  '\r',
  '\n---\n',
  '<<: ',
  '%',
  '@',
  '`',
  '\u00a0',
  '\ud800',
  '${',
  '$(',
  '{{',
  '? ',
  '...',
]

const LAST =
  '\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: last}\nspec: {containers: [{name: a, image: a, command: ["npm start"]}]}\n'

const OPTIONS = { practice: true, completeness: 'complete' } as const

describe('hostile manifests', () => {
  it('never break lint, wherever they are broken, and cost no other document (fuzz)', () => {
    const next = random(7)
    const pick = <Item>(items: readonly Item[]): Item =>
      items[Math.floor(next() * items.length)] as Item
    for (let run = 0; run < RUNS; run++) {
      let text = pick(SEEDS)
      for (let change = 0; change <= next() * 3; change++) {
        const at = Math.floor(next() * text.length)
        const gone = Math.floor(next() * next() * 40)
        text = text.slice(0, at) + (next() < 0.7 ? pick(JUNK) : '') + text.slice(at + gone)
      }
      const read = readManifests(text + LAST, 'x.yaml')
      const { findings } = lint({ ...read, options: OPTIONS })
      const lines = (text + LAST).split('\n').length
      for (const { line, column } of findings) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(lines)
        expect(column).toBeGreaterThanOrEqual(1)
      }
      // A NUL makes the whole file binary, and an open quote or bracket may reach over the separator in JSON only.
      if (!text.includes('\0'))
        expect(
          findings.some(({ object, code }) => object === 'Pod/last' && code === 'cmd-one-string'),
        ).toBe(true)
    }
  })

  it('never break what reads Dockerfiles and scripts (fuzz)', () => {
    const next = random(11)
    const parts = [
      'FROM a\n',
      'ENTRYPOINT ["/x"]',
      'CMD ',
      '\\\n',
      '<<EOF\n',
      'EOF\n',
      'COPY x /x\n',
      '"',
      '[',
      '$',
      '`',
      'RUN ',
      '#',
      '\r\n',
      'case x in\n',
      'esac',
      '$(',
      'exec ',
      '&',
      ';',
      '\0',
    ]
    for (let run = 0; run < RUNS; run++) {
      const text = Array.from({ length: 12 }, () => parts[Math.floor(next() * parts.length)]).join(
        '',
      )
      const dockerfile = readDockerfile(text, 'web/Dockerfile')
      const scripts = [readScript(text, 'web/x', next() < 0.5)]
      expect(() => lintBuilds({ builds: [{ dockerfile, scripts }], manifests: [] })).not.toThrow()
    }
  })

  it.each([
    ['nothing', ''],
    ['prose', 'Dear all,\nplease find attached: the manifests.\n'],
    ['binary', '\u007fELF\0\0'],
    ['deep lists', `kind: A\napiVersion: v1\na: ${'['.repeat(20_000)}`],
    ['deep maps', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['a long line', `kind: Pod\napiVersion: v1\nx: ${'a'.repeat(2_000_000)}\n`],
    ['many documents', 'a: 1\n---\n'.repeat(20_000)],
    ['many quotes', `a: ${'"\\'.repeat(50_000)}`],
    [
      'aliases of aliases',
      `a: &a [x]\n${Array.from({ length: 200 }, (_, index) => `k${index}: &k${index} [*a, *a]\n`).join('')}`,
    ],
  ])('%s is told or passed over, and quickly', (_, text) => {
    const started = process.cpuUsage().user
    const read = readManifests(text, 'x.yaml')
    expect(() => lint({ ...read, options: OPTIONS })).not.toThrow()
    for (const { spot } of read.problems) expect(spot.line).toBeGreaterThanOrEqual(1)
    expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(5)
  })
})
