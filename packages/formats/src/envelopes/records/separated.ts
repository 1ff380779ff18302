/** One row of a table whose cells are separated by a character, and the line on which it begins. */
export interface Row {
  readonly cells: readonly string[]
  /** From 0. */
  readonly line: number
}

const DELIMITERS = [',', '\t', ';', '|'] as const

/** The delimiter that a header is separated by; null where the line is no header of a log's table. */
export function delimiterOf(header: string): string | null {
  if (header.length > 4000) return null
  for (const delimiter of DELIMITERS) {
    const cells = header
      .split(delimiter)
      .map((cell) => cell.trim().replace(/^"|"$/g, '').replaceAll('_', ' '))
    if (
      cells.length >= 2 &&
      cells.every(isHead) &&
      cells.some(isTimeHead) &&
      cells.some(isTextHead)
    )
      return delimiter
  }
  return null
}

const isHead = (cell: string): boolean =>
  /^[@A-Za-z ][\w .@:/()[\]-]{0,80}$/.test(cell) || cell === ''
const isTimeHead = (cell: string): boolean => /time|date|^ts$|^@?timestamp/i.test(cell)
const isTextHead = (cell: string): boolean =>
  /message|^msg$|^ ?raw$|^log$|^line$|log ?entry|payload|content|^body$|^text$|^event$|^log ?line$/i.test(
    cell,
  )

/** Cells longer than this are no log message. */
const LONGEST_CELL = 1024 * 1024

/** Rows by RFC 4180: quoted cells may hold the delimiter, line ends, and quotes that are doubled. */
export function rowsOf(text: string, delimiter: string): readonly Row[] {
  const rows: Row[] = []
  let at = 0
  let line = 0
  while (at < text.length) {
    const row = readRow(text, at, delimiter)
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push({ cells: row.cells, line })
    line += row.lines
    at = row.next
  }
  return rows
}

interface ReadRow {
  readonly cells: readonly string[]
  readonly next: number
  /** Line ends that were passed. */
  readonly lines: number
}

function readRow(text: string, from: number, delimiter: string): ReadRow {
  const cells: string[] = []
  let at = from
  let lines = 0
  for (;;) {
    const cell = text.charCodeAt(at) === 34 ? quotedCell(text, at) : plainCell(text, at, delimiter)
    cells.push(cell.value)
    lines += cell.lines
    at = cell.next
    if (text.charAt(at) === delimiter) at++
    else {
      if (text.charCodeAt(at) === 13) at++
      return { cells, next: at + 1, lines: lines + 1 }
    }
  }
}

interface Cell {
  readonly value: string
  readonly next: number
  readonly lines: number
}

function plainCell(text: string, from: number, delimiter: string): Cell {
  let at = from
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charAt(at) !== delimiter) at++
  const value = text.slice(from, at)
  return { value: value.endsWith('\r') ? value.slice(0, -1) : value, next: at, lines: 0 }
}

/** A quote that is never closed ends with its line. */
function quotedCell(text: string, from: number): Cell {
  let at = from + 1
  while (at < text.length && at - from < LONGEST_CELL) {
    const quote = text.indexOf('"', at)
    if (quote === -1 || quote - from > LONGEST_CELL) break
    if (text.charCodeAt(quote + 1) === 34) {
      at = quote + 2
      continue
    }
    const value = text.slice(from + 1, quote).replaceAll('""', '"')
    return { value, next: quote + 1, lines: value.split('\n').length - 1 }
  }
  const end = text.indexOf('\n', from)
  const next = end === -1 ? text.length : end
  return { value: text.slice(from + 1, next), next, lines: 0 }
}
