import type { SignatureFamily } from '@unloop/engine/scanner'

/** Database and search servers besides the big ones, and how they refuse to start. */
export const databaseServers: SignatureFamily = {
  programs: [
    'CockroachDB',
    'TiDB',
    'TiKV',
    'PD',
    'YugabyteDB',
    'ScyllaDB',
    'Cassandra',
    'ClickHouse',
    'Neo4j',
    'ArangoDB',
    'CouchDB',
    'InfluxDB',
    'QuestDB',
    'TimescaleDB',
    'MariaDB Galera',
    'Vitess',
    'OpenSearch',
    'Solr',
    'Meilisearch',
    'Typesense',
    'Dragonfly',
    'Valkey',
    'KeyDB',
    'Trino',
    'Druid',
    'Couchbase',
    'RethinkDB',
    'SQL Server',
    'Firebird',
    'Dgraph',
    'Aerospike',
    'Hazelcast',
    'Ignite',
  ],
  signatures: [
    {
      id: 'cockroachdb/join',
      cause: 'dependency-unreachable',
      pattern:
        /(?:no (?:resolvers|hosts) found; use --join to specify|The server appears to be unable to contact the other nodes in the cluster|waiting for `?cockroach init`?)/,
      strength: 'error',
      title: 'CockroachDB waits for its other nodes or for `cockroach init`',
      example:
        '* WARNING: The server appears to be unable to contact the other nodes in the cluster. Please try:',
      source: 'cockroachdb/cockroach pkg/cli/start.go',
    },
    {
      id: 'cockroachdb/replica-inconsistent',
      cause: 'volume-data-incompatible',
      pattern: /this node is terminating because a replica inconsistency was detected/,
      strength: 'fatal',
      title: "CockroachDB found a replica on this node's volume that differs from the others",
      explain:
        'It left an alert file in its auxiliary directory and refuses to start as long as that file is there.',
      example:
        'this node is terminating because a replica inconsistency was detected between [n3,s3,r148/3:/System/tsd]',
      source: 'cockroachdb/cockroach pkg/kv/kvserver/replica_consistency.go',
    },
    {
      id: 'cockroachdb/certs',
      cause: 'tls-cert',
      pattern:
        /(?:problem with (?:CA|node|client) certificate|cannot load certificates|failed to (?:start server|load certs)): (?:not found|.{0,60}(?:certificate|key file).{0,60}(?:has permissions (?<what>\S{1,12}), exceeds|not found))|key file \S{1,120} has permissions \S{1,12}, exceeds \S{1,12}/,
      strength: 'fatal',
      title: "CockroachDB's certificates are missing, or their key is readable by others",
      example: [
        'ERROR: cannot load certificates. problem with CA certificate: not found',
        'ERROR: failed to start server: key file /cockroach/cockroach-certs/node.key has permissions -rw-r--r--, exceeds -rwx------',
      ],
      source: 'cockroachdb/cockroach pkg/security/certificate_loader.go',
    },
    {
      id: 'tikv/pd-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:PD cluster failed to respond|failed to connect to (?:PD|pd)|validate PD endpoints failed|\[(?:pd|client)\].{0,20}(?:cannot|failed to) (?:get|init|update) (?:leader|member|cluster)|can not get cluster id)(?!.{0,300}no such host)(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'TiKV or TiDB cannot reach the placement driver',
      example:
        '[2026/11/20 10:00:00.000 +00:00] [ERROR] [util.rs:682] ["connect failed"] [err="Grpc(RpcFailure(RpcStatus { code: 14-UNAVAILABLE }))"] ["PD cluster failed to respond"]',
      source: 'tikv/tikv components/pd_client/src/util.rs',
    },
    {
      id: 'tikv/cluster-id',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:cluster ID mismatch|duplicated store address|store id mismatch|cluster id mismatch)(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'The data on the volume belong to another cluster',
      example:
        '[FATAL] [server.rs:1200] ["failed to bootstrap node: Other(\\"cluster ID mismatch, local 7001 != remote 7002, you are trying to connect to another cluster, please reconnect to the correct PD\\")"]',
      source: 'tikv/tikv components/raftstore/src/store/bootstrap.rs, src/server/node.rs',
    },
    {
      id: 'tikv/file-limit',
      cause: 'kernel-or-node',
      pattern:
        /the maximum number of open file descriptors is too small, got (?<have>\d+), expect greater or equal to (?<want>\d+)/,
      strength: 'fatal',
      title: 'The limit of open files is {have}, and the server needs {want}',
      example:
        '[FATAL] [server.rs:920] ["the maximum number of open file descriptors is too small, got 1048576, expect greater or equal to 1048577"]',
      source: 'tikv/tikv components/tikv_util/src/config.rs check_max_open_fds',
    },
    {
      id: 'yugabyte/master-addresses',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Unable to (?:get|resolve|init) master addresses|Could not (?:locate|find) the leader master|Failed to (?:init|create) (?:sys catalog|master)|timed out waiting for (?:an )?(?:initial |available )?master)(?<what>.{0,160})/,
      strength: 'error',
      title: "YugabyteDB's servers do not find their masters",
      example:
        'F1120 10:00:00.000000 1 tablet_server_main.cc:300] Timed out (yb/rpc/rpc.cc:224): Could not locate the leader master: timed out waiting for an available master',
      source: 'yugabyte/yugabyte-db src/yb/master, src/yb/client',
    },
    {
      id: 'scylla/memory',
      cause: 'heap-exhausted',
      pattern:
        /(?:insufficient (?:physical )?memory: needed (?<want>\d+) available (?<have>\d+)|not enough (?:processing units|cpus))/,
      strength: 'fatal',
      title: 'ScyllaDB finds less memory or CPUs than it was told to use',
      example:
        'Could not initialize seastar: std::runtime_error (insufficient physical memory: needed 4294967296 available 1073741824)',
      source: 'scylladb/seastar src/core/resource.cc',
    },
    {
      id: 'cassandra/commitlog',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:CommitLogReadException|CommitLogReplayException|CommitLogDescriptor).{0,200}(?:Mutation checksum failure|Could not read commit log|Encountered bad header|descriptor)|Exiting due to error while processing commit log during initialization/,
      strength: 'fatal',
      title: "Cassandra's commit log on the volume is damaged",
      example: [
        'org.apache.cassandra.db.commitlog.CommitLogReadHandler$CommitLogReadException: Could not read commit log descriptor in file /var/lib/cassandra/commitlog/CommitLog-7-1.log',
        'ERROR [main] JVMStabilityInspector.java:196 - Exiting due to error while processing commit log during initialization.',
      ],
      source: 'apache/cassandra db/commitlog/CommitLogReader.java',
    },
    {
      id: 'neo4j/store-lock',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Store and its lock file has been locked by another process: (?<file>\S{1,160})|FileLockException|Database '(?<database>\w{1,60})' .{0,80}(?:store (?:version|format)).{0,60}(?:not supported|unsupported|upgrade|migrat))/,
      strength: 'fatal',
      title: "Neo4j's store is locked by another process or of another version",
      example:
        'Caused by: org.neo4j.kernel.internal.locker.FileLockException: Lock file has been locked by another process: /data/databases/store_lock. Store and its lock file has been locked by another process: /data/databases/store_lock',
      source: 'neo4j/neo4j community/kernel Locker.java',
    },
    {
      id: 'arangodb/version',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:\[\w{5}\] \{(?:startup|general|engines)\} )?(?:Database directory version \((?<have>\d+)\) is (?:higher|lower) than current version \((?<want>\d+)\)|It seems like you have upgraded the ArangoDB binary|database directory .{0,60}engine.{0,40}mismatch)/,
      strength: 'fatal',
      title: 'The data directory is of another version of ArangoDB',
      example:
        '2026-11-20T10:00:00Z [1] ERROR [ebca0] {startup} Database directory version (30905) is lower than current version (31102).',
      source: 'arangodb/arangodb arangod/RestServer/CheckVersionFeature.cpp',
    },
    {
      id: 'arangodb/root-password',
      cause: 'env-missing',
      pattern: /error: database is uninitialized and password option is not specified/,
      strength: 'fatal',
      title:
        "ArangoDB's first start needs ARANGO_ROOT_PASSWORD, ARANGO_NO_AUTH or ARANGO_RANDOM_ROOT_PASSWORD",
      example: 'error: database is uninitialized and password option is not specified',
      source: 'arangodb/arangodb-docker docker-entrypoint.sh',
    },
    {
      id: 'influxdb2/setup',
      cause: 'env-missing',
      pattern:
        /(?:must supply (?:username|password|org(?:anization)?|bucket)(?: name)?|DOCKER_INFLUXDB_INIT_(?<what>\w{1,30}) (?:must|is required)|missing environment variable (?<env>DOCKER_INFLUXDB_INIT_\w{1,30})|InfluxDB config required for setup)/,
      strength: 'fatal',
      title: "InfluxDB's first set-up lacks a value",
      example:
        '2026-11-20T10:00:00.000000000Z	error	missing environment variable DOCKER_INFLUXDB_INIT_USERNAME	{"system": "docker"}',
      source: 'influxdata/influxdata-docker influxdb/2.7/entrypoint.sh',
    },
    {
      id: 'mysql-group-replication/start',
      cause: 'dependency-unreachable',
      pattern:
        /(?:\[GCS\] (?:Error connecting to all peers|The member was unable to join the group)|Plugin group_replication reported: '(?<what>(?:\[GCS\] )?(?:Error|There was|Timeout|Unable|The member|Fatal)[^']{1,140}))/,
      strength: 'error',
      title: 'The MySQL member cannot join its group',
      example:
        "2026-11-20T10:00:00.000000Z 0 [ERROR] [MY-011735] [Repl] Plugin group_replication reported: '[GCS] Error connecting to all peers. Member join failed. Local port: 33061'",
      source: 'mysql/mysql-server plugin/group_replication',
    },
    {
      id: 'solr/core-lock',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Index dir '(?<file>[^']{1,160})' of core '(?<name>[^']{1,80})' is already locked|org\.apache\.lucene\.index\.(?:IndexFormatTooOldException|IndexFormatTooNewException|CorruptIndexException))(?<what>.{0,140})/,
      strength: 'error',
      title: 'A Lucene index is locked, damaged or of another version',
      example: [
        "org.apache.solr.common.SolrException: Index dir '/var/solr/data/orders/data/index/' of core 'orders' is already locked. The most likely cause is another Solr server",
        'org.apache.lucene.index.IndexFormatTooOldException: Format version is not supported (resource BufferedChecksumIndexInput): 8.11.2 (needs to be between 9 and 10).',
      ],
      source: 'apache/solr SolrCore.java; apache/lucene IndexFormatTooOldException.java',
    },
    {
      id: 'solr/root',
      cause: 'security-context',
      pattern:
        /WARNING: Starting Solr as the root user is a security risk and not considered best practice\. Exiting/,
      strength: 'fatal',
      title: 'Solr refuses to run as root',
      example:
        'WARNING: Starting Solr as the root user is a security risk and not considered best practice. Exiting.',
      source: 'apache/solr bin/solr',
    },
    {
      id: 'meilisearch/version',
      cause: 'volume-data-incompatible',
      pattern:
        /Your database version \((?<have>[\d.]+)\) is incompatible with your current engine version \((?<want>[\d.]+)\)/,
      strength: 'fatal',
      title: 'The data belong to Meilisearch {have}, the image is {want}',
      example:
        'Error: Your database version (1.6.2) is incompatible with your current engine version (1.8.0).',
      source: 'meilisearch/meilisearch crates/meilisearch-types/src/versioning.rs',
    },
    {
      id: 'meilisearch/master-key',
      cause: 'env-missing',
      pattern:
        /In production mode, the master key must be (?:of at least 16 bytes|set|provided)|must provide a master key to secure your instance in a production environment/,
      strength: 'fatal',
      title: 'Meilisearch in production needs a master key of 16 bytes',
      example:
        'Error: You must provide a master key to secure your instance in a production environment. It can be specified via the MEILI_MASTER_KEY environment variable or the --master-key launch option.',
      source: 'meilisearch/meilisearch crates/meilisearch/src/main.rs',
    },
    {
      id: 'typesense/peering',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Peer refresh failed, error: |Node not ready yet \(known_applied_index is|Failed to init peering state|Error while resolving|Unable to resolve host: (?<host>[\w.-]{1,200}))(?<what>.{0,100})/,
      strength: 'error',
      title: 'Typesense cannot form its cluster',
      example:
        'E20261120 10:00:00.000000     1 raft_server.cpp:762] Node not ready yet (known_applied_index is 0).',
      source: 'typesense/typesense src/raft_server.cpp',
    },
    {
      id: 'dragonfly/memory',
      cause: 'heap-exhausted',
      pattern:
        /(?:There are \d+ threads, so [\w.]+ are required\. Exiting|Max memory is less than 256MB per thread)/,
      strength: 'fatal',
      title: 'Dragonfly needs 256 MB for each of its threads',
      example:
        'E20261120 10:00:00.000000     1 dragonfly.cc:470] There are 8 threads, so 2.00GiB are required. Exiting...',
      source: 'dragonflydb/dragonfly src/server/dfly_main.cc',
    },
    {
      id: 'trino/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:Configuration errors:|Errors: )?\d+\) Error: (?:Configuration property '(?<setting>[\w.-]{1,120})' was not used|Invalid configuration property|Invalid value '(?<value>[^']{0,80})' for type|Defunct property '(?<key>[\w.-]{1,100})')/,
      strength: 'fatal',
      title: 'Trino refuses the property {setting}',
      example: "1) Error: Configuration property 'query.max-total-memory-per-node' was not used",
      source: 'airlift/airlift configuration ConfigurationFactory.java',
    },
    {
      id: 'trino/jvm',
      cause: 'app-config-invalid',
      pattern: /ERROR: (?:Trino requires|Presto requires) (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'Trino refuses its JVM: it requires {what}',
      example: 'ERROR: Trino requires Java 22.0.1+ (found 17.0.10)',
      source: 'trinodb/trino core/trino-main TrinoSystemRequirements.java',
    },
    {
      id: 'couchbase/init',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:ERROR: unable to initialize cluster|ERROR: (?:_|username|clusterInit|ramQuota|memoryQuota) - (?<what>.{1,120})|Authentication failed\. Attempting to authenticate a node)/,
      strength: 'error',
      title: 'Couchbase cannot be initialised',
      example:
        'ERROR: ramQuota - The "ramQuota" value is too large. Quota must be between 256 MB and 1024 MB (80% of memory size).',
      source: 'couchbase/couchbase-cli cbmgr.py',
    },
    {
      id: 'dgraph/zero',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Unable to reach leader in group \d+|Error while dialing.{0,80}dgraph-zero|No healthy connection found to (?:node with Id \d+|Leader of group zero)|Waiting (?:to|for) .{0,30}[Zz]ero)(?<what>.{0,120})/,
      strength: 'error',
      title: 'Dgraph Alpha cannot reach its Zero',
      example:
        'E1120 10:00:00.000000 1 groups.go:1181] Error during SubscribeForUpdates for prefix "": Unable to reach leader in group 1. closer err: <nil>',
      source: 'dgraph-io/dgraph worker/groups.go',
    },
    {
      id: 'hazelcast/kubernetes',
      cause: 'rbac-forbidden',
      pattern:
        /(?:Kubernetes API access is forbidden! Starting standalone|Failure in executing REST call.{0,200}HTTP response: 403)/,
      strength: 'error',
      title: "Hazelcast's service account may not list the endpoints",
      example:
        'WARN: [10.244.1.7]:5701 [dev] Kubernetes API access is forbidden! Starting standalone. To use Hazelcast Kubernetes discovery, configure the required RBAC.',
      source: 'hazelcast/hazelcast KubernetesClient.java',
    },
    {
      id: 'ignite/discovery',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to connect to any address from IP finder|Failed to (?:find|retrieve) (?:Ignite pods|deployed|any) .{0,20}IP addresses)(?<what>.{0,160})/,
      strength: 'error',
      title: 'Ignite finds none of its other nodes',
      example:
        "[10:00:00,000][WARNING][main][TcpDiscoverySpi] Failed to connect to any address from IP finder (will retry to join topology every 2000 ms; change 'reconnectDelay' to configure the frequency of retries): [/10.244.1.7:47500]",
      source: 'apache/ignite TcpDiscoverySpi',
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
