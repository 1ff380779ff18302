import type { Finding } from '../case/finding.ts'
import type { CauseId } from '../catalogue.ts'

/** A cause with all that speaks for and against it. */
export interface Candidate {
  readonly cause: CauseId
  /** The strongest finding, which gives title and decisive line. */
  readonly lead: Finding
  /** The other findings for it, strongest first. */
  readonly support: readonly Finding[]
  readonly score: number
}

/** Findings corroborate each other, but ten weak ones are no proof. */
const CORROBORATION = 3
/** What further findings of the same cause may add to its score: many weak ones never outrank a statement. */
const CORROBORATION_MAX = 9

/** Candidates best first; ties go to the id, so that the order never depends on the order of the evidence. */
export function rank(findings: readonly Finding[]): readonly Candidate[] {
  const byCause = Map.groupBy(findings, ({ cause }) => cause)
  const candidates = [...byCause].flatMap(([cause, all]) => {
    const positive = all.filter(({ weight }) => weight > 0).sort(byWeight)
    const [lead, ...support] = positive
    return lead ? [{ cause, lead, support, score: scoreOf(positive, all) }] : []
  })
  return candidates
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.cause < b.cause ? -1 : 1))
}

const byWeight = (a: Finding, b: Finding): number =>
  b.weight - a.weight || (a.rule < b.rule ? -1 : 1)

const scoreOf = (positive: readonly Finding[], all: readonly Finding[]): number => {
  const top = positive[0]?.weight ?? 0
  const others = new Set(
    positive
      .slice(1)
      .filter(({ weight }) => weight >= 25)
      .map(({ rule }) => rule),
  )
  const counterEvidence = all.reduce((sum, { weight }) => (weight < 0 ? sum + weight : sum), 0)
  return top + Math.min(CORROBORATION_MAX, CORROBORATION * others.size) + counterEvidence
}
