import { widthOf } from '../output/wrap.ts'
import type { Report } from '@unloop/engine/report'
import type { Io } from '../io.ts'
import type { Color, Format } from '../options/table.ts'
import { REPORTERS } from './index.ts'
import { clean } from '../output/clean.ts'
import { coloured, plain, wantsColor } from '../output/paint.ts'

// Columns: longer lines are hard to read.
const MAX_WIDTH = 120

/** How a report is to be shown, as far as the user said. */
export interface Showing {
  readonly format: Format | undefined
  readonly color: Color | undefined
  readonly banner: string | null
  readonly isBrief?: boolean
  readonly isDetailed?: boolean
}

/** The report in the format asked for; names and log lines are made harmless first, for every format alike. */
export async function rendered(report: Report, showing: Showing, io: Io): Promise<string> {
  const reporter = await REPORTERS[showing.format ?? 'text']()
  const isColored = wantsColor({ choice: showing.color, isTerminal: io.terminal.out, env: io.env })
  return reporter(clean(report), {
    width: widthOf(io.terminal.columns, MAX_WIDTH),
    paint: isColored ? coloured : plain,
    banner: showing.banner,
    isBrief: showing.isBrief === true,
    isDetailed: showing.isDetailed === true,
  })
}
