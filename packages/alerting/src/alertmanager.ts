import { fromMilliseconds, TemplateError } from '@unloop/gotemplate'
import { type Alert, templateAlert } from './alerts/alert.ts'
import { AlertStore } from './alerts/store.ts'
import type { Clock } from './clock/clock.ts'
import { type Gap, Gaps } from './clock/gaps.ts'
import type { AlertmanagerConfig } from './config/config.ts'
import { Dispatcher } from './dispatch/dispatcher.ts'
import type { Enricher } from './enrich/enricher.ts'
import { Inhibitor } from './inhibit/inhibitor.ts'
import type { LabelSet } from './matchers/matcher.ts'
import { NotificationLog } from './nflog/log.ts'
import { type NotifyContext, pipeline, type Stage } from './notify/context.ts'
import { deliverStage, fanOutStage } from './notify/deliver.ts'
import { activeTimeStage, inhibitStage, muteTimeStage, silenceStage } from './notify/mute-stages.ts'
import { integrationsOf } from './receivers/integrations.ts'
import type { ReceiverKit } from './integration/kit.ts'
import { buildRoute, type Route } from './routing/route.ts'
import { Silences } from './silences/silences.ts'
import type { StateStore } from './state/state.ts'
import { TemplateEngine, type TemplateFile } from './template/engine.ts'
import { type TemplateData, templateData } from './template/data.ts'

/** All that a manager reaches the world by: clock, state, receivers' transports. */
export interface AlertmanagerOptions {
  readonly config: AlertmanagerConfig
  /** Template files that the configuration names, read by the caller. */
  readonly templates: readonly TemplateFile[]
  readonly clock: Clock
  readonly state: StateStore
  /** How links in messages begin. */
  readonly externalURL: string
  readonly kit: Omit<ReceiverKit, 'templates' | 'now'>
  /** Gives alerts annotations of what is known besides; their own stay. */
  readonly enrich?: Enricher
  readonly newId: () => string
  /** Told of notifications that failed; texts name no secret. */
  readonly onError: (message: string) => void
}

// Half a minute: nothing that is kept grows much meanwhile.
const MAINTENANCE_MS = 30_000
// `--data.retention` of Alertmanager: 120 hours after a silence ended.
const SILENCE_RETENTION_MS = 120 * 3_600_000

/** Alerts in, notifications out: builds all parts from a configuration and owns their start and stop. */
export class Alertmanager {
  readonly options: AlertmanagerOptions
  readonly store: AlertStore
  readonly silences: Silences
  readonly inhibitor: Inhibitor
  readonly route: Route
  readonly #log: NotificationLog
  readonly #dispatcher: Dispatcher
  readonly #gaps: Gaps
  readonly #templates: TemplateEngine
  readonly #stages = new Map<string, Stage>()
  #cancelMaintenance: (() => void) | undefined
  #isStopped = false

  /** @throws {TemplateError} for a template file that can't be parsed */
  constructor(options: AlertmanagerOptions) {
    const { clock, config, state } = options
    this.options = options
    this.#templates = new TemplateEngine(options.templates, () => fromMilliseconds(clock.now()))
    this.store = new AlertStore(clock)
    const { newId } = options
    this.silences = new Silences({ clock, state, newId, retentionMs: SILENCE_RETENTION_MS })
    this.inhibitor = new Inhibitor(config.inhibitRules, this.store, clock)
    this.#log = new NotificationLog(clock, state)
    this.route = buildRoute(config.route)
    this.#gaps = new Gaps(clock)
    this.#buildStages()
    this.#dispatcher = new Dispatcher({
      route: this.route,
      store: this.store,
      clock,
      flush: (context, alerts) => this.#flush(context, alerts),
      beforeFlush: () => this.#bridge(this.#gaps.check()),
      renderLabels: (context, alerts) => this.#routeLabels(context, alerts),
    })
  }

  /** Makes a pipeline for each receiver. Muting stands before the fan-out, as it is the same for all its integrations. */
  #buildStages(): void {
    const { config, clock, externalURL, enrich } = this.options
    const kit: ReceiverKit = {
      ...this.options.kit,
      templates: this.#templates,
      now: () => clock.now(),
    }
    const muting = [
      inhibitStage(this.inhibitor),
      activeTimeStage(config.timeIntervals),
      muteTimeStage(config.timeIntervals),
      silenceStage(this.silences),
    ]
    for (const receiver of config.receivers) {
      const deliveries = integrationsOf(receiver, kit).map((integration) =>
        deliverStage({
          receiver: receiver.name,
          integration,
          log: this.#log,
          clock,
          externalURL,
          ...(enrich !== undefined && { enrich }),
        }),
      )
      this.#stages.set(receiver.name, pipeline([...muting, fanOutStage(deliveries)]))
    }
  }

  /** Sends what a group tells of. False tells the group to try again at its next tick. */
  async #flush(context: NotifyContext, alerts: readonly Alert[]): Promise<boolean> {
    try {
      await this.#stages.get(context.route.receiver)?.(context, alerts)
      return true
    } catch (error) {
      if (!this.#isStopped)
        this.options.onError(error instanceof Error ? error.message : String(error))
      return false
    }
  }

  /** A route's labels may be templates; one that can't be rendered stays as it is written. */
  #routeLabels(context: Omit<NotifyContext, 'routeLabels'>, alerts: readonly Alert[]): LabelSet {
    const { labels } = context.route
    if (Object.keys(labels).length === 0) return labels
    const data = templateData({
      receiver: context.route.receiver,
      groupLabels: context.groupLabels,
      routeLabels: labels,
      notificationReason: '',
      externalURL: this.options.externalURL,
      alerts: alerts.map((one) => templateAlert(one, context.now)),
    })
    return Object.fromEntries(
      Object.entries(labels).map(([name, value]) => [name, this.#renderLabel(value, data)]),
    )
  }

  /** A label rendered; a template that fails is told of and stands as it is written. */
  #renderLabel(value: string, data: TemplateData): string {
    try {
      return this.#templates.text(value, data)
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      this.options.onError(error.message)
      return value
    }
  }

  /** Reads what was kept over a restart, and begins to notify. */
  async start(): Promise<void> {
    const [told] = await Promise.all([this.#log.load(), this.silences.load()])
    for (const one of told) this.store.put(one)
    this.#gaps.start((gap) => this.#bridge(gap))
    this.#dispatcher.start()
    this.#maintain()
  }

  /** Lets what ended only because nothing ran go on firing. */
  #bridge(gap: Gap | undefined): void {
    if (gap !== undefined) this.store.bridge(gap)
  }

  /** Forgets what is over, from time to time. */
  #maintain(): void {
    if (this.#isStopped) return
    this.#cancelMaintenance = this.options.clock.after(MAINTENANCE_MS, () => {
      this.store.collectGarbage()
      this.inhibitor.collectGarbage()
      const failed = (error: unknown): void => this.options.onError(String(error))
      this.silences.collectGarbage().catch(failed)
      this.#log.collectGarbage().catch(failed)
      this.#dispatcher.collectGarbage().catch(failed)
      this.#maintain()
    })
  }

  /** The groups that there are now, for the API. */
  get groups(): Dispatcher['groups'] {
    return this.#dispatcher.groups
  }

  /** Ends all timers and what is being sent. Can be called again. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#cancelMaintenance?.()
    this.#gaps.stop()
    this.inhibitor.stop()
    await this.#dispatcher.stop()
  }
}
