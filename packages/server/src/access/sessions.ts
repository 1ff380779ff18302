import { createHash, randomBytes } from 'node:crypto'
import { allows, type Role } from './roles.ts'

/** The cookie of a browser that was let in. */
const SESSION_COOKIE = 'unloop_session'
/** A working day: afterwards the provider is asked again. */
const SESSION_MS = 12 * 3_600_000
const MOST = 10_000

interface Held {
  readonly role: Role
  readonly untilMs: number
}

/** Browsers that were let in, and keys that let one in once. All of it ends with the process. */
export class Sessions {
  readonly #now: () => number
  /** By the hash of the cookie's value. */
  readonly #held = new Map<string, Held>()
  readonly #once = new Map<string, Role>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** A key that lets in whoever comes with it first. */
  invite(role: Role): string {
    const key = randomBytes(24).toString('base64url')
    this.#once.set(digest(key), role)
    return key
  }

  /** The role that a key gives; null where there is none, or it was used. */
  redeem(key: string): Role | null {
    const hash = digest(key)
    const role = this.#once.get(hash) ?? null
    this.#once.delete(hash)
    return role
  }

  /** Lets a browser in; gives the value of `Set-Cookie`. Pages of other sites cannot make it send the cookie. */
  open(role: Role, { isSecure }: { readonly isSecure: boolean }): string {
    const value = randomBytes(32).toString('base64url')
    const [oldest] = this.#held.keys()
    if (this.#held.size >= MOST && oldest !== undefined) this.#held.delete(oldest)
    this.#held.set(digest(value), { role, untilMs: this.#now() + SESSION_MS })
    const secure = isSecure ? '; Secure' : ''
    return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${SESSION_MS / 1_000}${secure}`
  }

  /** Forgets a browser; gives the value of `Set-Cookie` that makes it forget too. */
  close(cookies: string): string {
    const value = cookieOf(cookies, SESSION_COOKIE)
    if (value !== null) this.#held.delete(digest(value))
    return `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`
  }

  /** Whether a `Cookie` header is of a browser that may do that. */
  allow(cookies: string, role: Role): boolean {
    const value = cookieOf(cookies, SESSION_COOKIE)
    const held = value === null ? undefined : this.#held.get(digest(value))
    return held !== undefined && held.untilMs > this.#now() && allows(held.role, role)
  }
}

/** The value of a cookie in a `Cookie` header; null where it is not there. */
export function cookieOf(cookies: string, name: string): string | null {
  for (const pair of cookies.split(';')) {
    const [key, ...value] = pair.trim().split('=')
    if (key === name) return value.join('=')
  }
  return null
}

/** Sessions are kept by their digest, so that memory holds no cookie that could be used. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
