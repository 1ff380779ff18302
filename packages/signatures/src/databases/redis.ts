import type { SignatureFamily } from '@unloop/engine/scanner'

/** Redis, Valkey and KeyDB servers and Sentinel. Sources: redis src/server.c, config.c, rdb.c, aof.c, sentinel.c, cluster.c. */
export const redis: SignatureFamily = {
  programs: ['Redis', 'Valkey', 'KeyDB', 'Redis Sentinel'],
  signatures: [
    {
      id: 'redis/configuration-line',
      cause: 'app-config-invalid',
      pattern: /^>>> '(?<setting>[^ ']{2,80})(?: [^']*)?'/,
      strength: 'fatal',
      title: 'Redis rejects the line {setting} of its configuration',
      explain:
        'A directive is misspelt, has a wrong number of arguments or a wrong value, or is of another version. Redis ends at the first line that it cannot take.',
      example: ">>> 'maxmemory-polcy allkeys-lru'",
      source: 'redis src/config.c loadServerConfigFromString',
      from: ['a28-redis-bad-directive'],
    },
    {
      id: 'redis/configuration-error',
      cause: 'app-config-invalid',
      pattern: /\*\*\* FATAL CONFIG FILE ERROR/,
      strength: 'fatal',
      title: 'Redis rejects its configuration',
      example: '*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***',
      source: 'redis src/config.c loadServerConfigFromString',
      from: ['a28-redis-bad-directive'],
    },
    {
      id: 'redis/bad-directive',
      cause: 'app-config-invalid',
      pattern:
        /Bad directive or wrong number of arguments|argument must be (?:'yes' or 'no'|a memory value|one of the following)|argument couldn't be parsed into an integer|Invalid save parameters|requirepass is longer than/,
      strength: 'error',
      title: 'Redis does not take a directive of its configuration',
      example: ['Bad directive or wrong number of arguments', "argument must be 'yes' or 'no'"],
      source: 'redis src/config.c',
      from: ['a28-redis-bad-directive'],
    },
    {
      id: 'redis/configuration-file-missing',
      cause: 'config-file-missing',
      pattern:
        /can't open config file '(?<file>[^']+)'(?:: No such file or directory|$)|started without a config file\. Exiting/,
      strength: 'fatal',
      title: 'The configuration file {file} is not there',
      example: [
        "1:C 21 Nov 2026 00:43:23.383 # Fatal error, can't open config file '/usr/local/etc/redis/redis.conf': No such file or directory",
        '1:X 21 Nov 2026 00:43:23.383 # Sentinel started without a config file. Exiting...',
      ],
      source: 'redis src/config.c, src/sentinel.c',
    },
    {
      id: 'redis/configuration-file-denied',
      cause: 'permission-denied-fs',
      pattern: /can't open config file '(?<file>[^']+)': Permission denied/,
      strength: 'fatal',
      title: 'Redis may not read {file}',
      example:
        "1:C 21 Nov 2026 00:43:23.383 # Fatal error, can't open config file '/etc/redis/redis.conf': Permission denied",
      source: 'redis src/config.c',
    },
    {
      id: 'redis/append-only-file-damaged',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Bad file format|Unexpected end of file|Unrecoverable error|Unknown command '[^']*') reading the append only file(?: (?<file>[\w.-]+))?/,
      strength: 'fatal',
      title: 'The append only file of Redis is damaged: {file}',
      example: [
        '1:M 21 Nov 2026 00:47:48.461 # Bad file format reading the append only file appendonly.aof.1.incr.aof: make a backup of your AOF file, then use ./redis-check-aof --fix <filename.manifest>',
        '1:M 21 Nov 2026 00:47:48.461 # Unexpected end of file reading the append only file appendonly.aof. You can: 1) Make a backup of your AOF file, then use ./redis-check-aof --fix <filename>.',
        "1:M 21 Nov 2026 00:47:48.461 # Unknown command 'JSON.SET' reading the append only file",
      ],
      source: 'redis src/aof.c loadSingleAppendOnlyFile',
      from: ['c36-redis-aof-corrupt'],
      fix: {
        title:
          'Back up the volume, then redis-check-aof --fix on the file, in a pod that mounts it',
        where: 'data',
        risk: 'high',
      },
    },
    {
      id: 'redis/append-only-manifest',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:The AOF file (?<file>\S+) doesn't exist|Invalid AOF (?:manifest )?file format|The append log file \S+ doesn't exist|AOF.{0,40}manifest file.{0,60}(?:Fatal error|must not be empty))/,
      strength: 'fatal',
      title: 'The append only files of Redis and their manifest do not fit',
      example: [
        "1:M 21 Nov 2026 00:47:48.461 # The AOF file appendonly.aof.1.base.rdb doesn't exist",
        "1:M 21 Nov 2026 00:47:48.461 # The append log file appendonly.aof.2.incr.aof doesn't exist",
      ],
      source: 'redis src/aof.c',
    },
    {
      id: 'redis/dump-of-newer-version',
      cause: 'volume-data-incompatible',
      pattern: /Can't handle RDB format version (?<have>\d+)/,
      strength: 'fatal',
      title: 'dump.rdb is of format {have}, which this Redis is too old for',
      explain:
        'A newer server wrote the dump on the volume; the image was rolled back or another fork is used. An older Redis cannot read it.',
      example: "1:M 21 Nov 2026 00:46:27.383 # Can't handle RDB format version 12",
      source: 'redis src/rdb.c rdbLoadRioWithLoadingCtx',
      from: ['c37-redis-rdb-newer-version'],
      fix: {
        title: 'Run the newer server again, or restore a dump that this version reads',
        where: 'image',
        risk: 'medium',
      },
    },
    {
      id: 'redis/dump-damaged',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Wrong signature trying to load DB from file|Short read or OOM loading DB\. Unrecoverable error|Internal error in RDB reading offset|Wrong RDB checksum|RDB CRC error|Terminating server after rdb file reading failure|Unexpected EOF reading RDB file|The RDB file contains (?:AUX )?module data I can't load: no matching module '(?<module>[^']+)'|Unknown RDB encoding type)/,
      strength: 'fatal',
      title: 'Redis cannot read dump.rdb',
      example: [
        '1:M 21 Nov 2026 00:46:27.383 # Wrong signature trying to load DB from file',
        '1:M 21 Nov 2026 00:46:27.383 # Short read or OOM loading DB. Unrecoverable error, aborting now.',
        "1:M 21 Nov 2026 00:46:27.383 # The RDB file contains AUX module data I can't load: no matching module 'search'",
      ],
      source: 'redis src/rdb.c',
    },
    {
      id: 'redis/loading-failed',
      cause: 'volume-data-incompatible',
      pattern: /Fatal error loading the DB[^:]{0,20}: (?<what>.{1,80})/,
      strength: 'fatal',
      title: 'Redis cannot load its data: {what}',
      example:
        '1:M 21 Nov 2026 00:46:27.383 # Fatal error loading the DB: Invalid argument. Exiting.',
      source: 'redis src/server.c loadDataFromDisk',
      from: ['c37-redis-rdb-newer-version'],
    },
    {
      id: 'redis/data-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Can't open (?:the append-only file|or create append-only dir)\s?(?<file>[^:]{0,80}): (?<what>Permission denied|Read-only file system|Operation not permitted)|Fatal error: can't open the append log file .{0,80}(?:Permission denied|Read-only)|Can't open (?:the )?append-only file: Permission denied|Can't chdir to '(?<path>[^']+)': Permission denied|Fatal error loading the DB[^:]{0,20}: Permission denied)/,
      strength: 'fatal',
      title: 'Redis may not use its data directory',
      example: [
        "1:M 21 Nov 2026 00:46:27.383 # Can't open or create append-only dir appendonlydir: Permission denied",
        "1:M 21 Nov 2026 00:46:27.383 # Can't open the append-only file: Permission denied",
        "Can't chdir to '/data': Permission denied",
        '1:M 21 Nov 2026 00:46:27.383 # Fatal error loading the DB: Permission denied. Exiting.',
      ],
      source: 'redis src/aof.c aofOpenIfNeededOnServerStart, src/server.c',
    },
    {
      id: 'redis/snapshot-denied',
      cause: 'permission-denied-fs',
      pattern:
        /Failed opening (?:the RDB file|\.rdb|the temp RDB file) ?(?<file>\S*) ?(?:\([^)]*\) )?for saving: (?<what>Permission denied|Read-only file system|No such file or directory)/,
      strength: 'hint',
      title: 'Redis cannot write its snapshot: {what}',
      example:
        '1:M 21 Nov 2026 00:46:27.383 # Failed opening the temp RDB file temp-42.rdb (in server root dir /data) for saving: Permission denied',
      source: 'redis src/rdb.c rdbSave',
    },
    {
      id: 'redis/no-space',
      cause: 'volume-full',
      pattern:
        /(?:Write error saving DB on disk|Error writing to the AOF file|Write error writing append only file|Error trying to save the DB|Failed opening .{0,80}for saving).{0,40}: No space left on device/,
      strength: 'error',
      title: 'The Redis volume is full',
      example: [
        '1:M 21 Nov 2026 00:46:27.383 # Error writing to the AOF file: No space left on device',
        '1:C 21 Nov 2026 00:46:27.383 # Write error saving DB on disk: No space left on device',
      ],
      source: 'redis src/aof.c, src/rdb.c',
    },
    {
      id: 'redis/port-in-use',
      cause: 'port-in-use',
      pattern:
        /(?:Could not create server TCP listening socket|Creating Server TCP listening socket) (?<host>\S+):(?<port>\d+): bind: Address already in use/,
      strength: 'fatal',
      title: 'The port {port} of Redis is already bound',
      example: [
        '1:M 21 Nov 2026 00:46:27.383 # Warning: Could not create server TCP listening socket *:6379: bind: Address already in use',
        '1:M 21 Nov 2026 00:46:27.383 # Creating Server TCP listening socket *:6379: bind: Address already in use',
      ],
      source: 'redis src/server.c listenToPort',
    },
    {
      id: 'redis/listening-failed',
      cause: 'app-config-invalid',
      pattern:
        /(?:Could not create server TCP listening socket|Creating Server TCP listening socket) (?<host>\S+):(?<port>\d+): (?:bind: )?(?<what>Cannot assign requested address|Name (?:or service not known|does not resolve)|Permission denied)/,
      strength: 'error',
      title: 'Redis cannot listen on {host}:{port}: {what}',
      example:
        '1:M 21 Nov 2026 00:46:27.383 # Warning: Could not create server TCP listening socket 10.0.0.9:6379: bind: Cannot assign requested address',
      source: 'redis src/server.c listenToPort',
    },
    {
      id: 'redis/failed-listening',
      cause: 'port-in-use',
      pattern: /Failed listening on port (?<port>\d+)(?: \((?:tcp|tls|TLS|TCP)\))?, aborting/,
      strength: 'error',
      title: 'Redis cannot listen on port {port}',
      example: '1:M 21 Nov 2026 00:46:27.383 # Failed listening on port 6379 (tcp), aborting.',
      source: 'redis src/server.c initListeners',
    },
    {
      id: 'redis/module-load',
      cause: 'missing-dependency',
      pattern:
        /Can't load module from (?<module>\S+): server aborting|Module (?<file>\S+) failed to load: /,
      strength: 'fatal',
      title: 'Redis cannot load the module {module}',
      example: [
        '1:M 21 Nov 2026 00:46:27.383 # Module /usr/lib/redis/modules/redisearch.so failed to load: /usr/lib/redis/modules/redisearch.so: cannot open shared object file: No such file or directory',
        "1:M 21 Nov 2026 00:46:27.383 # Can't load module from /usr/lib/redis/modules/redisearch.so: server aborting",
      ],
      source: 'redis src/module.c moduleLoadFromQueue',
    },
    {
      id: 'redis/tls-files',
      cause: 'tls-cert',
      pattern:
        /Failed to (?:load (?:certificate|private key|CA certificate\(s\) file\/directory)|configure TLS|configure CA certificate\(s\) file\/directory)(?:: (?<file>[^\s:]+))?|No tls-cert-file configured|Either tls-ca-cert-file or tls-ca-cert-dir must be specified/,
      strength: 'fatal',
      title: 'Redis cannot load its certificate or key {file}',
      example: [
        '1:M 21 Nov 2026 00:46:27.383 # Failed to load certificate: /tls/tls.crt: error:02001002:system library:fopen:No such file or directory',
        '1:M 21 Nov 2026 00:46:27.383 # Failed to configure TLS. Check logs for more info.',
      ],
      source: 'redis src/tls.c tlsConfigure',
    },
    {
      id: 'redis/acl-file',
      cause: 'app-config-invalid',
      pattern: /Aborting (?:Redis|Valkey|server) startup because of ACL errors: (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Redis rejects its ACL file: {what}',
      example:
        '1:M 21 Nov 2026 00:46:27.383 # Aborting Redis startup because of ACL errors: /etc/redis/users.acl:3: Syntax error in ACL. WARNING: ACL errors detected, no change to the previously active ACL rules was performed',
      source: 'redis src/acl.c ACLLoadUsersAtStartup',
    },
    {
      id: 'redis/acl-file-missing',
      cause: 'config-file-missing',
      pattern: /Error loading ACLs, opening file '(?<file>[^']+)': /,
      strength: 'fatal',
      title: 'The ACL file {file} cannot be opened',
      example:
        "1:M 21 Nov 2026 00:46:27.383 # Error loading ACLs, opening file '/etc/redis/users.acl': No such file or directory",
      source: 'redis src/acl.c',
    },
    {
      id: 'redis/sentinel-file-not-writable',
      cause: 'permission-denied-fs',
      pattern: /Sentinel config file (?<file>\S+) is not writable: (?<what>[A-Z][\w -]+)/,
      strength: 'fatal',
      title: 'Sentinel must be able to rewrite {file}: {what}',
      explain:
        'Sentinel keeps its state in its own configuration file. A mounted ConfigMap is read-only.',
      example:
        '1:X 21 Nov 2026 00:46:27.383 # Sentinel config file /etc/redis/sentinel.conf is not writable: Read-only file system. Exiting...',
      source: 'redis src/sentinel.c sentinelIsRunning',
      fix: {
        title:
          'Copy the file from the ConfigMap to an emptyDir in an init container and use that one',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'redis/sentinel-name',
      cause: 'dns-failure',
      pattern:
        /Can't resolve (?:instance|master instance|replica instance|sentinel instance) hostname|Failed to resolve hostname '(?<host>[^']+)'/,
      strength: 'fatal',
      title: 'Sentinel cannot resolve the host name of its master ({host})',
      example: [
        "Can't resolve instance hostname.",
        "1:X 21 Nov 2026 00:46:27.383 # Failed to resolve hostname 'redis-master-0.redis-headless'",
      ],
      source: 'redis src/sentinel.c createSentinelAddr',
    },
    {
      id: 'redis/cluster-configuration-in-use',
      cause: 'volume-data-incompatible',
      pattern:
        /the cluster configuration file (?<file>\S+) is already used by a different (?:Redis )?Cluster node/,
      strength: 'fatal',
      title: 'Another node uses the cluster configuration file {file}',
      example:
        '1:M 21 Nov 2026 00:46:27.383 # Sorry, the cluster configuration file nodes.conf is already used by a different Redis Cluster node. Please make sure that different nodes use different cluster configuration files.',
      source: 'redis src/cluster_legacy.c clusterLockConfig',
    },
    {
      id: 'redis/cluster-configuration-damaged',
      cause: 'volume-data-incompatible',
      pattern: /Unrecoverable error: corrupted cluster config file/,
      strength: 'fatal',
      title: 'nodes.conf on the volume is damaged',
      example:
        '1:M 21 Nov 2026 00:46:27.383 # Unrecoverable error: corrupted cluster config file "".',
      source: 'redis src/cluster_legacy.c clusterLoadConfig',
    },
    {
      id: 'redis/cluster-configuration-denied',
      cause: 'permission-denied-fs',
      pattern: /Can't open (?<file>\S+) in order to acquire a lock: (?<what>[A-Z][\w -]+)/,
      strength: 'fatal',
      title: 'Redis may not write {file}: {what}',
      example:
        "1:M 21 Nov 2026 00:46:27.383 # Can't open /data/nodes.conf in order to acquire a lock: Permission denied",
      source: 'redis src/cluster_legacy.c clusterLockConfig',
    },
    {
      id: 'redis/kernel-bug',
      cause: 'kernel-or-node',
      pattern:
        /(?:Redis|Valkey) will now exit to prevent data corruption|Your kernel has a bug that could lead to data corruption/,
      strength: 'fatal',
      title: 'Redis refuses to run on a kernel with the ARM64 copy-on-write bug',
      example:
        '1:M 21 Nov 2026 00:46:27.383 # Redis will now exit to prevent data corruption. Note that it is possible to suppress this warning by setting the following config: ignore-warnings ARM64-COW-BUG',
      source: 'redis src/server.c, src/syscheck.c',
    },
    {
      id: 'redis/fork-memory',
      cause: 'kernel-or-node',
      pattern: /Can't save in background: fork: Cannot allocate memory/,
      strength: 'hint',
      title: 'Redis cannot fork: vm.overcommit_memory is 0 on the node, or memory is short',
      example:
        "1:M 21 Nov 2026 00:46:27.383 # Can't save in background: fork: Cannot allocate memory",
      source: 'redis src/rdb.c rdbSaveBackground',
    },
    {
      id: 'redis/replica-rejected',
      cause: 'dependency-auth-failed',
      pattern:
        /Unable to AUTH to MASTER: |MASTER aborted replication with an error: (?:NOAUTH|NOPERM)/,
      strength: 'hint',
      title: 'The master rejects this replica: masterauth is wrong',
      example:
        '1:S 21 Nov 2026 00:46:27.383 # Unable to AUTH to MASTER: -WRONGPASS invalid username-password pair or user is disabled.',
      source: 'redis src/replication.c',
    },
  ],
}
