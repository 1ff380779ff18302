import type { SignatureFamily } from '@unloop/engine/scanner'

/** HAProxy: src/cfgparse*.c, src/haproxy.c, src/proto_tcp.c, src/ssl_sock.c, src/server.c. */
export const haproxy: SignatureFamily = {
  programs: ['HAProxy'],
  signatures: [
    {
      id: 'haproxy/parsing',
      cause: 'app-config-invalid',
      pattern:
        /\[ALERT\].{0,60}(?:parsing|config) ?:? ?\[(?<file>[^\]]+:\d+)\] ?: (?!.{0,200}(?:could not resolve|unable to (?:stat|load) SSL|no SSL certificate|cannot open|No such file))(?<what>.{1,200})/,
      strength: 'fatal',
      title: 'HAProxy rejects {file}: {what}',
      example: [
        "[ALERT]    (1) : config : parsing [/usr/local/etc/haproxy/haproxy.cfg:26] : unknown keyword 'blance' in 'backend' section; did you mean 'balance' maybe ?",
        "[ALERT] 324/004828 (1) : parsing [/usr/local/etc/haproxy/haproxy.cfg:12] : 'timeout' supports 'client', 'server', 'connect'",
      ],
      source: 'haproxy src/cfgparse.c, src/cfgparse-listen.c',
    },
    {
      id: 'haproxy/missing-backend',
      cause: 'app-config-invalid',
      pattern:
        /(?:\[ALERT\].{0,200}|[Pp]roxy '[^']{1,80}' ?: )unable to find (?:required )?(?<what>default_backend|use_backend|backend|userlist|stick-table|table|sync peers|resolvers|server|local peer)s?:? '(?<name>[^']{1,80})'/,
      strength: 'fatal',
      title: 'The HAProxy configuration refers to {what} {name}, which does not exist',
      example:
        "[ALERT]    (1) : config : Proxy 'web': unable to find required default_backend: 'api'.",
      source: 'haproxy src/cfgparse.c check_config_validity',
    },
    {
      id: 'haproxy/could-not-resolve',
      cause: 'dns-failure',
      pattern: /could not resolve address '(?<host>[^']+)'/,
      strength: 'fatal',
      title: 'HAProxy cannot resolve {host}',
      explain:
        'HAProxy resolves its servers at start and ends when one does not resolve, unless init-addr none and a resolvers section are set.',
      example:
        "[ALERT]    (1) : config : [/usr/local/etc/haproxy/haproxy.cfg:26] : 'server pg_primary/pg-0' : could not resolve address 'pg-0.pg-headless.crm-data.svc.cluster.local'.",
      source: 'haproxy src/server.c',
      from: ['c02-haproxy-could-not-resolve'],
      fix: {
        title: 'Correct the name, or add "init-addr last,libc,none" and a resolvers section',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'haproxy/initialize-addresses',
      cause: 'dns-failure',
      pattern: /Failed to initialize server\(s\) addr/,
      strength: 'error',
      title: 'HAProxy cannot resolve its servers',
      example: '[ALERT]    (1) : config : Failed to initialize server(s) addr.',
      source: 'haproxy src/haproxy.c',
      from: ['c02-haproxy-could-not-resolve'],
    },
    {
      id: 'haproxy/fd-limit',
      cause: 'kernel-or-node',
      pattern:
        /(?:Cannot raise FD limit to (?<want>\d+), limit is (?<have>\d+)|FD limit \(\d+\) too low for maxconn|Not enough memory or file-descriptors|Failed to set the raise the maximum number of file descriptors)/,
      strength: 'fatal',
      title: 'HAProxy wants more open files ({want}) than the container may have ({have})',
      explain:
        "maxconn asks for more file descriptors than the runtime's limit of open files allows, and HAProxy ends.",
      example: '[ALERT]    (1) : [haproxy.main()] Cannot raise FD limit to 500029, limit is 20000.',
      source: 'haproxy src/haproxy.c',
      from: ['b42-haproxy-fd-limit'],
      fix: {
        title:
          "Lower maxconn (or set ulimit-n), or raise the runtime's limit of open files on the node",
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'haproxy/bind-in-use',
      cause: 'port-in-use',
      pattern:
        /[Ss]tarting (?:frontend|proxy|listener) (?<name>\S+): cannot bind (?:socket|UNIX socket) ?\(?(?:Address already in use)\)?.{0,20}\[(?<host>\S*?):(?<port>[\d]+)\]/,
      strength: 'fatal',
      title: 'HAProxy cannot bind port {port}: it is in use',
      example:
        '[ALERT]    (1) : Starting frontend web: cannot bind socket (Address already in use) [0.0.0.0:8080]',
      source: 'haproxy src/proto_tcp.c tcp_bind_listener',
    },
    {
      id: 'haproxy/bind-denied',
      cause: 'security-context',
      pattern:
        /[Ss]tarting (?:frontend|proxy|listener) (?<name>\S+): cannot bind socket \(?(?:Permission denied)\)?.{0,20}\[(?<host>\S*?):(?<port>\d+)\]/,
      strength: 'fatal',
      title: 'HAProxy may not bind port {port} without root or NET_BIND_SERVICE',
      example:
        '[ALERT]    (1) : Starting frontend web: cannot bind socket (Permission denied) [0.0.0.0:80]',
      source: 'haproxy src/proto_tcp.c tcp_bind_listener',
      fix: {
        title: 'Bind a port above 1023, or add the capability NET_BIND_SERVICE',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'haproxy/bind-old',
      cause: 'port-in-use',
      pattern:
        /[Ss]tarting (?:frontend|proxy|listener) (?<name>\S+): cannot bind (?:socket|UNIX socket) \[(?<host>\S*?):(?<port>\d+)\]/,
      strength: 'error',
      title: 'HAProxy cannot bind port {port}',
      example: '[ALERT] 324/004828 (1) : Starting frontend web: cannot bind socket [0.0.0.0:80]',
      source: 'haproxy src/proto_tcp.c before 2.3',
    },
    {
      id: 'haproxy/certificate',
      cause: 'tls-cert',
      pattern:
        /unable to (?:stat SSL certificate(?: from file)?|load (?:SSL certificate|certificate|private key|SSL private key|certificate chain|chain certificate)(?: into SSL Context| from file| from PEM file)?|scan directory) '(?<file>[^']+)'|no SSL certificate specified for bind '(?<name>[^']+)'|No Private Key found in '(?<key>[^']+)'/,
      strength: 'fatal',
      title: 'HAProxy cannot load the certificate or key {file}',
      example: [
        "[ALERT]    (1) : config : parsing [/usr/local/etc/haproxy/haproxy.cfg:9] : 'bind *:443' in section 'frontend' : unable to stat SSL certificate from file '/etc/haproxy/certs/tls.pem' : No such file or directory.",
        "[ALERT]    (1) : config : parsing [/usr/local/etc/haproxy/haproxy.cfg:9] : 'bind *:443' in section 'frontend' : No Private Key found in '/etc/haproxy/certs/tls.crt.key'.",
        "[ALERT]    (1) : config : Proxy 'web': no SSL certificate specified for bind '*:443' at [/usr/local/etc/haproxy/haproxy.cfg:9] (use 'crt').",
      ],
      source: 'haproxy src/ssl_ckch.c, src/ssl_sock.c',
    },
    {
      id: 'haproxy/configuration-file-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:Cannot open configuration (?:file\/directory|file|directory)|Could not open configuration file|Cannot load configuration file\/directory) (?<file>\S+) ?: (?<what>[A-Z][\w ]+)|unable to open (?:error)?file <(?<path>[^>]+)>|error opening file <(?<name>[^>]+)> for custom error/,
      strength: 'fatal',
      title: 'HAProxy cannot open {file}',
      example: [
        '[ALERT]    (1) : Cannot open configuration file/directory /usr/local/etc/haproxy/haproxy.cfg : No such file or directory',
        '[ALERT] 324/004828 (1) : Could not open configuration file /usr/local/etc/haproxy/haproxy.cfg : No such file or directory',
      ],
      source: 'haproxy src/haproxy.c',
    },
    {
      id: 'haproxy/missing-last-newline',
      cause: 'app-config-invalid',
      pattern: /Missing LF on last line, file might have been truncated/,
      strength: 'fatal',
      title: 'The last line of the HAProxy configuration has no line feed',
      example:
        '[ALERT]    (1) : config : parsing [/usr/local/etc/haproxy/haproxy.cfg:34]: Missing LF on last line, file might have been truncated at position 24.',
      source: 'haproxy src/cfgparse.c readcfgfile',
    },
    {
      id: 'haproxy/fatal-errors',
      cause: 'app-config-invalid',
      pattern:
        /(?:Fatal errors found in configuration|Error\(s\) found in configuration file ?: ?(?<file>\S+))/,
      strength: 'error',
      title: 'HAProxy rejects its configuration {file}',
      example: [
        '[ALERT]    (1) : config : Fatal errors found in configuration.',
        '[ALERT]    (1) : config : Error(s) found in configuration file : /usr/local/etc/haproxy/haproxy.cfg',
      ],
      source: 'haproxy src/haproxy.c',
    },
    {
      id: 'haproxy/nothing-to-do',
      cause: 'app-config-invalid',
      pattern: /no <listen> line\. Nothing to do|will not start \(no listener\)/,
      strength: 'fatal',
      title: 'The HAProxy configuration has no listener',
      example: '[ALERT]    (1) : config : no <listen> line. Nothing to do !',
      source: 'haproxy src/haproxy.c',
    },
    {
      id: 'haproxy/privileges',
      cause: 'security-context',
      pattern: /\[\w+\.main\(\)\] Cannot (?<what>set [ug]id \d+|chroot\([^)]*\))/,
      strength: 'fatal',
      title: 'HAProxy may not {what}: capabilities are dropped',
      example: '[ALERT]    (1) : [haproxy.main()] Cannot set gid 99.',
      source: 'haproxy src/haproxy.c set_identity',
    },
    {
      id: 'haproxy/unix-socket',
      cause: 'permission-denied-fs',
      pattern:
        /cannot bind UNIX socket \((?<what>Permission denied|Read-only file system|No such file or directory)\)(?: \[(?<file>[^\]]+)\])?|Cannot create pidfile (?<path>\S+)/,
      strength: 'fatal',
      title: 'HAProxy may not create its socket or pid file {file}',
      example:
        '[ALERT]    (1) : Starting proxy GLOBAL: cannot bind UNIX socket (Read-only file system) [/var/run/haproxy.sock]',
      source: 'haproxy src/proto_uxst.c',
    },
  ],
}
