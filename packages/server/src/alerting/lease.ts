import { setTimeout as pause } from 'node:timers/promises'
import type { SenderLock } from '@unloop/alerting'
import type { ApiAnswer, ApiRequest } from '@unloop/sources'

/** What it needs of a cluster's API. */
export interface LeaseApi {
  send(request: ApiRequest): Promise<Pick<ApiAnswer, 'status' | 'body'>>
}

/** The Lease of coordination.k8s.io/v1 by which several servers agree on who notifies. */
export interface LeaseOptions {
  readonly api: LeaseApi
  readonly namespace: string
  readonly name: string
  /** Who holds it; different for each process. */
  readonly identity: string
  /** Of elapsed time, in milliseconds: whatever the clocks of machines say. */
  readonly elapsed: () => number
  readonly times?: LeaseTimes
}

/** The times of client-go's leader election (`leaderelection.LeaderElectionConfig`), as kube-scheduler has them. */
export interface LeaseTimes {
  /** So long after it was seen renewed last it belongs to nobody. */
  readonly leaseMs: number
  /** Who could not renew for so long gives up, well before another may take it. */
  readonly renewDeadlineMs: number
  readonly retryMs: number
}

const TIMES: LeaseTimes = { leaseMs: 15_000, renewDeadlineMs: 10_000, retryMs: 2_000 }
const GROUP = 'coordination.k8s.io/v1'

interface Lease {
  readonly metadata: { readonly resourceVersion?: string }
  readonly spec: Readonly<Record<string, unknown>>
}

/**
 * One holder of a Lease of Kubernetes. Machines' clocks are not compared: what another holds is free once it was not seen
 * to be renewed for its duration.
 */
export class LeaseLock {
  readonly #options: LeaseOptions
  readonly #times: LeaseTimes
  #seen: { readonly version: string; readonly at: number } | null = null

  constructor(options: LeaseOptions) {
    this.#options = options
    this.#times = options.times ?? TIMES
  }

  /** Undefined while another holds it. Rejects where the API does not answer as it should. */
  async take(): Promise<SenderLock | undefined> {
    const lease = await this.#read()
    if (lease !== null && !this.#isFree(lease)) return undefined
    const taken = await this.#write(lease, this.#options.identity)
    return taken === null ? undefined : this.#hold(taken)
  }

  #isFree({ metadata, spec }: Lease): boolean {
    const { elapsed, identity } = this.#options
    const holder = spec['holderIdentity'] ?? ''
    if (holder === '' || holder === identity) return true
    const version = metadata.resourceVersion ?? ''
    if (this.#seen?.version !== version) this.#seen = { version, at: elapsed() }
    const seconds = spec['leaseDurationSeconds']
    const leaseMs = typeof seconds === 'number' ? seconds * 1_000 : this.#times.leaseMs
    return elapsed() - this.#seen.at > leaseMs
  }

  #hold(taken: Lease): SenderLock {
    const lost = new AbortController()
    const released = new AbortController()
    const renewing = this.#renew(taken, { lost, released: released.signal })
    return {
      lost: lost.signal,
      release: async () => {
        released.abort()
        const last = await renewing
        // Handed back, so that the next need not wait; where that fails, it does.
        if (!lost.signal.aborted) await this.#write(last, '').catch(() => null)
      },
    }
  }

  /** Renews until it is released or lost. @returns the Lease as it was written last */
  async #renew(
    taken: Lease,
    { lost, released }: { readonly lost: AbortController; readonly released: AbortSignal },
  ): Promise<Lease> {
    const { elapsed, identity } = this.#options
    let lease = taken
    let renewedAt = elapsed()
    for (;;) {
      await pause(this.#times.retryMs, undefined, { signal: released }).catch(() => undefined)
      if (released.aborted) return lease
      const triedAt = elapsed()
      const next = await this.#tryRenew(lease).catch(() => undefined)
      if (
        next === null ||
        (next === undefined && elapsed() - renewedAt > this.#times.renewDeadlineMs)
      ) {
        lost.abort(`The Lease was not renewed by ${identity} in time.`)
        return lease
      }
      if (next === undefined) continue
      lease = next
      renewedAt = triedAt
    }
  }

  /** Null where another holds it. A version that is not the newest is read again: somebody may have labelled it. */
  async #tryRenew(lease: Lease): Promise<Lease | null> {
    const written = await this.#write(lease, this.#options.identity)
    if (written !== null) return written
    const now = await this.#read()
    const isOurs = now?.spec['holderIdentity'] === this.#options.identity
    return isOurs ? this.#write(now, this.#options.identity) : null
  }

  async #read(): Promise<Lease | null> {
    const { status, body } = await this.#options.api.send({ method: 'GET', path: this.#path() })
    if (status === 404) return null
    return leaseOf(status, body)
  }

  /** Null where somebody else was faster. */
  async #write(lease: Lease | null, holder: string): Promise<Lease | null> {
    const { api, namespace, name } = this.#options
    const body = {
      apiVersion: GROUP,
      kind: 'Lease',
      metadata: lease === null ? { name, namespace } : lease.metadata,
      spec: this.#spec(lease, holder),
    }
    const request: ApiRequest =
      lease === null
        ? { method: 'POST', path: this.#folder(), body }
        : { method: 'PUT', path: this.#path(), body }
    const answer = await api.send(request)
    return answer.status === 409 ? null : leaseOf(answer.status, answer.body)
  }

  #spec(lease: Lease | null, holder: string): Lease['spec'] {
    const before = lease?.spec ?? {}
    const now = new Date().toISOString().replace('Z', '000Z')
    const isNew = before['holderIdentity'] !== holder
    const transitions = Number(before['leaseTransitions'] ?? 0)
    return {
      ...before,
      holderIdentity: holder,
      leaseDurationSeconds: holder === '' ? 1 : Math.ceil(this.#times.leaseMs / 1_000),
      renewTime: now,
      acquireTime: isNew ? now : before['acquireTime'],
      leaseTransitions: lease !== null && isNew && holder !== '' ? transitions + 1 : transitions,
    }
  }

  #folder(): string {
    return `/apis/${GROUP}/namespaces/${encodeURIComponent(this.#options.namespace)}/leases`
  }

  #path(): string {
    return `${this.#folder()}/${encodeURIComponent(this.#options.name)}`
  }
}

function leaseOf(status: number, body: unknown): Lease {
  const { metadata, spec = {}, message } = (body ?? {}) as Partial<Lease> & { message?: string }
  if (status >= 300 || metadata === undefined)
    throw new Error(`The Lease cannot be had: ${status} ${message ?? ''}`.trimEnd())
  return { metadata, spec }
}
