import type { FloatHistogram } from '../histogram/histogram.ts'
import { FLOAT, HISTOGRAM, RowWriter, type Row } from '../samples/matrix.ts'
import { mergeRows } from './merge-rows.ts'
import type { Scope } from './scope.ts'

/** The number that a function gives for a float at a step. */
export type FloatMap = (value: number, step: number) => number

/** Applies a function to all floats; histograms are left out. The metric's name goes. */
export function mapFloats(scope: Scope, rows: readonly Row[], map: FloatMap): Row[] {
  const writer = new RowWriter(scope.grid.count)
  const mapped: Row[] = []
  for (const row of rows) {
    const { values, kinds, at, first, length } = row
    for (let i = 0; i < length; i++)
      if (kinds[at + i] === FLOAT) writer.float(first + i, map(values[at + i] as number, first + i))
    const result = finishDropped(scope, writer, row)
    if (result) mapped.push(result)
  }
  return settle(scope, mapped)
}

/** Applies a function to all histograms; floats are left out. The metric's name goes. */
export function mapHistograms(
  scope: Scope,
  rows: readonly Row[],
  map: (histogram: FloatHistogram) => number,
): Row[] {
  const writer = new RowWriter(scope.grid.count)
  const mapped: Row[] = []
  for (const row of rows) {
    if (!row.histograms) continue
    for (let i = 0; i < row.length; i++) {
      const histogram = row.kinds[row.at + i] === HISTOGRAM ? row.histograms[i] : undefined
      if (histogram) writer.float(row.first + i, map(histogram))
    }
    const result = finishDropped(scope, writer, row)
    if (result) mapped.push(result)
  }
  return settle(scope, mapped)
}

/** Ends a row whose metric's name goes: now, or at the end of the query. */
export function finishDropped(scope: Scope, writer: RowWriter, { labels }: Row): Row | undefined {
  return writer.finish(scope.options.delayedNameRemoval ? labels : labels.withoutMetadata(), true)
}

/**
 * What a function of instant vectors gives: one row a label set. With delayed removal of names an instant query checks
 * that at its end alone.
 */
export function settle(scope: Scope, rows: Row[]): Row[] {
  const { grid, options } = scope
  return grid.count === 1 && options.delayedNameRemoval ? rows : mergeRows(rows, grid.count)
}
