import type { Run } from '../story/story.ts'
import { endWords } from '../words/run-words.ts'
import type { Fold } from './fold.ts'
import type { LeveledLine } from './line.ts'

/** A line with its place among all lines. */
interface LineRow {
  readonly kind: 'line'
  readonly line: LeveledLine
  readonly index: number
  readonly isDecisive: boolean
}

/** What one row of the log shows. */
export type LogRowItem =
  LineRow | { readonly kind: 'divider'; readonly run: Run; readonly text: string }

/** The rows so far, and which of the runs' ends was not yet put between them. */
export interface Stream {
  readonly rows: readonly LogRowItem[]
  readonly next: number
}

/** All lines by time as one stream, each run's end marked where it happened; {@link wholeStream} adds those after the last. */
export function streamFold(
  runs: readonly Run[],
  decisive: ReadonlySet<number>,
): Fold<LeveledLine, Stream> {
  const ends = endsOf(runs)
  return {
    start: { rows: [], next: 0 },
    add: (before, lines, from) => {
      const rows = [...before.rows]
      let { next } = before
      // Ends from before the first line have nothing to divide.
      if (from === 0 && lines.length > 0)
        while (next < ends.length && ends[next]!.finishedMs! < lines[0]!.ms - 1_000) next++
      for (let index = from; index < lines.length; index++) {
        const line = lines[index]!
        while (next < ends.length && isBefore(ends[next]!, line)) rows.push(divider(ends[next++]!))
        rows.push(rowOf(line, index, decisive.has(index)))
      }
      return { rows, next }
    },
  }
}

/** The rows with the ends of runs that come after the last line. */
export function wholeStream({ rows, next }: Stream, runs: readonly Run[]): readonly LogRowItem[] {
  const after = rows.length === 0 ? [] : endsOf(runs).slice(next)
  return after.length === 0 ? rows : [...rows, ...after.map(divider)]
}

/** Runs that ended, in the order of their ends. */
function endsOf(runs: readonly Run[]): readonly Run[] {
  return runs
    .filter(({ finishedMs }) => finishedMs !== null)
    .toSorted((a, b) => a.finishedMs! - b.finishedMs!)
}

/** The row of each line: the same as before as long as nothing about it is new, so that it is not drawn again. */
const known = new WeakMap<LeveledLine, LineRow>()

function rowOf(line: LeveledLine, index: number, isDecisive: boolean): LineRow {
  const before = known.get(line)
  if (before?.index === index && before.isDecisive === isDecisive) return before
  const row: LineRow = { kind: 'line', line, index, isDecisive }
  known.set(line, row)
  return row
}

// The kubelet's times have whole seconds: a line of the same run may seem to follow the run's end by less than that.
const isBefore = (run: Run, line: LeveledLine): boolean =>
  run.pod === line.pod && run.run === line.run
    ? run.finishedMs! + 1_000 < line.ms
    : run.finishedMs! <= line.ms

/** The mark of a run's end. */
function divider(run: Run): LogRowItem {
  return { kind: 'divider', run, text: endWords(run) }
}
