import type { Alertmanager } from '../alertmanager.ts'
import { maskedConfig } from '../config/masked.ts'
import { getAlerts, getGroups, postAlerts } from './alerts.ts'
import { matchersOf, passes } from './filters.ts'
import { apiTime, json, RequestError } from './http.ts'
import { deleteSilence, getSilence, getSilences, postSilence } from './silences.ts'

/** What Alertmanager's API (v2) is answered from. */
export interface ApiOptions {
  readonly manager: Alertmanager
  readonly version: string
  /** The path that requests come under; that of the external address where none is given. */
  readonly base?: string
  /** Reads the configuration again. @throws {Error} why it can't be used */
  readonly reload?: () => Promise<void>
}

type Handler = (request: Request, url: URL) => Response | Promise<Response>

/** Alertmanager's API v2, for amtool and whatever else speaks it: a function from request to answer. */
export function alertmanagerApi(options: ApiOptions): (request: Request) => Promise<Response> {
  const { manager } = options
  const startedAt = manager.options.clock.now()
  const { base = new URL(manager.options.externalURL).pathname.replace(/\/$/, '') } = options
  const routes: Readonly<Record<string, Handler>> = {
    'GET /api/v2/status': () => status(options, startedAt),
    'GET /api/v2/receivers': (_, url) => receivers(manager, url.searchParams),
    'GET /api/v2/alerts': (_, url) => getAlerts(manager, url.searchParams),
    'POST /api/v2/alerts': (request) => postAlerts(manager, request),
    'GET /api/v2/alerts/groups': (_, url) => getGroups(manager, url.searchParams),
    'GET /api/v2/silences': (_, url) => getSilences(manager, url.searchParams),
    'POST /api/v2/silences': (request) => postSilence(manager, request),
    'GET /-/healthy': () => new Response('OK'),
    'HEAD /-/healthy': () => new Response(null),
    'GET /-/ready': () => new Response('OK'),
    'HEAD /-/ready': () => new Response(null),
    'POST /-/reload': () => reload(options),
  }
  return async (request) => {
    const url = new URL(request.url)
    const path = url.pathname.startsWith(`${base}/`)
      ? url.pathname.slice(base.length)
      : url.pathname
    try {
      return await answer(manager, routes, { request, url, path })
    } catch (error) {
      if (error instanceof RequestError) return json(error.message, error.status)
      throw error
    }
  }
}

/** Finds the handler of a request. Paths with an id and those of version 1 are told by their form. */
async function answer(
  manager: Alertmanager,
  routes: Readonly<Record<string, Handler>>,
  { request, url, path }: { readonly request: Request; readonly url: URL; readonly path: string },
): Promise<Response> {
  const { method } = request
  const key = `${method} ${path}`
  const handler = Object.hasOwn(routes, key) ? routes[key] : undefined
  if (handler !== undefined) return handler(request, url)
  const id = /^\/api\/v2\/silence\/([^/]+)$/.exec(path)?.[1]
  if (id !== undefined && method === 'GET') return getSilence(manager, decodeURIComponent(id))
  if (id !== undefined && method === 'DELETE') return deleteSilence(manager, decodeURIComponent(id))
  if (path.startsWith('/api/v1/'))
    return json(
      {
        status: 'deprecated',
        error:
          'The Alertmanager v1 API was deprecated in version 0.16.0 and is removed as of version 0.28.0 - please use the equivalent route in the v2 API',
      },
      410,
    )
  const isKnown = Object.keys(routes).some((one) => one.endsWith(` ${path}`))
  return json(
    { code: isKnown ? 405 : 404, message: `path ${path} was not found` },
    isKnown ? 405 : 404,
  )
}

/** GET /status. Nothing is clustered; the configuration is shown without its secrets. */
function status({ manager, version }: ApiOptions, startedAt: number): Response {
  return json({
    cluster: { peers: [], status: 'disabled' },
    config: { original: maskedConfig(manager.options.config.original) },
    uptime: apiTime(startedAt),
    versionInfo: {
      branch: '',
      buildDate: '',
      buildUser: '',
      goVersion: '',
      revision: '',
      version: `unloop ${version}`,
    },
  })
}

/** GET /receivers */
function receivers(manager: Alertmanager, query: URLSearchParams): Response {
  const matchers = matchersOf(query, 'receiver_matchers')
  const { config } = manager.options
  return json(
    config.receivers
      .filter(({ labels }) => passes(matchers, labels))
      .map(({ name, labels }) => ({ name, labels })),
  )
}

/** POST /-/reload: 500 with the reason where the new configuration cannot be used, and the old one stays. */
async function reload(options: ApiOptions): Promise<Response> {
  if (options.reload === undefined)
    return new Response('reloading is not available\n', { status: 501 })
  try {
    await options.reload()
    return new Response(null, { status: 200 })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return new Response(`failed to reload config: ${message}\n`, { status: 500 })
  }
}
