import type { KubeObject } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'
import { deleteObject, patchObject, readObject, refText } from '../cluster/objects.ts'
import { RemedyError } from '../errors.ts'
import type { Journal, JournalChange, JournalEntry } from '../journal/journal.ts'
import { guardedDiff, statedFields } from '../patch/inverse.ts'
import { pointerParts, valueAt, type Operation } from '../patch/json-patch.ts'
import { equal, type Json } from '../patch/value.ts'
import { isConflict } from '../plan/steps.ts'
import { ANNOTATION } from '../mark.ts'
import { recreate } from './apply.ts'

/** What came of taking a fix back. */
export interface Undone {
  readonly entry: JournalEntry
  /** A sentence for each object: what became of it. */
  readonly words: readonly string[]
  /** True where every object states again exactly what it stated before. */
  readonly isExact: boolean
}

/** Puts every object of a fix back, the last changed first. What somebody else changed since is left, and said. */
export async function undoFix(
  api: ClusterApi,
  journal: Journal,
  entry: JournalEntry,
): Promise<Undone> {
  const results: UndoneChange[] = []
  for (const change of [...entry.changes].reverse()) results.push(await patiently(api, change))
  const undone: JournalEntry = { ...entry, state: 'undone' }
  const isExact = results.every((result) => result.isExact)
  if (isExact) journal.write(undone)
  return { entry: undone, words: results.map(({ words }) => words), isExact }
}

/** An API server that is away comes back mostly: what was changed is not left half way for that. */
const SILENCE_MS = 120_000
const PAUSE_MS = 2000

const patiently = async (api: ClusterApi, change: JournalChange): Promise<UndoneChange> => {
  const until = api.timing.now() + SILENCE_MS
  for (;;) {
    try {
      return await undoChange(api, change)
    } catch (error) {
      const mayPass = !(error instanceof RemedyError) || error.code === 'api-failed'
      if (!mayPass || api.timing.now() > until)
        return left(
          `${refText(change.ref)} could not be put back: ${error instanceof Error ? error.message : String(error)}`,
        )
      await api.timing.sleep(PAUSE_MS)
    }
  }
}

/** What became of one object; `isExact` where it states again what it did before. */
interface UndoneChange {
  readonly words: string
  readonly isExact: boolean
}

const done = (words: string): UndoneChange => ({ words, isExact: true })
const left = (words: string): UndoneChange => ({ words, isExact: false })

const undoChange = async (api: ClusterApi, change: JournalChange): Promise<UndoneChange> => {
  const name = refText(change.ref)
  const current = await readObject(api, change.ref)
  if (change.op === 'create') {
    if (current === null) return done(`${name} is gone already.`)
    if (!isOurs(current, change.uid)) return left(`${name} is another object by now and stays.`)
    await deleteObject(api, change.ref, { uid: current.metadata.uid, policy: 'Background' })
    return done(`${name}, which the fix created, is deleted.`)
  }
  if (change.op === 'replace') {
    if (current !== null && !isOurs(current, change.uid) && current.metadata.uid !== undefined)
      if (change.uid !== null) return left(`${name} is another object by now and stays.`)
    if (current !== null)
      await deleteObject(api, change.ref, { uid: current.metadata.uid, policy: 'Background' })
    await recreate(api, change.before)
    return done(`${name} is made again as it was.`)
  }
  if (current === null) return left(`${name} is gone, so that nothing can be put back.`)
  return undoPatched(api, change, current)
}

/** Made by the fix: by its uid, or by the mark where the answer with the uid never came. */
const isOurs = ({ metadata }: KubeObject, uid: string | null): boolean =>
  uid === null ? metadata.annotations?.[ANNOTATION] !== undefined : metadata.uid === uid

/** Times that an object is put back after a conflict; the pauses between grow to three seconds. */
const TRIES = 12

const undoPatched = async (
  api: ClusterApi,
  change: Extract<JournalChange, { op: 'patch' }>,
  seen: KubeObject,
): Promise<UndoneChange> => {
  const name = refText(change.ref)
  let current: KubeObject | null = seen
  for (let attempt = 1; current !== null; attempt++) {
    const now = statedFields(current) as Json
    const isMarked = current.metadata.annotations?.[ANNOTATION] !== undefined
    if (equal(now, change.before as Json) && !isMarked) return done(`${name} is as it was.`)
    // Without an answer, what stands there now is what the fix made of it, or what was there before.
    const after = (change.after ?? now) as Json
    if (change.uid !== null && current.metadata.uid !== change.uid)
      return left(`${name} is another object by now and stays.`)
    const operations = backwards(current, after, change.before as Json)
    if (operations.length === 0) break
    try {
      await patchObject(api, {
        ref: change.ref,
        patch: { type: 'json', body: operations },
        options: { isDryRun: false },
      })
    } catch (error) {
      if (!isConflict(error)) throw error
      if (attempt >= TRIES) return left(`${name} could not be put back: ${error.message}`)
      // Controllers write the status of a failing workload by the second.
      await api.timing.sleep(250 * attempt)
    }
    current = await readObject(api, change.ref)
    const isBack = current !== null && equal(statedFields(current) as Json, change.before as Json)
    if (isBack) return done(`${name} states again what it stated before.`)
    if (attempt >= TRIES) break
  }
  return left(
    `${name} was changed by somebody else since: what the fix changed is put back, the rest stays.`,
  )
}

/** Without what is back already, and what somebody else has written over: both fail their test. */
const stillOurs = (current: KubeObject, operations: readonly Operation[]): readonly Operation[] => {
  const now = current as unknown as Json
  const holds = ({ op, path, value }: Operation): boolean => {
    const there = valueAt(now, pointerParts(path))
    return op === 'test' ? equal(there, value) : op !== 'add' || there === undefined
  }
  const failed = new Set(operations.filter((each) => !holds(each)).map(({ path }) => path))
  return operations.filter(({ path }) => !failed.has(path))
}

/** The way back, guarded by tests, with the mark taken off; a labels or annotations map that is not there is not touched. */
const backwards = (current: KubeObject, after: Json, before: Json): readonly Operation[] => {
  const { annotations, labels } = current.metadata
  const mark = `/metadata/annotations/${ANNOTATION.replace('/', '~1')}`
  const operations = stillOurs(current, guardedDiff(after, before)).filter(
    ({ path }) =>
      !(path.startsWith('/metadata/annotations') && annotations === undefined) &&
      !(path.startsWith('/metadata/labels') && labels === undefined),
  )
  return annotations?.[ANNOTATION] === undefined
    ? operations
    : [...operations, { op: 'remove', path: mark }]
}
