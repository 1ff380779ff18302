import type { KubeObject, Snapshot } from '@unloop/engine/evidence'
import { afterEach, expect, it } from 'vitest'
import { Diagnoser } from './diagnoser.ts'

const generatedAt = '2026-01-01T00:00:00Z'
const diagnoser = new Diagnoser()

afterEach(() => diagnoser.close())

const crashing = (n: number): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `web-${n}`, namespace: 'shop', uid: `uid-${n}` },
    spec: { containers: [{ name: 'app', image: 'web:1' }] },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          image: 'web:1',
          imageID: 'sha256:1',
          ready: false,
          restartCount: 5,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 1, reason: 'Error' } },
        },
      ],
    },
  }) as unknown as KubeObject

const snapshotOf = (pods: number): Snapshot => ({
  source: { kind: 'cluster', name: 'lab', capturedAt: generatedAt },
  objects: Array.from({ length: pods }, (_each, n) => ({
    object: crashing(n),
    origin: { source: `pod ${n}` },
  })),
  logs: [],
  samples: [],
  gaps: [],
})

const job = (pods: number, isUrgent: boolean) => ({
  kind: 'snapshot' as const,
  snapshot: snapshotOf(pods),
  generatedAt,
  isUrgent,
})

it('an urgent one does not wait for one that is under way, and both say what they say alone', async () => {
  await diagnoser.warm()
  const ended: string[] = []
  const [whole, part] = await Promise.all([
    diagnoser.diagnose(job(300, false)).finally(() => ended.push('whole')),
    diagnoser.diagnose(job(1, true)).finally(() => ended.push('part')),
  ])
  expect(ended).toEqual(['part', 'whole'])
  expect(whole).toEqual(await diagnoser.diagnose(job(300, false)))
  expect(part).toEqual(await diagnoser.diagnose(job(1, false)))
  expect(part.incidents).toHaveLength(1)
}, 120_000)

it('what waits as it ends is told so', async () => {
  await diagnoser.warm()
  const under = [diagnoser.diagnose(job(300, false)), diagnoser.diagnose(job(1, true))]
  const told = Promise.allSettled(under)
  await diagnoser.close()
  const reasons = (await told).map((one) => String((one as { reason?: unknown }).reason))
  expect(reasons).toEqual(Array(2).fill('Error: The server is ending.'))
}, 120_000)
