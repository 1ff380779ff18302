import { compareLabels } from '../labels/labels.ts'
import { naturalLess } from '../numbers/natural-order.ts'
import type { Call } from '../parser/ast.ts'
import { annotate } from '../problems/annotations.ts'
import { FLOAT, RowWriter, type Row, type Value } from '../samples/matrix.ts'
import { settle } from './map-rows.ts'
import { evaluateRows, vectorOf, type Scope } from './scope.ts'

/** `sort` and its kin. Only the result of an instant query has an order to sort. */
export async function evaluateSort(scope: Scope, call: Call): Promise<Value> {
  const [vector, ...texts] = call.args
  if (!vector) return vectorOf([])
  const byValue = call.func.name === 'sort' || call.func.name === 'sort_desc'
  const rows = await evaluateRows(scope, vector)
  if (scope.grid.count !== 1) {
    scope.annotations.add(annotate.sortInRangeQuery(call.range))
    return vectorOf(settle(scope, byValue ? floatsOf(scope, rows) : rows))
  }
  const sign = call.func.name.endsWith('_desc') ? -1 : 1
  if (byValue) {
    const floats = rows.filter((row) => row.kindAt(0) === FLOAT)
    return vectorOf(
      settle(
        scope,
        floats.sort((a, b) => compareValues(a, b, sign)),
      ),
    )
  }
  const labels = texts.flatMap((arg) => (arg.kind === 'string' ? [arg.value] : []))
  return vectorOf(
    settle(
      scope,
      rows.sort((a, b) => sign * compareByLabels(a, b, labels)),
    ),
  )
}

/** The rows without their histograms. */
function floatsOf(scope: Scope, rows: readonly Row[]): Row[] {
  const writer = new RowWriter(scope.grid.count)
  return rows.flatMap((row) => {
    if (!row.histograms) return row
    for (let i = 0; i < row.length; i++)
      if (row.kinds[row.at + i] === FLOAT) writer.float(row.first + i, row.values[row.at + i] ?? 0)
    return writer.finish(row.labels, row.dropName) ?? []
  })
}

/** NaNs come last in either order. */
function compareValues(a: Row, b: Row, sign: number): number {
  const left = a.valueAt(0)
  const right = b.valueAt(0)
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right))
  return left === right ? 0 : sign * (left < right ? -1 : 1)
}

/** By the labels in turn, as people order numbers in texts, then by all labels. */
function compareByLabels(a: Row, b: Row, labels: readonly string[]): number {
  for (const label of labels) {
    const left = a.labels.get(label)
    const right = b.labels.get(label)
    if (left !== right) return naturalLess(left, right) ? -1 : 1
  }
  return compareLabels(a.labels, b.labels)
}
