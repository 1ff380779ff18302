import { sh } from '@unloop/engine/commands'
import { parseLockInfo } from '../info.ts'
import type { Machine } from '../machine.ts'
import { DEFAULT_WORKSPACE, setting, type Place } from '../place/place.ts'
import { httpCall, type HttpAnswer } from './http-call.ts'
import {
  isFree,
  isHeld,
  notRead,
  UUID,
  type Backend,
  type LockReading,
  type WorkspaceSettings,
} from './backend.ts'

/**
 * internal/backend/remote-state/consul/client.go: PATH/.lock is held by a session with a TTL of 15 s that the run renews, and
 * PATH/.lockinfo holds the JSON, whose ID is the session's since 0.13 (before, the session stands in Info). Consul ends a session
 * that is not renewed at the latest after twice its TTL (developer.hashicorp.com/consul/docs/dynamic-app-config/sessions): a
 * session that is there has a run that renews it.
 */
export const consul: Backend = {
  type: 'consul',
  says: [
    /consul (?:lock|CAS|session)/i,
    /failed to (?:acquire|read) lock: Unexpected response code/,
  ],
  idForm: UUID,
  idIs: 'the ID of the Consul session that holds the lock',
  prints: 'holder',
  unlocking: {
    by: 'force-unlock',
    guard:
      'force-unlock destroys the session with this ID, and with it every lock that the session holds.',
  },
  lockPath: pathOf,
  stateName: (given) => `consul: ${pathOf(given)}`,
  read,
  byHand: (_given, info) =>
    info === null || info.id === ''
      ? ['consul lock sessions are listed at /v1/session/list']
      : [sh`curl -X PUT "$CONSUL_HTTP_ADDR"/v1/session/destroy/${info.id}`],
}

function pathOf({ settings, workspace }: WorkspaceSettings): string {
  return setting(settings, 'path') + (workspace === DEFAULT_WORKSPACE ? '' : `-env:${workspace}`)
}

async function read(place: Place, machine: Machine): Promise<LockReading> {
  const { settings } = place.backend
  const path = pathOf({ settings, workspace: place.workspace, env: machine.env }).replace(
    /\/+$/,
    '',
  )
  const get = (rest: string): Promise<HttpAnswer> => consulGet(place, machine, rest)
  const key = path.split('/').map(encodeURIComponent).join('/')
  const lock = await get(`/v1/kv/${key}/.lock`)
  if (lock.kind === 'failed') return notRead(`Consul could not be asked: ${lock.why}.`)
  if (lock.status === 404) return isFree(`Consul has no key ${path}/.lock.`)
  if (lock.status !== 200)
    return notRead(`Consul answered with status ${lock.status} when asked for ${path}/.lock.`)
  const session = sessionOf(lock.body)
  if (session === null) return isFree(`No session holds the key ${path}/.lock.`)
  const stored = await get(`/v1/kv/${key}/.lockinfo?raw`)
  const info =
    stored.kind === 'answered' && stored.status === 200 ? parseLockInfo(stored.body) : null
  const known = await get(`/v1/session/info/${session}`)
  const isThere = known.kind === 'answered' && known.status === 200 && known.body.includes(session)
  return {
    ...isHeld(
      info === null ? null : { ...info, id: session },
      `Consul's session ${session} holds ${path}/.lock.`,
    ),
    liveness: isThere ? 'alive' : 'unknown',
    ...(isThere
      ? {
          evidence: [
            `Consul's session ${session} holds ${path}/.lock and is still renewed: its run lives, for a session that is not renewed is ended within half a minute.`,
          ],
        }
      : {}),
  }
}

function sessionOf(body: string): string | null {
  try {
    const [pair] = JSON.parse(body) as readonly { readonly Session?: unknown }[]
    return typeof pair?.Session === 'string' && UUID.test(pair.Session) ? pair.Session : null
  } catch {
    return null
  }
}

/** Address and token come from the settings, else from CONSUL_HTTP_ADDR and CONSUL_HTTP_TOKEN, as Consul's own client has it. */
function consulGet(
  { backend: { settings } }: Place,
  { env }: Machine,
  path: string,
): Promise<HttpAnswer> {
  const address = setting(settings, 'address') || env['CONSUL_HTTP_ADDR'] || '127.0.0.1:8500'
  const scheme =
    setting(settings, 'scheme') || (env['CONSUL_HTTP_SSL'] === 'true' ? 'https' : 'http')
  const base = /^https?:\/\//.test(address) ? address : `${scheme}://${address}`
  const token = setting(settings, 'access_token') || env['CONSUL_HTTP_TOKEN'] || ''
  const datacenter = setting(settings, 'datacenter')
  const query =
    datacenter === '' ? '' : `${path.includes('?') ? '&' : '?'}dc=${encodeURIComponent(datacenter)}`
  return httpCall({
    method: 'GET',
    url: `${base.replace(/\/+$/, '')}${path}${query}`,
    headers: token === '' ? {} : { 'X-Consul-Token': token },
    login: setting(settings, 'http_auth') || env['CONSUL_HTTP_AUTH'] || null,
    ca: null,
    isUnchecked: false,
  })
}
