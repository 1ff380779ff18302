import { expect, test } from 'vitest'
import type { KubeObject, Snapshot } from '@unloop/engine/evidence'
import { shortOfPods } from './short-of-pods.ts'

const snapshot = (object: KubeObject): Snapshot => ({
  source: { kind: 'cluster', name: 'test', capturedAt: null },
  objects: [{ object, origin: { source: 'objects.json' } }],
  logs: [],
  samples: [],
  gaps: [],
})

const of = (kind: string, spec: object, status: object) =>
  shortOf(kind, spec, status)?.words ?? null

const shortOf = (kind: string, spec: object, status: object) =>
  shortOfPods(
    snapshot({
      kind,
      apiVersion: 'apps/v1',
      metadata: { name: 'web', namespace: 'shop' },
      spec,
      status,
    }),
    { operand: `${kind.toLowerCase()}/web`, namespace: 'shop' },
  )

test('a workload with fewer ready pods than it wants is not called well', () => {
  expect(of('Deployment', { replicas: 2 }, { readyReplicas: 1 })).toContain('has 1 of 2 pods ready')
  expect(of('StatefulSet', {}, {})).toContain('has 0 of 1 pods ready')
  expect(of('DaemonSet', {}, { numberReady: 2, desiredNumberScheduled: 3 })).toContain('2 of 3')
})

test('a run that has not succeeded yet is not called well either', () => {
  expect(of('Job', {}, { active: 1 })).toContain('has 0 of 1 runs succeeded')
  expect(of('Job', { completions: 2 }, { succeeded: 2 })).toBeNull()
  const [before, after] = ['2026-01-01T10:00:00Z', '2026-01-01T10:01:00Z']
  expect(of('CronJob', {}, { lastScheduleTime: after, lastSuccessfulTime: before })).toContain(
    'has 0 of 1 last runs succeeded',
  )
  expect(of('CronJob', {}, { lastScheduleTime: before, lastSuccessfulTime: after })).toBeNull()
  expect(of('CronJob', {}, {})).toBeNull()
})

test('one that has all its pods, or that nobody asked about, is', () => {
  expect(of('Deployment', { replicas: 2 }, { readyReplicas: 2 })).toBeNull()
  expect(of('Deployment', { replicas: 0 }, {})).toBeNull()
  expect(
    shortOfPods(
      snapshot({ kind: 'Deployment', apiVersion: 'apps/v1', metadata: { name: 'web' } }),
      {
        operand: undefined,
        namespace: null,
      },
    ),
  ).toBeNull()
})

test('a readiness probe that fails is said, so that it is waited for', () => {
  const event = (message: string, pod: string): KubeObject =>
    ({
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { name: 'x.1', namespace: 'shop' },
      reason: 'Unhealthy',
      message,
      involvedObject: { kind: 'Pod', name: pod },
    }) as KubeObject
  const web: KubeObject = {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: { name: 'web', namespace: 'shop' },
  }
  const probed = (message: string, pod: string) => {
    const both = snapshot(web)
    const objects = [...both.objects, ...snapshot(event(message, pod)).objects]
    return shortOfPods({ ...both, objects }, { operand: 'deployment/web', namespace: 'shop' })
  }
  expect(probed('Readiness probe failed: connection refused', 'web-6d4-x')).toMatchObject({
    isProbed: true,
    words: expect.stringContaining('their readiness probe fails') as string,
  })
  expect(probed('Liveness probe failed: connection refused', 'web-6d4-x')?.isProbed).toBe(false)
  expect(probed('Readiness probe failed: connection refused', 'api-6d4-x')?.isProbed).toBe(false)
})
