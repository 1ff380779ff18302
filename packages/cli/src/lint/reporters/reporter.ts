import type { LintReport } from '@unloop/lint'
import type { Paint } from '../../output/paint.ts'

export interface LintView {
  readonly paint: Paint
  readonly width: number
}

export type LintReporter = (report: LintReport, view: LintView) => string

export const SEVERITY_WORDS = {
  'will-crash': 'will crash',
  refused: 'refused',
  'may-crash': 'may crash',
  practice: 'practice',
} as const
