import type { SignatureFamily } from '@unloop/engine/scanner'

/** Database and queue operators: https://github.com/strimzi/strimzi-kafka-operator, zalando/postgres-operator, cloudnative-pg, CrunchyData/postgres-operator, elastic/cloud-on-k8s, rabbitmq/cluster-operator, mongodb */
export const dataOperators: SignatureFamily = {
  programs: [
    'Strimzi',
    'Zalando postgres-operator',
    'CloudNativePG',
    'Crunchy PGO',
    'ECK',
    'RabbitMQ operator',
    'MongoDB operator',
    'Redis operator',
    'MySQL operator',
  ],
  signatures: [
    {
      id: 'strimzi/kubernetes-version',
      cause: 'app-config-invalid',
      pattern:
        /(?:Cluster Operator verticle in namespace \S+ failed to start|Failed to gather environment facts|The Kubernetes version (?<what>[\d.]+) is not supported)/,
      strength: 'fatal',
      title: "Strimzi's cluster operator cannot start: API access or cluster version",
      example: [
        '2024-05-12 10:10:01 ERROR Main:117 - Failed to gather environment facts',
        '2022-05-12 10:10:01 ERROR Main:178 - Cluster Operator verticle in namespace kafka failed to start',
      ],
      source: 'strimzi/strimzi-kafka-operator cluster-operator Main.java',
      fix: {
        title:
          'Read the exception below it: RBAC in the watched namespaces, missing CRDs, or an unsupported Kubernetes version',
        where: 'rbac',
        commands: [
          'kubectl get crd | grep strimzi',
          'kubectl -n {namespace} get rolebinding | grep strimzi',
        ],
      },
    },
    {
      id: 'fabric8/version-parse',
      cause: 'app-config-invalid',
      pattern:
        /UnrecognizedPropertyException: Unrecognized field "(?<setting>emulationMajor|emulationMinor|minCompatibilityMajor|minCompatibilityMinor)"/,
      strength: 'fatal',
      title:
        "The operator's Kubernetes client is too old for this cluster: it does not know {setting}",
      explain:
        'Kubernetes 1.33 added fields to /version, which older fabric8 clients refuse to parse.',
      example:
        'com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException: Unrecognized field "emulationMajor" (class io.fabric8.kubernetes.client.VersionInfo), not marked as ignorable',
      source: 'strimzi/strimzi-kafka-operator#11386',
      fix: {
        title: 'Upgrade the operator to a release that supports Kubernetes 1.33',
        where: 'image',
      },
    },
    {
      id: 'postgres-operator/crd-or-config',
      cause: 'rbac-forbidden',
      pattern:
        /level=(?:fatal|panic|error) msg="(?:could not (?:register|create|update|get|initialize) (?:Postgres(?:ql)?(?:OperatorConfiguration)? ?)?(?:CustomResourceDefinition|CRDs?|operator configuration|pod service account).{0,120})(?:is forbidden|cannot \w+ resource)/,
      strength: 'fatal',
      title: "Zalando's postgres-operator may not manage its CRDs or configuration",
      example: `time="2022-05-12T10:10:01Z" level=fatal msg="could not register Postgres CustomResourceDefinition: customresourcedefinitions.apiextensions.k8s.io is forbidden: User "system:serviceaccount:default:postgres-operator" cannot create resource"`,
      source: 'zalando/postgres-operator pkg/controller/controller.go',
      fix: { title: "Apply the operator's ClusterRole of the same release", where: 'rbac' },
    },
    {
      id: 'cnpg/webhook-or-crd',
      cause: 'webhook-cert',
      pattern:
        /(?:unable to (?:setup|set up) (?:PKI|webhook) ?(?:infrastructure|CA)?|[Uu]nable to get webhook|failed calling webhook "[mv]\w+\.cnpg\.io")(?<what>.{0,300})/,
      strength: 'fatal',
      title: 'CloudNativePG cannot set up the certificates of its webhook',
      example:
        '{"level":"error","ts":"2023-05-12T10:10:01Z","logger":"setup","msg":"unable to setup PKI infrastructure","error":"mutatingwebhookconfigurations.admissionregistration.k8s.io "cnpg-mutating-webhook-configuration" not found"}',
      source: 'cloudnative-pg/cloudnative-pg internal/cmd/manager/controller',
      fix: {
        title:
          'Apply the complete manifest of the release (webhook configurations and RBAC included)',
        where: 'infra',
        commands: [
          'kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations | grep cnpg',
        ],
      },
    },
    {
      id: 'eck/operator',
      cause: 'webhook-cert',
      pattern:
        /(?:Failed to (?:reconcile|manage) webhook cert\w*|unable to (?:setup|set up) and fill the webhook certificates|error setting up and filling the webhook certificates)(?<what>.{0,300})/i,
      strength: 'fatal',
      title: "The Elastic operator cannot manage its webhook's certificate",
      example:
        '{"log.level":"error","@timestamp":"2022-05-12T10:10:01.101Z","log.logger":"manager","message":"unable to setup and fill the webhook certificates","service.version":"2.2.0","error":"validatingwebhookconfigurations.admissionregistration.k8s.io "elastic-webhook.k8s.elastic.co" not found"}',
      source: 'elastic/cloud-on-k8s cmd/manager/main.go',
      fix: {
        title: 'Apply operator.yaml of the release, or start it with --enable-webhook=false',
        where: 'config',
      },
    },
    {
      id: 'mysql-operator/orchestrator',
      cause: 'dependency-unreachable',
      pattern:
        /orchestrator[\w.-]{0,100}:(?:80|3000)\b.{0,160}(?:connection refused|no such host|i\/o timeout)/,
      strength: 'error',
      title: 'The MySQL operator cannot reach its Orchestrator',
      example:
        'E0412 10:12:01.120190       1 orchestrator.go:91] Get "http://mysql-operator-orchestrator.mysql:80/api/cluster": dial tcp 10.0.0.1:80: connect: connection refused',
      source: 'bitpoke/mysql-operator pkg/orchestrator',
      fix: {
        title: 'Get the orchestrator StatefulSet running',
        where: 'infra',
        commands: ['kubectl -n {namespace} get pods,endpoints | grep orchestrator'],
      },
    },
  ],
}

/** https://github.com/kyverno/kyverno, open-policy-agent/gatekeeper, external-secrets, bitnami-labs/sealed-secrets, hashicorp/vault-k8s, bank-vaults, stakater/Reloader, emberstack/kubernetes-reflector, openkruise/kruise */
export const policyAndSecrets: SignatureFamily = {
  programs: [
    'Kyverno',
    'OPA Gatekeeper',
    'external-secrets',
    'sealed-secrets',
    'vault-agent',
    'bank-vaults',
    'Reloader',
    'reflector',
    'OpenKruise',
    'lxcfs-admission-webhook',
  ],
  signatures: [
    {
      id: 'kyverno/crds',
      cause: 'api-version-removed',
      pattern:
        /(?:failed to check CRD is installed|(?:CRDs?|custom resource definitions?) (?:\S+ )?(?:not installed|is not installed)|CRDs not installed).{0,200}/,
      strength: 'fatal',
      title: "Kyverno's CRDs are not installed",
      example: [
        `E0512 10:12:01.120190       1 crdsync.go:54] setup/crd "msg"="failed to check CRD is installed" "error"="the server could not find the requested resource" "CRD"="clusterpolicies.kyverno.io"`,
        '2024-05-12T10:12:01Z ERR sanity checks failed error="CRDs not installed: clusterpolicies.kyverno.io"',
      ],
      source: 'kyverno/kyverno pkg/utils/kube/crd.go, cmd/internal',
      fix: {
        title: 'Install the CRDs of the release (server-side: they are large)',
        where: 'infra',
        commands: [
          'helm -n kyverno upgrade kyverno kyverno/kyverno --reuse-values --set crds.install=true',
        ],
      },
    },
    {
      id: 'kyverno/leader-or-informer',
      cause: 'dependency-unreachable',
      pattern:
        /(?:failed to wait for cache sync|failed to sync informers?|failed to start informers' cache|[Ff]ailed to (?:create|acquire) (?:dynamic )?client).{0,80}(?:kyverno|"setup"|logger=setup|logger=(?:kyverno|internal))/,
      strength: 'fatal',
      title: 'Kyverno could not fill its caches from the API server',
      example: '2023-05-12T10:12:01Z ERR failed to wait for cache sync logger=setup kind=ConfigMap',
      source: 'kyverno/kyverno cmd/internal',
    },
    {
      id: 'gatekeeper/certs',
      cause: 'webhook-cert',
      pattern:
        /(?:could not refresh (?:CA and server )?certs|unable to (?:set up|setup|add) cert rotat\w+|max retries for checking certs existence|acquiring secret to update certificates).{0,300}/i,
      strength: 'error',
      title: 'The certificate rotation of the webhook fails (cert-controller)',
      example: [
        '{"level":"error","ts":1652342101.1,"logger":"cert-rotation","msg":"could not refresh cert on startup","error":"acquiring secret to update certificates: secrets "gatekeeper-webhook-server-cert" not found"}',
        '{"level":"error","ts":1652342101.1,"logger":"setup","msg":"unable to set up cert rotation","error":"max retries for checking certs existence"}',
      ],
      source: 'open-policy-agent/cert-controller pkg/rotator/rotator.go',
      fix: {
        title: 'Create the empty Secret of the manifest, and grant the rotation its RBAC',
        where: 'config',
        commands: ['kubectl -n {namespace} get secret | grep cert'],
      },
    },
    {
      id: 'external-secrets/crds',
      cause: 'webhook-cert',
      pattern:
        /(?:error checking (?:CRD|webhook) certs?|invalid certs\. retrying|unable to (?:create|run) .{0,20}(?:certcontroller|cert ?controller)|(?:ca cert not yet ready|could not get (?:CA )?(?:secret|cert)).{0,80}external-secrets)(?<what>.{0,200})/i,
      strength: 'error',
      title: "external-secrets' webhook waits for a valid certificate from its cert-controller",
      example:
        '{"level":"error","ts":1652342101.1,"logger":"setup","msg":"invalid certs. retrying...","error":"certificate is not valid now"}',
      source: 'external-secrets/external-secrets cmd/webhook.go',
      fix: {
        title:
          'Get the cert-controller running with its RBAC: it fills the Secret external-secrets-webhook',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get pods,secrets',
          'kubectl -n {namespace} logs deploy/external-secrets-cert-controller --tail=50',
        ],
      },
    },
    {
      id: 'sealed-secrets/key',
      cause: 'rbac-forbidden',
      pattern:
        /(?:panic: |Error: |error:? )?(?:cannot list resource "secrets".{0,200}sealed-secrets|sealed-secrets.{0,200}cannot (?:list|create|get) resource "secrets")/,
      strength: 'fatal',
      title: 'sealed-secrets may not read or create its key Secrets',
      example:
        'panic: secrets is forbidden: User "system:serviceaccount:kube-system:sealed-secrets-controller" cannot list resource "secrets" in API group "" in the namespace "kube-system"',
      source: 'bitnami-labs/sealed-secrets controller.jsonnet',
      fix: {
        title: 'Apply the Roles sealed-secrets-key-admin and secrets-unsealer with their bindings',
        where: 'rbac',
      },
    },
    {
      id: 'vault-agent/auth',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:auth\.handler: error authenticating:(?: error=|\s*$)|error authenticating.{0,60}vault|\* (?:service account name not authorized|namespace not authorized|invalid role name "(?<name>[^"]+)"))(?<what>.{0,300})/,
      strength: 'error',
      title: 'Vault rejects the login of the pod (Kubernetes auth)',
      explain:
        'The role does not name this service account and namespace, or Vault cannot review the token; the vault-agent-init container retries and the pod waits.',
      example: [
        '2023-05-12T10:10:01.101Z [ERROR] agent.auth.handler: error authenticating: error="Error making API request. URL: PUT http://vault.vault.svc:8200/v1/auth/kubernetes/login Code: 403. Errors: * permission denied" backoff=1s',
        '* service account name not authorized',
        '2024-10-21T12:04:18.170Z [ERROR] agent.auth.handler: error authenticating:',
      ],
      source: 'hashicorp/vault command/agent, hashicorp/vault-plugin-auth-kubernetes path_login.go',
      from: ['y057-vault-permission-denied'],
      fix: {
        title: 'Bind the role to the service account and namespace of the pod',
        where: 'config',
        commands: [
          'vault read auth/kubernetes/role/<role>',
          'vault write auth/kubernetes/role/<role> bound_service_account_names=<account> bound_service_account_namespaces={namespace} policies=<policy>',
        ],
      },
    },
    {
      id: 'vault-agent/template-missing-secret',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:\(view\) vault\.(?:read|write)\((?<name>[^)]+)\): (?<what>.{1,200})|no secret exists at (?<key>\S+)|template server: .{0,80}error rendering template)/,
      strength: 'error',
      title: 'The Vault agent cannot read a secret of its templates',
      example:
        '2023-05-12T10:10:01.101Z [WARN] (view) vault.read(secret/data/web): no secret exists at secret/data/web (retry attempt 4 after "2s")',
      source: 'hashicorp/consul-template dependency/vault_read.go',
      fix: {
        title: 'Correct the path (kv v2 has data/ in it) or the policy of the role',
        where: 'config',
        commands: ['vault kv get <path>'],
      },
    },
    {
      id: 'bank-vaults/template-write',
      cause: 'permission-denied-fs',
      pattern: /error writing template file: open (?<file>\S+): permission denied/,
      strength: 'fatal',
      title: 'The config-templating init container may not write {file}',
      example:
        'level=fatal msg="error writing template file: open /vault/config/vault.json: permission denied"',
      source: 'bank-vaults/bank-vaults cmd/template',
      from: ['061-bank-vaults-config-templating'],
      fix: {
        title:
          'Let the users of init container and Vault share the volume: the same runAsUser, or an fsGroup',
        where: 'manifest',
        commands: ['kubectl -n {namespace} get {workload} -o yaml | grep -nE "runAsUser|fsGroup"'],
      },
    },
    {
      id: 'kruise/webhook',
      cause: 'webhook-cert',
      pattern:
        /(?:unable to (?:wait|set ?up) (?:the )?webhook|wait webhook ready|Failed to (?:initialize|ensure) (?:the )?webhook.{0,40}cert)(?<what>.{0,200})/i,
      strength: 'fatal',
      title: 'The manager ends as its webhook does not get ready',
      example:
        'E0608 09:12:30.210011       1 deleg.go:144] setup "msg"="unable to setup webhook" "error"="failed to wait webhook ready, waiting error: timed out waiting for the condition"',
      source: 'openkruise/kruise pkg/webhook/server.go',
      fix: {
        title:
          "Grant it its webhook Secret and configurations; open the webhook's port from the pod to its Service",
        where: 'infra',
        commands: ['kubectl -n {namespace} get secret,svc,endpoints'],
      },
    },
  ],
}

/** https://github.com/rancher/rancher, kubernetes/dashboard, kubereboot/kured, prometheus-operator, fluent, DataDog, openshift */
export const clusterAddons: SignatureFamily = {
  programs: [
    'cattle-cluster-agent',
    'fleet-agent',
    'kubernetes-dashboard',
    'kured',
    'prometheus-operator',
    'fluent-bit kubernetes filter',
    'datadog cluster agent',
    'OpenShift operators',
    'node-problem-detector',
    'descheduler',
  ],
  signatures: [
    {
      id: 'cattle-agent/ca-checksum',
      cause: 'tls-cert',
      pattern:
        /Configured cacerts checksum \((?<what>[0-9a-fA-F]*)\) does not match given --ca-checksum \((?<key>[0-9a-fA-F]*)\)/,
      strength: 'fatal',
      title: "The Rancher agent's CA checksum does not fit the server's certificate",
      explain: "Rancher's certificate or cacerts setting changed after the cluster was registered.",
      example:
        'ERROR: Configured cacerts checksum (3f1b2c) does not match given --ca-checksum (9a8b7c)',
      source:
        'rancher/rancher package/run.sh; https://ranchermanager.docs.rancher.com/troubleshooting/other-troubleshooting-tips/rancher-ha',
      fix: {
        title:
          'Apply the registration manifest of the cluster again, which carries the new checksum',
        where: 'config',
        commands: [
          'curl -sk https://<rancher>/cacerts | sha256sum',
          'kubectl -n cattle-system set env deploy/cattle-cluster-agent CATTLE_CA_CHECKSUM=<sum>',
        ],
      },
    },
    {
      id: 'cattle-agent/server-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:ERROR|INFO): (?:https?:\/\/)?(?<host>[\w.-]+)(?::\d+)?(?:\/ping)? is not accessible \((?<what>[^)]*)\)?/,
      strength: 'fatal',
      title: 'The Rancher agent cannot reach its server {host}',
      example: [
        'ERROR: https://rancher.corp.example/ping is not accessible (Could not resolve host: rancher.corp.example)',
        'ERROR: https://10.0.0.9/ping is not accessible (Failed to connect to 10.0.0.9 port 443: Connection timed out)',
      ],
      source: 'rancher/rancher package/run.sh',
      fix: {
        title: 'Make server-url resolve and answer from the pods of this cluster',
        where: 'infra',
        commands: [
          'kubectl -n cattle-system run t --rm -it --image=curlimages/curl -- -skv https://{host}/ping',
        ],
      },
    },
    {
      id: 'cattle-agent/register',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:Certificate chain is not complete, please check if all needed intermediate certificates|Failed to connect to proxy(?:\. Response status:? (?<what>\d{3}[^"]*))?|cluster not found|unable to (?:read CA file|find Cluster) .{0,60}(?:cattle|rancher))/,
      strength: 'error',
      title: 'The Rancher agent cannot register with its server',
      example: [
        'time="2023-05-12T10:10:01Z" level=error msg="Failed to connect to proxy. Response status: 400 - 400 Bad Request. Response body: cluster not found" error="websocket: bad handshake"',
        'time="2022-05-12T10:10:01Z" level=fatal msg="Certificate chain is not complete, please check if all needed intermediate certificates are included in the server certificate (in the correct order)"',
      ],
      source: 'rancher/remotedialer client.go; rancher/rancher cmd/agent',
      fix: {
        title:
          "Register the cluster again with the server's own command; complete the certificate chain of the server",
        where: 'config',
        commands: ['kubectl -n cattle-system get secret | grep cattle-credentials'],
      },
    },
    {
      id: 'dashboard/apiserver',
      cause: 'dependency-unreachable',
      pattern:
        /Error while initializing connection to Kubernetes apiserver\. This most likely means.{0,300}Reason: (?!.*x509)(?<what>.{1,250})/,
      strength: 'fatal',
      title: 'The dashboard cannot reach the API server: {what}',
      example:
        'Error while initializing connection to Kubernetes apiserver. This most likely means that the cluster is misconfigured (e.g., it has invalid apiserver certificates or service accounts configuration) or the --apiserver-host param points to a server that does not exist. Reason: Get https://10.3.0.1:443/version: dial tcp 10.3.0.1:443: i/o timeout',
      source: 'kubernetes/dashboard src/app/backend/dashboard.go',
      from: ['124-dashboard-apiserver-timeout'],
      fix: {
        title: 'Repair overlay network and kube-proxy on the node of the pod',
        where: 'infra',
        commands: [
          'kubectl get svc,endpoints kubernetes -n default',
          'kubectl -n kube-system get pods -o wide | grep -E "kube-proxy|flannel|calico|cilium"',
        ],
      },
    },
    {
      id: 'dashboard/csrf',
      cause: 'secret-or-configmap-missing',
      pattern:
        /secrets? "(?<name>kubernetes-dashboard-(?:csrf|certs|key-holder))" (?:not found|is forbidden)/,
      strength: 'fatal',
      title: 'The dashboard lacks its Secret {name}',
      example: 'panic: secrets "kubernetes-dashboard-csrf" not found',
      source: 'kubernetes/dashboard src/app/backend/client/csrf/manager.go',
      fix: {
        title:
          'Apply recommended.yaml of the same release: Secrets, Role and namespace belong together',
        where: 'config',
        commands: ['kubectl -n {namespace} get secret'],
      },
    },
    {
      id: 'kured/env-clash',
      cause: 'app-config-invalid',
      pattern: /Invalid value for env var named (?<env>[A-Z0-9_]+)/,
      strength: 'fatal',
      title: 'kured takes the Service variable {env} for one of its settings',
      explain:
        'The kubelet gives each pod variables for the Services of its namespace: a Service kured-metrics makes KURED_METRICS_PORT=tcp://…, which kured reads as its own option.',
      example: 'Invalid value for env var named KURED_METRICS_PORT',
      source: 'kubereboot/kured cmd/kured/main.go',
      from: ['040-kured-metrics-port-env-clash'],
      fix: {
        title: 'Set enableServiceLinks: false on the pod, or rename the Service',
        where: 'manifest',
        commands: [
          `kubectl -n {namespace} patch {workload} --type merge -p '{"spec":{"template":{"spec":{"enableServiceLinks":false}}}}'`,
        ],
      },
    },
    {
      id: 'prometheus-operator/crds',
      cause: 'api-version-removed',
      pattern:
        /(?:resource "?(?<resource>\w+)"? \(?group: ?"?monitoring\.coreos\.com[^)]*\)? not installed|(?:prometheus(?:es|agents)?|alertmanager(?:s|configs)?|servicemonitors|podmonitors|probes|scrapeconfigs|thanosrulers)\.monitoring\.coreos\.com.{0,120}could not find the requested resource|\*v1(?:alpha1|beta1)?\.(?:ScrapeConfig|PrometheusAgent|AlertmanagerConfig|ThanosRuler|Probe|ServiceMonitor): .{0,60}could not find the requested resource)/,
      strength: 'error',
      title: "The prometheus-operator's CRDs are missing, or older than the operator",
      example:
        'E0512 10:12:01.120190       1 reflector.go:147] pkg/mod/k8s.io/client-go@v0.28.3/tools/cache/reflector.go:229: Failed to watch *v1alpha1.ScrapeConfig: failed to list *v1alpha1.ScrapeConfig: the server could not find the requested resource (get scrapeconfigs.monitoring.coreos.com)',
      source:
        'https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/UPGRADE.md',
      fix: {
        title: "Apply the CRDs of the operator's version: helm upgrade does not",
        where: 'infra',
        commands: [
          'helm show crds prometheus-community/kube-prometheus-stack | kubectl apply --server-side --force-conflicts -f -',
        ],
      },
    },
    {
      id: 'prometheus-operator/admission-secret',
      cause: 'secret-or-configmap-missing',
      pattern: /secret "(?<name>[\w-]*(?:prometheus|kube-p)[\w-]*-admission)" not found/,
      strength: 'fatal',
      title: "The Secret {name} of the operator's admission webhook does not exist",
      example:
        'Warning  FailedMount  12s (x6 over 28s)  kubelet  MountVolume.SetUp failed for volume "tls-secret" : secret "kube-prometheus-stack-admission" not found',
      source: 'prometheus-community/helm-charts#418',
      in: ['log', 'event', 'status'],
      fix: {
        title:
          'Let the admission-create Job run (hooks, Argo CD sync), or set prometheusOperator.admissionWebhooks.enabled=false and tls.enabled=false',
        where: 'config',
        commands: ['kubectl -n {namespace} get jobs | grep admission'],
      },
    },
    {
      id: 'fluent-bit/kube-filter',
      cause: 'dependency-unreachable',
      pattern:
        /\[filter:kubernetes:[\w.]+\] (?:could not get meta for|kube api server|HTTP status: (?<what>\d{3})|could not (?:get|connect))/,
      strength: 'hint',
      title: "fluent-bit's kubernetes filter gets no metadata from the API server",
      example:
        '[2023/05/12 10:10:01] [ warn] [filter:kubernetes:kubernetes.0] could not get meta for POD fluent-bit-2k4m9',
      source: 'fluent/fluent-bit plugins/filter_kubernetes',
      fix: {
        title:
          'Grant get, list and watch on pods and namespaces, with hostNetwork also dnsPolicy ClusterFirstWithHostNet',
        where: 'rbac',
        commands: ['kubectl auth can-i get pods --as=system:serviceaccount:{namespace}:fluent-bit'],
      },
    },
    {
      id: 'fluentd/kubernetes-metadata',
      cause: 'rbac-forbidden',
      pattern:
        /Exception encountered (?:fetching metadata from|parsing namespace watch event|setting up (?:namespace|pod) watch).{0,80}Kubernetes API.{0,80}403 Forbidden/,
      strength: 'fatal',
      title: "fluentd's kubernetes_metadata filter may not read pods and namespaces",
      example:
        'Unexpected error Exception encountered fetching metadata from Kubernetes API endpoint: 403 Forbidden (User "system:serviceaccount:default:default" cannot list pods at the cluster scope.)',
      source:
        'fabric8io/fluent-plugin-kubernetes_metadata_filter lib/fluent/plugin/filter_kubernetes_metadata.rb',
      from: ['127-sumologic-fluentd-403'],
      fix: {
        title:
          'Give the DaemonSet a service account with get, list and watch on pods and namespaces',
        where: 'rbac',
        commands: [
          'kubectl create clusterrole fluentd --verb=get,list,watch --resource=pods,namespaces',
          'kubectl -n {namespace} create sa fluentd',
          'kubectl create clusterrolebinding fluentd --clusterrole=fluentd --serviceaccount={namespace}:fluentd',
          'kubectl -n {namespace} set serviceaccount {workload} fluentd',
        ],
      },
    },
    {
      id: 'datadog-cluster-agent/token',
      cause: 'env-missing',
      pattern:
        /(?:empty cluster_agent\.auth_token|cluster_agent\.auth_token.{0,80}(?:must|at least 32)|DD_CLUSTER_AGENT_AUTH_TOKEN.{0,80}(?:empty|missing|not set))/i,
      strength: 'fatal',
      title: 'The Datadog cluster agent has no valid auth token',
      example:
        '2023-05-12 10:10:01 UTC | CLUSTER | ERROR | (main.go:88) | Error while starting: cluster_agent.auth_token must be at least 32 characters long',
      source: 'DataDog/datadog-agent pkg/api/security/security.go',
      fix: {
        title: 'Put a token of 32 characters into the Secret that agent and cluster agent share',
        where: 'config',
      },
    },
    {
      id: 'openshift/cluster-operator-config',
      cause: 'api-version-removed',
      pattern:
        /(?:(?:clusterversions|infrastructures|clusteroperators|securitycontextconstraints|routes)\.(?:config|security|route)\.openshift\.io.{0,120}(?:could not find the requested resource|not found|no matches)|no matches for kind "?(?<resource>Route|SecurityContextConstraints|ClusterVersion|Infrastructure|ConsolePlugin)"? in version)/,
      strength: 'error',
      title: 'The program expects an OpenShift API that this cluster does not serve',
      example:
        '{"level":"error","ts":1652342101.1,"logger":"setup","msg":"unable to create controller","error":"no matches for kind "Route" in version "route.openshift.io/v1""}',
      source: 'openshift/api',
      fix: {
        title: 'Switch its OpenShift mode off, or use the build for plain Kubernetes',
        where: 'config',
        commands: ['kubectl api-versions | grep openshift'],
      },
    },
    {
      id: 'kubevirt-or-virt/kvm',
      cause: 'kernel-or-node',
      pattern:
        /(?:virt-handler|virt-launcher|kubevirt).{0,200}(?:\/dev\/kvm|KVM).{0,80}(?:not (?:available|present|found)|no such (?:file|device)|permission denied)/i,
      strength: 'fatal',
      title: 'The node has no /dev/kvm for KubeVirt',
      example:
        '{"component":"virt-handler","level":"fatal","msg":"could not open /dev/kvm: no such file or directory","timestamp":"2023-05-12T10:10:01Z"}',
      source: 'https://kubevirt.io/user-guide/cluster_admin/installation/',
      fix: {
        title: 'Turn (nested) virtualization on, or set useEmulation',
        where: 'infra',
        commands: ['ls -l /dev/kvm'],
      },
    },
  ],
}
