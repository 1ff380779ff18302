import { diagnose } from '@unloop/engine'
import type { Snapshot } from '@unloop/engine/evidence'
import type { Report } from '@unloop/engine/report'
import { KNOWLEDGE } from '@unloop/signatures/knowledge'

export { logsWanted } from '@unloop/engine'

/**
 * Diagnoses in this thread: what a report hands to those who apply its plans is tied to the report itself, and is lost on the
 * way between threads. One namespace takes tens of milliseconds.
 */
export function diagnoseHere(snapshot: Snapshot, generatedAt: string): Report {
  return diagnose(snapshot, { generatedAt, knowledge: KNOWLEDGE })
}
