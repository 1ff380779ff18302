import type { ContainerState, KubeObject } from '@unloop/engine/evidence'
import { describe, expect, it } from 'vitest'
import { loopSeconds, probeSeconds, provingSeconds } from './period.ts'

const podOf = (lastState: ContainerState): KubeObject => ({
  kind: 'Pod',
  metadata: {},
  status: { containerStatuses: [{ name: 'web', lastState }] },
})
const ended = (startedAt: string, finishedAt: string): KubeObject =>
  podOf({ terminated: { startedAt, finishedAt } })

describe('one round of the loop', () => {
  it('is the longest run that ended', () => {
    const pods = [
      ended('2026-11-21T10:00:00Z', '2026-11-21T10:00:07Z'),
      ended('2026-11-21T10:00:00Z', '2026-11-21T10:01:30Z'),
    ]
    expect(loopSeconds(pods)).toBe(90)
  })

  it('is how long an evicted pod lived, where its containers say nothing', () => {
    const evicted: KubeObject = {
      kind: 'Pod',
      metadata: {},
      status: {
        phase: 'Failed',
        reason: 'Evicted',
        startTime: '2026-11-21T10:00:00Z',
        conditions: [{ type: 'DisruptionTarget', lastTransitionTime: '2026-11-21T10:00:12Z' }],
      },
    }
    expect(loopSeconds([evicted])).toBe(12)
  })

  it('is nothing where no run ended, or its times make no sense', () => {
    expect(loopSeconds([podOf({ running: {} })])).toBe(0)
    expect(loopSeconds([ended('2026-11-21T10:00:07Z', '2026-11-21T10:00:00Z')])).toBe(0)
    expect(loopSeconds([ended('0001-01-01T00:00:00Z', '2026-11-21T10:00:00Z')])).toBe(0)
  })
})

it.each([
  [0, 15],
  [10, 18],
  [90, 118],
  [3600, 600],
])('a loop of %d s is watched for %d s', (loop, seconds) => {
  expect(provingSeconds(loop)).toBe(seconds)
})

describe('the time until a probe ends a container', () => {
  const pod = (spec: object) => ({ spec: spec as never })

  it('follows the longer of period and timeout, as a probe that waits holds up the next', () => {
    const livenessProbe = { periodSeconds: 5, timeoutSeconds: 20 }
    expect(probeSeconds([pod({ containers: [{ name: 'a', livenessProbe }] })])).toBe(60)
  })

  it('begins after the time to start', () => {
    const startupProbe = { periodSeconds: 5, failureThreshold: 10 }
    const container = { name: 'a', startupProbe, livenessProbe: {} }
    expect(probeSeconds([pod({ containers: [container] })])).toBe(80)
  })

  it('counts sidecars, which are init containers that go on', () => {
    const sidecar = { name: 'a', restartPolicy: 'Always', livenessProbe: {} }
    expect(probeSeconds([pod({ containers: [], initContainers: [sidecar] })])).toBe(30)
  })
})
