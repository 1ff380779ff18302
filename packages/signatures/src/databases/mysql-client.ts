import type { SignatureFamily } from '@unloop/engine/scanner'

/**
 * What a client says of a MySQL or MariaDB server, in any language: the server's error text comes through the drivers
 * unchanged. `[Warning]` and `[Note]` lines of the server's own log about clients are left out.
 */
export const mysqlClient: SignatureFamily = {
  programs: [
    'mysql client',
    'Connector/J',
    'mysql2 (Node)',
    'PyMySQL',
    'mysqlclient',
    'go-sql-driver',
    'mysqli',
    'PDO MySQL',
  ],
  signatures: [
    {
      id: 'mysql-client/access-denied',
      cause: 'dependency-auth-failed',
      pattern:
        /^(?!.{0,80}\[(?:Warning|Note)\]).*Access denied for user '?(?<user>[^'@\s]*)'?@'?(?<host>[^'\s]+)'?(?: to database '(?<database>[^']+)')?/,
      strength: 'fatal',
      title: 'MySQL denies access to {user}',
      explain:
        'The user, its password, the host it may come from or its privileges on the database do not match what the server has stored. The variables of the image set a password only when the volume is empty.',
      example: [
        "ERROR 1045 (28000): Access denied for user 'app'@'10.244.1.9' (using password: YES)",
        "Error: Access denied for user 'app'@'%' to database 'orders'",
        `pymysql.err.OperationalError: (1045, "Access denied for user 'app'@'10.244.1.9' (using password: NO)")`,
        "java.sql.SQLException: Access denied for user 'keycloak'@'10.244.1.9' (using password: YES)",
        "error: 'Access denied for user 'root'@'localhost' (using password: YES)'",
      ],
      source:
        'mysql share/messages_to_clients.txt ER_ACCESS_DENIED_ERROR, ER_DBACCESS_DENIED_ERROR',
      from: ['050-mariadb-probe-access-denied'],
    },
    {
      id: 'mysql-client/privilege-missing',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:Access denied; you need \(at least one of\) the (?<what>[\w, ]{1,120}) privilege|\b[A-Z]{2,20} command denied to user '(?<user>[^']{0,80})'@)/,
      strength: 'error',
      title: 'The MySQL user lacks a privilege',
      example: [
        'ERROR 1227 (42000): Access denied; you need (at least one of) the SUPER privilege(s) for this operation',
        "SQLSTATE[42000]: Syntax error or access violation: 1142 CREATE command denied to user 'app'@'10.244.1.9' for table 'migrations'",
      ],
      source: 'mysql share/messages_to_clients.txt',
    },
    {
      id: 'mysql-client/database-missing',
      cause: 'dependency-auth-failed',
      pattern: /Unknown database '(?<database>[^']+)'/,
      strength: 'fatal',
      title: 'The MySQL server has no database {database}',
      example: [
        "Error 1049 (42000): Unknown database 'orders'",
        "SQLSTATE[HY000] [1049] Unknown database 'orders'",
      ],
      source: 'mysql share/messages_to_clients.txt ER_BAD_DB_ERROR',
      fix: {
        title: 'Create the database {database}, or correct its name in the client',
        where: 'data',
        risk: 'low',
      },
    },
    {
      id: 'mysql-client/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /Can't connect to (?:local )?(?:MySQL|MariaDB)?\s?server (?:on|through socket) '(?<host>[^':(]+)(?::(?<port>\d+))?'(?! \((?:\[Errno -[235]\]|-[235]\)))/,
      strength: 'fatal',
      title: 'The MySQL server {host} cannot be reached',
      example: [
        "ERROR 2003 (HY000): Can't connect to MySQL server on 'orders-db:3306' (111)",
        `ERROR 2002 (HY000): Can't connect to server on 'orders-db' (115)`,
        `django.db.utils.OperationalError: (2003, "Can't connect to MySQL server on 'orders-db' ([Errno 111] Connection refused)")`,
        "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)",
      ],
      source: 'mysql include/errmsg.h CR_CONN_HOST_ERROR, CR_CONNECTION_ERROR',
    },
    {
      id: 'mysql-client/host-unknown',
      cause: 'dns-failure',
      pattern: /Unknown (?:MySQL|MariaDB)?\s?server host '(?<host>[^']+)'/,
      strength: 'fatal',
      title: 'The host name {host} of the MySQL server does not resolve',
      example: "ERROR 2005 (HY000): Unknown MySQL server host 'orders-db' (-2)",
      source: 'mysql include/errmsg.h CR_UNKNOWN_HOST',
    },
    {
      id: 'mysql-client/pdo-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /SQLSTATE\[(?:HY000|08006)\] \[(?:2002|2003|2006|7)\] (?<what>Connection refused|Connection timed out|No such file or directory|No route to host|Operation timed out|Host is unreachable)/,
      strength: 'fatal',
      title: 'The database cannot be reached: {what}',
      explain:
        'PHP (PDO) reports the connection as failed. "No such file or directory" means that it took localhost for a Unix socket: the host variable is unset.',
      example: [
        'PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /var/www/html/index.php:12',
        'SQLSTATE[HY000] [2002] No such file or directory (Connection: mysql, SQL: select * from `sessions`)',
      ],
      source: 'php-src ext/pdo_mysql',
    },
    {
      id: 'mysql-client/pdo-name',
      cause: 'dns-failure',
      pattern:
        /php_network_getaddresses: getaddrinfo (?:for (?<host>\S+) )?failed: (?<what>[A-Z][\w ]+)/,
      strength: 'error',
      title: 'The host name {host} does not resolve',
      example: [
        'SQLSTATE[HY000] [2002] php_network_getaddresses: getaddrinfo for orders-db failed: Name or service not known',
        'PHP Warning:  mysqli_connect(): php_network_getaddresses: getaddrinfo failed: Temporary failure in name resolution in /var/www/html/db.php on line 3',
      ],
      source: 'php-src main/network.c',
    },
    {
      id: 'mysql-client/communications-link-failure',
      cause: 'dependency-unreachable',
      pattern: /Communications link failure/,
      strength: 'error',
      title: 'The Java driver has no connection to the MySQL server',
      example: 'com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure',
      source: 'mysql-connector-j CommunicationsException',
    },
    {
      id: 'mysql-client/mariadb-connector-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /Socket fail to connect to (?:\[?host[=:]\s?)?(?:address=\()?(?:host=)?(?<host>[\w.-]+)|Could not connect to (?:address=)?\(?(?:host=)?(?<name>[\w.-]+)\)?(?:\(port=(?<port>\d+)\)|:\d+)\(?(?:type=master\))?/,
      strength: 'error',
      title: 'The MariaDB server {host} cannot be reached',
      example: [
        'java.sql.SQLNonTransientConnectionException: Socket fail to connect to host:orders-db, port:3306. Connection refused',
        'Could not connect to address=(host=orders-db)(port=3306)(type=master) : Connection refused',
      ],
      source: 'mariadb-connector-j ConnectionHelper',
    },
    {
      id: 'mysql-client/connection-lost',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Lost connection to (?:MySQL )?server (?:at|during)|MySQL server has gone away|Server has gone away|Connection lost: The server closed the connection)/,
      strength: 'error',
      title: 'The connection to the MySQL server was lost',
      example: [
        "ERROR 2013 (HY000): Lost connection to MySQL server at 'reading initial communication packet', system error: 0",
        'Error: Connection lost: The server closed the connection.',
        'SQLSTATE[HY000]: General error: 2006 MySQL server has gone away',
      ],
      source: 'mysql include/errmsg.h CR_SERVER_LOST, CR_SERVER_GONE_ERROR',
    },
    {
      id: 'mysql-client/host-not-allowed',
      cause: 'dependency-auth-failed',
      pattern:
        /Host '(?<host>[^']+)' is (?:not allowed to connect to this|blocked because of many connection errors)/,
      strength: 'fatal',
      title: 'The MySQL server does not let {host} connect',
      example: [
        "ERROR 1130 (HY000): Host '10.244.1.9' is not allowed to connect to this MariaDB server",
        "Host '10.244.1.9' is blocked because of many connection errors; unblock with 'mysqladmin flush-hosts'",
      ],
      source: 'mysql share/messages_to_clients.txt ER_HOST_NOT_PRIVILEGED',
    },
    {
      id: 'mysql-client/too-many-connections',
      cause: 'dependency-unreachable',
      pattern:
        /(?:\b1040\b|08004|HY000|SQLState).{0,40}Too many connections|(?:Error|Exception): Too many connections/,
      strength: 'error',
      title: 'The MySQL server has no connection left',
      example: ['Error 1040: Too many connections', 'Error: Too many connections'],
      source: 'mysql share/messages_to_clients.txt ER_CON_COUNT_ERROR',
    },
    {
      id: 'mysql-client/public-key-retrieval',
      cause: 'dependency-auth-failed',
      pattern: /Public Key Retrieval is not allowed/,
      strength: 'fatal',
      title: 'The Java driver may not fetch the key that caching_sha2_password needs',
      example: 'java.sql.SQLNonTransientConnectionException: Public Key Retrieval is not allowed',
      source: 'mysql-connector-j CachingSha2PasswordPlugin',
      fix: {
        title: 'Use TLS, or add allowPublicKeyRetrieval=true to the JDBC URL',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'mysql-client/authentication-plugin',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:[Aa]uthentication plugin '(?<name>[\w]+)' (?:cannot be loaded|is not loaded|cannot be)|Plugin (?:caching_sha2_password|'?\w+_password'?) could not be loaded|Client does not support authentication protocol requested by server|The server requested authentication method unknown to the client|[Tt]his authentication plugin is not supported|this user requires (?:mysql native|clear text|old) password authentication)/,
      strength: 'fatal',
      title: 'Client and MySQL server have no authentication plugin in common',
      example: [
        "ERROR 2059 (HY000): Authentication plugin 'caching_sha2_password' cannot be loaded: /usr/lib/mariadb/plugin/caching_sha2_password.so: cannot open shared object file",
        'Error: ER_NOT_SUPPORTED_AUTH_MODE: Client does not support authentication protocol requested by server; consider upgrading MySQL client',
        'SQLSTATE[HY000] [2054] The server requested authentication method unknown to the client',
      ],
      source: 'mysql include/errmsg.h CR_AUTH_PLUGIN_CANNOT_LOAD',
    },
    {
      id: 'mysql-client/table-missing',
      cause: 'schema-migration-failed',
      pattern:
        /^(?!.*mysql\.(?:user|db|plugin|component|gtid)).*Table '(?<name>[\w$-]+\.[\w$-]+)' doesn't exist/,
      strength: 'error',
      title: 'The database has no table {name}: its migrations have not run',
      example:
        "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'shop.migrations' doesn't exist",
      source: 'mysql share/messages_to_clients.txt ER_NO_SUCH_TABLE',
    },
    {
      id: 'mysql-client/tls',
      cause: 'tls-cert',
      pattern:
        /(?:(?:ERROR 2026 \(HY000\): |2026, ['"])(?:SSL connection error|TLS\/SSL error)|Connections using insecure transport are prohibited|Server does not support secure connection|SSL is required, but the server does not support it)/,
      strength: 'fatal',
      title: 'TLS to the MySQL server fails',
      example: [
        'ERROR 2026 (HY000): TLS/SSL error: self-signed certificate in certificate chain',
        'ERROR 3159 (HY000): Connections using insecure transport are prohibited while --require_secure_transport=ON.',
      ],
      source: 'mysql include/errmsg.h CR_SSL_CONNECTION_ERROR',
    },
    {
      id: 'mysql-client/dsn',
      cause: 'app-config-invalid',
      pattern: /invalid DSN: (?<what>.{4,100})/,
      strength: 'fatal',
      title: 'The MySQL connection string is malformed: {what}',
      example: 'panic: invalid DSN: missing the slash separating the database name',
      source: 'go-sql-driver/mysql dsn.go',
    },
    {
      id: 'mysql-client/python-driver-missing',
      cause: 'missing-dependency',
      pattern:
        /Error loading (?<module>MySQLdb|psycopg2?(?: or psycopg)?|cx_Oracle|oracledb|pyodbc)\w* module/,
      strength: 'fatal',
      title: 'The Python database driver {module} is not in the image',
      example: 'django.core.exceptions.ImproperlyConfigured: Error loading MySQLdb module.',
      source: 'django django/db/backends/mysql/base.py',
    },
  ],
}
