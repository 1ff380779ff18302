import type { Clock } from '../clock/clock.ts'
import { fingerprint } from '../alerts/fingerprint.ts'
import type { RestoreOptions } from './restore.ts'
import type { GroupEnvironment, RuleGroup } from './rule-group.ts'

/** A group, and how it is evaluated at its interval. */
export interface GroupLoopOptions {
  readonly group: RuleGroup
  readonly clock: Clock
  readonly environment: GroupEnvironment
  /** Set where the state of before a restart is to be read. */
  readonly restore: Pick<RestoreOptions, 'outageToleranceMs' | 'forGraceMs'> | undefined
}

/** Evaluates a group at its times: each group has its own place within the interval, so that not all come at once. */
export class GroupLoop {
  readonly group: RuleGroup
  readonly #options: GroupLoopOptions
  #cancel: (() => void) | undefined
  #isStopped = false
  #running: Promise<void> = Promise.resolve()
  /** Evaluations that were due while an earlier one still ran. */
  missed = 0

  constructor(options: GroupLoopOptions) {
    this.group = options.group
    this.#options = options
  }

  /** Schedules the first evaluation at the group's next time. */
  start(): void {
    const { clock, restore } = this.#options
    for (const rule of this.group.alertingRules) rule.isRestored = restore === undefined
    this.#schedule(slotBefore(this.group, clock.now()) + this.group.intervalMs, 0)
  }

  /** Sets the time of the next evaluation, counted from 0. */
  #schedule(time: number, nth: number): void {
    if (this.#isStopped) return
    const { clock } = this.#options
    this.#cancel = clock.after(time - clock.now(), () => {
      this.#running = this.#evaluate(time, nth).then(() => this.#next(time, nth + 1))
    })
  }

  /** Evaluates the group, and at its second time reads the state of before a restart. */
  async #evaluate(time: number, nth: number): Promise<void> {
    const { environment, restore, clock } = this.#options
    await this.group.evaluate(time, environment)
    // Not before the second: at the first, not all may have been scraped yet that the rules rest on.
    if (restore === undefined || nth !== 1 || this.#isStopped) return
    const { storage } = environment
    await this.group.restore({ ...restore, storage, time: clock.now() })
  }

  /** Schedules what follows; times that passed meanwhile are counted and left out. */
  #next(time: number, nth: number): void {
    const { intervalMs } = this.group
    const late = this.#options.clock.now() - time
    const skipped = Math.max(Math.floor(late / intervalMs), 0)
    this.missed += skipped
    // A clock that was set back must not stop the rules until it has caught up.
    const base = late < 0 ? slotBefore(this.group, this.#options.clock.now()) : time
    this.#schedule(base + (skipped + 1) * intervalMs, nth)
  }

  /** Done when nothing runs any more. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#cancel?.()
    await this.#running
  }
}

/** The group's time before a moment. */
function slotBefore({ file, name, intervalMs }: RuleGroup, now: number): number {
  const offset = Number(BigInt(`0x${fingerprint({ file, name })}`) % BigInt(intervalMs))
  return now - ((((now - offset) % intervalMs) + intervalMs) % intervalMs)
}
