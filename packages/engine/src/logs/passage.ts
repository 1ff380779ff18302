import { GIVEN_UP, isChatter, isUsage, RETRIED, TOLERATED } from './chatter.ts'
import type { Level, LogLine } from './line.ts'
import { shapeOf } from './shape.ts'
import { findTraces, type Trace } from './trace.ts'

/** Why a line stands where it does in a run. */
export type Reason =
  | 'uncaught'
  | 'wrapper'
  | 'caught-trace'
  | 'frame'
  | 'chatter'
  | 'usage'
  | 'retried'
  | 'given-up'
  | 'tolerated'
  | 'survived'
  | 'earlier'
  | 'low-level'

/** Where in a run the decisive thing stands. */
export interface Passage {
  /** How much a message at a line counts, from 0 (noise) to 1 (it ends the run); 0.4 for a line that is not among them. */
  standing(index: number): number
  reasons(index: number): readonly Reason[]
  /** The line to show where no known message matches; null where nothing stands out. */
  readonly fallback: Fallback | null
}

/** The best guess at the decisive line. */
export interface Fallback {
  readonly index: number
  readonly line: LogLine
  /** In [0, 1]: how likely the line is decisive. */
  readonly score: number
  readonly trace: Trace | null
}

const UNKNOWN_STANDING = 0.4
/** So many lines of ordinary work after a line do not yet make it an earlier one: outputs overtake each other. */
const NEAR = 4
/** A shape that comes so often, with work between, is one that the program lives with. */
const OFTEN = 3

interface Judged {
  readonly standing: number
  readonly reasons: readonly Reason[]
}

/** What is known of the run as a whole. */
interface Run {
  readonly lines: readonly LogLine[]
  readonly traceAt: ReadonlyMap<number, Trace>
  /** For each line, how many lines of ordinary work come from it on. */
  readonly works: Int32Array
  /** For shapes of failures: how often they come, and where last. */
  readonly shapes: ReadonlyMap<string, { count: number; first: number; last: number }>
}

/** Judges where in a run the decisive thing stands. `traces` are those of the same lines, where they are known already. */
export function passage(
  lines: readonly LogLine[],
  traces: readonly Trace[] = findTraces(lines),
): Passage {
  const run = runOf(lines, traces)
  const judged = new Map<number, Judged>()
  const at = (index: number): Judged => {
    const known = judged.get(index) ?? judge(run, index)
    judged.set(index, known)
    return known
  }
  let fallback: Fallback | null | undefined
  return {
    standing: (index) => (lines[index] === undefined ? UNKNOWN_STANDING : at(index).standing),
    reasons: (index) => (lines[index] === undefined ? [] : at(index).reasons),
    get fallback() {
      return (fallback ??= bestGuess(run, at))
    },
  }
}

/** The best guess at the decisive line of a run. */
export function fallbackLine(
  lines: readonly LogLine[],
  traces?: readonly Trace[],
): Fallback | null {
  return passage(lines, traces).fallback
}

function runOf(lines: readonly LogLine[], traces: readonly Trace[]): Run {
  const traceAt = new Map<number, Trace>()
  for (const trace of traces) {
    for (let i = trace.start; i <= trace.end; i++) traceAt.set(i, trace)
  }
  const works = new Int32Array(lines.length + 2)
  const shapes = new Map<string, { count: number; first: number; last: number }>()
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]
    works[i] =
      (works[i + 1] as number) + (line !== undefined && isWork(line, traceAt.has(i)) ? 1 : 0)
    if (line === undefined || !isFailure(line)) continue
    const shape = shapeOf(line.text)
    const known = shapes.get(shape)
    if (known === undefined) shapes.set(shape, { count: 1, first: i, last: i })
    else shapes.set(shape, { ...known, count: known.count + 1, first: i })
  }
  return { lines, traceAt, works, shapes }
}

const SERIOUS: readonly Level[] = ['warn', 'error', 'fatal']

const isFailure = (line: LogLine): boolean =>
  SERIOUS.includes(line.level) || COMPLAINS.test(line.text)

/** A line that shows the program at work, beside errors, traces, goodbyes and continuations. */
function isWork(line: LogLine, inTrace: boolean): boolean {
  const { text } = line
  if (inTrace || text.trim() === '' || /^\s/.test(text) || SERIOUS.includes(line.level))
    return false
  return !isChatter(text) && !isUsage(text) && !COMPLAINS.test(text) && !CONTINUES.test(text)
}

/** Lines that belong to the message before them. */
const CONTINUES =
  /^(?:\d{4}\S+ \S+ \S+ \[\d+\] (?:\w+@\w+ )?)?(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION): |^[-*=#^~+_\s]+$|^[}\])]/

function judge(run: Run, index: number): Judged {
  const line = run.lines[index]
  const trace = run.traceAt.get(index)
  const reasons: Reason[] = []
  if (line === undefined) return { standing: UNKNOWN_STANDING, reasons }
  let standing = 1
  const weigh = (factor: number, reason: Reason): void => {
    standing *= factor
    reasons.push(reason)
  }
  if (trace !== undefined) weigh(...inTrace(trace, index, run))
  else {
    const after = run.works[index + 1] ?? 0
    for (const [factor, reason] of byWords(line, after)) weigh(factor, reason)
    if (line.level === 'debug' || (line.level === 'info' && !COMPLAINS.test(line.text)))
      weigh(0.75, 'low-level')
  }
  const survived = survivedFactor(run, index)
  if (survived < 1) weigh(survived, 'survived')
  const far = distanceFactor(run, trace?.end ?? index, floorOf(line, trace))
  if (far < 1) weigh(far, 'earlier')
  return { standing, reasons }
}

function inTrace(trace: Trace, index: number, run: Run): readonly [number, Reason] {
  const states = trace.exceptions.some((exception) => exception.line === index)
  if (!trace.uncaught) return [states ? 0.7 : 0.5, 'caught-trace']
  if (index === trace.deepest.line) return [1, 'uncaught']
  if (states) return [0.95, 'wrapper']
  const text = run.lines[index]?.text ?? ''
  return /^\s*(?:at |File "|from |#\d+ )/.test(text) ? [0.8, 'frame'] : [0.93, 'wrapper']
}

function byWords(line: LogLine, after: number): readonly (readonly [number, Reason])[] {
  const { text } = line
  if (isUsage(text)) return [[0.3, 'usage']]
  const found: (readonly [number, Reason])[] = []
  if (GIVEN_UP.test(text)) found.push([1, 'given-up'])
  else if (RETRIED.test(text)) found.push([after > 0 ? 0.5 : 0.85, 'retried'])
  if (isChatter(text)) found.push([0.4, 'chatter'])
  if (TOLERATED.test(text)) found.push([after > 0 ? 0.4 : 0.7, 'tolerated'])
  return found
}

/** The same failure again and again while other work goes on. */
function survivedFactor(run: Run, index: number): number {
  const line = run.lines[index]
  if (line === undefined || !isFailure(line)) return 1
  const known = run.shapes.get(shapeOf(line.text))
  if (known === undefined || known.count < 2) return 1
  const between = (run.works[known.first] ?? 0) - (run.works[known.last] ?? 0)
  if (between < NEAR || between < known.count / 2) return 1
  const isLast = known.last === index && (run.works[index + 1] ?? 0) <= NEAR
  if (known.count < OFTEN) return isLast ? 0.9 : 0.7
  return isLast ? 0.6 : 0.35
}

function floorOf(line: LogLine, trace: Trace | undefined): number {
  if (trace?.uncaught === true) return 0.85
  return line.level === 'fatal' ? 0.75 : line.level === 'error' ? 0.45 : 0.35
}

function distanceFactor(run: Run, end: number, floor: number): number {
  const after = run.works[end + 1] ?? 0
  if (after <= NEAR) return 1
  return Math.max(floor, 1 / (1 + 0.3 * Math.log2(after / NEAR)))
}

/** Words by which programs say what went wrong, where they state no level. */
const COMPLAINS =
  /\b(?:cannot|can't|can not|could ?n[o']t|unable to|fail(?:ed|ure|s)?|denied|refused|invalid|unknown|unrecogni[sz]ed|missing|not found|no such|does(?: not|n't) (?:exist|match|have|support)|unsupported|not supported|undefined|expected|exception|error|fatal|panic|out of memory|corrupt(?:ed)?|incompatible|not compatible|mismatch|expired|forbidden|unauthori[sz]ed|not permitted|not allowed|illegal|bad (?:file|config|directive|value|request|substitution|interpreter)|must (?:be|have|not)|required|timed out|timeout|already in use|already exists|no space left|reached the max|too many|too (?:large|long|small|old)|unreachable|rejected|violates?|duplicate|is not (?:set|defined|a |an |valid|in )|isn't|wasn't|abort(?:ed|ing)?|crash(?:ed)?|killed|segmentation fault|exec format|not set|not configured|unexpected|misspelled|perhaps)\b/i

/** Says that something failed, not what: the line beside it says more. */
const EMPTY_WORDS =
  /^(?:\W|\d|\b(?:\w{1,12}:|error|fatal|panic|aborting|aborted|abort|exiting|exit(?:ed)?|failed|fail|to|start|startup|application|app|server|service|process|run|running|main|program|now|the|due|with|code|status|critical|unrecoverable|due|an|a|has|occurred|encountered|child|jvm|msg|level|err|see|above|below|log|logs|for|details|command|daemon|boot|worker|terminated|terminating|unexpectedly|container|invalid config|abnormally|still could not bind)\b)*$/i

const LEVEL_WORTH: Readonly<Record<Level, number>> = {
  fatal: 0.88,
  error: 0.82,
  warn: 0.4,
  info: 0.12,
  debug: 0.05,
  none: 0.2,
}

type At = (index: number) => Judged

function bestGuess(run: Run, at: At): Fallback | null {
  let best: Fallback | null = null
  let blockEnd = -2
  let place = 0
  for (const [index, line] of run.lines.entries()) {
    const trace = run.traceAt.get(index) ?? null
    const worth = trace === null ? worthOf(line) : traceWorth(trace, index)
    if (worth === 0) continue
    // Of failures in a row the first is mostly the reason and the others its consequences.
    place = index - blockEnd <= 2 && worth > 0.3 ? place + 1 : 0
    if (worth > 0.3) blockEnd = trace?.end ?? index
    const score = worth * at(index).standing * (1 - Math.min(place, 10) * 0.012)
    if (best === null || score > best.score * (place === 0 ? 0.97 : 1))
      best = { index, line, score, trace }
  }
  return best !== null && best.score >= 0.05 ? best : null
}

function worthOf(line: LogLine): number {
  const { text, level } = line
  if (text.trim() === '' || isUsage(text)) return 0
  const complains = COMPLAINS.test(text.length > 2000 ? text.slice(0, 2000) : text)
  const says =
    complains && (level === 'none' || level === 'info')
      ? 0.62
      : complains && level === 'warn'
        ? 0.6
        : LEVEL_WORTH[level]
  const body =
    level === 'none'
      ? text
      : text.replace(/^.{0,60}?\b(?:FATAL|ERROR|error|fatal|SEVERE|CRITICAL)\b\W{0,4}/, '')
  return EMPTY_WORDS.test(body.slice(0, 160)) ? says * 0.6 : /^\s/.test(text) ? says * 0.9 : says
}

function traceWorth(trace: Trace, index: number): number {
  if (index !== tellingLine(trace)) return 0
  return trace.uncaught ? 0.96 : 0.8
}

/** The line of the deepest exception that says anything. */
function tellingLine(trace: Trace): number {
  for (let i = trace.exceptions.length - 1; i >= 0; i--) {
    const exception = trace.exceptions[i]
    if (exception !== undefined && exception.message !== '') return exception.line
  }
  return trace.deepest.line
}
