import { formatHistogram, Labels, METRIC_NAME, type Sample } from '@unloop/promql'
import type { LabelSet } from '../matchers/matcher.ts'
import { type ActiveAlert, type AlertState, needsSending, step } from './active-alert.ts'
import type { Evaluation } from './recording-rule.ts'
import type { RuleSample } from './rule-storage.ts'
import { expandRuleTemplate, type RuleTemplateData } from './rule-template.ts'

/** A rule as its file states it, with durations in milliseconds. */
export interface AlertingRuleOptions {
  readonly name: string
  readonly expression: string
  /** Milliseconds that the condition must hold before the alert fires. */
  readonly holdMs: number
  /** Milliseconds that it fires on when the condition is over. */
  readonly keepFiringMs: number
  /** Texts and templates, laid over those of the result; an empty one takes a label away. */
  readonly labels: LabelSet
  readonly annotations: LabelSet
  readonly externalLabels: LabelSet
  /** How links begin. */
  readonly externalUrl: string
}

// Series that Prometheus writes for each alert, which others query by these names.
const ALERTS = 'ALERTS'
const FOR_STATE = 'ALERTS_FOR_STATE'

/** Makes alerts of the result of a query. */
export class AlertingRule {
  readonly kind = 'alerting'
  readonly options: AlertingRuleOptions
  /** By their labels. */
  readonly #active = new Map<string, ActiveAlert>()
  /** Series are written once the state of before a restart was read. */
  isRestored = false

  constructor(options: AlertingRuleOptions) {
    this.options = options
  }

  get name(): string {
    return this.options.name
  }
  get expression(): string {
    return this.options.expression
  }
  get labels(): LabelSet {
    return this.options.labels
  }

  /** All alerts that are remembered, resolved ones too. */
  get alerts(): readonly ActiveAlert[] {
    return [...this.#active.values()]
  }

  /** Those that are not resolved. */
  get activeAlerts(): readonly ActiveAlert[] {
    return this.alerts.filter(({ resolvedAt }) => resolvedAt === undefined)
  }

  /** The gravest state of its alerts. */
  get state(): AlertState {
    const states = new Set(this.alerts.map(({ state }) => state))
    return states.has('firing') ? 'firing' : states.has('pending') ? 'pending' : 'inactive'
  }

  /** Takes over the alerts of the same rule in an earlier configuration. */
  copyState(from: AlertingRule): void {
    for (const [key, alert] of from.#active) this.#active.set(key, alert)
  }

  /** @throws {Error} in Prometheus' words */
  async evaluate(evaluation: Evaluation): Promise<readonly RuleSample[]> {
    const found = await this.#find(evaluation)
    for (const [key, alert] of found) {
      const known = this.#active.get(key)
      if (known === undefined || known.state === 'inactive') this.#active.set(key, alert)
      else Object.assign(known, { value: alert.value, annotations: alert.annotations })
    }
    return this.#step(found, evaluation)
  }

  /** The alerts that the query gives now. */
  async #find(evaluation: Evaluation): Promise<ReadonlyMap<string, ActiveAlert>> {
    const { storage, time, queryOffset } = evaluation
    const found = new Map<string, ActiveAlert>()
    for (const sample of await storage.query(this.expression, time - queryOffset)) {
      const alert = await this.#alertOf(sample, evaluation)
      if (found.has(alert.labels.key))
        throw new Error(
          'vector contains metrics with the same labelset after applying alert labels',
        )
      found.set(alert.labels.key, alert)
    }
    return found
  }

  /** The alert of one sample. Templates see the labels of the sample, not those of the rule. */
  async #alertOf(sample: Sample, evaluation: Evaluation): Promise<ActiveAlert> {
    const { name, labels, annotations } = this.options
    const data = this.#templateData(sample, evaluation)
    const own = await this.#expanded(labels, data)
    const texts = await this.#expanded(annotations, data)
    return {
      labels: sample.labels.with({ ...own, [METRIC_NAME]: '', alertname: name }),
      annotations: texts,
      state: 'pending',
      value: sample.value,
      activeAt: evaluation.time,
      firedAt: undefined,
      resolvedAt: undefined,
      lastSentAt: undefined,
      validUntil: 0,
      keepFiringSince: undefined,
    }
  }

  /** Texts with their templates expanded, one after the other, as each may query. */
  async #expanded(texts: LabelSet, data: RuleTemplateData): Promise<LabelSet> {
    const out: Record<string, string> = {}
    for (const [name, text] of Object.entries(texts))
      out[name] = await expandRuleTemplate(this.name, text, data)
    return out
  }

  /** What templates see. */
  #templateData(sample: Sample, { storage, time }: Evaluation): RuleTemplateData {
    const { externalLabels, externalUrl } = this.options
    return {
      labels: sample.labels.toRecord(),
      externalLabels,
      externalUrl,
      value: sample.histogram === undefined ? sample.value : formatHistogram(sample.histogram),
      nowSeconds: time / 1000,
      query: async (expression) =>
        (await storage.query(expression, time)).map(({ labels, value }) => ({
          labels: labels.toRecord(),
          value,
        })),
    }
  }

  /** Moves all alerts on, and gives their series. @throws {Error} where there are more than the limit, and all are dropped */
  #step(found: ReadonlyMap<string, ActiveAlert>, evaluation: Evaluation): readonly RuleSample[] {
    const { time, limit, queryOffset } = evaluation
    const { holdMs, keepFiringMs } = this.options
    const samples: RuleSample[] = []
    let active = 0
    for (const [key, alert] of this.#active) {
      const isPresent = found.has(key)
      const { isRemembered, isActive } = step(alert, { isPresent, time, holdMs, keepFiringMs })
      if (!isRemembered) this.#active.delete(key)
      if (!isActive) continue
      active++
      if (this.isRestored) samples.push(...this.#series(alert, time - queryOffset))
    }
    if (limit > 0 && active > limit) {
      this.#active.clear()
      throw new Error(`exceeded limit of ${limit} with ${active} alerts`)
    }
    return samples
  }

  /** The two series of an alert; the value of the second is the time in seconds since when it is active. */
  #series(alert: ActiveAlert, timestamp: number): readonly RuleSample[] {
    const base = Labels.of({ ...this.labels, ...alert.labels.toRecord(), alertname: this.name })
    return [
      {
        labels: base.with({ [METRIC_NAME]: ALERTS, alertstate: alert.state }),
        timestamp,
        value: 1,
      },
      {
        labels: base.with({ [METRIC_NAME]: FOR_STATE }),
        timestamp,
        value: Math.floor(alert.activeAt / 1000),
      },
    ]
  }

  /** By which labels the series of its `for` states are found; labels that are templates differ from alert to alert. */
  get forStateLabels(): Readonly<Record<string, string>> {
    const plain = Object.entries(this.labels).filter(([, value]) => !value.includes('{{'))
    return { ...Object.fromEntries(plain), [METRIC_NAME]: FOR_STATE, alertname: this.name }
  }

  /** The alerts that are to be told of now, noted as told. */
  takeUnsent(
    time: number,
    options: { readonly resendDelayMs: number; readonly intervalMs: number },
  ): readonly ActiveAlert[] {
    const { resendDelayMs, intervalMs } = options
    const unsent = this.alerts.filter((alert) => needsSending(alert, time, resendDelayMs))
    for (const alert of unsent) {
      alert.lastSentAt = time
      // Two evaluations or messages may fail before it is taken for resolved.
      alert.validUntil = time + 4 * Math.max(intervalMs, resendDelayMs)
    }
    return unsent.map((alert) => ({ ...alert }))
  }
}
