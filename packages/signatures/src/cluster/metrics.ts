import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/kubernetes-sigs/metrics-server: pkg/scraper, cmd/metrics-server */
export const metricsServer: SignatureFamily = {
  programs: ['metrics-server', 'prometheus-adapter', 'custom-metrics-apiserver'],
  signatures: [
    {
      id: 'metrics-server/kubelet-certificate',
      cause: 'tls-cert',
      pattern:
        /(?:Failed to scrape node|unable to fully (?:scrape|collect) metrics|unable to fetch metrics from).{0,400}x509: (?<what>.{1,160})/,
      strength: 'error',
      title: "metrics-server does not trust the kubelets' certificates: {what}",
      explain:
        'Kubelets serve self-signed certificates without IP SANs unless their serving certificates are signed by the cluster; metrics-server never becomes ready.',
      example: [
        `E0812 10:12:01.120190       1 scraper.go:149] "Failed to scrape node" err="Get "https://10.0.0.11:10250/metrics/resource": x509: cannot validate certificate for 10.0.0.11 because it doesn't contain any IP SANs" node="worker-1"`,
        `unable to fully scrape metrics from source kubelet_summary:node1: unable to fetch metrics from Kubelet node1 (10.0.0.4): Get https://10.0.0.4:10250/stats/summary?only_cpu_and_memory=true: x509: certificate signed by unknown authority`,
      ],
      source: 'kubernetes-sigs/metrics-server KNOWN_ISSUES.md',
      fix: {
        title:
          'Sign the kubelet serving certificates (serverTLSBootstrap), or in a lab add --kubelet-insecure-tls',
        where: 'config',
        commands: [
          `kubectl -n kube-system patch deploy metrics-server --type json -p '[{"op":"add","path":"/spec/template/spec/containers/0/args/-","value":"--kubelet-insecure-tls"}]'`,
          'kubectl get csr | grep kubelet-serving',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'metrics-server/kubelet-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to scrape node|unable to fully (?:scrape|collect) metrics).{0,400}(?:dial tcp:? (?<host>[^\s:]+):(?<port>\d+).{0,40}(?:i\/o timeout|no route to host|connection refused)|context deadline exceeded)/,
      strength: 'error',
      title: 'metrics-server cannot reach the kubelets on port 10250',
      example: `E0812 10:12:01.120190       1 scraper.go:149] "Failed to scrape node" err="Get "https://10.0.0.11:10250/metrics/resource": dial tcp 10.0.0.11:10250: i/o timeout" node="worker-1"`,
      source: 'kubernetes-sigs/metrics-server pkg/scraper/scraper.go',
      fix: {
        title: 'Open 10250 from pods to nodes, or run metrics-server with hostNetwork',
        where: 'infra',
        commands: [
          'kubectl -n kube-system get deploy metrics-server -o yaml | grep -nE "kubelet-preferred-address-types|hostNetwork"',
        ],
      },
    },
    {
      id: 'metrics-server/kubelet-name',
      cause: 'dns-failure',
      pattern:
        /(?:Failed to scrape node|unable to fully (?:scrape|collect) metrics).{0,400}lookup (?<host>\S+)(?: on \S+)?: (?:no such host|server misbehaving|i\/o timeout)/,
      strength: 'error',
      title: 'metrics-server cannot resolve the node name {host}',
      example:
        'unable to fully collect metrics: unable to fully scrape metrics from source kubelet_summary:node1: unable to fetch metrics from Kubelet node1 (node1): Get https://node1:10250/stats/summary/: dial tcp: lookup node1 on 10.96.0.10:53: no such host',
      source: 'kubernetes-sigs/metrics-server#131',
      fix: {
        title:
          'Let it use addresses: --kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
        where: 'manifest',
        commands: [
          `kubectl -n kube-system patch deploy metrics-server --type json -p '[{"op":"add","path":"/spec/template/spec/containers/0/args/-","value":"--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname"}]'`,
        ],
      },
    },
    {
      id: 'metrics-server/kubelet-forbidden',
      cause: 'rbac-forbidden',
      pattern:
        /(?:Failed to scrape node|unable to fully (?:scrape|collect) metrics).{0,400}(?:request failed,? (?:- ?"?|status: ?"?)(?<what>401 Unauthorized|403 Forbidden))/,
      strength: 'error',
      title: 'The kubelets refuse metrics-server: {what}',
      example: `E0812 10:12:01.120190       1 scraper.go:149] "Failed to scrape node" err="request failed, status: "403 Forbidden"" node="worker-1"`,
      source: 'kubernetes-sigs/metrics-server manifests/base/rbac.yaml',
      fix: {
        title:
          'Grant nodes/metrics to its service account, and webhook authentication on the kubelets',
        where: 'rbac',
        commands: [
          'kubectl auth can-i get nodes/metrics --as=system:serviceaccount:kube-system:metrics-server',
        ],
      },
    },
    {
      id: 'metrics-server/not-ready',
      cause: 'tls-cert',
      pattern:
        /(?:"Failed probe" probe="metric-storage-ready" err="(?<what>[^"]+)"|\[-\]metric-storage-ready failed)/,
      strength: 'hint',
      title: 'metrics-server has no metrics to serve yet',
      example: [
        `I0812 10:12:01.120190       1 server.go:187] "Failed probe" probe="metric-storage-ready" err="no metrics to serve"`,
        '[-]metric-storage-ready failed: reason withheld',
      ],
      source: 'kubernetes-sigs/metrics-server pkg/server/server.go',
    },
    {
      id: 'prometheus-adapter/prometheus',
      cause: 'dependency-unreachable',
      pattern:
        /unable to (?:update list of all metrics|fetch metrics for query).{0,300}(?:dial tcp|no such host|connection refused|timeout|deadline)/,
      strength: 'error',
      title: 'prometheus-adapter cannot reach Prometheus',
      example:
        'E0501 09:12:10.120190       1 provider.go:229] unable to update list of all metrics: unable to fetch metrics for query "{__name__=~"^container_.*"}": Get "http://prometheus.default.svc:9090/api/v1/series": dial tcp: lookup prometheus.default.svc on 10.96.0.10:53: no such host',
      source: 'kubernetes-sigs/prometheus-adapter pkg/custom-provider/provider.go',
      fix: {
        title: 'Correct prometheus.url and prometheus.port',
        where: 'config',
        commands: [
          'kubectl get svc -A | grep -i prometheus',
          'kubectl -n {namespace} get {workload} -o yaml | grep -n prometheus-url',
        ],
      },
    },
  ],
}

/** https://github.com/kubernetes/kube-state-metrics: pkg/app, internal/store; https://github.com/prometheus/node_exporter */
export const kubeStateMetrics: SignatureFamily = {
  programs: ['kube-state-metrics', 'node-exporter', 'blackbox-exporter'],
  signatures: [
    {
      id: 'kube-state-metrics/rbac',
      cause: 'rbac-forbidden',
      pattern:
        /User "system:serviceaccount:(?<namespace>[^:"]+):(?<name>[\w-]*kube-state-metrics[\w-]*)" cannot (?<verb>\w+) (?:resource ")?(?<resource>[\w./-]+)/,
      strength: 'error',
      title: 'kube-state-metrics may not {verb} {resource}',
      example:
        'E0402 10:12:01.120190       1 reflector.go:147] pkg/mod/k8s.io/client-go@v0.28.2/tools/cache/reflector.go:229: Failed to watch *v1.Ingress: failed to list *v1.Ingress: ingresses.networking.k8s.io is forbidden: User "system:serviceaccount:monitoring:kube-state-metrics" cannot list resource "ingresses" in API group "networking.k8s.io" at the cluster scope',
      source: 'kubernetes/kube-state-metrics examples/standard/cluster-role.yaml',
      fix: {
        title: 'Apply the ClusterRole of the same release, or leave {resource} out of --resources',
        where: 'rbac',
        commands: [
          'kubectl auth can-i {verb} {resource} --as=system:serviceaccount:{namespace}:{name}',
        ],
      },
    },
    {
      id: 'kube-state-metrics/old-api',
      cause: 'api-version-removed',
      pattern:
        /kube-state-metrics\/\S+ ?[Ff]ailed to (?:list|watch) \*(?<resource>[\w.]+): (?:failed to list \S+ )?the server could not find the requested resource/,
      strength: 'error',
      title: 'kube-state-metrics asks for {resource}, which this cluster does not serve',
      example:
        'E0901 10:12:01.120190       1 reflector.go:125] k8s.io/kube-state-metrics/internal/store/builder.go:295: Failed to list *v1beta1.Ingress: the server could not find the requested resource',
      source: 'https://github.com/kubernetes/kube-state-metrics#compatibility-matrix',
      fix: {
        title: 'Upgrade kube-state-metrics to the release of the compatibility matrix',
        where: 'image',
        commands: [
          'kubectl version',
          'kubectl -n {namespace} get {workload} -o jsonpath="{..image}"',
        ],
      },
    },
    {
      id: 'kube-state-metrics/resources',
      cause: 'app-config-invalid',
      pattern:
        /(?:resource "?(?<resource>[\w.]+)"? does not exist\. Available resources|collector (?<name>\w+) is not correct|unknown (?:collector|resource) .{0,40}kube-state-metrics)/,
      strength: 'fatal',
      title: 'kube-state-metrics does not know a resource of --resources',
      example:
        'E0901 10:12:01.120190       1 main.go:63] resource verticalpodautoscalers does not exist. Available resources: certificatesigningrequests,configmaps,cronjobs',
      source: 'kubernetes/kube-state-metrics pkg/options/types.go',
      fix: { title: 'Remove it from --resources (collectors)', where: 'config' },
    },
    {
      id: 'kube-state-metrics/api',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to run kube-state-metrics|error while trying to communicate with apiserver)(?:.{0,300}(?:dial tcp (?<host>[^\s:]+):(?<port>\d+)))?/i,
      strength: 'fatal',
      title: 'kube-state-metrics cannot talk to the API server',
      example: `F0312 10:12:01.120190       1 main.go:145] Failed to create client: error while trying to communicate with apiserver: Get "https://10.96.0.1:443/version?timeout=32s": dial tcp 10.96.0.1:443: i/o timeout`,
      source: 'kubernetes/kube-state-metrics pkg/app/server.go',
      fix: {
        title: 'Repair the way from the pod to the kubernetes Service',
        where: 'infra',
        commands: ['kubectl get svc,endpoints kubernetes -n default'],
      },
    },
    {
      id: 'node-exporter/port-in-use',
      cause: 'port-in-use',
      pattern:
        /(?:node_exporter\.go|caller=\S+|tls_config\.go|main\.go).{0,160}listen tcp \S*:(?<port>9100|9115|9796): bind: address already in use/,
      strength: 'fatal',
      title: 'Port {port} is already taken on the node: a second node-exporter runs there',
      example: [
        'ts=2022-06-12T10:11:02.201Z caller=node_exporter.go:202 level=error err="listen tcp :9100: bind: address already in use"',
        'level=error ts=2020-11-12T10:11:02.120Z caller=node_exporter.go:194 err="listen tcp 0.0.0.0:9100: bind: address already in use"',
      ],
      source: 'prometheus/node_exporter node_exporter.go',
      fix: {
        title:
          'Remove the other node-exporter (a second chart or a systemd unit), or change the port of this one',
        where: 'config',
        commands: [
          'kubectl get pods -A -o wide | grep node-exporter',
          "ss -ltnp | grep ':{port} '",
        ],
      },
    },
    {
      id: 'node-exporter/mount-propagation',
      cause: 'mount-failed',
      pattern:
        /path "?(?<file>\/[^\s"]{0,200})"? is mounted on "?\/[^\s"]{0,200}"? but it is not a shared(?: or slave)? mount/,
      strength: 'fatal',
      title:
        "{file} of the node is not a shared mount, which the container's mount propagation needs",
      example:
        'Error: failed to start container "node-exporter": Error response from daemon: path / is mounted on / but it is not a shared or slave mount',
      source: 'prometheus-community/helm-charts#467',
      in: ['log', 'event', 'status'],
      fix: {
        title:
          'Make the root a shared mount on the node, or switch mount propagation off in the chart (hostRootFsMount.enabled=false)',
        where: 'config',
        commands: [
          'mount --make-rshared /',
          'helm -n {namespace} upgrade <release> <chart> --reuse-values --set prometheus-node-exporter.hostRootFsMount.enabled=false',
        ],
      },
    },
  ],
}
