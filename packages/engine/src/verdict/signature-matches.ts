import type { CauseId } from '../catalogue.ts'
import type { Finding } from '../case/finding.ts'
import type { EventView } from '../evidence/events.ts'
import type { SignatureMatch, Scanner } from '../scanner/scan.ts'
import type { Strength } from '../scanner/signature.ts'
import type { Evidence, Fix } from '../report/report.ts'
import { readLines } from '../logs/read.ts'
import type { CaseFile } from '../case/case-file.ts'
import { explains } from '../explained-by.ts'
import type { Run } from '../case/runs.ts'
import { endsUnanswered, wordRuleFor } from '../causes/shared/word-rules.ts'
import { isOfProbe } from '../logs/message.ts'
import { shapeOf } from '../logs/shape.ts'
import { siblingShapes } from '../case/siblings.ts'
import { expand, fixOf } from './template.ts'

/** What a line is worth before its relevance in the run is known. */
const WORTH: Readonly<Record<Strength, number>> = { fatal: 84, error: 66, hint: 30 }

/** Messages of the kubelet and the runtime are no opinion: they state what they did. */
const STATED_BONUS = 10

/** What known messages in logs, in the container's status and in its events say, one finding a signature: its best line. */
export function signatureFindings(file: CaseFile, scanner: Scanner): readonly Finding[] {
  const noise = siblingShapes(file.failing, file.inventory)
  const found = [
    ...file.runs.flatMap((run) =>
      run.signatureMatches
        .filter((match) => !isProbesAnswer(match))
        .map((match) => fromRun({ file, run, noise }, match)),
    ),
    ...statedTexts(file).flatMap(({ text, evidence, where }) =>
      statedMatches(scanner.scan(plainLines(text), where)).map(({ match, quoted }) =>
        fromStated(file, match, { evidence: evidence(text), quoted }),
      ),
    ),
  ]
  return [...Map.groupBy(found, ({ rule }) => rule).values()].map(together)
}

/** What an HTTP probe met says nothing of what the program asks for: a 401 is the program's own answer. */
const isProbesAnswer = ({ signature, line }: SignatureMatch): boolean =>
  isOfProbe(line) &&
  /probe (?:failed|errored).{0,40}: (?:HTTP probe|Get ")/.test(line.text) &&
  !signature.id.startsWith('kubelet/')

/** More lines than these prove nothing more. */
const MORE_LINES = 2

/** One finding of all lines that one signature knows: the best one counts, others that say it in other words are shown. */
const together = (all: readonly Finding[]): Finding => {
  const [first, ...others] = all
  if (!first) throw new Error('a group has at least one member')
  const best = others.reduce((a, b) => (b.weight > a.weight ? b : a), first)
  const shown = new Set(best.evidence.map(({ excerpt }) => shapeOf(excerpt)))
  const also = all
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ evidence, also }) => [...evidence, ...(also ?? [])])
    .filter(({ excerpt }) => !shown.has(shapeOf(excerpt)) && shown.add(shapeOf(excerpt)))
    .slice(0, MORE_LINES)
  return also.length > 0 ? { ...best, also } : best
}

/** The hook's own output stands in the kubelet's message about it: what it says is why the hook failed. */
const QUOTED = 0.7

/** The kubelet quotes the hook's own output in FailedPostStartHook: the hook is what failed. */
const quotedBy = (matches: readonly SignatureMatch[], match: SignatureMatch): boolean =>
  match.signature.cause !== 'lifecycle-hook-failed' &&
  matches.some(
    ({ signature, line }) =>
      signature.cause === 'lifecycle-hook-failed' && line.number === match.line.number,
  )

/** What a program says of a failed connection often wraps why it failed: the certificate, the name, the refusal. */
const WRAPS = 0.7
const UNANSWERED: ReadonlySet<CauseId> = new Set([
  'dns-failure',
  'dependency-unreachable',
  'dependency-auth-failed',
])
/** What a program was about to do when it got no answer is not what failed. */
const ABOUT_TO: ReadonlySet<CauseId> = new Set(['schema-migration-failed', 'sidecar-or-injection'])

/** A message about a connection gives way to another of the same line that says why there is none. */
const wraps = (
  matches: readonly SignatureMatch[],
  { signature: { cause }, line }: SignatureMatch,
): boolean => {
  const inner = matches.filter(
    (other) => other.line.number === line.number && other.signature.strength !== 'hint',
  )
  if (cause === 'dependency-unreachable')
    return inner.some(({ signature }) => explains(signature.cause, cause))
  return (
    ABOUT_TO.has(cause) &&
    endsUnanswered(line.text) &&
    inner.some(({ signature }) => UNANSWERED.has(signature.cause))
  )
}

/** A line that a healthy sibling prints too: it says something about the surroundings, not about this crash. */
const NOISE = 0.25

/** In back-off the run before is a crashed one as well; while the container runs, what it prints now is no reason yet. */
const worthOf = ({ failing }: CaseFile, { crashed }: Run): number =>
  crashed ? 1 : failing.status?.state?.running ? 0.75 : 0.96

/** A warning that the program went on from, where its own last word names another reason. */
const GONE_PAST = 0.72
/** Levels at which programs tell of what they go on from. */
const PASSING: ReadonlySet<string> = new Set(['warn', 'info', 'debug'])

/** What the program said in passing, and went on from, counts for less. */
const gonePast = (run: Run, match: SignatureMatch): number => {
  if (!PASSING.has(match.line.level)) return 1
  const { fallback } = run.crashWindow
  if (!fallback || fallback.line.number <= match.line.number) return 1
  const last = fallback.line
  if (PASSING.has(last.level) || shapeOf(last.text) === shapeOf(match.line.text)) return 1
  const explained = run.signatureMatches.some(({ line }) => line.number === last.number)
  const words = wordRuleFor(last.text.slice(0, 2000))?.rule
  return explained || (words && words.what !== 'timeout') ? GONE_PAST : 1
}

/** What a program warned of or said that it would do without, with its ordinary work below: it is no reason for an end. */
const isPassed = ({ lines, crashWindow }: Run, { line }: SignatureMatch): boolean => {
  const at = lines.indexOf(line)
  const reasons = crashWindow.reasons(at)
  return (
    (line.level === 'warn' && reasons.includes('earlier')) ||
    (reasons.includes('tolerated') && /\bwarn/i.test(line.text))
  )
}

/** A run and what its lines are held against. */
interface RunContext {
  readonly file: CaseFile
  readonly run: Run
  /** Shapes of lines that a healthy sibling prints too. */
  readonly noise: ReadonlySet<string>
}

const fromRun = ({ file, run, noise }: RunContext, match: SignatureMatch): Finding => {
  const relevance = run.crashWindow.relevance(run.lines.indexOf(match.line))
  const common = noise.size > 0 && noise.has(shapeOf(match.line.text)) ? NOISE : 1
  const quoted =
    (quotedBy(run.signatureMatches, match) ? QUOTED : 1) *
    (wraps(run.signatureMatches, match) ? WRAPS : 1)
  const weight =
    WORTH[isPassed(run, match) ? 'hint' : match.signature.strength] *
    relevance *
    common *
    gonePast(run, match) *
    worthOf(file, run) *
    quoted
  const own = finding(file, match, {
    weight,
    relevance,
    evidence: [file.fromLine(run, match.line, match.index)],
  })
  const { length } = match.line.text
  // Of a long line its end is shown as well: chains of wrappers state their reason there.
  return length > match.index + SHOWN
    ? { ...own, also: [file.fromLine(run, match.line, length - 1)] }
    : own
}

/** So much of a long line stands in an excerpt, from its match on. */
const SHOWN = 300

const statedMatches = (
  matches: readonly SignatureMatch[],
): readonly { match: SignatureMatch; quoted: number }[] =>
  matches.map((match) => ({ match, quoted: quotedBy(matches, match) ? QUOTED : 1 }))

const fromStated = (
  file: CaseFile,
  match: SignatureMatch,
  { evidence, quoted }: { evidence: Evidence; quoted: number },
): Finding =>
  finding(file, match, {
    weight:
      (WORTH[match.signature.strength] + (match.signature.strength === 'hint' ? 0 : STATED_BONUS)) *
      quoted,
    evidence: [evidence],
  })

interface Weighed {
  readonly weight: number
  readonly evidence: readonly Evidence[]
  readonly relevance?: number
}

const finding = (
  file: CaseFile,
  { signature, facts }: SignatureMatch,
  { weight, evidence, relevance }: Weighed,
): Finding => {
  const values = { ...facts, ...placeOf(file) }
  const fixes: readonly Fix[] = signature.fix ? [fixOf(signature.id, signature.fix, values)] : []
  return {
    cause: signature.cause,
    weight,
    rule: signature.id,
    strength: signature.strength,
    ...(relevance === undefined ? {} : { relevance }),
    title: expand(signature.title, values),
    ...(signature.explain ? { explanation: expand(signature.explain, values) } : {}),
    evidence,
    facts,
    fixes,
  }
}

/** Names that titles of signatures may use. */
const placeOf = (file: CaseFile): Readonly<Record<string, string>> => ({
  namespace: file.failing.namespace,
  workload: file.target,
  pod: file.podName,
  container: file.failing.container?.name ?? '',
})

interface StatedText {
  readonly text: string
  readonly where: 'event' | 'status'
  readonly evidence: (text: string) => Evidence
}

/**
 * Warnings and kills; ordinary events ("Pulled", "Started") say nothing about a failure, and a preStop hook runs when the end
 * is decided already.
 */
const telling = ({ type, reason }: EventView): boolean =>
  (type !== 'Normal' || reason === 'Killing') && reason !== 'FailedPreStopHook'

/** Messages of the kubelet about this container: why it waits, how it ended, and its events. */
const statedTexts = (file: CaseFile): readonly StatedText[] => {
  const { status, subject } = file.failing
  const waiting = status?.state?.waiting
  const statuses: StatedText[] = []
  if (waiting?.message && waiting.reason !== 'CrashLoopBackOff')
    statuses.push({
      text: waiting.message,
      where: 'status',
      evidence: () => file.fromStatus('state.waiting.message', waiting.message),
    })
  for (const exit of file.failing.exits)
    if (exit.message)
      statuses.push({
        text: exit.message,
        where: 'status',
        evidence: () => file.fromStatus(`${exit.field}.message`, exit.message),
      })
  const events = file.events.filter(telling).map((event): StatedText => ({
    text: event.message,
    where: 'event',
    evidence: () => file.fromEvent(event),
  }))
  return subject ? [...statuses, ...events] : events
}

const plainLines = (text: string): ReturnType<typeof readLines> =>
  readLines({ origin: { source: '' }, text })
