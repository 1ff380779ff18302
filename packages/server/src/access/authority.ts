import { isLoopback } from './loopback.ts'
import type { Oidc } from './oidc.ts'
import { allows, type Role } from './roles.ts'
import type { Sessions } from './sessions.ts'
import type { TokenReviews } from './token-review.ts'
import { bearer, type Tokens } from './tokens.ts'

export interface AuthorityOptions {
  /** The address that is listened on. */
  readonly listen: string
  readonly tokens: Tokens
  readonly sessions: Sessions
  readonly oidc: Oidc | null
  readonly reviews: TokenReviews | null
  readonly log: (line: string) => void
}

/** What a request brings along. */
export interface Credentials {
  readonly authorization: string
  readonly cookies: string
}

/** Decides who may do what, by whatever somebody shows. */
export class Authority {
  readonly #options: AuthorityOptions

  constructor(options: AuthorityOptions) {
    this.#options = options
  }

  /**
   * Whether everybody may. On a loopback address reading and sending telemetry need no token unless there is one of that
   * role, or people sign in; elsewhere everything does. Changing something always does.
   */
  isOpen(role: Role, listen = this.#options.listen): boolean {
    const { tokens, oidc, reviews } = this.#options
    if (role === 'write' || !isLoopback(listen) || tokens.has(role)) return false
    return reviews === null && (oidc === null || role === 'ingest')
  }

  /** Null where a request may do what it wants, else why not. */
  async denied(role: Role, { authorization, cookies }: Credentials): Promise<string | null> {
    const { tokens, sessions } = this.#options
    if (this.isOpen(role) || tokens.allow(authorization, role)) return null
    if (role !== 'ingest' && sessions.allow(cookies, role)) return null
    const token = bearer(authorization)
    if (token !== null && (await this.#isVouchedFor(token, role))) return null
    const way =
      this.#options.oidc === null || role === 'ingest' ? '' : 'Sign in at /auth/login. Else this'
    return `${way || 'This'} needs a bearer token of the role ${role} in the header Authorization.`
  }

  /** As `denied` on another address, by the tokens alone that this server was given. */
  deniedAtOnce(role: Role, authorization: string, listen: string): string | null {
    if (this.isOpen(role, listen) || this.#options.tokens.allow(authorization, role)) return null
    return `This needs a bearer token of the role ${role} in the header Authorization.`
  }

  /** Whether somebody else knows the token and lets its owner do that. */
  async #isVouchedFor(token: string, role: Role): Promise<boolean> {
    const { oidc, reviews, log } = this.#options
    if (oidc !== null && role !== 'ingest') {
      const has = await oidc.roleOfToken(token)
      if (has !== null && allows(has, role)) return true
    }
    if (reviews === null) return false
    try {
      return await reviews.allow(token, role)
    } catch (error) {
      log(
        `A token could not be reviewed: ${error instanceof Error ? error.message : String(error)}`,
      )
      return false
    }
  }
}
