import type { SignatureFamily } from './signature.ts'

/** https://github.com/nginx/nginx: ngx_conf_file.c, ngx_connection.c, ngx_http_upstream.c */
export const nginx: SignatureFamily = {
  programs: ['nginx'],
  signatures: [
    {
      id: 'nginx/unknown-directive',
      cause: 'app-config-invalid',
      pattern: /\[emerg\].*unknown directive "(?<setting>[^"]+)" in (?<file>\S+)/,
      says: 'fatal',
      title: 'nginx does not know the directive {setting} in {file}',
      example: 'nginx: [emerg] unknown directive "gzip_statics" in /etc/nginx/conf.d/nginx.conf:14',
      source: 'nginx src/core/ngx_conf_file.c',
      from: ['a27-nginx-unknown-directive'],
    },
    {
      id: 'nginx/host-not-found',
      cause: 'dns-failure',
      pattern: /\[emerg\].*host not found in (?:upstream|resolver) "(?<host>[^":]+)(?::(?<port>\d+))?"/,
      says: 'fatal',
      title: 'nginx cannot resolve {host}',
      explain: 'nginx resolves the host names of its configuration once, at start, and ends when one of them does not resolve.',
      example: 'nginx: [emerg] host not found in upstream "catalog-api.catalog.svc.cluster.local:8080" in /etc/nginx/nginx.conf:12',
      source: 'nginx src/http/ngx_http_upstream.c',
      from: ['c01-nginx-upstream-unresolvable', '077-mimir-nginx-resolver-name'],
    },
  ],
}
