import type { Fix, Incident, Report } from '@unloop/engine'
import type { ClusterApi } from '@unloop/sources'
import { applySteps, StepFailed } from '../apply/apply.ts'
import { undoFix, type Undone } from '../apply/undo.ts'
import { deleteObject, type ObjectRef } from '../cluster/objects.ts'
import type { Journal, JournalEntry } from '../journal/journal.ts'
import type { Step } from '../plan/steps.ts'
import type { Health } from '../proof/health.ts'
import { loopSeconds, provingSeconds } from '../proof/period.ts'
import { affectedBy, renewPods, startRun, type Affected } from './affected.ts'
import type { Check, Outcome } from './outcome.ts'
import { prove, type Proof } from './prove.ts'

export interface CarryOutRequest {
  readonly api: ClusterApi
  readonly journal: Journal
  readonly incident: Incident
  readonly fix: Fix
  readonly steps: readonly Step[]
  readonly before: Report
  readonly diagnoseAgain: () => Promise<Report>
  readonly timeoutSeconds: number
  /** False keeps the change although it did not help. */
  readonly isRollback: boolean
  readonly onProgress?: (words: string) => void
  readonly isInterrupted?: () => boolean
}

/** Applies the steps, proves them, and puts everything back where they did not help. */
export const carryOut = async (request: CarryOutRequest): Promise<Outcome> => {
  const { api, onProgress } = request
  const began = api.timing.now()
  const affected = await affectedBy(api, request.incident)
  const seconds = (): number => Math.round((api.timing.now() - began) / 1000)
  let entry: JournalEntry
  try {
    entry = await applySteps({ ...request, onStep: (step) => onProgress?.(stepWords(step)) })
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    return { ...(await afterRefusal(request, error)), seconds: seconds() }
  }
  const proof = await proveIt(request, affected, entry)
  if (proof.watched.kind === 'interrupted')
    return { state: 'interrupted', entry, checks: proof.checks, undone: null, seconds: seconds() }
  const isProven = proof.checks.every(({ isMet }) => isMet !== false)
  entry = { ...entry, state: isProven ? 'proven' : 'not-proven' }
  request.journal.write(entry)
  const undone = isProven || !request.isRollback ? null : await rollBack(request, entry)
  return {
    state: isProven ? 'proven' : 'not-proven',
    entry,
    checks: proof.checks,
    undone,
    seconds: seconds(),
  }
}

const stepWords = (step: Step): string => {
  const object = step.op === 'create' ? step.object : step.before
  const verb = { create: 'Creating', patch: 'Changing', replace: 'Making anew' }[step.op]
  return `${verb} ${object.kind} ${object.metadata.name} …`
}

/** A later step that the server refused leaves earlier ones behind: they go back at once. */
const afterRefusal = async (
  request: CarryOutRequest,
  { entry, message, cause }: StepFailed,
): Promise<Omit<Outcome, 'seconds'>> => {
  const check: Check = { what: 'the API server takes every step', isMet: false, seen: message }
  if (entry.changes.length === 0) throw cause
  const undone = await rollBack(request, entry)
  return { state: 'not-proven', entry, checks: [check], undone }
}

const rollBack = (request: CarryOutRequest, entry: JournalEntry): Promise<Undone> => {
  request.onProgress?.('It did not help: putting everything back …')
  return undoFix(request.api, request.journal, entry)
}

const proveIt = async (
  request: CarryOutRequest,
  affected: Affected,
  entry: JournalEntry,
): Promise<Proof> => {
  const { api, incident, steps } = request
  const { replaced, kept } = await renewPods(api, { incident, steps, affected })
  if (kept.length > 0)
    request.onProgress?.(
      `A PodDisruptionBudget keeps ${kept.join(', ')}: waiting for its next start …`,
    )
  const run =
    affected.workload?.kind === 'CronJob' ? await startRun(api, affected.workload, entry.id) : null
  const levelSeconds = provingSeconds(loopSeconds(affected.pods))
  const proof = await prove({
    ...request,
    ref: run ?? affected.ref,
    baseline: affected.baseline,
    replaced,
    levelSeconds,
    onLook: (health, level) => request.onProgress?.(lookWords(health, level, levelSeconds)),
  })
  if (run !== null) await removeRun(api, run)
  return proof
}

const lookWords = ({ words, isReady }: Health, level: number, wanted: number): string =>
  isReady
    ? `Proving: ${words}, level for ${Math.round(level)} of ${wanted} s …`
    : `Waiting: ${words} …`

/** The run that proved a CronJob is none of its own: it goes again. */
const removeRun = (api: ClusterApi, run: ObjectRef): Promise<void> =>
  deleteObject(api, run, { uid: undefined, policy: 'Background' }).catch(() => undefined)
