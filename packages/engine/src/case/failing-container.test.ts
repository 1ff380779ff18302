import { describe, expect, it } from 'vitest'
import { ago, crashed, event, log, pod, report, told } from '../testing/build.ts'

const running = (
  startedSecondsAgo: number,
  last: { ran: number; ended: number },
  restarts = 3,
  ready = true,
) => ({
  restartCount: restarts,
  ready,
  state: { running: { startedAt: ago(startedSecondsAgo) } },
  lastState: {
    terminated: {
      exitCode: 1,
      reason: 'Error',
      startedAt: ago(last.ended + last.ran),
      finishedAt: ago(last.ended),
    },
  },
})

describe('which containers are failing', () => {
  it('takes a container in back-off', () => {
    expect(told(report([pod({ status: crashed(1) })]))).toHaveLength(1)
  })

  it('leaves a healthy pod alone', () => {
    expect(told(report([pod()]))).toEqual([])
  })

  it('takes a container that runs between two crashes', () => {
    expect(told(report([pod({ status: running(5, { ran: 20, ended: 30 }) })]))).toHaveLength(1)
  })

  it('leaves a container alone that outlived its crashes', () => {
    expect(told(report([pod({ status: running(120, { ran: 1, ended: 130 }) })]))).toEqual([])
    expect(
      told(report([pod({ status: running(3 * 86_400, { ran: 1, ended: 3 * 86_400 + 20 }, 12) })])),
    ).toEqual([])
  })

  it('takes a slow loop whose runs last hours', () => {
    expect(
      told(report([pod({ status: running(1200, { ran: 6 * 3600, ended: 1230 }, 5) })])),
    ).toHaveLength(1)
  })

  it('does not call one crash after a long run a loop', () => {
    expect(told(report([pod({ status: running(60, { ran: 86_400, ended: 65 }, 1) })]))).toEqual([])
  })

  it('takes a pod that its node turned away, until a sibling runs', () => {
    const owner = { kind: 'ReplicaSet', name: 'web-5d9c' }
    const podStatus = { phase: 'Failed', reason: 'SysctlForbidden', containerStatuses: [] }
    const rejected = pod({ owner, podStatus })
    expect(told(report([rejected]))).toHaveLength(1)
    expect(told(report([rejected, pod({ owner, name: 'web-2' })]))).toEqual([])
  })

  it('takes an evicted pod for which no sibling lives, and not the one that waits for the node', () => {
    const owner = { kind: 'ReplicaSet', name: 'web-5d9c' }
    const evicted = pod({
      owner,
      podStatus: {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory.',
      },
    })
    const waiting = pod({
      owner,
      name: 'web-2',
      podStatus: {
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '1 node(s) had untolerated taint {node.kubernetes.io/memory-pressure: }',
          },
        ],
      },
    })
    const { incidents } = report([evicted, waiting])
    expect(incidents.map(({ causes }) => causes[0]?.id)).toEqual(['quota-or-eviction'])
    expect(told(report([evicted, pod({ owner, name: 'web-3' })]))).toEqual([])
    const job = pod({ owner: { kind: 'Job', name: 'dump' }, podStatus: evicted.status })
    expect(told(report([job]))).toEqual([])
  })

  it('takes a pod that was evicted for its own volume until the one in its place has outlived it', () => {
    const owner = { kind: 'ReplicaSet', name: 'web-5d9c' }
    const evicted = (message: string) =>
      pod({
        owner,
        podStatus: {
          phase: 'Failed',
          reason: 'Evicted',
          message,
          startTime: ago(300),
          conditions: [{ type: 'DisruptionTarget', status: 'True', lastTransitionTime: ago(240) }],
        },
      })
    const next = (seconds: number) =>
      pod({ owner, name: 'web-2', podStatus: { phase: 'Running', startTime: ago(seconds) } })
    const own = evicted('Usage of EmptyDir volume "cache" exceeds the limit "20Mi". ')
    expect(report([own, next(60)]).incidents.map(({ causes }) => causes[0]?.id)).toEqual([
      'quota-or-eviction',
    ])
    expect(told(report([own, next(180)]))).toEqual([])
    expect(told(report([evicted('The node was low on resource: memory.'), next(60)]))).toEqual([])
  })

  it('takes a pod whose readiness gate stays shut, although all its containers are ready', () => {
    const conditions = (gate: string, seconds: number) => [
      { type: 'ContainersReady', status: 'True', lastTransitionTime: ago(seconds) },
      { type: 'target-health/web', status: gate, lastTransitionTime: ago(seconds) },
      { type: 'Ready', status: gate },
    ]
    const gated = (gate: string, seconds: number) => {
      const plain = pod({ spec: { readinessGates: [{ conditionType: 'target-health/web' }] } })
      return { ...plain, status: { ...plain.status, conditions: conditions(gate, seconds) } }
    }
    const [incident] = report([gated('False', 900)]).incidents
    expect(incident?.kind).toBe('not-ready')
    expect(incident?.causes[0]?.id).toBe('readiness-gate')
    expect(report([gated('True', 900)]).incidents).toEqual([])
    expect(report([gated('False', 30)]).incidents).toEqual([])
  })

  it('does not call a Job that gave up a loop', () => {
    const failed = (name: string) =>
      pod({
        name,
        owner: { kind: 'Job', name: 'rebalance' },
        spec: { restartPolicy: 'Never' },
        podStatus: {
          phase: 'Failed',
          containerStatuses: [
            {
              name: 'app',
              restartCount: 0,
              state: { terminated: { exitCode: 1, reason: 'Error' } },
            },
          ],
        },
      })
    const job = (conditions: readonly object[]) => ({
      kind: 'Job',
      metadata: { name: 'rebalance', namespace: 'shop' },
      status: { conditions },
    })
    const kinds = (conditions: readonly object[]) =>
      report([failed('a'), failed('b'), job(conditions)]).incidents.map(({ kind }) => kind)
    expect(kinds([])).toEqual(['crash-loop'])
    expect(kinds([{ type: 'Failed', status: 'True' }])).toEqual(['not-ready'])
  })

  it('leaves a pod that is being deleted or has succeeded alone', () => {
    const gone = pod({ status: crashed(1) })
    expect(
      told(report([{ ...gone, metadata: { ...gone.metadata, deletionTimestamp: ago(5) } }])),
    ).toEqual([])
    expect(told(report([pod({ podStatus: { phase: 'Succeeded' } })]))).toEqual([])
  })

  it('leaves a failed Job that does not try again alone, and takes one that does', () => {
    const failed = (name: string) =>
      pod({
        name,
        owner: { kind: 'Job', name: 'import' },
        spec: { restartPolicy: 'Never' },
        podStatus: {
          phase: 'Failed',
          containerStatuses: [
            {
              name: 'app',
              restartCount: 0,
              state: { terminated: { exitCode: 1, reason: 'Error', finishedAt: ago(30) } },
            },
          ],
        },
      })
    expect(told(report([failed('import-a')]))).toEqual([])
    expect(told(report([failed('import-a'), failed('import-b')]))).toHaveLength(1)
  })

  it('takes a pod that stays in ContainerCreating only where events say why', () => {
    const creating = pod({
      status: {
        restartCount: 0,
        ready: false,
        state: { waiting: { reason: 'ContainerCreating' } },
      },
    })
    expect(told(report([creating]))).toEqual([])
    const why = event({
      reason: 'FailedMount',
      message: 'MountVolume.SetUp failed for volume "conf" : configmap "web-conf" not found',
    })
    expect(told(report([creating, why]))).toHaveLength(1)
  })

  it('groups replicas of one cause and parts containers of one pod', () => {
    const owner = { kind: 'ReplicaSet', name: 'web-5d' }
    const labels = { 'pod-template-hash': '5d' }
    const replicas = ['a', 'b', 'c'].map((name) =>
      pod({ name, owner, labels, status: crashed(132) }),
    )
    const { incidents } = report(replicas)
    expect(incidents).toHaveLength(1)
    expect(incidents[0]?.workload).toEqual({ kind: 'Deployment', name: 'web' })
    expect(incidents[0]?.pods).toEqual(['a', 'b', 'c'])
  })

  it('finds a controller that may not create its pods', () => {
    const set = {
      kind: 'ReplicaSet',
      metadata: { name: 'web-5d', namespace: 'shop' },
      spec: { replicas: 2, template: { spec: { containers: [{ name: 'app' }] } } },
      status: { replicas: 0 },
    }
    const why = event({
      reason: 'FailedCreate',
      message:
        'Error creating: pods "web-5d-x" is forbidden: exceeded quota: team, requested: cpu=1, used: cpu=4, limited: cpu=4',
      about: { kind: 'ReplicaSet', name: 'web-5d' },
    })
    expect(told(report([set, why]))).toHaveLength(1)
  })
})

describe('the clock', () => {
  it('tells the next start from the back-off that the kubelet states', () => {
    const [incident] = report([pod({ status: crashed(1) })]).incidents
    expect(incident?.state).toMatchObject({
      backoffSeconds: 80,
      lastExitAt: ago(30),
      nextRestartAt: ago(-50),
    })
  })

  it('does not invent one where the kubelet states none', () => {
    const status = crashed(1, { state: { waiting: { reason: 'CrashLoopBackOff' } } })
    expect(report([pod({ status })]).incidents[0]?.state.nextRestartAt).toBeNull()
  })
})

describe('the report', () => {
  it('is the same for the same snapshot, and the id survives new pods', () => {
    const owner = { kind: 'StatefulSet', name: 'db' }
    const once = report([pod({ owner, status: crashed(139) })], [log('starting\n')])
    const again = report([pod({ owner, status: crashed(139) })], [log('starting\n')])
    expect(JSON.stringify(once)).toBe(JSON.stringify(again))
    const other = report([pod({ name: 'db-7', owner, status: crashed(139) })])
    expect(other.incidents[0]?.id).toBe(once.incidents[0]?.id)
  })

  it('says unknown rather than guess', () => {
    const [incident] = report([pod({ status: crashed(1) })]).incidents
    expect(incident?.causes[0]?.id).toBe('unknown')
    expect(incident?.collect.length).toBeGreaterThan(0)
  })
})
