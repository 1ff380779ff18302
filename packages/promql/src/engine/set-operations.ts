import type { BinaryExpr } from '../parser/ast.ts'
import { ABSENT, RowWriter, type Row } from '../samples/matrix.ts'
import { settle } from './map-rows.ts'
import { copySample } from './merge-rows.ts'
import type { Scope } from './scope.ts'
import { signatureOf } from './signatures.ts'

/** `and`, `or` and `unless`: samples of one side, by whether the other has a match at that step. */
export function evaluateSetOperation(
  scope: Scope,
  { op, matching }: BinaryExpr,
  [left, right]: readonly [readonly Row[], readonly Row[]],
): Row[] {
  if (!matching) return []
  const signature = signatureOf(matching)
  const keep = (rows: readonly Row[], others: readonly Row[], wanted: boolean) =>
    filterByPresence(scope, rows, {
      present: presence(scope, others, signature),
      signature,
      wanted,
    })
  switch (op) {
    case 'and':
      return settle(scope, keep(left, right, true))
    case 'unless':
      return settle(scope, keep(left, right, false))
    default:
      return settle(scope, [...left, ...keep(right, left, false)])
  }
}

type Presence = ReadonlyMap<string, Uint8Array>

/** At which steps each signature has a sample. */
function presence(
  scope: Scope,
  rows: readonly Row[],
  signature: (labels: Row['labels']) => string,
): Presence {
  const present = new Map<string, Uint8Array>()
  for (const row of rows) {
    const key = signature(row.labels)
    const steps = present.get(key) ?? new Uint8Array(scope.grid.count)
    present.set(key, steps)
    for (let i = 0; i < row.length; i++)
      if (row.kinds[row.at + i] !== ABSENT) steps[row.first + i] = 1
  }
  return present
}

/** The samples at whose steps the other side has a sample of the same signature, or has none. */
function filterByPresence(
  scope: Scope,
  rows: readonly Row[],
  filter: { present: Presence; signature: (labels: Row['labels']) => string; wanted: boolean },
): Row[] {
  const writer = new RowWriter(scope.grid.count)
  return rows.flatMap((row) => {
    const steps = filter.present.get(filter.signature(row.labels))
    if (!steps) return filter.wanted ? [] : [row]
    for (let i = 0; i < row.length; i++)
      if ((steps[row.first + i] === 1) === filter.wanted) copySample(writer, row, row.first + i)
    return writer.finish(row.labels, row.dropName) ?? []
  })
}
