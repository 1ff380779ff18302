import type { Context, MiddlewareHandler } from 'hono'
import { refusedOrigin, type GuardOptions } from '../access/guard.ts'
import type { BuiltPage, PageFile } from './built-page.ts'

/** The files of the page, and who may see them. */
export interface PageOptions {
  readonly page: BuiltPage
  readonly guard: GuardOptions
  /** True where reading needs no token: then the page's first question can be sent along with it. */
  readonly isOpen: boolean
}

/** The first part of the path of every view; the page itself reads the rest. */
export const VIEWS = [
  '',
  'i',
  'workloads',
  'pods',
  'nodes',
  'explore',
  'explain',
  'dashboards',
  'alerts',
  'silences',
  'settings',
  'gallery',
] as const

const OWN = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
const LOOKS = "script-src 'self'; style-src 'self'; img-src 'self' data:; worker-src 'self'; "
const POLICY = `${OWN}${LOOKS}connect-src 'self'`
/** What is dropped there stays there: the browser itself refuses every request. A worker has the policy of its own file. */
const DROP_POLICY = `${OWN}${LOOKS}connect-src 'none'`
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * The page and its files. They hold no data, so that they need no token, and a link in a chat may lead to them from another
 * site; only the name by which the server is reached is checked.
 */
export function servePage({ page, guard, isOpen }: PageOptions): MiddlewareHandler {
  return async (context, next) => {
    const { method, path } = context.req
    if (method !== 'GET' && method !== 'HEAD') return next()
    const found = placeOf(path)
    const file = found === null ? null : page.file(found.name)
    if (found === null || file === null) {
      await next()
      if (isUnknownPage(context)) notFoundPage(context, page)
      return undefined
    }
    const host = context.req.header('host') ?? ''
    const refusal = refusedOrigin({ host, origin: '', fetchSite: '' }, guard)
    if (refusal !== null) return context.json({ error: refusal }, 403)
    context.header('content-security-policy', found.name === 'index.html' ? POLICY : DROP_POLICY)
    context.header('cache-control', found.isAsset ? FOR_EVER : 'no-cache')
    if (isOpen) preload(context, path)
    return answer(context, file)
  }
}

function placeOf(path: string): { readonly name: string; readonly isAsset: boolean } | null {
  if (path.startsWith('/assets/')) return { name: path.slice(1), isAsset: true }
  if (path === '/drop') return { name: 'drop.html', isAsset: false }
  const [, first = ''] = path.split('/')
  return (VIEWS as readonly string[]).includes(first)
    ? { name: 'index.html', isAsset: false }
    : null
}

/** Whether a browser went to an address that is nothing here; what programs ask for stays JSON. */
function isUnknownPage({ req, res }: Context): boolean {
  if (res.status !== 404 && res.status !== 401) return false
  if (/^\/(?:api|alertmanager|v1|assets|metrics)(?:\/|$)/.test(req.path)) return false
  return (req.header('accept') ?? '').includes('text/html')
}

/** The page says by itself that there is no such one, and where all begins. */
function notFoundPage(context: Context, page: BuiltPage): void {
  const file = page.file('index.html')
  if (file === null) return
  context.header('content-security-policy', POLICY)
  context.header('cache-control', 'no-cache')
  context.header('www-authenticate', undefined)
  context.res = answer(context, file, 404)
}

/** What the page asks first is on its way before its program is read. */
function preload(context: Context, path: string): void {
  const id = /^\/i\/([\w%.~-]+)$/.exec(path)?.[1]
  const question = path === '/' ? '?limit=5000' : id === undefined ? null : `/${id}`
  if (question === null) return
  context.header(
    'link',
    `</api/unloop/v1/incidents${question}>; rel=preload; as=fetch; crossorigin=anonymous`,
  )
}

function answer(context: Context, file: PageFile, status: 200 | 404 = 200): Response {
  context.header('etag', file.etag)
  context.header('vary', 'accept-encoding')
  context.header('x-content-type-options', 'nosniff')
  context.header('referrer-policy', 'no-referrer')
  context.header('cross-origin-opener-policy', 'same-origin')
  if (status === 200 && context.req.header('if-none-match') === file.etag)
    return context.body(null, 304)
  context.header('content-type', file.type)
  const packed = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '')
    ? file.gzipped()
    : null
  if (packed !== null) context.header('content-encoding', 'gzip')
  return context.body(packed ?? file.bytes, status)
}
