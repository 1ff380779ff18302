import { BlockWriter, type Block } from '@unloop/store'
import { MetadataBook } from '../series/metadata-book.ts'
import { labelsOf, type Labels } from '../series/labels.ts'
import { SeriesBook } from '../series/series-book.ts'

/**
 * A native histogram with absolute counts a bucket, as it is stored and read: the fields of Prometheus' `Histogram`
 * message, whose deltas are summed up.
 */
export interface NativeHistogram {
  readonly schema: number
  readonly count: number
  readonly sum: number
  readonly zeroThreshold: number
  readonly zeroCount: number
  /** Pairs of an offset to the last span and a length. */
  readonly positiveSpans: readonly (readonly [number, number])[]
  readonly positiveCounts: readonly number[]
  readonly negativeSpans: readonly (readonly [number, number])[]
  readonly negativeCounts: readonly number[]
  readonly customValues: readonly number[]
  /** 0 unknown, 1 reset, 2 no reset, 3 gauge. */
  readonly resetHint: number
}

/** The NaN by which Prometheus marks that a series ended (`value.StaleNaN`), as halves. */
const STALE = [0x0000_0002, 0x7ff0_0000] as const

/** Samples → blocks of series, samples, histograms and metadata. */
export class SampleSink {
  readonly series = new SeriesBook()
  readonly metadata = new MetadataBook()
  readonly #samples = new BlockWriter('samples')
  readonly #id = this.#samples.long('id')
  readonly #ts = this.#samples.long('ts')
  readonly #value = this.#samples.float('value')
  readonly #histograms = new BlockWriter('histograms')

  /** Adds a sample of a label set that is not given by its bytes. */
  add(pairs: Iterable<readonly [string, string]>, ms: number, value: number): void {
    const { low, high } = this.idOf(labelsOf(pairs), ms)
    this.#id.addHalves(low, high)
    this.#ts.addNumber(ms)
    this.#value.add(value)
    this.#samples.end()
  }

  /**
   * Adds a sample of a label set that is known by a text of its sender's; `read` is called only where it is not known.
   * `null` as the value marks the end of the series.
   */
  addKnown(
    { key, read }: { readonly key: string; readonly read: () => Labels },
    ms: number,
    value: number | null,
  ): void {
    const id = this.series.lookUp({ hash: key, check: 0 }, ms, read)
    if (value === null) return this.addBits(id, ms, STALE)
    this.#id.addHalves(id.low, id.high)
    this.#ts.addNumber(ms)
    this.#value.add(value)
    this.#samples.end()
  }

  /** Adds a sample by the bits of its value: a stale marker is a NaN of its own. */
  addBits(
    id: { readonly low: number; readonly high: number },
    ms: number,
    bits: readonly [number, number],
  ): void {
    this.#id.addHalves(id.low, id.high)
    this.#ts.addNumber(ms)
    this.#value.addHalves(bits[0], bits[1])
    this.#samples.end()
  }

  addHistogram(
    id: { readonly low: number; readonly high: number },
    ms: number,
    histogram: NativeHistogram,
  ): void {
    const value = JSON.stringify(histogram, (_key, field: unknown) =>
      typeof field === 'number' && !Number.isFinite(field) ? String(field) : field,
    )
    this.#histograms.addRow({ id: (BigInt(id.high) << 32n) | BigInt(id.low), ts: ms, value })
  }

  idOf(labels: Labels, ms: number): { readonly low: number; readonly high: number } {
    const hash = labels.map(([name, value]) => `${name}\0${value}`).join('\0')
    return this.series.lookUp({ hash, check: 0 }, ms, () => labels)
  }

  finish(): Block[] {
    const blocks = [
      this.series.finish(),
      this.metadata.finish(),
      this.#samples.finish(),
      this.#histograms.finish(),
    ]
    return blocks.filter((block) => block !== null)
  }

  /** Drops what was begun. */
  clear(): void {
    this.#samples.clear()
    this.#histograms.clear()
  }

  /** What was new may not have been stored: it is written again. */
  forget(): void {
    this.series.reset()
    this.metadata.reset()
  }
}
