import type { CauseId } from '../../catalogue.ts'
import type { Finding } from '../../case/finding.ts'

/** What a cross-check takes from the causes that the same words would suggest. */
export function counterEvidence(
  rule: string,
  weight: number,
  ...causes: readonly CauseId[]
): readonly Finding[] {
  return causes.map((cause) => ({
    cause,
    weight: -Math.abs(weight),
    rule,
    title: '',
    evidence: [],
    facts: {},
  }))
}
