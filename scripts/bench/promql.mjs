// Speed of queries beside Prometheus's own engine in one run, on the same data: npm run bench:promql
import { Engine } from '@unloop/promql'
import { parseArgs } from 'node:util'
import { median } from '../lib/median.mjs'
import { benchmarkStore } from '../lib/promql-data.mjs'
import { buildOracle, startOracle } from '../lib/promql-oracle.mjs'

const HOUR = 3_600_000
const { values } = parseArgs({
  options: {
    series: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '5' },
    oracle: { type: 'string' },
  },
})
const runs = Number(values.runs)
const fill = { series: Number(values.series), interval: 60_000, duration: 24 * HOUR }

const QUERIES = [
  '{__name__=~"metric_.*"}',
  'rate({__name__=~"metric_.*"}[5m])',
  'sum by (job) (rate({__name__=~"metric_.*"}[5m]))',
  'sum by (job, le) (increase(metric_1_total[1h]))',
  'avg_over_time({__name__=~"metric_.*"}[1h])',
  'max_over_time(metric_2_total[6h])',
  'histogram_quantile(0.9, sum by (le, job) (rate({__name__=~"metric_.*"}[5m])))',
  'rate(metric_3_total[5m]) / on(pod) rate(metric_4_total[5m])',
  'topk(5, rate(metric_5_total[5m]))',
  'sum(metric_6_total) by (instance) > 1000',
]

console.log(
  `${fill.series} series over 24 h, a sample a minute; median of ${runs} runs, milliseconds`,
)
const oracle = startOracle(values.oracle ?? buildOracle())
const filled = await oracle.ask({ op: 'fill', fill })
if (filled.error) throw new Error(filled.error)
const querier = benchmarkStore(fill)
const engine = new Engine({ timeout: 0 })
// What the store needs to find series is no part of the engine: it selects once.
const cached = withCache(querier)

const worst = {}
for (const kind of ['instant', 'range']) {
  const ratios = []
  for (const query of QUERIES) {
    const request = timesOf(kind, query)
    const theirs = await oracle.ask({ op: 'bench', runs, ...request })
    if (theirs.error) throw new Error(`${query}: ${theirs.error}`)
    const ours = []
    for (let i = 0; i < runs; i++) ours.push(await time(kind, request))
    const ratio = median(ours) / median(theirs.millis)
    ratios.push(ratio)
    console.log(
      `${kind.padEnd(8)}${ratio.toFixed(2).padStart(6)}  ${median(ours).toFixed(0).padStart(6)} to ${median(theirs.millis).toFixed(0).padStart(6)}  ${query}`,
    )
  }
  worst[kind] = { median: round(median(ratios)), worst: round(Math.max(...ratios)) }
}
oracle.stop()
console.log(JSON.stringify(worst))

function round(ratio) {
  return Number(ratio.toFixed(2))
}

function timesOf(kind, query) {
  if (kind === 'instant') return { query, start: 23 * HOUR, end: 23 * HOUR, step: 0 }
  // All series at 1,440 steps are 14 million points: those queries take longer steps.
  const step =
    query.startsWith('{') || query.startsWith('rate({') || query.startsWith('avg')
      ? 600_000
      : 60_000
  return { query, start: HOUR, end: 24 * HOUR, step }
}

async function time(kind, { query, start, end, step }) {
  const began = performance.now()
  if (kind === 'instant') await engine.instant({ query, querier: cached, time: start })
  else await engine.range({ query, querier: cached, start, end, step })
  return performance.now() - began
}

function withCache(source) {
  const known = new Map()
  return {
    select(matchers) {
      const key = matchers.join(',')
      const found = known.get(key) ?? source.select(matchers)
      known.set(key, found)
      return found
    },
  }
}
