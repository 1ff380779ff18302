import type { CaseFile } from '../case/case-file.ts'
import type { Run } from '../case/runs.ts'
import type { LogLine } from '../logs/line.ts'
import { isOfOthers, messageOf, tellsOfFailure } from '../logs/message.ts'
import { readText, type Reading, type TextModel } from '../reader/text-model.ts'

/** What the second reader makes of one line of a run. */
export interface ReadLine extends Reading {
  readonly run: Run
  readonly line: LogLine
}

/** So many lines at the end of a run are read. */
const LAST = 40
/** A line that the run itself does not show as its reason counts a little less. */
const OTHER = 0.85
const LEAST_RELEVANCE = 0.3
/** How much a line counts that states no failure. */
const QUIET = 0.42

/** The line of which the second reader is surest, by how much the line counts in its run; null where there is none. */
export function readRuns(file: CaseFile, model: TextModel): ReadLine | null {
  let best: ReadLine | null = null
  for (const run of file.lastRuns) best = surestOf(run, model, best)
  return best
}

function surestOf(run: Run, model: TextModel, sofar: ReadLine | null): ReadLine | null {
  let best = sofar
  const { fallback } = run.crashWindow
  const shown = new Set([fallback?.index, ...(fallback?.also ?? [])])
  const first = Math.max(0, run.lines.length - LAST)
  const known = knownLines(run)
  for (const [index, line] of run.lines.entries()) {
    const isShown = shown.has(index)
    if (!isShown && (index < first || !tellsOfFailure(line))) continue
    const relevance = run.crashWindow.relevance(index)
    if (relevance < LEAST_RELEVANCE || known.has(line.number) || isOfOthers(line)) continue
    const worth = relevance * (isShown ? 1 : OTHER) * (isQuiet(line) ? QUIET : 1)
    // Reading takes longest, and no line is worth more than this, however sure the reader is of it.
    if (best !== null && worth <= best.probability) continue
    const [reading] = readText(model, messageOf(line))
    // `unknown` is the reader's word for a line that tells of no failure of the program.
    if (!reading || reading.cause === 'unknown') continue
    if (best !== null && reading.probability * worth <= best.probability) continue
    best = { ...reading, probability: reading.probability * worth, run, line }
  }
  return best
}

/** What a program itself calls an ordinary message states no failure, whatever words are in it. */
const isQuiet = (line: LogLine): boolean =>
  line.level === 'info' || line.level === 'debug' || !tellsOfFailure(line)

/** Lines that a signature explains are not read again: who knows the program knows better. */
const knownLines = ({ signatureMatches }: Run): ReadonlySet<number> =>
  new Set(
    signatureMatches
      .filter(({ signature }) => signature.strength !== 'hint')
      .map(({ line }) => line.number),
  )
