import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/kubernetes/kubernetes: cmd/kube-apiserver, cmd/kube-controller-manager, cmd/kube-scheduler */
export const controlPlane: SignatureFamily = {
  programs: [
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'cloud-controller-manager',
  ],
  signatures: [
    {
      id: 'kube-apiserver/etcd-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Error creating leases|Unable to create storage backend|StorageFactory|[Ee]rror while dialing|storage-object-count-tracker).{0,400}(?:dial tcp (?<host>[^\s:]+):(?<port>2379|2380|4001)|etcd).{0,120}(?:connection refused|i\/o timeout|deadline exceeded|no route to host)/,
      strength: 'error',
      title: 'kube-apiserver cannot reach etcd',
      example: [
        'F0401 08:12:11.120190       1 storage_decorator.go:57] Unable to create storage backend: config (&{etcd3 registry {[https://127.0.0.1:2379]}}), err (dial tcp 127.0.0.1:2379: connect: connection refused)',
        'F1002 10:08:52.120190       1 instance.go:286] Error creating leases: error creating storage factory: dial tcp 127.0.0.1:2379: context deadline exceeded',
        'W0712 10:11:52.120190       1 logging.go:59] [core] [Channel #1 SubChannel #2] grpc: addrConn.createTransport failed to connect to {Addr: "127.0.0.1:2379"}. Err: connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:2379: connect: connection refused"',
      ],
      source: 'kubernetes/apiserver pkg/storage/storagebackend/factory',
      fix: {
        title: 'Get etcd running first: its own log says why it is down',
        where: 'infra',
        commands: [
          'crictl ps -a --name etcd',
          'crictl logs $(crictl ps -aq --name etcd | head -1)',
        ],
      },
    },
    {
      id: 'kube-apiserver/etcd-certificate',
      cause: 'tls-cert',
      pattern:
        /(?:Unable to create storage backend|Error while dialing|authentication handshake failed|Error creating leases).{0,400}(?:x509|tls): (?<what>.{1,160})/,
      strength: 'error',
      title: 'kube-apiserver and etcd do not accept each other’s certificates: {what}',
      example:
        'W0712 10:11:52.120190       1 clientconn.go:1223] grpc: addrConn.createTransport failed to connect to {https://127.0.0.1:2379  <nil> 0 <nil>}. Err :connection error: desc = "transport: authentication handshake failed: x509: certificate has expired or is not yet valid". Reconnecting...',
      source: 'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/',
      fix: {
        title: 'Renew the control plane certificates and restart the static pods',
        where: 'infra',
        commands: ['kubeadm certs check-expiration', 'kubeadm certs renew all'],
        risk: 'medium',
      },
    },
    {
      id: 'control-plane/unknown-flag',
      cause: 'app-config-invalid',
      pattern:
        /"command failed" err="(?:failed to parse kubelet flag: )?(?:error: )?unknown flag: (?<flag>--[\w-]+)/,
      strength: 'fatal',
      title: 'The flag {flag} does not exist in this version',
      explain:
        'Flags are removed between Kubernetes releases; manifests and kubelet arguments of the former release keep them.',
      example: [
        'E0812 12:11:52.120190       1 run.go:74] "command failed" err="unknown flag: --insecure-port"',
        'E0812 12:11:52.120190       1 run.go:74] "command failed" err="failed to parse kubelet flag: error: unknown flag: --container-runtime"',
      ],
      source: 'kubernetes/kubernetes CHANGELOG (removed flags)',
      fix: {
        title: 'Remove {flag} from the command line of the component',
        where: 'manifest',
        commands: [
          'grep -rn -- "{flag}" /etc/kubernetes/manifests /var/lib/kubelet/kubeadm-flags.env',
        ],
      },
    },
    {
      id: 'control-plane/feature-gate',
      cause: 'app-config-invalid',
      pattern:
        /(?:unrecognized feature gate: (?<setting>\w+)|cannot set feature gate (?<key>\w+) to \w+, feature is locked)/,
      strength: 'fatal',
      title: 'A feature gate on the command line is unknown to this version, or locked',
      example: [
        `E0112 09:10:01.120190       1 run.go:74] "command failed" err="unrecognized feature gate: EphemeralContainers"`,
        'invalid argument "CSIMigration=false" for "--feature-gates" flag: cannot set feature gate CSIMigration to false, feature is locked to true',
      ],
      source: 'kubernetes/component-base featuregate/feature_gate.go',
      fix: {
        title: 'Remove the gate from --feature-gates or featureGates',
        where: 'manifest',
        commands: ['grep -rn feature-gates /etc/kubernetes/manifests /var/lib/kubelet/config.yaml'],
      },
    },
    {
      id: 'kube-apiserver/bind',
      cause: 'port-in-use',
      pattern:
        /failed to (?:create listener|listen on|create (?:secure|insecure) \w+).{0,80}listen tcp \S*:(?<port>6443|8443|443|8080|10250|10257|10259|10252|10251|10258): bind: address already in use/,
      strength: 'fatal',
      title: 'Port {port} on the control plane node is already taken',
      explain:
        'Usually the previous container of the same static pod that has not ended, or a second control plane on the host.',
      example: [
        `E0320 19:12:11.120190       1 run.go:74] "command failed" err="failed to create listener: failed to listen on 0.0.0.0:6443: listen tcp 0.0.0.0:6443: bind: address already in use"`,
      ],
      source: 'kubernetes/apiserver pkg/server/options/serving.go',
      fix: {
        title: 'End what holds the port on the node',
        where: 'infra',
        commands: [
          "ss -ltnp | grep ':{port} '",
          'crictl ps -a | grep -E "kube-(apiserver|controller|scheduler)"',
        ],
      },
    },
    {
      id: 'kube-apiserver/admission-plugin',
      cause: 'app-config-invalid',
      pattern:
        /(?:enable-admission-plugins|disable-admission-plugins|admission-control) (?:plugin|plugins).{0,10}"(?<module>\w+)" (?:is|are) unknown/,
      strength: 'fatal',
      title: 'The admission plugin {module} does not exist in this version',
      example: `E0907 12:10:12.120190       1 run.go:74] "command failed" err="enable-admission-plugins plugin "PodSecurityPolicy" is unknown"`,
      source: 'kubernetes/apiserver pkg/server/options/admission.go',
      fix: {
        title: 'Remove {module} from --enable-admission-plugins (PodSecurityPolicy went in 1.25)',
        where: 'manifest',
        commands: [
          'sed -i "s/,\\?PodSecurityPolicy//" /etc/kubernetes/manifests/kube-apiserver.yaml',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'kube-apiserver/runtime-config',
      cause: 'app-config-invalid',
      pattern:
        /"command failed" err="\[?(?:runtime-config|unknown api groups?|encryption-provider-config|service-account-issuer is a required flag|--service-account-signing-key-file and).{0,120}(?:unknown|invalid|required|are required|error)(?<what>.{0,120})/i,
      strength: 'fatal',
      title: 'kube-apiserver rejects one of its options',
      example: [
        `E0410 15:12:01.120190       1 run.go:74] "command failed" err="[service-account-issuer is a required flag, --service-account-signing-key-file and --service-account-issuer are required flags]"`,
      ],
      source: 'kubernetes/kubernetes pkg/controlplane/apiserver/options/validation.go',
    },
    {
      id: 'control-plane/missing-file',
      cause: 'config-file-missing',
      pattern:
        /(?:open|stat|unable to load|loading) (?<file>\/etc\/kubernetes\/[\w./-]+\.(?:conf|yaml|yml|json)): no such file or directory/,
      strength: 'fatal',
      title: 'A control plane component finds no {file}',
      example:
        'Error: error loading config file "/etc/kubernetes/scheduler.conf": open /etc/kubernetes/scheduler.conf: no such file or directory',
      source: 'kubernetes/kubernetes cmd/kubeadm',
      fix: {
        title: 'Create it again with kubeadm, and see that the static pod mounts its directory',
        where: 'infra',
        commands: [
          'ls -l {file}',
          'kubeadm init phase certs all',
          'kubeadm init phase kubeconfig all',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'control-plane/cert-expired',
      cause: 'tls-cert',
      pattern:
        /(?:Unable to authenticate the request|part of the existing bootstrap client certificate.{0,80}is expired|current time \S+ is after \S+)(?:.{0,120}x509: certificate has expired)?/,
      strength: 'error',
      title: 'A cluster certificate has expired',
      example: [
        'E0914 09:10:11.120190       1 authentication.go:63] "Unable to authenticate the request" err="[x509: certificate has expired or is not yet valid: current time 2023-09-14T09:10:11Z is after 2023-09-13T11:20:02Z, verifying certificate SN=123 failed]"',
        'part of the existing bootstrap client certificate in /etc/kubernetes/kubelet.conf is expired: 2023-09-13 11:20:02 +0000 UTC',
      ],
      source: 'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/',
      fix: {
        title: 'Renew the certificates and restart the control plane',
        where: 'infra',
        commands: [
          'kubeadm certs check-expiration',
          'kubeadm certs renew all',
          'kubeadm init phase kubeconfig all',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'kube-controller-manager/leader-lost',
      cause: 'leader-election-lost',
      pattern: /(?:server|controllermanager)\.go:\d+\] "?(?:[Ll]eaderelection lost|lost master)/,
      strength: 'fatal',
      title: 'The component lost its leader lease and ended',
      explain:
        'It could not renew the lease in time, as the API server or etcd was slow or away; it takes over again by itself afterwards.',
      example: [
        'F0620 17:00:12.120190       1 controllermanager.go:294] leaderelection lost',
        'E0620 17:00:12.120190       1 server.go:243] "Leaderelection lost"',
        'F0207 02:10:01.120190       1 server.go:257] lost master',
      ],
      source:
        'kubernetes/kubernetes cmd/kube-controller-manager/app/controllermanager.go, cmd/kube-scheduler/app/server.go',
      fix: {
        title: 'Look at the latency of etcd and its disk: slow fsync is the usual reason',
        where: 'infra',
        commands: [
          'kubectl -n kube-system logs -l component=etcd --tail=200 | grep -E "took too long|overloaded|slow fdatasync"',
        ],
      },
    },
    {
      id: 'kube-controller-manager/cloud-provider',
      cause: 'app-config-invalid',
      pattern:
        /(?:unknown cloud provider|[Cc]loud provider could not be initialized|no cloud provider (?:provided|initialized)|error building controller context: .{0,40}cloud provider)(?:.{0,20}: (?<what>.{1,200}))?/,
      strength: 'fatal',
      title: 'The cloud provider cannot be initialised',
      example: [
        'F0512 10:12:01.120190       1 controllermanager.go:236] error building controller context: cloud provider could not be initialized: unknown cloud provider "aws"',
        `F0612 08:41:12.120190       1 main.go:93] Cloud provider could not be initialized: could not init cloud provider "openstack": Authentication failed`,
      ],
      source: 'kubernetes/cloud-provider app/core.go, plugins.go',
      fix: {
        title:
          'Set --cloud-provider=external (in-tree providers are gone), and give the cloud controller its configuration and credentials',
        where: 'config',
        commands: ['grep -rn cloud-provider /etc/kubernetes/manifests'],
      },
    },
    {
      id: 'control-plane/kubeconfig-refused',
      cause: 'dependency-unreachable',
      pattern:
        /(?:leaderelection\.go:\d+\] )?error retrieving resource lock (?<name>\S+): .{0,300}(?:dial tcp (?<host>[^\s:]+):(?<port>\d+)|timeout|deadline exceeded|request canceled)/,
      strength: 'error',
      title: 'The API server does not answer the holder of the lock {name}',
      example:
        'E0315 15:21:01.120190       1 leaderelection.go:332] error retrieving resource lock kube-system/kube-scheduler: Get "https://10.0.0.10:6443/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/kube-scheduler?timeout=5s": dial tcp 10.0.0.10:6443: connect: connection refused',
      source: 'kubernetes/client-go tools/leaderelection/leaderelection.go',
      fix: {
        title: 'Get the API server (and etcd behind it) back',
        where: 'infra',
        commands: [
          'crictl ps -a | grep -E "kube-apiserver|etcd"',
          "kubectl get --raw '/readyz?verbose'",
        ],
      },
    },
    {
      id: 'control-plane/auth-configmap',
      cause: 'rbac-forbidden',
      pattern:
        /configmaps? "?extension-apiserver-authentication"? is forbidden: User "(?<user>[^"]+)"/,
      strength: 'fatal',
      title: '{user} may not read the ConfigMap extension-apiserver-authentication',
      explain:
        'Aggregated API servers and secure-serving components read the request header CA from it, and end where they may not.',
      example: [
        `Error: configmaps "extension-apiserver-authentication" is forbidden: User "system:serviceaccount:custom-metrics:custom-metrics-apiserver" cannot get resource "configmaps" in API group "" in the namespace "kube-system"`,
        `panic: configmaps "extension-apiserver-authentication" is forbidden: User "system:serviceaccount:kube-system:metrics-server" cannot get configmaps in the namespace "kube-system"`,
      ],
      source: 'kubernetes/apiserver pkg/server/options/authentication.go',
      fix: {
        title: 'Bind the role extension-apiserver-authentication-reader to the service account',
        where: 'rbac',
        commands: [
          'kubectl -n kube-system create rolebinding {container}-auth-reader --role=extension-apiserver-authentication-reader --user={user}',
        ],
      },
    },
    {
      id: 'cloud-controller-manager/node-not-found',
      cause: 'app-config-invalid',
      pattern:
        /(?:AWS cloud failed to find ClusterID|Tag "?KubernetesCluster"? nor "?kubernetes\.io\/cluster\/)/,
      strength: 'error',
      title: 'The AWS cloud controller finds no cluster tag on its instances',
      example: `E0710 11:12:11.120190       1 tags.go:95] Tag "KubernetesCluster" nor "kubernetes.io/cluster/..." not found; Kubernetes may behave unexpectedly.`,
      source: 'kubernetes/cloud-provider-aws pkg/providers/v1/tags.go',
      fix: {
        title: 'Tag instances, subnets and security group with kubernetes.io/cluster/<name>',
        where: 'infra',
        commands: [
          'aws ec2 create-tags --resources <instance> --tags Key=kubernetes.io/cluster/<name>,Value=owned',
        ],
      },
    },
  ],
}

/** https://github.com/etcd-io/etcd: server/etcdmain, server/embed, server/etcdserver (both the capnslog and the zap wording) */
export const etcdMember: SignatureFamily = {
  programs: ['etcd static pod'],
  signatures: [
    {
      id: 'etcd/bind',
      cause: 'port-in-use',
      pattern:
        /(?:listen tcp \S+:(?<port>2379|2380|2381): bind: address already in use|creating (?:peer|client) listener failed.{0,80}bind: address already in use)/,
      strength: 'fatal',
      title: 'The etcd port on the node is already taken',
      example:
        '{"level":"error","ts":"2022-03-01T10:02:01.201Z","caller":"embed/etcd.go:474","msg":"creating peer listener failed","error":"listen tcp 10.0.0.10:2380: bind: address already in use"}',
      source: 'etcd-io/etcd server/embed/etcd.go',
      fix: {
        title: 'End the other etcd on the node',
        where: 'infra',
        commands: ['ss -ltnp | grep -E ":(2379|2380) "'],
      },
    },
    {
      id: 'etcd/cannot-assign',
      cause: 'app-config-invalid',
      pattern:
        /listen tcp (?<host>[\d.]+):(?<port>2379|2380|2381): bind: cannot assign requested address/,
      strength: 'fatal',
      title: 'etcd is told to listen on {host}, which is not an address of this node',
      explain:
        "The node's address changed, while certificates and static pod manifests still hold the old one.",
      example: 'listen tcp 192.168.1.20:2380: bind: cannot assign requested address',
      source: 'etcd-io/etcd server/embed/etcd.go',
      fix: {
        title:
          'Give the node its old address back, or change it in the manifests and issue new certificates',
        where: 'infra',
        commands: ['ip -br addr', 'grep -rn {host} /etc/kubernetes/manifests'],
        risk: 'high',
      },
    },
    {
      id: 'etcd/slow-disk',
      cause: 'kernel-or-node',
      pattern:
        /(?:leader failed to send out heartbeat on time|slow fdatasync|server is likely overloaded|wal: sync duration of \S+, expected less than)/,
      strength: 'hint',
      title: "etcd's disk or CPU is too slow",
      example: [
        '{"level":"warn","ts":"2021-06-22T08:01:01.101Z","caller":"wal/wal.go:805","msg":"slow fdatasync","took":"2.1s","expected-duration":"1s"}',
        'etcdserver: server is likely overloaded',
      ],
      source: 'https://etcd.io/docs/latest/faq/',
      fix: {
        title: 'Put /var/lib/etcd on a fast disk of its own',
        where: 'infra',
        commands: [
          'fio --rw=write --ioengine=sync --fdatasync=1 --directory=/var/lib/etcd --size=22m --bs=2300 --name=etcd',
        ],
      },
    },
  ],
}
