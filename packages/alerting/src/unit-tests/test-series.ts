import {
  type FloatHistogram,
  type Labels,
  matchesAll,
  type Matcher,
  type MemorySample,
  type Querier,
  type SeriesData,
  writeStaleMarker,
} from '@unloop/promql'
import { parseSeriesDescription, throughStorage } from '@unloop/promql/testscript'
import type { RuleSample } from '../rules/rule-storage.ts'

/** A series that only grows, in columns that are doubled when they are full. */
class GrowingSeries {
  readonly labels: Labels
  #length = 0
  #timestamps = new Float64Array(16)
  #values = new Float64Array(16)
  readonly #histograms: (FloatHistogram | undefined)[] = []
  #hasHistograms = false

  constructor(labels: Labels) {
    this.labels = labels
  }

  /** One that is not younger than the last is left out, as Prometheus' storage refuses it. */
  push({ timestamp, value }: RuleSample): void {
    if (this.#length > 0 && timestamp <= (this.#timestamps[this.#length - 1] ?? 0)) return
    if (this.#length === this.#timestamps.length) this.#grow()
    const at = this.#length++
    this.#timestamps[at] = timestamp
    this.#histograms.push(typeof value === 'object' ? value : undefined)
    if (typeof value === 'object') this.#hasHistograms = true
    else if (value === 'stale') writeStaleMarker(this.#values, at)
    else this.#values[at] = value
  }

  #grow(): void {
    const size = this.#timestamps.length * 2
    const timestamps = new Float64Array(size)
    const values = new Float64Array(size)
    timestamps.set(this.#timestamps)
    values.set(this.#values)
    this.#timestamps = timestamps
    this.#values = values
  }

  data(): SeriesData {
    const data = {
      labels: this.labels,
      timestamps: this.#timestamps.subarray(0, this.#length),
      values: this.#values.subarray(0, this.#length),
    }
    return this.#hasHistograms ? { ...data, histograms: this.#histograms } : data
  }
}

/** The series of a test: those of its input, of which only what has come is seen, and those that rules make. */
export class TestSeries implements Querier {
  readonly #series = new Map<string, GrowingSeries>()
  readonly #waiting: readonly (readonly RuleSample[])[]
  readonly #next: number[]

  /** @throws {Error} for a series that cannot be read */
  constructor(
    input: readonly { readonly series: string; readonly values: string }[],
    { start, interval }: { readonly start: number; readonly interval: number },
  ) {
    this.#waiting = input.map((one, index) => {
      try {
        return samplesOf(`${one.series} ${one.values}`, { start, interval })
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new Error(`error in line ${index + 2}: ${reason}`, { cause: error })
      }
    })
    this.#next = this.#waiting.map(() => 0)
  }

  /** Lets the input be seen up to a time. */
  advance(time: number): void {
    for (const [index, samples] of this.#waiting.entries()) {
      let next = this.#next[index] ?? 0
      for (; next < samples.length; next++) {
        const sample = samples[next]
        if (sample === undefined || sample.timestamp > time) break
        this.append([sample])
      }
      this.#next[index] = next
    }
  }

  append(samples: readonly RuleSample[]): void {
    for (const sample of samples) {
      const { labels } = sample
      const series = this.#series.get(labels.key) ?? new GrowingSeries(labels)
      this.#series.set(labels.key, series)
      series.push(sample)
    }
  }

  select(matchers: readonly Matcher[]): readonly SeriesData[] {
    return [...this.#series.values()]
      .filter(({ labels }) => matchesAll(labels, matchers))
      .map((series) => series.data())
  }
}

function samplesOf(
  line: string,
  { start, interval }: { readonly start: number; readonly interval: number },
): readonly RuleSample[] {
  const { labels, values } = parseSeriesDescription(line)
  const samples = values.flatMap((value, index): readonly MemorySample[] => {
    const timestamp = start + index * interval
    if (value.kind === 'omitted') return []
    if (value.kind === 'stale') return [{ timestamp, value: 'stale' }]
    return [{ timestamp, value: value.kind === 'float' ? value.value : value.histogram }]
  })
  return throughStorage(samples).map(({ timestamp, value }) => ({ labels, timestamp, value }))
}
