import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the cloud SDKs of Go say when they find no credentials or are denied. */
export const goCloud: SignatureFamily = {
  programs: ['AWS SDK for Go', 'Google Cloud Go', 'Azure SDK for Go', 'minio-go'],
  signatures: [
    {
      id: 'aws-go/shared-profile',
      cause: 'cloud-iam-denied',
      pattern:
        /failed to get shared config profile, (?<name>[\w.-]{1,80})|SharedConfigProfileNotExistsError: failed to get profile(?:, (?<profile>[\w.-]{1,80}))?/,
      strength: 'fatal',
      title:
        'The AWS profile {name} is not in the pod: AWS_PROFILE is set and there is no such file',
      example: 'failed to load config, failed to get shared config profile, prod',
      source: 'aws/aws-sdk-go-v2 config/shared_config.go SharedConfigProfileNotExistError',
    },
    {
      id: 'aws-go/web-identity-token',
      cause: 'cloud-iam-denied',
      pattern:
        /failed to retrieve jwt from provide source, unable to read file at (?<file>\S{1,200})/,
      strength: 'fatal',
      title: 'The projected web identity token {file} cannot be read',
      example:
        'failed to refresh cached credentials, failed to retrieve jwt from provide source, unable to read file at /var/run/secrets/eks.amazonaws.com/serviceaccount/token: open /var/run/secrets/eks.amazonaws.com/serviceaccount/token: permission denied',
      source: 'aws/aws-sdk-go-v2 credentials/stscreds/web_identity_provider.go',
    },
    {
      id: 'aws-go/static-empty',
      cause: 'env-missing',
      pattern:
        /(?:StaticCredentialsEmpty: )?static credentials are empty|EmptyStaticCreds: static credentials are empty/,
      strength: 'fatal',
      title: 'The AWS access key that reaches the program is empty',
      example:
        'get credentials: failed to refresh cached credentials, static credentials are empty',
      source: 'aws/aws-sdk-go-v2 credentials/static_provider.go',
    },
    {
      id: 'aws-go/clock-skew',
      cause: 'kernel-or-node',
      pattern:
        /(?:RequestTimeTooSkewed|RequestExpired|SignatureDoesNotMatch: Signature (?:expired|not yet current)|InvalidSignatureException: Signature (?:expired|not yet current))(?<what>.{0,160})/,
      strength: 'error',
      title: "The node's clock differs too much from AWS' for a signature to hold",
      example:
        'api error RequestTimeTooSkewed: The difference between the request time and the current time is too large.',
      source: 'AWS S3 error responses, RequestTimeTooSkewed',
    },
    {
      id: 'aws-go/pod-identity',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:failed to (?:load|retrieve) credentials from container endpoint|operation error ContainerCredentials|ecs: failed to load credentials|EcsError|169\.254\.170\.(?:2|23)[^\n]{0,120}(?:refused|timeout|deadline|\b40[0-9]\b|\b500\b))(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'The EKS pod identity agent (or the ECS agent) gives no credentials',
      example:
        'get credentials: failed to refresh cached credentials, failed to load credentials, : unable to connect to http://169.254.170.23/v1/credentials: dial tcp 169.254.170.23:80: connect: connection refused',
      source: 'aws/aws-sdk-go-v2 credentials/endpointcreds',
    },
    {
      id: 'aws-go/no-imds-role',
      cause: 'cloud-iam-denied',
      pattern:
        /operation error ec2imds: (?:GetMetadata|GetToken|GetRegion|GetInstanceIdentityDocument|getToken),(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'The instance metadata service gives no answer to the AWS SDK',
      example:
        'failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, request canceled, context deadline exceeded',
      source: 'aws/aws-sdk-go-v2 feature/ec2/imds',
    },
    {
      id: 'gcp-go/credentials-file',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:google: error getting credentials using GOOGLE_APPLICATION_CREDENTIALS environment variable|error getting credentials using GOOGLE_APPLICATION_CREDENTIALS)(?<what>.{0,200})/,
      strength: 'fatal',
      title: 'The file that GOOGLE_APPLICATION_CREDENTIALS names cannot be used',
      example:
        'google: error getting credentials using GOOGLE_APPLICATION_CREDENTIALS environment variable: open /var/secrets/google/key.json: no such file or directory',
      source: 'golang/oauth2 google/default.go',
    },
    {
      id: 'gcp-go/unsupported-filetype',
      cause: 'cloud-iam-denied',
      pattern:
        /credentials: (?:unsupported (?:filetype|unidentified file type)|could not find default credentials|error (?:reading|getting|parsing) .{1,80})(?<what>.{0,120})/,
      strength: 'fatal',
      title: "Google Cloud's client finds no credentials that it can use",
      example:
        'credentials: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information',
      source: 'googleapis/google-cloud-go auth/credentials',
    },
    {
      id: 'gcp-go/impersonate',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:impersonate: status code (?<what>40[0-9])|unable to impersonate: |iam\.serviceAccounts\.getAccessToken(?:'|"| )?.{0,20}denied)/,
      strength: 'fatal',
      title: "The pod's identity may not act as the Google service account",
      example:
        'impersonate: status code 403: { "error": { "code": 403, "message": "Permission \'iam.serviceAccounts.getAccessToken\' denied on resource (or it may not exist)."',
      source: 'googleapis/google-cloud-go auth/credentials/impersonate',
    },
    {
      id: 'gcp-go/invalid-grant',
      cause: 'cloud-iam-denied',
      pattern:
        /invalid_grant"?.{0,60}(?:Invalid JWT Signature|Invalid grant: account not found|Invalid JWT: Token must be a short-lived token)/,
      strength: 'fatal',
      title:
        "Google rejects the service account's key: deleted, rotated, or the node's clock is wrong",
      example: [
        'oauth2: "invalid_grant" "Invalid JWT Signature."',
        "google.auth.exceptions.RefreshError: ('invalid_grant: Invalid JWT Signature.', {'error': 'invalid_grant', 'error_description': 'Invalid JWT Signature.'})",
      ],
      source: 'Google Identity, OAuth 2.0 service account errors',
    },
    {
      id: 'gcp-go/caller-permission',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:code = PermissionDenied desc = (?:The caller does not have permission|Permission '(?<key>[\w.]{3,100})' denied|Permission "(?<perm>[\w.]{3,100})" denied|[\w.-]{1,60} API has not been used in project)|googleapi: Error 403: .{1,200}, (?:forbidden|accessNotConfigured|SERVICE_DISABLED))/,
      strength: 'error',
      title: 'Google Cloud denies the call',
      example: [
        'rpc error: code = PermissionDenied desc = The caller does not have permission',
        'googleapi: Error 403: app@shop.iam.gserviceaccount.com does not have storage.objects.get access to the Google Cloud Storage object., forbidden',
      ],
      source: 'googleapis/google-api-go-client googleapi/googleapi.go',
    },
    {
      id: 'azure-go/no-client-id',
      cause: 'env-missing',
      pattern:
        /(?:WorkloadIdentityCredential|ManagedIdentityCredential|EnvironmentCredential|ClientSecretCredential|DefaultAzureCredential): (?:no (?:client|tenant) ID specified|no token file specified|missing environment variable (?<env>AZURE_\w{1,40})|incomplete environment variable configuration)/,
      strength: 'fatal',
      title:
        "The Azure identity's settings do not reach the pod: the label azure.workload.identity/use or the service account's annotation is missing",
      example:
        'WorkloadIdentityCredential: no client ID specified. Check pod configuration or set ClientID in the options',
      source: 'Azure/azure-sdk-for-go sdk/azidentity/workload_identity.go',
    },
    {
      id: 'azure-go/managed-identity',
      cause: 'cloud-iam-denied',
      pattern:
        /ManagedIdentityCredential: (?:failed to authenticate a (?:system|user) assigned identity|the requested identity (?:isn't|hasn't been) assigned to this resource|no default identity is assigned to this resource|IMDS token request timed out|managed identity timed out)(?<what>.{0,100})/,
      strength: 'fatal',
      title: "Azure's metadata service has no such identity for this node",
      example:
        'ManagedIdentityCredential: failed to authenticate a system assigned identity. The endpoint responded with {"error":"invalid_request","error_description":"Identity not found"}',
      source: 'Azure/azure-sdk-for-go sdk/azidentity/managed_identity_client.go',
    },
    {
      id: 'azure-go/response-403',
      cause: 'cloud-iam-denied',
      pattern:
        /RESPONSE 403: 403 .{0,200}ERROR CODE: (?<what>\w{1,80})|ERROR CODE: (?<key>AuthorizationPermissionMismatch|AuthorizationFailure|Forbidden(?:ByRbac|ByPolicy|ByFirewall|ByConnection)?|KeyBasedAuthenticationNotPermitted|PublicAccessNotPermitted)\b/,
      strength: 'error',
      title: 'Azure denies the request',
      example: [
        'RESPONSE 403: 403 Forbidden ERROR CODE: ForbiddenByRbac',
        'ERROR CODE: AuthorizationPermissionMismatch',
      ],
      source: 'Azure/azure-sdk-for-go sdk/azcore/internal/exported/response_error.go',
    },
    {
      id: 'minio-go/endpoint',
      cause: 'app-config-invalid',
      pattern:
        /Endpoint url cannot have fully qualified paths|Endpoint: \S{1,200} does not follow ip address or domain name standards|Endpoint url cannot be empty/,
      strength: 'fatal',
      title: 'The S3 endpoint must be host:port without scheme and path',
      example: 'Endpoint url cannot have fully qualified paths.',
      source: 'minio/minio-go utils.go isValidEndpointURL',
    },
    {
      id: 'minio-go/bucket',
      cause: 'app-config-invalid',
      pattern:
        /Bucket name (?:cannot be (?:empty|shorter than 3 characters|longer than 63 characters|an ip address)|contains invalid characters)|InvalidBucketName: (?<what>.{1,80})/,
      strength: 'error',
      title: "The S3 bucket's name is not valid, or no name reaches the program",
      example: 'Bucket name cannot be empty',
      source: 'minio/minio-go pkg/s3utils/utils.go CheckValidBucketName',
    },
  ],
}
