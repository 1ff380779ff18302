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
