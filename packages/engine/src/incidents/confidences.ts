import type { RankedCause } from '../report/report.ts'
import { kindOf, type Basis } from '../verdict/basis.ts'
import { hitRateOf, unknownHitRate } from '../verdict/confidence.ts'
import type { Judged } from '../verdict/judge.ts'

/**
 * The confidence of each candidate, never rising along their order: the first has the hit rate of answers like it, and the
 * others share what is left, by their scores.
 */
export function confidencesOf({ candidates, basis }: Judged): readonly number[] {
  const [first, ...others] = candidates
  if (!first) return []
  const most = first.cause === 'unknown' || !basis ? unknownHitRate() : hitRateOf(basis).confidence
  const sum = others.reduce((all, { score }) => all + score, 0)
  const left = others.map(({ score }) => round(Math.min(most, ((1 - most) * score) / sum)))
  return [most, ...left]
}

const round = (share: number): number => Math.round(share * 100) / 100

/** What the confidence of the first cause was counted on. */
export function basisWords(basis: Basis): NonNullable<RankedCause['basis']> {
  const { right, of } = hitRateOf(basis)
  return { kind: kindOf(basis), right, of }
}
