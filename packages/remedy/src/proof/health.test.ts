import type { KubeObject, Pod } from '@unloop/engine/evidence'
import { describe, expect, it } from 'vitest'
import { healthOf } from './health.ts'

const NOW = Date.parse('2026-01-01T10:01:00Z')
const deployment = (status: object): KubeObject => ({
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', generation: 1 },
  spec: { replicas: 1 },
  status: { observedGeneration: 1, ...status },
})
const podOf = (status: object, seconds: number): Pod =>
  ({
    kind: 'Pod',
    metadata: {
      name: 'web-2',
      uid: 'new',
      creationTimestamp: new Date(NOW - seconds * 1000).toISOString(),
    },
    status,
  }) as Pod
const look = (workload: KubeObject, pods: readonly Pod[], baseline: readonly string[] = []) =>
  healthOf({
    workload,
    pods,
    baseline: new Map(baseline.map((uid) => [uid, 0])),
    replaced: new Set(),
    now: NOW,
    began: NOW - 40_000,
  })

const unscheduled = {
  phase: 'Pending',
  conditions: [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: '0/1 nodes are available: 1 Insufficient cpu.',
    },
  ],
}

describe('a pod that does not start', () => {
  it('is said at the first look, with what the scheduler says', () => {
    const { words, failure } = look(deployment({}), [podOf(unscheduled, 2)])
    expect(words).toBe(
      '0 of 1 pods ready; pod web-2 cannot be scheduled: 0/1 nodes are available: 1 Insufficient cpu.',
    )
    expect(failure).toBeNull()
  })

  it('ends the wait within half a minute', () => {
    expect(look(deployment({}), [podOf(unscheduled, 30)]).failure).toContain('Insufficient cpu')
  })

  it('counts for nothing where it was there before', () => {
    expect(look(deployment({}), [podOf(unscheduled, 3000)], ['new']).failure).toBeNull()
  })

  it('ends the wait at once where its node has refused it', () => {
    const refused = { phase: 'Failed', reason: 'SysctlForbidden', message: 'forbidden sysctl' }
    expect(look(deployment({}), [podOf(refused, 1)]).failure).toBe(
      'pod web-2 was refused by its node: SysctlForbidden (forbidden sysctl)',
    )
  })

  it('ends the wait where no pod can be made, if that is newer than the fix', () => {
    const failed = (seconds: number) => ({
      conditions: [
        {
          type: 'ReplicaFailure',
          status: 'True',
          message: 'exceeded quota: team',
          lastUpdateTime: new Date(NOW - seconds * 1000).toISOString(),
        },
      ],
    })
    expect(look(deployment(failed(20)), []).failure).toContain('exceeded quota: team')
    expect(look(deployment(failed(500)), []).failure).toBeNull()
  })
})

it('a Job that runs is not said to have pods', () => {
  const job: KubeObject = { kind: 'Job', metadata: { name: 'once' }, spec: {}, status: {} }
  expect(look(job, []).words).toBe('the Job has not succeeded yet')
})

describe('a workload is ready', () => {
  const readyPod = podOf({ conditions: [{ type: 'Ready', status: 'True' }] }, 60)
  const of = (kind: string, fields: { spec?: object; status?: object; metadata?: object }) =>
    look({ kind, ...fields, metadata: { name: 'web', ...fields.metadata } }, [readyPod]).isReady

  it.each([
    [
      'all replicas are new and available',
      { replicas: 1, updatedReplicas: 1, availableReplicas: 1 },
      true,
    ],
    [
      'an old replica is still there',
      { replicas: 2, updatedReplicas: 1, availableReplicas: 1 },
      false,
    ],
    [
      'the controller has not seen the change',
      { observedGeneration: 0, replicas: 1, updatedReplicas: 1, availableReplicas: 1 },
      false,
    ],
    [
      'a replica is not available',
      { replicas: 1, updatedReplicas: 1, availableReplicas: 0 },
      false,
    ],
  ])('a Deployment of which %s', (_, status, isReady) => {
    expect(look(deployment(status), [readyPod]).isReady).toBe(isReady)
  })

  it('nothing runs of what is scaled to zero, unless the plan lets it rest', () => {
    const resting = { ...deployment({}), spec: { replicas: 0 } }
    expect(look(resting, []).isReady).toBe(false)
    const input = { workload: resting, pods: [], baseline: new Map(), replaced: new Set<string>() }
    expect(healthOf({ ...input, now: NOW, mayRest: true }).isReady).toBe(true)
  })

  it('a StatefulSet whose pods all have the newest revision', () => {
    const status = { readyReplicas: 1, currentRevision: 'a' }
    expect(of('StatefulSet', { status: { ...status, updateRevision: 'a' } })).toBe(true)
    expect(of('StatefulSet', { status: { ...status, updateRevision: 'b' } })).toBe(false)
  })

  it('a DaemonSet on every node that it is wanted on', () => {
    const status = { desiredNumberScheduled: 2, updatedNumberScheduled: 2 }
    expect(of('DaemonSet', { status: { ...status, numberReady: 2 } })).toBe(true)
    expect(of('DaemonSet', { status: { ...status, numberReady: 1 } })).toBe(false)
    const old = { ...status, numberReady: 2, updatedNumberScheduled: 1 }
    expect(of('DaemonSet', { status: old })).toBe(false)
  })

  it('a Job that has succeeded as often as it must', () => {
    expect(of('Job', { spec: { completions: 2 }, status: { succeeded: 2 } })).toBe(true)
    const half = { kind: 'Job', metadata: {}, spec: { completions: 2 }, status: { succeeded: 1 } }
    expect(look(half, []).isReady).toBe(false)
  })

  it('a Job that has failed is no longer waited for', () => {
    const failed = { conditions: [{ type: 'Failed', status: 'True' }] }
    const job = { kind: 'Job', metadata: {}, spec: {}, status: failed }
    expect(look(job, []).failure).toBe('the Job has failed for good')
  })
})

describe('a pod that starts and fails', () => {
  const failing = (restartCount: number, reason: string, seconds = 60) =>
    podOf(
      { containerStatuses: [{ name: 'web', restartCount, state: { waiting: { reason } } }] },
      seconds,
    )

  it('has failed at its first back-off and at its second restart', () => {
    const loop = look(deployment({}), [failing(1, 'CrashLoopBackOff')]).failure
    expect(loop).toBe('container web of pod web-2 is in CrashLoopBackOff')
    expect(look(deployment({}), [failing(1, '')]).failure).toBeNull()
    expect(look(deployment({}), [failing(2, '')]).failure).toBe(
      'pod web-2 has restarted 2 times since',
    )
  })

  it('is given a while to pull its image', () => {
    expect(look(deployment({}), [failing(0, 'ErrImagePull', 20)]).failure).toBeNull()
    expect(look(deployment({}), [failing(0, 'ErrImagePull', 60)]).failure).toContain('ErrImagePull')
  })

  it('does not count where the fix replaces it, or it is being deleted', () => {
    const pod = failing(5, 'CrashLoopBackOff')
    const input = { workload: deployment({}), pods: [pod], baseline: new Map(), now: NOW }
    expect(healthOf({ ...input, replaced: new Set(['new']) }).failure).toBeNull()
    const going = {
      ...pod,
      metadata: { ...pod.metadata, deletionTimestamp: '2026-01-01T10:00:00Z' },
    }
    expect(look(deployment({}), [going]).failure).toBeNull()
  })
})
