import type { KubeObject, Pod, PodSpec } from '@unloop/engine/evidence'
import type { Fix, Incident, Report } from '@unloop/engine/report'
import type { ClusterApi } from '@unloop/sources'
import { applySteps, StepFailed } from '../apply/apply.ts'
import { undoFix, type Undone } from '../apply/undo.ts'
import { deleteObject, readObject, type ObjectRef } from '../cluster/objects.ts'
import { RemedyError } from '../errors.ts'
import type { Journal, JournalEntry } from '../journal/journal.ts'
import { stepRef, type Step } from '../plan/steps.ts'
import type { Health } from '../proof/health.ts'
import {
  fillSeconds,
  loopSeconds,
  probeSeconds,
  provingSeconds,
  statedSeconds,
} from '../proof/period.ts'
import { lifeOf, type Life } from '../proof/life.ts'
import { raisedBy } from '../proof/raised.ts'
import { clearTry } from './clear-try.ts'
import { affectedBy, renewPods, settlePods, startRun, type Affected } from './affected.ts'
import type { Check, Outcome } from '../proof/outcome.ts'
import { prove, type Proof } from './prove.ts'

/** A fix whose steps were planned, and everything that its proof needs. */
export interface CarryOutRequest {
  readonly api: ClusterApi
  readonly journal: Journal
  readonly incident: Incident
  readonly fix: Fix
  readonly steps: readonly Step[]
  /** The diagnosis that the fix is from: what failed already is not held against it. */
  readonly before: Report
  readonly diagnoseAgain: () => Promise<Report>
  /** So long is waited for the pods to become ready and stay so. */
  readonly timeoutSeconds: number
  /** A temporary change is taken back after so long, however it fared. */
  readonly holdSeconds?: number
  /** False keeps the change although it did not help. */
  readonly isRollback: boolean
  readonly onProgress?: (words: string) => void
  readonly isInterrupted?: () => boolean
}

/** Applies the steps, proves them, and puts everything back where they did not help. */
export async function carryOut(request: CarryOutRequest): Promise<Outcome> {
  const { api } = request
  const began = api.timing.now()
  const affected = await affectedBy(api, request.incident)
  const seconds = (): number => Math.round((api.timing.now() - began) / 1000)
  const life = await lifeOf(api, affected.pods, request.incident.container?.name ?? null)
  let entry: JournalEntry
  try {
    entry = await applySteps({ ...request, onStep: (step) => beforeStep(request, step) })
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    return { ...(await afterRefusal(request, affected, error)), seconds: seconds() }
  }
  const proof = await proveIt(request, { ...affected, life }, entry).catch(unwatched)
  if (proof.watched.kind === 'interrupted')
    return {
      state: 'interrupted',
      entry,
      checks: proof.checks,
      undone: null,
      seconds: seconds(),
      found: null,
    }
  const isProven = proof.checks.every(({ isMet }) => isMet !== false)
  entry = { ...entry, state: isProven ? 'proven' : 'not-proven' }
  request.journal.write(entry)
  const state = isProven ? 'proven' : 'not-proven'
  const undone = isProven
    ? await heldAndBack(request, affected, entry)
    : request.isRollback
      ? await rollBack(request, affected, entry)
      : null
  return { state, entry, checks: proof.checks, undone, seconds: seconds(), found: proof.found }
}

/** What can't be looked at is not proven: the change goes back rather than stay unwatched. */
const unwatched = (error: unknown): Proof => {
  const seen = error instanceof Error ? error.message : String(error)
  return {
    watched: { kind: 'failed', seen, restarts: 0 },
    checks: [{ what: 'it can be watched', isMet: false, seen }],
    found: null,
  }
}

/** Ctrl-C between two steps ends it before the next one: what was done goes back, as half a plan is none. */
const beforeStep = ({ isInterrupted, onProgress }: CarryOutRequest, step: Step): void => {
  if (isInterrupted?.())
    throw new RemedyError(
      'interrupted',
      'It was stopped before the next change.',
      'Nothing is left changed. Run the command again when you want it.',
    )
  onProgress?.(stepWords(step))
}

/** Between two looks at whether the time is over. */
const PAUSE_MS = 2000

/** A temporary change that helps stays for the time that was asked for, or until somebody stops the command. */
const heldAndBack = async (
  request: CarryOutRequest,
  affected: Affected,
  entry: JournalEntry,
): Promise<Undone | null> => {
  const { api, onProgress, isInterrupted } = request
  if (entry.until === undefined) return null
  const until = Date.parse(entry.until)
  while (api.timing.now() < until && !isInterrupted?.()) {
    const left = Math.ceil((until - api.timing.now()) / 1000)
    onProgress?.(`It helps. It is taken back in ${left} s, or at once with Ctrl-C …`)
    await api.timing.sleep(Math.min(PAUSE_MS, left * 1000))
  }
  onProgress?.('Taking the temporary change back …')
  return undoneWithPods(request, affected, entry)
}

const stepWords = (step: Step): string => {
  const object = step.op === 'create' ? step.object : step.before
  const verb = { create: 'Creating', patch: 'Changing', replace: 'Making anew' }[step.op]
  return `${verb} ${object.kind} ${object.metadata.name} …`
}

/** A later step that the server refused leaves earlier ones behind: they go back at once. */
const afterRefusal = async (
  request: CarryOutRequest,
  affected: Affected,
  { entry, message, cause }: StepFailed,
): Promise<Omit<Outcome, 'seconds'>> => {
  const isStopped = cause instanceof RemedyError && cause.code === 'interrupted'
  const check: Check = {
    what: isStopped ? 'every step is done' : 'the API server takes every step',
    isMet: false,
    seen: message,
  }
  if (entry.changes.length === 0) throw cause
  const undone = await rollBack(request, affected, entry)
  return {
    state: isStopped ? 'interrupted' : 'not-proven',
    entry,
    checks: [check],
    undone,
    found: null,
  }
}

const rollBack = (
  request: CarryOutRequest,
  affected: Affected,
  entry: JournalEntry,
): Promise<Undone> => {
  request.onProgress?.('It did not help: putting everything back …')
  return undoneWithPods(request, affected, entry)
}

/** Pods that do not settle, and a try that cannot be cleared, do not make the undoing fail. */
const undoneWithPods = async (
  request: CarryOutRequest,
  { ref, baseline }: Affected,
  entry: JournalEntry,
): Promise<Undone> => {
  const { api, journal, steps } = request
  const undone = await undoFix(api, journal, entry)
  await settlePods(api, { ref, baseline, steps }).catch(() => undefined)
  const left = await clearTry(api, { ref, id: entry.id }).catch(() => [])
  return { ...undone, words: [...undone.words, ...left] }
}

const proveIt = async (
  request: CarryOutRequest,
  affected: Affected & { readonly life: Life },
  entry: JournalEntry,
): Promise<Proof> => {
  const { api, incident, steps } = request
  const { replaced, kept } = await renewPods(api, { incident, steps, affected })
  if (kept.length > 0)
    request.onProgress?.(
      `A PodDisruptionBudget keeps ${kept.join(', ')}: waiting for its next start …`,
    )
  // As it is now: the run must have what was changed.
  const cronJob = affected.ref.kind === 'CronJob' ? await readObject(api, affected.ref) : null
  const run = cronJob === null ? null : await startRun(api, cronJob, entry.id)
  const loop = Math.max(
    loopSeconds(affected.pods),
    statedSeconds(incident.causes[0]?.evidence[0]?.excerpt ?? ''),
  )
  const levelSeconds = Math.max(
    provingSeconds(loop),
    probeSeconds([...affected.pods, ...steps.flatMap(changedPods)]),
  )
  const proof = await prove({
    ...request,
    touched: steps.map(stepRef),
    ref: run ?? madeJob(steps) ?? affected.ref,
    mayRest: request.fix.temporary === true,
    baseline: affected.baseline,
    replaced,
    life: affected.life,
    levelSeconds,
    fillSeconds: fillSeconds(loop, Math.max(1, ...steps.map(raises))),
    isKnownGood: isOfBefore(request.fix),
    onWait: (words) => request.onProgress?.(`Proving: ${words} …`),
    onLook: (health, level) => request.onProgress?.(lookWords(health, level, levelSeconds)),
  })
  if (run !== null) await removeRun(api, run)
  return proof
}

/** By how much a step raises what it raises most. */
const raises = (step: Step): number =>
  step.op === 'create' ? 1 : raisedBy(step.before, step.after)

/** Plans that state again what a revision that ran well had. */
const isOfBefore = ({ id }: Fix): boolean => id === 'rollout-undo' || id.endsWith('-before')

/** The pods that a step makes others of: a plan that gives a probe more time is watched for that time. */
const changedPods = (step: Step): readonly Pick<Pod, 'spec'>[] => {
  const { kind, spec } = (step.op === 'create' ? step.object : step.after) as KubeObject & {
    readonly spec?: PodSpec & { readonly template?: Pick<Pod, 'spec'> }
  }
  const made = kind === 'Pod' ? { spec } : spec?.template
  return made?.spec === undefined ? [] : [{ spec: made.spec }]
}

const lookWords = ({ words, isReady }: Health, level: number, wanted: number): string =>
  isReady
    ? `Proving: ${words}, level for ${Math.round(level)} of ${wanted} s …`
    : `Waiting: ${words} …`

/** The run that proved a CronJob is none of its own: it goes again. */
const removeRun = (api: ClusterApi, run: ObjectRef): Promise<void> =>
  deleteObject(api, run, { uid: undefined, policy: 'Background' }).catch(() => undefined)

/** A plan that makes a Job of the work is proven by that Job's success. */
const madeJob = (steps: readonly Step[]): ObjectRef | null => {
  const job = steps.find((step) => step.op === 'create' && step.object.kind === 'Job')
  return job ? stepRef(job) : null
}
