import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/weaveworks/weave: prog/weave-npc, prog/kube-utils, prog/weave-kube/launch.sh */
export const weave: SignatureFamily = {
  programs: ['weave-net', 'weave-npc'],
  signatures: [
    {
      id: 'weave/cidr-overlap',
      cause: 'cni-failed',
      pattern:
        /Network (?<what>[\d.]+\/\d+) overlaps with existing route (?<host>[\d.]+\/\d+) on host/,
      strength: 'fatal',
      title: "Weave's range {what} overlaps the node's route {host}",
      example: 'Network 10.32.0.0/12 overlaps with existing route 10.40.0.0/16 on host',
      source: 'weaveworks/weave prog/weave-kube/launch.sh',
      fix: {
        title: 'Give Weave a free range with IPALLOC_RANGE',
        where: 'config',
        commands: [
          'ip route',
          'kubectl -n kube-system set env ds/weave-net -c weave IPALLOC_RANGE=172.30.0.0/16',
        ],
        risk: 'high',
      },
    },
    {
      id: 'weave/bridge-inconsistent',
      cause: 'cni-failed',
      pattern: /Inconsistent bridge state detected\. Please do 'weave reset'/,
      strength: 'fatal',
      title: 'The node holds a bridge of an earlier Weave that does not fit this one',
      example: "Inconsistent bridge state detected. Please do 'weave reset' and try again",
      source: 'weaveworks/weave net/bridge.go',
    },
    {
      id: 'weave/ipam-inconsistent',
      cause: 'cni-failed',
      pattern:
        /(?:Inconsistent (?:persisted )?(?:data|entries for)|Received update for IP range I own at|IP allocation was seeded by different peers|Re-bind failed|incompatible IP allocation ranges)/,
      strength: 'fatal',
      title: "Weave's peers disagree about who owns which addresses",
      example:
        'FATA: 2019/02/28 10:11:34.124410 [kube-peers] IP allocation was seeded by different peers (received: [b6:e8:3a:f8:34:2e], ours: [2a:f1:31:11:a8:b2])',
      source: 'weaveworks/weave ipam/ring',
      fix: {
        title: "Remove the stale peer's data on the node and restart its weave pod",
        where: 'data',
        commands: ['rm /var/lib/weave/weave-netdata.db', 'kubectl -n kube-system delete pod {pod}'],
        risk: 'high',
      },
    },
    {
      id: 'weave/peer-list',
      cause: 'dependency-unreachable',
      pattern: /\[kube-peers\] (?:Could not get|Failed to get) (?:peers|cluster|nodes).{0,300}/,
      strength: 'fatal',
      title: 'Weave cannot get its peers from the Kubernetes API server',
      example:
        'FATA: 2018/01/22 16:27:22.281309 [kube-peers] Could not get peers: Get https://10.96.0.1:443/api/v1/nodes: dial tcp 10.96.0.1:443: i/o timeout',
      source: 'weaveworks/weave prog/kube-utils/main.go',
      fix: {
        title:
          'Get kube-proxy running on the node and let it reach the API server; set --cluster-cidr on kube-proxy',
        where: 'infra',
        commands: ['kubectl -n kube-system get pods -l k8s-app=kube-proxy -o wide'],
      },
    },
    {
      id: 'weave-npc/api-certificate',
      cause: 'tls-cert',
      pattern: /weave-npc\/\S+ Failed to (?:list|watch) .{0,300}x509: (?<what>.{1,200})/,
      strength: 'error',
      title: "weave-npc does not trust the API server's certificate: {what}",
      example:
        'E0412 06:10:07.259011       1 reflector.go:178] github.com/weaveworks/weave/prog/weave-npc/main.go:337: Failed to list *v1.Pod: Get "https://10.0.0.1:443/api/v1/pods?limit=500&resourceVersion=0": x509: certificate is valid for 10.96.0.1, 10.0.0.50, 127.0.0.1, not 10.0.0.1',
      source: 'weaveworks/weave prog/weave-npc/main.go',
      from: ['081-weave-npc-cert-san'],
      fix: {
        title:
          "Keep Weave's range and the service CIDR apart from the host network, so that the service address leads to the API server, or renew its certificate",
        where: 'infra',
        commands: [
          'kubectl get svc kubernetes -n default -o jsonpath="{.spec.clusterIP}"',
          'openssl x509 -noout -ext subjectAltName -in /etc/kubernetes/pki/apiserver.crt',
        ],
      },
    },
    {
      id: 'weave-npc/ipset',
      cause: 'kernel-or-node',
      pattern:
        /(?:ipset \[.{0,80}\] failed: ipset v|iptables: .{0,80}WEAVE-NPC|modprobe: .{0,60}(?:br_netfilter|xt_set)|Failed to set br_netfilter)/,
      strength: 'fatal',
      title: 'weave-npc cannot set up its ipsets or iptables rules on this node',
      example:
        'FATA: 2017/02/28 13:18:54.910284 ipset [destroy] failed: ipset v6.29: Set cannot be destroyed: it is in use by a kernel component: exit status 1',
      source: 'weaveworks/weave npc/ipset/ipset.go',
      fix: {
        title: 'Load xt_set and br_netfilter, flush the stale sets, restart the pod',
        where: 'infra',
        commands: ['modprobe -a br_netfilter xt_set', 'kubectl -n kube-system delete pod {pod}'],
      },
    },
  ],
}

/** https://github.com/cloudnativelabs/kube-router: pkg/cmd/kube-router.go, pkg/controllers */
export const kubeRouter: SignatureFamily = {
  programs: ['kube-router'],
  signatures: [
    {
      id: 'kube-router/pod-cidr',
      cause: 'cni-failed',
      pattern: /Failed to get pod CIDR (?:from node spec|allocated for the node).{0,200}/,
      strength: 'fatal',
      title: 'The node has no pod CIDR, which kube-router takes its range from',
      example:
        'F0612 09:12:31.102010       1 network_routes_controller.go:154] Failed to get pod CIDR from node spec. kube-router relies on kube-controller-manager to allocate pod CIDR for the node or an annotation `kube-router.io/pod-cidr`. Error: node.Spec.PodCIDR not set for node: node-2',
      source: 'cloudnativelabs/kube-router pkg/controllers/routing',
      fix: {
        title: 'Run the controller manager with --allocate-node-cidrs and --cluster-cidr',
        where: 'infra',
        commands: ['kubectl get nodes -o custom-columns=NAME:.metadata.name,CIDR:.spec.podCIDR'],
      },
    },
    {
      id: 'kube-router/start',
      cause: 'cni-failed',
      pattern:
        /Failed to (?:run|parse|create|start) kube-router(?: config)?: (?!.*(?:ipset|ip_vs))(?<what>.{1,300})/i,
      strength: 'fatal',
      title: 'kube-router ends: {what}',
      example:
        'Failed to run kube-router: Failed to create network routing controller: failed find node with hostname node-3',
      source: 'cloudnativelabs/kube-router cmd/kube-router/kube-router.go',
    },
    {
      id: 'kube-router/kernel',
      cause: 'kernel-or-node',
      pattern:
        /(?:Failed to (?:modprobe|load) .{0,40}ip_vs|ipset: (?:command )?not found|Failed to initialize ipset handler|Ipvs (?:kernel )?module.{0,40}not)/i,
      strength: 'fatal',
      title: 'kube-router lacks ipset or the IPVS kernel modules on this node',
      example:
        'Failed to run kube-router: Failed to initialize ipset handler: exec: "ipset": executable file not found in $PATH',
      source: 'cloudnativelabs/kube-router pkg/utils/ipset.go',
      fix: {
        title: 'Load the IPVS modules and install ipset on the node',
        where: 'infra',
        commands: ['modprobe -a ip_vs ip_vs_rr ip_vs_sh nf_conntrack'],
      },
    },
  ],
}

/** https://github.com/antrea-io/antrea: build/images/scripts, pkg/agent */
export const antrea: SignatureFamily = {
  programs: ['antrea-agent', 'antrea-controller', 'antrea-ovs'],
  signatures: [
    {
      id: 'antrea/openvswitch-module',
      cause: 'kernel-or-node',
      pattern:
        /(?:modprobe: (?:FATAL|ERROR): .{0,40}openvswitch|(?:openvswitch|OVS) kernel module.{0,60}(?:not (?:found|loaded)|failed)|Failed to load (?:the )?OVS kernel module)/i,
      strength: 'fatal',
      title: "The node's kernel has no Open vSwitch module",
      example:
        'modprobe: FATAL: Module openvswitch not found in directory /lib/modules/5.10.0-custom',
      source: 'antrea-io/antrea build/images/scripts/install_cni',
      fix: {
        title: 'Install the kernel module package of the node (linux-modules-extra)',
        where: 'infra',
        commands: ['modprobe openvswitch'],
      },
    },
    {
      id: 'antrea/agent-error',
      cause: 'cni-failed',
      pattern: /main\.go:\d+\] Error running agent: (?<what>.{1,300})/,
      strength: 'fatal',
      title: 'antrea-agent ends: {what}',
      example:
        'F0320 22:47:13.201010       1 main.go:58] Error running agent: error initializing agent: K8s Node should have a valid PodCIDR but it is empty',
      source: 'antrea-io/antrea cmd/antrea-agent/main.go',
      fix: {
        title:
          'Where it names the PodCIDR: let the controller manager allocate node CIDRs; where it names OVSDB: restart antrea-ovs',
        where: 'infra',
        commands: [
          'kubectl get nodes -o custom-columns=NAME:.metadata.name,CIDR:.spec.podCIDR',
          'kubectl -n kube-system logs {pod} -c antrea-ovs',
        ],
      },
    },
  ],
}

/** https://github.com/kubernetes-sigs/kind: images/kindnetd; https://github.com/aojea/kindnet */
export const kindnet: SignatureFamily = {
  programs: ['kindnet'],
  signatures: [
    {
      id: 'kindnet/nodes',
      cause: 'dependency-unreachable',
      pattern:
        /panic: (?:Reached maximum retries obtaining node list|Reached maximum retries).{0,200}/,
      strength: 'fatal',
      title: 'kindnet cannot list the nodes: the API server does not answer',
      example:
        'panic: Reached maximum retries obtaining node list: Get "https://10.96.0.1:443/api/v1/nodes": dial tcp 10.96.0.1:443: i/o timeout',
      source: 'kubernetes-sigs/kind images/kindnetd/cmd/kindnetd/main.go',
      fix: {
        title:
          'Get kube-proxy running on that kind node (often the inotify limits of the host stop it)',
        where: 'infra',
        commands: [
          'sysctl -w fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512',
        ],
      },
    },
    {
      id: 'kindnet/nftables',
      cause: 'kernel-or-node',
      pattern:
        /(?:kindnet|masquerade|ip-?masq|network-?polic).{0,160}(?:nftables|iptables|nfqueue).{0,120}(?:not supported|operation not permitted|no such file or directory|failed)/i,
      strength: 'error',
      title: 'The host kernel lacks the netfilter features that kindnet needs',
      example:
        'E0114 08:30:20.201010       1 controller.go:417] kindnet network-policies: nftables error: conn.Receive: netlink receive: operation not permitted',
      source: 'kubernetes-sigs/kube-network-policies',
    },
  ],
}

/** https://github.com/ovn-org/ovn-kubernetes, https://github.com/kubeovn/kube-ovn */
export const ovn: SignatureFamily = {
  programs: ['ovnkube-node', 'ovnkube-master', 'kube-ovn'],
  signatures: [
    {
      id: 'ovn/db-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:failed to connect to (?:ovn|ovs)[\w-]* ?(?:nb|sb|northbound|southbound)?|(?:OVN_Northbound|OVN_Southbound).{0,80}(?:database connection failed|connection refused)|unable to connect to the (?:north|south)bound).{0,120}/i,
      strength: 'error',
      title: "OVN's database does not answer",
      example:
        'ovn-nbctl: tcp:10.16.0.2:6641: database connection failed (Connection refused) for OVN_Northbound: connection refused',
      source: 'ovn-org/ovn-kubernetes go-controller',
      fix: {
        title: 'Get the OVN central pods running and their raft quorum back',
        where: 'infra',
        commands: [
          'kubectl get pods -A -o wide | grep -E "ovn-central|ovnkube-(db|master|control)"',
        ],
      },
    },
    {
      id: 'ovn/node-annotation',
      cause: 'cni-failed',
      pattern:
        /(?:timed out waiting for node's: |failed to (?:start|init) (?:node network controller|default node network)).{0,300}/,
      strength: 'fatal',
      title: 'ovnkube-node got no subnet for its node in time',
      example: `F0411 13:08:24.201010    5021 ovnkube.go:136] failed to start node network controller: failed to start default node network controller: timed out waiting for node's: "worker-1" logical switch: timed out waiting for the condition`,
      source: 'ovn-org/ovn-kubernetes go-controller/pkg/node',
      fix: {
        title:
          'See why the control plane (ovnkube-master or control-plane) does not annotate the node',
        where: 'infra',
        commands: [
          'kubectl get node -o yaml | grep k8s.ovn.org',
          'kubectl get pods -A | grep ovnkube',
        ],
      },
    },
  ],
}
