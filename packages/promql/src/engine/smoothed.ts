import { addHistogram, subtractHistogram } from '../histogram/arithmetic.ts'
import { copyHistogram, usesCustomBuckets, type FloatHistogram } from '../histogram/histogram.ts'
import { interpolate, interpolateHistograms } from '../functions/extended-rate.ts'
import { firstIndex } from '../numbers/math.ts'
import type { VectorSelector } from '../parser/ast.ts'
import type { SeriesData } from '../storage/querier.ts'
import { annotate } from '../problems/annotations.ts'
import { columnsBetween, type Columns } from '../samples/columns.ts'
import { RowWriter, type Row } from '../samples/matrix.ts'
import { timeOf, type Scope } from './scope.ts'

/** The values of a `smoothed` selector: between the samples before and behind a step. Experimental. */
export function smoothedRow(
  scope: Scope,
  selector: VectorSelector,
  series: SeriesData,
): Row | undefined {
  const { grid, options } = scope
  const writer = new RowWriter(grid.count)
  for (let step = 0; step < grid.count; step++) {
    const time = (selector.at ?? timeOf(grid, step)) - selector.offset
    const columns = columnsBetween(
      series,
      time - options.lookbackDelta,
      time + options.lookbackDelta,
    )
    const { floats, histograms } = columns
    if (histograms && floats.to > floats.from)
      scope.annotations.add(
        annotate.mixedFloatsHistograms(series.labels.metricName, selector.range),
      )
    else if (histograms) {
      const h = histogramAt(scope, { selector, series, time }, histograms)
      if (h) writer.histogram(step, h)
    } else {
      const value = floatAt(floats, time)
      if (value !== undefined) writer.float(step, value)
    }
  }
  return writer.finish(series.labels, false)
}

/** A float at a time; behind the last sample its value goes on, before the first there is none. */
function floatAt({ times, values, from, to }: Columns['floats'], time: number): number | undefined {
  const next = firstIndex(from, to, (i) => (times[i] ?? 0) >= time)
  const point = (i: number) => ({ time: times[i] ?? 0, value: values[i] ?? 0 })
  if (next < to && times[next] === time) return values[next]
  if (next === from) return undefined
  return next < to ? interpolate([point(next - 1), point(next)], time, false) : values[next - 1]
}

/** A histogram at a time, as for floats; undefined where the two around it cannot be joined. */
function histogramAt(
  scope: Scope,
  { selector, series, time }: { selector: VectorSelector; series: SeriesData; time: number },
  { times, values, from, to }: NonNullable<Columns['histograms']>,
): FloatHistogram | undefined {
  const next = firstIndex(from, to, (i) => (times[i] ?? 0) >= time)
  const after = next < to ? values[next] : undefined
  if (after && times[next] === time) return copyHistogram(after)
  const before = next > from ? values[next - 1] : undefined
  if (!before) return undefined
  if (!after) return { ...copyHistogram(before), hint: 'unknown' }
  const name = series.labels.metricName
  const mixed = () => scope.annotations.add(annotate.mixedExponentialCustom(name, selector.range))
  if (usesCustomBuckets(before) !== usesCustomBuckets(after)) {
    mixed()
    return undefined
  }
  return interpolateHistograms(
    {
      before: { time: times[next - 1] ?? 0, histogram: before },
      after: { time: times[next] ?? 0, histogram: after },
      time,
    },
    before.hint !== 'gauge' || after.hint !== 'gauge',
    (sum, other, sign) => {
      const merged = sign === 1 ? addHistogram(sum, other) : subtractHistogram(sum, other)
      if (!merged) mixed()
      else if (merged.reconciled) {
        const operation = sign === 1 ? 'addition' : 'subtraction'
        scope.annotations.add(annotate.mismatchedCustomBuckets(operation, selector.range))
      }
      return merged !== undefined
    },
  )
}
