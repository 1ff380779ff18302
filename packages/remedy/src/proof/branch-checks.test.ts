import type { Branch } from '@unloop/engine/catalogue'
import type { KubeObject, Pod } from '@unloop/engine/evidence'
import { afterEach, describe, expect, it } from 'vitest'
import type { Meddle } from '../testing/stateful-api.ts'
import { TEST_START, testCluster, type TestCluster } from '../testing/test-cluster.ts'
import { branchChecks } from './branch-checks.ts'

const labels = { app: 'web' }
const pod: Pod = {
  kind: 'Pod',
  metadata: { name: 'web-2', namespace: 'shop', uid: 'new', labels },
  status: { containerStatuses: [{ name: 'web', ready: true }] },
}

/** An event about the pod, so many seconds after it was level; negative before. */
const event = (reason: string, after: number): KubeObject => ({
  kind: 'Event',
  metadata: { name: `web-2.${reason}`, namespace: 'shop' },
  involvedObject: { kind: 'Pod', name: 'web-2' },
  reason,
  message: 'said by the kubelet',
  lastTimestamp: new Date(LEVEL_AT + after * 1000).toISOString(),
})

const LEVEL_AT = TEST_START - 60_000

const open: TestCluster[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

interface Scene {
  readonly objects?: readonly KubeObject[]
  readonly pods?: readonly Pod[]
  readonly log?: string
  readonly decisive?: string
  readonly meddle?: Meddle
}

/** What the checks of a branch say: `{ what: isMet }`. */
const checks = async (branch: Branch, scene: Scene = {}) => {
  const { objects = [], pods = [pod], log = '', decisive = '', meddle } = scene
  const made = await testCluster(objects, meddle)
  open.push(made)
  made.server.logs.set('web-2', log)
  const { api } = made
  const level = { api, namespace: 'shop', container: 'web', decisive, pods, since: LEVEL_AT }
  const found = await branchChecks(branch, level)
  return Object.fromEntries(found.map(({ what, isMet }) => [what, isMet]))
}

describe('resources', () => {
  const MEMORY = 'no container was killed for memory'
  const EVICTED = 'no pod was evicted'

  it('are well where nothing was killed or evicted', async () => {
    expect(await checks('resources')).toEqual({ [MEMORY]: true, [EVICTED]: true })
  })

  it.each(['state', 'lastState'])('are not where a container was killed: %s', async (field) => {
    const killed = { name: 'web', [field]: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }
    const pods = [{ ...pod, status: { containerStatuses: [killed] } }]
    expect(await checks('resources', { pods })).toMatchObject({ [MEMORY]: false })
  })

  it('are not where an init container was killed', async () => {
    const killed = { name: 'init', lastState: { terminated: { reason: 'OOMKilled' } } }
    const pods = [{ ...pod, status: { initContainerStatuses: [killed] } }]
    expect(await checks('resources', { pods })).toMatchObject({ [MEMORY]: false })
  })

  it('are not where a pod was evicted since', async () => {
    const after = await checks('resources', { objects: [event('Evicted', 5)] })
    expect(after[EVICTED]).toBe(false)
    const before = await checks('resources', { objects: [event('Evicted', -5)] })
    expect(before[EVICTED]).toBe(true)
  })
})

describe('mounts and rights', () => {
  const MADE = 'nothing that the pods are made from is missing or refused'
  const ALLOWED = 'the API server refuses nothing'

  it.each(['FailedMount', 'FailedCreatePodSandBox', 'ErrImagePull', 'InspectFailed'])(
    'are not well after %s',
    async (reason) => {
      expect(await checks('rbac-mounts', { objects: [event(reason, 5)] })).toMatchObject({
        [MADE]: false,
      })
    },
  )

  it('are well after an event that is none of these', async () => {
    expect(await checks('rbac-mounts', { objects: [event('FailedMounting', 5)] })).toEqual({
      [MADE]: true,
      [ALLOWED]: true,
    })
  })

  it('are not well where the program says that it may not', async () => {
    const log = 'pods is forbidden: User "system:serviceaccount:shop:web" cannot list resource'
    expect(await checks('rbac-mounts', { log })).toMatchObject({ [ALLOWED]: false })
  })

  it('are unknown where events cannot be read', async () => {
    const meddle: Meddle = ({ path }) =>
      path.endsWith('/events') ? { status: 403, message: 'no' } : undefined
    expect(await checks('image-config', { meddle })).toEqual({ [MADE]: null })
  })
})

describe('a dependency', () => {
  const ANSWERS = 'the dependency answers'
  const decisive = 'dial tcp: lookup db.shop.svc: no such host'

  it('does not answer where a line about its host says so', async () => {
    const log = 'could not connect to db.shop.svc:5432: connection refused'
    expect(await checks('network-deps', { log, decisive })).toEqual({ [ANSWERS]: false })
  })

  it('is not another host, which may be missing as ever', async () => {
    const log = 'traces: otel.obs.svc:4317: connection refused'
    expect(await checks('network-deps', { log, decisive })).toEqual({ [ANSWERS]: true })
  })

  it('is not looked for where the line names none', async () => {
    expect(await checks('network-deps', { decisive: 'it failed' })).toEqual({})
  })
})

describe('Services', () => {
  const SERVING = 'its Services lead to it'
  const service: KubeObject = {
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { selector: labels },
  }
  const slice = (ready: boolean): KubeObject => ({
    kind: 'EndpointSlice',
    metadata: {
      name: 'web-x',
      namespace: 'shop',
      labels: { 'kubernetes.io/service-name': 'web' },
    },
    endpoints: [{ conditions: { ready } }],
  })

  it.each([true, false])('lead to the pods where they have ready addresses: %s', async (ready) => {
    expect(await checks('app', { objects: [service, slice(ready)] })).toEqual({ [SERVING]: ready })
  })

  it('of other pods say nothing', async () => {
    const other = { ...service, spec: { selector: { app: 'api' } } }
    expect(await checks('app', { objects: [other, slice(false)] })).toEqual({})
  })
})
