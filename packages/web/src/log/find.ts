import { cleanLine } from '../ansi/segments.ts'
import type { LogRowItem } from './stream.ts'

/** The rows whose text contains this, in any case; none for an empty text. */
export function rowsWith(text: string, rows: readonly LogRowItem[]): number[] {
  if (text === '') return []
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'i')
  const found: number[] = []
  for (const [index, row] of rows.entries())
    if (row.kind === 'line' && pattern.test(searched(row.line.raw))) found.push(index)
  return found
}

/** Most lines hold nothing that would have to be taken out. */
const searched = (raw: string): string => (HIDDEN.test(raw) ? cleanLine(raw) : raw)
const HIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/

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
