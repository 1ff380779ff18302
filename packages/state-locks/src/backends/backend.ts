import { mask } from '@unloop/engine/logs'
import type { LockInfo } from '../info.ts'
import type { Machine } from '../machine.ts'
import type { Place, Settings } from '../place/place.ts'

/** What the backend's own data told, without changing anything there. */
export interface LockReading {
  readonly state: 'held' | 'free' | 'unknown'
  /** The holder's own data, with the ID that `force-unlock` takes. */
  readonly info: LockInfo | null
  /** What the backend itself shows of the holder. `possible`: whatever ran it is still there. */
  readonly liveness: 'alive' | 'possible' | 'unknown'
  /** Full sentences: what was seen. */
  readonly evidence: readonly string[]
  /** Full sentences: what could not be read, and why. */
  readonly gaps: readonly string[]
}

/** Whether `force-unlock` ends such a lock, and what to do where it does not. */
export type Unlocking =
  | {
      readonly by: 'force-unlock'
      /** What keeps it from ending another lock than the one that was read. */
      readonly guard: string
    }
  | { readonly by: 'hand'; readonly why: string }

export interface WorkspaceSettings {
  readonly settings: Settings
  readonly workspace: string
  readonly env: Machine['env']
}

/** One kind of storage for states: how it says that one is locked, what it knows of the holder, how it is unlocked. */
export interface Backend {
  readonly type: string
  /** Wordings that are its own. */
  readonly says: readonly RegExp[]
  /** The form of the IDs that `force-unlock` takes here. */
  readonly idForm: RegExp
  readonly idIs: string
  /** Whose data an error prints under "Lock Info:". Where it is the requester's, it says nothing of the lock. */
  readonly prints: 'holder' | 'requester'
  readonly unlocking: Unlocking
  /** The Path that a lock of this state carries; null where locks carry none. */
  readonly lockPath: (given: WorkspaceSettings) => string | null
  /** The state, named without any credential. */
  readonly stateName: (given: WorkspaceSettings) => string
  readonly read: (place: Place, machine: Machine) => Promise<LockReading>
  /** Asked right before unlocking where reading can't tell: changes nothing where the state is locked. */
  readonly confirm?: (place: Place, machine: Machine) => Promise<LockReading>
  /** Wordings of a lock that carries no ID, so that force-unlock can't end it. */
  readonly orphan?: RegExp
  /** What to do by hand, as commands or full sentences. */
  readonly byHand: (given: WorkspaceSettings, info: LockInfo | null) => readonly string[]
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function notRead(...gaps: readonly string[]): LockReading {
  return {
    state: 'unknown',
    info: null,
    liveness: 'unknown',
    evidence: [],
    gaps,
  }
}

export function isFree(...evidence: readonly string[]): LockReading {
  return {
    state: 'free',
    info: null,
    liveness: 'unknown',
    evidence,
    gaps: [],
  }
}

export function isHeld(info: LockInfo | null, ...evidence: readonly string[]): LockReading {
  return {
    state: 'held',
    info,
    liveness: 'unknown',
    evidence,
    gaps: [],
  }
}

/** The address without user, password, query and fragment. */
export function safeAddress(address: string): string {
  try {
    const { protocol, host, pathname } = new URL(address)
    return `${protocol}//${host}${pathname}`
  } catch {
    return '(an address that is no URL)'
  }
}

/** The first line of what a program complained of, secrets masked. */
export function firstComplaint(text: string): string {
  return (
    mask(text)
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '') ?? 'it said nothing'
  )
}
