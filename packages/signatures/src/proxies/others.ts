import type { SignatureFamily } from '@unloop/engine/scanner'

/** envoyproxy/envoy: source/server, source/common/protobuf, source/common/network. */
export const envoy: SignatureFamily = {
  programs: ['Envoy'],
  signatures: [
    {
      id: 'envoy/initializing-configuration',
      cause: 'app-config-invalid',
      pattern:
        /error initializing config(?:uration)? '(?<file>[^']*)': (?!.{0,200}(?:cannot bind|unable to read file|Failed to load|Invalid path))(?<what>.{1,300})/,
      strength: 'fatal',
      title: 'Envoy rejects {file}: {what}',
      example: [
        "[critical][main] [source/server/server.cc:131] error initializing configuration '/etc/envoy/envoy.yaml': Protobuf message (type envoy.config.bootstrap.v3.Bootstrap reason INVALID_ARGUMENT: invalid name listners: Cannot find field.) has unknown fields",
        "[critical][main] error initializing config '/etc/envoy/envoy.yaml': Didn't find a registered implementation for 'envoy.filters.http.lambda'",
      ],
      source: 'envoy source/server/server.cc',
    },
    {
      id: 'envoy/unknown-fields',
      cause: 'app-config-invalid',
      pattern:
        /Protobuf message \(type (?<what>[\w.]+)[^)]{0,400}\) has unknown fields|Unable to parse JSON as proto \((?<why>[^)]{1,200})|Proto constraint validation failed \((?<name>[^)]{1,200})|Didn't find a registered implementation for '?(?<module>[\w.]+)|The v2 xDS major version is (?:deprecated|not supported)|(?:route|tcp_proxy): unknown cluster '(?<key>[^']+)'/,
      strength: 'error',
      title: 'Envoy rejects its configuration',
      example: [
        "route: unknown cluster 'orders'",
        'Proto constraint validation failed (BootstrapValidationError.StaticResources: embedded message failed validation)',
      ],
      source: 'envoy source/common/protobuf/utility.cc',
    },
    {
      id: 'envoy/bind-in-use',
      cause: 'port-in-use',
      pattern:
        /cannot bind '(?<host>[^']*?):(?<port>\d+)': Address already in use|error adding listener.{0,120}Address already in use/,
      strength: 'fatal',
      title: 'Envoy cannot bind port {port}: it is in use',
      example:
        "[critical][main] error initializing configuration '/etc/envoy/envoy.yaml': cannot bind '0.0.0.0:10000': Address already in use",
      source: 'envoy source/common/network',
    },
    {
      id: 'envoy/bind-denied',
      cause: 'security-context',
      pattern: /cannot bind '(?<host>[^']*?):(?<port>\d+)': Permission denied/,
      strength: 'fatal',
      title: 'Envoy may not bind port {port} without root or NET_BIND_SERVICE',
      example: "error adding listener '0.0.0.0:443': cannot bind '0.0.0.0:443': Permission denied",
      source: 'envoy source/common/network',
    },
    {
      id: 'envoy/configuration-file-missing',
      cause: 'config-file-missing',
      pattern: /unable to read file: (?<file>\S+\.(?:ya?ml|json|pb|pb_text))/,
      strength: 'fatal',
      title: 'Envoy cannot read {file}',
      example:
        "[critical][main] error initializing configuration '/etc/envoy/envoy.yaml': unable to read file: /etc/envoy/envoy.yaml",
      source: 'envoy source/common/filesystem',
    },
    {
      id: 'envoy/config-path',
      cause: 'config-file-missing',
      pattern:
        /error initializing config '\s*(?<file>[^']{1,200})': (?:Invalid path|Unable to read file)/,
      strength: 'fatal',
      title: 'Envoy finds no configuration at {file}',
      example:
        "[critical][main] error initializing config '  /etc/envoy/envoy.yaml': Invalid path: /etc/envoy/envoy.yaml",
      source: 'envoy source/server/server.cc, source/common/filesystem',
    },
    {
      id: 'envoy/certificate',
      cause: 'tls-cert',
      pattern:
        /Failed to load (?:incomplete )?(?:certificate chain|private key|trusted CA certificates?) (?:from )?(?<file>[^\s,']+)|paths must refer.{0,200}Invalid path: (?<path>\S+)/,
      strength: 'fatal',
      title: 'Envoy cannot load its certificate or key {file}',
      example: 'Failed to load certificate chain from /etc/envoy/certs/tls.crt, at line 1',
      source: 'envoy source/common/tls/context_impl.cc',
    },
  ],
}

/** traefik/traefik: cmd/traefik, pkg/config, pkg/server. */
export const traefik: SignatureFamily = {
  programs: ['Traefik'],
  signatures: [
    {
      id: 'traefik/field-not-found',
      cause: 'app-config-invalid',
      pattern:
        /failed to decode configuration from (?<what>flags|environment variables|file)(?: \S+)?: (?:field not found, node: (?<setting>\S+)|(?<why>.{1,160}))/,
      strength: 'fatal',
      title: 'Traefik does not know the option {setting}',
      example:
        'Error: command traefik error: failed to decode configuration from flags: field not found, node: entrypointz',
      source: 'traefik/paerser, traefik cmd/traefik/traefik.go',
    },
    {
      id: 'traefik/command-error',
      cause: 'app-config-invalid',
      pattern:
        /command traefik error: (?!failed to decode|.{0,200}(?:permission denied|address already in use))(?<what>.{4,200})/,
      strength: 'fatal',
      title: 'Traefik does not start: {what}',
      example:
        'command traefik error: yaml: line 8: mapping values are not allowed in this context',
      source: 'traefik cmd/traefik/traefik.go',
    },
    {
      id: 'traefik/entrypoint-in-use',
      cause: 'port-in-use',
      pattern:
        /(?:error (?:opening listener|preparing server)|building listener).{0,80}listen tcp (?<host>\S*?):(?<port>\d+): bind: address already in use/,
      strength: 'fatal',
      title: 'Traefik cannot bind port {port}: it is in use',
      example:
        'command traefik error: error while building entryPoint web: error preparing server: error opening listener: listen tcp :80: bind: address already in use',
      source: 'traefik pkg/server/server_entrypoint_tcp.go',
    },
    {
      id: 'traefik/entrypoint-denied',
      cause: 'security-context',
      pattern:
        /(?:error (?:opening listener|preparing server)|building listener).{0,80}listen tcp (?<host>\S*?):(?<port>\d+): bind: permission denied/,
      strength: 'fatal',
      title: 'Traefik may not bind port {port} without root or NET_BIND_SERVICE',
      example:
        'command traefik error: error while building entryPoint web: error preparing server: error opening listener: listen tcp :80: bind: permission denied',
      source: 'traefik pkg/server/server_entrypoint_tcp.go',
    },
    {
      id: 'traefik/removed-option',
      cause: 'app-config-invalid',
      pattern:
        /(?:[Ii]ncompatible deprecated static option|deprecated static option found|has been removed in v3).{0,160}/,
      strength: 'error',
      title: 'The Traefik configuration has an option that this version removed',
      example:
        'ERR Pilot has been removed in v3, please remove all Pilot-related static configuration for Traefik to start',
      source: 'traefik pkg/cli/deprecation.go',
    },
    {
      id: 'traefik/acme-file-mode',
      cause: 'permission-denied-fs',
      pattern: /permissions (?<have>\d+) for (?<file>\S+) are too open, please use 600/,
      strength: 'error',
      title: 'Traefik refuses {file}: its mode is {have}, it wants 600',
      example:
        'level=error msg="The ACME resolver \\"le\\" is skipped from the resolvers list because: unable to get ACME account: permissions 660 for /data/acme.json are too open, please use 600"',
      source: 'traefik pkg/provider/acme/local_store_unix.go',
    },
  ],
}

/** caddyserver/caddy: cmd, caddyconfig/caddyfile. */
export const caddy: SignatureFamily = {
  programs: ['Caddy'],
  signatures: [
    {
      id: 'caddy/caddyfile',
      cause: 'app-config-invalid',
      pattern:
        /adapting config using caddyfile: (?:(?<file>[^\s:]+):(?<line>\d+):? ?(?:- )?)?(?<what>.{1,200})/,
      strength: 'fatal',
      title: 'Caddy rejects its configuration ({file}:{line}): {what}',
      example: [
        'Error: adapting config using caddyfile: /etc/caddy/Caddyfile:2: unrecognized directive: reverse_prox',
        'run: adapting config using caddyfile: server block without any key is global configuration, and if used, it must be first',
      ],
      source: 'caddyserver/caddy caddyconfig/caddyfile',
    },
    {
      id: 'caddy/configuration-file-missing',
      cause: 'config-file-missing',
      pattern: /reading config (?:from )?file: open (?<file>\S+): no such file or directory/,
      strength: 'fatal',
      title: 'The configuration file {file} is not there',
      example: 'Error: reading config file: open /etc/caddy/Caddyfile: no such file or directory',
      source: 'caddyserver/caddy cmd/main.go',
    },
    {
      id: 'caddy/module-missing',
      cause: 'missing-dependency',
      pattern: /(?:unknown module|module not registered): (?<module>[\w.]+)/,
      strength: 'fatal',
      title: 'This Caddy is built without the module {module}',
      example:
        'Error: loading initial config: loading new config: loading http app module: provision http: getting tls app: loading tls app module: unknown module: dns.providers.cloudflare',
      source: 'caddyserver/caddy context.go',
    },
    {
      id: 'caddy/listen',
      cause: 'port-in-use',
      pattern:
        /loading (?:initial|new) config: .{0,200}listening on (?<host>\S*?):(?<port>\d+): .{0,80}address already in use/,
      strength: 'fatal',
      title: 'Caddy cannot bind port {port}: it is in use',
      example:
        'Error: loading initial config: loading new config: http app module: start: listening on :443: listen tcp :443: bind: address already in use',
      source: 'caddyserver/caddy listeners.go',
    },
    {
      id: 'caddy/listen-denied',
      cause: 'security-context',
      pattern:
        /loading (?:initial|new) config: .{0,200}listening on (?<host>\S*?):(?<port>\d+): .{0,80}permission denied/,
      strength: 'fatal',
      title: 'Caddy may not bind port {port} without root or NET_BIND_SERVICE',
      example:
        'Error: loading initial config: loading new config: http app module: start: listening on :443: listen tcp :443: bind: permission denied',
      source: 'caddyserver/caddy listeners.go',
    },
    {
      id: 'caddy/loading',
      cause: 'app-config-invalid',
      pattern:
        /loading initial config: loading new config: (?!.{0,300}(?:address already in use|permission denied|unknown module|no such file))(?<what>.{1,200})/,
      strength: 'fatal',
      title: 'Caddy does not take its configuration: {what}',
      example:
        'Error: loading initial config: loading new config: loading http app module: provision http: server srv0: setting up route handlers: route 0: loading handler modules: position 0: json: unknown field "upstreamz"',
      source: 'caddyserver/caddy caddy.go',
    },
  ],
}

/** varnishcache/varnish-cache: bin/varnishd, lib/libvcc. */
export const varnish: SignatureFamily = {
  programs: ['Varnish'],
  signatures: [
    {
      id: 'varnish/backend-name',
      cause: 'dns-failure',
      pattern:
        /Backend host ["']{0,2}(?<host>[^"']+)["']{0,2}:? could not be resolved to an IP address/,
      strength: 'fatal',
      title: 'Varnish cannot resolve its backend {host}',
      example: 'Backend host \'"storefront.shop.svc"\' could not be resolved to an IP address:',
      source: 'varnish-cache lib/libvcc/vcc_utils.c Resolve_Sockaddr',
    },
    {
      id: 'varnish/vcl',
      cause: 'app-config-invalid',
      pattern:
        /(?:VCL compilation failed|Message from VCC-compiler|Running VCC-compiler failed|VCC-compiler failed)/,
      strength: 'error',
      title: 'The VCL does not compile',
      example: ['VCL compilation failed', 'Message from VCC-compiler:'],
      source: 'varnish-cache bin/varnishd/mgt/mgt_vcc.c',
    },
    {
      id: 'varnish/socket',
      cause: 'port-in-use',
      pattern: /Could not get socket (?<host>\S*?):(?<port>\d+): Address already in use/,
      strength: 'fatal',
      title: 'Varnish cannot bind port {port}: it is in use',
      example: 'Error: Could not get socket :80: Address already in use',
      source: 'varnish-cache bin/varnishd/mgt/mgt_acceptor.c',
    },
    {
      id: 'varnish/socket-denied',
      cause: 'security-context',
      pattern: /Could not get socket (?<host>\S*?):(?<port>\d+): Permission denied/,
      strength: 'fatal',
      title: 'Varnish may not bind port {port} without root or NET_BIND_SERVICE',
      example: 'Error: Could not get socket :80: Permission denied',
      source: 'varnish-cache bin/varnishd/mgt/mgt_acceptor.c',
    },
    {
      id: 'varnish/vcl-file-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:Cannot (?:open|read)(?: -f)?(?: VCL)? file '?(?<file>[^'\s(]+)'? ?\(?:? ?.{0,10}No such file)/,
      strength: 'fatal',
      title: 'The VCL file {file} is not there',
      example: "Error: Cannot read -f file '/etc/varnish/default.vcl' (No such file or directory)",
      source: 'varnish-cache bin/varnishd/mgt/mgt_main.c',
    },
    {
      id: 'varnish/working-directory',
      cause: 'permission-denied-fs',
      pattern: /Cannot create (?:working )?\w* ?directory '(?<file>[^']+)': (?<what>[A-Z][\w -]+)/,
      strength: 'fatal',
      title: 'Varnish may not create {file}: {what}',
      example:
        "Error: Cannot create working directory '/var/lib/varnish/varnishd': Permission denied",
      source: 'varnish-cache bin/varnishd/common/common_vsmw.c',
    },
    {
      id: 'varnish/parameter',
      cause: 'app-config-invalid',
      pattern:
        /Unknown parameter "(?<setting>[^"]+)"|Error: \s*Unknown (?:jail|stevedore|storage) (?:method|backend|type)? ?"?(?<what>[^"]*)/,
      strength: 'error',
      title: 'Varnish does not know the parameter {setting}',
      example: 'Unknown parameter "thread_pool_maxx".',
      source: 'varnish-cache bin/varnishd/mgt/mgt_param.c',
    },
  ],
}

/** squid-cache/squid: src/cache_cf.cc, src/main.cc, src/store. */
export const squid: SignatureFamily = {
  programs: ['Squid'],
  signatures: [
    {
      id: 'squid/bungled',
      cause: 'app-config-invalid',
      pattern: /FATAL: Bungled (?<file>\S+) line (?<line>\d+): (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Squid rejects line {line} of {file}: {what}',
      example:
        '2026/11/21 00:45:49| FATAL: Bungled /etc/squid/squid.conf line 12: acl localnet srcc 10.0.0.0/8',
      source: 'squid src/cache_cf.cc self_destruct',
    },
    {
      id: 'squid/unrecognized',
      cause: 'app-config-invalid',
      pattern: /(?<file>\/\S{1,200}):(?<line>\d+):? unrecognized: '(?<setting>[^']+)'/,
      strength: 'fatal',
      title: 'Squid does not know {setting}, line {line} of {file}',
      example: "2026/11/21 00:45:49| /etc/squid/squid.conf:5 unrecognized: 'cache_memm'",
      source: 'squid src/cache_cf.cc parse_line',
    },
    {
      id: 'squid/bad-configuration',
      cause: 'app-config-invalid',
      pattern:
        /FATAL: (?:[Bb]ad configuration: |Invalid ACL type '|Unknown cfg function|Unhandled exception parsing config|Unexpected argument|Log format '|The value '|bad '|auth_schemes|Unable to find http_port|No (?:HTTP|HTTPS), )(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'Squid rejects its configuration: {what}',
      example: "2026/11/21 00:45:49| FATAL: Invalid ACL type 'srcc'",
      source: 'squid src/cache_cf.cc',
    },
    {
      id: 'squid/configuration-file',
      cause: 'config-file-missing',
      pattern:
        /FATAL: (?:Unable to open configuration file|Error opening config file): ?(?<file>[^:\s]+)/,
      strength: 'fatal',
      title: 'Squid cannot open {file}',
      example:
        '2026/11/21 00:45:49| FATAL: Unable to open configuration file: /etc/squid/squid.conf: (2) No such file or directory',
      source: 'squid src/cache_cf.cc',
    },
    {
      id: 'squid/log-denied',
      cause: 'permission-denied-fs',
      pattern:
        /FATAL: Cannot open '(?<file>[^']+)' for writing|Cannot open '?(?:stdio:)?(?<path>\/\S+?)'? (?:because|for writing)|parent directory must be writeable by the(?: user)? '?(?<user>\w+)/,
      strength: 'fatal',
      title: 'Squid may not write {file}',
      example: [
        "FATAL: Cannot open '/var/log/squid/access.log' for writing.",
        "The parent directory must be writeable by the user 'proxy', which is the cache_effective_user set in squid.conf.",
      ],
      source: 'squid src/log/ModStdio.cc',
    },
    {
      id: 'squid/swap-directory',
      cause: 'volume-data-incompatible',
      pattern: /Failed to verify one of the swap directories/,
      strength: 'fatal',
      title: 'The cache directory of Squid is not initialized',
      example: 'FATAL: Failed to verify one of the swap directories, Check cache.log',
      source: 'squid src/fs/ufs/UFSSwapDir.cc',
      fix: {
        title: 'Run squid -z on the volume before the start (an init container)',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'squid/already-running',
      cause: 'volume-data-incompatible',
      pattern: /FATAL: Squid is already running: Found fresh instance PID file \((?<file>[^)]+)\)/,
      strength: 'fatal',
      title: 'A stale {file} makes Squid believe that it is running',
      example:
        '2026/11/21 00:45:49| FATAL: Squid is already running: Found fresh instance PID file (/run/squid.pid) with PID 1',
      source: 'squid src/Instance.cc',
      fix: {
        title: 'Set pid_filename none, or remove the file before the start',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'squid/pid-file-denied',
      cause: 'permission-denied-fs',
      pattern: /FATAL: failed to open (?<file>\S+\.pid): (?<what>\(\d+\) [A-Z][\w -]+)/,
      strength: 'fatal',
      title: 'Squid may not write {file}: {what}',
      example: '2026/11/21 00:45:49| FATAL: failed to open /run/squid.pid: (13) Permission denied',
      source: 'squid src/Instance.cc, src/base/File.cc',
    },
    {
      id: 'squid/port-in-use',
      cause: 'port-in-use',
      pattern:
        /(?:[Cc]ommBind: )?Cannot bind socket FD \d+ to (?<host>\S+):(?<port>\d+): \(98\) Address already in use/,
      strength: 'fatal',
      title: 'Squid cannot bind port {port}: it is in use',
      example:
        '2026/11/21 00:45:49 kid1| commBind Cannot bind socket FD 12 to [::]:3128: (98) Address already in use',
      source: 'squid src/comm.cc commBind',
    },
    {
      id: 'squid/no-socket',
      cause: 'port-in-use',
      pattern: /FATAL: Unable to open (?:HTTP|HTTPS|FTP) Socket/,
      strength: 'error',
      title: 'Squid opened none of its ports',
      example: 'FATAL: Unable to open HTTP Socket',
      source: 'squid src/client_side.cc',
    },
    {
      id: 'squid/shared-memory',
      cause: 'permission-denied-fs',
      pattern:
        /FATAL: Ipc::Mem::Segment::(?:create|open) failed to shm_open\((?<file>[^)]+)\): (?<what>\(\d+\) [A-Z][\w ]+)/,
      strength: 'fatal',
      title: 'Squid cannot use its shared memory {file}: {what}',
      example:
        'FATAL: Ipc::Mem::Segment::create failed to shm_open(/squid-cf__metadata.shm): (13) Permission denied',
      source: 'squid src/ipc/mem/Segment.cc',
    },
    {
      id: 'squid/certificate',
      cause: 'tls-cert',
      pattern:
        /FATAL: No valid signing certificate configured for \w+|ERROR: (?:unable to load|Failed to load|failure while configuring).{0,40}(?:certificate|key).{0,80}/,
      strength: 'error',
      title: 'Squid cannot load its certificate',
      example: 'FATAL: No valid signing certificate configured for HTTP_port 0.0.0.0:3128',
      source: 'squid src/security/ServerOptions.cc',
    },
    {
      id: 'squid/user-unknown',
      cause: 'security-context',
      pattern:
        /FATAL: getpwnam failed to find userid for effective user '(?<user>[^']+)'|FATAL: Don't run Squid as root|setgid: \(1\) Operation not permitted|FATAL: Could not determine fully qualified hostname/,
      strength: 'error',
      title: 'Squid cannot become its effective user {user}',
      example: "FATAL: Don't run Squid as root, set 'cache_effective_user'!",
      source: 'squid src/tools.cc, src/cache_cf.cc',
    },
  ],
}
