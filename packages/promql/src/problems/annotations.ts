import { formatShort, formatTwoDigits } from '../numbers/format.ts'
import { quote } from '../numbers/quote.ts'
import type { Range } from '../parser/ast.ts'
import { positionOf } from '../parser/parse-error.ts'

export type AnnotationLevel = 'warning' | 'info'

/** How classic buckets had to be mended, over all steps. */
export interface MonotonicityDetail {
  readonly minBucket: number
  readonly maxBucket: number
  readonly maxDifference: number
  readonly from: number
  readonly to: number
  readonly samples: number
}

/** Something about a result that the user should know. */
export interface Annotation {
  readonly level: AnnotationLevel
  /** Without the place, which is told apart. */
  readonly text: string
  readonly range: Range
  readonly monotonicity?: MonotonicityDetail
  readonly occurrences?: number
}

/** The annotations of a query, each text once; the last one's place is kept. */
export class Annotations {
  readonly #byText = new Map<string, Annotation>()

  add(annotation: Annotation): void {
    const before = this.#byText.get(annotation.text)
    this.#byText.set(annotation.text, before ? combine(before, annotation) : annotation)
  }

  has(text: string): boolean {
    return this.#byText.has(text)
  }

  /** The texts of a level, with line and column in the query. */
  texts(level: AnnotationLevel, query: string): string[] {
    return [...this.#byText.values()]
      .filter((annotation) => annotation.level === level)
      .map((annotation) => printAnnotation(annotation, query))
  }
}

function combine(before: Annotation, now: Annotation): Annotation {
  const a = before.monotonicity
  const b = now.monotonicity
  if (a && b)
    return {
      ...before,
      monotonicity: {
        minBucket: Math.min(a.minBucket, b.minBucket),
        maxBucket: Math.max(a.maxBucket, b.maxBucket),
        maxDifference: Math.max(a.maxDifference, b.maxDifference),
        from: Math.min(a.from, b.from),
        to: Math.max(a.to, b.to),
        samples: a.samples + b.samples,
      },
    }
  if (before.occurrences !== undefined && now.occurrences !== undefined)
    return { ...before, occurrences: before.occurrences + now.occurrences }
  return now
}

function printAnnotation(annotation: Annotation, query: string): string {
  const place = `(${positionOf(query, annotation.range.start)})`
  const { monotonicity: detail, occurrences = 1 } = annotation
  if (occurrences > 1) return `${annotation.text} (${occurrences} occurrences) ${place}`
  if (!detail) return `${annotation.text} ${place}`
  const buckets = `from buckets ${formatShort(detail.minBucket)} to ${formatShort(detail.maxBucket)}`
  const difference = `with a max diff of ${formatTwoDigits(detail.maxDifference)}`
  const span = `over ${detail.samples} samples from ${rfc3339(detail.from)} to ${rfc3339(detail.to)}`
  return `${annotation.text}, ${buckets}, ${difference}, ${span} ${place}`
}

function rfc3339(milliseconds: number): string {
  return new Date(Math.trunc(milliseconds / 1000) * 1000).toISOString().replace('.000Z', 'Z')
}

const warning = (text: string, range: Range): Annotation => ({
  level: 'warning',
  text: `PromQL warning: ${text}`,
  range,
})
const info = (text: string, range: Range): Annotation => ({
  level: 'info',
  text: `PromQL info: ${text}`,
  range,
})

const forMetric = (name: string) => (name === '' ? '' : ` for metric name ${quote(name)}`)

/** How histograms were combined, as messages name it. */
export type HistogramOperation = 'addition' | 'subtraction' | 'aggregation'

/** The annotations that exist (prometheus/util/annotations), with Prometheus's texts. */
export const annotate = {
  invalidQuantile: (q: number, range: Range) =>
    warning(`quantile value should be between 0 and 1, got ${formatShort(q)}`, range),
  invalidRatio: (ratio: number, cap: number, range: Range) =>
    warning(
      `ratio value should be between -1 and 1, got ${formatShort(ratio)}, capping to ${formatShort(cap)}`,
      range,
    ),
  badBucketLabel: (metric: string, label: string, range: Range) =>
    warning(
      `bucket label "le" is missing or has a malformed value of ${quote(label)}${forMetric(metric)}`,
      range,
    ),
  mixedFloatsHistograms: (metric: string, range: Range) =>
    warning(`encountered a mix of histograms and floats for metric name ${quote(metric)}`, range),
  mixedFloatsHistogramsInAggregation: (range: Range) =>
    warning('encountered a mix of histograms and floats for aggregation', range),
  mixedClassicNative: (metric: string, range: Range) =>
    warning(`vector contains a mix of classic and native histograms${forMetric(metric)}`, range),
  notCounter: (metric: string, range: Range) =>
    warning(`this native histogram metric is not a counter: ${quote(metric)}`, range),
  notGauge: (metric: string, range: Range) =>
    warning(`this native histogram metric is not a gauge: ${quote(metric)}`, range),
  mixedExponentialCustom: (metric: string, range: Range) =>
    warning(
      `vector contains a mix of histograms with exponential and custom buckets schemas for metric name ${quote(metric)}`,
      range,
    ),
  incompatibleBuckets: (operator: string, range: Range) =>
    warning(`incompatible bucket layout encountered for binary operator ${operator}`, range),
  sortInRangeQuery: (range: Range) =>
    warning(
      'sort is ineffective for range queries since results are always ordered by labels',
      range,
    ),
  counterResetCollision: (operation: HistogramOperation, range: Range) =>
    warning(`conflicting counter resets during histogram ${operation}`, range),
  startTimeOverlap: (metric: string, range: Range): Annotation => ({
    ...warning(
      `sample has start time that overlaps with previous sample timestamp for metric ${quote(metric)}`,
      range,
    ),
    occurrences: 1,
  }),
  possibleNonCounter: (metric: string, range: Range) =>
    info(
      `metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ${quote(metric)}`,
      range,
    ),
  possibleNonCounterType: (metric: string, type: string, range: Range) =>
    info(
      `metric might not be a counter, __type__ label is not set to "counter" or "histogram", got ${quote(type)}: ${quote(metric)}`,
      range,
    ),
  forcedMonotonicity: (metric: string, range: Range, detail: MonotonicityDetail): Annotation => ({
    ...info(
      `input to histogram_quantile needed to be fixed for monotonicity (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)${forMetric(metric)}`,
      range,
    ),
    monotonicity: detail,
  }),
  incompatibleTypes: (sides: readonly [string, string], operator: string, range: Range) =>
    info(
      `incompatible sample types encountered for binary operator ${quote(operator)}: ${sides[0]} ${operator} ${sides[1]}`,
      range,
    ),
  histogramIgnoredInAggregation: (aggregation: string, range: Range) =>
    info(`ignored histogram in ${aggregation} aggregation`, range),
  histogramIgnoredInRange: (metric: string, range: Range) =>
    info(
      `ignored histograms in a range containing both floats and histograms for metric name ${quote(metric)}`,
      range,
    ),
  quantileNaNResult: (metric: string, range: Range) =>
    info(
      `input to histogram_quantile has NaN observations, result is NaN${forMetric(metric)}`,
      range,
    ),
  quantileNaNSkew: (metric: string, range: Range) =>
    info(
      `input to histogram_quantile has NaN observations, result is skewed higher${forMetric(metric)}`,
      range,
    ),
  fractionNaNs: (metric: string, range: Range) =>
    info(
      `input to histogram_fraction has NaN observations, which are excluded from all fractions${forMetric(metric)}`,
      range,
    ),
  mismatchedCustomBuckets: (operation: HistogramOperation, range: Range) =>
    info(`mismatched custom buckets were reconciled during ${operation}`, range),
}
