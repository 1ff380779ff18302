import type { Report } from '@unloop/engine/report'
import type { Paint } from '../output/paint.ts'

/** How the report is shown; what it says is in the report alone. */
export interface View {
  /** Columns of a terminal. */
  readonly width: number
  readonly paint: Paint
  /** Shown above everything: that this is the recorded demo. */
  readonly banner: string | null
  /** Headline, proof and fix alone; only the page for a terminal knows it. */
  readonly isBrief?: boolean
  /** Every incident with its details, however many there are; only the page for a terminal leaves some out. */
  readonly isDetailed?: boolean
}

/** One output format: reads a cleaned report and returns all of it, with a line end. */
export type Reporter = (report: Report, view: View) => string
