import type { Report } from '@unloop/engine/report'
import type { Io } from '../io.ts'
import type { Color, Format } from '../options/table.ts'
import { REPORTERS } from './index.ts'
import { clean } from '../output/clean.ts'
import { coloured, plain, wantsColor } from '../output/paint.ts'

const MIN_WIDTH = 80
const MAX_WIDTH = 120

export interface Showing {
  readonly format: Format | undefined
  readonly color: Color | undefined
  readonly banner: string | null
}

/** The report in the format asked for; names and log lines are made harmless first, for every format alike. */
export async function rendered(report: Report, showing: Showing, io: Io): Promise<string> {
  const reporter = await REPORTERS[showing.format ?? 'text']()
  const isColored = wantsColor({ choice: showing.color, isTerminal: io.terminal.out, env: io.env })
  return reporter(clean(report), {
    width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, io.terminal.columns ?? MIN_WIDTH)),
    paint: isColored ? coloured : plain,
    banner: showing.banner,
  })
}
