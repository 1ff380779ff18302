import type { Alert } from '../alerts/alert.ts'
import type { Clock } from '../clock/clock.ts'
import type { StateStore } from '../state/state.ts'
import { type StoredAlert, storedAlert, toldAlert } from './stored-alert.ts'

/** What was sent last for a group to one integration. */
export interface LogEntry {
  readonly groupKey: string
  /** Receiver, integration and its place in the list. */
  readonly receiver: string
  /** Milliseconds since 1970. */
  readonly sentAt: number
  readonly firing: readonly string[]
  readonly resolved: readonly string[]
  /** What the receiver needs to change its message later. */
  readonly store: Readonly<Record<string, string>>
  readonly expiresAt: number
}

type StoredEntry = LogEntry & { readonly alerts: readonly StoredAlert[] }

// The name under which the entries are stored.
const NAME = 'nflog'

/** The notification log: by it nothing is sent twice, and an end that came while nobody looked is told of, restarts included. */
export class NotificationLog {
  readonly #entries = new Map<string, LogEntry>()
  readonly #clock: Clock
  readonly #state: StateStore

  constructor(clock: Clock, state: StateStore) {
    this.#clock = clock
    this.#state = state
  }

  /** Reads what was kept. @returns the alerts that receivers were told of and have not seen end */
  async load(): Promise<readonly Alert[]> {
    const told = new Map<string, Alert>()
    const now = this.#clock.now()
    for (const [key, text] of await this.#state.load(NAME)) {
      const { alerts, ...entry } = JSON.parse(text) as StoredEntry
      if (entry.expiresAt <= now) continue
      this.#entries.set(key, entry)
      for (const stored of alerts) {
        const one = toldAlert(stored, { toldMs: entry.sentAt, nowMs: now })
        const known = told.get(one.fingerprint)
        if (known === undefined || known.updatedAt < one.updatedAt) told.set(one.fingerprint, one)
      }
    }
    await this.collectGarbage()
    return [...told.values()]
  }

  /** What was sent last, undefined if nothing was or it is too long ago. */
  get(groupKey: string, receiver: string): LogEntry | undefined {
    return this.#entries.get(keyOf({ groupKey, receiver }))
  }

  /** Notes what was sent, with the alerts that fire; done when it is stored. */
  async record(entry: LogEntry, firing: readonly Alert[]): Promise<void> {
    const key = keyOf(entry)
    this.#entries.set(key, entry)
    const stored: StoredEntry = { ...entry, alerts: firing.map(storedAlert) }
    await this.#state.save(NAME, new Map([[key, JSON.stringify(stored)]]))
  }

  /** Forgets entries that can decide nothing any more. */
  async collectGarbage(): Promise<void> {
    const now = this.#clock.now()
    const gone = [...this.#entries].filter(([, entry]) => entry.expiresAt <= now)
    for (const [key] of gone) this.#entries.delete(key)
    if (gone.length > 0) await this.#state.save(NAME, new Map(gone.map(([key]) => [key, null])))
  }
}

/** The key in memory and in storage. */
function keyOf(entry: Pick<LogEntry, 'groupKey' | 'receiver'>): string {
  return JSON.stringify([entry.groupKey, entry.receiver])
}
