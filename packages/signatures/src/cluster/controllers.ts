import type { SignatureFamily } from '@unloop/engine/scanner'

/** Controllers and agents of clusters that have a few messages of their own. */
export const controllers: SignatureFamily = {
  programs: [
    'Flagger',
    'Argo Events',
    'OpenFaaS',
    'cAdvisor',
    'local-path-provisioner',
    'local-volume-provisioner',
    'Node Feature Discovery',
    'TopoLVM',
    'MetalLB',
    'Kueue',
    'cluster-proportional-autoscaler',
    'KubeArmor',
    'pgBackRest',
    'MinIO Operator',
    'Contour',
    'Fission',
    'APISIX',
  ],
  signatures: [
    {
      id: 'flagger/crd',
      cause: 'api-version-removed',
      pattern: /"?(?<resource>Canary|MetricTemplate|AlertProvider) CRD is not registered/,
      strength: 'fatal',
      title: "Flagger's {resource} CRD is not there",
      example:
        '{"level":"fatal","ts":"2026-11-20T10:00:00.000Z","caller":"flagger/main.go:300","msg":"Canary CRD is not registered the server could not find the requested resource"}',
      source: 'fluxcd/flagger cmd/flagger/main.go',
    },
    {
      id: 'flagger/kubernetes-version',
      cause: 'version-skew',
      pattern:
        /Unsupported version of kubernetes detected\. {1,2}Expected (?<want>\S{1,30}), got (?<have>\S{1,40})/,
      strength: 'fatal',
      title: 'Flagger wants Kubernetes {want}',
      example:
        '"msg":"Unsupported version of kubernetes detected.  Expected >=1.16.0-0, got v1.15.12"',
      source: 'fluxcd/flagger cmd/flagger/main.go',
    },
    {
      id: 'argo-events/environment',
      cause: 'env-missing',
      pattern: /required environment variable ['"](?<env>[A-Z_]{3,60})['"] not defined/,
      strength: 'fatal',
      title: '{env} is not set',
      example: `{"level":"fatal","ts":1700000000.0,"logger":"argo-events.sensor","caller":"cmd/start.go:40","msg":"required environment variable 'SENSOR_OBJECT' not defined"}`,
      source: 'argoproj/argo-events pkg/sensors/cmd/start.go',
    },
    {
      id: 'argo-events/leader',
      cause: 'leader-election-lost',
      pattern:
        /(?:msg":"|fatal\s+)(?:leader lost: (?<name>\S{1,120})|Leader elector connection was CLOSED)/,
      strength: 'fatal',
      title: 'Another replica took the lead',
      example:
        '{"level":"fatal","ts":1700000000.0,"logger":"argo-events.sensor","msg":"leader lost: payments-sensor-5f7d9c"}',
      source: 'argoproj/argo-events pkg/eventbus, leaderelection',
    },
    {
      id: 'openfaas/offline',
      cause: 'license',
      pattern: /Error checking connectivity, OpenFaaS CE cannot be run in an offline environment/,
      strength: 'fatal',
      title: "OpenFaaS' community edition does not run without the Internet",
      example:
        '2026/11/20 10:00:00 Error checking connectivity, OpenFaaS CE cannot be run in an offline environment: Get "https://www.google.com": dial tcp: i/o timeout',
      source: 'openfaas/faas-netes main.go',
    },
    {
      id: 'cadvisor/manager',
      cause: 'kernel-or-node',
      pattern:
        /\bcadvisor\.go:\d{1,5}\] Failed to (?:create|start) (?:a )?manager: (?<what>.{1,160})/,
      strength: 'fatal',
      title: "cAdvisor cannot read the node's cgroups or runtime: {what}",
      example:
        'F1120 10:00:00.000000       1 cadvisor.go:175] Failed to start manager: inotify_init: too many open files',
      source: 'google/cadvisor cmd/cadvisor.go',
    },
    {
      id: 'local-path/settings',
      cause: 'app-config-invalid',
      pattern:
        /Error starting daemon: (?:invalid empty flag (?<flag>[\w-]{1,40})|cannot marshal config json|config .{1,60}(?:duplicate|only))/,
      strength: 'fatal',
      title: "local-path-provisioner's settings do not hold",
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="Error starting daemon: invalid empty flag helper-pod-file and it also does not exist at ConfigMap local-path-storage/local-path-config"',
      source: 'rancher/local-path-provisioner main.go',
    },
    {
      id: 'local-volume/settings',
      cause: 'app-config-invalid',
      pattern:
        /(?:Error parsing Provisioner's configuration: (?<what>.{1,160}?)\. Exiting|MY_NODE_NAME environment variable not set)/,
      strength: 'fatal',
      title: "local-volume-provisioner's settings do not hold",
      example:
        'F1120 10:00:00.000000       1 main.go:80] Error parsing Provisioner\'s configuration: &errors.errorString{s:"open /etc/provisioner/config: no such file or directory"}. Exiting...',
      source:
        'kubernetes-sigs/sig-storage-local-static-provisioner cmd/local-volume-provisioner/main.go',
    },
    {
      id: 'nfd/initialize',
      cause: 'app-config-invalid',
      pattern:
        /"failed to initialize (?:NfdMaster|NfdWorker|topology updater|nfd garbage collector) instance" err="(?!.{0,200}(?:forbidden|refused|in-cluster))(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Node Feature Discovery cannot start: {what}',
      example:
        'E1120 10:00:00.000000       1 main.go:90] "failed to initialize NfdWorker instance" err="NODE_NAME environment variable not set"',
      source: 'kubernetes-sigs/node-feature-discovery cmd',
    },
    {
      id: 'topolvm/node-name',
      cause: 'env-missing',
      pattern: /Error: node name is not given/,
      strength: 'fatal',
      title: "TopoLVM's node does not know its name: NODE_NAME is unset",
      example: 'Error: node name is not given',
      source: 'topolvm/topolvm cmd/topolvm-node/app/run.go',
    },
    {
      id: 'topolvm/volume-group',
      cause: 'kernel-or-node',
      pattern: /volume group not found.{0,10}"?volume_group"?[:=]"?(?<name>[\w.-]{1,80})/,
      strength: 'fatal',
      title: 'The node has no volume group {name}',
      example:
        '{"level":"error","ts":"2026-11-20T10:00:00Z","msg":"volume group not found","volume_group":"myvg1","error":"not found"}',
      source: 'topolvm/topolvm cmd/lvmd/app/root.go',
    },
    {
      id: 'metallb/namespace',
      cause: 'service-account-token',
      pattern: /Unable to get namespace from pod service account data, please specify --namespace/,
      strength: 'fatal',
      title: 'MetalLB finds no token of a service account, from which it reads its namespace',
      example:
        '{"caller":"main.go:200","level":"error","msg":"Unable to get namespace from pod service account data, please specify --namespace or METALLB_NAMESPACE","op":"startup"}',
      source: 'metallb/metallb controller/main.go, speaker/main.go',
    },
    {
      id: 'metallb/memberlist',
      cause: 'secret-or-configmap-missing',
      pattern: /"msg":"failed to read memberlist secret key file"/,
      strength: 'fatal',
      title: "MetalLB's Secret memberlist is not mounted",
      example:
        '{"caller":"main.go:110","error":"open /etc/ml_secret_key/secretkey: no such file or directory","level":"error","msg":"failed to read memberlist secret key file","op":"startup"}',
      source: 'metallb/metallb speaker/main.go',
    },
    {
      id: 'kueue/configuration',
      cause: 'app-config-invalid',
      pattern:
        /kueue\/main\.go:\d{1,5}.{0,20}(?:Unable to (?:load|validate) the configuration|conflicting feature gates detected)/,
      strength: 'fatal',
      title: 'Kueue refuses its configuration',
      example:
        '2026-11-20T10:00:00.000Z\tERROR\tsetup\tkueue/main.go:150\tUnable to load the configuration\t{"error": "strict decoding error: unknown field \\"waitForPodReady\\""}',
      source: 'kubernetes-sigs/kueue cmd/kueue/main.go',
    },
    {
      id: 'cluster-proportional-autoscaler/flags',
      cause: 'app-config-invalid',
      pattern:
        /(?:failed to validate all input parameters|--(?:namespace|configmap|target) parameter (?:can not|cannot) be empty|unknown target format|could not parse parameters \()/,
      strength: 'fatal',
      title: 'The autoscaler refuses its parameters',
      example:
        'E1120 10:00:00.000000       1 autoscaler.go:49] failed to validate all input parameters',
      source:
        'kubernetes-sigs/cluster-proportional-autoscaler cmd/cluster-proportional-autoscaler/options/options.go',
    },
    {
      id: 'kubearmor/socket',
      cause: 'mount-failed',
      pattern: /Failed to monitor containers \((?<what>\w{1,20}) socket file is not accessible\)/,
      strength: 'fatal',
      title: "KubeArmor cannot open the runtime's socket ({what})",
      example:
        '2026-11-20 10:00:00.000000\tERROR\tFailed to monitor containers (Containerd socket file is not accessible)',
      source: 'kubearmor/KubeArmor KubeArmor/core/kubeArmor.go',
    },
    {
      id: 'pgbackrest/environment',
      cause: 'env-missing',
      pattern: /required environmental variable "(?<env>[A-Z_]{2,60})" not set, exiting/,
      strength: 'fatal',
      title: '{env} is not set',
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="required environmental variable \\"COMMAND\\" not set, exiting."',
      source: 'CrunchyData/postgres-operator cmd/pgbackrest/main.go',
    },
    {
      id: 'minio-operator/token',
      cause: 'service-account-token',
      pattern: /(?:Service account JWT is empty|Could not get Service account JWT: )/,
      strength: 'fatal',
      title: "MinIO's sidecar has no token of a service account",
      example:
        '2026/11/20 10:00:00 Could not get Service account JWT: open /var/run/secrets/tokens/minio-token: no such file or directory',
      source: 'minio/operator sidecar',
    },
    {
      id: 'contour/start',
      cause: 'app-config-invalid',
      pattern:
        /level=fatal msg="(?:invalid configuration|failed to (?:parse bootstrap args|write bootstrap configuration))"(?!.{0,200}(?:refused|no such file))/,
      strength: 'fatal',
      title: 'Contour refuses its configuration',
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="invalid configuration" error="invalid TLS protocol version \\"1.5\\""',
      source: 'projectcontour/contour cmd/contour/contour.go',
    },
    {
      id: 'fission/crd',
      cause: 'api-version-removed',
      pattern:
        /could not (?:get the (?:Function|MQT) CRD|find (?:\S{1,60}|PodSpec field) in (?:Function|MQT) CRD)/,
      strength: 'fatal',
      title: "Fission's CRDs are missing or of an older version",
      example:
        '{"level":"error","msg":"pre-install check failed","error":"could not get the Function CRD"}',
      source: 'fission/fission cmd/preupgradechecks/checks.go',
    },
    {
      id: 'apisix/etcd-nodes',
      cause: 'dependency-unreachable',
      pattern:
        /(?:all etcd nodes are unavailable|none of the configured etcd works well|the etcd cluster needs at least 50% and above healthy nodes)/,
      strength: 'fatal',
      title: 'APISIX reaches none of its etcd nodes',
      example: 'all etcd nodes are unavailable',
      source: 'apache/apisix apisix/cli/etcd.lua',
    },
    {
      id: 'apisix/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:failed to read local yaml config of apisix: |ERROR: missing valid Admin API token|port level enable_http2 in |It is forbidden to run APISIX in the \/root directory|APISIX_STAND_ALONE is set to 'true' but config_provider|malformed etcd endpoint: )/,
      strength: 'fatal',
      title: 'APISIX refuses its configuration',
      example:
        'failed to read local yaml config of apisix: failed to validate config: property "deployment" validation failed',
      source: 'apache/apisix apisix/cli/ops.lua',
    },
  ],
}
