import type { Message } from '../message/message.ts'
import { openRecord } from './record.ts'

const START = /^__CURSOR=|^__REALTIME_TIMESTAMP=/
const VERBOSE =
  /^[A-Z][a-z]{2} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [A-Z]{2,5}|[+-]\d\d:?\d\d)?) \[s=[0-9a-f;=a-z]+\]/

/** True where a line begins an entry of `journalctl -o export` or `-o verbose`. */
export function startsJournal(text: string): boolean {
  return START.test(text) || VERBOSE.test(text)
}

/**
 * Opens entries of `journalctl -o export` (blocks of `KEY=value`, systemd's JOURNAL_EXPORT_FORMATS) or `-o verbose` (the
 * same, indented below a time). Values of several lines come with their length in bytes, which a copy does not keep: they
 * are read up to the next key.
 */
export function openJournal(lines: readonly string[], first: number): readonly Message[] {
  const messages: Message[] = []
  let entry: Entry = new Map()
  const close = (): void => {
    const record = Object.fromEntries([...entry].map(([key, { value }]) => [key, value]))
    const opened = record['MESSAGE'] === undefined ? null : openRecord(record)
    if (opened !== null)
      messages.push({ ...opened, line: first + (entry.get('MESSAGE')?.index ?? 0) })
    entry = new Map()
  }
  let key = ''
  lines.forEach((line, index) => {
    const verbose = VERBOSE.exec(line)
    if (line.trim() === '' || verbose !== null) close()
    if (verbose !== null) entry.set('__REALTIME_TIMESTAMP', { value: verbose[1] ?? '', index })
    const pair = /^\s*([A-Z_][A-Z0-9_]*)=(.*)$/.exec(line)
    if (pair !== null) {
      key = pair[1] ?? ''
      entry.set(key, { value: pair[2] ?? '', index })
    } else if (/^\s*[A-Z_][A-Z0-9_]+$/.test(line)) {
      key = line.trim()
      entry.set(key, { value: '', index: index + 1 })
    } else if (line.trim() !== '' && verbose === null) append(entry, key, line)
  })
  close()
  return messages
}

type Entry = Map<string, { readonly value: string; readonly index: number }>

function append(entry: Entry, key: string, line: string): void {
  const known = entry.get(key)
  if (known === undefined) return
  // The length of a value stands before it in eight bytes, little end first.
  // eslint-disable-next-line no-control-regex
  const bare = known.value === '' ? line.replace(/^[^]{0,2}[\x00\ufffd]{1,7}/, '') : line
  entry.set(key, { ...known, value: known.value === '' ? bare : `${known.value}\n${bare}` })
}
