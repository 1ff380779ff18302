import { backendOf, backendSaying } from './backends/index.ts'
import { notRead, type Backend, type LockReading } from './backends/backend.ts'
import { type LockInfo } from './info.ts'
import { livenessHere, weigh, type HolderLiveness } from './holder-liveness.ts'
import { heldId, type LoggedLock } from './log/logged-lock.ts'
import type { Machine } from './machine.ts'
import { isNamedBy, type Place } from './place/place.ts'

/** One locked state: what an error said of it, where it belongs, what the backend tells, and whether its holder lives. */
export interface LockCase {
  readonly logged: LoggedLock | null
  /** The folder whose state it is; null where none fits, or more than one does. */
  readonly place: Place | null
  readonly backend: Backend | null
  readonly reading: LockReading
  /** The ID that force-unlock takes; null where the lock can't be identified. */
  readonly id: string | null
  /** The holder's own data; null where nothing is known of it. */
  readonly holder: LockInfo | null
  readonly liveness: HolderLiveness
  /** Why it must not be unlocked, as full sentences; empty where nothing speaks against it but the user's own judgement. */
  readonly against: readonly string[]
  /** Full sentences that the user should read first. */
  readonly notes: readonly string[]
}

/** Null where the backend says that the folder's state is not locked. */
export async function caseOfPlace(place: Place, machine: Machine): Promise<LockCase | LockReading> {
  const backend = backendOf(place.backend.type)
  const reading = await readLock(place, backend, machine)
  if (reading.state !== 'held') return reading
  return judged({ logged: null, place, backend, reading }, machine)
}

export function isLockCase(value: LockCase | LockReading): value is LockCase {
  return 'against' in value
}

export async function caseOfLogged(
  logged: LoggedLock,
  places: readonly Place[],
  machine: Machine,
): Promise<LockCase> {
  const said = backendSaying(logged.message)
  const fit = fitting({ logged, said, places, machine })
  const place = fit.length === 1 ? (fit[0] ?? null) : null
  const backend = place === null ? said : backendOf(place.backend.type)
  const reading =
    place === null
      ? notRead(unplaced(logged, { places, fit, machine }))
      : await readLock(place, backend, machine)
  return judged({ logged, place, backend, reading }, machine)
}

const unplaced = (
  { info }: LoggedLock,
  { places, fit, machine }: { places: readonly Place[]; fit: readonly Place[]; machine: Machine },
): string => {
  const [first] = places
  if (first === undefined)
    return 'There is no folder of Terraform, OpenTofu or Terragrunt here: name the one that the error comes from with --chdir.'
  if (fit.length > 1)
    return `More than one folder could be meant (${fit
      .slice(0, 4)
      .map(({ folder }) => folder)
      .join(', ')}): name the right one with --chdir.`
  const about = info?.path
    ? `The error is about the state ${info.path}`
    : 'The error is about another state'
  const backend = backendOf(first.backend.type)
  const own =
    places.length > 1 || backend === null
      ? 'which is that of none of these folders'
      : `and that of ${first.folder} is ${backend.stateName(given(first, machine))} (workspace ${first.workspace})`
  return `${about}, ${own}: name the right folder with --chdir, or select the right workspace.`
}

interface Fitting {
  readonly logged: LoggedLock
  readonly said: Backend | null
  readonly places: readonly Place[]
  readonly machine: Machine
}

/** Places whose state the lock may be of: by module, by backend and by Path, each where it tells anything. */
function fitting({ logged, said, places, machine }: Fitting): readonly Place[] {
  const { module } = logged
  const named = module === null ? [] : places.filter((place) => isNamedBy(place, module))
  const candidates = named.length > 0 ? named : places
  return candidates.filter((place) => {
    // Which state it has is not known yet.
    if (!place.isInitialised) return named.length > 0 || places.length === 1
    const backend = backendOf(place.backend.type)
    if (
      said !== null &&
      backend !== null &&
      said.type !== backend.type &&
      !areBothCloud(said, backend)
    )
      return false
    const path = backend?.prints === 'holder' ? (logged.info?.path ?? '') : ''
    const expected = backend?.lockPath(given(place, machine)) ?? null
    if (path === '' || expected === null) return true
    return samePath(path, expected)
  })
}

const areBothCloud = (one: Backend, other: Backend): boolean =>
  [one.type, other.type].every((type) => type === 'remote' || type === 'cloud')

const samePath = (one: string, other: string): boolean => {
  const tidy = (path: string): string => path.replace(/\.tflock$/, '').replace(/^\.\//, '')
  const [a, b] = [tidy(one), tidy(other)]
  return a === b || a.endsWith(`/${b}`)
}

export function given(place: Place, { env }: Machine) {
  return {
    settings: place.backend.settings,
    workspace: place.workspace,
    env,
  }
}

async function readLock(
  place: Place,
  backend: Backend | null,
  machine: Machine,
): Promise<LockReading> {
  if (!place.isInitialised)
    return notRead(
      `${place.folder} was never initialised here, so that its backend is not known: run init there first.`,
      ...place.gaps,
    )
  if (backend === null)
    return notRead(`unloop does not know how to look at a backend of type ${place.backend.type}.`)
  const reading = await backend.read(place, machine)
  return { ...reading, gaps: [...place.gaps, ...reading.gaps] }
}

type Parts = Pick<LockCase, 'logged' | 'place' | 'backend' | 'reading'>

function judged(parts: Parts, machine: Machine): LockCase {
  const { logged, place, backend, reading } = parts
  const holder = holderOf(parts)
  const id = idOf(parts, holder)
  const liveness = weigh(
    { verdict: reading.liveness, evidence: reading.evidence },
    livenessHere({ holder, place, machine }),
  )
  return {
    ...parts,
    holder,
    id,
    liveness: reading.state === 'free' ? { verdict: 'gone', evidence: reading.evidence } : liveness,
    against: objections({ ...parts, id, liveness }),
    notes: notesOn({ logged, place, backend, reading, id }),
  }
}

/** What the backend says now counts before what was printed once. */
function holderOf({ logged, backend, reading }: Parts): LockInfo | null {
  if (reading.info !== null) return reading.info
  const printed = logged?.info ?? null
  if (printed === null || printed.id === '') return null
  if (backend?.prints !== 'requester') return printed
  // Where the printed ID is the one that the server named, the program printed the holder after all.
  return heldId(logged?.message ?? '') === printed.id ? printed : null
}

function idOf({ logged, backend, reading }: Parts, holder: LockInfo | null): string | null {
  if (reading.info !== null && reading.info.id !== '') return reading.info.id
  const named = heldId(logged?.message ?? '')
  if (named !== '') return named
  const workspace = /lock ID: "([^"]+)"/.exec(logged?.message ?? '')?.[1]
  if (workspace !== undefined) return workspace
  if (backend?.prints === 'requester') return null
  return holder === null || holder.id === '' ? null : holder.id
}

const ALIVE =
  'The run that holds it is still alive. Wait for it, or end it in an orderly way (Ctrl-C, kill -INT, cancelling the job): it then stores the state and releases the lock itself.'

/** Whatever reaches a command line as the ID: never an option. */
const SAFE_ID = /^[A-Za-z0-9][\w.:/-]{0,199}$/

function objections({
  logged,
  place,
  backend,
  reading,
  id,
  liveness,
}: Parts & Pick<LockCase, 'id' | 'liveness'>): readonly string[] {
  if (reading.state === 'free') return []
  const against: string[] = []
  if (liveness.verdict === 'alive') against.push(ALIVE)
  if (backend?.unlocking.by === 'hand') return [...against, backend.unlocking.why]
  if (id === null)
    against.push(
      reading.state === 'held'
        ? 'The lock carries no ID, so that force-unlock can not be told which one it is.'
        : 'The error names no lock: its ID is not known.',
    )
  else if (isUnplaceable(logged, { place, backend, reading }))
    against.push(
      'The error does not name its state and the backend could not be asked: whether it is that of this folder is not known.',
    )
  else if (!SAFE_ID.test(id) || (backend !== null && !backend.idForm.test(id)))
    against.push(
      `${JSON.stringify(id)} is not the ID of such a lock${backend === null ? '' : `, which is ${backend.idIs}`}.`,
    )
  const printed = logged?.info?.id ?? ''
  if (
    backend?.prints === 'holder' &&
    reading.info !== null &&
    printed !== '' &&
    printed !== reading.info.id
  )
    against.push(
      `The lock of the error (${printed}) is gone: another run has taken it since (${reading.info.id}). Look at that one first: run unloop unlock without -f.`,
    )
  if (place === null) against.push('It is not known in which folder to unlock it.')
  else if (!place.isInitialised) against.push('The folder is not initialised.')
  return against
}

/** Locks of this backend name their state, but this one did not reach us whole. */
const isUnplaceable = (
  logged: LoggedLock | null,
  { place, backend, reading }: Pick<LockCase, 'place' | 'backend' | 'reading'>,
): boolean =>
  logged !== null &&
  place !== null &&
  backend?.prints === 'holder' &&
  backend.type !== 'kubernetes' &&
  (logged.info?.path ?? '') === '' &&
  reading.info === null

function notesOn({
  logged,
  place,
  backend,
  reading,
  id,
}: Parts & Pick<LockCase, 'id'>): readonly string[] {
  const notes: string[] = []
  const cause = logged === null || reading.state !== 'unknown' ? null : noLockCause(logged)
  if (cause !== null) notes.push(cause)
  if (logged?.doing === 'release')
    notes.push(
      'The run had ended and could not release its lock; the lock may or may not be there.',
    )
  if (
    backend?.prints === 'requester' &&
    logged?.info != null &&
    logged.info.id !== '' &&
    heldId(logged.message) !== logged.info.id
  )
    notes.push(
      'What the error prints under "Lock Info" is the run that was refused, not the one that holds the lock: that is so with this backend.',
    )
  if (
    place !== null &&
    backend !== null &&
    backend.unlocking.by === 'force-unlock' &&
    reading.state === 'unknown' &&
    id !== null
  )
    notes.push(backend.unlocking.guard)
  return notes
}

/** Errors that say "acquiring the state lock" although nobody holds one. */
const NO_LOCK: readonly (readonly [RegExp, string])[] = [
  [
    /412[\s\S]*storage: object doesn't exist/,
    'The lock was gone before it could be read: another run had just ended. Try again.',
  ],
  [
    /AccessDenied|not authorized|Access ?Denied|403|forbidden|Forbidden|Unauthorized|requires auth|invalid auth|ExpiredToken/,
    'Nobody holds a lock for all that is known: taking one was not allowed. Check the credentials and rights for the place of the lock.',
  ],
  [
    /ResourceNotFoundException|NoSuchBucket|resource not found|does not exist|ContainerNotFound/,
    'Nobody holds a lock for all that is known: the table, bucket, container or workspace of the lock was not found.',
  ],
  [
    /no such host|connection refused|i\/o timeout|deadline exceeded|TLS handshake|x509:/,
    'Nobody holds a lock for all that is known: the backend could not be reached.',
  ],
]

function noLockCause({ info, message }: LoggedLock): string | null {
  if (info !== null && info.id !== '') return null
  return NO_LOCK.find(([pattern]) => pattern.test(message))?.[1] ?? null
}
