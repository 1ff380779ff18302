import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/kubernetes/ingress-nginx: cmd/nginx/main.go, internal/ingress/controller, images/kube-webhook-certgen */
export const ingressNginx: SignatureFamily = {
  programs: ['ingress-nginx'],
  signatures: [
    {
      id: 'ingress-nginx/port-in-use',
      cause: 'port-in-use',
      pattern: /[Pp]ort (?<port>\d+) is already in use\. Please check the flag (?<flag>--[\w-]+)/,
      strength: 'fatal',
      title: 'Port {port} cannot be bound on the node (flag {flag})',
      explain:
        'The controller tests each port by listening on it: another server holds it, another controller with hostNetwork or hostPort, or the pod may not bind low ports.',
      example: [
        'F0212 08:20:17.554120       5 main.go:59] Port 80 is already in use. Please check the flag --http-port',
        'F0402 10:14:10.201901       8 main.go:59] port 443 is already in use. Please check the flag --https-port',
      ],
      source: 'kubernetes/ingress-nginx pkg/flags/flags.go, #2062',
      from: ['011-ingress-nginx-port80-hostnetwork'],
      fix: {
        title:
          'Free the port on the node, use other ports, or add NET_BIND_SERVICE where it is dropped',
        where: 'infra',
        commands: [
          "ss -ltnp | grep ':{port} '",
          'kubectl -n {namespace} get {workload} -o jsonpath="{.spec.template.spec.hostNetwork}"',
        ],
      },
    },
    {
      id: 'ingress-nginx/publish-service',
      cause: 'app-config-invalid',
      pattern: /no service with name (?<name>\S+) found in namespace (?<namespace>[\w-]+)/i,
      strength: 'fatal',
      title:
        'ingress-nginx finds no Service {namespace}/{name}, which --publish-service or --default-backend-service names',
      example: [
        'F0403 17:36:02.120190       7 main.go:87] No service with name default-http-backend found in namespace ingress-nginx: services "default-http-backend" not found',
        'F0801 10:20:11.310981       7 main.go:83] no service with name ingress-nginx-controller found in namespace ingress-nginx: services "ingress-nginx-controller" not found',
      ],
      source: 'kubernetes/ingress-nginx cmd/nginx/main.go',
      fix: {
        title: 'Create the Service or correct the flag',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} get svc',
          'kubectl -n {namespace} get {workload} -o yaml | grep -E "publish-service|default-backend-service"',
        ],
      },
    },
    {
      id: 'ingress-nginx/default-backend-invalid',
      cause: 'app-config-invalid',
      pattern:
        /(?:[Pp]lease specify --default-backend-service|[Nn]o (?:endpoints|service) .{0,60}default[- ]backend.{0,60}|unexpected error searching service with name)/,
      strength: 'fatal',
      title: 'The default backend of ingress-nginx is not given or cannot be read',
      example: [
        'F0712 09:10:11.310981       7 main.go:60] Please specify --default-backend-service',
        'F0801 10:20:11.310981       7 main.go:83] unexpected error searching service with name ingress-nginx-controller in namespace ingress-nginx: Get "https://10.96.0.1:443/api/v1/namespaces/ingress-nginx/services/ingress-nginx-controller": context deadline exceeded',
      ],
      source: 'kubernetes/ingress-nginx cmd/nginx/main.go',
    },
    {
      id: 'ingress-nginx/restrictive-authorization',
      cause: 'rbac-forbidden',
      pattern:
        /the cluster seems to be running with a restrictive Authorization mode and the Ingress controller does not have the required permissions/,
      strength: 'fatal',
      title: "ingress-nginx's service account lacks its permissions",
      example:
        'F0226 10:14:10.201901       8 main.go:83] ✖ the cluster seems to be running with a restrictive Authorization mode and the Ingress controller does not have the required permissions to operate normally',
      source: 'kubernetes/ingress-nginx cmd/nginx/main.go',
      fix: {
        title:
          "Apply the controller's ClusterRole, Role and bindings, and see that the pod uses that service account",
        where: 'rbac',
        commands: [
          'kubectl auth can-i get services -n {namespace} --as=system:serviceaccount:{namespace}:ingress-nginx',
        ],
      },
    },
    {
      id: 'ingress-nginx/api-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /Error while (?:initiating|initializing) (?:a )?connection to the Kubernetes API ?server\. This (?:could|most likely) mean.{0,300}Reason: (?!.*x509)(?<what>.{1,200})/,
      strength: 'fatal',
      title: 'ingress-nginx cannot reach the Kubernetes API server: {what}',
      example: `F0820 10:20:11.310981       7 main.go:273] Error while initiating a connection to the Kubernetes API server. This could mean the cluster is misconfigured (e.g. it has invalid API server certificates or Service Accounts configuration). Reason: Get "https://10.96.0.1:443/version": dial tcp 10.96.0.1:443: i/o timeout`,
      source: 'kubernetes/ingress-nginx cmd/nginx/main.go',
      fix: {
        title:
          'Repair the way from the pod to the kubernetes Service: network plugin, kube-proxy, NetworkPolicy',
        where: 'infra',
        commands: [
          'kubectl get svc,endpoints kubernetes -n default',
          'kubectl -n kube-system get pods -o wide | grep -E "kube-proxy|calico|cilium|flannel"',
        ],
      },
    },
    {
      id: 'ingress-nginx/old-api',
      cause: 'api-version-removed',
      pattern:
        /(?:ingress-nginx requires Kubernetes (?<what>v[\d.]+)|failed to list \*v1beta1\.(?<resource>Ingress(?:Class)?): the server could not find the requested resource)/,
      strength: 'fatal',
      title: 'This ingress-nginx and the cluster share no Ingress API version',
      explain:
        'Kubernetes 1.22 serves only networking.k8s.io/v1, which ingress-nginx knows from 1.0 on.',
      example: [
        'E0910 08:11:20.120190       7 reflector.go:138] k8s.io/client-go@v0.20.2/tools/cache/reflector.go:167: Failed to watch *v1beta1.Ingress: failed to list *v1beta1.Ingress: the server could not find the requested resource',
        'F0910 08:11:20.120190       7 main.go:112] ingress-nginx requires Kubernetes v1.19.0 or higher',
      ],
      source:
        'https://kubernetes.github.io/ingress-nginx/#faq-migration-to-apiversion-networkingk8siov1',
      fix: {
        title: 'Upgrade ingress-nginx to a release that supports the cluster version',
        where: 'image',
        commands: ['helm -n {namespace} upgrade ingress-nginx ingress-nginx/ingress-nginx'],
      },
    },
    {
      id: 'ingress-nginx/config-test',
      cause: 'app-config-invalid',
      pattern:
        /(?:nginx: configuration file (?<file>\/(?:tmp\/nginx|etc\/nginx)\S*) test failed|Unexpected failure reloading the backend|Error reloading NGINX)/,
      strength: 'error',
      title: 'nginx rejects the configuration generated from the Ingress objects',
      explain:
        'An annotation, snippet or ConfigMap key produces an invalid line; the controller keeps the old configuration, but a new pod never gets ready.',
      example: [
        'nginx: configuration file /tmp/nginx/nginx-cfg2850418671 test failed',
        'E1113 15:56:03.690128       6 controller.go:145] Unexpected failure reloading the backend:',
      ],
      source: 'kubernetes/ingress-nginx internal/ingress/controller/controller.go',
      fix: {
        title: 'Find the Ingress whose snippet or annotation makes that line, and correct it',
        where: 'config',
        commands: [
          'kubectl get ingress -A -o yaml | grep -nE "snippet|nginx.ingress.kubernetes.io"',
          'kubectl -n {namespace} get cm -o yaml | grep -n snippet',
        ],
      },
    },
    {
      id: 'ingress-nginx/snippet-disabled',
      cause: 'app-config-invalid',
      pattern:
        /(?<key>nginx\.ingress\.kubernetes\.io\/[\w-]+) annotation cannot be used\. Snippet directives are disabled/,
      strength: 'error',
      title: 'The annotation {key} is refused: snippets are disabled',
      example:
        'Error from server (BadRequest): admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: nginx.ingress.kubernetes.io/configuration-snippet annotation cannot be used. Snippet directives are disabled by the Ingress administrator',
      source: 'kubernetes/ingress-nginx internal/ingress/controller/controller.go',
      fix: {
        title:
          'Remove the snippet, or allow it in the ConfigMap (allow-snippet-annotations and annotations-risk-level)',
        where: 'config',
        commands: [
          `kubectl -n {namespace} patch cm ingress-nginx-controller --type merge -p '{"data":{"allow-snippet-annotations":"true","annotations-risk-level":"Critical"}}'`,
        ],
        risk: 'medium',
      },
    },
    {
      id: 'ingress-nginx/webhook-certificate',
      cause: 'secret-or-configmap-missing',
      pattern:
        /MountVolume\.SetUp failed for volume "webhook-cert" ?: secret "(?<name>[^"]+)" not found/,
      strength: 'fatal',
      title: "The certificate of ingress-nginx's admission webhook is missing",
      explain:
        'The Jobs ingress-nginx-admission-create and -patch make the Secret; one of them did not run or could not pull its image.',
      example:
        'Warning  FailedMount  2m (x8 over 3m)  kubelet  MountVolume.SetUp failed for volume "webhook-cert" : secret "ingress-nginx-admission" not found',
      source:
        'https://kubernetes.github.io/ingress-nginx/deploy/#avoiding-snippets; kubernetes/ingress-nginx#5932',
      in: ['log', 'event'],
      fix: {
        title: 'Run the admission Jobs again, which create the Secret ingress-nginx-admission',
        where: 'config',
        commands: [
          'kubectl -n {namespace} get jobs,secrets | grep admission',
          'kubectl -n {namespace} delete job ingress-nginx-admission-create ingress-nginx-admission-patch --ignore-not-found',
          'helm -n {namespace} upgrade ingress-nginx ingress-nginx/ingress-nginx --reuse-values',
        ],
      },
    },
    {
      id: 'ingress-nginx/webhook-certificate-file',
      cause: 'webhook-cert',
      pattern: /(?:open|stat) (?<file>\/usr\/local\/certificates\/\w+): no such file or directory/,
      strength: 'fatal',
      title: "The certificate of ingress-nginx's admission webhook is not at {file}",
      example:
        'F0119 10:41:10.201901       7 server.go:155] open /usr/local/certificates/cert: no such file or directory',
      source: 'kubernetes/ingress-nginx#5932',
      fix: {
        title:
          'Mount the Secret ingress-nginx-admission there, or drop the --validating-webhook flags',
        where: 'manifest',
        commands: ['kubectl -n {namespace} get jobs,secrets | grep admission'],
      },
    },
    {
      id: 'ingress-nginx/webhook-unreachable',
      cause: 'webhook-cert',
      pattern:
        /failed (?:to call|calling) webhook "?validate\.nginx\.ingress\.kubernetes\.io"?.{0,300}/,
      strength: 'error',
      title: "The API server cannot call ingress-nginx's admission webhook",
      example: [
        'Error from server (InternalError): error when creating "ing.yaml": Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": context deadline exceeded',
        'failed to call webhook "validate.nginx.ingress.kubernetes.io": x509: certificate signed by unknown authority',
      ],
      source: 'kubernetes/ingress-nginx#5401',
      in: ['log', 'event'],
      fix: {
        title:
          'Let the control plane reach port 8443 of the controller, or renew the webhook certificate',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get endpoints ingress-nginx-controller-admission',
          'kubectl get validatingwebhookconfiguration ingress-nginx-admission -o yaml',
        ],
      },
    },
    {
      id: 'ingress-nginx/tls-secret-missing',
      cause: 'secret-or-configmap-missing',
      pattern:
        /(?:[Ee]rror (?:getting|obtaining) (?:SSL|X\.509|TLS) certificate "?(?<name>[\w./-]+)"?.{0,20}: local SSL certificate \S+ was not found|error obtaining X\.509 certificate: .{0,60}(?:Secret|secret) "(?<key>[^"]+)"|no object matching key "(?<what>[^"]+)" in local store)/,
      strength: 'hint',
      title:
        'An Ingress names a TLS Secret that does not exist; the controller serves its fake certificate for it',
      example: [
        'W0503 15:11:02.120190       7 controller.go:1334] Error getting SSL certificate "shop/shop-tls": local SSL certificate shop/shop-tls was not found. Using default certificate',
        'W0503 15:11:02.120190       7 backend_ssl.go:47] Error obtaining X.509 certificate: no object matching key "shop/shop-tls" in local store',
      ],
      source: 'kubernetes/ingress-nginx internal/ingress/controller/store',
      fix: {
        title: 'Create the TLS Secret in the namespace of the Ingress',
        where: 'config',
        commands: ['kubectl get ingress -A -o yaml | grep -n secretName'],
      },
    },
    {
      id: 'ingress-nginx/capability',
      cause: 'security-context',
      pattern:
        /(?:bind\(\) to (?:0\.0\.0\.0|\[::\]):(?<port>80|443) failed \(13: Permission denied\)|cannot bind to .{0,20}NET_BIND_SERVICE)/,
      strength: 'fatal',
      title: 'nginx may not bind port {port}: NET_BIND_SERVICE is missing',
      example:
        '2023/02/02 10:11:11 [emerg] 31#31: bind() to 0.0.0.0:80 failed (13: Permission denied)',
      source: 'kubernetes/ingress-nginx docs/troubleshooting.md',
      fix: {
        title:
          'Add NET_BIND_SERVICE to the container and leave allowPrivilegeEscalation true for its file capability',
        where: 'manifest',
        commands: [
          `kubectl -n {namespace} patch {workload} --type json -p '[{"op":"add","path":"/spec/template/spec/containers/0/securityContext","value":{"capabilities":{"drop":["ALL"],"add":["NET_BIND_SERVICE"]},"runAsUser":101}}]'`,
        ],
      },
    },
    {
      id: 'ingress-nginx/pid-or-threads',
      cause: 'kernel-or-node',
      pattern:
        /(?:pthread_create\(\) failed \(11: Resource temporarily unavailable\)|fork\(\) failed while spawning "?worker process"? \(11)/,
      strength: 'fatal',
      title: 'nginx cannot start its workers: the process limit of the pod or node is reached',
      explain:
        'worker-processes auto starts one worker and many threads for each CPU of the node, which a PID limit of the pod cuts off.',
      example:
        '2021/06/02 10:11:11 [alert] 34#34: pthread_create() failed (11: Resource temporarily unavailable)',
      source: 'kubernetes/ingress-nginx#6141',
      fix: {
        title: 'Set worker-processes to a small number, or raise podPidsLimit',
        where: 'config',
        commands: [
          `kubectl -n {namespace} patch cm ingress-nginx-controller --type merge -p '{"data":{"worker-processes":"4"}}'`,
        ],
      },
    },
    {
      id: 'ingress-nginx/dhparam-or-lua',
      cause: 'image-bad',
      pattern:
        /(?:failed to load the 'resty\.core' module|lua_\w+ directive is .{0,40}(?:duplicate|unknown)|\[emerg\].{0,80}pcre_compile\(\) failed)/,
      strength: 'fatal',
      title:
        "nginx's Lua modules or regular expressions do not load: image and template do not belong together",
      example: `nginx: [alert] detected a LuaJIT version which is not OpenResty's; failed to load the 'resty.core' module (https://github.com/openresty/lua-resty-core); ensure you are using an OpenResty release`,
      source: 'openresty/lua-nginx-module src/ngx_http_lua_util.c',
      fix: {
        title:
          "Use the controller image of the chart's release, without a custom nginx.tmpl of another one",
        where: 'image',
      },
    },
    {
      id: 'ingress-nginx/illegal-instruction',
      cause: 'illegal-instruction',
      pattern: /Error: signal: illegal instruction \(core dumped\)/,
      strength: 'error',
      title: "nginx in this image uses an instruction that the node's CPU lacks",
      example: 'Error: signal: illegal instruction (core dumped)',
      source: 'kubernetes/ingress-nginx#4751',
      fix: {
        title: 'Use another controller release, or another CPU model for the virtual machine',
        where: 'image',
      },
    },
    {
      id: 'ingress-nginx/pod-info',
      cause: 'rbac-forbidden',
      pattern:
        /(?:[Uu]nexpected error obtaining (?:ingress-nginx |nginx-ingress )?pod(?: information)?|unable to get POD information \(missing POD_NAME or POD_NAMESPACE environment variable)(?:: (?<what>.{1,200}))?/i,
      strength: 'fatal',
      title: 'ingress-nginx cannot read its own pod',
      example: [
        'F0210 10:11:11.120190       7 main.go:131] Unexpected error obtaining ingress-nginx pod: unable to get POD information: pods "ingress-nginx-controller-6f5" is forbidden: User "system:serviceaccount:ingress-nginx:default" cannot get resource "pods"',
        'F0210 10:11:11.120190       7 main.go:131] Unexpected error obtaining ingress-nginx pod: unable to get POD information (missing POD_NAME or POD_NAMESPACE environment variable',
      ],
      source: 'kubernetes/ingress-nginx internal/k8s/main.go',
      fix: {
        title:
          'Set POD_NAME and POD_NAMESPACE by the downward API, and use the controller’s service account',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} get {workload} -o yaml | grep -nA4 -E "POD_NAME|serviceAccountName"',
        ],
      },
    },
    {
      id: 'ingress-nginx/certgen-forbidden',
      cause: 'rbac-forbidden',
      pattern: /"err":"(?<what>[^}]{0,200}is forbidden)[^}]{0,300}"source":"k8s\/k8s\.go/,
      strength: 'fatal',
      title: "The admission Job may not create or patch the webhook's certificate",
      example: `{"err":"secrets "ingress-nginx-admission" is forbidden: User "system:serviceaccount:ingress-nginx:ingress-nginx-admission" cannot get resource "secrets"","level":"fatal","msg":"error getting secret","source":"k8s/k8s.go:232","time":"2021-12-10T12:01:10Z"}`,
      source: 'jet/kube-webhook-certgen pkg/k8s/k8s.go',
      fix: {
        title: "Apply the Job's Role and ClusterRole",
        where: 'rbac',
        commands: ['kubectl -n {namespace} get jobs,sa,role,rolebinding | grep admission'],
      },
    },
    {
      id: 'ingress-nginx/certgen-old-api',
      cause: 'api-version-removed',
      pattern:
        /"err":"the server could not find the requested resource"[^}]{0,200}"source":"k8s\/k8s\.go/,
      strength: 'fatal',
      title:
        'The admission Job uses admissionregistration v1beta1, which this cluster does not serve',
      example:
        '{"err":"the server could not find the requested resource","level":"fatal","msg":"failed getting validating webhook","source":"k8s/k8s.go:39","time":"2021-12-10T12:01:10Z"}',
      source: 'jet/kube-webhook-certgen#30',
      fix: {
        title: 'Use kube-webhook-certgen 1.1 or later: upgrade the chart',
        where: 'image',
        commands: ['helm -n {namespace} upgrade ingress-nginx ingress-nginx/ingress-nginx'],
      },
    },
  ],
}
