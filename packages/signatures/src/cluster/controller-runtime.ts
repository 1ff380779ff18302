import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/kubernetes-sigs/controller-runtime, https://github.com/kubernetes/client-go: what every operator says */
export const controllerRuntime: SignatureFamily = {
  programs: ['controller-runtime operators', 'kubebuilder', 'operator-sdk', 'client-go'],
  signatures: [
    {
      id: 'controller-runtime/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /no matches for kind "?(?<resource>\w+)"? in (?:version|group) "?(?<group>[\w./-]+)"?/,
      strength: 'error',
      title:
        'The kind {resource} ({group}) is not served by this cluster: its CRD is missing or of another version',
      explain:
        'A controller cannot watch a kind that the API server does not know; after the cache sync timeout the manager ends.',
      example: [
        '{"level":"error","ts":"2023-11-07T04:11:52Z","logger":"controller-runtime.source.EventHandler","msg":"if kind is a CRD, it should be installed before calling Start","kind":"OpAMPBridge.opentelemetry.io","error":"no matches for kind "OpAMPBridge" in version "opentelemetry.io/v1alpha1""}',
        '{"level":"error","ts":1554700100.1990,"logger":"kubebuilder.source","msg":"if kind is a CRD, it should be installed before calling Start","kind":"MysqlBackup.mysql.presslabs.org","error":"no matches for kind "MysqlBackup" in version "mysql.presslabs.org/v1alpha1""}',
      ],
      source:
        'kubernetes/apimachinery pkg/api/meta/errors.go; kubernetes-sigs/controller-runtime pkg/internal/source/kind.go',
      from: ['013-otel-operator-opampbridge-crd', '014-mysql-operator-crd-missing'],
      fix: {
        title:
          "Install the CRDs of the operator's own release (helm upgrade does not upgrade those under crds/)",
        where: 'infra',
        commands: [
          'kubectl api-resources | grep -i {resource}',
          'kubectl get crd -o custom-columns=NAME:.metadata.name,VERSIONS:.spec.versions[*].name | grep -i {resource}',
          'kubectl apply --server-side -f <crds of the release>',
          'kubectl -n {namespace} rollout restart {workload}',
        ],
      },
    },
    {
      id: 'controller-runtime/kind-should-be-installed',
      cause: 'api-version-removed',
      pattern:
        /if (?:kind is a CRD|%s is a CRD|kind is a CRD,)\S* it should be installed before calling Start.{0,60}?"?kind"?[:=] ?"?(?<resource>[\w./-]+)/,
      strength: 'error',
      title: 'The CRD of {resource} is not installed',
      example:
        '2022-05-12T10:10:01.101Z\tERROR\tcontroller-runtime.source\tif kind is a CRD, it should be installed before calling Start\t{"kind": "ServiceMonitor.monitoring.coreos.com", "error": "failed to get API group resources: unable to retrieve the complete list of server APIs"}',
      source: 'kubernetes-sigs/controller-runtime pkg/internal/source/kind.go',
      from: ['013-otel-operator-opampbridge-crd', '014-mysql-operator-crd-missing'],
      fix: {
        title:
          'Install the CRD of {resource}, or switch off the feature of the operator that watches it',
        where: 'infra',
        commands: ['kubectl get crd', 'kubectl -n {namespace} rollout restart {workload}'],
      },
    },
    {
      id: 'controller-runtime/resource-not-found',
      cause: 'api-version-removed',
      pattern:
        /[Ff]ailed to (?:list|watch) \*?(?<resource>[\w.]+(?:, Resource=\w+)?): (?:failed to list \S+ )?(?:the server could not find the requested resource|the server doesn't have a resource type)/,
      strength: 'error',
      title:
        'The API server does not serve {resource}: the CRD is missing, or the API version was removed',
      example:
        'E0901 10:12:01.120190       1 reflector.go:138] k8s.io/client-go/informers/factory.go:134: Failed to watch *v1beta1.PodDisruptionBudget: failed to list *v1beta1.PodDisruptionBudget: the server could not find the requested resource',
      source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
      fix: {
        title: 'Upgrade the program to a release for this cluster version, or install its CRDs',
        where: 'image',
        commands: ['kubectl api-versions', 'kubectl version'],
      },
    },
    {
      id: 'controller-runtime/cache-sync-timeout',
      cause: 'api-version-removed',
      pattern:
        /failed to wait for (?<name>[\w./-]+) caches to sync(?:.{0,60}kind source: (?<resource>\*?[\w./]+))?/,
      // A wrapper: the line before it has the reason, which may as well be RBAC.
      strength: 'hint',
      title: 'The controller {name} could not fill its caches in time',
      explain:
        'A kind that it watches cannot be listed: its CRD is missing, RBAC forbids it, a conversion webhook fails, or the API server is slow.',
      example: [
        '{"level":"error","ts":"2023-11-07T04:13:52Z","logger":"setup","msg":"problem running manager","error":"failed to wait for opampbridge caches to sync: timed out waiting for cache to be synced for Kind *v1alpha1.OpAMPBridge"}',
        '2021-06-12T10:10:01.101Z\tERROR\tsetup\tproblem running manager\t{"error": "failed to wait for cluster caches to sync: timed out waiting for cache to be synced"}',
      ],
      source: 'kubernetes-sigs/controller-runtime pkg/internal/controller/controller.go',
      from: ['013-otel-operator-opampbridge-crd'],
      fix: {
        title: 'Install the missing CRD, or grant list and watch; the lines before name the kind',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} logs {pod} --previous | grep -E "no matches for kind|forbidden|could not find"',
          'kubectl get crd',
        ],
      },
    },
    {
      id: 'controller-runtime/webhook-certificate-file',
      cause: 'webhook-cert',
      pattern:
        /open (?<file>\/\S*k8s-webhook-server\/serving-certs\/\S*?tls\.(?:crt|key)): no such file or directory/,
      strength: 'fatal',
      title: "The webhook's serving certificate is not at {file}",
      explain:
        'The manager starts its webhook server and ends without a certificate: the Secret is not mounted, or cert-manager or OLM has not made it.',
      example: [
        '{"level":"error","ts":1636220065.06,"logger":"setup","msg":"problem running manager","error":"open /tmp/k8s-webhook-server/serving-certs/tls.crt: no such file or directory"}',
        '2024-06-12T10:10:01Z\tERROR\tsetup\tproblem running manager\t{"error": "open /tmp/k8s-webhook-server/serving-certs/tls.crt: no such file or directory"}',
      ],
      source: 'kubernetes-sigs/controller-runtime pkg/webhook/server.go',
      from: ['106-cockroach-operator-webhook-cert'],
      fix: {
        title:
          'Mount the certificate Secret (install cert-manager or OLM), or switch the webhooks off (ENABLE_WEBHOOKS=false)',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} get certificate,secret',
          'kubectl -n {namespace} get {workload} -o yaml | grep -nB2 -A6 -E "serving-certs|webhook"',
          'kubectl -n {namespace} set env {workload} ENABLE_WEBHOOKS=false',
        ],
      },
    },
    {
      id: 'controller-runtime/webhook-certificate-volume',
      cause: 'secret-or-configmap-missing',
      pattern:
        /MountVolume\.SetUp failed for volume "(?:[\w-]*(?:cert|webhook|tls)[\w-]*)" ?: secret "(?<name>[\w.-]*(?:webhook|serving|admission)[\w.-]*)" not found/,
      strength: 'error',
      title: "The Secret {name} with the webhook's certificate does not exist",
      example:
        'Warning  FailedMount  12s (x6 over 28s)  kubelet  MountVolume.SetUp failed for volume "cert" : secret "webhook-server-cert" not found',
      source: 'https://book.kubebuilder.io/cronjob-tutorial/cert-manager',
      in: ['log', 'event'],
      fix: {
        title:
          'Install cert-manager (or what makes the Secret) first; the pod starts once it is there',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get certificate,issuer,secret',
          'kubectl get pods -n cert-manager',
        ],
      },
    },
    {
      id: 'controller-runtime/leader-election-lost',
      cause: 'leader-election-lost',
      pattern: /(?:"?(?:err|error)"?[:=] ?"|: |\t)leader election lost/,
      strength: 'fatal',
      title: 'The operator could not renew its leader lease, and ended',
      explain:
        'The API server or etcd did not answer within the renew deadline (10 s by default), or the pod had no CPU. It starts again by itself.',
      example: [
        '{"level":"error","ts":1613817711.200101,"logger":"setup","msg":"problem running manager","error":"leader election lost"}',
        '2024-03-18T07:11:55Z    ERROR    setup    problem running manager    {"error": "leader election lost"}',
      ],
      source: 'kubernetes-sigs/controller-runtime pkg/manager/internal.go',
      from: ['022-victoriametrics-operator-lease', '024-spin-operator-leader-lost'],
      fix: {
        title:
          'Find why the API server was slow (etcd disk, load); give the pod CPU; lengthen lease and renew deadline',
        where: 'infra',
        commands: ["kubectl get --raw '/readyz?verbose'", 'kubectl -n {namespace} top pod {pod}'],
      },
    },
    {
      id: 'client-go/lease-renew-failed',
      cause: 'leader-election-lost',
      pattern:
        /failed to renew lease (?<name>\S+): (?:timed out waiting for the condition|context deadline exceeded)/,
      strength: 'error',
      title: 'The lease {name} could not be renewed in time',
      example: [
        'I0220 10:41:51.200005       1 leaderelection.go:277] failed to renew lease monitoring/57410f0d.victoriametrics.com: timed out waiting for the condition',
        'E0318 07:11:55.118311       1 leaderelection.go:436] error: failed to renew lease kube-system/cilium-operator-resource-lock: context deadline exceeded',
      ],
      source: 'kubernetes/client-go tools/leaderelection/leaderelection.go',
      from: ['022-victoriametrics-operator-lease', '024-spin-operator-leader-lost'],
      fix: {
        title: 'Find why the API server was slow: etcd disk latency, load, network',
        where: 'infra',
        commands: ["kubectl get --raw '/readyz?verbose'"],
      },
    },
    {
      id: 'controller-runtime/metrics-port',
      cause: 'port-in-use',
      pattern:
        /(?:error listening on \S*:(?<port>\d+)|failed to start metrics server|unable to start manager).{0,200}bind: address already in use/,
      strength: 'fatal',
      title: 'The operator cannot bind its metrics or webhook port {port}',
      example: [
        '{"level":"error","ts":1613817711.2,"logger":"setup","error":"error listening on :8080: listen tcp :8080: bind: address already in use"}',
      ],
      source: 'kubernetes-sigs/controller-runtime pkg/metrics/listener.go',
      fix: {
        title:
          'Choose another --metrics-bind-address (0 switches it off), above all with hostNetwork',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} get {workload} -o yaml | grep -nE "hostNetwork|bind-address|metrics-addr"',
        ],
      },
    },
    {
      id: 'controller-runtime/namespace-unknown',
      cause: 'env-missing',
      pattern:
        /(?:unable to find leader election namespace|WATCH_NAMESPACE must be set|[Ff]ailed to get watch namespace|OPERATOR_NAME must be set)/,
      strength: 'fatal',
      title: 'The operator is not told which namespace to use',
      example: [
        '{"level":"error","ts":1581412011.2,"logger":"cmd","msg":"Failed to get watch namespace","error":"WATCH_NAMESPACE must be set"}',
        'unable to find leader election namespace: not running in-cluster, please specify LeaderElectionNamespace',
      ],
      source:
        'operator-framework/operator-lib pkg/leader; kubernetes-sigs/controller-runtime pkg/leaderelection',
      fix: {
        title: 'Set WATCH_NAMESPACE (empty for all), POD_NAME and OPERATOR_NAME on the container',
        where: 'manifest',
        commands: ['kubectl -n {namespace} set env {workload} WATCH_NAMESPACE={namespace}'],
      },
    },
    {
      id: 'controller-runtime/conversion-webhook',
      cause: 'webhook-cert',
      pattern: /conversion webhook for (?<resource>[\w./-]+, Kind=\w+) failed: (?<what>.{1,300})/,
      strength: 'error',
      title: 'The conversion webhook for {resource} does not answer: {what}',
      example:
        'E0901 10:12:01.120190       1 reflector.go:138] Failed to watch *v1.Certificate: failed to list *v1.Certificate: conversion webhook for cert-manager.io/v1alpha2, Kind=Certificate failed: Post "https://cert-manager-webhook.cert-manager.svc:443/convert?timeout=30s": service "cert-manager-webhook" not found',
      source: 'kubernetes/apiextensions-apiserver pkg/apiserver/conversion/webhook_converter.go',
      fix: {
        title:
          'Get the webhook Service and its pods running, with the caBundle of its certificate in the CRD',
        where: 'infra',
        commands: ['kubectl get crd -o yaml | grep -nA12 conversion:'],
      },
    },
    {
      id: 'controller-runtime/webhook-call',
      cause: 'webhook-cert',
      pattern:
        /failed (?:to call|calling) webhook "(?<name>[^"]+)":? (?!.*(?:cert-manager\.io|elbv2|ingress\.kubernetes))(?<what>.{1,300})/,
      strength: 'error',
      title: 'The API server cannot call the admission webhook {name}',
      example:
        'Internal error occurred: failed calling webhook "validate.kyverno.svc-fail": failed to call webhook: Post "https://kyverno-svc.kyverno.svc:443/validate/fail?timeout=10s": no endpoints available for service "kyverno-svc"',
      source: 'kubernetes/apiserver pkg/admission/plugin/webhook',
      in: ['log', 'event'],
      fix: {
        title:
          "Get the webhook's pods running again and its certificate valid; as an emergency delete the webhook configuration",
        where: 'infra',
        commands: ['kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations'],
        risk: 'medium',
      },
    },
    {
      id: 'client-go/too-many-open-files',
      cause: 'kernel-or-node',
      pattern:
        /(?:watcher|inotify|fsnotify|file ?watch).{0,120}(?:too many open files|no space left on device)/i,
      strength: 'fatal',
      title: "The node's inotify instances or file descriptors are used up",
      explain:
        'A file watcher needs one inotify instance; fs.inotify.max_user_instances is 128 by default for all processes of a user on the node.',
      example: [
        'panic: failed to new ca-cert watcher: too many open files',
        'failed to create fsnotify watcher: too many open files',
        '{"level":"error","ts":"2023-06-12T10:10:01Z","logger":"setup","msg":"unable to create certificate watcher","error":"too many open files"}',
      ],
      source: 'fsnotify/fsnotify README; openkruise/kruise pkg/webhook/util/health/checker.go',
      from: ['034-kruise-manager-too-many-open-files'],
      fix: {
        title: 'Raise the inotify limits of the node, for good',
        where: 'infra',
        commands: [
          'sysctl -w fs.inotify.max_user_instances=8192 fs.inotify.max_user_watches=524288',
          "printf 'fs.inotify.max_user_instances=8192\\nfs.inotify.max_user_watches=524288\\n' > /etc/sysctl.d/99-inotify.conf",
        ],
      },
    },
  ],
}
