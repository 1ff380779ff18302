import { type Alert, compareAlerts, isResolvedAt, toNanos } from '../alerts/alert.ts'
import { ZERO_MOMENT } from '@unloop/gotemplate'
import type { Clock } from '../clock/clock.ts'
import { STOPPED } from '../integration/grace.ts'
import type { LabelSet } from '../matchers/matcher.ts'
import type { NotifyContext } from '../notify/context.ts'
import { groupKey, type Route } from '../routing/route.ts'

/** A flush may take as long as the group's interval, at least this long. */
const MIN_TIMEOUT_MS = 10_000

/** One group of alerts under a route, with what its flushes need. */
export interface GroupOptions {
  readonly route: Route
  readonly labels: LabelSet
  readonly clock: Clock
  /** Called before it is looked at what still fires. */
  readonly beforeFlush: () => void
  /** Sends; false if something failed, and is to be tried at the next tick. */
  readonly flush: (context: NotifyContext, alerts: readonly Alert[]) => Promise<boolean>
  /** The route's labels, rendered for these alerts. */
  readonly renderLabels: (
    context: Omit<NotifyContext, 'routeLabels'>,
    alerts: readonly Alert[],
  ) => LabelSet
}

/** Alerts that are told of together: first after `group_wait`, then at each tick of `group_interval`. */
export class Group {
  readonly route: Route
  readonly labels: LabelSet
  readonly key: string
  readonly #options: GroupOptions
  readonly #alerts = new Map<string, Alert>()
  #cancelTimer: (() => void) | undefined
  #abort: AbortController | undefined
  #hasFlushed = false
  #isStopped = false
  #running: Promise<void> = Promise.resolve()

  constructor(options: GroupOptions) {
    this.route = options.route
    this.labels = options.labels
    this.key = groupKey(options.route, options.labels)
    this.#options = options
    this.#schedule(options.route.groupWaitMs)
  }

  /** The alerts of the group, resolved ones until their end was told of. */
  get alerts(): readonly Alert[] {
    return [...this.#alerts.values()]
  }

  /** Whether all alerts were told of as resolved, so that the group can go. */
  get isEmpty(): boolean {
    return this.#alerts.size === 0
  }

  /** An alert that has waited longer than `group_wait` already is told of at once. */
  insert(one: Alert): void {
    this.#alerts.set(one.fingerprint, one)
    const { clock, route } = this.#options
    const isOld = one.startsAt.nanos + toNanos(route.groupWaitMs) < toNanos(clock.now())
    if (!this.#hasFlushed && isOld) this.#schedule(0)
  }

  /** Sets the time of the next flush. The one after it is scheduled when it begins, so that ticks do not drift. */
  #schedule(ms: number): void {
    this.#cancelTimer?.()
    if (this.#isStopped) return
    this.#cancelTimer = this.#options.clock.after(ms, () => {
      this.#schedule(this.route.groupIntervalMs)
      this.#hasFlushed = true
      this.#running = this.#running.then(() => this.#flush())
    })
  }

  /** Tells of all alerts of the group. One flush runs at a time. */
  async #flush(): Promise<void> {
    if (this.isEmpty || this.#isStopped) return
    const { clock, route, beforeFlush } = this.#options
    beforeFlush()
    const now = clock.now()
    const alerts = this.alerts.toSorted(compareAlerts)
    const resolved = alerts.filter((one) => isResolvedAt(one, now))
    // What fires has no end yet: the one that it carries is when it would be taken for resolved.
    const shown = alerts.map((one) =>
      isResolvedAt(one, now) ? one : { ...one, endsAt: ZERO_MOMENT },
    )
    const abort = new AbortController()
    this.#abort = abort
    const cancel = clock.after(Math.max(route.groupIntervalMs, MIN_TIMEOUT_MS), () => abort.abort())
    const bare = { route, groupKey: this.key, groupLabels: this.labels, now, signal: abort.signal }
    const context: NotifyContext = { ...bare, routeLabels: this.#options.renderLabels(bare, shown) }
    const isDelivered = await this.#options.flush(context, shown)
    cancel()
    if (isDelivered) this.#forget(resolved)
  }

  /** What was resolved and told of leaves, unless it came back meanwhile. */
  #forget(resolved: readonly Alert[]): void {
    for (const one of resolved) {
      if (this.#alerts.get(one.fingerprint) === one) this.#alerts.delete(one.fingerprint)
    }
  }

  /** Ends timers and what is being sent; done when nothing runs any more. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#cancelTimer?.()
    this.#abort?.abort(STOPPED)
    await this.#running
  }
}
