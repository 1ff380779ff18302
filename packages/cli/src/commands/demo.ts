import type { ExitStatus } from '../errors.ts'
import { DEMO_BANNER, demoSnapshot } from '../demo.ts'
import { diagnoseAll, statusOf } from '../diagnosis.ts'
import type { Io } from '../io.ts'
import type { Color, Format } from '../options/table.ts'
import { rendered } from '../reporters/show.ts'
import type { Scope } from '../select/narrow.ts'
import { parseSelector } from '../select/selector.ts'
import type { Command } from './command.ts'

/** Replays a recorded cluster, so that the program can be seen without one. */
export const demoCommand: Command<'demo'> = ({ options }, io) =>
  showDemo(
    {
      scope: {
        namespace: options.namespace ?? null,
        targets: [],
        selector: options.selector === undefined ? null : parseSelector(options.selector),
      },
      format: options.output,
      color: options.color,
      isDetailed: options.details,
      why: null,
    },
    io,
  )

/** How the recording is to be shown. */
interface DemoRequest {
  readonly scope: Scope
  readonly format: Format | undefined
  readonly color: Color | undefined
  readonly isDetailed: boolean
  /** Why the demo is shown although nobody asked for it, in a full sentence. */
  readonly why: string | null
}

/** Diagnoses the recording under a banner: in the report, or on standard error where the report is a machine's. */
export async function showDemo(
  { scope, format, color, isDetailed, why }: DemoRequest,
  io: Io,
): Promise<ExitStatus> {
  const isShown = format === undefined || format === 'text'
  const said = [
    isShown ? (why === null ? '' : 'This is the RECORDED DEMO.') : DEMO_BANNER,
    why ?? '',
  ]
  const line = said.filter((sentence) => sentence !== '').join(' ')
  if (line !== '') io.err(`unloop: ${line}\n`)
  const generatedAt = io.now().toISOString()
  const report = diagnoseAll({
    subjects: [{ snapshot: demoSnapshot(), cluster: null }],
    scope,
    generatedAt,
    gaps: [],
  })
  await io.out(await rendered(report, { format, color, banner: DEMO_BANNER, isDetailed }, io))
  return statusOf(report)
}
