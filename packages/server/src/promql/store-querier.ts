import {
  Labels,
  matchesAll,
  QueryError,
  writeStaleMarker,
  type FloatHistogram,
  type LabelQuerier,
  type Matcher,
  type MetricMetadata,
  type Querier,
  type SeriesData,
  type TimeRange,
} from '@unloop/promql'
import { isStoreError, type Store } from '@unloop/store'
import { conditionsOf } from './label-conditions.ts'
import { readSampleRows, type SampleColumns } from './sample-rows.ts'
import { readHistogram } from './stored-histograms.ts'

export interface StoreQuerierOptions {
  readonly store: Pick<Store, 'query' | 'rows'>
  /** Samples that one selector may read. */
  readonly maxSamples: number
}

interface StoredHistogram {
  readonly t: number
  /** Null: the series ended. */
  readonly value: FloatHistogram | null
}

const MAX_SERIES = 500_000
/** Ids that one statement names: an engine reads at most 256 KiB of text. */
const IDS_AT_ONCE = 8_000
const DAY_MS = 86_400_000
/** Times that the store can hold. */
const LAST_MS = Date.UTC(2200, 0, 1)
const BETWEEN =
  'ts >= fromUnixTimestamp64Milli({from:Int64}) AND ts <= fromUnixTimestamp64Milli({to:Int64})'

/** The series of the store, as PromQL asks for them. Of label sets it knows the days on which they had samples. */
export class StoreQuerier implements Querier, LabelQuerier {
  readonly #options: StoreQuerierOptions

  constructor(options: StoreQuerierOptions) {
    this.#options = options
  }

  async select(matchers: readonly Matcher[], range: TimeRange): Promise<readonly SeriesData[]> {
    return asQueryErrors(async () => {
      const labels = await this.#labels(matchers, range)
      const ids = [...labels.keys()]
      const data: SeriesData[] = []
      for (let from = 0; from < ids.length; from += IDS_AT_ONCE)
        data.push(...(await this.#data(ids.slice(from, from + IDS_AT_ONCE), { labels, range })))
      return data
    })
  }

  async series(
    sets: readonly (readonly Matcher[])[],
    range: TimeRange,
  ): Promise<readonly Labels[]> {
    return asQueryErrors(async () => {
      const found = new Map<string, Labels>()
      for (const matchers of sets.length === 0 ? [[]] : sets)
        for (const [id, labels] of await this.#labels(matchers, range)) found.set(id, labels)
      return [...found.values()]
    })
  }

  /** Type, help and unit of metrics, by name. */
  async metadata(): Promise<Map<string, MetricMetadata[]>> {
    const rows = await this.#options.store.rows<MetricMetadata & { readonly name: string }>(
      'SELECT name, type, help, unit FROM unloop.metadata FINAL ORDER BY name',
    )
    return new Map(rows.map(({ name, ...rest }) => [name, [rest]]))
  }

  async #labels(matchers: readonly Matcher[], range: TimeRange): Promise<Map<string, Labels>> {
    const { where, params } = conditionsOf(matchers)
    const rows = await this.#options.store.rows<{
      id: string
      name: string
      labels: Record<string, string>
    }>(
      `SELECT id, name, labels FROM unloop.series
       WHERE ${where} AND day >= fromUnixTimestamp64Milli({from:Int64}) AND day <= fromUnixTimestamp64Milli({to:Int64})
       LIMIT 1 BY id`,
      { params: { ...params, ...bounds(range, DAY_MS) }, maxRows: MAX_SERIES },
    )
    const found = new Map<string, Labels>()
    for (const { id, name, labels } of rows) {
      const set = Labels.from([['__name__', name], ...Object.entries(labels)])
      if (matchesAll(set, matchers)) found.set(id, set)
    }
    return found
  }

  async #data(
    ids: readonly string[],
    { labels, range }: { readonly labels: ReadonlyMap<string, Labels>; readonly range: TimeRange },
  ): Promise<SeriesData[]> {
    const [samples, histograms] = await Promise.all([
      this.#samples(ids, range),
      this.#histograms(ids, range),
    ])
    return ids.flatMap((id) => {
      const floats = samples.get(id)
      const own = histograms.get(id)
      const set = labels.get(id) ?? Labels.empty
      if (own !== undefined) return [withHistograms(set, own, floats)]
      return floats === undefined ? [] : [{ labels: set, ...floats }]
    })
  }

  async #samples(
    ids: readonly string[],
    range: TimeRange,
  ): Promise<ReadonlyMap<string, SampleColumns>> {
    const { store, maxSamples } = this.#options
    const bytes = await store.query(
      `SELECT id, toFloat64(toUnixTimestamp64Milli(ts)) AS t, value FROM unloop.samples
       WHERE id IN (${ids.join(',')}) AND ${BETWEEN} ORDER BY id, ts`,
      'RowBinary',
      { params: bounds(range), maxRows: maxSamples },
    )
    return readSampleRows(bytes)
  }

  async #histograms(
    ids: readonly string[],
    range: TimeRange,
  ): Promise<ReadonlyMap<string, readonly StoredHistogram[]>> {
    const { store, maxSamples } = this.#options
    const rows = await store.rows<{ id: string; t: number; value: string }>(
      `SELECT id, toFloat64(toUnixTimestamp64Milli(ts)) AS t, value FROM unloop.histograms
       WHERE id IN (${ids.join(',')}) AND ${BETWEEN} ORDER BY id, ts LIMIT 1 BY id, ts`,
      { params: bounds(range), maxRows: maxSamples },
    )
    const found = new Map<string, StoredHistogram[]>()
    for (const { id, t, value } of rows) {
      const list = found.get(id) ?? []
      list.push({ t, value: readHistogram(value) })
      found.set(id, list)
    }
    return found
  }
}

/** Both ends in milliseconds that the store can hold; `widen` moves the first one back. */
function bounds({ start, end }: TimeRange, widen = 0): { from: number; to: number } {
  const held = (ms: number): number => Math.min(Math.max(ms, 0), LAST_MS)
  return { from: held(Math.ceil(start) - widen), to: held(Math.floor(end)) }
}

/** A series that has histograms, and perhaps plain samples too. */
function withHistograms(
  labels: Labels,
  histograms: readonly StoredHistogram[],
  floats: SampleColumns | undefined,
): SeriesData {
  const times = new Set([...(floats?.timestamps ?? []), ...histograms.map(({ t }) => t)])
  const timestamps = Float64Array.from(times).sort()
  const places = new Map([...timestamps].map((t, at) => [t, at]))
  const values = new Float64Array(timestamps.length)
  const held = Array.from<FloatHistogram | undefined>({ length: timestamps.length })
  const bits = (list: Float64Array) => new BigUint64Array(list.buffer, list.byteOffset, list.length)
  if (floats !== undefined)
    for (const [at, t] of floats.timestamps.entries())
      bits(values)[places.get(t)!] = bits(floats.values)[at]!
  for (const { t, value } of histograms) {
    if (value === null) writeStaleMarker(values, places.get(t)!)
    else held[places.get(t)!] = value
  }
  return { labels, timestamps, values, histograms: held }
}

/** What is too much for the store is too much in the words of Prometheus. */
async function asQueryErrors<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (cause) {
    if (!isStoreError(cause)) throw cause
    if (cause.code !== 'limit') throw new QueryError(cause.message, 'execution', { cause })
    // ClickHouse's number for a statement that took too long.
    if (cause.engineCode === 159)
      throw new QueryError('query timed out in expression evaluation', 'timeout', { cause })
    throw new QueryError(
      'query processing would load too many samples into memory in query execution',
      'execution',
      { cause },
    )
  }
}
