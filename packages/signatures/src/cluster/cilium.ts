import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/cilium/cilium: daemon, pkg/datapath/linux, pkg/bpf, pkg/k8s, operator */
export const cilium: SignatureFamily = {
  programs: ['cilium', 'cilium-agent', 'cilium-operator', 'hubble-relay', 'clustermesh-apiserver'],
  signatures: [
    {
      id: 'cilium/bpffs-not-mounted',
      cause: 'kernel-or-node',
      pattern: /BPF root is not a BPF filesystem \((?<what>[^)]+)\)/,
      strength: 'error',
      title: '/sys/fs/bpf is not a BPF file system on this node',
      explain:
        'Cilium keeps its maps in the bpffs of the host; where it is not mounted, or the mount does not reach the pod, they cannot be created.',
      example:
        'level=warning msg="BPF root is not a BPF filesystem (0x62656572 != 0xcafe4a11)" file-path=/sys/fs/bpf',
      source: 'cilium/cilium pkg/bpf/bpffs_linux.go, #4254',
      from: ['102-cilium-bpffs-missing'],
      fix: {
        title: 'Mount bpffs on the node for good, and restart cilium there',
        where: 'infra',
        commands: [
          'mount bpffs /sys/fs/bpf -t bpf',
          "echo 'bpffs /sys/fs/bpf bpf defaults 0 0' >> /etc/fstab",
          'kubectl -n {namespace} delete pod {pod}',
        ],
      },
    },
    {
      id: 'cilium/bpf-map-directory',
      cause: 'kernel-or-node',
      pattern:
        /(?:Unable create map base directory|error opening map after bpffs was mounted|unable to (?:mount BPF filesystem|create (?:new )?bpf map base)|BPF filesystem path (?<file>\S+) is not (?:mounted|a directory)|Unable to mount BPF filesystem)/i,
      strength: 'error',
      title: 'Cilium cannot create its BPF maps under /sys/fs/bpf',
      example: [
        'level=error msg="error opening map after bpffs was mounted" bpfMapName=cilium_tunnel_map error="Unable create map base directory: mkdir /sys/fs/bpf/tc: no such file or directory"',
        'level=fatal msg="Unable to mount BPF filesystem" error="operation not permitted"',
      ],
      source: 'cilium/cilium pkg/bpf/map_linux.go',
      from: ['102-cilium-bpffs-missing'],
      fix: {
        title:
          'Mount bpffs on the node and let the pod see it with Bidirectional mount propagation',
        where: 'infra',
        commands: ['mount bpffs /sys/fs/bpf -t bpf', 'kubectl -n {namespace} delete pod {pod}'],
      },
    },
    {
      id: 'cilium/clsact-missing',
      cause: 'kernel-or-node',
      pattern: /replacing clsact qdisc for interface (?<name>\S{1,60}): no such file or directory/,
      strength: 'error',
      title: "The node's kernel has no clsact queueing discipline for {name}",
      explain:
        'Cilium attaches its programs to a clsact qdisc, which the kernel module sch_ingress brings with it.',
      example:
        'program cil_from_overlay: replacing clsact qdisc for interface cilium_vxlan: no such file or directory',
      source: 'cilium/cilium pkg/datapath/loader/netlink.go',
    },
    {
      id: 'cilium/kernel-too-old',
      cause: 'kernel-or-node',
      pattern:
        /(?:kernel version: NOT OK|needs kernel (?<what>[\d.]+) or newer|requires (?:Linux )?kernel (?:>= ?)?[\d.]+|[Mm]inimal (?:supported )?kernel version)/,
      strength: 'fatal',
      title: "The node's kernel is too old, or lacks the options, for this Cilium configuration",
      example: [
        'level=fatal msg="kernel version: NOT OK: minimal supported kernel version is 4.9.17; kernel version that is running is: 3.10.0" subsys=linux-datapath',
        'level=error msg="unable to initialize Kube proxy replacement options" error="BPF NodePort services needs kernel 4.17.0 or newer." subsys=daemon',
      ],
      source: 'cilium/cilium pkg/datapath/linux/requirements.go, #20726',
      fix: {
        title: 'Upgrade the kernel of the node, or turn off the feature that needs a newer one',
        where: 'infra',
        commands: ['kubectl get nodes -o wide', 'kubectl -n {namespace} exec {pod} -- uname -r'],
      },
    },
    {
      id: 'cilium/bpf-features',
      cause: 'kernel-or-node',
      pattern:
        /(?:Required (?:features|kernel config(?:uration)?|BPF (?:features|helper)).{0,80}(?:missing|not (?:supported|available|found))|BPF system config check: NOT OK|(?:CONFIG_[A-Z_]+) (?:kernel (?:parameter|option) )?(?:or module )?is (?:required|needed|not set))/,
      strength: 'error',
      title: "The node's kernel is built without options that Cilium needs",
      example: [
        'level=warning msg="BPF system config check: NOT OK." error="CONFIG_BPF kernel parameter is required" subsys=linux-datapath',
        'level=fatal msg="Required features missing: BPF map type LRU hash is not supported" subsys=probes',
      ],
      source: 'cilium/cilium pkg/datapath/linux/probes/probes.go',
      fix: {
        title: "Use a distribution kernel with Cilium's required options",
        where: 'infra',
        commands: [
          "zgrep -E 'CONFIG_(BPF|BPF_SYSCALL|NET_CLS_BPF|BPF_JIT|CGROUP_BPF)=' /proc/config.gz",
        ],
      },
    },
    {
      id: 'cilium/bpf-compile-or-load',
      cause: 'kernel-or-node',
      pattern:
        /(?:Error while (?:creating|initializing) daemon|failed while reinitializing datapath|Failed to (?:compile|load|initialize) (?:and load )?(?:datapath|BPF|bpf_\w+)|loading eBPF collection into the kernel)\b.{0,400}?(?:verifier|invalid argument|operation not (?:supported|permitted)|context canceled|exit status|permission denied|too many links)/,
      strength: 'fatal',
      title: 'Cilium cannot load its BPF programs into the kernel of this node',
      example: [
        'level=fatal msg="Error while creating daemon" error="error while initializing daemon: failed while reinitializing datapath: Command execution failed for [/var/lib/cilium/bpf/init.sh]: context canceled" subsys=daemon',
        'time="2024-05-30T08:11:02Z" level=fatal msg="failed to start: daemon creation failed: error while initializing daemon: failed while reinitializing datapath: loading eBPF collection into the kernel: program cil_from_netdev: load program: invalid argument" subsys=daemon',
      ],
      source: 'cilium/cilium pkg/datapath/loader, #21470',
      fix: {
        title:
          "Check the kernel against Cilium's requirements, and clean stale BPF state before the next start",
        where: 'infra',
        commands: [
          'kubectl -n {namespace} logs {pod} -c cilium-agent --previous | grep -E "level=(error|fatal)"',
          'kubectl -n {namespace} set env ds/cilium CLEAN_CILIUM_BPF_STATE=true',
        ],
        risk: 'high',
      },
    },
    {
      id: 'cilium/direct-routing-device',
      cause: 'cni-failed',
      pattern: /unable to determine direct routing device\. Use --(?<flag>[\w-]+) to specify it/i,
      strength: 'fatal',
      title: 'Cilium cannot tell which network device carries the node traffic',
      explain:
        'NodePort and host routing need one device; none had the node address or a default route, or the configured name does not exist on this node.',
      example:
        'level=fatal msg="failed to start: daemon creation failed: failed to detect devices: unable to determine direct routing device. Use --direct-routing-device to specify it" subsys=daemon',
      source: 'cilium/cilium pkg/datapath/linux/devices.go, #33527',
      fix: {
        title:
          'Name the device in cilium-config ({flag}, or devices with a pattern that fits every node)',
        where: 'config',
        commands: [
          'kubectl -n {namespace} patch cm cilium-config --type merge -p \'{"data":{"direct-routing-device":"<interface>"}}\'',
          'kubectl -n {namespace} rollout restart ds/cilium',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'cilium/devices-not-found',
      cause: 'cni-failed',
      pattern:
        /(?:failed to detect devices|No external interface found|Cannot find device with name|unable to determine .{0,30}device|no devices? matched)\b.{0,200}/i,
      strength: 'error',
      title: 'Cilium does not find the network devices that it is told to use',
      example:
        'level=fatal msg="failed to start: daemon creation failed: failed to detect devices: Cannot find device with name eth0" subsys=daemon',
      source: 'cilium/cilium pkg/datapath/linux/devices.go',
      fix: {
        title: 'Set devices in cilium-config to names or patterns that every node has',
        where: 'config',
        commands: [
          'kubectl -n {namespace} get cm cilium-config -o jsonpath="{.data.devices}"',
          'kubectl -n {namespace} rollout restart ds/cilium',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'cilium/pod-cidr-missing',
      cause: 'cni-failed',
      pattern: /required (?<what>IPv[46]) PodCIDR not available/i,
      strength: 'error',
      title: 'The node has no {what} pod CIDR for Cilium',
      explain:
        'Kubernetes IPAM needs spec.podCIDR on the Node; the controller manager does not allocate one, or cilium-operator has no CIDR left.',
      example:
        'level=warning msg="Waiting for k8s node information" error="required IPv4 PodCIDR not available" subsys=k8s',
      source: 'cilium/cilium pkg/k8s/init.go',
      fix: {
        title:
          'Run the controller manager with --allocate-node-cidrs and --cluster-cidr, or use cluster-pool IPAM',
        where: 'config',
        commands: [
          'kubectl get nodes -o custom-columns=NAME:.metadata.name,CIDR:.spec.podCIDR',
          'kubectl get ciliumnodes -o custom-columns=NAME:.metadata.name,CIDR:.spec.ipam.podCIDRs',
          "kubectl -n {namespace} get cm cilium-config -o yaml | grep -E 'ipam|cluster-pool'",
        ],
      },
    },
    {
      id: 'cilium/api-server-unreachable',
      cause: 'dependency-unreachable',
      pattern: /Unable to contact k8s api-server.{0,300}/,
      strength: 'error',
      title: 'Cilium cannot reach the Kubernetes API server',
      explain:
        'Without kube-proxy the kubernetes Service address does not work until Cilium itself runs: it needs k8sServiceHost and k8sServicePort.',
      example: [
        'level=error msg="Unable to contact k8s api-server" error="Get "https://10.96.0.1:443/api/v1/namespaces/kube-system": dial tcp 10.96.0.1:443: i/o timeout" ipAddr="https://10.96.0.1:443" subsys=k8s-client',
        'time=2026-01-03T23:17:26.850125515Z level=error msg="Unable to contact k8s api-server" subsys=cilium-dbg module=k8s-client ipAddr=https://10.15.1.8:443 error="Get "https://10.15.1.8:443/api/v1/namespaces/kube-system": dial tcp 10.15.1.8:443: connect: connection refused"',
      ],
      source: 'cilium/cilium pkg/k8s/client/cell.go',
      fix: {
        title: "Give Cilium the API server's real address, or get kube-proxy running",
        where: 'config',
        commands: [
          'kubectl -n {namespace} patch cm cilium-config --type merge -p \'{"data":{"k8s-api-server":"https://<api-server>:6443"}}\'',
          'kubectl -n kube-system get pods -l k8s-app=kube-proxy -o wide',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'cilium/k8s-subsystem',
      cause: 'dependency-unreachable',
      pattern:
        /unable to initialize Kubernetes subsystem.{0,200}(?:dial tcp (?<host>[^\s:]+):(?<port>\d+)|context deadline exceeded|timed? ?out)/i,
      strength: 'fatal',
      title: 'Cilium ends as the Kubernetes API server does not answer',
      example:
        'level=fatal msg="Unable to initialize Kubernetes subsystem" error="unable to create k8s client: unable to create k8s client: Get https://10.96.0.1:443/api/v1/namespaces/kube-system: dial tcp 10.96.0.1:443: connect: no route to host" subsys=daemon',
      source: 'cilium/cilium daemon/cmd/daemon_main.go',
      fix: {
        title:
          'Let the node reach the API server: kube-proxy, firewall, or k8sServiceHost where kube-proxy is replaced',
        where: 'infra',
        commands: ['kubectl get svc,endpoints kubernetes -n default'],
      },
    },
    {
      id: 'cilium/crds-missing',
      cause: 'api-version-removed',
      pattern:
        /(?:Unable to find all Cilium CRDs necessary|Still waiting for Cilium Operator to register)\b.{0,300}/,
      strength: 'error',
      title: "Cilium's CRDs are not there: cilium-operator has not registered them",
      example: [
        'level=fatal msg="Unable to find all Cilium CRDs necessary within 5m0s timeout. Please ensure that Cilium Operator is running, as it\'s responsible for registering all the Cilium CRDs. The following CRDs were not found: [crd:ciliumnodes.cilium.io]" subsys=k8s',
        'level=info msg="Still waiting for Cilium Operator to register the following CRDs: [crd:ciliumidentities.cilium.io]" subsys=k8s',
      ],
      source: 'cilium/cilium pkg/k8s/synced/crd.go',
      fix: {
        title: 'Get cilium-operator running first: it registers the CRDs',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get pods -l name=cilium-operator -o wide',
          'kubectl -n {namespace} logs deploy/cilium-operator --tail=50',
        ],
      },
    },
    {
      id: 'cilium/kube-proxy-replacement',
      cause: 'app-config-invalid',
      pattern:
        /(?:unable to initialize Kube[- ]proxy replacement options(?!.*needs kernel)|Invalid value for --kube-proxy-replacement|kube-proxy-replacement.{0,60}(?:is invalid|must be|not supported))/i,
      strength: 'fatal',
      title: 'The kube-proxy replacement options of Cilium cannot be used here',
      example: [
        'level=fatal msg="Error while creating daemon" error="unable to initialize Kube proxy replacement options: Invalid value for --kube-proxy-replacement: partial" subsys=daemon',
      ],
      source: 'cilium/cilium daemon/cmd/kube_proxy_replacement.go',
      fix: {
        title:
          'Set kubeProxyReplacement to true or false, as this release expects, and check its kernel needs',
        where: 'config',
        commands: ['kubectl -n {namespace} get cm cilium-config -o yaml | grep kube-proxy'],
      },
    },
    {
      id: 'cilium/invalid-option',
      cause: 'app-config-invalid',
      pattern:
        /(?:Invalid daemon configuration|Cannot specify IPAM mode \w+ in tunnel mode|Unable to parse (?:flag|option|config)|is not compatible with|cannot be used (?:together )?with)\b.{0,200}subsys=/,
      strength: 'fatal',
      title: 'Two Cilium options contradict each other, or one is not valid',
      example: [
        'level=fatal msg="Cannot specify IPAM mode eni in tunnel mode" subsys=daemon',
        'level=fatal msg="Invalid daemon configuration: cannot be used together with tunnel" subsys=config',
      ],
      source: 'cilium/cilium daemon/cmd/daemon_main.go',
      fix: {
        title: 'Correct cilium-config: upgrade with the values of the release that runs',
        where: 'config',
        commands: ['kubectl -n {namespace} get cm cilium-config -o yaml'],
      },
    },
    {
      id: 'cilium/kvstore',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Unable to setup kvstore|Unable to (?:connect to|initialize) kvstore|timed out while waiting for etcd session|Failed to get (?:kvstore|etcd) client|etcd client context ended).{0,200}/,
      strength: 'fatal',
      title: 'Cilium cannot reach its etcd key-value store',
      example:
        'level=fatal msg="Unable to setup kvstore" error="timed out while waiting for etcd session. Ensure that etcd is running on [https://cilium-etcd-client.kube-system.svc:2379]" subsys=kvstore',
      source: 'cilium/cilium pkg/kvstore/etcd.go',
      fix: {
        title: 'Get the etcd that etcd-config names running, or change to CRD identity allocation',
        where: 'infra',
        commands: ['kubectl -n {namespace} get cm cilium-config -o jsonpath="{.data.etcd-config}"'],
      },
    },
    {
      id: 'cilium/cgroup-mount',
      cause: 'kernel-or-node',
      pattern:
        /(?:Failed to mount cgroupv2|cgroupv2.{0,60}(?:not (?:mounted|supported)|failed to mount)|nsenter: .{0,120}cgroup)/i,
      strength: 'fatal',
      title: 'cgroup v2 cannot be mounted on this node for Cilium',
      example: [
        'level=fatal msg="Failed to mount cgroupv2 any socket based load-balancing will not work!" error="failed to mount cgroupv2" subsys=cgroups',
        'nsenter: failed to execute /hostbin/cilium-mount: No such file or directory cgroup',
      ],
      source: 'cilium/cilium pkg/cgroups/cgroups_linux.go',
      fix: {
        title:
          'Upgrade the node to a kernel with cgroup v2, or set cgroup.autoMount.enabled=false with cgroup.hostRoot',
        where: 'infra',
        commands: ['stat -fc %T /sys/fs/cgroup'],
      },
    },
    {
      id: 'cilium/agent-running',
      cause: 'port-in-use',
      pattern:
        /(?:Unable to start health server|health.{0,40}listen|Error starting (?:hubble|prometheus|envoy).{0,40}|Failed to (?:start|listen).{0,60}(?:hubble|health|pprof|metrics)).{0,160}(?:listen \w+ \S*:(?<port>\d+)): bind: address already in use/i,
      strength: 'fatal',
      title: 'Port {port} on the node, which Cilium needs, is taken',
      example:
        'level=fatal msg="Unable to start health server for agent" error="listen tcp 127.0.0.1:9879: bind: address already in use" subsys=daemon',
      source: 'cilium/cilium daemon/cmd/health.go',
      fix: {
        title: 'Find the process on the node, often a second agent, and end it',
        where: 'infra',
        commands: ["ss -ltnp | grep ':{port} '"],
      },
    },
    {
      id: 'cilium-operator/ipam',
      cause: 'cni-failed',
      pattern:
        /(?:Unable to (?:init|start|initialize|setup) (?<what>ENI|Azure|AlibabaCloud|AWS|cluster-pool|\S+) (?:IPAM )?(?:allocator|metadata|provider)|unable to init \S+ allocator|Unable to allocate .{0,40}CIDR|allocator is full|No more (?:pod ?)?CIDRs? (?:available|left))/i,
      strength: 'error',
      title: 'cilium-operator cannot set up IP address management',
      example: [
        'level=fatal msg="Unable to init eni allocator" error="failed to retrieve instance metadata: operation error ec2imds: GetInstanceIdentityDocument" subsys=cilium-operator-aws',
        'level=error msg="Unable to allocate CIDR for node" error="allocator is full" subsys=ipam',
      ],
      source: 'cilium/cilium operator/cmd, pkg/ipam/allocator',
      fix: {
        title:
          'Give the operator its cloud permissions and metadata, or add a CIDR to the cluster pool',
        where: 'infra',
        commands: [
          "kubectl -n {namespace} get cm cilium-config -o yaml | grep -E 'ipam|cluster-pool'",
        ],
      },
    },
    {
      id: 'cilium/rbac',
      cause: 'cni-failed',
      pattern:
        /User "system:serviceaccount:[^:"]+:(?:cilium|cilium-operator|cilium-agent)" cannot (?<verb>\w+) (?:resource ")?(?<resource>[\w./-]+)/,
      strength: 'error',
      title: "Cilium's service account may not {verb} {resource}",
      example:
        'level=error msg=k8sError error="github.com/cilium/cilium/pkg/k8s/watchers/cilium_node.go:55: Failed to watch *v2.CiliumNode: ciliumnodes.cilium.io is forbidden: User "system:serviceaccount:kube-system:cilium" cannot list resource "ciliumnodes" in API group "cilium.io" at the cluster scope" subsys=k8s',
      source: 'cilium/cilium install/kubernetes/cilium/templates/cilium-agent/clusterrole.yaml',
      fix: {
        title: 'Apply the ClusterRoles of the same Cilium release as the image',
        where: 'rbac',
        commands: [
          'helm -n {namespace} upgrade cilium cilium/cilium --reuse-values --version <version>',
        ],
      },
    },
    {
      id: 'hubble-relay/tls',
      cause: 'tls-cert',
      pattern:
        /(?:hubble-relay|peer\.Peer|Failed to create peer (?:client|notify)|failed to initialize server).{0,300}(?:x509: |tls: |\/var\/lib\/hubble-relay\/tls\/\S+: no such file)/,
      strength: 'error',
      title: "Hubble Relay's certificates are missing or not trusted",
      example:
        'level=warning msg="Failed to create peer client for peers synchronization; will try again after the timeout has expired" error="context deadline exceeded: x509: certificate signed by unknown authority" subsys=hubble-relay',
      source: 'cilium/cilium hubble-relay/cmd/serve',
      fix: {
        title: 'Renew the Hubble certificates and restart agents and relay',
        where: 'config',
        commands: [
          'kubectl -n {namespace} delete secret hubble-relay-client-certs hubble-server-certs',
          'helm -n {namespace} upgrade cilium cilium/cilium --reuse-values',
          'kubectl -n {namespace} rollout restart ds/cilium deploy/hubble-relay',
        ],
        risk: 'medium',
      },
    },
  ],
}
