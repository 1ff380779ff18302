import type { SignatureFamily } from '@unloop/engine/scanner'

/** A host name that does not resolve, in the words of every resolver. */
export const dns: SignatureFamily = {
  programs: ['any program that resolves names'],
  signatures: [
    {
      id: 'dns/node-getaddrinfo',
      cause: 'dns-failure',
      pattern:
        /(?:getaddrinfo|queryA|querySrv|queryTxt|queryAaaa|getHostByName) (?<what>ENOTFOUND|EAI_AGAIN|EAI_NONAME|EAI_FAIL|EAI_NODATA|ESERVFAIL|ETIMEOUT|ENODATA) (?<host>[\w.-]{1,253})/,
      strength: 'error',
      title: '{host} does not resolve ({what})',
      example: [
        'Error: getaddrinfo ENOTFOUND db.shop.svc.cluster.local',
        'getaddrinfo EAI_AGAIN redis',
        'Error: querySrv ENOTFOUND _mongodb._tcp.cluster0.example.net',
      ],
      source: 'Node.js lib/dns.js; libuv; c-ares',
      from: ['c05-node-enotfound-redis-noise', 'c06-hostnetwork-dnspolicy-eai-again'],
    },
    {
      id: 'dns/node-getaddrinfo-bare',
      cause: 'dns-failure',
      pattern: /getaddrinfo (?<what>ENOTFOUND|EAI_AGAIN)(?! [\w.-])/,
      strength: 'error',
      title: 'A host name does not resolve ({what})',
      example: 'Error: getaddrinfo ENOTFOUND',
      source: 'Node.js lib/dns.js',
    },
    {
      id: 'dns/go-lookup',
      cause: 'dns-failure',
      pattern:
        /lookup (?<host>[\w.-]{1,253})(?: on (?<name>[\d.:[\]a-fA-F]{3,60}))?: (?<what>no such host|server misbehaving|no answer from DNS server|cannot unmarshal DNS message|Temporary failure in name resolution|Name or service not known|device or resource busy|Try again)/,
      strength: 'error',
      title: '{host} does not resolve: {what}',
      example: [
        'dial tcp: lookup postgres on 10.96.0.10:53: no such host',
        'lookup redis.shop.svc.cluster.local on 10.43.0.10:53: server misbehaving',
        'dial tcp: lookup mysql: Try again',
      ],
      source: 'Go net/dnsclient_unix.go, net/cgo_unix.go',
    },
    {
      id: 'dns/go-lookup-timeout',
      cause: 'dns-failure',
      pattern:
        /lookup (?<host>[\w.-]{1,253})(?: on (?<name>[\d.:[\]a-fA-F]{3,60}))?: (?:(?:read|dial) udp .{1,160}?: )?(?<what>i\/o timeout|connection refused|connect: connection refused|network is unreachable|connect: network is unreachable|operation not permitted|context deadline exceeded|read: connection refused|no route to host)/,
      strength: 'error',
      title: '{host} does not resolve, as the DNS server does not answer: {what}',
      example: [
        'dial tcp: lookup db.shop.svc on 10.96.0.10:53: read udp 10.244.1.7:41820->10.96.0.10:53: i/o timeout',
        'lookup kubernetes.default.svc on 10.96.0.10:53: dial udp 10.96.0.10:53: connect: network is unreachable',
        'dial tcp: lookup api on [::1]:53: read udp [::1]:40202->[::1]:53: read: connection refused',
      ],
      source: 'Go net/dnsclient_unix.go',
    },
    {
      id: 'dns/name-or-service',
      cause: 'dns-failure',
      pattern:
        /(?<!lookup [\w.-]{1,253}: )(?:Name or service not known|nodename nor servname provided|Name does not resolve|Temporary failure in name resolution|No address associated with hostname|Try again \(EAI_AGAIN\)|Non-recoverable failure in name resolution|[Tt]emporary failure resolving|bad address '(?<host>[\w.-]{1,253})')/,
      strength: 'error',
      title: 'A host name does not resolve',
      example: [
        'socket.gaierror: [Errno -2] Name or service not known',
        'psycopg2.OperationalError: could not translate host name "db" to address: Temporary failure in name resolution',
        'getaddrinfo: Name does not resolve (SocketError)',
        "wget: bad address 'api.shop'",
        'socket.gaierror: [Errno -5] No address associated with hostname',
      ],
      source: 'glibc and musl gai_strerror',
    },
    {
      id: 'dns/translate-host',
      cause: 'dns-failure',
      pattern: /could not translate host name "(?<host>[^"]{1,253})" to address/,
      strength: 'error',
      title: '{host} does not resolve',
      example:
        'psycopg2.OperationalError: could not translate host name "pg-primary" to address: Name or service not known',
      source: 'PostgreSQL libpq fe-connect.c',
    },
    {
      id: 'dns/java-unknown-host',
      cause: 'dns-failure',
      pattern:
        /(?:UnknownHostException|UnresolvedAddressException)(?:: (?:Failed to resolve ')?(?<host>[\w.-]{1,253})?)?/,
      strength: 'error',
      title: 'A host name does not resolve',
      example: [
        'java.net.UnknownHostException: config-server',
        'Caused by: java.net.UnknownHostException: kafka-0.kafka: Name or service not known',
        'java.nio.channels.UnresolvedAddressException',
        "java.net.UnknownHostException: Failed to resolve 'redis' [A(1)]",
      ],
      source: 'OpenJDK java.net.InetAddress; netty resolver',
    },
    {
      id: 'dns/java-bootstrap',
      cause: 'dns-failure',
      pattern:
        /(?:No resolvable bootstrap urls given in bootstrap\.servers|Couldn't resolve server (?<host>[\w.-]{1,200}):(?<port>\d{1,5}) from bootstrap\.servers)/,
      strength: 'error',
      title: 'The bootstrap servers do not resolve',
      example: [
        'org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers',
        "Couldn't resolve server kafka:9092 from bootstrap.servers as DNS resolution failed for kafka",
      ],
      source: 'Apache Kafka ClientUtils',
    },
    {
      id: 'dns/could-not-resolve',
      cause: 'dns-failure',
      pattern:
        /(?:[Cc]ould ?n[o']t resolve host(?:name)?:? ?'?"?|[Uu]nable to resolve host(?:name)?:? ?'?"?|[Ff]ailed to resolve(?: host(?:name)?)?:? '?"?|[Cc]annot resolve (?:host(?:name)?:? )?'?"?|DNS resolution (?:failed|timed out) (?:for (?:service: )?)?'?"?|[Ff]ailed to lookup address(?: information)?:? ?|[Uu]nknown host:? '?"?|php_network_getaddresses: getaddrinfo (?:for )?|[Nn]ame resolution failed for (?:target )?'?"?)(?!placeholder|reference|dependency|dependencies|image|module|full path|import|type|plugin|symbol|class|bean|secret|template|variable|config|ENOTFOUND|EAI)(?<host>[\w.-]{2,253})/,
      strength: 'error',
      title: '{host} does not resolve',
      example: [
        'curl: (6) Could not resolve host: auth.shop.svc',
        "fatal: unable to access 'https://git.example.com/': Could not resolve host: git.example.com",
        'ERROR: Failed to resolve host db-0.db',
        'DNS resolution failed for service: payments:50051',
        'php_network_getaddresses: getaddrinfo for mysql failed: Name or service not known',
      ],
      source: 'libcurl; gRPC; PHP and programs of all kinds',
    },
    {
      id: 'dns/erlang-nxdomain',
      cause: 'dns-failure',
      pattern: /(?:non-existing domain - :nxdomain|\{error,nxdomain\}|:nxdomain\b|,nxdomain[\]}])/,
      strength: 'error',
      title: 'A host name does not resolve',
      example: [
        '** (DBConnection.ConnectionError) tcp connect (db:5432): non-existing domain - :nxdomain',
        '{failed_connect,[{to_address,{"api",80}},{inet,[inet],nxdomain}]}',
      ],
      source: 'Erlang inet_res',
    },
    {
      id: 'dns/rust',
      cause: 'dns-failure',
      pattern:
        /(?:dns error: failed to lookup address information|failed to lookup address information: (?<what>.{1,80}))/,
      strength: 'error',
      title: 'A host name does not resolve',
      example:
        'error trying to connect: dns error: failed to lookup address information: Name or service not known',
      source: 'Rust std::net; hyper-util',
    },
    {
      id: 'dns/headless-own-name',
      cause: 'dns-failure',
      pattern:
        /(?:nslookup: can't resolve '(?<host>[^']{1,253})'|server can't find (?<name>[\w.-]{1,253}): (?:NXDOMAIN|SERVFAIL)|;; connection timed out; no servers could be reached|communications error to (?<what>\S{1,60}): timed out)/,
      strength: 'error',
      title: 'A host name does not resolve',
      example: [
        "nslookup: can't resolve 'db.shop.svc.cluster.local'",
        "** server can't find db.shop: NXDOMAIN",
        ';; connection timed out; no servers could be reached',
      ],
      source: 'busybox nslookup; BIND nslookup',
    },
  ],
}
