import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../packages/engine/src/index.ts'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'
import type { Report } from '../packages/engine/src/report/report.ts'
import { casesIn, snapshotOf } from '../scripts/score/cases.mjs'
import { judgeCase, summarise } from '../scripts/score/judge.mjs'
import { holesIn } from './wording/holes.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Cases that are answered wrong today, each with the reason: one that turns right, or another that turns wrong, fails. */
const KNOWN_WRONG = JSON.parse(
  readFileSync(join(root, 'test', 'known-wrong.json'), 'utf8'),
) as Readonly<Record<string, string>>

/** Shares of decisive lines cited and of victims linked; `npm run score` prints them all, with what is missing. */
const FLOORS = {
  corpus: { cited: 0.97, victims: 0.95 },
  threads: { cited: 0.75, victims: 0 },
  cases: { cited: 0.9, victims: 0.95 },
} as const

describe.each(Object.entries(FLOORS))('accuracy on %s', (set, floors) => {
  const cases = casesIn(root).filter((one) => one.set === set)
  const reports = cases.map((one) =>
    diagnose(snapshotOf(one), { generatedAt: '2026-01-01T00:00:00Z', knowledge: KNOWLEDGE }),
  )
  const rows = cases.map((one, index) => judgeCase(one, reports[index] as Report))
  const figures = summarise(rows)

  it('answers each case as it is listed: right, or wrong for a known reason', () => {
    const wrong = cases.flatMap(({ name }, index) => (rows[index]?.right ? [] : [name]))
    const names = new Set(cases.map(({ name }) => name))
    expect(wrong).toEqual(Object.keys(KNOWN_WRONG).filter((name) => names.has(name)))
  })

  it('cites the decisive lines and links the victims', () => {
    expect(rows.length).toBeGreaterThan(20)
    expect(figures.cited.share).toBeGreaterThanOrEqual(floors.cited)
    expect(figures.victims.share ?? 1).toBeGreaterThanOrEqual(floors.victims)
    expect(figures.falseLinks).toBe(0)
  })

  it('leaves no hole in a sentence or a command', () => {
    const holes = cases.flatMap(({ name }, index) =>
      holesIn(reports[index] as Report).map((text) => `${name}: ${text}`),
    )
    expect(holes).toEqual([])
  })

  it('is hardly ever sure of what is wrong', () => {
    expect(figures.confidentlyWrong.share).toBeLessThanOrEqual(0.02)
  })
})

it('lists no case that is not there', () => {
  const names = new Set(casesIn(root).map(({ name }) => name))
  expect(Object.keys(KNOWN_WRONG).filter((name) => !names.has(name))).toEqual([])
})
