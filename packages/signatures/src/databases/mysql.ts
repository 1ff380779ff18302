import type { SignatureFamily } from '@unloop/engine/scanner'

/** The servers mysqld and mariadbd with their images' entrypoints. Error texts: share/messages_to_error_log.txt, storage/innobase. */
export const mysql: SignatureFamily = {
  programs: ['MySQL', 'MariaDB', 'Percona Server'],
  signatures: [
    {
      id: 'mysql/unknown-variable',
      cause: 'app-config-invalid',
      pattern:
        /(?:\[ERROR\]|\b(?:mysqld|mariadbd?|mysql)\b).{0,120}(?:unknown|ambiguous) (?:variable|option) '(?<setting>[^']{1,120})'/,
      strength: 'fatal',
      title: 'The MySQL server does not know the setting {setting}',
      explain:
        'An option of the configuration is misspelt, or belongs to another version or fork (MySQL against MariaDB). The server aborts on options that it does not know.',
      example: [
        "2026-11-21  0:25:02 0 [ERROR] /usr/sbin/mariadbd: unknown variable 'innodb_log_file_sizes=32M'",
        "2026-11-21T00:25:02.611Z 0 [ERROR] [MY-000067] [Server] unknown variable 'query_cache_size=16M'.",
        "mysqld: [ERROR] unknown option '--skip-networkin'.",
      ],
      source: 'mysql mysys/my_getopt.cc; mariadb mysys/my_getopt.c',
      from: ['a31-mariadb-unknown-variable', 'c57-mariadb-unknown-variable'],
    },
    {
      id: 'mysql/option-value',
      cause: 'app-config-invalid',
      pattern:
        /(?:Error while setting value '(?<what>[^']*)' to '(?<setting>[^']+)'|(?:mysqld|mariadbd|mysql): [Oo]ption '[^']{1,80}' (?:requires an argument|cannot take an argument)|Unknown suffix '.' used for variable '[^']+'|Found option without preceding group in config file|unknown character set|Character set '[^']+' is not a compiled character set)/,
      strength: 'fatal',
      title: 'The MySQL server rejects a value or line of its configuration: {setting}',
      example: [
        "[ERROR] [MY-000077] [Server] /usr/sbin/mysqld: Error while setting value 'STRICT' to 'sql_mode'.",
        'mysqld: [ERROR] Found option without preceding group in config file /etc/mysql/conf.d/my.cnf at line 1.',
        "mysqld: option '--port' requires an argument",
        "mariadbd: Unknown suffix 'g' used for variable 'innodb_buffer_pool_size' (value '1gg')",
      ],
      source: 'mysql mysys/my_getopt.cc, mysys/my_default.cc',
    },
    {
      id: 'mysql/defaults-file-missing',
      cause: 'config-file-missing',
      pattern: /(?:Could not|Failed to) open required defaults file: (?<file>\S+)/,
      strength: 'fatal',
      title: 'The configuration file {file} is not there',
      example: 'mysqld: [ERROR] Could not open required defaults file: /etc/mysql/my.cnf',
      source: 'mysql mysys/my_default.cc',
    },
    {
      id: 'mysql/root-password-missing',
      cause: 'env-missing',
      pattern: /Database is uninitialized and password option is not specified/,
      strength: 'fatal',
      title: 'No root password option is set for the MySQL image',
      explain:
        'The data directory is empty and the image initializes it only with a password for root: MYSQL_ROOT_PASSWORD (MARIADB_ROOT_PASSWORD), a random one, or an empty one allowed by name.',
      example:
        '2026-11-21 00:25:02+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified',
      source: 'docker-library/mysql and MariaDB/mariadb-docker docker-entrypoint.sh',
      fix: {
        title: 'Set MYSQL_ROOT_PASSWORD (MariaDB: MARIADB_ROOT_PASSWORD) from a Secret',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} create secret generic mysql-root --from-literal=MYSQL_ROOT_PASSWORD="$(openssl rand -hex 16)"',
          'kubectl -n {namespace} set env {workload} --from=secret/mysql-root',
        ],
        risk: 'low',
      },
    },
    {
      id: 'mysql/password-option-needed',
      cause: 'env-missing',
      pattern:
        /You need to specify one of (?:the following|MYSQL_ROOT_PASSWORD|MARIADB_ROOT_PASSWORD)/,
      strength: 'error',
      title: 'No root password option is set for the MySQL image',
      example: [
        'You need to specify one of the following as an environment variable:',
        'You need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD',
      ],
      source: 'docker-library/mysql docker-entrypoint.sh',
    },
    {
      id: 'mysql/user-root-not-allowed',
      cause: 'app-config-invalid',
      pattern:
        /(?<env>(?:MYSQL|MARIADB)_USER)="root", .{0,40}are for configuring (?:a|the) regular user/,
      strength: 'fatal',
      title: '{env} is "root", which the image does not allow',
      example:
        '[ERROR] [Entrypoint]: MYSQL_USER="root", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user and cannot be used for the root user',
      source: 'docker-library/mysql docker-entrypoint.sh',
    },
    {
      id: 'mysql/downgrade-or-upgrade',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Cannot boot server version (?<want>\d+) on data directory built by version (?<have>\d+)|Invalid MySQL server (?:down|up)grade: Cannot (?:down|up)grade from \d+ to \d+|Cannot (?:down|up)grade from '?\d+'? to '?\d+'?|Server downgrade is not supported|Downgrade is not supported|Data Dictionary version '\d+' not supported)/,
      strength: 'fatal',
      title: 'The data directory is of another MySQL version than the server',
      explain:
        'MySQL upgrades only from the release series before its own and never downgrades. The image tag moved further than the data may go.',
      example: [
        '[ERROR] [MY-013171] [InnoDB] Cannot boot server version 80036 on data directory built by version 80400. Downgrade is not supported',
        '[ERROR] [MY-014061] [Server] Invalid MySQL server downgrade: Cannot downgrade from 80039 to 80036. Target MySQL server version is lower than the server version that has written in the data directory.',
        '[ERROR] [MY-014060] [Server] Invalid MySQL server upgrade: Cannot upgrade from 50744 to 80400. Upgrade to next major version is only allowed from the last LTS release, which version 50744 is not.',
      ],
      source: 'mysql share/messages_to_error_log.txt ER_DD_UPGRADE, ER_INVALID_SERVER_DOWNGRADE',
    },
    {
      id: 'mysql/redo-log-other-version',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Upgrade (?:is not supported )?after a crash (?:is not supported|or shutdown with)|Unsupported redo log format|redo log was created with (?:MySQL|MariaDB|Percona|Backup)|Unsupported undo|Upgrade after a crash is not supported)/,
      strength: 'fatal',
      title: 'The redo log is of another version of the server, or damaged',
      explain:
        'The former server was not shut down cleanly before the image changed, or the redo log is damaged (zeroed files are reported in the same words). InnoDB refuses to start.',
      example: [
        '2026-11-21  0:25:02 0 [ERROR] InnoDB: Upgrade after a crash is not supported. The redo log was created with MariaDB 10.5.18.',
        '[ERROR] [MY-012532] [InnoDB] Unsupported redo log format (0). The redo log was created with MySQL 5.7.40',
        '[ERROR] InnoDB: Unsupported redo log format. The redo log was created with MariaDB 10.8.',
      ],
      source: 'mariadb storage/innobase/log/log0recv.cc',
      fix: {
        title:
          'Start the former version once, shut it down cleanly (innodb_fast_shutdown=0), then upgrade',
        where: 'image',
        commands: ['kubectl -n {namespace} rollout undo {workload}'],
        risk: 'medium',
      },
    },
    {
      id: 'mysql/file-locked',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Unable to lock \.?\/?(?<file>[\w./#-]+),? error: (?:11|35|37)|Can't lock aria control file '[^']+' for exclusive use|Check that you do not already have another (?:mysqld|mariadbd) process using the same InnoDB)/,
      strength: 'fatal',
      title: 'Another server holds the data files ({file})',
      explain:
        'A second server uses the same volume (a rolling update of a Deployment with one volume does that), or the storage keeps a stale lock.',
      example: [
        '2020-12-12T06:10:40.771210Z 1 [ERROR] [MY-012574] [InnoDB] Unable to lock ./ibdata1 error: 11',
        "2026-11-21  0:25:02 0 [ERROR] mariadbd: Can't lock aria control file '/var/lib/mysql/aria_log_control' for exclusive use, error: 11. Will retry for 30 seconds",
        '[Note] InnoDB: Check that you do not already have another mysqld process using the same InnoDB data or log files.',
      ],
      source: 'mysql storage/innobase/os/os0file.cc; mariadb storage/maria/ma_control_file.c',
      from: ['048-mysql-ibdata1-lock'],
      fix: {
        title: 'Let one pod alone use the volume: strategy Recreate, or a StatefulSet',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} patch {workload} --type=merge -p \'{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}\'',
        ],
        risk: 'low',
      },
    },
    {
      id: 'mysql/data-directory-not-empty',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:--initialize specified but the data directory has files in it|The designated data directory (?<file>\S+) is unusable)/,
      strength: 'fatal',
      title: 'The data directory holds files that are no MySQL data',
      explain:
        'Initialization wants an empty directory. It found files, often the lost+found of a fresh disk or the remains of a first start that was cut off.',
      example: [
        '[ERROR] [MY-010457] [Server] --initialize specified but the data directory has files in it. Aborting.',
        '[ERROR] [MY-013236] [Server] The designated data directory /var/lib/mysql/ is unusable. You can remove all files that the server added to it.',
      ],
      source: 'mysql sql/sql_initialize.cc, share/messages_to_error_log.txt',
      fix: {
        title:
          'Use a subPath of the volume as data directory, or --ignore-db-dir=lost+found; clear a half-initialized volume',
        where: 'manifest',
        risk: 'medium',
      },
    },
    {
      id: 'mysql/system-tables-missing',
      cause: 'volume-data-incompatible',
      pattern:
        /Fatal error: Can't open and lock privilege tables: (?:Table '(?<name>mysql\.\w+)' doesn't exist|.{1,120})/,
      strength: 'error',
      title: 'The data directory has no system tables: it was initialized only in part',
      example:
        "2026-11-21  0:25:02 0 [ERROR] Fatal error: Can't open and lock privilege tables: Table 'mysql.db' doesn't exist",
      source: 'mysql sql/auth/sql_auth_cache.cc; mariadb sql/sql_acl.cc',
    },
    {
      id: 'mysql/innodb-corrupt',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:\[?InnoDB\]?:? .{0,80}(?:[Cc]orruption (?:in|of|detected)|[Pp]age corruption|Database page corruption|checksum mismatch|Missing (?:MLOG_|FILE_C)|Invalid flags 0x|is in the future|Log scan aborted|Cannot recover from|Tablespace size stored in header|only one log file found|Ignoring the redo log due to))/,
      strength: 'error',
      title: 'InnoDB finds its files damaged',
      example: [
        '[ERROR] InnoDB: Database page corruption on disk or a failed read of file ./ibdata1 page [page id: space=0, page number=7].',
        '[ERROR] InnoDB: Missing FILE_CHECKPOINT(1625987) at 1626012',
        '[ERROR] [MY-012179] [InnoDB] Ignoring the redo log due to missing MLOG_CHECKPOINT between the checkpoint 0 and the end 0.',
      ],
      source: 'mysql storage/innobase/buf/buf0buf.cc, log/log0recv.cc',
      fix: {
        title:
          'Restore the volume from a backup; innodb_force_recovery only to dump what is readable',
        where: 'data',
        risk: 'high',
      },
    },
    {
      id: 'mysql/aria-recovery-failed',
      cause: 'volume-data-incompatible',
      pattern:
        /Aria recovery failed\. Please run aria_chk|Got error '.{0,80}' when trying to use aria control file/,
      strength: 'fatal',
      title: 'The Aria log on the volume is damaged',
      example:
        '2026-11-21  0:25:02 0 [ERROR] mariadbd: Aria recovery failed. Please run aria_chk -r on all Aria tables (*.MAI) and delete all aria_log.######## files',
      source: 'mariadb storage/maria/ma_recovery.c',
      fix: {
        title:
          'Run aria_chk -r on the Aria tables of the volume and delete aria_log.*, with the server stopped',
        where: 'data',
        risk: 'medium',
      },
    },
    {
      id: 'mysql/lower-case-table-names',
      cause: 'app-config-invalid',
      pattern:
        /Different lower_case_table_names settings for server \('(?<want>\d)'\) and data dictionary \('(?<have>\d)'\)/,
      strength: 'fatal',
      title: 'lower_case_table_names is {want}, but the data was initialized with {have}',
      example:
        "[ERROR] [MY-011087] [Server] Different lower_case_table_names settings for server ('1') and data dictionary ('0').",
      source: 'mysql sql/dd/impl/bootstrap/bootstrapper.cc',
      fix: {
        title:
          'Set lower_case_table_names back to {have}; it can only be chosen before initialization',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'mysql/unknown-engine-or-plugin-init',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Plugin 'InnoDB' (?:init function returned error|registration as a STORAGE ENGINE failed)|Unknown\/unsupported storage engine: InnoDB|Failed to initialize DD Storage Engine|Data Dictionary initialization failed)/,
      strength: 'hint',
      title: 'InnoDB does not start; the lines before say why',
      example: [
        "[ERROR] Plugin 'InnoDB' init function returned error.",
        '[ERROR] [MY-010334] [Server] Failed to initialize DD Storage Engine',
      ],
      source: 'mysql sql/sql_plugin.cc',
    },
    {
      id: 'mysql/directory-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Can't (?:change dir to|create\/write to file|read dir of|open file:?) '(?<file>[^']+)' \((?:Errcode|OS errno):? (?:13|1|30)\b|data file '[^']+' must be writable|does not have the access rights to the directory|Could not (?:open|create) (?:file|unix socket lock file) '?(?<path>[^' ]+)'? ?(?:for error logging)?: (?:Permission denied|Read-only))/,
      strength: 'fatal',
      title: 'The MySQL server may not use its directory {file}',
      example: [
        `mysqld: Can't create/write to file '/var/lib/mysql/is_writable' (OS errno 13 - Permission denied)`,
        `[ERROR] mariadbd: Can't change dir to '/var/lib/mysql/' (Errcode: 13 "Permission denied")`,
        `mysqld: Can't read dir of '/etc/mysql/conf.d/' (OS errno 13 - Permission denied)`,
        "[ERROR] [MY-012271] [InnoDB] The innodb_system data file 'ibdata1' must be writable",
        '[ERROR] InnoDB: The error means mariadbd does not have the access rights to the directory.',
      ],
      source: 'mysql sql/mysqld.cc, storage/innobase/os/os0file.cc',
    },
    {
      id: 'mysql/run-as-root',
      cause: 'security-context',
      pattern:
        /Please (?:read "Security" section of the manual|consult the Knowledge Base) to find out how to run (?:mysqld|mariadbd) as root/,
      strength: 'fatal',
      title: 'The MySQL server refuses to run as root',
      example:
        '[ERROR] [MY-010123] [Server] Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!',
      source: 'mysql sql/mysqld.cc check_user',
    },
    {
      id: 'mysql/port-in-use',
      cause: 'port-in-use',
      pattern:
        /(?:Can't start server: Bind on (?:TCP\/IP port|unix socket).{0,20}: Address already in use|Do you already have another (?:mysqld |mariadbd )?server running on (?:port: (?<port>\d+)|socket)|Another process with pid \d+ is using unix socket file)/,
      strength: 'fatal',
      title: 'The port or socket of the MySQL server is already bound',
      example: [
        "[ERROR] Can't start server: Bind on TCP/IP port. Got error: 98: Address already in use",
        '[ERROR] [MY-010257] [Server] Do you already have another mysqld server running on port: 3306 ?',
        '[ERROR] [MY-010259] [Server] Another process with pid 61 is using unix socket file.',
      ],
      source: 'mysql sql/conn_handler/socket_connection.cc',
    },
    {
      id: 'mysql/bind-address',
      cause: 'app-config-invalid',
      pattern:
        /Can't start server: (?:Bind on TCP\/IP port.{0,20}: Cannot assign requested address|cannot resolve hostname)/,
      strength: 'fatal',
      title: 'bind-address names an address that this pod does not have',
      example:
        "[ERROR] Can't start server: Bind on TCP/IP port. Got error: 99: Cannot assign requested address",
      source: 'mysql sql/conn_handler/socket_connection.cc',
    },
    {
      id: 'mysql/no-space',
      cause: 'volume-full',
      pattern:
        /(?:Disk (?:is )?full|Error number 28|errno:? 28|Errcode: 28|error: 28|Error number: 28)\b.{0,160}(?:No space left on device|waiting for someone to free|means 'No space left)|InnoDB: (?:.{0,80}not enough (?:disk )?space|preallocating \d+ bytes for file .{0,120}failed with error 28)/,
      strength: 'fatal',
      title: 'The MySQL volume is full',
      example: [
        "[ERROR] [MY-012639] [InnoDB] Write to file ./ib_logfile101 failed at offset 0, 1048576 bytes should have been written, only 0 were written. Operating system error number 28 - Error number 28 means 'No space left on device'",
        `[ERROR] mariadbd: Disk is full writing './binlog.000042' (Errcode: 28 "No space left on device"). Waiting for someone to free space...`,
        '[ERROR] InnoDB: preallocating 12582912 bytes for file ./ibtmp1 failed with error 28',
      ],
      source: 'mysql storage/innobase/os/os0file.cc, mysys/errors.cc',
    },
    {
      id: 'mysql/buffer-pool-memory',
      cause: 'app-config-invalid',
      pattern:
        /(?:Cannot allocate memory for the buffer pool|mmap\((?<what>\d+) bytes\) failed; errno 12)/,
      strength: 'fatal',
      title: 'innodb_buffer_pool_size is more memory than there is',
      example: [
        '[ERROR] InnoDB: Cannot allocate memory for the buffer pool',
        '[ERROR] [MY-012681] [InnoDB] mmap(137428992 bytes) failed; errno 12',
      ],
      source: 'mysql storage/innobase/srv/srv0start.cc',
    },
    {
      id: 'mysql/aio-limit',
      cause: 'kernel-or-node',
      pattern:
        /io_setup\(\) (?:failed with EAGAIN|attempt \d)|Linux Native AIO.{0,60}(?:fs\.aio-max-nr|failed)/,
      strength: 'error',
      title: 'The node has no AIO contexts left (fs.aio-max-nr)',
      example:
        '[ERROR] [MY-012586] [InnoDB] io_setup() failed with EAGAIN after 5 attempts. Decrease innodb_..._io_threads, or increase fs.aio-max-nr',
      source: 'mysql storage/innobase/os/os0file.cc',
      fix: {
        title: 'Raise fs.aio-max-nr on the node, or set innodb_use_native_aio=0',
        where: 'infra',
        risk: 'low',
      },
    },
    {
      id: 'mysql/tls-files',
      cause: 'tls-cert',
      pattern:
        /(?:Failed to set up SSL because of the following SSL library error|Unable to get (?:certificate|private key) from|SSL error: Unable to get (?:certificate|private key))(?: from)?:? '?(?<file>[^']*)'?/,
      strength: 'error',
      title: 'The MySQL server cannot load its certificate or key {file}',
      example: [
        "[ERROR] SSL error: Unable to get private key from '/etc/mysql/certs/tls.key'",
        'Warning: Failed to set up SSL because of the following SSL library error: Unable to get certificate',
      ],
      source: 'mysql vio/viosslfactories.cc',
    },
    {
      id: 'mysql/plugin-library-missing',
      cause: 'missing-dependency',
      pattern: /Can't open shared library '(?<module>[^']+)' \((?:errno|errors?):/,
      strength: 'error',
      title: 'The plugin library {module} is not in the image',
      example:
        "[ERROR] mysqld: Can't open shared library '/usr/lib64/mysql/plugin/validate_password.so' (errno: 0 /usr/lib64/mysql/plugin/validate_password.so: cannot open shared object file: No such file or directory)",
      source: 'mysql sql/sql_plugin.cc',
    },
    {
      id: 'mysql/init-script-failed',
      cause: 'schema-migration-failed',
      pattern: /^ERROR (?<what>1\d{3} \(\w{5}\)) at line (?<line>\d+)(?: in file: '[^']+')?: /,
      strength: 'error',
      title: 'An SQL script fails at line {line}: error {what}',
      example:
        "ERROR 1064 (42000) at line 3: You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'VARCHARR(20)' at line 1",
      source: 'mysql client/mysql.cc; docker-library/mysql docker-entrypoint.sh',
    },
    {
      id: 'mysql/entrypoint-start-timeout',
      cause: 'deadlock-or-timeout-startup',
      pattern: /\[Entrypoint\]: Unable to start server\./,
      strength: 'fatal',
      title: 'The temporary server of the MySQL image did not come up',
      example: '2026-11-21 00:25:02+00:00 [ERROR] [Entrypoint]: Unable to start server.',
      source: 'docker-library/mysql docker-entrypoint.sh docker_temp_server_start',
    },
    {
      id: 'mysql/entrypoint-check-config',
      cause: 'app-config-invalid',
      pattern: /\[Entrypoint\]: (?:mysqld|mariadbd) failed while attempting to check config/,
      strength: 'error',
      title: 'The MySQL server rejects its configuration',
      example:
        '2026-11-21 00:25:02+00:00 [ERROR] [Entrypoint]: mysqld failed while attempting to check config',
      source: 'docker-library/mysql docker-entrypoint.sh mysql_check_config',
    },
    {
      id: 'mysql/galera-not-safe-to-bootstrap',
      cause: 'volume-data-incompatible',
      pattern: /It may not be safe to bootstrap the cluster from this node/,
      strength: 'fatal',
      title: 'Galera will not bootstrap from this node: it was not the last to leave the cluster',
      explain:
        'All nodes stopped, and grastate.dat of this one says safe_to_bootstrap: 0, so it may lack the newest transactions.',
      example:
        '[ERROR] WSREP: It may not be safe to bootstrap the cluster from this node. It was not the last one to leave the cluster and may not contain all the updates.',
      source: 'codership/galera galera/src/replicator_smm.cpp',
      fix: {
        title:
          'Find the node with the highest seqno in grastate.dat, set safe_to_bootstrap: 1 there, bootstrap from it',
        where: 'data',
        risk: 'high',
      },
    },
    {
      id: 'mysql/galera-no-primary-view',
      cause: 'dependency-unreachable',
      pattern:
        /WSREP: (?:failed to open gcomm backend connection: \d+: failed to reach primary view|.{0,40}failed to open channel '(?<name>[^']*)' at '(?<host>gcomm:[^']*)'|failed to reach primary view)/,
      strength: 'fatal',
      title: 'Galera reaches no member of its cluster',
      example: [
        '[ERROR] WSREP: failed to open gcomm backend connection: 110: failed to reach primary view (pc.wait_prim_timeout): 110 (Connection timed out)',
        "[ERROR] WSREP: gcs connect failed: failed to open channel 'galera' at 'gcomm://db-0.db,db-1.db': -110 (Connection timed out)",
      ],
      source: 'codership/galera gcs/src/gcs_gcomm.cpp',
    },
    {
      id: 'mysql/galera-state-transfer-failed',
      cause: 'dependency-unreachable',
      pattern:
        /WSREP: (?:State transfer (?:request )?failed|Failed to prepare for '?\w+'? SST|SST (?:request )?failed|Process completed with error: wsrep_sst_\w+|Will never receive state)/,
      strength: 'error',
      title: 'The state transfer from another Galera node fails',
      example: [
        '[ERROR] WSREP: Will never receive state. Need to abort.',
        '[ERROR] WSREP: Process completed with error: wsrep_sst_rsync --role joiner --address 10.244.1.9 --datadir /var/lib/mysql/: 2 (No such file or directory)',
      ],
      source: 'mariadb sql/wsrep_sst.cc',
    },
    {
      id: 'mysql/galera-provider-missing',
      cause: 'missing-dependency',
      pattern: /wsrep_load\(\): dlopen\(\): (?<module>[^:\s]+): cannot open shared object file/,
      strength: 'fatal',
      title: 'The Galera provider {module} is not in the image',
      example:
        '[ERROR] WSREP: wsrep_load(): dlopen(): /usr/lib/galera/libgalera_smm.so: cannot open shared object file: No such file or directory',
      source: 'mariadb wsrep/wsrep_loader.c',
    },
  ],
}
