/** Fitted by `npm run score -- --fit`; the ceiling is what the unseen half of the cases supports. */
export const CALIBRATION = {
  bias: -0.498,
  score: 2.985,
  lead: 2.31,
  withoutLog: -2.336,
  ceiling: 0.97,
  /** "unknown" is no claim that could be right or wrong: it says how little is known. */
  unknown: 0.3,
} as const
