import type { KubeObject } from '@unloop/engine/evidence'
import type { Fix, Incident } from '@unloop/engine/report'
import type { ClusterApi } from '@unloop/sources'
import {
  createObject,
  deleteObject,
  mustRead,
  patchObject,
  readObject,
  refOf,
  refText,
  type ObjectRef,
} from '../cluster/objects.ts'
import { RemedyError } from '../errors.ts'
import type { Journal, JournalChange, JournalEntry } from '../journal/journal.ts'
import { statedFields } from '../patch/inverse.ts'
import { equal, type Json } from '../patch/value.ts'
import { asNew, isConflict, stepRef, withVersion, type Step } from '../plan/steps.ts'
import { annotated, withMark, type Mark } from './annotate.ts'

/** Steps that were tried by a dry run, and the journal that learns of each before it is made. */
export interface ApplyRequest {
  readonly api: ClusterApi
  readonly journal: Journal
  readonly incident: Pick<Incident, 'id' | 'namespace' | 'workload' | 'causes'>
  readonly fix: Fix
  readonly steps: readonly Step[]
  /** Called before each step: throwing ends it there, with what was done in the journal. */
  readonly onStep?: (step: Step) => void
  /** How long a temporary change is meant to stay. */
  readonly holdSeconds?: number
}

/** Applies the steps in order. Each is in the journal before it is done, and again with what came of it. */
export async function applySteps(request: ApplyRequest): Promise<JournalEntry> {
  let entry = newEntry(request)
  const { id, at, until } = entry
  const mark: Mark = { id, at, plan: entry.plan.id, ...(until ? { until } : {}) }
  for (const step of request.steps) {
    try {
      request.onStep?.(step)
    } catch (error) {
      throw new StepFailed(entry, error)
    }
    entry = { ...entry, changes: [...entry.changes, intent(step)] }
    request.journal.write(entry)
    try {
      entry = withLast(entry, await applyStep(request.api, step, mark))
    } catch (error) {
      if (wasRefused(error)) {
        entry = { ...entry, changes: entry.changes.slice(0, -1) }
        request.journal.write(entry)
      }
      throw new StepFailed(entry, error)
    }
    request.journal.write(entry)
  }
  entry = { ...entry, state: 'applied' }
  request.journal.write(entry)
  return entry
}

/** Some step was refused or its answer never came; `entry` holds what has to be put back. */
export class StepFailed extends Error {
  readonly entry: JournalEntry

  constructor(entry: JournalEntry, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'StepFailed'
    this.entry = entry
  }
}

/** The server said no, so that nothing came of it; without an answer nobody knows. */
const wasRefused = (error: unknown): boolean =>
  error instanceof RemedyError && error.code !== 'api-failed'

const newEntry = ({ api, incident, fix, holdSeconds }: ApplyRequest): JournalEntry => {
  const now = api.timing.now()
  const at = new Date(now).toISOString()
  const { name } = incident.workload
  return {
    id: `${at.replace(/[-:]|\.\d+Z$/g, '')}-${name.slice(0, 60)}-${incident.id.slice(0, 6)}`,
    at,
    context: api.context,
    server: api.server,
    namespace: incident.namespace,
    workload: incident.workload,
    cause: incident.causes[0]?.id ?? 'unknown',
    plan: { id: fix.id, title: fix.title },
    state: 'begun',
    changes: [],
    ...(holdSeconds === undefined
      ? {}
      : { until: new Date(now + holdSeconds * 1000).toISOString() }),
  }
}

/** The change before it is made: what its undoing needs is known by then, but for the uid of a new object. */
const intent = (step: Step): JournalChange => {
  const ref = stepRef(step)
  if (step.op === 'create') return { op: 'create', ref, uid: null }
  const uid = step.before.metadata.uid ?? null
  if (step.op === 'replace') return { op: 'replace', ref, before: asNew(step.before), uid: null }
  return { op: 'patch', ref, uid, before: statedFields(step.before), after: null }
}

const withLast = (entry: JournalEntry, last: JournalChange): JournalEntry => ({
  ...entry,
  changes: [...entry.changes.slice(0, -1), last],
})

const applyStep = async (api: ClusterApi, step: Step, mark: Mark): Promise<JournalChange> => {
  const ref = stepRef(step)
  switch (step.op) {
    case 'create': {
      const { object } = await createObject(api, withMark(step.object, mark), { isDryRun: false })
      return { op: 'create', ref, uid: object.metadata.uid ?? null }
    }
    case 'patch':
      return applyPatchStep(api, step, mark)
    case 'replace': {
      await deleteObject(api, ref, { uid: step.before.metadata.uid, policy: 'Background' })
      const made = await recreate(api, withMark(step.after, mark))
      return { op: 'replace', ref, before: asNew(step.before), uid: made.metadata.uid ?? null }
    }
  }
}

/** Times that a patch is made anew after a conflict. */
const TRIES = 8

/** A new version is no reason to stop where only the status has changed: what the user saw is what is patched. */
const applyPatchStep = async (
  api: ClusterApi,
  step: Extract<Step, { op: 'patch' }>,
  mark: Mark,
): Promise<JournalChange> => {
  const ref = refOf(step.before)
  let { before } = step
  for (let attempt = 1; ; attempt++) {
    try {
      const patch = withVersion(annotated(step.patch, mark, before), before)
      const { object } = await patchObject(api, { ref, patch, options: { isDryRun: false } })
      return {
        op: 'patch',
        ref,
        uid: object.metadata.uid ?? null,
        before: statedFields(before),
        after: statedFields(object),
      }
    } catch (error) {
      if (!isConflict(error) || attempt >= TRIES) throw error
      before = await unchanged(api, ref, step.before)
    }
  }
}

/** The object as it is now, where it still states what the user saw. @throws {RemedyError} `changed-meanwhile` otherwise */
const unchanged = async (
  api: ClusterApi,
  ref: ObjectRef,
  seen: KubeObject,
): Promise<KubeObject> => {
  const now = await mustRead(api, ref)
  const same = now.metadata.uid === seen.metadata.uid
  if (same && equal(statedFields(now) as Json, statedFields(seen) as Json)) return now
  throw new RemedyError(
    'changed-meanwhile',
    `${refText(ref)} was changed by somebody else since the plan was shown.`,
    'Nothing of this step was changed. Diagnose again, then run the command again.',
  )
}

/** Made again as soon as the old one is gone. */
export async function recreate(api: ClusterApi, object: KubeObject): Promise<KubeObject> {
  const ref = refOf(object)
  for (let second = 0; second < 120; second++) {
    if ((await readObject(api, ref)) === null) break
    await api.timing.sleep(1000)
  }
  return (await createObject(api, object, { isDryRun: false })).object
}
