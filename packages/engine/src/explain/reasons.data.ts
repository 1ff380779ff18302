import type { Topic } from './topic.ts'

const DESCRIBE = 'kubectl -n NS describe pod POD'
const PREVIOUS_LOG = 'kubectl -n NS logs POD -c CONTAINER --previous'

/**
 * Reasons as the API shows them: `state.waiting.reason` and `state.terminated.reason` of containers, `status.reason` of pods,
 * reasons of events (pkg/kubelet/events/event.go, pkg/kubelet/container/sync_result.go and images/types.go in Kubernetes).
 */
export const REASONS: Readonly<Record<string, Topic>> = {
  CrashLoopBackOff: {
    title: 'The container exits again and again, and the kubelet waits before the next start',
    meaning:
      'It is a state and not a cause: something made the container exit. The kubelet waits 10 s, then 20 s, 40 s and so on up to 5 minutes before each ' +
      'next start, and begins anew at 10 s once a container has run for 10 minutes.',
    check: ['unloop pod/POD -n NS', PREVIOUS_LOG, DESCRIBE],
    fix: ['Find what made it exit: the exit code, the log of the crashed run and the events tell.'],
    causes: [
      'app-exception',
      'app-config-invalid',
      'oom-killed',
      'liveness-probe',
      'dependency-unreachable',
    ],
  },
  BackOff: {
    title: 'The kubelet waits before the next try',
    meaning:
      'As an event: "Back-off restarting failed container" belongs to a crash loop, "Back-off pulling image" to a pull that fails. The message tells which.',
    check: [DESCRIBE],
    fix: ['See CrashLoopBackOff or ImagePullBackOff.'],
    causes: ['app-exception', 'image-bad'],
  },
  CreateContainerConfigError: {
    title: 'The configuration of the container cannot be put together',
    meaning:
      'A ConfigMap or Secret that env or envFrom refers to does not exist, lacks the key, or the security context cannot be met, ' +
      'such as runAsNonRoot for an image that runs as root. The container has not started, so there is no log; the message names the object.',
    check: [DESCRIBE, 'kubectl -n NS get configmap,secret'],
    fix: [
      'Create the object or the key, or correct the name.',
      'For runAsNonRoot, set runAsUser to a number other than 0.',
    ],
    causes: ['secret-or-configmap-missing', 'security-context'],
  },
  CreateContainerError: {
    title: 'The runtime could not create the container',
    meaning:
      'The runtime refused it before the start: a command that the image does not define, a name still in use after a crash of the runtime, a mount ' +
      'that is not there. The message says which.',
    check: [DESCRIBE],
    fix: ['Read the message of the Failed event; it names the path or the setting.'],
    causes: ['runtime-error', 'mount-failed', 'bad-command', 'security-context'],
  },
  RunContainerError: {
    title: 'The container was created but could not be started',
    meaning:
      'runc failed to start the process: the executable is not in the image or not executable, the working directory is wrong, a mount or a device failed.',
    check: [
      DESCRIBE,
      "kubectl -n NS get pod POD -o jsonpath='{.status.containerStatuses[*].lastState.terminated.message}'",
    ],
    fix: ['Correct command, args or workingDir, or use the image that has the file.'],
    causes: ['bad-command', 'runtime-error', 'mount-failed', 'gpu-driver'],
  },
  StartError: {
    title: 'The runtime failed to start the process',
    meaning:
      'The terminated state with exit code 128: runc reports why in the message, there is no log, and startedAt may be in 1970.',
    check: [
      "kubectl -n NS get pod POD -o jsonpath='{.status.containerStatuses[*].lastState.terminated.message}'",
    ],
    fix: [
      'Correct what the message names: the executable, the working directory, a mount, a capability.',
    ],
    causes: ['bad-command', 'runtime-error', 'mount-failed'],
  },
  ContainerCannotRun: {
    title: 'The runtime could not run the container (Docker)',
    meaning:
      'What StartError is with containerd, as Docker and cri-dockerd name it; the exit code is 126, 127 or 128.',
    check: [DESCRIBE],
    fix: ['Correct what the message names.'],
    causes: ['bad-command', 'runtime-error', 'mount-failed'],
  },
  ErrImagePull: {
    title: 'The image could not be pulled just now',
    meaning:
      'The tag does not exist, the registry asks for credentials, cannot be reached, limits the rate, or has no image for this architecture. It alternates with ImagePullBackOff.',
    check: [DESCRIBE],
    fix: [
      'Correct name and tag.',
      'Name a pull secret in imagePullSecrets, in the namespace of the pod.',
    ],
    causes: [
      'image-bad',
      'secret-or-configmap-missing',
      'dns-failure',
      'tls-cert',
      'arch-mismatch',
    ],
  },
  ImagePullBackOff: {
    title: 'The image could not be pulled, and the kubelet waits before it tries again',
    meaning: 'The reason stands in the event Failed before it. The wait doubles up to 5 minutes.',
    check: [DESCRIBE],
    fix: ['See ErrImagePull.'],
    causes: [
      'image-bad',
      'secret-or-configmap-missing',
      'dns-failure',
      'tls-cert',
      'arch-mismatch',
    ],
  },
  ErrImageNeverPull: {
    title: 'The image is not on the node, and imagePullPolicy: Never forbids to pull it',
    meaning:
      'Usual for images that were built locally and loaded into some nodes only, or under another name.',
    check: [
      "kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].image} {.spec.containers[*].imagePullPolicy}'",
    ],
    fix: [
      'Load the image into every node, or set imagePullPolicy: IfNotPresent and push it to a registry.',
    ],
    causes: ['image-bad'],
  },
  InvalidImageName: {
    title: 'The name of the image cannot be read',
    meaning:
      'Upper case in the repository, a space, a scheme (https://), an empty tag, or a template variable that was not filled in.',
    check: ["kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].image}'"],
    fix: ['Write REGISTRY/REPOSITORY:TAG in lower case, without a scheme.'],
    causes: ['image-bad'],
  },
  ImageInspectError: {
    title: 'The runtime could not look at the image that it has',
    meaning: 'The image store of the node is damaged or the runtime does not answer.',
    check: ['kubectl describe node NODE'],
    fix: ['Remove the image on the node, or restart the runtime there.'],
    causes: ['runtime-error', 'kernel-or-node'],
  },
  RegistryUnavailable: {
    title: 'The registry does not answer',
    meaning:
      'The node cannot reach the registry of the image: network, proxy, DNS, or an outage there.',
    check: [DESCRIBE],
    fix: ['Try the name from the node; look at its proxy settings.'],
    causes: ['dependency-unreachable', 'dns-failure'],
  },
  SignatureValidationFailed: {
    title: 'The signature of the image was refused',
    meaning: 'The runtime has a policy for signatures, and the image does not satisfy it.',
    check: [DESCRIBE],
    fix: ['Sign the image, or correct the policy on the node.'],
    causes: ['image-bad'],
  },
  OOMKilled: {
    title: 'The kernel killed a process of the container at its memory limit',
    meaning:
      'The memory of the container reached limits.memory. The exit code is 137 if it was the main process; where a child was killed, the reason may be ' +
      'OOMKilled with another code, or the program only reports a lost worker. Memory volumes (emptyDir with medium: Memory) count as well.',
    check: [
      'kubectl -n NS top pod POD --containers',
      "kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].resources}'",
    ],
    fix: [
      'Raise limits.memory to what the program needs, with room to spare.',
      'Bring heap settings under the limit: -XX:MaxRAMPercentage, --max-old-space-size, GOMEMLIMIT, fewer workers.',
      'Find the leak if the memory grows without end.',
    ],
    causes: ['oom-killed', 'heap-exhausted'],
  },
  Error: {
    title: 'The container ended with an exit code other than 0',
    meaning: 'It says no more than that; the exit code and the log of that run do.',
    check: [PREVIOUS_LOG, 'unloop explain EXITCODE'],
    fix: [
      'Look at the exit code first: 126 and 127 are the command, 137 and 143 are kills, 1 is the program itself.',
    ],
    causes: ['app-exception', 'app-config-invalid', 'dependency-unreachable', 'liveness-probe'],
  },
  Completed: {
    title: 'The container ended with exit code 0',
    meaning:
      'Right for Jobs and init containers. Under a Deployment, StatefulSet or DaemonSet it is started again and ends up in CrashLoopBackOff. ' +
      'A program that handles the SIGTERM after a failed liveness probe also ends as Completed.',
    check: ['kubectl -n NS get events --field-selector involvedObject.name=POD', PREVIOUS_LOG],
    fix: [
      'Run the server in the foreground, or make it a Job.',
      'If there are Killing events, correct the probe.',
    ],
    causes: ['completes-exit-0', 'liveness-probe'],
  },
  DeadlineExceeded: {
    title: 'A Job or a pod ran longer than activeDeadlineSeconds allows',
    meaning:
      'Kubernetes stopped it; the program was not asked why it took so long. The Job does not start again.',
    check: ['kubectl -n NS describe job JOB', PREVIOUS_LOG],
    fix: ['Raise activeDeadlineSeconds, or find what it was waiting for.'],
    causes: ['deadlock-or-timeout-startup', 'dependency-unreachable'],
  },
  BackoffLimitExceeded: {
    title: 'A Job failed more often than backoffLimit allows',
    meaning:
      'The Job is over, and its pods show why each try failed. With restartPolicy: Never each try is a pod of its own.',
    check: ['kubectl -n NS describe job JOB', 'kubectl -n NS logs job/JOB'],
    fix: ['Correct the cause, then delete the Job and create it again: a Job cannot be restarted.'],
    causes: ['app-exception', 'dependency-unreachable', 'rbac-forbidden'],
  },
  Evicted: {
    title: 'The kubelet removed the pod to save its node, or for a limit of the pod',
    meaning:
      'The node ran out of memory, disk, inodes or process ids, or the pod used more ephemeral storage or a larger emptyDir than it may. ' +
      'The message names the resource and what each container used. The pod stays as a record, and its owner makes another one.',
    check: [DESCRIBE, 'kubectl describe node NODE'],
    fix: [
      'Set requests that match the real use; raise limits.ephemeral-storage or the sizeLimit of the volume.',
      'Free the disk of the node: images, logs, terminated containers.',
    ],
    causes: ['quota-or-eviction', 'volume-full'],
  },
  ContainerStatusUnknown: {
    title: 'The kubelet could not learn how the container ended',
    meaning:
      'It was gone when the kubelet looked: after an eviction, a node reboot, or a restart of the runtime. The exit code shown (137) is made up.',
    check: ['kubectl describe node NODE', DESCRIBE],
    fix: ['Look at the node and the reason of the pod (Evicted) rather than at the container.'],
    causes: ['kernel-or-node', 'quota-or-eviction'],
  },
  NodeLost: {
    title: 'The node of the pod does not answer',
    meaning:
      'The control plane has not heard from the kubelet; the state of the pod is what was last known.',
    check: ['kubectl get nodes', 'kubectl describe node NODE'],
    fix: ['Bring the node back, or delete it so that its pods are made elsewhere.'],
    causes: ['kernel-or-node'],
  },
  'Init:CrashLoopBackOff': {
    title: 'An init container exits with an error again and again',
    meaning:
      'The main containers wait until every init container has ended with 0. Read the log of the init container, not of the main one.',
    check: [DESCRIBE, 'kubectl -n NS logs POD -c INIT --previous'],
    fix: [
      'Correct what the init container needs: often a database, a migration, or a permission on a volume.',
    ],
    causes: [
      'init-container-failed',
      'schema-migration-failed',
      'dependency-unreachable',
      'permission-denied-fs',
    ],
  },
  'Init:Error': {
    title: 'An init container has failed and will be started again',
    meaning: 'The state between two tries of what then becomes Init:CrashLoopBackOff.',
    check: ['kubectl -n NS logs POD -c INIT --previous'],
    fix: ['See Init:CrashLoopBackOff.'],
    causes: ['init-container-failed', 'schema-migration-failed', 'dependency-unreachable'],
  },
  'Init:N/M': {
    title: 'N of M init containers have ended, and the next one runs',
    meaning:
      'No error in itself. If it stays so for long, that init container waits for something: a Service, a database, a migration elsewhere.',
    check: [DESCRIBE, 'kubectl -n NS logs POD -c INIT'],
    fix: ['See what the running init container waits for.'],
    causes: ['dependency-unreachable', 'dns-failure', 'network-policy'],
  },
  'Init:OOMKilled': {
    title: 'An init container was killed at its memory limit',
    meaning: 'Its limit is its own: raising the one of the main container does not help.',
    check: [DESCRIBE],
    fix: ['Raise limits.memory of the init container.'],
    causes: ['oom-killed'],
  },
  PodInitializing: {
    title: 'The container waits for the init containers',
    meaning: 'Normal while init containers run. If it stays, look at the init containers.',
    check: [DESCRIBE],
    fix: ['See Init:N/M and Init:CrashLoopBackOff.'],
    causes: ['init-container-failed', 'dependency-unreachable'],
  },
  ContainerCreating: {
    title: 'The kubelet prepares the container: volumes, network, image',
    meaning:
      'Normal for seconds. If it stays for minutes, a volume cannot be mounted, a Secret or ConfigMap volume is missing, or the pod network fails: the events say which.',
    check: [DESCRIBE],
    fix: ['See FailedMount, FailedAttachVolume and FailedCreatePodSandBox.'],
    causes: ['mount-failed', 'secret-or-configmap-missing', 'cni-failed'],
  },
  Unhealthy: {
    title: 'A probe failed',
    meaning:
      'A failed readiness probe takes the pod out of its Services; a failed liveness or startup probe restarts the container once failureThreshold is reached. ' +
      'The message names the probe and the answer: refused is a wrong port or a program that does not listen yet, 404 a wrong path, a timeout a slow one.',
    check: [
      DESCRIBE,
      "kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].livenessProbe}'",
    ],
    fix: [
      'Compare port, path and scheme with what the program listens on.',
      'Give a slow start a startupProbe; raise timeoutSeconds, which is 1 second by default.',
      'Keep checks of other services out of the liveness probe.',
    ],
    causes: ['liveness-probe', 'startup-probe', 'readiness-gate'],
  },
  ProbeWarning: {
    title: 'A probe succeeded with a warning',
    meaning:
      'An HTTP probe got a redirect to another host, which counts as success without being followed.',
    check: [DESCRIBE],
    fix: ['Point the probe at a path that answers 200 itself.'],
    causes: ['readiness-gate'],
  },
  Killing: {
    title: 'The kubelet stops the container',
    meaning:
      'The message says why: a failed liveness or startup probe, or "Stopping container" for a deletion, a rollout or an eviction.',
    check: [DESCRIBE],
    fix: ['In a loop, look at the probe that the message names.'],
    causes: ['liveness-probe', 'startup-probe'],
  },
  FailedScheduling: {
    title: 'No node takes the pod',
    meaning:
      'The message counts the nodes by reason: too little CPU or memory free, taints without a toleration, node selectors and affinities, volumes bound to another zone, host ports in use. It is pending, not crashing.',
    check: [DESCRIBE, 'kubectl get nodes', 'kubectl describe node NODE'],
    fix: [
      'Lower requests or add nodes.',
      'Add the toleration or correct the selector.',
      'Put pod and volume in the same zone.',
    ],
    causes: ['readiness-gate', 'quota-or-eviction'],
  },
  FailedMount: {
    title: 'A volume could not be mounted',
    meaning:
      'A Secret, ConfigMap or key that the volume needs is missing, the disk has not been attached, the file server refuses, or a host path has the wrong type. The pod stays in ContainerCreating.',
    check: [DESCRIBE, 'kubectl -n NS get pvc,configmap,secret'],
    fix: ['Create what the message names, or correct the name.'],
    causes: ['mount-failed', 'secret-or-configmap-missing'],
  },
  FailedAttachVolume: {
    title: 'A disk could not be attached to the node',
    meaning:
      'A ReadWriteOnce disk is still attached to another node (Multi-Attach), the node has no slot left, or the cloud refused.',
    check: [DESCRIBE, 'kubectl get volumeattachment'],
    fix: [
      'Wait for the old pod to end, or use strategy: Recreate for a Deployment with such a volume.',
    ],
    causes: ['mount-failed', 'cloud-iam-denied'],
  },
  FailedCreatePodSandBox: {
    title: 'The network or the sandbox of the pod could not be made',
    meaning:
      'The network plugin failed: no free address, its own pod is down, or its configuration is missing. No container has started.',
    check: [DESCRIBE, 'kubectl -n kube-system get pods -o wide'],
    fix: ['Repair the network plugin on that node; free or add addresses.'],
    causes: ['cni-failed', 'runtime-error'],
  },
  SandboxChanged: {
    title: 'The sandbox of the pod was made anew, and its containers were restarted',
    meaning:
      'After a node reboot or a restart of the runtime this is expected; again and again it points at runtime or network plugin.',
    check: [DESCRIBE, 'kubectl describe node NODE'],
    fix: ['Once: nothing. Repeated: look at the logs of the runtime and the network plugin.'],
    causes: ['kernel-or-node', 'cni-failed', 'runtime-error'],
  },
  FailedCreate: {
    title: 'A controller could not create a pod',
    meaning:
      'A quota is used up, a LimitRange or Pod Security refuses the pod, an admission webhook fails, or the service account does not exist. There is no pod to look at: the event is on the ReplicaSet, StatefulSet, DaemonSet or Job.',
    check: ['kubectl -n NS describe replicaset NAME', 'kubectl -n NS describe quota'],
    fix: ['Raise the quota or lower the requests.', 'Satisfy the policy that the message names.'],
    causes: ['quota-or-eviction', 'security-context', 'webhook-cert', 'service-account-token'],
  },
  FailedPostStartHook: {
    title: 'The postStart hook failed, and the container was killed',
    meaning:
      'A hook that exits with an error or cannot be run kills the container, which is started again. Its output is in the event only.',
    check: [DESCRIBE],
    fix: ['Correct the command of the hook, or do its work in an init container.'],
    causes: ['lifecycle-hook-failed'],
  },
  FailedPreStopHook: {
    title: 'The preStop hook failed',
    meaning: 'The container is stopped all the same; it did not fail because of this hook.',
    check: [DESCRIBE],
    fix: ['Correct the command of the hook, and see why the container was stopped at all.'],
    causes: ['lifecycle-hook-failed', 'liveness-probe'],
  },
  PostStartHookError: {
    title: 'The postStart hook failed, and the container was killed',
    meaning: 'The waiting reason that goes with the event FailedPostStartHook.',
    check: [DESCRIBE],
    fix: ['See FailedPostStartHook.'],
    causes: ['lifecycle-hook-failed'],
  },
  Failed: {
    title: 'An event of a container or an image that failed',
    meaning:
      'The message says what: "Failed to pull image", "Error: secret … not found", "failed to create containerd task".',
    check: [DESCRIBE],
    fix: ['Go by the message.'],
    causes: ['image-bad', 'secret-or-configmap-missing', 'bad-command', 'runtime-error'],
  },
  NodeNotReady: {
    title: 'The node of the pod is not ready',
    meaning:
      'The pod is marked as not ready with its node; after five minutes by default it is evicted.',
    check: ['kubectl describe node NODE'],
    fix: ['Look at the kubelet, the runtime and the network plugin of the node.'],
    causes: ['kernel-or-node', 'cni-failed'],
  },
  NodeAffinity: {
    title: 'The kubelet refused the pod, as its node does not fit the selector any more',
    meaning:
      'Seen after a node restart with changed labels. The pod is Failed, and its owner makes another one.',
    check: ['kubectl get node NODE --show-labels'],
    fix: ['Restore the label or correct the selector, then delete the failed pod.'],
    causes: ['kernel-or-node'],
  },
  UnexpectedAdmissionError: {
    title: 'The kubelet could not give the pod a device or resource that it asked for',
    meaning: 'Most often a GPU or another device whose plugin was not ready after a node restart.',
    check: [DESCRIBE],
    fix: ['Repair the device plugin, then delete the failed pod.'],
    causes: ['gpu-driver', 'kernel-or-node'],
  },
  Unknown: {
    title: 'The state of the container or pod was lost',
    meaning: 'With exit code 255 the node or the runtime was restarted under the container.',
    check: ['kubectl get nodes', 'kubectl describe node NODE'],
    fix: ['Nothing, if it has been well since; otherwise see why the node restarts.'],
    causes: ['kernel-or-node'],
  },
}
