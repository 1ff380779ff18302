import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/aws/aws-sdk-go, aws-sdk-go-v2: what every AWS client in a pod says; kube2iam, kiam, pod identity webhook */
export const awsIdentity: SignatureFamily = {
  programs: ['AWS IRSA', 'EKS Pod Identity', 'kube2iam', 'kiam', 'aws-iam-authenticator'],
  signatures: [
    {
      id: 'aws-sdk/web-identity-denied',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:WebIdentityErr: failed to retrieve credentials|sts:AssumeRoleWithWebIdentity|AssumeRoleWithWebIdentity, https response error|InvalidIdentityToken: )(?<what>.{0,200})/,
      strength: 'error',
      title: 'AWS refuses the role of the service account (IRSA)',
      explain:
        "The role's trust policy does not name this service account, the OIDC provider is not registered in IAM, or the role ARN is wrong.",
      example: [
        'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity status code: 403, request id: 1b2c',
        'WebIdentityErr: failed to retrieve credentials caused by: AccessDenied: Not authorized',
        'operation error STS: AssumeRoleWithWebIdentity, https response error StatusCode: 400, RequestID: 2f, InvalidIdentityToken: No OpenIDConnect provider found in your account for https://oidc.eks.eu-west-1.amazonaws.com/id/ABC',
      ],
      source:
        'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
      fix: {
        title:
          "Make the role's trust policy name system:serviceaccount:{namespace}:<account>, and register the cluster's OIDC provider",
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get {workload} -o jsonpath="{.spec.template.spec.serviceAccountName}"',
          'aws iam get-role --role-name <role> --query Role.AssumeRolePolicyDocument',
          'eksctl utils associate-iam-oidc-provider --cluster <cluster> --approve',
        ],
      },
    },
    {
      id: 'aws-sdk/no-credentials',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:NoCredentialProviders: no valid providers in chain|no EC2 IMDS role found|failed to refresh cached credentials|EC2RoleRequestError: no EC2 instance role found|EC2MetadataError: failed to make EC2Metadata request)/,
      strength: 'error',
      title:
        'The AWS client finds no credentials: no role for the service account, and IMDS gives none',
      example: [
        'NoCredentialProviders: no valid providers in chain. Deprecated.',
        'operation error EC2: DescribeInstances, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, canceled, context deadline exceeded',
      ],
      source:
        'aws/aws-sdk-go aws/credentials/chain_provider.go; aws/aws-sdk-go-v2 credentials/ec2rolecreds',
      fix: {
        title:
          'Annotate the service account with its role ARN and restart the pod, or allow IMDS with a hop limit of 2',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} annotate sa <account> eks.amazonaws.com/role-arn=<arn> --overwrite',
          'kubectl -n {namespace} rollout restart {workload}',
        ],
      },
    },
    {
      id: 'aws-sdk/region-missing',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:MissingRegion: could not find region configuration|an AWS region is required, but was not found|failed to (?:get|find|resolve) region.{0,80}(?:metadata|IMDS|imds)|Invalid Configuration: Missing Region)/,
      strength: 'error',
      title: 'The AWS client knows no region',
      example: [
        'MissingRegion: could not find region configuration',
        'operation error S3: ListBuckets, resolve auth scheme: resolve endpoint: endpoint rule error, Invalid Configuration: Missing Region',
      ],
      source: 'aws/aws-sdk-go aws/errors.go',
      fix: {
        title: 'Set AWS_REGION on the container',
        where: 'manifest',
        commands: ['kubectl -n {namespace} set env {workload} AWS_REGION=<region>'],
      },
    },
    {
      id: 'aws-sdk/token-invalid',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:ExpiredTokenException|ExpiredToken: The security token included|InvalidClientTokenId: The security token included|UnrecognizedClientException: The security token included|SignatureDoesNotMatch: )/,
      strength: 'error',
      title: 'AWS rejects the credentials: expired, unknown, or the clock is wrong',
      example: [
        'InvalidClientTokenId: The security token included in the request is invalid. status code: 403',
        'ExpiredTokenException: Token expired: current date/time must be before the expiration date/time',
      ],
      source: 'https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html',
      fix: {
        title: 'Replace the keys, or use a role for the service account instead of keys',
        where: 'config',
      },
    },
    {
      id: 'aws-iam-authenticator/start',
      cause: 'app-config-invalid',
      pattern:
        /(?:could not (?:load|parse|get|find) .{0,60}(?:aws-iam-authenticator|heptio-authenticator)|cluster ID cannot be empty|(?:aws-iam-authenticator|heptio-authenticator-aws).{0,80}(?:no such file|failed|level=fatal))/i,
      strength: 'fatal',
      title: 'aws-iam-authenticator rejects its configuration',
      example:
        'time="2021-03-02T10:11:02Z" level=fatal msg="could not get configuration" error="cluster ID cannot be empty"',
      source: 'kubernetes-sigs/aws-iam-authenticator cmd/aws-iam-authenticator',
    },
    {
      id: 'kube2iam/iptables',
      cause: 'security-context',
      pattern:
        /(?:Error (?:adding|inserting|checking) iptables rule.{0,200}|kube2iam.{0,80}iptables.{0,80}(?:failed|denied)|Error validating (?:host|node) interface|host-interface .{0,80}(?:not found|no such network interface))/i,
      strength: 'fatal',
      title: 'kube2iam or kiam cannot set its iptables rule on the node',
      example:
        'time="2019-04-11T10:01:10Z" level=fatal msg="Error validating host interface" error="route ip+net: no such network interface"',
      source: 'jtblin/kube2iam iptables/iptables.go',
      fix: {
        title:
          'Run it privileged with hostNetwork, and set --host-interface to the pattern of the CNI (eni+, cali+, cni0)',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} get {workload} -o yaml | grep -nE "host-interface|privileged|hostNetwork"',
        ],
      },
    },
    {
      id: 'kiam/tls',
      cause: 'tls-cert',
      pattern:
        /(?:error creating (?:server|agent) gateway|error dialing grpc server).{0,200}(?:context deadline exceeded|x509|tls)/,
      strength: 'fatal',
      title: 'The kiam agent cannot open its TLS connection to the kiam server',
      example:
        'level=fatal msg="error creating server gateway: error dialing grpc server: context deadline exceeded"',
      source: 'uswitch/kiam docs/TLS.md',
      fix: {
        title: "Renew the certificates of agent and server, with the server's service name in it",
        where: 'config',
        commands: ['kubectl -n {namespace} get secret | grep kiam'],
      },
    },
  ],
}

/** https://github.com/GoogleCloudPlatform/cloud-sql-proxy (v1 and v2), alloydb-auth-proxy, cloud.google.com/go/compute/metadata */
export const googleIdentity: SignatureFamily = {
  programs: ['Cloud SQL proxy', 'AlloyDB proxy', 'GKE metadata server', 'GCP workload identity'],
  signatures: [
    {
      id: 'gcp/metadata-token-not-defined',
      cause: 'cloud-iam-denied',
      pattern:
        /metadata: GCE metadata "(?<key>instance\/service-accounts\/[^"?]*)(?:\?[^"]*)?" not defined/,
      strength: 'error',
      title: "The metadata server has no token for this pod's service account",
      explain:
        'The Kubernetes service account is not bound to a Google service account, or the pod started before the GKE metadata server on its node.',
      example: [
        '\tGet "https://sqladmin.googleapis.com/sql/v1beta4/projects/acme/instances/europe-west3~main-dev/connectSettings?alt=json&prettyPrint=false": metadata: GCE metadata "instance/service-accounts/default/token?scopes=https%!A(MISSING)%!F(MISSING)%!F(MISSING)www.googleapis.com" not defined',
      ],
      source:
        'GoogleCloudPlatform/cloud-sql-proxy#1078; googleapis/google-cloud-go compute/metadata',
      from: ['101-cloudsql-proxy-workload-identity'],
      fix: {
        title:
          'Bind the two service accounts, annotate the Kubernetes one, and run the pod with it on nodes with the GKE metadata server',
        where: 'infra',
        commands: [
          'gcloud iam service-accounts add-iam-policy-binding <gsa>@<project>.iam.gserviceaccount.com --role roles/iam.workloadIdentityUser --member "serviceAccount:<project>.svc.id.goog[{namespace}/<ksa>]"',
          'kubectl -n {namespace} annotate sa <ksa> iam.gke.io/gcp-service-account=<gsa>@<project>.iam.gserviceaccount.com --overwrite',
          'kubectl -n {namespace} rollout restart {workload}',
        ],
      },
    },
    {
      id: 'gcp/metadata-unreachable',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:compute: Received (?<what>\d{3}) `|(?:Get|dial).{0,120}(?:169\.254\.169\.254|metadata\.google\.internal)[^ ]*.{0,120}(?:connection refused|i\/o timeout|no route to host|deadline exceeded|no such host))/,
      strength: 'error',
      title: 'The GKE metadata server refuses or does not answer',
      example: [
        'Get "http://169.254.169.254/computeMetadata/v1/project/project-id": dial tcp 169.254.169.254:80: connect: connection refused',
        'compute: Received 403 `Unable to generate access token; IAM returned 403 Forbidden: Permission iam.serviceAccounts.getAccessToken denied`',
      ],
      source: 'https://cloud.google.com/kubernetes-engine/docs/troubleshooting/authentication',
      fix: {
        title:
          'See that the GKE metadata server runs on the node, no NetworkPolicy blocks 169.254.169.252/254, and the accounts are bound',
        where: 'infra',
        commands: [
          'kubectl -n kube-system get pods -l k8s-app=gke-metadata-server -o wide',
          'kubectl -n {namespace} get networkpolicy',
        ],
      },
    },
    {
      id: 'gcp/default-credentials',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:google: could not find default credentials|google\.auth\.exceptions\.DefaultCredentialsError|Your default credentials were not found|could not find default credentials\. See)/,
      strength: 'error',
      title: 'The Google client finds no credentials',
      example: [
        'google: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information',
      ],
      source: 'golang/oauth2 google/default.go',
      fix: {
        title:
          'Use workload identity, or mount a key and name it in GOOGLE_APPLICATION_CREDENTIALS',
        where: 'config',
        commands: [
          'kubectl -n {namespace} get {workload} -o yaml | grep -nE "serviceAccountName|GOOGLE_APPLICATION_CREDENTIALS"',
        ],
      },
    },
    {
      id: 'cloudsql-proxy/permission',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:(?:googleapi|Google API): Error 403: .{0,200}(?:notAuthorized|forbidden|PERMISSION_DENIED|accessNotConfigured|cloudsql\.\w+|insufficient)|The client is not authorized to make this request|boss::NOT_AUTHORIZED)/,
      strength: 'error',
      title:
        'Google Cloud refuses the call: the account lacks the role (Cloud SQL Client for the proxy), or the API is off',
      example: [
        'googleapi: Error 403: The client is not authorized to make this request., notAuthorized',
        'ensure that the account has access to "acme:europe-west3:main" (and make sure there\'s no typo in that name). Error during createEphemeral: googleapi: Error 403: boss::NOT_AUTHORIZED: Not authorized to access resource., forbidden',
      ],
      source: 'https://cloud.google.com/sql/docs/mysql/connect-auth-proxy#troubleshooting',
      fix: {
        title: 'Grant roles/cloudsql.client to the account and enable sqladmin.googleapis.com',
        where: 'infra',
        commands: [
          'gcloud projects add-iam-policy-binding <project> --member serviceAccount:<gsa>@<project>.iam.gserviceaccount.com --role roles/cloudsql.client',
          'gcloud services enable sqladmin.googleapis.com',
        ],
      },
    },
    {
      id: 'cloudsql-proxy/instance-name',
      cause: 'app-config-invalid',
      pattern:
        /(?:invalid instance connection name|missing colon in \S+|instance does not exist.{0,80}|(?:config|connection) error: invalid instance|connection name is mismatched|instance connection name .{0,20}not (?:valid|found))/i,
      strength: 'fatal',
      title: 'The Cloud SQL proxy is given no valid instance connection name',
      example: [
        'The proxy has encountered a terminal error: unable to start: [main] Unable to mount socket: config error: invalid instance connection name, expected PROJECT:REGION:INSTANCE',
      ],
      source: 'GoogleCloudPlatform/cloud-sql-go-connector internal/instance/conn_name.go',
      fix: {
        title: 'Give it as project:region:instance',
        where: 'manifest',
        commands: ['gcloud sql instances describe <instance> --format="value(connectionName)"'],
      },
    },
    {
      id: 'cloudsql-proxy/no-private-ip',
      cause: 'app-config-invalid',
      pattern: /instance does not have (?:an )?IP of type "?(?<what>\w+)/,
      strength: 'error',
      title: 'The Cloud SQL instance has no address of type {what}',
      example:
        'failed to connect to instance: Config error: instance does not have IP of type "PUBLIC" (connection name = "acme:europe-west3:main")',
      source: 'GoogleCloudPlatform/cloud-sql-go-connector internal/cloudsql/refresh.go',
      fix: {
        title: 'Add --private-ip to the proxy, or give the instance a public address',
        where: 'manifest',
      },
    },
    {
      id: 'cloudsql-proxy/terminal-error',
      cause: 'app-config-invalid',
      pattern:
        /The proxy has encountered a terminal error: (?!.*(?:invalid instance|403|GCE metadata|credentials|bind:))(?<what>.{1,300})/,
      strength: 'fatal',
      title: 'The Cloud SQL or AlloyDB proxy ends: {what}',
      example:
        '2023/03/20 10:11:02 The proxy has encountered a terminal error: unable to start: no instance selected because none of --instances, --instances_metadata is set',
      source: 'GoogleCloudPlatform/cloud-sql-proxy cmd/root.go',
    },
  ],
}

/** https://github.com/Azure/azure-sdk-for-go sdk/azidentity, Azure/azure-workload-identity, Azure/aad-pod-identity */
export const azureIdentity: SignatureFamily = {
  programs: ['Azure workload identity', 'aad-pod-identity', 'azure-cloud-node-manager'],
  signatures: [
    {
      id: 'azure/credential-failed',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:DefaultAzureCredential: failed to acquire a token|(?:Managed|Workload)IdentityCredential authentication (?:failed|unavailable)|AADSTS(?<key>\d{5,7})\b|failed to acquire a token.{0,60}IMDS|adal: Refresh request failed)/,
      strength: 'error',
      title: 'Azure gives the pod no token for its identity',
      explain:
        'The federated credential does not fit issuer, namespace and service account, the label azure.workload.identity/use is missing, or the identity does not exist on the node.',
      example: [
        'ManagedIdentityCredential authentication failed',
        'AADSTS70021: No matching federated identity record found for presented assertion.',
        'adal: Refresh request failed. Status Code = \'400\'. Response body: {"error":"invalid_request","error_description":"Identity not found"}',
      ],
      source: 'https://azure.github.io/azure-workload-identity/docs/troubleshooting.html',
      fix: {
        title:
          'Make the federated credential name the cluster issuer and system:serviceaccount:{namespace}:<account>, and label the pod',
        where: 'infra',
        commands: [
          'az identity federated-credential list --identity-name <identity> -g <group> -o table',
          'kubectl -n {namespace} get {workload} -o yaml | grep -n "azure.workload.identity"',
        ],
      },
    },
    {
      id: 'azure/authorization-failed',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:Code="AuthorizationFailed"|ERROR CODE: AuthorizationFailed|LinkedAuthorizationFailed|does not have authorization to perform action '(?<what>[^']+)')/,
      strength: 'error',
      title: 'Azure refuses the action: the identity lacks a role assignment',
      example: `StatusCode=403 -- Original Error: Code="AuthorizationFailed" Message="The client '1a2b' with object id '1a2b' does not have authorization to perform action 'Microsoft.Compute/disks/read' over scope '/subscriptions/0000'"`,
      source: 'https://learn.microsoft.com/azure/role-based-access-control/troubleshooting',
      fix: {
        title: 'Assign the role on the resource group to the identity',
        where: 'infra',
        commands: [
          'az role assignment create --assignee <client-id> --role Contributor --scope <resource-group-id>',
        ],
      },
    },
    {
      id: 'azure/cloud-config',
      cause: 'config-file-missing',
      pattern:
        /(?:open|read|stat) (?<file>\/etc\/kubernetes\/azure\.json): (?:no such file or directory|permission denied)|azure-cloud-provider.{0,60}(?:secrets? )?"?azure-cloud-provider"? not found/,
      strength: 'error',
      title: 'The Azure cloud configuration (azure.json) is not there',
      example: `W0701 09:11:02.120190       1 azure.go:95] load azure config from file(/etc/kubernetes/azure.json) failed with open /etc/kubernetes/azure.json: no such file or directory`,
      source: 'kubernetes-sigs/azuredisk-csi-driver pkg/azureutils/azure_disk_utils.go',
      fix: {
        title:
          'Mount /etc/kubernetes/azure.json, or create the Secret azure-cloud-provider with cloud-config',
        where: 'config',
      },
    },
    {
      id: 'aad-pod-identity/crd',
      cause: 'api-version-removed',
      pattern:
        /(?:failed to list \*\S*(?<resource>AzureIdentity\w*|AzureAssignedIdentity)|aadpodidentity\.k8s\.io\/v1.{0,80}(?:not found|no matches)).{0,200}/,
      strength: 'error',
      title: 'The CRDs of aad-pod-identity are missing',
      example:
        'E0612 10:01:20.120190       1 reflector.go:178] failed to list *v1.AzureIdentityBinding: the server could not find the requested resource (get azureidentitybindings.aadpodidentity.k8s.io)',
      source: 'Azure/aad-pod-identity deploy/infra',
    },
  ],
}
