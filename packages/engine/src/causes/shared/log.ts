import type { CaseFile } from '../../case/case-file.ts'
import type { Run } from '../../case/runs.ts'
import { classify } from '../../logs/classes.ts'
import { Grams, neededBy } from '../../scanner/grams.ts'
import type { LogLine } from '../../logs/line.ts'
import type { Evidence } from '../../report/report.ts'

/** A line of a run that says what was looked for. */
export interface Said {
  readonly run: Run
  readonly line: LogLine
  readonly match: RegExpExecArray
}

/** Rules read the beginning and the end of a run only: what matters about a start or an end stands there. */
const HEAD_LINES = 200
const TAIL_LINES = 600

/** The head and the tail of a very long run: causes are stated at its end, settings at its start. */
export function linesToRead({ lines }: Run): readonly LogLine[] {
  return lines.length <= HEAD_LINES + TAIL_LINES
    ? lines
    : [...lines.slice(0, HEAD_LINES), ...lines.slice(-TAIL_LINES)]
}

/** A huge line is read only so far. */
const WIDTH = 2000

const saidAt = (run: Run, line: LogLine, pattern: RegExp): Said | null => {
  const match = pattern.exec(line.text.slice(0, WIDTH))
  return match ? { run, line, match } : null
}

/** Every line of the crashed run that says it, first to last; of any run where no log of the crashed one is at hand. */
export function allSaid(file: CaseFile, pattern: RegExp): readonly Said[] {
  return file.lastRuns.flatMap((run) =>
    mayHold(run, pattern)
      ? linesToRead(run).flatMap((line) => saidAt(run, line, pattern) ?? [])
      : [],
  )
}

/** The newest line of the last runs that says it, the newest run first. */
export function lastSaid(file: CaseFile, pattern: RegExp): Said | null {
  for (let r = file.lastRuns.length - 1; r >= 0; r--) {
    const run = file.lastRuns[r] as Run
    if (!mayHold(run, pattern)) continue
    const lines = linesToRead(run)
    for (let i = lines.length - 1; i >= 0; i--) {
      const said = saidAt(run, lines[i] as LogLine, pattern)
      if (said) return headlineOf(said, pattern) ?? said
    }
  }
  return null
}

/** Of a trace, the exception that says it: what a runtime prints below (frames, properties) only repeats it. */
const headlineOf = ({ run, line }: Said, pattern: RegExp): Said | null => {
  const at = run.lines.indexOf(line)
  const trace = run.traces.find(({ start, end }) => start <= at && at <= end)
  for (const exception of trace?.exceptions.toReversed() ?? []) {
    const stated = run.lines[exception.line]
    const said = stated && exception.line <= at ? saidAt(run, stated, pattern) : null
    if (said) return said
  }
  return null
}

/** The oldest line of the last runs that says it. */
export function firstSaid(file: CaseFile, pattern: RegExp): Said | null {
  for (const run of file.lastRuns) {
    if (!mayHold(run, pattern)) continue
    for (const line of linesToRead(run)) {
      const said = saidAt(run, line, pattern)
      if (said) return said
    }
  }
  return null
}

/** Which words a pattern needs is worked out once it was asked for so often: it takes as long as reading a short log. */
const ASKED = 6

interface Asked {
  times: number
  needed?: ReturnType<typeof neededBy>
}

const patterns = new WeakMap<RegExp, Asked>()
const grams = new WeakMap<Run, Grams>()

/** Whether the run holds any of the words that the pattern needs: most patterns fit no line of most runs. */
const mayHold = (run: Run, pattern: RegExp): boolean => {
  const asked = patterns.get(pattern) ?? { times: 0 }
  if (asked.times === 0) patterns.set(pattern, asked)
  asked.times++
  if (asked.times < ASKED) return true
  if (asked.needed === undefined) asked.needed = neededBy(pattern)
  return asked.needed === null || gramsOf(run).holds(asked.needed)
}

const gramsOf = (run: Run): Grams => {
  const known = grams.get(run)
  if (known) return known
  const made = new Grams()
  for (const { text } of classify(run.lines).examples) made.add(text.slice(0, WIDTH))
  grams.set(run, made)
  return made
}

/** The line as evidence; none where nothing was said. */
export function saidEvidence(file: CaseFile, said: Said | null): readonly Evidence[] {
  return said ? [file.fromLine(said.run, said.line, said.match.index)] : []
}

/** A program that says that it is up: it listens, serves, accepts or finished starting. */
const STARTED =
  /\b(?:listening\b|listens on|started (?:server|application|http|web|listening|service)|server (?:is )?(?:up|ready|running|started|listening)|started \S+ in \d|now (?:listening|accepting|serving)|ready (?:to|for) (?:accept|serve|connections|start|handle)|accepting (?:connections|requests)|tomcat started|running (?:on|at) (?:all addresses|http|port|0\.0\.0\.0|tcp)|application startup complete|serving (?:on|at|http|requests)|startup completed?|booted in|initialization complete|completed initialization|startup finished)/i

/** The line in which the run says that it is up; null where it never got there. */
export function startedLine(file: CaseFile): Said | null {
  return firstSaid(file, STARTED)
}

/** How much a line says about the end of its run, as the log itself shows it: 1 in the crash window that ends it. */
export function relevanceOf({ run, line }: Said): number {
  return Math.min(1, Math.max(0.4, run.crashWindow.relevance(run.lines.indexOf(line))))
}
