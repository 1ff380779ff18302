import type { SignatureFamily } from '@unloop/engine/scanner'

const EDIT_COREFILE = [
  'kubectl -n {namespace} get cm coredns -o yaml',
  'kubectl -n {namespace} edit cm coredns',
  'kubectl -n {namespace} rollout restart {workload}',
] as const

/** https://github.com/coredns/coredns: plugin/loop, core/dnsserver, plugin/kubernetes; https://github.com/coredns/caddy: caddyfile */
export const coredns: SignatureFamily = {
  programs: ['CoreDNS'],
  signatures: [
    {
      id: 'coredns/loop',
      cause: 'dns-loop',
      pattern:
        /(?:plugin\/loop: )?(?:Loop|Forwarding loop|Seen "HINFO IN [^"]*" more than twice, loop) ?(?:\((?<host>[0-9a-fA-F.:[\]]+) -> \S+\) )?detected(?: (?:for|in) zone|$)/,
      strength: 'fatal',
      title: 'CoreDNS forwards to an upstream that leads back to itself',
      explain:
        "The pod inherited the node's resolv.conf, which names a local stub such as 127.0.0.53; queries come back to CoreDNS, and the loop plugin ends it on purpose.",
      example: [
        '2019-05-02T09:11:20.311Z [FATAL] plugin/loop: Loop (127.0.0.1:41207 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 1200345567788990011.2233445566778899001."',
        '[FATAL] plugin/loop: Forwarding loop detected in zone "." (HINFO query "HINFO 4547991504243258144.3688648895315093531.")',
        '[FATAL] plugin/loop: Seen "HINFO IN 6900627972087569316.7905576541070882081." more than twice, loop detected for zone "."',
        '2018/11/05 13:48:22 [FATAL] plugin/loop: Seen "HINFO IN 4849932600568443392.1730530029506169038." more than twice, loop detected',
      ],
      source:
        'coredns/coredns plugin/loop/loop.go; https://coredns.io/plugins/loop#troubleshooting',
      from: ['001-coredns-loop-detected-v15', 'c44-coredns-loop'],
      fix: {
        title:
          'Forward to real resolvers: point resolvConf of the kubelet at the real file, or name upstreams in the Corefile',
        where: 'config',
        commands: [
          "kubectl -n {namespace} get cm coredns -o yaml | sed 's#forward . /etc/resolv.conf#forward . 1.1.1.1 8.8.8.8#' | kubectl apply -f -",
          'grep resolvConf /var/lib/kubelet/config.yaml   # /run/systemd/resolve/resolv.conf with systemd-resolved',
          'kubectl -n {namespace} rollout restart {workload}',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'coredns/unknown-directive',
      cause: 'app-config-invalid',
      pattern:
        /(?<file>[\w./-]{0,100}Corefile[\w.-]{0,40}):(?:\d+) - Error during parsing: Unknown directive '(?<setting>[^']+)'/,
      strength: 'fatal',
      title: "CoreDNS does not know the plugin '{setting}' in its Corefile",
      explain:
        'The plugin is misspelt, was removed (proxy in 1.5, federation and upstream in 1.7), or is not compiled into this image.',
      example: [
        "/etc/coredns/Corefile:10 - Error during parsing: Unknown directive 'proxy'",
        "plugin/kubernetes: /etc/coredns/Corefile:7 - Error during parsing: Unknown directive 'loops'",
      ],
      source:
        'coredns/caddy caddyfile/parse.go; https://coredns.io/2019/04/06/coredns-1.5.0-release/',
      fix: {
        title: "Correct or remove '{setting}' (proxy became forward) in the Corefile",
        where: 'config',
        commands: EDIT_COREFILE,
      },
    },
    {
      id: 'coredns/plugin-config',
      cause: 'app-config-invalid',
      pattern:
        /(?:plugin\/(?<module>\w+): )(?:[\w./-]{0,100}Corefile[\w.-]{0,40}:\d+ - Error during parsing: |unknown property|Wrong argument count|not (?:a valid|an IP)|unable to|invalid|no such)(?<what>.{0,200})/i,
      strength: 'fatal',
      title: 'CoreDNS rejects the settings of its plugin {module}',
      example: [
        "plugin/kubernetes: /etc/coredns/Corefile:6 - Error during parsing: Wrong argument count or unexpected line ending after 'upstream'",
        'plugin/forward: not an IP address or file: "dns.corp.example"',
        "plugin/kubernetes: unknown property 'resyncperiod'",
      ],
      source: 'coredns/coredns plugin/*/setup.go',
      fix: {
        title: 'Correct the block of {module} in the Corefile',
        where: 'config',
        commands: EDIT_COREFILE,
      },
    },
    {
      id: 'coredns/no-nameservers',
      cause: 'app-config-invalid',
      pattern: /plugins?\/(?<module>forward|proxy): no nameservers found/,
      strength: 'fatal',
      title: 'The resolv.conf that CoreDNS forwards to names no nameserver',
      explain:
        "`forward . /etc/resolv.conf` takes the upstreams from the pod's resolv.conf, which the kubelet copies from the node; that file is empty.",
      example: 'plugin/forward: no nameservers found',
      source: 'coredns/coredns plugin/forward/setup.go',
      from: ['y016-node-local-dns-no-nameservers'],
      fix: {
        title: "Give the node's resolv.conf a nameserver, or name the upstreams in the Corefile",
        where: 'config',
        commands: EDIT_COREFILE,
      },
    },
    {
      id: 'coredns/corefile-syntax',
      cause: 'app-config-invalid',
      pattern:
        /Corefile:\d+ - (?:Error during parsing: (?!Unknown directive)|Syntax error: |Error: )(?<what>.{1,200})/,
      strength: 'fatal',
      title: 'The Corefile cannot be parsed: {what}',
      example: [
        "/etc/coredns/Corefile:15 - Error during parsing: Unexpected EOF, expecting '}'",
        "Corefile:3 - Syntax error: Unexpected token '{', expecting argument",
      ],
      source: 'coredns/caddy caddyfile/dispenser.go',
      fix: { title: 'Correct the line in the Corefile', where: 'config', commands: EDIT_COREFILE },
    },
    {
      id: 'coredns/bind-denied',
      cause: 'security-context',
      pattern:
        /[Ll]isten:? (?:listen )?(?:tcp|udp) \S*:(?<port>53|853|443): (?:bind|socket): permission denied/,
      strength: 'fatal',
      title: 'CoreDNS may not bind port {port}',
      explain:
        'Below 1024 the process needs NET_BIND_SERVICE: the capability is dropped, lost in the image, or an old kernel or runtime does not pass it to a non-root user.',
      example: [
        'Listen: listen tcp :53: bind: permission denied',
        'Listen: listen tcp 0.0.0.0:53: bind: permission denied',
        'Listen: listen tcp :53: socket: permission denied',
      ],
      source: 'coredns/coredns#6716, kubernetes/kubernetes#125226',
      fix: {
        title:
          'Add NET_BIND_SERVICE, or let the pod bind low ports with the sysctl net.ipv4.ip_unprivileged_port_start=0',
        where: 'manifest',
        commands: [
          `kubectl -n {namespace} patch {workload} --type json -p '[{"op":"add","path":"/spec/template/spec/containers/0/securityContext/capabilities","value":{"add":["NET_BIND_SERVICE"],"drop":["ALL"]}}]'`,
        ],
      },
    },
    {
      id: 'coredns/bind-in-use',
      cause: 'port-in-use',
      pattern:
        /[Ll]isten:? (?:listen )?(?:tcp|udp) (?<host>\S*):(?<port>53|853|443|8080|8181|9153|9253): bind: address already in use/,
      strength: 'fatal',
      title: 'Port {port} is already taken where CoreDNS wants to listen',
      example: [
        'Listen: listen tcp :53: bind: address already in use',
        'listen tcp :8181: bind: address already in use',
      ],
      source: 'coredns/coredns core/dnsserver/server.go, plugin/ready, plugin/health',
      fix: {
        title:
          'Stop what holds the port (systemd-resolved, dnsmasq, a second server block), or use bind and another port',
        where: 'config',
        commands: ["ss -lntup | grep ':{port} '", ...EDIT_COREFILE],
      },
    },
    {
      id: 'coredns/api-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /plugin\/kubernetes.{0,200}(?:Failed to (?:list|watch)|failed to list|unable to connect to|Unable to connect).{0,300}(?:dial tcp (?<host>[^\s:]+):(?<port>\d+)|i\/o timeout|no route to host|connection refused)/i,
      strength: 'error',
      title: 'CoreDNS cannot reach the Kubernetes API server',
      explain:
        'Until its first list of Services succeeds CoreDNS is not ready; the way from the pod network to the service address is broken.',
      example: [
        'E0401 16:54:47.487196       1 reflector.go:134] github.com/coredns/coredns/plugin/kubernetes/controller.go:317: Failed to list *v1.Endpoints: Get https://10.96.0.1:443/api/v1/endpoints?limit=500&resourceVersion=0: dial tcp 10.96.0.1:443: i/o timeout',
        '[ERROR] plugin/kubernetes: pkg/mod/k8s.io/client-go@v0.29.3/tools/cache/reflector.go:229: Failed to watch *v1.Service: failed to list *v1.Service: Get "https://10.96.0.1:443/api/v1/services?limit=500&resourceVersion=0": dial tcp 10.96.0.1:443: connect: no route to host',
      ],
      source: 'coredns/coredns plugin/kubernetes/controller.go',
      fix: {
        title:
          'Repair kube-proxy or the network plugin on that node, and stale iptables or firewall rules',
        where: 'infra',
        commands: [
          'kubectl -n kube-system get pods -o wide | grep -E "kube-proxy|calico|cilium|flannel|aws-node|weave"',
          'kubectl get svc,endpoints kubernetes -n default',
          'iptables -P FORWARD ACCEPT   # on the node, where a firewall set it to DROP',
        ],
      },
    },
    {
      id: 'coredns/unready',
      cause: 'dependency-unreachable',
      pattern:
        /plugin\/(?:ready: (?:Still waiting on|Plugins not ready): "kubernetes"|kubernetes: (?:waiting for Kubernetes API before starting server|starting server with unsynced Kubernetes API))/,
      strength: 'hint',
      title: 'CoreDNS waits for the Kubernetes API',
      example: [
        '[INFO] plugin/ready: Still waiting on: "kubernetes"',
        '[WARNING] plugin/kubernetes: starting server with unsynced Kubernetes API',
        '[INFO] plugin/ready: Plugins not ready: "kubernetes"',
      ],
      source: 'coredns/coredns plugin/ready/ready.go',
    },
    {
      id: 'coredns/rbac',
      cause: 'rbac-forbidden',
      pattern:
        /User "system:serviceaccount:(?<namespace>[^:"]+):(?:coredns|kube-dns|core-dns)" cannot (?<verb>\w+) (?:resource ")?(?<resource>[\w./-]+)/,
      strength: 'error',
      title: "CoreDNS's service account may not {verb} {resource}",
      explain:
        'CoreDNS 1.8.1 and later watch EndpointSlices, which ClusterRoles written for older releases do not grant.',
      example:
        'E0412 10:01:11.201010       1 reflector.go:138] pkg/mod/k8s.io/client-go@v0.22.2/tools/cache/reflector.go:167: Failed to watch *v1.EndpointSlice: failed to list *v1.EndpointSlice: endpointslices.discovery.k8s.io is forbidden: User "system:serviceaccount:kube-system:coredns" cannot list resource "endpointslices" in API group "discovery.k8s.io" at the cluster scope',
      source: 'coredns/deployment kubernetes/coredns.yaml.sed',
      fix: {
        title: 'Let the ClusterRole system:coredns list and watch endpointslices',
        where: 'rbac',
        commands: [
          `kubectl patch clusterrole system:coredns --type json -p '[{"op":"add","path":"/rules/-","value":{"apiGroups":["discovery.k8s.io"],"resources":["endpointslices"],"verbs":["list","watch"]}}]'`,
        ],
      },
    },
    {
      id: 'coredns/klog-file',
      cause: 'permission-denied-fs',
      pattern:
        /log: exiting because of error: log: cannot create log: open (?<file>\/tmp\/coredns\.\S+): (?:no such file or directory|read-only file system|permission denied)/,
      strength: 'fatal',
      title: 'CoreDNS logs an API error to /tmp, which its read-only image lacks, and ends',
      explain:
        'The reason is the API error before it; this old release writes it to a file instead of standard error.',
      example:
        'log: exiting because of error: log: cannot create log: open /tmp/coredns.coredns-fb8b8dccf-v6wkw.unknownuser.log.ERROR.20190401-165447.1: no such file or directory',
      source: 'kubernetes/kubeadm#1162, coredns/coredns#2629',
      fix: {
        title: 'Repair the way to the API server (the first error), and upgrade CoreDNS past 1.5',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} set image {workload} coredns=registry.k8s.io/coredns/coredns:v1.11.3',
        ],
      },
    },
    {
      id: 'coredns/no-new-privs',
      cause: 'security-context',
      pattern: /exec user process caused "?operation not permitted/,
      strength: 'fatal',
      title:
        "The binary's file capabilities may not be used: allowPrivilegeEscalation is false under this old runtime or SELinux",
      explain:
        'The CoreDNS binary carries cap_net_bind_service; with no_new_privs an old Docker with SELinux refuses to execute it.',
      example: 'standard_init_linux.go:178: exec user process caused "operation not permitted"',
      source:
        'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
      fix: {
        title: 'Upgrade the container runtime, or set allowPrivilegeEscalation to true',
        where: 'manifest',
        commands: [
          `kubectl -n {namespace} get {workload} -o yaml | sed 's/allowPrivilegeEscalation: false/allowPrivilegeEscalation: true/g' | kubectl apply -f -`,
        ],
      },
    },
    {
      id: 'coredns/corefile-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:loading Caddyfile via flag|reading Corefile|Could not load Corefile|stat|open) .{0,40}?(?<file>\/\S*Corefile(?!\.base)[\w.-]*): no such file or directory/,
      strength: 'fatal',
      title: 'CoreDNS finds no Corefile at {file}',
      example: 'loading Caddyfile via flag: open /etc/coredns/Corefile: no such file or directory',
      source: 'coredns/coredns coremain/run.go',
      fix: {
        title: 'Mount the ConfigMap with its key Corefile at /etc/coredns',
        where: 'manifest',
        commands: ['kubectl -n {namespace} get cm coredns -o yaml'],
      },
    },
    {
      id: 'coredns/zone-conflict',
      cause: 'app-config-invalid',
      pattern: /cannot serve (?<name>\S+) - it is already defined(?: for (?<what>\S+))?/,
      strength: 'fatal',
      title: 'Two server blocks of the Corefile serve {name}',
      example: 'cannot serve dns://.:53 - it is already defined',
      source: 'coredns/coredns core/dnsserver/register.go',
      fix: {
        title: 'Merge the server blocks, or give one another port',
        where: 'config',
        commands: EDIT_COREFILE,
      },
    },
  ],
}

/** https://github.com/kubernetes/dns: cmd/node-cache, cmd/kube-dns, cmd/sidecar */
export const nodeLocalDns: SignatureFamily = {
  programs: ['node-local-dns', 'nodelocaldns', 'kube-dns'],
  signatures: [
    {
      id: 'node-local-dns/bind',
      cause: 'port-in-use',
      pattern:
        /listen (?:tcp|udp) (?<host>169\.254\.\d+\.\d+):(?<port>\d+): bind: (?:address already in use)/,
      strength: 'fatal',
      title: 'Another process on the node holds {host}:{port}, which node-local-dns serves on',
      example:
        '2021/05/02 10:11:21 [ERROR] Failed to start: Listen: listen tcp 169.254.20.10:53: bind: address already in use',
      source: 'kubernetes/dns cmd/node-cache/main.go',
      fix: {
        title:
          'End the other instance (often the old node-local-dns pod or a DNS server on 0.0.0.0:53)',
        where: 'infra',
        commands: ["ss -lntup | grep ':{port} '"],
      },
    },
    {
      id: 'node-local-dns/no-interface',
      cause: 'kernel-or-node',
      pattern:
        /(?:listen (?:tcp|udp) \S+:(?<port>53|8080|9253): bind: cannot assign requested address|Failed to add non-existent interface nodelocaldns|Failed to (?:setup|add) .{0,30}interface.{0,80}nodelocaldns|Error Setting up nodelocaldns|operation not (?:supported|permitted).{0,60}dummy)/i,
      strength: 'fatal',
      title: 'node-local-dns cannot create or use its dummy interface on the node',
      example: [
        'Listen: listen tcp 169.254.20.10:8080: bind: cannot assign requested address',
        '2020/07/15 11:21:02 [ERROR] Failed to add non-existent interface nodelocaldns: operation not supported',
      ],
      source: 'kubernetes/dns pkg/netif/netif.go',
      fix: {
        title: 'Load the dummy module on the node, and run the pod with hostNetwork and NET_ADMIN',
        where: 'infra',
        commands: ['modprobe dummy', 'ip addr show nodelocaldns'],
      },
    },
    {
      id: 'node-local-dns/iptables',
      cause: 'kernel-or-node',
      pattern:
        /(?:Error checking\/adding iptables rule|Error (?:creating|deleting) iptables rule|iptables.{0,40}NOTRACK).{0,300}/i,
      strength: 'error',
      title: 'node-local-dns cannot write its NOTRACK rules with iptables',
      example:
        "[ERROR] Error checking/adding iptables rule {raw PREROUTING [-p tcp -d 169.254.20.10 --dport 53 -j NOTRACK]}, due to - error checking rule: exit status 3: modprobe: can't change directory to '/lib/modules': No such file or directory",
      source: 'kubernetes/dns cmd/node-cache/app/cache_app.go',
      fix: {
        title:
          'Load iptable_raw and xt_CT on the node and mount /lib/modules, or run with -skipteardown and without iptables',
        where: 'infra',
        commands: ['modprobe -a iptable_raw xt_CT ip_tables'],
      },
    },
    {
      id: 'node-local-dns/xtables-lock',
      cause: 'mount-failed',
      pattern:
        /(?:can't open lock file|cannot open lock file) (?<file>\/run\/xtables\.lock): (?<what>Is a directory|Permission denied|No such file)/i,
      strength: 'error',
      title: '{file} cannot be used as a lock: {what}',
      explain:
        'Mounted as a hostPath without type FileOrCreate, the kubelet or Docker makes a directory of that name on the node.',
      example: "Fatal: can't open lock file /run/xtables.lock: Is a directory",
      source: 'kubernetes/dns cmd/node-cache; kubernetes/kubernetes pkg/util/iptables',
      fix: {
        title: 'Remove the directory on the node and set type FileOrCreate on the hostPath',
        where: 'infra',
        commands: ['rmdir /run/xtables.lock', 'kubectl -n {namespace} delete pod {pod}'],
      },
    },
    {
      id: 'node-local-dns/corefile',
      cause: 'app-config-invalid',
      pattern:
        /(?:Failed to (?:start|update) .{0,40}(?:Corefile|node-local-dns)|__PILLAR__\w+__.{0,120}|Error during parsing: .{0,80}__PILLAR__)/,
      strength: 'error',
      title: "node-local-dns's Corefile still holds placeholders, or cannot be read",
      example: 'plugin/forward: not an IP address or file: "__PILLAR__UPSTREAM__SERVERS__"',
      source: 'https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/',
      fix: {
        title:
          'Replace the __PILLAR__ placeholders by the local address, the domain and the kube-dns address',
        where: 'config',
        commands: ['kubectl -n {namespace} get cm node-local-dns -o yaml'],
      },
    },
    {
      id: 'kube-dns/sidecar',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Timeout waiting for initialization|Waiting for services and endpoints to be initialized from apiserver)/,
      strength: 'error',
      title: 'kube-dns gets no Services and Endpoints from the API server',
      example: [
        'F1017 18:04:10.201010       1 dns.go:168] Timeout waiting for initialization',
        'I1017 18:03:12.201010       1 dns.go:174] Waiting for services and endpoints to be initialized from apiserver...',
      ],
      source: 'kubernetes/dns pkg/dns/dns.go',
      fix: {
        title: 'Repair the way from the pod network to the kubernetes Service address',
        where: 'infra',
        commands: [
          'kubectl get svc,endpoints kubernetes -n default',
          'kubectl -n kube-system get pods -l k8s-app=kube-proxy -o wide',
        ],
      },
    },
  ],
}
