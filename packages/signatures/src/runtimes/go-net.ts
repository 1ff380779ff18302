import type { SignatureFamily } from '@unloop/engine/scanner'

/** What Go's HTTP and gRPC clients say of time-outs, refusals and peers that speak another protocol. */
export const goNet: SignatureFamily = {
  programs: ['Go net/http', 'grpc-go', 'go-oidc', 'go-ldap', 'Go net/smtp'],
  signatures: [
    {
      id: 'go-http/client-timeout',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Get|Post|Put|Head|Patch|Delete) "(?:https?):\/\/(?<host>[^\/:"\s]{1,253})(?::(?<port>\d{1,5}))?[^"]{0,500}": (?:context deadline exceeded|net\/http: request canceled)(?: while waiting for connection)? \(Client\.Timeout exceeded while awaiting headers\)|(?:Get|Post|Put|Head) "https?:\/\/(?<name>[^\/:"\s]{1,253})[^"]{0,500}": net\/http: request canceled while waiting for connection/,
      strength: 'error',
      title: '{host} does not answer an HTTP request in time',
      example: [
        'Get "http://catalog.shop.svc:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
        'Post "http://otel:4318/v1/traces": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
      ],
      source: 'Go net/http client.go timeoutError',
    },
    {
      id: 'go-http/tls-timeout',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Get|Post|Put|Head|Patch|Delete) "https:\/\/(?<host>[^\/:"\s]{1,253})(?::(?<port>\d{1,5}))?[^"]{0,500}": net\/http: TLS handshake timeout/,
      strength: 'error',
      title: '{host} does not finish a TLS handshake in time',
      example: 'Get "https://10.96.0.1:443/api?timeout=32s": net/http: TLS handshake timeout',
      source: 'Go net/http transport.go tlsHandshakeTimeoutError',
    },
    {
      id: 'go-http/plain-to-https',
      cause: 'tls-cert',
      pattern: /http: server gave HTTP response to HTTPS client/,
      strength: 'error',
      title: 'The client speaks HTTPS to a port that speaks plain HTTP',
      example:
        'Get "https://registry.local:5000/v2/": http: server gave HTTP response to HTTPS client',
      source: 'Go net/http transport.go',
    },
    {
      id: 'go-http/https-to-plain',
      cause: 'tls-cert',
      pattern:
        /[Cc]lient sent an HTTP request to an HTTPS server|malformed HTTP response "\\x15\\x03\\x0[13]/,
      strength: 'error',
      title: 'The client speaks plain HTTP to a port that speaks HTTPS',
      example:
        'Get "http://webhook:8443/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15\\x03\\x01\\x00\\x02\\x02"',
      source: 'Go net/http server.go, transport.go',
    },
    {
      id: 'go-http/reset',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Get|Post|Put|Head|Patch|Delete) "https?:\/\/(?<host>[^\/:"\s]{1,253})(?::(?<port>\d{1,5}))?[^"]{0,500}": (?:EOF|unexpected EOF|http2: client connection lost|http2: server sent GOAWAY|(?:read|write) tcp .{1,120}: (?:read|write): (?:connection reset by peer|broken pipe))/,
      strength: 'error',
      title: '{host} closes the connection of an HTTP request',
      example: [
        'Get "http://catalog:8080/ready": EOF',
        'Post "http://catalog:8080/": read tcp 10.1.1.1:40000->10.96.1.1:8080: read: connection reset by peer',
      ],
      source: 'Go net/http transport.go',
    },
    {
      id: 'go-http/no-host',
      cause: 'env-missing',
      pattern:
        /(?:Get|Post|Put|Head|Patch|Delete) "(?:https?:\/\/?(?:\/[^"]{0,200})?|:[^"]{0,200})": (?:http: no Host in request URL|dial tcp: lookup : no such host)|: http: no Host in request URL/,
      strength: 'fatal',
      title: 'The URL that the program calls has no host: the setting that names it is empty',
      example: 'Get "http:///api/v1/health": http: no Host in request URL',
      source: 'Go net/http transport.go',
    },
    {
      id: 'go-http/no-scheme',
      cause: 'app-config-invalid',
      pattern:
        /(?:Get|Post|Put|Head|Patch|Delete) "(?<value>[^"]{1,300})": unsupported protocol scheme "(?<what>[^"]{1,100})"/,
      strength: 'fatal',
      title: 'The URL {value} has no http:// or https:// before it',
      example: 'Get "catalog:8080/ready": unsupported protocol scheme "catalog"',
      source: 'Go net/http transport.go',
    },
    {
      id: 'go-net/missing-address',
      cause: 'env-missing',
      pattern:
        /dial (?:tcp|udp)4?: (?:missing address|address :?: missing port in address)|dial (?:tcp|udp) :(?<port>\d{1,5}): connect: connection refused/,
      strength: 'error',
      title: 'The address to dial has no host: the setting that names it is empty',
      example: [
        'dial tcp :5432: connect: connection refused',
        '2026/11/20 10:00:00 failed to connect: dial tcp: missing address',
      ],
      source: 'Go net/dial.go',
    },
    {
      id: 'grpc-go/deadline',
      cause: 'dependency-unreachable',
      pattern:
        /rpc error: code = DeadlineExceeded desc = (?:context deadline exceeded|latest balancer error: connection error|received context error while waiting for new LB policy update)(?<what>.{0,160})/,
      strength: 'error',
      title: 'A gRPC peer does not answer in time',
      example: 'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      source: 'grpc/grpc-go status, clientconn.go',
    },
    {
      id: 'grpc-go/unauthenticated',
      cause: 'dependency-auth-failed',
      pattern: /rpc error: code = Unauthenticated desc = (?<what>.{1,160})/,
      strength: 'error',
      title: 'A gRPC peer rejects the credentials: {what}',
      example: 'rpc error: code = Unauthenticated desc = invalid token',
      source: 'grpc/grpc-go codes',
    },
    {
      id: 'grpc-go/permission',
      cause: 'dependency-auth-failed',
      pattern:
        /rpc error: code = PermissionDenied desc = (?!The caller does not have permission)(?<what>.{1,160})/,
      strength: 'error',
      title: 'A gRPC peer denies the call: {what}',
      example: 'rpc error: code = PermissionDenied desc = no role for sa/orders',
      source: 'grpc/grpc-go codes',
    },
    {
      id: 'grpc-go/unimplemented',
      cause: 'version-skew',
      pattern:
        /rpc error: code = Unimplemented desc = unknown (?:service|method) (?<what>[\w.\/ ]{1,160})/,
      strength: 'error',
      title: 'The gRPC peer does not know {what}: it is of another version or another program',
      example: 'rpc error: code = Unimplemented desc = unknown service orders.v2.Orders',
      source: 'grpc/grpc-go server.go handleStream',
    },
    {
      id: 'grpc-go/zero-addresses',
      cause: 'dns-failure',
      pattern: /name resolver error: produced zero addresses/,
      strength: 'error',
      title: 'The gRPC target resolves to no address',
      example: 'rpc error: code = Unavailable desc = name resolver error: produced zero addresses',
      source: 'grpc/grpc-go balancer/pickfirst',
    },
    {
      id: 'grpc-go/server-preface',
      cause: 'tls-cert',
      pattern:
        /error reading server preface: (?<what>http2: (?:frame too large|failed reading the frame payload).{0,120}|EOF|unexpected EOF)/,
      strength: 'error',
      title: 'The gRPC peer speaks another protocol: TLS on one side only, or no HTTP/2',
      example:
        'rpc error: code = Unavailable desc = connection error: desc = "error reading server preface: http2: frame too large"',
      source: 'grpc/grpc-go internal/transport/http2_client.go',
    },
    {
      id: 'grpc-go/no-credentials',
      cause: 'app-config-invalid',
      pattern:
        /grpc: (?:no transport security set|the credentials require transport level security|the client connection is closing|credentials\.Bundle may not be used)/,
      strength: 'fatal',
      title: 'The gRPC client is set up without transport credentials',
      example:
        'grpc: no transport security set (use grpc.WithTransportCredentials(insecure.NewCredentials()) explicitly or set credentials)',
      source: 'grpc/grpc-go clientconn.go errNoTransportSecurity',
    },
    {
      id: 'grpc-go/empty-target',
      cause: 'env-missing',
      pattern:
        /(?:failed to build resolver: |failed to exit idle mode: )?(?:passthrough: received empty target in Build\(\)|invalid \(empty\) endpoint|dns: (?:missing address|the target is empty))/,
      strength: 'fatal',
      title: 'The gRPC address that reaches the client is empty',
      example:
        'rpc error: code = Unavailable desc = failed to exit idle mode: passthrough: received empty target in Build()',
      source: 'grpc/grpc-go internal/resolver/passthrough, internal/resolver/dns',
    },
    {
      id: 'go-oidc/issuer',
      cause: 'app-config-invalid',
      pattern:
        /(?:oidc|id token|fetch failed): issuer did not match the issuer returned by provider, expected "(?<have>[^"]{1,300})" got "(?<want>[^"]{1,300})"/,
      strength: 'fatal',
      title: 'The OIDC issuer is set to {have}, and the provider calls itself {want}',
      example:
        'oidc: issuer did not match the issuer returned by provider, expected "https://sso.example.com/" got "https://sso.example.com"',
      source: 'coreos/go-oidc oidc/oidc.go NewProvider',
    },
    {
      id: 'go-oidc/discovery',
      cause: 'dependency-unreachable',
      pattern:
        /(?:(?:unable|failed) to (?:get|query|discover|fetch|initialize) (?:OIDC |OpenID )?(?:provider|configuration|openid-configuration).{0,20}|oidc: )(?:Get "https?:\/\/(?<host>[^\/"\s:]{1,253})[^"]{0,300}\.well-known\/openid-configuration"|(?<what>404 Not Found|503 Service Unavailable|502 Bad Gateway|500 Internal Server Error)).{0,60}(?:refused|timeout|exceeded|:|EOF)/,
      strength: 'error',
      title: "The OIDC provider's discovery document cannot be had",
      example:
        'failed to query provider "https://sso.example.com/dex": Get "https://sso.example.com/dex/.well-known/openid-configuration": dial tcp 10.96.1.1:443: i/o timeout  oidc: 404 Not Found: page',
      source: 'coreos/go-oidc oidc/oidc.go NewProvider',
    },
    {
      id: 'go-acl/consul-no-leader',
      cause: 'dependency-unreachable',
      pattern:
        /Unexpected response code: 500 \((?:No cluster leader|rpc error .{0,60}No cluster leader|No path to datacenter)\)?/,
      strength: 'error',
      title: 'The Consul cluster has no leader',
      example: 'Unexpected response code: 500 (No cluster leader)',
      source: 'hashicorp/consul agent/structs/errors.go ErrNoLeader',
    },
  ],
}
