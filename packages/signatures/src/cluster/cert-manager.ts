import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/cert-manager/cert-manager: cmd/controller, cmd/cainjector, cmd/webhook, pkg/server/tls */
export const certManager: SignatureFamily = {
  programs: ['cert-manager', 'cert-manager-cainjector', 'cert-manager-webhook'],
  signatures: [
    {
      id: 'cert-manager/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /(?:no matches for kind "?(?<resource>Certificate|CertificateRequest|Issuer|ClusterIssuer|Order|Challenge)"? in version "?(?<group>[\w.]*cert-manager\.io\/\w+)|[Ff]ailed to (?:list|watch) \*v1(?:alpha\d|beta\d)?\.(?:Certificate|CertificateRequest|Issuer|ClusterIssuer|Order|Challenge): .{0,80}could not find the requested resource)/,
      strength: 'fatal',
      title: "cert-manager's CRDs are not installed, or are of another release",
      example: [
        `E0223 10:12:01.120190       1 start.go:132] "cert-manager/ca-injector: manager goroutine exited" err="no matches for kind "Certificate" in version "cert-manager.io/v1""`,
        'E0223 10:12:01.120190       1 reflector.go:138] external/io_k8s_client_go/tools/cache/reflector.go:167: Failed to watch *v1.Challenge: failed to list *v1.Challenge: the server could not find the requested resource (get challenges.acme.cert-manager.io)',
      ],
      source: 'https://cert-manager.io/docs/installation/helm/ (crds.enabled)',
      fix: {
        title: 'Install the CRDs of the release',
        where: 'infra',
        commands: [
          'helm -n {namespace} upgrade cert-manager jetstack/cert-manager --reuse-values --set crds.enabled=true',
          'kubectl get crd | grep cert-manager.io',
        ],
      },
    },
    {
      id: 'cert-manager/leader-election-namespace',
      cause: 'rbac-forbidden',
      pattern:
        /(?:error retrieving resource lock (?:kube-system|cert-manager)\/cert-manager[\w-]*: |leases?(?:\.coordination\.k8s\.io)? "?cert-manager[\w-]*"? is forbidden: ).{0,300}(?:forbidden|is managed and access is denied|cannot (?<verb>\w+) resource)/,
      strength: 'error',
      title: 'cert-manager may not use its leader election lease in that namespace',
      explain:
        'Managed clusters (GKE Autopilot, restricted OpenShift) forbid leases in kube-system, the default.',
      example:
        'E0325 10:11:02.120190       1 leaderelection.go:334] error retrieving resource lock kube-system/cert-manager-cainjector-leader-election: leases.coordination.k8s.io "cert-manager-cainjector-leader-election" is forbidden: User "system:serviceaccount:cert-manager:cert-manager-cainjector" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "kube-system": GKE Warden authz',
      source: 'https://cert-manager.io/docs/installation/compatibility/#gke-autopilot',
      fix: {
        title: "Use cert-manager's own namespace for leader election",
        where: 'config',
        commands: [
          'helm -n {namespace} upgrade cert-manager jetstack/cert-manager --reuse-values --set global.leaderElection.namespace={namespace}',
        ],
      },
    },
    {
      id: 'cert-manager/webhook-ca',
      cause: 'webhook-cert',
      pattern:
        /(?:[Ff]ailed to (?:generate|update|initialise|regenerate) (?:initial )?serving certificate|[Ee]rror (?:generating|getting) (?:serving )?certificate.{0,60}authority|[Gg]enerated serving certificate.{0,20}error|no tls\.Certificate available yet)(?:.{0,200})/,
      strength: 'error',
      title: "cert-manager's webhook has no serving certificate yet",
      example: [
        `E0203 10:12:01.120190       1 dynamic_source.go:221] "cert-manager: Failed to generate serving certificate, retrying..." err="failed to get CA: context deadline exceeded" interval="1s"`,
        'I0203 10:12:01.120190       1 logs.go:59] http: TLS handshake error from 10.0.0.1:53411: no tls.Certificate available yet, try again later',
      ],
      source: 'cert-manager/cert-manager pkg/server/tls/dynamic_source.go',
      fix: {
        title:
          'Delete the CA Secret, which the webhook makes again, and see that it may write Secrets',
        where: 'config',
        commands: [
          'kubectl -n {namespace} delete secret cert-manager-webhook-ca',
          'kubectl -n {namespace} rollout restart deploy/cert-manager-webhook',
        ],
      },
    },
    {
      id: 'cert-manager/webhook-call',
      cause: 'webhook-cert',
      pattern: /failed (?:to call|calling) webhook "?(?<name>webhook\.cert-manager\.io)"?.{0,300}/,
      strength: 'error',
      title: "The API server cannot call cert-manager's webhook",
      example: [
        'Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s": x509: certificate signed by unknown authority',
      ],
      source: 'https://cert-manager.io/docs/troubleshooting/webhook/',
      in: ['log', 'event'],
      fix: {
        title:
          'Get webhook and cainjector running, open port 10250 of the webhook from the control plane',
        where: 'infra',
        commands: ['kubectl -n cert-manager get pods,endpoints', 'cmctl check api'],
      },
    },
    {
      id: 'cert-manager/webhook-port',
      cause: 'port-in-use',
      pattern:
        /(?:cert-manager|webhook).{0,160}listen tcp \S*:(?<port>10250|10260|6080|9402): bind: address already in use/i,
      strength: 'fatal',
      title:
        "Port {port} of cert-manager's webhook is taken: with hostNetwork the kubelet holds 10250",
      example: `E0203 10:12:01.120190       1 server.go:219] "cert-manager: Failed to run webhook" err="listen tcp :10250: bind: address already in use"`,
      source: 'https://cert-manager.io/docs/installation/compatibility/#aws-eks',
      fix: {
        title: 'Choose another port for the webhook',
        where: 'config',
        commands: [
          'helm -n {namespace} upgrade cert-manager jetstack/cert-manager --reuse-values --set webhook.securePort=10260',
        ],
      },
    },
    {
      id: 'cainjector/leader-or-cache',
      cause: 'leader-election-lost',
      pattern:
        /(?:cert-manager\/(?:ca-injector|cainjector|controller)|cert-manager).{0,80}(?:leader election lost|lost leader election|error (?:running|starting) (?:manager|core|certificate).{0,60}leader election)/,
      strength: 'fatal',
      title: 'cert-manager lost its leader lease and ended',
      example: `E0223 10:12:01.120190       1 start.go:151] "cert-manager: error running manager" err="leader election lost"`,
      source: 'cert-manager/cert-manager#1760',
      fix: {
        title: 'Look at the latency of the API server and give the pod CPU',
        where: 'infra',
        commands: ['kubectl get --raw /metrics | grep etcd_request_duration_seconds_sum | head'],
      },
    },
    {
      id: 'cert-manager/flags',
      cause: 'app-config-invalid',
      pattern:
        /"cert-manager: .{0,60}error.{0,80}(?:unknown (?:feature gate|flag)|unrecognized feature gate|invalid).{0,120}/,
      strength: 'fatal',
      title: 'cert-manager rejects a flag or feature gate',
      example:
        'E0512 10:12:01.120190       1 main.go:41] "cert-manager: error while executing" err="unrecognized feature gate: ExperimentalGatewayAPISupport"',
      source: 'cert-manager/cert-manager cmd/controller/app/options',
    },
  ],
}
