import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../packages/engine/src/catalogue.ts'
import { textModelOf } from '../packages/engine/src/reader/index.ts'
import { readText } from '../packages/engine/src/reader/text-model.ts'
import { TEXT_MODEL } from '../packages/signatures/src/text-model.data.ts'
import { LINES, linesIn, wordingsOf } from '../scripts/reader/lines.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const wordings = linesIn(root)
const files = readdirSync(`${root}/${LINES}`).filter((name) => name.endsWith('.txt'))
const written = files.flatMap((name) =>
  readFileSync(`${root}/${LINES}/${name}`, 'utf8').trimEnd().split('\n'),
)

/** What the reader must not take for a failure, and what it knows by fewer lines than of other causes. */
const LEAST = 15
const LEAST_QUIET = 400

describe('the lines that the second reader learns from', () => {
  it('stand in files named for causes', () => {
    const causes = files.map((name) => name.replace('.txt', '')).filter((id) => id !== 'no-failure')
    expect(causes.filter((id) => !(id in CATALOGUE))).toEqual([])
  })

  it('stand in one file, once', () => {
    expect(written.filter((line, at) => written.indexOf(line) !== at)).toEqual([])
    expect(written.filter((line) => line.trim() !== line || line === '')).toEqual([])
  })

  it('are enough of each cause, and of no failure', () => {
    const counts = Map.groupBy(wordings, ({ cause }) => cause)
    const few = [...counts].filter(([, { length }]) => length < LEAST)
    expect(few.map(([cause]) => cause)).toEqual([])
    expect(counts.get('unknown')?.length).toBeGreaterThanOrEqual(LEAST_QUIET)
  })

  it('leave no alternative open', () => {
    expect(wordings.filter(({ text }) => /<<|>>(?!>)/.test(text) || text === '')).toEqual([])
  })

  it('use each alternative once', () => {
    expect(wordingsOf('<<a|b>> is <<x|y|z>>')).toEqual(['a is y', 'b is z', 'a is x'])
    expect(wordingsOf('plain')).toEqual(['plain'])
  })

  it('are what the shipped model was trained on: it reads nearly all of them as they are filed', () => {
    const model = textModelOf(TEXT_MODEL)
    const some = wordings.filter((_, at) => at % 10 === 0)
    const right = some.filter(({ text, cause }) => readText(model, text)[0]?.cause === cause)
    expect(right.length / some.length).toBeGreaterThan(0.85)
  })
})
