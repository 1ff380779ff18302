import { type Alert, isResolvedAt, templateAlert } from '../alerts/alert.ts'
import type { Clock } from '../clock/clock.ts'
import type { Enricher } from '../enrich/enricher.ts'
import type { LogEntry, NotificationLog } from '../nflog/log.ts'
import type { Integration, Notification } from '../integration/integration.ts'
import { Turns } from '../integration/turns.ts'
import { mask } from '@unloop/engine/masking'
import { templateData } from '../template/data.ts'
import type { NotificationReason, NotifyContext, Stage } from './context.ts'
import { retrying } from './retry.ts'

/** Messages to one integration at once; thousands of groups may have to be told of in the same second. */
const AT_ONCE = 32

/** One integration of a receiver, and the log of what it was told. */
export interface DeliverOptions {
  readonly receiver: string
  readonly integration: Integration
  readonly log: NotificationLog
  readonly clock: Clock
  readonly externalURL: string
  readonly enrich?: Enricher
}

/** Why a group's alerts are to be sent again; undefined if they are not. */
export function reasonToSend(
  entry: LogEntry | undefined,
  now: { readonly firing: readonly string[]; readonly resolved: readonly string[] },
  options: { readonly sendsResolved: boolean; readonly repeatAfter: number },
): NotificationReason | undefined {
  if (entry === undefined) return now.firing.length > 0 ? 'first notification' : undefined
  const told = { firing: new Set(entry.firing), resolved: new Set(entry.resolved) }
  if (!now.firing.every((one) => told.firing.has(one)))
    return entry.firing.length === 0 ? 'first notification' : 'new alerts added'
  if (now.firing.length === 0) return entry.firing.length > 0 ? 'all alerts resolved' : undefined
  if (options.sendsResolved && !now.resolved.every((one) => told.resolved.has(one)))
    return 'some alerts resolved'
  return entry.sentAt < options.repeatAfter ? 'repeat interval elapsed' : undefined
}

/** Sends to one integration what it hasn't been told yet, until it succeeds or the flush ends, and notes that. */
export function deliverStage(options: DeliverOptions): Stage {
  const { integration, log, clock } = options
  const turns = new Turns(AT_ONCE)
  const name = `${options.receiver}/${integration.name}[${integration.index}]`
  return async (context, alerts) => {
    const isResolved = (one: Alert): boolean => isResolvedAt(one, context.now)
    const active = alerts.filter((one) => !isResolved(one))
    const firing = active.map((one) => one.fingerprint)
    const resolved = alerts.filter(isResolved).map((one) => one.fingerprint)
    const entry = log.get(context.groupKey, name)
    const repeatAfter = context.now - context.route.repeatIntervalMs
    const sendsResolved = integration.sendResolved
    const reason = reasonToSend(entry, { firing, resolved }, { sendsResolved, repeatAfter })
    if (reason === undefined) return alerts
    const sent = sendsResolved ? alerts : active
    let store = reason === 'first notification' ? {} : (entry?.store ?? {})
    if (sent.length > 0) {
      // Built when its turn has come: thousands at once would take much memory, and the first would wait for the last.
      const once = { ...options, reason, store, alerts: sent }
      const attempt = () =>
        turns.run(context.signal, () => integration.notify(notificationOf(context, once)))
      const result = await retrying(attempt, { clock, signal: context.signal, name })
      store = { ...store, ...result.store }
    }
    // As upstream: long enough that a repeat is recognised as one.
    const expiresAt = clock.now() + 2 * context.route.repeatIntervalMs
    const { groupKey } = context
    const noted = { groupKey, receiver: name, sentAt: context.now, firing, resolved, store }
    await log.record({ ...noted, expiresAt }, active)
    return alerts
  }
}

/** One message, with what is known of the crash among its annotations. */
function notificationOf(
  context: NotifyContext,
  options: DeliverOptions & {
    readonly reason: NotificationReason
    readonly store: Readonly<Record<string, string>>
    readonly alerts: readonly Alert[]
  },
): Notification {
  return {
    // It names the labels of the group, and a webhook shows it.
    groupKey: mask(context.groupKey),
    store: options.store,
    signal: context.signal,
    data: templateData({
      receiver: options.receiver,
      groupLabels: context.groupLabels,
      routeLabels: context.routeLabels,
      notificationReason: options.reason,
      externalURL: options.externalURL,
      alerts: options.alerts.map((one) => {
        const shown = templateAlert(one, context.now)
        if (options.enrich === undefined) return shown
        const annotations = { ...options.enrich(one.labels), ...shown.annotations }
        return { ...shown, annotations }
      }),
    }),
  }
}

/** All integrations of a receiver at once. @throws {AggregateError} what failed, when all have ended */
export function fanOutStage(stages: readonly Stage[]): Stage {
  return async (context, alerts) => {
    const results = await Promise.allSettled(stages.map((stage) => stage(context, alerts)))
    const errors = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    )
    if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('; '))
    return alerts
  }
}
