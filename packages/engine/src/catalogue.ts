/** One entry a cause: the ids that reports, labels, signatures and documentation share; never renamed. */
export const BRANCHES = {
  app: 'App & env: the program itself, its settings and its start command',
  resources: 'Resources: memory, CPU, disk, quotas',
  probes: 'Probes and lifecycle hooks',
  'rbac-mounts': 'RBAC, security context, service accounts, volumes and mounts',
  'image-config': 'Image, Secrets and ConfigMaps',
  'network-deps': 'Networking, DNS, TLS and dependencies',
  'node-runtime': 'Node, kernel, container runtime, cluster components',
} as const

/** Where the mistake lies; it decides what a proof of a fix looks at beyond readiness. */
export type Branch = keyof typeof BRANCHES

interface CatalogueEntry {
  readonly branch: Branch
  /** One phrase that says what the cause means. */
  readonly means: string
}

export const CATALOGUE = {
  'app-exception': {
    branch: 'app',
    means: "an uncaught exception or panic of the program's own logic",
  },
  'app-config-invalid': {
    branch: 'app',
    means: 'the program rejects a setting, flag or configuration file',
  },
  'env-missing': {
    branch: 'app',
    means: 'a required environment variable or setting is absent or empty',
  },
  'bad-command': {
    branch: 'app',
    means:
      'command, args or entrypoint cannot be run: not found, not executable, one string instead of a list, a shell builtin, CRLF script',
  },
  'completes-exit-0': {
    branch: 'app',
    means: 'the process ends (or daemonizes) with success under a workload that must run for ever',
  },
  'missing-dependency': {
    branch: 'app',
    means: 'a module, class, shared library or tool that the program needs is not in the image',
  },
  'schema-migration-failed': {
    branch: 'app',
    means: 'a database migration fails or is dirty or missing',
  },
  'deadlock-or-timeout-startup': {
    branch: 'app',
    means: 'the program gives up on itself while starting',
  },
  license: { branch: 'app', means: 'a licence is missing, invalid or expired' },
  segfault: { branch: 'app', means: 'SIGSEGV, exit 139' },
  'illegal-instruction': { branch: 'app', means: 'SIGILL, exit 132: the CPU lacks an instruction' },
  'heap-exhausted': {
    branch: 'resources',
    means: "the language runtime's own heap limit, not the container's",
  },
  'oom-killed': {
    branch: 'resources',
    means: 'the kernel killed the container, or a process in it, at its memory limit',
  },
  'cpu-starved-startup': {
    branch: 'resources',
    means: 'CPU throttling makes the start too slow for its probes',
  },
  'volume-full': {
    branch: 'resources',
    means: 'no space or no inodes left on a volume or the node',
  },
  'quota-or-eviction': {
    branch: 'resources',
    means: 'evicted, or stopped by a quota, LimitRange or ephemeral-storage limit',
  },
  'liveness-probe': {
    branch: 'probes',
    means:
      'the kubelet kills a program that would run, as its liveness probe is wrong, too strict, or checks something else',
  },
  'startup-probe': {
    branch: 'probes',
    means: "the startup probe's budget is shorter than the start, or it is wrong",
  },
  'lifecycle-hook-failed': { branch: 'probes', means: 'a postStart hook fails' },
  'readiness-gate': { branch: 'probes', means: 'not a crash: never ready' },
  'rbac-forbidden': {
    branch: 'rbac-mounts',
    means: "the API server answers 403 to the program's service account",
  },
  'service-account-token': {
    branch: 'rbac-mounts',
    means: 'the token is not mounted, expired, or for the wrong account or audience',
  },
  'permission-denied-fs': {
    branch: 'rbac-mounts',
    means: 'a file or directory cannot be read, written or owned; read-only file system',
  },
  'security-context': {
    branch: 'rbac-mounts',
    means: 'runAsNonRoot, capabilities, seccomp, privileged port, Pod Security',
  },
  'mount-failed': {
    branch: 'rbac-mounts',
    means:
      "a volume cannot be attached or mounted, subPath trouble, or a mount hides the program's files",
  },
  'secret-or-configmap-missing': {
    branch: 'image-config',
    means: 'a referenced Secret or ConfigMap, or a key in it, does not exist',
  },
  'config-file-missing': {
    branch: 'image-config',
    means: "the program's configuration file is not where it looks for it",
  },
  'image-bad': {
    branch: 'image-config',
    means: 'the wrong image or tag, or one that lacks its files',
  },
  'arch-mismatch': {
    branch: 'image-config',
    means: 'exec format error: built for another architecture',
  },
  'dns-failure': { branch: 'network-deps', means: 'a host name does not resolve' },
  'dependency-unreachable': {
    branch: 'network-deps',
    means: 'a database, queue or service refuses or times out, or has no endpoints',
  },
  'dependency-auth-failed': {
    branch: 'network-deps',
    means: 'a dependency rejects the credentials, role or database name',
  },
  'network-policy': {
    branch: 'network-deps',
    means: 'a NetworkPolicy blocks the way to a dependency, to DNS or to the probe',
  },
  'tls-cert': {
    branch: 'network-deps',
    means: 'a certificate is expired, untrusted, mismatched or missing',
  },
  'port-in-use': {
    branch: 'network-deps',
    means: 'the address is already bound: by another container of the pod, the host, or itself',
  },
  'leader-election-lost': {
    branch: 'network-deps',
    means: 'the program ends as it lost or could not renew its lease',
  },
  'webhook-cert': {
    branch: 'network-deps',
    means: "an admission webhook's certificate or service stops the program",
  },
  'cloud-iam-denied': {
    branch: 'network-deps',
    means: "the cloud's identity service denies it: IRSA, workload identity, IMDS, missing region",
  },
  'volume-data-incompatible': {
    branch: 'rbac-mounts',
    means: 'the data on the volume is corrupt, locked, or of another version',
  },
  'sidecar-or-injection': {
    branch: 'node-runtime',
    means: 'an injected or sidecar container breaks the pod',
  },
  'api-version-removed': {
    branch: 'node-runtime',
    means: 'an API or CRD that the program needs is not served',
  },
  'version-skew': {
    branch: 'node-runtime',
    means:
      'two versions do not fit: program against cluster, kernel, distribution, driver, library or peer',
  },
  'dns-loop': { branch: 'node-runtime', means: 'CoreDNS or node-local-dns forwards to itself' },
  'cni-failed': {
    branch: 'node-runtime',
    means: "the network plugin's own pods fail: IPAM, node CIDR, IAM, RBAC",
  },
  'kernel-or-node': {
    branch: 'node-runtime',
    means: 'sysctl, kernel module, inotify or file limits, node reboot (255)',
  },
  'gpu-driver': { branch: 'node-runtime', means: 'no usable GPU driver or runtime' },
  'runtime-error': {
    branch: 'node-runtime',
    means: 'the container runtime cannot create or start the container',
  },
  'init-container-failed': {
    branch: 'app',
    means: 'an init container fails for a cause that fits no other id',
  },
  unknown: {
    branch: 'app',
    means: 'the evidence at hand does not decide; the report says what to collect',
  },
} as const satisfies Record<string, CatalogueEntry>

/** Part of the report's contract: ids are added, never renamed. */
export type CauseId = keyof typeof CATALOGUE

/** All ids in the order of the catalogue. */
export const CAUSE_IDS = Object.keys(CATALOGUE) as readonly CauseId[]

export function isCauseId(id: string): id is CauseId {
  return Object.hasOwn(CATALOGUE, id)
}
