import type { SignatureFamily } from '@unloop/engine/scanner'

/** HashiCorp Vault and Consul, OpenBao. */
export const secretsAndDiscovery: SignatureFamily = {
  programs: ['Vault', 'OpenBao', 'Consul'],
  signatures: [
    {
      id: 'vault/mlock',
      cause: 'security-context',
      pattern: /Failed to lock memory: (?<what>.{1,80})|mlock syscall.{0,60}not available/,
      strength: 'fatal',
      title: 'Vault may not lock memory: {what}',
      example: 'Error initializing core: Failed to lock memory: cannot allocate memory',
      source: 'hashicorp/vault vault/core.go',
      fix: {
        title: 'Add the capability IPC_LOCK, or set disable_mlock = true',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'vault/listener-certificate',
      cause: 'tls-cert',
      pattern:
        /Error (?:initializing|parsing) listener of type \w+: (?:error loading TLS cert|.{0,60}(?:cert|key|CA).{0,20}): ?(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Vault cannot load the certificate of its listener: {what}',
      example:
        'Error initializing listener of type tcp: error loading TLS cert: open /vault/userconfig/vault-tls/tls.crt: no such file or directory',
      source: 'hashicorp/vault internalshared/listenerutil',
    },
    {
      id: 'vault/listener-in-use',
      cause: 'port-in-use',
      pattern:
        /Error initializing listener of type \w+: listen tcp\d? (?<host>\S*?):(?<port>\d+): bind: address already in use/,
      strength: 'fatal',
      title: 'Vault cannot bind port {port}: it is in use',
      example:
        'Error initializing listener of type tcp: listen tcp4 0.0.0.0:8200: bind: address already in use',
      source: 'hashicorp/vault command/server.go',
    },
    {
      id: 'vault/storage-denied',
      cause: 'permission-denied-fs',
      pattern:
        /Error initializing storage of type (?<what>\w+): .{0,160}(?:open|mkdir) (?<file>\S+): (?:permission denied|read-only file system)/,
      strength: 'fatal',
      title: 'Vault may not write {file}',
      example:
        'Error initializing storage of type raft: failed to create fsm: failed to open bolt file: open /vault/data/vault.db: permission denied',
      source: 'hashicorp/vault command/server.go',
    },
    {
      id: 'vault/storage',
      cause: 'volume-data-incompatible',
      pattern:
        /Error initializing storage of type (?<name>\w+): (?!.{0,200}(?:permission denied|read-only file|connection refused|no such host|AccessDenied|credential))(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Vault cannot open its {name} storage: {what}',
      example:
        'Error initializing storage of type raft: failed to create fsm: failed to open bolt file: timeout',
      source: 'hashicorp/vault command/server.go',
    },
    {
      id: 'vault/seal',
      cause: 'cloud-iam-denied',
      pattern:
        /[Ee]rror (?:parsing Seal configuration|configuring seal).{0,300}(?:NoCredentialProviders|AccessDenied|not authorized|could not find default credentials|Forbidden|PermissionDenied|no EC2 IMDS role)/,
      strength: 'fatal',
      title: 'Vault may not use the cloud key of its seal',
      example:
        'Error parsing Seal configuration: error fetching AWS KMS wrapping key information: NoCredentialProviders: no valid providers in chain. Deprecated.',
      source: 'hashicorp/vault internalshared/configutil/kms.go',
    },
    {
      id: 'vault/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:error loading configuration from (?<file>\S+): (?!.{0,160}no such file)|A storage backend must be specified|No configuration files found|Error parsing (?:listener|Seal) configuration(?!.{0,300}(?:Credential|AccessDenied)))(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'Vault rejects its configuration {file}',
      example: [
        'error loading configuration from /vault/config/extraconfig-from-values.hcl: At 12:1: expected: IDENT | STRING got: RBRACE',
        'A storage backend must be specified',
      ],
      source: 'hashicorp/vault command/server/config.go',
    },
    {
      id: 'vault/licence',
      cause: 'license',
      pattern:
        /(?:no autoloaded license provided|license (?:is )?expired|error validating license|licensing could not be initialized|failed to validate license)/,
      strength: 'fatal',
      title: 'The enterprise licence is missing or expired',
      example:
        'Error initializing core: licensing could not be initialized: no autoloaded license provided',
      source: 'HashiCorp enterprise licence documentation',
    },
    {
      id: 'vault-client/denied',
      cause: 'dependency-auth-failed',
      pattern:
        /Error making API request\..{0,300}(?:Code: 403|permission denied|invalid role name|missing client token|service account name not authorized|namespace not authorized)|(?:\* )?(?:invalid role name "(?<name>[^"]+)"|service account name not authorized|missing client token)|hvac\.exceptions\.Forbidden|VaultException: Status 403/,
      strength: 'fatal',
      title: 'Vault rejects the login or the policy does not allow it',
      example: [
        'Error making API request. URL: PUT https://vault:8200/v1/auth/kubernetes/login Code: 403. Errors: * permission denied',
        '* invalid role name "orders"',
        'hvac.exceptions.Forbidden: permission denied, on get https://vault:8200/v1/secret/data/orders',
      ],
      source: 'hashicorp/vault api/response.go, builtin/credential',
    },
    {
      id: 'vault-client/sealed',
      cause: 'dependency-unreachable',
      pattern: /Vault is sealed|Code: 503\. Errors:|hvac\.exceptions\.VaultDown/,
      strength: 'error',
      title: 'Vault is sealed',
      example: '* Vault is sealed',
      source: 'hashicorp/vault sdk/helper/consts/error.go',
      fix: {
        title: 'Unseal Vault (vault operator unseal), or repair its auto-unseal',
        where: 'data',
        risk: 'low',
      },
    },
    {
      id: 'consul/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:==> .{0,60}[Ff]ailed to parse (?<file>\/\S{1,160}): (?<what>.{1,160})|invalid config key (?<setting>\S+)|Multiple private IPv[46] addresses found|No private IPv[46] address found|data_dir cannot be empty|Encrypt has invalid key|bootstrap_expect .{1,80}(?:cannot|must))/,
      strength: 'fatal',
      title: 'Consul rejects its configuration {file}: {what}',
      example: [
        '==> failed to parse /consul/config/server.json: 1 error occurred: * invalid config key ui_configg',
        "==> Multiple private IPv4 addresses found. Please configure one with 'bind' and/or 'advertise'.",
      ],
      source: 'hashicorp/consul agent/config/builder.go',
    },
    {
      id: 'consul/raft-store',
      cause: 'volume-data-incompatible',
      pattern:
        /Failed to start (?:Consul server: )?(?:Failed to start )?Raft: (?!.{0,160}(?:permission denied|no space))(?<what>.{1,160})|refusing to rejoin cluster because server has been offline/,
      strength: 'fatal',
      title: 'Consul cannot open its Raft store: {what}',
      example: [
        'Error starting agent: error="Failed to start Consul server: Failed to start Raft: timeout"',
        'refusing to rejoin cluster because server has been offline for more than the configured server_rejoin_age_max (168h0m0s) - consider wiping your data dir',
      ],
      source: 'hashicorp/consul agent/consul/server.go',
    },
    {
      id: 'consul/serf-in-use',
      cause: 'port-in-use',
      pattern:
        /Failed to start (?:LAN|WAN) Serf.{0,200}port (?<port>\d+).{0,120}address already in use/,
      strength: 'fatal',
      title: 'Consul cannot bind port {port}: it is in use',
      example:
        'Failed to start LAN Serf: Failed to create memberlist: Could not set up network transport: failed to obtain an address: Failed to start TCP listener on "0.0.0.0" port 8301: listen tcp 0.0.0.0:8301: bind: address already in use',
      source: 'hashicorp/consul agent/consul/server.go',
    },
    {
      id: 'consul-client/denied',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:Unexpected response code: 403|rpc error making call: (?:ACL not found|Permission denied)|Permission denied: (?:token with AccessorID|anonymous token)|No installed keys could decrypt the message)/,
      strength: 'error',
      title: 'Consul rejects the token or the gossip key',
      example: [
        'Unexpected response code: 403 (rpc error making call: ACL not found)',
        "Permission denied: token with AccessorID '00000000-0000-0000-0000-000000000002' lacks permission 'key:read' on \"orders/db\"",
      ],
      source: 'hashicorp/consul acl/errors.go',
    },
  ],
}
