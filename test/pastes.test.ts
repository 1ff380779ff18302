import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { diagnose } from '@unloop/engine'
import type { Incident } from '@unloop/engine/report'
import { snapshotFromText } from '@unloop/formats'
import { describe, expect, it } from 'vitest'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'

/** Small pastes in one file, each below a line `=== name`. */
function pastesOf(file: string): readonly (readonly [name: string, text: string])[] {
  const text = readFileSync(fileURLToPath(new URL(`pastes/${file}`, import.meta.url)), 'utf8')
  return text
    .split(/^=== /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)])
}

const incidentsOf = (text: string): readonly Incident[] =>
  diagnose(snapshotFromText(text, 'paste.txt'), {
    generatedAt: '2026-11-30T00:00:00Z',
    knowledge: KNOWLEDGE,
  }).incidents

describe('what people paste of pods that are well', () => {
  it.each(pastesOf('well.txt'))('%s', (_name, text) => {
    const kinds = incidentsOf(text).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind !== 'not-ready')).toEqual([])
  })
})

describe('pastes that look nearly the same, of pods that fail', () => {
  it.each(pastesOf('crashing.txt'))('%s', (_name, text) => {
    expect(incidentsOf(text).length).toBeGreaterThan(0)
  })
})

/** Each of `pairs.txt` begins alike, and ends once as a program that is well does and once as one that fails. */
const pairs = pastesOf('pairs.txt').map(([name, text]) => {
  const [shared = '', rest = ''] = text.split(/^--- well\n/m)
  const [well = '', fails = ''] = rest.split(/^--- fails\n/m)
  return { name, well: shared + well, fails: shared + fails }
})

describe('pastes that begin alike', () => {
  it.each(pairs)('$name, well', ({ well }) => {
    const kinds = incidentsOf(well).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind !== 'not-ready')).toEqual([])
  })
  it.each(pairs)('$name, failing', ({ fails }) => {
    expect(incidentsOf(fails).length).toBeGreaterThan(0)
  })
})
