import type { Run } from '../story/story.ts'
import { endWords } from '../words/run-words.ts'
import type { LeveledLine } from './line.ts'

interface LineRow {
  readonly kind: 'line'
  readonly line: LeveledLine
  readonly index: number
  readonly isDecisive: boolean
}

/** What one row of the log shows. */
export type LogRowItem =
  LineRow | { readonly kind: 'divider'; readonly run: Run; readonly text: string }

export interface StreamOptions {
  readonly lines: readonly LeveledLine[]
  readonly runs: readonly Run[]
  readonly decisive: ReadonlySet<number>
}

/** All lines by time as one stream, each run's end marked where it happened. */
export function streamRows({ lines, runs, decisive }: StreamOptions): LogRowItem[] {
  const ends = runs
    .filter(({ finishedMs }) => finishedMs !== null)
    .toSorted((a, b) => a.finishedMs! - b.finishedMs!)
  const rows: LogRowItem[] = []
  let next = 0
  const first = lines[0]?.ms ?? Infinity
  // Ends from before the first line have nothing to divide.
  while (next < ends.length && ends[next]!.finishedMs! < first - 1_000) next++
  for (const [index, line] of lines.entries()) {
    while (next < ends.length && isBefore(ends[next]!, line)) rows.push(divider(ends[next++]!))
    rows.push(rowOf(line, index, decisive.has(index)))
  }
  if (lines.length > 0) while (next < ends.length) rows.push(divider(ends[next++]!))
  return rows
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

function divider(run: Run): LogRowItem {
  return { kind: 'divider', run, text: endWords(run) }
}
