/**
 * The parts of Kubernetes objects that a diagnosis reads, as the API serves them (core/v1, apps/v1, batch/v1 …).
 * Every field is optional: dumps are cut off and pasted text knows only a few of them.
 */
export interface OwnerReference {
  readonly apiVersion?: string
  readonly kind?: string
  readonly name?: string
  readonly uid?: string
  readonly controller?: boolean
}

/** Metadata (meta/v1, ObjectMeta); times are RFC 3339 with whole seconds. */
export interface ObjectMeta {
  readonly name?: string
  readonly namespace?: string
  readonly generateName?: string
  readonly uid?: string
  readonly creationTimestamp?: string | null
  readonly resourceVersion?: string
  readonly deletionTimestamp?: string | null
  readonly generation?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly OwnerReference[]
  readonly managedFields?: readonly { readonly manager?: string; readonly time?: string }[]
}

/** Any object of the API. Fields beyond these are read where they are needed, and their shape is checked there. */
export interface KubeObject {
  readonly apiVersion?: string
  readonly kind: string
  readonly metadata: ObjectMeta
  readonly [field: string]: unknown
}

/** A key of a Secret or ConfigMap. Where `optional` is true, its absence keeps no container from starting. */
export interface KeySelector {
  readonly name?: string
  readonly key?: string
  readonly optional?: boolean
}

/** A variable of a container (core/v1, EnvVar): either `value` or `valueFrom`. */
export interface EnvVar {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: {
    readonly secretKeyRef?: KeySelector
    readonly configMapKeyRef?: KeySelector
    readonly fieldRef?: { readonly fieldPath?: string }
    readonly resourceFieldRef?: { readonly resource?: string }
  }
}

/**
 * All keys of a Secret or ConfigMap as variables; keys that are no names of variables are left out by the kubelet.
 */
export interface EnvFrom {
  readonly prefix?: string
  readonly secretRef?: { readonly name?: string; readonly optional?: boolean }
  readonly configMapRef?: { readonly name?: string; readonly optional?: boolean }
}

/** A probe (core/v1, Probe). Defaults: a period of 10 s, a timeout of 1 s, 3 failures, 1 success, no delay. */
export interface Probe {
  readonly httpGet?: {
    readonly path?: string
    readonly port?: number | string
    readonly scheme?: string
    readonly host?: string
  }
  readonly tcpSocket?: { readonly port?: number | string; readonly host?: string }
  readonly grpc?: { readonly port?: number; readonly service?: string }
  readonly exec?: { readonly command?: readonly string[] }
  readonly initialDelaySeconds?: number
  readonly periodSeconds?: number
  readonly timeoutSeconds?: number
  readonly failureThreshold?: number
  readonly successThreshold?: number
  readonly terminationGracePeriodSeconds?: number
}

/** A hook. A failing `postStart` kills its container; `preStop` counts into the grace period. */
export interface LifecycleHandler {
  readonly exec?: { readonly command?: readonly string[] }
  readonly httpGet?: { readonly path?: string; readonly port?: number | string }
}

/** Of a pod or a container; the container's own fields win (core/v1, SecurityContext). */
export interface SecurityContext {
  readonly runAsUser?: number
  readonly runAsGroup?: number
  readonly runAsNonRoot?: boolean
  readonly fsGroup?: number
  readonly privileged?: boolean
  readonly readOnlyRootFilesystem?: boolean
  readonly allowPrivilegeEscalation?: boolean
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] }
  readonly seccompProfile?: { readonly type?: string; readonly localhostProfile?: string }
}

/** Information alone, but for `hostPort`: a container may listen on ports that are not named here. */
export interface ContainerPort {
  readonly name?: string
  readonly containerPort?: number
  readonly hostPort?: number
  readonly protocol?: string
}

/** With `subPath` the mount is made once, and later changes of a ConfigMap or Secret do not reach it. */
export interface VolumeMount {
  readonly name: string
  readonly mountPath: string
  readonly subPath?: string
  readonly subPathExpr?: string
  readonly readOnly?: boolean
}

export interface Container {
  readonly name: string
  readonly image?: string
  readonly imagePullPolicy?: string
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly workingDir?: string
  readonly env?: readonly EnvVar[]
  readonly envFrom?: readonly EnvFrom[]
  readonly ports?: readonly ContainerPort[]
  readonly resources?: {
    readonly limits?: Readonly<Record<string, string>>
    readonly requests?: Readonly<Record<string, string>>
  }
  readonly volumeMounts?: readonly VolumeMount[]
  readonly livenessProbe?: Probe
  readonly readinessProbe?: Probe
  readonly startupProbe?: Probe
  readonly lifecycle?: {
    readonly postStart?: LifecycleHandler
    readonly preStop?: LifecycleHandler
  }
  readonly securityContext?: SecurityContext
  /** `Always` on an init container makes it a sidecar (KEP-753). */
  readonly restartPolicy?: string
  readonly terminationMessagePath?: string
}

/** One key of a ConfigMap or Secret and the file, below the mount, that it becomes. */
export interface KeyToPath {
  readonly key?: string
  readonly path?: string
}

export interface Volume {
  readonly name: string
  readonly configMap?: {
    readonly name?: string
    readonly optional?: boolean
    readonly items?: readonly KeyToPath[]
    readonly defaultMode?: number
  }
  readonly secret?: {
    readonly secretName?: string
    readonly optional?: boolean
    readonly items?: readonly KeyToPath[]
    readonly defaultMode?: number
  }
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: string }
  readonly hostPath?: { readonly path?: string; readonly type?: string }
  readonly persistentVolumeClaim?: { readonly claimName?: string; readonly readOnly?: boolean }
  readonly projected?: { readonly sources?: readonly Readonly<Record<string, unknown>>[] }
  readonly csi?: { readonly driver?: string }
  readonly [kind: string]: unknown
}

/** One demand on the labels of a node (core/v1, NodeSelectorRequirement). */
export interface NodeRequirement {
  readonly key?: string
  readonly operator?: string
  readonly values?: readonly string[]
}

/** One term is enough; within a term all has to hold (core/v1, NodeSelectorTerm). */
export interface NodeTerm {
  readonly matchExpressions?: readonly NodeRequirement[]
  readonly matchFields?: readonly NodeRequirement[]
}

type OtherPods = Readonly<{
  requiredDuringSchedulingIgnoredDuringExecution?: readonly object[]
  preferredDuringSchedulingIgnoredDuringExecution?: readonly object[]
}>

/** Which nodes and which neighbours a pod demands (core/v1, Affinity). */
export interface Affinity {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms?: readonly NodeTerm[]
    }
  }
  readonly podAffinity?: OtherPods
  readonly podAntiAffinity?: OtherPods
}

/** The spec of a pod or of a template (core/v1, PodSpec). */
export interface PodSpec {
  readonly containers?: readonly Container[]
  readonly initContainers?: readonly Container[]
  readonly volumes?: readonly Volume[]
  readonly restartPolicy?: string
  readonly serviceAccountName?: string
  readonly automountServiceAccountToken?: boolean
  readonly nodeName?: string
  readonly nodeSelector?: Readonly<Record<string, string>>
  readonly hostNetwork?: boolean
  readonly dnsPolicy?: string
  readonly dnsConfig?: {
    readonly nameservers?: readonly string[]
    readonly searches?: readonly string[]
  }
  readonly securityContext?: SecurityContext
  readonly terminationGracePeriodSeconds?: number
  readonly enableServiceLinks?: boolean
  readonly readinessGates?: readonly { readonly conditionType?: string }[]
  readonly affinity?: Affinity
  readonly topologySpreadConstraints?: readonly {
    readonly topologyKey?: string
    readonly whenUnsatisfiable?: string
  }[]
}

/** How a run ended. An exit code of 128 + n says that signal n ended it. */
export interface Terminated {
  readonly exitCode?: number
  readonly signal?: number
  readonly reason?: string
  readonly message?: string
  readonly startedAt?: string | null
  readonly finishedAt?: string | null
  readonly containerID?: string
}

/** Exactly one of the three is there; none of them means that the container waits. */
export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string }
  readonly running?: { readonly startedAt?: string | null }
  readonly terminated?: Terminated
}

/**
 * `state` is the present run, `lastState` the run before it. `started`: its startup probe has succeeded, or it has
 * none.
 */
export interface ContainerStatus {
  readonly name: string
  readonly image?: string
  readonly imageID?: string
  readonly containerID?: string
  readonly ready?: boolean
  readonly started?: boolean
  readonly restartCount?: number
  readonly state?: ContainerState
  readonly lastState?: ContainerState
}

/** One condition of an object's status; `status` is `True`, `False` or `Unknown`. */
export interface Condition {
  readonly type?: string
  readonly status?: string
  readonly reason?: string
  readonly message?: string
  readonly lastTransitionTime?: string | null
  readonly lastHeartbeatTime?: string | null
}

/** What the kubelet says of a pod. `podIP` is missing until its network is made. */
export interface PodStatus {
  readonly phase?: string
  readonly reason?: string
  readonly message?: string
  readonly podIP?: string
  readonly hostIP?: string
  readonly startTime?: string | null
  readonly conditions?: readonly Condition[]
  readonly containerStatuses?: readonly ContainerStatus[]
  readonly initContainerStatuses?: readonly ContainerStatus[]
}

export interface Pod extends KubeObject {
  readonly spec?: PodSpec
  readonly status?: PodStatus
}

/** An event (core/v1). Repetitions raise `count` and `lastTimestamp` instead of making a new one. */
export interface KubeEvent extends KubeObject {
  readonly involvedObject?: {
    readonly kind?: string
    readonly name?: string
    readonly namespace?: string
    readonly uid?: string
    readonly fieldPath?: string
  }
  readonly type?: string
  readonly reason?: string
  readonly message?: string
  readonly count?: number
  readonly firstTimestamp?: string | null
  readonly lastTimestamp?: string | null
  readonly eventTime?: string | null
  readonly source?: { readonly component?: string; readonly host?: string }
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string | null }
}
