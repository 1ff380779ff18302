import type { FloatHistogram } from '../histogram/histogram.ts'
import type { Labels } from '../labels/labels.ts'

/** A series with the value that it has at the time of an instant query. */
export interface Sample {
  readonly labels: Labels
  /** Milliseconds since 1970. */
  readonly timestamp: number
  readonly value: number
  /** Instead of the value, where the sample is a histogram. */
  readonly histogram?: FloatHistogram
}

/** A native histogram at one time, in milliseconds since 1970. */
export interface HistogramPoint {
  readonly timestamp: number
  readonly histogram: FloatHistogram
}

/** A series with its points over time. */
export interface Series {
  readonly labels: Labels
  /** Times of the floats, in milliseconds since 1970. */
  readonly timestamps: Float64Array
  readonly values: Float64Array
  readonly histograms: readonly HistogramPoint[]
}

/** What a query gives. */
export type QueryResult =
  | { readonly type: 'scalar'; readonly timestamp: number; readonly value: number }
  | { readonly type: 'string'; readonly timestamp: number; readonly value: string }
  | { readonly type: 'vector'; readonly samples: readonly Sample[] }
  | { readonly type: 'matrix'; readonly series: readonly Series[] }

/** How much a query looked at. */
export interface QueryStatistics {
  readonly totalQueryableSamples: number
  readonly peakSamples: number
}

/** A result, with what the query's author should know of it. */
export interface QueryResponse {
  readonly result: QueryResult
  readonly warnings: readonly string[]
  readonly infos: readonly string[]
  readonly statistics: QueryStatistics
}
