import { compareStrings, escapeQuery, fromMilliseconds, ZERO_MOMENT } from '@unloop/gotemplate'
import { type Alert, alert } from '../alerts/alert.ts'
import type { Clock } from '../clock/clock.ts'
import type { ActiveAlert } from './active-alert.ts'
import type { AlertingRule } from './alerting-rule.ts'
import { GroupLoop } from './group-loop.ts'
import { type GroupEnvironment, RuleGroup } from './rule-group.ts'
import type { RuleGroupConfig } from './rule-schema.ts'
import type { RuleStorage } from './rule-storage.ts'

/** The groups of a file that was found good. */
export interface LoadedRules {
  readonly file: string
  readonly groups: readonly RuleGroupConfig[]
}

/** What all groups share. */
export interface RuleManagerOptions {
  readonly clock: Clock
  readonly storage: RuleStorage
  readonly externalLabels: Readonly<Record<string, string>>
  /** How links begin. */
  readonly externalUrl: string
  /** For groups that have none of their own; milliseconds. */
  readonly intervalMs: number
  /** Told of alerts that are new, resolved, or due again. */
  readonly notify: (alerts: readonly Alert[]) => void
}

// `--rules.alert.resend-delay` of Prometheus.
const RESEND_DELAY_MS = 60_000
// `--rules.alert.for-outage-tolerance` and `--rules.alert.for-grace-period`.
const RESTORE = { outageToleranceMs: 3_600_000, forGraceMs: 600_000 }

/** Evaluates groups of rules at their times, and goes over from one configuration to the next. */
export class RuleManager {
  readonly options: RuleManagerOptions
  readonly #environment: GroupEnvironment
  #loops = new Map<string, GroupLoop>()
  readonly #ending = new Set<() => void>()
  #isStarted = false

  constructor(options: RuleManagerOptions) {
    this.options = options
    this.#environment = {
      storage: options.storage,
      now: options.clock.now,
      resendDelayMs: RESEND_DELAY_MS,
      notify: (alerts, rule) =>
        options.notify(alerts.map((one) => this.#alertOf(one, rule, options.clock.now()))),
    }
  }

  /** By file, then by name. */
  get groups(): readonly RuleGroup[] {
    return [...this.#loops.values()]
      .map(({ group }) => group)
      .toSorted((a, b) => compareStrings(a.file, b.file) || compareStrings(a.name, b.name))
  }

  /** Takes a configuration in. Groups that stay as they are run on; others keep the alerts of the rules that stay. */
  async load(files: readonly LoadedRules[]): Promise<void> {
    const before = this.#loops
    const isFirst = !this.#isStarted
    this.#isStarted = true
    const kept = new Map<string, GroupLoop>()
    const fresh: GroupLoop[] = []
    for (const { file, config } of files.flatMap(groupsOf)) {
      const key = JSON.stringify([file, config.name])
      const old = before.get(key)
      if (old !== undefined && isSame(old.group, config)) {
        kept.set(key, old)
        continue
      }
      const loop = this.#loopOf(file, config, isFirst)
      fresh.push(loop)
      kept.set(key, loop)
      await old?.stop()
      if (old !== undefined) loop.group.copyState(old.group)
    }
    this.#loops = kept
    for (const loop of fresh) loop.start()
    for (const [key, loop] of before) if (!kept.has(key)) await this.#end(loop)
  }

  /** A loop for a group. Only the first configuration reads the state of before a restart. */
  #loopOf(file: string, config: RuleGroupConfig, restores: boolean): GroupLoop {
    const { clock, externalLabels, externalUrl, intervalMs } = this.options
    const group = new RuleGroup({
      file,
      config,
      defaultIntervalMs: intervalMs,
      externalLabels,
      externalUrl,
    })
    const environment = this.#environment
    return new GroupLoop({ group, clock, environment, restore: restores ? RESTORE : undefined })
  }

  /** A group that is gone ends its series after two intervals, by when one that was renamed goes on with them. */
  async #end(loop: GroupLoop): Promise<void> {
    await loop.stop()
    const { clock, storage } = this.options
    const time = clock.now()
    const cancel = clock.after(2 * loop.group.intervalMs, () => {
      this.#ending.delete(cancel)
      loop.group.endSeries(time, storage).catch(() => undefined)
    })
    this.#ending.add(cancel)
  }

  /** An alert as Alertmanager takes it; the link leads to the expression of its rule. */
  #alertOf(active: ActiveAlert, rule: AlertingRule, now: number): Alert {
    const { externalUrl, externalLabels } = this.options
    return alert({
      labels: { ...externalLabels, ...active.labels.toRecord() },
      annotations: active.annotations,
      startsAt: active.firedAt === undefined ? ZERO_MOMENT : fromMilliseconds(active.firedAt),
      endsAt: fromMilliseconds(active.resolvedAt ?? active.validUntil),
      generatorURL: `${externalUrl}/graph?g0.expr=${escapeQuery(rule.expression)}&g0.tab=1`,
      updatedAt: now,
      isTimeout: false,
    })
  }

  /** Ends all evaluations; series stay, to be read after a restart. Can be called again. */
  async stop(): Promise<void> {
    for (const cancel of this.#ending) cancel()
    await Promise.all([...this.#loops.values()].map((loop) => loop.stop()))
  }
}

/** The groups of a file. */
function groupsOf({ file, groups }: LoadedRules) {
  return groups.map((config) => ({ file, config }))
}

/** Whether a group is the same, so that its times and state can stay. */
function isSame(group: RuleGroup, config: RuleGroupConfig): boolean {
  return JSON.stringify(group.config) === JSON.stringify(config)
}
