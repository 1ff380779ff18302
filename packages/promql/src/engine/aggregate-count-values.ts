import { formatHistogram } from '../histogram/format.ts'
import type { Labels } from '../labels/labels.ts'
import { formatPlain } from '../numbers/format.ts'
import type { AggregateExpr } from '../parser/ast.ts'
import type { GroupKeys } from './aggregate.ts'
import { ABSENT, RowWriter, type Row } from '../samples/matrix.ts'
import { settle } from './map-rows.ts'
import type { Scope } from './scope.ts'

interface CountValues {
  readonly scope: Scope
  readonly expr: AggregateExpr
  /** The label that gets the value. */
  readonly label: string
  readonly keyOf: GroupKeys
}

/** How many series of a group have each value: a series a value. */
export function countValues({ scope, label, keyOf }: CountValues, rows: readonly Row[]): Row[] {
  const counts = new Map<string, { labels: Labels; counts: Float64Array }>()
  for (const row of rows)
    for (let i = 0; i < row.length; i++) {
      // A histogram is counted by its text, as a float is.
      if (row.kinds[row.at + i] === ABSENT) continue
      const histogram = row.histograms?.[i]
      const value = histogram
        ? formatHistogram(histogram)
        : formatPlain(row.values[row.at + i] ?? 0)
      const labels = row.labels.with({ [label]: value })
      const key = keyOf.key(labels)
      const entry = counts.get(key) ?? {
        labels: keyOf.labels(labels),
        counts: new Float64Array(scope.grid.count),
      }
      counts.set(key, entry)
      entry.counts[row.first + i] = (entry.counts[row.first + i] ?? 0) + 1
    }
  const writer = new RowWriter(scope.grid.count)
  const result = [...counts.values()].flatMap((entry) => {
    entry.counts.forEach((count, step) => {
      if (count > 0) writer.float(step, count)
    })
    return writer.finish(entry.labels, false) ?? []
  })
  return settle(scope, result)
}
