import { Rejections, type Intake } from '../intake.ts'
import { labelsOf } from '../series/labels.ts'
import type { SampleSink } from '../sinks/sample-sink.ts'
import { outside } from '../time-window.ts'
import { Accumulator } from './accumulate.ts'
import { exponentialOf } from './exponential.ts'
import type { Scope } from '../scope.ts'
import { labelName, metricName } from './metric-names.ts'
import { resourceLabels } from './resource-labels.ts'
import {
  attributesOf,
  listOf,
  longOf,
  numberOf,
  objectOf,
  textOf,
  type Fields,
} from '../fields/values.ts'

type Pairs = readonly (readonly [string, string])[]

/** One metric of a request, with what all of its points share. */
interface Series {
  readonly name: string
  readonly common: Pairs
  readonly isDelta: boolean
}

const DELTA = new Set<unknown>([1, 'AGGREGATION_TEMPORALITY_DELTA'])
/** `DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK`: the series ended here. */
const NO_VALUE = 1
/** The bits of Prometheus' stale marker: model/value. */
const STALE = [2, 0x7ff00000] as const

/** `ExportMetricsServiceRequest`s → samples by Prometheus' names; deltas are summed up. */
export class OtlpMetrics {
  readonly #sink: SampleSink
  readonly #totals = new Accumulator()

  constructor(sink: SampleSink) {
    this.#sink = sink
  }

  take(request: Fields, scope: Scope): Intake {
    const rejections = new Rejections()
    let accepted = 0
    for (const entry of listOf(request['resourceMetrics'])) {
      const { resource, scopeMetrics } = objectOf(entry)
      const pairs = attributesOf(objectOf(resource)['attributes'])
      const common = resourceLabels(pairs, scope.cluster)
      for (const inner of listOf(scopeMetrics))
        for (const metric of listOf(objectOf(inner)['metrics']))
          accepted += this.#metric(objectOf(metric), common, { scope, rejections })
    }
    const blocks = this.#sink.finish()
    return { blocks, accepted, rejected: rejections.count, reason: rejections.reason }
  }

  #metric(
    metric: Fields,
    common: Pairs,
    { scope, rejections }: { readonly scope: Scope; readonly rejections: Rejections },
  ): number {
    const [kind, data] = dataOf(metric)
    const points = listOf(data['dataPoints'])
    if (textOf(metric['name']) === '' || kind === null) {
      rejections.add(
        kind === null ? 'a metric without data' : 'a metric without a name',
        points.length || 1,
      )
      return 0
    }
    const isMonotonicSum = kind === 'sum' && data['isMonotonic'] === true
    const unit = textOf(metric['unit'])
    const name = metricName(textOf(metric['name']), {
      unit,
      isMonotonicSum,
      isGauge: kind === 'gauge',
    })
    const help = textOf(metric['description'])
    this.#sink.metadata.add({ name, type: typeOf(kind, isMonotonicSum), help, unit }, scope.nowMs)
    const isDelta = DELTA.has(data['aggregationTemporality'])
    let accepted = 0
    for (const point of listOf(data['dataPoints'])) {
      const reason = this.#point(kind, objectOf(point), {
        series: { name, common, isDelta },
        scope,
      })
      if (reason === null) accepted++
      else rejections.add(reason)
    }
    return accepted
  }

  #point(
    kind: Kind,
    point: Fields,
    { series, scope }: { readonly series: Series; readonly scope: Scope },
  ): string | null {
    const ms = Number(longOf(point['timeUnixNano']) / 1_000_000n)
    const late = outside(scope.window, ms)
    if (late !== null) return late
    const own = attributesOf(point['attributes']).map(
      ([key, value]) => [labelName(key), value] as const,
    )
    // A point's own labels win: the resource of a scraped metric is its exporter's.
    const labels = [...series.common, ...own]
    const isStale = (numberOf(point['flags']) & NO_VALUE) === NO_VALUE
    const write = (suffix: string, value: number, extra: Pairs = []): boolean =>
      this.#write(series, [...labels, ...extra, ['__name__', series.name + suffix]], {
        ms,
        value,
        isStale,
      })
    switch (kind) {
      case 'gauge':
      case 'sum': {
        const value =
          point['asInt'] === undefined
            ? numberOf(point['asDouble'])
            : Number(longOf(point['asInt']))
        return write('', value) ? null : 'a delta that is older than the last one'
      }
      case 'histogram':
        return buckets(point, write)
      case 'summary':
        for (const item of listOf(point['quantileValues'])) {
          const { quantile, value } = objectOf(item)
          write('', numberOf(value), [['quantile', String(numberOf(quantile))]])
        }
        write('_sum', numberOf(point['sum']))
        write('_count', Number(longOf(point['count'])))
        return null
      case 'exponentialHistogram': {
        const histogram = exponentialOf(point, series.isDelta)
        if (histogram === null)
          return 'an exponential histogram with a scale that Prometheus has not'
        const id = this.#sink.idOf(labelsOf([...labels, ['__name__', series.name]]), ms)
        this.#sink.addHistogram(id, ms, histogram)
        return null
      }
    }
  }

  #write(
    series: Series,
    pairs: Pairs,
    {
      ms,
      value,
      isStale,
    }: { readonly ms: number; readonly value: number; readonly isStale: boolean },
  ): boolean {
    const labels = labelsOf(pairs)
    if (isStale) {
      this.#sink.addBits(this.#sink.idOf(labels, ms), ms, STALE)
      return true
    }
    const total = series.isDelta ? this.#totals.add(JSON.stringify(labels), ms, value) : value
    if (total === null) return false
    this.#sink.add(labels, ms, total)
    return true
  }
}

const KINDS = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'] as const
type Kind = (typeof KINDS)[number]

function dataOf(metric: Fields): [Kind | null, Fields] {
  for (const kind of KINDS) if (metric[kind] !== undefined) return [kind, objectOf(metric[kind])]
  return [null, {}]
}

function typeOf(kind: Kind, isMonotonicSum: boolean): string {
  if (kind === 'sum') return isMonotonicSum ? 'counter' : 'gauge'
  return kind === 'exponentialHistogram' ? 'histogram' : kind
}

/** Classic buckets, cumulative over `le` as Prometheus has them. */
function buckets(
  point: Fields,
  write: (suffix: string, value: number, extra?: Pairs) => boolean,
): string | null {
  const bounds = listOf(point['explicitBounds']).map(numberOf)
  const counts = listOf(point['bucketCounts']).map((count) => Number(longOf(count)))
  if (counts.length > 0 && counts.length !== bounds.length + 1)
    return 'a histogram whose buckets do not fit its bounds'
  let sum = 0
  let isNew = true
  for (const [index, bound] of bounds.entries()) {
    sum += counts[index] ?? 0
    isNew = write('_bucket', sum, [['le', String(bound)]]) && isNew
  }
  const count = Number(longOf(point['count']))
  isNew = write('_bucket', count, [['le', '+Inf']]) && isNew
  write('_count', count)
  if (point['sum'] !== undefined) write('_sum', numberOf(point['sum']))
  return isNew ? null : 'a delta that is older than the last one'
}
