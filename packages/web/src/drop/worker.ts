// The thread that reads and diagnoses what was dropped. It asks for nothing: its policy forbids every connection.
import { diagnose, logsWanted } from '@unloop/engine'
import type { Snapshot } from '@unloop/engine/evidence'
import { snapshotFromEntries, snapshotFromUpload } from '@unloop/formats'
import { KNOWLEDGE } from '@unloop/signatures/knowledge'
import { linesFromSnapshot, storyFromSnapshot } from '../story/from-snapshot.ts'
import type { DropJob, DropOutcome } from './job.ts'

// The types of the page and of a worker exclude each other in one program; this is what is used of the latter.
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<DropJob>) => void) | null
  readonly postMessage: (outcome: DropOutcome) => void
}

scope.onmessage = ({ data }) => scope.postMessage(outcomeOf(data))

/** Never throws: a failure is an outcome that the page shows. */
function outcomeOf(job: DropJob): DropOutcome {
  try {
    const snapshot = snapshotOf(job)
    const generatedAt = new Date(job.nowMs).toISOString()
    const report = diagnose(snapshot, { generatedAt, knowledge: KNOWLEDGE })
    const stories = report.incidents.map((incident) => ({
      story: storyFromSnapshot(incident, report, snapshot),
      lines: linesFromSnapshot(incident, snapshot),
    }))
    return { kind: 'done', report, stories }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

/** A dump by its form: a text, one file, or several as the entries of a folder. */
function snapshotOf(job: DropJob): Snapshot {
  if (job.kind === 'text') return snapshotFromUpload(job.text, 'paste')
  const [only] = job.files
  if (job.files.length === 1 && only !== undefined) return snapshotFromUpload(only.text, only.path)
  const entries = job.files.map(({ path, text }) => ({
    path,
    size: text.length,
    text: () => text,
  }))
  return snapshotFromEntries(entries, job.name, logsWanted)
}
