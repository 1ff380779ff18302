import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the SDKs of AWS, Google Cloud and Azure say when the pod has no identity or may not do something. */
export const cloud: SignatureFamily = {
  programs: ['AWS SDK', 'boto3', 'AWS CLI', 'Google Cloud client libraries', 'Azure SDK'],
  signatures: [
    {
      id: 'aws/no-credentials',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:Unable to locate credentials|NoCredentialsError|PartialCredentialsError|Could not load credentials from any providers|CredentialsProviderError: (?<what>.{1,160})|Unable to load (?:AWS )?credentials from (?:any of the providers|any provider)|Missing credentials in config|no valid (?:credential|providers) (?:sources|in chain)|failed to refresh cached credentials|Error: Credential(?:s)? (?:is missing|could not be loaded)|the credential provider was not enabled|CredentialsNotLoaded|NoCredentialProviders)/,
      strength: 'error',
      title: 'The AWS SDK finds no credentials in the pod',
      explain:
        'None of the sources (environment, web identity token of the service account, instance metadata) gives credentials: the service account has no role annotation, or the metadata service cannot be reached from pods.',
      example: [
        'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
        'CredentialsProviderError: Could not load credentials from any providers',
        'software.amazon.awssdk.core.exception.SdkClientException: Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain',
        'operation error S3: ListBuckets, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found',
      ],
      source: 'botocore exceptions.py; AWS SDKs for JavaScript, Java, Go',
      from: ['c48-boto3-no-credentials-irsa'],
      fix: {
        title:
          'Give the service account a role (eks.amazonaws.com/role-arn, or a Pod Identity association) and restart the pods',
        where: 'manifest',
        commands: ['kubectl -n {namespace} get pod {pod} -o jsonpath="{.spec.serviceAccountName}"'],
      },
    },
    {
      id: 'aws/assume-role-denied',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:Not authorized to perform sts:(?<verb>AssumeRole\w{0,20})|AccessDenied.{0,120}AssumeRole|AssumeRole(?:WithWebIdentity)?.{0,80}(?:AccessDenied|is not authorized|InvalidIdentityToken)|No OpenIDConnect provider found in your account|WebIdentityErr|Couldn't retrieve verification key from your identity provider)/,
      strength: 'error',
      title: 'AWS does not let the pod assume its role',
      explain:
        "The role's trust policy does not name this cluster's OIDC provider, namespace and service account, or the provider is not registered.",
      example: [
        'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity',
        'WebIdentityErr: failed to retrieve credentials caused by: InvalidIdentityToken: No OpenIDConnect provider found in your account for https://oidc.eks.eu-west-1.amazonaws.com/id/ABC',
      ],
      source: 'AWS STS',
    },
    {
      id: 'aws/access-denied',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:User: (?<user>arn:aws\S{0,20}:\S{1,200}) is not authorized to perform: (?<verb>[\w:-]{1,80})|An error occurred \((?<what>AccessDenied(?:Exception)?|UnauthorizedOperation|AuthorizationError|AccessDeniedFault|403|AuthFailure)\) when calling the (?<name>\w{1,80}) operation|(?:api error|status code: 40[03],?.{0,60}) ?(?:AccessDenied(?:Exception)?|UnauthorizedOperation)|(?<!nio\.file\.)AccessDeniedException: (?!\/)|(?:AmazonS3Exception|S3Exception|S3ServiceException).{0,80}(?:Access Denied|Forbidden))/,
      strength: 'error',
      title: "AWS does not allow the pod's role to do what it asks",
      example: [
        'AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/app/1 is not authorized to perform: secretsmanager:GetSecretValue on resource: db',
        'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
        'operation error EC2: DescribeInstances, https response error StatusCode: 403, RequestID: 1, api error UnauthorizedOperation: You are not authorized to perform this operation.',
      ],
      source: 'AWS IAM error responses',
    },
    {
      id: 'aws/region-missing',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:NoRegionError|You must specify a region|Region is missing|Unable to find a region via the region provider chain|MissingRegion|could not find region configuration|an AWS region is required|ConfigError: Missing region in config|Unable to load region from any of the providers|Missing Region)/,
      strength: 'error',
      title: 'The AWS SDK does not know its region',
      example: [
        'botocore.exceptions.NoRegionError: You must specify a region.',
        'Error: Region is missing',
        'com.amazonaws.SdkClientException: Unable to find a region via the region provider chain.',
        'ConfigError: Missing region in config',
      ],
      source: 'botocore; AWS SDKs',
      fix: {
        title: 'Set AWS_REGION',
        where: 'manifest',
        commands: ['kubectl -n {namespace} set env {workload} -c {container} AWS_REGION=<region>'],
      },
    },
    {
      id: 'aws/token-invalid',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:ExpiredToken(?:Exception)?\b|RequestExpired|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidAccessKeyId|The security token included in the request is (?<what>invalid|expired)|InvalidSignatureException|AuthFailure: AWS was not able to validate)/,
      strength: 'error',
      title: 'AWS does not accept the credentials that the pod has',
      example: [
        'An error occurred (ExpiredToken) when calling the ListObjectsV2 operation: The provided token has expired.',
        'UnrecognizedClientException: The security token included in the request is invalid.',
        'InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.',
      ],
      source: 'AWS error responses',
    },
    {
      id: 'aws/imds-unreachable',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:(?:EC2 ?(?:Instance)?[Mm]etadata|IMDS|ec2imds|169\.254\.169\.254|EC2MetadataError|instance metadata)\S{0,3}.{0,200}(?:timed? ?out|deadline exceeded|refused|no route to host|canceled|not (?:be )?(?:found|available)|failed|unavailable|40[134])|Unable to (?:contact|load|fetch|connect to) .{0,40}(?:EC2|instance|IMDS).{0,20}metadata|Failed to connect to service endpoint|Max retries exceeded with url: \/latest\/(?:meta-data|api\/token))/,
      strength: 'error',
      title: 'The instance metadata service of the cloud cannot be reached from the pod',
      explain:
        'IMDSv2 with a hop limit of 1 answers only to the node itself, and network policies often block 169.254.169.254; a pod should get its identity from its service account instead.',
      example: [
        'EC2MetadataError: failed to make EC2Metadata request, request timed out',
        'operation error ec2imds: GetMetadata, request canceled, context deadline exceeded',
        'Get "http://169.254.169.254/latest/meta-data/": dial tcp 169.254.169.254:80: i/o timeout',
        'com.amazonaws.SdkClientException: Failed to connect to service endpoint: ',
      ],
      source: 'AWS SDKs; EC2 IMDS',
    },
    {
      id: 'gcp/no-default-credentials',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:[Cc]ould not (?:load|find|automatically determine) (?:the )?(?:default )?credentials|default credentials were not found|DefaultCredentialsError|The Application Default Credentials are not available|Unable to detect a Project Id|Could not (?:determine|detect|find) (?:a |the |default )?project(?: ID)?)/,
      strength: 'error',
      title: 'The Google client finds no credentials in the pod',
      example: [
        'google: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information',
        'Error: Could not load the default credentials. Browse to https://cloud.google.com/docs/authentication/getting-started for more information.',
        'google.auth.exceptions.DefaultCredentialsError: Your default credentials were not found.',
        'java.io.IOException: The Application Default Credentials are not available.',
      ],
      source: 'Google auth libraries',
    },
    {
      id: 'gcp/permission-denied',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:googleapi: Error 403|Permission '?(?<verb>[\w.]{3,100})'? (?:denied on|is missing|was denied)|does not have (?<what>[\w.]{3,100}) access to|google\.api_core\.exceptions\.(?:Forbidden|PermissionDenied)|iam\.serviceAccounts\.getAccessToken|IAM_PERMISSION_DENIED|PERMISSION_DENIED: (?!.{0,80}(?:user|password))(?<name>.{1,160})|Error 403: .{0,120}(?:insufficient|SERVICE_DISABLED|scopes)|Unable to generate access token; IAM returned 403|ACCESS_TOKEN_SCOPE_INSUFFICIENT)/,
      strength: 'error',
      title: "Google Cloud does not allow the pod's service account to do what it asks",
      example: [
        'googleapi: Error 403: api@shop.iam.gserviceaccount.com does not have storage.objects.list access to the Google Cloud Storage bucket., forbidden',
        "google.api_core.exceptions.PermissionDenied: 403 Permission 'secretmanager.versions.access' denied on resource (or it may not exist).",
        'io.grpc.StatusRuntimeException: PERMISSION_DENIED: The caller does not have permission',
      ],
      source: 'Google Cloud IAM error responses',
    },
    {
      id: 'gcp/metadata',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:metadata\.google\.internal|GCE metadata|Compute Engine [Mm]etadata|ComputeEngineCredentials|metadata server).{0,200}(?:not defined|timed? ?out|refused|no such host|404|403|unavailable|cannot (?:find|be)|failed|unreachable|[Uu]nable)/,
      strength: 'error',
      title: "Google's metadata server gives the pod no token",
      explain:
        'The Kubernetes service account is not bound to a Google service account, the node pool has no GKE metadata server, or a NetworkPolicy blocks it.',
      example: [
        'metadata: GCE metadata "instance/service-accounts/default/token" not defined',
        'google.auth.exceptions.TransportError: Failed to retrieve http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/ from the Google Compute Engine metadata service. Compute Engine Metadata server unavailable',
      ],
      source: 'Google auth libraries',
      from: ['101-cloudsql-proxy-workload-identity'],
    },
    {
      id: 'azure/credential',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:DefaultAzureCredential(?: failed|: failed| authentication)|ChainedTokenCredential (?:failed|authentication failed)|ManagedIdentityCredential(?: authentication)? (?:unavailable|failed)|CredentialUnavailable(?:Error|Exception)|WorkloadIdentityCredential.{0,60}(?:failed|unavailable|not available)|AADSTS(?<what>\d{4,7})|EnvironmentCredential authentication unavailable|Identity not found|failed to acquire (?:a )?token.{0,80}(?:azure|msi|identity))/,
      strength: 'error',
      title: 'Azure gives the pod no token',
      example: [
        'azure.core.exceptions.ClientAuthenticationError: DefaultAzureCredential failed to retrieve a token from the included credentials.',
        'ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.',
        'AADSTS70021: No matching federated identity record found for presented assertion.',
        'Azure.Identity.CredentialUnavailableException: ManagedIdentityCredential authentication unavailable. No managed identity endpoint found.',
      ],
      source: 'Azure Identity SDKs; Microsoft Entra error codes',
    },
    {
      id: 'azure/authorization',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:AuthorizationFailed|AuthorizationPermissionMismatch|does not have authorization to perform action '(?<verb>[^']{1,120})'|ForbiddenByPolicy|ForbiddenByRbac|Caller is not authorized to perform action on resource|does not have secrets (?:get|list) permission on key vault)/,
      strength: 'error',
      title: "Azure does not allow the pod's identity to do what it asks",
      example: [
        `Code="AuthorizationFailed" Message="The client '1' with object id '1' does not have authorization to perform action 'Microsoft.Network/dnsZones/read' over scope"`,
        'Caller is not authorized to perform action on resource. If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.',
      ],
      source: 'Azure Resource Manager and Key Vault error codes',
    },
  ],
}
