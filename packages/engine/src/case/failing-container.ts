import { namesIn } from '../evidence/container-count.ts'
import type { Container, ContainerStatus, KubeObject, Pod } from '../evidence/kube.ts'
import type { Inventory, PodEntry, Workload } from '../evidence/inventory.ts'
import { podSpecOf } from '../evidence/inventory.ts'
import { INSPECTION_LABEL } from '../evidence/inspection.ts'
import { revisionNumber } from '../evidence/revision.ts'
import type { SnapshotObject } from '../evidence/snapshot.ts'
import type { ContainerRole, IncidentKind } from '../report/report.ts'
import { exitsOf, type Exit } from './exit.ts'
import {
  gateUnmet,
  isBetweenCrashes,
  jobGaveUp,
  jobRetries,
  notReadyTooLong,
  stuckCreating,
  turnedAway,
  unschedulable,
  waitsForPressure,
} from './pod-state.ts'
import { refusedAgain } from './refused-again.ts'

/** One failing container of one pod, or a controller that cannot make its pods (then `pod` is null). */
export interface FailingContainer {
  readonly kind: IncidentKind
  readonly namespace: string
  readonly workload: Workload
  readonly pod: PodEntry | null
  readonly container: { readonly name: string; readonly role: ContainerRole } | null
  readonly spec: Container | null
  readonly status: ContainerStatus | null
  /** Path of the status in its pod: `status.containerStatuses[0]`. */
  readonly statusField: string
  /** Path of the spec in its pod: `spec.containers[0]`. */
  readonly specField: string
  readonly exits: readonly Exit[]
  /** The object whose status states the failure: the pod, or the controller. */
  readonly subject: SnapshotObject | null
  /** True where only a log or an event of a paste names it and no status is shown. */
  readonly isUnattributed?: true
}

/** A container's spec and status side by side, each with its path in the pod, as evidence cites it. */
export interface ContainerView {
  readonly spec: Container | null
  readonly status: ContainerStatus | null
  readonly role: ContainerRole
  readonly specField: string
  readonly statusField: string
  readonly name: string
}

/** Every container of a pod, from its spec and its statuses, whichever the source holds. */
export function containersOf(pod: Pod): readonly ContainerView[] {
  return [
    ...views(pod, 'initContainers', 'initContainerStatuses'),
    ...views(pod, 'containers', 'containerStatuses'),
  ]
}

/** Containers that only the status names are there too: a dump may lack the spec. */
const views = (
  pod: Pod,
  specs: 'initContainers' | 'containers',
  statuses: 'initContainerStatuses' | 'containerStatuses',
): ContainerView[] => {
  const declared = pod.spec?.[specs] ?? []
  const stated = pod.status?.[statuses] ?? []
  return namesIn(declared, stated).map((name) => {
    const specIndex = declared.findIndex((container) => container.name === name)
    const statusIndex = stated.findIndex((status) => status.name === name)
    const spec = declared[specIndex] ?? null
    return {
      name,
      spec,
      status: stated[statusIndex] ?? null,
      role: specs === 'containers' ? 'main' : spec?.restartPolicy === 'Always' ? 'sidecar' : 'init',
      specField: `spec.${specs}[${Math.max(0, specIndex)}]`,
      statusField: `status.${statuses}[${Math.max(0, statusIndex)}]`,
    }
  })
}

/** Waiting reasons in which a container never starts (pkg/kubelet/images, kuberuntime, container/sync_result.go). */
const START_BLOCKED = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'PreStartHookError',
  'PostStartHookError',
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'CreatePodSandboxError',
])

/** A container of the pod as one that fails in this way, whether it looks so or not. */
export function failingAs(
  view: ContainerView,
  kind: IncidentKind,
  { entry, inventory }: { readonly entry: PodEntry; readonly inventory: Inventory },
): FailingContainer {
  return {
    kind,
    namespace: entry.pod.metadata.namespace ?? '',
    workload: inventory.workloadOf(entry.pod),
    pod: entry,
    container: view.name === '' ? null : { name: view.name, role: view.role },
    spec: view.spec,
    status: view.status,
    statusField: view.statusField,
    specField: view.specField,
    exits: exitsOf(view.status),
    subject: entry.entry,
  }
}

/** All failing containers, and controllers that cannot create pods; the healthy are left alone. */
export function failingContainersOf(inventory: Inventory): readonly FailingContainer[] {
  return [
    ...inventory.pods.flatMap((entry) => failingOfPod(entry, inventory)),
    ...failingControllers(inventory),
    ...refusedAgain(inventory).flatMap((entry) => refusedContainer(entry, inventory)),
  ]
}

const refusedContainer = (entry: PodEntry, inventory: Inventory): readonly FailingContainer[] => {
  const first = containersOf(entry.pod).find(({ role }) => role === 'main')
  return first ? [failingAs(first, 'start-blocked', { entry, inventory })] : []
}

const failingOfPod = (entry: PodEntry, inventory: Inventory): readonly FailingContainer[] => {
  const { pod } = entry
  if (pod.metadata.deletionTimestamp || pod.status?.phase === 'Succeeded') return []
  if (pod.metadata.labels?.[INSPECTION_LABEL]) return []
  if (isPlainlyWell(pod)) return []
  const make = (view: ContainerView, kind: IncidentKind): FailingContainer =>
    failingAs(view, kind, { entry, inventory })
  const containers = containersOf(pod)
  const failing = containers.flatMap((view) => {
    const kind = kindOfFailure(view, entry, inventory)
    return kind ? [make(view, kind)] : []
  })
  if (failing.length > 0) return failing
  const first = containers.find(({ role }) => role === 'main') ?? containers[0]
  if (!first) return []
  if (stuckCreating(pod, inventory)) return [make(first, 'start-blocked')]
  if (turnedAway(pod, inventory)) return [make(first, 'start-blocked')]
  if (unschedulable(pod) && !waitsForPressure(pod, inventory)) return [make(first, 'not-ready')]
  const unready = containers.filter(
    (view) => view.role !== 'init' && notReadyTooLong(pod, view, inventory),
  )
  if (unready.length === 0 && gateUnmet(pod, inventory)) return [make(first, 'not-ready')]
  return unready.map((view) => make(view, 'not-ready'))
}

/** What most pods of a cluster are: every container runs and is ready and never restarted, and nothing else is waited for. */
const isPlainlyWell = ({ spec, status }: Pod): boolean =>
  status?.phase === 'Running' &&
  (spec?.readinessGates ?? []).length === 0 &&
  (status.containerStatuses ?? []).every(runsWell) &&
  (status.initContainerStatuses ?? []).every(
    (init) => init.state?.terminated?.exitCode === 0 || runsWell(init),
  )

/** A container that was restarted is not plainly well, though it runs. */
const runsWell = ({ state, ready, restartCount }: ContainerStatus): boolean =>
  Boolean(state?.running) && ready === true && (restartCount ?? 0) === 0

const kindOfFailure = (
  view: ContainerView,
  { pod, entry }: PodEntry,
  inventory: Inventory,
): IncidentKind | null => {
  const { status } = view
  const waiting = status?.state?.waiting
  if (waiting) {
    if (waiting.reason === 'CrashLoopBackOff') return 'crash-loop'
    if (!START_BLOCKED.has(waiting.reason ?? '')) return null
    return (status?.restartCount ?? 0) > 1 && status?.lastState?.terminated
      ? 'crash-loop'
      : 'start-blocked'
  }
  if (pod.status?.phase === 'Failed' || restartPolicy(pod, view) === 'Never')
    return jobRetries(pod, status, inventory) ? kindOfFailed(pod, inventory) : null
  if (status?.state?.terminated) return endedForGood(pod, view) ? null : crashedNow(view, pod)
  // A fragment of a status may show only how the last run ended.
  if (entry.partial && !status?.state && status?.lastState?.terminated) return 'crash-loop'
  if (status?.state?.running)
    return isBetweenCrashes({ pod, view, inventory }) ? 'crash-loop' : null
  return null
}

/** A Job that has failed for good starts nothing any more: its pods tell why, but nothing crashes. */
const kindOfFailed = (pod: Pod, inventory: Inventory): IncidentKind =>
  jobGaveUp(pod, inventory) ? 'not-ready' : 'crash-loop'

/** A sidecar is restarted whatever its pod's policy says (KEP-753). */
const restartPolicy = (pod: Pod, view: ContainerView): string =>
  view.role === 'sidecar' ? 'Always' : (pod.spec?.restartPolicy ?? 'Always')

/** An init container that succeeded, or a container that may end. */
const endedForGood = (pod: Pod, view: ContainerView): boolean => {
  const code = view.status?.state?.terminated?.exitCode ?? 0
  if (code !== 0) return false
  return view.role === 'init' || restartPolicy(pod, view) !== 'Always'
}

/** A first crash is no loop yet, unless nothing else is known about the pod than this crash. */
const crashedNow = (view: ContainerView, pod: Pod): IncidentKind | null =>
  (view.status?.restartCount ?? 0) > 0 ||
  !pod.status?.startTime ||
  view.status?.state?.terminated?.exitCode !== 0
    ? 'crash-loop'
    : null

/** Kinds whose controllers make pods themselves; a Deployment does so by way of its ReplicaSet. */
const CREATES_PODS = ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'] as const

/** Controllers whose newest word is that they may not create their pods (quota, admission, missing service account). */
const failingControllers = (inventory: Inventory): readonly FailingContainer[] =>
  CREATES_PODS.flatMap((kind) =>
    inventory.all(kind).flatMap((entry) => {
      const isFailing = failedCreate(entry, inventory) && !isOutdated(entry.object, inventory)
      return isFailing ? [failingController(entry, inventory)] : []
    }),
  )

const failedCreate = ({ object }: SnapshotObject, inventory: Inventory): boolean => {
  const namespace = object.metadata.namespace ?? ''
  const status = object['status'] as
    { replicas?: number; conditions?: readonly { type?: string; status?: string }[] } | undefined
  const wanted = (object['spec'] as { replicas?: number } | undefined)?.replicas
  if (wanted === 0) return false
  if (
    status?.conditions?.some(({ type, status }) => type === 'ReplicaFailure' && status === 'True')
  )
    return true
  const events = inventory.eventsOf(object.kind, namespace, object.metadata.name ?? '')
  const failed = events.filter(({ reason }) => reason === 'FailedCreate').at(-1)
  if (!failed) return false
  const created = events.filter(({ reason }) => reason === 'SuccessfulCreate').at(-1)
  if (wanted !== undefined && status?.replicas === wanted) return false
  return (failed.last ?? 0) >= (created?.last ?? 0)
}

/** A ReplicaSet that its Deployment has left behind, once a later one has pods: what keeps the old ones out matters no more. */
const isOutdated = ({ kind, metadata }: KubeObject, inventory: Inventory): boolean => {
  const owner = metadata.ownerReferences?.[0]
  if (kind !== 'ReplicaSet' || owner?.kind !== 'Deployment') return false
  return inventory
    .inNamespace('ReplicaSet', metadata.namespace ?? '')
    .some(
      ({ object }) =>
        object.metadata.ownerReferences?.[0]?.name === owner.name &&
        revisionNumber(object) > revisionNumber({ metadata }) &&
        ((object['status'] as { replicas?: number } | undefined)?.replicas ?? 0) > 0,
    )
}

/** No pod exists that could fail: the controller stands in its place. */
const failingController = (entry: SnapshotObject, inventory: Inventory): FailingContainer => {
  const { object } = entry
  const template = podSpecOf(object)?.containers?.[0] ?? null
  const stand = {
    kind: 'Pod',
    metadata: {
      ...object.metadata,
      ownerReferences: [{ kind: object.kind, name: object.metadata.name ?? '', controller: true }],
    },
  }
  return {
    kind: 'start-blocked',
    namespace: object.metadata.namespace ?? '',
    workload: inventory.workloadOf(stand),
    pod: null,
    container: template ? { name: template.name, role: 'main' } : null,
    spec: template,
    status: null,
    statusField: 'status',
    specField: 'spec.template.spec.containers[0]',
    exits: [],
    subject: entry,
  }
}
