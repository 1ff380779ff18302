import { maskValue } from '@unloop/engine/masking'
import type { JudgeOptions } from '../admission/judge.ts'
import { outcome, reviewOf, uidOf, type Outcome } from '../admission/review.ts'
import { unchecked } from '../admission/wording.ts'
import { JudgePool, type Lost, type WorkerSetup } from './judge-pool.ts'
import { reasonOf, type Log } from '../log.ts'
import type { Failure, Metrics } from './metrics.ts'
import type { Body } from './read-body.ts'

export interface AdmissionSetup extends WorkerSetup {
  readonly options: JudgeOptions
  /** How many objects are judged at once, each in a thread of its own. */
  readonly width: number
  readonly metrics: Metrics
  readonly log: Log
}

/** Answered at once beyond this, as waiting in line would only make all of them late. */
const MOST_IN_FLIGHT = 512
const MOST_BYTES_IN_FLIGHT = 128 * 1024 * 1024
/** The API server's default, where it does not say (ValidatingWebhook.timeoutSeconds). */
const DEFAULT_TIMEOUT_MS = 10_000

/** `?timeout=5s`, as the API server writes Go durations; milliseconds in which the answer must be on its way. */
export function budgetMs(url: string): number {
  const given = new URL(url, 'https://webhook').searchParams.get('timeout') ?? ''
  const [, minutes = '0', seconds = '0', fraction = ''] =
    /^(?:(\d{1,3})m)?(?:(\d{1,4})(\.\d{1,9})?s)?$/.exec(given) ?? []
  const stated = (Number(minutes) * 60 + Number(`${seconds}${fraction}`)) * 1000
  const timeout = stated > 0 ? stated : DEFAULT_TIMEOUT_MS
  return timeout - Math.min(500, timeout * 0.2)
}

/** Turns bodies into answers. Whatever goes wrong on its own side admits the object, is counted and logged. */
export class Admission {
  readonly #setup: AdmissionSetup
  readonly #pool: JudgePool
  #bytes = 0

  constructor(setup: AdmissionSetup) {
    this.#setup = setup
    this.#pool = new JudgePool({ options: setup.options, live: setup.live }, setup.width)
  }

  /** Has every thread judge once, so that no user waits for the first one. */
  async warmUp(): Promise<void> {
    const jobs = Array.from({ length: this.#setup.width * 4 }, () =>
      this.#pool.judge({ body: new TextEncoder().encode(SAMPLE) }, 20_000),
    )
    await Promise.all(jobs)
  }

  /** The text of the answer; null where the request has no uid that an answer could name. */
  async answer(body: Body, url: string): Promise<string | null> {
    const { metrics } = this.#setup
    const started = performance.now()
    metrics.inFlight++
    try {
      const result = masked(await this.#judged(body, url))
      this.#note(result, (performance.now() - started) / 1000)
      return result.uid === '' ? null : JSON.stringify(reviewOf(result))
    } finally {
      metrics.inFlight--
    }
  }

  close(): Promise<void> {
    return this.#pool.close()
  }

  async #judged(body: Body, url: string): Promise<Outcome> {
    if (body.kind === 'oversized') return failed(uidOf(body.start), 'oversized')
    const { bytes } = body
    const uid = uidOf(new TextDecoder().decode(bytes.subarray(0, 4096)))
    const { metrics } = this.#setup
    if (metrics.inFlight > MOST_IN_FLIGHT || this.#bytes + bytes.length > MOST_BYTES_IN_FLIGHT)
      return failed(uid, 'overloaded')
    const size = bytes.length
    this.#bytes += size
    try {
      const result = await this.#pool.judge({ body: bytes }, budgetMs(url))
      return typeof result === 'string' ? failed(uid, result) : result
    } catch (error) {
      return failed(uid, 'internal', reasonOf(error))
    } finally {
      this.#bytes -= size
    }
  }

  #note({ verdict, subject, reason, findings, message }: Outcome, seconds: number): void {
    const { metrics, log } = this.#setup
    metrics.request(verdict, seconds)
    for (const each of findings) metrics.finding(each)
    if (verdict === 'failed') {
      metrics.failure(isFailure(reason) ? reason : 'internal')
      log({ level: 'warn', message: 'admitted without being judged', reason, detail: message })
    } else if (verdict === 'denied' || verdict === 'warned')
      log({ level: 'info', message: verdict, subject, findings: findings.join(', ') })
  }
}

/** The one door to the API server and to the log: what was said of an object must not hold its secrets. */
const masked = ({ uid, ...said }: Outcome): Outcome => ({ ...maskValue(said), uid })

const isFailure = (reason: string): reason is Failure => Object.hasOwn(WHY, reason)

const WHY: Readonly<Record<Failure | Lost, string>> = {
  timeout: 'there was not enough time',
  oversized: 'it is larger than 3 MiB',
  overloaded: 'too many requests came at once',
  undecodable: 'the request could not be read',
  internal: 'unloop failed by a mistake of its own',
}

const failed = (uid: string, reason: Failure, message = ''): Outcome =>
  outcome(uid, 'failed', { reason, message, warnings: [unchecked(WHY[reason])] })

const SAMPLE = JSON.stringify({
  request: {
    uid: 'warm-up',
    operation: 'CREATE',
    namespace: 'warm-up',
    kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'sample' },
      spec: {
        selector: { matchLabels: { app: 'sample' } },
        template: {
          metadata: { labels: { app: 'sample' } },
          spec: {
            containers: [
              {
                name: 'sample',
                image: 'registry.example/sample:1.0.0',
                command: ['sh', '-c', 'exec /app/sample --port 8080'],
                env: [{ name: 'PORT', value: '8080' }],
                ports: [{ containerPort: 8080 }],
                resources: { limits: { memory: '256Mi', cpu: '1' } },
                livenessProbe: { httpGet: { path: '/healthz', port: 8080 } },
              },
            ],
          },
        },
      },
    },
  },
})
