import { formatLayout, ZERO_MOMENT } from '@unloop/gotemplate'
import type { Alert } from '../alerts/alert.ts'
import type { HttpClient } from '../integration/http-client.ts'
import { postJson } from '../integration/http-client.ts'
import { alertaAlert } from './alerta.ts'

/** Where alerts go that another program notifies of. */
export interface AlertSenderOptions {
  /** What listens there: Alertmanager, or what speaks its API; or Alerta. */
  readonly kind: 'alertmanager' | 'alerta'
  /** Its address, with its path prefix. */
  readonly url: string
  /** Such as `X-Scope-OrgID`. */
  readonly headers?: Readonly<Record<string, string>>
  readonly http: HttpClient
  /** Told when sending begins to fail, and when it goes again. */
  readonly log: (line: string) => void
}

/** How sending goes, for `/metrics` and the status page. */
export interface SenderStatus {
  readonly url: string
  readonly sent: number
  /** Alerts that were not taken, or had no place in the queue. */
  readonly dropped: number
  readonly lastError: string | null
}

/** Alerts of one request, as Prometheus sends them by default (notifier, DefaultMaxBatchSize). */
const BATCH = 256
/** Alerts that wait; Prometheus' default too (--alertmanager.notification-queue-capacity). */
const MAX_QUEUE = 10_000
/** For one request, as the default `timeout` of Prometheus' alertmanager_config. */
const TIMEOUT_MS = 10_000
/** Go's layout of a moment, with nanoseconds where there are any. */
const RFC3339 = '2006-01-02T15:04:05.999999999Z07:00'

/** Hands alerts to an Alertmanager or Alerta elsewhere, in their order. What fails is not tried again: alerts are told of anew. */
export class AlertSender {
  readonly #options: AlertSenderOptions
  readonly #queue: Alert[] = []
  readonly #stop = new AbortController()
  #sent = 0
  #dropped = 0
  #lastError: string | null = null
  #running: Promise<void> | undefined

  constructor(options: AlertSenderOptions) {
    this.#options = options
  }

  /** The oldest go where the queue is full. */
  send(alerts: readonly Alert[]): void {
    this.#queue.push(...alerts)
    const over = this.#queue.length - MAX_QUEUE
    if (over > 0) {
      this.#queue.splice(0, over)
      this.#dropped += over
    }
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined
    })
  }

  get status(): SenderStatus {
    const { url } = this.#options
    return { url, sent: this.#sent, dropped: this.#dropped, lastError: this.#lastError }
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0 && !this.#stop.signal.aborted) {
      const batch = this.#queue.splice(0, BATCH)
      const problem = await this.#post(batch)
      if (problem === null) this.#sent += batch.length
      else this.#dropped += batch.length
      this.#note(problem)
    }
  }

  async #post(batch: readonly Alert[]): Promise<string | null> {
    const { url, headers, http } = this.#options
    try {
      for (const { path, body } of this.#requestsOf(batch)) {
        const { status } = await postJson(http, {
          url: `${url.replace(/\/$/, '')}${path}`,
          ...(headers !== undefined && { headers }),
          body: JSON.stringify(body),
          signal: this.#stop.signal,
          timeoutMs: TIMEOUT_MS,
        })
        if (status >= 300) return `it answered with status ${status}`
      }
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  /** Alerta takes one alert at a time. */
  #requestsOf(
    batch: readonly Alert[],
  ): readonly { readonly path: string; readonly body: unknown }[] {
    if (this.#options.kind === 'alertmanager')
      return [{ path: '/api/v2/alerts', body: batch.map(posted) }]
    const now = Date.now()
    return batch.map((one) => ({ path: '/alert', body: alertaAlert(one, now) }))
  }

  #note(problem: string | null): void {
    const { url, log } = this.#options
    if (problem !== null && this.#lastError === null)
      log(`Alerts cannot be handed to ${url}: ${problem}`)
    if (problem === null && this.#lastError !== null) log(`${url} takes alerts again.`)
    this.#lastError = problem
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }
}

function posted(one: Alert): object {
  const { labels, annotations, generatorURL } = one
  const time = (moment: Alert['endsAt']): string | undefined =>
    moment.nanos === ZERO_MOMENT.nanos ? undefined : formatLayout(moment, RFC3339)
  return {
    labels,
    annotations,
    startsAt: time(one.startsAt),
    endsAt: time(one.endsAt),
    generatorURL,
  }
}
