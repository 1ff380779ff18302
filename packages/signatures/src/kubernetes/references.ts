import type { SignatureFamily } from '@unloop/engine/scanner'

const STATED = ['event', 'status', 'log'] as const

/** The kubelet on Secrets, ConfigMaps, images, users and what the pod refers to. */
export const references: SignatureFamily = {
  programs: ['kubelet'],
  signatures: [
    {
      id: 'kubelet/key-missing',
      cause: 'secret-or-configmap-missing',
      pattern:
        /couldn't find key (?<key>\S{1,253}) in (?<what>Secret|ConfigMap) (?<namespace>[\w.-]{1,63})\/(?<name>[\w.-]{1,253})/,
      strength: 'fatal',
      title: '{what} {name} has no key {key}',
      example: [
        "Error: couldn't find key password in Secret shop/db-credentials",
        "Error: couldn't find key LOG_LEVEL in ConfigMap default/app-config",
      ],
      source: 'kubelet pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables',
      in: STATED,
      from: ['b45-secret-key-missing-rollout'],
      fix: {
        title: 'Add the key {key} to {what} {name}, or correct the reference',
        where: 'config',
        commands: ['kubectl -n {namespace} describe {what} {name}'],
      },
    },
    {
      id: 'kubelet/secret-not-found',
      cause: 'secret-or-configmap-missing',
      pattern:
        /(?:^|Error: |[Ff]ailed.{0,120}: |msg=".{0,120}: |volume .{1,200}: )secrets? \\?"(?<name>[\w.-]{1,253})\\?" not found/,
      strength: 'fatal',
      title: 'The Secret {name} does not exist',
      example: [
        'Error: secret "db-credentials" not found',
        'MountVolume.SetUp failed for volume "tls" : secret "web-tls" not found',
        'secret "db-credentials" not found',
        'level=fatal msg="Failed to get redis password: secrets \\"argocd-redis\\" not found"',
      ],
      source: 'kubelet pkg/kubelet/kubelet_pods.go; volume/secret',
      in: STATED,
    },
    {
      id: 'kubelet/configmap-not-found',
      cause: 'secret-or-configmap-missing',
      pattern: /configmaps? "(?<name>[\w.-]{1,253})" not found/,
      strength: 'fatal',
      title: 'The ConfigMap {name} does not exist',
      example: [
        'Error: configmap "app-config" not found',
        'MountVolume.SetUp failed for volume "conf" : configmap "nginx-conf" not found',
      ],
      source: 'kubelet pkg/kubelet/kubelet_pods.go; volume/configmap',
      in: STATED,
      from: ['b46-configmap-volume-missing'],
    },
    {
      id: 'kubelet/volume-key-missing',
      cause: 'secret-or-configmap-missing',
      pattern:
        /MountVolume\.SetUp failed for volume "(?<name>[^"]{1,100})" ?: references non-existent (?<what>secret|config) key: (?<key>\S{1,253})/,
      strength: 'fatal',
      title: 'The volume {name} asks for the key {key}, which does not exist',
      example:
        'MountVolume.SetUp failed for volume "conf" : references non-existent config key: app.yaml',
      source: 'kubelet pkg/volume/configmap, MakePayload',
      in: STATED,
    },
    {
      id: 'kubelet/env-invalid-keys',
      cause: 'app-config-invalid',
      pattern:
        /Keys \[(?<key>[^\]]{1,200})\] from the EnvFrom (?<what>\w{1,12}) (?<name>\S{1,200}) were skipped since they are considered invalid environment variable names/,
      strength: 'hint',
      title: 'Keys of {what} {name} are no valid names of variables: {key}',
      example:
        'Keys [db.host, db.port] from the EnvFrom configMap shop/app-config were skipped since they are considered invalid environment variable names.',
      source: 'kubelet pkg/kubelet/kubelet_pods.go, InvalidEnvironmentVariableNames',
      in: STATED,
    },
    {
      id: 'kubelet/registered-object',
      cause: 'mount-failed',
      pattern: /object "(?<namespace>[\w.-]{1,63})"\/"(?<name>[\w.-]{1,253})" not registered/,
      strength: 'hint',
      title: 'The kubelet had not yet seen {name}',
      example:
        'MountVolume.SetUp failed for volume "kube-api-access-x" : object "shop"/"kube-root-ca.crt" not registered',
      source: 'kubelet pkg/kubelet/util/manager',
      in: STATED,
    },
    {
      id: 'kubelet/non-root-image',
      cause: 'security-context',
      pattern: /container has runAsNonRoot and image will run as root/,
      strength: 'fatal',
      title: 'runAsNonRoot is set, but the image runs as root',
      example:
        'Error: container has runAsNonRoot and image will run as root (pod: "api-1_shop(1b)", container: api)',
      source: 'kubelet pkg/kubelet/kuberuntime/security_context.go',
      in: STATED,
      from: ['b33-runasnonroot-root-image-rollout'],
    },
    {
      id: 'kubelet/non-root-user-name',
      cause: 'security-context',
      pattern: /container has runAsNonRoot and image has non-numeric user \((?<user>[^)]{1,60})\)/,
      strength: 'fatal',
      title: 'runAsNonRoot is set, but the image names its user {user} instead of a number',
      example:
        'Error: container has runAsNonRoot and image has non-numeric user (node), cannot verify user is non-root (pod: "web-1_shop(2c)", container: web)',
      source: 'kubelet pkg/kubelet/kuberuntime/security_context.go',
      in: STATED,
      from: ['b34-nonnumeric-user'],
      fix: {
        title: 'Set securityContext.runAsUser to the numeric id of {user}',
        where: 'manifest',
      },
    },
    {
      id: 'kubelet/non-root-uid-zero',
      cause: 'security-context',
      pattern: /container's runAsUser breaks non-root policy/,
      strength: 'fatal',
      title: 'runAsNonRoot is set together with runAsUser 0',
      example: `Error: container's runAsUser breaks non-root policy (pod: "web-1_shop(2c)", container: web)`,
      source: 'kubelet pkg/kubelet/kuberuntime/security_context.go',
      in: STATED,
    },
    {
      id: 'kubelet/env-service-account',
      cause: 'service-account-token',
      pattern:
        /(?:serviceaccounts? "(?<name>[\w.-]{1,253})" not found|error looking up service account (?<what>\S{1,200}): |failed to fetch token: )/,
      strength: 'error',
      title: 'The service account of the pod does not exist or gives no token',
      example: [
        'Error creating: pods "api-5c8f-" is forbidden: error looking up service account shop/api: serviceaccount "api" not found',
        'MountVolume.SetUp failed for volume "kube-api-access-x" : failed to fetch token: serviceaccounts "api" is forbidden: User "system:node:n1" cannot create resource "serviceaccounts/token"',
      ],
      source: 'apiserver serviceaccount admission; kubelet token manager',
      in: STATED,
    },
    {
      id: 'image/not-found',
      cause: 'image-bad',
      pattern:
        /(?:manifest (?:for \S{1,250} not found|unknown)|(?:failed to resolve reference|failed to pull and unpack image) "(?<name>[^"]{1,300})"(?!.{0,400}no match for platform).{0,400}(?:not found|NotFound)|repository \S{1,250} not found|name unknown: )/,
      strength: 'fatal',
      title: 'The image or its tag does not exist',
      example: [
        'Failed to pull image "registry.example.com/shop/api:1.2.4": rpc error: code = NotFound desc = failed to pull and unpack image "registry.example.com/shop/api:1.2.4": failed to resolve reference "registry.example.com/shop/api:1.2.4": registry.example.com/shop/api:1.2.4: not found',
        'Error response from daemon: manifest for nginx:1.99 not found: manifest unknown: manifest unknown',
      ],
      source: 'containerd remotes/docker; Docker distribution',
      in: ['event', 'status'],
    },
    {
      id: 'image/pull-denied',
      cause: 'image-bad',
      pattern:
        /(?:pull access denied|insufficient_scope: authorization failed|failed to authorize: failed to fetch (?:anonymous|oauth) token|unauthorized: (?:authentication required|access to the requested resource is not authorized)|no basic auth credentials|unexpected status (?:code|from HEAD request to) .{0,250}(?:401 Unauthorized|403 Forbidden)|denied: (?:requested access|.{0,60}[Pp]ermission).{0,80})/,
      strength: 'fatal',
      title: 'The registry refuses to give the image: no or wrong pull credentials',
      example: [
        'Failed to pull image "private/api:1": failed to resolve reference "docker.io/private/api:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
        'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=x: 401 Unauthorized',
        'no basic auth credentials',
      ],
      source: 'containerd remotes/docker/auth',
      in: ['event', 'status'],
    },
    {
      id: 'image/rate-limited',
      cause: 'image-bad',
      pattern:
        /(?:toomanyrequests: |429 Too Many Requests|You have reached your (?:unauthenticated )?pull rate limit)/,
      strength: 'fatal',
      title: "The registry's pull rate limit is reached",
      example:
        'Failed to pull image "redis:7": failed to copy: httpReadSeeker: failed open: unexpected status code 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.',
      source: 'Docker Hub rate limits',
      in: ['event', 'status'],
    },
    {
      id: 'image/no-platform',
      cause: 'arch-mismatch',
      pattern:
        /(?:no match for platform in manifest|no matching manifest for (?<what>[\w/]{3,40}) in the manifest list|image operating system "\w{1,20}" cannot be used on this platform|image architecture .{0,60}does not match)/,
      strength: 'fatal',
      title: "The image has no build for the node's architecture",
      example: [
        'failed to pull and unpack image "x/y:1": no match for platform in manifest: not found',
        'no matching manifest for linux/arm64/v8 in the manifest list entries',
      ],
      source: 'containerd images; Docker distribution',
      in: STATED,
    },
    {
      id: 'image/registry-unreachable',
      cause: 'image-bad',
      pattern:
        /(?:failed to do request: (?:Head|Get) "https?:\/\/(?<host>[^/"]{1,120})|Error response from daemon: Get "?https?:\/\/(?<name>[^/"\s]{1,120}))/,
      strength: 'error',
      title: 'The node cannot reach the image registry',
      example:
        'Failed to pull image "reg.local/api:1": failed to resolve reference "reg.local/api:1": failed to do request: Head "https://reg.local/v2/api/manifests/1": dial tcp: lookup reg.local: no such host',
      source: 'containerd remotes/docker',
      in: ['event', 'status'],
    },
    {
      id: 'image/invalid-name',
      cause: 'image-bad',
      pattern:
        /(?:Failed to apply default image tag "(?<name>[^"]{0,250})"|couldn't parse image (?:reference|name)|InvalidImageName|invalid reference format)/,
      strength: 'fatal',
      title: "The image's name is not valid",
      example: `Failed to apply default image tag "shop/api:latest:1": couldn't parse image name "shop/api:latest:1": invalid reference format`,
      source: 'kubelet pkg/util/parsers',
      in: ['event', 'status'],
    },
    {
      id: 'image/inspect-failed',
      cause: 'image-bad',
      pattern: /Failed to inspect image "(?<name>[^"]{0,250})"/,
      strength: 'error',
      title: 'The node cannot inspect the image {name}',
      example:
        'Failed to inspect image "api:1": rpc error: code = Unknown desc = context deadline exceeded',
      source: 'kubelet pkg/kubelet/images/image_manager.go',
      in: ['event', 'status'],
    },
    {
      id: 'image/never-pull',
      cause: 'image-bad',
      pattern: /Container image "(?<name>[^"]{1,250})" is not present with pull policy of Never/,
      strength: 'fatal',
      title: 'The image {name} is not on the node and may not be pulled',
      example: 'Container image "api:dev" is not present with pull policy of Never',
      source: 'kubelet pkg/kubelet/images/image_manager.go',
      in: ['event', 'status'],
    },
    {
      id: 'image/corrupt',
      cause: 'image-bad',
      pattern:
        /(?:failed to extract layer sha256:\w{6,64}|unexpected commit digest|failed to (?:unpack|commit) (?:image|layer)|error unpacking image|filesystem layer verification failed|short read: expected \d{1,15} bytes but got|archive\/tar: invalid tar header)(?!.{0,300}(?:no space left|bucket: not found))/,
      strength: 'error',
      title: 'The image cannot be unpacked on the node',
      example:
        'failed to pull and unpack image "x/y:1": failed to extract layer sha256:2f1a9c: archive/tar: invalid tar header: unknown',
      source: 'containerd rootfs apply',
      in: ['event', 'status'],
    },
    {
      id: 'image/generic-pull-failure',
      cause: 'image-bad',
      pattern:
        /(?:Error: (?:ErrImagePull|ImagePullBackOff)|Back-off pulling image "(?<name>[^"]{1,250})")/,
      strength: 'error',
      title: 'The image cannot be pulled',
      example: ['Error: ErrImagePull', 'Back-off pulling image "shop/api:1.2.4"'],
      source: 'kubelet pkg/kubelet/images',
      in: ['event', 'status'],
    },
  ],
}
