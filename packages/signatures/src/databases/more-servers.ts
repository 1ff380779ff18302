import type { SignatureFamily } from '@unloop/engine/scanner'

/** Databases of which few are seen, and what stands before and under them. */
export const moreDatabases: SignatureFamily = {
  programs: [
    'ProxySQL',
    'MaxScale',
    'Stolon',
    'Tarantool',
    'SurrealDB',
    'Quickwit',
    'Druid',
    'HBase',
    'HDFS',
    'Hive Metastore',
    'Doris',
    'StarRocks',
    'RethinkDB',
    'Aerospike',
    'Manticore',
    'QuestDB',
    'ksqlDB',
    'Couchbase Sync Gateway',
    'JuiceFS',
    'Cadence',
    'OpenSearch Dashboards',
    'VictoriaMetrics tools',
  ],
  signatures: [
    {
      id: 'proxysql/configuration',
      cause: 'config-file-missing',
      pattern:
        /Unable to open config file (?<file>\S{1,200}) specified in the command line\. Aborting/,
      strength: 'fatal',
      title: 'ProxySQL has no {file}',
      example:
        '2026-11-20 10:00:00 main.cpp:900:ProxySQL_Main_process_global_variables(): [ERROR] Unable to open config file /etc/proxysql/proxysql.cnf specified in the command line. Aborting!',
      source: 'sysown/proxysql src/main.cpp',
    },
    {
      id: 'proxysql/tls',
      cause: 'tls-cert',
      pattern: /Unable to initialize SSL\.(?: \w{1,40} failed\.)? Shutting down/,
      strength: 'fatal',
      title: 'ProxySQL cannot use its certificate',
      example:
        '2026-11-20 10:00:00 main.cpp:300:ProxySQL_Main_init_SSL_module(): [ERROR] Unable to initialize SSL. Shutting down...',
      source: 'sysown/proxysql src/main.cpp',
    },
    {
      id: 'proxysql/restarts',
      cause: 'app-exception',
      pattern:
        /Angel process already attempted to restart ProxySQL \d+ times and has no retries left/,
      strength: 'error',
      title: 'ProxySQL ends again and again: the reason stands before',
      example:
        '[ERROR] Angel process already attempted to restart ProxySQL 5 times and has no retries left. exit() with failure.',
      source: 'sysown/proxysql src/main.cpp',
    },
    {
      id: 'maxscale/configuration',
      cause: 'app-config-invalid',
      pattern:
        /Failed to (?:open, read or )?process the MaxScale configuration file ?(?<file>\/\S{1,160})?/,
      strength: 'fatal',
      title: 'MaxScale refuses its configuration',
      example:
        '2026-11-20 10:00:00   alert  : Failed to open, read or process the MaxScale configuration file /etc/maxscale.cnf. Exiting.',
      source: 'mariadb-corporation/MaxScale server/core/gateway.cc',
    },
    {
      id: 'stolon/flags',
      cause: 'app-config-invalid',
      pattern:
        /\bkeeper\.go:\d{1,5}\s.{0,20}(?:--pg-[\w-]{1,40} (?:is required|must be one of)|one of --pg-(?:repl|su)-password(?:file)? or|only one of --pg-|data dir required|can not utilize --pg-)/,
      strength: 'fatal',
      title: "Stolon's keeper lacks a flag",
      example:
        '2026-11-20T10:00:00.000Z\tFATAL\tcmd/keeper.go:1950\t--pg-listen-address is required',
      source: 'sorintlab/stolon cmd/keeper/cmd/keeper.go',
    },
    {
      id: 'stolon/data-directory',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:saved uid "(?<have>[\w-]{1,60})" differs from configuration uid|cannot take exclusive lock on data dir "(?<file>[^"]{1,200})")/,
      strength: 'fatal',
      title: "The data directory belongs to another of Stolon's keepers",
      example:
        '2026-11-20T10:00:00.000Z\tFATAL\tcmd/keeper.go:1700\tsaved uid "keeper0" differs from configuration uid: "keeper1"',
      source: 'sorintlab/stolon cmd/keeper/cmd/keeper.go',
    },
    {
      id: 'tarantool/option',
      cause: 'app-config-invalid',
      pattern: /Incorrect value for option '(?<setting>\w{1,60})': (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Tarantool refuses {setting}: {what}',
      example:
        "2026-11-20 10:00:00.000 [1] main/103/init.lua F> Incorrect value for option 'memtx_memory': must be >= 33554432 bytes",
      source: 'tarantool/tarantool src/box/errcode.h ER_CFG',
    },
    {
      id: 'tarantool/lock',
      cause: 'volume-data-incompatible',
      pattern: /Failed to lock WAL directory (?<file>\S{1,200}) and hot_standby mode is off/,
      strength: 'fatal',
      title: 'Another Tarantool uses {file}',
      example: 'F> Failed to lock WAL directory /var/lib/tarantool and hot_standby mode is off',
      source: 'tarantool/tarantool src/box/errcode.h ER_ALREADY_RUNNING',
    },
    {
      id: 'tarantool/identity',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:(?:Replica set|Instance) UUID mismatch: expected (?<want>\S{1,40}), got (?<have>\S{1,40})|Can't find snapshot$)/,
      strength: 'fatal',
      title: 'The data belong to another instance, or the snapshot is gone',
      example:
        'F> Replica set UUID mismatch: expected 8a274925-a26d-47fc-9e1b-af88ce939412, got 2083808a-326e-43fa-901a-1f3fabd60000',
      source: 'tarantool/tarantool src/box/errcode.h',
    },
    {
      id: 'surrealdb/storage',
      cause: 'volume-data-incompatible',
      pattern: /There was an (?:invalid|outdated) storage version stored in the database/,
      strength: 'fatal',
      title: 'The data are of another version of SurrealDB',
      example:
        '2026-11-20T10:00:00.000000Z ERROR surreal::cli: There was an outdated storage version stored in the database. Please follow the instructions to upgrade this instance',
      source: 'surrealdb/surrealdb core/src/err/mod.rs',
    },
    {
      id: 'quickwit/data-directory',
      cause: 'mount-failed',
      pattern: /data dir `(?<file>[^`]{1,200})` does not exist/,
      strength: 'fatal',
      title: "Quickwit's data directory {file} is not there",
      example: 'ERROR quickwit: command failed error=data dir `/quickwit/qwdata` does not exist',
      source: 'quickwit-oss/quickwit quickwit/quickwit-config/src/node_config',
    },
    {
      id: 'druid/direct-memory',
      cause: 'heap-exhausted',
      pattern: /Not enough direct memory\. {1,2}Please adjust -XX:MaxDirectMemorySize/,
      strength: 'fatal',
      title: "Druid's buffers do not fit in the direct memory of the JVM",
      example:
        '1) Not enough direct memory.  Please adjust -XX:MaxDirectMemorySize, druid.processing.buffer.sizeBytes, druid.processing.numThreads, or druid.processing.numMergeBuffers: maxDirectMemory[1,073,741,824], memoryNeeded[3,221,225,472]',
      source: 'apache/druid processing DruidProcessingModule.java',
    },
    {
      id: 'hbase/layout',
      cause: 'volume-data-incompatible',
      pattern: /HBase file layout needs to be upgraded/,
      strength: 'fatal',
      title: "HBase's root directory is of another version",
      example:
        'org.apache.hadoop.hbase.util.FileSystemVersionException: HBase file layout needs to be upgraded. You have version null and I want version 8.',
      source: 'apache/hbase hbase-server FSUtils.java checkVersion',
    },
    {
      id: 'hdfs/not-formatted',
      cause: 'volume-data-incompatible',
      pattern:
        /NameNode is not formatted\.|java\.io\.IOException: Incompatible clusterIDs in (?<file>\S{1,200}):/,
      strength: 'fatal',
      title: "HDFS' directory is not formatted, or is of another cluster",
      example: [
        'java.io.IOException: NameNode is not formatted.',
        'java.io.IOException: Incompatible clusterIDs in /hadoop/dfs/data: namenode clusterID = CID-1; datanode clusterID = CID-2',
      ],
      source: 'apache/hadoop hadoop-hdfs FSImage.java, DataStorage.java',
    },
    {
      id: 'hdfs/directory',
      cause: 'volume-data-incompatible',
      pattern:
        /InconsistentFSStateException: Directory (?<file>\S{1,200}) is in an inconsistent state/,
      strength: 'fatal',
      title: "HDFS' directory {file} is missing or half written",
      example:
        'org.apache.hadoop.hdfs.server.common.InconsistentFSStateException: Directory /hadoop/dfs/name is in an inconsistent state: storage directory does not exist or is not accessible.',
      source: 'apache/hadoop hadoop-hdfs InconsistentFSStateException.java',
    },
    {
      id: 'hive/schema',
      cause: 'schema-migration-failed',
      pattern:
        /MetaException\(message:(?:Version information not found in metastore|Hive Schema version (?<want>[\d.]+) does not match metastore's schema version (?<have>[\d.]+))/,
      strength: 'fatal',
      title: "The metastore's tables are missing or of another version: schematool has not run",
      example: 'MetaException(message:Version information not found in metastore. )',
      source: 'apache/hive ObjectStore.java checkSchema',
    },
    {
      id: 'doris/kernel',
      cause: 'kernel-or-node',
      pattern:
        /Please (?:set vm\.max_map_count to be \d+|disable swap memory before installation|set the maximum number of open file descriptors)/,
      strength: 'fatal',
      title: "The node's kernel settings are below what the back end asks for",
      example:
        "Please set vm.max_map_count to be 2000000 under root using 'sysctl -w vm.max_map_count=2000000'.",
      source: 'apache/doris bin/start_be.sh',
    },
    {
      id: 'rethinkdb/directory',
      cause: 'volume-data-incompatible',
      pattern:
        /Directory '(?<file>[^']{1,200})' is already in use, perhaps another instance of rethinkdb/,
      strength: 'fatal',
      title: 'Another RethinkDB uses {file}',
      example:
        "Directory '/data/rethinkdb_data' is already in use, perhaps another instance of rethinkdb is using it.",
      source: 'rethinkdb/rethinkdb src/clustering/administration/main/directory_lock.cc',
    },
    {
      id: 'aerospike/configuration',
      cause: 'app-config-invalid',
      pattern: /(?:CRITICAL|FAILED ASSERTION) \(config\): \(cfg\.c:\d+\) (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Aerospike refuses its configuration: {what}',
      example:
        "Nov 20 2026 10:00:00 GMT: CRITICAL (config): (cfg.c:4100) line 12 :: unknown config parameter name 'memory-sizes'",
      source: 'aerospike/aerospike-server as/src/base/cfg.c',
    },
    {
      id: 'aerospike/device',
      cause: 'mount-failed',
      pattern:
        /CRITICAL \(drv_ssd\): \(drv_ssd\.c:\d+\) .{0,40}(?:unable to open|can't open|cannot open) (?:device |file )?(?<file>\S{1,200})/,
      strength: 'fatal',
      title: 'Aerospike cannot open {file}',
      example:
        'Nov 20 2026 10:00:00 GMT: CRITICAL (drv_ssd): (drv_ssd.c:2500) unable to open device /dev/sdb: No such file or directory',
      source: 'aerospike/aerospike-server as/src/storage/drv_ssd.c',
    },
    {
      id: 'manticore/pid',
      cause: 'volume-data-incompatible',
      pattern: /FATAL: failed to lock pid file '(?<file>[^']{1,200})'/,
      strength: 'fatal',
      title: 'Another searchd runs on the same directory, or one ended hard',
      example:
        "FATAL: failed to lock pid file '/var/run/manticore/searchd.pid': Resource temporarily unavailable (searchd already running?)",
      source: 'manticoresoftware/manticoresearch src/searchd.cpp',
    },
    {
      id: 'questdb/lock',
      cause: 'volume-data-incompatible',
      pattern: /CairoException: \[\d+\] cannot lock table name registry/,
      strength: 'fatal',
      title: 'Another QuestDB uses the same data directory',
      example:
        'io.questdb.cairo.CairoException: [11] cannot lock table name registry file [path=/var/lib/questdb/db/tables.d.lock]',
      source: 'questdb/questdb core TableNameRegistryStore.java',
    },
    {
      id: 'ksqldb/start',
      cause: 'app-config-invalid',
      pattern: /Failed to start KSQL(?: Server)? \(io\.confluent\.ksql/,
      strength: 'error',
      title: 'ksqlDB cannot start: the reason stands below',
      example:
        '[2026-11-20 10:00:00,000] ERROR Failed to start KSQL (io.confluent.ksql.rest.server.KsqlServerMain:66)',
      source: 'confluentinc/ksql ksqldb-rest-app KsqlServerMain.java',
    },
    {
      id: 'sync-gateway/start',
      cause: 'app-config-invalid',
      pattern:
        /Couldn't start Sync Gateway: (?!.{0,300}(?:refused|timed? ?out|no such host|[Aa]uthentication))(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Sync Gateway cannot start: {what}',
      example: `2026-11-20T10:00:00.000Z [ERR] Couldn't start Sync Gateway: error unmarshalling config file: json: unknown field "databses" -- rest.ServerMain() at main.go:26`,
      source: 'couchbase/sync_gateway rest/main.go',
    },
    {
      id: 'juicefs/not-formatted',
      cause: 'app-config-invalid',
      pattern: /database is not formatted, please run `juicefs format/,
      strength: 'fatal',
      title: "JuiceFS' metadata engine is empty: juicefs format has not run",
      example:
        '2026/11/20 10:00:00.000000 juicefs[7] <FATAL>: load setting: database is not formatted, please run `juicefs format ...` first [mount.go:600]',
      source: 'juicedata/juicefs pkg/meta/base.go',
    },
    {
      id: 'juicefs/mount',
      cause: 'deadlock-or-timeout-startup',
      pattern: /The (?:mount point|service) is not ready in (?<what>\d+) seconds/,
      strength: 'fatal',
      title: 'JuiceFS was not mounted within {what} seconds',
      example:
        '2026/11/20 10:00:00.000000 juicefs[7] <FATAL>: The mount point is not ready in 10 seconds (v1.2.0), please check the log (/var/log/juicefs.log) or re-mount in foreground [mount_unix.go:90]',
      source: 'juicedata/juicefs cmd/mount_unix.go',
    },
    {
      id: 'juicefs/storage',
      cause: 'dependency-auth-failed',
      pattern:
        /juicefs\[\d+\] <FATAL>: (?:object storage: |Storage \S{1,160} is not configured correctly: ).{0,200}(?:Access ?Denied|InvalidAccessKeyId|SignatureDoesNotMatch|403)/,
      strength: 'fatal',
      title: 'The object store turns JuiceFS away',
      example:
        '2026/11/20 10:00:00.000000 juicefs[7] <FATAL>: Storage s3://data/jfs/ is not configured correctly: Failed to create bucket: AccessDenied: Access Denied [format.go:500]',
      source: 'juicedata/juicefs cmd/format.go',
    },
    {
      id: 'cadence/services',
      cause: 'app-config-invalid',
      pattern:
        /(?:invalid service `(?<name>[^`]{1,40})` in service list|Cannot find (?:advanced visibility|Elasticsearch visibility) store in config)/,
      strength: 'fatal',
      title: 'Cadence refuses its configuration',
      example: '2026/11/20 10:00:00 invalid service `frontnd` in service list [frontnd,history]',
      source: 'uber/cadence cmd/server/cadence',
    },
    {
      id: 'opensearch-dashboards/keys',
      cause: 'app-config-invalid',
      pattern:
        /Unknown configuration key\(s\): (?<key>"opensearch[\w."-]{1,120}).{0,80}OpenSearch Dashboards/,
      strength: 'fatal',
      title: 'OpenSearch Dashboards does not know {key}',
      example:
        'FATAL  Error: Unknown configuration key(s): "opensearch_security.multitenancy.enable". Check for spelling errors and ensure that expected plugins are installed. See OpenSearch Dashboards documentation',
      source: 'opensearch-project/OpenSearch-Dashboards src/legacy/server/config/complete.js',
    },
    {
      id: 'vmauth/configuration',
      cause: 'app-config-invalid',
      pattern:
        /app\/vmauth\/\S{1,40}\s(?:missing required `-auth\.config` command-line flag|cannot load auth config: (?!.{0,120}no such file)(?<what>.{1,160}))/,
      strength: 'fatal',
      title: 'vmauth refuses its configuration',
      example:
        '2026-11-20T10:00:00.000Z\tfatal\tVictoriaMetrics/app/vmauth/auth_config.go:800\tcannot load auth config: cannot parse "/etc/vmauth/auth.yml": yaml: unmarshal errors',
      source: 'VictoriaMetrics/VictoriaMetrics app/vmauth/auth_config.go',
    },
    {
      id: 'vmagent/remote-write',
      cause: 'app-config-invalid',
      pattern:
        /(?:at least one `?-remoteWrite\.url`? command-line flag must be set|invalid -remoteWrite\.url="|cannot (?:initialize auth config for|parse) -remoteWrite\.|missing '=' in `-remoteWrite\.label`|-remoteWrite\.\w{1,30} and -remoteWrite\.\w{1,30} cannot be set simult)/,
      strength: 'fatal',
      title: "vmagent's flags of remote write do not hold",
      example:
        '2026-11-20T10:00:00.000Z\tfatal\tVictoriaMetrics/app/vmagent/remotewrite/remotewrite.go:190\tat least one `-remoteWrite.url` command-line flag must be set',
      source: 'VictoriaMetrics/VictoriaMetrics app/vmagent/remotewrite/remotewrite.go',
    },
    {
      id: 'victoriametrics/storage-lock',
      cause: 'volume-data-incompatible',
      pattern: /cannot acquire lock on file "(?<file>[^"]{1,200}flock\.lock)"/,
      strength: 'fatal',
      title: 'Another process of VictoriaMetrics uses {file}',
      example:
        '2026-11-20T10:00:00.000Z\tpanic\tVictoriaMetrics/lib/storage/storage.go:250\tFATAL: cannot acquire lock on file "/storage/flock.lock": resource temporarily unavailable',
      source: 'VictoriaMetrics/VictoriaMetrics lib/fs/fs_unix.go',
    },
  ],
}
