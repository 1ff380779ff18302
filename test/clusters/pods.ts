import type { ContainerStatus, KubeObject, OwnerReference, Pod } from '@unloop/engine/evidence'
import type { World } from './world.ts'

/** How a container of a pod lives. */
export interface ContainerLife {
  readonly name: string
  readonly image: string
  readonly port?: number
  readonly probes?: boolean
  readonly role?: 'main' | 'init' | 'sidecar'
  readonly ready?: boolean
  readonly restarts?: number
  /** Milliseconds since it runs; absent for one that does not. */
  readonly running?: number
  readonly waiting?: string
  readonly ended?: Ended
  readonly last?: Ended
}

export interface Ended {
  readonly code: number
  readonly reason: string
  /** Milliseconds since it ended, and how long it ran. */
  readonly ago: number
  readonly ran: number
}

export interface PodLife {
  readonly namespace: string
  readonly name: string
  readonly owner?: { readonly kind: string; readonly name: string }
  readonly hash?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly age: number
  readonly phase?: string
  readonly reason?: string
  readonly message?: string
  readonly node?: string
  readonly deleting?: boolean
  readonly restartPolicy?: string
  readonly containers: readonly ContainerLife[]
}

const ended = (world: World, { code, reason, ago, ran }: Ended): object => ({
  exitCode: code,
  reason,
  startedAt: world.ago(ago + ran),
  finishedAt: world.ago(ago),
  containerID: `containerd://${world.uid().replaceAll('-', '')}`,
})

function stateOf(world: World, life: ContainerLife): object {
  if (life.waiting !== undefined) return { waiting: { reason: life.waiting } }
  if (life.ended !== undefined) return { terminated: ended(world, life.ended) }
  return { running: { startedAt: world.ago(life.running ?? 0) } }
}

const isReady = (life: ContainerLife): boolean =>
  life.ready ??
  (life.waiting === undefined && (life.role === 'init') === (life.ended !== undefined))

function statusOf(world: World, life: ContainerLife): ContainerStatus {
  return {
    name: life.name,
    image: life.image,
    imageID: `${life.image.split(':', 1)[0]}@sha256:${world.uid().replaceAll('-', '')}`,
    restartCount: life.restarts ?? 0,
    ready: isReady(life),
    started: life.running !== undefined,
    state: stateOf(world, life),
    lastState: life.last === undefined ? {} : { terminated: ended(world, life.last) },
  } as ContainerStatus
}

function specOf(life: ContainerLife): object {
  const { name, image, port, probes = true } = life
  const probe = { httpGet: { path: '/healthz', port, scheme: 'HTTP' }, periodSeconds: 10 }
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    ...(life.role === 'sidecar' ? { restartPolicy: 'Always' } : {}),
    ...(port === undefined ? {} : { ports: [{ containerPort: port, protocol: 'TCP' }] }),
    ...(port === undefined || !probes
      ? {}
      : {
          livenessProbe: { ...probe, failureThreshold: 3, timeoutSeconds: 1 },
          readinessProbe: { ...probe, failureThreshold: 3, timeoutSeconds: 1 },
        }),
    resources: { limits: { memory: '512Mi' }, requests: { cpu: '50m', memory: '128Mi' } },
  }
}

const conditionsOf = (world: World, { age, phase }: PodLife, ready: boolean): readonly object[] =>
  ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(
    (type) => ({
      type,
      status: type.endsWith('Ready') && !ready ? 'False' : 'True',
      lastTransitionTime: world.ago(age),
      ...(phase === 'Succeeded' && type.endsWith('Ready') ? { reason: 'PodCompleted' } : {}),
    }),
  )

/** Such pods have no containers that ever ran on record. */
export const TURNED_AWAY = /^(?:Evicted|NodeShutdown)$/

/** Adds a pod as the API server would serve it. */
export function addPod(world: World, life: PodLife): Pod {
  const { namespace, name, containers, owner } = life
  const [inits, mains] = [
    containers.filter(({ role }) => role === 'init' || role === 'sidecar'),
    containers.filter(({ role = 'main' }) => role === 'main'),
  ]
  const ready = mains.every(isReady)
  const pod: Pod & KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: world.uid(),
      creationTimestamp: world.ago(life.age),
      ...(life.deleting === true ? { deletionTimestamp: world.ago(-20_000) } : {}),
      labels: {
        'app.kubernetes.io/name': owner?.name ?? name,
        ...(life.hash === undefined ? {} : { 'pod-template-hash': life.hash }),
        ...life.labels,
      },
      ...(owner === undefined
        ? {}
        : { ownerReferences: [{ ...owner, controller: true } as OwnerReference] }),
    },
    spec: {
      nodeName: life.node ?? world.random.pick(world.nodes),
      restartPolicy: life.restartPolicy ?? 'Always',
      serviceAccountName: 'default',
      ...(inits.length === 0 ? {} : { initContainers: inits.map(specOf) }),
      containers: mains.map(specOf),
    },
    status: {
      phase: life.phase ?? 'Running',
      startTime: world.ago(life.age - 1000),
      podIP: `10.${world.between(40, 60)}.${world.random.int(8)}.${world.between(2, 250)}`,
      ...(life.reason === undefined ? {} : { reason: life.reason }),
      ...(life.message === undefined ? {} : { message: life.message }),
      conditions: conditionsOf(world, life, ready),
      ...(TURNED_AWAY.test(life.reason ?? '')
        ? {}
        : {
            ...(inits.length === 0
              ? {}
              : { initContainerStatuses: inits.map((one) => statusOf(world, one)) }),
            containerStatuses: mains.map((one) => statusOf(world, one)),
          }),
    },
  } as Pod & KubeObject
  world.add(pod)
  return pod
}
