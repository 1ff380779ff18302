// The thread that diagnoses: rows are taken and questions answered while it thinks.
import { parentPort } from 'node:worker_threads'
import { diagnose } from '@unloop/engine'
import { KNOWLEDGE } from '@unloop/signatures/knowledge'
import { diagnoseText } from './diagnose-text.ts'
import type { Job, Outcome } from './job.ts'

parentPort?.on('message', (job: Job) => parentPort?.postMessage(outcomeOf(job)))

function outcomeOf(job: Job): Outcome {
  try {
    const { generatedAt } = job
    if (job.kind === 'text') return { report: diagnoseText(job.text, generatedAt) }
    return { report: diagnose(job.snapshot, { generatedAt, knowledge: KNOWLEDGE }) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
