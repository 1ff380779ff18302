import type { Clock } from '../clock/clock.ts'
import type { Gap } from '../clock/gaps.ts'
import { type Alert, isResolvedAt, mergeAlerts, toNanos } from './alert.ts'

/** Time for an alert to be reported again after a gap. */
const BRIDGED_MS = 300_000

/** Alerts by their labels. What comes in again is merged; what was resolved is kept for a while, then forgotten. */
export class AlertStore {
  readonly #alerts = new Map<string, Alert>()
  readonly #listeners = new Set<(one: Alert) => void>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Takes an alert in and tells those who listen. */
  put(incoming: Alert): void {
    const known = this.#alerts.get(incoming.fingerprint)
    const merged =
      known !== undefined && overlaps(known, incoming) ? mergeAlerts(known, incoming) : incoming
    this.#alerts.set(merged.fingerprint, merged)
    for (const listener of this.#listeners) listener(merged)
  }

  /** The alert of a fingerprint, resolved ones among them until they are collected. */
  get(fingerprint: string): Alert | undefined {
    return this.#alerts.get(fingerprint)
  }

  /** All alerts, resolved ones among them until they are collected. */
  list(): readonly Alert[] {
    return [...this.#alerts.values()]
  }

  /** Tells of each alert from now on; the function returned ends that. */
  listen(listener: (one: Alert) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What ended only because nobody could report it in a gap fires for a while longer. */
  bridge({ from, to }: Gap): void {
    for (const one of this.list()) {
      if (isResolvedAt(one, from) || !isResolvedAt(one, to)) continue
      const endsAt = { ...one.endsAt, nanos: toNanos(to + BRIDGED_MS) }
      this.put({ ...one, endsAt, isTimeout: true })
    }
  }

  /** Forgets what is resolved. */
  collectGarbage(): void {
    const now = this.#clock.now()
    for (const [key, one] of this.#alerts) if (isResolvedAt(one, now)) this.#alerts.delete(key)
  }
}

/** Only reports of one and the same episode are merged. */
function overlaps(known: Alert, incoming: Alert): boolean {
  const endsInKnown =
    incoming.endsAt.nanos > known.startsAt.nanos && incoming.endsAt.nanos < known.endsAt.nanos
  const startsInKnown =
    incoming.startsAt.nanos > known.startsAt.nanos && incoming.startsAt.nanos < known.endsAt.nanos
  return endsInKnown || startsInKnown
}
