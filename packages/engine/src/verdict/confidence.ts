import type { Candidate } from './rank.ts'
import { CALIBRATION } from './calibration.ts'

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/**
 * The probability that a candidate is right: a logistic function of its score, of its lead over the next best, and of
 * whether the log of the run was at hand, with coefficients fitted out of fold on the recorded cases
 * (`npm run score -- --fit`).
 */
export const confidenceOf = (
  candidate: Candidate,
  candidates: readonly Candidate[],
  hasLog: boolean,
): number => {
  if (candidate.cause === 'unknown') return CALIBRATION.unknown
  const rival = candidates.find(({ cause }) => cause !== candidate.cause)
  const lead = Math.max(-40, Math.min(40, candidate.score - (rival?.score ?? 0)))
  const raw = sigmoid(
    CALIBRATION.bias +
      CALIBRATION.score * (candidate.score / 100) +
      CALIBRATION.lead * (lead / 40) +
      (hasLog ? 0 : CALIBRATION.withoutLog),
  )
  const ceiling = Math.min(CALIBRATION.ceiling, candidate.lead.ceiling ?? 1)
  return Math.round(Math.min(ceiling, Math.max(0.02, raw)) * 100) / 100
}
