import { cleanLine } from '../ansi/segments.ts'
import type { LogRowItem } from './stream.ts'

/** The rows whose text contains this, in any case; none for an empty text. */
export function rowsWith(text: string, rows: readonly LogRowItem[]): number[] {
  const wanted = text.toLowerCase()
  if (wanted === '') return []
  const found: number[] = []
  for (const [index, row] of rows.entries())
    if (row.kind === 'line' && cleanLine(row.line.raw).toLowerCase().includes(wanted))
      found.push(index)
  return found
}

/** A text in pieces, every second of which is a match. */
export function splitBy(text: string, wanted: string): string[] {
  if (wanted === '') return [text]
  const pieces: string[] = []
  const lower = text.toLowerCase()
  let from = 0
  for (;;) {
    const at = lower.indexOf(wanted, from)
    if (at < 0) return [...pieces, text.slice(from)]
    pieces.push(text.slice(from, at), text.slice(at, at + wanted.length))
    from = at + wanted.length
  }
}
