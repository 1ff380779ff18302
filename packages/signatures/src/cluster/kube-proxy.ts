import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/kubernetes/kubernetes: cmd/kube-proxy/app, pkg/proxy */
export const kubeProxy: SignatureFamily = {
  programs: ['kube-proxy'],
  signatures: [
    {
      id: 'kube-proxy/conntrack-sysctl',
      cause: 'kernel-or-node',
      pattern:
        /open \/proc\/sys\/net\/netfilter\/(?<setting>nf_conntrack_\w+): (?<what>permission denied|no such file or directory|read-only file system)/,
      strength: 'fatal',
      title: 'kube-proxy cannot set {setting}: {what}',
      explain:
        'Since kernel 5.12.2 nf_conntrack_max can be written only in the first network namespace: kind, minikube, k3d and LXC nodes have to leave it alone.',
      example: [
        'F0513 10:24:10.914006       1 server.go:495] open /proc/sys/net/netfilter/nf_conntrack_max: permission denied',
        'E0207 08:19:11.120190       1 server.go:1039] "Error running ProxyServer" err="open /proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established: no such file or directory"',
      ],
      source: 'kubernetes/kubernetes cmd/kube-proxy/app/conntrack.go; kubernetes-sigs/kind#2240',
      fix: {
        title:
          'Set conntrack maxPerCore (and min) to 0 in the kube-proxy configuration, and load nf_conntrack on the node',
        where: 'config',
        commands: [
          "kubectl -n kube-system get cm kube-proxy -o yaml | sed -E 's/maxPerCore: .*/maxPerCore: 0/; s/^( +)min: null/\\1min: 0/' | kubectl apply -f -",
          'kubectl -n kube-system rollout restart ds/kube-proxy',
          'sysctl -w net.netfilter.nf_conntrack_max=131072   # on the host of the nodes',
        ],
      },
    },
    {
      id: 'kube-proxy/conntrack-hashsize',
      cause: 'kernel-or-node',
      pattern:
        /(?:write \/sys\/module\/nf_conntrack\/parameters\/hashsize|\/sys\/module\/nf_conntrack\/parameters\/hashsize).{0,80}(?:operation not supported|permission denied|read-only file system|no such file|not writable)/,
      strength: 'error',
      title: 'kube-proxy cannot set the conntrack hash size',
      example: [
        'F0312 11:19:58.219011       1 server.go:495] write /sys/module/nf_conntrack/parameters/hashsize: operation not supported',
        'open /sys/module/nf_conntrack/parameters/hashsize: read-only file system',
      ],
      source: 'kubernetes/kubernetes cmd/kube-proxy/app/conntrack.go',
      fix: {
        title: 'Set conntrack maxPerCore to 0, or the hash size on the host',
        where: 'config',
        commands: [
          "kubectl -n kube-system get cm kube-proxy -o yaml | sed -E 's/maxPerCore: .*/maxPerCore: 0/' | kubectl apply -f -",
          'kubectl -n kube-system rollout restart ds/kube-proxy',
        ],
      },
    },
    {
      id: 'kube-proxy/sysctl',
      cause: 'kernel-or-node',
      pattern:
        /(?:can't set sysctl|[Cc]an't (?:get|set) sysctl|failed to set sysctl) "?(?<setting>net[\w/.]+)"?.{0,120}/,
      strength: 'fatal',
      title: 'kube-proxy cannot set the sysctl {setting}',
      example: [
        `F0910 17:41:22.120190       1 server.go:485] unable to create proxier: can't set sysctl net/ipv4/conf/all/route_localnet: open /proc/sys/net/ipv4/conf/all/route_localnet: read-only file system`,
        `F0116 14:21:04.310981       1 server_others.go:207] unable to create proxier: can't set sysctl net/ipv4/vs/conn_reuse_mode: open /proc/sys/net/ipv4/vs/conn_reuse_mode: no such file or directory`,
      ],
      source: 'kubernetes/kubernetes pkg/proxy/ipvs/proxier.go',
      fix: {
        title:
          'Run kube-proxy privileged, and load the modules that provide the sysctl on the node',
        where: 'infra',
        commands: ['modprobe -a ip_vs ip_vs_rr ip_vs_wrr ip_vs_sh nf_conntrack br_netfilter'],
      },
    },
    {
      id: 'kube-proxy/ipvs-modules',
      cause: 'kernel-or-node',
      pattern:
        /(?:[Cc]an't use (?:the )?IPVS proxier|IPVS proxier will not be used because|IPVS proxier: .{0,80}(?:not loaded|missing|does not support)|ipvs proxy mode.{0,60}(?:not supported|not available|unavailable)|error getting ipset version)/,
      strength: 'error',
      title: 'kube-proxy cannot use IPVS on this node',
      example: [
        'W1119 12:21:50.120190       1 proxier.go:597] Failed to load kernel module ip_vs with modprobe. IPVS proxier will not be used because the following required kernel modules are not loaded: [ip_vs_rr ip_vs_wrr ip_vs_sh]',
        `E0312 10:22:01.120190       1 server_others.go:259] "Can't use the IPVS proxier" err="error getting ipset version, error: executable file not found in $PATH"`,
      ],
      source: 'kubernetes/kubernetes pkg/proxy/ipvs/proxier.go',
      fix: {
        title: 'Load the IPVS modules and install ipset on the node, or set mode: iptables',
        where: 'infra',
        commands: [
          'modprobe -a ip_vs ip_vs_rr ip_vs_wrr ip_vs_sh nf_conntrack',
          "kubectl -n kube-system get cm kube-proxy -o yaml | sed 's/mode: .*/mode: iptables/' | kubectl apply -f -",
        ],
      },
    },
    {
      id: 'kube-proxy/iptables-restore',
      cause: 'kernel-or-node',
      pattern:
        /(?:Failed to execute iptables-restore|iptables-restore failed|failed to (?:ensure|list) .{0,40}(?:iptables|chain)|No iptables support for family|iptables is not available on this host|unable to create proxier: .{0,80}(?:iptables|nft))\b.{0,300}/i,
      strength: 'error',
      title: 'kube-proxy cannot program iptables on this node',
      example: [
        `E0419 16:51:11.120190       1 proxier.go:1446] Failed to execute iptables-restore: exit status 2 (iptables-restore v1.6.0: Couldn't load target 'KUBE-MARK-DROP':No such file or directory)`,
        'E0731 09:11:01.120190       1 server.go:556] "Error running ProxyServer" err="iptables is not available on this host: unable to create ipv4 proxier: can\'t initialize table"',
      ],
      source:
        'kubernetes/kubernetes pkg/proxy/iptables/proxier.go, cmd/kube-proxy/app/server_linux.go',
      fix: {
        title:
          'Load the netfilter modules, and use one iptables mode (legacy or nft) on the host and in the image',
        where: 'infra',
        commands: [
          'modprobe -a ip_tables iptable_nat iptable_filter nf_nat xt_comment xt_mark',
          'update-alternatives --set iptables /usr/sbin/iptables-legacy',
        ],
      },
    },
    {
      id: 'kube-proxy/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:ailed complete|"Error (?:running|executing) .{0,20}(?:ProxyServer|kube-proxy)"|validate): .{0,80}?(?:KubeProxyConfiguration\.(?<setting>[\w.]+): Invalid value|strict decoding error: unknown field "(?<key>[^"]+)"|no kind "KubeProxyConfiguration" is registered)/,
      strength: 'fatal',
      title: 'kube-proxy rejects its configuration file',
      example: [
        `F1012 18:10:02.120190       1 server.go:490] failed complete: strict decoding error: unknown field "resourceContainer"`,
        `E0212 08:11:01.120190       1 run.go:74] "command failed" err="failed validate: KubeProxyConfiguration.Mode: Invalid value: "ebtables""`,
      ],
      source: 'kubernetes/kubernetes pkg/proxy/apis/config/validation',
      fix: {
        title: 'Correct config.conf in the kube-proxy ConfigMap',
        where: 'config',
        commands: [
          'kubectl -n kube-system get cm kube-proxy -o yaml',
          'kubectl -n kube-system rollout restart ds/kube-proxy',
        ],
      },
    },
    {
      id: 'kube-proxy/kubeconfig',
      cause: 'config-file-missing',
      pattern:
        /(?:stat|open|error loading config file "?)\s*(?<file>\/var\/lib\/kube-proxy\/\S+?)"?: (?:open \S+: )?no such file or directory/,
      strength: 'fatal',
      title: 'kube-proxy finds no {file}',
      example:
        'F0802 15:01:12.120190       1 server.go:439] stat /var/lib/kube-proxy/kubeconfig.conf: no such file or directory',
      source: 'kubernetes/kubernetes cmd/kube-proxy/app/server.go',
      fix: {
        title:
          'Put kubeconfig.conf and config.conf back into the kube-proxy ConfigMap (kubeadm init phase addon kube-proxy)',
        where: 'config',
        commands: [
          'kubectl -n kube-system get cm kube-proxy -o yaml',
          'kubeadm init phase addon kube-proxy',
        ],
      },
    },
    {
      id: 'kube-proxy/port-in-use',
      cause: 'port-in-use',
      pattern: /listen tcp \S*:(?<port>10249|10256): bind: address already in use/,
      strength: 'error',
      title: 'Port {port} of kube-proxy is already taken on the node',
      example:
        'E0110 09:12:01.120190       1 server.go:648] starting metrics server failed: listen tcp 127.0.0.1:10249: bind: address already in use',
      source: 'kubernetes/kubernetes cmd/kube-proxy/app/server.go',
      fix: {
        title: 'End the second kube-proxy on the node',
        where: 'infra',
        commands: ["ss -ltnp | grep ':{port} '"],
      },
    },
  ],
}
