import { createHash, timingSafeEqual } from 'node:crypto'
import { allows, type Role } from './roles.ts'

/** A bearer token and what it lets do. */
export interface Token {
  readonly role: Role
  readonly token: string
}

/** The first word of a line of the token file. */
const ROLES: readonly string[] = ['read', 'write', 'ingest']
/** A shorter token can be guessed. */
const MIN_LENGTH = 16

/** A line that is no token; `line` counts from 1. */
export class TokenFileError extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

/** `ROLE TOKEN` a line; empty lines and those that begin with # are passed over. */
export function parseTokens(text: string): Token[] {
  return text.split('\n').flatMap((raw, index) => {
    const words = raw.trim().split(/\s+/)
    if (words[0] === '' || words[0]!.startsWith('#')) return []
    const [role = '', token = '', ...more] = words
    if (!ROLES.includes(role) || more.length > 0)
      throw new TokenFileError(
        index + 1,
        'A line is a role (read, write or ingest), a space and a token.',
      )
    if (token.length < MIN_LENGTH)
      throw new TokenFileError(index + 1, `A token has at least ${MIN_LENGTH} characters.`)
    return [{ role: role as Role, token }]
  })
}

/** Knows tokens by their hashes, compared in a time that tells nothing. */
export class Tokens {
  readonly #known: readonly { readonly role: Role; readonly hash: Buffer }[]

  constructor(tokens: readonly Token[]) {
    this.#known = tokens.map(({ role, token }) => ({ role, hash: digest(token) }))
  }

  has(role: Role): boolean {
    return this.#known.some((one) => allows(one.role, role))
  }

  /** Whether an `Authorization` header, or a cookie's value, allows that. */
  allow(authorization: string, role: Role): boolean {
    const token = bearer(authorization)
    if (token === null) return false
    const hash = digest(token)
    let isAllowed = false
    for (const one of this.#known)
      if (timingSafeEqual(one.hash, hash) && allows(one.role, role)) isAllowed = true
    return isAllowed
  }
}

/** The token of `Bearer T`, or the password of `Basic …`, which is what some shippers can send. */
export function bearer(authorization: string): string | null {
  const [scheme = '', value = ''] = authorization.trim().split(/\s+/)
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return null
  const pair = Buffer.from(value, 'base64').toString('utf8')
  return pair.slice(pair.indexOf(':') + 1)
}

/** Digests have one length, so that comparing them takes the same time for every token. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
