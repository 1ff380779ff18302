import type { Topic } from './topic.ts'

type Row = readonly [title: string, meaning: string, fix: string]

/** What to look at, by what the reason is told of. */
const CHECKS = {
  pod: ['kubectl -n NS describe pod POD', 'kubectl -n NS get events --sort-by=.lastTimestamp'],
  node: [
    'kubectl describe node NODE',
    'kubectl get events -A --field-selector involvedObject.kind=Node',
  ],
  owner: ['kubectl -n NS describe KIND NAME', 'kubectl -n NS get events --sort-by=.lastTimestamp'],
  volume: ['kubectl -n NS describe pvc NAME', 'kubectl get pv,storageclass'],
  network: ['kubectl -n NS describe service NAME', 'kubectl -n NS get endpointslices'],
} as const

const NOTHING = 'Nothing is wrong: it is told for the record.'
const WAIT = 'It is tried again by itself; look at the message where it goes on for minutes.'

/** Told of pods and containers (pkg/kubelet/events/event.go, pkg/kubelet/container/sync_result.go, core/v1 types.go, the scheduler). */
const POD: Readonly<Record<string, Row>> = {
  Terminating: [
    'The pod is being deleted',
    'It has a deletionTimestamp; its containers get SIGTERM, and SIGKILL when the grace period is over. It stays so while a finalizer is set or the node does not answer.',
    'Look at its finalizers and at its node; do not force the deletion while its volume may be in use.',
  ],
  Scheduled: [
    'The scheduler chose a node',
    'The pod has a place; the kubelet of that node starts it next.',
    NOTHING,
  ],
  Pulling: [
    'The image is being pulled',
    'The kubelet asked the runtime for the image; large images take minutes.',
    'Where it takes long, make the image smaller or pull it beforehand.',
  ],
  Pulled: ['The image is on the node', 'It was pulled now or was there already.', NOTHING],
  Created: ['The container was created', 'The runtime has made it; it starts next.', NOTHING],
  Started: [
    'The container was started',
    'Its process runs; what happens after that stands in its log.',
    NOTHING,
  ],
  Preempting: [
    'A pod of higher priority takes the place',
    'The kubelet ends this pod so that a critical one fits on the node.',
    'Give the pod a priority, or the node room.',
  ],
  Preempted: [
    'The scheduler ended the pod for one of higher priority',
    'Its node was the only one where the other fits.',
    'Give the pod a PriorityClass, or the cluster room.',
  ],
  PreemptionByScheduler: [
    'The scheduler ended the pod for one of higher priority',
    'The condition DisruptionTarget of the pod names it.',
    'Give the pod a PriorityClass, or the cluster room.',
  ],
  Evicted: [
    'The kubelet ended the pod to save its node',
    'Memory, disk or process numbers of the node ran out; the message names which, and how much the pod used.',
    'Request what the pod needs, and limit what it may use; see quota-or-eviction.',
  ],
  ExceededGracePeriod: [
    'The pod did not end in its grace period',
    'It was killed when terminationGracePeriodSeconds were over.',
    'Handle SIGTERM, or lengthen the grace period.',
  ],
  PreStopHookError: [
    'The preStop hook failed',
    'The command or request before the end of the container failed or took longer than the grace period; the container is ended anyway.',
    'Try the hook by hand inside the image.',
  ],
  FailedPreStopHook: [
    'The preStop hook failed',
    'The container is ended anyway; what the hook was to do may not be done.',
    'Try the hook by hand inside the image.',
  ],
  PostStartHookError: [
    'The postStart hook failed',
    'The kubelet kills the container for it, and its restart policy decides on the next start.',
    'Try the hook by hand inside the image; see lifecycle-hook-failed.',
  ],
  FailedPostStartHook: [
    'The postStart hook failed',
    'The kubelet kills the container for it.',
    'Try the hook by hand inside the image; see lifecycle-hook-failed.',
  ],
  LifecycleHTTPFallback: [
    'A hook over HTTPS was asked again over HTTP',
    'The handler does not speak TLS.',
    'Correct the scheme of the hook.',
  ],
  PreCreateHookError: [
    'Work before the creation of the container failed',
    'The kubelet could not prepare what the container needs, such as a CPU or memory set.',
    'Read the message; it names the resource manager.',
  ],
  PreStartHookError: [
    'Work before the start of the container failed',
    'The kubelet could not prepare what the container needs.',
    'Read the message; it names the resource manager.',
  ],
  CreatePodSandboxError: [
    'The sandbox of the pod could not be made',
    'Network or cgroup of the pod could not be set up; no container starts.',
    'Look at the network plugin of the node; see cni-failed.',
  ],
  ConfigPodSandboxError: [
    'The settings of the sandbox cannot be put together',
    'Host name, DNS or security settings of the pod do not fit.',
    'Read the message and correct the field.',
  ],
  KillPodSandboxError: [
    'The sandbox could not be taken down',
    'The runtime or the network plugin did not answer.',
    WAIT,
  ],
  KillContainerError: [
    'The container could not be ended',
    'The runtime did not answer, or the process hangs in the kernel.',
    'Look at the runtime of the node, and for hanging storage.',
  ],
  FailedKillPod: [
    'The pod could not be ended',
    'The runtime did not answer, or the process hangs in the kernel.',
    'Look at the runtime of the node, and for hanging storage.',
  ],
  FailedPodSandBoxStatus: [
    'The runtime gives no state of the sandbox',
    'The kubelet cannot tell whether the pod runs.',
    'Look at the runtime of the node.',
  ],
  FailedCreatePodContainer: [
    'The cgroup of the pod could not be made',
    'The kubelet could not prepare its place in the resource tree of the node.',
    'Look at cgroup driver and version of kubelet and runtime.',
  ],
  FailedSync: [
    'The kubelet could not bring the pod to its wanted state',
    'The message carries the error of the step that failed; other events are clearer.',
    'Go by the other events of the pod.',
  ],
  FailedValidation: [
    'The kubelet refuses the pod',
    'A static pod or its settings are not valid.',
    'Correct the manifest on the node.',
  ],
  InspectFailed: [
    'The image could not be looked at',
    'The reference is not valid or the runtime failed.',
    'Correct the name of the image.',
  ],
  FailedToRetrieveImagePullSecret: [
    'A pull secret is not there',
    'The image is pulled without it, which fails where it is private.',
    'Create the Secret, or correct imagePullSecrets.',
  ],
  NetworkNotReady: [
    'The network of the node is not ready',
    'No network plugin is installed there, or it has not started.',
    'Look at the pods of the network plugin; see cni-failed.',
  ],
  HostPortConflict: [
    'A host port is taken on the node',
    'Another pod has it.',
    'Choose another hostPort, or none.',
  ],
  NodeSelectorMismatching: [
    'The node does not fit the selector of the pod',
    'Its labels changed, or the pod names the node itself.',
    'Correct nodeSelector or the labels.',
  ],
  NodeAffinity: [
    'The node does not fit the affinity of the pod',
    'Its labels changed since the pod was placed, as after a restart of the node.',
    'Correct the labels of the node, or the affinity.',
  ],
  OutOfcpu: [
    'The node has no CPU left for the pod',
    'The kubelet refused it after the scheduler had placed it.',
    'A new pod is made by its owner; look for pods that bypass the scheduler.',
  ],
  OutOfmemory: [
    'The node has no memory left for the pod',
    'The kubelet refused it after the scheduler had placed it.',
    'A new pod is made by its owner; look for pods that bypass the scheduler.',
  ],
  OutOfpods: [
    'The node runs as many pods as it may',
    'maxPods of the kubelet is reached.',
    'Add nodes, or raise maxPods.',
  ],
  UnexpectedAdmissionError: [
    'The kubelet could not give the pod what it asks for',
    'Most often a device plugin failed or lost a device.',
    'Look at the device plugin of the node; see gpu-driver.',
  ],
  TopologyAffinityError: [
    'The resources of the pod cannot be aligned',
    'The topology manager of the node requires one NUMA node, and none has all.',
    'Ask for less, or relax the policy.',
  ],
  SMTAlignmentError: [
    'The pod asks for no whole processor cores',
    'The CPU manager gives out whole cores alone (full-pcpus-only).',
    'Ask for a multiple of the threads of a core.',
  ],
  SysctlForbidden: [
    'A sysctl of the pod is not allowed',
    'It is neither safe nor allowed on this node.',
    'Remove it, or allow it with --allowed-unsafe-sysctls.',
  ],
  AppArmor: [
    'The AppArmor profile cannot be used',
    'It is not loaded on the node, or AppArmor is off.',
    'Load the profile on every node, or use RuntimeDefault.',
  ],
  NodeShutdown: [
    'The pod ended with its node',
    'The kubelet ends pods before the node shuts down.',
    'A new pod is made by its owner.',
  ],
  Terminated: [
    'The pod ended with its node',
    'The kubelet ended it before the node was shut down.',
    'A new pod is made by its owner.',
  ],
  TerminationByKubelet: [
    'The kubelet ended the pod',
    'For pressure on the node, or as the node shuts down; the message says which.',
    'Request what the pod needs.',
  ],
  EvictionByEvictionAPI: [
    'Somebody asked for the eviction of the pod',
    'A drain, an autoscaler or a descheduler did it.',
    NOTHING,
  ],
  DeletionByTaintManager: [
    'A taint of the node ended the pod',
    'The pod does not tolerate it, or not for so long.',
    'Look why the node is tainted.',
  ],
  DeletionByPodGC: [
    'The pod was removed as left over',
    'Its node is gone, or it had ended and there were too many such.',
    NOTHING,
  ],
  TaintManagerEviction: [
    'A taint of the node ends the pod',
    'The pod does not tolerate it, or not for so long.',
    'Look why the node is tainted: not ready, unreachable, under pressure.',
  ],
  DeviceTaintManagerEviction: [
    'A taint of a device ends the pod',
    'The driver marked the device as not to be used.',
    'Look at the device and its driver.',
  ],
  NodeControllerEviction: [
    'The pod is deleted since its node is lost',
    'The node has not answered for too long.',
    'Look at the node: power, network, kubelet.',
  ],
  NodeLost: [
    'The node of the pod does not answer',
    'What the pod does is not known.',
    'Look at the node: power, network, kubelet.',
  ],
  NotDeleted: [
    'The node of the pod does not answer, so that the pod stays',
    'Only the kubelet could say that it has ended.',
    'Bring the node back, or remove it.',
  ],
  SchedulingGated: [
    'The pod waits for whoever holds its scheduling gate',
    'spec.schedulingGates is not empty; the scheduler does not look at it.',
    'Look at the controller that set the gate.',
  ],
  Unschedulable: [
    'No node fits the pod',
    'The message counts the nodes by what they lack.',
    'Ask for less, add nodes, or correct selector, affinity and tolerations.',
  ],
  SchedulerError: [
    'The scheduler failed by itself',
    'An extender or a plugin gave an error.',
    'Read the log of the scheduler.',
  ],
  BindingConditionsPending: [
    'The devices of the pod are not ready',
    'The scheduler waits for their driver.',
    WAIT,
  ],
  FailedPrepareDynamicResources: [
    'The devices of the pod could not be prepared',
    'The driver of a ResourceClaim failed on the node.',
    'Look at the pod of the driver on that node.',
  ],
  FailedResourceClaimCreation: [
    'A ResourceClaim of the pod could not be made',
    'Its template is missing or was refused.',
    'Correct the ResourceClaimTemplate.',
  ],
  ResizeCompleted: [
    'The resources of the pod were changed in place',
    'Requests and limits are now as wanted.',
    NOTHING,
  ],
  ResizeDeferred: [
    'The change of resources waits',
    'The node has no room for it now.',
    'Free room on the node, or let the pod be made anew.',
  ],
  ResizeInfeasible: [
    'The change of resources cannot be done here',
    'The node could never hold it, or its settings forbid it.',
    'Make the pod anew on a larger node.',
  ],
  ResizePodInPlaceError: [
    'The change of resources failed',
    'The runtime refused it; the message says why.',
    'Read the message.',
  ],
  Deferred: [
    'The change of resources waits',
    'The node has no room for it now.',
    'Free room on the node.',
  ],
  Infeasible: [
    'The change of resources cannot be done here',
    'The node could never hold it.',
    'Make the pod anew on a larger node.',
  ],
  DNSConfigForming: [
    'Name servers or search domains were cut',
    'There are more than the pod may have (3 servers, 32 domains).',
    'Shorten resolv.conf of the node.',
  ],
  MissingClusterDNS: [
    'The kubelet knows no cluster DNS',
    'Pods get the name servers of the node, so that Services are not found by name.',
    'Set clusterDNS in the configuration of the kubelet.',
  ],
  UnknownError: [
    'The runtime gave an error without a name',
    'The message carries what it said.',
    'Read the message.',
  ],
  UnknownReason: [
    'The kubelet gave no reason',
    'The message carries what is known.',
    'Read the message.',
  ],
  ContainerCannotRun: [
    'The process could not be started',
    'Docker reports so what other runtimes call StartError: no such executable, no right to run it.',
    'Correct the command; see bad-command.',
  ],
  StartupProbe: [
    'The startup probe failed',
    'The kubelet killed the container for it.',
    'Give the program more time (failureThreshold × periodSeconds); see startup-probe.',
  ],
  LivenessProbe: [
    'The liveness probe failed',
    'The kubelet killed the container for it.',
    'See liveness-probe.',
  ],
  PodLevelResourcesNotSupported: [
    'The node does not know resources of a whole pod',
    'Its kubelet is too old, or the feature is off.',
    'Set resources of containers, or upgrade the node.',
  ],
  VolumeAttachmentLimitExceeded: [
    'The node has as many volumes as it may',
    'The limit of the driver or the cloud is reached.',
    'The pod is made anew elsewhere; spread such pods.',
  ],
  UnmanagedPods: [
    'Pods of the budget belong to nothing that could replace them',
    'A PodDisruptionBudget with a percentage needs owners with a scale.',
    'Give an absolute number, or an owner.',
  ],
}

/** Told of volumes and claims (pkg/controller/volume/events, the kubelet's volume manager). */
const VOLUME: Readonly<Record<string, Row>> = {
  SuccessfulAttachVolume: ['The volume is attached to the node', 'It is mounted next.', NOTHING],
  SuccessfulMountVolume: ['The volume is mounted', 'The container may start.', NOTHING],
  AlreadyMountedVolume: [
    'The volume was mounted already',
    'After a restart of the kubelet, for instance.',
    NOTHING,
  ],
  FailedMapVolume: [
    'The block device could not be mapped',
    'The driver failed on the node.',
    'Look at the pod of the driver on that node; see mount-failed.',
  ],
  FailedMountOnFilesystemMismatch: [
    'The volume holds another file system than asked for',
    'fsType of the volume does not fit what is on it.',
    'Correct fsType; nothing is formatted over it.',
  ],
  FileSystemResizeFailed: [
    'The file system could not be grown',
    'The volume is larger, what is on it is not.',
    'Read the message; look at the driver of the node.',
  ],
  FileSystemResizeSuccessful: ['The file system was grown', 'The new room is there.', NOTHING],
  VolumeResizeFailed: [
    'The volume could not be grown',
    'The driver or the cloud refused it.',
    'Look whether its StorageClass allows expansion.',
  ],
  VolumeResizeSuccessful: ['The volume was grown', 'The file system follows.', NOTHING],
  VolumeConditionAbnormal: [
    'The driver says that the volume is not well',
    'The message carries what it saw.',
    'Look at the storage behind it.',
  ],
  VolumePermissionChangeInProgress: [
    'The owner of all files of the volume is being changed',
    'fsGroup makes the kubelet walk the whole volume before the start, which takes long where there are many files.',
    'Set fsGroupChangePolicy: OnRootMismatch.',
  ],
  PossibleMemoryBackedVolumesOnDisk: [
    'Volumes in memory may reach the disk',
    'The node swaps, and its kernel has no noswap.',
    'Turn swap off, or upgrade the kernel.',
  ],
  MultipleSELinuxLabels: [
    'Pods use one volume with several SELinux labels',
    'Only one of them can run at a time on a node.',
    'Give them the same seLinuxOptions.',
  ],
  FailedBinding: [
    'The claim has no volume',
    'No volume fits, and no StorageClass makes one.',
    'Name a StorageClass, or create a volume that fits.',
  ],
  ProvisioningFailed: [
    'The volume could not be made',
    'The provisioner or the cloud refused it; the message says why.',
    'Look at its StorageClass, quota and rights.',
  ],
  ProvisioningCleanupFailed: [
    'A half-made volume could not be removed',
    'It may still cost money.',
    'Remove it in the cloud by hand.',
  ],
  WaitForFirstConsumer: [
    'The claim waits for a pod',
    'Its volume is made where the first pod is placed.',
    NOTHING,
  ],
  WaitForPodScheduled: [
    'The claim waits for the place of its pod',
    'Its volume is made where that is.',
    'Look why the pod is not placed.',
  ],
  ExternalProvisioning: [
    'The claim waits for a driver outside of Kubernetes',
    'Nobody has made the volume yet.',
    'Look at the pods of the driver.',
  ],
  ExternalExpanding: [
    'The claim waits for a driver to grow it',
    'Nobody has grown the volume yet.',
    'Look at the pods of the driver.',
  ],
  Resizing: ['The volume is being grown', 'The driver is at it.', WAIT],
  FileSystemResizeRequired: [
    'The file system waits to be grown',
    'That is done on the node, when a pod uses it.',
    NOTHING,
  ],
  VolumeFailedDelete: [
    'The volume could not be deleted',
    'It is in use, or the cloud refused it.',
    'Look at what still uses it.',
  ],
  VolumeFailedRecycle: [
    'The volume could not be emptied',
    'The pod that does it failed.',
    'Use a StorageClass that deletes instead.',
  ],
  VolumeMismatch: [
    'The claim names a volume that does not fit',
    'Size, class or access mode differ.',
    'Correct the claim.',
  ],
  ClaimLost: [
    'The volume of the claim is gone',
    'Somebody deleted it; its data with it, perhaps.',
    'Restore the volume under its old name.',
  ],
  ClaimMisbound: [
    'Claim and volume name different partners',
    'One of them was edited.',
    'Correct claimRef of the volume.',
  ],
}

/** Told of nodes (pkg/kubelet, the node life-cycle controller). */
const NODE: Readonly<Record<string, Row>> = {
  NodeReady: ['The node is ready', 'It takes pods.', NOTHING],
  NodeSchedulable: ['The node takes pods again', 'Somebody uncordoned it.', NOTHING],
  NodeNotSchedulable: [
    'The node takes no new pods',
    'Somebody cordoned it, as for a drain.',
    'kubectl uncordon it when the work is done.',
  ],
  Starting: [
    'The kubelet, or kube-proxy, starts',
    'All pods of the node are looked at anew.',
    'Many such events mean that it crashes: read its log on the node.',
  ],
  Shutdown: ['The node shuts down', 'Its pods are ended beforehand.', NOTHING],
  Rebooted: [
    'The node was started anew',
    'All its containers were ended by that.',
    'Look why, where nobody did it.',
  ],
  KubeletSetupFailed: [
    'The kubelet could not set itself up',
    'Its settings, rights or the node do not fit.',
    'Read its log on the node.',
  ],
  KubeletNotReady: [
    'The node is not ready',
    'The message names what is missing: runtime, network, storage.',
    'Read the message.',
  ],
  KubeletReady: ['The node is ready', 'It takes pods.', NOTHING],
  KubeletHasDiskPressure: [
    'The disk of the node is nearly full',
    'Pods are evicted, images removed.',
    'Look at logs, images and emptyDir volumes on it.',
  ],
  KubeletHasInsufficientMemory: [
    'The memory of the node is nearly used up',
    'Pods are evicted.',
    'Set requests and limits; see quota-or-eviction.',
  ],
  KubeletHasInsufficientPID: [
    'The node has nearly no process numbers left',
    'Pods are evicted.',
    'Look for a pod that makes many processes, and limit it.',
  ],
  KubeletHasNoDiskPressure: [
    'The disk of the node has room',
    'Nothing is evicted for it.',
    NOTHING,
  ],
  KubeletHasSufficientMemory: ['The node has memory', 'Nothing is evicted for it.', NOTHING],
  KubeletHasSufficientPID: ['The node has process numbers', 'Nothing is evicted for it.', NOTHING],
  EvictionThresholdMet: [
    'The node runs short',
    'The kubelet frees room, and evicts pods where that is not enough; the message names the resource.',
    'Look at what uses it.',
  ],
  FreeDiskSpaceFailed: [
    'Not enough disk could be freed',
    'All images in use are kept; the rest is other files.',
    'Look at logs and other files of the node.',
  ],
  ImageGCFailed: [
    'Old images could not be removed',
    'The runtime gave an error, or no figures of the disk.',
    'Look at the runtime of the node.',
  ],
  ContainerGCFailed: [
    'Old containers could not be removed',
    'The runtime gave an error.',
    'Look at the runtime of the node.',
  ],
  InvalidDiskCapacity: [
    'The runtime reports a disk of size 0',
    'It is common for some seconds after a start.',
    WAIT,
  ],
  CheckLimitsForResolvConf: [
    'resolv.conf of the node is too long for pods',
    'Servers or domains are left out.',
    'Shorten it.',
  ],
  NodeAllocatableEnforced: [
    'What is reserved for the system is enforced',
    'Pods cannot take it.',
    NOTHING,
  ],
  FailedNodeAllocatableEnforcement: [
    'What is reserved for the system cannot be enforced',
    'The cgroup could not be changed.',
    'Look at cgroup driver and version.',
  ],
}

/** Told of workloads and their controllers (pkg/controller). */
const OWNER: Readonly<Record<string, Row>> = {
  SuccessfulCreate: [
    'A pod or job was made',
    'The controller brings the number to what is wanted.',
    NOTHING,
  ],
  SuccessfulDelete: [
    'A pod or job was deleted',
    'The controller brings the number to what is wanted.',
    NOTHING,
  ],
  FailedDelete: [
    'A pod could not be deleted',
    'The API server refused it.',
    'Look at rights and webhooks.',
  ],
  FailedDaemonPod: [
    'A pod of the DaemonSet failed and is made anew',
    'The message names pod and node.',
    'Look at the failed pod.',
  ],
  SucceededDaemonPod: [
    'A pod of the DaemonSet ended and is made anew',
    'Such a program is meant to go on for ever.',
    'See completes-exit-0.',
  ],
  FailedPlacement: [
    'A pod of the DaemonSet has no place',
    'The node has no room for it.',
    'Ask for less, or raise its priority.',
  ],
  SelectingAll: [
    'The selector is empty and selects all pods',
    'The controller does nothing.',
    'Give it a selector.',
  ],
  SelectorRequired: [
    'A selector is missing',
    'The controller does nothing.',
    'Give it a selector.',
  ],
  InvalidSelector: ['The selector cannot be read', 'The controller does nothing.', 'Correct it.'],
  AmbiguousSelector: [
    'Several autoscalers select the same pods',
    'None of them scales.',
    'Make the selectors differ.',
  ],
  ConflictingController: [
    'Another controller manages the same pods',
    'They undo each other.',
    'Make the selectors differ.',
  ],
  OwnerRefInvalidNamespace: [
    'An owner stands in another namespace',
    'Kubernetes cannot find it, and deletes the object.',
    'Correct ownerReferences.',
  ],
  ScalingReplicaSet: [
    'A Deployment changes the number of pods of a ReplicaSet',
    'It is a step of a rollout or of scaling.',
    NOTHING,
  ],
  SuccessfulRescale: [
    'The autoscaler changed the number of pods',
    'The message names the metric.',
    NOTHING,
  ],
  FailedRescale: [
    'The autoscaler could not change the number of pods',
    'The API server refused it.',
    'Look at the target and the rights.',
  ],
  FailedGetScale: [
    'The autoscaler does not find what it scales',
    'Kind, name or group of scaleTargetRef do not fit.',
    'Correct scaleTargetRef.',
  ],
  FailedComputeMetricsReplicas: [
    'The autoscaler has no usable metric',
    'The metrics server gives none, or the pods have no requests.',
    'Look at metrics-server, and set requests.',
  ],
  FailedUpdateStatus: [
    'A status could not be written',
    'Another change came in between, or the API server refused it.',
    WAIT,
  ],
  FailedGet: [
    'An object could not be read',
    'The API server refused it.',
    'Look at rights and webhooks.',
  ],
  TooFewReplicas: [
    'The autoscaler is held at its minimum',
    'minReplicas is more than the metric asks for.',
    NOTHING,
  ],
  TooManyReplicas: [
    'The autoscaler is held at its maximum',
    'The metric asks for more than maxReplicas.',
    'Raise maxReplicas where the load is real.',
  ],
  ScaleUpLimit: ['The autoscaler may not add more at once', 'Its behavior limits it.', NOTHING],
  ScaleDownLimit: [
    'The autoscaler may not remove more at once',
    'Its behavior limits it.',
    NOTHING,
  ],
  ScaleUpStabilized: [
    'The autoscaler waits before it adds pods',
    'Its window of stabilization is not over.',
    NOTHING,
  ],
  ScaleDownStabilized: [
    'The autoscaler waits before it removes pods',
    'Its window of stabilization is not over.',
    NOTHING,
  ],
  NoPods: ['The budget selects no pods', 'Its selector fits none.', 'Correct the selector.'],
  CalculateExpectedPodCountFailed: [
    'The budget cannot count its pods',
    'They have no owner with a scale.',
    'Give an absolute number.',
  ],
  MultiplePodDisruptionBudgets: [
    'Several budgets select the pod',
    'It cannot be evicted at all.',
    'Make the selectors differ.',
  ],
  JobAlreadyActive: [
    'A run of the CronJob is still going on',
    'concurrencyPolicy leaves the new one out.',
    'Let the job end sooner, or change the policy.',
  ],
  MissSchedule: [
    'A run of the CronJob was missed',
    'It was suspended, or the controller was late, beyond startingDeadlineSeconds.',
    'Lengthen startingDeadlineSeconds.',
  ],
  TooManyMissedTimes: [
    'More than 100 runs of the CronJob were missed',
    'It was suspended for long, or the clock jumped.',
    'Set startingDeadlineSeconds.',
  ],
  MissingJob: ['A job of the CronJob is gone', 'Somebody deleted it.', NOTHING],
  UnexpectedJob: [
    'A job is running that the CronJob does not know',
    'Somebody made it by hand, or the status was lost.',
    NOTHING,
  ],
  SawCompletedJob: ['A job of the CronJob ended', 'Its status says how.', NOTHING],
  InvalidSchedule: [
    'The schedule cannot be read',
    'The CronJob never runs.',
    'Correct spec.schedule.',
  ],
  UnparseableSchedule: [
    'The schedule cannot be read',
    'The CronJob never runs.',
    'Correct spec.schedule.',
  ],
  UnParseableCronJobSchedule: [
    'The schedule cannot be read',
    'The CronJob never runs.',
    'Correct spec.schedule.',
  ],
  UnsupportedSchedule: [
    'The schedule holds TZ or CRON_TZ',
    'That is not supported.',
    'Use spec.timeZone.',
  ],
  UnknownTimeZone: [
    'The time zone is not known',
    'The CronJob never runs.',
    'Correct spec.timeZone.',
  ],
  UnknownCompletionMode: [
    'The job asks for a mode that is not known',
    'The controller leaves it alone.',
    'Use NonIndexed or Indexed.',
  ],
  TooManySucceededPods: [
    'More pods of the job succeeded than it needs',
    'They ended at the same time.',
    NOTHING,
  ],
  Suspended: [
    'The job is suspended',
    'Its pods were ended; it waits for spec.suspend: false.',
    NOTHING,
  ],
  Resumed: ['The job goes on', 'Its pods are made anew.', NOTHING],
  PodFailed: [
    'A pod of the job failed',
    'backoffLimit says how often it is tried.',
    'Look at the failed pod.',
  ],
  StorageVersionMigrationInProgress: [
    'Stored objects are being rewritten',
    'They get the current version of their API.',
    WAIT,
  ],
  StorageVersionMigrationFailed: [
    'Stored objects could not be rewritten',
    'The message names why.',
    'Read the message.',
  ],
  StorageVersionMigrationSucceeded: [
    'Stored objects were rewritten',
    'They have the current version of their API.',
    NOTHING,
  ],
}

/** Told of Services and addresses (pkg/controller/endpoint*, pkg/registry/core/service, pkg/proxy). */
const NETWORK: Readonly<Record<string, Row>> = {
  ClusterIPAlreadyAllocated: [
    'Two Services have the same address',
    'One of them does not work.',
    'Delete and create one of them.',
  ],
  ClusterIPNotAllocated: [
    'The address of the Service was not booked',
    'It is mended by itself.',
    WAIT,
  ],
  ClusterIPNotValid: [
    'The address of the Service is none',
    'The Service does not work.',
    'Delete and create it.',
  ],
  ClusterIPOutOfRange: [
    'The address of the Service is outside of the range',
    'The range was changed.',
    'Delete and create the Service.',
  ],
  IPAddressNotAllocated: [
    'The address of the Service was not booked',
    'It is mended by itself.',
    WAIT,
  ],
  IPAddressWrongReference: [
    'The booking of an address names another Service',
    'It is mended by itself.',
    WAIT,
  ],
  ServiceCIDRFull: [
    'No address is left for Services',
    'New Services cannot be made.',
    'Add a ServiceCIDR.',
  ],
  KubernetesServiceCIDRError: [
    'The range of addresses of the cluster does not fit',
    'Two API servers may have different settings.',
    'Make the settings the same.',
  ],
  HostIPsIPFamilyMismatch: [
    'The addresses of the node are of another family than those of its pods',
    'One of IPv4 and IPv6 is missing on the node.',
    'Correct the addresses of the node.',
  ],
  FailedToCreateEndpoint: [
    'Addresses of the Service could not be written',
    'The API server refused it.',
    WAIT,
  ],
  FailedToUpdateEndpoint: [
    'Addresses of the Service could not be written',
    'The API server refused it.',
    WAIT,
  ],
  FailedToUpdateEndpointSlices: [
    'Addresses of the Service could not be written',
    'The API server refused it.',
    WAIT,
  ],
  FailedToListEndpointSlices: [
    'Addresses of the Service could not be read',
    'The API server refused it.',
    WAIT,
  ],
  FailedToListPods: ['Pods of the Service could not be read', 'The API server refused it.', WAIT],
  LoadBalancerMixedProtocolNotSupported: [
    'The load balancer takes no mix of protocols',
    'TCP and UDP need a Service each here.',
    'Part the Service.',
  ],
}

const topics = (
  rows: Readonly<Record<string, Row>>,
  check: readonly string[],
): Readonly<Record<string, Topic>> =>
  Object.fromEntries(
    Object.entries(rows).map(([name, [title, meaning, fix]]) => [
      name,
      { title, meaning, check, fix: [fix] },
    ]),
  )

/** Reasons that seldom stand behind a crash loop, in few words; read from the sources of Kubernetes 1.34. */
export const FURTHER_REASONS: Readonly<Record<string, Topic>> = {
  ...topics(POD, CHECKS.pod),
  ...topics(VOLUME, CHECKS.volume),
  ...topics(NODE, CHECKS.node),
  ...topics(OWNER, CHECKS.owner),
  ...topics(NETWORK, CHECKS.network),
}
