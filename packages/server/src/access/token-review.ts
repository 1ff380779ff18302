import { createHash } from 'node:crypto'
import type { ClusterApi } from '@unloop/sources'
import type { Role } from './roles.ts'

/** The verb on the non-resource URL `/unloop` that a role needs. */
const VERBS: Readonly<Record<Role, string>> = { read: 'get', write: 'update', ingest: 'create' }
const PATH = '/unloop'
/** A token that is revoked works for so long at most; without it each request would ask the API server. */
const REMEMBERED_MS = 60_000
const MOST = 10_000

interface User {
  readonly username: string
  readonly uid?: string
  readonly groups?: readonly string[]
  readonly extra?: Readonly<Record<string, unknown>>
}

type Sender = Pick<ClusterApi, 'send'>

/**
 * Lets in whom the cluster knows and allows: a token is reviewed (TokenReview), and whoever it belongs to needs a verb on
 * the non-resource URL `/unloop` (SubjectAccessReview): get to read, update to change, create to send telemetry.
 */
export class TokenReviews {
  readonly #api: Sender
  readonly #now: () => number
  readonly #known = new Map<string, { readonly isAllowed: boolean; readonly untilMs: number }>()

  constructor(api: Sender, now: () => number) {
    this.#api = api
    this.#now = now
  }

  /** Rejects where the API server does not answer, or does not let this be asked. */
  async allow(token: string, role: Role): Promise<boolean> {
    const key = createHash('sha256').update(`${role} ${token}`).digest('base64')
    const known = this.#known.get(key)
    if (known !== undefined && known.untilMs > this.#now()) return known.isAllowed
    const user = await this.#userOf(token)
    const isAllowed = user !== null && (await this.#may(user, VERBS[role]))
    const [oldest] = this.#known.keys()
    if (this.#known.size >= MOST && oldest !== undefined) this.#known.delete(oldest)
    this.#known.set(key, { isAllowed, untilMs: this.#now() + REMEMBERED_MS })
    return isAllowed
  }

  async #userOf(token: string): Promise<User | null> {
    const { status } = await this.#review('/apis/authentication.k8s.io/v1/tokenreviews', {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenReview',
      spec: { token },
    })
    const { authenticated, user } = status as { authenticated?: boolean; user?: User }
    return authenticated === true && user !== undefined ? user : null
  }

  async #may({ username, uid, groups, extra }: User, verb: string): Promise<boolean> {
    const { status } = await this.#review('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user: username,
        nonResourceAttributes: { path: PATH, verb },
        ...(uid === undefined ? {} : { uid }),
        ...(groups === undefined ? {} : { groups }),
        ...(extra === undefined ? {} : { extra }),
      },
    })
    return (status as { allowed?: boolean }).allowed === true
  }

  async #review(path: string, body: object): Promise<{ readonly status: object }> {
    const answer = await this.#api.send({ method: 'POST', path, body })
    const status = (answer.body as { status?: object } | null)?.status
    if (answer.status >= 300 || typeof status !== 'object')
      throw new Error(`The API server answered ${answer.status} to ${path}.`)
    return { status }
  }
}
