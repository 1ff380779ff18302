import { ruleStorage, type RuleSample, type RuleStorage } from '@unloop/alerting/rules'
import type { Ingest } from '@unloop/ingest'
import { Engine } from '@unloop/promql'
import type { Store } from '@unloop/store'
import { StoreQuerier } from '../promql/store-querier.ts'
import { nativeHistogram } from './native-histogram.ts'

const MAX_SAMPLES = 5_000_000
const TIMEOUT_MS = 30_000
/** The halves of the NaN that ends a series (value.StaleNaN). */
const STALE = [2, 0x7ff0_0000] as const

/** Rules over the series of the store. What they write can be read when it is written. */
export function storeRules(store: Store, ingest: Ingest): RuleStorage {
  return ruleStorage({
    engine: new Engine({ maxSamples: MAX_SAMPLES, timeout: TIMEOUT_MS }),
    querier: new StoreQuerier({ store, maxSamples: MAX_SAMPLES }),
    append: async (samples) => {
      await write(ingest, samples)
      await store.flush(['series', 'samples', 'histograms'])
    },
  })
}

async function write(ingest: Ingest, samples: readonly RuleSample[]): Promise<void> {
  await ingest.samples((sink) => {
    for (const { labels, timestamp, value } of samples) {
      const id = sink.idOf([...labels.entries()], timestamp)
      if (value === 'stale') sink.addBits(id, timestamp, STALE)
      else if (typeof value === 'object') sink.addHistogram(id, timestamp, nativeHistogram(value))
      else sink.add(labels.entries(), timestamp, value)
    }
    return { accepted: samples.length, rejected: 0, reason: '' }
  })
}
