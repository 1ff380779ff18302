import type { SignatureFamily } from '@unloop/engine/scanner'

const STATED = ['log', 'status', 'event'] as const

/** What the API server answers to programs in pods, and what their clients say of it: client-go, controller-runtime, kubectl. */
export const apiAccess: SignatureFamily = {
  programs: ['kube-apiserver', 'client-go', 'controller-runtime', 'kubectl', 'Kubernetes clients'],
  signatures: [
    {
      id: 'client-go/access-not-allowed',
      cause: 'rbac-forbidden',
      pattern:
        /the server does not allow (?:access to|this method on) the requested resource(?: \((?<verb>\w+) (?<resource>[\w./-]{1,100}))?/,
      strength: 'error',
      title: 'The API server does not allow the request ({verb} {resource})',
      example:
        'failed to register network: the server does not allow access to the requested resource (put nodes worker-1)',
      source:
        'kubernetes/apimachinery pkg/api/errors: StatusForbidden and StatusMethodNotAllowed without a message',
    },
    {
      id: 'client-go/context-unknown',
      cause: 'app-config-invalid',
      pattern:
        /context (?:was not found for specified context: (?<name>\S{1,100})|"(?<setting>[^"]{1,100})" does not exist)/,
      strength: 'fatal',
      title: 'The kubeconfig has no context {name}',
      example: [
        'Error in configuration: context was not found for specified context: staging-eu',
        'error: context "staging-eu" does not exist',
      ],
      source: 'kubernetes/client-go tools/clientcmd/validation.go, errors.go',
    },
    {
      id: 'apiserver/forbidden-url',
      cause: 'rbac-forbidden',
      pattern:
        /\b403(?: Client Error)?: Forbidden for url: https?:\/\/[^\s/]{1,100}(?<what>\/(?:api\/v1\/(?:namespaces|nodes|pods|services|endpoints|secrets|configmaps|events)|apis\/[\w.-]{1,100}\/v\d)\S{0,200})|\b(?:GET|POST|PUT|PATCH|DELETE) https?:\/\/[^\s/]{1,100}(?<name>\/(?:api\/v1\/(?:namespaces|nodes|pods|services|endpoints|secrets|configmaps|events)|apis\/[\w.-]{1,100}\/v\d)\S{0,200}) 403 Forbidden/,
      strength: 'error',
      title: 'The API server answers 403 for {what}{name}',
      example: [
        '403 Client Error: Forbidden for url: https://10.96.0.1:443/api/v1/nodes?labelSelector=a%3Db',
        'I0403 08:14:02.119745       1 round_trippers.go:438] GET https://10.0.0.1:443/api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication 403 Forbidden in 9 milliseconds',
      ],
      source:
        'Kubernetes API concepts: URL paths of core and grouped resources; RFC 9110 section 15.5.4',
    },
    {
      id: 'apiserver/forbidden-namespaced',
      cause: 'rbac-forbidden',
      pattern:
        /is forbidden: User \\*"(?!system:anonymous)(?<user>[^"\\]{1,200})\\*" cannot (?<verb>\w{2,20}) (?:resource|subresource) \\*"(?<resource>[^"\\]{1,100})\\*" in API group \\*"(?<group>[^"\\]{0,120})\\*" in the namespace \\*"(?<namespace>[^"\\]{1,63})\\*"/,
      strength: 'error',
      title: '{user} may not {verb} {resource} in {namespace}',
      explain:
        'The API server answers 403: no Role or ClusterRole bound to the service account allows this verb on this resource.',
      example: [
        'pods is forbidden: User "system:serviceaccount:shop:api" cannot list resource "pods" in API group "" in the namespace "shop"',
        'secrets "db" is forbidden: User \\"system:serviceaccount:shop:api\\" cannot get resource \\"secrets\\" in API group \\"\\" in the namespace \\"shop\\"',
      ],
      source: 'apiserver endpoints/handlers/responsewriters/errors.go',
      in: STATED,
      from: [
        'b52-rbac-cronjob-rollout-restart',
        'b53-rbac-rollout-new-serviceaccount',
        'b59-rbac-controller-secrets-rollout',
      ],
    },
    {
      id: 'apiserver/forbidden-cluster',
      cause: 'rbac-forbidden',
      pattern:
        /is forbidden: User \\*"(?!system:anonymous)(?<user>[^"\\]{1,200})\\*" cannot (?<verb>\w{2,20}) (?:resource|subresource) \\*"(?<resource>[^"\\]{1,100})\\*" in API group \\*"(?<group>[^"\\]{0,120})\\*"(?: at the cluster scope|(?! in the namespace))/,
      strength: 'error',
      title: '{user} may not {verb} {resource} in the whole cluster',
      example:
        'nodes is forbidden: User "system:serviceaccount:infra:agent" cannot list resource "nodes" in API group "" at the cluster scope',
      source: 'apiserver endpoints/handlers/responsewriters/errors.go',
      in: STATED,
      from: ['027-forklift-rbac-controllers'],
    },
    {
      id: 'apiserver/forbidden-old',
      cause: 'rbac-forbidden',
      pattern:
        /User \\*"(?<user>[^"\\]{1,200})\\*" cannot (?<verb>\w{2,20}) (?!resource|subresource|path)(?<resource>[\w./-]{1,100})(?: at the cluster scope| in (?:the )?namespace| in project|: )/,
      strength: 'error',
      title: '{user} may not {verb} {resource}',
      example: [
        'pods is forbidden: User "system:serviceaccount:default:default" cannot list pods at the cluster scope',
        'configmaps "ingress-controller-leader-nginx" is forbidden: User "system:serviceaccount:ingress:default" cannot get configmaps in the namespace "ingress"',
        '403 Forbidden (User "system:serviceaccount:kube-system:default" cannot list pods in project "logging")',
      ],
      source: 'Kubernetes before 1.12; OpenShift 3',
      in: STATED,
      from: ['127-sumologic-fluentd-403'],
    },
    {
      id: 'apiserver/forbidden-path',
      cause: 'rbac-forbidden',
      pattern:
        /User \\*"(?<user>[^"\\]{1,200})\\*" cannot (?<verb>\w{2,20}) path \\*"(?<resource>[^"\\]{1,200})\\*"/,
      strength: 'error',
      title: '{user} may not {verb} the path {resource}',
      example:
        'forbidden: User "system:serviceaccount:monitoring:prometheus" cannot get path "/metrics"',
      source: 'apiserver responsewriters',
      in: STATED,
    },
    {
      id: 'apiserver/forbidden-escalation',
      cause: 'rbac-forbidden',
      pattern:
        /is forbidden: user \\*"(?<user>[^"\\]{1,200})\\*" .{0,200}is attempting to grant RBAC permissions not currently held/,
      strength: 'error',
      title: '{user} may not grant permissions that it does not hold',
      example:
        'clusterroles.rbac.authorization.k8s.io "x" is forbidden: user "system:serviceaccount:op:op" (groups=["system:serviceaccounts"]) is attempting to grant RBAC permissions not currently held: {APIGroups:[""], Resources:["pods"], Verbs:["get"]}',
      source: 'pkg/registry/rbac/escalation_check.go',
      in: STATED,
    },
    {
      id: 'apiserver/forbidden-anonymous',
      cause: 'service-account-token',
      pattern: /User \\*"system:anonymous\\*" cannot (?<verb>\w{2,20})/,
      strength: 'error',
      title: 'The program talks to the API server without a token',
      example:
        'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "shop"',
      source: 'apiserver anonymous authentication',
      in: STATED,
    },
    {
      id: 'apiserver/unauthorized',
      cause: 'service-account-token',
      pattern:
        /(?:You must be logged in to the server(?!.{0,120}\bpods\/log\b)|the server has asked for the client to provide credentials(?! \( ?(?:get )?pods\/log\b)|[Ff]ailed to (?:list|watch) .{1,200}: Unauthorized|"reason": ?"Unauthorized"|Unable to authenticate the request|\(401\) ?(?:Reason: )?Unauthorized.{0,80}(?:kubernetes|apis?\/v1)|kubernetes.{0,80}(?:401 Unauthorized|status code 401)|error: You must be logged in)/,
      strength: 'error',
      title: 'The API server does not accept the token of the program (401)',
      example: [
        'error: You must be logged in to the server (Unauthorized)',
        'E0101 10:00:00.000000 1 reflector.go:153] pkg/mod/k8s.io/client-go@v0.17.0/tools/cache/reflector.go:105: Failed to list *v1.Pod: Unauthorized',
        'the server has asked for the client to provide credentials',
      ],
      source: 'apimachinery pkg/api/errors',
      in: STATED,
    },
    {
      id: 'client-go/token-missing',
      cause: 'service-account-token',
      pattern:
        /(?:(?:no such file or directory|FileNotFoundError|ENOENT|NoSuchFileException|Errno::ENOENT|Service token file does not exist|does not exist|cannot find|[Nn]ot found).{0,200}\/run\/secrets\/kubernetes\.io\/serviceaccount|\/run\/secrets\/kubernetes\.io\/serviceaccount\/?(?<file>[\w.]{0,20})'?"?:? ?.{0,60}(?:no such file or directory|does not exist|not found|No such file))/,
      strength: 'fatal',
      title: 'No service account token is mounted in the container',
      explain:
        'automountServiceAccountToken is false for the pod or its service account, so the token that in-cluster clients read is not there.',
      example: [
        'open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory',
        "FileNotFoundError: [Errno 2] No such file or directory: '/var/run/secrets/kubernetes.io/serviceaccount/token'",
        "Error: ENOENT: no such file or directory, open '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt'",
      ],
      source: 'client-go rest.InClusterConfig and its siblings in other languages',
      in: STATED,
      from: ['b55-automount-disabled-controller', '125-kube-api-exporter-no-token'],
      fix: {
        title: 'Set automountServiceAccountToken: true for the pod (and its service account)',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} get pod {pod} -o jsonpath="{.spec.automountServiceAccountToken}"',
        ],
      },
    },
    {
      id: 'client-go/in-cluster-config',
      cause: 'service-account-token',
      pattern:
        /(?:unable to load in-cluster configuration|KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined|unable to load in-cluster config|Service host\/port is not set|Invalid kube-config file\. No configuration found|no configuration has been provided, try setting KUBERNETES_MASTER|could not (?:locate|find) (?:a valid |in-cluster )?kube ?config)/i,
      strength: 'error',
      title: 'The program finds neither a token in the pod nor a kubeconfig',
      example: [
        'unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined',
        'invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable',
        'kubernetes.config.config_exception.ConfigException: Service host/port is not set.',
      ],
      source: 'client-go rest/config.go, clientcmd; kubernetes-client/python',
      from: ['b55-automount-disabled-controller'],
    },
    {
      id: 'kubectl/localhost-8080',
      cause: 'service-account-token',
      pattern:
        /(?:The connection to the server localhost:8080 was refused|https?:\/\/(?:localhost|127\.0\.0\.1):8080\/(?:apis?\b|version).{0,120}connection refused)/,
      strength: 'error',
      title: 'kubectl or a client finds no cluster configuration and falls back to localhost:8080',
      explain:
        'Without a mounted token and without a kubeconfig, clients use http://localhost:8080, where nothing listens.',
      example: [
        'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
        'E0101 10:00:00.000000 1 memcache.go:265] couldn\'t get current server API group list: Get "http://localhost:8080/api?timeout=32s": dial tcp 127.0.0.1:8080: connect: connection refused',
      ],
      source: 'kubectl, clientcmd defaults',
      from: ['b56-automount-disabled-kubectl-localhost'],
    },
    {
      id: 'apiserver/no-matches-for-kind',
      cause: 'api-version-removed',
      pattern:
        /no matches for kind \\*"(?<name>[^"\\]{1,100})\\*" in (?:version|group) \\*"(?<group>[^"\\]{1,150})\\*"/,
      strength: 'fatal',
      title: 'The cluster does not serve {name} of {group}',
      explain:
        'Either the CRD is not installed, or this Kubernetes release no longer serves that version.',
      example: [
        'no matches for kind "Certificate" in version "cert-manager.io/v1"',
        'error: unable to recognize "job.yaml": no matches for kind "CronJob" in version "batch/v1beta1"',
      ],
      source: 'apimachinery pkg/api/meta, NoKindMatchError',
      in: STATED,
      from: [
        'b57-api-removed-pdb-v1beta1-job',
        '013-otel-operator-opampbridge-crd',
        '014-mysql-operator-crd-missing',
      ],
      fix: {
        title: 'Install the CRD of {group} {name}, or use a version that the cluster serves',
        where: 'infra',
        commands: ['kubectl api-resources | grep -i {name}', 'kubectl get crd'],
      },
    },
    {
      id: 'apiserver/resource-not-served',
      cause: 'api-version-removed',
      pattern:
        /(?:the server could not find the requested resource(?! \(get services)|the server doesn't have a resource type \\*"(?<resource>[^"\\]{1,100})\\*"|[Ff]ailed to (?:list|watch) \S{1,200}: the server could not find|no kind \\*"(?<name>[^"\\]{1,80})\\*" is registered for version \\*"(?<group>[^"\\]{1,120})\\*")/,
      strength: 'error',
      title: 'The cluster does not serve a resource that the program asks for',
      example: [
        'E0101 10:00:00.000000 1 reflector.go:127] Failed to watch *v1beta1.Ingress: failed to list *v1beta1.Ingress: the server could not find the requested resource',
        'error: the server doesn\'t have a resource type "servicemonitors"',
        'no kind "Ingress" is registered for version "extensions/v1beta1" in scheme',
      ],
      source: 'apimachinery pkg/api/errors',
      in: STATED,
    },
    {
      id: 'apiserver/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /(?:if kind is a CRD, it should be installed before calling Start|customresourcedefinitions?\.apiextensions\.k8s\.io \\*"(?<name>[^"\\]{1,200})\\*" not found|CRD(?:s)? (?<what>\S{1,120}) (?:is|are) not (?:installed|found)|unable to retrieve the complete list of server APIs: (?<group>\S{1,120}): .{0,120})/,
      strength: 'error',
      title: 'A CRD or an aggregated API that the program needs is not there',
      example: [
        '"msg":"if kind is a CRD, it should be installed before calling Start","kind":"Backup.acme.io"',
        'customresourcedefinitions.apiextensions.k8s.io "backups.acme.io" not found',
        'unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is currently unable to handle the request',
      ],
      source: 'controller-runtime pkg/internal/source; client-go discovery',
      in: STATED,
      from: ['013-otel-operator-opampbridge-crd', '014-mysql-operator-crd-missing'],
    },
    {
      id: 'controller-runtime/cache-sync',
      cause: 'api-version-removed',
      pattern:
        /(?:failed to wait for (?<name>[\w.-]{1,80}) caches to sync|[Cc]ould not wait for [Cc]ache to sync|timed out waiting for cache to be synced|failed waiting for \S{1,120} Informer to sync)/,
      strength: 'hint',
      title: 'The controller could not fill its cache in time',
      example: [
        'failed to wait for backup caches to sync: timed out waiting for cache to be synced',
        'Could not wait for Cache to sync',
      ],
      source: 'controller-runtime pkg/internal/controller',
      in: STATED,
    },
    {
      id: 'controller-runtime/manager',
      cause: 'app-exception',
      pattern:
        /(?:problem running manager|unable to (?:start|set up overall controller) manager|cannot setup manager)/,
      strength: 'hint',
      title: "The controller's manager ended",
      example: ['"msg":"problem running manager"', 'ERROR setup unable to start manager'],
      source: 'kubebuilder main.go scaffold',
    },
    {
      id: 'leader-election/lost',
      cause: 'leader-election-lost',
      pattern: /leader ?election lost/i,
      strength: 'fatal',
      title: 'The program lost its leader lease and ended',
      explain:
        'A controller that cannot renew its lease in time must stop, so that another takes over. The API server or etcd was slow, the network was cut, or the program was starved.',
      example: [
        '"error":"leader election lost"',
        'F0101 10:00:00.000000 1 server.go:248] leaderelection lost',
      ],
      source: 'client-go tools/leaderelection; controller-runtime manager',
      in: STATED,
      from: ['022-victoriametrics-operator-lease', '024-spin-operator-leader-lost'],
    },
    {
      id: 'leader-election/stopped-leading',
      cause: 'leader-election-lost',
      pattern:
        /(?:stopped leading|lost leader election|leader lease lost|lost (?:the )?leader(?:ship|'s)? lease|[Ll]eadership lost, (?:exiting|shutting down|terminating)|lost leadership, (?:exiting|shutting|restarting))/i,
      strength: 'error',
      title: 'The program lost its leader lease',
      example: [
        'F0101 10:00:00.000000 1 main.go:120] leader election: stopped leading',
        'lost leadership, exiting',
      ],
      source: 'client-go tools/leaderelection, OnStoppedLeading',
    },
    {
      id: 'leader-election/renew-failed',
      cause: 'leader-election-lost',
      pattern: /failed to renew (?:lease|lock) (?<name>\S{1,200}): (?<what>.{1,160})/i,
      strength: 'error',
      title: 'The lease {name} could not be renewed: {what}',
      example: [
        'I0101 10:00:00.000000 1 leaderelection.go:285] failed to renew lease kube-system/app-leader: timed out waiting for the condition',
        'Failed to renew lease shop/op: context deadline exceeded',
      ],
      source: 'client-go tools/leaderelection/leaderelection.go',
      from: ['022-victoriametrics-operator-lease', '024-spin-operator-leader-lost'],
    },
    {
      id: 'leader-election/lock-error',
      cause: 'leader-election-lost',
      pattern:
        /(?:Failed to update lock(?: optimistically)?: |error (?:retrieving|initially creating) (?:resource|leader election) (?:lock|record):? )(?!.{0,300}(?:is forbidden|etcdserver:))(?<what>.{0,200})/,
      strength: 'hint',
      title: 'The leader lock could not be read or written: {what}',
      example: [
        'E0101 10:00:00.000000 1 leaderelection.go:369] Failed to update lock: Operation cannot be fulfilled on leases.coordination.k8s.io "x": the object has been modified',
        'error retrieving resource lock kube-system/x: Get "https://10.96.0.1:443/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/x": context deadline exceeded',
      ],
      source: 'client-go tools/leaderelection/leaderelection.go',
    },
    {
      id: 'etcd/request-timed-out',
      cause: 'dependency-unreachable',
      pattern:
        /etcdserver: (?<what>request timed out(?:, possibly due to .{1,60})?|leader changed|no leader|too many requests|mvcc: database space exceeded)/,
      strength: 'hint',
      title: 'etcd answers: {what}',
      example: [
        'etcdserver: request timed out',
        'rpc error: code = Unavailable desc = etcdserver: leader changed',
      ],
      source: 'etcd server/v3rpc/rpctypes',
      in: STATED,
    },
    {
      id: 'webhook/serving-cert-missing',
      cause: 'webhook-cert',
      pattern:
        /(?:open|stat|lstat) (?<file>\S{0,200}(?:serving-certs?|webhook\S{0,40}|admission\S{0,40}certs?)\/(?:tls|cert|server|ca)\.(?:crt|key|pem)): no such file or directory/,
      strength: 'fatal',
      title: "The webhook's certificate {file} is not mounted",
      example: [
        'open /tmp/k8s-webhook-server/serving-certs/tls.crt: no such file or directory',
        'stat /etc/webhook/certs/cert.pem: no such file or directory',
      ],
      source: 'controller-runtime pkg/webhook, pkg/certwatcher',
      from: ['106-cockroach-operator-webhook-cert'],
    },
    {
      id: 'apiserver/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /https:\/\/(?<host>10\.\d{1,3}\.0\.1|172\.(?:1[6-9]|2\d|3[01])\.0\.1|192\.168\.0\.1|kubernetes\.default(?:\.svc)?(?:\.cluster\.local)?):?(?<port>443|6443)?\/.{0,300}(?:i\/o timeout|connection refused|no route to host|context deadline exceeded|TLS handshake timeout|network is unreachable)/,
      strength: 'error',
      title: 'The API server cannot be reached at {host}',
      explain:
        "The cluster's service address of the API server does not answer from this pod: kube-proxy, the network plugin or a NetworkPolicy stands in the way, or the API server is down.",
      example: [
        'Get "https://10.96.0.1:443/api/v1/namespaces/kube-system": dial tcp 10.96.0.1:443: i/o timeout',
        'Get https://10.3.0.1:443/version: dial tcp 10.3.0.1:443: connect: no route to host',
      ],
      source: 'client-go with Go net',
      from: ['124-dashboard-apiserver-timeout'],
    },
    {
      id: 'kubectl/context-missing',
      cause: 'app-config-invalid',
      pattern:
        /(?:error: context "(?<name>[^"]{1,150})" does not exist|error: no context exists with the name|current-context is not set)/,
      strength: 'fatal',
      title: 'The kubeconfig has no such context',
      example: 'error: context "prod" does not exist',
      source: 'kubectl, clientcmd',
    },
    {
      id: 'kubeconfig/missing',
      cause: 'config-file-missing',
      pattern:
        /(?:stat|open|loading config file \\*"?) ?(?<file>[^\s":]{1,200}(?:kubeconfig|kube\/config|admin\.conf)[^\s":]{0,60})\\*"?: no such file or directory/,
      strength: 'error',
      title: 'The kubeconfig {file} does not exist in the container',
      example: 'stat /root/.kube/config: no such file or directory',
      source: 'clientcmd',
    },
  ],
}
