import { mask } from '@unloop/engine/logs'
import {
  erroredState,
  forceUnlockCommand,
  given,
  operationWords,
  type LockCase,
  type Machine,
  type Place,
  type ToolChoice,
  type Unlocked,
} from '@unloop/state-locks'

/** All that one run of `unloop unlock` has to say: what every form of its output is made from. */
export interface UnlockPage {
  readonly schema: 'unloop/unlock@1'
  readonly locks: readonly LockView[]
  /** Folders whose state nobody has locked. */
  readonly free: readonly FolderView[]
  /** Folders of which that could not be told. */
  readonly unknown: readonly FolderView[]
}

/** A folder of the project, and what its backend says. */
export interface FolderView {
  /** The state as its backend calls it: a path, a key, an address. */
  readonly folder: string
  readonly state: string
  /** Sentences on what the backend said. */
  readonly says: readonly string[]
}

/** One lock, and what is known of who holds it. */
export interface LockView {
  /** What force-unlock takes; null where the lock can't be identified. */
  readonly id: string | null
  readonly state: string | null
  readonly backend: string | null
  readonly workspace: string | null
  readonly folder: string | null
  readonly module: string | null
  /** 1-based line of the text that was read; null where the backend itself told. */
  readonly line: number | null
  /** The error's own message; '' and null where only the backend spoke. */
  readonly message: string | null
  readonly holder: HolderView | null
  readonly life: {
    readonly verdict: LockCase['liveness']['verdict']
    readonly evidence: readonly string[]
  }
  /** What to mind before unlocking, in sentences. */
  readonly notes: readonly string[]
  /** What could not be seen, in sentences. */
  readonly gaps: readonly string[]
  /** Why it is not unlocked, in sentences; empty where nothing speaks against it. */
  readonly against: readonly string[]
  /** What would be run; null where unloop won't. */
  readonly command: string | null
  /** Steps for what force-unlock cannot do; prose or commands. */
  readonly byHand: readonly string[]
  /** Null until it was tried or left alone. */
  readonly outcome: OutcomeView | null
}

/** Who holds it, by the lock's own fields and by signs that the run still lives. */
export interface HolderView {
  readonly who: string
  /** RFC 3339, as the lock has it. */
  readonly since: string | null
  /** Null where the lock's time is missing or lies in the future. */
  readonly ageSeconds: number | null
  /** What the run does, in words: `planning`, `applying`. */
  readonly operation: string
  readonly version: string
  readonly info: string
}

/** What became of a lock. */
export interface OutcomeView {
  readonly kind: Unlocked['kind'] | 'left'
  readonly says: readonly string[]
  /** What the program printed. */
  readonly printed: string
  readonly byHand: readonly string[]
}

/** What a view is made from. */
export interface ViewParts {
  readonly lock: LockCase
  readonly choice: ToolChoice | null
  readonly machine: Machine
  readonly now: Date
}

/** The value that all forms of the answer are made from. */
export function lockView({ lock, choice, machine, now }: ViewParts): LockView {
  const { logged, place, backend, holder, reading } = lock
  const against = lock.against.length > 0 ? lock.against : toolObjection(choice)
  const isOver = reading.state === 'free'
  const isReady = against.length === 0 && !isOver
  return {
    id: lock.id,
    state:
      place === null || backend === null
        ? logged?.info?.path || null
        : backend.stateName(given(place, machine)),
    backend: backend?.type ?? place?.backend.type ?? null,
    workspace: place?.workspace ?? null,
    folder: place?.folder ?? null,
    module: logged?.module ?? null,
    line: logged?.line ?? null,
    message: mask(logged?.message ?? '') || null,
    holder: holder === null ? null : holderView(holder, now),
    life: lock.liveness,
    notes: [...lock.notes, ...leftovers(lock, place)],
    gaps: reading.gaps,
    against: isOver ? [] : against,
    command:
      isReady && choice?.kind === 'found' && lock.id !== null
        ? forceUnlockCommand(choice.tool, lock.id)
        : null,
    byHand: isReady || isOver || backend === null || place === null ? [] : handSteps(lock, machine),
    outcome: isOver ? { kind: 'free', says: reading.evidence, printed: '', byHand: [] } : null,
  }
}

/** By hand is for what force-unlock can't do: not for a run that lives, nor for what nobody has identified. */
function handSteps(
  { logged, backend, place, holder, reading }: LockCase,
  machine: Machine,
): readonly string[] {
  if (backend === null || place === null) return []
  const isStuck =
    backend.unlocking.by === 'hand' ||
    (reading.state === 'held' && reading.info === null) ||
    backend.orphan?.test(logged?.message ?? '') === true
  return isStuck ? backend.byHand(given(place, machine), holder) : []
}

/** What keeps the project's own program from being run. */
const toolObjection = (choice: ToolChoice | null): readonly string[] => {
  if (choice === null || choice.kind === 'found') return []
  return choice.kind === 'missing'
    ? [`${choice.tool} is needed to unlock it (${choice.why}), but is not installed here.`]
    : [`Which program to unlock it with is not clear: ${choice.why}. Name it with --tool.`]
}

/** The holder as it is shown; ages are whole seconds. */
function holderView(
  { who, created, operation, version, info }: NonNullable<LockCase['holder']>,
  now: Date,
): HolderView {
  const age = created === null ? null : Math.round((now.getTime() - Date.parse(created)) / 1000)
  return {
    who,
    since: created,
    ageSeconds: age === null || age < 0 ? null : age,
    operation: operation === '' ? '' : operationWords(operation).does,
    version,
    info,
  }
}

/** What a run leaves behind that ends half-way, by its operation and by files in its folder. */
function leftovers(
  { holder, reading, liveness }: LockCase,
  place: Place | null,
): readonly string[] {
  const notes: string[] = []
  const leaves =
    holder === null || reading.state === 'free' || liveness.verdict === 'alive'
      ? null
      : operationWords(holder.operation).leaves
  if (leaves !== null && holder?.operation !== '') notes.push(leaves)
  const errored = place === null ? null : erroredState(place)
  if (errored !== null)
    notes.push(
      `${errored} is a state that a run could not store: once unlocked, put it back with "state push" before anything else.`,
    )
  return notes
}
