import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KubeObject } from '@unloop/engine/evidence'
import { testCluster, type TestCluster } from '../../../remedy/src/testing/test-cluster.ts'
import type { Meddle, StatefulApi } from '../../../remedy/src/testing/stateful-api.ts'
import { FixDesk } from './fix-desk.ts'
import type { FixRunView } from './fix-run.ts'

const labels = { app: 'web' }
const at = (seconds: number): string =>
  new Date(Date.parse('2026-11-21T10:00:00Z') - seconds * 1000).toISOString()
const spec = {
  containers: [{ name: 'app', image: 'web:1', envFrom: [{ configMapRef: { name: 'web-confg' } }] }],
}
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', uid: 'd', generation: 2, creationTimestamp: at(900) },
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec },
  },
  status: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1 },
} as unknown as KubeObject
const replicaSet = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    name: 'web-7',
    namespace: 'shop',
    uid: 'r',
    labels,
    ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'd', controller: true }],
  },
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec },
  },
} as unknown as KubeObject
const waiting = {
  reason: 'CreateContainerConfigError',
  message: 'configmap "web-confg" not found',
}
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-7-a',
    namespace: 'shop',
    uid: 'p',
    labels,
    creationTimestamp: at(600),
    ownerReferences: [{ kind: 'ReplicaSet', name: 'web-7', uid: 'r', controller: true }],
  },
  spec,
  status: {
    phase: 'Pending',
    startTime: at(600),
    containerStatuses: [
      { name: 'app', image: 'web:1', ready: false, restartCount: 0, state: { waiting } },
    ],
  },
} as unknown as KubeObject
const config = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web-config', namespace: 'shop' },
  data: { A: 'b' },
} as unknown as KubeObject

const wellPod = {
  ...pod,
  metadata: { ...pod.metadata, name: 'web-8-a', uid: 'p8', creationTimestamp: at(0) },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [
      { name: 'app', ready: true, restartCount: 0, state: { running: { startedAt: at(0) } } },
    ],
  },
} as unknown as KubeObject

/** The Deployment's controller: once the reference is right, a pod that is well takes the other's place. */
const controller: Meddle = ({ method, path, isDryRun }, api) => {
  if (method === 'PATCH' && !isDryRun && path.endsWith('/deployments/web'))
    queueMicrotask(() => follow(api))
  return undefined
}

function follow(api: StatefulApi): void {
  const isRight = JSON.stringify(api.get('Deployment', 'web')?.['spec']).includes('"web-config"')
  api.objects.delete(isRight ? 'Pod/web-7-a' : 'Pod/web-8-a')
  api.put(isRight ? wellPod : pod)
}

const row = {
  cluster: 'test',
  namespace: 'shop',
  workload_kind: 'Deployment',
  workload: 'web',
  container: 'app',
}

let cluster: TestCluster
let desk: FixDesk

async function begin(meddle: Meddle = controller): Promise<void> {
  cluster = await testCluster([deployment, replicaSet, pod, config], meddle)
  desk = new FixDesk({
    clusters: [
      {
        cluster: 'test',
        way: { kubeconfig: `${cluster.folder}/config` },
        timing: cluster.api.timing,
      },
    ],
    queries: { incidents: async ({ id }) => (id === 'known' ? [row] : []) },
    env: { XDG_STATE_HOME: cluster.folder },
  })
}

beforeEach(() => begin())
afterEach(async () => {
  desk.close()
  await cluster.close()
})

const wanted = {
  incident: 'known',
  plan: 'secret-or-configmap-missing/reference',
  answers: {},
}

async function ended(id: string): Promise<FixRunView> {
  for (;;) {
    const run = desk.runs().find((one) => one.id === id)
    if (run === undefined) throw new Error('gone')
    if (run.state !== 'running' && run.state !== 'undoing') return run
    await new Promise((next) => setTimeout(next, 5))
  }
}

const reference = (): unknown => JSON.stringify(cluster.server.get('Deployment', 'web')?.['spec'])

describe('a plan from the page', () => {
  it('is tried by the API server, and nothing is changed', async () => {
    const { changes, asks, replaced } = await desk.trial(wanted)
    expect(asks).toEqual([])
    expect(replaced).toEqual([])
    expect(changes.map(({ object }) => object)).toEqual(['Deployment shop/web'])
    expect(
      changes[0]?.diff.filter(({ sign }) => sign !== ' ').map(({ text }) => text.trim()),
    ).toEqual(['name: web-confg', 'name: web-config'])
    expect(cluster.server.writes).toEqual([])
  })

  it('is carried out, proven, told of, and taken back exactly', async () => {
    const before = reference()
    const { id, state } = await desk.begin(wanted, false)
    expect(state).toBe('running')
    const run = await ended(id)
    expect(run).toMatchObject({ state: 'proven', error: null, undone: null })
    expect(run.checks.length).toBeGreaterThan(1)
    expect(reference()).not.toBe(before)
    await desk.takeBack(id)
    expect(await ended(id)).toMatchObject({ state: 'undone', undone: { isExact: true } })
    expect(reference()).toBe(before)
  })

  it('goes back by itself where it does not help', async () => {
    desk.close()
    await cluster.close()
    await begin(() => undefined)
    const before = reference()
    const { id } = await desk.begin(wanted, false)
    expect(await ended(id)).toMatchObject({ state: 'not-proven', undone: { isExact: true } })
    expect(reference()).toBe(before)
  })

  it('is carried out once at a time', async () => {
    const { id } = await desk.begin(wanted, false)
    await expect(desk.begin(wanted, false)).rejects.toThrow(/Another plan is being carried out/)
    await desk.takeBack(id)
    expect(['undone', 'interrupted']).toContain((await ended(id)).state)
  })

  it('is refused where nothing is wrong any more, or nobody knows of it', async () => {
    await expect(desk.trial({ ...wanted, plan: 'no-such-plan' })).rejects.toThrow(/does not fit/)
    await expect(desk.trial({ ...wanted, incident: 'other' })).rejects.toThrow(/no incident/)
    cluster.server.objects.delete('Pod/web-7-a')
    cluster.server.put(wellPod)
    await expect(desk.trial(wanted)).rejects.toThrow(/Nothing is wrong/)
    await expect(desk.takeBack('other')).rejects.toThrow(/no such fix/)
  })

  it('is refused before anything is changed where the server may not put it back', async () => {
    cluster.server.denied.add('patch')
    await expect(desk.begin(wanted, false)).rejects.toThrow(/may not patch/)
    expect(cluster.server.writes).toEqual([])
  })
})
