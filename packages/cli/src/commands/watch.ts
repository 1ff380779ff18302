import type { Report } from '@unloop/engine/report'
import { diagnoseAll, statusOf } from '../diagnosis.ts'
import type { ExitStatus } from '../errors.ts'
import { parseInterval } from '../options/interval.ts'
import { cleanText } from '../output/clean.ts'
import { rendered } from '../reporters/show.ts'
import type { Clusters } from '../subjects/clusters.ts'
import type { Asked } from './diagnose.ts'

const CLEAR_SCREEN = '\u001b[H\u001b[2J\u001b[3J'

/**
 * Looks again and again until the user interrupts. A terminal is redrawn each time, as the back-off runs on; a file or a pipe
 * gets a new report only when one is news. What fails after the first look is told, and tried again.
 */
export async function watch(clusters: Clusters, asked: Asked): Promise<ExitStatus> {
  const { options, io } = asked
  const pauseMs = parseInterval(options.interval) * 1000
  const isScreen = io.terminal.out && (options.output ?? 'text') === 'text'
  let report = await look(clusters, asked)
  let shown: string | null = null
  for (;;) {
    const news = newsOf(report)
    if (isScreen || news !== shown)
      await io.out((isScreen ? CLEAR_SCREEN : '') + (await page(report, asked)))
    shown = news
    if ((await io.pause(pauseMs)) === 'interrupted') return statusOf(report)
    try {
      report = await look(clusters, asked)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      io.err(`unloop: ${cleanText(why)} The next look is in ${pauseMs / 1000} s.\n`)
    }
  }
}

const look = async (clusters: Clusters, { scope, io }: Asked): Promise<Report> =>
  diagnoseAll({ ...(await clusters.read()), scope, generatedAt: io.now().toISOString() })

/** A stream of JSON is one report a line, a stream of YAML one report a document. */
async function page(report: Report, { options, io }: Asked): Promise<string> {
  const { output: format, color } = options
  const text = await rendered(report, { format, color, banner: null, isBrief: options.brief }, io)
  if (format === 'json') return `${JSON.stringify(JSON.parse(text))}\n`
  return format === 'yaml' ? `---\n${text}` : text
}

/** What makes a report worth showing again: other incidents, other causes, another restart. */
const newsOf = ({ incidents, gaps }: Report): string =>
  JSON.stringify([
    incidents.map(({ id, kind, causes, victimOf, state, pods }) => [
      id,
      kind,
      causes[0]?.id,
      victimOf,
      state.restarts,
      state.reason,
      pods,
    ]),
    gaps,
  ])
