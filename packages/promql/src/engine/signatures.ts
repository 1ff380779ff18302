import { compareStrings } from '../labels/compare.ts'
import { METRIC_NAME, type Labels } from '../labels/labels.ts'
import type { VectorMatching } from '../parser/ast.ts'

/** By what the series of two vectors are joined: equal signatures match. */
export function signatureOf(matching: VectorMatching): (labels: Labels) => string {
  if (matching.on) {
    const names = matching.labels.toSorted(compareStrings)
    return (labels) => labels.keyOf(names)
  }
  const ignored = new Set([METRIC_NAME, ...matching.labels])
  return (labels) => labels.keyWithout(ignored)
}

/** The labels that a join goes by. */
export function matchedLabels(labels: Labels, matching: VectorMatching): Labels {
  const listed = new Set(matching.labels)
  if (matching.on) return labels.filter((name) => listed.has(name))
  return labels.filter((name) => name !== METRIC_NAME && !listed.has(name))
}
