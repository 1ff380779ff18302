import type { Alert } from '../alerts/alert.ts'
import type { Route } from '../routing/route.ts'
import type { LabelSet } from '../matchers/matcher.ts'

/** Why a group is told of now, in upstream's words. */
export type NotificationReason =
  | 'first notification'
  | 'new alerts added'
  | 'some alerts resolved'
  | 'all alerts resolved'
  | 'repeat interval elapsed'

/** What a flush of a group carries through the pipeline. */
export interface NotifyContext {
  readonly route: Route
  readonly groupKey: string
  readonly groupLabels: LabelSet
  readonly routeLabels: LabelSet
  /** Milliseconds since 1970 at which the flush began. */
  readonly now: number
  /** Ends with the flush: nothing is retried after it. */
  readonly signal: AbortSignal
}

/** A step of the pipeline: gives the alerts that go on. @throws {Error} what ends the flush as failed */
export type Stage = (context: NotifyContext, alerts: readonly Alert[]) => Promise<readonly Alert[]>

/** Stages one after the other; where nothing is left, the rest is not asked. */
export function pipeline(stages: readonly Stage[]): Stage {
  return async (context, alerts) => {
    let left = alerts
    for (const stage of stages) {
      left = await stage(context, left)
      if (left.length === 0) break
    }
    return left
  }
}
