import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the database drivers of Go say when a connection cannot be made or a data source name cannot be used. */
export const goDrivers: SignatureFamily = {
  programs: [
    'pgx',
    'lib/pq',
    'go-sql-driver/mysql',
    'mongo-driver',
    'go-redis',
    'gocql',
    'go-mssqldb',
    'clickhouse-go',
    'etcd client',
    'go-elasticsearch',
    'GORM',
    'go-sqlite3',
  ],
  signatures: [
    {
      id: 'pgx/hostname-resolving',
      cause: 'dns-failure',
      pattern: /hostname resolving error(?: \(|: ).{0,80}?lookup (?<host>[\w.-]{1,253})/,
      strength: 'fatal',
      title: 'The PostgreSQL host {host} does not resolve',
      example:
        'failed to connect to `user=app database=app`: hostname resolving error: lookup db.data.svc.cluster.local on 10.96.0.10:53: no such host',
      source: 'jackc/pgx pgconn/pgconn.go expandWithIPs',
    },
    {
      id: 'pgx/acquire-closed-pool',
      cause: 'app-exception',
      pattern: /(?:puddle: )?closed pool(?= |$|"|\))/,
      strength: 'error',
      title: 'A connection was asked of a pool that the program had closed already',
      example: '{"level":"error","error":"acquire: closed pool","time":"2026-11-20T10:00:00Z"}',
      source: 'jackc/puddle pool.go ErrClosedPool',
    },
    {
      id: 'pgx/target-session-attrs',
      cause: 'dependency-unreachable',
      pattern:
        /ValidateConnect failed(?: \(|: )(?<what>read only connection|connection is not (?:read only|primary|in hot standby)|server is (?:not )?in hot standby mode|server is in standby mode|server is not in hot standby mode)/,
      strength: 'fatal',
      title: 'No PostgreSQL server of the list has the wanted role: {what}',
      example:
        'failed to connect to `user=app database=app`: 10.96.3.7:5432 (db): ValidateConnect failed: read only connection',
      source: 'jackc/pgx pgconn/config.go ValidateConnectTargetSessionAttrs',
    },
    {
      id: 'lib-pq/key-world-access',
      cause: 'permission-denied-fs',
      pattern:
        /pq: (?:private key has world access|private key file has group or world access|could not get owner information for private key)/,
      strength: 'fatal',
      title: 'lib/pq refuses the client key: its file mode lets others read it',
      example:
        'pq: private key has world access; permissions should be u=rw,g=r (0640) if owned by root, or u=rw (0600), or less',
      source: 'lib/pq ssl_permissions.go',
    },
    {
      id: 'lib-pq/no-hosts',
      cause: 'dependency-unreachable',
      pattern: /pq: could not connect to any of the hosts/,
      strength: 'error',
      title: 'None of the PostgreSQL hosts of the connection string answers',
      example: 'ping: pq: could not connect to any of the hosts:',
      source: 'lib/pq conn.go',
    },
    {
      id: 'lib-pq/default-username',
      cause: 'env-missing',
      pattern: /pq: could not detect default username; please provide one explicitly/,
      strength: 'fatal',
      title:
        "The connection string names no PostgreSQL user, and the process's own user has no name",
      example: 'panic: pq: could not detect default username; please provide one explicitly',
      source: 'lib/pq user_posix.go ErrCouldNotDetectUsername',
    },
    {
      id: 'go-mysql/parse-time',
      cause: 'app-config-invalid',
      pattern: /unsupported Scan, storing driver\.Value type \[\]uint8 into type \*time\.Time/,
      strength: 'error',
      title: 'The MySQL data source name lacks parseTime=true',
      example:
        'sql: Scan error on column index 3, name "created_at": unsupported Scan, storing driver.Value type []uint8 into type *time.Time',
      source: 'Go database/sql convert.go; go-sql-driver/mysql README',
    },
    {
      id: 'go-sql/unknown-driver',
      cause: 'missing-dependency',
      pattern: /sql: unknown driver "(?<module>[^"]{1,60})" \(forgotten import\?\)/,
      strength: 'fatal',
      title: 'The binary holds no database driver named {module}',
      example: 'panic: sql: unknown driver "postgres" (forgotten import?)',
      source: 'Go database/sql sql.go Open',
    },
    {
      id: 'gorm/initialize',
      cause: 'dependency-unreachable',
      pattern:
        /\[error\] failed to initialize database, got error (?<what>(?:failed to connect to|dial (?:tcp|unix)).{1,200}(?:refused|timeout|timed out|no route to host|unreachable))/,
      strength: 'error',
      title: 'GORM cannot reach the database: {what}',
      example:
        '2026/11/20 10:00:00 /src/main.go:31 [error] failed to initialize database, got error dial tcp 10.96.3.7:3306: connect: connection refused',
      source: 'go-gorm/gorm gorm.go Open',
    },
    {
      id: 'mongo-go/uri',
      cause: 'app-config-invalid',
      pattern:
        /error (?:parsing|validating) uri: (?!lookup )(?<what>(?:scheme must be|must have at least 1 host|unescaped|invalid value for|unknown connection option|URI with|authSource must|a direct connection cannot|username required|cannot specify|auth mechanism|tls|ssl|replicaSet|parse |password must|invalid ).{0,160})/,
      strength: 'fatal',
      title: 'The MongoDB connection string cannot be used: {what}',
      example: [
        'error parsing uri: scheme must be "mongodb" or "mongodb+srv"',
        'error validating uri: a direct connection cannot be made if an SRV URI is used',
      ],
      source: 'mongodb/mongo-go-driver x/mongo/driver/connstring/connstring.go',
    },
    {
      id: 'mongo-go/server-selection',
      cause: 'dependency-unreachable',
      pattern:
        /server selection error: (?:server selection timeout|context deadline exceeded), current topology: \{ Type: (?<what>\w+), Servers: \[\{ Addr: (?<host>[^:,]{1,253}):(?<port>\d{1,5}), Type: Unknown(?!.{0,600}(?:lookup |x509|tls:|auth error|AuthenticationFailed))/,
      strength: 'fatal',
      title: 'MongoDB at {host}:{port} does not answer the Go driver',
      example:
        'server selection error: server selection timeout, current topology: { Type: Unknown, Servers: [{ Addr: mongo:27017, Type: Unknown, Last error: dial tcp 10.96.8.8:27017: connect: connection refused }, ] }',
      source: 'mongodb/mongo-go-driver x/mongo/driver/topology/errors.go ServerSelectionError',
    },
    {
      id: 'mongo-go/server-selection-name',
      cause: 'dns-failure',
      pattern:
        /server selection error: .{1,200}current topology: .{1,300}lookup (?<host>[\w.-]{1,253})(?: on [\d.:]{3,40})?: (?:no such host|server misbehaving|.{0,80}i\/o timeout)/,
      strength: 'fatal',
      title: 'The MongoDB host {host} does not resolve',
      example:
        'server selection error: server selection timeout, current topology: { Type: ReplicaSetNoPrimary, Servers: [{ Addr: mongo-0.mongo:27017, Type: Unknown, Last error: dial tcp: lookup mongo-0.mongo on 10.96.0.10:53: no such host }, ] }',
      source: 'mongodb/mongo-go-driver x/mongo/driver/topology/errors.go',
    },
    {
      id: 'mongo-go/server-selection-tls',
      cause: 'tls-cert',
      pattern:
        /server selection error: .{1,200}current topology: .{1,300}(?:x509: |tls: |remote error: tls)(?<what>[^,}]{1,120})/,
      strength: 'fatal',
      title: 'TLS to MongoDB fails: {what}',
      example:
        'server selection error: context deadline exceeded, current topology: { Type: Unknown, Servers: [{ Addr: mongo:27017, Type: Unknown, Last error: tls: failed to verify certificate: x509: certificate signed by unknown authority }, ] }',
      source: 'mongodb/mongo-go-driver x/mongo/driver/topology/errors.go',
    },
    {
      id: 'mongo-go/wire-version',
      cause: 'version-skew',
      pattern:
        /server at (?<host>\S{1,253}) (?:reports wire version \d{1,3}, but this version of the Go driver requires at least|requires wire version \d{1,3}, but this version of the Go driver only supports up to) \d{1,3}(?<what>.{0,60})/,
      strength: 'fatal',
      title: 'The MongoDB server {host} and the Go driver are too many versions apart',
      example:
        'server at mongo:27017 reports wire version 5, but this version of the Go driver requires at least 6 (MongoDB 3.6).',
      source: 'mongodb/mongo-go-driver x/mongo/driver/topology/fsm.go',
    },
    {
      id: 'go-redis/parse-url',
      cause: 'app-config-invalid',
      pattern:
        /redis: (?:invalid (?:URL scheme: ?(?<what>\S{0,60})|database number: ?(?<value>\S{0,60})|URL path: ?\S{0,80})|unexpected option: ?(?<setting>\S{1,60})|invalid (?:duration|boolean|number)\b.{0,80})/,
      strength: 'fatal',
      title: 'The Redis URL cannot be used',
      example: [
        'panic: redis: invalid URL scheme: http',
        'redis: invalid database number: "cache"',
      ],
      source: 'redis/go-redis options.go ParseURL',
    },
    {
      id: 'go-redis/sentinel-all-down',
      cause: 'dependency-unreachable',
      pattern: /redis: all sentinels specified in configuration are unreachable/,
      strength: 'error',
      title: 'None of the Redis sentinels answers',
      example: 'redis: all sentinels specified in configuration are unreachable',
      source: 'redis/go-redis sentinel.go',
    },
    {
      id: 'go-redis/sentinel-master',
      cause: 'app-config-invalid',
      pattern:
        /sentinel: (?:GetMasterAddrByName|GetMasterAddrByName \S{0,40}) (?:name="?(?<name>[\w.-]{1,80})"? )?failed: (?:redis: nil|redis: client is closed)|sentinel: Sentinels master="(?<master>[^"]{1,80})" failed: ERR No such master with that name/,
      strength: 'error',
      title: 'Redis sentinel does not know the master name that the client asks for',
      example:
        'redis: 2026/11/20 10:00:00 sentinel.go:712: sentinel: GetMasterAddrByName name="mymaster" failed: redis: nil',
      source: 'redis/go-redis sentinel.go',
    },
    {
      id: 'go-redis/cluster-no-nodes',
      cause: 'dependency-unreachable',
      pattern: /redis: cluster has no nodes/,
      strength: 'error',
      title: 'No node of the Redis cluster answers',
      example: '{"level":"fatal","msg":"ping redis","error":"redis: cluster has no nodes"}',
      source: 'redis/go-redis osscluster.go errClusterNoNodes',
    },
    {
      id: 'go-redis/pool-timeout',
      cause: 'dependency-unreachable',
      pattern: /redis: connection pool timeout/,
      strength: 'error',
      title: 'All connections of the Redis pool are in use or cannot be made',
      example: 'panic: redis: connection pool timeout',
      source: 'redis/go-redis internal/pool/pool.go ErrPoolTimeout',
    },
    {
      id: 'gocql/no-connections',
      cause: 'dependency-unreachable',
      pattern:
        /gocql: (?:unable to create session: (?:unable to (?:discover protocol version|connect to initial hosts|setup initial hosts|fetch peer host info)|failed to resolve any of the provided hostnames|control connection|control: unable to connect to initial hosts)|no hosts available in the pool|no response received from cassandra within timeout period)(?!.{0,200}(?:lookup|no such host|[Aa]uthenti|password))(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'No Cassandra host answers the Go driver',
      example:
        'panic: gocql: unable to create session: unable to discover protocol version: dial tcp 10.96.7.3:9042: connect: connection refused',
      source: 'gocql/gocql session.go, errors.go',
    },
    {
      id: 'gocql/no-such-host',
      cause: 'dns-failure',
      pattern:
        /gocql: unable to (?:create session|dial control conn)[^\n]{0,160}(?:failed to resolve any of the provided hostnames|lookup (?<host>[\w.-]{1,253}).{0,60}no such host)/,
      strength: 'fatal',
      title: 'The Cassandra host does not resolve',
      example: 'gocql: unable to create session: failed to resolve any of the provided hostnames',
      source: 'gocql/gocql session.go, host_source.go',
    },
    {
      id: 'go-mssql/tls-handshake',
      cause: 'tls-cert',
      pattern:
        /TLS Handshake failed: (?<what>(?:x509|tls|cannot read handshake packet|remote error).{0,160})/,
      strength: 'fatal',
      title: 'TLS to SQL Server fails: {what}',
      example:
        'TLS Handshake failed: tls: failed to verify certificate: x509: certificate signed by unknown authority',
      source: 'microsoft/go-mssqldb tds.go',
    },
    {
      id: 'go-mssql/open-connection',
      cause: 'dependency-unreachable',
      pattern:
        /unable to open tcp connection with host '(?<host>[^':]{1,253}):(?<port>\d{1,5})': (?!.{0,100}no such host)/,
      strength: 'error',
      title: 'SQL Server at {host}:{port} does not answer',
      example:
        "unable to open tcp connection with host 'mssql:1433': dial tcp 10.96.2.9:1433: connect: connection refused",
      source: 'microsoft/go-mssqldb protocol.go',
    },
    {
      id: 'clickhouse-go/code-database',
      cause: 'dependency-auth-failed',
      pattern:
        /code: 81, message: Database [`']?(?<database>[\w.-]{1,80})[`']? (?:does not|doesn't) exist/,
      strength: 'fatal',
      title: 'ClickHouse has no database {database}',
      example: 'code: 81, message: Database analytics does not exist',
      source: 'ClickHouse src/Common/ErrorCodes.cpp UNKNOWN_DATABASE',
    },
    {
      id: 'clickhouse-go/handshake-packet',
      cause: 'app-config-invalid',
      pattern: /\[handshake\] unexpected packet \[(?<what>\d{1,3})\] from server/,
      strength: 'fatal',
      title:
        'What answers is no native ClickHouse port: the client speaks to the HTTP port, or without the TLS that the port wants',
      example: '[handshake] unexpected packet [72] from server',
      source: 'ClickHouse/clickhouse-go conn_handshake.go',
    },
    {
      id: 'clickhouse-go/acquire-timeout',
      cause: 'dependency-unreachable',
      pattern:
        /clickhouse: acquire conn timeout\. you can increase the number of max open conn or the dial timeout/,
      strength: 'error',
      title: 'No ClickHouse connection could be had in time',
      example:
        '{"level":"fatal","error":"clickhouse: acquire conn timeout. you can increase the number of max open conn or the dial timeout"}',
      source: 'ClickHouse/clickhouse-go clickhouse.go ErrAcquireConnTimeout',
    },
    {
      id: 'etcd-client/unhealthy',
      cause: 'dependency-unreachable',
      pattern:
        /(?:etcdclient: no available endpoints|there is no available endpoint|(?<host>https?:\/\/[^\s,"]{1,200}) is unhealthy: failed to commit proposal: context deadline exceeded)/,
      strength: 'error',
      title: 'No etcd endpoint answers the client',
      example: [
        'etcdclient: no available endpoints',
        'https://etcd-0.etcd:2379 is unhealthy: failed to commit proposal: context deadline exceeded',
      ],
      source: 'etcd client/v3 client.go ErrNoAvailableEndpoints; etcdctl ep_command.go',
    },
    {
      id: 'etcd-client/endpoint-scheme',
      cause: 'app-config-invalid',
      pattern:
        /(?:clientv3: |etcdclient: )?(?:unable to parse endpoint|endpoint .{1,120} must (?:contain|have) scheme)|http and https endpoints cannot be used together|creds\.AllowInsecureTransport is not set/,
      strength: 'fatal',
      title: 'The etcd endpoints of the client cannot be used',
      example: 'http and https endpoints cannot be used together',
      source: 'etcd client/v3',
    },
    {
      id: 'neo4j-go/connectivity',
      cause: 'dependency-unreachable',
      pattern:
        /(?:ConnectivityError: (?<what>(?:unable to retrieve routing table|dial tcp|timeout).{0,160})|TransactionExecutionLimit: timeout \(exceeded max retry time)(?!.{0,160}no such host)/,
      strength: 'fatal',
      title: 'Neo4j does not answer the Go driver',
      example: 'ConnectivityError: dial tcp 10.96.6.4:7687: connect: connection refused',
      source: 'neo4j/neo4j-go-driver neo4j/error.go',
    },
    {
      id: 'badger/lock',
      cause: 'volume-data-incompatible',
      pattern:
        /Cannot acquire directory lock on "(?<file>[^"]{1,200})"\.? +Another process is using this Badger database/,
      strength: 'fatal',
      title: 'Another process holds the Badger database {file}',
      example:
        'Cannot acquire directory lock on "/data".  Another process is using this Badger database. err: resource temporarily unavailable',
      source: 'dgraph-io/badger dir_unix.go',
    },
    {
      id: 'badger/manifest',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:manifest has unsupported version: \d+ \(we support \d+\)|file does not exist for table \d+|checksum mismatch Error: value corrupted for table|Value log truncate required to run DB|MANIFEST.{0,40}(?:bad magic|is corrupt))/,
      strength: 'fatal',
      title: 'The Badger database on the volume is damaged or of another version',
      example: 'manifest has unsupported version: 7 (we support 8).',
      source: 'dgraph-io/badger manifest.go, table/table.go',
    },
    {
      id: 'bbolt/invalid',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:^|[\s":])(?:invalid database|version mismatch|checksum error|invalid freelist page: \d+, page type is \S{1,20})(?: ?\(bbolt\))?(?=.{0,60}(?:\.db|bolt))/,
      strength: 'error',
      title: 'The bolt database on the volume is damaged',
      example: '{"level":"fatal","error":"open /data/meta.db: invalid database (bbolt)"}',
      source: 'etcd-io/bbolt errors/errors.go',
    },
  ],
}
