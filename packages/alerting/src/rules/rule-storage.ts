import {
  type Engine,
  type FloatHistogram,
  isStaleMarker,
  Labels,
  Matcher,
  type Querier,
  type Sample,
  type SeriesData,
  type TimeRange,
} from '@unloop/promql'

/** A sample that a rule makes; `stale` ends its series. */
export interface RuleSample {
  readonly labels: Labels
  /** Milliseconds since 1970. */
  readonly timestamp: number
  readonly value: number | FloatHistogram | 'stale'
}

/** What rules read from and write to. */
export interface RuleStorage {
  /** An instant query; a scalar is a sample without labels. @throws {Error} with Prometheus' message */
  readonly query: (expression: string, time: number) => Promise<readonly Sample[]>
  /** The last float of each series within a span of time; series that ended are left out. */
  readonly last: (
    labels: Readonly<Record<string, string>>,
    range: TimeRange,
  ) => Promise<readonly Sample[]>
  /** Done when it can be read again. @throws {Error} where it could not be stored */
  readonly append: (samples: readonly RuleSample[]) => Promise<void>
}

/** A store of series that PromQL queries, and where rules write. */
interface StorageParts {
  readonly engine: Engine
  readonly querier: Querier
  readonly append: (samples: readonly RuleSample[]) => Promise<void>
}

/** Rules over a store of series that PromQL reads. */
export function ruleStorage({ engine, querier, append }: StorageParts): RuleStorage {
  return {
    append,
    query: async (query, time) => {
      const { result } = await engine.instant({ query, querier, time })
      if (result.type === 'vector') return result.samples
      if (result.type === 'scalar') return [{ ...result, labels: Labels.empty }]
      throw new Error('rule result is not a vector or scalar')
    },
    last: async (labels, range) => {
      const matchers = Object.entries(labels).map(([name, value]) => new Matcher(name, '=', value))
      const hints = { ...range, step: 0, range: 0, func: '', grouping: [], by: false }
      const series = await querier.select(matchers, range, hints)
      return series.flatMap((one) => lastSample(one, range))
    },
  }
}

/** The last sample within a span, none where the series ended. */
function lastSample(series: SeriesData, { start, end }: TimeRange): readonly Sample[] {
  const { labels, timestamps, values } = series
  const at = timestamps.findLastIndex((time) => time <= end)
  const timestamp = timestamps[at]
  if (timestamp === undefined || timestamp < start || isStaleMarker(values, at)) return []
  return [{ labels, timestamp, value: values[at] ?? NaN }]
}
