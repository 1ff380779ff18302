import { expect, test } from 'vitest'
import { SIGNATURES } from '../../../signatures/src/index.ts'
import { requiredLiterals, requiredWords } from './literals.ts'

const cases: readonly [RegExp, readonly string[] | null][] = [
  [/unknown directive "(?<setting>[^"]+)" in (?<file>\S+)/, ['unknown directive ']],
  [
    /\[emerg\].*host not found in (?:upstream|resolver) "/,
    ['host not found in upstream ', 'host not found in resolver '],
  ],
  [/(?:ECONNREFUSED|connect: connection refused)/, ['econnrefused', 'connect: connection refused']],
  [/foo|bar/, null],
  [/\d+ .* x{2,}/, null],
  [/[Ee]rror: \w+/, ['error: ']],
  [/colou?r table/, ['colour table', 'color table']],
  [/(?:optional thing)?.*required/, ['required']],
  [/(?:optional thing)*required/, ['required']],
  [/(?:again)+/, ['again']],
  [/(?=lookahead)abcd(?!never)/, ['abcd']],
  [/(?<word>same) \k<word> thing/, [' thing']],
  [/a{4}b/, ['aaaab']],
  [/ünïcode only/, ['code only']],
  [/no\.such\.host\/path/, ['no.such.host/path']],
  [/x509: (?:certificate|cert) (?:has expired|is not (?:yet )?valid)/, null],
  [/"[<]&/, null],
  [/<"ab">/, ['<"ab">']],
  [/^\s*$/, null],
  [/kernel\x20panic\u0020now/, ['kernel']],
  [/word(?i:CASE)/, ['wordcase']],
]

for (const [pattern, expected] of cases) {
  test(`literals of ${pattern.source}`, () => {
    const found = requiredLiterals(pattern)
    if (pattern.source.startsWith('x509')) {
      expect(found?.every((text) => text.length >= 4)).toBe(true)
      return
    }
    expect(found === null ? null : [...found].sort()).toEqual(
      expected === null ? null : [...expected].sort(),
    )
  })
}

/** A small generator of patterns together with texts that they match. */
function generate(seed: number): { source: string; text: string } {
  let state = seed
  const next = (n: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >> 8) % n
  }
  const words = ['failed', 'to', 'open', 'Port', 'x', 'denied:', 'EACCES', 'no such', 'a.b']
  const build = (depth: number): { source: string; text: string } => {
    let source = ''
    let text = ''
    for (let i = 0; i <= next(3); i++) {
      const word = words[next(words.length)] ?? 'w'
      const plain = { source: word.replace('.', '\\.'), text: word }
      const inner = depth === 0 ? plain : build(depth - 1)
      const other = depth === 0 ? plain : build(depth - 1)
      const kind = next(8)
      if (kind <= 2) [source, text] = [source + plain.source, text + plain.text]
      else if (kind === 3)
        [source, text] = [
          `${source}(?:${inner.source}|${other.source})`,
          text + (next(2) ? inner : other).text,
        ]
      else if (kind === 4)
        [source, text] = [`${source}(?:${inner.source})?`, text + (next(2) ? inner.text : '')]
      else if (kind === 5)
        [source, text] = [
          `${source}\\d+(?<n${seed}_${source.length}_${depth}_${next(1e6)}>${inner.source})`,
          `${text}42${inner.text}`,
        ]
      else if (kind === 6)
        [source, text] = [`${source}(?:${inner.source})*`, text + inner.text.repeat(next(3))]
      else [source, text] = [`${source}[Xy](?:${inner.source}){1}`, `${text}X${inner.text}`]
    }
    return { source, text }
  }
  return build(2)
}

test('every match of a pattern holds one of its literals', () => {
  let checked = 0
  for (let seed = 1; seed < 4000; seed++) {
    const { source, text } = generate(seed)
    const pattern = new RegExp(source)
    const match = pattern.exec(text)
    const literals = requiredLiterals(pattern)
    if (match === null || literals === null) continue
    checked++
    const lower = match[0].toLowerCase()
    expect(
      literals.some((literal) => lower.includes(literal)),
      `${source} on ${text}`,
    ).toBe(true)
    expect(literals.every((literal) => literal.length >= 4)).toBe(true)
  }
  expect(checked).toBeGreaterThan(1000)
})

test('what a signature matches holds its words', () => {
  const lacking = SIGNATURES.flatMap(({ id, pattern, example }) => {
    const words = requiredWords(pattern)
    return [example].flat().flatMap((text) => {
      const match = pattern.exec(text)?.[0].toLowerCase()
      const holds = (set: readonly string[]): boolean => set.some((word) => match?.includes(word))
      return match === undefined || words.every(holds) ? [] : [id]
    })
  })
  expect(lacking).toEqual([])
})

test('words beside the literals tell broad patterns apart', () => {
  const [first] = requiredWords(/\b(?:exited|failed)(?: with)?(?: code)?[ :=] ?139\b/)
  expect(first?.every((word) => word.endsWith('139'))).toBe(true)
  expect(requiredWords(/database "(?<name>[^"]+)" does not exist/)).toEqual([
    ['database "'],
    ['" does not exist'],
  ])
  expect(requiredWords(/just one literal/)).toEqual([])
  expect(requiredWords(/(?:status|code) \S+(?: 40[13]| refused)|forbidden/)).toEqual([
    [' 401', ' 403', ' refused', 'forbidden'],
  ])
  const refused = /(?:connect|connection).{0,9}(?:: econn|: eof)|failed_connect.*: econn/
  expect(requiredWords(refused)).toEqual([[': econn', ': eof', 'failed_connect']])
})
