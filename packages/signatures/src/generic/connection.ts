import type { SignatureFamily } from '@unloop/engine/scanner'

/** A dependency that refuses, times out or cannot be routed to, in the words of every language. */
export const connection: SignatureFamily = {
  programs: ['any program with a network client', 'curl', 'wget', 'wait-for-it', 'gRPC'],
  signatures: [
    {
      id: 'net/go-dial',
      cause: 'dependency-unreachable',
      pattern:
        /(?<!probe failed.{0,200})dial tcp[46]? (?!169\.254\.169\.254|(?:127\.0\.0\.1|\[::1\]):8080: connect)(?<host>[\w.-]{1,253}|\[[0-9a-fA-F:.%\w]{2,60}\]):(?<port>\d{1,5}): (?:connect: )?(?<what>connection refused|i\/o timeout|no route to host|host is (?:down|unreachable)|network is unreachable|connection timed out|connection reset by peer|operation was canceled|operation timed out)/,
      strength: 'error',
      title: '{host}:{port} cannot be reached: {what}',
      example: [
        'dial tcp 10.96.41.128:6379: connect: connection refused',
        'db ping: dial tcp 10.96.16.112:5433: i/o timeout',
        'dial tcp [fd00::1]:443: connect: no route to host',
        'failed to connect to `host=db user=app database=app`: dial error (dial tcp 10.0.0.5:5432: connect: connection refused)',
      ],
      source: 'Go net/dial.go, OpError',
      from: [
        'c10-postgres-wrong-port-statsd-noise',
        'c12-dependency-scaled-to-zero',
        '124-dashboard-apiserver-timeout',
      ],
    },
    {
      id: 'net/go-dial-unix',
      cause: 'dependency-unreachable',
      pattern:
        /dial unix (?<file>\S{1,250}): connect: (?<what>no such file or directory|connection refused)/,
      strength: 'error',
      title: 'The socket {file} cannot be reached: {what}',
      example: 'dial unix /csi/csi.sock: connect: no such file or directory',
      source: 'Go net/dial.go',
    },
    {
      id: 'net/go-dial-unix-denied',
      cause: 'permission-denied-fs',
      pattern: /dial unix (?<file>\S{1,250}): connect: permission denied/,
      strength: 'error',
      title: 'The program may not use the socket {file}',
      example:
        'Got permission denied while trying to connect to the Docker daemon socket: dial unix /var/run/docker.sock: connect: permission denied',
      source: 'Go net/dial.go',
    },
    {
      id: 'net/go-dial-deadline',
      cause: 'dependency-unreachable',
      pattern:
        /(?:dial(?:ing)?|connect(?:ing|ion)?|ping|handshake)\b.{0,120}context deadline exceeded/i,
      strength: 'error',
      title: 'A connection is not made within the deadline',
      example: [
        'failed to connect to mongodb: context deadline exceeded while connecting: context deadline exceeded',
        'rpc error: code = DeadlineExceeded desc = latest balancer error: connection error: desc = "transport: Error while dialing: dial tcp: context deadline exceeded"',
        'ping database: context deadline exceeded',
      ],
      source: 'Go context',
    },
    {
      id: 'net/grpc-unavailable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:rpc error: code = Unavailable desc = (?!.{0,200}(?:etcdserver|no such host|x509|tls:))(?<what>.{1,200})|StatusRuntimeException: UNAVAILABLE: (?<name>.{1,120})|StatusCode\.UNAVAILABLE|14 UNAVAILABLE: (?<key>.{1,160}))/,
      strength: 'error',
      title: 'A gRPC service is unavailable',
      example: [
        'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 10.1.2.3:50051: connect: connection refused"',
        'io.grpc.StatusRuntimeException: UNAVAILABLE: io exception',
        'Error: 14 UNAVAILABLE: No connection established',
      ],
      source: 'gRPC status codes',
    },
    {
      id: 'net/node-connect',
      cause: 'dependency-unreachable',
      pattern:
        /connect (?<what>ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET) (?<host>[\w.:-]{1,253}?)(?::(?<port>\d{1,5}))?(?=[\s"',)]|$)/,
      strength: 'error',
      title: '{host} cannot be reached ({what})',
      example: [
        'Error: connect ECONNREFUSED 10.96.230.44:5672',
        'connect ETIMEDOUT 10.0.0.5:5432',
        '{"err":{"message":"connect ECONNREFUSED 127.0.0.1:6379","code":"ECONNREFUSED"}}',
        'Error: connect ECONNREFUSED ::1:27017',
      ],
      source: 'Node.js lib/net.js; libuv',
      from: ['c53-cascade-rabbitmq-cookie'],
    },
    {
      id: 'net/node-connect-socket',
      cause: 'dependency-unreachable',
      pattern: /connect (?:ENOENT|ECONNREFUSED) (?<file>\/\S{1,250})/,
      strength: 'error',
      title: 'The socket {file} does not exist or nobody listens on it',
      example: 'Error: connect ENOENT /cloudsql/acme:europe-west3:main/.s.PGSQL.5432',
      source: 'Node.js lib/net.js',
    },
    {
      id: 'net/node-aggregate',
      cause: 'dependency-unreachable',
      pattern: /AggregateError \[(?<what>ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH)\]/,
      strength: 'error',
      title: 'No address of a dependency can be reached ({what})',
      example: 'AggregateError [ECONNREFUSED]: ',
      source: 'Node.js lib/net.js, autoSelectFamily',
    },
    {
      id: 'net/node-fetch',
      cause: 'dependency-unreachable',
      pattern:
        /(?:TypeError: fetch failed|FetchError: request to (?<what>https?:\/\/(?<host>[^\s/:]{1,200})\S{0,200}) failed|ConnectTimeoutError: Connect Timeout Error|HeadersTimeoutError|UND_ERR_CONNECT_TIMEOUT)(?!.{0,300}(?:ENOTFOUND|EAI_AGAIN|certificate))/,
      strength: 'error',
      title: 'A request to a dependency failed',
      example: [
        'TypeError: fetch failed',
        'FetchError: request to http://config:8080/v1 failed, reason: connect ECONNREFUSED 10.96.1.2:8080',
        'ConnectTimeoutError: Connect Timeout Error (attempted addresses: 10.0.0.9:443)',
      ],
      source: 'undici; node-fetch',
    },
    {
      id: 'net/java-connect',
      cause: 'dependency-unreachable',
      pattern:
        /(?:java\.net\.|Caused by: |^)(?:ConnectException|NoRouteToHostException|SocketTimeoutException|HttpConnectTimeoutException|AnnotatedConnectException|ConnectTimeoutException|HttpHostConnectException|ClosedChannelException): (?<what>(?!.{0,60}Read timed out).{0,200})/,
      strength: 'error',
      title: 'A dependency cannot be reached: {what}',
      example: [
        'java.net.ConnectException: Connection refused',
        'Caused by: java.net.SocketTimeoutException: connect timed out',
        'java.net.NoRouteToHostException: No route to host (Host unreachable)',
      ],
      source: 'OpenJDK sun.nio.ch.Net',
    },
    {
      id: 'net/java-connect-to',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Connection refused: (?:no further information: )?|Connection to |Connect to |connection timed out(?: after \d{1,7} ms)?: )(?<host>[\w.-]{1,200})(?:\/[\d.]{7,15})?:(?<port>\d{1,5})(?: \[[^\]]{0,120}\])?(?: refused\b| failed: (?:Connection refused|connect timed out|Connect timed out)|$)/,
      strength: 'error',
      title: '{host}:{port} cannot be reached',
      example: [
        'io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: db.shop.svc/10.96.4.5:5432',
        'org.postgresql.util.PSQLException: Connection to db:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.',
        'org.apache.http.conn.HttpHostConnectException: Connect to config:8888 [config/10.96.7.7] failed: Connection refused (Connection refused)',
        'io.netty.channel.ConnectTimeoutException: connection timed out after 10000 ms: redis/10.96.8.8:6379',
      ],
      source: 'netty; pgjdbc; Apache HttpClient',
    },
    {
      id: 'net/python-urllib3',
      cause: 'dependency-unreachable',
      pattern:
        /HTTPS?ConnectionPool\(host='(?<host>[^']{1,253})', port=(?<port>\d{1,5})\): (?:Max retries exceeded|Read timed out|Pool is closed)(?!.{0,400}(?:Name or service not known|Temporary failure in name resolution|nodename nor servname|No address associated|NameResolutionError|certificate|SSLError))/,
      strength: 'error',
      title: '{host}:{port} cannot be reached',
      example:
        "requests.exceptions.ConnectionError: HTTPConnectionPool(host='config-service', port=8080): Max retries exceeded with url: /v2 (Caused by NewConnectionError(\"HTTPConnection(host='config-service', port=8080): Failed to establish a new connection: [Errno 111] Connection refused\"))",
      source: 'urllib3 exceptions',
      from: ['c51-cascade-config-service-json'],
    },
    {
      id: 'net/python-errno',
      cause: 'dependency-unreachable',
      pattern:
        /(?:ConnectionRefusedError|ConnectionResetError|ConnectionAbortedError|TimeoutError|OSError|ConnectionError|URLError|ConnectError|ConnectTimeout|\[Errno (?:111|110|113|101|61|104)\])\S{0,3}.{0,60}(?<what>Connection refused|Connection timed out|No route to host|Network is unreachable|Connection reset by peer|All connection attempts failed|Connect call failed)/,
      strength: 'error',
      title: 'A dependency cannot be reached: {what}',
      example: [
        'ConnectionRefusedError: [Errno 111] Connection refused',
        'TimeoutError: [Errno 110] Connection timed out',
        "ConnectionRefusedError: [Errno 111] Connect call failed ('10.96.2.2', 5672)",
        'httpx.ConnectError: All connection attempts failed',
        'urllib.error.URLError: <urlopen error [Errno 111] Connection refused>',
      ],
      source: 'CPython OSError; httpx',
    },
    {
      id: 'net/python-connect-call',
      cause: 'dependency-unreachable',
      pattern: /Connect call failed \('(?<host>[^']{1,100})', (?<port>\d{1,5})/,
      strength: 'error',
      title: '{host}:{port} cannot be reached',
      example: "ConnectionRefusedError: [Errno 111] Connect call failed ('10.96.2.2', 5672)",
      source: 'CPython Lib/asyncio/selector_events.py',
    },
    {
      id: 'net/python-aiohttp',
      cause: 'dependency-unreachable',
      pattern:
        /Cannot connect to host (?<host>[^\s:]{1,253}):(?<port>\d{1,5}) ssl:\S{1,20}(?!.{0,200}(?:Name or service not known|name resolution|certificate|DNS))/,
      strength: 'error',
      title: '{host}:{port} cannot be reached',
      example:
        "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host api:8080 ssl:default [Connect call failed ('10.96.2.2', 8080)]",
      source: 'aiohttp client_exceptions.py',
    },
    {
      id: 'net/ruby-connect',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to open TCP connection to (?<host>[^\s:]{1,253}):(?<port>\d{1,5}) \((?!getaddrinfo)(?<what>[^)]{1,120})|(?:Errno::(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH)|(?:Connection refused|Connection timed out) - connect\(2\) for )(?<name>.{0,120}))/,
      strength: 'error',
      title: 'A dependency cannot be reached',
      example: [
        '/usr/lib/ruby/3.1.0/net/http.rb:998:in `initialize\': Failed to open TCP connection to config-service:8081 (Connection refused - connect(2) for "config-service" port 8081) (Errno::ECONNREFUSED)',
        'Errno::ECONNREFUSED: Connection refused - connect(2) for 10.96.5.5:6379',
      ],
      source: 'Ruby net/http, socket',
      from: ['c13-configmap-wrong-port-rollout'],
    },
    {
      id: 'net/php-connect',
      cause: 'dependency-unreachable',
      pattern:
        /(?:SQLSTATE\[HY000\] \[2002\] (?<what>Connection refused|Connection timed out|No such file or directory|Operation timed out|No route to host)|stream_socket_client\(\): .{0,80}(?:Connection refused|timed out)|fsockopen\(\): .{0,80}(?:Connection refused|timed out)|cURL error (?:7|28): (?<name>.{1,160}))/,
      strength: 'error',
      title: 'A dependency cannot be reached',
      example: [
        'PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /var/www/html/db.php:5',
        'GuzzleHttp\\Exception\\ConnectException: cURL error 7: Failed to connect to api port 80: Connection refused',
      ],
      source: 'PHP PDO mysqlnd; Guzzle',
    },
    {
      id: 'net/dotnet-connect',
      cause: 'dependency-unreachable',
      pattern:
        /(?:SocketException|HttpRequestException|IOException) ?\(?[\w, ]{0,30}\)?: (?<what>Connection refused|Connection timed out|No route to host|Host is down|Network is unreachable|No connection could be made because the target machine actively refused it)(?: \((?<host>[^\s:)]{1,200}):(?<port>\d{1,5})\))?/,
      strength: 'error',
      title: 'A dependency cannot be reached: {what}',
      example: [
        'System.Net.Sockets.SocketException (111): Connection refused',
        'System.Net.Http.HttpRequestException: Connection refused (identity:8080)',
        ' ---> System.Net.Sockets.SocketException (110): Connection timed out',
      ],
      source: '.NET System.Net.Sockets',
    },
    {
      id: 'net/rust-connect',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Os ?\{ code: (?:111|110|113|101), kind: (?<what>\w{1,30})|tcp connect error(?:: |, Os)|error trying to connect: (?!dns|invalid peer certificate|tls)|Connection refused \(os error 111\)|Connection timed out \(os error 110\)|No route to host \(os error 113\))/,
      strength: 'error',
      title: 'A dependency cannot be reached',
      example: [
        'Error: Os { code: 111, kind: ConnectionRefused, message: "Connection refused" }',
        'error trying to connect: tcp connect error: Connection refused (os error 111)',
      ],
      source: 'Rust std::io::Error; hyper',
    },
    {
      id: 'net/erlang-connect',
      cause: 'dependency-unreachable',
      pattern:
        /(?:connect.{0,200}(?:econnrefused|[:,]ehostunreach)|tcp connect \(.{1,120}:timeout|\{error,etimedout\})/,
      strength: 'error',
      title: 'A dependency cannot be reached',
      example: [
        '[error] Postgrex.Protocol (#PID<0.231.0>) failed to connect: ** (DBConnection.ConnectionError) tcp connect (db:5432): connection refused - :econnrefused',
        '{failed_connect,[{to_address,{"api",8080}},{inet,[inet],econnrefused}]}',
      ],
      source: 'Erlang inet; DBConnection',
    },
    {
      id: 'net/curl',
      cause: 'dependency-unreachable',
      pattern:
        /(?:curl: \((?:7|28|35|52|56)\) (?<what>(?!.{0,120}certificate).{1,160})|Failed to connect to (?<host>[^\s:,]{1,253}) port (?<port>\d{1,5}))/,
      strength: 'error',
      title: 'curl cannot reach a dependency',
      example: [
        "curl: (7) Failed to connect to api port 8080 after 3 ms: Couldn't connect to server",
        'curl: (28) Connection timed out after 5001 milliseconds',
        'Failed to connect to vault port 8200: Connection refused',
      ],
      source: 'libcurl error codes',
    },
    {
      id: 'net/http-status',
      cause: 'dependency-unreachable',
      pattern:
        /(?:curl: \(22\) .{0,40}returned error: |wget: server returned error: HTTP\/\d\.\d |\bERROR )(?<what>404|410|429|50\d)\b/,
      strength: 'error',
      title: 'A download or request is answered with {what}',
      explain: 'What the program fetches is not at that address, or the server behind it fails.',
      example: [
        'curl: (22) The requested URL returned error: 404',
        'wget: server returned error: HTTP/1.1 503 Service Unavailable',
        '2026-11-21 10:01:07 ERROR 404: Not Found.',
      ],
      source: 'libcurl CURLE_HTTP_RETURNED_ERROR; BusyBox wget; GNU Wget',
    },
    {
      id: 'net/http-status-denied',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:curl: \(22\) .{0,40}returned error: |wget: server returned error: HTTP\/\d\.\d |\bERROR )(?<what>401|403|407)\b/,
      strength: 'error',
      title: 'A download or request is refused with {what}',
      example: [
        'curl: (22) The requested URL returned error: 403 Forbidden',
        'wget: server returned error: HTTP/1.1 401 Unauthorized',
      ],
      source: 'libcurl CURLE_HTTP_RETURNED_ERROR; BusyBox wget; GNU Wget',
    },
    {
      id: 'net/wget',
      cause: 'dependency-unreachable',
      pattern:
        /wget: (?:can't connect to remote host(?: \((?<host>[^)]{1,60})\))?: (?<what>.{1,60})|download timed out)|Connecting to (?<name>\S{1,200})\.{3} failed: (?:Connection refused|Connection timed out|No route to host)/,
      strength: 'error',
      title: 'wget cannot reach a dependency',
      example: [
        "wget: can't connect to remote host (10.96.3.3): Connection refused",
        'Connecting to api:8080... failed: Connection refused.',
        'wget: download timed out',
      ],
      source: 'busybox wget; GNU wget',
    },
    {
      id: 'net/netcat',
      cause: 'dependency-unreachable',
      pattern:
        /(?:nc: connect to (?<host>\S{1,253}) (?:\(\S{1,60}\) )?port (?<port>\d{1,5}) \(\w{1,12}\) (?:failed|timed out)|nc: (?<what>\S{1,100} \([\d.]{1,15}:\d{1,5}\)): (?:Connection refused|No route to host|Connection timed out)|(?<name>\S{1,200}) \[[\d.]{7,15}\] \d{1,5} \(\S{1,20}\) : Connection refused)/,
      strength: 'error',
      title: 'nc cannot reach a dependency',
      example: [
        'nc: connect to db port 5432 (tcp) failed: Connection refused',
        'nc: redis (10.96.1.1:6379): Connection refused',
      ],
      source: 'OpenBSD netcat; busybox nc',
    },
    {
      id: 'net/wait-for-it',
      cause: 'dependency-unreachable',
      pattern:
        /(?:wait-for-it\.sh: timeout occurred after waiting (?<what>\d{1,5}) seconds for (?<host>[^\s:]{1,253}):(?<port>\d{1,5})|Operation timed out$|Problem with dial: (?<name>.{1,200})\. Sleeping|Timeout after \S{1,12} waiting on dependencies to become available|Timed out (?:while )?waiting for (?:tcp:\/\/)?(?<key>[\w.-]{1,200}(?::\d{1,5})?))/,
      strength: 'error',
      title: 'A script waits for a dependency that does not come',
      example: [
        'wait-for-it.sh: timeout occurred after waiting 30 seconds for db:5432',
        '2024/05/01 10:00:00 Timeout after 30s waiting on dependencies to become available: [tcp://db:5432]',
        'Timed out waiting for tcp://redis:6379',
      ],
      source: 'wait-for-it; dockerize; wait-for',
    },
    {
      id: 'net/waiting-loop',
      cause: 'dependency-unreachable',
      pattern:
        /(?:[Ww]aiting for (?<host>[\w.-]{2,200}?)(?::(?<port>\d{1,5}))? ?(?:to (?:be|become|come) (?:up|ready|available|online|healthy|reachable)|\.{2,3}$)|(?<name>[\w.-]{2,100}) is (?:unavailable|not (?:yet )?(?:available|reachable|ready)) ?- ?sleeping)/,
      strength: 'hint',
      title: 'The program waits for a dependency',
      example: [
        'Waiting for postgres:5432 to become available',
        'Postgres is unavailable - sleeping',
        'waiting for redis-master...',
      ],
      source: 'start scripts',
    },
    {
      id: 'net/http-server-error',
      cause: 'dependency-unreachable',
      pattern:
        /(?:(?:status(?: ?code)?|HTTP(?:\/[\d.]{1,3})?|response|returned|Server Error|Error:?)[ :=]{1,3}"?(?<what>50[234])\b|(?<name>50[234]) (?:Bad Gateway|Service Unavailable|Gateway Time-?out|Server Error))/i,
      strength: 'hint',
      title: 'A dependency answers with a server error (502 to 504)',
      example: [
        'request failed with status code 503',
        '502 Bad Gateway',
        'requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: http://api/v1',
      ],
      source: 'RFC 9110 section 15.6',
    },
    {
      id: 'net/generic-refused',
      cause: 'dependency-unreachable',
      pattern:
        /(?:[Cc]ould not connect|[Uu]nable to (?:connect|reach)|[Cc]annot (?:connect|reach)|[Ff]ailed to (?:connect|reach)|[Cc]an't connect|[Cc]onnection (?:attempt )?failed|Error connecting) (?:to |with )?(?!.{0,300}(?:certificate|no such host|name resolution|Name or service|resolve|ENOTFOUND|[Aa]uthentication|password|denied|Unauthorized))(?<what>.{1,160}?(?:refused|timed? ?out|unreachable|no route to host|not reachable|deadline exceeded))/,
      strength: 'error',
      title: 'A dependency cannot be reached: {what}',
      example: [
        'Could not connect to Redis at cache:6379: Connection refused',
        'Failed to connect to broker amqp://mq:5672: connection timed out',
        'Unable to reach http://vault:8200: request timed out',
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'net/proxy-refused',
      cause: 'dependency-unreachable',
      pattern:
        /(?:ProxyError\('(?:Cannot|Unable to) connect to proxy|proxyconnect tcp: dial tcp (?<host>[^\s:]{1,200}):(?<port>\d{1,5})|tunneling socket could not be established)/,
      strength: 'error',
      title: 'The HTTP proxy cannot be reached',
      example: [
        'Get "https://api.example.com": proxyconnect tcp: dial tcp 10.0.0.9:3128: i/o timeout',
        "Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 403 Forbidden'))",
      ],
      source: 'Go net/http; urllib3',
    },
  ],
}
