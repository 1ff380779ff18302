import type { SignatureFamily } from '@unloop/engine/scanner'

/** Identity providers, authentication proxies, policy engines and secret stores. */
export const identityProviders: SignatureFamily = {
  programs: [
    'Dex',
    'OAuth2 Proxy',
    'Keycloak',
    'Ory Kratos',
    'Ory Hydra',
    'Authelia',
    'authentik',
    'Zitadel',
    'OpenFGA',
    'SpiceDB',
    'Vault',
    'step-ca',
    'Teleport',
    'OPA',
    'Pomerium',
    'Casdoor',
    'Infisical',
    'kube-rbac-proxy',
  ],
  signatures: [
    {
      id: 'dex/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:error parse config file (?<file>\S{1,160}): |failed to (?:initialize (?:server|storage(?: connectors)?)|open connector \S{1,80}): |server: (?:Failed to open connector|no connectors specified))(?!.{0,300}(?:refused|no such host|timeout|denied|\.well-known))(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Dex refuses its configuration: {what}',
      example:
        'error parse config file /etc/dex/cfg/config.yaml: error unmarshaling JSON: parse connector config: json: cannot unmarshal string into Go struct field',
      source: 'dexidp/dex cmd/dex/serve.go, server/server.go',
    },
    {
      id: 'dex/connector-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:failed to open connector|Failed to open connector (?<name>[\w-]{1,80})|failed to create connector (?<conn>[\w-]{1,80})).{0,120}(?:failed to get provider: Get "https?:\/\/(?<host>[^\/"]{1,200})|refused|i\/o timeout|no such host)/,
      strength: 'error',
      title: 'Dex cannot reach the provider of a connector',
      example:
        'failed to initialize server: server: Failed to open connector keycloak: failed to open connector: failed to create connector keycloak: failed to get provider: Get "https://sso.example.com/.well-known/openid-configuration": dial tcp 10.0.0.1:443: i/o timeout',
      source: 'dexidp/dex connector/oidc/oidc.go',
    },
    {
      id: 'oauth2-proxy/redis',
      cause: 'dependency-unreachable',
      pattern:
        /(?:error initialising session store|unable to set a redis initialization key|error constructing redis client)(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'OAuth2 Proxy cannot use its Redis session store',
      example:
        '[2026/11/20 10:00:00] [main.go:60] ERROR: Failed to initialise OAuth2 Proxy: error initialising session store: unable to set a redis initialization key: dial tcp 10.96.2.2:6379: connect: connection refused',
      source: 'oauth2-proxy pkg/validation/sessions.go',
    },
    {
      id: 'keycloak/build-option',
      cause: 'app-config-invalid',
      pattern:
        /(?:The following build time options have values that differ from what is persisted|Build time option: '(?<setting>[\w-]{1,60})' not usable with pre-built image|Unknown option: '(?<flag>--[\w-]{1,60})|Possible solutions: --[\w-]{1,60}|Invalid value for option '?(?<name>(?:--|KC_)[\w-]{1,60}))/,
      strength: 'fatal',
      title:
        'Keycloak is started with an option that the image was not built with, or that it does not know',
      example: [
        'The following build time options have values that differ from what is persisted - the new values will NOT be used until another build is run: kc.db',
        "Unknown option: '--http-relative-pathx'",
      ],
      source: 'keycloak/keycloak quarkus cli Picocli.java',
    },
    {
      id: 'keycloak/bootstrap-admin',
      cause: 'env-missing',
      pattern:
        /(?:Local access required|KC_BOOTSTRAP_ADMIN_USERNAME|KEYCLOAK_ADMIN(?:_PASSWORD)?).{0,40}(?:not (?:set|specified)|required|available only when)/,
      strength: 'hint',
      title: 'Keycloak has no first admin: KC_BOOTSTRAP_ADMIN_USERNAME and its password are unset',
      example:
        'usernames-password: KC_BOOTSTRAP_ADMIN_USERNAME available only when bootstrap admin password is set',
      source: 'keycloak/keycloak docs, bootstrapping an admin',
    },
    {
      id: 'keycloak/liquibase-lock',
      cause: 'schema-migration-failed',
      pattern:
        /(?:KC-SERVICES|KC-\w{1,12}).{0,20}(?:Waiting for database lock|Could not acquire (?:change )?log lock)|Failed to update database(?:$|: | with)|org\.keycloak\.models\.ModelException: .{0,60}(?:update database|migration)/,
      strength: 'error',
      title: 'Keycloak cannot migrate its database',
      example:
        'ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Failed to update database',
      source: 'keycloak/keycloak model/jpa QuarkusJpaConnectionProviderFactory',
    },
    {
      id: 'kratos/dsn',
      cause: 'app-config-invalid',
      pattern:
        /(?:Unable to (?:initialize|instantiate) (?:persister|SQL connection|service registry)|could not (?:construct|create) (?:driver|persister|new connection)|Unable to instantiate configuration)(?!.{0,300}(?:refused|no such host|timeout))(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'The Ory service cannot set up its database or configuration',
      example:
        'time=2026-11-20T10:00:00Z level=fatal msg=Unable to instantiate service registry. error=map[message:unsupported DSN type: postgresql+pool]',
      source: 'ory/kratos driver/registry.go; ory/hydra driver',
    },
    {
      id: 'kratos/config-schema',
      cause: 'app-config-invalid',
      pattern:
        /The (?:configuration )?(?:contains values or keys which are invalid|is missing one or more required properties?)/,
      strength: 'fatal',
      title: "The Ory service's configuration does not fit its schema",
      example:
        'The configuration contains values or keys which are invalid: selfservice.flows.login.uix: additional property is not allowed',
      source: 'ory/x jsonschemax/print.go',
    },
    {
      id: 'kratos/migrations-pending',
      cause: 'schema-migration-failed',
      pattern:
        /(?:migrations have not (?:yet )?been (?:fully )?applied|one or more database migrations (?:have not been|are) (?:executed|pending)|Migrations? (?:are|is) pending|Found \d+ pending migrations?|could not find any migrations table)/,
      strength: 'fatal',
      title: "The Ory service's migrations have not run: `migrate sql` comes first",
      example: 'level=fatal msg=Unable to start: migrations have not yet been fully applied',
      source: 'ory/x popx/migration_box.go',
    },
    {
      id: 'hydra/system-secret',
      cause: 'env-missing',
      pattern:
        /(?:System secret must be undefined or have at least 16 characters|global secret is (?:not configured|too short)|Configuration key `(?<setting>[\w.]{1,80})` must be set|dsn must be set)/,
      strength: 'fatal',
      title: "Hydra's system secret, DSN or issuer is not given",
      example:
        'level=fatal msg="Configuration key `urls.self.issuer` must be set `dev` is `false`. To find out more, use `hydra help serve`."',
      source: 'ory/hydra driver/config/provider.go, cmd/server/helper',
    },
    {
      id: 'authelia/configuration',
      cause: 'app-config-invalid',
      pattern:
        /Configuration: (?<setting>[\w.: -]{1,80}): (?:option|address|domain|secret|an? )(?<what>.{1,160})|Can't continue due to the errors loading the configuration/,
      strength: 'fatal',
      title: 'Authelia refuses its configuration',
      example: [
        'time="2026-11-20T10:00:00Z" level=error msg="Configuration: session: option \'cookies\' is required"',
        'time="2026-11-20T10:00:00Z" level=fatal msg="Can\'t continue due to the errors loading the configuration"',
      ],
      source: 'authelia/authelia internal/configuration/validator, internal/commands',
    },
    {
      id: 'authelia/providers',
      cause: 'dependency-unreachable',
      pattern:
        /One or more providers had fatal failures performing startup checks|Error occurred running a startup check.{0,200}/,
      strength: 'fatal',
      title: "Authelia's storage, user store or notifier does not answer at start",
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="One or more providers had fatal failures performing startup checks, for more detail check the error level logs printed prior"',
      source: 'authelia/authelia internal/commands/context.go',
    },
    {
      id: 'authelia/encryption-key',
      cause: 'volume-data-incompatible',
      pattern: /the configured encryption key does not appear to be valid for this database/,
      strength: 'fatal',
      title: "Authelia's storage encryption key is another one than the database was made with",
      example:
        'level=error msg="Error occurred running a startup check" error="error during schema migrate: the configured encryption key does not appear to be valid for this database which may occur if the encryption key was changed in the configuration without using the cli to change it in the database" provider=storage',
      source: 'authelia/authelia internal/storage',
    },
    {
      id: 'authentik/secret-key',
      cause: 'env-missing',
      pattern:
        /(?:Secret key missing, check https:\/\/goauthentik\.io|AUTHENTIK_SECRET_KEY.{0,40}(?:missing|not set)|Secret key missing)/,
      strength: 'fatal',
      title: "authentik's secret key is not given",
      example:
        '{"event": "Secret key missing, check https://goauthentik.io/docs/installation/.", "level": "info", "logger": "authentik.lib.config"}',
      source: 'goauthentik/authentik lifecycle/ak',
    },
    {
      id: 'zitadel/masterkey',
      cause: 'env-missing',
      pattern:
        /(?:No master key provided|masterkey must be 32 bytes, but is (?<what>\d+)|masterkey must either be provided|cmd-\w{1,8}.{0,40}masterkey)/,
      strength: 'fatal',
      title: "ZITADEL's master key is not given, or is not 32 bytes long",
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="No master key provided" error="ID=KEY-masterkey masterkey must either be provided by file path, value or environment variable"',
      source: 'zitadel/zitadel cmd/key/masterkey.go',
    },
    {
      id: 'zitadel/setup',
      cause: 'schema-migration-failed',
      pattern:
        /(?:migration failed|setup failed|unable to (?:read|start|migrate)).{0,40}(?:caller="?\/home|(?:cmd\/setup|internal\/migration))(?<what>.{0,120})/,
      strength: 'fatal',
      title: "A step of ZITADEL's setup failed",
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="migration failed" caller="/home/runner/work/zitadel/zitadel/internal/migration/migration.go:68" name=03_default_instance',
      source: 'zitadel/zitadel internal/migration/migration.go',
    },
    {
      id: 'openfga/config',
      cause: 'app-config-invalid',
      pattern:
        /config '(?<setting>(?:grpc|http|authn|datastore|log|check\w{1,30}|listObjects\w{1,30}|cacheController|playground)[\w.]{0,60})' (?<what>must .{1,100})|'(?<key>(?:grpc|http)\.tls\.(?:cert|key))' configs must be set/,
      strength: 'fatal',
      title: 'OpenFGA refuses its setting {setting}: it {what}',
      example: "panic: config 'authn.oidc.audience' must be set when authn method is 'oidc'",
      source: 'openfga/openfga pkg/server/config/config.go',
    },
    {
      id: 'openfga/datastore-version',
      cause: 'schema-migration-failed',
      pattern:
        /datastore requires migrations: at revision '?(?<have>\d+)'?, but requires '?(?<want>\d+)/,
      strength: 'fatal',
      title:
        "OpenFGA's database is at revision {have} and needs {want}: openfga migrate comes first",
      example:
        "panic: datastore requires migrations: at revision '4', but requires '6'. Run 'openfga migrate'.",
      source: 'openfga/openfga pkg/storage/sqlcommon',
    },
    {
      id: 'spicedb/not-migrated',
      cause: 'schema-migration-failed',
      pattern:
        /(?:datastore is not migrated|datastore not ready|unable to (?:start|create) datastore|no revision found for datastore|failed to create datastore).{0,120}(?:migrat|head|revision)(?<what>.{0,80})/,
      strength: 'fatal',
      title: "SpiceDB's datastore has not been migrated",
      example:
        '{"level":"error","error":"datastore is not migrated: currently at revision \\"\\", but requires \\"add-gc-covering-index\\". Please run \\"spicedb migrate\\".","message":"terminated with errors"}',
      source: 'authzed/spicedb internal/datastore',
    },
    {
      id: 'spicedb/preshared-key',
      cause: 'env-missing',
      pattern: /a preshared key must be provided to authenticate API requests/,
      strength: 'fatal',
      title: "SpiceDB's preshared key is not given",
      example:
        '{"level":"error","error":"a preshared key must be provided to authenticate API requests","message":"terminated with errors"}',
      source: 'authzed/spicedb pkg/cmd/server',
    },
    {
      id: 'step-ca/decrypt',
      cause: 'app-config-invalid',
      pattern:
        /(?:error decrypting (?<file>\S{1,160}): x509: decryption password incorrect|error reading password|error initializing authority: .{0,80}(?:password|decrypt)|open \/home\/step\/secrets\/password: no such file)/,
      strength: 'fatal',
      title: 'step-ca cannot decrypt its key: the password is wrong or missing',
      example:
        'error decrypting /home/step/secrets/intermediate_ca_key: x509: decryption password incorrect',
      source: 'smallstep/certificates authority, go.step.sm/crypto pemutil',
    },
    {
      id: 'teleport/config',
      cause: 'app-config-invalid',
      pattern:
        /ERROR: (?:initialization failed|failed to parse Teleport configuration: (?<what>.{1,160})|unrecognized configuration key: '(?<setting>[\w-]{1,60})')/,
      strength: 'fatal',
      title: 'Teleport refuses its configuration',
      example: [
        'ERROR: failed to parse Teleport configuration: line 12: cannot unmarshal !!str `on` into bool',
        'ERROR: initialization failed',
      ],
      source: 'gravitational/teleport lib/config, lib/utils/cli.go',
    },
    {
      id: 'teleport/join-token',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:can not join the cluster with role \w{1,20}|token (?:is expired or not found|expired or not found)|the token is not valid)(?<what>.{0,120})/,
      strength: 'error',
      title: "Teleport's join token is not accepted",
      example:
        'ERROR REPORT: Original Error: *trace.AccessDeniedError "kube-agent" [x] can not join the cluster with role Kube, the token is not valid',
      source: 'gravitational/teleport lib/auth/join.go',
    },
    {
      id: 'opa/policy-load',
      cause: 'app-config-invalid',
      pattern:
        /(?:\d+ errors? occurred(?: during loading)?: (?<file>[\w.\/-]{1,160}\.rego:\d+)|rego_(?:parse|type|compile|unsafe_var|recursion)_error: (?<what>.{1,160}))/,
      strength: 'fatal',
      title: 'OPA cannot compile a policy',
      example:
        'error: load error: 1 error occurred during loading: /policies/authz.rego:12: rego_parse_error: unexpected eof token',
      source: 'open-policy-agent/opa ast/errors.go',
    },
    {
      id: 'opa/bundle',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Bundle load failed|Bundle download failed|bundle \S{1,80} (?:failed|activation)|Failed to download bundle)(?:.{0,10}err="?|: )(?<what>.{1,160})/,
      strength: 'error',
      title: 'OPA cannot download its bundle: {what}',
      example:
        '{"level":"error","msg":"Bundle load failed: request failed: Get \\"http://bundles/authz.tar.gz\\": dial tcp 10.96.1.1:80: connect: connection refused","name":"authz","plugin":"bundle"}',
      source: 'open-policy-agent/opa v1/plugins/bundle/plugin.go',
    },
    {
      id: 'pomerium/config',
      cause: 'env-missing',
      pattern:
        /config: (?:options from viper: )?(?:bad (?<setting>[\w -]{1,40}): |`?(?<key>SHARED_SECRET|COOKIE_SECRET|shared_secret|cookie_secret|AUTHENTICATE_SERVICE_URL)`? (?:should be|must be|is required)|shared-key is required|policy file missing|identity provider .{1,60})(?<what>.{0,100})/,
      strength: 'fatal',
      title: 'Pomerium lacks a secret or URL',
      example:
        '{"level":"fatal","error":"config: options from viper: shared-key is required for proxy","message":"cmd/pomerium"}',
      source: 'pomerium/pomerium config/options.go',
    },
    {
      id: 'kube-rbac-proxy/upstream',
      cause: 'app-config-invalid',
      pattern:
        /(?:failed to (?:parse|build) upstream (?:URL)?|Failed to (?:parse upstream|instantiate|initialize) (?:URL|authorizer|authenticator|certificate reloader|dynamic client)|couldn't find resource attributes|failed to read the config file)(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'kube-rbac-proxy cannot be set up',
      example:
        'F1120 10:00:00.000000       1 kube-rbac-proxy.go:200] failed to parse upstream URL: parse ":8080": missing protocol scheme',
      source: 'brancz/kube-rbac-proxy cmd/kube-rbac-proxy',
    },
    {
      id: 'infisical/encryption-key',
      cause: 'env-missing',
      pattern:
        /(?:Invalid environment variables\. Check the error below|Either ENCRYPTION_KEY or ROOT_ENCRYPTION_KEY must be|Invalid env(?:ironment)? (?:ENCRYPTION_KEY|AUTH_SECRET))/,
      strength: 'fatal',
      title: "Infisical's encryption key or another variable is not given",
      example: 'Invalid environment variables. Check the error below',
      source: 'Infisical/infisical backend/src/lib/config/env.ts',
    },
    {
      id: 'vault/storage-config',
      cause: 'app-config-invalid',
      pattern:
        /(?:Unknown storage type (?<what>\w{1,40})|Error initializing storage of type (?<name>\w{1,40}): (?!.{0,200}(?:denied|refused|no such host|bolt file))(?<why>.{1,160})|A storage backend must be specified|Cluster address must be set when using raft storage|node_id is required)/,
      strength: 'fatal',
      title: "Vault's storage settings cannot be used",
      example: 'Cluster address must be set when using raft storage',
      source: 'hashicorp/vault command/server.go',
    },
  ],
}
