import { expect, it } from 'vitest'
import { KNOWLEDGE } from '../../../signatures/src/knowledge.ts'
import { diagnose } from '../diagnose.ts'
import { crashed, log, pod, snapshot } from '../testing/build.ts'
import type { RankedCause } from '../report/report.ts'
import { cellsOf } from './basis.ts'

const generatedAt = '2026-03-01T12:00:00Z'

const pasted = (text: string): RankedCause | undefined =>
  diagnose(
    {
      source: { kind: 'text', name: 'paste', capturedAt: null },
      objects: [],
      logs: [log(text, { pod: null, namespace: null, container: null, run: 'unknown' })],
      samples: [],
      gaps: [],
      told: true,
    },
    { generatedAt, knowledge: KNOWLEDGE },
  ).incidents[0]?.causes[0]

it('takes a sentence of a paste for what a person tells, and is not sure of it', () => {
  const sentence =
    'The database migration fails on the new cluster, and a flood of lines is in the log:'
  expect(pasted(sentence)?.basis?.kind).toMatch(/^told /)
  // What people tell is right more often than not, and is never what figures call sure (0.8).
  expect(pasted(sentence)?.confidence).toBeLessThan(0.8)
})

it('is not sure of a status that only fits', () => {
  const alone = diagnose(snapshot([pod({ status: crashed(255) })]), {
    generatedAt,
    knowledge: KNOWLEDGE,
  }).incidents[0]?.causes[0]
  expect(alone?.basis?.kind).toMatch(/^inferred /)
  expect(alone?.confidence).toBeLessThan(0.8)
})

it('says of a known message that both readers know how often such answers were right', () => {
  const top = pasted('psql: error: FATAL:  password authentication failed for user "shop"')
  expect(top?.id).toBe('dependency-auth-failed')
  expect(top?.basis?.kind).toMatch(/ agrees clear /)
  expect(top?.confidence).toBeGreaterThan(0.9)
})

it('names cells from the widest to the narrowest', () => {
  expect(cellsOf('fatal agrees clear end alone')).toEqual([
    'clear',
    'clear agrees',
    'clear agrees fatal',
    'clear agrees fatal end alone',
  ])
})
