import type { Message } from '../message/message.ts'
import { openRecord } from './record.ts'
import { rowRecord } from './shape.ts'

interface Head {
  readonly name: string
  readonly start: number
}

/**
 * The heads of a table whose columns are aligned, as `gcloud … --format=table(…)` prints it: a time and a message among
 * names in capitals. Null for other lines, and for kubectl's own tables.
 */
export function columnsOf(line: string): readonly Head[] | null {
  if (line.length > 1000 || !/^[A-Z][A-Z_]+(?:\s{2,}[A-Z][A-Z_ ]+)+\s*$/.test(line)) return null
  const heads = [...line.matchAll(/[A-Z][A-Z_]*(?: [A-Z_]+)*/g)].map((match) => ({
    name: match[0].toLowerCase(),
    start: match.index,
  }))
  const last = heads.at(-1)?.name ?? ''
  const isLog =
    heads.some(({ name }) => /time|date/.test(name)) && /payload|message|log|line|text/.test(last)
  return isLog ? heads : null
}

/** Opens the rows below the heads: the last column is the message, and what has no time goes on with it. */
export function openColumns(
  heads: readonly Head[],
  lines: readonly { readonly raw: string; readonly number: number }[],
): readonly Message[] {
  const messages: Message[] = []
  for (const { raw, number } of lines) {
    const cells = heads.map(({ start }, index) => {
      const end = heads[index + 1]?.start
      return end === undefined ? raw.slice(start) : raw.slice(start, end).trim()
    })
    const time = cells[heads.findIndex(({ name }) => /time|date/.test(name))] ?? ''
    const before = messages.at(-1)
    if (!/^\d{4}-\d\d-\d\d/.test(time)) {
      if (before !== undefined && raw.trim() !== '')
        messages.push({ ...before, text: raw, line: number })
      continue
    }
    const record = openRecord(
      rowRecord(
        heads.map(({ name }) => name),
        cells,
      ),
    )
    messages.push(
      record === null
        ? { text: '', line: number }
        : { ...record, text: cells.at(-1) ?? '', line: number },
    )
  }
  return messages
}
