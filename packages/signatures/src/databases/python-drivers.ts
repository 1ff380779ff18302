import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the database drivers of Python say when a connection cannot be made. */
export const pythonDrivers: SignatureFamily = {
  programs: [
    'psycopg',
    'asyncpg',
    'PyMySQL',
    'mysqlclient',
    'mysql-connector-python',
    'pymongo',
    'redis-py',
    'SQLAlchemy',
    'oracledb',
    'pymssql',
    'pyodbc',
    'cassandra-driver',
    'elasticsearch-py',
    'neo4j',
  ],
  signatures: [
    {
      id: 'psycopg/pool-timeout',
      cause: 'dependency-unreachable',
      pattern:
        /psycopg_pool\.PoolTimeout: (?:pool initialization incomplete after|couldn't get a connection after) (?<what>[\d.]+) sec/,
      strength: 'fatal',
      title: 'The PostgreSQL pool had no connection after {what} seconds',
      example: 'psycopg_pool.PoolTimeout: pool initialization incomplete after 30.0 sec',
      source: 'psycopg psycopg_pool/pool.py wait',
    },
    {
      id: 'psycopg/no-pq-wrapper',
      cause: 'missing-dependency',
      pattern:
        /no pq wrapper available\.|Error: pg_config executable not found|couldn't import psycopg '(?<module>\w+)' implementation/,
      strength: 'fatal',
      title: 'psycopg finds no libpq in the image: neither psycopg[binary] nor the system library',
      example: ['ImportError: no pq wrapper available.', 'Error: pg_config executable not found.'],
      source: 'psycopg psycopg/pq/__init__.py',
    },
    {
      id: 'asyncpg/connection-closed',
      cause: 'dependency-unreachable',
      pattern:
        /asyncpg\.exceptions\.(?:ConnectionDoesNotExistError: connection was closed in the middle of operation|CannotConnectNowError: (?<what>.{1,120})|ConnectionFailureError)/,
      strength: 'error',
      title: 'PostgreSQL closes the connection or does not take one yet',
      example: [
        'asyncpg.exceptions.ConnectionDoesNotExistError: connection was closed in the middle of operation',
        'asyncpg.exceptions.CannotConnectNowError: the database system is starting up',
      ],
      source: 'MagicStack/asyncpg asyncpg/exceptions',
    },
    {
      id: 'asyncpg/pgbouncer-prepared',
      cause: 'app-config-invalid',
      pattern:
        /asyncpg\.exceptions\.(?:DuplicatePreparedStatementError: prepared statement "(?<name>[^"]{1,80})" already exists|InvalidSQLStatementNameError: prepared statement "[^"]{1,80}" does not exist)|DuplicatePreparedStatementError: prepared statement "/,
      strength: 'error',
      title:
        "Prepared statements collide behind PgBouncer's transaction pooling: statement_cache_size must be 0",
      example:
        'asyncpg.exceptions.DuplicatePreparedStatementError: prepared statement "__asyncpg_stmt_1__" already exists',
      source: 'MagicStack/asyncpg docs, FAQ; pgbouncer docs',
    },
    {
      id: 'asyncpg/too-many',
      cause: 'dependency-unreachable',
      pattern: /asyncpg\.exceptions\.TooManyConnectionsError: (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'PostgreSQL has no connection slot left',
      example: 'asyncpg.exceptions.TooManyConnectionsError: sorry, too many clients already',
      source: 'MagicStack/asyncpg asyncpg/exceptions',
    },
    {
      id: 'sqlalchemy/url-parse',
      cause: 'app-config-invalid',
      pattern:
        /sqlalchemy\.exc\.ArgumentError: (?:Could not parse (?:SQLAlchemy URL|rfc1738 URL) from (?:given URL )?string(?: '(?<value>[^']{0,20}))?|Expected string or URL object, got (?<what>None))/,
      strength: 'fatal',
      title: 'The database URL that reaches SQLAlchemy is empty or no URL',
      example: [
        'sqlalchemy.exc.ArgumentError: Could not parse SQLAlchemy URL from given URL string',
        'sqlalchemy.exc.ArgumentError: Expected string or URL object, got None',
      ],
      source: 'sqlalchemy lib/sqlalchemy/engine/url.py',
    },
    {
      id: 'sqlalchemy/async-driver',
      cause: 'app-config-invalid',
      pattern:
        /sqlalchemy\.exc\.InvalidRequestError: The asyncio extension requires an async driver to be used\. The loaded '(?<module>[\w.]{1,60})' is not async/,
      strength: 'fatal',
      title: 'The database URL names the driver {module}, which is not async',
      example:
        "sqlalchemy.exc.InvalidRequestError: The asyncio extension requires an async driver to be used. The loaded 'psycopg2' is not async.",
      source: 'sqlalchemy lib/sqlalchemy/ext/asyncio/engine.py',
    },
    {
      id: 'sqlalchemy/queue-pool-limit',
      cause: 'dependency-unreachable',
      pattern: /QueuePool limit of size (?<what>\d+) overflow \d+ reached, connection timed out/,
      strength: 'error',
      title: "All connections of SQLAlchemy's pool are in use",
      example:
        'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00',
      source: 'sqlalchemy lib/sqlalchemy/pool/impl.py',
    },
    {
      id: 'sqlalchemy/table-missing',
      cause: 'schema-migration-failed',
      pattern:
        /(?:\(psycopg2?\.errors\.UndefinedTable\)|\(sqlite3\.OperationalError\)|sqlite3\.OperationalError:|psycopg2?\.errors\.UndefinedTable:|asyncpg\.exceptions\.UndefinedTableError:?|UndefinedTableError'>: ) ?(?:relation "(?<name>[^"]{1,100})" does not exist|no such table: (?<what>[\w.]{1,100}))/,
      strength: 'error',
      title: 'A table that the program needs does not exist: its migrations have not run',
      example: [
        'sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedTable) relation "users" does not exist',
        'sqlite3.OperationalError: no such table: alembic_version',
      ],
      source: 'PostgreSQL errcodes 42P01; SQLite src/build.c',
    },
    {
      id: 'sqlalchemy/column-missing',
      cause: 'schema-migration-failed',
      pattern:
        /(?:psycopg2?\.errors\.UndefinedColumn|asyncpg\.exceptions\.UndefinedColumnError|sqlite3\.OperationalError).{0,10}(?:column "?(?<name>[\w.]{1,100})"? (?:of relation "[^"]{1,80}" )?does not exist|no such column: (?<what>[\w.]{1,100}))/,
      strength: 'error',
      title: "The database's schema is older than the program: a column is missing",
      example: [
        'sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedColumn) column users.locale does not exist',
        'sqlite3.OperationalError: no such column: users.locale',
      ],
      source: 'PostgreSQL errcodes 42703; SQLite src/resolve.c',
    },
    {
      id: 'pymysql/cryptography',
      cause: 'missing-dependency',
      pattern:
        /RuntimeError: '?cryptography'? package is required for (?<what>sha256_password or caching_sha2_password) auth methods/,
      strength: 'fatal',
      title: "PyMySQL needs the package cryptography for the account's login method",
      example:
        "RuntimeError: 'cryptography' package is required for sha256_password or caching_sha2_password auth methods",
      source: 'PyMySQL pymysql/_auth.py',
    },
    {
      id: 'pymysql/unresolved',
      cause: 'dns-failure',
      pattern:
        /\(2003, "Can't connect to MySQL server on '(?<host>[^']{1,253})' \(\[Errno -(?:2|3|5)\]|\(2005, "Unknown (?:MySQL )?server host '(?<name>[^']{1,253})'/,
      strength: 'fatal',
      title: 'The MySQL host does not resolve',
      example: [
        "pymysql.err.OperationalError: (2003, \"Can't connect to MySQL server on 'mysql' ([Errno -2] Name or service not known)\")",
        'MySQLdb.OperationalError: (2005, "Unknown server host \'mysql\' (-3)")',
      ],
      source: 'PyMySQL pymysql/connections.py; MySQL client errmsg 2005',
    },
    {
      id: 'mysqlclient/lost-connection',
      cause: 'dependency-unreachable',
      pattern:
        /\((?:2006|2013), ["'](?:MySQL )?(?:server has gone away|Lost connection to (?:MySQL )?server (?:at '(?<what>[^']{1,80})'|during query))/,
      strength: 'error',
      title: 'MySQL closes the connection',
      example: [
        'MySQLdb.OperationalError: (2013, "Lost connection to server at \'reading initial communication packet\', system error: 104")',
        'django.db.utils.OperationalError: (2006, \'Server has gone away\')  (2006, "MySQL server has gone away")',
      ],
      source: 'MySQL client errmsg 2006, 2013',
    },
    {
      id: 'mysqlclient/version',
      cause: 'missing-dependency',
      pattern:
        /mysqlclient (?<what>[\d.]+) or newer is required; you have (?<have>[\d.]+)|Did you install mysqlclient\?|Error loading MySQLdb module/,
      strength: 'error',
      title: 'Django finds no usable mysqlclient in the image',
      example: [
        'django.core.exceptions.ImproperlyConfigured: mysqlclient 1.4.3 or newer is required; you have 1.0.3.',
        'django.core.exceptions.ImproperlyConfigured: Error loading MySQLdb module.',
      ],
      source: 'django django/db/backends/mysql/base.py',
    },
    {
      id: 'pymongo/server-selection',
      cause: 'dependency-unreachable',
      pattern:
        /pymongo\.errors\.(?:ServerSelectionTimeoutError|AutoReconnect|NetworkTimeout): (?!.{0,300}(?:Name or service|name resolution|CERTIFICATE|SSL handshake|certificate))(?<host>[\w.-]{1,253}):(?<port>\d{1,5}): (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'MongoDB at {host}:{port} does not answer: {what}',
      example:
        'pymongo.errors.ServerSelectionTimeoutError: mongo:27017: [Errno 111] Connection refused (configured timeouts: socketTimeoutMS: 20000.0ms, connectTimeoutMS: 20000.0ms), Timeout: 30s',
      source: 'mongodb/mongo-python-driver pymongo/topology.py',
    },
    {
      id: 'pymongo/server-selection-name',
      cause: 'dns-failure',
      pattern:
        /pymongo\.errors\.(?:ServerSelectionTimeoutError|AutoReconnect): (?<host>[\w.-]{1,253}):(?<port>\d{1,5}): \[Errno -(?:2|3|5)\]/,
      strength: 'fatal',
      title: 'The MongoDB host {host} does not resolve',
      example:
        'pymongo.errors.ServerSelectionTimeoutError: mongo:27017: [Errno -2] Name or service not known (configured timeouts: connectTimeoutMS: 20000.0ms), Timeout: 30s',
      source: 'mongodb/mongo-python-driver pymongo/pool.py',
    },
    {
      id: 'pymongo/server-selection-tls',
      cause: 'tls-cert',
      pattern:
        /pymongo\.errors\.(?:ServerSelectionTimeoutError|AutoReconnect): .{0,200}(?:SSL handshake failed|CERTIFICATE_VERIFY_FAILED|tlsv1 alert)(?<what>.{0,100})/,
      strength: 'fatal',
      title: 'TLS to MongoDB fails',
      example:
        'pymongo.errors.ServerSelectionTimeoutError: SSL handshake failed: mongo:27017: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)',
      source: 'mongodb/mongo-python-driver pymongo/pool.py',
    },
    {
      id: 'pymongo/srv',
      cause: 'dns-failure',
      pattern:
        /pymongo\.errors\.ConfigurationError: (?:The DNS (?:query name does not exist|response does not contain an answer).{0,20}?(?<host>_mongodb\S{1,200}?)\.?$|The resolution lifetime expired after (?<what>[\d.]+) seconds|All nameservers failed to answer the query (?<name>\S{1,200}))/,
      strength: 'fatal',
      title: 'The SRV record of the MongoDB URL does not resolve',
      example:
        'pymongo.errors.ConfigurationError: The resolution lifetime expired after 21.213 seconds: Server 10.96.0.10 UDP port 53 answered The DNS operation timed out.',
      source: 'mongodb/mongo-python-driver pymongo/srv_resolver.py; dnspython dns/resolver.py',
    },
    {
      id: 'pymongo/dnspython',
      cause: 'missing-dependency',
      pattern: /The "dnspython" module must be installed to use mongodb\+srv:\/\/ URIs/,
      strength: 'fatal',
      title: 'pymongo needs the package dnspython for a mongodb+srv URL',
      example:
        'pymongo.errors.ConfigurationError: The "dnspython" module must be installed to use mongodb+srv:// URIs. To fix this error install pymongo again',
      source: 'mongodb/mongo-python-driver pymongo/uri_parser.py',
    },
    {
      id: 'pymongo/wire-version',
      cause: 'version-skew',
      pattern:
        /pymongo\.errors\.ConfigurationError: Server at (?<host>\S{1,253}) (?:reports|requires) wire version \d+, but this version of PyMongo/,
      strength: 'fatal',
      title: 'The MongoDB server {host} and PyMongo are too many versions apart',
      example:
        'pymongo.errors.ConfigurationError: Server at mongo:27017 reports wire version 6, but this version of PyMongo requires at least 7 (MongoDB 4.0).',
      source: 'mongodb/mongo-python-driver pymongo/topology_description.py',
    },
    {
      id: 'redis-py/url-scheme',
      cause: 'app-config-invalid',
      pattern:
        /Redis URL must specify one of the following schemes \(redis:\/\/, rediss:\/\/, unix:\/\/\)/,
      strength: 'fatal',
      title: 'The Redis URL that reaches the client has no scheme, or is empty',
      example:
        'ValueError: Redis URL must specify one of the following schemes (redis://, rediss://, unix://)',
      source: 'redis/redis-py redis/connection.py parse_url',
    },
    {
      id: 'redis-py/sentinel',
      cause: 'dependency-unreachable',
      pattern: /redis\.sentinel\.MasterNotFoundError: No master found for ['"](?<name>[^'"]{1,80})/,
      strength: 'fatal',
      title: 'No Redis sentinel knows the master {name}, or none answers',
      example: "redis.sentinel.MasterNotFoundError: No master found for 'mymaster'",
      source: 'redis/redis-py redis/sentinel.py',
    },
    {
      id: 'redis-py/cluster',
      cause: 'dependency-unreachable',
      pattern:
        /redis\.exceptions\.RedisClusterException: (?<what>Redis Cluster cannot be connected|All slots are not (?:covered|after query all startup_nodes)|ERROR sending ['"]?(?:cluster|config).{1,80}|Cluster mode is not enabled on this node)/,
      strength: 'fatal',
      title: 'The Redis cluster cannot be used: {what}',
      example:
        'redis.exceptions.RedisClusterException: Redis Cluster cannot be connected. Please provide at least one reachable node',
      source: 'redis/redis-py redis/cluster.py',
    },
    {
      id: 'python-oracledb/dpy',
      cause: 'dependency-unreachable',
      pattern:
        /DPY-(?:6005: cannot connect to database|6001: cannot connect to database\. Service "(?<name>[^"]{1,100})" is not registered|4011: the database or network closed the connection|6003: SID "[^"]{1,80}" is not registered|6000: cannot connect to database\. Listener refused connection)/,
      strength: 'fatal',
      title: 'The Oracle listener refuses the connection or does not know the service',
      example:
        'oracledb.exceptions.OperationalError: DPY-6005: cannot connect to database (CONNECTION_ID=x). [Errno 111] Connection refused',
      source: 'oracle/python-oracledb src/oracledb/errors.py',
    },
    {
      id: 'python-oracledb/client-library',
      cause: 'missing-dependency',
      pattern:
        /DPI-1047: Cannot locate a (?<what>\d\d)-bit Oracle Client library|DPY-3010: connections to this database server version are not supported by python-oracledb in thin mode/,
      strength: 'fatal',
      title: 'The Oracle client library is not in the image',
      example:
        'cx_Oracle.DatabaseError: DPI-1047: Cannot locate a 64-bit Oracle Client library: "libclntsh.so: cannot open shared object file: No such file or directory".',
      source: 'oracle/odpi src/dpiError',
    },
    {
      id: 'pyodbc/driver',
      cause: 'missing-dependency',
      pattern:
        /(?:Can't open lib '(?<module>[^']{1,120})' : file not found|\[unixODBC\]\[Driver Manager\]Data source name not found(?:,| and) no default driver specified|libodbc\.so\.\d: cannot open shared object file)/,
      strength: 'fatal',
      title: 'The ODBC driver is not in the image: {module}',
      example:
        "pyodbc.Error: ('01000', \"[01000] [unixODBC][Driver Manager]Can't open lib 'ODBC Driver 18 for SQL Server' : file not found (0) (SQLDriverConnect)\")",
      source: 'unixODBC DriverManager/__info.c',
    },
    {
      id: 'pyodbc/timeout',
      cause: 'dependency-unreachable',
      pattern:
        /\[ODBC Driver \d+ for SQL Server\](?:\[SQL Server\])?(?:Login timeout expired|TCP Provider: Error code 0x(?<what>\w{1,8})|Unable to complete login process)/,
      strength: 'fatal',
      title: 'SQL Server does not answer the ODBC driver',
      example:
        "pyodbc.OperationalError: ('HYT00', '[HYT00] [Microsoft][ODBC Driver 18 for SQL Server]Login timeout expired (0) (SQLDriverConnect)')",
      source: 'Microsoft ODBC Driver for SQL Server messages',
    },
    {
      id: 'pyodbc/tls',
      cause: 'tls-cert',
      pattern:
        /\[ODBC Driver \d+ for SQL Server\]SSL Provider: \[error:\w{1,20}:(?<what>.{1,120}?)\]/,
      strength: 'fatal',
      title: 'TLS to SQL Server fails: {what}',
      example:
        '[Microsoft][ODBC Driver 18 for SQL Server]SSL Provider: [error:0A000086:SSL routines::certificate verify failed:self-signed certificate] (-1)',
      source: 'Microsoft ODBC Driver for SQL Server messages',
    },
    {
      id: 'cassandra-driver/no-host',
      cause: 'dependency-unreachable',
      pattern:
        /cassandra\.cluster\.NoHostAvailable: \('Unable to connect to any servers'(?!.{0,300}AuthenticationFailed)(?!.{0,300}Name or service)/,
      strength: 'fatal',
      title: 'No Cassandra host answers the Python driver',
      example:
        "cassandra.cluster.NoHostAvailable: ('Unable to connect to any servers', {'10.96.7.3:9042': ConnectionRefusedError(111, \"Tried connecting to [('10.96.7.3', 9042)]. Last error: Connection refused\")})",
      source: 'datastax/python-driver cassandra/cluster.py',
    },
    {
      id: 'elasticsearch-py/connection',
      cause: 'dependency-unreachable',
      pattern:
        /(?:elastic_transport|elasticsearch\.exceptions|opensearchpy\.exceptions)\.Connection(?:Error|Timeout): (?!.{0,200}(?:Name or service|name resolution|certificate|CERTIFICATE))(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Elasticsearch does not answer: {what}',
      example: [
        'elastic_transport.ConnectionError: Connection error caused by: ConnectionError(Connection error caused by: NewConnectionError(<urllib3.connection.HTTPConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused))',
        "opensearchpy.exceptions.ConnectionTimeout: ConnectionTimeout caused by - ReadTimeoutError(HTTPConnectionPool(host='opensearch', port=9200): Read timed out. (read timeout=10))",
      ],
      source: 'elastic/elastic-transport-python elastic_transport/_exceptions.py',
    },
    {
      id: 'elasticsearch-py/authentication',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:elasticsearch|opensearchpy)(?:\.exceptions)?\.Auth(?:entication|orization)Exception: (?:Auth(?:entication|orization)Exception\()?\(?(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Elasticsearch rejects the credentials',
      example:
        "elasticsearch.AuthenticationException: AuthenticationException(401, 'security_exception', 'unable to authenticate user [app] for REST request [/]')",
      source: 'elastic/elasticsearch-py elasticsearch/exceptions.py',
    },
    {
      id: 'elasticsearch-py/scheme',
      cause: 'app-config-invalid',
      pattern:
        /URL must include a 'scheme', 'host', and 'port' component \(ie 'https:\/\/localhost:9200'\)/,
      strength: 'fatal',
      title: 'The Elasticsearch URL lacks scheme or port',
      example:
        "ValueError: URL must include a 'scheme', 'host', and 'port' component (ie 'https://localhost:9200')",
      source: 'elastic/elasticsearch-py elasticsearch/_sync/client/utils.py',
    },
    {
      id: 'neo4j-py/unavailable',
      cause: 'dependency-unreachable',
      pattern:
        /neo4j\.exceptions\.ServiceUnavailable: (?:Couldn't connect to (?<host>[\w.-]{1,253}):(?<port>\d{1,5})|Unable to retrieve routing information|Failed to establish connection to|Cannot resolve address)(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'Neo4j does not answer the Python driver',
      example:
        "neo4j.exceptions.ServiceUnavailable: Couldn't connect to neo4j:7687 (resolved to ('10.96.6.4:7687',)):",
      source: 'neo4j/neo4j-python-driver neo4j/_async_compat/network',
    },
  ],
}
