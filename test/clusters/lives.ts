import { healthyLog } from './healthy-log.ts'
import { TURNED_AWAY, addPod, type ContainerLife, type PodLife } from './pods.ts'
import type { Program } from './programs.data.ts'
import { DAY, HOUR, MINUTE, SECOND } from './time.ts'
import type { World } from './world.ts'

/** A workload whose pods live, and what is drawn once for it. */
export interface Stage {
  readonly world: World
  readonly program: Program
  readonly namespace: string
  readonly replicas: number
  readonly hash: string
  readonly mesh: 'none' | 'istio' | 'istio-native' | 'linkerd'
}

/** What the pods of a workload went through; all of it is over, and the pods are well or gone. */
export type Life = (stage: Stage) => void

const PROXIES = {
  istio: { name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.24.1', role: 'main' },
  'istio-native': { name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.24.1', role: 'sidecar' },
  linkerd: { name: 'linkerd-proxy', image: 'cr.l5d.io/linkerd/proxy:edge-24.11.8', role: 'main' },
} as const

const INITS = {
  istio: { name: 'istio-init', image: 'docker.io/istio/proxyv2:1.24.1' },
  'istio-native': { name: 'istio-init', image: 'docker.io/istio/proxyv2:1.24.1' },
  linkerd: { name: 'linkerd-init', image: 'cr.l5d.io/linkerd/proxy-init:v2.4.1' },
} as const

const mainName = ({ program }: Stage): string =>
  program.kind === 'StatefulSet' && program.name.includes('-')
    ? (program.name.split('-')[0] ?? program.name)
    : program.name

const main = (stage: Stage, more: Partial<ContainerLife> = {}): ContainerLife => {
  const { program } = stage
  const { image, port } = program
  return { name: mainName(stage), image, ...(port === undefined ? {} : { port }), ...more }
}

/** The container with what a mesh puts beside it. */
function meshed({ mesh }: Stage, life: ContainerLife, age: number): readonly ContainerLife[] {
  if (mesh === 'none') return [life]
  const done = { code: 0, reason: 'Completed', ago: age - 3000, ran: 1000 }
  return [
    { ...INITS[mesh], role: 'init', ended: done },
    { ...PROXIES[mesh], running: age - 4000 },
    life,
  ]
}

const podName = ({ world, program, hash }: Stage, index: number): string =>
  program.kind === 'StatefulSet'
    ? `${program.name}-${index}`
    : program.kind === 'DaemonSet'
      ? `${program.name}-${world.letters(5)}`
      : `${program.name}-${hash}-${world.letters(5)}`

const ownerOf = ({ program, hash }: Stage): NonNullable<PodLife['owner']> =>
  program.kind === 'Deployment'
    ? { kind: 'ReplicaSet', name: `${program.name}-${hash}` }
    : { kind: program.kind, name: program.name }

/** Adds a pod of the workload, and the log of its program. */
function live(
  stage: Stage,
  index: number,
  life: Partial<PodLife> & Pick<PodLife, 'age' | 'containers'>,
): string {
  const { world, program, namespace, hash } = stage
  const pod = addPod(world, {
    namespace,
    name: podName(stage, index),
    owner: ownerOf(stage),
    ...(program.kind === 'Deployment' ? { hash } : {}),
    ...life,
  })
  const name = pod.metadata.name ?? ''
  if (TURNED_AWAY.test(life.reason ?? '') || life.phase === 'Pending') return name
  const text = healthyLog(world, program, world.between(20, 90))
  world.logs.push({ namespace, pod: name, container: mainName(stage), run: 'current', text })
  return name
}

const each = ({ replicas }: Stage, make: (index: number) => void): void => {
  for (let index = 0; index < replicas; index++) make(index)
}

const calm: Life = (stage) => {
  const age = stage.world.between(2, 90) * DAY
  each(stage, (index) =>
    live(stage, index, {
      age,
      containers: meshed(stage, main(stage, { running: age - 9000 }), age),
    }),
  )
}

/** How containers ended long ago: a leader that lost its lease, a reboot of the node, a leak, a probe during an overload. */
const OLD_ENDS = [
  { code: 1, reason: 'Error' },
  { code: 255, reason: 'Unknown' },
  { code: 137, reason: 'OOMKilled' },
  { code: 137, reason: 'Error' },
  { code: 2, reason: 'Error' },
  { code: 0, reason: 'Completed' },
] as const

const restartedLongAgo: Life = (stage) => {
  const { world } = stage
  const age = world.between(20, 200) * DAY
  each(stage, (index) => {
    const ago = world.between(11, 19 * 24) * HOUR + world.int(60) * MINUTE
    const last = {
      ...world.random.pick(OLD_ENDS),
      ago,
      ran: world.random.pick([4 * SECOND, 40 * MINUTE, 5 * DAY]),
    }
    const life = main(stage, { running: ago - 2000, restarts: world.between(1, 120), last })
    const name = live(stage, index, { age, containers: meshed(stage, life, age) })
    if (world.random.chance(0.5))
      world.event({
        kind: 'Pod',
        namespace: stage.namespace,
        name,
        type: 'Warning',
        reason: 'Unhealthy',
        container: life.name,
        message: `Liveness probe failed: Get "http://10.42.0.7:${stage.program.port ?? 8080}/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
        ago: world.between(3, 50) * MINUTE,
        firstAgo: 9 * DAY,
        count: world.between(2, 30),
      })
  })
}

/** Waited for another one when the namespace was made, crashed thrice, and runs since. */
const recovered: Life = (stage) => {
  const { world, namespace } = stage
  const age = world.between(25, 170) * MINUTE
  each(stage, (index) => {
    const ago = age - world.between(2, 4) * MINUTE
    const last = { code: 1, reason: 'Error', ago, ran: 3 * SECOND }
    const life = main(stage, { running: ago - 3000, restarts: 3, last })
    const name = live(stage, index, { age, containers: meshed(stage, life, age) })
    world.event({
      kind: 'Pod',
      namespace,
      name,
      type: 'Warning',
      reason: 'BackOff',
      container: life.name,
      message: `Back-off restarting failed container ${life.name} in pod ${name}_${namespace}(${world.uid()})`,
      ago: ago + 20_000,
      firstAgo: age - 20_000,
      count: 6,
    })
  })
}

/** A younger revision took over within the last hour; of the older pods only events are left. */
const replaced: Life = (stage) => {
  const { world, namespace, program } = stage
  const age = world.between(3, 55) * MINUTE
  each(stage, (index) =>
    live(stage, index, {
      age,
      containers: meshed(stage, main(stage, { running: age - 8000 }), age),
    }),
  )
  const old = world.hash()
  for (let index = 0; index < stage.replicas; index++) {
    const name = `${program.name}-${old}-${world.letters(5)}`
    const say = gone(stage, name, age)
    say(
      'Unhealthy',
      `Startup probe failed: Get "http://10.44.1.${index + 3}:15021/healthz/ready": dial tcp 10.44.1.${index + 3}:15021: connect: connection refused`,
      'istio-proxy',
    )
    say('Unhealthy', `Readiness probe failed: HTTP probe failed with statuscode: 503`, program.name)
    if (world.random.chance(0.5))
      say(
        'BackOff',
        `Back-off restarting failed container ${program.name} in pod ${name}_${namespace}(${world.uid()})`,
        program.name,
      )
    if (world.random.chance(0.3)) say('FailedPreStopHook', 'PreStopHook failed', program.name)
    world.event({
      kind: 'Pod',
      namespace,
      name,
      reason: 'Killing',
      message: `Stopping container ${program.name}`,
      container: program.name,
      ago: age - MINUTE,
    })
  }
}

const gone =
  ({ world, namespace }: Stage, name: string, age: number) =>
  (reason: string, message: string, container: string): void =>
    world.event({
      kind: 'Pod',
      namespace,
      name,
      type: 'Warning',
      reason,
      message,
      container,
      ago: age - 30_000,
      firstAgo: age + world.between(1, 20) * MINUTE,
      count: world.between(1, 14),
    })

/** Events of a start that went wrong for a moment. */
const STARTS = [
  [
    'FailedScheduling',
    '0/6 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }, 5 Insufficient cpu. preemption: 0/6 nodes are available: 6 No preemption victims found for incoming pod.',
  ],
  [
    'FailedMount',
    'MountVolume.SetUp failed for volume "config" : failed to sync configmap cache: timed out waiting for the condition',
  ],
  ['FailedMount', 'MountVolume.SetUp failed for volume "tls" : secret "web-tls" not found'],
  [
    'FailedAttachVolume',
    'Multi-Attach error for volume "pvc-5a1" Volume is already used by pod(s) db-0',
  ],
  [
    'FailedCreatePodSandBox',
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "41c": plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container',
  ],
  [
    'Failed',
    'Failed to pull image "registry.shop.example/web:2": rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  ],
  ['Failed', 'Error: ImagePullBackOff'],
  [
    'DNSConfigForming',
    'Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: 10.96.0.10 1.1.1.1 8.8.8.8',
  ],
  ['NodeNotReady', 'Node is not ready'],
] as const

const started: Life = (stage) => {
  const { world, namespace, program } = stage
  const age = world.between(2, 58) * MINUTE
  each(stage, (index) => {
    const name = live(stage, index, {
      age,
      containers: meshed(stage, main(stage, { running: age - 50_000 }), age),
    })
    for (const [reason, message] of STARTS)
      if (world.random.chance(0.35))
        world.event({
          kind: 'Pod',
          namespace,
          name,
          type: 'Warning',
          reason,
          message,
          ago: age - 30_000,
          firstAgo: age,
          count: world.between(1, 5),
          ...(reason === 'FailedScheduling' ? { from: 'default-scheduler' } : {}),
        })
    const port = stage.mesh.startsWith('istio') ? 15021 : (program.port ?? 8080)
    const container = stage.mesh.startsWith('istio') ? 'istio-proxy' : mainName(stage)
    world.event({
      kind: 'Pod',
      namespace,
      name,
      type: 'Warning',
      reason: 'Unhealthy',
      container,
      message: `Startup probe failed: Get "http://10.44.1.9:${port}/healthz/ready": dial tcp 10.44.1.9:${port}: connect: connection refused`,
      ago: age - 45_000,
      firstAgo: age - 20_000,
      count: world.between(1, 9),
    })
  })
}

/** Began within the last minutes, as a rollout does: the younger ones are not ready yet, and the older ones serve. */
const rollingOut: Life = (stage) => {
  const { world, namespace } = stage
  const age = world.between(3, 40) * DAY
  each(stage, (index) =>
    live(stage, index, {
      age,
      containers: meshed(stage, main(stage, { running: age - 8000 }), age),
    }),
  )
  if (stage.program.kind !== 'Deployment') return
  const next: Stage = { ...stage, hash: world.hash(), mesh: 'none' }
  const young = world.between(8, 40) * SECOND
  const name = live(next, 0, {
    age: young,
    containers: [main(next, { running: young - 4000, ready: false })],
  })
  world.event({
    kind: 'Pod',
    namespace,
    name,
    type: 'Warning',
    reason: 'Unhealthy',
    container: mainName(next),
    message: `Readiness probe failed: dial tcp 10.44.2.4:${next.program.port ?? 8080}: connect: connection refused`,
    ago: 3000,
    firstAgo: young - 6000,
    count: 2,
  })
  const waiting = world.random.pick(['ContainerCreating', 'PodInitializing'])
  const starting = { ...main(next, { waiting }), ready: false }
  live(next, 1, {
    age: 6 * SECOND,
    phase: 'Pending',
    containers: waiting === 'PodInitializing' ? [waits(4 * SECOND), starting] : [starting],
  })
}

const waits = (running: number): ContainerLife => ({
  name: 'wait-for-db',
  image: 'docker.io/library/busybox:1.37',
  role: 'init',
  running,
  ready: false,
})

/** Its init container was tried some times before the database was there. */
const waitedFirst: Life = (stage) => {
  const { world, namespace } = stage
  const age = world.between(30, 600) * MINUTE
  each(stage, (index) => {
    const done = age - 4 * MINUTE
    const init: ContainerLife = {
      name: 'migrate',
      image: stage.program.image,
      role: 'init',
      restarts: world.between(0, 5),
      ended: { code: 0, reason: 'Completed', ago: done, ran: 20 * SECOND },
    }
    const name = live(stage, index, {
      age,
      containers: [init, main(stage, { running: done - 2000 })],
    })
    world.event({
      kind: 'Pod',
      namespace,
      name,
      type: 'Warning',
      reason: 'BackOff',
      container: 'migrate',
      message: `Back-off restarting failed container migrate in pod ${name}_${namespace}(${world.uid()})`,
      ago: done + MINUTE,
      firstAgo: age - 30_000,
      count: 4,
    })
  })
}

/** Its node was drained: pods of before are evicted, turned away or ended with it, and others live elsewhere. */
const drained: Life = (stage) => {
  const { world, program } = stage
  const age = world.between(20, 400) * MINUTE
  each(stage, (index) =>
    live(stage, index, {
      age,
      containers: meshed(stage, main(stage, { running: age - 8000 }), age),
    }),
  )
  if (program.kind !== 'Deployment') return
  const before: Stage = { ...stage, mesh: 'none' }
  const old = { age: age + 9 * DAY, phase: 'Failed' }
  live(before, 0, {
    ...old,
    reason: 'Evicted',
    message:
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 61012Ki. Container web was using 410Mi, request is 128Mi, has larger consumption of memory.',
    containers: [main(before)],
  })
  live(before, 0, {
    ...old,
    reason: 'NodeShutdown',
    message: 'Pod was rejected as the node is shutting down.',
    containers: [main(before)],
  })
  live(before, 0, {
    ...old,
    reason: 'Terminated',
    message: 'Pod was terminated in response to imminent node shutdown.',
    containers: [
      main(before, { ended: { code: 0, reason: 'Completed', ago: age, ran: DAY }, ready: false }),
    ],
  })
  live(before, 0, {
    ...old,
    containers: [
      main(before, {
        ended: { code: 137, reason: 'ContainerStatusUnknown', ago: age, ran: DAY },
        ready: false,
        restarts: 1,
      }),
    ],
  })
  live(before, 0, {
    age: age + DAY,
    deleting: true,
    containers: [main(before, { running: DAY, ready: false })],
  })
}

/** Scaled up and down by its HPA. */
const scaled: Life = (stage) => {
  const { world, namespace, program } = stage
  calm(stage)
  const hpa = {
    kind: 'HorizontalPodAutoscaler',
    namespace,
    name: program.name,
    from: 'horizontal-pod-autoscaler',
  }
  world.event({
    ...hpa,
    type: 'Warning',
    reason: 'FailedGetResourceMetric',
    message:
      'failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API',
    ago: 40 * MINUTE,
    firstAgo: 3 * DAY,
    count: 71,
  })
  world.event({
    ...hpa,
    reason: 'SuccessfulRescale',
    message: 'New size: 3; reason: All metrics below target',
    ago: 12 * MINUTE,
  })
  const name = `${program.name}-${stage.hash}`
  const set = { kind: 'ReplicaSet', namespace, name, from: 'replicaset-controller' }
  world.event({
    ...set,
    type: 'Warning',
    reason: 'FailedCreate',
    message: `Error creating: pods "${name}-x" is forbidden: exceeded quota: compute, requested: cpu=500m, used: cpu=7800m, limited: cpu=8`,
    ago: 50 * MINUTE,
    count: 5,
  })
  world.event({
    ...set,
    reason: 'SuccessfulCreate',
    message: `Created pod: ${name}-${world.letters(5)}`,
    ago: 30 * MINUTE,
  })
}

/** With how often each is drawn. */
export const LIVES: readonly (readonly [Life, number])[] = [
  [calm, 8],
  [restartedLongAgo, 6],
  [replaced, 4],
  [started, 4],
  [rollingOut, 3],
  [recovered, 3],
  [drained, 3],
  [scaled, 2],
  [waitedFirst, 2],
]
