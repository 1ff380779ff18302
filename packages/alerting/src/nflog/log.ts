import type { Clock } from '../clock/clock.ts'
import type { StateStore } from '../state/state.ts'

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

const NAME = 'nflog'

/** The notification log: by it nothing is sent twice, restarts included. */
export class NotificationLog {
  readonly #entries = new Map<string, LogEntry>()
  readonly #clock: Clock
  readonly #state: StateStore
  #saving: Promise<void> = Promise.resolve()
  #isDirty = false

  constructor(clock: Clock, state: StateStore) {
    this.#clock = clock
    this.#state = state
  }

  async load(): Promise<void> {
    const text = await this.#state.load(NAME)
    if (text === undefined) return
    for (const entry of JSON.parse(text) as readonly LogEntry[])
      this.#entries.set(keyOf(entry), entry)
    this.collectGarbage()
  }

  get(groupKey: string, receiver: string): LogEntry | undefined {
    return this.#entries.get(keyOf({ groupKey, receiver }))
  }

  /** Notes what was sent; done when it is stored. Notes that come while one is being stored are stored together. */
  async record(entry: LogEntry): Promise<void> {
    this.#entries.set(keyOf(entry), entry)
    this.#isDirty = true
    this.#saving = this.#saving.then(() => this.#save())
    return this.#saving
  }

  async #save(): Promise<void> {
    if (!this.#isDirty) return
    this.#isDirty = false
    await this.#state.save(NAME, JSON.stringify([...this.#entries.values()]))
  }

  collectGarbage(): void {
    const now = this.#clock.now()
    for (const [key, entry] of this.#entries) if (entry.expiresAt <= now) this.#entries.delete(key)
  }
}

function keyOf(entry: Pick<LogEntry, 'groupKey' | 'receiver'>): string {
  return JSON.stringify([entry.groupKey, entry.receiver])
}
