import type { KubeObject } from '@unloop/engine/evidence'
import { afterEach, describe, expect, it } from 'vitest'
import type { Meddle, StatefulApi } from '../testing/stateful-api.ts'
import { TEST_START, testCluster, type TestCluster } from '../testing/test-cluster.ts'
import { podsOf, restartsByPod, watchWorkload } from './watch.ts'

const labels = { app: 'web' }
const deployment = (availableReplicas: number): KubeObject => ({
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', generation: 1 },
  spec: { replicas: 1, selector: { matchLabels: labels } },
  status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas },
})
const pod = (restartCount: number): KubeObject => ({
  kind: 'Pod',
  metadata: {
    name: 'web-2',
    namespace: 'shop',
    uid: 'new',
    labels,
    creationTimestamp: new Date(TEST_START).toISOString(),
  },
  status: { containerStatuses: [{ name: 'web', restartCount }] },
})

const open: TestCluster[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

type Happening = (seconds: number, server: StatefulApi) => ReturnType<Meddle>

/** Watches for twenty level seconds within a minute; what happens is called before each look. */
const watch = async (happens: Happening, rest: { isInterrupted?: () => boolean } = {}) => {
  const made = await testCluster([deployment(1), pod(0)])
  open.push(made)
  const { server, api, now } = made
  server.meddle(({ path }) =>
    path.endsWith('/deployments/web') ? happens((now() - TEST_START) / 1000, server) : undefined,
  )
  const watched = await watchWorkload({
    api,
    ref: { kind: 'Deployment', namespace: 'shop', name: 'web' },
    baseline: new Map(),
    replaced: new Set(),
    levelSeconds: 20,
    timeoutSeconds: 60,
    ...rest,
  })
  return { ...watched, seconds: (now() - TEST_START) / 1000 }
}

describe('a workload', () => {
  it('is level once it has stayed ready long enough, and not before', async () => {
    const watched = await watch(() => undefined)
    expect(watched.kind).toBe('level')
    expect(watched.seconds).toBeGreaterThanOrEqual(20)
    expect(watched.seconds).toBeLessThan(26)
  })

  it('begins anew after a restart', async () => {
    const watched = await watch((seconds, server) => {
      if (seconds === 14) server.put(pod(1))
      return undefined
    })
    expect(watched).toMatchObject({ kind: 'level', restarts: 1 })
    expect(watched.seconds).toBeGreaterThanOrEqual(34)
  })

  it('has failed at the second restart', async () => {
    const watched = await watch((seconds, server) => {
      if (seconds === 6) server.put(pod(2))
      return undefined
    })
    expect(watched).toMatchObject({ kind: 'failed', seconds: 6, restarts: 2 })
  })

  it('is given up when time is over', async () => {
    const watched = await watch((_, server) => void server.put(deployment(0)))
    expect(watched).toMatchObject({ kind: 'timeout', seen: '0 of 1 pods ready' })
    expect(watched.seconds).toBeGreaterThan(60)
  })

  it('may be gone', async () => {
    const watched = await watch((_, server) => void server.objects.delete('Deployment/web'))
    expect(watched).toMatchObject({ kind: 'gone', seconds: 0 })
  })

  it('is not called level while the API server is away', async () => {
    const watched = await watch((seconds) =>
      seconds > 4 ? { status: 403, message: 'no' } : undefined,
    )
    expect(watched.kind).toBe('timeout')
    expect(watched.seen).toContain('the API server does not answer')
  })

  it('is watched until somebody stops it', async () => {
    let looks = 0
    const isInterrupted = () => ++looks > 3
    expect((await watch(() => undefined, { isInterrupted })).kind).toBe('interrupted')
  })
})

it('pods are those that the selector names, and none without a selector', async () => {
  const made = await testCluster([deployment(1), pod(3)])
  open.push(made)
  const pods = await podsOf(made.api, deployment(1))
  expect(restartsByPod(pods)).toEqual(new Map([['new', 3]]))
  const asked = made.server.requests.length
  const unselected = { ...deployment(1), spec: { selector: {} } }
  expect(await podsOf(made.api, unselected)).toEqual([])
  expect(made.server.requests).toHaveLength(asked)
})
