import { at, fieldsOf, listOf, wordOf, type Fields } from '@unloop/lint'
import type { ClusterApi } from '@unloop/sources'
import { reasonOf, type Log } from '../log.ts'
import { decode, encode, nextStep, splitPem, stillTrusted, type Holding } from './holding.ts'
import { issue, makeAuthority, type KeyPair } from './make.ts'

const DAY_MS = 86_400_000

export interface Lifetimes {
  readonly authorityMs: number
  readonly servingMs: number
  /** From the patch of the configuration until every API server has noticed. */
  readonly settleMs: number
}

/**
 * The authority outlives several serving certificates, so that clients that trust it need not be changed for each.
 */
export const LIFETIMES: Lifetimes = {
  authorityMs: 2 * 365 * DAY_MS,
  servingMs: 90 * DAY_MS,
  settleMs: 10_000,
}

export interface OwnOptions {
  readonly api: Pick<ClusterApi, 'send'>
  readonly namespace: string
  readonly secret: string
  /** Name of the ValidatingWebhookConfiguration. */
  readonly configuration: string
  readonly hosts: readonly string[]
  readonly lifetimes: Lifetimes
  readonly now: () => number
  readonly log: Log
}

/** Whether all is done for now, or something is on its way and the next look should come soon. */
export interface Kept {
  readonly pair: KeyPair | null
  readonly isSettled: boolean
}

const ATTEMPTS = 5

/**
 * Certificates that the webhook makes itself. All replicas do the same with one Secret: each write names the version that it
 * was made for, so that of two at once one is refused and takes what the other wrote.
 */
export class OwnCertificates {
  readonly #options: OwnOptions
  #holding: Holding | null = null
  /** Since when the API server trusts an authority; by its PEM. */
  #trustedSince: { readonly authority: string; readonly since: number } | null = null

  constructor(options: OwnOptions) {
    this.#options = options
  }

  /** Looks once, and takes the next step where one is due. Rejects where the cluster does not answer. */
  async keep(): Promise<Kept> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const secret = await this.#read()
      const held = decode(fieldsOf(secret?.['data']))
      if (held !== null) {
        this.#holding = held
        await this.#publish(held)
      }
      const { now, hosts } = this.#options
      const step = nextStep(held, { now: now(), hosts, isTrusted: this.#isTrusted(held) })
      if (step === 'none' || step === 'wait')
        return { pair: held?.serving ?? null, isSettled: step === 'none' }
      const next = await this.#made(step, held)
      if (!(await this.#write(secret, next))) continue
      this.#options.log({ level: 'info', message: WORDS[step] })
      this.#holding = next
      await this.#publish(next)
      return { pair: next.serving, isSettled: step === 'new-certificate' }
    }
    return { pair: this.#holding?.serving ?? null, isSettled: false }
  }

  async #made(step: 'new-authority' | 'new-certificate', held: Holding | null): Promise<Holding> {
    const { hosts, lifetimes, now } = this.#options
    const validity = (lifetimeMs: number) => ({ now: now(), lifetimeMs })
    if (step === 'new-certificate' && held !== null) {
      const authority = { cert: held.authorities[0] ?? '', key: held.authorityKey }
      const serving = await issue(authority, hosts, validity(lifetimes.servingMs))
      return { ...held, authorities: stillTrusted(held.authorities, now()), serving }
    }
    const authority = await makeAuthority(validity(lifetimes.authorityMs))
    // What this replica serves goes on until the new authority is trusted, even where the Secret was emptied.
    const before = held ?? this.#holding
    return {
      authorities: [authority.cert, ...stillTrusted(before?.authorities ?? [], now())].slice(0, 3),
      authorityKey: authority.key,
      serving: before?.serving ?? (await issue(authority, hosts, validity(lifetimes.servingMs))),
    }
  }

  #isTrusted(held: Holding | null): boolean {
    const { now, lifetimes } = this.#options
    return (
      held !== null &&
      this.#trustedSince !== null &&
      this.#trustedSince.authority === held.authorities[0] &&
      now() - this.#trustedSince.since >= lifetimes.settleMs
    )
  }

  async #read(): Promise<Fields | null> {
    const path = this.#secretPath(this.#options.secret)
    const { status, body } = await this.#options.api.send({ method: 'GET', path })
    if (status === 404) return null
    if (status !== 200) throw refused('read', this.#secretName(), { status, body })
    return fieldsOf(body)
  }

  /** False where somebody else was faster. */
  async #write(secret: Fields | null, holding: Holding): Promise<boolean> {
    const { api, namespace, secret: name } = this.#options
    const fresh = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace, labels: { 'app.kubernetes.io/name': 'unloop-webhook' } },
      type: 'Opaque',
    }
    const body = { ...(secret ?? fresh), data: encode(holding) }
    const answer =
      secret === null
        ? await api.send({ method: 'POST', path: this.#secretPath(), body })
        : await api.send({ method: 'PUT', path: this.#secretPath(name), body })
    if (answer.status === 409) return false
    if (answer.status >= 300) throw refused('write', this.#secretName(), answer)
    return true
  }

  /** Writes the trusted authorities into the webhook's own configuration where they differ. */
  async #publish({ authorities }: Holding): Promise<void> {
    const { api, configuration, now, log } = this.#options
    const path = `/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/${encodeURIComponent(configuration)}`
    const { status, body } = await api.send({ method: 'GET', path })
    if (status === 404) {
      log({
        level: 'warn',
        message: `the ValidatingWebhookConfiguration ${configuration} is not there yet`,
      })
      return
    }
    if (status !== 200) throw refused('read', configuration, { status, body })
    const wanted = authorities.join('')
    const webhooks = listOf(at(body, 'webhooks'))
    const stale = webhooks.flatMap((each, index) => (bundleOf(each) === wanted ? [] : [index]))
    if (stale.length > 0) {
      const patch = [
        {
          op: 'test',
          path: '/metadata/resourceVersion',
          value: wordOf(at(body, 'metadata', 'resourceVersion')),
        },
        ...stale.map((index) => ({
          op: 'add',
          path: `/webhooks/${index}/clientConfig/caBundle`,
          value: Buffer.from(wanted).toString('base64'),
        })),
      ]
      const answer = await api.send({
        method: 'PATCH',
        path,
        body: patch,
        type: 'application/json-patch+json',
      })
      // Somebody else changed it meanwhile: the next look finds out.
      if (answer.status === 409 || answer.status === 422) return
      if (answer.status >= 300) throw refused('patch', configuration, answer)
      log({ level: 'info', message: `the caBundle of ${configuration} was written` })
    }
    const authority = authorities[0] ?? ''
    if (webhooks.length > 0 && this.#trustedSince?.authority !== authority)
      this.#trustedSince = { authority, since: now() }
  }

  #secretPath(name?: string): string {
    const list = `/api/v1/namespaces/${encodeURIComponent(this.#options.namespace)}/secrets`
    return name === undefined ? list : `${list}/${encodeURIComponent(name)}`
  }

  #secretName(): string {
    return `Secret ${this.#options.namespace}/${this.#options.secret}`
  }
}

const WORDS = {
  'new-authority': 'a new certificate authority was made',
  'new-certificate': 'a new serving certificate was issued',
} as const

const bundleOf = (webhook: unknown): string =>
  splitPem(
    Buffer.from(wordOf(at(webhook, 'clientConfig', 'caBundle')), 'base64').toString('utf8'),
  ).join('')

const refused = (
  verb: string,
  what: string,
  { status, body }: { readonly status: number; readonly body: unknown },
): Error =>
  new Error(
    `could not ${verb} ${what}: HTTP ${status} ${wordOf(at(body, 'message'))}. unloop webhook manifests prints the rights that it needs.`,
  )

/** Looks again and again until the signal; a failure is logged, and what is served stays. */
export async function keepAll(
  own: OwnCertificates,
  { log, onPair, pause }: KeepOptions,
): Promise<void> {
  for (;;) {
    let waitMs = LOOK_MS
    try {
      const { pair, isSettled } = await own.keep()
      if (pair !== null) onPair(pair)
      if (!isSettled) waitMs = HURRY_MS
    } catch (error) {
      log({
        level: 'error',
        message: 'certificates could not be looked after',
        reason: reasonOf(error),
      })
      waitMs = HURRY_MS
    }
    if ((await pause(waitMs)) === 'stopped') return
  }
}

/** Also how soon a replica serves what another one has issued. */
const LOOK_MS = 30_000
const HURRY_MS = 2_000

/** Where new key pairs go, and how it is waited until the next look. */
export interface KeepOptions {
  readonly log: Log
  readonly onPair: (pair: KeyPair) => void
  readonly pause: (ms: number) => Promise<'elapsed' | 'stopped'>
}
