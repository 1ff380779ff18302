import { objectsIn } from '../objects/flatten.ts'
import type { Message } from './message/message.ts'
import { openTable } from './records/from-table.ts'
import { openJson, type OpenedDocument } from './records/from-json.ts'

/** An export that is one document: its messages, each with the line on which it stands. */
export interface Export {
  readonly name: string
  readonly messages: readonly Message[]
}

/** Opens a text that is one export as a whole: JSON, or a table (CSV, TSV); null for everything else. */
export function openExport(text: string): Export | null {
  const start = /^\s*([{[])?/.exec(text)?.[1]
  if (start === undefined) {
    const messages = openTable(text)
    return messages === null || messages.length === 0 ? null : { name: 'table', messages }
  }
  try {
    return exportOf(JSON.parse(text), text, 1)
  } catch {
    return null
  }
}

/** The export in a value that `text` holds, from its line `first` on; Kubernetes' own objects are none. */
export function exportOf(value: unknown, text: string, first: number): Export | null {
  if (objectsIn(value, '').length > 0) return null
  const document = openJson(value)
  return document === null ? null : { name: document.name, messages: placed(document, text, first) }
}

/** Enough of a message to find it again. */
const TOLD_BY = 48

/** Finds each message's line: records stand in the order in which they were read. */
function placed({ records }: OpenedDocument, text: string, first: number): readonly Message[] {
  let offset = 0
  let line = first
  return records.map((record) => {
    const [head = ''] = record.text.split('\n', 1)
    const written = JSON.stringify(head).slice(1, -1).slice(0, TOLD_BY)
    const quoted = text.indexOf(written === '' ? '""' : `"${written}`, offset)
    const at = quoted === -1 && written !== '' ? text.indexOf(written, offset) : quoted
    if (at !== -1) {
      line += linesBetween(text, offset, at)
      offset = at
    }
    return { ...record, line }
  })
}

function linesBetween(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1))
    count++
  return count
}
