import type { CauseId } from '@unloop/engine/catalogue'
import type { KubeObject, Pod } from '@unloop/engine/evidence'
import type { Incident } from '@unloop/engine/report'
import { afterEach, expect, it } from 'vitest'
import { TEST_START, testCluster, type TestCluster } from '../testing/test-cluster.ts'
import { growthCheck } from './growth.ts'

const MI = 2 ** 20
const SUMMARY = '/api/v1/nodes/node-a/proxy/stats/summary'

const pod = (status: object = {}): KubeObject => ({
  kind: 'Pod',
  metadata: { name: 'tiles-1', namespace: 'shop', uid: 'uid-tiles' },
  spec: {
    nodeName: 'node-a',
    containers: [
      { name: 'tiles', resources: { limits: { memory: '200Mi', 'ephemeral-storage': '160Mi' } } },
    ],
  },
  status: { phase: 'Running', ...status },
})

let cluster: TestCluster
afterEach(() => cluster.close())

/** The pod has so much on its disk after so many seconds; null where nothing measures it. */
const start = async (disk: ((seconds: number) => number) | null): Promise<void> => {
  cluster = await testCluster([pod()])
  const { server, now } = cluster
  const time = (): string => new Date(now()).toISOString()
  if (disk !== null)
    server.served.set(SUMMARY, () => ({
      pods: [
        {
          podRef: { uid: 'uid-tiles' },
          containers: [
            {
              name: 'tiles',
              memory: { time: time(), workingSetBytes: 20 * MI },
              rootfs: { time: time(), usedBytes: disk((now() - TEST_START) / 1000) * MI },
            },
          ],
        },
      ],
    }))
}

const check = (more: object = {}, id: CauseId = 'quota-or-eviction') =>
  growthCheck({
    api: cluster.api,
    incident: { causes: [{ id }] } as unknown as Incident,
    fillSeconds: 50,
    timeoutSeconds: 240,
    isKnownGood: false,
    podsNow: async () => [cluster.server.get('Pod', 'tiles-1') as Pod],
    ...more,
  })

const seconds = (): number => (cluster.now() - TEST_START) / 1000

it('waits until what grows has come to rest', async () => {
  await start((at) => Math.min(90, at * 2))
  expect((await check())[0]).toMatchObject({
    isMet: true,
    seen: 'tiles-1: storage of tiles is level at 56 % of its limit',
  })
  expect(seconds()).toBeGreaterThan(90)
})

it('is not met by what goes on growing, however high the limit is', async () => {
  await start((at) => 20 + at / 4)
  const [grows] = await check()
  expect(grows?.isMet).toBe(false)
  expect(grows?.seen).toMatch(
    /storage of tiles went from \d+ % to \d+ % .* at its limit in \d+ min/,
  )
})

it('is not met by a pod that is evicted meanwhile', async () => {
  await start((at) => {
    if (at > 30) cluster.server.put(pod({ phase: 'Failed', reason: 'Evicted' }))
    return at
  })
  expect((await check())[0]).toMatchObject({ isMet: false, seen: 'pod tiles-1: Evicted' })
})

it('goes by time where nothing measures it', async () => {
  await start(null)
  expect((await check())[0]).toMatchObject({ isMet: true })
  expect(seconds()).toBeGreaterThanOrEqual(50)
})

it('says that it does not know where the time is longer than anybody waits', async () => {
  await start(null)
  const [unknown] = await check({ fillSeconds: 7200 })
  expect(unknown?.isMet).toBe(null)
  expect(unknown?.seen).toContain('120 min')
  expect(seconds()).toBeLessThan(60)
})

it('is about memory that is nearly used up, too', async () => {
  await start(() => 5)
  cluster.server.served.clear()
  cluster.server.served.set('/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/tiles-1', () => ({
    timestamp: new Date(cluster.now()).toISOString(),
    containers: [{ name: 'tiles', usage: { memory: '180Mi' } }],
  }))
  const room = async (more: object) => (await check(more))[1]
  expect(await room({})).toMatchObject({
    isMet: false,
    seen: 'tiles-1: memory of tiles takes 90 % of it',
  })
  expect(await room({ isKnownGood: true })).toMatchObject({ isMet: true })
})

it('asks nothing of causes where nothing grew', async () => {
  await start(null)
  expect(await check({}, 'app-exception')).toEqual([])
  expect(seconds()).toBe(0)
})
