import { describe, expect, test } from 'vitest'
import { Labels } from '../labels/labels.ts'
import { MemoryStorage } from '../storage/memory.ts'
import type { Querier, SelectHints } from '../storage/querier.ts'
import { Engine } from './engine.ts'

const MINUTE = 60_000

function counters(series: number, samples: number): MemoryStorage {
  const storage = new MemoryStorage()
  for (let i = 0; i < series; i++)
    storage.append(
      Labels.of({ __name__: 'requests_total', pod: `p${i}` }),
      Array.from({ length: samples }, (_, n) => ({ timestamp: n * MINUTE, value: n * (i + 1) })),
    )
  return storage
}

const plain = (labels: Labels) => labels.toString()

test('an instant query gives the samples of its time', async () => {
  const { result } = await new Engine().instant({
    query: 'sum(rate(requests_total[5m]))',
    querier: counters(2, 20),
    time: 10 * MINUTE,
  })
  expect(result).toEqual({
    type: 'vector',
    samples: [{ labels: Labels.empty, timestamp: 600_000, value: 3 / 60 }],
  })
})

test('a range query gives a point a step, sorted by labels', async () => {
  const range = { start: 0, end: 2 * MINUTE, step: MINUTE }
  const { result } = await new Engine().range({
    query: '-requests_total',
    querier: counters(2, 3),
    ...range,
  })
  expect(result.type).toBe('matrix')
  const series = result.type === 'matrix' ? result.series : []
  expect(series.map(({ labels, values }) => [plain(labels), ...values])).toEqual([
    ['{pod="p0"}', -0, -1, -2],
    ['{pod="p1"}', -0, -2, -4],
  ])
})

test('a series ends with its stale marker, not with the lookback', async () => {
  const storage = new MemoryStorage()
  storage.append(Labels.of({ __name__: 'up' }), [
    { timestamp: 0, value: 1 },
    { timestamp: MINUTE, value: 'stale' },
  ])
  const at = async (time: number) => {
    const { result } = await new Engine().instant({ query: 'up', querier: storage, time })
    return result.type === 'vector' ? result.samples.length : -1
  }
  expect([await at(MINUTE - 1), await at(MINUTE)]).toEqual([1, 0])
})

test('the store is told what the query will do', async () => {
  const asked: SelectHints[] = []
  const querier: Querier = {
    select: (_matchers, _range, hints) => {
      asked.push(hints)
      return []
    },
  }
  await new Engine().range({
    query: 'sum by (pod) (a) + max_over_time(rate(b[5m] offset 1m)[30m:10m])',
    querier,
    start: 3_600_000,
    end: 7_200_000,
    step: MINUTE,
  })
  expect(asked).toEqual([
    {
      start: 3_300_001,
      end: 7_200_000,
      step: MINUTE,
      range: 0,
      func: 'sum',
      grouping: ['pod'],
      by: true,
    },
    {
      start: 1_440_001,
      end: 7_140_000,
      step: 600_000,
      range: 300_000,
      func: 'rate',
      grouping: [],
      by: false,
    },
  ])
})

describe('limits', () => {
  test('samples in memory', async () => {
    const run = new Engine({ maxSamples: 50 }).range({
      query: 'requests_total',
      querier: counters(10, 10),
      start: 0,
      end: 9 * MINUTE,
      step: MINUTE,
    })
    await expect(run).rejects.toMatchObject({
      kind: 'execution',
      message: 'query processing would load too many samples into memory in query execution',
    })
  })

  test('time', async () => {
    let now = 0
    const engine = new Engine({ timeout: 100 }, () => (now += 30))
    const run = engine.instant({ query: '1 + 2 + 3 + 4 + 5', querier: counters(1, 1), time: 0 })
    await expect(run).rejects.toMatchObject({
      kind: 'timeout',
      message: 'query timed out in expression evaluation',
    })
  })

  test('nobody waits any more', async () => {
    const controller = new AbortController()
    const request = { query: 'up', querier: counters(1, 1), time: 0, signal: controller.signal }
    controller.abort()
    await expect(new Engine().instant(request)).rejects.toMatchObject({
      kind: 'canceled',
      message: 'query was canceled in query execution',
    })
  })

  test('a query that runs is ended from outside', async () => {
    const controller = new AbortController()
    const run = new Engine().range({
      query: 'sum(quantile_over_time(0.5, requests_total[1000m]))',
      querier: counters(400, 1000),
      start: 0,
      end: 1000 * MINUTE,
      step: MINUTE,
      signal: controller.signal,
    })
    setTimeout(() => controller.abort(), 50)
    await expect(run).rejects.toMatchObject({ kind: 'canceled' })
  })
})

test('a type that a range query cannot have', async () => {
  const run = new Engine().range({
    query: 'up[5m]',
    querier: counters(1, 1),
    start: 0,
    end: 1,
    step: 1,
  })
  await expect(run).rejects.toMatchObject({
    kind: 'invalid',
    message:
      'invalid expression type "range vector" for range query, must be Scalar or instant Vector',
  })
})

test('annotations name their place', async () => {
  const { infos, warnings } = await new Engine().instant({
    query: 'quantile(2,\n rate(temperature[5m]))',
    querier: (() => {
      const storage = new MemoryStorage()
      storage.append(Labels.of({ __name__: 'temperature' }), [
        { timestamp: 0, value: 1 },
        { timestamp: MINUTE, value: 2 },
      ])
      return storage
    })(),
    time: MINUTE,
  })
  expect(warnings).toEqual([
    'PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)',
  ])
  expect(infos).toEqual([
    'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "temperature" (2:7)',
  ])
})
