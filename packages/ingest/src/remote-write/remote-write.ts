import { Rejections, type Intake } from '../intake.ts'
import { WireReader } from '../protobuf/reader.ts'
import { labelsOf, type Labels } from '../series/labels.ts'
import type { SeriesId } from '../series/series-book.ts'
import type { SampleSink } from '../sinks/sample-sink.ts'
import { outside, type TimeWindow } from '../time-window.ts'
import { hashOf } from './hash.ts'
import { readHistogram } from './histogram.ts'

/** What a request came to, in the words of remote write 2.0's answer. */
export interface WriteIntake extends Intake {
  readonly samples: number
  readonly histograms: number
}

interface Context {
  readonly nowMs: number
  readonly window: TimeWindow
}

/** Where a time series' parts stand in the request. */
interface Places {
  readonly labels: WireReader[]
  readonly samples: WireReader[]
  readonly histograms: WireReader[]
  readonly metadata: WireReader | null
}

interface Version {
  /** Numbers of the fields of a time series; of `metadata` null where it is not part of one. */
  readonly fields: {
    readonly labels: number
    readonly samples: number
    readonly histograms: number
    readonly metadata: number | null
  }
  readonly read: (places: Places) => Labels
}

// prometheus/prompb: MetricMetadata.MetricType, and Metadata.MetricType of 2.0.
const TYPES = [
  'unknown',
  'counter',
  'gauge',
  'histogram',
  'gaugehistogram',
  'summary',
  'info',
  'stateset',
]
const SERIES_FIELDS_1 = { labels: 1, samples: 2, histograms: 4, metadata: null }
const SERIES_FIELDS_2 = { labels: 1, samples: 2, histograms: 3, metadata: 5 }

/**
 * Prometheus' remote write → samples. A label set is known again by the bytes that it came as, so that a sample of a
 * known series costs no string.
 */
export class RemoteWrite {
  readonly #sink: SampleSink
  #samples = 0
  #histograms = 0

  constructor(sink: SampleSink) {
    this.#sink = sink
  }

  /** `prometheus.WriteRequest`. Throws a `WireError` for what is none, and takes nothing of it. */
  take1(body: Buffer, context: Context): WriteIntake {
    return this.#take(context, (rejections) => {
      const reader = new WireReader(body)
      const version: Version = {
        fields: SERIES_FIELDS_1,
        read: ({ labels }) => labelsOf(labels.map(label)),
      }
      while (!reader.isDone) {
        const tag = reader.tag()
        if (tag === tagOf(1)) this.#series(reader.nested(), version, { ...context, rejections })
        else if (tag === tagOf(3)) this.#metadata1(reader.nested(), context.nowMs)
        else reader.skip(tag & 7)
      }
    })
  }

  /** `io.prometheus.write.v2.Request`. */
  take2(body: Buffer, context: Context): WriteIntake {
    return this.#take(context, (rejections) => {
      const { symbols, series } = parts2(body)
      const read = (places: Places): Labels => labelsOf(references(places, symbols))
      for (const reader of series) {
        const places = this.#series(
          reader,
          { fields: SERIES_FIELDS_2, read },
          { ...context, rejections, symbols },
        )
        if (places.metadata !== null) this.#metadata2(places, { symbols, nowMs: context.nowMs })
      }
    })
  }

  #take(_context: Context, read: (rejections: Rejections) => void): WriteIntake {
    const rejections = new Rejections()
    this.#samples = 0
    this.#histograms = 0
    try {
      read(rejections)
    } catch (error) {
      this.#sink.clear()
      throw error
    }
    const { count: rejected, reason } = rejections
    const [samples, histograms] = [this.#samples, this.#histograms]
    return {
      blocks: this.#sink.finish(),
      accepted: samples + histograms,
      rejected,
      reason,
      samples,
      histograms,
    }
  }

  #series(
    reader: WireReader,
    version: Version,
    context: Context & { readonly rejections: Rejections; readonly symbols?: readonly string[] },
  ): Places {
    const { symbols } = context
    const places = placesOf(reader, version.fields)
    let id: SeriesId | null = null
    const idAt = (ms: number): SeriesId =>
      (id ??= this.#sink.series.lookUp(
        symbols === undefined ? keyOf(places) : keyOfReferences(places, symbols),
        ms,
        () => version.read(places),
      ))
    for (const sample of places.samples) this.#sample(sample, idAt, context)
    for (const one of places.histograms) {
      const { ms, histogram } = readHistogram(one)
      const late = outside(context.window, ms)
      if (late !== null) context.rejections.add(late)
      else {
        this.#sink.addHistogram(idAt(ms), ms, histogram)
        this.#histograms++
      }
    }
    return places
  }

  #sample(
    reader: WireReader,
    idAt: (ms: number) => SeriesId,
    { window, rejections }: Context & { readonly rejections: Rejections },
  ): void {
    let low = 0
    let high = 0
    let ms = 0
    while (!reader.isDone) {
      const tag = reader.tag()
      if (tag === 0x09) {
        low = reader.fixed32()
        high = reader.fixed32()
      } else if (tag === 0x10) ms = signed(reader.varint())
      else reader.skip(tag & 7)
    }
    const late = outside(window, ms)
    if (late !== null) {
      rejections.add(late)
      return
    }
    this.#sink.addBits(idAt(ms), ms, [low, high])
    this.#samples++
  }

  #metadata1(reader: WireReader, nowMs: number): void {
    const found = { type: 0, name: '', help: '', unit: '' }
    while (!reader.isDone) {
      const tag = reader.tag()
      if (tag === 0x08) found.type = reader.varint()
      else if (tag === tagOf(2)) found.name = reader.text()
      else if (tag === tagOf(4)) found.help = reader.text()
      else if (tag === tagOf(5)) found.unit = reader.text()
      else reader.skip(tag & 7)
    }
    this.#sink.metadata.add({ ...found, type: TYPES[found.type] ?? 'unknown' }, nowMs)
  }

  #metadata2(
    places: Places,
    { symbols, nowMs }: { symbols: readonly string[]; nowMs: number },
  ): void {
    const reader = places.metadata!
    const found = { type: 0, help: 0, unit: 0 }
    while (!reader.isDone) {
      const tag = reader.tag()
      if (tag === 0x08) found.type = reader.varint()
      else if (tag === 0x18) found.help = reader.varint()
      else if (tag === 0x20) found.unit = reader.varint()
      else reader.skip(tag & 7)
    }
    const name = references(places, symbols).find(([label]) => label === '__name__')?.[1] ?? ''
    const [help = '', unit = ''] = [symbols[found.help], symbols[found.unit]]
    this.#sink.metadata.add({ name, type: TYPES[found.type] ?? 'unknown', help, unit }, nowMs)
  }
}

const tagOf = (field: number): number => (field << 3) | 2

function placesOf(reader: WireReader, fields: Version['fields']): Places {
  const labels: WireReader[] = []
  const samples: WireReader[] = []
  const histograms: WireReader[] = []
  let metadata: WireReader | null = null
  while (!reader.isDone) {
    const tag = reader.tag()
    if (tag === tagOf(fields.labels)) labels.push(reader.nested())
    else if (tag === tagOf(fields.samples)) samples.push(reader.nested())
    else if (tag === tagOf(fields.histograms)) histograms.push(reader.nested())
    else if (fields.metadata !== null && tag === tagOf(fields.metadata)) metadata = reader.nested()
    else reader.skip(tag & 7)
  }
  return { labels, samples, histograms, metadata }
}

/** The key of a label set by its bytes: labels stand one after the other in a request. */
function keyOf({ labels }: Places): { hash: number | string; check: number } {
  const [first, last] = [labels[0], labels.at(-1)]
  if (first === undefined || last === undefined) return { hash: 0, check: 0 }
  return hashOf(first.bytes, first.at, last.end)
}

/** References mean something within one request only, so that the key is of what they refer to. */
function keyOfReferences(
  places: Places,
  symbols: readonly string[],
): { hash: string; check: number } {
  return {
    hash: references(places, symbols)
      .map(([name, value]) => `${name}\0${value}`)
      .join('\0'),
    check: 0,
  }
}

function references({ labels }: Places, symbols: readonly string[]): (readonly [string, string])[] {
  const numbers: number[] = []
  for (const packed of labels) {
    const reader = new WireReader(packed.bytes, packed.at, packed.end)
    while (!reader.isDone) numbers.push(reader.varint())
  }
  const pairs: (readonly [string, string])[] = []
  for (let at = 0; at + 1 < numbers.length; at += 2)
    pairs.push([symbols[numbers[at]!] ?? '', symbols[numbers[at + 1]!] ?? ''])
  return pairs
}

function label(reader: WireReader): readonly [string, string] {
  let name = ''
  let value = ''
  while (!reader.isDone) {
    const tag = reader.tag()
    if (tag === tagOf(1)) name = reader.text()
    else if (tag === tagOf(2)) value = reader.text()
    else reader.skip(tag & 7)
  }
  return [name, value]
}

function parts2(body: Buffer): { symbols: string[]; series: WireReader[] } {
  const symbols: string[] = []
  const series: WireReader[] = []
  const reader = new WireReader(body)
  while (!reader.isDone) {
    const tag = reader.tag()
    if (tag === tagOf(4)) symbols.push(reader.text())
    else if (tag === tagOf(5)) series.push(reader.nested())
    else reader.skip(tag & 7)
  }
  return { symbols, series }
}

/** A time before 1970 is a varint near 2^64. */
function signed(value: number): number {
  return value >= 2 ** 63 ? value - 2 ** 64 : value
}
