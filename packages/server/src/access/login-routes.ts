import { Hono, type Context } from 'hono'
import { refusedOrigin, type GuardOptions } from './guard.ts'
import type { Oidc } from './oidc.ts'
import { cookieOf, type Sessions } from './sessions.ts'

export interface LoginOptions {
  readonly sessions: Sessions
  readonly oidc: Oidc | null
  readonly guard: GuardOptions
  /** It speaks TLS itself. */
  readonly isTls: boolean
  readonly log: (line: string) => void
}

/** Binds an attempt to the browser that began it, against a login that somebody else began. */
const ATTEMPT_COOKIE = 'unloop_login'
const CALLBACK = '/auth/callback'

/**
 * How browsers are let in: by a key in the opened address that is good for once (`?login=`), or by the provider of
 * OpenID Connect. They come before the checks of origin, as the way back from a provider is one from another site; the
 * name by which the server is reached is checked here too.
 */
export function loginRoutes(options: LoginOptions): Hono {
  const { sessions, oidc, guard } = options
  const app = new Hono()
  app.use(async (context, next) => {
    const key = context.req.method === 'GET' ? context.req.query('login') : undefined
    if (key === undefined) return next()
    const refusal = refusedHost(context, guard)
    if (refusal !== null) return refusal
    const role = sessions.redeem(key)
    if (role !== null)
      context.header('set-cookie', sessions.open(role, { isSecure: isSecure(context, options) }))
    const to = new URL(context.req.url)
    to.searchParams.delete('login')
    return moved(context, ownPath(to.pathname + to.search))
  })
  if (oidc !== null) addOidc(app, { ...options, oidc })
  app.post('/auth/logout', (context) => {
    const refusal = refusedOrigin(
      {
        host: context.req.header('host') ?? '',
        origin: context.req.header('origin') ?? '',
        fetchSite: context.req.header('sec-fetch-site') ?? '',
      },
      guard,
    )
    if (refusal !== null) return context.json({ error: refusal }, 403)
    context.header('set-cookie', sessions.close(context.req.header('cookie') ?? ''))
    return context.body(null, 204)
  })
  return app
}

function addOidc(app: Hono, options: LoginOptions & { readonly oidc: Oidc }): void {
  const { sessions, oidc, guard, log } = options
  app.get('/auth/login', async (context) => {
    const refusal = refusedHost(context, guard)
    if (refusal !== null) return refusal
    const secure = isSecure(context, options)
    const back = `${secure ? 'https' : 'http'}://${context.req.header('host') ?? ''}${CALLBACK}`
    try {
      const { url, state } = await oidc.begin(back, ownPath(context.req.query('return') ?? '/'))
      context.header('set-cookie', attemptCookie(state, secure))
      return moved(context, url)
    } catch (error) {
      log(`The provider of sign-ins does not answer: ${wordsOf(error)}`)
      return context.json(
        { error: 'The provider of sign-ins does not answer. Try again later.' },
        503,
      )
    }
  })
  app.get(CALLBACK, async (context) => {
    const refusal = refusedHost(context, guard)
    if (refusal !== null) return refusal
    const state = cookieOf(context.req.header('cookie') ?? '', ATTEMPT_COOKIE) ?? ''
    try {
      const { role, returnTo } = await oidc.finish(new URL(context.req.url).search, state)
      if (role === null)
        return context.json(
          { error: 'You are signed in, and nobody has let you in here: ask for --oidc-read.' },
          403,
        )
      const secure = isSecure(context, options)
      context.header('set-cookie', sessions.open(role, { isSecure: secure }))
      return moved(context, returnTo)
    } catch (error) {
      log(`A sign-in failed: ${wordsOf(error)}`)
      return context.json({ error: 'The sign-in failed. Begin again at /auth/login.' }, 401)
    }
  })
}

/** It must come back from the provider's site, which `Strict` would not let it. */
function attemptCookie(state: string, secure: boolean): string {
  return `${ATTEMPT_COOKIE}=${state}; Path=/auth/; HttpOnly; SameSite=Lax; Max-Age=600${secure ? '; Secure' : ''}`
}

function refusedHost(context: Context, guard: GuardOptions): Response | null {
  const host = context.req.header('host') ?? ''
  const refusal = refusedOrigin({ host, origin: '', fetchSite: '' }, guard)
  return refusal === null ? null : context.json({ error: refusal }, 403)
}

/** HTTPS here, or at the proxy before it. */
function isSecure(context: Context, { isTls }: LoginOptions): boolean {
  return isTls || context.req.header('x-forwarded-proto') === 'https'
}

/** A path of this server, and nothing that a browser takes for another one. */
function ownPath(text: string): string {
  return /^\/(?![/\\])[^\\\s]*$/.test(text) ? text : '/'
}

/** 303, so that a form is not posted again; neither the address nor the answer is kept anywhere. */
function moved(context: Context, to: string): Response {
  context.header('cache-control', 'no-store')
  context.header('referrer-policy', 'no-referrer')
  return context.redirect(to, 303)
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
