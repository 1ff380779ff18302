// The thread that diagnoses: rows are taken and questions answered while it thinks.
import { parentPort, receiveMessageOnPort } from 'node:worker_threads'
import { diagnose } from '@unloop/engine'
import type { Report } from '@unloop/engine/report'
import { KNOWLEDGE } from '@unloop/signatures/knowledge'
import { diagnoseText } from './diagnose-text.ts'
import type { Job, Outcome } from './job.ts'

type Found = { readonly report: Report } | { readonly error: string }

parentPort?.on('message', answer)

function answer(job: Job): void {
  const { isUrgent = false } = job
  const outcome: Outcome = { ...foundBy(job), isUrgent }
  parentPort?.postMessage(outcome)
}

function foundBy(job: Job): Found {
  try {
    return { report: reportOn(job) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

function reportOn(job: Job): Report {
  const { generatedAt } = job
  if (job.kind === 'text') return diagnoseText(job.text, generatedAt)
  const onStep = job.isUrgent === true ? () => undefined : answerUrgent
  return diagnose(job.snapshot, { generatedAt, knowledge: KNOWLEDGE, onStep })
}

/** While one is under way only urgent ones are sent here. */
function answerUrgent(): void {
  if (parentPort === null) return
  const waiting = receiveMessageOnPort(parentPort)
  if (waiting !== undefined) answer(waiting.message as Job)
}
