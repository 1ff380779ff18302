import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { readSmallText } from '@unloop/sources/text-file'
import {
  AlertSender,
  type Alert,
  Alertmanager,
  alertmanagerApi,
  CRASH_TEMPLATES,
  enricher,
  type Enricher,
  nodeHttpClient,
  smtpSender,
  systemClock,
  type StateStore,
} from '@unloop/alerting'
import { RuleManager } from '@unloop/alerting/rules'
import type { Ingest } from '@unloop/ingest'
import type { Store } from '@unloop/store'
import { Board, type Look } from './board.ts'
import { type AlertingFiles, type LoadedAlerting, loadAlerting } from './load.ts'
import { type LeaseSettings, SenderRight } from './sender-right.ts'
import { storeRules } from './store-rules.ts'
import { Unsent } from './unsent.ts'

/** What alerts get of what is known: nothing, annotations, or also default templates that tell it. */
type Enrich = 'off' | 'annotations' | 'templates'

/** What the user chooses. */
export interface AlertingSettings {
  readonly files: AlertingFiles
  /** Addresses of Alertmanagers elsewhere that are told, too. */
  readonly alertmanagers: readonly string[]
  /** An Alerta that is told, too; the key may be empty. */
  readonly alerta: { readonly url: string; readonly key: string } | null
  readonly enrich: Enrich
  /** Of several servers that one notifies which holds this Lease; null for one of those with the same folder. */
  readonly lease: LeaseSettings | null
  /** How links begin; null for the address that is listened on. */
  readonly externalUrl: string | null
}

interface AlertingOptions extends AlertingSettings {
  readonly version: string
  /** Of several processes with this folder one notifies. */
  readonly folder: string
  readonly clusters: readonly { readonly cluster: string }[]
  /** Between two looks at a cluster. */
  readonly intervalMs: number
  readonly log: (line: string) => void
}

interface Surroundings {
  readonly store: Store
  readonly ingest: Ingest
  /** Where the notification log and silences are kept. */
  readonly state: StateStore
  /** Where the server listens. */
  readonly url: string
}

const RULE_INTERVAL_MS = 60_000

/** Rules, the alerts of what is watched, and their notifications: builds the parts, and owns their start and stop. */
export class Alerting {
  readonly #options: AlertingOptions
  readonly #url: string
  readonly board: Board
  readonly rules: RuleManager
  readonly #senders: readonly AlertSender[]
  readonly #enricher: Enricher | undefined
  readonly #unsent = new Unsent()
  readonly #right: SenderRight
  readonly #state: StateStore
  #manager: Alertmanager | null = null
  #api: ((request: Request) => Promise<Response>) | null = null
  #config: LoadedAlerting['config'] = null
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(options: AlertingOptions, { store, ingest, state, url }: Surroundings) {
    const { intervalMs, enrich, clusters } = options
    this.#options = options
    this.#state = state
    this.#right = new SenderRight(options)
    this.#url = (options.externalUrl ?? url).replace(/\/$/, '')
    this.board = new Board({ externalUrl: this.#url, intervalMs })
    for (const { cluster } of clusters) this.board.watch(cluster, Date.now())
    this.#enricher = enrich === 'off' ? undefined : enricher(() => this.board.facts)
    this.#senders = sendersOf(options)
    this.rules = new RuleManager({
      clock: systemClock,
      storage: storeRules(store, ingest),
      externalLabels: {},
      externalUrl: this.#url,
      intervalMs: RULE_INTERVAL_MS,
      notify: (alerts) => this.#tell(alerts),
    })
  }

  /** Answers Alertmanager's API under `/alertmanager`; null while this process does not notify. */
  get api(): ((request: Request) => Promise<Response>) | null {
    return this.#api
  }

  get senders(): readonly AlertSender[] {
    return this.#senders
  }

  /** @throws {AlertingFileError} where a file cannot be used */
  async start(): Promise<void> {
    await this.#take(await loadAlerting(this.#options.files))
    const tick = (): void => this.#tell(this.board.alerts(Date.now()))
    this.#timer = setInterval(tick, this.#options.intervalMs)
    this.#timer.unref()
  }

  /** Reads all files again. What cannot be used changes nothing. @throws {AlertingFileError} */
  async reload(): Promise<void> {
    await this.#take(await loadAlerting(this.#options.files))
  }

  async #take({ rules, config }: LoadedAlerting): Promise<void> {
    this.#config = config
    if (this.#right.isHeld) await this.#notify()
    else if (config !== null)
      await this.#right.seek({ taken: () => this.#notify(), lost: () => this.#fallSilent() })
    await this.rules.load(rules)
  }

  /** Another notifies from now on. */
  async #fallSilent(): Promise<void> {
    const before = this.#manager
    this.#manager = null
    this.#api = null
    await before?.stop()
  }

  /** Begins to notify by the configuration, or goes over to it. */
  async #notify(): Promise<void> {
    const config = this.#config
    if (config === null || this.#isStopped) return
    const before = this.#manager
    const next = this.#managerOf(config)
    await before?.stop()
    this.#manager = next
    await next.start()
    const { version } = this.#options
    const reload = (): Promise<void> => this.reload()
    this.#api = alertmanagerApi({ manager: next, version, base: '/alertmanager', reload })
    for (const one of before?.store.list() ?? []) next.store.put(one)
  }

  #managerOf({ config, templates }: NonNullable<LoadedAlerting['config']>): Alertmanager {
    const { enrich, log } = this.#options
    const tellsCauses = enrich === 'templates'
    return new Alertmanager({
      config,
      templates: [...(tellsCauses ? CRASH_TEMPLATES : []), ...templates],
      clock: systemClock,
      state: this.#state,
      externalURL: `${this.#url}/alertmanager`,
      ...(this.#enricher !== undefined && { enrich: this.#enricher }),
      kit: {
        http: nodeHttpClient,
        mail: smtpSender,
        readFile: (path) => readSmallText(path),
        hostname: hostname(),
        random: Math.random,
        showsCrashes: tellsCauses,
      },
      newId: randomUUID,
      onError: (message) => log(`A notification failed: ${message}`),
    })
  }

  /** A look at a cluster: what it changes is told of at once. */
  look(look: Look): void {
    if (this.#isStopped) return
    this.board.look(look)
    this.#tell(this.board.alerts(look.nowMs))
  }

  /** Alerts go to the own Alertmanager each time, to others only when they changed or are due again. */
  #tell(alerts: readonly Alert[]): void {
    if (this.#isStopped) return
    for (const one of alerts) this.#manager?.store.put(one)
    if (this.#senders.length === 0) return
    const due = this.#unsent.take(alerts, Date.now()).map((one) => ({
      ...one,
      annotations: { ...this.#enricher?.(one.labels), ...one.annotations },
    }))
    if (due.length > 0) for (const sender of this.#senders) sender.send(due)
  }

  /** Ends all evaluations and what is being sent. Idempotent. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    await this.rules.stop()
    await Promise.all([this.#manager?.stop(), ...this.#senders.map((sender) => sender.stop())])
    await this.#right.release()
  }
}

function sendersOf({ alertmanagers, alerta, log }: AlertingOptions): readonly AlertSender[] {
  const http = nodeHttpClient(undefined)
  const senders = alertmanagers.map(
    (url) => new AlertSender({ kind: 'alertmanager', url, http, log }),
  )
  if (alerta === null) return senders
  const { url, key } = alerta
  const headers = key === '' ? {} : { headers: { Authorization: `Key ${key}` } }
  return [...senders, new AlertSender({ kind: 'alerta', url, http, log, ...headers })]
}
