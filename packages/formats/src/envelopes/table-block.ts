import { isBlank, type Line } from '../lines/line.ts'
import type { Message } from './message/message.ts'
import { columnsOf, openColumns } from './records/columns.ts'
import { openTable } from './records/from-table.ts'
import { delimiterOf } from './records/separated.ts'

/** A table of messages between other lines. */
export interface TableBlock {
  readonly messages: readonly Message[]
  readonly next: number
}

const isFence = ({ raw }: Line): boolean => /^\s*(?:```|~~~)/.test(raw)

/** The table (aligned columns, CSV, TSV) whose heads are line `from`; null where that is no such line. */
export function tableBlockAt(lines: readonly Line[], from: number): TableBlock | null {
  const head = lines[from]?.raw.trim() ?? ''
  if (head.length > 4000 || !/time|date|\bts\b/i.test(head)) return null
  const heads = columnsOf(head)
  if (heads !== null) {
    const next = endOf(lines, from, (line) => isBlank(line) || isFence(line))
    return some(openColumns(heads, lines.slice(from + 1, next)), next)
  }
  if (delimiterOf(head) === null) return null
  const next = endOf(lines, from, isFence)
  const text = lines.slice(from, next).map(({ raw }) => raw)
  const first = lines[from]?.number ?? 1
  const rows = openTable(text.join('\n')) ?? []
  return some(
    rows.map((row) => ({ ...row, line: row.line + first - 1 })),
    next,
  )
}

const some = (messages: readonly Message[], next: number): TableBlock | null =>
  messages.length === 0 ? null : { messages, next }

function endOf(lines: readonly Line[], from: number, ends: (line: Line) => boolean): number {
  let end = from + 1
  while (end < lines.length && !ends(lines[end] as Line)) end++
  return end
}
