// Random queries over random series, evaluated here and by Prometheus's own engine: npm run promqlfuzz -- [--queries N] [--seed S]
import { Engine, MemoryStorage, printExpr, parseExpr } from '@unloop/promql'
import { loadForComparison } from '@unloop/promql/testscript'
import { parseArgs } from 'node:util'
import { compareAnswers } from './lib/promql-compare.mjs'
import { buildOracle, startOracle } from './lib/promql-oracle.mjs'
import { mutated, randomQuery } from './lib/promql-queries.mjs'
import { randomSeries } from './lib/promql-series.mjs'
import { randomOf } from './lib/random.mjs'

const { values } = parseArgs({
  options: {
    queries: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    oracle: { type: 'string' },
    show: { type: 'string', default: '20' },
  },
})
const total = Number(values.queries)
const PER_DATA_SET = 500
const parser = { experimentalFunctions: true, extendedRangeSelectors: true, fillModifiers: true }
const engines = [false, true].map(
  (delayedNameRemoval) => new Engine({ delayedNameRemoval, timeout: 0, parser }),
)

const oracle = startOracle(values.oracle ?? buildOracle())
const random = randomOf(Number(values.seed))
const counts = { equal: 0, failed: 0, unsettled: 0, refused: 0, different: 0 }
const differences = new Map()

for (let done = 0; done < total; done += PER_DATA_SET) {
  const data = randomSeries(random)
  const storage = new MemoryStorage()
  loadForComparison(storage, data)
  const loaded = await oracle.ask({ op: 'load', data })
  if (loaded.error) throw new Error(loaded.error)
  for (let i = 0; i < Math.min(PER_DATA_SET, total - done); i++) {
    await compareOne(storage)
    await compareRefusal(mutated(random, randomQuery(random)))
  }
}
oracle.stop()

for (const [reason, examples] of [...differences].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`${examples.length} × ${reason}`)
  for (const example of examples.slice(0, 3)) console.log(`    ${example}`)
}
console.log(JSON.stringify(counts))
process.exitCode = counts.different === 0 ? 0 : 1

async function compareOne(storage) {
  const query = randomQuery(random)
  const delayed = random.int(2)
  const minute = 60_000
  const start = random.int(80) * 30_000 + random.pick([0, 0, 1, 7000])
  const step = random.chance(0.4) ? 0 : random.pick([15_000, 30_000, minute, 4 * minute])
  const end = step === 0 ? start : start + step * random.int(12)
  const request = { query, start, end, step }
  const ask = () => oracle.ask({ op: 'query', test: delayed === 1, ...request })
  const theirs = await ask()
  const ours = await evaluate(engines[delayed], storage, request)
  const difference = compareAnswers(ours, theirs) ?? (await comparePrinted(query))
  if (theirs.kind === 'panic') counts.unsettled++
  else if (difference === undefined) counts[theirs.error ? 'failed' : 'equal']++
  else if (await isUnsettled(ask, ours)) counts.unsettled++
  else {
    const place = `[${delayed === 1 ? 'delayed' : 'eager'} ${start} ${end} ${step}]`
    note(difference.kind, `${query} ${place}: ${difference.text}`)
  }
}

/**
 * Prometheus keeps intermediate series in hash tables, so that which of equal values a topk or limitk takes changes from
 * run to run: then any of its answers will do.
 */
async function isUnsettled(ask, ours) {
  for (let again = 0; again < 20; again++) {
    const other = await ask()
    if (compareAnswers(ours, other) === undefined) return true
  }
  return false
}

async function evaluate(engine, querier, { query, start, end, step }) {
  try {
    const run =
      step === 0
        ? engine.instant({ query, querier, time: start })
        : engine.range({ query, querier, start, end, step })
    return await run
  } catch (error) {
    return { error: error.message, stack: error.stack }
  }
}

/** A query that is likely not valid: both say the same about it. */
async function compareRefusal(query) {
  const theirs = await oracle.ask({ op: 'parse', query })
  let ours
  try {
    ours = printExpr(parseExpr(query, parser))
  } catch (error) {
    ours = error.message
  }
  const same = ours === (theirs.error ?? theirs.text)
  if (same) counts.refused++
  else note('refusal', `${query}: ${ours} | ${theirs.error ?? theirs.text}`)
}

function note(kind, text) {
  counts.different++
  differences.set(kind, [...(differences.get(kind) ?? []), text])
}

/** Now and then: a query is also written back as Prometheus does. */
async function comparePrinted(query) {
  if (!random.chance(0.05)) return undefined
  const theirs = await oracle.ask({ op: 'parse', query })
  if (theirs.error !== undefined) return undefined
  const ours = printExpr(parseExpr(query, parser))
  return ours === theirs.text ? undefined : { kind: 'printed', text: `${ours} | ${theirs.text}` }
}
