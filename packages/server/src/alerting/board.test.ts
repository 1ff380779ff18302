import { isResolvedAt } from '@unloop/alerting'
import type { Incident } from '@unloop/engine/report'
import { describe, expect, it } from 'vitest'
import type { Tracked } from '../incidents/tracker.ts'
import { Board } from './board.ts'

const T0 = Date.UTC(2026, 10, 30)
const board = () => new Board({ externalUrl: 'http://unloop', intervalMs: 15_000 })

const incident = (more: Partial<Incident> = {}): Incident =>
  ({
    id: 'abc',
    kind: 'crash-loop',
    namespace: 'shop',
    workload: { kind: 'Deployment', name: 'web' },
    container: { name: 'app', role: 'main' },
    pods: ['web-1'],
    causes: [
      {
        id: 'oom-killed',
        branch: 'resources',
        confidence: 0.934,
        title: 'The kernel killed it at its memory limit',
        evidence: [{ excerpt: 'password=hunter2secret in OOM' }],
      },
    ],
    victimOf: null,
    change: null,
    fixes: [{ title: 'Raise the limit', commands: [`kubectl set resources deploy/web`] }],
    collect: [],
    ...more,
  }) as unknown as Incident
const tracked = (more: Partial<Tracked> = {}): Tracked => ({
  id: 'abc',
  incident: incident(),
  state: 'open',
  openedMs: T0,
  changedMs: T0,
  resolvedMs: 0,
  crashes: 2,
  ...more,
})
const deployment = (wanted: number, ready: number) => ({
  objects: [
    {
      object: {
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { replicas: wanted },
        status: { readyReplicas: ready },
      },
      origin: { file: '' },
    },
  ] as never,
})

const look = (open: readonly Tracked[], nowMs = T0, snapshot = deployment(2, 1)) => ({
  cluster: 'c1',
  snapshot,
  open,
  nowMs,
})
const names = (one: Board, nowMs = T0): readonly string[] =>
  one
    .alerts(nowMs)
    .filter((alert) => !isResolvedAt(alert, nowMs))
    .map(({ labels }) => labels['alertname'] ?? '')
    .toSorted((a, b) => (a < b ? -1 : 1))

describe('alerts of what is watched', () => {
  it('fire from the second crash on, with the cause, and without a secret', () => {
    const one = board()
    one.look(look([tracked({ crashes: 1 })]))
    expect(names(one)).toEqual(['UnloopOutOfMemory'])
    one.look(look([tracked()]))
    expect(names(one)).toEqual(['UnloopCrashLoop', 'UnloopOutOfMemory'])
    const found = one.alerts(T0).find(({ labels }) => labels['alertname'] === 'UnloopCrashLoop')
    expect(found?.labels).toEqual({
      alertname: 'UnloopCrashLoop',
      severity: 'warning',
      cluster: 'c1',
      namespace: 'shop',
      workload_kind: 'Deployment',
      workload: 'web',
      container: 'app',
      cause: 'oom-killed',
    })
    expect(found?.annotations).toMatchObject({
      unloop_cause: 'oom-killed',
      unloop_confidence: '93 %',
      unloop_next: 'kubectl set resources deploy/web',
      unloop_url: 'http://unloop/i/abc',
    })
    expect(JSON.stringify(found?.annotations)).not.toContain('hunter2secret')
  })

  it('stay between two crashes, and resolve with the incident', () => {
    const one = board()
    one.look(look([tracked()]))
    one.look(look([tracked()], T0 + 300_000))
    expect(names(one, T0 + 300_000)).toContain('UnloopCrashLoop')
    one.look(look([], T0 + 901_000))
    expect(names(one, T0 + 901_000)).toEqual([])
    expect(one.alerts(T0 + 901_000).length).toBe(2)
    one.look(look([], T0 + 2_000_000))
    expect(one.alerts(T0 + 2_000_000)).toEqual([])
  })

  it('tell that every replica is down, or that the old revision still serves', () => {
    const down = board()
    down.look(look([tracked()], T0, deployment(2, 0)))
    expect(names(down)).toContain('UnloopEveryReplicaDown')
    const change = { at: null, what: 'image', revision: '2', previous: '1' }
    const rollout = board()
    rollout.look(look([tracked({ incident: incident({ change }) })]))
    expect(names(rollout)).toContain('UnloopNewRevisionCrashes')
  })

  it('stay while the container is ready for moments between two crashes', () => {
    const one = board()
    one.look(look([tracked()], T0, deployment(2, 0)))
    one.look(look([tracked()], T0 + 20_000, deployment(2, 2)))
    expect(names(one, T0 + 20_000)).toContain('UnloopEveryReplicaDown')
    one.look(look([tracked()], T0 + 320_000, deployment(2, 2)))
    expect(names(one, T0 + 320_000)).not.toContain('UnloopEveryReplicaDown')
    expect(names(one, T0 + 320_000)).toContain('UnloopCrashLoop')
  })

  it('leave victims to their root', () => {
    const one = board()
    one.look(look([tracked({ incident: incident({ victimOf: 'root' }) })]))
    expect(names(one)).toEqual([])
  })

  it('tell of a dependency, of probes on many pods, and of a rate that rises', () => {
    const cause = (id: string, branch: string) => [{ ...incident().causes[0], id, branch }] as never
    const one = board()
    const pods = ['a', 'b', 'c']
    const probes = incident({ causes: cause('liveness-probe', 'probes'), pods })
    one.look(look([tracked({ incident: probes })]))
    expect(names(one)).toContain('UnloopProbeStorm')
    const dns = incident({ causes: cause('dns-failure', 'network-deps') })
    one.look(look([tracked({ incident: dns })]))
    expect(names(one)).toContain('UnloopDependency')
    const rising = board()
    for (const [minute, crashes] of [
      [0, 2],
      [5, 3],
      [11, 4],
      [14, 8],
    ] as const)
      rising.look(look([tracked({ crashes })], T0 + minute * 60_000))
    expect(names(rising, T0 + 840_000)).toContain('UnloopRestartsRising')
  })

  it('stay as they are while a cluster cannot be read, which is an alert of its own', () => {
    const one = board()
    one.watch('c1', T0)
    one.look(look([tracked()]))
    const later = T0 + 1_800_000
    expect(names(one, later)).toEqual(['UnloopCrashLoop', 'UnloopNoData', 'UnloopOutOfMemory'])
    one.look(look([tracked()], later + 1000))
    expect(names(one, later + 1000)).not.toContain('UnloopNoData')
  })
})
