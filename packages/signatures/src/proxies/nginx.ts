import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/nginx/nginx: ngx_conf_file.c, ngx_connection.c, ngx_http_upstream.c */
export const nginx: SignatureFamily = {
  programs: ['nginx', 'OpenResty'],
  signatures: [
    {
      id: 'nginx/unknown-directive',
      cause: 'app-config-invalid',
      pattern: /\[emerg\].{0,80}unknown directive "(?<setting>[^"]+)" in (?<file>\S+)/,
      strength: 'fatal',
      title: 'nginx does not know the directive {setting} in {file}',
      example: 'nginx: [emerg] unknown directive "gzip_statics" in /etc/nginx/conf.d/nginx.conf:14',
      source: 'nginx src/core/ngx_conf_file.c',
      from: ['a27-nginx-unknown-directive'],
    },
    {
      id: 'nginx/host-not-found',
      cause: 'dns-failure',
      pattern:
        /\[emerg\].{0,80}host not found in (?:upstream|resolver|"[^"]{1,40}" directive|[\w ]{1,40}) "(?<host>[^":]+)(?::(?<port>\d+))?"/,
      strength: 'fatal',
      title: 'nginx cannot resolve {host}',
      explain:
        'nginx resolves the host names of its configuration once, at start, and ends when one of them does not resolve.',
      example: [
        'nginx: [emerg] host not found in upstream "catalog-api.catalog.svc.cluster.local:8080" in /etc/nginx/nginx.conf:12',
        'nginx: [emerg] host not found in resolver "kube-dns.kube-system.svc.cluster.local" in /etc/nginx/nginx.conf:25',
      ],
      source: 'nginx src/http/ngx_http_upstream.c',
      from: ['c01-nginx-upstream-unresolvable', '077-mimir-nginx-resolver-name'],
    },
    {
      id: 'nginx/directive-syntax',
      cause: 'app-config-invalid',
      pattern:
        /\[emerg\].{0,80}(?<what>(?:invalid number of arguments in "[^"]+" directive|"[^"]+" directive (?:is not allowed here|is duplicate|no value)|directive "[^"]+" (?:is not terminated by ";"|has no opening "\{")|unexpected (?:"[^"]+"|end of file|end of parameter)[^i]{0,40}|unknown "[^"]+" variable|unknown log format "[^"]+"|duplicate (?:upstream|location|listen options|zone|default server|default_server|MIME)[^i]{0,80}|invalid (?:value|parameter|condition|port in|host in|URL prefix in|time value|event type|log level|options|location|number of)[^i]{0,80})).{0,80} in (?<file>\S+:\d+)/,
      strength: 'fatal',
      title: 'nginx rejects {file}: {what}',
      example: [
        'nginx: [emerg] invalid number of arguments in "proxy_pass" directive in /etc/nginx/conf.d/default.conf:9',
        'nginx: [emerg] "server" directive is not allowed here in /etc/nginx/nginx.conf:1',
        'nginx: [emerg] directive "worker_processes" is not terminated by ";" in /etc/nginx/nginx.conf:3',
        'nginx: [emerg] unexpected end of file, expecting "}" in /etc/nginx/nginx.conf:41',
        '2026/11/21 00:45:49 [emerg] 1#1: unknown "upstrem_addr" variable in /etc/nginx/nginx.conf:20',
        'nginx: [emerg] invalid value "of" in "sendfile" directive, it must be "on" or "off" in /etc/nginx/nginx.conf:7',
      ],
      source: 'nginx src/core/ngx_conf_file.c',
    },
    {
      id: 'nginx/configuration',
      cause: 'app-config-invalid',
      pattern:
        /\[emerg\].{0,80}(?<what>no (?:"events" section|servers are inside upstream|port in upstream|host in upstream|resolver defined|"?\w+"? parameter).{0,60}|could not build (?:the )?\w+(?:_hash|_hash_bucket_size)?.{0,80}|(?:zero size|the size \d+ of) shared memory zone.{0,80}|"[^"]+" is (?:invalid|duplicate).{0,60}|upstream "[^"]+" may not have port.{0,40}|"(?:alias|root|proxy_pass|add_header|if|limit_req)" .{1,80}|a duplicate default server for .{1,60}|the "\w+" (?:directive|parameter) .{1,80}|conflicting parameter .{1,40}|(?:client|proxy|fastcgi)\w+ .{0,40}(?:must be|is too))/,
      strength: 'fatal',
      title: 'nginx rejects its configuration: {what}',
      example: [
        'nginx: [emerg] no "events" section in configuration',
        'nginx: [emerg] could not build server_names_hash, you should increase server_names_hash_bucket_size: 64',
        'nginx: [emerg] zero size shared memory zone "one"',
        'nginx: [emerg] a duplicate default server for 0.0.0.0:80 in /etc/nginx/conf.d/b.conf:2',
        'nginx: [emerg] no servers are inside upstream in /etc/nginx/nginx.conf:14',
      ],
      source: 'nginx src/http/ngx_http.c, src/core/ngx_cycle.c',
    },
    {
      id: 'nginx/configuration-file-missing',
      cause: 'config-file-missing',
      pattern:
        /\[emerg\].{0,80}open\(\) "(?<file>[^"]+)" failed \(2: No such file or directory\)(?: in (?<by>\S+))?/,
      strength: 'fatal',
      title: 'nginx does not find {file}',
      example: [
        'nginx: [emerg] open() "/etc/nginx/nginx.conf" failed (2: No such file or directory)',
        'nginx: [emerg] open() "/etc/nginx/mime.types" failed (2: No such file or directory) in /etc/nginx/nginx.conf:13',
      ],
      source: 'nginx src/core/ngx_conf_file.c',
    },
    {
      id: 'nginx/path-denied',
      cause: 'permission-denied-fs',
      pattern:
        /\[(?:emerg|alert)\].{0,80}(?:mkdir|open|unlink|rename|chmod)\(\) "(?<file>[^"]+)" failed \((?:13|30|1): (?<what>Permission denied|Read-only file system|Operation not permitted)\)/,
      strength: 'fatal',
      title: 'nginx may not use {file}: {what}',
      example: [
        '2026/11/21 00:45:49 [emerg] 1#1: mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)',
        'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)',
        'nginx: [emerg] open() "/run/nginx.pid" failed (13: Permission denied)',
      ],
      source: 'nginx src/core/ngx_file.c, src/core/ngx_cycle.c',
      fix: {
        title:
          'Mount an emptyDir over the directory of {file} (cache, run and log directories), or use the unprivileged image',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'nginx/log-file-denied',
      cause: 'permission-denied-fs',
      pattern:
        /could not open error log file: open\(\) "(?<file>[^"]+)" failed \((?:13|30): (?<what>[^)]+)\)/,
      strength: 'hint',
      title: 'nginx may not write {file}',
      example:
        'nginx: [alert] could not open error log file: open() "/var/log/nginx/error.log" failed (13: Permission denied)',
      source: 'nginx src/core/ngx_log.c',
    },
    {
      id: 'nginx/bind-denied',
      cause: 'security-context',
      pattern:
        /bind\(\) to (?<host>\[[^\]]+\]|[\d.*]+):(?<port>\d+) failed \(13: Permission denied\)/,
      strength: 'fatal',
      title: 'nginx may not bind port {port} without root or NET_BIND_SERVICE',
      example:
        '2026/11/21 00:45:49 [emerg] 1#1: bind() to 0.0.0.0:80 failed (13: Permission denied)',
      source: 'nginx src/core/ngx_connection.c ngx_open_listening_sockets',
      from: ['b38-bind-80-nonroot'],
      fix: {
        title: 'Listen on a port above 1023, or add the capability NET_BIND_SERVICE',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'nginx/bind-in-use',
      cause: 'port-in-use',
      pattern:
        /bind\(\) to (?<host>\[[^\]]+\]|[\d.*]+|unix):(?<port>[\w/.-]+) failed \(98: (?:Address (?:already )?in use|Unknown error)/,
      strength: 'fatal',
      title: 'nginx cannot bind port {port}: it is in use',
      example: 'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)',
      source: 'nginx src/core/ngx_connection.c ngx_open_listening_sockets',
      from: ['c29-nginx-bind-98'],
    },
    {
      id: 'nginx/bind-address',
      cause: 'app-config-invalid',
      pattern: /bind\(\) to (?<host>\[[^\]]+\]|[\d.]+):(?<port>\d+) failed \(99: /,
      strength: 'fatal',
      title: 'nginx is to listen on {host}, an address that this pod does not have',
      example: 'nginx: [emerg] bind() to 10.0.0.8:80 failed (99: Cannot assign requested address)',
      source: 'nginx src/core/ngx_connection.c',
    },
    {
      id: 'nginx/no-ipv6',
      cause: 'kernel-or-node',
      pattern:
        /socket\(\) (?<host>\[[^\]]+\]):(?<port>\d+) failed \(97: Address family not supported by protocol\)/,
      strength: 'fatal',
      title: 'nginx is to listen on IPv6, which the node does not offer',
      example:
        'nginx: [emerg] socket() [::]:80 failed (97: Address family not supported by protocol)',
      source: 'nginx src/core/ngx_connection.c',
      fix: {
        title: 'Remove the listen [::] directives, or enable IPv6 on the node',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'nginx/ownership-denied',
      cause: 'security-context',
      pattern:
        /(?<what>(?:chown|setgid|setuid|initgroups)\("?(?<name>[^",)]{1,120})"?(?:, ?[^),]{0,40})?\)) failed \(1: Operation not permitted\)/,
      strength: 'fatal',
      title: 'nginx may not {what}: capabilities are dropped',
      example: [
        'nginx: [emerg] chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)',
        '2026/11/21 00:45:49 [emerg] 8#8: setgid(101) failed (1: Operation not permitted)',
        '2026/11/21 00:45:49 [emerg] 8#8: initgroups(nginx, 101) failed (1: Operation not permitted)',
      ],
      source: 'nginx src/os/unix/ngx_process_cycle.c, src/core/ngx_file.c',
      from: ['b39-capabilities-dropped-chown-setgid'],
      fix: {
        title:
          'Add CHOWN, SETGID and SETUID to the capabilities, or run the unprivileged image as its own user',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'nginx/user-unknown',
      cause: 'app-config-invalid',
      pattern: /\[emerg\].{0,80}get(?:pw|gr)nam\("(?<user>[^"]+)"\) failed/,
      strength: 'fatal',
      title: 'nginx runs as {user}, a user or group that the image lacks',
      example: 'nginx: [emerg] getpwnam("www-data") failed in /etc/nginx/nginx.conf:1',
      source: 'nginx src/core/nginx.c ngx_set_user',
    },
    {
      id: 'nginx/certificate',
      cause: 'tls-cert',
      pattern:
        /(?:cannot load certificate(?: key)? "(?<file>[^"]+)"|SSL_CTX_use_(?:PrivateKey|certificate)[\w]*\("(?<key>[^"]+)"\) failed|no "ssl_certificate(?:_key)?" is defined|SSL_CTX_load_verify_locations\("(?<ca>[^"]+)"\) failed|\[emerg\].{0,60}PEM_read_bio\w*\("(?<pem>[^"]+)"\) failed|BIO_new_file\("(?<bio>[^"]+)"\) failed)/,
      strength: 'fatal',
      title: 'nginx cannot load its certificate or key {file}',
      example: [
        '2026/11/21 00:45:49 [emerg] 1#1: cannot load certificate key "/etc/nginx/tls/tls.key": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(/etc/nginx/tls/tls.key, r) error:10000080:BIO routines::no such file)',
        'nginx: [emerg] SSL_CTX_use_PrivateKey("/etc/nginx/tls/tls.key") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)',
        'nginx: [emerg] no "ssl_certificate" is defined for the "listen ... ssl" directive in /etc/nginx/conf.d/default.conf:1',
      ],
      source: 'nginx src/event/ngx_event_openssl.c',
      from: ['c24-nginx-tls-key-not-in-secret'],
    },
    {
      id: 'nginx/module-missing',
      cause: 'missing-dependency',
      pattern:
        /\[emerg\].{0,80}(?:dlopen\(\) "(?<module>[^"]+)" failed|module "(?<name>[^"]+)" (?:version \d+ instead of \d+|is not binary compatible|is already loaded))/,
      strength: 'fatal',
      title: 'nginx cannot load the module {module}',
      example: [
        'nginx: [emerg] dlopen() "/etc/nginx/modules/ngx_http_brotli_filter_module.so" failed (/etc/nginx/modules/ngx_http_brotli_filter_module.so: cannot open shared object file: No such file or directory) in /etc/nginx/nginx.conf:2',
        'nginx: [emerg] module "/etc/nginx/modules/ngx_http_geoip2_module.so" version 1020001 instead of 1025003 in /etc/nginx/nginx.conf:1',
      ],
      source: 'nginx src/core/nginx.c ngx_load_module, src/core/ngx_module.c',
    },
    {
      id: 'nginx/lua-module-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:init_by_lua|init_worker_by_lua|lua) (?:error|entry thread aborted)?.{0,120}module '(?<module>[^']+)' not found/,
      strength: 'fatal',
      title: 'The Lua module {module} is not in the image',
      example: "nginx: [error] init_by_lua error: init_by_lua:2: module 'resty.http' not found:",
      source: 'openresty/lua-nginx-module',
    },
    {
      id: 'nginx/template-not-writable',
      cause: 'permission-denied-fs',
      pattern:
        /envsubst-on-templates\.sh: ERROR: (?<file>\S+) exists, but (?<dir>\S+) is not writable/,
      strength: 'error',
      title: "The entrypoint may not write the templates' output to {dir}",
      example:
        '20-envsubst-on-templates.sh: ERROR: /etc/nginx/templates exists, but /etc/nginx/conf.d is not writable',
      source: 'nginxinc/docker-nginx entrypoint/20-envsubst-on-templates.sh',
    },
    {
      id: 'nginx/unknown-variable',
      cause: 'app-config-invalid',
      pattern: /\[emerg\].{0,30} unknown "(?<name>[^"]{1,80})" variable/,
      strength: 'fatal',
      title: 'The nginx configuration uses the variable {name}, which does not exist',
      example: [
        'nginx: [emerg] unknown "db_host" variable',
        '2026/11/20 10:00:00 [emerg] 1#1: unknown "backend_host" variable',
      ],
      source: 'nginx src/http/ngx_http_variables.c',
    },
  ],
}
