import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/kubernetes/kubernetes: cmd/kubelet/app, pkg/kubelet; lines of the node's journal */
export const kubelet: SignatureFamily = {
  programs: ['kubelet'],
  signatures: [
    {
      id: 'kubelet/swap',
      cause: 'kernel-or-node',
      pattern: /[Rr]unning with swap on is not supported, please disable swap/,
      strength: 'fatal',
      title: 'The kubelet refuses to run on a node with swap',
      example: `E0822 11:12:01.120190   12031 run.go:74] "command failed" err="failed to run Kubelet: running with swap on is not supported, please disable swap or set --fail-swap-on flag to false"`,
      source: 'kubernetes/kubernetes pkg/kubelet/cm/container_manager_linux.go',
      fix: {
        title: 'Turn swap off for good, or set failSwapOn: false',
        where: 'infra',
        commands: [
          'swapoff -a',
          "sed -i '/\\sswap\\s/s/^/#/' /etc/fstab",
          'systemctl restart kubelet',
        ],
      },
    },
    {
      id: 'kubelet/cgroup-driver',
      cause: 'kernel-or-node',
      pattern:
        /(?:kubelet cgroup driver: "?(?<what>\w+)"? is different from docker cgroup driver: "?(?<name>\w+)"?|misconfiguration: kubelet cgroup driver)/,
      strength: 'fatal',
      title: 'kubelet and container runtime use different cgroup drivers',
      example: `F0722 12:01:11.120190   11021 server.go:274] failed to run Kubelet: misconfiguration: kubelet cgroup driver: "systemd" is different from docker cgroup driver: "cgroupfs"`,
      source:
        'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/configure-cgroup-driver/',
      fix: {
        title: 'Use systemd for both',
        where: 'infra',
        commands: [
          'grep -n cgroupDriver /var/lib/kubelet/config.yaml',
          "sed -i 's/SystemdCgroup = false/SystemdCgroup = true/' /etc/containerd/config.toml",
          'systemctl restart containerd kubelet',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'kubelet/runtime-unreachable',
      cause: 'runtime-error',
      pattern:
        /(?:failed to run Kubelet: |validate service connection: ).{0,200}(?:CRI v1 (?:runtime|image) API is not implemented|unknown service runtime\.v1\w*\.\w+|dial unix (?<file>\S+?):? (?:connect: )?(?:no such file or directory|connection refused))/,
      strength: 'fatal',
      title: 'The kubelet cannot talk to the container runtime',
      example: [
        `E0112 10:01:02.120190    9911 run.go:74] "command failed" err="failed to run Kubelet: validate service connection: CRI v1 runtime API is not implemented for endpoint "unix:///run/containerd/containerd.sock": rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService"`,
        `E0112 10:01:02.120190    9911 run.go:74] "command failed" err="failed to run Kubelet: unable to determine runtime API version: rpc error: code = Unavailable desc = connection error: dial unix /var/run/dockershim.sock: connect: no such file or directory"`,
      ],
      source: 'kubernetes/cri-client pkg/remote_runtime.go',
      fix: {
        title: 'Start the runtime with its CRI plugin enabled, and point the kubelet at its socket',
        where: 'infra',
        commands: [
          'systemctl status containerd',
          'sed -i \'s/disabled_plugins = \\["cri"\\]/disabled_plugins = []/\' /etc/containerd/config.toml',
          'systemctl restart containerd kubelet',
        ],
      },
    },
    {
      id: 'kubelet/config-missing',
      cause: 'config-file-missing',
      pattern:
        /failed to load (?:K|k)ubelet config file.{0,20}?(?<file>\/\S+?)"?,? .{0,120}no such file or directory/,
      strength: 'fatal',
      title: 'The kubelet finds no configuration at {file}: the node has not joined yet',
      example: `E0318 09:22:01.120190    2021 run.go:74] "command failed" err="failed to load kubelet config file, path: /var/lib/kubelet/config.yaml, error: failed to load Kubelet config file /var/lib/kubelet/config.yaml, error failed to read kubelet config file "/var/lib/kubelet/config.yaml", error: open /var/lib/kubelet/config.yaml: no such file or directory"`,
      source: 'https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-init/',
      fix: {
        title: 'Run kubeadm init or join, which writes it',
        where: 'infra',
        commands: [
          'kubeadm token create --print-join-command',
          'kubeadm upgrade node phase kubelet-config',
        ],
      },
    },
    {
      id: 'kubelet/cgroup-subsystem',
      cause: 'kernel-or-node',
      pattern:
        /(?:Failed to find subsystem mount for required subsystem: (?<what>\w+)|failed to initialize top level QOS containers|system validation failed - Following Cgroup subsystem not mounted: \[(?<module>[^\]]+)\]|failed to find cpu cgroup|missing cgroups?: \w+)/,
      strength: 'fatal',
      title: 'A cgroup controller that the kubelet needs is not mounted on this node',
      example: [
        'F0614 19:19:17.066475    1502 kubelet.go:1359] Failed to start ContainerManager failed to initialize top level QOS containers: failed to set supported cgroup subsystems for cgroup [kubepods burstable]: Failed to find subsystem mount for required subsystem: pids',
        'level=fatal msg="failed to find memory cgroup (v2), you may need to add missing cgroups: memory to your kernel cmdline"',
      ],
      source: 'kubernetes/kubernetes#79046; k3s-io/docs (cgroup_memory=1)',
      fix: {
        title:
          'Turn the controller on in the kernel command line (Raspberry Pi: cgroup_memory=1 cgroup_enable=memory)',
        where: 'infra',
        commands: ['cat /proc/cgroups', 'cat /proc/cmdline'],
      },
    },
    {
      id: 'kubelet/node-not-found',
      cause: 'dependency-unreachable',
      pattern: /"?[Ee]rror getting node"? err="node "?(?<name>[^"]+)"? not found"/,
      strength: 'hint',
      title: 'The kubelet has no Node object {name} yet: the API server does not answer it',
      example: `E0402 12:00:01.120190    1991 kubelet.go:2448] "Error getting node" err="node "cp-1" not found"`,
      source: 'kubernetes/kubernetes pkg/kubelet/kubelet_getters.go',
    },
    {
      id: 'kubelet/inotify',
      cause: 'kernel-or-node',
      pattern:
        /(?:inotify_(?:add_watch|init\d?)|failed to create (?:inotify|fsnotify) watcher|unable to create (?:inotify|file) watcher|Failed to start cAdvisor inotify).{0,120}(?:no space left on device|too many open files)/i,
      strength: 'fatal',
      title: "The node's inotify limits are used up",
      example: [
        'F0312 10:11:21.120190    1801 kubelet.go:1330] Failed to start cAdvisor inotify_add_watch /sys/fs/cgroup/cpu,cpuacct: no space left on device',
        'failed to create fsnotify watcher: too many open files',
      ],
      source:
        'https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files',
      fix: {
        title: 'Raise the inotify limits of the node',
        where: 'infra',
        commands: [
          'sysctl -w fs.inotify.max_user_instances=8192 fs.inotify.max_user_watches=524288',
        ],
      },
    },
    {
      id: 'kubelet/cni-cgroup-v1',
      cause: 'kernel-or-node',
      pattern: /kubelet is configured to not run on a host using cgroup v1/,
      strength: 'fatal',
      title: 'This kubelet does not run on a node with cgroup v1',
      example: `E0902 10:12:44.120190    2211 run.go:72] "command failed" err="failed to validate kubelet configuration, error: kubelet is configured to not run on a host using cgroup v1. cgroup v1 support is in maintenance mode"`,
      source: 'kubernetes/kubernetes pkg/kubelet/apis/config/validation',
      fix: {
        title: 'Boot the node with systemd.unified_cgroup_hierarchy=1, or set failCgroupV1: false',
        where: 'infra',
        commands: ['stat -fc %T /sys/fs/cgroup'],
      },
    },
  ],
}
