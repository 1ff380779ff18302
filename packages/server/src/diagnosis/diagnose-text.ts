import { diagnose } from '@unloop/engine'
import type { Report } from '@unloop/engine/report'
import { snapshotFromUpload } from '@unloop/formats'
import { KNOWLEDGE } from '@unloop/signatures/knowledge'

const NAME = 'upload'

/** The report on pasted text: objects where it holds nothing else, else kubectl's text and logs in any mixture. */
export function diagnoseText(text: string, generatedAt: string): Report {
  const snapshot = snapshotFromUpload(text, NAME)
  return diagnose(snapshot, { generatedAt, knowledge: KNOWLEDGE })
}
