import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/flannel-io/flannel: main.go, pkg/subnet/kube/kube.go, pkg/backend, pkg/trafficmngr */
export const flannel: SignatureFamily = {
  programs: ['flannel', 'kube-flannel'],
  signatures: [
    {
      id: 'flannel/pod-cidr-not-assigned',
      cause: 'cni-failed',
      pattern: /node "(?<name>[^"]+)" pod cidr not assigned/,
      strength: 'fatal',
      title: 'Node {name} has no pod CIDR, which flannel takes its subnet from',
      explain:
        'The controller manager allocates spec.podCIDR only with --allocate-node-cidrs and --cluster-cidr, which kubeadm sets from --pod-network-cidr.',
      example: [
        'E0530 11:36:22.840180       1 main.go:280] Error registering network: failed to acquire lease: node "k8s-wnode1" pod cidr not assigned',
        'E0708 03:52:11.114823       1 main.go:330] Error registering network: failed to acquire lease: node "master" pod cidr not assigned',
      ],
      source: 'flannel-io/flannel pkg/subnet/kube/kube.go; kubernetes/test-infra#8176',
      fix: {
        title: 'Let the controller manager allocate node CIDRs, or set the CIDR of this node',
        where: 'infra',
        commands: [
          'kubectl get nodes -o custom-columns=NAME:.metadata.name,CIDR:.spec.podCIDR',
          "grep -E 'cluster-cidr|allocate-node-cidrs' /etc/kubernetes/manifests/kube-controller-manager.yaml",
          'kubectl patch node {name} -p \'{"spec":{"podCIDR":"10.244.1.0/24"}}\'',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'flannel/subnet-manager-rbac',
      cause: 'cni-failed',
      pattern:
        /Failed to create SubnetManager: error retrieving pod spec for '(?<name>[^']+)': .{0,200}(?:is forbidden: User "(?<user>[^"]+)" cannot (?<verb>\w+)|does not allow access)/,
      strength: 'fatal',
      title: "flannel's service account may not read its own pod",
      example: [
        `E0203 06:13:44.211028       1 main.go:224] Failed to create SubnetManager: error retrieving pod spec for 'kube-system/kube-flannel-ds-2k9mp': pods "kube-flannel-ds-2k9mp" is forbidden: User "system:serviceaccount:kube-system:flannel" cannot get resource "pods" in API group "" in the namespace "kube-system"`,
        `E0420 19:53:30.421092       1 main.go:127] Failed to create SubnetManager: error retrieving pod spec for 'kube-system/kube-flannel-ds-0t24s': the server does not allow access to the requested resource (get pods kube-flannel-ds-0t24s)`,
      ],
      source: 'flannel-io/flannel pkg/subnet/kube/kube.go',
      fix: {
        title: "Apply flannel's RBAC, in the namespace in which it runs",
        where: 'rbac',
        commands: [
          'kubectl apply -f https://github.com/flannel-io/flannel/releases/latest/download/kube-flannel.yml',
          'kubectl get clusterrolebinding flannel -o yaml',
        ],
      },
    },
    {
      id: 'flannel/subnet-manager-api',
      cause: 'dependency-unreachable',
      pattern:
        /Failed to create SubnetManager: .{0,300}(?:dial tcp (?<host>[^\s:]+):(?<port>\d+)|i\/o timeout|TLS handshake timeout|context deadline exceeded|connection refused|net\/http: request canceled)/,
      strength: 'fatal',
      title: 'flannel cannot reach the Kubernetes API server',
      example: [
        `E1013 04:49:12.205401       1 main.go:234] Failed to create SubnetManager: error retrieving pod spec for 'kube-system/kube-flannel-ds-amd64-9fb5n': Get https://10.96.0.1:443/api/v1/namespaces/kube-system/pods/kube-flannel-ds-amd64-9fb5n: dial tcp 10.96.0.1:443: i/o timeout`,
      ],
      source: 'flannel-io/flannel#671',
      fix: {
        title: 'Get kube-proxy running on the node and open the way to the API server',
        where: 'infra',
        commands: [
          'kubectl -n kube-system get pods -l k8s-app=kube-proxy -o wide',
          'kubectl get svc,endpoints kubernetes -n default',
        ],
      },
    },
    {
      id: 'flannel/subnet-manager-tls',
      cause: 'tls-cert',
      pattern: /Failed to create SubnetManager: .{0,300}x509: (?<what>.{1,160})/,
      strength: 'fatal',
      title: "flannel does not trust the API server's certificate: {what}",
      example: `E0909 12:01:44.105401       1 main.go:241] Failed to create SubnetManager: error retrieving pod spec for 'kube-system/kube-flannel-ds-7zq9d': Get "https://10.96.0.1:443/api/v1/namespaces/kube-system/pods/kube-flannel-ds-7zq9d": x509: certificate signed by unknown authority`,
      source: 'flannel-io/flannel pkg/subnet/kube/kube.go',
      fix: {
        title:
          "Recreate the service account token or renew the API server's certificate with the service address",
        where: 'infra',
        commands: ['openssl x509 -noout -ext subjectAltName -in /etc/kubernetes/pki/apiserver.crt'],
      },
    },
    {
      id: 'flannel/subnet-manager-other',
      cause: 'cni-failed',
      pattern:
        /Failed to create SubnetManager: (?!.*(?:x509|dial tcp|timeout|forbidden|does not allow|parsing subnet))(?<what>.{1,300})/,
      strength: 'error',
      title: 'flannel cannot create its subnet manager: {what}',
      example: `E0315 10:12:01.105401       1 main.go:241] Failed to create SubnetManager: fail to create kubernetes config: error loading config file "/etc/kube-flannel/kubeconfig"`,
      source: 'flannel-io/flannel main.go',
    },
    {
      id: 'flannel/nodes-forbidden',
      cause: 'cni-failed',
      pattern:
        /User "system:serviceaccount:[^:"]+:(?:flannel|canal)" cannot (?<verb>\w+) (?:resource ")?(?<resource>[\w./-]+)/,
      strength: 'error',
      title: "flannel's service account may not {verb} {resource}",
      example:
        'E0203 06:14:44.211028       1 reflector.go:127] github.com/flannel-io/flannel/subnet/kube/kube.go:379: Failed to watch *v1.Node: failed to list *v1.Node: nodes is forbidden: User "system:serviceaccount:kube-flannel:flannel" cannot list resource "nodes" in API group "" at the cluster scope',
      source: 'flannel-io/flannel Documentation/kube-flannel.yml',
      fix: {
        title:
          'Bind the flannel ClusterRole to the service account of the namespace in which it runs',
        where: 'rbac',
        commands: [
          'kubectl create clusterrolebinding flannel-{namespace} --clusterrole=flannel --serviceaccount={namespace}:flannel',
        ],
      },
    },
    {
      id: 'flannel/node-controller-sync',
      cause: 'cni-failed',
      pattern: /(?:error waiting for nodeController to sync state|failed to start subnet manager)/,
      strength: 'fatal',
      title: 'flannel could not read the nodes from the API server in time',
      example:
        'E0908 06:21:44.120091       1 main.go:359] Error registering network: error waiting for nodeController to sync state: timed out waiting for the condition',
      source: 'flannel-io/flannel pkg/subnet/kube/kube.go',
      fix: {
        title: 'See whether flannel may list nodes and reaches the API server',
        where: 'rbac',
        commands: ['kubectl auth can-i list nodes --as=system:serviceaccount:{namespace}:flannel'],
      },
    },
    {
      id: 'flannel/vxlan-unsupported',
      cause: 'kernel-or-node',
      pattern:
        /Error registering network: (?:failed to create vxlan\w* (?:device|interface).{0,80}|.{0,120})(?:operation not supported|no such device|exec format|not permitted)/i,
      strength: 'fatal',
      title: "The node's kernel has no VXLAN support, or flannel may not create the device",
      example: [
        'E0322 16:11:03.402190       1 main.go:334] Error registering network: operation not supported',
        'E0322 16:11:03.402190       1 main.go:334] Error registering network: failed to create vxlan device: operation not permitted',
      ],
      source: 'flannel-io/flannel#1747, #1028',
      fix: {
        title:
          'Load the vxlan module on the node (Raspberry Pi: linux-modules-extra-raspi), or use the host-gw backend',
        where: 'infra',
        commands: ['modprobe vxlan', 'apt-get install -y linux-modules-extra-raspi'],
      },
    },
    {
      id: 'flannel/vxlan-exists',
      cause: 'cni-failed',
      pattern:
        /(?:failed to (?:set interface|configure interface|add vxlanRoute|ensure address).{0,120}(?:flannel\.\d+|cni0)|"?flannel\.\d+"? already exists with incompatible)/i,
      strength: 'fatal',
      title: 'A flannel or bridge device left from an earlier configuration is in the way',
      example:
        'E0218 09:11:20.402190       1 main.go:334] Error registering network: failed to configure interface flannel.1: failed to ensure address of interface flannel.1: link has incompatible addresses. Remove additional addresses and try again.',
      source: 'flannel-io/flannel#1060',
      fix: {
        title: 'Delete the stale device on the node: flannel creates it again',
        where: 'infra',
        commands: ['ip link delete flannel.1', 'kubectl -n {namespace} delete pod {pod}'],
        risk: 'medium',
      },
    },
    {
      id: 'flannel/interface-not-found',
      cause: 'cni-failed',
      pattern:
        /Failed to find (?:any valid |an? )?interface(?: to use)?.{0,200}|(?:Failed to get default|error looking up) interface.{0,120}|failed to find IPv[46] address for interface/i,
      strength: 'fatal',
      title:
        "flannel finds no interface to use: there is no default route, or --iface names none of this node's",
      example: [
        'E0108 07:11:00.201901       1 main.go:214] Failed to find any valid interface to use: failed to get default interface: Unable to find default route',
        'E0730 11:47:21.201901       1 main.go:243] Failed to find interface to use that matches the interfaces and/or regexes provided',
      ],
      source: 'flannel-io/flannel main.go',
      fix: {
        title: "Give the node a default route, or set --iface to the node's interface",
        where: 'config',
        commands: ['ip route show default', 'kubectl -n {namespace} edit ds kube-flannel-ds'],
      },
    },
    {
      id: 'flannel/config-error',
      cause: 'app-config-invalid',
      pattern:
        /(?:Failed to check network config|Couldn't fetch network config|error parsing subnet config|failed to read net conf|Error (?:parsing|decoding) .{0,20}net-conf)/i,
      strength: 'fatal',
      title: "flannel's net-conf.json cannot be read or parsed",
      example: [
        `E0610 17:50:15.401901       1 main.go:236] Failed to create SubnetManager: error parsing subnet config: invalid character '\\n' in string literal`,
        "E0212 15:30:01.000012       1 main.go:382] Couldn't fetch network config: 100: Key not found (/coreos.com) [3]",
      ],
      source: 'flannel-io/flannel pkg/subnet/config.go',
      fix: {
        title: 'Correct net-conf.json in the kube-flannel-cfg ConfigMap',
        where: 'config',
        commands: ['kubectl -n {namespace} get cm kube-flannel-cfg -o yaml'],
      },
    },
    {
      id: 'flannel/iptables-missing',
      cause: 'kernel-or-node',
      pattern:
        /(?:failed to (?:setup|set up|ensure|apply|bootstrap|create) (?:IPMasq|iptables|MasqRules|nftables)\S*.{0,300}|can't initialize ip6?tables table .{0,40}Table does not exist)/i,
      strength: 'error',
      title: 'flannel cannot write iptables rules on this node',
      example: [
        'E0501 11:12:47.101901       1 iptables.go:115] Failed to ensure iptables rules: error setting up rules: failed to apply partial iptables-restore unable to run iptables-restore (, ): exit status 4',
        "iptables v1.8.4 (legacy): can't initialize iptables table `nat': Table does not exist (do you need to insmod?)",
      ],
      source: 'flannel-io/flannel pkg/trafficmngr/iptables',
      fix: {
        title:
          'Load the iptables modules on the node and use the mode (legacy or nft) that its other tools use',
        where: 'infra',
        commands: ['modprobe -a ip_tables iptable_nat iptable_filter nf_nat br_netfilter'],
      },
    },
    {
      id: 'flannel/br-netfilter',
      cause: 'kernel-or-node',
      pattern:
        /Failed to check br_netfilter: stat \/proc\/sys\/net\/bridge\/bridge-nf-call-iptables/,
      strength: 'fatal',
      title: 'The br_netfilter module is not loaded on the node',
      example:
        'E0928 18:02:11.002011       1 main.go:267] Failed to check br_netfilter: stat /proc/sys/net/bridge/bridge-nf-call-iptables: no such file or directory',
      source: 'flannel-io/flannel main.go',
      fix: {
        title: 'Load br_netfilter on the node, for good',
        where: 'infra',
        commands: [
          'modprobe br_netfilter',
          'echo br_netfilter > /etc/modules-load.d/br_netfilter.conf',
        ],
      },
    },
    {
      id: 'flannel/subnet-env-missing',
      cause: 'cni-failed',
      pattern: /open \/run\/flannel\/subnet\.env: no such file or directory/,
      strength: 'error',
      title: "flannel has not written this node's subnet yet, so pods get no network",
      example:
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to set up sandbox container "4a5e" network for pod "web-0": networkPlugin cni failed to set up pod "web-0_default" network: open /run/flannel/subnet.env: no such file or directory',
      source: 'flannel-io/cni-plugin flannel.go',
      in: ['log', 'event', 'status'],
      fix: {
        title: 'Get the flannel pod of that node running: it writes the file',
        where: 'infra',
        commands: [
          'kubectl get pods -A -l app=flannel -o wide',
          'kubectl get nodes -o custom-columns=NAME:.metadata.name,CIDR:.spec.podCIDR',
        ],
      },
    },
  ],
}
