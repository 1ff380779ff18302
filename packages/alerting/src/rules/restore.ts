import { METRIC_NAME } from '@unloop/promql'
import type { AlertingRule } from './alerting-rule.ts'
import type { RuleStorage } from './rule-storage.ts'

/**
 * Since when alerts were pending is read back from `ALERTS_FOR_STATE`, so that a restart does not begin `for` anew.
 */
export interface RestoreOptions {
  readonly storage: RuleStorage
  readonly time: number
  /** How long ago the state may be. */
  readonly outageToleranceMs: number
  /** What an alert still waits at least before it fires, if its `for` is longer than this. */
  readonly forGraceMs: number
}

/**
 * Gives the alerts of a rule the time since when they are active from before a restart. Time during which nothing was
 * evaluated does not count to `for` (rules.Group.RestoreForState).
 */
export async function restoreForState(rule: AlertingRule, options: RestoreOptions): Promise<void> {
  const { storage, time, outageToleranceMs, forGraceMs } = options
  try {
    if (rule.options.holdMs < forGraceMs || rule.activeAlerts.length === 0) return
    const range = { start: time - outageToleranceMs, end: time }
    const states = new Map(
      (await storage.last(rule.forStateLabels, range)).map(
        (sample) => [sample.labels.with({ [METRIC_NAME]: '' }).key, sample] as const,
      ),
    )
    for (const alert of rule.alerts) {
      const state = states.get(alert.labels.key)
      if (state === undefined) continue
      const seen = { downAt: state.timestamp, activeAt: state.value * 1000 }
      alert.activeAt = restoredActiveAt(rule.options.holdMs, seen, options)
    }
  } finally {
    rule.isRestored = true
  }
}

/** Since when an alert counts as active, in milliseconds: the time that it was down does not count to `for`. */
function restoredActiveAt(
  holdMs: number,
  { downAt, activeAt }: { readonly downAt: number; readonly activeAt: number },
  { time, forGraceMs }: RestoreOptions,
): number {
  const remaining = holdMs - (downAt - activeAt)
  // It fired before, and fires again at the next evaluation.
  if (remaining <= 0) return activeAt
  return remaining < forGraceMs ? time + forGraceMs - holdMs : activeAt + (time - downAt)
}
