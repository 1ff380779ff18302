import { expect, it } from 'vitest'
import { lookUp } from './lookup.ts'

/**
 * Reasons of events, pods, containers and nodes in the sources of Kubernetes 1.34 (pkg/kubelet, pkg/scheduler,
 * pkg/controller, pkg/registry, pkg/proxy, core/v1), and those that containerd and CRI-O give for containers.
 */
const SET = `
  AlreadyMountedVolume AmbiguousSelector BackOff BindingConditionsPending CalculateExpectedPodCountFailed CheckLimitsForResolvConf
  ClusterIPAlreadyAllocated ClusterIPNotAllocated ClusterIPNotValid ClusterIPOutOfRange Completed ConfigPodSandboxError
  ConflictingController ContainerCannotRun ContainerCreating ContainerGCFailed ContainerStatusUnknown CrashLoopBackOff
  CreateContainerConfigError CreateContainerError CreatePodSandboxError Created DNSConfigForming DeadlineExceeded
  Deferred DeletionByPodGC DeletionByTaintManager DeviceTaintManagerEviction ErrImageNeverPull ErrImagePull
  Error Evicted EvictionThresholdMet ExceededGracePeriod Failed FailedAttachVolume
  FailedBinding FailedComputeMetricsReplicas FailedCreate FailedCreatePodContainer FailedCreatePodSandBox FailedDaemonPod
  FailedDelete FailedGet FailedGetScale FailedKillPod FailedMapVolume FailedMount
  FailedMountOnFilesystemMismatch FailedNodeAllocatableEnforcement FailedPlacement FailedPodSandBoxStatus FailedPostStartHook FailedPreStopHook
  FailedPrepareDynamicResources FailedRescale FailedResourceClaimCreation FailedScheduling FailedSync FailedToCreateEndpoint
  FailedToListEndpointSlices FailedToListPods FailedToRetrieveImagePullSecret FailedToUpdateEndpoint FailedToUpdateEndpointSlices FailedUpdateStatus
  FailedValidation FileSystemResizeFailed FileSystemResizeSuccessful FreeDiskSpaceFailed HostIPsIPFamilyMismatch IPAddressNotAllocated
  IPAddressWrongReference ImageGCFailed ImageInspectError ImagePullBackOff Infeasible InspectFailed
  InvalidDiskCapacity InvalidImageName InvalidSchedule InvalidSelector JobAlreadyActive KillContainerError
  KillPodSandboxError Killing KubeletHasDiskPressure KubeletHasInsufficientMemory KubeletHasInsufficientPID KubeletHasNoDiskPressure
  KubeletHasSufficientMemory KubeletHasSufficientPID KubeletNotReady KubeletReady KubeletSetupFailed KubernetesServiceCIDRError
  LifecycleHTTPFallback LivenessProbe LoadBalancerMixedProtocolNotSupported MissSchedule MissingClusterDNS MissingJob
  MultiplePodDisruptionBudgets MultipleSELinuxLabels NetworkNotReady NoPods NodeAllocatableEnforced NodeControllerEviction
  NodeNotReady NodeNotSchedulable NodeReady NodeSchedulable NotDeleted OOMKilled
  OwnerRefInvalidNamespace PodFailed PodInitializing PodLevelResourcesNotSupported PossibleMemoryBackedVolumesOnDisk PostStartHookError
  PreCreateHookError PreStartHookError PreStopHookError Preempted Preempting PreemptionByScheduler
  ProbeWarning ProvisioningCleanupFailed ProvisioningFailed Pulled Pulling Rebooted
  ResizeCompleted ResizeDeferred ResizeInfeasible ResizePodInPlaceError Resumed RunContainerError
  SandboxChanged SawCompletedJob ScaleDownLimit ScaleDownStabilized ScaleUpLimit ScaleUpStabilized
  ScalingReplicaSet Scheduled SchedulerError SchedulingGated SelectingAll SelectorRequired
  ServiceCIDRFull Shutdown StartError Started Starting StartupProbe
  StorageVersionMigrationFailed StorageVersionMigrationInProgress StorageVersionMigrationSucceeded SucceededDaemonPod SuccessfulAttachVolume SuccessfulCreate
  SuccessfulDelete SuccessfulMountVolume SuccessfulRescale Suspended SysctlForbidden TaintManagerEviction
  Terminating TerminationByKubelet TooFewReplicas TooManyMissedTimes TooManyReplicas TooManySucceededPods
  UnParseableCronJobSchedule UnexpectedJob Unhealthy Unknown UnknownCompletionMode UnknownError
  UnknownReason UnknownTimeZone UnmanagedPods UnparseableSchedule Unschedulable UnsupportedSchedule
  VolumeAttachmentLimitExceeded VolumeConditionAbnormal VolumeFailedDelete VolumeFailedRecycle VolumePermissionChangeInProgress VolumeResizeFailed
  VolumeResizeSuccessful
`
  .trim()
  .split(/\s+/)

it.each(SET)('explains %s', (name) => {
  expect(lookUp(name)).toMatchObject({ kind: 'reason', name })
})
