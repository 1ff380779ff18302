import { sh } from '@unloop/engine/commands'
import { ClusterApi, isSourceError } from '@unloop/sources'
import { isSameHost } from '../hosts.data.ts'
import { hostOf, parseLockInfo } from '../info.ts'
import type { Machine } from '../machine.ts'
import { flag, setting, type Place, type Settings } from '../place/place.ts'
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
 * internal/backend/remote-state/kubernetes/client.go: the lock is the Lease lock-tfstate-WORKSPACE-SUFFIX, whose holderIdentity is
 * the lock's ID, with the JSON in the annotation app.terraform.io/lock-info. It is never renewed: a run that was killed leaves it
 * for ever.
 */
export const kubernetes: Backend = {
  type: 'kubernetes',
  says: [/already locked by another (?:terraform|tofu|opentf) client/],
  idForm: UUID,
  idIs: 'a UUID, the holderIdentity of the Lease',
  prints: 'holder',
  unlocking: {
    by: 'force-unlock',
    guard: 'force-unlock reads the Lease again and clears it only if its holder is still this ID.',
  },
  lockPath: () => null,
  stateName: (given) => `Secret ${namespaceOf(given)}/${secretOf(given)}`,
  read,
  byHand: (given) => [
    sh`kubectl -n ${namespaceOf(given)} get lease lock-${secretOf(given)} -o yaml`,
    sh`kubectl -n ${namespaceOf(given)} delete lease lock-${secretOf(given)}`,
  ],
}

const namespaceOf = ({ settings, env }: WorkspaceSettings): string =>
  setting(settings, 'namespace') || env['KUBE_NAMESPACE'] || 'default'

const secretOf = ({ settings, workspace }: WorkspaceSettings): string =>
  `tfstate-${workspace}-${setting(settings, 'secret_suffix')}`

interface Lease {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> }
  readonly spec?: { readonly holderIdentity?: string | null }
}

async function read(place: Place, machine: Machine): Promise<LockReading> {
  const { settings } = place.backend
  const given = { settings, workspace: place.workspace, env: machine.env }
  const name = `Lease ${namespaceOf(given)}/lock-${secretOf(given)}`
  const way = wayOf(settings, machine)
  if (way === null)
    return notRead(
      `The backend logs in without a kubeconfig (host, token or in_cluster_config), so that the ${name} was not looked at.`,
    )
  try {
    const api = new ClusterApi(way)
    try {
      return await readLock(api, {
        name,
        namespace: namespaceOf(given),
        lease: `lock-${secretOf(given)}`,
        own: machine.hostname,
      })
    } finally {
      api.close()
    }
  } catch (error) {
    if (!isSourceError(error)) throw error
    return notRead(`The ${name} could not be read: ${error.message}`)
  }
}

/** As the backend finds its cluster: config_path, config_paths, KUBE_CONFIG_PATH(S), and not KUBECONFIG. */
function wayOf(
  settings: Settings,
  { env }: Machine,
): { readonly kubeconfig: string; readonly context?: string; readonly env: Machine['env'] } | null {
  if (flag(settings, 'in_cluster_config') || env['KUBE_IN_CLUSTER_CONFIG'] === 'true') return null
  const listed = settings['config_paths']
  const first = Array.isArray(listed) && typeof listed[0] === 'string' ? listed[0] : ''
  const path =
    setting(settings, 'config_path') ||
    first ||
    env['KUBE_CONFIG_PATH'] ||
    (env['KUBE_CONFIG_PATHS'] ?? '').split(':')[0] ||
    ''
  if (path === '') return null
  const context = setting(settings, 'config_context') || env['KUBE_CTX'] || ''
  const kubeconfig = path.replace(/^~(?=\/)/, env['HOME'] ?? '~')
  return { kubeconfig, env, ...(context === '' ? {} : { context }) }
}

interface Asked {
  readonly name: string
  readonly namespace: string
  readonly lease: string
  /** The name of this machine, of which its processes tell more than a pod does. */
  readonly own: string
}

async function readLock(
  api: ClusterApi,
  { name, namespace, lease, own }: Asked,
): Promise<LockReading> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/leases/${encodeURIComponent(lease)}`
  const { status, body } = await api.send({ method: 'GET', path })
  if (status === 404) return isFree(`There is no ${name}.`)
  if (status !== 200)
    return notRead(`The API server answered with status ${status} when asked for the ${name}.`)
  const { metadata, spec } = body as Lease
  const holder = spec?.holderIdentity ?? ''
  if (holder === '') return isFree(`The ${name} has no holder.`)
  const info = parseLockInfo(metadata?.annotations?.['app.terraform.io/lock-info'] ?? '')
  const held = isHeld(
    info === null ? null : { ...info, id: holder },
    `The ${name} has the holder ${holder}.`,
  )
  const host = info === null ? null : hostOf(info.who)
  const pod = host === null || isSameHost(host, own) ? null : await podOf(api, host)
  return pod === null
    ? held
    : { ...held, liveness: pod.liveness, evidence: [...held.evidence, pod.says] }
}

interface Pods {
  readonly items?: readonly {
    readonly metadata?: { readonly name?: string; readonly namespace?: string }
    readonly status?: { readonly phase?: string }
  }[]
}

/** Runs in a cluster are named after their pod: one that still runs may hold the lock. */
async function podOf(
  api: ClusterApi,
  host: string,
): Promise<{ readonly liveness: LockReading['liveness']; readonly says: string } | null> {
  if (!/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(host)) return null
  const selector = encodeURIComponent(`metadata.name=${host}`)
  const { status, body } = await api.send({
    method: 'GET',
    path: `/api/v1/pods?fieldSelector=${selector}`,
  })
  if (status !== 200) return null
  const found = (body as Pods).items?.[0]
  if (found === undefined)
    return { liveness: 'unknown', says: `No pod of this cluster is called ${host}.` }
  const where = `The pod ${found.metadata?.namespace}/${host}`
  return found.status?.phase === 'Running'
    ? { liveness: 'possible', says: `${where}, which took the lock, is still running.` }
    : {
        liveness: 'unknown',
        says: `${where}, which took the lock, is ${found.status?.phase ?? 'gone'}.`,
      }
}
