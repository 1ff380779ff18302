import type { SignatureFamily } from '@unloop/engine/scanner'

/** The server, initdb and the image's entrypoint. Sources: src/backend and src/bin/initdb of postgres, docker-library/postgres. */
export const postgresql: SignatureFamily = {
  programs: ['PostgreSQL', 'initdb'],
  signatures: [
    {
      id: 'postgresql/data-of-another-version',
      cause: 'volume-data-incompatible',
      pattern:
        /data directory was initialized by PostgreSQL version (?<have>\d[\w.]*), which is not compatible with this version (?<want>\d[\w.]*)/,
      strength: 'fatal',
      title: 'The data directory is of PostgreSQL {have}, the server is {want}',
      explain:
        'A PostgreSQL server reads data of its own major version only. The image was raised or lowered without pg_upgrade or dump and restore, so the server refuses the volume and ends.',
      example:
        '2026-11-21 00:48:41.962 GMT [1] DETAIL:  The data directory was initialized by PostgreSQL version 14, which is not compatible with this version 15.18 (Debian 15.18-0+deb12u1).',
      source: 'postgres src/backend/utils/init/miscinit.c ValidatePgVersion',
      from: ['c30-postgres-major-version', '021-keycloak-chart-postgres-major-upgrade'],
      fix: {
        title: 'Go back to the PostgreSQL {have} image; upgrade by dump and restore or pg_upgrade',
        where: 'image',
        commands: ['kubectl -n {namespace} rollout undo {workload}'],
        risk: 'medium',
      },
    },
    {
      id: 'postgresql/files-incompatible',
      cause: 'volume-data-incompatible',
      pattern: /FATAL: +database files are incompatible with server/,
      strength: 'fatal',
      title: 'The files on the volume are of another PostgreSQL version or build',
      example:
        '2022-03-05 08:12:03.430 GMT [1] FATAL:  database files are incompatible with server',
      source: 'postgres src/backend/utils/init/miscinit.c, access/transam/xlog.c',
      from: ['c30-postgres-major-version', '021-keycloak-chart-postgres-major-upgrade'],
    },
    {
      id: 'postgresql/image-18-layout',
      cause: 'volume-data-incompatible',
      pattern: /in 18\+, these Docker images are configured to store database data in a/,
      strength: 'fatal',
      title: 'The postgres 18 image finds data in the layout of an older image',
      explain:
        'From 18 on the image keeps data in /var/lib/postgresql/<major>/docker and wants the volume on /var/lib/postgresql. It found data or a mount at the former place and stops.',
      example: 'Error: in 18+, these Docker images are configured to store database data in a',
      source: 'docker-library/postgres docker-entrypoint.sh',
      fix: {
        title:
          'Mount the volume at /var/lib/postgresql after pg_upgrade, or pin the former major version of the image',
        where: 'manifest',
        risk: 'medium',
      },
    },
    {
      id: 'postgresql/superuser-password-missing',
      cause: 'env-missing',
      pattern: /Database is uninitialized and superuser password is not specified/,
      strength: 'fatal',
      title: 'POSTGRES_PASSWORD is not set',
      explain:
        'The data directory is empty and the image initializes it only with a superuser password in POSTGRES_PASSWORD (or POSTGRES_PASSWORD_FILE).',
      example: 'Error: Database is uninitialized and superuser password is not specified.',
      source: 'docker-library/postgres docker-entrypoint.sh docker_verify_minimum_env',
      from: ['116-voting-app-postgres-password'],
      fix: {
        title: 'Set POSTGRES_PASSWORD from a Secret',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} create secret generic postgres-password --from-literal=POSTGRES_PASSWORD="$(openssl rand -hex 16)"',
          'kubectl -n {namespace} set env {workload} --from=secret/postgres-password',
        ],
        risk: 'low',
      },
    },
    {
      id: 'postgresql/data-directory-ownership',
      cause: 'permission-denied-fs',
      pattern: /FATAL: +data directory "(?<file>[^"]+)" has wrong ownership/,
      strength: 'fatal',
      title: 'The data directory {file} belongs to another user than the server runs as',
      example:
        '2026-11-21 10:28:08.870 UTC [1] FATAL:  data directory "/var/lib/postgresql/data" has wrong ownership',
      source: 'postgres src/backend/utils/init/miscinit.c checkDataDir',
    },
    {
      id: 'postgresql/data-directory-mode',
      cause: 'permission-denied-fs',
      pattern:
        /FATAL: +data directory "(?<file>[^"]+)" has (?:invalid permissions|group or world access)/,
      strength: 'fatal',
      title: 'The mode of the data directory {file} is too open',
      explain:
        'PostgreSQL wants its data directory at mode 0700 or 0750. An fsGroup that rewrites modes, or a volume type without modes, makes it wider.',
      example: [
        '2026-11-21 10:28:08.870 UTC [1] FATAL:  data directory "/var/lib/postgresql/data/pgdata" has invalid permissions',
        'FATAL:  data directory "/var/lib/postgresql/data" has group or world access',
      ],
      source: 'postgres src/backend/utils/init/miscinit.c checkDataDir',
      fix: {
        title:
          'chmod 0700 {file} in an init container, and set fsGroupChangePolicy: OnRootMismatch',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'postgresql/initdb-directory-denied',
      cause: 'permission-denied-fs',
      pattern:
        /initdb: (?:error: )?could not (?:create|access|change permissions of|open) (?:directory|file) "(?<file>[^"]+)"(?: for writing)?: (?<what>Permission denied|Operation not permitted|Read-only file system)/,
      strength: 'fatal',
      title: 'initdb may not write {file}: {what}',
      explain:
        'The volume belongs to another user than the one that the container runs as, so initdb can neither create nor own its data directory.',
      example: [
        'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted',
        'initdb: error: could not create directory "/var/lib/postgresql/data/pgdata": Permission denied',
      ],
      source: 'postgres src/bin/initdb/initdb.c create_data_directory',
      from: ['b86-initdb-chmod-not-permitted', 'c31-postgres-data-dir-wrong-owner'],
    },
    {
      id: 'postgresql/directory-not-empty',
      cause: 'volume-data-incompatible',
      pattern: /initdb: (?:error: )?directory "(?<file>[^"]+)" exists but is not empty/,
      strength: 'fatal',
      title: 'initdb finds files in {file}, which is no data directory',
      explain:
        'The directory holds files but no PostgreSQL data (often the lost+found of a fresh disk, or the remains of a first start that was cut off), so initdb refuses it.',
      example: 'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty',
      source: 'postgres src/bin/initdb/initdb.c',
      fix: {
        title: 'Point PGDATA to a subdirectory of the mount ({file}/pgdata)',
        where: 'manifest',
        commands: ['kubectl -n {namespace} set env {workload} -c {container} PGDATA={file}/pgdata'],
        risk: 'low',
      },
    },
    {
      id: 'postgresql/run-as-root',
      cause: 'security-context',
      pattern:
        /"root" execution of the PostgreSQL server is not permitted|initdb: (?:error: )?cannot be run as root/,
      strength: 'fatal',
      title: 'PostgreSQL refuses to run as root',
      example: [
        '"root" execution of the PostgreSQL server is not permitted.',
        'initdb: error: cannot be run as root',
      ],
      source: 'postgres src/backend/main/main.c check_root',
    },
    {
      id: 'postgresql/unknown-user-id',
      cause: 'security-context',
      pattern: /could not look up effective user ID (?<user>\d+): user does not exist/,
      strength: 'fatal',
      title: 'The user id {user} has no name in the image, PostgreSQL needs one',
      example: 'initdb: error: could not look up effective user ID 1000680000: user does not exist',
      source: 'postgres src/common/username.c',
    },
    {
      id: 'postgresql/lock-file-exists',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:FATAL: +lock file "(?<file>[^"]+)" already exists|FATAL: +pre-existing shared memory block .{0,80} is still in use)/,
      strength: 'fatal',
      title: 'Another PostgreSQL holds the data directory, or a stale lock file is left',
      explain:
        'postmaster.pid names a process that seems to be alive: a second pod uses the same volume, or a file left by a killed one names a pid that is in use here.',
      example: [
        '2026-11-21 10:28:08.870 UTC [1] FATAL:  lock file "postmaster.pid" already exists',
        'FATAL:  pre-existing shared memory block (key 5432001, ID 0) is still in use',
      ],
      source: 'postgres src/backend/utils/init/miscinit.c CreateLockFile',
    },
    {
      id: 'postgresql/lock-file-bogus',
      cause: 'volume-data-incompatible',
      pattern: /FATAL: +(?:bogus data in lock file|lock file) "(?<file>[^"]+)"(?:: ".*"| is empty)/,
      strength: 'fatal',
      title: 'The lock file {file} is damaged',
      example: [
        '2026-11-21 10:28:08.870 UTC [1] FATAL:  lock file "postmaster.pid" is empty',
        'FATAL:  bogus data in lock file "postmaster.pid": ""',
      ],
      source: 'postgres src/backend/utils/init/miscinit.c CreateLockFile',
      fix: {
        title: 'Remove {file} from the volume, when no other pod uses it',
        where: 'data',
        risk: 'medium',
      },
    },
    {
      id: 'postgresql/no-space',
      cause: 'volume-full',
      pattern:
        /(?:FATAL|PANIC|ERROR|initdb: error|initdb): +could not (?:write|extend|create|open|fsync|copy)[^:]{0,200}: (?:[^:]{0,40}: )?No space left on device/,
      strength: 'fatal',
      title: 'The PostgreSQL volume is full',
      example: [
        '2026-11-21 00:58:57.733 UTC [73] FATAL:  could not write to file "base/5/3164": No space left on device',
        'FATAL:  could not write lock file "postmaster.pid": No space left on device',
        'PANIC:  could not write to file "pg_wal/xlogtemp.29": No space left on device',
        'ERROR:  could not extend file "base/16384/16404": No space left on device',
      ],
      source: 'postgres src/backend/storage/file, access/transam/xlog.c',
      from: [
        'c33-postgres-tmpfs-full',
        'c56-two-roots-pg-tmpfs-and-alertmanager',
        '100-immich-postgres-full',
      ],
    },
    {
      id: 'postgresql/shm-full',
      cause: 'volume-full',
      pattern:
        /could not resize shared memory segment "(?<name>[^"]+)" to (?<what>\d+) bytes: No space left on device/,
      strength: 'error',
      title: '/dev/shm is too small for PostgreSQL ({what} bytes asked)',
      example:
        'ERROR:  could not resize shared memory segment "/PostgreSQL.1804289383" to 67146080 bytes: No space left on device',
      source: 'postgres src/backend/storage/ipc/dsm_impl.c',
      fix: {
        title: 'Mount an emptyDir with medium: Memory at /dev/shm',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'postgresql/shared-memory',
      cause: 'kernel-or-node',
      pattern:
        /FATAL: +could not (?:map anonymous shared memory|create shared memory segment|create semaphores): (?<what>[A-Z][\w ]+)/,
      strength: 'fatal',
      title: 'PostgreSQL cannot get its shared memory: {what}',
      explain:
        'shared_buffers (or huge_pages) asks for more than the node gives: memory, huge pages, or the kernel limits for shared memory and semaphores.',
      example: [
        '2026-11-21 10:28:08.732 UTC [1] FATAL:  could not map anonymous shared memory: Cannot allocate memory',
        'FATAL:  could not create shared memory segment: Invalid argument',
        'FATAL:  could not create semaphores: No space left on device',
      ],
      source: 'postgres src/backend/port/sysv_shmem.c',
    },
    {
      id: 'postgresql/bus-error-huge-pages',
      cause: 'kernel-or-node',
      pattern: /(?:child process was terminated by signal 7: Bus error|^Bus error \(core dumped\))/,
      strength: 'error',
      title: 'PostgreSQL gets SIGBUS: huge pages are on the node, but not granted to the container',
      example: 'child process was terminated by signal 7: Bus error',
      source: 'docker-library/postgres#451, postgres huge_pages documentation',
      fix: {
        title:
          'Set huge_pages = off for initdb and the server, or give the container hugepages-2Mi',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'postgresql/unknown-parameter',
      cause: 'app-config-invalid',
      pattern:
        /(?:FATAL|LOG): +unrecognized configuration parameter "(?<setting>[^"]+)"(?: in file "(?<file>[^"]+)" line \d+)?/,
      strength: 'fatal',
      title: 'PostgreSQL does not know the parameter {setting}',
      example: [
        '2026-11-21 10:28:08.633 GMT [1] FATAL:  unrecognized configuration parameter "shared_bufers"',
        '2026-11-21 10:28:08.768 GMT [1] LOG:  unrecognized configuration parameter "wal_keep_segments" in file "/etc/postgresql/postgresql.conf" line 16',
      ],
      source: 'postgres src/backend/utils/misc/guc.c, guc-file.l',
    },
    {
      id: 'postgresql/invalid-parameter-value',
      cause: 'app-config-invalid',
      pattern:
        /(?:FATAL|LOG): +(?:invalid value for parameter "(?<setting>[^"]+)": (?<what>.{1,80})|parameter "[^"]+" (?:requires a|cannot be changed))/,
      strength: 'fatal',
      title: 'PostgreSQL rejects the value of a parameter: {setting} {what}',
      example: [
        '2026-11-21 10:28:08.683 GMT [1] FATAL:  invalid value for parameter "shared_buffers": "256 megs"',
        'LOG:  parameter "ssl" requires a Boolean value',
      ],
      source: 'postgres src/backend/utils/misc/guc.c parse_and_validate_value',
    },
    {
      id: 'postgresql/parameter-out-of-range',
      cause: 'app-config-invalid',
      pattern:
        /(?:FATAL|LOG): +(?<what>\S+(?: \S+)?) is outside the valid range for parameter "(?<setting>[^"]+)"/,
      strength: 'fatal',
      title: '{what} is outside the range of the parameter {setting}',
      example:
        '2026-11-21 10:28:08.644 GMT [1] FATAL:  0 is outside the valid range for parameter "max_connections" (1 .. 262143)',
      source: 'postgres src/backend/utils/misc/guc.c',
    },
    {
      id: 'postgresql/configuration-syntax',
      cause: 'app-config-invalid',
      pattern:
        /(?:LOG|FATAL): +syntax error in file "(?<file>[^"]+)" line (?<line>\d+), near (?<what>.{1,60})/,
      strength: 'fatal',
      title: 'Syntax error in {file} line {line}, near {what}',
      example:
        '2026-11-21 10:28:08.782 GMT [1] LOG:  syntax error in file "/etc/postgresql/postgresql.conf" line 81, near token "5"',
      source: 'postgres src/backend/utils/misc/guc-file.l',
    },
    {
      id: 'postgresql/configuration-errors',
      cause: 'app-config-invalid',
      pattern: /FATAL: +configuration file "(?<file>[^"]+)" contains errors/,
      strength: 'fatal',
      title: 'The configuration file {file} contains errors',
      example:
        '2026-11-21 10:28:08.768 GMT [1] FATAL:  configuration file "/etc/postgresql/postgresql.conf" contains errors',
      source: 'postgres src/backend/utils/misc/guc-file.l',
    },
    {
      id: 'postgresql/hba-invalid',
      cause: 'app-config-invalid',
      pattern: /FATAL: +could not load (?<file>\S*pg_hba\.conf\S*)/,
      strength: 'fatal',
      title: 'PostgreSQL cannot load {file}',
      example: '2026-11-21 10:28:08.806 UTC [1] FATAL:  could not load pg_hba.conf',
      source: 'postgres src/backend/postmaster/postmaster.c',
    },
    {
      id: 'postgresql/hba-line',
      cause: 'app-config-invalid',
      pattern:
        /LOG: +(?<what>(?:invalid (?:connection type|authentication method|IP address|CIDR mask|IP mask)|end-of-line before|authentication option|missing entry in file).{0,120})/,
      strength: 'error',
      title: 'pg_hba.conf: {what}',
      example: [
        '2026-11-21 10:28:08.806 UTC [1] LOG:  end-of-line before authentication method',
        'LOG:  invalid authentication method "md6"',
      ],
      source: 'postgres src/backend/libpq/hba.c',
    },
    {
      id: 'postgresql/settings-conflict',
      cause: 'app-config-invalid',
      pattern:
        /FATAL: +(?:WAL (?:streaming|archival) .{0,80}(?:requires|cannot be enabled).{0,60}wal_level|superuser_reserved_connections .{0,60}must be less than max_connections|recovery aborted because of insufficient parameter settings|hot standby is not possible because|using recovery command file "recovery\.conf" is not supported)/,
      strength: 'fatal',
      title: 'The PostgreSQL settings contradict each other or the primary',
      example: [
        'FATAL:  recovery aborted because of insufficient parameter settings',
        'FATAL:  hot standby is not possible because max_connections = 50 is a lower setting than on the primary server (its value was 100)',
        'FATAL:  WAL streaming (max_wal_senders > 0) requires wal_level "replica" or "logical"',
      ],
      source: 'postgres src/backend/postmaster/postmaster.c, access/transam/xlogrecovery.c',
    },
    {
      id: 'postgresql/configuration-file-missing',
      cause: 'config-file-missing',
      pattern:
        /postgres(?: cannot access the server configuration file|: could not access the server configuration file) "(?<file>[^"]+)": No such file or directory/,
      strength: 'fatal',
      title: 'postgresql.conf is not at {file}',
      example:
        'postgres: could not access the server configuration file "/etc/postgresql/postgresql.conf": No such file or directory',
      source: 'postgres src/backend/utils/misc/guc.c SelectConfigFiles',
    },
    {
      id: 'postgresql/configuration-place-unknown',
      cause: 'config-file-missing',
      pattern: /postgres does not know where to find the (?:server configuration|database system)/,
      strength: 'fatal',
      title: 'PostgreSQL has no data directory: neither -D nor PGDATA is set',
      example: 'postgres does not know where to find the server configuration file.',
      source: 'postgres src/backend/utils/misc/guc.c SelectConfigFiles',
    },
    {
      id: 'postgresql/not-a-data-directory',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:"(?<file>[^"]+)" is not a valid data directory|but could not open file "[^"]+pg_control": No such file)/,
      strength: 'fatal',
      title: 'The data directory is incomplete: {file}',
      example: [
        '2026-11-21 10:28:08.835 UTC [1] FATAL:  "/var/lib/postgresql/data" is not a valid data directory',
        'but could not open file "/var/lib/postgresql/data/global/pg_control": No such file or directory',
      ],
      source: 'postgres src/backend/utils/init/miscinit.c ValidatePgVersion',
    },
    {
      id: 'postgresql/wal-corrupt',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:could not locate (?:a valid|required) checkpoint record|invalid primary checkpoint record|incorrect checksum in control file|could not find redo location|WAL ends before (?:end of online backup|consistent recovery point)|requested timeline \d+ is not a child of this server's history|requested timeline \d+ does not contain minimum recovery point)/,
      strength: 'fatal',
      title: 'The write-ahead log or control file on the volume is damaged or incomplete',
      example: [
        '2026-11-21 10:28:08.835 UTC [27] PANIC:  could not locate a valid checkpoint record',
        "FATAL:  requested timeline 5 is not a child of this server's history",
        'FATAL:  incorrect checksum in control file',
      ],
      source: 'postgres src/backend/access/transam/xlogrecovery.c',
      fix: {
        title:
          'Restore from a backup or re-clone the replica; pg_resetwal only as the last resort, on a copy',
        where: 'data',
        risk: 'high',
      },
    },
    {
      id: 'postgresql/data-file-missing',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:FATAL|PANIC): +could not (?:open|read|access|stat) (?:file|directory) "(?<file>(?:global|base|pg_\w+|\.\/pg_\w+)\/?[^"]*)": (?:No such file or directory|read \d+ of|Input\/output error|Structure needs cleaning)/,
      strength: 'fatal',
      title: 'The data directory lacks or cannot read {file}',
      example: [
        'FATAL:  could not open file "global/pg_filenode.map": No such file or directory',
        'FATAL:  could not open directory "pg_notify": No such file or directory',
      ],
      source: 'postgres src/backend/storage/file/fd.c, utils/cache/relmapper.c',
    },
    {
      id: 'postgresql/file-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:FATAL|PANIC|LOG): +could not (?:open|create|remove|write|rename|access)[a-z ]* (?:lock file|log file|configuration file|file|directory) "(?<file>[^"]+)": (?<what>Permission denied|Read-only file system|Operation not permitted)/,
      strength: 'fatal',
      title: 'PostgreSQL may not use {file}: {what}',
      example: [
        'FATAL:  could not create lock file "/var/run/postgresql/.s.PGSQL.5432.lock": Read-only file system',
        '2026-11-21 10:28:08.835 UTC [1] FATAL:  could not create lock file "postmaster.pid": Permission denied',
        'FATAL:  could not open log file "/var/log/postgresql/postgresql.log": Permission denied',
      ],
      source: 'postgres src/backend/utils/init/miscinit.c, postmaster/syslogger.c',
    },
    {
      id: 'postgresql/library-missing',
      cause: 'missing-dependency',
      pattern:
        /FATAL: +could not (?:access file|load library) "(?<module>[^"]+)": (?:No such file or directory|.{0,200}(?:cannot open shared object|undefined symbol))/,
      strength: 'fatal',
      title: 'The library {module} of shared_preload_libraries is not in the image',
      example: [
        '2026-11-21 10:28:08.657 UTC [1] FATAL:  could not access file "timescaledb": No such file or directory',
        'FATAL:  could not load library "/usr/lib/postgresql/16/lib/pgaudit.so": /usr/lib/postgresql/16/lib/pgaudit.so: undefined symbol: ExecutorRun_hook',
      ],
      source: 'postgres src/backend/utils/fmgr/dfmgr.c',
    },
    {
      id: 'postgresql/certificate-file',
      cause: 'tls-cert',
      pattern:
        /FATAL: +could not (?:load|access) (?:server certificate|private key|root certificate|certificate revocation list) file "(?<file>[^"]+)"(?:: (?<what>.{1,80}))?/,
      strength: 'fatal',
      title: 'PostgreSQL cannot load {file}: {what}',
      example:
        '2026-11-21 10:28:08.671 UTC [1] FATAL:  could not load server certificate file "server.crt": No such file or directory',
      source: 'postgres src/backend/libpq/be-secure-openssl.c',
    },
    {
      id: 'postgresql/private-key-mode',
      cause: 'permission-denied-fs',
      pattern:
        /private key file "(?<file>[^"]+)" (?:has group or world access|must be owned by the database user or root)/,
      strength: 'fatal',
      title: 'The private key {file} is readable by others, PostgreSQL refuses it',
      example: 'FATAL:  private key file "/etc/tls/tls.key" has group or world access',
      source: 'postgres src/backend/libpq/be-secure-common.c check_ssl_key_file_permissions',
      fix: {
        title: 'Mount the Secret with defaultMode 0600 (0640 where the key belongs to root)',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'postgresql/port-in-use',
      cause: 'port-in-use',
      pattern:
        /could not bind (?:IPv[46]|Unix) address "(?<host>[^"]+)"(?: at port (?<port>\d+))?: Address already in use/,
      strength: 'fatal',
      title: 'The address {host} of PostgreSQL is already bound',
      example:
        '2026-11-21 10:28:08.754 UTC [1] LOG:  could not bind IPv4 address "0.0.0.0": Address already in use',
      source: 'postgres src/backend/libpq/pqcomm.c',
    },
    {
      id: 'postgresql/bind-address',
      cause: 'app-config-invalid',
      pattern:
        /(?:could not bind IPv[46] address "(?<host>[^"]+)": Cannot assign requested address|could not translate host name "[^"]+", service "\d+" to address)/,
      strength: 'fatal',
      title: 'listen_addresses names an address that this pod does not have',
      example:
        '2026-11-21 10:28:08.754 UTC [1] LOG:  could not bind IPv4 address "10.0.0.8": Cannot assign requested address',
      source: 'postgres src/backend/libpq/pqcomm.c',
    },
    {
      id: 'postgresql/init-script-failed',
      cause: 'schema-migration-failed',
      pattern:
        /psql:(?<file>\/docker-entrypoint-initdb\.d\/[^:]+):\d+: (?:ERROR|FATAL): +(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'The init script {file} fails: {what}',
      explain:
        'The image runs the scripts of /docker-entrypoint-initdb.d once, on an empty volume, and ends at the first error; what was created until then stays on the volume.',
      example:
        'psql:/docker-entrypoint-initdb.d/10-schema.sql:12: ERROR:  syntax error at or near "VARCHAR"',
      source: 'docker-library/postgres docker-entrypoint.sh docker_process_init_files',
    },
    {
      id: 'postgresql/start-timeout',
      cause: 'deadlock-or-timeout-startup',
      pattern: /pg_ctl: server did not start in time/,
      strength: 'fatal',
      title: 'PostgreSQL did not start within the time that pg_ctl waits',
      example: 'pg_ctl: server did not start in time',
      source: 'postgres src/bin/pg_ctl/pg_ctl.c',
    },
    {
      id: 'postgresql/locale-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:initdb: (?:error: )?invalid locale name "(?<name>[^"]*)"|FATAL: +(?:database locale is incompatible with operating system|locale ".{0,40}" does not exist))/,
      strength: 'fatal',
      title: 'The image lacks the locale of PostgreSQL: {name}',
      example: [
        'initdb: error: invalid locale name "de_DE.UTF-8"',
        'FATAL:  database locale is incompatible with operating system',
      ],
      source: 'postgres src/bin/initdb/initdb.c, utils/init/postinit.c',
    },
    {
      id: 'postgresql/server-rejects-login',
      cause: 'dependency-auth-failed',
      pattern:
        /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]* \S{2,6} \[\d+\].* FATAL: +(?:password authentication failed for user|role "|database "|no pg_hba\.conf entry)/,
      strength: 'hint',
      title: 'The server turns a client away',
      example:
        '2026-11-21 01:04:32.622 UTC [192] FATAL:  password authentication failed for user "checkout"',
      source: 'postgres src/backend/libpq/auth.c',
      from: [
        'c14-postgres-password-rotated',
        'c16-postgres-database-missing',
        'c54-cascade-secret-rotated',
      ],
    },
  ],
}
