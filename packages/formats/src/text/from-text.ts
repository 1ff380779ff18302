import type { Snapshot } from '@unloop/engine/evidence'
import { decodeText, type Content } from '../bytes/decode.ts'
import { TextReader } from './reader.ts'

/** Reads what somebody pasted: any mix of kubectl's tables and descriptions, events, YAML, logs, prompts and prose. */
export function snapshotFromText(content: Content, name: string): Snapshot {
  const reader = new TextReader(name)
  reader.add(decodeText(content).text, 'text')
  return reader.snapshot()
}
