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
