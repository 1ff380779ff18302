import type { SignatureFamily } from '@unloop/engine/scanner'

/** What clients say of a Redis server: the error reply as the server sent it, or the driver's own words. */
export const redisClient: SignatureFamily = {
  programs: [
    'redis-py',
    'Jedis',
    'Lettuce',
    'ioredis',
    'StackExchange.Redis',
    'redis-rb',
    'go-redis',
    'redis-cli',
  ],
  signatures: [
    {
      id: 'redis-client/password',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:NOAUTH (?:Authentication required|HELLO must be called)|WRONGPASS invalid username-password pair|ERR invalid password|invalid username-password pair or user is disabled|ERR (?:Client sent AUTH, but no password is set|AUTH <password> called without any password configured)|AuthenticationError: (?:Authentication required|invalid password)|AUTH called without any password configured for the default user)/,
      strength: 'fatal',
      title: 'Redis rejects the password, or wants one',
      example: [
        'time=2026-11-21T00:44:48.225Z level=ERROR msg="startup failed" app=session-router err="redis: ping: NOAUTH Authentication required."',
        'ReplyError: WRONGPASS invalid username-password pair or user is disabled.',
        'redis.exceptions.AuthenticationError: invalid username-password pair or user is disabled.',
        'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
        'redis.clients.jedis.exceptions.JedisAccessControlException: WRONGPASS invalid username-password pair or user is disabled.',
      ],
      source: 'redis src/acl.c, src/networking.c, src/server.c',
      from: ['c17-redis-noauth'],
    },
    {
      id: 'redis-client/no-permission',
      cause: 'dependency-auth-failed',
      pattern: /NOPERM (?:this user|User \S+) has no permissions/,
      strength: 'error',
      title: 'The Redis user may not run a command or use a key',
      example: "NOPERM this user has no permissions to run the 'config|get' command",
      source: 'redis src/server.c processCommand',
    },
    {
      id: 'redis-client/python-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /Error (?:111|113|110|101|61) connecting to (?<host>[^\s:]+):(?<port>\d+)|ConnectionError: (?:Error while reading from socket|Connection closed by server)|redis\.exceptions\.TimeoutError: Timeout (?:connecting to server|reading from)/,
      strength: 'fatal',
      title: 'Redis at {host}:{port} cannot be reached',
      example: [
        'redis.exceptions.ConnectionError: Error 111 connecting to cart-redis:6379. Connection refused.',
        'redis.exceptions.TimeoutError: Timeout connecting to server',
      ],
      source: 'redis-py redis/connection.py',
    },
    {
      id: 'redis-client/python-name',
      cause: 'dns-failure',
      pattern: /Error -\d connecting to (?<host>[^\s:]+):(?<port>\d+)\. (?<what>.{4,60})/,
      strength: 'fatal',
      title: 'The host name {host} of Redis does not resolve',
      example:
        'redis.exceptions.ConnectionError: Error -2 connecting to cart-redis:6379. Name or service not known.',
      source: 'redis-py redis/connection.py',
    },
    {
      id: 'redis-client/java-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Jedis(?:Connection)?Exception: (?:Could not get a resource|Failed to (?:connect to|create socket))|RedisConnectionException: Unable to connect to (?<host>[^\s:;[]+)|RedisConnectionFailureException: (?:Unable to connect|Cannot get)|org\.redisson\.client\.RedisConnectionException: Unable to (?:connect|init))/,
      strength: 'error',
      title: 'The Java client cannot reach Redis {host}',
      example: [
        'redis.clients.jedis.exceptions.JedisConnectionException: Could not get a resource from the pool',
        'io.lettuce.core.RedisConnectionException: Unable to connect to cart-redis:6379',
        'org.springframework.data.redis.RedisConnectionFailureException: Unable to connect to Redis',
      ],
      source: 'redis/jedis; redis/lettuce RedisConnectionException.java',
    },
    {
      id: 'redis-client/dotnet-unreachable',
      cause: 'dependency-unreachable',
      pattern: /It was not possible to connect to the redis server\(s\)/,
      strength: 'fatal',
      title: 'StackExchange.Redis cannot connect',
      example:
        'StackExchange.Redis.RedisConnectionException: It was not possible to connect to the redis server(s). There was an authentication failure; check that passwords (or client certificates) are configured correctly',
      source: 'StackExchange.Redis src/StackExchange.Redis/ExceptionFactory.cs',
    },
    {
      id: 'redis-client/ruby-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /Error connecting to Redis on (?<host>[^\s:]+):(?<port>\d+)|Redis(?:Client)?::CannotConnectError\)?:? |(?:Connection refused|Connection timed out) - connect\(2\).{0,60}\(redis(?:s)?:\/\//,
      strength: 'error',
      title: 'The Ruby client cannot reach Redis {host}',
      example: [
        'Error connecting to Redis on cart-redis:6379 (Errno::ECONNREFUSED) (Redis::CannotConnectError)',
        'Redis::CannotConnectError: Connection refused - connect(2) for 10.96.3.7:6379',
      ],
      source: 'redis-rb lib/redis/client.rb; redis-client',
    },
    {
      id: 'redis-client/node-retries',
      cause: 'dependency-unreachable',
      pattern: /MaxRetriesPerRequestError: Reached the max retries per request limit/,
      strength: 'error',
      title: 'ioredis gave up connecting to Redis',
      example:
        'MaxRetriesPerRequestError: Reached the max retries per request limit (which is 20). Refer to "maxRetriesPerRequest" option for details.',
      source: 'redis/ioredis lib/errors/MaxRetriesPerRequestError.ts',
    },
    {
      id: 'redis-client/php-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:RedisException: |Predis\\Connection\\ConnectionException: )(?<what>Connection refused|Connection timed out|Operation timed out|No route to host)/,
      strength: 'error',
      title: 'The PHP client cannot reach Redis: {what}',
      example:
        'PHP Fatal error:  Uncaught RedisException: Connection refused in /app/src/cache.php:14',
      source: 'phpredis redis.c; predis',
    },
    {
      id: 'redis-client/cli-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /Could not connect to (?:Redis|Valkey) at (?<host>[^\s:]+):(?<port>\d+): (?<what>Connection refused|Connection timed out|No route to host|Operation timed out)/,
      strength: 'error',
      title: 'Redis at {host}:{port} cannot be reached: {what}',
      example: 'Could not connect to Redis at cart-redis:6379: Connection refused',
      source: 'redis src/redis-cli.c cliConnect',
    },
    {
      id: 'redis-client/cli-name',
      cause: 'dns-failure',
      pattern:
        /Could not connect to (?:Redis|Valkey) at (?<host>[^\s:]+):(?<port>\d+): (?<what>Name or service not known|Name does not resolve|Temporary failure in name resolution|Try again)/,
      strength: 'error',
      title: 'The host name {host} of Redis does not resolve',
      example: 'Could not connect to Redis at cart-redis:6379: Name or service not known',
      source: 'redis src/redis-cli.c cliConnect',
    },
    {
      id: 'redis-client/server-not-ready',
      cause: 'dependency-unreachable',
      pattern:
        /LOADING (?:Redis|Valkey) is loading the dataset in memory|CLUSTERDOWN (?:The cluster is down|Hash slot not served)|MASTERDOWN Link with MASTER is down/,
      strength: 'error',
      title: 'Redis is loading its data, or its cluster is down',
      example: [
        'LOADING Redis is loading the dataset in memory',
        'ReplyError: CLUSTERDOWN Hash slot not served',
      ],
      source: 'redis src/server.c',
    },
    {
      id: 'redis-client/read-only-replica',
      cause: 'app-config-invalid',
      pattern: /READONLY You can't write against a read only (?:replica|slave)/,
      strength: 'error',
      title: 'The client writes to a read-only replica of Redis',
      example: "ReplyError: READONLY You can't write against a read only replica.",
      source: 'redis src/server.c processCommand',
    },
    {
      id: 'redis-client/write-refused',
      cause: 'dependency-unreachable',
      pattern:
        /MISCONF (?:Redis|Valkey) is configured to save RDB snapshots|OOM command not allowed when used memory > 'maxmemory'/,
      strength: 'error',
      title: 'Redis refuses writes: it cannot save to its disk, or is at maxmemory',
      example:
        "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
      source: 'redis src/server.c',
    },
    {
      id: 'redis-client/database-index',
      cause: 'app-config-invalid',
      pattern:
        /ERR (?:DB index is out of range|invalid DB index|SELECT is not allowed in cluster mode)/,
      strength: 'error',
      title: 'The Redis database index is not one that the server has',
      example: 'redis.exceptions.ResponseError: ERR DB index is out of range',
      source: 'redis src/db.c selectCommand',
    },
  ],
}
