import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/projectcalico/calico: node/pkg/lifecycle/startup, node/pkg/health, felix, cni-plugin/pkg/install */
export const calicoNode: SignatureFamily = {
  programs: ['calico-node', 'Felix', 'BIRD', 'calico install-cni'],
  signatures: [
    {
      id: 'calico-node/ip-conflict',
      cause: 'cni-failed',
      pattern:
        /Calico node '(?<name>[^']+)' is already using the IPv[46] address (?<host>[0-9a-fA-F.:]+[0-9a-fA-F])/,
      strength: 'fatal',
      title: 'Calico picked the address {host}, which node {name} also claims',
      explain:
        'Autodetection took an interface that several nodes share (a Docker bridge, a VirtualBox NAT, kube-ipvs0), or a node came back under another name.',
      example: [
        "2018-01-23 06:16:35.054 [WARNING][9] startup.go 757: Calico node 'ops-master03' is already using the IPv4 address 172.18.0.1.",
        "2022-05-26 09:32:03.904 [WARNING][9] startup/startup.go 984: Calico node 'master' is already using the IPv4 address 10.0.4.15.",
      ],
      source: 'projectcalico/calico node/pkg/lifecycle/startup/startup.go, #1628',
      from: ['118-calico-bridge-ip-autodetect'],
      fix: {
        title: 'Tell Calico which interface carries the node address',
        where: 'config',
        commands: [
          'kubectl get nodes -o wide',
          'kubectl -n {namespace} set env ds/calico-node -c calico-node IP_AUTODETECTION_METHOD=kubernetes-internal-ip',
          'kubectl -n {namespace} rollout status ds/calico-node',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'calico-node/no-address-detected',
      cause: 'cni-failed',
      pattern:
        /(?:Unable to auto-detect an IPv[46] address|Couldn't autodetect (?:an IPv[46] address|a management IP)|no valid (?:host interfaces|IPv[46] addresses) found|Failed to autodetect an? IP)/i,
      strength: 'fatal',
      title: "Calico finds no usable address on the node's interfaces",
      explain:
        'The autodetection method skips interfaces by name and takes only those that are up with a global address; none was left, or the given pattern fits none.',
      example: [
        '2022-06-04 06:09:57.894 [WARNING][10] startup/startup.go 710: Unable to auto-detect an IPv4 address: no valid IPv4 addresses found on the host interfaces',
        "2021-09-01 08:30:11.207 [WARNING][8] startup/startup.go 487: Couldn't autodetect an IPv4 address. If auto-detecting, choose a different autodetection method. Otherwise provide an explicit address.",
        '2020-05-11 12:14:01.300 [WARNING][8] startup.go 697: Unable to auto-detect an IPv4 address using interface regexes [eth.*]: no valid host interfaces found',
      ],
      source: 'projectcalico/calico node/pkg/lifecycle/startup/autodetection, #5882',
      from: ['120-calico-no-valid-ipv4'],
      fix: {
        title: "Name the node's interface, or take the address that the kubelet registered",
        where: 'config',
        commands: [
          'kubectl get nodes -o wide',
          'kubectl -n {namespace} set env ds/calico-node -c calico-node IP_AUTODETECTION_METHOD=kubernetes-internal-ip',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'calico-node/unauthorized',
      cause: 'service-account-token',
      pattern:
        /onnection (?:to the datastore )?is unauthorized(?: error=connection is unauthorized)?: Unauthorized/,
      strength: 'fatal',
      title: 'The API server does not accept the token of Calico',
      explain:
        'Unauthorized is 401, not a missing right: the token is stale, was signed by another key (a restored or rebuilt control plane), or its account was made anew.',
      example: [
        '2022-03-09 10:12:01.665 [WARNING][9] startup/startup.go 462: Connection to the datastore is unauthorized error=connection is unauthorized: Unauthorized',
        '2021-09-05 17:53:18.877 [ERROR][1127] felix/daemon.go 245: Failed to get config from datastore error=connection is unauthorized: Unauthorized',
      ],
      source: 'projectcalico/calico node/pkg/lifecycle/startup, #9927, kubernetes/kops#12248',
      from: ['y004-calico-node-unauthorized'],
      fix: {
        title:
          'Let the kubelet fetch a new token: delete the pod, and the old token Secret if there is one',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} delete pod {pod}',
          'kubectl -n {namespace} get serviceaccount,secret | grep calico',
        ],
      },
    },
    {
      id: 'calico-node/terminating',
      cause: 'cni-failed',
      pattern: /Calico node failed to start/,
      strength: 'hint',
      title: 'Calico node ends during its start-up checks',
      explain:
        'The line before it names the check that failed: an address conflict, no address, a bad pool, or the datastore.',
      example: 'Calico node failed to start',
      source: 'projectcalico/calico node/filesystem/etc/rc.local',
    },
    {
      id: 'calico-node/bird-not-ready',
      cause: 'cni-failed',
      pattern:
        /calico\/node is not ready: (?:BIRD6? is not ready|bird6?\/confd is not live)(?:: (?<what>.{1,160}))?/,
      strength: 'error',
      title: 'Calico is not ready as its BGP daemon BIRD is not',
      example: [
        'Readiness probe failed: calico/node is not ready: BIRD is not ready: BGP not established with 10.0.0.11,10.0.0.12',
        'Warning  Unhealthy  13s (x4 over 43s)  kubelet  Readiness probe failed: calico/node is not ready: BIRD is not ready: Error querying BIRD: unable to connect to BIRDv4 socket: dial unix /var/run/calico/bird.ctl: connect: connection refused',
        'Liveness probe failed: calico/node is not ready: bird/confd is not live: exit status 1',
      ],
      source: 'projectcalico/calico node/pkg/health/health.go',
      in: ['log', 'event'],
      fix: {
        title: 'Open TCP 179 between the nodes and make Calico use the right interface',
        where: 'infra',
        commands: [
          'kubectl get nodes -o custom-columns=NAME:.metadata.name,BGP:.metadata.annotations.projectcalico\\.org/IPv4Address',
          'kubectl -n {namespace} set env ds/calico-node -c calico-node IP_AUTODETECTION_METHOD=kubernetes-internal-ip',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'calico-node/felix-not-ready',
      cause: 'cni-failed',
      pattern: /calico\/node is not ready: felix is not (?:ready|live): (?<what>.{1,200})/,
      strength: 'error',
      title: 'Calico is not ready as Felix is not: {what}',
      example: [
        'Warning  Unhealthy  2m (x30 over 7m)  kubelet  Readiness probe failed: calico/node is not ready: felix is not ready: Get "http://localhost:9099/readiness": dial tcp [::1]:9099: connect: connection refused',
        'Liveness probe failed: calico/node is not ready: felix is not live: Get http://localhost:9099/liveness: dial tcp 127.0.0.1:9099: connect: connection refused',
      ],
      source: 'projectcalico/calico node/pkg/health/health.go',
      in: ['log', 'event'],
      fix: {
        title:
          'Read why Felix ends, and see that localhost resolves and port 9099 is free on the node',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} logs {pod} -c calico-node --previous | grep -E "ERROR|FATAL|PANIC|WARNING"',
        ],
      },
    },
    {
      id: 'calico-node/clusterinformation-unauthorized',
      cause: 'cni-failed',
      pattern:
        /(?:ClusterInformation: connection is unauthorized|error getting ClusterInformation: connection is unauthorized|plugin type="calico" failed.{0,120}Unauthorized)/i,
      strength: 'error',
      title: "The API server rejects the token in Calico's CNI kubeconfig",
      explain:
        "The CNI plugin's token on the node is stale, as the cluster's signing key changed, the clock is wrong, or calico-node could not renew it.",
      example: [
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "2f3c": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
      ],
      source: 'projectcalico/calico#4857, #5712',
      in: ['log', 'event', 'status'],
      fix: {
        title: 'Restart calico-node so that it writes a fresh kubeconfig',
        where: 'config',
        commands: ['kubectl -n {namespace} rollout restart ds/calico-node'],
      },
    },
    {
      id: 'calico-node/datastore-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to connect to datastore|Failed to query datastore|Hit error connecting to datastore - retry|Unable to access datastore|Datastore connection failed)\b.{0,300}/i,
      strength: 'error',
      title: 'Calico cannot reach its datastore',
      example: [
        '2021-03-10 09:12:12.991 [INFO][8] startup/startup.go 394: Hit error connecting to datastore - retry error=Get "https://10.96.0.1:443/api/v1/nodes/foo": dial tcp 10.96.0.1:443: i/o timeout',
        '2019-04-02 10:14:04.401 [ERROR][1] daemon.go 446: Failed to connect to datastore error=context deadline exceeded',
      ],
      source: 'projectcalico/calico node/pkg/lifecycle/startup/startup.go',
      fix: {
        title:
          'Make the kubernetes Service address answer from the node: kube-proxy, firewall, service CIDR against host network',
        where: 'infra',
        commands: [
          'kubectl -n kube-system get pods -l k8s-app=kube-proxy -o wide',
          'kubectl get svc,endpoints kubernetes -n default',
        ],
      },
    },
    {
      id: 'calico-node/rbac',
      cause: 'cni-failed',
      pattern:
        /User "system:serviceaccount:[^:"]+:(?:calico-node|calico-cni-plugin|canal)" cannot (?<verb>\w+) (?:resource ")?(?<resource>[\w./-]+)/,
      strength: 'error',
      title: 'The calico-node service account may not {verb} {resource}',
      example: [
        '2020-08-02 11:00:12.101 [ERROR][9] startup.go 160: failed to query kubeadm\'s config map error=configmaps "kubeadm-config" is forbidden: User "system:serviceaccount:kube-system:calico-node" cannot get resource "configmaps" in API group "" in the namespace "kube-system"',
        'clusterinformations.crd.projectcalico.org "default" is forbidden: User "system:serviceaccount:kube-system:calico-node" cannot get resource "clusterinformations" in API group "crd.projectcalico.org" at the cluster scope',
      ],
      source: 'projectcalico/calico manifests/calico.yaml (ClusterRole calico-node)',
      in: ['log', 'event', 'status'],
      fix: {
        title: 'Apply the RBAC and CRDs of the same Calico release as the image',
        where: 'rbac',
        commands: [
          'kubectl auth can-i {verb} {resource} --as=system:serviceaccount:kube-system:calico-node',
          'kubectl get clusterrole calico-node -o yaml',
        ],
      },
    },
    {
      id: 'calico-node/typha-unreachable',
      cause: 'cni-failed',
      pattern:
        /(?:Failed to connect to (?:any )?Typha|error connecting to Typha|Kubernetes service missing IPs? ?or port|Failed to discover Typha|[Tt]ypha discovery enabled but discovery failed)/i,
      strength: 'fatal',
      title: 'Felix cannot connect to Typha',
      example: [
        '2023-05-09 17:05:11.190 [ERROR][75] felix/daemon.go 1265: Failed to connect to Typha. Retrying... error=dial tcp 10.0.1.12:5473: i/o timeout',
        '2021-10-07 21:11:38.200 [ERROR][46] confd/discovery.go 160: Typha discovery enabled but discovery failed. error=Kubernetes service missing IP or port',
      ],
      source: 'projectcalico/calico felix/daemon/daemon.go, typha/pkg/discovery',
      fix: {
        title: 'Get Typha running and open TCP 5473 between the nodes',
        where: 'infra',
        commands: [
          'kubectl get pods -A -l k8s-app=calico-typha -o wide',
          'kubectl get endpoints -A | grep typha',
        ],
      },
    },
    {
      id: 'calico-node/ippool-invalid',
      cause: 'cni-failed',
      pattern:
        /(?:Invalid CIDR specified in CALICO_IPV[46]POOL_CIDR|CALICO_IPV[46]POOL_CIDR.{0,80}(?:invalid|not valid)|IPPool\(.{0,60}\).{0,40}overlaps with|Pool size is too small|IP ?pool CIDR is not .{0,60}subset)/i,
      strength: 'fatal',
      title: 'The IP pool given to Calico is not valid',
      example: [
        "2021-01-19 13:25:33.511 [ERROR][9] startup/startup.go 841: Invalid CIDR specified in CALICO_IPV4POOL_CIDR '192.168.0.0'",
      ],
      source: 'projectcalico/calico node/pkg/lifecycle/startup/startup.go',
      fix: {
        title:
          "Set CALICO_IPV4POOL_CIDR to the cluster's pod network as a CIDR that overlaps no other pool",
        where: 'config',
        commands: [
          'kubectl get ippools.crd.projectcalico.org -o yaml',
          'kubectl cluster-info dump | grep -m1 cluster-cidr',
        ],
      },
    },
    {
      id: 'calico-node/rpf-check',
      cause: 'kernel-or-node',
      pattern: /Kernel's RPF check is set to 'loose'/,
      strength: 'error',
      title: "The node's rp_filter is loose, which Felix refuses",
      example:
        "2020-11-18 15:23:15.200 [ERROR][52] int_dataplane.go 1032: Kernel's RPF check is set to 'loose'. This would allow endpoints to spoof their IP address. Calico requires net.ipv4.conf.all.rp_filter to be set to 0 or 1.",
      source: 'projectcalico/calico felix/dataplane/linux/int_dataplane.go',
      fix: {
        title: 'Set net.ipv4.conf.all.rp_filter to 1 on the node, or tell Felix to ignore it',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} set env ds/calico-node -c calico-node FELIX_IGNORELOOSERPF=true',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'calico-node/kernel-modules',
      cause: 'kernel-or-node',
      pattern:
        /(?:Missing|missing) (?:required )?(?:kernel module|ip(?:6)?_tables|ip_set|xt_|ipt_)\S*|Failed to (?:create|initialise|load) ipset.{0,120}|Kernel version is too old|ipset v[\d.]+: (?:Cannot open session to kernel|Kernel error received)/,
      strength: 'error',
      title: 'A kernel module or ipset feature that Calico needs is missing on the node',
      example: [
        '2021-08-01 10:31:20.702 [ERROR][64] felix/ipsets.go 652: Failed to execute ipset command error=exit status 1 output="ipset v7.11: Kernel error received: Invalid argument"',
      ],
      source: 'https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements',
      fix: {
        title: "Load the modules on the node and install its kernel's extra modules package",
        where: 'infra',
        commands: ['modprobe -a ip_set ip_tables ip6_tables xt_set ipt_REJECT nf_conntrack vxlan'],
      },
    },
    {
      id: 'calico-node/crngt',
      cause: 'kernel-or-node',
      pattern: /CRNGT failed/,
      strength: 'fatal',
      title: "The random number self-test of Calico's crypto library fails on this node",
      explain:
        "The FIPS build compares successive blocks of the CPU's random generator; a virtual CPU or old kernel that repeats them makes the program abort.",
      example: 'CRNGT failed.',
      source: 'projectcalico/calico#7001',
      fix: {
        title:
          'Update the hypervisor, microcode and kernel of the node, or run a Calico image without the FIPS crypto',
        where: 'infra',
      },
    },
    {
      id: 'calico-node/nodename',
      cause: 'cni-failed',
      pattern:
        /(?:Calico node name .{0,80}(?:does not match|not found)|nodename file .{0,60}(?:missing|does not exist)|stat \/var\/lib\/calico\/nodename: no such file or directory)/,
      strength: 'error',
      title: 'calico/node has not written its name on this node yet',
      example:
        'Failed to create pod sandbox: rpc error: code = Unknown desc = networkPlugin cni failed to set up pod "web_default" network: stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/',
      source: 'projectcalico/calico cni-plugin/internal/pkg/utils/utils.go',
      in: ['log', 'event', 'status'],
      fix: {
        title: 'Get calico-node running on that node with /var/lib/calico mounted',
        where: 'infra',
        commands: ['kubectl get pods -A -l k8s-app=calico-node -o wide'],
      },
    },
    {
      id: 'calico-install-cni/failed',
      cause: 'cni-failed',
      pattern:
        /(?:Unable to create (?:the )?token for CNI kubeconfig|Unable to create token for CNI kubeconfig|cni-installer.{0,80}Failed to (?:install|write|copy)\b)/,
      strength: 'fatal',
      title: "Calico's install-cni cannot prepare the node's CNI configuration",
      example:
        '2022-12-01 14:31:44.091 [ERROR][1] cni-installer/<nil> <nil>: Unable to create token for CNI kubeconfig error=Post "https://10.96.0.1:443/api/v1/namespaces/kube-system/serviceaccounts/calico-node/token": dial tcp 10.96.0.1:443: i/o timeout',
      source: 'projectcalico/calico cni-plugin/pkg/install/install.go',
      fix: {
        title:
          'Make the kubernetes Service address answer from the node (kube-proxy, host firewall, service CIDR)',
        where: 'infra',
        commands: [
          'kubectl -n kube-system get pods -l k8s-app=kube-proxy -o wide',
          'kubectl auth can-i create serviceaccounts/token -n kube-system --as=system:serviceaccount:kube-system:calico-node',
        ],
      },
    },
  ],
}
