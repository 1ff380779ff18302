import { SIGNATURES } from '../../packages/signatures/src/index.ts'
import { casesIn, snapshotOf } from '../score/cases.mjs'

/** Lines whose cause is known: `{ text, cause, family }`. The family is what a left-out score leaves out together. */
export function samplesOf(root, skipped = () => false) {
  return [
    ...ofSignatures(),
    ...casesIn(root)
      .filter((one) => !skipped(one))
      .flatMap(ofCase),
  ]
}

function ofSignatures() {
  return SIGNATURES.flatMap(({ id, cause, example }) =>
    [example].flat().map((text) => ({ text, cause, family: id.split('/')[0] })),
  )
}

/** A line of a case was looked at by a person, so it counts more than an example. */
const OF_CASE = 2
const NO_CAUSE = new Set(['healthy', 'other-waiting', 'unknown'])

function ofCase(one) {
  const { label, kind, name } = one
  if (NO_CAUSE.has(label.category)) return []
  const sample = (text) => ({ text, cause: label.category, family: name, weight: OF_CASE })
  if (kind === 'text') return label.evidence_line ? [sample(label.evidence_line)] : []
  if (label.roots?.length) return []
  return decisiveLines(one).map(sample)
}

const MOST_LINES = 2

/** Log lines of a recorded crash that its label calls decisive; what the kubelet says is no program's wording. */
function decisiveLines(one) {
  const patterns = (one.label.decisive ?? []).map((pattern) => new RegExp(pattern, 'i'))
  const lines = snapshotOf(one).logs.flatMap(({ text }) => text.slice(-200_000).split('\n'))
  const found = lines.filter((line) => patterns.some((pattern) => pattern.test(line)))
  return [...new Set(found)].slice(-MOST_LINES)
}
