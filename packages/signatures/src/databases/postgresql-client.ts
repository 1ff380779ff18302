import type { SignatureFamily } from '@unloop/engine/scanner'

/**
 * What a client says of a PostgreSQL server. The server's own log holds the same words behind its prefix
 * (`2026-11-21 01:04:32.622 UTC [192] `) for connections that it turned away, which is no fault of the server:
 * the patterns leave such lines out.
 */
export const postgresqlClient: SignatureFamily = {
  programs: [
    'libpq',
    'psycopg',
    'asyncpg',
    'pgx',
    'lib/pq',
    'node-postgres',
    'PostgreSQL JDBC',
    'Npgsql',
    'Postgrex',
  ],
  signatures: [
    {
      id: 'postgresql-client/password-rejected',
      cause: 'dependency-auth-failed',
      pattern:
        /^(?!\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]* \S{2,6} \[\d+\]).*password authentication failed for user '?"?(?<user>[^"'\s]+)/,
      strength: 'fatal',
      title: 'PostgreSQL rejects the password of {user}',
      explain:
        "The password in the client's environment is not the one that the role has in the database. A changed Secret does not change the role: the password is stored in the data directory.",
      example: [
        'time=2026-11-21T00:45:10.277Z level=ERROR msg="startup failed" err="db ping: pq: password authentication failed for user "shop""',
        'psycopg2.OperationalError: connection to server at "db" (10.96.3.7), port 5432 failed: FATAL:  password authentication failed for user "app"',
        'failed to connect to `user=app database=app`: 10.96.3.7:5432 (db): failed SASL auth: FATAL: password authentication failed for user "app" (SQLSTATE 28P01)',
        'org.postgresql.util.PSQLException: FATAL: password authentication failed for user "app"',
        ' ---> Npgsql.PostgresException (0x80004005): 28P01: password authentication failed for user "app"',
        '** (Postgrex.Error) FATAL 28P01 (invalid_password) password authentication failed for user "app"',
      ],
      source: 'postgres src/backend/libpq/auth.c auth_failed',
      from: [
        'c14-postgres-password-rotated',
        'c54-cascade-secret-rotated',
        '045-authentik-postgres-password',
      ],
      fix: {
        title: 'Give the role {user} the password of the Secret, or restore the Secret',
        where: 'data',
        risk: 'medium',
      },
    },
    {
      id: 'postgresql-client/authentication-failed',
      cause: 'dependency-auth-failed',
      pattern:
        /^(?!\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]* \S{2,6} \[\d+\]).*(?:(?:Peer|Ident|LDAP|PAM|GSSAPI|RADIUS|certificate|SCRAM) authentication failed for user '?"?(?<user>[^"'\s]+)|fe_sendauth: no password supplied|server requested (?:a )?(?:SCRAM|password)-based authentication, but (?:no|the) password|[Nn]o password (?:has been )?provided but the backend requires one|requested password authentication, but no password was provided)/,
      strength: 'fatal',
      title: 'PostgreSQL login fails: no password given, or its method is not accepted',
      example: [
        'psql: error: connection to server at "db" (10.96.3.7), port 5432 failed: fe_sendauth: no password supplied',
        'org.postgresql.util.PSQLException: The server requested SCRAM-based authentication, but no password was provided.',
        'psycopg2.OperationalError: FATAL:  Peer authentication failed for user "app"',
        'Npgsql.NpgsqlException (0x80004005): No password has been provided but the backend requires one (in SASL/SCRAM-SHA-256)',
      ],
      source: 'postgres src/interfaces/libpq/fe-auth.c; pgjdbc core/v3/ConnectionFactoryImpl.java',
    },
    {
      id: 'postgresql-client/authentication-method-unsupported',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:SCRAM authentication requires libpq version 10|[Aa]uthentication (?:type|method) 10 (?:is )?not supported|unknown authentication method[: ]+10\b|FATAL: unsupported frontend protocol)/,
      strength: 'fatal',
      title: 'The PostgreSQL client is too old for SCRAM passwords',
      example: [
        'psycopg2.OperationalError: SCRAM authentication requires libpq version 10 or above',
        'org.postgresql.util.PSQLException: The authentication type 10 is not supported.',
      ],
      source: 'postgres src/interfaces/libpq/fe-auth.c; pgjdbc',
    },
    {
      id: 'postgresql-client/password-not-a-string',
      cause: 'env-missing',
      pattern: /SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a (?:non-empty )?string/,
      strength: 'fatal',
      title: 'No PostgreSQL password reaches the client: its variable is unset or empty',
      example: 'Error: SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string',
      source: 'brianc/node-postgres packages/pg/lib/crypto/sasl.js',
    },
    {
      id: 'postgresql-client/role-missing',
      cause: 'dependency-auth-failed',
      pattern:
        /^(?!\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]* \S{2,6} \[\d+\]).*\brole "(?<user>[^"]+)" (?:does not exist|is not permitted to log in)/,
      strength: 'error',
      title: 'PostgreSQL has no login role {user}',
      example: [
        'pq: role "billing" does not exist',
        'psql: error: connection to server at "db" (10.96.3.7), port 5432 failed: FATAL:  role "root" does not exist',
        'FATAL: role "reporting" is not permitted to log in',
      ],
      source: 'postgres src/backend/utils/init/miscinit.c InitializeSessionUserId',
    },
    {
      id: 'postgresql-client/database-missing',
      cause: 'dependency-auth-failed',
      pattern:
        /^(?!\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]* \S{2,6} \[\d+\]).*\bdatabase "(?<database>[^"]+)" does not exist/,
      strength: 'fatal',
      title: 'The PostgreSQL server has no database {database}',
      example: [
        'time=2026-11-21T00:45:10.277Z level=ERROR msg="startup failed" app=order-router err="db ping: pq: database "routing_v2" does not exist"',
        'asyncpg.exceptions.InvalidCatalogNameError: database "app_prod" does not exist',
        'PG::ConnectionBad: connection to server at "10.96.3.7", port 5432 failed: FATAL:  database "app_prod" does not exist (ActiveRecord::NoDatabaseError)',
        '** (Postgrex.Error) FATAL 3D000 (invalid_catalog_name) database "app_prod" does not exist',
      ],
      source: 'postgres src/backend/utils/init/postinit.c InitPostgres',
      from: ['c16-postgres-database-missing'],
      fix: {
        title: 'Create the database {database}, or correct its name in the client',
        where: 'data',
        risk: 'low',
      },
    },
    {
      id: 'postgresql-client/no-hba-entry',
      cause: 'dependency-auth-failed',
      pattern:
        /^(?!\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]* \S{2,6} \[\d+\]).*(?:no pg_hba\.conf entry for|pg_hba\.conf rejects \S*\s?connection for) (?:replication connection from )?host "(?<host>[^"]+)", user "(?<user>[^"]+)"(?:, database "(?<database>[^"]+)")?/,
      strength: 'fatal',
      title: 'pg_hba.conf has no entry for {user} from {host}',
      example:
        'psycopg2.OperationalError: FATAL:  no pg_hba.conf entry for host "10.244.1.9", user "app", database "app", no encryption',
      source: 'postgres src/backend/libpq/auth.c',
    },
    {
      id: 'postgresql-client/permission-denied',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:permission denied for (?:schema|table|database|relation|sequence|function|view) "?(?<what>[\w.]+)|permission denied to create (?:extension|database|role)|must be owner of (?:table|schema|database|relation|extension|sequence))/,
      strength: 'error',
      title: 'The PostgreSQL role lacks a privilege: {what}',
      example: [
        'ERROR: permission denied for schema public (SQLSTATE 42501)',
        'django.db.utils.ProgrammingError: permission denied for table django_migrations',
        'ERROR:  permission denied to create extension "pgcrypto"',
      ],
      source: 'postgres src/backend/catalog/aclchk.c',
      fix: {
        title:
          'Grant the role what it lacks (from PostgreSQL 15 on CREATE on schema public is not given to all)',
        where: 'data',
        risk: 'low',
      },
    },
    {
      id: 'postgresql-client/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /connection to server at "(?<host>[^"]+)"(?: \([^)]{2,60}\))?, port (?<port>\d+) failed: (?<what>Connection refused|Connection timed out|timeout expired|No route to host|Network is unreachable|Host is unreachable|Operation timed out|server closed the connection unexpectedly)/,
      strength: 'fatal',
      title: 'PostgreSQL at {host}:{port} cannot be reached: {what}',
      example: [
        'psycopg2.OperationalError: connection to server at "orders-db" (10.96.3.7), port 5432 failed: Connection refused',
        'PG::ConnectionBad: connection to server at "10.96.3.7", port 5432 failed: Connection timed out',
      ],
      source: 'postgres src/interfaces/libpq/fe-connect.c',
    },
    {
      id: 'postgresql-client/unreachable-old-libpq',
      cause: 'dependency-unreachable',
      pattern:
        /could not connect to server: (?<what>Connection refused|Connection timed out|No route to host|No such file or directory|Host is unreachable|Network is unreachable)(?:.{0,20}Is the server running(?: on host "(?<host>[^"]+)")?)?/,
      strength: 'fatal',
      title: 'The PostgreSQL server cannot be reached: {what}',
      example: [
        'psycopg2.OperationalError: could not connect to server: Connection refused',
        'could not connect to server: Connection refused (0x0000274D/10061) Is the server running on host "db"',
      ],
      source: 'postgres src/interfaces/libpq/fe-connect.c before version 14',
    },
    {
      id: 'postgresql-client/socket-missing',
      cause: 'dependency-unreachable',
      pattern:
        /connection to server on socket "(?<file>[^"]+)" failed: (?<what>No such file or directory|Connection refused|Permission denied)/,
      strength: 'fatal',
      title: 'The client looks for PostgreSQL on the local socket {file}: its host is not set',
      explain:
        'Without a host name libpq connects to a Unix socket of its own container, where no server runs: the variable that names the host is unset or empty.',
      example:
        'psycopg2.OperationalError: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory',
      source: 'postgres src/interfaces/libpq/fe-connect.c',
      fix: {
        title: 'Set the host of the database (PGHOST or the connection string)',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'postgresql-client/jdbc-refused',
      cause: 'dependency-unreachable',
      pattern:
        /Connection to (?<host>[^\s:]+):(?<port>\d+) refused\. Check that the hostname and port are correct/,
      strength: 'fatal',
      title: 'PostgreSQL at {host}:{port} refuses the connection',
      example:
        'org.postgresql.util.PSQLException: Connection to orders-db:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.',
      source: 'pgjdbc core/v3/ConnectionFactoryImpl.java',
    },
    {
      id: 'postgresql-client/jdbc-attempt-failed',
      cause: 'dependency-unreachable',
      pattern: /PSQLException: (?:The connection attempt failed|Connection attempt timed out)/,
      strength: 'error',
      title: 'The connection to PostgreSQL fails',
      example: 'org.postgresql.util.PSQLException: The connection attempt failed.',
      source: 'pgjdbc core/v3/ConnectionFactoryImpl.java',
    },
    {
      id: 'postgresql-client/npgsql-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /Npgsql\.NpgsqlException(?: \(0x[0-9A-Fa-f]+\))?: Failed to connect to (?<host>\S+?):(?<port>\d+)/,
      strength: 'fatal',
      title: 'PostgreSQL at {host}:{port} cannot be reached',
      example:
        'Unhandled exception. Npgsql.NpgsqlException (0x80004005): Failed to connect to 10.96.3.7:5432',
      source: 'npgsql src/Npgsql/Internal/NpgsqlConnector.cs',
    },
    {
      id: 'postgresql-client/postgrex-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /DBConnection\.ConnectionError\) tcp connect \((?<host>[^():]+):(?<port>\d+)\): (?<what>connection refused|timeout|connection timed out|no route to host|host is unreachable|network is unreachable)/,
      strength: 'error',
      title: 'PostgreSQL at {host}:{port} cannot be reached: {what}',
      example:
        '[error] Postgrex.Protocol (#PID<0.2160.0>) failed to connect: ** (DBConnection.ConnectionError) tcp connect (orders-db:5432): connection refused - :econnrefused',
      source: 'elixir-ecto/postgrex lib/postgrex/protocol.ex',
    },
    {
      id: 'postgresql-client/postgrex-name',
      cause: 'dns-failure',
      pattern:
        /DBConnection\.ConnectionError\) tcp connect \((?<host>[^():]+):(?<port>\d+)\): non-existing domain/,
      strength: 'error',
      title: 'The name {host} of the database does not resolve',
      example:
        '[error] Postgrex.Protocol (#PID<0.2160.0>) failed to connect: ** (DBConnection.ConnectionError) tcp connect (orders-db:5432): non-existing domain - :nxdomain',
      source: 'elixir-ecto/postgrex lib/postgrex/protocol.ex',
    },
    {
      id: 'postgresql-client/pool-exhausted-ecto',
      cause: 'dependency-unreachable',
      pattern:
        /DBConnection\.ConnectionError\) connection not available and request was dropped from queue/,
      strength: 'error',
      title: 'No database connection became available in time',
      example:
        '** (DBConnection.ConnectionError) connection not available and request was dropped from queue after 2999ms. This means requests are coming in and your connection pool cannot serve them fast enough.',
      source: 'elixir-ecto/db_connection lib/db_connection/connection_pool.ex',
    },
    {
      id: 'postgresql-client/host-unknown',
      cause: 'dns-failure',
      pattern: /could not translate host name "(?<host>[^"]+)" to address: (?<what>[A-Z][\w ]+)/,
      strength: 'fatal',
      title: 'The host name {host} of PostgreSQL does not resolve',
      example:
        'psycopg2.OperationalError: could not translate host name "orders-db.shop.svc" to address: Name or service not known',
      source: 'postgres src/interfaces/libpq/fe-connect.c',
    },
    {
      id: 'postgresql-client/too-many-connections',
      cause: 'dependency-unreachable',
      pattern:
        /^(?!\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]* \S{2,6} \[\d+\]).*(?:sorry, too many clients already|remaining connection slots are reserved for|too many connections for (?:role|database))/,
      strength: 'error',
      title: 'PostgreSQL has no connection slot left',
      example: [
        'FATAL: sorry, too many clients already (SQLSTATE 53300)',
        'FATAL: remaining connection slots are reserved for roles with the SUPERUSER attribute',
      ],
      source: 'postgres src/backend/storage/lmgr/proc.c, utils/init/postinit.c',
    },
    {
      id: 'postgresql-client/server-not-ready',
      cause: 'dependency-unreachable',
      pattern:
        /^(?!\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]* \S{2,6} \[\d+\]).*(?:the database system is (?:starting up|shutting down|in recovery mode|not yet accepting connections|not accepting connections))/,
      strength: 'error',
      title: 'PostgreSQL is starting, stopping or in recovery',
      example:
        'psycopg2.OperationalError: connection to server at "db" (10.96.3.7), port 5432 failed: FATAL:  the database system is starting up',
      source: 'postgres src/backend/postmaster/postmaster.c',
    },
    {
      id: 'postgresql-client/tls-not-offered',
      cause: 'tls-cert',
      pattern:
        /(?:server does not support SSL, but SSL was required|pq: SSL is not enabled on the server|The server does not support SSL(?: connections)?|tls error: server refused TLS connection|server does not support TLS)/,
      strength: 'fatal',
      title: 'The client insists on TLS, which the PostgreSQL server does not offer',
      example: [
        'psycopg2.OperationalError: connection to server at "db" (10.96.3.7), port 5432 failed: server does not support SSL, but SSL was required',
        'pq: SSL is not enabled on the server',
        'Error: The server does not support SSL connections',
      ],
      source:
        'postgres src/interfaces/libpq/fe-connect.c; lib/pq ssl.go; node-postgres connection.js',
      fix: {
        title: 'Turn TLS on in the server, or set sslmode=disable or prefer in the client',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'postgresql-client/root-certificate-missing',
      cause: 'tls-cert',
      pattern: /root certificate file "(?<file>[^"]+)" does not exist/,
      strength: 'fatal',
      title: 'The CA file {file} for PostgreSQL does not exist',
      example:
        'psycopg2.OperationalError: connection to server at "db" (10.96.3.7), port 5432 failed: root certificate file "/root/.postgresql/root.crt" does not exist',
      source: 'postgres src/interfaces/libpq/fe-secure-openssl.c',
    },
    {
      id: 'postgresql-client/certificate-rejected',
      cause: 'tls-cert',
      pattern:
        /(?:server certificate for "[^"]+" .{0,80}does not match host name "(?<host>[^"]+)"|SSL error: (?:certificate verify failed|tlsv1\S* alert|sslv3 alert)|private key file "[^"]+" has group or world access; file must have permissions)/,
      strength: 'fatal',
      title: 'TLS to PostgreSQL fails on a certificate',
      example: [
        'connection to server at "db" (10.96.3.7), port 5432 failed: SSL error: certificate verify failed',
        'server certificate for "pg.internal" does not match host name "db"',
      ],
      source: 'postgres src/interfaces/libpq/fe-secure-openssl.c',
    },
    {
      id: 'postgresql-client/connection-string',
      cause: 'app-config-invalid',
      pattern:
        /(?:missing "=" after "[^"]*" in connection info string|invalid connection option "(?<setting>[^"]+)"|invalid (?:integer value|port number)[: ]+"(?<what>[^"]*)"(?: for connection option)?|invalid URI query parameter|invalid dsn: |cannot parse `[^`]{0,200}`: failed to (?:parse|configure)|unrecognized configuration parameter "(?:schema|pool_mode|sslmode)")/,
      strength: 'error',
      title: 'The PostgreSQL connection string is malformed',
      example: [
        'psycopg2.ProgrammingError: invalid dsn: missing "=" after "postgres" in connection info string',
        'cannot parse `postgres://app:xxxxxx@db:tcp://10.0.0.1:5432/app`: failed to parse as URL (parse: invalid port)',
        'psql: error: invalid port number: "tcp://10.96.3.7:5432"',
      ],
      source: 'postgres src/interfaces/libpq/fe-connect.c; pgx pgconn/config.go',
    },
    {
      id: 'postgresql-client/relation-missing',
      cause: 'schema-migration-failed',
      pattern:
        /^(?!\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]* \S{2,6} \[\d+\]).*(?:relation "(?<name>[^"]+)" does not exist|column "?[\w.]+"? (?:of relation "[^"]+" )?does not exist)/,
      strength: 'error',
      title:
        'The database lacks a relation ({name}): its migrations have not run, or are of another version',
      example: [
        'pq: relation "schema_versions" does not exist',
        'PG::UndefinedTable: ERROR:  relation "users" does not exist',
        'sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedColumn) column users.tenant_id does not exist',
      ],
      source: 'postgres src/backend/parser/parse_relation.c',
    },
    {
      id: 'postgresql-client/extension-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:could not open extension control file "(?<file>[^"]+)": No such file|extension "(?<module>[^"]+)" is not available)/,
      strength: 'error',
      title: 'The PostgreSQL server has no extension {module}',
      example: [
        'ERROR: extension "vector" is not available (SQLSTATE 0A000)',
        'django.db.utils.NotSupportedError: could not open extension control file "/usr/share/postgresql/15/extension/postgis.control": No such file or directory',
      ],
      source: 'postgres src/backend/commands/extension.c',
    },
    {
      id: 'postgresql-client/pg-isready-no-response',
      cause: 'dependency-unreachable',
      pattern:
        /^(?<host>[\w.-]{1,200}):(?<port>\d{2,5}) - (?:no response|no attempt|rejecting connections)$/,
      strength: 'error',
      title: 'pg_isready: {host}:{port} gives no response',
      example: 'orders-db:5432 - no response',
      source: 'postgres src/bin/scripts/pg_isready.c',
    },
    {
      id: 'postgresql-client/sqlx-pool-timeout',
      cause: 'dependency-unreachable',
      pattern: /pool timed out while waiting for an open connection|\bPoolTimedOut\b/,
      strength: 'error',
      title: 'The database pool got no connection in time',
      example: [
        'Error: pool timed out while waiting for an open connection',
        'called `Result::unwrap()` on an `Err` value: PoolTimedOut',
      ],
      source: 'launchbadge/sqlx sqlx-core/src/error.rs',
    },
    {
      id: 'postgresql-client/startup-parameter',
      cause: 'app-config-invalid',
      pattern: /unsupported startup parameter(?: in options)?: (?<setting>\w+)/,
      strength: 'error',
      title: 'pgbouncer does not accept the startup parameter {setting}',
      example:
        'org.postgresql.util.PSQLException: ERROR: unsupported startup parameter: extra_float_digits',
      source: 'pgbouncer src/client.c',
      fix: {
        title: 'Add {setting} to ignore_startup_parameters of pgbouncer.ini',
        where: 'config',
        risk: 'low',
      },
    },
  ],
}
