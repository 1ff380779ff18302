import type { CauseId } from '../catalogue.ts'
import type { Topic } from './topic.ts'

const LOG = 'kubectl -n NS logs POD -c CONTAINER --previous'
const DESCRIBE = 'kubectl -n NS describe pod POD'
const STATE =
  "kubectl -n NS get pod POD -o jsonpath='{.status.containerStatuses[*].lastState.terminated}'"
const EVENTS = 'kubectl -n NS get events --sort-by=.lastTimestamp'
const UNDO = 'kubectl -n NS rollout undo deployment/NAME, if a fresh release caused the loop.'

/** What `unloop explain` says about each cause; its one-line meaning and its branch stand in the engine's catalogue. */
export const CAUSES: Readonly<Record<CauseId, Omit<Topic, 'title'>>> = {
  'app-exception': {
    meaning:
      'The program reached an error that nothing caught, and its runtime ended it: exit code 1, 2 for a Go panic, 134 for an abort. The stack trace names the line; its deepest "caused by" is the reason, the rest are wrappers.',
    check: [LOG],
    fix: ['Fix the line that the trace names.', UNDO],
  },
  'app-config-invalid': {
    meaning:
      'The program read its settings and refused them: an unknown flag or directive, a value of the wrong type, a file that cannot be parsed. The message mostly names file and line.',
    check: [
      LOG,
      'kubectl -n NS get configmap NAME -o yaml',
      "kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].args}'",
    ],
    fix: [
      'Correct the setting that the message names.',
      'Compare it with the documentation of exactly this version: options come and go.',
      UNDO,
    ],
  },
  'env-missing': {
    meaning:
      'The program needs a setting from its environment and found none, or an empty one. Kubernetes does not check this: the reference may be missing in the spec, or its value empty.',
    check: [LOG, "kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].env[*].name}'"],
    fix: ['Set the variable in the pod template, by value or from a ConfigMap or Secret.', UNDO],
  },
  'bad-command': {
    meaning:
      'The start command cannot be run: it is not in the image, lacks its execute bit, is one string where a list is needed, or is a script with CRLF line ends or without a #! line. Codes 126, 127 and 128 point here; StartError has its message in the status and no log.',
    check: [STATE, LOG],
    fix: [
      'Give command and args as lists, one word an item: ["sh", "-c", "…"] for shell syntax.',
      'Check the file in the image, its execute bit and its line ends.',
    ],
  },
  'completes-exit-0': {
    meaning:
      'The main process ended with success. A Deployment, StatefulSet or DaemonSet starts it again each time. Often the server went into the background and left nothing in the foreground.',
    check: [LOG, EVENTS],
    fix: [
      'Start the server in the foreground, and with exec as the last line of a script.',
      'Use a Job or CronJob for work that ends.',
    ],
  },
  'missing-dependency': {
    meaning:
      'A module, class, shared library or tool is not in the image: a build step left it out, the base image changed, or a binary is linked against another libc.',
    check: [LOG],
    fix: [
      'Install it in the image and build again.',
      'Keep build and runtime image on the same libc (glibc or musl).',
      UNDO,
    ],
  },
  'schema-migration-failed': {
    meaning:
      'A migration of the database failed or was left half done, and the program refuses to start on that schema.',
    check: [LOG],
    fix: [
      'Repair the data or the migration, and clear the dirty mark as the tool describes.',
      'Take a backup before forcing a version.',
    ],
  },
  'deadlock-or-timeout-startup': {
    meaning:
      'The program waited for itself: all its threads or goroutines sleep, or its own start-up timer ran out. No outside party failed.',
    check: [LOG],
    fix: [
      'Raise its start-up timeout if it is only slow; otherwise fix the order of its initialization.',
    ],
  },
  license: {
    meaning: 'The program checks a licence and found none, a wrong one, or an expired one.',
    check: [LOG],
    fix: ['Put the valid licence where the program reads it, usually a Secret, and restart.'],
  },
  segfault: {
    meaning:
      'Native code touched memory that is not its own (SIGSEGV, 139). An abort of process 1 also shows as 139, so look for an assertion or a heap message in the log first.',
    check: [LOG, STATE],
    fix: [UNDO, 'Match native modules to the libc and the CPU of the image.'],
  },
  'illegal-instruction': {
    meaning:
      'The CPU of the node lacks an instruction that the program was compiled to use (SIGILL, 132): AVX, SSE4.2, or a newer arm64 level.',
    check: [STATE, 'kubectl get node NODE -o wide'],
    fix: [
      'Use a build for older CPUs, or pin the pod to nodes that have the instruction.',
      'On virtual machines, pass the CPU features of the host through.',
    ],
  },
  'heap-exhausted': {
    meaning:
      "The heap limit of the language runtime was reached, not the container's: Java's -Xmx, Node.js's --max-old-space-size. The kernel had no part in it, so the reason is Error and not OOMKilled.",
    check: [LOG],
    fix: [
      'Raise the heap limit, and limits.memory with it: leave a quarter for what is not heap.',
      'Find the leak if the heap grows without end.',
    ],
  },
  'oom-killed': {
    meaning:
      'A process of the container was killed by the kernel at limits.memory. The reason OOMKilled is proof; exit code 137 alone is not.',
    check: [STATE, 'kubectl -n NS top pod POD --containers'],
    fix: [
      'Raise limits.memory above the real peak.',
      'Set the heap under the limit: MaxRAMPercentage, --max-old-space-size, GOMEMLIMIT, fewer workers.',
      'Count memory volumes in: emptyDir with medium: Memory is charged to the pod.',
    ],
  },
  'cpu-starved-startup': {
    meaning:
      'A low CPU limit throttles the start until the probe gives up. The log shows a healthy but slow start that is cut off by SIGTERM.',
    check: ['kubectl -n NS top pod POD --containers', EVENTS],
    fix: [
      'Raise or remove limits.cpu.',
      'Add a startupProbe with failureThreshold × periodSeconds above the slowest start.',
    ],
  },
  'volume-full': {
    meaning:
      'A write failed as the volume has no space or no inodes left ("No space left on device", ENOSPC).',
    check: [LOG, 'kubectl -n NS exec POD -- df -h', 'kubectl -n NS exec POD -- df -i'],
    fix: [
      'Enlarge the claim, if its StorageClass allows expansion.',
      'Delete or rotate what fills it; give databases room for their journal.',
    ],
  },
  'quota-or-eviction': {
    meaning:
      'The pod was evicted for memory, disk or ephemeral storage, or a quota or LimitRange keeps new pods from being made.',
    check: [DESCRIBE, 'kubectl -n NS describe quota', 'kubectl describe node NODE'],
    fix: [
      'Raise the quota or the limit, or lower what the pods ask for.',
      'Set requests near the real use, so that other pods go first.',
    ],
  },
  'liveness-probe': {
    meaning:
      'The program would run, but the kubelet kills it: the liveness probe asks the wrong port or path, is too impatient, or checks another service. Exit codes 137, 143 and even 0 occur; Unhealthy and Killing events prove it.',
    check: [EVENTS, "kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].livenessProbe}'"],
    fix: [
      'Correct port, path and scheme to what the program serves.',
      'Raise timeoutSeconds and failureThreshold; add a startupProbe for slow starts.',
      'Check other services in the readiness probe, never in the liveness probe.',
    ],
  },
  'startup-probe': {
    meaning:
      'The startup probe allows less time than the start takes, or asks the wrong thing. Its budget is failureThreshold × periodSeconds.',
    check: [EVENTS, "kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].startupProbe}'"],
    fix: [
      'Raise failureThreshold until the budget covers the slowest start.',
      'Correct port and path.',
    ],
  },
  'lifecycle-hook-failed': {
    meaning:
      'The postStart hook exited with an error or could not be run, so the kubelet killed the container.',
    check: [EVENTS],
    fix: [
      'Correct the command of the hook; it runs beside the main process and may be first.',
      'Move its work into an init container.',
    ],
  },
  'readiness-gate': {
    meaning:
      'Not a crash: the container runs but is never ready, or the pod is not scheduled. Its Services send it nothing.',
    check: [DESCRIBE],
    fix: [
      'Correct the readiness probe or what it checks.',
      'For a pending pod, see the FailedScheduling event.',
    ],
  },
  'rbac-forbidden': {
    meaning:
      'The API server refused a request of the program (403): its service account lacks a rule for that verb and resource.',
    check: [LOG, 'kubectl auth can-i VERB RESOURCE -n NS --as=system:serviceaccount:NS:ACCOUNT'],
    fix: [
      'Add the verb and the resource to its Role or ClusterRole, and bind it to this account in this namespace.',
    ],
  },
  'service-account-token': {
    meaning:
      'The program found no token, an expired one, or one for another account or audience: automountServiceAccountToken is off, or the account changed.',
    check: [
      "kubectl -n NS get pod POD -o jsonpath='{.spec.serviceAccountName} {.spec.automountServiceAccountToken}'",
      LOG,
    ],
    fix: [
      'Set automountServiceAccountToken: true on the pod, or mount a projected token with the right audience.',
    ],
  },
  'permission-denied-fs': {
    meaning:
      'A file or folder cannot be read, written or given to another owner: the user of the container does not own the volume, or the root file system is read-only.',
    check: [
      LOG,
      "kubectl -n NS get pod POD -o jsonpath='{.spec.securityContext} {.spec.containers[*].securityContext}'",
    ],
    fix: [
      "Set fsGroup to the program's group, so that the volume is writable for it.",
      'Mount an emptyDir where it must write while the root file system is read-only.',
    ],
  },
  'security-context': {
    meaning:
      'The security settings forbid what the program or its start needs: runAsNonRoot with a root image, a dropped capability, a port below 1024, a seccomp profile that is missing.',
    check: [
      DESCRIBE,
      "kubectl -n NS get pod POD -o jsonpath='{.spec.securityContext} {.spec.containers[*].securityContext}'",
    ],
    fix: [
      'Set a numeric runAsUser other than 0.',
      'Listen on a port above 1023, or add NET_BIND_SERVICE.',
      'Give back only the capability that the message names.',
    ],
  },
  'mount-failed': {
    meaning:
      'A volume cannot be attached or mounted, a subPath is of the wrong type, or a mount hides files of the image.',
    check: [DESCRIBE, 'kubectl -n NS get pvc'],
    fix: [
      'Correct what the FailedMount event names.',
      'Mount a single file with subPath rather than over a folder that the program needs.',
    ],
  },
  'secret-or-configmap-missing': {
    meaning:
      'The pod refers to a Secret, a ConfigMap or a key that does not exist in its namespace. The container does not start at all.',
    check: [DESCRIBE, 'kubectl -n NS get secret,configmap'],
    fix: [
      'Create the object or the key, in the namespace of the pod.',
      'Correct the name, or mark the reference optional.',
    ],
  },
  'config-file-missing': {
    meaning:
      'The program looks for its configuration file where there is none: the mount path differs, the key has another name, or the image does not hold it.',
    check: [LOG, "kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].volumeMounts}'"],
    fix: ['Mount the file at the path that the message names, or pass its real path.'],
  },
  'image-bad': {
    meaning: 'The image is the wrong one, does not exist, cannot be pulled, or lacks its files.',
    check: [DESCRIBE],
    fix: ['Correct name and tag.', 'Add imagePullSecrets for a private registry.', UNDO],
  },
  'arch-mismatch': {
    meaning:
      'The program was built for another CPU architecture than the node has: "exec format error".',
    check: ['kubectl get nodes -L kubernetes.io/arch', LOG],
    fix: [
      'Build for several platforms: docker buildx build --platform linux/amd64,linux/arm64.',
      'Or pin the pod with nodeSelector kubernetes.io/arch.',
    ],
  },
  'dns-failure': {
    meaning:
      'A host name does not resolve: it is misspelt, in another namespace, the Service does not exist, or cluster DNS is not reached.',
    check: [LOG, 'kubectl get service -A', 'kubectl -n kube-system get pods -l k8s-app=kube-dns'],
    fix: [
      'Write the name as SERVICE.NAMESPACE.',
      'With hostNetwork, set dnsPolicy: ClusterFirstWithHostNet.',
    ],
  },
  'dependency-unreachable': {
    meaning:
      'A database, queue or service refuses the connection or does not answer. Refused: nobody listens, or the Service has no endpoints. Timed out: a wrong port of a Service, a policy, or a route.',
    check: [
      LOG,
      'kubectl -n NS get endpointslices -l kubernetes.io/service-name=SERVICE',
      'kubectl -n NS get service SERVICE',
    ],
    fix: [
      'Repair the dependency first: it is often the root of a whole cascade.',
      'Correct host and port; compare the selector of the Service with the labels of its pods.',
    ],
  },
  'dependency-auth-failed': {
    meaning:
      'The dependency was reached and refuses the credentials, the role or the database name: often a password that was rotated on one side only.',
    check: [LOG, 'kubectl -n NS get secret NAME -o jsonpath={.metadata.managedFields[*].time}'],
    fix: [
      'Bring both sides to the same password; restart pods that read it as an environment variable.',
      'Create the role or the database that the message names.',
    ],
  },
  'network-policy': {
    meaning:
      'A NetworkPolicy blocks the way to a dependency, to DNS, or from the kubelet. No log names it: connections time out.',
    check: ['kubectl -n NS get networkpolicy -o yaml', LOG],
    fix: [
      'Allow the egress of the client and the ingress of the target, and port 53 to kube-dns for both protocols.',
    ],
  },
  'tls-cert': {
    meaning:
      'A certificate is expired, not yet valid, signed by an authority that the client does not know, or for another name.',
    check: [LOG, 'kubectl -n NS get secret NAME -o jsonpath={.type}'],
    fix: [
      'Renew the certificate.',
      'Mount the authority that signed it and point the client at it.',
      'Use the name that the certificate holds.',
    ],
  },
  'port-in-use': {
    meaning:
      'The address is already bound: by another container of the same pod, by the host with hostNetwork, or by the program itself, started twice.',
    check: [
      LOG,
      "kubectl -n NS get pod POD -o jsonpath='{.spec.hostNetwork} {.spec.containers[*].ports}'",
    ],
    fix: ['Give one of the two another port; all containers of a pod share one network.'],
  },
  'leader-election-lost': {
    meaning:
      'A controller ends on purpose as it could not renew its lease in time: the API server was slow or away, or the program was starved. Mass restarts of this kind settle by themselves.',
    check: [LOG, 'kubectl -n NS get lease'],
    fix: [
      'Look at the API server and etcd at that time.',
      'Give the controller CPU; raise lease and renew times if the API is far away.',
    ],
  },
  'webhook-cert': {
    meaning:
      'An admission or conversion webhook fails: its certificate is missing or not trusted, or its service does not answer.',
    check: ['kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations', LOG],
    fix: [
      'Let cert-manager or the installer issue the certificate again, and check the caBundle.',
      'Bring the webhook service up; until then, failurePolicy: Ignore lets requests pass.',
    ],
  },
  'cloud-iam-denied': {
    meaning:
      "The cloud's identity service denies the program: the role does not trust this service account, lacks a permission, or the metadata service cannot be reached.",
    check: [LOG, 'kubectl -n NS get serviceaccount ACCOUNT -o yaml'],
    fix: [
      'Annotate the service account with the right role, and let that role trust it.',
      'Add the permission that the message names; set the region.',
    ],
  },
  'volume-data-incompatible': {
    meaning:
      'The data on the volume is corrupt, locked by another process, or of another version than the program.',
    check: [LOG],
    fix: [
      'Go back to the image that wrote the data, or upgrade it as the program describes.',
      'Restore from a backup where it is corrupt; take a copy first.',
    ],
  },
  'sidecar-or-injection': {
    meaning:
      'An injected or sidecar container breaks the pod: it fails itself, takes the traffic before it is ready, or is missing its configuration.',
    check: [
      "kubectl -n NS get pod POD -o jsonpath='{.spec.initContainers[*].name} {.spec.containers[*].name}'",
      'kubectl -n NS logs POD -c SIDECAR --previous',
    ],
    fix: [
      'Correct the sidecar, or switch its injection off for this workload.',
      'Run it as a native sidecar: an init container with restartPolicy: Always.',
    ],
  },
  'api-version-removed': {
    meaning:
      'The program asks for an API version or a custom resource that this cluster does not serve: the cluster was upgraded, or the CRD is not installed.',
    check: ['kubectl api-versions', 'kubectl get crd', LOG],
    fix: [
      'Install the CRDs of exactly this release.',
      'Upgrade the program to a release for this Kubernetes version.',
    ],
  },
  'version-skew': {
    meaning:
      'Two versions do not fit: the program against the cluster, the kernel, the distribution, a driver, a library or a peer that it talks to.',
    check: [LOG],
    fix: ['Read which versions support each other, and move the one that is behind.', UNDO],
  },
  'dns-loop': {
    meaning:
      'CoreDNS found that it forwards to itself and ends: the resolv.conf of the node names a local stub, such as 127.0.0.53.',
    check: [
      'kubectl -n kube-system logs -l k8s-app=kube-dns --previous',
      'kubectl -n kube-system get configmap coredns -o yaml',
    ],
    fix: [
      'Point the resolvConf setting of the kubelet to the real file (/run/systemd/resolve/resolv.conf).',
      'Or forward to a resolver by its address in the Corefile.',
    ],
  },
  'cni-failed': {
    meaning:
      "The pods of the network plugin fail: no free addresses, the node's range is not set, or its API rights or cloud permissions are missing. All other pods of the node wait for it.",
    check: ['kubectl -n kube-system get pods -o wide', 'kubectl describe node NODE'],
    fix: [
      'Repair the plugin first; other pods follow.',
      'Give it addresses, its role, or the pod CIDR that it was not told.',
    ],
  },
  'kernel-or-node': {
    meaning:
      'The node, not the program: a kernel module or sysctl, limits on files or inotify watches, a reboot (exit code 255).',
    check: ['kubectl describe node NODE', LOG],
    fix: [
      'Load the module or raise the limit on the node.',
      'After a reboot, nothing is to be done if the pods are well.',
    ],
  },
  'gpu-driver': {
    meaning:
      'No GPU driver or container runtime for it could be used: it is missing, does not fit the library, or the pod is on a node without one.',
    check: ['kubectl describe node NODE', LOG],
    fix: [
      'Install driver and container toolkit on the node, and set the runtime class.',
      'Ask for the device in limits, so that the scheduler picks a node that has it.',
    ],
  },
  'runtime-error': {
    meaning: 'The container runtime itself cannot create or start the container.',
    check: [DESCRIBE, 'kubectl describe node NODE'],
    fix: [
      'Go by the message of runc or containerd.',
      'Restart the runtime on the node, or move the pod to another node.',
    ],
  },
  'init-container-failed': {
    meaning:
      'An init container fails, for a reason that fits no other cause. The main containers wait until it succeeds.',
    check: ['kubectl -n NS logs POD -c INIT --previous', DESCRIBE],
    fix: ['Correct what the log of the init container names.'],
  },
  unknown: {
    meaning:
      'The evidence at hand does not decide. That is an answer: the report says what to collect so that it can be decided.',
    check: [LOG, DESCRIBE, EVENTS],
    fix: [
      'Collect what the report asks for and run unloop again.',
      'unloop collect -o evidence.tar.gz gathers everything at once.',
    ],
  },
}
