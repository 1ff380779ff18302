import type { SignatureFamily } from '@unloop/engine/scanner'

/** Around PostgreSQL: PgBouncer, Patroni and Spilo, CloudNativePG, pgpool. */
export const postgresqlTools: SignatureFamily = {
  programs: ['PgBouncer', 'Patroni', 'Spilo', 'CloudNativePG', 'Pgpool-II'],
  signatures: [
    {
      id: 'pgbouncer/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:FATAL (?:@\S+ in function \w+\(\): )?cannot load config file|(?:ERROR|WARNING) (?:unknown parameter: (?<setting>\S+)|invalid value "(?<what>[^"]*)" for parameter (?<key>\w+) in configuration|syntax error in configuration|invalid section|unknown section))/,
      strength: 'fatal',
      title: 'PgBouncer rejects its configuration: {setting}',
      example: [
        '2026-11-21 00:45:49.123 UTC [1] FATAL cannot load config file',
        '2026-11-21 00:45:49.123 UTC [1] ERROR invalid value "transactions" for parameter pool_mode in configuration (/etc/pgbouncer/pgbouncer.ini:7)',
      ],
      source: 'pgbouncer src/main.c, libusual cfparser.c',
    },
    {
      id: 'pgbouncer/configuration-file',
      cause: 'config-file-missing',
      pattern:
        /could not (?:open auth_file|load file|open hba config file) "?(?<file>[^\s":]+)"?: (?<what>No such file or directory)/,
      strength: 'fatal',
      title: 'PgBouncer does not find {file}',
      example:
        '2026-11-21 00:45:49.123 UTC [1] ERROR could not load file "/etc/pgbouncer/pgbouncer.ini": No such file or directory',
      source: 'pgbouncer src/loader.c, libusual cfparser.c',
    },
    {
      id: 'pgbouncer/run-as-root',
      cause: 'security-context',
      pattern: /PgBouncer should not run as root/,
      strength: 'fatal',
      title: 'PgBouncer refuses to run as root',
      example: '2026-11-21 00:45:49.123 UTC [1] FATAL PgBouncer should not run as root',
      source: 'pgbouncer src/main.c',
    },
    {
      id: 'pgbouncer/rejects-client',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:FATAL|ERROR): +(?:no such (?:database|user): (?<what>[\w.-]+)|bouncer config error|auth failed|SASL authentication failed|server login (?:failed|has been failing))/,
      strength: 'error',
      title: 'PgBouncer turns the client away: {what}',
      example: [
        'psycopg2.OperationalError: connection to server at "pgbouncer" (10.96.3.7), port 6432 failed: FATAL:  no such database: orders',
        'pq: FATAL: server login has been failing, try again later (server_login_retry)',
      ],
      source: 'pgbouncer src/client.c, src/objects.c',
    },
    {
      id: 'patroni/system-id-mismatch',
      cause: 'volume-data-incompatible',
      pattern: /system ID mismatch, node (?<name>\S+) belongs to a different cluster/,
      strength: 'fatal',
      title:
        'The data of {name} belongs to another cluster than the one in the configuration store',
      example:
        'CRITICAL: system ID mismatch, node postgres-0 belongs to a different cluster: 7301234567890123456 != 7309876543210987654',
      source: 'patroni patroni/ha.py',
      fix: {
        title:
          'Remove the stale cluster keys (patronictl remove) or the stale volume, whichever is not wanted',
        where: 'data',
        risk: 'high',
      },
    },
    {
      id: 'patroni/bootstrap-failed',
      cause: 'volume-data-incompatible',
      pattern:
        /PatroniFatalException: (?:'?Failed to bootstrap cluster|(?<what>.{1,120}))|removing initialize key after failed attempt to bootstrap the cluster/,
      strength: 'error',
      title: 'Patroni cannot bootstrap the cluster; the lines before say why',
      example: "patroni.exceptions.PatroniFatalException: 'Failed to bootstrap cluster'",
      source: 'patroni patroni/ha.py',
    },
    {
      id: 'patroni/configuration',
      cause: 'app-config-invalid',
      pattern:
        /Can not find suitable configuration of distributed configuration store|patroni\.exceptions\.ConfigParseError|patroni\S{0,60}: (?<setting>[\w.]{1,60}) (?:is not defined|didn't pass validation)/,
      strength: 'error',
      title: 'Patroni rejects its configuration',
      example:
        'patroni.exceptions.PatroniFatalException: Can not find suitable configuration of distributed configuration store',
      source: 'patroni patroni/dcs/__init__.py',
    },
    {
      id: 'patroni/store-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:waiting on (?:etcd3?|consul|raft|zookeeper|kubernetes)|Failed to get list of machines from (?<host>\S+)|EtcdConnectionFailed: |DCSError.{0,40}is not (?:accessible|responding)|demoting self because DCS is not accessible)/,
      strength: 'error',
      title: 'Patroni cannot reach its configuration store {host}',
      example: [
        'INFO: waiting on etcd',
        'ERROR: Failed to get list of machines from http://etcd:2379/v3: MaxRetryError',
      ],
      source: 'patroni patroni/dcs/etcd.py',
    },
    {
      id: 'cloudnative-pg/disk-full',
      cause: 'volume-full',
      pattern:
        /[Dd]etected low-disk space condition|[Ii]nsufficient disk space.{0,80}(?:WAL|PGDATA|start)|not enough disk space/,
      strength: 'fatal',
      title: 'The PostgreSQL volume has no room left for the write-ahead log',
      example:
        '{"level":"info","msg":"Detected low-disk space condition, avoid starting the instance"}',
      source: 'cloudnative-pg internal/cmd/manager/instance/run',
    },
    {
      id: 'cloudnative-pg/bootstrap',
      cause: 'volume-data-incompatible',
      pattern:
        /PGData (?:directory )?already exists|"(?:msg|message)":"Error while (?:bootstrapping|restoring|cloning|joining)/,
      strength: 'error',
      title: 'The bootstrap job fails on what is on the volume',
      example: '{"level":"error","msg":"PGData already exists, can\'t overwrite"}',
      source: 'cloudnative-pg pkg/management/postgres/initdb.go',
    },
    {
      id: 'pgpool/backends',
      cause: 'dependency-unreachable',
      pattern:
        /(?:failed to create a backend (?:\d+ )?connection|all backend nodes are down, pgpool requires at least one valid node)/,
      strength: 'error',
      title: 'Pgpool has no backend that is up',
      example:
        'FATAL:  pgpool is not accepting any new connections, DETAIL:  all backend nodes are down, pgpool requires at least one valid node',
      source: 'pgpool2 src/protocol/child.c',
    },
  ],
}
