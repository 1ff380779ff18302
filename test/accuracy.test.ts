import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'
import { diagnose } from '../packages/engine/src/index.ts'
import { casesIn, snapshotOf } from '../scripts/score/cases.mjs'
import { judgeCase, summarise } from '../scripts/score/judge.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Figures that the project holds itself to; `npm run score` prints them all, with what is wrong. */
const FLOORS = {
  corpus: { top1: 0.97, cited: 0.97, victims: 0.95 },
  threads: { top1: 0.92, cited: 0.9, victims: 0 },
  cases: { top1: 0.85, cited: 0.75, victims: 0 },
} as const

describe.each(Object.entries(FLOORS))('accuracy on %s', (set, floors) => {
  const rows = casesIn(root)
    .filter((one) => one.set === set)
    .map((one) => {
      const snapshot = snapshotOf(one)
      return judgeCase(
        one,
        diagnose(snapshot, { generatedAt: '2026-01-01T00:00:00Z', knowledge: KNOWLEDGE }),
        snapshot,
      )
    })
  const figures = summarise(rows)

  it('names the right cause and cites the decisive line', () => {
    expect(rows.length).toBeGreaterThan(20)
    expect(figures.top1.share).toBeGreaterThanOrEqual(floors.top1)
    expect(figures.cited.share).toBeGreaterThanOrEqual(floors.cited)
    expect(figures.victims.share ?? 1).toBeGreaterThanOrEqual(floors.victims)
  })

  it('is not sure of what is wrong, and alarms nobody for nothing', () => {
    expect(figures.falseAlarms.part).toBe(0)
    expect(figures.confidentlyWrong.share).toBeLessThanOrEqual(0.02)
    expect(figures.falseLinks).toBe(0)
  })
})
