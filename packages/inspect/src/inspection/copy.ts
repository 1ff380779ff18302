import type { Container, KubeObject, Pod, PodSpec, Volume } from '@unloop/engine/evidence'
import { COPY_OF, LABELS, TOOL, TOOL_FOLDER } from './marks.ts'
import { smallResources, toolContainer, TOOL_VOLUME } from './tools.ts'

/** The pod to copy and the container that is looked at in the copy. */
export interface CopyRequest {
  readonly pod: Pod
  readonly container: Container
  readonly name: string
  /** Seconds after which the kubelet ends it, whatever became of unloop. */
  readonly seconds: number
  /** The image with the tools; null where the image's own shell has to do. */
  readonly image: string | null
  /** Init containers before it run as well. */
  readonly keepsInit: boolean
  /** Claims that one pod alone may use (ReadWriteOncePod): an empty folder takes their place. */
  readonly exclusiveClaims: ReadonlySet<string>
  /** Set where the checks need the very node. */
  readonly needsNode: boolean
  /** Run as its command, where commands may not be run in containers; else it is only held open. */
  readonly script: string | null
}

export interface Copy {
  readonly object: KubeObject
  /** What is otherwise than in the original: full sentences. */
  readonly notes: readonly string[]
  /** Volumes whose content the copy lacks: what is missing there says nothing. */
  readonly emptied: ReadonlySet<string>
}

type Fields = Readonly<Record<string, unknown>>

/**
 * The pod with the container's command held open and nothing else of the application: no other container, no probe, no hook, no
 * port, no label by which a Service or a controller would take it for its own, no owner, no priority, no claim to a device.
 */
export function podCopy(request: CopyRequest): Copy {
  const { pod, container, name, seconds } = request
  const spec = (pod.spec ?? {}) as PodSpec & Fields
  const before = request.keepsInit ? initBefore(spec, container) : []
  const volumes = volumesFor(spec, [container, ...before], request.exclusiveClaims)
  const emptied = emptiedVolumes(request, volumes)
  const object: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: pod.metadata.namespace ?? 'default',
      labels: LABELS,
      annotations: {
        [COPY_OF]: `${pod.metadata.namespace ?? ''}/${pod.metadata.name ?? ''} ${container.name}`,
        // A mesh would put its own containers and rules into it.
        'sidecar.istio.io/inject': 'false',
        'linkerd.io/inject': 'disabled',
      },
    },
    spec: {
      ...kept(spec),
      ...placeOf(spec, request),
      hostname: (spec['hostname'] as string | undefined) ?? hostnameOf(pod),
      restartPolicy: 'Never',
      activeDeadlineSeconds: seconds,
      terminationGracePeriodSeconds: 1,
      initContainers: [
        ...before.map(bare),
        ...(request.image === null ? [] : [toolContainer(pod, container, request.image)]),
      ],
      containers: [held(request)],
      volumes: [
        ...volumes,
        ...(request.image === null ? [] : [{ name: TOOL_VOLUME, emptyDir: {} }]),
      ],
    },
  }
  return {
    object,
    notes: notesOf(request, emptied),
    emptied: new Set(emptied.map(({ name }) => name)),
  }
}

/** Fields that decide what the container sees; all others are left out, also those that nobody knows yet. */
const KEPT = [
  'serviceAccountName',
  'automountServiceAccountToken',
  'securityContext',
  'imagePullSecrets',
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'hostUsers',
  'hostAliases',
  'subdomain',
  'setHostnameAsFQDN',
  'dnsPolicy',
  'dnsConfig',
  'enableServiceLinks',
  'runtimeClassName',
  'nodeSelector',
  'tolerations',
  'schedulerName',
  'os',
] as const

const kept = (spec: Fields): Fields =>
  Object.fromEntries(KEPT.flatMap((name) => (spec[name] === undefined ? [] : [[name, spec[name]]])))

/** As the kubelet makes it: the first 63 letters of the pod's name (pkg/kubelet, `truncatePodHostnameIfNeeded`). */
const hostnameOf = ({ metadata }: Pod): string =>
  (metadata.name ?? 'copy')
    .slice(0, 63)
    .replace(/[-.]+$/, '')
    .replaceAll('.', '-')

/** Those that ran to their end before it started; sidecars do not end. */
const initBefore = (spec: PodSpec, container: Container): readonly Container[] => {
  const all = spec.initContainers ?? []
  const own = all.findIndex(({ name }) => name === container.name)
  return (own < 0 ? all : all.slice(0, own)).filter(
    ({ restartPolicy }) => restartPolicy !== 'Always',
  )
}

/** What would end, restart or announce the copy: nothing must find it, and nothing may stop it. */
const DROPPED = [
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'ports',
  'restartPolicy',
] as const

const bare = (container: Container): Container => {
  const copy: Record<string, unknown> = { ...container, imagePullPolicy: 'IfNotPresent' }
  for (const field of DROPPED) delete copy[field]
  return { ...(copy as unknown as Container), resources: smallResources(container.resources) }
}

/** The container with its image, mounts and user, and a shell that waits in place of its program. */
const held = ({ container, image, seconds, script }: CopyRequest): Container => {
  const { args: _args, ...rest } = bare(container)
  // The tools are not on PATH: the shell has to name them.
  const sleep = `${image === null ? '' : `${TOOL} `}sleep ${seconds}`
  const shell = ['sh', '-c', script ?? `exec ${sleep}`]
  return image === null
    ? { ...rest, command: shell }
    : {
        ...rest,
        command: [TOOL, ...shell],
        volumeMounts: [
          ...(container.volumeMounts ?? []),
          { name: TOOL_VOLUME, mountPath: TOOL_FOLDER, readOnly: true },
        ],
      }
}

const volumesFor = (
  spec: PodSpec,
  containers: readonly Container[],
  exclusive: ReadonlySet<string>,
): readonly Volume[] => {
  const used = new Set(
    containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name)),
  )
  return (spec.volumes ?? [])
    .filter(({ name }) => used.has(name))
    .map((volume) =>
      // A generic ephemeral volume would be provisioned anew for the copy.
      volume['ephemeral'] !== undefined ||
      exclusive.has(volume.persistentVolumeClaim?.claimName ?? '')
        ? { name: volume.name, emptyDir: {} }
        : volume,
    )
}

interface Emptied {
  readonly name: string
  readonly why: string
}

/** Volumes that start empty in the copy, while the original has something in them. */
const emptiedVolumes = (
  { pod, container, keepsInit, exclusiveClaims }: CopyRequest,
  volumes: readonly Volume[],
): readonly Emptied[] => {
  const { initContainers = [], containers = [], volumes: original = [] } = pod.spec ?? {}
  const mounts = new Map(
    (container.volumeMounts ?? []).map(({ name, mountPath }) => [name, mountPath]),
  )
  return volumes.flatMap(({ name, emptyDir }): readonly Emptied[] => {
    const path = mounts.get(name)
    if (!emptyDir || path === undefined) return []
    const claim = original.find((each) => each.name === name)?.persistentVolumeClaim?.claimName
    if (claim && exclusiveClaims.has(claim))
      return [
        { name, why: `${path} is empty in the copy: claim ${claim} lets one pod alone use it.` },
      ]
    const fills = (list: readonly Container[]): readonly string[] =>
      list
        .filter(
          (each) =>
            each.name !== container.name && each.volumeMounts?.some((mount) => mount.name === name),
        )
        .map((each) => each.name)
    const init = keepsInit ? [] : fills(initContainers)
    const beside = fills(containers)
    const by = [...init, ...beside]
    return by.length === 0
      ? []
      : [
          {
            name,
            why: `${path} is empty in the copy: ${by.join(', ')}, which may fill it, ${by.length > 1 ? 'do' : 'does'} not run there${init.length > 0 ? ' (--with-init runs init containers)' : ''}.`,
          },
        ]
  })
}

/** Storage that other nodes can't reach, host settings, and checks about the node itself. */
const boundToNode = ({ volumes = [], hostNetwork, dnsPolicy }: PodSpec): boolean =>
  hostNetwork === true ||
  dnsPolicy === 'Default' ||
  volumes.some(
    ({ persistentVolumeClaim, hostPath, csi }) =>
      persistentVolumeClaim !== undefined || hostPath !== undefined || csi !== undefined,
  )

/** The same node where that matters; rules about other pods never, as they would keep the copy away from its original. */
const placeOf = (spec: PodSpec & Fields, { needsNode }: CopyRequest): Fields => {
  const { nodeName } = spec
  if (nodeName && (needsNode || boundToNode(spec)))
    return {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              {
                matchFields: [{ key: 'metadata.name', operator: 'In', values: [nodeName] }],
              },
            ],
          },
        },
      },
      tolerations: [
        ...((spec['tolerations'] as readonly unknown[] | undefined) ?? []),
        { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
      ],
    }
  const affinity = (spec['affinity'] as { nodeAffinity?: unknown } | undefined)?.nodeAffinity
  return affinity === undefined ? {} : { affinity: { nodeAffinity: affinity } }
}

const notesOf = (
  { pod, container }: CopyRequest,
  emptied: readonly Emptied[],
): readonly string[] => {
  // Where an init container fails, the others have not begun.
  const isMain = pod.spec?.containers?.some(({ name }) => name === container.name) ?? false
  const beside = (pod.spec?.containers ?? []).filter(
    ({ name }) => isMain && name !== container.name,
  )
  const devices = Object.keys(container.resources?.limits ?? {}).filter(
    (name) => !['cpu', 'memory', 'ephemeral-storage'].includes(name),
  )
  return [
    ...emptied.map(({ why }) => why),
    ...(beside.length > 0
      ? [
          `The copy has no ${beside.map(({ name }) => name).join(', ')}: what they serve at localhost is not there.`,
        ]
      : []),
    ...devices.map((name) => `The copy has no ${name}.`),
  ]
}
