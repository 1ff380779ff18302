import type { LineClass } from '../logs/classes.ts'
import type { Level, LogLine } from '../logs/line.ts'
import { isSentence } from '../logs/sentence.ts'
import { complains, messageOf } from '../logs/message.ts'
import { saysNothing } from '../logs/says-nothing.ts'
import type { Fallback, Judged, Run } from './crash-window.ts'
import type { Trace } from '../traces/trace.ts'

/** How likely a line of that level is the reason, before its words are read. */
const LEVEL_WORTH: Readonly<Record<Level, number>> = {
  fatal: 0.88,
  error: 0.82,
  warn: 0.4,
  info: 0.12,
  debug: 0.05,
  none: 0.2,
}

/** A sentence without any mark of output. */
const TOLD = 0.85

type At = (index: number) => Judged

/** Of a long run, failures are looked at near its beginning and its end, and lines that state none only at its very end. */
const FIRST = 300
/** Lines from the end that are considered at all; of the very last even those that say little. */
const LAST = 1500
const VERY_LAST = 40

/** Bounds the work for logs of millions of lines: far from the end only complaints are looked at. */
function isConsidered(run: Run, index: number): boolean {
  const own = run.classes[index]
  if (own === undefined || own.isBlank) return false
  const left = run.lines.length - index
  if (left <= VERY_LAST) return true
  return (
    (own.complains || own.level === 'error' || own.level === 'fatal') &&
    (left <= LAST || index < FIRST || own.level === 'fatal')
  )
}

/** A line that may be the one to show, before its relevance in the run is known. */
interface Choice {
  readonly index: number
  readonly trace: Trace | null
  readonly worth: number
  /** Of failures in a row the first is mostly the reason, and the others its consequences: they count a little less. */
  readonly place: number
  readonly share: number
}

function choicesOf(run: Run): readonly Choice[] {
  const choices: Choice[] = []
  const known = new Map<LineClass, number>()
  let blockEnd = -2
  let place = 0
  for (let index = 0; index < run.lines.length; index++) {
    const trace = run.traceAt.get(index) ?? null
    if ((trace === null && !isConsidered(run, index)) || run.usage.has(index)) continue
    const worth = trace === null ? worthAt(run, index, known) : traceWorth(trace, index)
    if (worth === 0) continue
    place = index - blockEnd <= 2 && worth > 0.3 ? place + 1 : 0
    if (worth > 0.3) blockEnd = trace?.end ?? index
    choices.push({ index, trace, worth, place, share: 1 - Math.min(place, 10) * 0.012 })
  }
  return choices
}

/** A later line that begins a row of its own is taken where it is nearly as good. */
const LATER = 0.97

/** Finds the line to show where no known message matches. */
export function bestGuess(run: Run, at: At): Fallback | null {
  const choices = choicesOf(run)
  const scoreOf = ({ index, worth, share }: Choice): number => worth * at(index).relevance * share
  const most = ({ worth, share }: Choice): number => worth * share
  // What a line is worth takes much less work than its relevance, and none gets more than that.
  const strongest = choices.reduce<Choice | null>(
    (best, one) => (best === null || most(one) >= most(best) ? one : best),
    null,
  )
  const least = strongest === null ? 0 : scoreOf(strongest) * LATER
  let best: Choice | null = null
  let bestScore = 0
  for (const choice of choices) {
    const needed = bestScore * (choice.place === 0 ? LATER : 1)
    if (most(choice) <= needed || (most(choice) < least && choice.index < (strongest?.index ?? 0)))
      continue
    const score = scoreOf(choice)
    if (score > needed) [best, bestScore] = [choice, score]
  }
  if (best === null || bestScore < 0.05) return null
  const { index, trace } = best
  const line = run.lines[index] as LogLine
  return { index, line, score: bestScore, trace, also: alsoOf(run, index) }
}

function worthAt({ lines, classes }: Run, index: number, known: Map<LineClass, number>): number {
  const own = classes[index] as LineClass
  const before = known.get(own)
  if (before !== undefined) return before
  const worth = worthOf(lines[index] as LogLine)
  known.set(own, worth)
  return worth
}

function worthOf(line: LogLine): number {
  const text = messageOf(line)
  if (text.trim() === '' || !/[A-Za-z]{3}/.test(text)) return 0
  const isComplaint = complains(text)
  const mild = line.level === 'none' || line.level === 'info'
  let worth =
    isComplaint && mild
      ? 0.62
      : isComplaint && line.level === 'warn'
        ? 0.6
        : LEVEL_WORTH[line.level]
  const body =
    line.level === 'none'
      ? text
      : text.replace(/^.{0,60}?\b(?:FATAL|ERROR|error|fatal|SEVERE|CRITICAL)\b\W{0,4}/, '')
  if (saysNothing(body)) worth *= 0.6
  else if (/^\s/.test(text)) worth *= 0.9
  // What a person tells stands around what the program says.
  else if (line.level === 'none' && isSentence(text)) worth *= TOLD
  // The line below says what.
  if (/:\s*$/.test(text)) worth *= 0.9
  return /\[Entrypoint\]|entrypoint\.sh/.test(text) ? worth * 0.85 : worth
}

/** One line of a trace tells of it; the others would say the same again. */
function traceWorth(trace: Trace, index: number): number {
  if (index !== tellingLine(trace)) return 0
  return trace.uncaught ? 0.96 : 0.8
}

/** The line of the deepest exception that says anything, or of one around it that says the same and more. */
function tellingLine(trace: Trace): number {
  const told = trace.exceptions.filter((exception) => exception.message !== '')
  const deepest = told.at(-1)
  if (deepest === undefined) return trace.deepest.line
  const plain = (text: string): string => text.replace(/[/\\]/g, '.')
  const fuller = told.find((exception) => plain(exception.message).includes(plain(deepest.message)))
  return (fuller ?? deepest).line
}

/** Up to two lines below that say more. */
function alsoOf(run: Run, index: number): readonly number[] {
  const also: number[] = []
  for (let i = index + 1; i <= index + 2; i++) {
    const line = run.lines[i]
    if (line === undefined || run.traceAt.has(i) || !belongs(run.lines[i - 1]?.text ?? '', line))
      break
    also.push(i)
  }
  return also
}

const belongs = (above: string, { text }: LogLine): boolean =>
  /^(?:.{0,60}\] (?:\w+@\w+ )?)?(?:DETAIL|HINT|CONTEXT): /.test(text) ||
  (text.trim() !== '' && (/:\s*$/.test(above) || /^\s+\S/.test(text)))
