import { diagnose } from '@unloop/engine'
import type { Snapshot } from '@unloop/engine/evidence'
import type { Report } from '@unloop/engine/report'
import { DumpReader, snapshotFromText } from '@unloop/formats'
import { KNOWLEDGE } from '@unloop/signatures/knowledge'

const NAME = 'upload'

/** The report on pasted text: objects where it holds nothing else, else kubectl's text and logs in any mixture. */
export function diagnoseText(text: string, generatedAt: string): Report {
  const snapshot = objectsOf(text) ?? snapshotFromText(text, NAME)
  return diagnose(snapshot, { generatedAt, knowledge: KNOWLEDGE })
}

function objectsOf(text: string): Snapshot | null {
  if (!/^\s*(?:[{[]|---|(?:apiVersion|kind|items|metadata)\s*:)/.test(text)) return null
  const reader = new DumpReader(NAME)
  reader.read(/^\s*[{[]/.test(text) ? `${NAME}.json` : `${NAME}.yaml`, text)
  const snapshot = reader.snapshot()
  return snapshot.objects.length > 0 ? snapshot : null
}
