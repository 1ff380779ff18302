import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { KubeObject } from '@unloop/engine/evidence'
import { startFakeApi, status, type FakeApi, type FakeApiOptions } from '../testing/fake-api.ts'
import { kubeconfigText, testFolder, type TestFolder } from '../testing/kubeconfig.ts'
import { ClusterReader } from './read-cluster.ts'
import type { EndedRun } from './exit-logs.ts'
import type { ObjectChange } from './mirror.ts'

const STARTED = '2026-11-20T09:00:00Z'
const FINISHED = '2026-11-20T09:00:05Z'

/** A pod that was restarted so often, and waits for its next start. */
const pod = (restarts: number, name = 'web-1'): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', uid: `uid-${name}` },
    spec: { containers: [{ name: 'app', image: 'web:1' }] },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          restartCount: restarts,
          ready: restarts === 0,
          state:
            restarts === 0
              ? { running: { startedAt: STARTED } }
              : { waiting: { reason: 'CrashLoopBackOff' } },
          ...(restarts === 0
            ? {}
            : {
                lastState: {
                  terminated: {
                    exitCode: 1,
                    startedAt: STARTED,
                    finishedAt: FINISHED,
                    containerID: `containerd://${restarts}`,
                  },
                },
              }),
        },
      ],
    },
  }) as unknown as KubeObject

vi.setConfig({ testTimeout: 60_000 })
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 })

let folder: TestFolder
let api: FakeApi
let reader: ClusterReader
let changes: ObjectChange[]
let ended: EndedRun[]

beforeEach(() => {
  folder = testFolder()
  changes = []
  ended = []
})

afterEach(async () => {
  vi.useRealTimers()
  reader.close()
  await api.close()
  folder.remove()
})

async function open(options: FakeApiOptions): Promise<void> {
  api = await startFakeApi(options)
  reader = new ClusterReader({
    kubeconfig: folder.write('config', kubeconfigText({ server: api.url })),
    env: {},
    // What is waited for is waited for a moment.
    timing: { now: Date.now, sleep: () => new Promise((resolve) => setTimeout(resolve, 5)) },
    watch: {
      everywhere: true,
      onChange: (change) => changes.push(change),
      onEnded: (run) => ended.push(run),
    },
  })
}

const podsIn = async (): Promise<string[]> =>
  (await reader.read()).objects
    .filter(({ object }) => object.kind === 'Pod')
    .map(({ object }) => object.metadata.name ?? '')
    .toSorted()

const lists = () =>
  api.requests.filter(({ path, query }) => path === '/api/v1/pods' && !query.has('watch')).length
const watches = () =>
  api.requests.filter(({ path, query }) => path === '/api/v1/pods' && query.has('watch'))

describe('a cluster under watch', () => {
  it('is listed once, and then known by its changes', async () => {
    await open({ objects: [pod(0)] })
    expect(await podsIn()).toEqual(['web-1'])
    await eventually(() => expect(watches().length).toBe(1))
    api.set(pod(0, 'web-2'))
    await eventually(async () => expect(await podsIn()).toEqual(['web-1', 'web-2']))
    api.delete(pod(0))
    await eventually(async () => expect(await podsIn()).toEqual(['web-2']))
    expect(lists()).toBe(1)
    expect(changes.map(({ kind, object }) => `${kind} ${object.metadata.name}`)).toEqual([
      'added web-1',
      'added web-2',
      'deleted web-1',
    ])
  })

  it('asks anew for what is not watched before it is too old, and nobody waits for that', async () => {
    const namespace = (name: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    })
    const named = async () =>
      (await reader.read()).objects.filter(({ object }) => object.kind === 'Namespace').length
    const asked = () => api.requests.filter(({ path }) => path === '/api/v1/namespaces').length
    const began = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: began })
    await open({ objects: [pod(0), namespace('shop')] })
    expect([await named(), asked()]).toEqual([1, 1])
    api.set(namespace('mail'))
    vi.setSystemTime(began + 19_000)
    expect([await named(), asked()]).toEqual([1, 1])
    vi.setSystemTime(began + 21_000)
    expect(await named()).toBe(1)
    await eventually(async () => expect(await named()).toBe(2))
    expect(asked()).toBe(2)
  })

  it('goes on from the last bookmark where a connection broke', async () => {
    await open({ objects: [pod(0)] })
    await podsIn()
    await eventually(() => expect(watches().length).toBe(1))
    api.set({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'shop' } })
    api.watches.bookmark()
    await new Promise((resolve) => setTimeout(resolve, 50))
    api.watches.cut()
    await eventually(() => expect(watches().length).toBeGreaterThan(1))
    expect(watches().at(-1)!.query.get('resourceVersion')).toBe(String(api.watches.version))
    api.set(pod(1))
    await eventually(() => expect(changes.at(-1)?.kind).toBe('modified'))
    expect(lists()).toBe(1)
  })

  it('is listed anew where the server forgot the version, and what was missed is told', async () => {
    await open({ objects: [pod(0), pod(0, 'web-2')] })
    await podsIn()
    await eventually(() => expect(watches().length).toBe(1))
    changes = []
    // While no watch stands, one pod goes, another comes, and what happened is forgotten.
    api.watches.cut()
    api.delete(pod(0, 'web-2'))
    api.set(pod(0, 'web-3'))
    api.watches.compact()
    await eventually(async () => expect(await podsIn()).toEqual(['web-1', 'web-3']))
    expect(changes.map(({ kind, object }) => `${kind} ${object.metadata.name}`).toSorted()).toEqual(
      ['added web-3', 'deleted web-2'],
    )
    expect(lists()).toBeLessThanOrEqual(2)
  })

  it('outlasts an API server that is away, says so, and stays what it was meanwhile', async () => {
    let isAway = false
    await open({
      objects: [pod(0)],
      override: () => (isAway ? { instead: 'reset' } : undefined),
    })
    await podsIn()
    isAway = true
    api.watches.cut()
    await eventually(async () => {
      const { gaps, objects } = await reader.read()
      expect(gaps.join('\n')).toContain('The watch of /api/v1/pods and 12 more is broken')
      expect(objects.map(({ object }) => object.metadata.name)).toContain('web-1')
    })
    isAway = false
    api.set(pod(2))
    await eventually(() => expect(changes.at(-1)?.object.metadata.resourceVersion).toBe('2'))
    await eventually(async () => expect((await reader.read()).gaps.join()).not.toContain('broken'))
  })

  it('is listed again and again where watching is not allowed', async () => {
    await open({
      objects: [pod(0)],
      override: ({ query }) => (query.has('watch') ? status(403, 'watch is forbidden') : undefined),
    })
    await podsIn()
    api.set(pod(0, 'web-2'))
    await eventually(async () => expect(await podsIn()).toEqual(['web-1', 'web-2']))
    expect(lists()).toBeGreaterThan(1)
  })

  it('fails where the first list does', async () => {
    await open({ override: () => status(401, 'Unauthorized') })
    await expect(reader.read()).rejects.toThrow(/credentials/)
  })

  it('asks for the metadata of Secrets alone', async () => {
    await open({ objects: [pod(1)] })
    await podsIn()
    await eventually(() =>
      expect(
        api.requests.some(({ path, query }) => /secrets/.test(path) && query.has('watch')),
      ).toBe(true),
    )
    const asked = api.requests.filter(({ path }) => /secrets/.test(path))
    expect(asked.every(({ headers }) => headers.accept?.includes('PartialObjectMetadata'))).toBe(
      true,
    )
  })
})

describe('the log of a run that ended', () => {
  const previous = 'shop/web-1/app?previous'

  it('is fetched as it ends, once', async () => {
    const logs: Record<string, string> = {}
    await open({ objects: [pod(0)], logs })
    await podsIn()
    for (const restarts of [1, 2]) {
      logs[previous] = `${FINISHED} crash ${restarts}\n`
      api.set(pod(restarts))
      await eventually(() => expect(ended.length).toBe(restarts))
    }
    await reader.read()
    expect(ended.map(({ exit, log }) => [exit.run, log?.text])).toEqual([
      [1, `${FINISHED} crash 1\n`],
      [2, `${FINISHED} crash 2\n`],
    ])
    expect(api.requests.filter(({ path }) => path.endsWith('/log')).length).toBe(2)
  })

  it('is not that of a run which took its place', async () => {
    const logs = { [previous]: '2026-11-20T09:10:00Z the run after it\n' }
    await open({ objects: [pod(1)], logs })
    await podsIn()
    await eventually(() => expect(ended.length).toBe(1))
    expect(ended[0]).toMatchObject({ log: null, why: 'a later run took its place' })
  })
})
