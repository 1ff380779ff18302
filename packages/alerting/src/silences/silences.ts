import type { Clock } from '../clock/clock.ts'
import { matcher, type LabelSet, type Operator } from '../matchers/matcher.ts'
import type { StateStore } from '../state/state.ts'
import { sameMatchers, type Silence, silenceProblem, silences, silenceState } from './silence.ts'

/** A silence that was asked for can't be made, changed or found. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError'
  readonly kind: 'invalid' | 'not found'

  constructor(kind: 'invalid' | 'not found', message: string) {
    super(message)
    this.kind = kind
  }
}

// The name under which silences are stored.
const NAME = 'silences'

interface SilencesOptions {
  readonly clock: Clock
  readonly state: StateStore
  readonly newId: () => string
  /** How long an expired silence can still be looked up. */
  readonly retentionMs: number
}

/** Silences: made, changed, expired, kept over restarts. */
export class Silences {
  readonly #silences = new Map<string, Silence>()
  readonly #options: SilencesOptions

  constructor(options: SilencesOptions) {
    this.#options = options
  }

  /** Reads what was kept over a restart. */
  async load(): Promise<void> {
    for (const text of (await this.#options.state.load(NAME)).values()) {
      const raw = JSON.parse(text) as Stored
      const matchers = raw.matchers.map(([name, operator, value]) => matcher(name, operator, value))
      this.#silences.set(raw.id, { ...raw, matchers })
    }
    await this.collectGarbage()
  }

  /** All silences, those expired until they are collected. */
  list(): readonly Silence[] {
    return [...this.#silences.values()]
  }

  /** The silence of an id, undefined if there is none. */
  get(id: string): Silence | undefined {
    return this.#silences.get(id)
  }

  /** Ids of active silences that hold an alert back. */
  silencedBy(labels: LabelSet): readonly string[] {
    const now = this.#options.clock.now()
    return this.list()
      .filter((one) => silenceState(one, now) === 'active' && silences(one, labels))
      .map(({ id }) => id)
      .toSorted()
  }

  /**
   * Makes a silence, or changes the one of its id; where too much changes, the old one expires and a new one is made.
   * @returns the id
   * @throws {SilenceError}
   */
  async set(wanted: Omit<Silence, 'updatedAt'>): Promise<string> {
    const now = this.#options.clock.now()
    const given: Silence = { ...wanted, updatedAt: now }
    const problem = silenceProblem(given)
    if (problem !== undefined) throw new SilenceError('invalid', problem)
    const known = this.#silences.get(given.id)
    if (given.id !== '' && known === undefined)
      throw new SilenceError('not found', `silence not found`)
    if (known !== undefined && canChange(known, given, now)) return this.#store(given)
    if (known !== undefined && silenceState(known, now) !== 'expired')
      await this.#store(expired(known, now))
    const startsAt = Math.max(given.startsAt, now)
    if (given.endsAt < startsAt)
      throw new SilenceError('invalid', 'invalid silence: end time must not be in the past')
    return this.#store({ ...given, id: this.#options.newId(), startsAt })
  }

  /** @throws {SilenceError} where it isn't known or has expired already */
  async expire(id: string): Promise<void> {
    const now = this.#options.clock.now()
    const known = this.#silences.get(id)
    if (known === undefined) throw new SilenceError('not found', `silence not found`)
    if (silenceState(known, now) === 'expired')
      throw new SilenceError('invalid', `silence ${id} already expired`)
    await this.#store(expired(known, now))
  }

  /** Keeps a silence, in storage too. @returns its id */
  async #store(silence: Silence): Promise<string> {
    this.#silences.set(silence.id, silence)
    const stored: Stored = {
      ...silence,
      matchers: silence.matchers.map(({ name, operator, value }) => [name, operator, value]),
    }
    await this.#options.state.save(NAME, new Map([[silence.id, JSON.stringify(stored)]]))
    return silence.id
  }

  /** Forgets silences that expired longer ago than they are kept. */
  async collectGarbage(): Promise<void> {
    const limit = this.#options.clock.now() - this.#options.retentionMs
    const gone = this.list().filter(({ endsAt }) => endsAt < limit)
    for (const { id } of gone) this.#silences.delete(id)
    if (gone.length > 0)
      await this.#options.state.save(NAME, new Map(gone.map(({ id }) => [id, null])))
  }
}

type Stored = Omit<Silence, 'matchers'> & {
  readonly matchers: readonly (readonly [string, Operator, string])[]
}

/** A pending silence that expires never was: it starts and ends now. */
function expired(silence: Silence, now: number): Silence {
  const isPending = silenceState(silence, now) === 'pending'
  return {
    ...silence,
    startsAt: isPending ? now : silence.startsAt,
    endsAt: now - 1,
    updatedAt: now,
  }
}

function canChange(known: Silence, given: Silence, now: number): boolean {
  if (!sameMatchers(known, given)) return false
  switch (silenceState(known, now)) {
    case 'active':
      return given.startsAt === known.startsAt && given.endsAt >= now
    case 'pending':
      return given.startsAt >= now
    case 'expired':
      return false
  }
}
