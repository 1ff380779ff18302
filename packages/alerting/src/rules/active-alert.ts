import type { Labels } from '@unloop/promql'
import type { LabelSet } from '../matchers/matcher.ts'

/** `pending` until `for` is over. */
export type AlertState = 'inactive' | 'pending' | 'firing'

/** An alert of a rule, as long as the rule remembers it. Times are milliseconds since 1970, undefined while they have not come. */
export interface ActiveAlert {
  readonly labels: Labels
  annotations: LabelSet
  state: AlertState
  /** Of the last evaluation. */
  value: number
  /** Since when its condition holds. */
  activeAt: number
  firedAt: number | undefined
  resolvedAt: number | undefined
  lastSentAt: number | undefined
  /** When whoever was told may take it for resolved. */
  validUntil: number
  keepFiringSince: number | undefined
}

/** How long a resolved alert is still told of, so that no receiver misses it. */
export const RESOLVED_RETENTION_MS = 15 * 60_000

/** Whether an alert is to be told of again. */
export function needsSending(alert: ActiveAlert, time: number, resendDelayMs: number): boolean {
  if (alert.state === 'pending') return false
  const { lastSentAt = -Infinity, resolvedAt = -Infinity } = alert
  return resolvedAt > lastSentAt || lastSentAt + resendDelayMs < time
}

/** What one evaluation says of an alert. */
export interface StepOptions {
  /** Whether the rule's query gave it. */
  readonly isPresent: boolean
  readonly time: number
  readonly holdMs: number
  readonly keepFiringMs: number
}

/** Moves an alert on by one evaluation: `remembered` are those that stay in the rule, `active` those with series. */
export function step(
  alert: ActiveAlert,
  options: StepOptions,
): { readonly isRemembered: boolean; readonly isActive: boolean } {
  const { isPresent, time, holdMs } = options
  if (isPresent) alert.keepFiringSince = undefined
  else if (!keepsFiring(alert, options)) {
    const isOld = time - (alert.resolvedAt ?? Infinity) > RESOLVED_RETENTION_MS
    const isRemembered = alert.state !== 'pending' && !isOld
    if (alert.state !== 'inactive') Object.assign(alert, { state: 'inactive', resolvedAt: time })
    return { isRemembered, isActive: false }
  }
  const hasHeld = time - alert.activeAt >= holdMs
  if (alert.state === 'pending' && hasHeld)
    Object.assign(alert, { state: 'firing', firedAt: time } satisfies Partial<ActiveAlert>)
  // A `for` that was raised since, or restored.
  else if (alert.state === 'firing' && !hasHeld)
    Object.assign(alert, {
      state: 'pending',
      firedAt: undefined,
      lastSentAt: undefined,
      keepFiringSince: undefined,
    } satisfies Partial<ActiveAlert>)
  return { isRemembered: true, isActive: true }
}

/** Whether an alert whose condition is over goes on firing; notes since when. */
function keepsFiring(alert: ActiveAlert, { time, keepFiringMs }: StepOptions): boolean {
  if (alert.state !== 'firing' || keepFiringMs === 0) return false
  alert.keepFiringSince ??= time
  return time - alert.keepFiringSince < keepFiringMs
}
