import type { SignatureFamily } from '@unloop/engine/scanner'

/** Additions to a cluster: interfaces, sidecars, schedulers, serverless and security. */
export const addonPrograms: SignatureFamily = {
  programs: [
    'Kiali',
    'k8s-sidecar',
    'OpenCost',
    'Descheduler',
    'Argo Rollouts',
    'CSI provisioner',
    'Knative Serving',
    'KServe',
    'Falco',
    'CrowdSec',
    'Nomad',
    'Chaos Mesh',
    'Tyk',
    'Skipper',
  ],
  signatures: [
    {
      id: 'kiali/cache-sync',
      cause: 'dependency-unreachable',
      pattern:
        /(?:FTL|"level":"fatal").{0,60}(?:Timed out waiting for cache to sync|Failed waiting for caches to sync)/,
      strength: 'fatal',
      title:
        "Kiali's caches do not fill: the API server does not answer, or forbids a kind of object",
      example: '2026-11-20T10:00:00Z FTL Timed out waiting for cache to sync',
      source: 'kiali/kiali kiali.go',
    },
    {
      id: 'kiali/initialise',
      cause: 'app-config-invalid',
      pattern:
        /(?:FTL|"level":"fatal").{0,60}Error (?:creating (?:business layer|Grafana service|tracing client)|initializing Kiali Cache)(?:\. Details)?: (?!.{0,300}(?:dial tcp|x509|forbidden))(?<what>.{1,200})/,
      strength: 'error',
      title: 'Kiali cannot start: {what}',
      example:
        '2026-11-20T10:00:00Z FTL Error initializing Kiali Cache. Details: unable to create client',
      source: 'kiali/kiali kiali.go',
    },
    {
      id: 'k8s-sidecar/env-missing',
      cause: 'env-missing',
      pattern: /Should have added (?<env>\w{1,40}) as environment variable! Exit/,
      strength: 'fatal',
      title: 'The sidecar needs the variable {env}',
      example:
        '{"time": "2026-11-20T10:00:00.000000+00:00", "level": "CRITICAL", "msg": "Should have added LABEL as environment variable! Exit"}',
      source: 'kiwigrid/k8s-sidecar src/sidecar.py',
    },
    {
      id: 'k8s-sidecar/process-died',
      cause: 'app-exception',
      pattern: /At least one process died\. Stopping and exiting/,
      strength: 'hint',
      title: 'A watcher of the sidecar died; the lines before say why',
      example:
        '{"time": "2026-11-20T10:00:00.000000+00:00", "level": "CRITICAL", "msg": "At least one process died. Stopping and exiting"}',
      source: 'kiwigrid/k8s-sidecar src/resources.py',
    },
    {
      id: 'k8s-sidecar/folder',
      cause: 'permission-denied-fs',
      pattern: /Error: insufficient privileges to create (?<file>\S{1,250})\. /,
      strength: 'error',
      title: 'The sidecar cannot make the folder {file}',
      example:
        '{"level": "ERROR", "msg": "Error: insufficient privileges to create /etc/dashboards. Skipping dashboards.json."}',
      source: 'kiwigrid/k8s-sidecar src/helpers.py',
    },
    {
      id: 'kubernetes-py/forbidden',
      cause: 'rbac-forbidden',
      pattern: /kubernetes(?:_asyncio)?\.client\.(?:exceptions|rest)\.ApiException: \(403\)/,
      strength: 'error',
      title: 'The API server forbids what the program asks of it',
      example: 'kubernetes.client.exceptions.ApiException: (403)',
      source: 'kubernetes-client/python client/rest.py',
    },
    {
      id: 'kubernetes-py/unauthorized',
      cause: 'service-account-token',
      pattern: /kubernetes(?:_asyncio)?\.client\.(?:exceptions|rest)\.ApiException: \(401\)/,
      strength: 'error',
      title: "The API server does not accept the program's token",
      example: 'kubernetes.client.exceptions.ApiException: (401)',
      source: 'kubernetes-client/python client/rest.py',
    },
    {
      id: 'kubernetes-py/no-config',
      cause: 'service-account-token',
      pattern:
        /kubernetes(?:_asyncio)?\.config\.config_exception\.ConfigException: (?<what>Service (?:host\/port is not set|certificate file does not exist|token file does not exist)|Cert file does not exist|Token file exists but empty|Invalid kube-config file)/,
      strength: 'fatal',
      title: 'The Kubernetes client of Python finds no way to log in: {what}',
      example:
        'kubernetes.config.config_exception.ConfigException: Service token file does not exist.',
      source: 'kubernetes-client/python config/incluster_config.py',
    },
    {
      id: 'opencost/prometheus-address',
      cause: 'env-missing',
      pattern: /No address for prometheus set in \$(?<env>\w{1,60})\. Aborting/,
      strength: 'fatal',
      title: 'OpenCost was not told where Prometheus is ({env})',
      example: 'FTL No address for prometheus set in $PROMETHEUS_SERVER_ENDPOINT. Aborting.',
      source: 'opencost/opencost pkg/costmodel/router.go',
    },
    {
      id: 'opencost/prometheus-client',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to query prometheus at (?<what>\S{1,200})\. Error|Failed to create prometheus client, Error|Prometheus at (?<name>\S{1,200}) is not running)/,
      strength: 'error',
      title: 'OpenCost gets no answer from Prometheus',
      example:
        'ERR Failed to query prometheus at http://prometheus:9090. Error: Post "http://prometheus:9090/api/v1/query": dial tcp 10.96.4.4:9090: connect: connection refused . Troubleshooting help available at: https://www.opencost.io/docs',
      source: 'opencost/opencost pkg/costmodel/router.go',
    },
    {
      id: 'descheduler/plugin',
      cause: 'app-config-invalid',
      pattern:
        /in profile (?<name>\S{1,80}): plugin (?<module>\S{1,80}) in pluginConfig not registered/,
      strength: 'fatal',
      title: 'The policy of the Descheduler names a plugin that it does not have',
      example:
        'E1120 10:00:00.000000 1 run.go:74] "command failed" err="in profile default: plugin RemoveDuplicate in pluginConfig not registered"',
      source: 'kubernetes-sigs/descheduler pkg/descheduler/policyconfig.go',
    },
    {
      id: 'external-dns/flag-rule',
      cause: 'app-config-invalid',
      pattern:
        /(?:no (?:sources|provider) specified|no Azure config file specified|FQDN Template must be set if ignoring annotations|txt-prefix and txt-suffix are mutual exclusive|--policy must be set explicitly|unknown policy: (?<what>\S{1,40}))(?=["\s]|$)/,
      strength: 'fatal',
      title: "external-dns' flags do not fit together",
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="config validation failed: no sources specified"',
      source: 'kubernetes-sigs/external-dns pkg/apis/externaldns/validation',
    },
    {
      id: 'argo-rollouts/plugin',
      cause: 'dependency-unreachable',
      pattern: /Failed to download plugins: (?<what>.{1,200})/,
      strength: 'error',
      title: 'Argo Rollouts cannot fetch a plugin: {what}',
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="Failed to download plugins: failed to download plugin from https://github.com/argoproj-labs/x: dial tcp: i/o timeout"',
      source: 'argoproj/argo-rollouts cmd/rollouts-controller',
    },
    {
      id: 'csi-provisioner/env-missing',
      cause: 'env-missing',
      pattern:
        /(?:need (?<env>NAMESPACE|POD_NAME) env variable|The (?<name>NODE_NAME) environment variable must be set when using --enable-node-deployment)/,
      strength: 'fatal',
      title: 'The CSI provisioner needs a variable of the downward API',
      example:
        'F1120 10:00:00.000000       1 csi-provisioner.go:400] need NAMESPACE env variable for CSIStorageCapacity objects',
      source: 'kubernetes-csi/external-provisioner cmd/csi-provisioner',
    },
    {
      id: 'csi-provisioner/driver-call',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Error getting CSI driver (?:name|capabilities)|Failed to get node info from CSI driver): (?<what>.{1,160})/,
      strength: 'error',
      title: "The CSI driver's container does not answer its sidecar: {what}",
      example:
        'F1120 10:00:00.000000       1 csi-provisioner.go:250] Error getting CSI driver capabilities: rpc error: code = Unavailable desc = connection error',
      source: 'kubernetes-csi/external-provisioner cmd/csi-provisioner',
    },
    {
      id: 'knative/cert-manager',
      cause: 'api-version-removed',
      pattern: /Please install cert-manager: (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'Knative Serving is told to use cert-manager, whose CRDs are not in the cluster',
      example:
        '2026/11/20 10:00:00 Please install cert-manager: customresourcedefinitions.apiextensions.k8s.io "certificates.cert-manager.io" not found',
      source: 'knative/serving cmd/controller',
    },
    {
      id: 'knative/kubernetes-version',
      cause: 'version-skew',
      pattern:
        /kubernetes version "(?<what>[^"]{1,40})" is not compatible, need at least "(?<name>[^"]{1,40})"/,
      strength: 'fatal',
      title: 'Kubernetes {what} is older than this Knative needs ({name})',
      example:
        '{"level":"fatal","msg":"Version check failed: kubernetes version "v1.27.3" is not compatible, need at least "1.30.0-0" (this can be overridden with the env var "KUBERNETES_MIN_VERSION")"}',
      source: 'knative/pkg version/version.go',
    },
    {
      id: 'kserve/config',
      cause: 'secret-or-configmap-missing',
      pattern:
        /unable to get configmap.{0,40}"name": ?"(?<name>inferenceservice-config)"|unable to get (?:deploy|ingress|multiNode) config\./,
      strength: 'error',
      title: 'KServe does not find or understand its ConfigMap inferenceservice-config',
      example:
        '{"level":"error","logger":"entrypoint","msg":"unable to get ingress config.","error":"invalid ingress config - ingressGateway is required"}',
      source: 'kserve/kserve cmd/manager',
    },
    {
      id: 'falco/configuration',
      cause: 'config-file-missing',
      pattern: /Could not find configuration file at (?<file>\S{1,250})/,
      strength: 'fatal',
      title: 'Falco does not find its configuration {file}',
      example: 'Error: Could not find configuration file at /etc/falco/falco.yaml',
      source: 'falcosecurity/falco userspace/falco/app',
    },
    {
      id: 'falco/event-source',
      cause: 'kernel-or-node',
      pattern: /An error occurred in an event source, forcing termination/,
      strength: 'hint',
      title:
        "Falco's source of events fails: its driver does not fit the kernel, or may not be loaded",
      example:
        'Fri Nov 20 10:00:00 2026: An error occurred in an event source, forcing termination...',
      source: 'falcosecurity/falco userspace/falco/app',
    },
    {
      id: 'falco/plugin',
      cause: 'app-config-invalid',
      pattern: /Error: Cannot load plugin '(?<module>[^']{1,80})'/,
      strength: 'fatal',
      title: 'Falco cannot load the plugin {module}',
      example: "Error: Cannot load plugin 'json': plugin config not found for given name",
      source: 'falcosecurity/falco userspace/falco/configuration.cpp',
    },
    {
      id: 'crowdsec/agent-credentials',
      cause: 'secret-or-configmap-missing',
      pattern:
        /missing local API credentials for crowdsec agent, abort|no API client section in configuration/,
      strength: 'fatal',
      title: "CrowdSec's agent has no login for the local API",
      example: 'level=fatal msg="missing local API credentials for crowdsec agent, abort"',
      source: 'crowdsecurity/crowdsec cmd/crowdsec',
    },
    {
      id: 'crowdsec/no-datasource',
      cause: 'app-config-invalid',
      pattern: /(?:no datasource enabled|no acquisition_path or acquisition_dir specified)/,
      strength: 'fatal',
      title: 'CrowdSec was given nothing to read',
      example:
        'level=fatal msg="crowdsec init: while loading acquisition config: no datasource enabled"',
      source: 'crowdsecurity/crowdsec pkg/acquisition',
    },
    {
      id: 'nomad/mode',
      cause: 'app-config-invalid',
      pattern:
        /(?:Must specify either server, client or dev mode for the agent|Must specify "data_dir" config option or "data-dir" CLI flag|Bootstrap requires server mode to be enabled)/,
      strength: 'fatal',
      title: "Nomad's configuration leaves out what the agent is, or where its data are",
      example: '==> Must specify either server, client or dev mode for the agent.',
      source: 'hashicorp/nomad command/agent/command.go',
    },
    {
      id: 'tyk/redis-missing',
      cause: 'app-config-invalid',
      pattern:
        /(?:Redis connection details not set, please ensure that the storage type is set to Redis|Analytics requires Redis Storage backend)/,
      strength: 'fatal',
      title: 'Tyk was not told where Redis is',
      example:
        'time="Nov 20 10:00:00" level=fatal msg="Redis connection details not set, please ensure that the storage type is set to Redis and that the connection parameters are correct" prefix=main',
      source: 'TykTechnologies/tyk gateway/server.go',
    },
    {
      id: 'tyk/connection-string',
      cause: 'env-missing',
      pattern:
        /(?:Connection string is empty, failing|No connection string or node ID present\. Failing)/,
      strength: 'fatal',
      title: 'Tyk has no address of its dashboard',
      example:
        'time="Nov 20 10:00:00" level=fatal msg="Connection string is empty, failing." prefix=main',
      source: 'TykTechnologies/tyk gateway/server.go',
    },
    {
      id: 'skipper/config',
      cause: 'app-config-invalid',
      pattern: /level=fatal msg="Error processing config: (?<what>[^"]{1,160})/,
      strength: 'fatal',
      title: 'Skipper rejects its flags: {what}',
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="Error processing config: invalid proxy-preserve-host"',
      source: 'zalando/skipper cmd/skipper',
    },
  ],
}
