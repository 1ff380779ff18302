import { expect, it } from 'vitest'
import type { TraceRow } from '../api/answers.ts'
import { callsBeforeEnds, failedCalls } from './calls.ts'
import type { Run } from './story.ts'

const at = (second: number): string => new Date(second * 1_000).toISOString()

const row = (id: string, second: number, errors = 1): TraceRow => ({
  trace_id: id,
  began: at(second),
  duration_ns: '2500000',
  spans: '3',
  errors,
  name: 'GET /rates',
  service: 'checkout',
})

const run = (number: number, finished: number | null): Run =>
  ({
    key: String(number),
    run: number,
    finishedMs: finished === null ? null : finished * 1_000,
  }) as Run

it('keeps the traces in which something failed, once each, oldest first', () => {
  const calls = failedCalls([row('b', 20), row('a', 10), row('b', 20), row('fine', 5, 0)])
  expect(calls.map(({ traceId, tookMs, spans }) => [traceId, tookMs, spans])).toEqual([
    ['a', 2.5, 3],
    ['b', 2.5, 3],
  ])
})

it('tells which run ended after each, and shows those that none followed last', () => {
  const calls = failedCalls([row('a', 10), row('b', 20), row('c', 31.5), row('d', 40)])
  const told = callsBeforeEnds(calls, [run(1, 15), run(2, 31), run(3, null)], 3)
  expect(told.map(({ call, run: ended }) => [call.traceId, ended?.run ?? null])).toEqual([
    ['c', 2],
    ['b', 2],
    ['a', 1],
  ])
})
