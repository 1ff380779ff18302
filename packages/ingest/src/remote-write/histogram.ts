import { many, one, readMessage, type Schema } from '../protobuf/schema.ts'
import type { WireReader } from '../protobuf/reader.ts'
import type { NativeHistogram } from '../sinks/sample-sink.ts'
import { listOf, longOf, numberOf, objectOf } from '../fields/values.ts'

// prometheus/prompb types.proto, message Histogram; the same numbers in io/prometheus/write/v2.
const span: Schema = new Map([
  [1, one('offset', 'sint')],
  [2, one('length', 'uint')],
])
const histogram: Schema = new Map([
  [1, one('countInt', 'uint64')],
  [2, one('countFloat', 'double')],
  [3, one('sum', 'double')],
  [4, one('schema', 'sint')],
  [5, one('zeroThreshold', 'double')],
  [6, one('zeroCountInt', 'uint64')],
  [7, one('zeroCountFloat', 'double')],
  [8, many('negativeSpans', () => span)],
  [9, many('negativeDeltas', 'sint')],
  [10, many('negativeCounts', 'double')],
  [11, many('positiveSpans', () => span)],
  [12, many('positiveDeltas', 'sint')],
  [13, many('positiveCounts', 'double')],
  [14, one('resetHint', 'uint')],
  [15, one('timestamp', 'int64')],
  [16, many('customValues', 'double')],
])

/** A histogram of remote write, with its time. */
export function readHistogram(reader: WireReader): { ms: number; histogram: NativeHistogram } {
  const fields = readMessage(reader, histogram)
  return {
    ms: Number(longOf(fields['timestamp'])),
    histogram: {
      schema: numberOf(fields['schema']),
      count:
        fields['countInt'] === undefined
          ? numberOf(fields['countFloat'])
          : Number(longOf(fields['countInt'])),
      sum: numberOf(fields['sum']),
      zeroThreshold: numberOf(fields['zeroThreshold']),
      zeroCount:
        fields['zeroCountInt'] === undefined
          ? numberOf(fields['zeroCountFloat'])
          : Number(longOf(fields['zeroCountInt'])),
      positiveSpans: spansOf(fields['positiveSpans']),
      positiveCounts: countsOf(fields['positiveDeltas'], fields['positiveCounts']),
      negativeSpans: spansOf(fields['negativeSpans']),
      negativeCounts: countsOf(fields['negativeDeltas'], fields['negativeCounts']),
      customValues: listOf(fields['customValues']).map(numberOf),
      resetHint: numberOf(fields['resetHint']),
    },
  }
}

function spansOf(list: unknown): [number, number][] {
  return listOf(list).map((item) => {
    const { offset, length } = objectOf(item)
    return [numberOf(offset), numberOf(length)]
  })
}

/** Integer histograms have each bucket's difference from the one before. */
function countsOf(deltas: unknown, counts: unknown): number[] {
  let count = 0
  const summed = listOf(deltas).map((delta) => (count += numberOf(delta)))
  return summed.length > 0 ? summed : listOf(counts).map(numberOf)
}
