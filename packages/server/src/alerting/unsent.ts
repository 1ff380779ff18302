import { type Alert, isResolvedAt } from '@unloop/alerting'

const RESEND_MS = 60_000
const KEPT_MS = 3_600_000

interface Told {
  readonly ms: number
  readonly isResolved: boolean
}

/** Remembers what was handed on: an alert is told of again when it ends, or when a minute has passed. */
export class Unsent {
  readonly #told = new Map<string, Told>()

  take(alerts: readonly Alert[], nowMs: number): readonly Alert[] {
    for (const [key, { ms }] of this.#told) if (nowMs - ms > KEPT_MS) this.#told.delete(key)
    return alerts.filter((one) => {
      const isResolved = isResolvedAt(one, nowMs)
      const last = this.#told.get(one.fingerprint)
      const isDue =
        last === undefined
          ? !isResolved
          : last.isResolved !== isResolved || nowMs - last.ms >= RESEND_MS
      if (isDue) this.#told.set(one.fingerprint, { ms: nowMs, isResolved })
      return isDue
    })
  }
}
