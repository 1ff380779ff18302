import type { SignatureFamily } from '@unloop/engine/scanner'

/** Other ingress controllers: https://github.com/traefik/traefik, projectcontour/contour, haproxytech/kubernetes-ingress, Kong/kubernetes-ingress-controller, emissary-ingress/emissary, nginx/kubernetes-ingress */
export const ingressOthers: SignatureFamily = {
  programs: [
    'traefik ingress',
    'contour',
    'haproxy-ingress',
    'kong ingress controller',
    'emissary-ingress',
    'nginx-ingress (F5)',
    'envoy-gateway',
  ],
  signatures: [
    {
      id: 'traefik/command',
      cause: 'app-config-invalid',
      pattern:
        /(?:command traefik error: (?!.*bind: )(?<what>.{1,300})|Error(?: here)? ?: ?failed to decode configuration from (?<name>flags|environment variables|file): )/,
      strength: 'fatal',
      title: 'Traefik ends: its static configuration is not valid or a port cannot be bound',
      example: [
        '2023/05/12 10:10:01 command traefik error: failed to decode configuration from flags: field not found, node: globalredirect',
      ],
      source: 'traefik/traefik cmd/traefik/traefik.go, pkg/cli',
      fix: {
        title:
          'Correct the argument that it names (options of v2 went in v3), or use ports above 1024',
        where: 'config',
        commands: ['kubectl -n {namespace} get {workload} -o yaml | grep -nA30 args:'],
      },
    },
    {
      id: 'traefik/crd',
      cause: 'api-version-removed',
      pattern:
        /(?:traefik\.(?:io|containo\.us)|\*v1alpha1\.(?:Middleware(?:TCP)?|IngressRoute(?:TCP|UDP)?|TLSOption|TLSStore|TraefikService|ServersTransport(?:TCP)?)).{0,160}(?:could not find the requested resource|no matches for kind|is forbidden)/,
      strength: 'error',
      title: "Traefik's CRDs or their RBAC are missing for this release",
      example:
        'E0512 10:12:01.120190       1 reflector.go:147] pkg/mod/k8s.io/client-go@v0.28.4/tools/cache/reflector.go:229: Failed to watch *v1alpha1.MiddlewareTCP: failed to list *v1alpha1.MiddlewareTCP: the server could not find the requested resource (get middlewaretcps.traefik.io)',
      source: 'https://doc.traefik.io/traefik/migrate/v2-to-v3/',
      fix: {
        title: 'Apply CRDs and ClusterRole of the release',
        where: 'infra',
        commands: [
          'kubectl apply --server-side -f https://raw.githubusercontent.com/traefik/traefik/v3.3/docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml',
        ],
      },
    },
    {
      id: 'traefik/acme-permissions',
      cause: 'permission-denied-fs',
      pattern:
        /(?:permissions (?<what>\d{3}) for (?<file>\S*acme\S*\.json) are too open, please use 600|open (?<name>\/data\/acme\.json): (?:permission denied|read-only file system))/,
      strength: 'error',
      title: 'Traefik does not accept the mode or owner of its acme.json',
      example:
        'time="2022-05-12T10:10:01Z" level=error msg="The ACME resolver "le" is skipped from the resolvers list because: unable to get ACME account: permissions 660 for /data/acme.json are too open, please use 600"',
      source: 'traefik/traefik pkg/provider/acme/local_store_unix.go',
      fix: { title: 'chmod 600 it in an init container; fsGroup makes it 660', where: 'manifest' },
    },
    {
      id: 'contour/certs',
      cause: 'tls-cert',
      pattern:
        /[Cc]ontour.{0,80}(?:open|stat|load) (?<file>\/certs\/(?:ca|tls)\.(?:crt|key)): no such file or directory|unable to (?:serve|read) .{0,40}(?:cacert|certificate).{0,40}contour/,
      strength: 'fatal',
      title: 'Contour or Envoy misses its xDS certificate {file}',
      example:
        'time="2022-05-12T10:10:01Z" level=fatal msg="Contour server failed" error="open /certs/ca.crt: no such file or directory"',
      source:
        'projectcontour/contour cmd/contour; https://projectcontour.io/docs/main/grpc-tls-howto/',
      fix: {
        title: 'Run the contour-certgen Job, which makes the Secrets contourcert and envoycert',
        where: 'config',
        commands: ['kubectl -n projectcontour get jobs,secrets'],
      },
    },
    {
      id: 'contour/crd',
      cause: 'api-version-removed',
      pattern:
        /(?:projectcontour\.io\/v1|gateway\.networking\.k8s\.io).{0,120}(?:could not find the requested resource|no matches for kind|not found)/,
      strength: 'error',
      title: 'The CRDs of the Gateway API (or of Contour) are missing, or older than the program',
      example:
        'time="2022-05-12T10:10:01Z" level=fatal msg="Contour server failed" error="failed to get API group resources: unable to retrieve the complete list of server APIs: gateway.networking.k8s.io/v1: the server could not find the requested resource"',
      source: 'https://gateway-api.sigs.k8s.io/guides/#installing-gateway-api',
      fix: {
        title: 'Install the Gateway API (or Contour) CRDs of the supported version',
        where: 'infra',
        commands: [
          'kubectl apply -f https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.2.1/standard-install.yaml',
        ],
      },
    },
    {
      id: 'haproxy-ingress/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:error reloading haproxy|HAProxy (?:was unable to start|config(?:uration)? (?:check )?failed))/i,
      strength: 'error',
      title: 'HAProxy rejects the configuration that the controller generated',
      example: ['error reloading haproxy: exit status 1', 'HAProxy was unable to start'],
      source: 'haproxy/haproxy src/haproxy.c',
      fix: {
        title: 'Correct the annotation or config-snippet that the ALERT lines before name',
        where: 'config',
        commands: ['kubectl -n {namespace} logs {pod} --previous | grep ALERT'],
      },
    },
    {
      id: 'kong-ingress/admin-api',
      cause: 'dependency-unreachable',
      pattern:
        /(?:could not retrieve Kong admin (?:root|status|API)|[Rr]etry(?:ing)? .{0,40}kong admin api|no configured (?:Kong|Admin API) (?:clients|endpoints)|not able to (?:connect to|retrieve) Kong(?:'s)? [Aa]dmin(?: API)?)(?<what>.{0,300})/i,
      strength: 'error',
      title: "Kong's ingress controller cannot reach the admin API of the gateway",
      example:
        'Error: could not retrieve Kong admin root(s): making HTTP request: Get "https://localhost:8444/": dial tcp [::1]:8444: connect: connection refused',
      source: 'Kong/kubernetes-ingress-controller internal/manager/run.go',
      fix: {
        title: 'Find in the log of the proxy container why Kong itself does not start',
        where: 'infra',
        commands: ['kubectl -n {namespace} logs {pod} -c proxy --previous'],
      },
    },
    {
      id: 'kong/migrations',
      cause: 'schema-migration-failed',
      pattern:
        /(?:New migrations available; run 'kong migrations up' to proceed|Database needs bootstrapping|run 'kong migrations (?:bootstrap|up|finish)')/,
      strength: 'fatal',
      title: "Kong's database needs its migrations run",
      example: [
        "Error: /usr/local/share/lua/5.1/kong/cmd/start.lua:37: nginx: [error] init_by_lua error: New migrations available; run 'kong migrations up' to proceed",
        'Error: Database needs bootstrapping or is older than Kong 1.0.',
      ],
      source: 'Kong/kong kong/cmd/utils/migrations.lua',
      from: ['066-kong-new-migrations'],
      fix: {
        title: 'Run kong migrations up (bootstrap for a new database), then finish',
        where: 'data',
        commands: [
          'kubectl -n {namespace} get jobs | grep migrations',
          'kubectl -n {namespace} run kong-migrations --rm -it --image=<kong image> --env-from=<kong env> -- kong migrations up',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'emissary/crds',
      cause: 'api-version-removed',
      pattern:
        /(?:getambassador\.io.{0,160}(?:could not find the requested resource|no matches for kind|not found|conversion webhook)|Ambassador (?:CRDs|could not find).{0,120}CustomResourceDefinitions?)/,
      strength: 'error',
      title: "Emissary's (Ambassador's) CRDs are missing, or their conversion webhook is down",
      example:
        'time="2022-05-12 10:10:01" level=fatal msg="unable to list getambassador.io/v3alpha1 Hosts: the server could not find the requested resource"',
      source: 'emissary-ingress/emissary docs (emissary-crds.yaml)',
      fix: {
        title: 'Apply emissary-crds.yaml and wait for deploy/emissary-apiext',
        where: 'infra',
        commands: ['kubectl -n emissary-system rollout status deploy/emissary-apiext'],
      },
    },
    {
      id: 'nginx-ic/default-secret',
      cause: 'secret-or-configmap-missing',
      pattern:
        /(?:Error (?:when getting|trying to get|validating) .{0,20}default (?:server )?TLS [Ss]ecret (?<name>\S+)|A TLS cert and key for the default server is not found)(?<what>.{0,200})/,
      strength: 'fatal',
      title: 'The NGINX ingress controller finds no Secret for its default server',
      example:
        'F0512 10:12:01.120190       1 main.go:318] Error trying to get the default TLS Secret nginx-ingress/default-server-secret: could not get nginx-ingress/default-server-secret: secrets "default-server-secret" not found',
      source: 'nginx/kubernetes-ingress cmd/nginx-ingress/main.go',
      fix: {
        title: 'Create the Secret, or drop -default-server-tls-secret',
        where: 'config',
        commands: ['kubectl -n {namespace} get secret'],
      },
    },
  ],
}

/** https://github.com/metallb/metallb, https://github.com/kube-vip/kube-vip, cloudflare/cloudflared, tailscale/tailscale, oauth2-proxy/oauth2-proxy */
export const edgeServices: SignatureFamily = {
  programs: [
    'metallb',
    'kube-vip',
    'cloudflared',
    'tailscale',
    'oauth2-proxy',
    'konnectivity-agent',
  ],
  signatures: [
    {
      id: 'metallb/memberlist-secret',
      cause: 'secret-or-configmap-missing',
      pattern:
        /(?:secret "(?<name>[\w-]*memberlist)" not found|failed to read memberlist secret key file)/,
      strength: 'fatal',
      title: 'The memberlist Secret of MetalLB is missing',
      example: [
        'MountVolume.SetUp failed for volume "memberlist" : secret "memberlist" not found',
        '{"caller":"main.go:158","error":"open /etc/ml_secret_key/secretkey: no such file or directory","level":"error","msg":"failed to read memberlist secret key file","op":"startup","ts":"2023-05-12T10:10:01Z"}',
      ],
      source: 'metallb/metallb speaker/main.go',
      in: ['log', 'event', 'status'],
      fix: {
        title: 'Get the controller running, which makes it, or create it',
        where: 'config',
        commands: [
          'kubectl -n metallb-system create secret generic memberlist --from-literal=secretkey="$(openssl rand -base64 128)"',
        ],
      },
    },
    {
      id: 'metallb/memberlist-bind',
      cause: 'port-in-use',
      pattern:
        /(?:failed to create memberlist|[Ff]ailed to start (?:TCP|UDP) listener on).{0,200}(?:port |:)(?<port>7946|7472|7473).{0,80}address already in use/,
      strength: 'fatal',
      title: 'Port {port} on the node, which the MetalLB speaker needs, is taken',
      explain: 'Docker Swarm and other memberlist users hold 7946; a second speaker holds both.',
      example:
        '{"caller":"speakerlist.go:92","error":"Could not set up network transport: failed to obtain an address: Failed to start TCP listener on "10.0.0.11" port 7946: listen tcp 10.0.0.11:7946: bind: address already in use","level":"error","msg":"failed to create memberlist"}',
      source: 'metallb/metallb internal/speakerlist/speakerlist.go',
      fix: {
        title: 'Set METALLB_ML_BIND_PORT to a free port',
        where: 'config',
        commands: ['kubectl -n metallb-system set env ds/speaker METALLB_ML_BIND_PORT=7947'],
      },
    },
    {
      id: 'metallb/start',
      cause: 'app-config-invalid',
      pattern:
        /(?:"msg":"(?:failed to (?:create (?:MetalLB controller|k8s client)|run k8s client)|failed to parse announcedInterfacesToExclude[^"]*)","op":"startup"|must specify --node-name or METALLB_NODE_NAME)/,
      strength: 'fatal',
      title: 'The MetalLB pod cannot start',
      example: [
        '{"caller":"main.go:203","error":"creating frr config: invalid","level":"error","msg":"failed to create k8s client","op":"startup","ts":"2023-05-12T10:10:01Z"}',
        '{"caller":"main.go:129","level":"error","op":"startup","error":"must specify --node-name or METALLB_NODE_NAME","msg":"missing configuration"}',
      ],
      source: 'metallb/metallb speaker/main.go, controller/main.go',
      fix: {
        title: 'Read its error field: CRDs, RBAC, or the webhook certificate of the release',
        where: 'config',
        commands: [
          'kubectl get crd | grep metallb.io',
          'kubectl -n metallb-system logs {pod} --previous',
        ],
      },
    },
    {
      id: 'kube-vip/config',
      cause: 'app-config-invalid',
      pattern:
        /level=fatal msg="?(?:No interface is specified|no (?:features|address) are enabled|could not (?:get|find) (?:link|interface).{0,80}|.{0,60}Link not found|.{0,40}failed to (?:get|find) (?:the )?interface)/i,
      strength: 'fatal',
      title: 'kube-vip does not find the interface or address that it is given',
      example:
        'time="2022-05-12T10:10:01Z" level=fatal msg="could not get link for interface eth0: Link not found"',
      source: 'kube-vip/kube-vip pkg/vip',
      fix: {
        title: "Set vip_interface to the node's interface",
        where: 'manifest',
        commands: ['ip -br addr'],
      },
    },
    {
      id: 'kube-vip/kubeconfig',
      cause: 'permission-denied-fs',
      pattern:
        /(?:open|stat|read) (?<file>\/etc\/kubernetes\/(?:super-)?admin\.conf|\/etc\/rancher\/k3s\/k3s\.yaml): (?:no such file or directory|permission denied|is a directory)|error loading config file "?\/etc\/kubernetes\/admin\.conf"?: .{0,40}is a directory/,
      strength: 'fatal',
      title: 'The static pod cannot read the admin kubeconfig of the node',
      example:
        'time="2024-05-12T10:10:01Z" level=fatal msg="could not create k8s clientset from external file: "/etc/kubernetes/admin.conf": read /etc/kubernetes/admin.conf: is a directory"',
      source: 'kube-vip/kube-vip#684 (super-admin.conf since Kubernetes 1.29)',
      fix: {
        title:
          'Mount super-admin.conf on the first control plane node during kubeadm init, admin.conf afterwards',
        where: 'manifest',
        commands: [
          "sed -i 's#path: /etc/kubernetes/admin.conf#path: /etc/kubernetes/super-admin.conf#' /etc/kubernetes/manifests/kube-vip.yaml",
        ],
      },
    },
    {
      id: 'oauth2-proxy/cookie-secret',
      cause: 'app-config-invalid',
      pattern: /cookie_secret must be (?<what>[\w, ]+ bytes).{0,120}/,
      strength: 'fatal',
      title: 'The cookie secret of oauth2-proxy is not {what} long',
      example: [
        '[2023/05/12 10:10:01] [main.go:54] cookie_secret must be 16, 24, or 32 bytes to create an AES cipher, but is 44 bytes',
        '  cookie_secret must be 16, 24, or 32 bytes to create an AES cipher, but is 25 bytes',
      ],
      source: 'oauth2-proxy/oauth2-proxy pkg/validation',
      fix: {
        title: 'Set a cookie secret of 32 bytes, and the settings that the next lines name',
        where: 'config',
        commands: ["openssl rand -base64 32 | tr -- '+/' '-_'"],
      },
    },
    {
      id: 'oauth2-proxy/missing-setting',
      cause: 'env-missing',
      pattern: /missing setting: (?<setting>[\w-]+)/,
      strength: 'fatal',
      title: 'oauth2-proxy lacks the setting {setting}',
      example: ['  missing setting: cookie-secret', '  missing setting: client-id'],
      source: 'oauth2-proxy/oauth2-proxy pkg/validation',
      fix: {
        title: 'Set {setting} (OAUTH2_PROXY_… or --{setting})',
        where: 'config',
        commands: ['kubectl -n {namespace} get {workload} -o yaml | grep -nA3 OAUTH2_PROXY'],
      },
    },
    {
      id: 'oauth2-proxy/oidc-discovery',
      cause: 'dependency-unreachable',
      pattern:
        /(?:error while discovery (?:of )?OIDC configuration|[Ff]ailed to (?:discover|initialise|initialize) OIDC (?:configuration|provider)|error intiailising provider|error initialising provider: could not create provider data)(?::| )(?<what>.{0,300})/,
      strength: 'fatal',
      title: 'oauth2-proxy cannot read the OIDC discovery document of its issuer',
      example:
        '[2023/05/12 10:10:01] [main.go:60] ERROR: Failed to initialise OAuth2 Proxy: error initialising provider: could not create provider data: error building OIDC ProviderVerifier: could not get verifier builder: error while discovery OIDC configuration: failed to discover OIDC configuration: Get "https://idp/.well-known/openid-configuration": dial tcp: lookup idp: no such host',
      source: 'oauth2-proxy/oauth2-proxy providers/providers.go',
      fix: {
        title: 'Correct oidc-issuer-url, and make it reachable and trusted from the pod',
        where: 'config',
        commands: [
          'kubectl -n {namespace} run t --rm -it --image=curlimages/curl -- -sv <issuer>/.well-known/openid-configuration',
        ],
      },
    },
    {
      id: 'cloudflared/credentials',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:Provided Tunnel token is not valid|tunnel credentials file (?:doesn't exist|'[^']*' doesn't exist)|Unauthorized: (?:Tunnel not found|Invalid tunnel secret|Failed to get tunnel)|cannot determine default origin certificate path|error parsing tunnel ID)/,
      strength: 'fatal',
      title: 'cloudflared has no valid token or credentials for its tunnel',
      example: [
        'Provided Tunnel token is not valid.',
        '2023-05-12T10:10:01Z ERR Register tunnel error from server side error="Unauthorized: Tunnel not found" connIndex=0',
        '2023-05-12T10:10:01Z ERR Cannot determine default origin certificate path. No file cert.pem in [~/.cloudflared] cannot determine default origin certificate path',
      ],
      source: 'cloudflare/cloudflared cmd/cloudflared/tunnel',
      fix: {
        title: 'Put the token (or credentials.json) of an existing tunnel into the Secret',
        where: 'config',
        commands: ['cloudflared tunnel token <tunnel>'],
      },
    },
    {
      id: 'tailscale/auth-or-state',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:(?:backend error|boot: .{0,80}): invalid key: (?:API key|unable to validate API key)|failed to auth tailscale|boot: \d{4}\/\S+ .{0,80}(?:Secret|secret).{0,80}(?:forbidden|not found))/,
      strength: 'fatal',
      title: 'Tailscale rejects the auth key, or the pod may not keep its state in its Secret',
      example:
        'boot: 2023/05/12 10:10:01 failed to auth tailscale: failed to auth tailscale: tailscale up failed: exit status 1',
      source: 'tailscale/tailscale cmd/containerboot',
      fix: {
        title: 'Renew TS_AUTHKEY, and grant get, update and patch on the state Secret',
        where: 'config',
        commands: ['kubectl -n {namespace} get role,rolebinding,secret'],
      },
    },
    {
      id: 'tailscale/tun',
      cause: 'security-context',
      pattern:
        /(?:CreateTUN\(.{0,40}\) failed|\/dev\/net\/tun (?:does not exist|: no such file)|is CONFIG_TUN enabled|cannot open (?:TUN|tun) device)/,
      strength: 'fatal',
      title: 'The pod may not create a tunnel device',
      example:
        'wgengine.NewUserspaceEngine(tun "tailscale0") error: tstun.New("tailscale0"): CreateTUN("tailscale0") failed; /dev/net/tun does not exist',
      source: 'tailscale/tailscale net/tstun',
      fix: {
        title: 'Use TS_USERSPACE=true, or a privileged pod with /dev/net/tun',
        where: 'manifest',
        commands: ['kubectl -n {namespace} set env {workload} TS_USERSPACE=true'],
      },
    },
  ],
}
