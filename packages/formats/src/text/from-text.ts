import type { Snapshot } from '@unloop/engine/evidence'
import { decodeText, type Content } from '../bytes/decode.ts'
import type { LogPlace } from '../paths/log-path.ts'
import { bothEnds } from './both-ends.ts'
import { TextReader } from './reader.ts'
import { withoutSlips } from './slips.ts'
import { whatIsSaid } from './what-is-said.ts'

/**
 * Reads what somebody pasted: any mix of kubectl's tables and descriptions, events, YAML, logs, prompts and prose.
 * `place` is whose log it is, where the path of its file says so.
 */
export function snapshotFromText(
  content: Content,
  name: string,
  place: LogPlace | null = null,
): Snapshot {
  const reader = new TextReader(name)
  const { text, gaps } = bothEnds(decodeText(content).text)
  if (place === null) reader.add(withoutSlips(text), 'text')
  else reader.addLog(text, 'text', { ...place, workload: null })
  const read = reader.snapshot()
  const snapshot = gaps.length === 0 ? read : { ...read, gaps: [...read.gaps, ...gaps] }
  if (place !== null || text.length > WHOLE) return snapshot
  return { ...snapshot, whole: text, ...whatIsSaid(text, snapshot.told === true) }
}

/** A longer text is a dump. */
const WHOLE = 64 * 1024
