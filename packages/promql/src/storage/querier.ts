import type { FloatHistogram } from '../histogram/histogram.ts'
import type { Labels } from '../labels/labels.ts'
import type { Matcher } from '../labels/matcher.ts'

/** The samples of a series in columns, ordered by time. The engine reads them and never changes them. */
export interface SeriesData {
  readonly labels: Labels
  /** Milliseconds since 1970. */
  readonly timestamps: Float64Array
  /** Values of float samples; a stale marker is a NaN with the bits of {@link STALE_NAN}. */
  readonly values: Float64Array
  /** Where a sample is a histogram, it; its value is then that of no one, save that a stale marker counts. */
  readonly histograms?: readonly (FloatHistogram | undefined)[]
  /** When each sample's counter began, 0 where that is not known. */
  readonly starts?: Float64Array
}

/** A span of time in milliseconds, both ends included. */
export interface TimeRange {
  readonly start: number
  readonly end: number
}

/** What a query will do with the samples, so that a store may give less of them, or coarser ones. */
export interface SelectHints extends TimeRange {
  /** Milliseconds between evaluations, 0 for an instant query. */
  readonly step: number
  /** Milliseconds that a range selector looks back, 0 for an instant selector. */
  readonly range: number
  /** The function or aggregation around the selector, '' where there is none. */
  readonly func: string
  /** Labels of the aggregation around the selector. */
  readonly grouping: readonly string[]
  /** Whether `grouping` are the labels to keep. */
  readonly by: boolean
}

/** Where series come from. Samples outside of the asked time may be given, too: the engine looks at times itself. */
export interface Querier {
  select(
    matchers: readonly Matcher[],
    range: TimeRange,
    hints: SelectHints,
  ): Promise<readonly SeriesData[]> | readonly SeriesData[]
}

/** What the metadata endpoints of the HTTP API ask of a store, besides its samples. */
export interface LabelQuerier {
  /** Label sets of the series that meet any of the conditions; all series where there are none. */
  series(
    matchers: readonly (readonly Matcher[])[],
    range: TimeRange,
  ): Promise<readonly Labels[]> | readonly Labels[]
}

/** The high and low half of the NaN that marks a series as ended (value.StaleNaN: 0x7ff0000000000002). */
const STALE_HIGH = 0x7ff00000
const STALE_LOW = 2

/** Writes a stale marker. Its bits are set one by one, since a NaN that passes through a variable may lose them. */
export function writeStaleMarker(values: Float64Array, at: number): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  words[at * 2] = STALE_LOW
  words[at * 2 + 1] = STALE_HIGH
}

/** Whether a value is a stale marker; other NaNs are not. */
export function isStaleMarker(values: Float64Array, at: number): boolean {
  const value = values[at] ?? 0
  return Number.isNaN(value) && hasStaleBits(values, at)
}

function hasStaleBits(values: Float64Array, at: number): boolean {
  const words = new Uint32Array(values.buffer, values.byteOffset + at * 8, 2)
  return words[0] === STALE_LOW && words[1] === STALE_HIGH
}
