import { sampleSize } from '../histogram/histogram.ts'
import { firstIndex } from '../numbers/math.ts'
import type { VectorSelector } from '../parser/ast.ts'
import { isStaleMarker, type SeriesData } from '../storage/querier.ts'
import { RowWriter, type Row, type Value } from '../samples/matrix.ts'
import { timeOf, vectorOf, type Scope } from './scope.ts'
import { smoothedRow } from './smoothed.ts'

/** What of the sample at a step is taken: its value, or its time in seconds. */
export type SampleAspect = 'value' | 'timestamp' | 'start'

/** The latest samples of all series that a selector selects, at each step. */
export async function evaluateSelector(
  scope: Scope,
  selector: VectorSelector,
  aspect: SampleAspect = 'value',
): Promise<Value> {
  const writer = new RowWriter(scope.grid.count)
  const rows: Row[] = []
  for (const series of scope.series.get(selector) ?? []) {
    if (scope.budget.isDue()) await scope.budget.pause()
    const row =
      selector.smoothed && aspect === 'value'
        ? smoothedRow(scope, selector, series)
        : selectRow({ scope, selector, aspect, writer }, series)
    if (row) rows.push(row)
  }
  return vectorOf(rows)
}

/** What is the same for all series of a selector. */
interface SelectorRun {
  readonly scope: Scope
  readonly selector: VectorSelector
  readonly aspect: SampleAspect
  readonly writer: RowWriter
}

/** The samples of a series at each step, undefined where it has none. Times are passed once, as steps only grow. */
function selectRow(
  { scope, selector, aspect, writer }: SelectorRun,
  series: SeriesData,
): Row | undefined {
  const { grid, options, budget } = scope
  const { timestamps, values } = series
  const { length } = timestamps
  const lookback = options.lookbackDelta
  const reference = (step: number) => (selector.at ?? timeOf(grid, step)) - selector.offset
  const start = reference(0)
  let next = firstIndex(0, length, (i) => (timestamps[i] as number) > start)
  let samples = 0
  for (let step = 0; step < grid.count; step++) {
    const time = reference(step)
    while (next < length && (timestamps[next] as number) <= time) next++
    const at = next - 1
    if (at < 0 || (timestamps[at] as number) <= time - lookback) continue
    const value = values[at] as number
    if (Number.isNaN(value) && isStaleMarker(values, at)) continue
    samples += writeSample(writer, { series, at, step, aspect })
  }
  budget.take(samples)
  budget.countTotal(samples)
  return writer.finish(series.labels, aspect !== 'value')
}

/** Writes the sample of a step; gives how many samples it counts for. */
function writeSample(
  writer: RowWriter,
  {
    series,
    at,
    step,
    aspect,
  }: { series: SeriesData; at: number; step: number; aspect: SampleAspect },
): number {
  if (aspect === 'timestamp') writer.float(step, (series.timestamps[at] ?? 0) / 1000)
  else if (aspect === 'start') writer.float(step, (series.starts?.[at] ?? 0) / 1000)
  else {
    const histogram = series.histograms?.[at]
    if (histogram) {
      writer.histogram(step, histogram)
      return sampleSize(histogram)
    }
    writer.float(step, series.values[at] ?? 0)
  }
  return 1
}
