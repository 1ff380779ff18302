import { DUPLICATE_LABELSET, QueryError } from '../problems/errors.ts'
import { ABSENT, FLOAT, RowWriter, type Row } from '../samples/matrix.ts'

/** Whether two rows have the same labels. */
export function hasDuplicates(rows: readonly Row[]): boolean {
  if (rows.length < 2) return false
  const seen = new Set<string>()
  for (const { labels } of rows) seen.add(labels.key)
  return seen.size < rows.length
}

/** Functions drop the metric's name, by which series may have been told apart. @throws {QueryError} */
export function rejectDuplicates(rows: readonly Row[]): void {
  if (hasDuplicates(rows)) throw new QueryError(DUPLICATE_LABELSET)
}

/** Makes one row of those with the same labels. Throws where two of them have a sample at the same step. */
export function mergeRows(rows: Row[], steps: number): Row[] {
  if (!hasDuplicates(rows)) return rows
  const writer = new RowWriter(steps)
  const merged: Row[] = []
  for (const group of Map.groupBy(rows, (row) => row.labels.key).values()) {
    const [only] = group
    if (!only) continue
    const row = group.length === 1 ? only : mergeGroup(group, writer, steps)
    if (row) merged.push(row)
  }
  return merged
}

/** One row of several with the same labels. @throws {QueryError} where two have a sample at a step */
function mergeGroup(group: readonly Row[], writer: RowWriter, steps: number): Row | undefined {
  for (let step = 0; step < steps; step++) {
    const present = group.filter((row) => row.kindAt(step) !== ABSENT)
    if (present.length > 1) throw new QueryError(DUPLICATE_LABELSET)
    const [row] = present
    if (row) copySample(writer, row, step)
  }
  const [first] = group
  return first && writer.finish(first.labels, first.dropName)
}

/** Writes the sample of a row at a step, if there is one. */
export function copySample(writer: RowWriter, row: Row, step: number): void {
  const kind = row.kindAt(step)
  if (kind === FLOAT) writer.float(step, row.valueAt(step))
  else if (kind !== ABSENT) {
    const histogram = row.histogramAt(step)
    if (histogram) writer.histogram(step, histogram)
  }
}
