import type { Message } from '../message/message.ts'
import { openRecord } from './record.ts'
import { delimiterOf, rowsOf } from './separated.ts'
import { rowRecord } from './shape.ts'

/** Opens a table of messages (CSV, TSV …) whose first line is its header; null where the text is none. */
export function openTable(text: string): readonly Message[] | null {
  const end = text.indexOf('\n')
  if (end === -1) return null
  const delimiter = delimiterOf(text.slice(0, end).trim())
  if (delimiter === null) return null
  const [head, ...rows] = rowsOf(text, delimiter)
  if (head === undefined || rows.length === 0) return null
  const columns = head.cells.map((cell) => cell.trim())
  const full = rows.filter(({ cells }) => cells.length === columns.length)
  if (full.length < rows.length * 0.5) return null
  return full.flatMap(({ cells, line }) => {
    const record = openRecord(rowRecord(columns, cells.map(cellValue)))
    return record === null ? [] : [{ ...record, line: line + 1 }]
  })
}

/** Labels stand in one cell as JSON. */
function cellValue(cell: string): unknown {
  if (!/^\s*\{\s*"[^]*\}\s*$/.test(cell) || cell.includes('"msg"')) return cell
  try {
    return JSON.parse(cell)
  } catch {
    return cell
  }
}
