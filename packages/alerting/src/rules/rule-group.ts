import { compareStrings } from '@unloop/gotemplate'
import { type Labels, parseExpr, ParseError, printExpr } from '@unloop/promql'
import type { ActiveAlert } from './active-alert.ts'
import { AlertingRule } from './alerting-rule.ts'
import { RecordingRule } from './recording-rule.ts'
import { restoreForState, type RestoreOptions } from './restore.ts'
import type { RuleGroupConfig } from './rule-schema.ts'
import type { RuleSample, RuleStorage } from './rule-storage.ts'

/** Rules of a group are evaluated in their order, so that one sees what those before it recorded. */
export type Rule = AlertingRule | RecordingRule

/** How the last evaluation of a rule went. Times are milliseconds. */
export interface RuleHealth {
  readonly health: 'unknown' | 'ok' | 'err'
  readonly lastError: string
  readonly evaluatedAt: number | undefined
  readonly tookMs: number
}

const UNKNOWN: RuleHealth = {
  health: 'unknown',
  lastError: '',
  evaluatedAt: undefined,
  tookMs: 0,
}

/** A group of a file, with the settings of the server for what it leaves open. */
export interface RuleGroupOptions {
  readonly file: string
  readonly config: RuleGroupConfig
  /** Where the group has none of its own; milliseconds. */
  readonly defaultIntervalMs: number
  readonly externalLabels: Readonly<Record<string, string>>
  readonly externalUrl: string
}

/** What an evaluation needs of its surroundings. */
export interface GroupEnvironment {
  readonly storage: RuleStorage
  /** Milliseconds, to say how long an evaluation took. */
  readonly now: () => number
  readonly resendDelayMs: number
  /** Told of alerts that are new, resolved, or due again. */
  readonly notify: (alerts: readonly ActiveAlert[], rule: AlertingRule) => void
}

/** Rules that are evaluated together, one after the other. */
export class RuleGroup {
  readonly name: string
  readonly file: string
  readonly config: RuleGroupConfig
  readonly intervalMs: number
  readonly limit: number
  readonly rules: readonly Rule[]
  /** Of the last evaluation, undefined before there was one. */
  evaluatedAt: number | undefined
  tookMs = 0
  readonly #health: RuleHealth[]
  /** What each rule gave last, by its labels. */
  #series: readonly ReadonlyMap<string, Labels>[]
  /** Series of rules that are no more. */
  #orphans: readonly Labels[] = []

  constructor(options: RuleGroupOptions) {
    const { config } = options
    this.name = config.name
    this.file = options.file
    this.config = config
    this.intervalMs = config.interval === 0 ? options.defaultIntervalMs : config.interval
    this.limit = config.limit
    this.rules = (config.rules ?? []).map((rule) => makeRule(rule, options))
    this.#health = this.rules.map(() => UNKNOWN)
    this.#series = this.rules.map(() => new Map())
  }

  get alertingRules(): readonly AlertingRule[] {
    return this.rules.filter((rule) => rule.kind === 'alerting')
  }

  /** How the last evaluation of a rule of this group went. */
  healthOf(rule: Rule): RuleHealth {
    return this.#health[this.rules.indexOf(rule)] ?? UNKNOWN
  }

  /** Evaluates all rules for a time. What fails is noted with its rule, and the others go on. */
  async evaluate(time: number, environment: GroupEnvironment): Promise<void> {
    const began = environment.now()
    for (const [index, rule] of this.rules.entries())
      await this.#evaluateRule({ index, rule, time }, environment)
    if (this.#orphans.length > 0) {
      await this.#end(this.#orphans, time, environment.storage).catch(() => undefined)
      this.#orphans = []
    }
    this.evaluatedAt = began
    this.tookMs = environment.now() - began
  }

  /** Evaluates one rule and notes how it went; alerts are told of before series are stored, as in Prometheus. */
  async #evaluateRule(
    { index, rule, time }: { readonly index: number; readonly rule: Rule; readonly time: number },
    environment: GroupEnvironment,
  ): Promise<void> {
    const began = environment.now()
    let lastError = ''
    try {
      const { storage, resendDelayMs } = environment
      const queryOffset = this.config.query_offset ?? 0
      const samples = await rule.evaluate({ time, queryOffset, limit: this.limit, storage })
      if (rule.kind === 'alerting') {
        const { intervalMs } = this
        const alerts = rule.takeUnsent(time, { resendDelayMs, intervalMs })
        if (alerts.length > 0) environment.notify(alerts, rule)
      }
      await this.#store(index, samples, { time: time - queryOffset, storage })
    } catch (error) {
      lastError = error instanceof Error ? error.message : String(error)
    }
    this.#health[index] = {
      health: lastError === '' ? 'ok' : 'err',
      lastError,
      evaluatedAt: began,
      tookMs: environment.now() - began,
    }
  }

  /** Stores what a rule gave, with an end to each series that it no longer gives. */
  async #store(
    index: number,
    samples: readonly RuleSample[],
    { time, storage }: { readonly time: number; readonly storage: RuleStorage },
  ): Promise<void> {
    const given = new Map(samples.map(({ labels }) => [labels.key, labels] as const))
    const gone = [...(this.#series[index] ?? [])].filter(([key]) => !given.has(key))
    const ends = gone.map(([, labels]) => ended(labels, time))
    if (samples.length + ends.length > 0) await storage.append([...samples, ...ends])
    this.#series = this.#series.with(index, given)
  }

  /** Ends series at a time with stale markers. */
  #end(series: readonly Labels[], time: number, storage: RuleStorage): Promise<void> {
    const timestamp = time - (this.config.query_offset ?? 0)
    return storage.append(series.map((labels) => ended(labels, timestamp)))
  }

  /** Reads the state of alerts from before a restart. */
  async restore(options: RestoreOptions): Promise<void> {
    for (const rule of this.alertingRules) await restoreForState(rule, options)
  }

  /** Takes over alerts and series of the group of this name in an earlier configuration. */
  copyState(from: RuleGroup): void {
    const left = new Map<string, number[]>()
    for (const [index, rule] of from.rules.entries()) {
      const key = identityOf(rule)
      left.set(key, [...(left.get(key) ?? []), index])
    }
    for (const [index, rule] of this.rules.entries()) {
      const source = left.get(identityOf(rule))?.shift()
      if (source === undefined) continue
      this.#series = this.#series.with(index, from.#series[source] ?? new Map())
      const old = from.rules[source]
      if (rule.kind === 'alerting' && old?.kind === 'alerting') rule.copyState(old)
    }
    const orphaned = [...left.values()].flat()
    this.#orphans = orphaned.flatMap((index) => [...(from.#series[index]?.values() ?? [])])
  }

  /** Ends all series of a group that is no more. */
  async endSeries(time: number, storage: RuleStorage): Promise<void> {
    const series = this.#series.flatMap((one) => [...one.values()])
    if (series.length > 0) await this.#end(series, time, storage)
  }
}

/** The end of a series. */
function ended(labels: Labels, timestamp: number): RuleSample {
  return { labels, timestamp, value: 'stale' }
}

/** By what a rule is the same in another configuration: its name and labels. */
function identityOf({ name, labels }: Rule): string {
  return JSON.stringify([name, Object.entries(labels).toSorted(([a], [b]) => compareStrings(a, b))])
}

/** A rule as it is evaluated. Labels of the group are those of each rule, unless it has its own. */
function makeRule(
  rule: NonNullable<RuleGroupConfig['rules']>[number],
  { config, externalLabels, externalUrl }: RuleGroupOptions,
): Rule {
  const labels = { ...config.labels, ...rule.labels }
  const expression = printed(rule.expr)
  if (rule.alert === '') return new RecordingRule({ name: rule.record, expression, labels })
  return new AlertingRule({
    name: rule.alert,
    expression,
    holdMs: rule.for,
    keepFiringMs: rule.keep_firing_for,
    labels,
    annotations: rule.annotations,
    externalLabels,
    externalUrl,
  })
}

/** As Prometheus writes it back, in links and answers. */
function printed(expression: string): string {
  try {
    return printExpr(parseExpr(expression))
  } catch (error) {
    if (error instanceof ParseError) return expression
    throw error
  }
}
