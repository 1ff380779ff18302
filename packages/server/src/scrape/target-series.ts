import {
  labelsOf,
  type Exposition,
  type Ingest,
  type Labels,
  type SampleSink,
  type Scope,
} from '@unloop/ingest'
import { seriesOfTarget } from './series-of-target.ts'
import type { Target } from './target.ts'

/** What a reading of a target came to. */
export interface Reading {
  /** Null where it could not be read. */
  readonly exposition: Exposition | null
  /** When it began. */
  readonly ms: number
  readonly durationMs: number
}

interface Kept {
  readonly key: string
  readonly ms: number
  readonly value: number
}

interface Sorted {
  readonly kept: readonly Kept[]
  /** The series by their keys: whether the end is marked when one is gone. */
  readonly series: ReadonlyMap<string, boolean>
  /** Series that rules drop. */
  readonly dropped: ReadonlySet<string>
  readonly added: number
}

type Store = Pick<Ingest, 'samples'>

/** What Prometheus tells of each reading (scrape/scrape.go, reportSample). */
const REPORTS = [
  'up',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
] as const

/** The series of one target, from reading to reading. */
export class TargetSeries {
  readonly #target: Target
  #last: Pick<Sorted, 'series' | 'dropped'> = { series: new Map(), dropped: new Set() }

  constructor(target: Target) {
    this.#target = target
  }

  /**
   * Stores a reading with what Prometheus tells of it: `up` and its sisters, and where series end. Resolves with how many
   * samples were kept. Rejects where the reading breaks a limit, and then nothing of it is stored.
   */
  async write(store: Store, reading: Reading): Promise<number> {
    const sorted = this.#sort(reading)
    await store.samples((sink, scope) => this.#store(sink, scope, { ...sorted, reading }))
    this.#last = sorted
    return sorted.kept.length
  }

  /** Marks the end of all series: the target is gone. */
  async end(store: Store, ms: number): Promise<void> {
    await store.samples((sink) => {
      this.#endThose(sink, ms, () => true)
      for (const name of REPORTS) this.#report(sink, name, { ms, value: null })
      return { accepted: REPORTS.length, rejected: 0, reason: '' }
    })
    this.#last = { series: new Map(), dropped: new Set() }
  }

  #sort({ exposition, ms }: Reading): Sorted {
    const { job, key: prefix } = this.#target
    const series = new Map<string, boolean>()
    const dropped = new Set<string>()
    const kept: Kept[] = []
    let added = 0
    for (const sample of exposition?.samples ?? []) {
      const key = prefix + sample.series
      const isKnown = this.#last.series.has(key) || series.has(key)
      if (!isKnown && (this.#last.dropped.has(key) || this.#labelsOf(key) === null)) {
        dropped.add(key)
        continue
      }
      if (!isKnown) added++
      const own = job.honor_timestamps ? sample.ms : null
      series.set(key, own === null || job.track_timestamps_staleness)
      kept.push({ key, ms: own ?? ms, value: sample.value })
    }
    if (job.sample_limit > 0 && kept.length > job.sample_limit)
      throw new Error(`sample limit of ${job.sample_limit} exceeded`)
    return { series, dropped, kept, added }
  }

  #store(
    sink: SampleSink,
    { window }: Scope,
    { series, kept, added, reading }: Sorted & { readonly reading: Reading },
  ) {
    let rejected = 0
    for (const { key, ms, value } of kept)
      if (ms < window.fromMs || ms > window.toMs) rejected++
      else this.#add(sink, key, { ms, value })
    const { exposition, ms, durationMs } = reading
    this.#endThose(sink, ms, (key) => !series.has(key))
    for (const family of exposition?.families ?? []) sink.metadata.add(family, ms)
    const told = {
      up: exposition === null ? 0 : 1,
      scrape_duration_seconds: durationMs / 1_000,
      scrape_samples_scraped: exposition?.samples.length ?? 0,
      scrape_samples_post_metric_relabeling: kept.length,
      scrape_series_added: added,
    }
    for (const name of REPORTS) this.#report(sink, name, { ms, value: told[name] })
    const reason = rejected === 0 ? '' : 'their times are outside of what is kept'
    return { accepted: kept.length - rejected + REPORTS.length, rejected, reason }
  }

  #endThose(sink: SampleSink, ms: number, isGone: (key: string) => boolean): void {
    for (const [key, isTracked] of this.#last.series)
      if (isTracked && isGone(key)) this.#add(sink, key, { ms, value: null })
  }

  #add(
    sink: SampleSink,
    key: string,
    sample: { readonly ms: number; readonly value: number | null },
  ): void {
    sink.addKnown({ key, read: () => this.#labelsOf(key) ?? [] }, sample.ms, sample.value)
  }

  #labelsOf(key: string): Labels | null {
    return seriesOfTarget(key.slice(this.#target.key.length), this.#target)
  }

  // Their keys hold a letter that no series begins with.
  #report(
    sink: SampleSink,
    name: string,
    { ms, value }: { readonly ms: number; readonly value: number | null },
  ): void {
    const read = (): Labels => labelsOf([['__name__', name], ...this.#target.labels])
    sink.addKnown({ key: `${this.#target.key}#${name}`, read }, ms, value)
  }
}
