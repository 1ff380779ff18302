import type { Opened } from '../message/message.ts'
import { openRecord } from './record.ts'

const PAIR = /([A-Za-z_@][\w.@/-]{0,60})=("(?:[^"\\]|\\.)*"|[^\s"]*)(?:\s+|$)/y
/** Labels that collectors write; a program's own logfmt has none of them. */
const COLLECTED =
  /^(?:pod|pod_name|kubernetes[._]pod(?:[._]?name)?|k8s\.pod\.name|container|container_name|kubernetes[._]container(?:[._]?name)?|k8s\.container\.name|stream)$/

/** A record as `key=value` pairs with the message as one of them; null for other lines and for a program's own. */
export function openLogfmtLine(line: string): Opened | null {
  if (!line.includes('=') || !/\b(?:pod|container|stream)/.test(line)) return null
  const record: Record<string, string> = {}
  PAIR.lastIndex = 0
  let end = 0
  for (let match = PAIR.exec(line); match !== null; match = PAIR.exec(line)) {
    record[match[1] ?? ''] = unquoted(match[2] ?? '')
    end = PAIR.lastIndex
  }
  const keys = Object.keys(record)
  if (end < line.length || keys.filter((key) => COLLECTED.test(key)).length < 2) return null
  const opened = openRecord(record)
  return opened?.told === true ? opened : null
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value
  try {
    return String(JSON.parse(value))
  } catch {
    return value.slice(1, -1)
  }
}
