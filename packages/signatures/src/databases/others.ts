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

/** Cassandra and ScyllaDB, and their drivers. */
export const cassandra: SignatureFamily = {
  programs: ['Cassandra', 'ScyllaDB', 'DataStax drivers', 'gocql'],
  signatures: [
    {
      id: 'cassandra/cluster-name',
      cause: 'app-config-invalid',
      pattern: /Saved cluster name (?<have>.{1,80}?) != configured name (?<want>\S+)/,
      strength: 'fatal',
      title: 'The data belongs to the cluster {have}, the configuration names {want}',
      example:
        'ERROR [main] CassandraDaemon.java:898 - Fatal exception during initialization: Saved cluster name Test Cluster != configured name shop',
      source: 'cassandra db/SystemKeyspace.java checkHealth',
    },
    {
      id: 'cassandra/datacenter',
      cause: 'app-config-invalid',
      pattern:
        /Cannot start node if snitch's (?<what>data ?center|rack) \((?<want>[^)]+)\) differs from previous (?:data ?center|rack) \((?<have>[^)]+)\)/,
      strength: 'fatal',
      title: 'The {what} of the node is {want}, its data says {have}',
      example:
        "Cannot start node if snitch's data center (dc1) differs from previous data center (datacenter1). Please fix the snitch configuration, decommission and rebootstrap this node or use the flag -Dcassandra.ignore_dc=true.",
      source: 'cassandra service/StartupChecks.java',
    },
    {
      id: 'cassandra/address-exists',
      cause: 'app-config-invalid',
      pattern: /A node with address (?<host>\S+) already exists, cancelling join/,
      strength: 'fatal',
      title: 'The ring already has a node with the address {host}',
      example:
        'java.lang.RuntimeException: A node with address /10.244.1.9:7000 already exists, cancelling join. Use cassandra.replace_address if you want to replace this node.',
      source: 'cassandra service/StorageService.java',
    },
    {
      id: 'cassandra/seeds',
      cause: 'dependency-unreachable',
      pattern: /Unable to (?:gossip with any (?:peers|seeds)|contact any seeds)/,
      strength: 'fatal',
      title: 'The node reaches none of its seeds',
      example: 'java.lang.RuntimeException: Unable to gossip with any peers',
      source: 'cassandra gms/Gossiper.java',
    },
    {
      id: 'cassandra/seeds-unresolved',
      cause: 'dns-failure',
      pattern: /Seed provider couldn't lookup host (?<host>\S+)|The seed provider lists no seeds/,
      strength: 'fatal',
      title: 'The seeds do not resolve ({host})',
      example: [
        "WARN [main] SimpleSeedProvider.java:60 - Seed provider couldn't lookup host cassandra-0.cassandra.shop.svc.cluster.local",
        'org.apache.cassandra.exceptions.ConfigurationException: The seed provider lists no seeds.',
      ],
      source: 'cassandra locator/SimpleSeedProvider.java',
    },
    {
      id: 'cassandra/yaml',
      cause: 'app-config-invalid',
      pattern:
        /Invalid yaml(?:\. Please remove properties \[(?<setting>[^\]]+)\]|:? (?<file>\S+cassandra\.yaml))|org\.apache\.cassandra\.exceptions\.ConfigurationException: (?!.{0,40}(?:seed|snitch|Saved))(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Cassandra rejects its configuration: {setting}',
      example:
        'org.apache.cassandra.exceptions.ConfigurationException: Invalid yaml. Please remove properties [start_rpc] from your cassandra.yaml',
      source: 'cassandra config/YamlConfigurationLoader.java',
    },
    {
      id: 'cassandra/directory-denied',
      cause: 'permission-denied-fs',
      pattern:
        /Insufficient permissions on directory (?<file>\S+)|Doesn't have (?:write|read|execute) permissions for (?<path>\S+)/,
      strength: 'fatal',
      title: 'Cassandra may not use {file}',
      example:
        'ERROR [main] CassandraDaemon.java:898 - Insufficient permissions on directory /var/lib/cassandra/data',
      source: 'cassandra service/StartupChecks.java, db/Directories.java',
    },
    {
      id: 'cassandra/data-damaged',
      cause: 'volume-data-incompatible',
      pattern:
        /CommitLogReplayException|Detected unreadable sstables|CorruptSSTableException|Incompatible sstable|[Uu]nsupported version.{0,40}sstable/,
      strength: 'error',
      title: 'Cassandra cannot read its commit log or SSTables',
      example: [
        'org.apache.cassandra.db.commitlog.CommitLogReadHandler$CommitLogReadException: CommitLogReplayException: Could not read commit log descriptor in file /var/lib/cassandra/commitlog/CommitLog-7-1.log',
        'ERROR [main] StartupChecks.java - Detected unreadable sstables /var/lib/cassandra/data/system/local/mc-1-big-Data.db, please check NEWS.txt and ensure that you have upgraded through all required intermediate versions, running upgradesstables',
      ],
      source: 'cassandra db/commitlog, service/StartupChecks.java',
    },
    {
      id: 'scylla/startup',
      cause: 'kernel-or-node',
      pattern:
        /Could not (?:setup Async I\/O|initialize seastar)[: ](?<what>.{1,200})|insufficient (?:physical memory|processing units)/,
      strength: 'fatal',
      title: 'ScyllaDB does not get its resources from the node: {what}',
      example:
        'Could not setup Async I/O: Resource temporarily unavailable. The most common cause is not enough request capacity in /proc/sys/fs/aio-max-nr. Try increasing that number or reducing the amount of logical CPUs available for your application',
      source: 'scylladb/seastar src/core/reactor.cc',
    },
    {
      id: 'cassandra-client/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /NoHostAvailable(?:Exception)?\b|Could not reach any contact point|gocql: (?:unable to create session|no hosts available in the pool|no response received from cassandra)|All host\(s\) tried for query failed/,
      strength: 'error',
      title: 'The driver reaches no Cassandra node',
      example: [
        "cassandra.cluster.NoHostAvailable: ('Unable to connect to any servers', {'10.96.3.7:9042': ConnectionRefusedError(111, 'Tried connecting')})",
        "com.datastax.oss.driver.api.core.AllNodesFailedException: Could not reach any contact point, make sure you've provided valid addresses",
        'gocql: unable to create session: unable to discover protocol version: dial tcp 10.96.3.7:9042: connect: connection refused',
      ],
      source: 'datastax/java-driver, apache/cassandra-gocql-driver',
    },
    {
      id: 'cassandra-client/authentication',
      cause: 'dependency-auth-failed',
      pattern:
        /Provided username (?<user>\S+) and\/or password are incorrect|Keyspace '?(?<database>\w+)'? does not exist/,
      strength: 'fatal',
      title: 'Cassandra rejects the user {user}, or lacks the keyspace {database}',
      example: [
        'Bad credentials: Provided username app and/or password are incorrect',
        "InvalidQueryException: Keyspace 'shop' does not exist",
      ],
      source: 'cassandra auth/PasswordAuthenticator.java',
    },
  ],
}

/** Column stores, time series, graph and document databases. */
export const otherDatabases: SignatureFamily = {
  programs: [
    'CockroachDB',
    'ClickHouse',
    'InfluxDB',
    'Neo4j',
    'CouchDB',
    'SQL Server',
    'Oracle clients',
    'SQLite',
  ],
  signatures: [
    {
      id: 'cockroachdb/store-version',
      cause: 'volume-data-incompatible',
      pattern:
        /last used with cockroach version (?<have>\S+?),? is too (?<what>old|high) for running version (?<want>\S+)/,
      strength: 'fatal',
      title: 'The store was last used with {have}, this is {want}',
      example:
        'ERROR: cockroach server exited with error: store <no-attributes>=/cockroach/cockroach-data, last used with cockroach version v21.2, is too old for running version v22.2 (which requires data from v22.1 or later)',
      source: 'cockroach pkg/kv/kvserver/stores.go',
    },
    {
      id: 'cockroachdb/certificates',
      cause: 'tls-cert',
      pattern:
        /(?:problem (?:with|using|loading) (?:CA|node|client|security) \w+.{0,40}certificate|no certificates found; does certs dir exist|cannot load certificates|problem using security settings).{0,160}/,
      strength: 'fatal',
      title: 'CockroachDB cannot load its certificates',
      example:
        'ERROR: cannot load certificates. Check your certificate settings, set --certs-dir, or use --insecure for insecure clusters.',
      source: 'cockroach pkg/security/certificate_manager.go',
    },
    {
      id: 'cockroachdb/key-mode',
      cause: 'permission-denied-fs',
      pattern: /key file (?<file>\S+) has permissions (?<what>\S+), exceeds/,
      strength: 'fatal',
      title: 'The key {file} is readable by others ({what})',
      example:
        'key file /cockroach/cockroach-certs/node.key has permissions -rw-r--r--, exceeds -rwx------',
      source: 'cockroach pkg/security/certificate_loader.go',
      fix: { title: 'Mount the Secret with defaultMode 0400', where: 'manifest', risk: 'low' },
    },
    {
      id: 'cockroachdb/clock',
      cause: 'kernel-or-node',
      pattern: /clock synchronization error: this node is more than (?<what>\S+) away from/,
      strength: 'fatal',
      title: 'The clock of the node is more than {what} off',
      example:
        'clock synchronization error: this node is more than 500ms away from at least half of the known nodes (0 of 2 are within the offset)',
      source: 'cockroach pkg/rpc/clock_offset.go',
    },
    {
      id: 'clickhouse/configuration',
      cause: 'app-config-invalid',
      pattern:
        /Failed to (?:merge config with|preprocess config) '(?<file>[^']+)'|SAXParseException: (?<why>.{1,120})|(?:Unknown setting|UNKNOWN_SETTING|There is no (?:profile|user|substitution)|No macro) '?"?(?<setting>[\w.]+)/,
      strength: 'fatal',
      title: 'ClickHouse rejects its configuration {file} {setting}',
      example: [
        "Poco::Exception. Code: 1000, e.code() = 0, Exception: Failed to merge config with '/etc/clickhouse-server/config.d/storage.xml': SAXParseException: mismatched tag in '/etc/clickhouse-server/config.d/storage.xml', line 9 column 2",
        "Code: 115. DB::Exception: Unknown setting 'max_memry_usage': in profile default. (UNKNOWN_SETTING)",
        "DB::Exception: No macro 'shard' in config while processing substitutions",
      ],
      source: 'ClickHouse src/Common/Config/ConfigProcessor.cpp',
    },
    {
      id: 'clickhouse/loading-metadata',
      cause: 'volume-data-incompatible',
      pattern: /Caught exception while loading metadata: (?<what>.{1,200})/,
      strength: 'error',
      title: 'ClickHouse cannot load the tables that its volume describes: {what}',
      example:
        '<Error> Application: Caught exception while loading metadata: Code: 62, e.displayText() = DB::Exception: Syntax error (in file /var/lib/clickhouse/metadata/shop/orders.sql)',
      source: 'ClickHouse programs/server/Server.cpp',
    },
    {
      id: 'clickhouse/owner',
      cause: 'permission-denied-fs',
      pattern:
        /Effective user of the process \((?<user>[^)]+)\) does not match the owner of the data \((?<what>[^)]+)\)/,
      strength: 'fatal',
      title: 'ClickHouse runs as {user}, the data belongs to {what}',
      example:
        "Application: DB::Exception: Effective user of the process (clickhouse) does not match the owner of the data (root). Run under 'sudo -u root'.",
      source: 'ClickHouse programs/server/Server.cpp',
    },
    {
      id: 'clickhouse/file-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Cannot open file|filesystem error: in \w+: |Access to file denied:|Cannot create).{0,20}(?<file>\/(?:var\/(?:lib|log)\/clickhouse|bitnami)[^\s,\]"]*).{0,80}(?:Permission denied|Read-only file system|Access to file denied)|Access to file denied: (?<path>\/\S+)/,
      strength: 'fatal',
      title: 'ClickHouse may not use {file}',
      example: [
        'Code: 76. DB::ErrnoException: Cannot open file /var/lib/clickhouse/uuid, errno: 13, strerror: Permission denied. (CANNOT_OPEN_FILE)',
        'std::exception. Code: 1001, type: std::__1::__fs::filesystem::filesystem_error: Access to file denied: /var/log/clickhouse-server/clickhouse-server.log',
      ],
      source: 'ClickHouse src/IO, base/poco',
    },
    {
      id: 'clickhouse/status-locked',
      cause: 'volume-data-incompatible',
      pattern:
        /Cannot lock file (?<file>\S+)\. Another server instance in same directory is already running/,
      strength: 'fatal',
      title: 'Another ClickHouse holds the data directory',
      example:
        'Code: 76. DB::Exception: Cannot lock file /var/lib/clickhouse/status. Another server instance in same directory is already running. (CANNOT_OPEN_FILE)',
      source: 'ClickHouse src/Common/StatusFile.cpp',
    },
    {
      id: 'clickhouse/parts-broken',
      cause: 'volume-data-incompatible',
      pattern:
        /Suspiciously (?:many|big) .{0,60}broken parts|TOO_MANY_UNEXPECTED_DATA_PARTS|Cannot attach table .{1,200}from metadata file/,
      strength: 'fatal',
      title: 'ClickHouse finds too many broken parts',
      example:
        'Application: Caught exception while loading metadata: Code: 231. DB::Exception: Suspiciously many (12) broken parts to remove while maximum allowed broken parts count is 10.',
      source: 'ClickHouse src/Storages/MergeTree/MergeTreeData.cpp',
    },
    {
      id: 'clickhouse/listen',
      cause: 'port-in-use',
      pattern: /Listen \[(?<host>[^\]]+)\]:(?<port>\d+) failed: .{0,160}Address already in use/,
      strength: 'fatal',
      title: 'ClickHouse cannot bind port {port}: it is in use',
      example:
        'Application: DB::Exception: Listen [::]:9000 failed: Poco::Exception. Code: 1000, e.code() = 98, Net Exception: Address already in use: [::]:9000 (version 23.8.8.20)',
      source: 'ClickHouse programs/server/Server.cpp',
    },
    {
      id: 'clickhouse/keeper-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /All connection tries failed while connecting to ZooKeeper|KEEPER_EXCEPTION.{0,120}(?:Connection loss|Session expired)|Coordination::Exception: Connection loss/,
      strength: 'error',
      title: 'ClickHouse cannot reach its Keeper or ZooKeeper',
      example:
        'Code: 999. Coordination::Exception: All connection tries failed while connecting to ZooKeeper. nodes: 10.96.3.7:2181',
      source: 'ClickHouse src/Common/ZooKeeper',
    },
    {
      id: 'clickhouse-client/authentication',
      cause: 'dependency-auth-failed',
      pattern:
        /\b(?<user>[\w-]{1,40}): Authentication failed: password is incorrect, or there is no user with such name|DB::Exception: Database `?(?<database>\w+)`? (?:does not exist|doesn't exist)/,
      strength: 'fatal',
      title: 'ClickHouse rejects the user {user}, or lacks the database {database}',
      example: [
        'code: 516, message: default: Authentication failed: password is incorrect, or there is no user with such name.',
        "Code: 81. DB::Exception: Database analytics doesn't exist. (UNKNOWN_DATABASE)",
      ],
      source: 'ClickHouse src/Access/AccessControl.cpp',
    },
    {
      id: 'influxdb/start',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Failed (?:opening|to open) (?:bolt|sqlite|BoltDB|engine)|failed to open (?:bolt|sqlite|engine)|open server: open tsdb store|run: open server)(?!.{0,200}permission denied)(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'InfluxDB cannot open its data {what}',
      example: 'run: open server: open tsdb store: cannot open index file: invalid magic number',
      source: 'influxdb cmd/influxd',
    },
    {
      id: 'influxdb/data-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:influxd|influxdb|bolt|engine).{0,160}(?:open|mkdir|unable to open boltdb:?.{0,20}) (?<file>\/\S*influx\S*?)"?: permission denied/,
      strength: 'fatal',
      title: 'InfluxDB may not write {file}',
      example:
        'ts=2026-11-21T00:45:49Z lvl=error msg="Failed opening bolt" log_id=0 error="unable to open boltdb: open /var/lib/influxdb2/influxd.bolt: permission denied"',
      source: 'influxdb cmd/influxd/launcher',
    },
    {
      id: 'influxdb-client/authorization',
      cause: 'dependency-auth-failed',
      pattern:
        /unauthorized: unauthorized access|(?:organization|bucket) (?:name )?"(?<name>[^"]+)" not found|database not found: "?(?<database>[^"\s]+)/,
      strength: 'error',
      title: 'InfluxDB rejects the token, or lacks what is asked for: {name}',
      example: [
        'unauthorized: unauthorized access',
        'not found: organization name "shop" not found',
        'database not found: "telegraf"',
      ],
      source: 'influxdb http/errors',
    },
    {
      id: 'neo4j/unknown-setting',
      cause: 'app-config-invalid',
      pattern: /Unrecogni[sz]ed setting\. No declared setting with name: (?<setting>[\w.]+)/,
      strength: 'fatal',
      title: 'Neo4j does not know the setting {setting}',
      explain:
        'Each variable that begins with NEO4J_ becomes a setting. A Service named neo4j makes Kubernetes inject such variables (NEO4J_PORT_7474_TCP and others).',
      example:
        "Failed to read config: Unrecognized setting. No declared setting with name: PORT.7474.TCP. Cleanup the config or disable 'server.config.strict_validation.enabled' to continue.",
      source: 'neo4j community/configuration Config.java',
      fix: {
        title: 'Set enableServiceLinks: false in the pod, or correct the setting',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} patch {workload} --type=merge -p \'{"spec":{"template":{"spec":{"enableServiceLinks":false}}}}\'',
        ],
        risk: 'low',
      },
    },
    {
      id: 'neo4j/password',
      cause: 'app-config-invalid',
      pattern:
        /Invalid value for (?:password\. It cannot be 'neo4j'|NEO4J_AUTH)|A password must be at least \d+ characters/,
      strength: 'fatal',
      title: 'NEO4J_AUTH is not valid',
      example: [
        "Invalid value for password. It cannot be 'neo4j', which is the default.",
        "Invalid value for NEO4J_AUTH: 'secret'",
      ],
      source: 'neo4j/docker-neo4j docker-entrypoint.sh',
    },
    {
      id: 'neo4j/store-locked',
      cause: 'volume-data-incompatible',
      pattern:
        /Lock file has been locked by another process: (?<file>\S+?)\.? |StoreUpgrader|Unknown store version|Failed to (?:start|read) .{0,80}store .{0,80}(?:upgrade|migrat)/,
      strength: 'error',
      title: 'The Neo4j store is locked or of another version',
      example:
        'org.neo4j.io.locker.FileLockException: Lock file has been locked by another process: /data/databases/store_lock. Please ensure no other process is using this database, and that the directory is writable',
      source: 'neo4j community/io locker',
    },
    {
      id: 'neo4j/folder-denied',
      cause: 'permission-denied-fs',
      pattern:
        /Folder (?<file>\S+) is not (?:accessible|writeable|readable) for user: (?<user>\S+)/,
      strength: 'fatal',
      title: 'Neo4j may not use {file} as user {user}',
      example:
        'Folder /data is not accessible for user: 7474 or group 7474 or groups 7474, this is commonly a file permissions issue on the mounted folder.',
      source: 'neo4j/docker-neo4j docker-entrypoint.sh',
    },
    {
      id: 'neo4j/licence',
      cause: 'license',
      pattern: /In order to use Neo4j Enterprise Edition you must accept the license agreement/,
      strength: 'fatal',
      title: 'NEO4J_ACCEPT_LICENSE_AGREEMENT is not set',
      example: 'In order to use Neo4j Enterprise Edition you must accept the license agreement.',
      source: 'neo4j/docker-neo4j docker-entrypoint.sh',
    },
    {
      id: 'neo4j-client/authentication',
      cause: 'dependency-auth-failed',
      pattern:
        /Neo\.ClientError\.Security\.(?:Unauthorized|AuthenticationRateLimit|CredentialsExpired)|The client is unauthorized due to authentication failure/,
      strength: 'fatal',
      title: 'Neo4j rejects the credentials',
      example:
        'neo4j.exceptions.AuthError: {code: Neo.ClientError.Security.Unauthorized} {message: The client is unauthorized due to authentication failure.}',
      source: 'neo4j status codes',
    },
    {
      id: 'couchdb/file-truncated',
      cause: 'volume-data-incompatible',
      pattern: /no match of right hand value eof at couch_file:(?<what>\w{1,60})/,
      strength: 'error',
      title: 'A database file of CouchDB ends before what it refers to',
      explain:
        'couch_file read past the end of a shard file: the file was cut off by a crash or a full disk, and the process that opens it dies each time.',
      example:
        '[error] 2019-12-09T09:11:28.628617Z nonode@nohost <0.386.0> -------- gen_server <0.386.0> terminated with reason: no match of right hand value eof at couch_file:read_raw_iolist_int/3(line:627)',
      source: 'apache/couchdb src/couch/src/couch_file.erl',
    },
    {
      id: 'couchdb/admin-party',
      cause: 'env-missing',
      pattern: /CouchDB 3\.0\+ will no longer run in "Admin Party"/,
      strength: 'fatal',
      title: 'COUCHDB_USER and COUCHDB_PASSWORD are not set',
      example: 'ERROR: CouchDB 3.0+ will no longer run in "Admin Party"',
      source: 'apache/couchdb-docker docker-entrypoint.sh',
    },
    {
      id: 'sqlserver/eula',
      cause: 'license',
      pattern:
        /(?:SQL Server End-User License Agreement \(EULA\)|ACCEPT_EULA=Y).{0,160}|evaluation period has expired/,
      strength: 'fatal',
      title: 'The licence of SQL Server is not accepted (ACCEPT_EULA), or expired',
      example: [
        'The SQL Server End-User License Agreement (EULA) must be accepted before SQL',
        'Error: 17051, Severity: 16, State: 1. SQL Server evaluation period has expired.',
      ],
      source: 'SQL Server on Linux containers documentation',
    },
    {
      id: 'sqlserver/memory',
      cause: 'app-config-invalid',
      pattern: /This program requires a machine with at least (?<what>\d+) megabytes of memory/,
      strength: 'fatal',
      title: 'SQL Server wants at least {what} MB of memory, the limit is lower',
      example: 'sqlservr: This program requires a machine with at least 2000 megabytes of memory.',
      source: 'SQL Server on Linux',
      fix: {
        title: 'Raise resources.limits.memory above {what}Mi',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'sqlserver/data-denied',
      cause: 'permission-denied-fs',
      pattern:
        /\/opt\/mssql\/bin\/sqlservr: Error: The system directory \[(?<file>[^\]]+)\] could not be created|errno = 13.{0,60}(?:\/var\/opt\/mssql|\.system)|Error: The system directory \[(?<path>[^\]]+)\]/,
      strength: 'fatal',
      title: 'SQL Server may not write {file}',
      example:
        '/opt/mssql/bin/sqlservr: Error: The system directory [/.system] could not be created. File: LinuxDirectory.cpp:420 [Status: 0xC0000022 Access Denied errno = 0xD(13) Permission denied]',
      source: 'SQL Server on Linux containers documentation',
      fix: {
        title: 'Set fsGroup 10001 in the pod security context',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'sqlserver-client/login-failed',
      cause: 'dependency-auth-failed',
      pattern:
        /Login failed for user '(?<user>[^']*)'|Cannot open database "(?<database>[^"]+)" requested by the login/,
      strength: 'fatal',
      title: 'SQL Server rejects the login {user} {database}',
      example: [
        "Microsoft.Data.SqlClient.SqlException (0x80131904): Login failed for user 'sa'.",
        'mssql: login error: Cannot open database "Orders" requested by the login. The login failed.',
      ],
      source: 'SQL Server errors 18456, 4060',
    },
    {
      id: 'sqlserver-client/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /A network-related or instance-specific error occurred while establishing a connection to SQL Server|The TCP\/IP connection to the host (?<host>[^\s,]+), port (?<port>\d+) has failed|Login timeout expired.{0,80}(?:HYT00|SQLDriverConnect)|unable to open tcp connection with host '(?<server>[^':]+)/,
      strength: 'error',
      title: 'SQL Server {host} cannot be reached',
      example: [
        'Microsoft.Data.SqlClient.SqlException (0x80131904): A network-related or instance-specific error occurred while establishing a connection to SQL Server.',
        'com.microsoft.sqlserver.jdbc.SQLServerException: The TCP/IP connection to the host mssql, port 1433 has failed. Error: "Connection refused."',
      ],
      source: 'SqlClient, mssql-jdbc, go-mssqldb',
    },
    {
      id: 'oracle-client/authentication',
      cause: 'dependency-auth-failed',
      pattern: /ORA-0?(?:1017|28000|28001|1045|12505|12514)\b:? ?(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'Oracle rejects the login or the service name: {what}',
      example: [
        'java.sql.SQLException: ORA-01017: invalid username/password; logon denied',
        'ORA-12514: TNS:listener does not currently know of service requested in connect descriptor',
      ],
      source: 'Oracle Database error messages',
    },
    {
      id: 'oracle-client/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /ORA-(?:12541|12170|12543|12537|17800|03113|03135)\b:? ?(?<what>.{0,120})|The Network Adapter could not establish the connection/,
      strength: 'fatal',
      title: 'The Oracle listener cannot be reached: {what}',
      example: [
        'ORA-12541: TNS:no listener',
        'java.sql.SQLRecoverableException: IO Error: The Network Adapter could not establish the connection',
      ],
      source: 'Oracle Database error messages',
    },
    {
      id: 'oracle-client/name',
      cause: 'app-config-invalid',
      pattern: /ORA-(?:12154|12533|12545)\b:? ?(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'The Oracle connect identifier does not resolve: {what}',
      example: 'ORA-12154: TNS:could not resolve the connect identifier specified',
      source: 'Oracle Database error messages',
    },
    {
      id: 'sqlite/unable-to-open',
      cause: 'permission-denied-fs',
      pattern:
        /(?:SQLITE_CANTOPEN\b.{0,80}|sqlite3?\.\S*OperationalError\)?: |OperationalError: |SQLite.{0,60})?unable to open database file/,
      strength: 'error',
      title: 'SQLite cannot open its file: the directory is missing or not writable',
      example: [
        'sqlite3.OperationalError: unable to open database file',
        'Error: SQLITE_CANTOPEN: unable to open database file',
      ],
      source: 'sqlite.org/rescode.html SQLITE_CANTOPEN',
    },
    {
      id: 'sqlite/read-only',
      cause: 'permission-denied-fs',
      pattern: /attempt to write a readonly database/,
      strength: 'error',
      title: 'SQLite may not write its file',
      example: 'sqlite3.OperationalError: attempt to write a readonly database',
      source: 'sqlite.org/rescode.html SQLITE_READONLY',
    },
    {
      id: 'sqlite/damaged-or-locked',
      cause: 'volume-data-incompatible',
      pattern:
        /database disk image is malformed|(?:SQLITE_BUSY|OperationalError|sqlite|SQLite).{0,80}database is locked|file is not a database/,
      strength: 'error',
      title: 'The SQLite file is damaged, or another process holds it',
      example: [
        'sqlite3.DatabaseError: database disk image is malformed',
        'sqlite3.OperationalError: database is locked',
        'Error: SQLITE_NOTADB: file is not a database',
      ],
      source: 'sqlite.org/rescode.html SQLITE_CORRUPT, SQLITE_BUSY, SQLITE_NOTADB',
    },
  ],
}

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
