import type { Snapshot } from '@unloop/engine/evidence'
import { DumpReader } from '../entries/dump-reader.ts'
import { snapshotFromText } from '../text/from-text.ts'

/** One text that somebody hands over: objects where it holds nothing else, else kubectl's text and logs in any mixture. */
export function snapshotFromUpload(text: string, name: string): Snapshot {
  return objectsOf(text, name) ?? snapshotFromText(text, name)
}

function objectsOf(text: string, name: string): Snapshot | null {
  if (!/^\s*(?:[{[]|---|(?:apiVersion|kind|items|metadata)\s*:)/.test(text)) return null
  const reader = new DumpReader(name)
  reader.read(/^\s*[{[]/.test(text) ? `${name}.json` : `${name}.yaml`, text)
  const snapshot = reader.snapshot()
  return snapshot.objects.length > 0 ? snapshot : null
}
