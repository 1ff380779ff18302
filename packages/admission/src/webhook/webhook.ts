import { ClusterApi } from '@unloop/sources'
import type { JudgeOptions } from '../admission/judge.ts'
import { followFiles } from '../certificates/files.ts'
import { expiryOf } from '../certificates/holding.ts'
import type { KeyPair } from '../certificates/make.ts'
import { keepAll, LIFETIMES, OwnCertificates, type Lifetimes } from '../certificates/own.ts'
import { Admission } from './admission.ts'
import { AdmissionListener, StatusListener, type Address } from './listeners.ts'
import { logLine, type Log, type LogEvent } from '../log.ts'
import { Metrics } from './metrics.ts'

/** Where certificates come from. */
export type CertificateChoice =
  | { readonly kind: 'files'; readonly folder: string }
  | {
      readonly kind: 'own'
      readonly namespace: string
      readonly secret: string
      readonly configuration: string
      readonly hosts: readonly string[]
      readonly lifetimes?: Lifetimes
    }

export interface WebhookOptions {
  readonly judge: JudgeOptions
  readonly certificates: CertificateChoice
  readonly listen: Address
  readonly status: Address
  /** Look up in the cluster what an object refers to. */
  readonly live: boolean
  readonly cluster: { readonly kubeconfig?: string; readonly context?: string }
  readonly write: (line: string) => void
  /** How many reviews are judged at once. */
  readonly width?: number
  readonly now?: () => number
  /** How often certificate files are read again; 5 s otherwise. */
  readonly lookMs?: number
}

const DEFAULT_WIDTH = 2
/** Answers that are on their way when it stops; the API server waits 30 s at the most. */
const GRACE_MS = 25_000

/** The webhook as a whole: builds everything, and owns start and stop. */
export class Webhook {
  readonly metrics = new Metrics()
  readonly #options: WebhookOptions
  readonly #log: Log
  readonly #admission: Admission
  readonly #status: StatusListener
  readonly #stopped = new AbortController()
  readonly #api: ClusterApi | null
  #listener: AdmissionListener | null = null
  #served = ''
  #isReady = false
  #port: Promise<number> | null = null

  /** Throws a `SourceError` where the cluster is needed and none is configured. */
  constructor(options: WebhookOptions) {
    this.#options = options
    const now = options.now ?? Date.now
    this.#log = (event: LogEvent) => options.write(logLine(event, new Date(now())))
    this.#api = options.certificates.kind === 'own' ? new ClusterApi(options.cluster) : null
    this.#admission = new Admission({
      options: options.judge,
      live: options.live ? options.cluster : null,
      width: options.width ?? DEFAULT_WIDTH,
      metrics: this.metrics,
      log: this.#log,
    })
    this.#status = new StatusListener({ metrics: this.metrics, isReady: () => this.#isReady })
  }

  /** Fulfilled when requests are answered; the ports are those that were taken. */
  async start(): Promise<{ readonly port: number; readonly statusPort: number }> {
    const statusPort = await this.#status.listen(this.#options.status)
    const warm = this.#admission.warmUp()
    const port = await new Promise<number>((done, fail) => {
      this.#followCertificates((pair) => void this.#use(pair).then(done, fail)).catch(fail)
    })
    await warm
    this.#isReady = true
    this.#log({ level: 'info', message: 'answering', port, statusPort })
    return { port, statusPort }
  }

  /** Not ready at once; after the delay no new connection is taken, and what has come is answered. Can be called twice. */
  async stop(delayMs = 0): Promise<void> {
    if (this.#stopped.signal.aborted) return
    this.#isReady = false
    this.#stopped.abort()
    this.#log({ level: 'info', message: 'stopping' })
    this.#listener?.drain()
    // The address is taken out of the Service meanwhile; until then requests still come.
    if (delayMs > 0) await new Promise((done) => setTimeout(done, delayMs))
    await this.#listener?.close(GRACE_MS)
    await this.#admission.close()
    await this.#status.close()
    this.#api?.close()
  }

  async #followCertificates(onPair: (pair: KeyPair) => void): Promise<void> {
    const { certificates: choice, now = Date.now } = this.#options
    const keep = { log: this.#log, onPair, pause: (ms: number) => this.#pause(ms) }
    if (choice.kind === 'files') return followFiles(choice.folder, keep, this.#options.lookMs)
    if (this.#api === null) return
    const lifetimes = choice.lifetimes ?? LIFETIMES
    await keepAll(
      new OwnCertificates({ ...choice, api: this.#api, lifetimes, now, log: this.#log }),
      keep,
    )
  }

  async #use(pair: KeyPair): Promise<number> {
    if (pair.cert !== this.#served) {
      this.#served = pair.cert
      this.metrics.certificateExpiry = Math.floor(expiryOf(pair.cert) / 1000)
      const until = new Date(expiryOf(pair.cert)).toISOString()
      this.#log({ level: 'info', message: 'serving a new certificate', until })
      if (this.#listener === null) {
        this.#listener = new AdmissionListener(pair, this.#admission)
        this.#port = this.#listener.listen(this.#options.listen)
      } else this.#listener.use(pair)
    }
    return this.#port ?? 0
  }

  #pause(ms: number): Promise<'elapsed' | 'stopped'> {
    const { signal } = this.#stopped
    if (signal.aborted) return Promise.resolve('stopped')
    return new Promise((done) => {
      const finish = (how: 'elapsed' | 'stopped') => () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', stopped)
        done(how)
      }
      const stopped = finish('stopped')
      const timer = setTimeout(finish('elapsed'), ms)
      signal.addEventListener('abort', stopped)
    })
  }
}
