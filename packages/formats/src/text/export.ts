import { exportOf, type Export } from '../envelopes/document.ts'
import { openJournal, startsJournal } from '../envelopes/records/journal-export.ts'
import { parseJsonValues } from '../objects/json.ts'
import { parseYamlValues } from '../objects/yaml.ts'
import type { Line } from '../lines/line.ts'
import { closingLine } from './manifest.ts'

interface FoundExport {
  /** The line after it. */
  readonly next: number
  /** Null where what looked like one is none. */
  readonly export: Export | null
}

/** Reads an export of logs (JSON, YAML, a table, a journal) that begins at line `from`; null where none can begin there. */
export function readExport(lines: readonly Line[], from: number): FoundExport | null {
  const text = lines[from]?.raw ?? ''
  if (/^\s*[{[]\s*$|^\s*\[?\{\s*"|^\s*\[\s*[{[]/.test(text)) return jsonExport(lines, from)
  if (/^(?:---|insertId:|jsonPayload:|textPayload:|logName:|labels:)/.test(text))
    return yamlExport(lines, from)
  return startsJournal(text) ? journalExport(lines, from) : null
}

const textOf = (lines: readonly Line[], from: number, to: number): string =>
  lines
    .slice(from, to)
    .map(({ raw }) => raw)
    .join('\n')

const numberAt = (lines: readonly Line[], index: number): number => lines[index]?.number ?? 1

function jsonExport(lines: readonly Line[], from: number): FoundExport | null {
  const close = closingLine(lines, from)
  // Where the end is missing, the whole elements are there still.
  const next = close === null ? endOfPaste(lines, from) : close + 1
  if (close === null && next - from < 3) return null
  const text = textOf(lines, from, next)
  const { values } = parseJsonValues(text, '')
  const [value] = values
  return { next, export: values.length === 0 ? null : exportOf(value, text, numberAt(lines, from)) }
}

function endOfPaste(lines: readonly Line[], from: number): number {
  let end = from
  while (end < lines.length && !/^\s*```/.test(lines[end]?.raw ?? '')) end++
  return end
}

const YAML_KEY = /^(?:---\s*$|[A-Za-z]\w*:(?:\s|$)|\s|- |\.\.\.$)/
/** What gcloud's entries have at their margin. */
const ENTRY_KEY = /^(?:insertId|logName|textPayload|jsonPayload|receiveTimestamp): ?/

function yamlExport(lines: readonly Line[], from: number): FoundExport | null {
  let end = from
  let keys = 0
  while (end < lines.length) {
    const { raw } = lines[end] as Line
    if (raw.trim() !== '' && !YAML_KEY.test(raw)) break
    if (ENTRY_KEY.test(raw)) keys++
    end++
  }
  if (keys < 2) return null
  const text = textOf(lines, from, end)
  const { values } = parseYamlValues(text, '')
  const list = values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : values
  return { next: end, export: exportOf(list, text, numberAt(lines, from)) }
}

function journalExport(lines: readonly Line[], from: number): FoundExport | null {
  let end = from
  for (; end < lines.length; end++) {
    const { raw } = lines[end] as Line
    if (/^\s*```/.test(raw)) break
  }
  const messages = openJournal(
    lines.slice(from, end).map(({ raw }) => raw),
    numberAt(lines, from),
  )
  return { next: end, export: messages.length === 0 ? null : { name: 'journald', messages } }
}
