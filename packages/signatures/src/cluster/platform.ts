import type { SignatureFamily } from '@unloop/engine/scanner'

/** Controllers and node programs of the platform besides the big ones. */
export const platformPrograms: SignatureFamily = {
  programs: [
    'Crossplane',
    'External Secrets Operator',
    'KubeVirt',
    'CDI',
    'Velero',
    'CloudNativePG',
    'Percona operators',
    'RabbitMQ operator',
    'ECK',
    'Reloader',
    'descheduler',
    'node-problem-detector',
    'Cluster API',
    'Rancher',
    'k3s',
    'Kubeflow training operator',
    'Gateway API controllers',
    'Contour',
    'Envoy Gateway',
    'Emissary',
    'Kong',
    'APISIX',
    'Tyk',
    'KrakenD',
    'Kubernetes Dashboard',
    'Headlamp',
    'Trivy operator',
    'Gatekeeper',
    'democratic-csi',
    'csi-driver-nfs',
    'snapshot-controller',
  ],
  signatures: [
    {
      id: 'crossplane/package-pull',
      cause: 'image-bad',
      pattern:
        /(?:cannot (?:unpack|get|pull|fetch) package(?: descriptor| image)?|failed to fetch package digest from remote|cannot establish control of object|incompatible Crossplane version: package is not compatible with Crossplane version \((?<have>v?[\d.]+)\)): ?(?<what>.{0,160})/,
      strength: 'error',
      title: 'Crossplane cannot install a package: {what}',
      example:
        'cannot unpack package: failed to fetch package digest from remote: GET https://xpkg.upbound.io/v2/acme/provider/manifests/v1: MANIFEST_UNKNOWN: Unknown manifest',
      source: 'crossplane/crossplane internal/controller/pkg',
    },
    {
      id: 'external-secrets/store-invalid',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:could not (?:get|validate|create|retrieve) (?:secret data from provider|provider client|provider)|unable to (?:validate store|create client|log in to auth method|get token)|unable to log in with (?:Kubernetes|app role|approle|jwt) auth|ClusterSecretStore "(?<name>[\w-]{1,80})" is not ready|SecretStore "(?<store>[\w-]{1,80})" is not ready|InvalidProviderConfig)(?<what>.{0,160})/,
      strength: 'error',
      title: 'The External Secrets Operator cannot use its store',
      example:
        '{"level":"error","ts":1700000000.1,"msg":"Reconciler error","controller":"externalsecret","error":"error retrieving secret at .data[0], key: db, err: ClusterSecretStore \\"vault\\" is not ready"}',
      source: 'external-secrets/external-secrets pkg/controllers, providers',
    },
    {
      id: 'external-secrets/cert-shutdown',
      cause: 'webhook-cert',
      pattern:
        /(?:certs? (?:are|is) not valid at now \+ lookahead, triggering shutdown|certs? are not ready yet|invalid certs\. retrying|waiting for certs to (?:be|get) (?:ready|generated|mounted))(?<what>.{0,120})/,
      strength: 'fatal',
      title: "The webhook's certificate has not been written yet or is about to expire",
      example:
        '{"level":"error","logger":"setup","msg":"certs are not valid at now + lookahead, triggering shutdown","error":"certificate has expired or is not yet valid"}',
      source: 'external-secrets/external-secrets cmd/controller/webhook.go',
    },
    {
      id: 'kubevirt/kvm',
      cause: 'kernel-or-node',
      pattern:
        /(?:(?:failed to|can't|cannot) (?:access|find|initialize) (?:KVM|kvm|\/dev\/kvm)|Could not access KVM kernel module: (?<what>.{1,60})|KVM (?:is )?not (?:supported|available)|invalid argument: could not find capabilities for arch=\w{1,12} domaintype=kvm|Insufficient devices\.kubevirt\.io\/kvm)/,
      strength: 'error',
      title: 'The node has no /dev/kvm',
      example: 'Could not access KVM kernel module: No such file or directory',
      source: 'qemu/qemu accel/kvm/kvm-all.c; kubevirt/kubevirt cmd/virt-handler',
    },
    {
      id: 'cdi/importer',
      cause: 'app-exception',
      pattern:
        /(?:Unable to process data: |Unable to (?:connect to|transfer source data|convert source data)|Virtual image size (?<want>\d+) is larger than (?:the )?(?:available|PVC available|requested)(?: size| PVC size)? ?(?<have>\d+)?|DataVolume too small to contain image|qemu-img: .{0,60}(?:error|Could not))(?<what>.{0,160})/,
      strength: 'error',
      title: 'CDI cannot import the disk image: {what}',
      example:
        'E1120 10:00:00.000000 1 importer.go:185] Unable to process data: Virtual image size 2147483648 is larger than available size 1073741824. A larger PVC is required.',
      source: 'kubevirt/containerized-data-importer pkg/importer',
    },
    {
      id: 'velero/plugin-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:unable to locate (?<what>ObjectStore|VolumeSnapshotter|BackupItemAction|RestoreItemAction) plugin named (?<name>[\w.\/-]{1,80})|error (?:getting|initializing) (?:object store|volume snapshotter) plugin)/,
      strength: 'error',
      title: 'Velero has no plugin {name}: its init container that brings it is missing',
      example:
        'level=error msg="Error getting a backup store" error="unable to locate ObjectStore plugin named velero.io/aws"',
      source: 'vmware-tanzu/velero pkg/plugin/clientmgmt',
    },
    {
      id: 'velero/bsl-unavailable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:BackupStorageLocation(?:s)? (?:is|are) (?:unavailable|invalid)|Current BackupStorageLocations available\/unavailable\/unknown: 0\/(?<what>\d+)\/\d+|There is no existing backup storage location set as default)(?<why>.{0,120})/,
      strength: 'error',
      title: "None of Velero's backup locations can be used",
      example:
        'level=error msg="Current BackupStorageLocations available/unavailable/unknown: 0/1/0, BackupStorageLocation \\"default\\" is unavailable: rpc error: code = Unknown desc = AccessDenied)"',
      source: 'vmware-tanzu/velero pkg/controller/backup_storage_location_controller.go',
    },
    {
      id: 'cnpg/instance-manager',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Detected low-disk space condition, avoid starting the instance|while (?:starting|running) (?:postgres|the instance|pg_rewind).{0,40}|Error while (?:demoting|rewinding|cloning|restoring|bootstrapping) .{0,60}|Detected a base backup that wasn't completed|PGDATA already exists, can't overwrite)(?<what>.{0,120})/,
      strength: 'error',
      title: "CloudNativePG's instance manager cannot start PostgreSQL on this volume",
      example:
        '{"level":"info","ts":"2026-11-20T10:00:00Z","msg":"PGDATA already exists, can\'t overwrite","logging_pod":"pg-1-initdb","pgdata":"/var/lib/postgresql/data/pgdata"}',
      source: 'cloudnative-pg/cloudnative-pg internal/cmd/manager/instance',
    },
    {
      id: 'k3s/token',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:level=fatal msg="?.{0,80})?(?:failed to validate token|token CA hash does not match the Cluster CA certificate hash|failed to normalize (?:server )?token|bootstrap data already found and encrypted with different token|Node password rejected, duplicate hostname|not authorized|unable to (?:join|get) .{0,20}token).{0,20}(?<=k3s|token|hash|hostname|passwd|rejected).{0,100}/,
      strength: 'fatal',
      title: "k3s' token is not the cluster's",
      example: [
        'level=fatal msg="starting kubernetes: preparing server: failed to bootstrap cluster data: bootstrap data already found and encrypted with different token"',
        'level=error msg="Node password rejected, duplicate hostname or contents of \'/etc/rancher/node/password\' may not match server node-passwd entry"',
      ],
      source: 'k3s-io/k3s pkg/clientaccess, pkg/cluster/bootstrap.go',
    },
    {
      id: 'k3s/cgroups',
      cause: 'kernel-or-node',
      pattern:
        /(?:failed to find memory cgroup(?: \(v2\))?, you may need to add|failed to find (?:cpu|cpuset|memory|pids) cgroup|overlayfs" snapshotter cannot be enabled for|failed to evacuate (?:root )?cgroup: (?<what>.{1,80}))/,
      strength: 'fatal',
      title: "The node's kernel lacks a cgroup controller or overlayfs that k3s needs",
      example:
        'level=fatal msg="failed to find memory cgroup, you may need to add \\"cgroup_memory=1 cgroup_enable=memory\\" to your linux cmdline (/boot/cmdline.txt on a Raspberry Pi)"',
      source: 'k3s-io/k3s pkg/agent/run.go, pkg/cgroups',
    },
    {
      id: 'helm-chart/kube-version',
      cause: 'version-skew',
      pattern:
        /(?:\[FATAL\] )?(?:error (?:loading|setting up) .{0,40}(?:k3s|kubernetes).{0,40}version|Rancher (?:only supports|does not support) Kubernetes|chart requires kubeVersion: (?<want>.{1,60}) which is incompatible with Kubernetes (?<have>v[\d.]+\S{0,20}))/,
      strength: 'fatal',
      title: 'The chart or program does not support Kubernetes {have}',
      example:
        'Error: chart requires kubeVersion: < 1.31.0-0 which is incompatible with Kubernetes v1.32.1',
      source: 'helm/helm pkg/action/install.go; rancher/rancher chart',
    },
    {
      id: 'apisix/etcd',
      cause: 'dependency-unreachable',
      pattern:
        /(?:all etcd nodes are unavailable|request etcd endpoint '(?<host>https?:\/\/[^']{1,120})\/version' error|failed to (?:fetch data from etcd|load the configuration from etcd)|etcd cluster version .{0,40}is less than the required version)(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'APISIX cannot reach etcd',
      example: [
        "request etcd endpoint 'http://etcd:2379/version' error, connection refused",
        'all etcd nodes are unavailable',
      ],
      source: 'apache/apisix apisix/cli/etcd.lua',
    },
    {
      id: 'krakend/config',
      cause: 'app-config-invalid',
      pattern:
        /ERROR parsing the configuration file:? ?'?(?<file>[^':\n]{0,120})'?:? ?(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'KrakenD refuses its configuration: {what}',
      example:
        "ERROR parsing the configuration file: '/etc/krakend/krakend.json': invalid character '}' looking for beginning of object key string, offset: 120, row: 12, col: 3",
      source: 'krakend/krakend-cobra run.go; luraproject/lura config',
    },
    {
      id: 'csi-attacher/driver-name',
      cause: 'app-config-invalid',
      pattern:
        /(?:error getting CSI driver name|Error while (?:getting|retrieving) (?:CSI )?(?:driver name|plugin capabilities)|error (?:waiting|checking) for CSI driver to be ready|error determining if driver supports)(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'A CSI sidecar gets no answer from its driver on the socket',
      example:
        'E1120 10:00:00.000000 1 main.go:200] error getting CSI driver name: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      source: 'kubernetes-csi/external-attacher cmd/csi-attacher/main.go',
    },
    {
      id: 'cluster-api/capi-crd-version',
      cause: 'version-skew',
      pattern:
        /(?:this version of clusterctl could be used only with "?(?<want>v\w{1,10})"? management clusters|current contract version v\w{1,10} is not compatible|installing provider "(?<name>[\w-]{1,60})" can lead to a non functioning management cluster)/,
      strength: 'fatal',
      title: "Cluster API's providers are of versions that do not fit",
      example:
        'Error: this version of clusterctl could be used only with "v1beta1" management clusters, "v1alpha3" detected',
      source: 'kubernetes-sigs/cluster-api cmd/clusterctl/client/cluster',
    },
    {
      id: 'trivy-operator/database',
      cause: 'dependency-unreachable',
      pattern:
        /(?:failed to download vulnerability DB|database download error|OCI artifact error: failed to download (?:vulnerability|Java) DB|TOOMANYREQUESTS.{0,60}trivy-(?:java-)?db)(?<what>.{0,160})/,
      strength: 'error',
      title: 'Trivy cannot download its vulnerability database',
      example:
        'FATAL	Fatal error	init error: DB error: failed to download vulnerability DB: OCI artifact error: failed to download vulnerability DB: database download error: oci download error: failed to fetch the layer: GET https://ghcr.io/v2/aquasecurity/trivy-db/blobs/: TOOMANYREQUESTS: retry-after: 540us',
      source: 'aquasecurity/trivy pkg/db, pkg/oci',
    },
    {
      id: 'gatekeeper/cert-webhook',
      cause: 'webhook-cert',
      pattern:
        /(?:unable to set up cert rotation|problem (?:setting up|running) cert rotation|could not refresh (?:CA and server|server) certs|secret is not well-formed, cannot update webhook configurations|waiting for cert rotation setup.{0,40}(?:timed out|failed))(?<what>.{0,120})/,
      strength: 'fatal',
      title: "The webhook's certificate cannot be made or rotated",
      example:
        '{"level":"error","logger":"cert-rotation","msg":"secret is not well-formed, cannot update webhook configurations","error":"Cert secret is not well-formed, missing ca.crt"}',
      source: 'open-policy-agent/cert-controller pkg/rotator/rotator.go',
    },
  ],
}
