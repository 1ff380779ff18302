import { diagnose } from '@unloop/engine'
import { snapshotFromEntries, snapshotFromText } from '@unloop/formats'
import { expect, test } from 'vitest'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'
import { plainOf, recordedLog, type RecordedLog } from './envelopes/log.ts'
import { LOG_PATHS } from './envelopes/logs.data.ts'
import { UNSEEN, WRAPPERS } from './envelopes/wrappers/index.ts'
import type { Wrapper } from './envelopes/wrappers/wrapper.ts'

/** `npm run verify -- envelopes` tries all logs in each envelope; the gate a third of them, others for each. */
const isWhole = process.env['UNLOOP_ALL_ENVELOPES'] === '1'

const AT = { generatedAt: '2026-11-30T00:00:00Z', knowledge: KNOWLEDGE }
const causeIn = (snapshot: Parameters<typeof diagnose>[0]): string =>
  diagnose(snapshot, AT).incidents[0]?.causes[0]?.id ?? 'none'

const logs = LOG_PATHS.map(recordedLog)
const plain = new Map(logs.map((log) => [log, causeIn(snapshotFromText(plainOf(log), 'log.txt'))]))

function wrapped(log: RecordedLog, { file, wrap }: Wrapper): string {
  const text = wrap(log)
  if (file === undefined) return causeIn(snapshotFromText(text, 'log.txt'))
  const entry = { path: file(log), size: text.length, text: () => text }
  return causeIn(snapshotFromEntries([entry], 'node'))
}

const say = (line: string): void => {
  if (isWhole) process.stdout.write(`${line}\n`)
}

interface Figures {
  readonly tried: number
  readonly wrong: readonly string[]
}

function figuresOf(wrapper: Wrapper, index: number): Figures {
  const tried = logs.filter((_, at) => isWhole || (at + index) % 3 === 0)
  const wrong = tried.flatMap((log) => {
    const cause = wrapped(log, wrapper)
    return cause === plain.get(log) ? [] : [`${log.name}: ${plain.get(log)}, not ${cause}`]
  })
  say(`${wrapper.name}: ${tried.length - wrong.length}/${tried.length} ${wrong.join('; ')}`)
  return { tried: tried.length, wrong }
}

function share(figures: readonly Figures[]): number {
  const tried = figures.reduce((sum, one) => sum + one.tried, 0)
  const wrong = figures.reduce((sum, one) => sum + one.wrong.length, 0)
  say(`${tried - wrong}/${tried} in all`)
  return (tried - wrong) / tried
}

test('the plain logs name a cause', () => {
  expect([...plain].filter(([, cause]) => cause === 'none' || cause === 'unknown')).toEqual([])
})

test('a log answers the same in every known envelope', { timeout: 300_000 }, () => {
  const all = WRAPPERS.map(figuresOf)
  expect(all.filter(({ tried, wrong }) => wrong.length > tried * 0.05)).toEqual([])
  expect(share(all)).toBeGreaterThanOrEqual(0.99)
})

test('a log answers the same in forms that no reader knows by name', { timeout: 300_000 }, () => {
  const all = UNSEEN.map(figuresOf)
  expect(all.filter(({ tried, wrong }) => wrong.length > tried * 0.1)).toEqual([])
  expect(share(all)).toBeGreaterThanOrEqual(0.97)
})
