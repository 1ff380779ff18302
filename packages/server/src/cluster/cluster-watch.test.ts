import { afterAll, beforeAll, expect, it } from 'vitest'
import type { KubeObject } from '@unloop/engine/evidence'
import { startFakeApi, type FakeApi } from '../../../sources/src/testing/fake-api.ts'
import {
  kubeconfigText,
  testFolder,
  type TestFolder,
} from '../../../sources/src/testing/kubeconfig.ts'
import { startServer, type RunningServer } from '../testing/running-server.ts'

const started = new Date(Date.now() - 120_000).toISOString()
const finished = new Date(Date.now() - 100_000).toISOString()
const stamp = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString()

/** A pod that crashed so many times. */
const pod = (restarts: number): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'web-1',
      namespace: 'shop',
      uid: 'uid-1',
      creationTimestamp: stamp(600),
      resourceVersion: String(restarts),
    },
    spec: { nodeName: 'node-a', containers: [{ name: 'app', image: 'web:1' }] },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          image: 'web:1',
          imageID: 'sha256:1',
          restartCount: restarts,
          ready: false,
          state: {
            waiting: {
              reason: 'CrashLoopBackOff',
              message: 'back-off 40s restarting failed container',
            },
          },
          lastState: {
            terminated: {
              exitCode: 1,
              reason: 'Error',
              startedAt: started,
              finishedAt: finished,
              containerID: `containerd://${restarts}`,
            },
          },
        },
      ],
    },
  }) as unknown as KubeObject
const backOff = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'web-1.1', namespace: 'shop', uid: 'event-1' },
  involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'uid-1' },
  reason: 'BackOff',
  message: 'Back-off restarting failed container app',
  type: 'Warning',
  count: 4,
  lastTimestamp: stamp(60),
} as unknown as KubeObject

const log = `${started} starting\n${finished} Error: connect ECONNREFUSED 10.0.0.9:5432\n`
const objects: KubeObject[] = [
  pod(4),
  backOff,
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } } as unknown as KubeObject,
]
const logs: Record<string, string> = { 'shop/web-1/app?previous': log, 'shop/web-1/app': log }
let api: FakeApi
let folder: TestFolder
let running: RunningServer

const rows = async (path: string): Promise<Record<string, unknown>[]> => {
  const answer = await fetch(`${running.url}/api/unloop/v1/${path}`)
  const body = (await answer.json()) as {
    records?: Record<string, unknown>[]
    incidents?: Record<string, unknown>[]
  }
  return body.records ?? body.incidents ?? []
}

async function eventually<Result>(
  ask: () => Promise<Result>,
  holds: (result: Result) => boolean,
): Promise<Result> {
  const end = Date.now() + 120_000
  for (;;) {
    const result = await ask()
    if (holds(result) || Date.now() > end) return result
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

beforeAll(async () => {
  api = await startFakeApi({ objects, logs, date: new Date().toUTCString() })
  folder = testFolder()
  const kubeconfig = folder.write('config', kubeconfigText({ server: api.url }))
  running = await startServer({ clusters: [{ cluster: 'lab', way: { kubeconfig } }] })
}, 180_000)

afterAll(async () => {
  await running.close()
  await api.close()
  folder.remove()
}, 60_000)

it('keeps runs, events and the log of a crashed run, once, and diagnoses', async () => {
  const [incident] = await eventually(
    () => rows('incidents?state=open'),
    (found) => found.length > 0,
  )
  expect(incident, running.lines.join('\n')).toMatchObject({
    cluster: 'lab',
    namespace: 'shop',
    workload: 'web-1',
    container: 'app',
    state: 'open',
    crashes: 4,
  })
  expect(await rows('runs')).toMatchObject([
    {
      pod: 'web-1',
      container: 'app',
      run: 4,
      exit_code: 1,
      reason: 'Error',
      node: 'node-a',
      container_id: 'containerd://4',
    },
  ])
  expect(await rows('events')).toMatchObject([{ reason: 'BackOff', name: 'web-1', count: 4 }])
  // Several looks later nothing stands there twice.
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  const lines = await rows('logs?pod=web-1&run=4&order=oldest')
  expect(lines.map(({ body }) => body)).toEqual([
    'starting',
    'Error: connect ECONNREFUSED 10.0.0.9:5432',
  ])
  const view = (await (
    await fetch(`${running.url}/api/unloop/v1/incidents/${incident!['id'] as string}`)
  ).json()) as { report: { causes: { id: string }[] }; runs: unknown[]; timeline: unknown[] }
  expect(view.report.causes[0]!.id).toBe(incident!['cause'])
  expect([view.runs.length, view.timeline.length]).toEqual([1, 1])
}, 300_000)

it('goes on under the same id after a restart and the next crash', async () => {
  const [before] = await rows('incidents?state=open')
  running = await running.restart()
  const status = async () =>
    (await (await fetch(`${running.url}/api/unloop/v1/status`)).json()) as {
      clusters: { readMs: number }[]
    }
  await eventually(status, ({ clusters }) => clusters[0]!.readMs > 0)
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  expect([(await rows('logs?pod=web-1&run=4')).length, (await rows('events')).length]).toEqual([
    2, 1,
  ])
  api.set(pod(5))
  const [after] = await eventually(
    () => rows('incidents?state=open'),
    ([first]) => first?.['crashes'] === 5,
  )
  expect(after).toMatchObject({ id: before!['id'], opened: before!['opened'], crashes: 5 })
  await eventually(
    () => rows('runs'),
    (found) => found.length === 2,
  )
  expect((await rows('runs')).map(({ run }) => run)).toEqual([5, 4])
  const metrics = await (await fetch(`${running.url}/metrics`)).text()
  expect(metrics).toContain(
    `unloop_crashes_total{cluster="lab",namespace="shop",workload_kind="Pod",workload="web-1",container="app",cause="${after!['cause'] as string}"`,
  )
}, 300_000)

it('keeps every crash and its log, however soon the next one follows', async () => {
  for (const restarts of [6, 7, 8]) {
    // While the next run is waited for, the log of the last one is the current one, too.
    logs['shop/web-1/app?previous'] = `${finished} crash ${restarts}\n`
    logs['shop/web-1/app'] = `${finished} crash ${restarts}\n`
    api.set(pod(restarts))
    await eventually(
      () => rows('logs?pod=web-1&search=crash'),
      (found) => found.length === restarts - 5,
    )
  }
  const kept = await rows('logs?pod=web-1&search=crash')
  expect(kept.map(({ run, body }) => `${run as number} ${body as string}`).toSorted()).toEqual([
    '6 crash 6',
    '7 crash 7',
    '8 crash 8',
  ])
  await eventually(
    () => rows('runs'),
    (found) => found.length === 5,
  )
  expect((await rows('runs')).map(({ run }) => run)).toEqual([8, 7, 6, 5, 4])
}, 300_000)

it('keeps objects as they were at each change, and of Secrets no value', async () => {
  const config = (url: string): KubeObject =>
    ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'web', namespace: 'shop', uid: 'c' },
      data: { URL: url },
    }) as unknown as KubeObject
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'web', namespace: 'shop', uid: 's' },
    data: { PASSWORD: 'aHVudGVyMnNlY3JldA==' },
  } as unknown as KubeObject
  api.set(config('http://a'))
  api.set(secret)
  await eventually(
    () => rows('changes?namespace=shop'),
    (found) => found.length === 2,
  )
  api.set(config('http://a'))
  api.set(config('http://b'))
  await eventually(
    () => rows('changes?kind=ConfigMap'),
    (found) => found.length === 2,
  )
  api.delete(config('http://b'))
  const kept = await eventually(
    () => rows('changes?kind=ConfigMap'),
    (found) => found.length === 3,
  )
  expect(kept.map(({ change }) => change)).toEqual(['deleted', 'modified', 'seen'])
  expect(kept.map(({ object }) => (object as string).match(/http:..[ab]/)?.[0])).toEqual([
    'http://b',
    'http://b',
    'http://a',
  ])
  expect(JSON.stringify(await rows('changes'))).not.toContain('aHVudGVyMnNlY3JldA==')
}, 300_000)

it('is resolved at once where the pod is replaced by none, and comes back under its id', async () => {
  const [before] = await rows('incidents?state=open')
  api.delete(pod(8))
  const [resolved] = await eventually(
    () => rows('incidents?state=resolved'),
    (found) => found.length > 0,
  )
  expect(resolved!['id']).toBe(before!['id'])
  api.set(pod(9))
  const [back] = await eventually(
    () => rows('incidents?state=open'),
    (found) => found.length > 0,
  )
  expect(back!['id']).toBe(before!['id'])
}, 300_000)
