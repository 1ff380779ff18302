import { GIVEN_UP, isShutdownNoise, RETRIED, TOLERATED } from '../logs/shutdown-noise.ts'
import { classify, type LineClass } from '../logs/classes.ts'
import { bestGuess } from './best-guess.ts'
import type { LogLine } from '../logs/line.ts'
import { complains, messageOf } from '../logs/message.ts'
import { shapeOf } from '../logs/shape.ts'
import { findTraces, type Trace } from '../traces/trace.ts'

/** Why a line stands where it does in a run. */
export type Reason =
  | 'uncaught'
  | 'wrapper'
  | 'caught-trace'
  | 'frame'
  | 'shutdown-noise'
  | 'usage'
  | 'retried'
  | 'given-up'
  | 'tolerated'
  | 'survived'
  | 'earlier'
  | 'low-level'
  | 'stopping'

/** Where in a run the decisive thing stands. */
export interface CrashWindow {
  /** How much a message at a line counts, from 0 (noise) to 1 (it ends the run); 0.4 for a line that is not among them. */
  relevance(index: number): number
  reasons(index: number): readonly Reason[]
  /** The line to show where no known message matches; null where nothing stands out. */
  readonly fallback: Fallback | null
}

/** The best guess at the decisive line. */
export interface Fallback {
  readonly index: number
  readonly line: LogLine
  /** Lines below that belong to it: DETAIL, HINT, what stands after its colon. */
  readonly also: readonly number[]
  /** In [0, 1]: how likely the line is decisive. */
  readonly score: number
  readonly trace: Trace | null
}

/** For a line that is not in the run, such as one of an event. */
const UNKNOWN_RELEVANCE = 0.4
/** So many lines of ordinary work after a line do not yet make it an earlier one: outputs overtake each other. */
const NEAR = 4
/** A shape that comes so often, with work between, is one that the program lives with. */
const OFTEN = 3

/** How much a line of a log counts, from 0 to 1, and why. */
export interface Judged {
  readonly relevance: number
  readonly reasons: readonly Reason[]
}

interface Repeat {
  count: number
  first: number
  readonly last: number
}

/** What is known of the run as a whole. */
export interface Run {
  readonly lines: readonly LogLine[]
  readonly classes: readonly LineClass[]
  readonly traceAt: ReadonlyMap<number, Trace>
  /** For each line, how many lines of ordinary work come from it on. */
  readonly works: Int32Array
  readonly usage: ReadonlySet<number>
  /** Where somebody told the program to stop: what fails after it fails as it stops. */
  readonly stoppedAt: number
  /** For failures: how often lines of that shape come, and where. */
  readonly repeats: ReadonlyMap<LineClass, Repeat>
}

/** Judges where in a run the decisive thing stands. `traces` are those of the same lines, where they are known already. */
export function crashWindow(
  lines: readonly LogLine[],
  traces: readonly Trace[] = findTraces(lines),
): CrashWindow {
  const run = runOf(lines, traces)
  const judged = new Map<number, Judged>()
  const at = (index: number): Judged => {
    const known = judged.get(index) ?? judge(run, index)
    judged.set(index, known)
    return known
  }
  let fallback: Fallback | null | undefined
  return {
    relevance: (index) => (lines[index] === undefined ? UNKNOWN_RELEVANCE : at(index).relevance),
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
  return crashWindow(lines, traces).fallback
}

const NONE: ReadonlySet<number> = new Set()

function runOf(lines: readonly LogLine[], traces: readonly Trace[]): Run {
  const traceAt = new Map<number, Trace>()
  for (const trace of traces) {
    for (let i = trace.start; i <= trace.end; i++) traceAt.set(i, trace)
  }
  const { each: classes, kinds } = classify(lines)
  const usage = kinds.some(({ isUsage }) => isUsage) ? usageOf(lines, classes) : NONE
  const works = new Int32Array(lines.length + 2)
  for (let i = lines.length - 1; i >= 0; i--) {
    const isWork = classes[i]?.isWork === true && !traceAt.has(i) && !usage.has(i)
    works[i] = (works[i + 1] as number) + (isWork ? 1 : 0)
  }
  const stoppedAt = kinds.some(({ mayStop }) => mayStop) ? stopOf(lines) : Infinity
  return { lines, classes, traceAt, works, usage, repeats: repeatsOf(lines, classes), stoppedAt }
}

/** Lines of other words may still have the same shape: ids and quoted names are none of it. */
function repeatsOf(
  lines: readonly LogLine[],
  classes: readonly LineClass[],
): ReadonlyMap<LineClass, Repeat> {
  const byShape = new Map<string, Repeat>()
  const byClass = new Map<LineClass, Repeat>()
  for (let i = lines.length - 1; i >= 0; i--) {
    const own = classes[i] as LineClass
    if (own.isBlank || !own.isFailure) continue
    const shape = byClass.has(own) ? '' : shapeOf(lines[i]?.text ?? '')
    const known = byClass.get(own) ?? byShape.get(shape) ?? { count: 0, first: i, last: i }
    known.count++
    known.first = i
    if (shape !== '') byShape.set(shape, known)
    byClass.set(own, known)
  }
  return byClass
}

function stopOf(lines: readonly LogLine[]): number {
  const at = lines.findIndex(({ text }) => STOPPED.test(text))
  return at < 0 ? Infinity : at
}

/** The signals that the kubelet sends, as programs tell of them. */
const STOPPED =
  /\b(?:received|got|caught|handling|on)\b.{0,30}\b(?:SIGTERM|SIGINT|signal\W{0,4}(?:terminated|interrupt|15)\b)|"signal":"(?:terminated|interrupt)"|\bSIGTERM: /i

/** What a parser of arguments prints under its usage: "prog: error: unrecognized arguments: --x" (argparse, click, getopt). */
const VERDICT =
  /^(?:[\w./-]{1,60}(?: [\w-]{1,40}){0,3}: )?(?:error|fatal): \S|^[\w./-]{1,120}: (?:line )?\d{1,6}: \S.{0,200}(?:not found|No such file or directory|Permission denied)$/i

/** What it prints on standard error may fall into the midst of the help on standard output (Go's flag, getopt, cobra, clap). */
const AMIDST =
  /^(?:\S{1,60}: )?(?:incorrect usage: )?(?:flag provided but not defined|bad flag syntax|flag needs an argument|unknown (?:shorthand )?(?:flag|option|argument)|unrecogni[sz]ed (?:option|arguments?)|(?:invalid|illegal) option|unexpected argument|invalid value .{1,80} for (?:flag|option))\b/i

/** The lines of help texts: from a line of usage on, all that state neither a time, nor a level, nor an error. */
function usageOf(lines: readonly LogLine[], classes: readonly LineClass[]): ReadonlySet<number> {
  const usage = new Set<number>()
  let inside = false
  for (let i = 0; i < classes.length; i++) {
    const own = classes[i] as LineClass
    if (own.isUsage) inside = true
    else if (inside) {
      const text = lines[i]?.text ?? ''
      if (AMIDST.test(text)) continue
      inside = !endsUsage(own, text)
    }
    if (inside) usage.add(i)
  }
  return usage
}

const endsUsage = (own: LineClass, text: string): boolean =>
  own.level !== 'none' || own.isStamped || VERDICT.test(text)

function judge(run: Run, index: number): Judged {
  const line = run.lines[index]
  const trace = run.traceAt.get(index)
  const reasons: Reason[] = []
  if (line === undefined) return { relevance: UNKNOWN_RELEVANCE, reasons }
  let relevance = 1
  const weigh = (factor: number, reason: Reason): void => {
    relevance *= factor
    reasons.push(reason)
  }
  if (trace !== undefined) weigh(...inTrace(trace, index, run))
  else {
    const after = run.works[index + 1] ?? 0
    if (run.usage.has(index)) weigh(0.3, 'usage')
    else for (const [factor, reason] of byWords(messageOf(line), after)) weigh(factor, reason)
    if (line.level === 'debug' || (line.level === 'info' && !complains(messageOf(line))))
      weigh(0.75, 'low-level')
  }
  if (index > run.stoppedAt && trace?.uncaught !== true) weigh(0.35, 'stopping')
  const survived = survivedFactor(run, index)
  if (survived < 1) weigh(survived, 'survived')
  const far = distanceFactor(run, trace?.end ?? index, floorOf(line, trace))
  if (far < 1) weigh(far, 'earlier')
  return { relevance, reasons }
}

function inTrace(trace: Trace, index: number, run: Run): readonly [number, Reason] {
  const states = trace.exceptions.some((exception) => exception.line === index)
  if (!trace.uncaught) return [states ? 0.7 : 0.5, 'caught-trace']
  if (index === trace.deepest.line) return [1, 'uncaught']
  if (states) return [0.95, 'wrapper']
  const text = run.lines[index]?.text ?? ''
  return /^\s*(?:at |File "|from |#\d+ )/.test(text) ? [0.8, 'frame'] : [0.93, 'wrapper']
}

function byWords(text: string, after: number): readonly (readonly [number, Reason])[] {
  const found: (readonly [number, Reason])[] = []
  if (GIVEN_UP.test(text)) found.push([1, 'given-up'])
  else if (RETRIED.test(text)) found.push([after > 0 ? 0.5 : 0.85, 'retried'])
  if (isShutdownNoise(text)) found.push([0.4, 'shutdown-noise'])
  if (TOLERATED.test(text)) found.push([after > 0 ? 0.4 : 0.7, 'tolerated'])
  return found
}

/** The same failure again and again while other work goes on. */
function survivedFactor(run: Run, index: number): number {
  const own = run.classes[index]
  if (own?.isFailure !== true) return 1
  const known = run.repeats.get(own)
  if (known === undefined || known.count < 2) return 1
  const between = (run.works[known.first] ?? 0) - (run.works[known.last] ?? 0)
  if (between < NEAR || between < known.count / 2) return 1
  const isLast = known.last === index && (run.works[index + 1] ?? 0) <= NEAR
  if (known.count < OFTEN) return isLast ? 0.9 : 0.7
  return isLast ? 0.6 : 0.35
}

/** However early it stands, a line of such a level counts at least this much. */
function floorOf(line: LogLine, trace: Trace | undefined): number {
  if (trace?.uncaught === true) return 0.85
  return line.level === 'fatal' ? 0.75 : line.level === 'error' ? 0.45 : 0.35
}

/** Falls with the logarithm of the work that comes after: ten lines matter, a thousand more hardly. */
function distanceFactor(run: Run, end: number, floor: number): number {
  const after = run.works[end + 1] ?? 0
  if (after <= NEAR) return 1
  return Math.max(floor, 1 / (1 + 0.3 * Math.log2(after / NEAR)))
}
