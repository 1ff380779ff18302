import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/istio/istio: tools/istio-iptables, pilot/cmd/pilot-agent, security/pkg/nodeagent, cni, pilot/cmd/pilot-discovery */
export const istio: SignatureFamily = {
  programs: ['istio-init', 'istio-proxy', 'istio-validation', 'istio-cni', 'istiod', 'ztunnel'],
  signatures: [
    {
      id: 'istio-init/chain-exists',
      cause: 'sidecar-or-injection',
      pattern: /^(?:\S+ )?ip6?tables(?: v[\d.]+ \(\w+\))?: Chain already exists\.?/,
      strength: 'fatal',
      title:
        'istio-init ran a second time in the same pod network, and its iptables chains are there already',
      explain:
        'Someone removed the stopped init container on the node (docker system prune, a clean-up job), so the kubelet runs it again; its rules cannot be made twice.',
      example: [
        'iptables: Chain already exists.',
        'iptables v1.6.1 (legacy): Chain already exists.',
      ],
      source: 'istio/istio#21030, #40169; tools/istio-iptables',
      from: ['057-istio-init-chain-exists'],
      fix: {
        title:
          'Delete the pod, so that it gets a new network, and stop pruning exited containers on the nodes',
        where: 'infra',
        commands: ['kubectl -n {namespace} delete pod {pod}'],
      },
    },
    {
      id: 'istio-init/iptables-failed',
      cause: 'sidecar-or-injection',
      pattern:
        /(?:iptables-restore|ip6?tables)(?:-restore)?(?: v[\d.]+ \(\w+\))?: (?:(?:iptables-restore|ip6tables-restore): )?(?:unable to initialize table '?"?(?<what>\w+)|can't initialize ip6?tables table (?!.*Table does not exist)`?'?(?<name>\w+)|[Cc]ould not fetch rule set generation id: Permission denied|Permission denied \(you must be root\)|No chain\/target\/match by that name|[Cc]ouldn't load (?:match|target) `?'?(?:owner|REDIRECT)\b)/,
      strength: 'fatal',
      title: 'The init container of the mesh cannot write iptables rules in the pod',
      explain:
        'It lacks NET_ADMIN and NET_RAW (Pod Security, OpenShift), or the kernel modules for iptables (legacy or nft) are not loaded on the node.',
      example: [
        "iptables-restore v1.8.4 (legacy): iptables-restore: unable to initialize table 'nat'",
        "iptables v1.8.4 (legacy): can't initialize iptables table `nat': Permission denied (you must be root)",
        'iptables: No chain/target/match by that name.',
      ],
      source: 'istio/istio tools/istio-iptables, #33566, #13857',
      fix: {
        title:
          'Load the netfilter modules on the node (iptable_nat, xt_REDIRECT, xt_owner), allow NET_ADMIN, or use the CNI plugin of the mesh',
        where: 'infra',
        commands: [
          'modprobe -a ip_tables iptable_nat iptable_mangle xt_REDIRECT xt_owner xt_connmark br_netfilter',
          'istioctl install --set components.cni.enabled=true',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'istio-init/dependency-failed',
      cause: 'sidecar-or-injection',
      pattern:
        /(?:[Ff]ailed to execute: (?:\S+ )?ip6?tables\S*.{0,200}exit status \d+|istio-iptables.{0,120}(?:exit status \d+|panic)|executeIptables\w*|Command error output: x?tables.{0,200})/,
      strength: 'fatal',
      title: 'The iptables step of istio-init fails',
      example: [
        '2024-09-15T11:23:54.101Z\terror\tFailed to execute: iptables-restore --noflush /tmp/iptables-rules-1.txt, exit status 1',
        'istio.io/istio/tools/istio-iptables/pkg/capture.(*IptablesConfigurator).executeIptablesRestoreCommand(0xc0003f1d08, 0x1, 0x0, 0x0)',
      ],
      source: 'istio/istio tools/istio-iptables/pkg/capture/run.go',
      fix: {
        title: 'See the line before it; load the netfilter modules or use the CNI plugin',
        where: 'infra',
        commands: ['kubectl -n {namespace} logs {pod} -c istio-init --previous'],
      },
    },
    {
      id: 'istio-validation/failed',
      cause: 'sidecar-or-injection',
      pattern:
        /(?:iptables validation (?:failed|start failed)|[Ee]rror connecting to \S+:15002|workload is not ready for Istio traffic|iptables rules? (?:check|validation) failed)/i,
      strength: 'fatal',
      title: 'istio-validation finds no redirection: the CNI plugin did not set up this pod',
      explain:
        'The pod started before istio-cni was ready on its node, or another CNI configuration took its place.',
      example: [
        '2023-03-01T10:10:01.101Z\terror\tiptables validation failed; workload is not ready for Istio traffic.',
        '2023-03-01T10:10:01.101Z\tinfo\tError connecting to 127.0.0.6:15002: dial tcp 127.0.0.1:0->127.0.0.6:15002: connect: connection refused',
      ],
      source:
        'istio/istio tools/istio-iptables/pkg/validation; https://istio.io/latest/docs/setup/additional-setup/cni/#race-condition--mitigation',
      fix: {
        title: 'Delete the pod once istio-cni runs on its node, and leave the repair controller on',
        where: 'infra',
        commands: [
          'kubectl get pods -A -l k8s-app=istio-cni-node -o wide',
          'kubectl -n {namespace} delete pod {pod}',
        ],
      },
    },
    {
      id: 'istio-proxy/istiod-unreachable',
      cause: 'sidecar-or-injection',
      pattern:
        /(?:(?:dial tcp|lookup|connect to|connection error).{0,200}(?:istiod|istio-pilot|istio-citadel)[\w-]*\.[\w.-]+.{0,120}|15012.{0,120})(?:connection refused|no such host|i\/o timeout|no healthy upstream|deadline exceeded|server misbehaving)/,
      strength: 'error',
      title: 'The sidecar istio-proxy cannot reach istiod',
      example: [
        '2023-05-11T10:10:01.101Z\twarn\tca\tca request failed, starting attempt 1 in 91.589072ms: create certificate: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp: lookup istiod.istio-system.svc on 10.96.0.10:53: no such host"',
        '2023-05-11T10:10:01.101Z\twarning\tenvoy config\tStreamAggregatedResources gRPC config stream closed: 14, connection error: desc = "transport: Error while dialing: dial tcp 10.96.4.4:15012: connect: connection refused"',
      ],
      source: 'istio/istio security/pkg/nodeagent/caclient, pkg/istio-agent',
      fix: {
        title:
          'Get istiod of that revision running, and let DNS and NetworkPolicies pass to it on 15012',
        where: 'infra',
        commands: ['kubectl -n istio-system get pods,endpoints', 'istioctl proxy-status'],
      },
    },
    {
      id: 'istio-proxy/root-cert',
      cause: 'sidecar-or-injection',
      pattern:
        /(?:failed to (?:warm certificate|generate (?:workload|secret)|get root cert|sign CSR|start (?:SDS|the workload SDS)).{0,300}|root cert(?:ificate)? file (?<file>\S+) (?:not found|does not exist)|missing root (?:CA|cert)|[Ff]ailed to find root CA cert)/,
      strength: 'error',
      title:
        'istio-proxy gets no certificate: istiod does not sign, or its root certificate is missing in the namespace',
      example: [
        '2023-05-11T10:10:01.101Z\twarn\tsds\tfailed to warm certificate: failed to generate workload certificate: create certificate: rpc error: code = Unauthenticated desc = authentication failure',
      ],
      source: 'istio/istio security/pkg/nodeagent/cache/secretcache.go',
      in: ['log', 'event'],
      fix: {
        title:
          'Let istiod write istio-ca-root-cert into the namespace, and check token audience and trust domain',
        where: 'config',
        commands: [
          'kubectl -n {namespace} get cm istio-ca-root-cert',
          'kubectl -n istio-system logs deploy/istiod --tail=50',
        ],
      },
    },
    {
      id: 'istio-proxy/not-ready',
      cause: 'sidecar-or-injection',
      pattern: /Envoy proxy is NOT ready: (?<what>.{1,200})/,
      strength: 'hint',
      title: 'The sidecar is not ready: {what}',
      example:
        '2023-05-11T10:10:01.101Z\twarn\tEnvoy proxy is NOT ready: config not received from XDS server (is Istiod running?): cds updates: 0 successful, 0 rejected; lds updates: 0 successful, 0 rejected',
      source: 'istio/istio pilot/cmd/pilot-agent/status/ready/probe.go',
    },
    {
      id: 'istio-proxy/token-missing',
      cause: 'sidecar-or-injection',
      pattern:
        /(?:open|read|stat) (?<file>\.?\/?(?:var\/run\/secrets\/tokens\/istio-token|etc\/certs\/root-cert\.pem|var\/run\/secrets\/istio\/root-cert\.pem)): no such file or directory/,
      strength: 'fatal',
      title: 'istio-proxy lacks {file}: the injected template and the cluster or istiod do not fit',
      example:
        'Error: failed to read /var/run/secrets: open ./var/run/secrets/tokens/istio-token: no such file or directory',
      source: 'istio/istio pkg/istio-agent/agent.go',
      fix: {
        title: 'Inject again with the revision that runs: restart the workload',
        where: 'config',
        commands: ['kubectl -n {namespace} rollout restart {workload}'],
      },
    },
    {
      id: 'istiod/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /(?:no matches for kind "?(?<resource>\w+)"? in version "?(?<group>[\w.]*istio\.io\/\w+)|\w{1,60}\.(?:networking|security|telemetry|config|extensions)\.istio\.io.{0,100}could not find the requested resource)/,
      strength: 'error',
      title: "Istio's CRDs are missing, or of another release",
      example:
        'E0512 10:12:01.120190       1 reflector.go:138] Failed to watch *v1alpha1.WasmPlugin: failed to list *v1alpha1.WasmPlugin: the server could not find the requested resource (get wasmplugins.extensions.istio.io): wasmplugins.extensions.istio.io could not find the requested resource',
      source: 'istio/istio manifests/charts/base',
      fix: {
        title: 'Upgrade the base chart first',
        where: 'infra',
        commands: ['helm -n istio-system upgrade istio-base istio/base --version <version>'],
      },
    },
    {
      id: 'istiod/ca',
      cause: 'tls-cert',
      pattern:
        /(?:failed to (?:create|init) (?:a )?(?:self-signed )?(?:istiod )?(?:CA|istio CA|Istiod CA)|error initializing Istiod.{0,20}CA|certificate is not authorized to sign other certificates|cannot verify the cert with the provided root chain)(?<what>.{0,300})/,
      strength: 'fatal',
      title: 'istiod cannot set up its certificate authority',
      example:
        'Error: failed to create discovery service: failed to create CA: failed to create an istiod CA: cannot verify the cert with the provided root chain and cert pool',
      source: 'istio/istio pilot/pkg/bootstrap/istio_ca.go, security/pkg/pki/ca',
      fix: {
        title:
          'Correct the Secret cacerts (ca-cert, ca-key, root-cert, cert-chain), or delete it for a self-signed CA',
        where: 'config',
        commands: [
          'kubectl -n istio-system get secret cacerts istio-ca-secret',
          'kubectl -n istio-system rollout restart deploy/istiod',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'istio-cni/config',
      cause: 'cni-failed',
      pattern:
        /(?:istio-cni.{0,120}(?:failed|error|unable)|install-cni.{0,60}(?:failed|error)|CNI config file (?<file>\S+) (?:preempted|removed|does not exist)|no networks found in \/host\/etc\/cni\/net\.d)/i,
      strength: 'error',
      title: 'istio-cni cannot chain itself into the CNI configuration of the node',
      example:
        '2023-05-11T10:10:01.101Z\terror\tinstall\tinstall-cni failed: no networks found in /host/etc/cni/net.d',
      source: 'istio/istio cni/pkg/install',
      fix: {
        title: "Set cniConfDir and cniBinDir to the node's real directories",
        where: 'config',
        commands: [
          'istioctl install --set values.cni.cniConfDir=/etc/cni/net.d --set values.cni.cniBinDir=/opt/cni/bin',
        ],
      },
    },
  ],
}

/** https://github.com/linkerd/linkerd2: proxy-init, controller/identity, proxy-identity; https://github.com/linkerd/linkerd2-proxy */
export const linkerd: SignatureFamily = {
  programs: [
    'linkerd-init',
    'linkerd-proxy',
    'linkerd-identity',
    'linkerd-proxy-injector',
    'linkerd-destination',
  ],
  signatures: [
    {
      id: 'linkerd-init/iptables',
      cause: 'sidecar-or-injection',
      pattern:
        /(?:level=\w+ msg="?(?:aborting firewall configuration|.{0,80}iptables\S* .{0,200}(?:exit status|Permission denied|not found)))/,
      strength: 'error',
      title: 'linkerd-init cannot write iptables rules in the pod',
      example: [
        `time="2022-05-12T10:10:01Z" level=error msg="aborting firewall configuration"`,
        `time="2022-05-12T10:10:01Z" level=info msg="iptables-legacy -t nat -D PREROUTING -j PROXY_INIT_REDIRECT: exit status 3"`,
      ],
      source: 'linkerd/linkerd2-proxy-init proxy-init/cmd/root.go',
      fix: {
        title:
          'Choose the iptables mode of the nodes (proxyInit.iptablesMode=nft), allow NET_ADMIN and NET_RAW, or use linkerd-cni',
        where: 'config',
        commands: [
          'linkerd upgrade --set proxyInit.iptablesMode=nft | kubectl apply -f -',
          'modprobe -a iptable_nat xt_REDIRECT xt_owner',
        ],
      },
    },
    {
      id: 'linkerd-identity/certificates',
      cause: 'tls-cert',
      pattern:
        /(?:[Ff]ailed to (?:verify|read|initialize|load) (?:issuer credentials|trust anchors|identity (?:service|context)).{0,300}|invalid (?:issuer|trust anchor|identity) .{0,120}(?:expired|x509|not yet valid))/,
      strength: 'fatal',
      title: "Linkerd's issuer certificate or trust anchor is expired or wrong",
      example: `time="2023-05-12T10:10:01Z" level=fatal msg="Failed to initialize identity service: failed to verify issuer credentials for 'identity.linkerd.cluster.local' with trust anchors: x509: certificate has expired or is not yet valid"`,
      source: 'https://linkerd.io/2/tasks/replacing_expired_certificates/',
      fix: {
        title:
          'Replace issuer (and trust anchor), then restart the control plane and the meshed workloads',
        where: 'config',
        commands: [
          'linkerd check',
          'linkerd upgrade --identity-issuer-certificate-file=issuer.crt --identity-issuer-key-file=issuer.key | kubectl apply -f -',
          'kubectl -n linkerd rollout restart deploy',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'linkerd-proxy/identity',
      cause: 'sidecar-or-injection',
      pattern:
        /(?:Identity .{0,60}(?:failed to (?:obtain|certify)|could not be certified)|linkerd[\w_]*(?:identity)[\w:]*.{0,60}(?:[Ff]ailed to (?:certify|obtain) identity|error)|linkerd_(?:reconnect|app_core::control).{0,160}(?:Failed to connect|connection refused|InvalidCertificate|CertExpired|UnknownIssuer|no such host)|controller\{addr=linkerd-(?:identity|dst|policy)\S*).{0,200}/,
      strength: 'error',
      title: "The linkerd-proxy sidecar gets no identity, or cannot reach Linkerd's control plane",
      example: [
        '[     0.101s]  WARN ThreadId(02) identity:identity{server.addr=linkerd-identity-headless.linkerd.svc.cluster.local:8080}:controller{addr=linkerd-identity-headless.linkerd.svc.cluster.local:8080}:endpoint{addr=10.0.0.5:8080}: linkerd_reconnect: Failed to connect error=endpoint 10.0.0.5:8080: invalid peer certificate: CertExpired',
        '[  60.101s] ERROR ThreadId(02) linkerd_proxy_identity_client::certify: Failed to certify identity error=status: Unavailable',
      ],
      source: 'linkerd/linkerd2-proxy linkerd/proxy/identity-client',
      fix: {
        title: 'Check certificates and the control plane, then restart the workload',
        where: 'infra',
        commands: [
          'linkerd check --proxy -n {namespace}',
          'kubectl -n {namespace} rollout restart {workload}',
        ],
      },
    },
    {
      id: 'linkerd/webhook-certificates',
      cause: 'tls-cert',
      pattern:
        /(?:failed to (?:read|load|initialize).{0,60}\/var\/run\/linkerd\/tls\/|open (?<file>\/var\/run\/linkerd\/tls\/\S+): no such file)/,
      strength: 'fatal',
      title: "The certificate of Linkerd's webhook is missing or not trusted",
      example: `time="2023-05-12T10:10:01Z" level=fatal msg="failed to initialize certificate: open /var/run/linkerd/tls/tls.crt: no such file or directory"`,
      source: 'linkerd/linkerd2 controller/webhook/server.go',
      fix: {
        title:
          'Renew the Secrets linkerd-proxy-injector-k8s-tls and the others with linkerd upgrade',
        where: 'config',
        commands: [
          'kubectl -n linkerd get secrets | grep k8s-tls',
          'linkerd upgrade | kubectl apply -f -',
        ],
      },
    },
    {
      id: 'linkerd-network-validator/timeout',
      cause: 'sidecar-or-injection',
      pattern:
        /linkerd-network-validator failed to validate networking configuration|linkerd-network-validator.{0,120}(?:timed out|Failed to validate|[Uu]nable to connect)/,
      strength: 'fatal',
      title: 'linkerd-network-validator finds no redirection: linkerd-cni did not set up this pod',
      example:
        '2023-05-12T10:10:01.101Z ERROR linkerd-network-validator failed to validate networking configuration. Please ensure iptables rules are rewriting traffic as expected. timeout=10s',
      source: 'linkerd/linkerd2-proxy-init validator',
      fix: {
        title:
          'Delete the pod once linkerd-cni runs on its node, and switch the repair controller on',
        where: 'infra',
        commands: [
          'kubectl get pods -A -l k8s-app=linkerd-cni -o wide',
          'kubectl -n {namespace} delete pod {pod}',
        ],
      },
    },
  ],
}

/** https://github.com/dapr/dapr, https://github.com/hashicorp/consul-k8s, https://github.com/kumahq/kuma, https://github.com/spiffe/spire */
export const otherMesh: SignatureFamily = {
  programs: [
    'daprd',
    'dapr-sentry',
    'dapr-placement',
    'consul-dataplane',
    'kuma-sidecar',
    'spire-agent',
    'spire-server',
  ],
  signatures: [
    {
      id: 'dapr/component-init',
      cause: 'sidecar-or-injection',
      pattern:
        /(?:process component (?<name>\S+) error: |[Ff]atal error from runtime: |error initializing (?:pub\/?sub|state store|component|input binding|output binding)|\[INIT_COMPONENT_FAILURE\])(?<what>.{0,300})/,
      strength: 'fatal',
      title: 'The Dapr sidecar ends as a component cannot be initialised',
      example: [
        `time="2023-05-12T10:10:01Z" level=fatal msg="process component statestore error: [INIT_COMPONENT_FAILURE]: initialization error occurred for statestore (state.redis/v1): redis store: error connecting to redis at redis-master:6379" app_id=web scope=dapr.runtime type=log ver=1.11.0`,
      ],
      source: 'dapr/dapr pkg/runtime/processor',
      fix: {
        title: 'Correct the Component (host, secret), get its backend running, or set ignoreErrors',
        where: 'config',
        commands: ['kubectl -n {namespace} get components.dapr.io -o yaml'],
      },
    },
    {
      id: 'dapr/control-plane',
      cause: 'sidecar-or-injection',
      pattern:
        /(?:error (?:connecting to|establishing connection (?:to|with)) (?:the )?(?:placement|sentry|control ?plane).{0,200}|dapr-(?:sentry|api|placement[\w-]*)\.[\w.-]+.{0,120}(?:no such host|connection refused|i\/o timeout)|failed to (?:get|fetch) (?:identity|trust anchors|initial identity).{0,120}dapr)/,
      strength: 'error',
      title: "The Dapr sidecar cannot reach Dapr's control plane",
      example: `time="2023-05-12T10:10:01Z" level=fatal msg="error loading configuration: rpc error: code = Unavailable desc = connection error: desc = transport: Error while dialing dial tcp: lookup dapr-api.dapr-system.svc.cluster.local: no such host" scope=dapr.runtime`,
      source: 'dapr/dapr pkg/security',
      fix: {
        title: 'Get the pods in dapr-system running',
        where: 'infra',
        commands: ['kubectl -n dapr-system get pods', 'dapr mtls expiry -k'],
      },
    },
    {
      id: 'dapr/certificates',
      cause: 'tls-cert',
      pattern:
        /scope=dapr\.\w+.{0,300}x509: |x509: (?<what>.{1,200})scope=dapr\.\w+|dapr-trust-bundle.{0,120}(?:not found|expired|invalid)/,
      strength: 'error',
      title: "Dapr's certificates are expired or not trusted",
      example:
        'time="2023-05-12T10:10:01Z" level=fatal msg="failed to verify certificate: x509: certificate has expired or is not yet valid" instance=dapr-sentry-1 scope=dapr.sentry',
      source: 'https://docs.dapr.io/operations/security/mtls/',
      fix: {
        title: 'Renew the root and issuer certificates and restart control plane and sidecars',
        where: 'config',
        commands: ['dapr mtls renew-certificate -k --valid-until 365 --restart'],
      },
    },
    {
      id: 'spire/attestation',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:msg="Agent crashed"|[Ff]ailed to attest|could not (?:open|parse) trust bundle|create attestation client: failed to (?:dial|receive)|[Nn]ode attestation.{0,60}(?:failed|denied)).{0,300}/,
      strength: 'fatal',
      title: 'The SPIRE agent cannot attest itself to its server',
      example:
        'time="2023-05-12T10:10:01Z" level=error msg="Agent crashed" error="failed to receive attestation response: rpc error: code = PermissionDenied desc = failed to attest: k8s-psat token not authenticated"',
      source: 'spiffe/spire cmd/spire-agent, pkg/agent/attestor/node',
      fix: {
        title:
          'Make cluster name, service account allow list and trust bundle of server and agent agree',
        where: 'config',
        commands: ['kubectl -n spire get cm spire-server spire-agent spire-bundle -o yaml'],
      },
    },
    {
      id: 'consul-k8s/init',
      cause: 'sidecar-or-injection',
      pattern:
        /(?:Unable to (?:get|find) (?:registered )?(?:service|proxy service).{0,200}consul|timed out (?:waiting|polling) for (?:service|proxy).{0,120}regist|consul-(?:connect-inject-init|dataplane|k8s-control-plane).{0,200}(?:error|failed|unable)|connecting to server: .{0,160}failed to discover any server)/i,
      strength: 'error',
      title: 'The Consul init container or dataplane cannot reach Consul or find its registration',
      example:
        '2023-05-12T10:10:01.101Z [ERROR] consul-server-connection-manager: connection error: error="failed to discover Consul server addresses" consul-dataplane failed',
      source: 'hashicorp/consul-k8s control-plane/subcommand/connect-init',
      fix: {
        title: 'Get the Consul servers running, with a Service for the pod',
        where: 'infra',
        commands: ['kubectl get pods,svc -n consul'],
      },
    },
  ],
}
