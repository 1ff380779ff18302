import { goesOn } from '../case/goes-on.ts'
import type { Finding } from '../case/finding.ts'
import { showsOnlyWell } from '../case/unattributed.ts'
import { troublingEvents } from '../case/troubling-events.ts'
import type { EventView } from '../evidence/events.ts'
import { sourceLine } from '../logs/read.ts'
import type { LogLine } from '../logs/line.ts'
import { complains, tellsOfFailure } from '../logs/message.ts'
import type { Judged } from '../verdict/judge.ts'
import type { Run } from '../case/runs.ts'
import type { FailingContainer } from '../case/failing-container.ts'

/**
 * Whether anything says that a container of which only a log is known crashed: a state, an exit, a warning, a known message,
 * a trace, or a line that complains and that nothing healthy follows. Who pastes what a healthy program prints has no crash.
 */
export function showsCrash({ file, candidates: [top] }: Judged): boolean {
  const { failing, events, runs } = file
  if (isWell(failing)) return runs.some((run) => run.traces.length > 0 || complainsAtEnd(run))
  if (failing.exits.length > 0 || failing.status?.state?.waiting) return true
  const troubling = troublingEvents(events)
  if (file.inventory.snapshot.isSaidToRun)
    return troubling.some(endsRun) || runs.some(({ lines }) => lines.some(isOfAnEnd))
  if (troubling.length > 0) return true
  if (failing.pod?.pod.metadata.name === '' && showsOnlyWell(file.inventory))
    return runs.some(({ lines }) => lines.some((line) => line.level === 'fatal' || isOfAnEnd(line)))
  if (runs.length > 0 && runs.every((run) => wentOn(run, top?.lead))) return false
  if (top && top.cause !== 'unknown' && !top.lead.rule.endsWith('/words-none')) return true
  return runs.some((run) => run.traces.length > 0 || complainsAtEnd(run) || isStopped(run))
}

/** The line that leads, or stands out, is one that the program lived with. */
function wentOn(run: Run, lead: Finding | undefined): boolean {
  const { source, line } = lead?.evidence.find(({ kind }) => kind === 'log') ?? {}
  const led =
    source === run.stream.origin.source
      ? run.lines.findIndex(({ number }) => sourceLine(run.stream, number) === line)
      : -1
  const { fallback } = run.crashWindow
  const last = Math.max(
    led,
    fallback && tellsOfFailure(fallback.line) ? fallback.index : -1,
    ...run.traces.map(({ end }) => end),
  )
  if (run.lines.some(isOfAnEnd)) return false
  return last >= 0 && goesOn(run, last)
}

/** Events that no container has that goes on: a probe alone may fail now and then. */
const endsRun = ({ reason }: EventView): boolean => reason !== 'Unhealthy'

const isOfAnEnd = ({ text }: LogLine): boolean => OF_AN_END.test(text)

/** Runs and is ready: what its events tell of is over. */
const isWell = ({ status }: FailingContainer): boolean =>
  status?.state?.running !== undefined && status.ready === true

/** What no program goes on after, whatever its neighbours in a paste print. */
const OF_AN_END =
  /^\s*(?:panic: |fatal error: |goroutine \d+ \[running)|\bSegmentation fault\b|\bcore dumped\b|\bexited with code [1-9]|\bUnhandled [Ee]xception\b|\bOCI runtime create failed\b/

/** Words such as "failed" and "might become corrupt" alone are no complaint where the line stands out little. */
const STANDS_OUT = 0.45

const complainsAtEnd = ({ crashWindow: { fallback } }: Run): boolean =>
  fallback !== null &&
  (/^(?:fatal|error)$/.test(fallback.line.level) ||
    (fallback.score >= STANDS_OUT && complains(fallback.line.text)))

/** Lines at the end that may tell that somebody ended the program. */
const LAST = 12

const isStopped = ({ lines, crashWindow }: Run): boolean =>
  lines.slice(-LAST).some((line) => crashWindow.reasons(lines.indexOf(line)).includes('stopping'))

/** What is said instead of an incident, and what to give instead of such a log. */
export function quietSentence(failing: readonly FailingContainer[]): string {
  const names = failing.map(({ pod, container }) =>
    [pod?.pod.metadata.name, container?.name].filter(Boolean).join('/'),
  )
  const known = names.filter((name) => name !== '')
  const whose = known.length === 0 ? 'What was given' : `The log of ${known.slice(0, 5).join(', ')}`
  const more = known.length > 5 ? ` and ${known.length - 5} more` : ''
  return `${whose}${more} shows no sign of a crash. Give the log of the run that ended (kubectl logs --previous), and what kubectl describe says of its pod.`
}
