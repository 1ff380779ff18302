import type { SignatureFamily } from '@unloop/engine/scanner'

/** Shells, `env`, script interpreters and the init programs that start the real one. */
export const shell: SignatureFamily = {
  programs: [
    'sh',
    'bash',
    'dash',
    'busybox',
    'env',
    'tini',
    'dumb-init',
    's6',
    'supervisord',
    'gosu',
    'su-exec',
    'catatonit',
  ],
  signatures: [
    {
      id: 'shell/command-not-found',
      cause: 'bad-command',
      pattern:
        /^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash)(?:: line \d{1,5})?(?:: \d{1,5})?: (?:exec: )?(?<file>[^\s:][^:]{0,150}): (?:command )?not found/,
      strength: 'fatal',
      title: 'The shell finds no program {file}',
      example: [
        'sh: 1: gunicorn: not found',
        '/bin/sh: yarn: not found',
        'bash: npm: command not found',
        '/bin/sh: 1: exec: java: not found',
        'bash: line 1: ./manage: command not found',
      ],
      source: 'dash exec.c; bash execute_cmd.c; busybox ash',
    },
    {
      id: 'shell/script-command-not-found',
      cause: 'missing-dependency',
      pattern:
        /(?<!probe (?:failed|errored).{0,80})(?<name>[\w-]{0,60}(?:\/[\w.-]{1,80}){1,12}|[\w-]{1,80}\.(?:sh|bash))(?<!\/(?:sh|bash|ash|dash)): (?:line )?\d{1,5}: (?:exec: )?(?<file>[\w./+@-]{1,120}): (?:command )?not found/,
      strength: 'error',
      title: 'The script {name} calls {file}, which is not in the image',
      example: [
        '/docker-entrypoint.sh: line 12: envsubst: not found',
        '/app/start.sh: 4: curl: not found',
        'start.sh: line 7: aws: command not found',
      ],
      source: 'dash exec.c; bash execute_cmd.c; busybox ash',
    },
    {
      id: 'shell/elf-as-script',
      cause: 'arch-mismatch',
      pattern:
        /(?:(?<file>\/\S{1,200})(?<!\/(?:sh|bash|ash|dash)|\.sh): (?:line )?\d{1,5}: (?:Syntax error: (?:"\("|"\)"|word) unexpected.{0,40}|.{0,4}ELF.{0,40}: not found)|cannot execute binary file(?:: Exec format error)?)/,
      strength: 'error',
      title: 'A program for another architecture is run as if it were a script',
      example: [
        '/app/server: 1: Syntax error: "(" unexpected',
        '/app/server: line 1: \u007fELF\u0001: not found',
        '/bin/bash: /app/server: cannot execute binary file: Exec format error',
      ],
      source: 'dash, busybox ash after ENOEXEC; bash execute_cmd.c',
    },
    {
      id: 'shell/cannot-open-script',
      cause: 'bad-command',
      pattern:
        /^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash|zsh): (?:line \d{1,5}: )?(?:\d{1,5}: )?(?:cannot open |can't open |0: (?:cannot|Can't) open )?['"‘]?(?<file>[\w./@+-]{0,250}\/[\w./@+-]{1,250}|[\w@+-]{1,60}\.sh)['"’]?: No such file(?: or directory)?/,
      strength: 'fatal',
      title: 'The shell finds no script {file}',
      example: [
        "sh: can't open '/scripts/start.sh': No such file or directory",
        'sh: 0: cannot open /app/run.sh: No such file',
        'bash: /entrypoint.sh: No such file or directory',
        '/bin/sh: 0: cannot open start.sh: No such file',
      ],
      source: 'dash main.c; bash shell.c; busybox ash',
    },
    {
      id: 'shell/script-calls-nothing',
      cause: 'bad-command',
      pattern:
        /^(?<name>[\w./@+-]{1,200}): line \d{1,6}: (?<file>(?:[\w.@+-]{0,60}\/)[\w./@+-]{1,200}(?<!\.(?:conf|cfg|ini|env|ya?ml|json|toml|properties|pem|crt|key|txt|log))): No such file or directory$/,
      strength: 'error',
      title: '{name} runs {file}, which is not in the image',
      example: [
        '/myapp/start: line 10: bin/rails: No such file or directory',
        '/docker-entrypoint.sh: line 42: /usr/local/bin/server: No such file or directory',
      ],
      source: 'bash execute_cmd.c',
    },
    {
      id: 'shell/data-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash)|\.sh|entrypoint\S{0,30}|\/\S{1,200}): (?:line )?(?:\d{1,5}: )?(?<file>\.{0,2}\/[\w./@+-]{0,250}(?:\/\.[\w.-]{1,80}|\.(?:conf|cfg|ini|cnf|properties|ya?ml|json|toml|xml|env|key|pem|crt|log|pid|lock|txt|tmp|dat|data|db|passwd|htpasswd))): Permission denied/,
      strength: 'fatal',
      title: 'The user of the container may not write {file}',
      explain:
        'A script reads or writes this file (it is no program that it could start), and the user that the container runs as has no right to it.',
      example: [
        '/opt/server/lib/setup.sh: line 31: /data/.credentials: Permission denied',
        '/docker-entrypoint.sh: line 84: /var/lib/graph/conf/graph.conf: Permission denied',
      ],
      source: 'bash redir.c, dash redir.c: redirections name the file and strerror(EACCES)',
    },
    {
      id: 'shell/not-executable',
      cause: 'bad-command',
      pattern:
        /(?:^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash)|\.sh|entrypoint\S{0,30}|\/\S{1,200}): (?:line )?(?:\d{1,5}: )?(?:exec: )?(?<file>\.{0,2}\/(?![\w./@+-]{0,250}(?:\/\.[\w.-]{1,80}|\.(?:conf|cfg|ini|cnf|properties|ya?ml|json|toml|xml|env|key|pem|crt|log|pid|lock|txt|tmp|dat|data|db|passwd|htpasswd)): )[\w./@+-]{1,250}): Permission denied/,
      strength: 'error',
      title: '{file} is not executable',
      explain:
        'The file lacks its executable bit, or stands on a volume that forbids execution; the shell ends with exit code 126.',
      example: [
        '/app/start.sh: 7: ./bin/planner: Permission denied',
        '/bin/sh: 1: ./start.sh: Permission denied',
        'bash: ./entrypoint.sh: Permission denied',
        '/entrypoint.sh: line 3: /app/server: Permission denied',
      ],
      source: 'POSIX exit status 126',
      from: ['a62-script-no-exec-126'],
      fix: {
        title:
          'Make {file} executable in the image (chmod +x), or set defaultMode: 0755 where it is mounted',
        where: 'image',
      },
    },
    {
      id: 'shell/bad-interpreter',
      cause: 'bad-command',
      pattern:
        /(?<file>[\w./@+-]{1,250}): (?<what>\S{1,100}): bad interpreter: (?:No such file or directory|Permission denied|Text file busy)/,
      strength: 'fatal',
      title: 'The interpreter of {file} cannot be run: {what}',
      explain:
        'The first line of the script names an interpreter that the image does not have. One that ends with ^M has Windows line ends.',
      example: [
        '/app/run.sh: /bin/bash: bad interpreter: No such file or directory',
        'bash: ./start.sh: /bin/sh^M: bad interpreter: No such file or directory',
      ],
      source: 'bash execute_cmd.c',
    },
    {
      id: 'shell/env-crlf',
      cause: 'bad-command',
      pattern:
        /env: (?:can't execute )?['‘"]?(?<file>[\w.+-]{1,60})(?:\\r|\^M|\s)['’"]{0,2}: No such file or directory/,
      strength: 'fatal',
      title: 'The script has Windows line ends (CRLF), so its interpreter {file} is not found',
      example: [
        "/usr/bin/env: 'bash\\r': No such file or directory",
        "env: 'node\\r': No such file or directory",
      ],
      source: 'GNU coreutils env.c',
      fix: {
        title: 'Convert the script to LF line ends (dos2unix, .gitattributes eol=lf) and rebuild',
        where: 'image',
      },
    },
    {
      id: 'shell/env-not-found',
      cause: 'missing-dependency',
      pattern:
        /env: (?:can't execute )?['‘"]?(?<file>[\w.+-]{1,60})['’"]?: No such file or directory/,
      strength: 'fatal',
      title: 'The interpreter {file} is not in the image',
      example: [
        "/usr/bin/env: 'python': No such file or directory",
        "env: can't execute 'bash': No such file or directory",
        'env: node: No such file or directory',
      ],
      source: 'GNU coreutils env.c; busybox env',
    },
    {
      id: 'shell/crlf',
      cause: 'bad-command',
      // Control characters and escapes reach a signature as a space.
      pattern:
        /(?:\$'(?:\\r|\s?)'|\^M)['’]?: command not found|pipefail(?:\\r|\s)?: invalid option name|set: (?:line )?\d{1,5}: [Ii]llegal option -\s?$/,
      strength: 'error',
      title: 'The script has Windows line ends (CRLF)',
      example: [
        "/app/start.sh: line 2: $'\\r': command not found",
        '/entrypoint.sh: set: line 2: illegal option -\r',
        '/start.sh: line 3: set: pipefail\r: invalid option name',
      ],
      source: 'bash, busybox ash',
    },
    {
      id: 'shell/sed-expression',
      cause: 'app-config-invalid',
      pattern: /sed: -e expression #\d{1,3}, char \d{1,5}: (?<what>.{1,100})/,
      strength: 'error',
      title: 'A value breaks the sed expression of the start script: {what}',
      explain:
        'The script puts a setting into a sed expression; a slash, an ampersand or a line break in the value ends the expression early.',
      example: "sed: -e expression #1, char 57: unterminated `s' command",
      source: 'GNU sed sed/compile.c: bad_prog',
    },
    {
      id: 'shell/unbound-variable',
      cause: 'env-missing',
      pattern:
        /(?:line )?\d{1,5}: (?<env>[A-Za-z_]\w{1,80}): (?:unbound variable|parameter (?:not set|null or not set|null))/,
      strength: 'fatal',
      title: '{env} is not set',
      example: [
        '/app/run.sh: line 5: DATABASE_URL: unbound variable',
        '/start.sh: 3: S3_BUCKET: parameter not set',
        '/bin/sh: 1: APP_ENV: parameter null or not set',
      ],
      source: 'bash with set -u; dash; POSIX ${parameter:?word}',
    },
    {
      id: 'shell/required-parameter',
      cause: 'env-missing',
      pattern:
        /^\S{1,150}: (?:line )?\d{1,5}: (?<env>[A-Z][A-Z0-9]{0,30}_[A-Z0-9_]{1,60}): (?!unbound|parameter|command not|not found|readonly|bad |syntax)(?<what>.{0,100}(?:must|required|not set|missing|empty|need|please|Please|specif|undefined|unset|provide).{0,60})/,
      strength: 'error',
      title: '{env} is not set: {what}',
      example: '/entrypoint.sh: line 4: DB_HOST: must be set to the database host',
      source: 'POSIX ${parameter:?word}',
    },
    {
      id: 'shell/syntax-error',
      cause: 'bad-command',
      pattern:
        /(?:[Ss]yntax error near unexpected token|[Ss]yntax error: (?:unexpected|end of file|EOF|"(?:fi|done|then|do|else|elif|esac|\}|;;?|&&?|\|\|?|newline)"|[Uu]nterminated|[Bb]ad)|syntax error: unexpected end of file|unexpected EOF while looking for matching|\[\[?: not found|Bad substitution|bad substitution)/,
      strength: 'error',
      title: 'The shell cannot parse the script or command',
      example: [
        "/app/run.sh: line 9: syntax error near unexpected token `fi'",
        'sh: syntax error: unexpected end of file (expecting "then")',
        '/bin/sh: 1: Syntax error: Unterminated quoted string',
        'bash: -c: line 0: unexpected EOF while looking for matching `"\'',
        '/start.sh: 12: Bad substitution',
      ],
      source: 'bash parse.y; dash parser.c; busybox ash',
    },
    {
      id: 'shell/illegal-option',
      cause: 'bad-command',
      pattern:
        /(?:sh|bash|ash|dash|set)\S{0,10}: (?:line )?(?:\d{1,5}: )?(?:set: )?(?:[Ii]llegal option|invalid option|unrecognized option|bad -c option|-c requires an argument|option requires an argument)[: ]{0,2}(?<flag>\S{0,40})/,
      strength: 'error',
      title: 'The shell does not accept the option {flag}',
      example: ['/bin/sh: 0: Illegal option -o', 'sh: -c requires an argument'],
      source: 'dash options.c; bash shell.c',
    },
    {
      id: 'shell/cannot-change-directory',
      cause: 'bad-command',
      pattern:
        /cd: (?:line )?(?:\d{1,5}: )?(?:can't cd to |cannot access )?['"‘]?(?<file>\/[\w.@/+-]{1,250}|[\w.-]{1,60})['"’]?:? ?(?<what>No such file or directory|Permission denied|Not a directory|can't cd|$)/,
      strength: 'error',
      title: 'The script cannot enter {file}',
      example: [
        '/entrypoint.sh: line 3: cd: /app/current: No such file or directory',
        "/bin/sh: cd: line 0: can't cd to /srv/app: No such file or directory",
      ],
      source: 'bash builtins/cd.def; busybox ash',
    },
    {
      id: 'exec/no-such-file',
      cause: 'bad-command',
      pattern:
        /^(?:exec |exec container process `|exec user process caused(?: by)?: exec )\\?"?(?<file>\/?[^\s:"`]{1,250})\\?"?`?: (?:[Nn]o such file or directory)/,
      strength: 'fatal',
      title: '{file}, or the interpreter or loader that it names, is not in the image',
      explain:
        'The file is missing, its #! line names an interpreter that the image lacks (or has Windows line ends), or it was built for another C library (glibc against musl).',
      example: [
        'exec /entrypoint.sh: no such file or directory',
        'exec /usr/local/bin/app: no such file or directory',
        'exec container process `/app/run`: No such file or directory',
      ],
      source: 'runc libcontainer/standard_init_linux.go; crun',
      from: ['b67-glibc-binary-in-busybox-image-rollout', '095-lxcfs-start-sh-missing'],
    },
    {
      id: 'exec/permission-denied',
      cause: 'bad-command',
      pattern:
        /^(?:exec |exec container process `)(?<file>\/?[^\s:"`]{1,250})`?: (?:[Pp]ermission denied|is a directory)/,
      strength: 'fatal',
      title: '{file} is not executable',
      example: [
        'exec /entrypoint.sh: permission denied',
        'exec container process `/app/run.sh`: Permission denied',
      ],
      source: 'runc libcontainer/standard_init_linux.go; crun',
      fix: {
        title:
          'Make {file} executable in the image (chmod +x), or set defaultMode: 0755 where it is mounted',
        where: 'image',
      },
    },
    {
      id: 'exec/missing-library',
      cause: 'missing-dependency',
      pattern: /exec container process \(missing dynamic library\?\) `(?<file>[^`]{1,250})`/,
      strength: 'fatal',
      title: 'The loader or a library of {file} is not in the image',
      example:
        'exec container process (missing dynamic library?) `/app/server`: No such file or directory',
      source: 'crun src/libcrun/container.c',
    },
    {
      id: 'exec/standard-init',
      cause: 'bad-command',
      pattern:
        /exec user process caused(?: by)?:? \\*"?(?<what>no such file or directory|permission denied|not a directory)/,
      strength: 'fatal',
      title: "The container's program cannot be run: {what}",
      explain:
        'The file or the interpreter of its #! line is missing (Windows line ends do that too), or it lacks its executable bit.',
      example: [
        'standard_init_linux.go:228: exec user process caused: no such file or directory',
        'standard_init_linux.go:190: exec user process caused "permission denied"',
      ],
      source: 'runc standard_init_linux.go',
    },
    {
      id: 'exec/standard-init-not-permitted',
      cause: 'security-context',
      pattern:
        /(?:exec user process caused(?: by)?:? \\*"?|^exec (?<file>\/[^\s:]{1,250}): )operation not permitted/,
      strength: 'fatal',
      title: "The container's security settings forbid its program",
      explain:
        'The file carries capabilities (setcap) that the container may not gain: allowPrivilegeEscalation is false or the capability is dropped.',
      example: [
        'standard_init_linux.go:228: exec user process caused: operation not permitted',
        'exec /usr/local/bin/server: operation not permitted',
      ],
      source: 'Linux execve EPERM with file capabilities and no_new_privs',
    },
    {
      id: 'exec/format-error-script',
      cause: 'bad-command',
      pattern:
        /(?:exec |exec container process `|exec: )\\?"?(?<file>(?!\/(?:docker-)?entrypoint\.sh|\/usr\/local\/bin\/|\/usr\/bin\/|\/opt\/bitnami\/|\/init\b)\/?[^\s:"`]{1,250}\.(?:sh|py|rb|pl|js|bash|php|lua|ts))\\?"?`?: [Ee]xec format error/,
      strength: 'error',
      title: 'The script {file} has no #! line, so the kernel cannot execute it',
      explain:
        'The kernel runs a script only by its first line, #! and an interpreter. (If the image is built for another architecture than the node, that is the reason instead.)',
      example: ['exec /app/run.sh: exec format error', 'exec /srv/start.py: exec format error'],
      source: 'Linux fs/binfmt_script.c, ENOEXEC',
      from: ['a41-missing-shebang'],
      fix: {
        title: 'Add #!/bin/sh as the first line of {file}, or run it as sh {file}',
        where: 'image',
      },
    },
    {
      id: 'exec/format-error',
      cause: 'arch-mismatch',
      pattern:
        /(?:exec user process caused(?: by)?:? \\*"?exec format error|(?:exec |exec container process `|exec: )\\?"?(?<file>(?![^\s:"`]{1,250}\.(?:sh|py|rb|pl|js|bash|php|lua|ts)\\?"?`?: )[^\s:"`]{1,250}|\/(?:docker-)?entrypoint\.sh|\/usr\/(?:local\/)?bin\/[^\s:"`]{1,100}|\/opt\/bitnami\/[^\s:"`]{1,200}|\/init)\\?"?`?: [Ee]xec format error|cannot execute: required file not found)/,
      strength: 'fatal',
      title: "The image is built for another processor architecture than the node's",
      explain:
        'The kernel cannot execute the file: it is built for another architecture (amd64 against arm64), or it is a script without a #! line.',
      example: [
        'exec /usr/bin/bash: exec format error',
        'standard_init_linux.go:219: exec user process caused: exec format error',
        'standard_init_linux.go:178: exec user process caused "exec format error"',
        'exec /docker-entrypoint.sh: exec format error',
        'exec container process `/usr/bin/app`: Exec format error',
      ],
      source: 'Linux ENOEXEC; runc standard_init_linux.go; crun',
      from: ['003-demo-app-amd64-on-arm-lima', '005-bootcamp-on-raspberry-pi'],
      fix: {
        title:
          "Build the image for the node's architecture too (docker buildx --platform linux/amd64,linux/arm64), or set nodeSelector kubernetes.io/arch",
        where: 'image',
      },
    },
    {
      id: 'exec/emulation',
      cause: 'arch-mismatch',
      pattern:
        /(?:rosetta error: (?<what>.{1,120})|qemu-(?<name>\w{3,12})(?:-static)?: Could not open '(?<file>[^']{1,200})'|qemu: uncaught target signal \d{1,2} \((?<key>[^)]{1,40})\))/,
      strength: 'error',
      title: 'The program runs emulated, for another architecture, and fails there',
      example: [
        'rosetta error: failed to open elf at /lib64/ld-linux-x86-64.so.2',
        "qemu-x86_64: Could not open '/lib64/ld-linux-x86-64.so.2': No such file or directory",
        'qemu: uncaught target signal 11 (Segmentation fault) - core dumped',
      ],
      source: 'QEMU user mode; Rosetta for Linux',
    },
    {
      id: 'tini/exec-failed',
      cause: 'bad-command',
      pattern:
        /\[FATAL tini \(\d{1,7}\)\] exec (?<file>\S{1,250}) failed: (?<what>No such file or directory|Permission denied|Is a directory)/,
      strength: 'fatal',
      title: 'tini cannot run {file}: {what}',
      example: [
        '[FATAL tini (7)] exec /app/server failed: No such file or directory',
        '[FATAL tini (6)] exec ./run.sh failed: Permission denied',
      ],
      source: 'tini src/tini.c',
      from: ['a69-tini-exec-missing'],
    },
    {
      id: 'tini/exec-format',
      cause: 'arch-mismatch',
      pattern: /\[FATAL tini \(\d{1,7}\)\] exec (?<file>\S{1,250}) failed: Exec format error/,
      strength: 'fatal',
      title: '{file} is built for another architecture, or is a script without a #! line',
      example: '[FATAL tini (7)] exec /app/server failed: Exec format error',
      source: 'tini src/tini.c',
    },
    {
      id: 'init/exec-failed',
      cause: 'bad-command',
      pattern:
        /(?:\[dumb-init\] (?<file>\S{1,250}): (?:No such file or directory|Permission denied)|ERROR \(catatonit:\d{1,7}\): failed to exec pid1: (?<what>.{1,80})|s6-\S{1,30}: fatal: unable to exec (?<name>\S{1,200}): |gosu: exec: "(?<key>[^"]{1,200})": |error: exec: "(?<setting>[^"]{1,200})": (?:executable file not found|stat|permission denied)|su-exec: (?<module>\S{1,200}): No such file or directory)/,
      strength: 'fatal',
      title: "The container's init cannot run the program",
      example: [
        '[dumb-init] /app/server: No such file or directory',
        'ERROR (catatonit:2): failed to exec pid1: No such file or directory',
        's6-supervise: fatal: unable to exec /init2: No such file or directory',
        'error: exec: "redis-serverr": executable file not found in $PATH',
        'su-exec: nginxx: No such file or directory',
      ],
      source: 'dumb-init, catatonit, s6, gosu, su-exec',
    },
    {
      id: 's6/not-pid-1',
      cause: 'app-config-invalid',
      pattern: /s6-overlay-suexec: fatal: can only run as pid 1/,
      strength: 'fatal',
      title: 's6-overlay must be process 1 of the container',
      explain:
        'shareProcessNamespace, or another init before it, takes process id 1 away from s6-overlay.',
      example: 's6-overlay-suexec: fatal: can only run as pid 1',
      source: 's6-overlay v3',
    },
    {
      id: 's6/run-permissions',
      cause: 'security-context',
      pattern:
        /(?:s6-overlay\S{0,40}: (?:fatal|warning): .{0,40}\/run belongs to uid|unable to (?:mkdir|opendir|mkfifo|chown|create) \/(?:var\/)?run\/s6.{0,80}: (?:Permission denied|Operation not permitted|Read-only file system)|s6-\S{1,40}: fatal: unable to .{1,120}: (?:Permission denied|Operation not permitted|Read-only file system)|\/init: .{0,40}Permission denied|s6-setuidgid: fatal: |s6-applyuidgid: fatal: unable to set)/,
      strength: 'fatal',
      title: 's6-overlay may not set up /run: it needs root or a writable /run',
      example: [
        's6-overlay-suexec: warning: /run belongs to uid 0 instead of 1000, has insecure and/or unworkable permissions',
        's6-mkdir: warning: unable to mkdir /var/run/s6: Permission denied',
        's6-applyuidgid: fatal: unable to set supplementary group list: Operation not permitted',
      ],
      source: 's6-overlay, s6-portable-utils',
    },
    {
      id: 'gosu/switch-failed',
      cause: 'security-context',
      pattern:
        /(?:failed switching to "(?<user>[^"]{1,60})": operation not permitted|su-exec: set(?:groups|gid|uid)\S{0,20}: Operation not permitted|setpriv: set\w{3,10}.{0,30} failed: Operation not permitted|(?:su|runuser|chpst|start-stop-daemon|sudo): .{0,60}(?:cannot set groups|can't set groups|cannot set user id|unable to change to (?:root gid|runas uid)|setgid|setuid|setgroups).{0,40}(?:Operation not permitted|operation not permitted)|sudo: (?:The "no new privileges" flag is set|effective uid is not 0)|chroot: cannot change root directory)/,
      strength: 'fatal',
      title: 'The entrypoint may not change its user',
      explain:
        'It starts as root and drops to another user, which needs the capabilities SETUID and SETGID; the container has dropped them, or does not run as root.',
      example: [
        'error: failed switching to "redis": operation not permitted',
        'su-exec: setgroups: Operation not permitted',
        'setpriv: setgroups failed: Operation not permitted',
        'sudo: The "no new privileges" flag is set, which prevents sudo from running as root.',
      ],
      source: 'gosu, su-exec, setpriv, sudo',
    },
    {
      id: 'root/required',
      cause: 'security-context',
      pattern:
        /(?:(?:[Mm]ust be|[Mm]ust run|[Nn]eeds? to (?:be )?run|[Ss]hould be run|[Mm]ust be run|[Hh]as to be run|only be run)(?: as)?(?: the)? root\b|are you root\?|you must be root|[Rr]equires? root (?:privileges|access|permissions)|Can't drop privilege as nonroot user|need (?:to be )?root|\b(?:sysctl|mount|iptables|ip6tables|nft|modprobe|ip|tc|dmesg|swapoff)\S{0,12}:? .{0,80}(?:[Pp]ermission denied|[Oo]peration not permitted)(?! \(os error)|RTNETLINK answers: Operation not permitted|Unable to access interface: Operation not permitted|(?:netlink|[Tt][Uu][Nn]\/[Tt][Aa][Pp]|\/dev\/net\/tun)\b.{0,60}(?:[Oo]peration not permitted|[Pp]ermission denied)|[Pp]rivileged (?:mode|container) (?:is )?required|requires? (?:the )?(?:CAP_)?(?:NET_ADMIN|SYS_ADMIN|NET_RAW|SYS_PTRACE|IPC_LOCK|SYS_MODULE|NET_BIND_SERVICE|SYS_RESOURCE)|(?:CAP_|cap_)(?:net_admin|NET_ADMIN|sys_admin|SYS_ADMIN|net_raw|NET_RAW|IPC_LOCK|ipc_lock).{0,60}(?:required|missing|not permitted|needed))/,
      strength: 'error',
      title: 'The program needs root or a capability that the container does not have',
      example: [
        'nft: Operation not permitted (you must be root)',
        'mount: permission denied (are you root?)',
        "Error: Can't drop privilege as nonroot user",
        'This script must be run as root',
        'sysctl: permission denied on key "vm.max_map_count"',
        'ip: RTNETLINK answers: Operation not permitted',
        'RTNETLINK answers: Operation not permitted',
        'ERROR: Cannot ioctl TUNSETIFF tun0 on /dev/net/tun: Operation not permitted (errno=1)',
        'container requires NET_ADMIN capability',
      ],
      source: 'iptables, mount, supervisord and programs of all kinds',
    },
    {
      id: 'root/refused',
      cause: 'security-context',
      pattern:
        /(?:(?:can ?not|[Cc]an't|must not|[Dd]o not|[Rr]efus(?:es|ing) to|should not|not allowed to|is not permitted to|don't) (?:be )?(?:run|start|execut\w{1,4}|started|launched)(?: .{1,30})? as (?:the )?"?root"?|"root" execution of .{1,60} is not permitted|Running as root .{0,40}is not (?:supported|allowed|permitted)|[Ss]tarting \w+ as the root user is a security risk)/,
      strength: 'error',
      title: 'The program refuses to run as root',
      example: [
        'java.lang.RuntimeException: can not run elasticsearch as root',
        'initdb: error: cannot be run as root',
        '"root" execution of the PostgreSQL server is not permitted.',
        'Refusing to run as root',
        'WARNING: Starting Solr as the root user is a security risk and not considered best practice. Exiting.',
      ],
      source: 'Elasticsearch; PostgreSQL; programs of all kinds',
    },
    {
      id: 'user/not-found',
      cause: 'security-context',
      pattern:
        /(?:unable to find user (?<user>[\w.-]{1,60})(?!: (?:no matching|invalid arg))|(?:chown|install|su|gosu|su-exec|sudo|chroot|chpst|runuser|start-stop-daemon|useradd|getpwnam)\S{0,14}: (?:invalid |unknown |error: )?user:? ?['‘"]?(?<name>[\w.:-]{1,60})['’"]?(?: does not exist| not found|$)|getpw(?:nam|uid)(?:_r)?\(?.{0,60}(?:uid not found|no such user|failed|not found)|No user exists for uid (?<what>\d{1,10})|whoami: (?:cannot find name for user ID|unknown uid) (?<key>\d{1,10})|user: unknown userid \d{1,10}|(?:could|can)\s?not (?:look ?up|find) (?:effective |current )?user(?: ID| id)? \d{1,10}.{0,40}|KeyError: 'getpwuid\(\): uid not found: \d{1,10}')/,
      strength: 'error',
      title: 'The user that the container runs as is not in its /etc/passwd',
      explain:
        'runAsUser (or OpenShift) gives a numeric user that the image does not know, and the program looks its name up.',
      example: [
        "KeyError: 'getpwuid(): uid not found: 1001'",
        'No user exists for uid 1000660000',
        "chown: invalid user: 'app'",
        'user: unknown userid 1000620000',
        'whoami: cannot find name for user ID 1001',
        'initdb: error: could not look up effective user ID 1001: user does not exist',
      ],
      source: 'glibc getpwuid; CPython pwd; Go os/user',
    },
    {
      id: 'supervisord/config-missing',
      cause: 'config-file-missing',
      pattern:
        /Error: (?:could not find config file (?<file>\S{1,250})|No config file found at default paths)/,
      strength: 'fatal',
      title: "supervisord's configuration file is not there",
      example: [
        'Error: could not find config file /etc/supervisor/supervisord.conf',
        'Error: No config file found at default paths (/usr/etc/supervisord.conf, /usr/supervisord.conf)',
      ],
      source: 'supervisor options.py',
    },
    {
      id: 'supervisord/config-invalid',
      cause: 'app-config-invalid',
      pattern:
        /Error: (?:The directory named as part of the path (?<file>\S{1,250}) does not exist|Format string .{1,200} for .{1,100} (?:contains names|is badly formatted)|\.ini file does not include supervisord section|Invalid user name (?<user>\S{1,60})|program section \S{1,80} does not specify a command|[^']{1,160} in section '(?<setting>[^']{1,80})' \(file: '(?<name>[^']{1,250})'\))/,
      strength: 'fatal',
      title: 'supervisord does not accept its configuration',
      example: [
        "Error: The directory named as part of the path /var/log/app/app.log does not exist in section 'program:app'",
        "Error: Format string '%(ENV_PORT)s' for 'program:web.command' contains names ('ENV_PORT') which cannot be expanded.",
        "Error: program section program:web does not specify a command in section 'program:web' (file: '/etc/supervisor/supervisord.conf')",
      ],
      source: 'supervisor options.py',
    },
    {
      id: 'supervisord/program-fatal',
      cause: 'app-exception',
      pattern:
        /(?:INFO gave up: (?<name>\S{1,80}) entered FATAL state, too many start retries too quickly|WARN exited: (?<what>\S{1,80}) \(exit status [1-9]\d{0,2}; not expected\))/,
      strength: 'hint',
      title: 'supervisord gave up on a program that keeps ending',
      example: [
        '2024-05-01 10:00:00,000 INFO gave up: web entered FATAL state, too many start retries too quickly',
        '2024-05-01 10:00:00,000 WARN exited: web (exit status 1; not expected)',
      ],
      source: 'supervisor process.py',
    },
    {
      id: 'supervisord/command-missing',
      cause: 'bad-command',
      pattern:
        /(?:spawnerr: (?:can't find command '(?<file>[^']{1,200})'|command at '(?<name>[^']{1,200})' is not executable|unknown error during spawn|couldn't chdir to (?<what>\S{1,200})))/,
      strength: 'error',
      title: 'supervisord cannot start its program',
      example: [
        "2024-05-01 10:00:00,000 INFO spawnerr: can't find command '/app/server'",
        "INFO spawnerr: command at '/app/run.sh' is not executable",
      ],
      source: 'supervisor process.py',
    },
    {
      id: 'kernel/module-missing',
      cause: 'kernel-or-node',
      pattern:
        /(?:modprobe: (?:FATAL: Module (?<module>\S{1,60}) not found in directory|ERROR: could not insert '(?<name>[^']{1,60})'|can't change directory to '\/?lib\/modules|module (?<what>\S{1,60}) not found in modules\.dep)|Table does not exist \(do you need to insmod\?\)|do you need to insmod|can't initialize ip6?tables table `\w{1,12}': (?:Table does not exist|No such file)|Protocol not supported.{0,40}(?:ipset|nf_tables))/,
      strength: 'error',
      title: 'A kernel module that the program needs is not loaded on the node',
      example: [
        'modprobe: FATAL: Module ip_vs not found in directory /lib/modules/5.15.0',
        "iptables v1.8.4 (legacy): can't initialize iptables table `nat': Table does not exist (do you need to insmod?)",
        "modprobe: can't change directory to '/lib/modules': No such file or directory",
      ],
      source: 'kmod; iptables',
    },
  ],
}
