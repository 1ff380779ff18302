import { describe, expect, test } from 'vitest'
import { Engine } from '../engine/engine.ts'
import { consecutiveBuckets } from '../histogram/buckets.ts'
import { emptyHistogram } from '../histogram/histogram.ts'
import { Labels } from '../labels/labels.ts'
import { MemoryStorage } from '../storage/memory.ts'
import { answerApi } from './answer.ts'
import type { ApiContext } from './context.ts'

const storage = new MemoryStorage()
storage.append(Labels.of({ __name__: 'up', job: 'a<b', instance: '0' }), [
  { timestamp: 1000, value: 1 },
  { timestamp: 1500, value: 1e-7 },
])
storage.append(Labels.of({ __name__: 'up', job: 'web' }), [{ timestamp: 1000, value: NaN }])
storage.append(Labels.of({ __name__: 'latency' }), [
  {
    timestamp: 1000,
    value: emptyHistogram({
      count: 5,
      sum: 7.5,
      zeroCount: 1,
      zeroThreshold: 0.001,
      positive: consecutiveBuckets([1, 0, 3], 0),
    }),
  },
])

const context: ApiContext = {
  engine: new Engine(),
  querier: storage,
  labels: storage,
  now: () => 1000,
  metadata: () => new Map([['up', [{ type: 'gauge', help: 'Is it up?', unit: '' }]]]),
  buildInfo: {
    version: '3.15.0',
    revision: 'r',
    branch: 'b',
    buildUser: '',
    buildDate: '',
    goVersion: '',
  },
}

async function get(path: string, params: Record<string, string> | [string, string][] = {}) {
  const response = await answerApi(context, path, { params: new URLSearchParams(params) })
  return [response?.status, response?.body]
}

const ok = (data: string) => [200, `{"status":"success","data":${data}}`]
const bad = (error: string) => [
  400,
  `{"status":"error","errorType":"bad_data","error":${JSON.stringify(error)}}`,
]

describe('queries', () => {
  test('an instant vector, with numbers as texts', async () => {
    expect(await get('query', { query: 'up', time: '1.5' })).toEqual(
      ok(
        '{"resultType":"vector","result":[{"metric":{"__name__":"up","instance":"0","job":"a\\u003cb"},"value":[1.5,"1e-07"]},{"metric":{"__name__":"up","job":"web"},"value":[1.5,"NaN"]}]}',
      ),
    )
  })

  test('a histogram with its buckets', async () => {
    expect(await get('query', { query: 'latency' })).toEqual(
      ok(
        '{"resultType":"vector","result":[{"metric":{"__name__":"latency"},"histogram":[1,{"count":"5","sum":"7.5","buckets":[[3,"-0.001","0.001","1"],[0,"0.5","1","1"],[0,"2","4","3"]]}]}]}',
      ),
    )
  })

  test('a scalar, a text, a range', async () => {
    expect(await get('query', { query: '1/0' })).toEqual(
      ok('{"resultType":"scalar","result":[1,"+Inf"]}'),
    )
    expect(await get('query', { query: '"x"' })).toEqual(
      ok('{"resultType":"string","result":[1,"x"]}'),
    )
    expect(
      await get('query_range', {
        query: 'up{job="web"} or vector(2)',
        start: '1',
        end: '2',
        step: '1',
      }),
    ).toEqual(
      ok(
        '{"resultType":"matrix","result":[{"metric":{},"values":[[1,"2"],[2,"2"]]},{"metric":{"__name__":"up","job":"web"},"values":[[1,"NaN"],[2,"NaN"]]}]}',
      ),
    )
  })

  test('a limit is told', async () => {
    const [, body] = await get('query', { query: 'up', limit: '1' })
    expect(JSON.parse(String(body))).toMatchObject({
      data: { result: [{ value: [1, '1'] }] },
      warnings: ['results truncated due to limit'],
    })
  })

  test.each([
    [
      'query',
      { query: 'up(' },
      'invalid parameter "query": 1:4: parse error: unclosed left parenthesis',
    ],
    [
      'query',
      { query: 'up', time: 'x' },
      'invalid parameter "time": invalid time value for \'time\': cannot parse "x" to a valid timestamp',
    ],
    [
      'query_range',
      { query: 'up', start: '2', end: '1', step: '1' },
      'invalid parameter "end": end timestamp must not be before start time',
    ],
    [
      'query_range',
      { query: 'up', start: '1', end: '2', step: '0' },
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    ],
    [
      'query_range',
      { query: 'up', start: '0', end: '20000', step: '1' },
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    ],
    [
      'query_range',
      { query: 'up[1m]', start: '0', end: '1', step: '1' },
      'invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector',
    ],
    ['series', {}, 'no match[] parameter provided'],
    ['labels', { 'match[]': '{a=""}' }, 'match[] must contain at least one non-empty matcher'],
  ])('%s %j is bad data', async (path, params, message) => {
    expect(await get(path, params as Record<string, string>)).toEqual(bad(message))
  })

  test('a query that fails is not', async () => {
    const [status, body] = await get('query', { query: 'up * on(__name__) up' })
    expect(status).toBe(422)
    expect(body).toContain(
      '"errorType":"execution","error":"found duplicate series for the match group',
    )
  })
})

test('series and labels', async () => {
  const match: [string, string][] = [
    ['match[]', 'up'],
    ['match[]', 'latency'],
  ]
  expect(await get('series', match)).toEqual(
    ok(
      '[{"__name__":"latency"},{"__name__":"up","instance":"0","job":"a\\u003cb"},{"__name__":"up","job":"web"}]',
    ),
  )
  expect(await get('labels')).toEqual(ok('["__name__","instance","job"]'))
  expect(await get('label/job/values', { 'match[]': 'up' })).toEqual(ok('["a\\u003cb","web"]'))
  expect(await get('label/job/values', { start: '3' })).toEqual(ok('[]'))
})

test('what is known about metrics and the server', async () => {
  expect(await get('metadata')).toEqual(
    ok('{"up":[{"type":"gauge","help":"Is it up?","unit":""}]}'),
  )
  expect((await get('status/buildinfo'))[1]).toContain('"version":"3.15.0","revision":"r"')
  expect(await get('rules')).toEqual([undefined, undefined])
})

test('queries about queries', async () => {
  expect(await get('format_query', { query: 'sum(a)by(b)' })).toEqual(ok('"sum by (b) (a)"'))
  expect(await get('parse_query', { query: '-a offset 1m' })).toEqual(
    ok(
      '{"expr":{"anchored":false,"matchers":[{"name":"__name__","type":"=","value":"a"}],"name":"a","offset":60000,"offsetExpr":null,"smoothed":false,"startOrEnd":null,"timestamp":null,"type":"vectorSelector"},"op":"-","type":"unaryExpr"}',
    ),
  )
})
