import type { SignatureFamily } from '@unloop/engine/scanner'

/** Web applications and interfaces that people run for themselves, each with its own words for what it lacks. */
export const webApps: SignatureFamily = {
  programs: [
    'Vaultwarden',
    'LLDAP',
    'Headscale',
    'Langfuse',
    'Umami',
    'Plausible',
    'pgAdmin',
    'PostgREST',
    'Hasura',
    'Uptime Kuma',
    'Vikunja',
    'Atlantis',
    'frp',
    'LiveKit',
    'Auth.js',
  ],
  signatures: [
    {
      id: 'vaultwarden/data-folder',
      cause: 'mount-failed',
      pattern: /Data folder '(?<file>[^']{1,250})' (?:doesn't exist|is not a directory)/,
      strength: 'fatal',
      title:
        "Vaultwarden's data folder {file} is not there: its volume is not mounted at that place",
      example: "[2026-11-20 10:00:00.000][vaultwarden][ERROR] Data folder 'data' doesn't exist.",
      source: 'dani-garcia/vaultwarden src/main.rs check_data_folder',
    },
    {
      id: 'vaultwarden/private-key',
      cause: 'permission-denied-fs',
      pattern: /Error creating private key '(?<file>[^']{1,250})'/,
      strength: 'fatal',
      title: 'Vaultwarden cannot write its key {file}',
      example:
        "[2026-11-20 10:00:00.000][vaultwarden][ERROR] Error creating private key '/data/rsa_key.pem'",
      source: 'dani-garcia/vaultwarden src/main.rs',
    },
    {
      id: 'vaultwarden/database-pool',
      cause: 'dependency-unreachable',
      pattern:
        /\[vaultwarden\S{0,40}\]\[ERROR\] Error creating database pool: (?!.{0,300}(?:password|denied|unable to open))(?<what>.{1,160})/,
      strength: 'error',
      title: 'Vaultwarden cannot open its database: {what}',
      example:
        '[2026-11-20 10:00:00.000][vaultwarden][ERROR] Error creating database pool: Custom { kind: Other, error: "could not connect to server: Connection refused" }',
      source: 'dani-garcia/vaultwarden src/main.rs create_db_pool',
    },
    {
      id: 'vaultwarden/setting',
      cause: 'app-config-invalid',
      pattern:
        /`(?<setting>[A-Z][A-Z0-9_]{3,40})`? (?:contains (?:empty tokens|invalid email addresses)|must start with 'https:\/\/'|is out of bounds|has a minimum size of|must be smaller than or equal|is invalid: |need to be set for)/,
      strength: 'fatal',
      title: 'The setting {setting} of Vaultwarden is not allowed',
      example: [
        "`PUSH_RELAY_URI` must start with 'https://'.",
        '`SIGNUPS_DOMAINS_WHITELIST` contains empty tokens',
      ],
      source: 'dani-garcia/vaultwarden src/config.rs validate_config',
    },
    {
      id: 'lldap/server-key',
      cause: 'volume-data-incompatible',
      pattern: /The private key encoding the passwords has changed since last successful startup/,
      strength: 'fatal',
      title: "LLDAP's private key is another one than that its passwords were stored with",
      example:
        'Error: The private key encoding the passwords has changed since last successful startup. Changing the private key will invalidate all existing passwords.',
      source: 'lldap/lldap server configuration',
    },
    {
      id: 'lldap/downgrade',
      cause: 'volume-data-incompatible',
      pattern: /DB version downgrading is not supported/,
      strength: 'fatal',
      title: 'The database was written by a newer LLDAP',
      example: 'Error: DB version downgrading is not supported',
      source: 'lldap/lldap sql-backend-handler sql_migrations',
    },
    {
      id: 'headscale/start',
      cause: 'app-config-invalid',
      pattern:
        /(?:FTL|"level":"fatal").{0,200}(?:Error initializing|creating new headscale|validating config|(?:reading|loading) (?:policy|config)|reading or creating Noise protocol private key)(?!.{0,200}(?:permission denied|read-only))(?<what>.{0,160})/,
      strength: 'error',
      title: 'Headscale cannot start with its configuration: {what}',
      example:
        '2026-11-20T10:00:00Z FTL Error initializing error="creating new headscale: reading policy file: parsing policy from bytes: unknown field"',
      source: 'juanfont/headscale cmd/headscale',
    },
    {
      id: 'langfuse/env-missing',
      cause: 'env-missing',
      pattern:
        /Error: (?:(?<env>CLICKHOUSE_(?:URL|MIGRATION_URL|USER|PASSWORD)) is not (?:configured|set)|Required database environment variables are not set)/,
      strength: 'fatal',
      title: 'Langfuse lacks the address or the login of its databases',
      example: [
        'Error: CLICKHOUSE_URL is not configured. Migrating from V2? Check out migration guide: https://langfuse.com/self-hosting/upgrade-guides/upgrade-v2-to-v3',
        'Error: Required database environment variables are not set. Provide a postgres url for DATABASE_URL.',
      ],
      source: 'langfuse/langfuse web/entrypoint.sh',
    },
    {
      id: 'langfuse/migration',
      cause: 'schema-migration-failed',
      pattern:
        /Applying (?<what>clickhouse|database) migrations failed\. (?:Common causes|This is mostly caused)/,
      strength: 'hint',
      title: 'Langfuse cannot migrate its {what} schema',
      example: 'Applying clickhouse migrations failed. Common causes:',
      source: 'langfuse/langfuse web/entrypoint.sh',
    },
    {
      id: 'umami/database',
      cause: 'dependency-unreachable',
      pattern:
        /✗ Unable to connect to the database(?:[.:]|$)(?!.{0,200}(?:password|Authentication|denied))/,
      strength: 'error',
      title: 'Umami cannot reach its database',
      example: "✗ Unable to connect to the database: Can't reach database server at `db:5432`",
      source: 'umami-software/umami scripts/check-db',
    },
    {
      id: 'plausible/setting-required',
      cause: 'env-missing',
      pattern: /(?<env>[A-Z_]{4,40}) configuration option is required\. See https:\/\/plausible/,
      strength: 'fatal',
      title: 'Plausible needs the setting {env}',
      example:
        '** (RuntimeError) BASE_URL configuration option is required. See https://plausible.io/docs/self-hosting-configuration#server',
      source: 'plausible/analytics config/runtime.exs',
    },
    {
      id: 'plausible/secret-short',
      cause: 'app-config-invalid',
      pattern: /SECRET_KEY_BASE must be at least (?<what>\d{1,3}) bytes long/,
      strength: 'fatal',
      title: 'SECRET_KEY_BASE is shorter than {what} bytes',
      example:
        '** (ArgumentError) SECRET_KEY_BASE must be at least 32 bytes long. See https://plausible.io/docs/self-hosting-configuration#secret_key_base',
      source: 'plausible/analytics config/runtime.exs',
    },
    {
      id: 'phoenix/cookie-secret',
      cause: 'app-config-invalid',
      pattern: /cookie store expects conn\.secret_key_base to be at least (?<what>\d{1,3}) bytes/,
      strength: 'error',
      title: "Phoenix' secret_key_base is shorter than {what} bytes",
      example:
        '** (ArgumentError) cookie store expects conn.secret_key_base to be at least 64 bytes',
      source: 'elixir-plug/plug Plug.Session.COOKIE',
    },
    {
      id: 'pgadmin/email',
      cause: 'app-config-invalid',
      pattern:
        /'(?<user>[^']{1,120})' does not appear to be a valid email address\. Please reset the PGADMIN_DEFAULT_EMAIL/,
      strength: 'fatal',
      title: "{user} is no e-mail address for pgAdmin's first login",
      example:
        "'admin@localhost' does not appear to be a valid email address. Please reset the PGADMIN_DEFAULT_EMAIL environment variable and try again.",
      source: 'pgadmin-org/pgadmin4 pkg/docker/entrypoint.sh',
    },
    {
      id: 'pgadmin/directory',
      cause: 'permission-denied-fs',
      pattern: /ERROR {1,3}: Failed to create the directory (?<file>\/\S{1,250}):/,
      strength: 'fatal',
      title: 'pgAdmin cannot make its directory {file}',
      example: 'ERROR  : Failed to create the directory /var/lib/pgadmin/sessions:',
      source: 'pgadmin-org/pgadmin4 web/pgadmin/setup/data_directory.py',
    },
    {
      id: 'pgadmin/uid',
      cause: 'app-config-invalid',
      pattern:
        /ERROR: (?:P[UG]ID must be a numeric value, got|PUID=0 \(root\) is not allowed|Failed to set pgadmin user to UID|Failed to create group with GID)(?<what>.{0,60})/,
      strength: 'fatal',
      title: 'pgAdmin cannot run as the user that PUID and PGID name',
      example: "ERROR: PUID must be a numeric value, got 'pgadmin'",
      source: 'pgadmin-org/pgadmin4 pkg/docker/entrypoint.sh',
    },
    {
      id: 'hasura/env-missing',
      cause: 'env-missing',
      pattern: /Expecting a value for environment variable (?<env>[A-Z_]{4,60})/,
      strength: 'fatal',
      title: 'Hasura needs the variable {env}',
      example:
        'Fatal Error: Expecting a value for environment variable HASURA_GRAPHQL_METADATA_DATABASE_URL',
      source: 'hasura/graphql-engine server initialisation',
    },
    {
      id: 'hasura/inconsistent-metadata',
      cause: 'app-config-invalid',
      pattern: /cannot continue due to inconsistent metadata/,
      strength: 'fatal',
      title: "Hasura's metadata do not fit the database or the remote schemas",
      example:
        '{"internal":[{"type":"remote_schema"}],"path":"$","error":"cannot continue due to inconsistent metadata","code":"unexpected"}',
      source: 'hasura/graphql-engine',
    },
    {
      id: 'uptime-kuma/database',
      cause: 'schema-migration-failed',
      pattern:
        /\[DB\] ERROR: (?:Database migration failed|Start Uptime-Kuma failed due to issue patching the database)/,
      strength: 'error',
      title: 'Uptime Kuma cannot migrate its database',
      example: '2026-11-20T10:00:00Z [DB] ERROR: Database migration failed',
      source: 'louislam/uptime-kuma server/database.js',
    },
    {
      id: 'uptime-kuma/database-config',
      cause: 'app-config-invalid',
      pattern:
        /(?:Invalid db-config\.json, .{1,60}|Unknown Database type: (?<what>\S{1,40})|Failed to prepare your database: (?<name>.{1,120}))/,
      strength: 'fatal',
      title: "Uptime Kuma's db-config.json cannot be used",
      example:
        '2026-11-20T10:00:00Z [SERVER] ERROR: Failed to prepare your database: Unknown Database type: mysql8',
      source: 'louislam/uptime-kuma server/database.js',
    },
    {
      id: 'file-variable/both-set',
      cause: 'app-config-invalid',
      pattern: /Both (?<env>[A-Z][A-Z0-9_]{2,60}) and [A-Z][A-Z0-9_]{2,60}_FILE are set/,
      strength: 'fatal',
      title: '{env} is given twice: as a value and as a file',
      example:
        'Error: Both UPTIME_KUMA_DB_PASSWORD and UPTIME_KUMA_DB_PASSWORD_FILE are set. Please use only one.',
      source: 'louislam/uptime-kuma server/setup-database.js; conventions of *_FILE variables',
    },
    {
      id: 'vikunja/openid',
      cause: 'dependency-unreachable',
      pattern:
        /OpenID Connect provider '(?<name>[^']{1,80})' is not available and require_availability is enabled: (?<what>.{1,160})/,
      strength: 'fatal',
      title: "Vikunja's identity provider {name} does not answer: {what}",
      example:
        '2026/11/20 10:00:00 OpenID Connect provider \'authentik\' is not available and require_availability is enabled: Get "https://id.example/.well-known/openid-configuration": context deadline exceeded',
      source: 'go-vikunja/vikunja pkg/modules/auth/openid',
    },
    {
      id: 'vikunja/database-type',
      cause: 'app-config-invalid',
      pattern:
        /(?:Unknown database type (?<what>\S{1,40})|Unknown Rate limit store "(?<name>[^"]{1,40})")/,
      strength: 'fatal',
      title: 'Vikunja does not know the database or store of its settings',
      example: '2026/11/20 10:00:00 Unknown database type mariadb',
      source: 'go-vikunja/vikunja pkg/initialize',
    },
    {
      id: 'atlantis/login-missing',
      cause: 'env-missing',
      pattern: /--gh-user\/--gh-token.{0,400}must be set/,
      strength: 'fatal',
      title: 'Atlantis was given no login of a Git host',
      example:
        'Error: --gh-user/--gh-token or --gh-app-id/--gh-app-key-file or --gitlab-user/--gitlab-token or --bitbucket-user/--bitbucket-token or --azuredevops-user/--azuredevops-token must be set',
      source: 'runatlantis/atlantis cmd/server.go validate',
    },
    {
      id: 'atlantis/allowlist',
      cause: 'env-missing',
      pattern: /--repo-allowlist must be set for security purposes/,
      strength: 'fatal',
      title: 'Atlantis was not told which repositories it may serve',
      example: 'Error: --repo-allowlist must be set for security purposes',
      source: 'runatlantis/atlantis cmd/server.go validate',
    },
    {
      id: 'atlantis/flag-value',
      cause: 'app-config-invalid',
      pattern:
        /--(?<flag>[\w-]{3,40}) (?:cannot contain :\/\/, should be hostnames only|must have http:\/\/ or https:\/\/)/,
      strength: 'fatal',
      title: 'The flag --{flag} of Atlantis takes another form of address',
      example: 'Error: --repo-allowlist cannot contain ://, should be hostnames only',
      source: 'runatlantis/atlantis cmd/server.go validate',
    },
    {
      id: 'frp/login',
      cause: 'dependency-auth-failed',
      pattern:
        /login to (?:the )?server failed: (?<what>token in login doesn't match.{0,60}|authorization failed)/,
      strength: 'fatal',
      title: "The frp server rejects the client's token",
      example:
        "login to the server failed: token in login doesn't match token from configuration. With loginFailExit enabled, no additional retries will be attempted",
      source: 'fatedier/frp client/service.go',
    },
    {
      id: 'frp/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:login to (?:the )?server failed|connect to server error): (?<what>(?:dial tcp|EOF|i\/o|session|.{0,40}(?:refused|timeout|reset)).{0,120})/,
      strength: 'error',
      title: 'The frp server cannot be reached: {what}',
      example:
        'login to the server failed: dial tcp 203.0.113.7:7000: connect: connection refused. With loginFailExit enabled, no additional retries will be attempted',
      source: 'fatedier/frp client/service.go',
    },
    {
      id: 'livekit/key-file-mode',
      cause: 'permission-denied-fs',
      pattern: /(?:key|turn secret) file others permissions must be set to 0/,
      strength: 'fatal',
      title: 'LiveKit refuses its key file: others may read it',
      example: 'key file others permissions must be set to 0',
      source: 'livekit/livekit pkg/service/wire.go',
    },
    {
      id: 'livekit/keys-missing',
      cause: 'env-missing',
      pattern:
        /(?:one of key-file or keys must be provided|Could not parse keys, it needs to be exactly)/,
      strength: 'fatal',
      title: 'LiveKit was given no usable API keys',
      example: 'one of key-file or keys must be provided in order to support a secure installation',
      source: 'livekit/livekit cmd/server; pkg/config',
    },
    {
      id: 'authjs/secret-missing',
      cause: 'env-missing',
      pattern:
        /(?:\[next-auth\]\[error\]\[NO_SECRET\]|MissingSecret: Please define a `secret`|MissingSecretError: Must pass `secret`)/,
      strength: 'error',
      title: 'Auth.js has no secret (AUTH_SECRET or NEXTAUTH_SECRET)',
      example: [
        '[next-auth][error][NO_SECRET] Please define a `secret` in production.',
        '[auth][error] MissingSecret: Please define a `secret`. Read more at https://errors.authjs.dev#missingsecret',
      ],
      source: 'nextauthjs/next-auth packages/core/src/errors.ts',
    },
    {
      id: 'langfuse/clickhouse-binary',
      cause: 'missing-dependency',
      pattern:
        /Error: (?:clickhouse binary could not be found|golang-migrate is not installed or not in PATH)/,
      strength: 'fatal',
      title: "The tool that migrates Langfuse's ClickHouse schema is not in the image",
      example: 'Error: golang-migrate is not installed or not in PATH.',
      source: 'langfuse/langfuse packages/shared/clickhouse/scripts',
    },
  ],
}
