import type { SignatureFamily } from '@unloop/engine/scanner'

/** Files that cannot be opened, written or owned; file systems that are full or read-only; limits of files. */
export const filesystem: SignatureFamily = {
  programs: ['any program that uses files', 'GNU coreutils', 'busybox'],
  signatures: [
    {
      id: 'fs/go-denied',
      cause: 'permission-denied-fs',
      pattern:
        /\b(?<verb>open|openat|mkdir|mkdirat|stat|lstat|chmod|chown|lchown|rename|remove|unlink|unlinkat|create|symlink|link|readdirent|fdopendir|read|write|fork\/exec|truncate|mknod|chtimes) (?<file>\/[^\s:"']{1,250}(?: [^\s:"']{1,100}){0,1}|\.{1,2}\/[^\s:"']{1,200}|[\w.-]{1,60}): (?:permission denied|operation not permitted)(?<!(?:container process|OCI runtime|pod sandbox|create containerd|probe failed).{0,500})/,
      strength: 'error',
      title: 'The program may not {verb} {file}',
      example: [
        'Error: failed to establish SecureServingOptions mkdir /var/run/kubernetes-service-catalog: permission denied',
        'open /vault/config/vault.json: permission denied',
        'chown /data/db: operation not permitted',
        'mkdir data: permission denied',
      ],
      source: 'Go os.PathError with EACCES, EPERM',
      from: ['020-service-catalog-mkdir-denied'],
    },
    {
      id: 'fs/go-read-only',
      cause: 'permission-denied-fs',
      pattern:
        /\b(?<verb>open|openat|mkdir|mkdirat|chmod|chown|lchown|rename|remove|unlink|unlinkat|create|symlink|link|write|mknod|chtimes) (?<file>[^\s:"']{1,250}): read-only file system(?<!(?:container process|OCI runtime|pod sandbox|create containerd|probe failed).{0,500})/,
      strength: 'error',
      title: 'The program cannot {verb} {file}: the file system is read-only',
      example: [
        'open /etc/app/generated.conf: read-only file system',
        'mkdir /app/.cache: read-only file system',
      ],
      source: 'Go os.PathError with EROFS',
      fix: {
        title: 'Mount an emptyDir where the program writes, or drop readOnlyRootFilesystem',
        where: 'manifest',
      },
    },
    {
      id: 'fs/coreutils-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?<![\w-])(?<name>mkdir|touch|cp|mv|ln|rm|rmdir|chmod|chown|chgrp|install|tee|sed|cat|ls|find|tar|rsync|mktemp|tail|head|dd|cannot create|can't create|could not create|unable to create):? (?:cannot |can't |could not |couldn't |failed to |changing |unable to )?(?:[\w -]{0,40}?)['"`‘]?(?<file>\.{0,2}\/?[\w.@+/-]{1,250})['"`’]?:? ?.{0,60}: (?<what>Permission denied|Operation not permitted|Read-only file system)/,
      strength: 'error',
      title: '{name} may not use {file}: {what}',
      example: [
        "mkdir: cannot create directory '/bitnami/data': Permission denied",
        "mkdir: can't create directory '/data/tmp': Read-only file system",
        "chown: changing ownership of '/var/lib/data': Operation not permitted",
        "chmod: changing permissions of '/var/run/postgresql': Operation not permitted",
        'touch: /data/ready: Permission denied',
        "cp: cannot create regular file '/etc/app/app.conf': Permission denied",
        "sed: couldn't open temporary file /etc/nginx/conf.d/sedX1: Permission denied",
      ],
      source: 'GNU coreutils; busybox',
    },
    {
      id: 'fs/shell-redirect-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:cannot create|can't create) (?<file>\S{1,250}): (?<what>Permission denied|Read-only file system|nonexistent directory|Directory nonexistent)/,
      strength: 'error',
      title: 'The script cannot write {file}: {what}',
      example: [
        '/bin/sh: 1: cannot create /etc/nginx/conf.d/app.conf: Permission denied',
        "/docker-entrypoint.sh: line 9: can't create /etc/nginx/conf.d/default.conf: Read-only file system",
      ],
      source: 'dash; busybox ash',
    },
    {
      id: 'fs/quoted-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:[Cc]ould ?n[o']t|[Cc]an(?:no|')t|[Uu]nable to|[Ff]ailed to|[Ee]rror|not) (?<verb>open|create|write|read|access|change|make|lock|remove|rename|initialize|opening|creating|writing|reading)(?: to)?(?: the)?(?: log| data| pid| lock| config(?:uration)?| temp(?:orary)?| output| permissions of| ownership of)? ?(?:file|directory|dir|folder|path)? ?(?:for )?["'`:(]{0,2} ?(?<file>\/[^\s"'`:)]{1,250})["'`:)]{0,2}:? .{0,80}(?<what>[Pp]ermission denied|[Oo]peration not permitted|[Rr]ead-only file ?system|EACCES|EROFS)/,
      strength: 'error',
      title: 'The program may not {verb} {file}: {what}',
      example: [
        'Could not open log file "/var/log/app/app.log": Permission denied',
        'Failed to create directory /var/lib/data/queue: permission denied',
        'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted',
        'cannot write /data/state.json (Read-only file system)',
      ],
      source: 'programs of all kinds with strerror',
      from: ['b86-initdb-chmod-not-permitted', 'c31-postgres-data-dir-wrong-owner'],
    },
    {
      id: 'fs/path-then-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:^|[\s"'(])(?<file>\/(?:data|var|opt|app|home|mnt|srv|usr\/share|tmp|logs?|config|storage|bitnami|etc)\b[^\s"':,)]{0,200})["']?[:,]? (?:is not writable|not writable|is not writeable|is read-only|must be writable|not readable|is not readable)/,
      strength: 'error',
      title: '{file} cannot be used by the program',
      example: [
        "GF_PATHS_DATA='/var/lib/grafana' is not writable.",
        'Directory /var/www/html/storage is not writable',
        '/data is not writable',
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'fs/chown-not-permitted',
      cause: 'security-context',
      pattern:
        /(?:chown|setgid|setuid|setgroups|initgroups|setresuid|setresgid)\([^)]{0,80}\) ?(?:to \S{1,40} )?failed ?\(?(?:1: )?(?<what>Operation not permitted)/,
      strength: 'fatal',
      title: 'The program may not change its user or the owner of its files',
      explain:
        'A program that starts as root and drops to another user needs the capabilities CHOWN, SETUID and SETGID, and the container has dropped them (or does not run as root).',
      example: [
        '[emerg] 1#1: chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)',
        'setgid(101) failed (1: Operation not permitted)',
        'initgroups(nginx, 101) failed (1: Operation not permitted)',
      ],
      source: 'Linux capabilities(7)',
      from: ['b39-capabilities-dropped-chown-setgid'],
    },
    {
      id: 'fs/no-space',
      cause: 'volume-full',
      pattern:
        /(?<!inotify.{0,100}|watch.{0,60}|ENOSPC: )[Nn]o space left on device(?!.{0,60}(?:inotify|watch))/,
      strength: 'error',
      title: 'A file system that the program writes to is full',
      example: [
        'write /data/wal/00000012: no space left on device',
        'FATAL:  could not write lock file "postmaster.pid": No space left on device',
        'OSError: [Errno 28] No space left on device',
        'java.io.IOException: No space left on device',
      ],
      source: 'Linux ENOSPC',
      from: [
        'c33-postgres-tmpfs-full',
        'c56-two-roots-pg-tmpfs-and-alertmanager',
        '100-immich-postgres-full',
      ],
      fix: {
        title: 'See what fills the volume, then grow it or clean it',
        where: 'infra',
        commands: ['kubectl -n {namespace} exec {pod} -c {container} -- df -h'],
      },
    },
    {
      id: 'fs/quota-exceeded',
      cause: 'volume-full',
      pattern:
        /(?:Disk quota exceeded|disk quota exceeded|There is not enough space on the disk|[Dd]isk (?:is )?full|[Ff]ile ?system (?:is )?full|[Nn]ot enough (?:free )?disk space|[Ii]nsufficient (?:free )?disk space|out of disk space|low disk space on)/,
      strength: 'error',
      title: 'A file system or quota that the program writes to is full',
      example: [
        'write /data/x: disk quota exceeded',
        'database or disk is full',
        'Not enough disk space to start',
      ],
      source: 'Linux EDQUOT; SQLite; programs of all kinds',
    },
    {
      id: 'fs/inotify-watches',
      cause: 'kernel-or-node',
      pattern:
        /(?:(?:inotify|[Ww]atch(?:er|ing|es)?|fsnotify)\b.{0,120}(?:too many open files|[Nn]o space left on device|user limit|reached the limit)|too many open files.{0,60}(?:inotify|watch)|no space left on device.{0,60}(?:inotify|watch)|upper limit on inotify watches reached|inotify_add_watch\b.{0,80}failed|inotify_init.{0,60}(?:failed|[Tt]oo many open files))/,
      strength: 'fatal',
      title: "The node's limit of inotify instances or watches is reached",
      explain:
        'fs.inotify.max_user_instances and max_user_watches are shared by all containers of a user on the node; another pod can use them up.',
      example: [
        'panic: failed to new ca-cert watcher: too many open files',
        'failed to create fsnotify watcher: too many open files',
        'error creating inotify watch: no space left on device',
        'tail: inotify resources exhausted: Failed to watch; inotify_add_watch failed',
      ],
      source: 'inotify(7), EMFILE of inotify_init, ENOSPC of inotify_add_watch',
      from: ['034-kruise-manager-too-many-open-files'],
      fix: {
        title: 'Raise fs.inotify.max_user_instances and max_user_watches on the node',
        where: 'infra',
        commands: [
          'sysctl -w fs.inotify.max_user_instances=8192 fs.inotify.max_user_watches=524288',
        ],
      },
    },
    {
      id: 'fs/dotnet-inotify',
      cause: 'kernel-or-node',
      pattern:
        /The configured user limit \((?<what>\d{1,8})\) on the number of inotify (?:instances|watches) has been reached/,
      strength: 'fatal',
      title: "The node's limit of {what} inotify instances is reached",
      example:
        'System.IO.IOException: The configured user limit (128) on the number of inotify instances has been reached, or the per-process limit on the number of open file descriptors has been reached.',
      source: '.NET System.IO.FileSystem.Watcher',
      fix: {
        title:
          'Raise fs.inotify.max_user_instances on the node, or set DOTNET_USE_POLLING_FILE_WATCHER=true',
        where: 'infra',
        commands: ['sysctl -w fs.inotify.max_user_instances=8192'],
      },
    },
    {
      id: 'fs/too-many-open-files',
      cause: 'kernel-or-node',
      pattern:
        /(?<!(?:watch|inotify|fsnotify|EMFILE).{0,120})[Tt]oo many open files(?! ?(?:in system)?.{0,60}(?:inotify|watch))/,
      strength: 'error',
      title: 'The limit of open files is reached',
      example: [
        'accept tcp [::]:8080: accept4: too many open files',
        'java.io.IOException: Too many open files',
        'OSError: [Errno 24] Too many open files',
        'open /data/x: too many open files in system',
      ],
      source: 'Linux EMFILE, ENFILE',
    },
    {
      id: 'fs/ulimit-low',
      cause: 'kernel-or-node',
      pattern:
        /(?:Cannot raise FD limit to (?<what>\d{1,9})|[Mm]ax(?:imum)? file descriptors \[?(?<name>\d{1,9})\]? .{0,40}(?:too low|is too low)|ulimit: (?:open files|max locked memory): cannot modify limit|setrlimit.{0,60}(?:[Oo]peration not permitted|failed)|vm\.max_map_count \[\d{1,9}\] is too low|[Rr]equested FD limit .{0,60}(?:exceeds|higher))/,
      strength: 'error',
      title: 'A limit of the node or the container is too low for the program',
      example: [
        '[ALERT]    (1) : [haproxy.main()] Cannot raise FD limit to 500029, limit is 20000.',
        'max file descriptors [4096] for elasticsearch process is too low, increase to at least [65535]',
        'ulimit: open files: cannot modify limit: Operation not permitted',
      ],
      source: 'HAProxy; Elasticsearch bootstrap checks; bash',
      from: ['b42-haproxy-fd-limit'],
    },
    {
      id: 'fs/is-a-directory',
      cause: 'mount-failed',
      pattern:
        /(?:(?:open|read) (?<file>\/[^\s:"']{1,250}): is a directory|IsADirectoryError: \[Errno 21\] Is a directory: '(?<name>[^']{1,250})'|EISDIR: illegal operation on a directory|FileNotFoundException: (?<key>\/\S{1,250}) \(Is a directory\)|(?:cat|sed|cp|source): (?<what>\S{1,200}): Is a directory|Is a directory @ io_fread - (?<module>\S{1,200}))/,
      strength: 'error',
      title: 'A directory stands where the program expects a file',
      explain:
        'A volume mounted without subPath makes a directory of the mountPath; a hostPath that does not exist is created as a directory.',
      example: [
        'read /etc/app/config.yaml: is a directory',
        "IsADirectoryError: [Errno 21] Is a directory: '/config/settings.json'",
        'Error: EISDIR: illegal operation on a directory, read',
        'java.io.FileNotFoundException: /config/app.properties (Is a directory)',
      ],
      source: 'Linux EISDIR',
    },
    {
      id: 'fs/not-a-directory',
      cause: 'mount-failed',
      pattern:
        /(?:(?:open|mkdir|stat|lstat|chdir) (?<file>\/[^\s:"']{1,250}): not a directory(?<!container process.{0,500})|NotADirectoryError: \[Errno 20\] Not a directory: '(?<name>[^']{1,250})'|ENOTDIR: not a directory, \w{2,20} '(?<key>[^']{1,250})')/,
      strength: 'error',
      title: 'A file stands where the program expects a directory',
      example: [
        "NotADirectoryError: [Errno 20] Not a directory: '/data/cache'",
        "Error: ENOTDIR: not a directory, mkdir '/app/uploads/tmp'",
        'mkdir /data/wal: not a directory',
      ],
      source: 'Linux ENOTDIR',
    },
    {
      id: 'fs/stale-handle',
      cause: 'mount-failed',
      pattern: /(?:[Ss]tale (?:NFS )?file handle|[Tt]ransport endpoint is not connected|ESTALE)/,
      strength: 'error',
      title: 'A network volume lost its server',
      example: [
        'stat /data: stale NFS file handle',
        'open /mnt/s3/x: transport endpoint is not connected',
      ],
      source: 'Linux ESTALE, ENOTCONN of FUSE',
    },
    {
      id: 'fs/io-error',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:(?:read|write|open|fsync|sync|stat|fdatasync|pread|pwrite) ?(?:error:?|\S{1,250}:|failed:?)? ?.{0,40}[Ii]nput\/output error|\[Errno 5\] Input\/output error|EIO: i\/o error)/,
      strength: 'error',
      title: 'The disk beneath a volume gives I/O errors',
      example: [
        'write /data/wal/000001: input/output error',
        'OSError: [Errno 5] Input/output error',
        'Error: EIO: i/o error, read',
      ],
      source: 'Linux EIO',
    },
    {
      id: 'fs/pid-file-exists',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:(?:[Pp]id ?file|lock ?file|PID file) ?\(?['"]?(?<file>\/?[\w./-]{3,200})['"]?\)? (?:already )?exists|[Aa]nother (?:instance|process|server) (?:is|seems to be|may be) (?:already )?(?:running|using)|already running(?: with| as)? (?:pid|PID) \d{1,7})/,
      strength: 'error',
      title: 'The program finds a lock or pid file of an earlier run',
      example: [
        'Pid file /data/app.pid already exists',
        'Another instance is already running',
        'httpd (pid 1) already running with pid 1',
      ],
      source: 'programs of all kinds',
    },
  ],
}
