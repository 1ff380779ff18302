// The data of the benchmark: the oracle makes the same by the same rule (fill in test/promql/oracle/main.go).
import { Labels } from '@unloop/promql'

const BOUNDS = ['0.1', '0.5', '1', '5', '+Inf']

/** A store that holds counters in columns and finds them by the name of their metric. */
export function benchmarkStore({ series, interval, duration }) {
  const samples = Math.floor(duration / interval) + 1
  const perMetric = series / 10
  const timestamps = Float64Array.from({ length: samples }, (_, i) => i * interval)
  const all = Array.from({ length: series }, (_, i) => ({
    labels: Labels.of({
      __name__: `metric_${Math.floor(i / perMetric)}_total`,
      instance: `host-${i}`,
      pod: `pod-${i % perMetric}`,
      job: `job-${Math.floor((i % perMetric) / 100)}`,
      le: BOUNDS[i % 5],
    }),
    timestamps: timestamps.slice(),
    values: Float64Array.from(timestamps, (_, n) => (n * (1 + (i % 7)) + i) % 100_000),
  }))
  return {
    select: (matchers) =>
      all.filter(({ labels }) =>
        matchers.every((matcher) => matcher.matches(labels.get(matcher.name))),
      ),
  }
}
