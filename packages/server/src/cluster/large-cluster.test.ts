import { setTimeout as pause } from 'node:timers/promises'
import type { Pod, Snapshot } from '@unloop/engine/evidence'
import type { Incident, Report } from '@unloop/engine/report'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { crashingPod, runningPod } from '../../../../scripts/lib/crashing-pod.mjs'
import { startFakeApi, type FakeApi } from '../../../sources/src/testing/fake-api.ts'
import {
  kubeconfigText,
  testFolder,
  type TestFolder,
} from '../../../sources/src/testing/kubeconfig.ts'
import type { Job } from '../diagnosis/job.ts'
import { ClusterWatch } from './cluster-watch.ts'

/** Longer than what is diagnosed at each look as a whole. */
const SLOW_MS = 200
const LATER_MS = 30_000

const pod = (namespace: string, restarts: number) =>
  crashingPod({ name: `web-${namespace}`, namespace, restarts, backOff: '5m0s' })

/** An incident a namespace, with the restarts that the snapshot knows. */
function reportOn(snapshot: Snapshot): Report {
  const incidents = snapshot.objects.flatMap(({ object }): Incident[] => {
    if (object.kind !== 'Pod') return []
    const { metadata, status } = object as Pod
    const { namespace = '', name = '' } = metadata
    const [container] = status?.containerStatuses ?? []
    return [
      {
        id: namespace,
        namespace,
        workload: { kind: 'Pod', name },
        pods: [name],
        state: { restarts: container?.restartCount ?? 0 },
        causes: [],
        fixes: [],
        collect: [],
        victims: [],
        victimOf: null,
      } as unknown as Incident,
    ]
  })
  return { incidents, gaps: [] } as unknown as Report
}

/** A diagnoser whose diagnoses of everything end when they are let go. */
function slowDiagnoser() {
  const held: (() => void)[] = []
  const state = { isHolding: false }
  return {
    hold: () => (state.isHolding = true),
    release: () => held.splice(0).forEach((go) => go()),
    get held() {
      return held.length
    },
    async diagnose(job: Job): Promise<Report> {
      if (job.kind === 'text') throw new Error('nobody pasted anything')
      const report = reportOn(job.snapshot)
      if (job.isUrgent === true) return report
      await pause(SLOW_MS)
      if (state.isHolding) await new Promise<void>((go) => held.push(go))
      return report
    },
  }
}

let api: FakeApi
let folder: TestFolder

beforeAll(async () => {
  const log = `${new Date().toISOString()} Error: no\n`
  api = await startFakeApi({
    objects: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'b' } },
      pod('a', 5),
      pod('b', 5),
    ],
    logs: Object.fromEntries(
      ['a', 'b'].flatMap((namespace) => [
        [`${namespace}/web-${namespace}/app`, log],
        [`${namespace}/web-${namespace}/app?previous`, log],
      ]),
    ),
    date: new Date().toUTCString(),
  })
  folder = testFolder()
})

afterAll(async () => {
  await api.close()
  folder.remove()
})

afterEach(() => {
  vi.useRealTimers()
})

it('a crash is told of while everything is diagnosed, which then changes nothing that is newer', async () => {
  const kubeconfig = folder.write('config', kubeconfigText({ server: api.url }))
  const diagnoser = slowDiagnoser()
  const lines: string[] = []
  const watch = new ClusterWatch({
    cluster: 'lab',
    way: { kubeconfig },
    store: { rows: async () => [], insert: async () => undefined },
    diagnoser,
    intervalMs: 500,
    log: (line) => lines.push(line),
  })
  const restarts = (): string =>
    watch.open
      .map(({ id, crashes }) => `${id} ${crashes}`)
      .toSorted()
      .join()
  const seen = (wanted: string) =>
    vi.waitFor(() => expect(restarts(), lines.join('\n')).toBe(wanted), 20_000)
  await watch.start()
  await seen('a 5,b 5')
  diagnoser.hold()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + LATER_MS })
  api.set(runningPod({ name: 'web-c', namespace: 'c' }))
  api.set(pod('a', 6))
  await vi.waitFor(() => expect(diagnoser.held).toBe(1), 20_000)
  await seen('a 6,b 5')
  api.set(pod('b', 6))
  await seen('a 6,b 6')
  diagnoser.release()
  await seen('a 6,b 6,c 0')
  await watch.stop()
  expect(lines).toEqual([])
}, 60_000)
