import { cellsOf, kindOf, type Basis } from './basis.ts'
import { HIT_RATES } from './hit-rates.data.ts'

/** How often answers on this basis were right in blind rounds. */
export interface HitRate {
  readonly right: number
  readonly of: number
  /** The smoothed rate. */
  readonly confidence: number
}

/** So many cases of the wider cell count as much as the narrower cell's own. */
const PRIOR = 6
/** Nothing that was seen a few hundred times is surer. */
const MOST = 0.97

/**
 * The share of blind cases with this basis in which the first cause was the right one, smoothed: a cell that was seen seldom
 * leans on the wider one around it (`npm run blind -- --fit` counts them; only cases that nobody had looked at count).
 */
export function hitRateOf(basis: Basis): HitRate {
  const [rightOfAll, all] = HIT_RATES['all'] ?? [1, 2]
  let confidence = rightOfAll / all
  let told: readonly [number, number] = [rightOfAll, all]
  for (const cell of cellsOf(kindOf(basis))) {
    const [right, of] = HIT_RATES[cell] ?? [0, 0]
    confidence = (right + PRIOR * confidence) / (of + PRIOR)
    if (of >= PRIOR) told = [right, of]
  }
  return {
    right: told[0],
    of: told[1],
    confidence: Math.round(Math.min(MOST, confidence) * 100) / 100,
  }
}

/** "unknown" claims that the evidence does not decide: the share of blind cases in which that was right. */
export function unknownHitRate(): number {
  const [right, of] = HIT_RATES['unknown'] ?? [0, 0]
  return Math.round(((right + PRIOR / 2) / (of + PRIOR)) * 100) / 100
}
