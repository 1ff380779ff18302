import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import type { Authority, Credentials } from '../access/authority.ts'
import { refusedOrigin, type GuardOptions } from '../access/guard.ts'
import { tail } from '../api/tail.ts'
import { tailQuery } from '../api/schemas.ts'
import { unloopApi, type ApiOptions } from '../api/api.ts'
import type { BuiltPage } from '../page/built-page.ts'
import { servePage } from '../page/serve-page.ts'
import { maskedAnswers } from './masked-answers.ts'

export interface AppOptions extends ApiOptions {
  readonly guard: GuardOptions
  readonly authority: Pick<Authority, 'denied' | 'isOpen'>
  /** How browsers are let in; before the checks, which it makes by itself. */
  readonly login: Hono
  /** Null while it can answer, else why it cannot. */
  readonly notReady: () => string | null
  readonly metrics: () => Promise<string>
  /** The web page; null where only the API is served. */
  readonly page: BuiltPage | null
  /** Further routes under `/api`, behind the same checks. */
  readonly routes: readonly Hono[]
}

const MAX_UPLOAD = 32 << 20
/** Questions at once: each may take memory and time of the engine. */
const MAX_QUESTIONS = 32
const PUBLIC = new Set(['/healthz', '/readyz'])

/** Everything that is answered over HTTP but telemetry; tests call it without a socket. */
export function makeApp(options: AppOptions): Hono {
  const app = new Hono()
  let questions = 0
  app.route('/', options.login)
  if (options.page !== null)
    app.use(
      servePage({
        page: options.page,
        guard: options.guard,
        isOpen: options.authority.isOpen('read'),
      }),
    )
  app.use(maskedAnswers)
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      xFrameOptions: 'DENY',
      referrerPolicy: 'no-referrer',
      crossOriginResourcePolicy: 'same-origin',
    }),
  )
  app.get('/healthz', (context) => context.text('ok\n'))
  app.get('/readyz', (context) => {
    const why = options.notReady()
    return why === null ? context.text('ok\n') : context.text(`${why}\n`, 503)
  })
  app.use(async (context, next) => {
    if (PUBLIC.has(context.req.path)) return next()
    const refusal = refusedOrigin(originsOf(context), options.guard)
    if (refusal !== null) return context.json({ error: refusal }, 403)
    const missing = await options.authority.denied('read', credentialsOf(context))
    if (missing !== null) {
      context.header('www-authenticate', 'Bearer')
      return context.json({ error: missing }, 401)
    }
    return next()
  })
  app.get('/metrics', async (context) =>
    context.text(await options.metrics(), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    }),
  )
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: MAX_UPLOAD,
      onError: (context) =>
        context.json({ error: `A text has at most ${MAX_UPLOAD >> 20} MiB.` }, 413),
    }),
  )
  app.get('/api/unloop/v1/logs/tail', (context) => {
    const query = tailQuery.safeParse(context.req.query())
    if (!query.success)
      return context.json(
        { error: query.error.issues[0]?.message ?? 'The query is not understood.' },
        400,
      )
    try {
      return tail(context, options.queries, query.data)
    } catch (error) {
      return context.json({ error: error instanceof Error ? error.message : 'not understood' }, 400)
    }
  })
  app.use('/api/*', async (context, next) => {
    if (questions >= MAX_QUESTIONS) {
      context.header('retry-after', '1')
      return context.json({ error: 'Too many questions at once. Try again in a moment.' }, 429)
    }
    questions++
    try {
      return await next()
    } finally {
      questions--
    }
  })
  app.route('/', unloopApi(options))
  for (const routes of options.routes) app.route('/', routes)
  app.notFound((context) => context.json({ error: `There is no ${context.req.path} here.` }, 404))
  return app
}

/** What a request brings along. */
export function credentialsOf(context: Context): Credentials {
  return {
    authorization: context.req.header('authorization') ?? '',
    cookies: context.req.header('cookie') ?? '',
  }
}

function originsOf(context: Context) {
  return {
    host: context.req.header('host') ?? '',
    origin: context.req.header('origin') ?? '',
    fetchSite: context.req.header('sec-fetch-site') ?? '',
  }
}
