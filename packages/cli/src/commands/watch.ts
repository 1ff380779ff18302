import type { Incident, Report } from '@unloop/engine/report'
import { diagnoseAll, statusOf } from '../diagnosis.ts'
import type { ExitStatus } from '../errors.ts'
import { parseInterval } from '../options/interval.ts'
import { cleanText } from '../output/clean.ts'
import { rendered } from '../reporters/show.ts'
import { where } from '@unloop/engine/phrases'
import type { Clusters } from '../subjects/clusters.ts'
import type { Asked } from './diagnose.ts'

// Cursor home, screen and scroll-back cleared (ECMA-48, xterm).
const CLEAR_SCREEN = '\u001b[H\u001b[2J\u001b[3J'

/**
 * Looks again and again until the user interrupts. A terminal is redrawn each time, as the back-off runs on. A file or a pipe
 * gets the first report, then only what changed: as text the incidents that began, changed or ended, in the other forms a
 * whole report. What fails after the first look is told, and tried again.
 */
export async function watch(clusters: Clusters, asked: Asked): Promise<ExitStatus> {
  const { options, io } = asked
  const pauseMs = parseInterval(options.interval) * 1000
  const isText = (options.output ?? 'text') === 'text'
  const isScreen = io.terminal.out && isText
  let report = await look(clusters, asked)
  let shown: Report | null = null
  for (;;) {
    if (isScreen) await io.out(CLEAR_SCREEN + (await page(report, asked)))
    else if (shown === null) await io.out(await page(report, asked))
    else if (newsOf(report) !== newsOf(shown))
      await io.out(await (isText ? changes(shown, report, asked) : page(report, asked)))
    shown = report
    if ((await rest(clusters, pauseMs, io)) === 'interrupted') return statusOf(report)
    try {
      report = await look(clusters, asked)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      io.err(`unloop: ${cleanText(why)} The next look is in ${pauseMs / 1000} s.\n`)
    }
  }
}

// Milliseconds between two questions whether something changed.
const SLICE_MS = 1_000

/** Until the next look: a while, or less where something changed. */
async function rest(
  clusters: Clusters,
  pauseMs: number,
  io: Asked['io'],
): Promise<'elapsed' | 'interrupted'> {
  for (let left = pauseMs; left > 0; left -= SLICE_MS) {
    if ((await io.pause(Math.min(left, SLICE_MS))) === 'interrupted') return 'interrupted'
    if (clusters.hasChanged()) break
  }
  return 'elapsed'
}

/** One diagnosis of what the clusters are now. */
const look = async (clusters: Clusters, { scope, io }: Asked): Promise<Report> =>
  diagnoseAll({ ...(await clusters.read()), scope, generatedAt: io.now().toISOString() })

/** What is new since the report that was shown, briefly; what ended in one line each. */
export async function changes(
  before: Report,
  after: Report,
  asked: Pick<Asked, 'options' | 'io'>,
): Promise<string> {
  const { options, io } = asked
  const known = new Map(before.incidents.map((incident) => [incident.id, signOf(incident)]))
  const left = new Set(after.incidents.map(({ id }) => id))
  const ended = before.incidents.filter(({ id }) => !left.has(id))
  const incidents = after.incidents.filter(
    (incident) => known.get(incident.id) !== signOf(incident),
  )
  const lines = ended.map(
    (incident) =>
      `${after.generatedAt}  ended: ${where(incident)}, ${incident.causes[0]?.id ?? 'unknown'}\n`,
  )
  const news =
    incidents.length === 0
      ? ''
      : await rendered(
          { ...after, incidents },
          { format: 'text', color: options.color, banner: null, isBrief: true, isDetailed: true },
          io,
        )
  return cleanText(lines.join('')) + news
}

/** A stream of JSON is one report a line, a stream of YAML one report a document. */
async function page(report: Report, { options, io }: Asked): Promise<string> {
  const { output: format, color } = options
  const text = await rendered(
    report,
    { format, color, banner: null, isBrief: options.brief, isDetailed: options.details },
    io,
  )
  if (format === 'json') return `${JSON.stringify(JSON.parse(text))}\n`
  return format === 'yaml' ? `---\n${text}` : text
}

/** What makes a report worth showing again: other incidents, other causes, another restart. */
const newsOf = ({ incidents, gaps }: Report): string =>
  JSON.stringify([incidents.map(signOf), gaps])

/** What a change of an incident is told by: the time that passes alone is none. */
const signOf = ({ id, kind, causes, victimOf, state, pods }: Incident): string =>
  JSON.stringify([id, kind, causes[0]?.id, victimOf, state.restarts, state.reason, pods])
