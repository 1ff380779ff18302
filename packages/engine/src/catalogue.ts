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
  /**
   * Whether it explains a kill by a probe that follows it: it lasts until somebody mends it (`always`), a program waits for it
   * while it starts (`at-start`), or it says nothing of a probe (`never`).
   */
  readonly outranksProbe: 'always' | 'at-start' | 'never'
  /** Whether a manifest shows it, so that lint can be asked for it; else it lies in a program, an image or a node. */
  readonly isInManifest: boolean
  /** One phrase that says what the cause means. */
  readonly means: string
}

export const CATALOGUE = {
  'app-exception': {
    branch: 'app',
    outranksProbe: 'never',
    isInManifest: false,
    means: "an uncaught exception or panic of the program's own logic",
  },
  'app-config-invalid': {
    branch: 'app',
    outranksProbe: 'never',
    isInManifest: false,
    means: 'the program rejects a setting, flag or configuration file',
  },
  'env-missing': {
    branch: 'app',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'a required environment variable or setting is absent or empty',
  },
  'bad-command': {
    branch: 'app',
    outranksProbe: 'never',
    isInManifest: true,
    means:
      'command, args or entrypoint cannot be run: not found, not executable, one string instead of a list, a shell builtin, CRLF script',
  },
  'completes-exit-0': {
    branch: 'app',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'the process ends (or daemonizes) with success under a workload that must run for ever',
  },
  'missing-dependency': {
    branch: 'app',
    outranksProbe: 'never',
    isInManifest: false,
    means: 'a module, class, shared library or tool that the program needs is not in the image',
  },
  'schema-migration-failed': {
    branch: 'app',
    outranksProbe: 'at-start',
    isInManifest: false,
    means: 'a database migration fails or is dirty or missing',
  },
  'deadlock-or-timeout-startup': {
    branch: 'app',
    outranksProbe: 'never',
    isInManifest: false,
    means: 'the program gives up on itself while starting',
  },
  license: {
    branch: 'app',
    outranksProbe: 'always',
    isInManifest: false,
    means: 'a licence is missing, invalid or expired',
  },
  segfault: {
    branch: 'app',
    outranksProbe: 'never',
    isInManifest: false,
    means: 'SIGSEGV, exit 139',
  },
  'illegal-instruction': {
    branch: 'app',
    outranksProbe: 'never',
    isInManifest: false,
    means: 'SIGILL, exit 132: the CPU lacks an instruction',
  },
  'heap-exhausted': {
    branch: 'resources',
    outranksProbe: 'always',
    isInManifest: true,
    means: "the language runtime's own heap limit, not the container's",
  },
  'oom-killed': {
    branch: 'resources',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'the kernel killed the container, or a process in it, at its memory limit',
  },
  'cpu-starved-startup': {
    branch: 'resources',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'CPU throttling makes the start too slow for its probes',
  },
  'volume-full': {
    branch: 'resources',
    outranksProbe: 'always',
    isInManifest: false,
    means: 'no space or no inodes left on a volume or the node',
  },
  'quota-or-eviction': {
    branch: 'resources',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'evicted, or stopped by a quota, LimitRange or ephemeral-storage limit',
  },
  'liveness-probe': {
    branch: 'probes',
    outranksProbe: 'never',
    isInManifest: true,
    means:
      'the kubelet kills a program that would run, as its liveness probe is wrong, too strict, or checks something else',
  },
  'startup-probe': {
    branch: 'probes',
    outranksProbe: 'never',
    isInManifest: true,
    means: "the startup probe's budget is shorter than the start, or it is wrong",
  },
  'lifecycle-hook-failed': {
    branch: 'probes',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'a postStart hook fails',
  },
  'readiness-gate': {
    branch: 'probes',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'not a crash: never ready',
  },
  'rbac-forbidden': {
    branch: 'rbac-mounts',
    outranksProbe: 'always',
    isInManifest: true,
    means: "the API server answers 403 to the program's service account",
  },
  'service-account-token': {
    branch: 'rbac-mounts',
    outranksProbe: 'always',
    isInManifest: true,
    means: 'the token is not mounted, expired, or for the wrong account or audience',
  },
  'permission-denied-fs': {
    branch: 'rbac-mounts',
    outranksProbe: 'always',
    isInManifest: true,
    means: 'a file or directory cannot be read, written or owned; read-only file system',
  },
  'security-context': {
    branch: 'rbac-mounts',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'runAsNonRoot, capabilities, seccomp, privileged port, Pod Security',
  },
  'mount-failed': {
    branch: 'rbac-mounts',
    outranksProbe: 'never',
    isInManifest: true,
    means:
      "a volume cannot be attached or mounted, subPath trouble, or a mount hides the program's files",
  },
  'secret-or-configmap-missing': {
    branch: 'image-config',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'a referenced Secret or ConfigMap, or a key in it, does not exist',
  },
  'config-file-missing': {
    branch: 'image-config',
    outranksProbe: 'never',
    isInManifest: true,
    means: "the program's configuration file is not where it looks for it",
  },
  'image-bad': {
    branch: 'image-config',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'the wrong image or tag, or one that lacks its files',
  },
  'arch-mismatch': {
    branch: 'image-config',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'exec format error: built for another architecture',
  },
  'dns-failure': {
    branch: 'network-deps',
    outranksProbe: 'at-start',
    isInManifest: false,
    means: 'a host name does not resolve',
  },
  'dependency-unreachable': {
    branch: 'network-deps',
    outranksProbe: 'at-start',
    isInManifest: false,
    means: 'a database, queue or service refuses or times out, or has no endpoints',
  },
  'dependency-auth-failed': {
    branch: 'network-deps',
    outranksProbe: 'at-start',
    isInManifest: false,
    means: 'a dependency rejects the credentials, role or database name',
  },
  'network-policy': {
    branch: 'network-deps',
    outranksProbe: 'at-start',
    isInManifest: true,
    means: 'a NetworkPolicy blocks the way to a dependency, to DNS or to the probe',
  },
  'tls-cert': {
    branch: 'network-deps',
    outranksProbe: 'at-start',
    isInManifest: false,
    means: 'a certificate is expired, untrusted, mismatched or missing',
  },
  'port-in-use': {
    branch: 'network-deps',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'the address is already bound: by another container of the pod, the host, or itself',
  },
  'leader-election-lost': {
    branch: 'network-deps',
    outranksProbe: 'never',
    isInManifest: false,
    means: 'the program ends as it lost or could not renew its lease',
  },
  'webhook-cert': {
    branch: 'network-deps',
    outranksProbe: 'always',
    isInManifest: false,
    means: "an admission webhook's certificate or service stops the program",
  },
  'cloud-iam-denied': {
    branch: 'network-deps',
    outranksProbe: 'always',
    isInManifest: false,
    means: "the cloud's identity service denies it: IRSA, workload identity, IMDS, missing region",
  },
  'volume-data-incompatible': {
    branch: 'rbac-mounts',
    outranksProbe: 'always',
    isInManifest: false,
    means: 'the data on the volume is corrupt, locked, or of another version',
  },
  'sidecar-or-injection': {
    branch: 'node-runtime',
    outranksProbe: 'never',
    isInManifest: true,
    means: 'an injected or sidecar container breaks the pod',
  },
  'api-version-removed': {
    branch: 'node-runtime',
    outranksProbe: 'always',
    isInManifest: true,
    means: 'an API or CRD that the program needs is not served',
  },
  'version-skew': {
    branch: 'node-runtime',
    outranksProbe: 'never',
    isInManifest: true,
    means:
      'two versions do not fit: program against cluster, kernel, distribution, driver, library or peer',
  },
  'dns-loop': {
    branch: 'node-runtime',
    outranksProbe: 'always',
    isInManifest: false,
    means: 'CoreDNS or node-local-dns forwards to itself',
  },
  'cni-failed': {
    branch: 'node-runtime',
    outranksProbe: 'always',
    isInManifest: false,
    means: "the network plugin's own pods fail: IPAM, node CIDR, IAM, RBAC",
  },
  'kernel-or-node': {
    branch: 'node-runtime',
    outranksProbe: 'always',
    isInManifest: false,
    means: 'sysctl, kernel module, inotify or file limits, node reboot (255)',
  },
  'gpu-driver': {
    branch: 'node-runtime',
    outranksProbe: 'always',
    isInManifest: false,
    means: 'no usable GPU driver or runtime',
  },
  'runtime-error': {
    branch: 'node-runtime',
    outranksProbe: 'never',
    isInManifest: false,
    means: 'the container runtime cannot create or start the container',
  },
  'init-container-failed': {
    branch: 'app',
    outranksProbe: 'never',
    isInManifest: false,
    means: 'an init container fails for a cause that fits no other id',
  },
  unknown: {
    branch: 'app',
    outranksProbe: 'never',
    isInManifest: false,
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
