import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/kubernetes-sigs/external-dns: main.go, controller, provider */
export const externalDns: SignatureFamily = {
  programs: ['external-dns'],
  signatures: [
    {
      id: 'external-dns/route53-denied',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:is not authorized to perform: (?<what>route53:\w+)|records retrieval failed: failed to list hosted zones: .{0,200}(?:AccessDenied|NoCredentialProviders|WebIdentityErr|no EC2 IMDS|status code: 403|StatusCode: 403))/,
      strength: 'fatal',
      title: 'Route 53 refuses external-dns: its IAM role is missing or lacks permissions',
      example: [
        'time="2023-04-12T10:10:01Z" level=fatal msg="records retrieval failed: failed to list hosted zones: AccessDenied: User: arn:aws:sts::1111:assumed-role/nodes/i-1 is not authorized to perform: route53:ListHostedZones because no identity-based policy allows it"',
        'time="2021-04-12T10:10:01Z" level=error msg="records retrieval failed: failed to list hosted zones: WebIdentityErr: failed to retrieve credentials"',
      ],
      source: 'https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/',
      fix: {
        title:
          'Give the service account a role that may ListHostedZones, ListResourceRecordSets and ChangeResourceRecordSets',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get sa external-dns -o jsonpath="{.metadata.annotations}"',
          'kubectl -n {namespace} rollout restart {workload}',
        ],
      },
    },
    {
      id: 'external-dns/provider-auth',
      cause: 'dependency-auth-failed',
      pattern:
        /level=fatal msg="(?:.{0,200})(?:Invalid request headers \(6003\)|Authentication error \(10000\)|Unable to authenticate you|run loop: .{0,160}(?:401|403|[Uu]nauthorized|invalid API|Access denied|invalid_client))/i,
      strength: 'fatal',
      title: 'The DNS provider rejects the credentials of external-dns',
      example: [
        'time="2023-06-12T10:10:01Z" level=fatal msg="Failed to do run loop: Authentication error (10000)"',
        'time="2021-06-12T10:10:01Z" level=fatal msg="GET https://api.digitalocean.com/v2/domains: 401 Unauthorized Unable to authenticate you"',
      ],
      source: 'kubernetes-sigs/external-dns provider/cloudflare, provider/digitalocean',
      fix: {
        title: 'Replace the token in the Secret by one that may edit the zone',
        where: 'config',
        commands: ['kubectl -n {namespace} get {workload} -o yaml | grep -nA4 secretKeyRef'],
      },
    },
    {
      id: 'external-dns/provider-credentials-missing',
      cause: 'env-missing',
      pattern:
        /level=fatal msg="(?:failed to (?:instantiate|initialize) .{0,40}provider.{0,120}|invalid credentials: key.{0,160}|[Nn]o (?:API )?(?:token|key|credentials) (?:found|provided|specified).{0,80}|.{0,40}API_TOKEN.{0,80})/,
      strength: 'fatal',
      title: 'external-dns cannot set up its provider: token or configuration file is missing',
      example: [
        `time="2023-06-12T10:10:01Z" level=fatal msg="invalid credentials: key & email must not be empty"`,
        'time="2021-06-12T10:10:01Z" level=fatal msg="No token found"',
      ],
      source: 'kubernetes-sigs/external-dns provider/*',
      fix: {
        title: "Set the provider's variables or mount its configuration, as its tutorial says",
        where: 'config',
      },
    },
    {
      id: 'external-dns/source-sync',
      cause: 'rbac-forbidden',
      pattern:
        /level=fatal msg="failed to sync (?<resource>\*[\w./]+): (?<what>context deadline exceeded|timed out).{0,100}/,
      strength: 'fatal',
      title:
        'external-dns could not list {resource}: RBAC, a missing CRD, or the API server does not answer',
      explain:
        'It waits 60 seconds for the caches of its sources, and ends when one cannot be filled.',
      example: [
        'time="2023-06-12T10:10:01Z" level=fatal msg="failed to sync *v1.Ingress: context deadline exceeded"',
        'time="2024-06-12T10:10:01Z" level=fatal msg="failed to sync *v1.EndpointSlice: context deadline exceeded with timeout 1m0s"',
      ],
      source: 'kubernetes-sigs/external-dns source/informers/informers.go',
      fix: {
        title: 'Grant list and watch on that kind, or take its source from --source',
        where: 'rbac',
        commands: [
          'kubectl auth can-i list endpointslices.discovery.k8s.io --as=system:serviceaccount:{namespace}:external-dns',
          'kubectl -n {namespace} get {workload} -o yaml | grep -n -- --source',
        ],
      },
    },
    {
      id: 'external-dns/cache-timeout',
      cause: 'dependency-unreachable',
      pattern:
        /level=fatal msg="failed to (?:sync cache|wait for caches): .{0,160}(?:timed out|deadline)/,
      strength: 'fatal',
      title: 'external-dns could not fill its caches from the API server in time',
      example:
        'time="2020-06-12T10:10:01Z" level=fatal msg="failed to sync cache: timed out waiting for the condition"',
      source: 'kubernetes-sigs/external-dns#961',
      fix: {
        title:
          'Check RBAC for nodes, services and endpoints, the CRDs of the sources, and the way to the API server',
        where: 'rbac',
        commands: [
          'kubectl auth can-i list nodes --as=system:serviceaccount:{namespace}:external-dns',
        ],
      },
    },
    {
      id: 'external-dns/flags',
      cause: 'app-config-invalid',
      pattern:
        /level=fatal msg="(?:flag parsing error: |config validation failed: |unknown (?:dns provider|source|registry|policy)|no sources specified)(?<what>[^"]{0,300})/,
      strength: 'fatal',
      title: 'external-dns rejects its arguments: {what}',
      example: [
        `time="2023-06-12T10:10:01Z" level=fatal msg="flag parsing error: unknown long flag '--zone-id-filters'"`,
        `time="2023-06-12T10:10:01Z" level=fatal msg="config validation failed: no provider specified"`,
      ],
      source: 'kubernetes-sigs/external-dns main.go, pkg/apis/externaldns/validation',
      fix: {
        title: 'Correct the arguments for the version that runs',
        where: 'manifest',
        commands: ['kubectl -n {namespace} get {workload} -o yaml | grep -nA20 args'],
      },
    },
    {
      id: 'external-dns/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /level=fatal msg="(?:.{0,160})(?:(?:could not find the requested resource|no matches for kind).{0,40}(?:dnsendpoint|externaldns)|couldn't get resource list for)/,
      strength: 'fatal',
      title: 'A CRD of one of the sources of external-dns is not installed',
      example: `time="2023-06-12T10:10:01Z" level=fatal msg="the server could not find the requested resource (get dnsendpoints.externaldns.k8s.io)"`,
      source: 'kubernetes-sigs/external-dns source/crd.go',
      fix: {
        title: 'Install the CRD, or remove the source',
        where: 'infra',
        commands: ['kubectl get crd | grep -E "dnsendpoints|gateway.networking|traefik|istio"'],
      },
    },
    {
      id: 'external-dns/run-loop',
      cause: 'dependency-unreachable',
      pattern:
        /level=fatal msg="(?:Failed to do run loop: |failed to (?:list|get) (?:hosted zones|zones|records): )(?!.*(?:401|403|Authentication|AccessDenied))(?<what>[^"]{1,300})/,
      strength: 'fatal',
      title: 'external-dns ends as a call to the provider or the API server fails: {what}',
      example:
        'time="2024-08-12T10:10:01Z" level=fatal msg="Failed to do run loop: soft error: records retrieval failed: dial tcp: lookup route53.amazonaws.com: i/o timeout"',
      source: 'kubernetes-sigs/external-dns controller/controller.go',
    },
  ],
}
