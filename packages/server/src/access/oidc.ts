import { randomBytes } from 'node:crypto'
import type { Configuration } from 'openid-client'
import type { JWTVerifyGetKey } from 'jose'
import type { Role } from './roles.ts'

/** A provider of OpenID Connect, and whom it names may do what. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  /** Absent for a public client: PKCE is used in any case. */
  readonly clientSecret?: string
  /** Groups or addresses of e-mail; `*` is everybody whom the provider lets in. */
  readonly readers: readonly string[]
  readonly writers: readonly string[]
}

/** What has to come back unchanged: a code that somebody else got is of no use here. */
interface Attempt {
  readonly verifier: string
  readonly nonce: string
  readonly redirectUri: string
  readonly returnTo: string
  readonly untilMs: number
}

interface Provider {
  readonly config: Configuration
  readonly keys: JWTVerifyGetKey
}

type Claims = Readonly<Record<string, unknown>>

/** Attempts to sign in are forgotten after ten minutes, and bounded in number: anybody can begin one. */
const ATTEMPT_MS = 600_000
const MOST = 1_000
/** `groups` is not standard; providers that do not know it ignore it or are set up to send the claim. */
const SCOPE = 'openid email profile groups'

/** Signs people in by a provider: by the browser with a code, or by an ID token that a program carries. */
export class Oidc {
  readonly #settings: OidcSettings
  readonly #now: () => number
  readonly #attempts = new Map<string, Attempt>()
  #provider: Promise<Provider> | null = null

  constructor(settings: OidcSettings, now: () => number) {
    this.#settings = settings
    this.#now = now
  }

  /** Where a browser goes to sign in, and the secret that binds the answer to it. Rejects where the provider is away. */
  async begin(redirectUri: string, returnTo: string): Promise<{ url: string; state: string }> {
    const client = await import('openid-client')
    const { config } = await this.#ready()
    const verifier = client.randomPKCECodeVerifier()
    const [nonce, state] = [client.randomNonce(), randomBytes(24).toString('base64url')]
    const { scopes_supported: known } = config.serverMetadata()
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: SCOPE.split(' ')
        .filter((one) => one === 'openid' || known === undefined || known.includes(one))
        .join(' '),
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      nonce,
      state,
    })
    const [oldest] = this.#attempts.keys()
    if (this.#attempts.size >= MOST && oldest !== undefined) this.#attempts.delete(oldest)
    const untilMs = this.#now() + ATTEMPT_MS
    this.#attempts.set(state, { verifier, nonce, redirectUri, returnTo, untilMs })
    return { url: url.href, state }
  }

  /**
   * What the provider's answer lets the browser do. Rejects where the answer is not that of an attempt that this browser
   * began, or the provider does not stand by it.
   */
  async finish(
    query: string,
    state: string,
  ): Promise<{ readonly role: Role | null; readonly returnTo: string }> {
    const attempt = this.#attempts.get(state)
    this.#attempts.delete(state)
    if (attempt === undefined || attempt.untilMs < this.#now())
      throw new RangeError('This attempt to sign in is over. Begin again.')
    const client = await import('openid-client')
    const { config } = await this.#ready()
    const answer = new URL(attempt.redirectUri)
    answer.search = query
    const tokens = await client.authorizationCodeGrant(config, answer, {
      pkceCodeVerifier: attempt.verifier,
      expectedNonce: attempt.nonce,
      expectedState: state,
      idTokenExpected: true,
    })
    return { role: this.#roleOf((tokens.claims() ?? {}) as Claims), returnTo: attempt.returnTo }
  }

  /** The role of an ID token of the provider for this client; null for any other text. */
  async roleOfToken(token: string): Promise<Role | null> {
    // Three parts, parted by dots: others are not looked at.
    if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return null
    const { issuer, clientId } = this.#settings
    try {
      const { jwtVerify } = await import('jose')
      const { keys } = await this.#ready()
      const { payload } = await jwtVerify(token, keys, { issuer, audience: clientId })
      return this.#roleOf(payload)
    } catch {
      return null
    }
  }

  #roleOf(claims: Claims): Role | null {
    const groups = Array.isArray(claims['groups']) ? claims['groups'] : [claims['groups']]
    const email = claims['email_verified'] === false ? [] : [claims['email']]
    const names = new Set([...groups, ...email].filter((one) => typeof one === 'string'))
    const isAmong = (list: readonly string[]): boolean =>
      list.some((one) => one === '*' || names.has(one))
    if (isAmong(this.#settings.writers)) return 'write'
    return isAmong(this.#settings.readers) ? 'read' : null
  }

  /** Asks the provider what it can do, again where that failed. */
  #ready(): Promise<Provider> {
    this.#provider ??= this.#discover().catch((error: unknown) => {
      this.#provider = null
      throw error
    })
    return this.#provider
  }

  async #discover(): Promise<Provider> {
    const [client, jose] = await Promise.all([import('openid-client'), import('jose')])
    const { issuer, clientId, clientSecret } = this.#settings
    const url = new URL(issuer)
    const execute = url.protocol === 'http:' ? [client.allowInsecureRequests] : []
    const config = await client.discovery(url, clientId, clientSecret, undefined, { execute })
    const { jwks_uri: keys } = config.serverMetadata()
    if (keys === undefined) throw new Error(`${issuer} names no keys (jwks_uri).`)
    return { config, keys: jose.createRemoteJWKSet(new URL(keys)) }
  }
}
