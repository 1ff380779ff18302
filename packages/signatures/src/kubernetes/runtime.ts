import type { SignatureFamily } from '@unloop/engine/scanner'

const STATED = ['event', 'status', 'log'] as const

/** What runc, crun, containerd, CRI-O and Docker say when they cannot create or start a container. */
export const containerRuntime: SignatureFamily = {
  programs: ['runc', 'crun', 'containerd', 'CRI-O', 'Docker', 'youki'],
  signatures: [
    {
      id: 'runc/executable-not-found',
      cause: 'bad-command',
      pattern:
        /(?<!exec failed.{0,300})exec: \\*"(?<file>[^"\\]{1,250})\\*": executable file not found in \$PATH(?:\\*"{0,2}: unknown|(?<=container process.{0,400}))/,
      strength: 'fatal',
      title: 'The image has no program {file}',
      explain:
        'The first word of the command must be a file that the image has, by its path or in its PATH. A whole command line in one string, or a shell builtin, is no file.',
      example: [
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "gunicorn": executable file not found in $PATH: unknown',
        'OCI runtime create failed: container_linux.go:345: starting container process caused "exec: \\"storageos\\": executable file not found in $PATH": unknown',
        'starting container process caused "exec: \\\\\\"entry\\\\\\": executable file not found in $PATH": unknown',
      ],
      source: 'runc libcontainer/standard_init_linux.go',
      in: STATED,
      from: ['030-storageos-exec-not-found', '031-k3s-rootless-helm-entry'],
    },
    {
      id: 'crun/executable-not-found',
      cause: 'bad-command',
      pattern: /executable file `(?<file>[^`]{1,250})` not found in \$PATH/,
      strength: 'fatal',
      title: 'The image has no program {file}',
      example:
        'Error: container create failed: executable file `npm start` not found in $PATH: No such file or directory',
      source: 'crun src/libcrun/container.c',
      in: STATED,
    },
    {
      id: 'runc/exec-stat-missing',
      cause: 'bad-command',
      pattern:
        /(?<!exec failed.{0,300})exec: \\*"(?<file>[^"\\]{1,250})\\*": stat .{1,250}: no such file or directory/,
      strength: 'fatal',
      title: 'The image has no file {file}',
      explain:
        'The command names a path that does not exist in the container: a wrong path, a whole command line in one string, a build that did not copy it, or a volume over it.',
      example:
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "python /srv/app.py": stat python /srv/app.py: no such file or directory: unknown',
      source: 'runc libcontainer/standard_init_linux.go',
      in: STATED,
      from: ['a36-command-one-string'],
    },
    {
      id: 'runc/exec-no-such-file',
      cause: 'bad-command',
      pattern:
        /(?:starting container process caused|unable to start container process).{0,40}exec: \\*"(?<file>[^"\\]{1,250})\\*": (?!stat )(?:.{0,20})no such file or directory/,
      strength: 'fatal',
      title: 'The file {file}, or its interpreter, is not in the image',
      example:
        'OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "/entrypoint.sh": no such file or directory: unknown',
      source: 'runc libcontainer/standard_init_linux.go',
      in: STATED,
    },
    {
      id: 'runc/exec-permission-denied',
      cause: 'bad-command',
      pattern: /(?<!exec failed.{0,300})exec: \\*"(?<file>[^"\\]{1,250})\\*": permission denied/,
      strength: 'fatal',
      title: '{file} is not executable',
      explain:
        "The file lacks its executable bit for the container's user, or stands on a volume that forbids execution (a ConfigMap needs defaultMode 0755).",
      example:
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/docker-entrypoint.sh": permission denied: unknown',
      source: 'runc libcontainer/standard_init_linux.go',
      in: STATED,
      fix: {
        title:
          'Make {file} executable in the image (chmod +x), or set defaultMode: 0755 where it is mounted',
        where: 'image',
      },
    },
    {
      id: 'runc/exec-is-directory',
      cause: 'bad-command',
      pattern:
        /(?<!exec failed.{0,300})exec: \\*"(?<file>[^"\\]{1,250})\\*": (?:is a directory|stat .{1,250}: not a directory)/,
      strength: 'fatal',
      title: '{file} is a directory, no program',
      example:
        'OCI runtime create failed: runc create failed: unable to start container process: exec: "/app": is a directory: unknown',
      source: 'runc libcontainer/standard_init_linux.go',
      in: STATED,
    },
    {
      id: 'runc/exec-format',
      cause: 'arch-mismatch',
      pattern:
        /(?:starting container process|start container process|OCI runtime).{0,250}exec format error/,
      strength: 'fatal',
      title: 'The program is built for another processor architecture',
      example:
        'OCI runtime create failed: runc create failed: unable to start container process: exec: "/app": exec format error: unknown',
      source: 'runc libcontainer/standard_init_linux.go',
      in: STATED,
    },
    {
      id: 'runc/no-command',
      cause: 'bad-command',
      pattern:
        /(?:no command specified|[Nn]o entrypoint or command specified|process(?:\.)?[aA]rgs (?:must not be|is) empty|args must not be empty)/,
      strength: 'fatal',
      title: 'Neither the image nor the pod says what to run',
      example:
        'Error: failed to generate container "9f1c" spec: failed to generate spec: no command specified',
      source: 'containerd pkg/cri',
      in: STATED,
    },
    {
      id: 'runc/cwd-missing',
      cause: 'runtime-error',
      pattern:
        /(?:chdir to cwd \(\\*"(?<file>[^"\\]{1,250})\\*"\) set in config\.json failed: (?<what>.{1,60}?)|chdir to `(?<name>[^`]{1,250})`: .{1,60}|(?:container init|container process|runc).{0,60}mkdir (?<setting>\/\S{1,250}): not a directory)(?:: unknown|$|")/,
      strength: 'fatal',
      title: "The container's working directory cannot be used",
      explain:
        'The working directory (workingDir or WORKDIR) does not exist, is a file, or the user may not enter it.',
      example: [
        'OCI runtime create failed: runc create failed: unable to start container process: chdir to cwd ("/home/app") set in config.json failed: permission denied: unknown',
        'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: mkdir /srv/app.js: not a directory: unknown',
      ],
      source: 'runc libcontainer/init_linux.go',
      in: STATED,
      from: ['b63-workingdir-is-file'],
    },
    {
      id: 'runc/mount-file-on-directory',
      cause: 'mount-failed',
      pattern:
        /(?:[Aa]re you trying to mount a directory onto a file \(or vice-versa\)|error mounting .{1,250} to rootfs at \\*"?(?<file>[^"\\\s]{1,200}).{1,400}not a directory|mounting .{1,300} caused .{0,60}not a directory)/,
      strength: 'fatal',
      title: 'A directory is mounted onto a file, or a file onto a directory',
      explain:
        'Without subPath a ConfigMap, Secret or hostPath volume is a directory; the mountPath names a file of the image (or the source is the other kind).',
      example: [
        'OCI runtime create failed: container_linux.go:348: starting container process caused "process_linux.go:402: container init caused \\"rootfs_linux.go:58: mounting \\\\\\"/var/lib/kubelet/pods/x/volumes/kubernetes.io~configmap/conf\\\\\\" to rootfs at \\\\\\"/etc/app.conf\\\\\\" caused \\\\\\"not a directory\\\\\\"\\"": unknown: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type',
        'unable to start container process: error during container init: error mounting "/var/lib/kubelet/pods/ab/volume-subpaths/conf/web/0" to rootfs at "/etc/nginx/nginx.conf": mount /var/lib/kubelet/pods/ab/volume-subpaths/conf/web/0:/etc/nginx/nginx.conf (via /proc/self/fd/6), flags: 0x5001: not a directory: unknown',
      ],
      source: 'runc libcontainer/rootfs_linux.go; Docker daemon/oci_linux.go',
      in: STATED,
    },
    {
      id: 'runc/mount-source-missing',
      cause: 'mount-failed',
      pattern:
        /\bmounting \\*"(?<file>[^"\\]{1,250})\\*" to rootfs(?: \\*"[^"\\]{1,250}\\*")? at \\*"?(?<name>[^"\\\s]{1,250}).{1,400}(?:no such file or directory|read-only file system|permission denied|operation not permitted|invalid argument)/,
      strength: 'fatal',
      title: '{file} cannot be mounted at {name}',
      example: [
        'error during container init: error mounting "/etc/localtime" to rootfs at "/etc/localtime": mount /etc/localtime:/etc/localtime (via /proc/self/fd/6), flags: 0x5000: no such file or directory: unknown',
        'OCI runtime create failed: container_linux.go:345: starting container process caused "process_linux.go:430: container init caused \\"rootfs_linux.go:58: mounting \\\\\\"/var/lib/kubelet/pods/3d/volume-subpaths/sa/web/0\\\\\\" to rootfs \\\\\\"/var/lib/docker/overlay2/15/merged\\\\\\" at \\\\\\"/var/lib/docker/overlay2/15/merged/etc/sa.json\\\\\\" caused \\\\\\"no such file or directory\\\\\\"\\"": unknown',
      ],
      source: 'runc libcontainer/rootfs_linux.go',
      in: STATED,
    },
    {
      id: 'runc/rootfs-mountpoint',
      cause: 'mount-failed',
      pattern:
        /create mount ?point for (?<file>\S{1,250}) mount: .{1,200}(?<what>read-only file system|not a directory|permission denied|file exists)/,
      strength: 'fatal',
      title: 'The mount point {file} cannot be created: {what}',
      example:
        'error mounting "/var/lib/kubelet/pods/1/volumes/kubernetes.io~empty-dir/cache" to rootfs at "/secrets/cache": create mountpoint for /secrets/cache mount: make mountpoint "/secrets/cache": mkdirat /run/containerd/io.containerd.runtime.v2.task/k8s.io/2/rootfs/secrets/cache: read-only file system: unknown',
      source: 'runc libcontainer/rootfs_linux.go',
      in: STATED,
    },
    {
      id: 'runc/init-oom',
      cause: 'oom-killed',
      pattern: /container init was OOM-killed \(memory limit too low\?\)/,
      strength: 'fatal',
      title: 'The memory limit is too low even to start the container',
      explain:
        'The runtime itself needs some MiB inside the container to start it, and the limit is below that; often a limit like 128m (milli-bytes) where 128Mi was meant.',
      example:
        'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown',
      source: 'runc libcontainer/process_linux.go',
      in: STATED,
    },
    {
      id: 'runc/memory-limit-tiny',
      cause: 'oom-killed',
      pattern:
        /(?:minimum memory limit allowed is (?<what>\w{1,12})|set memory limit \d{1,12} too low; should be at least|failed to write .{0,40}memory\.(?:limit_in_bytes|max).{0,200}(?:device or resource busy|invalid argument))/i,
      strength: 'fatal',
      title: 'The memory limit is too low to start the container',
      example: [
        'Error response from daemon: Minimum memory limit allowed is 6MB',
        'Error: set memory limit 1024 too low; should be at least 12582912',
      ],
      source: 'Docker daemon; CRI-O',
      in: STATED,
    },
    {
      id: 'runc/cgroup',
      cause: 'runtime-error',
      pattern:
        /(?:unable to apply cgroup configuration|loading cgroup for \d{1,10}: |creating systemd unit |failed to write \\*"?\d{0,20}\\*"?:? ?.{0,60}cgroup\.procs|error setting cgroup config for procHooks process|cgroups: cgroup mountpoint does not exist|expected cgroupsPath to be of format|cannot enter cgroupv2|unable to freeze|openat2 \/sys\/fs\/cgroup)/,
      strength: 'fatal',
      title: "The container runtime cannot set up the container's cgroup",
      example: [
        'OCI runtime create failed: runc create failed: unable to start container process: unable to apply cgroup configuration: failed to write 2931: write /sys/fs/cgroup/pids/kubepods/cgroup.procs: no such process: unknown',
        'failed to create containerd task: cgroups: cgroup mountpoint does not exist: unknown',
        'failed to create containerd task: loading cgroup for 7714: unable to find "systemd" in controller set: unknown',
        'runc create failed: expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups, got "/kubepods/burstable/pod1/2" instead: unknown',
      ],
      source: 'runc libcontainer/cgroups; containerd/cgroups',
      in: STATED,
    },
    {
      id: 'runc/seccomp-profile-missing',
      cause: 'security-context',
      pattern:
        /(?:cannot load seccomp profile \\*"?(?<file>[^"\\]{1,250})|failed to (?:load|generate) seccomp (?:profile|spec opts).{0,120}|seccomp profile .{0,150}(?:not found|no such file))/,
      strength: 'fatal',
      title: 'The seccomp profile of the pod is not on the node',
      example: [
        'Error: failed to create containerd container: cannot load seccomp profile "/var/lib/kubelet/seccomp/audit.json": open /var/lib/kubelet/seccomp/audit.json: no such file or directory',
        'Error: failed to generate container "1f" spec: failed to generate seccomp spec opts: seccomp is not supported',
      ],
      source: 'containerd pkg/cri, contrib/seccomp',
      in: STATED,
      from: ['b41-seccomp-profile-missing'],
    },
    {
      id: 'runc/seccomp-config',
      cause: 'security-context',
      pattern:
        /error (?:adding seccomp (?:filter )?rule|loading seccomp filter|initializing seccomp).{0,120}/,
      strength: 'fatal',
      title: 'The seccomp profile cannot be loaded',
      example:
        'runc create failed: unable to start container process: unable to init seccomp: error loading seccomp filter into kernel: error loading seccomp filter: errno 524: unknown',
      source: 'runc libcontainer/seccomp',
      in: STATED,
    },
    {
      id: 'runc/apparmor',
      cause: 'security-context',
      pattern:
        /(?:apparmor profile (?:is )?not found|apparmor failed to apply profile|AppArmor is not enabled on the host|Cannot enforce AppArmor|unable to apply apparmor profile|profile \\*"?(?<name>[\w./-]{1,80})\\*"? is not loaded)/i,
      strength: 'fatal',
      title: 'The AppArmor profile of the pod cannot be applied on the node',
      example: [
        'Error: failed to create containerd container: apparmor profile not found k8s-deny-write',
        'Cannot enforce AppArmor: profile "k8s-deny-write" is not loaded',
        'unable to start container process: error during container init: unable to apply apparmor profile: apparmor failed to apply profile: write /proc/self/attr/apparmor/exec: no such file or directory: unknown',
      ],
      source: 'containerd contrib/apparmor; kubelet pkg/security/apparmor',
      in: STATED,
    },
    {
      id: 'runc/selinux',
      cause: 'security-context',
      pattern:
        /(?:failed to set (?:process|exec) label|error setting label on mount source|SELinux relabeling of .{1,150} is not allowed|write \/proc\/self\/attr\/(?:keycreate|exec): (?:invalid argument|permission denied))/,
      strength: 'fatal',
      title: 'The SELinux label of the container cannot be set',
      example:
        'OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:545: container init caused: write /proc/self/attr/keycreate: permission denied: unknown',
      source: 'runc with opencontainers/selinux',
      in: STATED,
    },
    {
      id: 'runc/user-not-found',
      cause: 'security-context',
      pattern:
        /(?:unable to find user (?<user>[^:\s]{1,60}): (?:no matching entries in passwd file|invalid argument)|no users found|unable to find group (?<group>[^:\s]{1,60}): no matching entries in group file)/,
      strength: 'fatal',
      title: 'The image has no such user or group',
      explain:
        'USER of the image (or runAsUserName) names a user that the /etc/passwd of the image does not have.',
      example: [
        'Error: failed to create containerd container: mount callback failed on /tmp/x: unable to find user app: no matching entries in passwd file',
        'OCI runtime create failed: runc create failed: unable to find user node: no matching entries in passwd file: unknown',
      ],
      source: 'moby/sys user; runc libcontainer/user',
      in: STATED,
    },
    {
      id: 'kubelet/sysctl-forbidden',
      cause: 'security-context',
      pattern:
        /(?:forbidden sysctl: \\*"?(?<setting>[\w./-]{1,80})|sysctl \\*"?(?<name>[\w./-]{1,80})\\*"? (?:is not allowed|not allowed with host))/,
      strength: 'fatal',
      title: 'The pod asks in its security context for a sysctl that the kubelet refuses',
      explain:
        'The sysctl is not among the safe ones and not allowed on this node (--allowed-unsafe-sysctls), so each pod is refused as soon as it is made.',
      example: 'forbidden sysctl: "net.core.somaxconn" not allowlisted',
      source: 'kubernetes pkg/kubelet/sysctl/allowlist.go',
      in: STATED,
    },
    {
      id: 'runc/sysctl',
      cause: 'kernel-or-node',
      pattern:
        /(?:sysctl \\*"?(?<name>[\w./-]{1,80})\\*"? is not in a separate kernel namespace|(?:runc create failed|container init|container process).{0,200}open \/proc\/sys\/(?<file>[\w./-]{1,80}): (?:no such file or directory|permission denied|read-only file system))/,
      strength: 'fatal',
      title: 'The node does not allow a sysctl that the pod sets',
      explain:
        "A sysctl of the pod is not among the safe ones, is not allowed on this node (--allowed-unsafe-sysctls), or is none of the pod's own namespaces.",
      example: [
        'OCI runtime create failed: runc create failed: sysctl "kernel.pid_max" is not in a separate kernel namespace: unknown',
        'unable to start container process: error during container init: open /proc/sys/net/ipv4/tcp_keepalive: no such file or directory: unknown',
      ],
      source: 'kubelet pkg/kubelet/sysctl; runc libcontainer/configs/validate',
      in: STATED,
    },
    {
      id: 'runc/capability-unknown',
      cause: 'security-context',
      pattern:
        /(?:unknown capability|[Uu]nknown capability to add|invalid capability|capability .{0,40} (?:is not|not) (?:valid|supported)|unable to apply caps: operation not permitted)/,
      strength: 'fatal',
      title: 'A capability of the securityContext cannot be given',
      example: 'Error: failed to generate container "a1" spec: unknown capability "CAP_NET_ADMINN"',
      source: 'containerd pkg/oci; runc libcontainer/capabilities',
      in: STATED,
    },
    {
      id: 'runc/hook-nvidia',
      cause: 'gpu-driver',
      pattern: /nvidia-container-cli: (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'The NVIDIA runtime hook fails: {what}',
      example:
        "OCI runtime create failed: runc create failed: unable to start container process: error during container init: error running hook #0: error running hook: exit status 1, stdout: , stderr: Auto-detected mode as 'legacy' nvidia-container-cli: initialization error: nvml error: driver not loaded: unknown",
      source: 'libnvidia-container; nvidia-container-toolkit',
      in: STATED,
    },
    {
      id: 'runc/nvidia-cdi',
      cause: 'gpu-driver',
      pattern:
        /(?:unresolvable CDI devices (?<what>.{1,120})|no runtime for \\*"nvidia\\*" is configured|failed to get handler for runtime \\*"nvidia)/,
      strength: 'fatal',
      title: "The node's container runtime is not set up for NVIDIA GPUs",
      example: [
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "nvidia" is configured',
        'failed to create containerd task: CDI device injection failed: unresolvable CDI devices management.nvidia.com/gpu=all',
      ],
      source: 'containerd pkg/cri; CDI',
      in: STATED,
    },
    {
      id: 'runc/hook',
      cause: 'runtime-error',
      pattern:
        /error running (?:\w{1,20} )?hook #?\d{0,3}:? ?(?!.{0,200}nvidia-container)(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'A hook of the container runtime fails: {what}',
      example:
        'OCI runtime create failed: runc create failed: unable to start container process: error running createRuntime hook #0: fork/exec /usr/libexec/oci/hooks.d/x: no such file or directory: unknown',
      source: 'runc libcontainer/configs',
      in: STATED,
    },
    {
      id: 'runc/operation-not-permitted',
      cause: 'security-context',
      pattern:
        /(?:unable to start container process|starting container process caused|OCI runtime create failed).{0,200}(?:exec: \\*"(?<file>[^"\\]{1,250})\\*": operation not permitted|(?:setgroups|setuid|unshare|clone|setns|prctl)\S{0,20}.{0,60}operation not permitted)/,
      strength: 'fatal',
      title: "The container's security settings forbid its start",
      example:
        'OCI runtime create failed: runc create failed: unable to start container process: exec: "/coredns": operation not permitted: unknown',
      source: 'runc; file capabilities with allowPrivilegeEscalation false',
      in: STATED,
    },
    {
      id: 'containerd/name-reserved',
      cause: 'runtime-error',
      pattern:
        /(?:failed to reserve (?:container|sandbox) name \\*"?(?<name>[^"\\:]{1,150})|name is reserved|[Tt]he container name \\*"?\/?(?<what>[^"\\\s]{1,150})\\*"? is already in use)/,
      strength: 'error',
      title: 'The runtime still holds a container of that name',
      example: [
        'Error: failed to reserve container name "api_web-0_shop_1b_2": name "api_web-0_shop_1b_2" is reserved for "9f"',
        'Error response from daemon: Conflict. The container name "/k8s_api_web-0" is already in use by container "ab"',
      ],
      source: 'containerd pkg/cri/server; Docker daemon',
      in: STATED,
    },
    {
      id: 'containerd/shim',
      cause: 'runtime-error',
      pattern:
        /(?:failed to start shim|failed to create shim: |failed to create shim task: (?!OCI runtime create failed)|ttrpc: closed|containerd-shim.{0,60}(?:no such file|executable file not found)|shim (?:reaped|disconnected))(?<what>.{0,160})/,
      strength: 'error',
      title: 'containerd cannot start its shim: {what}',
      example: [
        'failed to create containerd task: failed to start shim: fork/exec /usr/bin/containerd-shim-runc-v2: resource temporarily unavailable: unknown',
        'failed to create containerd task: failed to create shim task: context deadline exceeded: unknown',
      ],
      source: 'containerd runtime/v2',
      in: STATED,
    },
    {
      id: 'containerd/runtime-handler',
      cause: 'runtime-error',
      pattern:
        /(?:no runtime for \\*"(?!nvidia)(?<name>[^"\\]{1,60})\\*" is configured|failed to find runtime handler (?<what>\S{1,60})|RuntimeHandler \\*"(?<setting>[^"\\]{1,60})\\*" not supported|unknown or invalid runtime name)/,
      strength: 'fatal',
      title: 'The node does not have the runtime class of the pod',
      example: [
        'failed to get sandbox runtime: no runtime for "runsc" is configured',
        'Failed to create pod sandbox: rpc error: code = Unknown desc = RuntimeHandler "kata" not supported',
      ],
      source: 'containerd pkg/cri; dockershim',
      in: STATED,
    },
    {
      id: 'containerd/not-enough-space',
      cause: 'volume-full',
      pattern:
        /(?:failed to (?:create|extract|prepare|pull|copy|mount|start|write|reserve|update|commit)|error creating overlay mount|OCI runtime).{0,300}no space left on device/,
      strength: 'fatal',
      title: 'The node has no disk space left for containers',
      example:
        'Error: failed to create containerd container: failed to prepare extraction snapshot: mkdir /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/new-1: no space left on device',
      source: 'containerd snapshots; runc',
      in: ['event', 'status'],
    },
    {
      id: 'containerd/snapshot-missing',
      cause: 'runtime-error',
      pattern:
        /(?:failed to (?:stat|prepare|mount) .{0,120}snapshot.{0,120}(?:does not exist|not found|no such file)|missing parent .{0,120}bucket: not found|failed to get (?:image from )?containerd .{0,150}not found|content digest sha256:\w{8,64}: not found)/,
      strength: 'error',
      title: "The node's image store is damaged or cleaned while in use",
      example: [
        'Error: failed to create containerd container: error unpacking image: failed to extract layer sha256:1f: failed to prepare extraction snapshot "extract-1": missing parent "k8s.io/12/sha256:2e" bucket: not found',
        'Error: failed to create containerd container: get image content digest sha256:3d2a1b0c9f8e: not found',
      ],
      source: 'containerd metadata',
      in: STATED,
    },
    {
      id: 'runc/create-failed',
      cause: 'runtime-error',
      pattern:
        /(?:OCI runtime (?:create|start|exec) failed|runc create failed|CreateContainerError|RunContainerError|container create failed)(?!.{0,400}(?:executable file|no such file|permission denied|is a directory|not a directory|exec format|OOM-killed|cgroup|seccomp|apparmor|operation not permitted|nvidia|sysctl|unable to find|no space left|running \w{0,20} ?hook|chdir|capab|attr\/))(?<what>.{0,160})/,
      strength: 'error',
      title: 'The container runtime cannot create or start the container',
      example:
        "Error: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: can't get final child's PID from pipe: EOF: unknown",
      source: 'runc',
      in: STATED,
    },
  ],
}
