import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Container, KubeObject, Pod, Snapshot } from '@unloop/engine/evidence'
import type { InspectionPlan } from '@unloop/engine'
import { ClusterApi } from '@unloop/sources'
import { afterEach, describe, expect, it } from 'vitest'
import type { Picked } from '../../../remedy/src/subject/pick.ts'
import { localShell, type Shell } from '../../../remedy/src/testing/exec-socket.ts'
import { StatefulApi, type Meddle } from '../../../remedy/src/testing/stateful-api.ts'
import { podCopy } from './copy.ts'
import { leftovers } from './leftovers.ts'
import { approachFor, inspectContainer, type InspectionRequest } from './inspect.ts'

const container: Container = {
  name: 'app',
  image: 'example.org/web:1',
  command: ['/app/server'],
  args: ['--port=80'],
  env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 's', key: 'p' } } }],
  ports: [{ containerPort: 80, hostPort: 80 }],
  livenessProbe: { httpGet: { port: 80 } },
  readinessProbe: { httpGet: { port: 80 } },
  startupProbe: { httpGet: { port: 80 } },
  lifecycle: { postStart: { exec: { command: ['x'] } } },
  resources: {
    limits: { memory: '64Mi', cpu: '1', 'nvidia.com/gpu': '1' },
    requests: { cpu: '1' },
  },
  securityContext: { runAsUser: 1000 },
  volumeMounts: [
    { name: 'data', mountPath: '/data' },
    { name: 'shared', mountPath: '/shared' },
  ],
}
const pod: Pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-0',
    namespace: 'shop',
    uid: 'u',
    labels: { app: 'web' },
    annotations: { 'vault.example.org/inject': 'true' },
    ownerReferences: [{ kind: 'StatefulSet', name: 'web', controller: true }],
  },
  spec: {
    nodeName: 'node-a',
    serviceAccountName: 'web',
    containers: [container, { name: 'proxy', image: 'proxy:1' }],
    initContainers: [
      { name: 'fill', image: 'fill:1', volumeMounts: [{ name: 'shared', mountPath: '/out' }] },
    ],
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } },
      { name: 'shared', emptyDir: {} },
      { name: 'unused', secret: { secretName: 'other' } },
    ],
    ...{ priorityClassName: 'high', readinessGates: [{ conditionType: 'x' }] },
  },
  status: { phase: 'Running', containerStatuses: [{ name: 'app', restartCount: 3 }] },
}
const picked: Picked = { pod, container, role: 'main', incident: null }
const copyOf = (more: Partial<Parameters<typeof podCopy>[0]> = {}) =>
  podCopy({
    pod,
    container,
    name: 'web-0-look-x',
    seconds: 300,
    image: 'busybox:1',
    keepsInit: false,
    exclusiveClaims: new Set(),
    needsNode: false,
    script: null,
    ...more,
  })
const specOf = (object: KubeObject): NonNullable<Pod['spec']> & Readonly<Record<string, unknown>> =>
  object['spec'] as NonNullable<Pod['spec']> & Readonly<Record<string, unknown>>

describe('the copy', () => {
  it('belongs to nobody: no label, owner, probe, port, hook, gate, priority or device', () => {
    const { object } = copyOf()
    expect(object.metadata.labels).toEqual({
      'unloop/look': 'copy',
      'app.kubernetes.io/managed-by': 'unloop',
    })
    expect(object.metadata.ownerReferences).toBeUndefined()
    expect(object.metadata.annotations).not.toHaveProperty(['vault.example.org/inject'])
    const text = JSON.stringify(object)
    expect(text).not.toMatch(
      /Probe|postStart|hostPort|readinessGates|priorityClassName|nvidia|proxy:1|fill:1/,
    )
  })

  it('is held open, ends by itself, and sees what the original sees', () => {
    const spec = specOf(copyOf().object)
    expect(spec).toMatchObject({
      restartPolicy: 'Never',
      activeDeadlineSeconds: 300,
      serviceAccountName: 'web',
      hostname: 'web-0',
    })
    const [own] = spec.containers ?? []
    expect(own?.command).toEqual([
      '/.unloop/busybox',
      'sh',
      '-c',
      'exec /.unloop/busybox sleep 300',
    ])
    expect(own?.args).toBeUndefined()
    expect(own).toMatchObject({ env: container.env, securityContext: { runAsUser: 1000 } })
    expect(own?.resources?.limits).toEqual({ memory: '64Mi', cpu: '1' })
    expect(spec.volumes?.map(({ name }) => name)).toEqual(['data', 'shared', 'unloop-tools'])
  })

  it('stays on the node where a volume or the checks need it, and else goes anywhere', () => {
    expect(JSON.stringify(specOf(copyOf().object)['affinity'])).toContain('node-a')
    const bare = { ...pod, spec: { ...pod.spec, volumes: [] } }
    const free = { ...container, volumeMounts: [] }
    expect(specOf(copyOf({ pod: bare, container: free }).object)['affinity']).toBeUndefined()
    expect(
      JSON.stringify(specOf(copyOf({ pod: bare, container: free, needsNode: true }).object)),
    ).toContain('node-a')
  })

  it('fits Pod Security "restricted" where the original does', () => {
    const [tools] = specOf(copyOf().object).initContainers ?? []
    expect(tools?.securityContext).toEqual({
      runAsUser: 1000,
      runAsGroup: 1000,
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    })
  })

  it('says what it lacks, and runs init containers where that is wanted', () => {
    const { notes, emptied } = copyOf()
    expect(notes.join(' ')).toContain('/shared is empty in the copy: fill')
    expect(notes.join(' ')).toContain('no proxy')
    expect(notes.join(' ')).toContain('no nvidia.com/gpu')
    expect([...emptied]).toEqual(['shared'])
    const kept = copyOf({ keepsInit: true })
    expect(kept.emptied.size).toBe(0)
    expect(specOf(kept.object).initContainers?.map(({ name }) => name)).toEqual([
      'fill',
      'unloop-tools',
    ])
  })

  it('leaves a claim alone that one pod alone may use', () => {
    const { object, emptied } = copyOf({ exclusiveClaims: new Set(['data-web-0']) })
    expect(specOf(object).volumes?.[0]).toEqual({ name: 'data', emptyDir: {} })
    expect([...emptied]).toContain('data')
  })
})

const plan: InspectionPlan = {
  programs: ['/app/no-such-server'],
  paths: [],
  filled: [],
  env: [],
  addresses: [],
}
const snapshot: Snapshot = {
  source: { kind: 'cluster', name: 'test', capturedAt: null },
  objects: [],
  logs: [],
  samples: [],
  gaps: [],
}

const folders: string[] = []
const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const statusOf = (more: Pod['status']): Pod['status'] => ({ phase: 'Running', ...more })
const RUNNING = statusOf({
  containerStatuses: [{ name: 'app', state: { running: { startedAt: null } } }],
})

interface Setting {
  /** The status of copies, as the kubelet would write it. */
  readonly status?: Pod['status']
  readonly shell?: Shell | 'refused'
  readonly meddle?: Meddle
}

async function cluster({ status = RUNNING, shell = localShell, meddle }: Setting = {}) {
  const api = new StatefulApi([pod], (seen, own) => {
    const isCopy = seen.method === 'GET' && seen.path.includes('-look-')
    const name = seen.path.split('/').at(-1) ?? ''
    const copy = isCopy ? own.get('Pod', name) : undefined
    if (copy) own.put({ ...copy, status })
    return meddle?.(seen, own)
  })
  if (shell !== 'refused') api.serveExec(shell)
  await api.start()
  open.push(api)
  const folder = mkdtempSync(join(tmpdir(), 'unloop-look-'))
  folders.push(folder)
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: api.url } }],
    users: [{ name: 'u', user: {} }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u', namespace: 'shop' } }],
    'current-context': 'x',
  }
  const kubeconfig = join(folder, 'config')
  writeFileSync(kubeconfig, JSON.stringify(config))
  let now = 0
  const timing = {
    now: () => now,
    sleep: async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted()
      now += ms
    },
  }
  const client = new ClusterApi({ kubeconfig, env: {}, timing })
  open.push(client)
  const controller = new AbortController()
  const request: InspectionRequest = {
    api: client,
    snapshot,
    picked,
    plan,
    what: 'debug',
    image: 'busybox:1',
    keepsInit: false,
    isKept: false,
    suffix: 'abcde',
    onProgress: () => undefined,
    signal: controller.signal,
  }
  return { api, request, controller }
}

const copies = (api: StatefulApi): readonly string[] =>
  [...api.objects.keys()].filter((key) => key.includes('-look-'))

describe('an inspection in a copy', () => {
  it('makes it, runs the script in it, and removes it', async () => {
    let command: readonly string[] = []
    const { api, request } = await cluster({
      shell: (words, stdin) => {
        command = words
        return localShell(
          words,
          stdin.replace("BB='/.unloop/busybox'", "BB=''").replace('BB=/.unloop/busybox', "BB=''"),
        )
      },
    })
    const plan = await approachFor(request)
    expect(plan).toMatchObject({ ways: ['copy'], mayExec: true })
    const result = await inspectContainer(request, plan)
    expect(command).toEqual(['/.unloop/busybox', 'sh', '-s'])
    expect(result).toMatchObject({ isRemoved: true, isWhole: true, added: 'web-0-look-abcde' })
    expect(result.inspection.observations).toContainEqual(
      expect.objectContaining({ kind: 'program', name: '/app/no-such-server', state: 'missing' }),
    )
    expect(copies(api)).toEqual([])
  })

  it('keeps it only where that is wanted', async () => {
    const { api, request } = await cluster()
    const result = await inspectContainer({ ...request, isKept: true }, await approachFor(request))
    expect(result.isRemoved).toBe(false)
    expect(copies(api)).toEqual(['Pod/web-0-look-abcde'])
    expect(await leftovers(request.api, 'shop', null)).toMatchObject([
      { name: 'web-0-look-abcde', of: 'shop/web-0 app' },
    ])
  })

  it('names the verbs that are missing, and adds nothing', async () => {
    const { api, request } = await cluster()
    api.denied.add('create')
    await expect(approachFor(request)).rejects.toMatchObject({
      code: 'not-allowed',
      message: 'You may not create pods in namespace shop.',
    })
    expect(api.writes).toEqual([])
  })

  it('uses the own shell of the image where the tools cannot be pulled', async () => {
    const { api, request } = await cluster({
      meddle: (seen, own) => {
        const name = seen.path.split('/').at(-1) ?? ''
        const copy = own.get('Pod', name)
        if (seen.method === 'GET' && copy && name === 'web-0-look-abcde')
          own.put({
            ...copy,
            status: {
              phase: 'Pending',
              initContainerStatuses: [
                { name: 'unloop-tools', state: { waiting: { reason: 'ImagePullBackOff' } } },
              ],
            },
          })
        return undefined
      },
    })
    const result = await inspectContainer(request, await approachFor(request))
    expect(result.added).toBe('web-0-look-abcdeb')
    expect(result.notes.join(' ')).toContain('ImagePullBackOff')
    expect(copies(api)).toEqual([])
  })

  it.each<[string, Setting]>([
    [
      'does not start',
      {
        status: statusOf({
          containerStatuses: [
            {
              name: 'app',
              state: {
                waiting: { reason: 'CreateContainerConfigError', message: 'secret "s" not found' },
              },
            },
          ],
        }),
      },
    ],
    [
      'fits no node',
      {
        status: {
          phase: 'Pending',
          conditions: [
            { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'no room' },
          ],
        },
      },
    ],
    ['never comes up', { status: { phase: 'Pending' } }],
    [
      'loses its connection',
      {
        shell: () => new Promise(() => undefined),
        meddle: ({ method, path }) =>
          method === 'GET' && path.endsWith('/exec') ? 'reset' : undefined,
      },
    ],
  ])('that %s leaves nothing behind', async (_, setting) => {
    const { api, request, controller } = await cluster(setting)
    if (setting.shell) setTimeout(() => controller.abort(), 300)
    await expect(inspectContainer(request, await approachFor(request))).rejects.toThrow()
    expect(api.writes.map(({ method }) => method)).toContain('DELETE')
    expect(copies(api)).toEqual([])
  })

  it('runs the script by itself where no WebSocket gets through', async () => {
    const ended = statusOf({
      containerStatuses: [{ name: 'app', state: { terminated: { exitCode: 0 } } }],
    })
    const { api, request } = await cluster({
      meddle: (seen, own) => {
        const name = seen.path.split('/').at(-1) ?? ''
        const copy = name.endsWith('l') ? own.get('Pod', name) : undefined
        if (copy) own.put({ ...copy, status: ended })
        return undefined
      },
      shell: 'refused',
    })
    const result = await inspectContainer(request, await approachFor(request))
    expect(result.added).toBe('web-0-look-abcdel')
    expect(copies(api)).toEqual([])
    const [, second] = api.writes.filter(({ method }) => method === 'POST')
    expect(JSON.stringify(second?.body)).toContain('@unloop-look')
  })

  it('is removed where the answer to its creation was lost', async () => {
    const { api, request } = await cluster({
      meddle: (seen, own) => {
        if (seen.method !== 'POST' || !seen.path.endsWith('/pods')) return undefined
        own.put(seen.body as KubeObject)
        return 'reset'
      },
    })
    await expect(inspectContainer(request, await approachFor(request))).rejects.toThrow()
    expect(copies(api)).toEqual([])
  })

  it('is removed after a stop at any step', async () => {
    for (const stopAt of ['POST', 'GET'] as const) {
      const controllers: AbortController[] = []
      const { api, request, controller } = await cluster({
        meddle: ({ method, path }) => {
          if (method === stopAt && path.includes('/pods')) controllers[0]?.abort()
          return undefined
        },
      })
      const plan = await approachFor(request)
      controllers.push(controller)
      await expect(inspectContainer(request, plan)).rejects.toThrow()
      expect(copies(api)).toEqual([])
    }
  })
})
