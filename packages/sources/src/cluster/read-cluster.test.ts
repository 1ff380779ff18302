import type { KubeObject, LogRequest, Snapshot } from '@unloop/engine/evidence'
import { afterEach, describe, expect, it } from 'vitest'
import { SourceError } from '../errors.ts'
import {
  startFakeApi,
  status,
  type FakeApi,
  type FakeApiOptions,
  type Override,
} from '../testing/fake-api.ts'
import {
  kubeconfigText,
  testFolder,
  type KubeconfigParts,
  type TestFolder,
} from '../testing/kubeconfig.ts'
import { TEST_TLS } from '../testing/tls.ts'
import type { ClusterOptions } from './options.ts'
import { readCluster } from './read-cluster.ts'
import type { Timing } from './timing.ts'

let api: FakeApi | null = null
let folder: TestFolder | null = null
afterEach(async () => {
  await api?.close()
  folder?.remove()
  api = null
  folder = null
})

const pod = (namespace: string, name: string, restarts = 0): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    namespace,
    name,
    managedFields: [{ manager: 'kubelet', time: '2026-11-20T09:00:00Z' }],
  },
  spec: { containers: [{ name: 'api' }], nodeName: 'node-1' },
  status: {
    phase: 'Running',
    containerStatuses: [
      restarts === 0
        ? { name: 'api', ready: true, restartCount: 0, state: { running: {} } }
        : {
            name: 'api',
            ready: false,
            restartCount: restarts,
            containerID: `containerd://${restarts}`,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
          },
    ],
  },
})

/** Asks for both logs of every container that is not ready, as the engine does. */
const logsWanted = (snapshot: Snapshot): readonly LogRequest[] =>
  snapshot.objects
    .filter(
      ({ object }) => object.kind === 'Pod' && JSON.stringify(object).includes('CrashLoopBackOff'),
    )
    .map(({ object }) => ({
      namespace: object.metadata.namespace ?? '',
      pod: object.metadata.name ?? '',
      container: 'api',
      runs: ['previous', 'current'],
      why: 'failing',
    }))

/** Waiting costs nothing and is noted. */
const impatient = (): Timing & { readonly pauses: number[] } => {
  const pauses: number[] = []
  return { pauses, now: Date.now, sleep: async (ms) => void pauses.push(ms) }
}

interface Setup extends FakeApiOptions {
  readonly kubeconfig?: Partial<KubeconfigParts>
  readonly options?: Partial<ClusterOptions>
}

const read = async ({ kubeconfig, options, ...server }: Setup): Promise<Snapshot> => {
  api = await startFakeApi(server)
  folder = testFolder()
  const file = folder.write('config', kubeconfigText({ server: api.url, ...kubeconfig }))
  return readCluster({ kubeconfig: file, env: {}, logsWanted, timing: impatient(), ...options })
}

const failureOf = async (work: Promise<unknown>): Promise<SourceError> => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof SourceError) return error
  throw new Error(`a SourceError was expected, got ${String(error)}`)
}

const names = (snapshot: Snapshot, kind: string): readonly string[] =>
  snapshot.objects
    .filter(({ object }) => object.kind === kind)
    .map(({ object }) => `${object.metadata.namespace}/${object.metadata.name}`)

const onPath = (path: string, answer: (nth: number) => ReturnType<Override>): Override => {
  return (request) => (request.path === path ? answer(request.nth) : undefined)
}

const BROKEN = [pod('shop', 'web-1', 4), pod('calm', 'ok-1')]
const LOGS = {
  'shop/web-1/api': '2026 starting\n',
  'shop/web-1/api?previous': '2026 panic: boom\n',
}

describe('a healthy API server', () => {
  it('gives objects, logs of the failing container and the time of the server', async () => {
    const snapshot = await read({ objects: BROKEN, logs: LOGS })
    expect(snapshot.source).toEqual({
      kind: 'cluster',
      name: 'test',
      capturedAt: '2026-11-20T09:30:00Z',
    })
    expect(names(snapshot, 'Pod')).toEqual(['shop/web-1', 'calm/ok-1'])
    expect(snapshot.logs.map((log) => [log.run, log.text, log.origin.source])).toEqual([
      ['previous', '2026 panic: boom\n', 'logs/shop/web-1/api.previous.log'],
      ['current', '2026 starting\n', 'logs/shop/web-1/api.log'],
    ])
    expect(snapshot.objects[0]?.origin.source).toBe('/api/v1/namespaces/shop/pods/web-1')
    expect(snapshot.gaps).toEqual([])
  })

  it('only ever sends GET with the token, and reads configuration only where something is wrong', async () => {
    await read({ objects: BROKEN, logs: LOGS })
    const paths = api?.requests.map(({ path }) => path) ?? []
    expect(paths).toContain('/api/v1/namespaces/shop/configmaps')
    expect(paths.some((path) => path.includes('/namespaces/calm/'))).toBe(false)
    expect(new Set(api?.requests.map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer secret-token']),
    )
  })

  it('reads page by page', async () => {
    const objects = Array.from({ length: 1203 }, (_, i) => pod('shop', `web-${i}`))
    const snapshot = await read({ objects })
    expect(names(snapshot, 'Pod')).toHaveLength(1203)
    expect(api?.requests.filter(({ path }) => path === '/api/v1/pods')).toHaveLength(3)
  })

  it('starts a list again when its continue token has expired', async () => {
    const objects = Array.from({ length: 1203 }, (_, i) => pod('shop', `web-${i}`))
    const override: Override = ({ path, nth }) =>
      path === '/api/v1/pods' && nth === 2
        ? status(410, 'The provided continue parameter is too old')
        : undefined
    const snapshot = await read({ objects, override })
    expect(names(snapshot, 'Pod')).toHaveLength(1203)
  })

  it('asks for Secrets as metadata, keeps keys and no value', async () => {
    const secret: KubeObject = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        namespace: 'shop',
        name: 'db',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration':
            '{"data":{"password":"aHVudGVyMg=="}}',
        },
        managedFields: [
          { manager: 'kubectl', fieldsV1: { 'f:data': { '.': {}, 'f:password': {} } } } as object,
        ],
      },
    }
    const snapshot = await read({ objects: [...BROKEN, secret], logs: LOGS })
    const asked = api?.requests.find(({ path }) => path.endsWith('/secrets'))
    expect(asked?.headers.accept).toBe(
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
    )
    const found = snapshot.objects.find(({ object }) => object.kind === 'Secret')
    expect(found?.object['data']).toEqual({ password: null })
    expect(JSON.stringify(snapshot.objects)).not.toContain('aHVudGVyMg==')
  })

  it('reads the keys of referenced Secrets on request, and drops the values', async () => {
    const secret: KubeObject = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { namespace: 'shop', name: 'db' },
      data: { url: 'cG9zdGdyZXM=' },
    }
    const web = {
      ...pod('shop', 'web-1', 2),
      spec: { containers: [{ name: 'api', envFrom: [{ secretRef: { name: 'db' } }] }] },
    }
    const metadata: Override = ({ path }) =>
      path.endsWith('/secrets') ? { body: { items: [{ metadata: secret.metadata }] } } : undefined
    const snapshot = await read({
      objects: [web, secret],
      options: { secretKeys: true },
      override: metadata,
    })
    expect(snapshot.objects.find(({ object }) => object.kind === 'Secret')?.object['data']).toEqual(
      { url: null },
    )
    expect(JSON.stringify(snapshot)).not.toContain('cG9zdGdyZXM=')
  })

  it('turns usage into samples', async () => {
    const override = onPath('/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods', () => ({
      body: {
        items: [
          {
            metadata: { namespace: 'shop', name: 'web-1' },
            timestamp: '2026-11-20T09:29:00Z',
            containers: [{ name: 'api', usage: { cpu: '250m', memory: '2Mi' } }],
          },
        ],
      },
    }))
    const { samples } = await read({ objects: BROKEN, logs: LOGS, override })
    expect(samples.map(({ name, value }) => [name, value])).toEqual([
      ['container_memory_working_set_bytes', 2 * 1024 * 1024],
      ['container_cpu_usage_cores', 0.25],
    ])
  })
})

describe('an API server that fails', () => {
  it('waits as long as a 429 asks and tries again', async () => {
    const timing = impatient()
    const override = onPath('/api/v1/pods', (nth) =>
      nth < 3
        ? { ...status(429, 'too many requests'), headers: { 'Retry-After': '2' } }
        : undefined,
    )
    const snapshot = await read({ objects: BROKEN, logs: LOGS, override, options: { timing } })
    expect(names(snapshot, 'Pod')).toHaveLength(2)
    expect(timing.pauses.slice(0, 2)).toEqual([2000, 2000])
  })

  it('goes on without a kind that always fails, and says so', async () => {
    const override = onPath('/apis/apps/v1/deployments', () => status(500, 'etcd is unwell'))
    const snapshot = await read({ objects: BROKEN, logs: LOGS, override })
    expect(names(snapshot, 'Pod')).toHaveLength(2)
    expect(snapshot.gaps.join()).toContain('deployments could not be listed')
  })

  it('tries a reset connection again', async () => {
    const override: Override = ({ path, nth }) =>
      path === '/apis/apps/v1/deployments' && nth === 1 ? { instead: 'reset' } : undefined
    expect((await read({ objects: BROKEN, logs: LOGS, override })).gaps).toEqual([])
  })

  it('asks again for a body that is cut off, and gives up on it in the end', async () => {
    const half = { text: '{"items":[{"metadata":{"na' }
    const once = await read({
      objects: BROKEN,
      logs: LOGS,
      override: onPath('/api/v1/pods', (nth) => (nth === 1 ? half : undefined)),
    })
    expect(names(once, 'Pod')).toHaveLength(2)
    await api?.close()
    const error = await failureOf(read({ override: onPath('/api/v1/pods', () => half) }))
    expect(error.code).toBe('api-broken')
  })

  it('gives up on a server that does not answer', async () => {
    const error = await failureOf(
      read({
        override: () => ({ instead: 'hang' }),
        options: { limits: { requestTimeoutMs: 100 } },
      }),
    )
    expect(error.code).toBe('timeout')
    expect(error.message).toContain('/api/v1/pods')
  })

  it('says that nothing listens', async () => {
    folder = testFolder()
    const file = folder.write('config', kubeconfigText({ server: 'http://127.0.0.1:9' }))
    const error = await failureOf(readCluster({ kubeconfig: file, env: {}, timing: impatient() }))
    expect(error.code).toBe('unreachable')
    expect(error.message).toContain('ECONNREFUSED')
  })

  it('says that the credentials have expired', async () => {
    const error = await failureOf(read({ override: () => status(401, 'Unauthorized') }))
    expect(error.code).toBe('unauthorized')
    expect(error.message).toContain('Unauthorized')
  })
})

describe('limited rights', () => {
  it('falls back to the namespaces that may be read', async () => {
    const override: Override = ({ path }) => {
      if (path === '/api/v1/namespaces')
        return {
          body: { items: ['shop', 'calm', 'closed'].map((name) => ({ metadata: { name } })) },
        }
      const isClosed = path.includes('/closed/') || !path.includes('/namespaces/')
      return isClosed ? status(403, 'forbidden') : undefined
    }
    const snapshot = await read({ objects: BROKEN, logs: LOGS, override })
    expect(names(snapshot, 'Pod').toSorted()).toEqual(['calm/ok-1', 'shop/web-1'])
    expect(snapshot.logs).toHaveLength(2)
    expect(snapshot.gaps.join('\n')).toContain('only calm, shop were read')
    expect(snapshot.gaps.join('\n')).toContain(
      'nodes could not be listed (forbidden): faults of a node',
    )
  })

  it("falls back to the context's namespace where namespaces may not be listed", async () => {
    const override: Override = ({ path }) =>
      path.includes('/namespaces/') ? undefined : status(403, 'forbidden')
    const snapshot = await read({
      objects: BROKEN,
      logs: LOGS,
      override,
      kubeconfig: { context: { namespace: 'shop' } },
    })
    expect(names(snapshot, 'Pod')).toEqual(['shop/web-1'])
  })

  it('fails where no pods may be read at all', async () => {
    const error = await failureOf(read({ override: () => status(403, 'forbidden') }))
    expect(error.code).toBe('forbidden')
    expect(error.message).toContain('default')
  })

  it('says which logs it may not read', async () => {
    const override: Override = ({ path }) =>
      path.endsWith('/log') ? status(403, 'pods/log is forbidden') : undefined
    const snapshot = await read({ objects: BROKEN, override })
    expect(snapshot.gaps.join()).toContain('Logs could not be read (forbidden')
  })

  it('says that a namespace or a workload does not exist', async () => {
    const missing = await failureOf(read({ objects: BROKEN, options: { namespaces: ['nope'] } }))
    expect(missing.message).toContain('The namespace nope does not exist')
    await api?.close()
    const target = { kind: 'deploy', name: 'web' }
    const error = await failureOf(
      read({ objects: BROKEN, options: { namespaces: ['shop'], targets: [target] } }),
    )
    expect(error.message).toContain('Deployment web does not exist')
  })
})

describe('logs', () => {
  it('tells a pod that was deleted meanwhile', async () => {
    const override: Override = ({ path }) =>
      path.startsWith('/api/v1/namespaces/shop/pods/web-1')
        ? status(404, 'pods "web-1" not found')
        : undefined
    const snapshot = await read({ objects: BROKEN, override })
    expect(snapshot.logs).toEqual([])
    expect(snapshot.gaps.join()).toContain('the pod was deleted while it was read')
  })

  it('takes an error of the runtime for a gap, not for a log', async () => {
    const logs = {
      'shop/web-1/api': 'unable to retrieve container logs for containerd://abc',
      'shop/web-1/api?previous': 'panic\n',
    }
    const snapshot = await read({ objects: BROKEN, logs })
    expect(snapshot.logs).toHaveLength(1)
    expect(snapshot.gaps.join()).toContain('unable to retrieve container logs')
  })

  it('does not miss the run before one that has just ended', async () => {
    const ended = pod('shop', 'web-1', 4)
    const containerStatuses = [
      {
        name: 'api',
        restartCount: 4,
        state: { terminated: { exitCode: 1, message: 'CrashLoopBackOff' } },
      },
    ]
    const objects = [{ ...ended, status: { phase: 'Running', containerStatuses } }]
    const logs = {
      'shop/web-1/api': 'panic\n',
      'shop/web-1/api?previous': 'unable to retrieve container logs for containerd://abc',
    }
    const snapshot = await read({ objects, logs })
    expect(snapshot.logs.map(({ run }) => run)).toEqual(['current'])
    expect(snapshot.gaps).toEqual([])
  })

  it('keeps the end of a log that is too large', async () => {
    const line = `${'x'.repeat(99)}\n`
    const logs = {
      'shop/web-1/api': '',
      'shop/web-1/api?previous': `${line.repeat(500)}panic: boom\n`,
    }
    const limits = { logs: { bytes: 1000, lines: 10_000, transfer: 1 << 20 } }
    const snapshot = await read({ objects: BROKEN, logs, options: { limits } })
    const previous = snapshot.logs.find(({ run }) => run === 'previous')
    expect(previous?.truncated).toBe(true)
    expect(previous?.text.length).toBeLessThan(1001)
    expect(previous?.text.endsWith('panic: boom\n')).toBe(true)
    expect(previous?.text.startsWith('xxx')).toBe(true)
  })

  it('reads the logs again when the container has restarted meanwhile', async () => {
    const later = pod('shop', 'web-1', 5)
    const override = onPath('/api/v1/namespaces/shop/pods/web-1', () => ({ body: later }))
    const snapshot = await read({ objects: BROKEN, logs: LOGS, override })
    const found = snapshot.objects.find(({ object }) => object.metadata.name === 'web-1')
    expect(JSON.stringify(found)).toContain('"restartCount":5')
    expect(api?.requests.filter(({ path }) => path.endsWith('/web-1/log'))).toHaveLength(4)
    expect(snapshot.logs).toHaveLength(2)
  })
})

describe('TLS', () => {
  const tls = TEST_TLS
  const ca = Buffer.from(TEST_TLS.cert).toString('base64')

  it('accepts the certificate of the kubeconfig', async () => {
    const snapshot = await read({
      objects: BROKEN,
      logs: LOGS,
      tls,
      kubeconfig: { cluster: { 'certificate-authority-data': ca } },
    })
    expect(names(snapshot, 'Pod')).toHaveLength(2)
  })

  it('refuses a certificate that it does not know', async () => {
    const error = await failureOf(read({ tls }))
    expect(error.code).toBe('tls')
    expect(error.message).toContain('certificate-authority')
  })

  it('checks the name of tls-server-name', async () => {
    const cluster = { 'certificate-authority-data': ca, 'tls-server-name': 'other.example' }
    expect((await failureOf(read({ tls, kubeconfig: { cluster } }))).code).toBe('tls')
  })

  it('skips the check where the kubeconfig says so', async () => {
    const cluster = { 'insecure-skip-tls-verify': true }
    expect(
      names(await read({ objects: BROKEN, logs: LOGS, tls, kubeconfig: { cluster } }), 'Pod'),
    ).toHaveLength(2)
  })
})
