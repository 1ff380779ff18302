import { METRIC_NAME, type Sample } from '@unloop/promql'
import type { LabelSet } from '../matchers/matcher.ts'
import type { RuleSample, RuleStorage } from './rule-storage.ts'

/** A time at which rules are evaluated. Milliseconds. */
export interface Evaluation {
  /** When it is for. */
  readonly time: number
  /** How long before that the queries look. */
  readonly queryOffset: number
  /** The most series or alerts that a rule may have; 0 for any number. */
  readonly limit: number
  readonly storage: RuleStorage
}

/** Keeps the result of a query as series. */
export class RecordingRule {
  readonly kind = 'recording'
  readonly name: string
  readonly expression: string
  /** Laid over those of the result; an empty one takes a label away. */
  readonly labels: LabelSet

  constructor(options: {
    readonly name: string
    readonly expression: string
    readonly labels: LabelSet
  }) {
    this.name = options.name
    this.expression = options.expression
    this.labels = options.labels
  }

  /** @throws {Error} in Prometheus' words */
  async evaluate(evaluation: Evaluation): Promise<readonly RuleSample[]> {
    const { storage, time, queryOffset, limit } = evaluation
    const samples = await storage.query(this.expression, time - queryOffset)
    const seen = new Set<string>()
    const changes = { ...this.labels, [METRIC_NAME]: this.name }
    const results = samples.map((sample) => {
      const labels = sample.labels.with(changes)
      seen.add(labels.key)
      return { labels, timestamp: sample.timestamp, value: valueOf(sample) }
    })
    if (seen.size < results.length)
      throw new Error('vector contains metrics with the same labelset after applying rule labels')
    if (limit > 0 && results.length > limit)
      throw new Error(`exceeded limit of ${limit} with ${results.length} series`)
    return results
  }
}

/** A histogram, where the sample is one. */
function valueOf({ value, histogram }: Sample): RuleSample['value'] {
  return histogram ?? value
}
