import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the pools, drivers and clients of the JVM say when a database or broker cannot be used. */
export const jvmDrivers: SignatureFamily = {
  programs: [
    'HikariCP',
    'MariaDB Connector/J',
    'Oracle JDBC',
    'MongoDB Java driver',
    'DataStax driver',
    'Elasticsearch REST client',
    'Kafka clients',
    'Spring AMQP',
    'Flyway',
    'Hibernate',
  ],
  signatures: [
    {
      id: 'hikari/not-available',
      cause: 'dependency-unreachable',
      pattern:
        /(?<name>[\w-]{1,80}) - Connection is not available, request timed out after (?<what>\d+)ms/,
      strength: 'error',
      title: 'The pool {name} had no database connection for {what} ms',
      example:
        'java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms (total=0, active=0, idle=0, waiting=0)',
      source: 'brettwooldridge/HikariCP HikariPool.java createTimeoutException',
    },
    {
      id: 'hikari/url-required',
      cause: 'env-missing',
      pattern:
        /(?:dataSource or dataSourceClassName or jdbcUrl is required|jdbcUrl is required with driverClassName)/,
      strength: 'fatal',
      title: 'No JDBC URL reaches the pool',
      example: 'java.lang.IllegalArgumentException: jdbcUrl is required with driverClassName.',
      source: 'brettwooldridge/HikariCP HikariConfig.java validate',
    },
    {
      id: 'mariadb-jdbc/rsa-key',
      cause: 'dependency-auth-failed',
      pattern: /RSA public key is not available client side/,
      strength: 'fatal',
      title: "MySQL's login method needs TLS or the server's RSA key, and the client has neither",
      example:
        'java.sql.SQLNonTransientConnectionException: RSA public key is not available client side (option serverRsaPublicKeyFile not set)',
      source: 'mariadb-corporation/mariadb-connector-j CachingSha2PasswordPlugin',
    },
    {
      id: 'oracle-jdbc/io',
      cause: 'dependency-unreachable',
      pattern: /ORA-(?:17002|17800|17820|17868|18730|12170|12545|12543): (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'The Oracle database does not answer: {what}',
      example:
        'java.sql.SQLRecoverableException: ORA-17002: I/O error: Connection refused, connect lapse 1 ms.',
      source: 'Oracle error messages, JDBC ORA-17002',
    },
    {
      id: 'mongo-java/socket',
      cause: 'dependency-unreachable',
      pattern:
        /com\.mongodb\.MongoSocket(?:OpenException|ReadException|ReadTimeoutException|WriteException|ClosedException): (?<what>.{1,120})/,
      strength: 'error',
      title: 'The connection to MongoDB fails: {what}',
      example: 'com.mongodb.MongoSocketOpenException: Exception opening socket',
      source: 'mongodb/mongo-java-driver driver-core com/mongodb',
    },
    {
      id: 'datastax/local-dc',
      cause: 'app-config-invalid',
      pattern: /Since you provided explicit contact points, the local DC must be explicitly set/,
      strength: 'fatal',
      title: "The Cassandra driver's local data centre is not set",
      example:
        'java.lang.IllegalStateException: Since you provided explicit contact points, the local DC must be explicitly set (see basic.load-balancing-policy.local-datacenter in the config, or set it programmatically with SessionBuilder.withLocalDatacenter)',
      source: 'apache/cassandra-java-driver core MandatoryLocalDcHelper.java',
    },
    {
      id: 'datastax/keyspace',
      cause: 'dependency-auth-failed',
      pattern: /InvalidKeyspaceException: Invalid keyspace (?<database>[\w-]{1,80})/,
      strength: 'error',
      title: 'Cassandra has no keyspace {database}',
      example: 'com.datastax.oss.driver.api.core.InvalidKeyspaceException: Invalid keyspace orders',
      source: 'apache/cassandra-java-driver core DefaultSession',
    },
    {
      id: 'elasticsearch-rest/unauthorized',
      cause: 'dependency-auth-failed',
      pattern:
        /ResponseException: method \[\w{1,8}\], host \[(?<host>[^\]]{1,200})\], URI \[[^\]]{0,200}\], status line \[HTTP\/[\d.]{1,3} (?<what>40[13])/,
      strength: 'error',
      title: '{host} rejects the credentials: status {what}',
      example:
        'org.elasticsearch.client.ResponseException: method [HEAD], host [http://es:9200], URI [/], status line [HTTP/1.1 401 Unauthorized]',
      source: 'elastic/elasticsearch client/rest ResponseException.java',
    },
    {
      id: 'elasticsearch-rest/unavailable',
      cause: 'dependency-unreachable',
      pattern:
        /ResponseException: method \[\w{1,8}\], host \[(?<host>[^\]]{1,200})\], URI \[[^\]]{0,200}\], status line \[HTTP\/[\d.]{1,3} (?<what>50[0234])/,
      strength: 'error',
      title: '{host} answers with status {what}',
      example:
        'org.elasticsearch.client.ResponseException: method [GET], host [http://es:9200], URI [/], status line [HTTP/1.1 503 Service Unavailable]',
      source: 'elastic/elasticsearch client/rest ResponseException.java',
    },
    {
      id: 'kafka-java/replication-factor',
      cause: 'app-config-invalid',
      pattern:
        /InvalidReplicationFactorException: (?:Replication factor: (?<want>\d+) larger than available brokers: (?<have>\d+)|Unable to replicate the partition \d+ time\(s\))/,
      strength: 'fatal',
      title: 'A topic wants more replicas than there are Kafka brokers',
      example: [
        'org.apache.kafka.common.errors.InvalidReplicationFactorException: Replication factor: 3 larger than available brokers: 1.',
        'org.apache.kafka.common.errors.InvalidReplicationFactorException: Unable to replicate the partition 3 time(s): The target replication factor of 3 cannot be reached because only 1 broker(s) are registered.',
      ],
      source: 'apache/kafka StripedReplicaPlacer.java',
    },
    {
      id: 'kafka-java/unsupported-version',
      cause: 'version-skew',
      pattern: /org\.apache\.kafka\.common\.errors\.UnsupportedVersionException: (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Kafka client and broker are too many versions apart: {what}',
      example:
        'org.apache.kafka.common.errors.UnsupportedVersionException: The node does not support METADATA with version in range [0,0]. The supported range is [4,13].',
      source: 'apache/kafka clients NodeApiVersions.java',
    },
    {
      id: 'kafka-java/missing-source-topic',
      cause: 'app-config-invalid',
      pattern:
        /MissingSourceTopicException: (?<what>.{1,160})|Topic\(s\) \[(?<name>[^\]]{1,200})\] is\/are not present and missingTopicsFatal is true/,
      strength: 'fatal',
      title: 'A topic that the program reads does not exist',
      example:
        'org.apache.kafka.streams.errors.MissingSourceTopicException: One or more source topics were missing during rebalance',
      source: 'apache/kafka streams errors; spring-projects/spring-kafka',
    },
    {
      id: 'kafka-java/group-protocol',
      cause: 'app-config-invalid',
      pattern: /InconsistentGroupProtocolException(?:: (?<what>.{1,160}))?/,
      strength: 'error',
      title: 'The members of the consumer group use assignors that do not fit together',
      example:
        "org.apache.kafka.common.errors.InconsistentGroupProtocolException: The group member's supported protocols are incompatible with those of existing members or first group member tried to join with empty protocol type or empty protocol list.",
      source: 'apache/kafka clients errors',
    },
    {
      id: 'kafka-java/login-module',
      cause: 'app-config-invalid',
      pattern:
        /LoginException: (?:No LoginModule found for (?<module>[\w.]{1,120})|unable to find LoginModule class: ?(?<name>[\w.]{1,120}))/,
      strength: 'fatal',
      title: 'The login module that sasl.jaas.config names is not on the class path',
      example:
        'javax.security.auth.login.LoginException: No LoginModule found for org.apache.kafka.common.security.plain.PlainLoginModule',
      source: 'OpenJDK javax/security/auth/login/LoginContext.java',
    },
    {
      id: 'spring-amqp/queues',
      cause: 'app-config-invalid',
      pattern:
        /QueuesNotAvailableException: Cannot prepare queue for listener|Failed to declare queue\(?s?\)?: ?\[?(?<name>[\w.-]{1,120})/,
      strength: 'fatal',
      title: 'A queue that the listener reads does not exist, or may not be declared',
      example:
        "org.springframework.amqp.rabbit.listener.QueuesNotAvailableException: Cannot prepare queue for listener. Either the queue doesn't exist or the broker will not allow us to use it.",
      source: 'spring-projects/spring-amqp BlockingQueueConsumer.java',
    },
    {
      id: 'flyway/unsupported-database',
      cause: 'version-skew',
      pattern: /Unsupported Database: (?<what>[\w ]{1,40}[\d.]{1,12})/,
      strength: 'fatal',
      title: 'Flyway is too old for {what}, or lacks its database module',
      example: 'org.flywaydb.core.api.FlywayException: Unsupported Database: PostgreSQL 16.2',
      source: 'flyway/flyway DatabaseTypeRegister.java',
    },
    {
      id: 'flyway/location',
      cause: 'schema-migration-failed',
      pattern:
        /(?:Unable to resolve location (?<file>(?:classpath|filesystem):\S{1,160})|Found more than one migration with version (?<what>[\w.]{1,40})|Unable to resolve location\(s\))/,
      strength: 'fatal',
      title: "Flyway's migrations are not where it looks, or two have one version",
      example: [
        'org.flywaydb.core.api.FlywayException: Found more than one migration with version 3',
        'ERROR: Unable to resolve location classpath:db/migration',
      ],
      source: 'flyway/flyway CompositeMigrationResolver.java',
    },
    {
      id: 'flyway/edition',
      cause: 'license',
      pattern:
        /FlywayEditionUpgradeRequiredException: (?<what>.{1,160})|Flyway (?:Teams|Enterprise) Edition or .{1,60} upgrade required/,
      strength: 'fatal',
      title: "Flyway's free edition does not support this database or feature",
      example:
        'org.flywaydb.core.internal.license.FlywayEditionUpgradeRequiredException: Flyway Teams Edition or MySQL upgrade required: MySQL 5.6 is no longer supported by Flyway Community Edition',
      source: 'flyway/flyway FlywayEditionUpgradeRequiredException.java',
    },
    {
      id: 'hibernate/dialect-metadata',
      cause: 'dependency-unreachable',
      pattern: /Unable to determine Dialect without JDBC metadata/,
      strength: 'error',
      title: 'Hibernate could not reach the database to learn its dialect; the cause stands above',
      example:
        "org.hibernate.HibernateException: Unable to determine Dialect without JDBC metadata (please set 'jakarta.persistence.jdbc.url' for common cases or 'hibernate.dialect' when a custom Dialect implementation must be provided)",
      source: 'hibernate/hibernate-orm DialectFactoryImpl.java',
    },
    {
      id: 'java-tls/cannot-recover-key',
      cause: 'tls-cert',
      pattern:
        /UnrecoverableKeyException: (?<what>Cannot recover key|Get Key failed: .{1,100}|failed to decrypt safe contents entry.{0,80})|DerInputStream\.getLength\(\): lengthTag=\d+, too big/,
      strength: 'fatal',
      title: "The key store's key has another password, or the store is of another format",
      example: [
        'java.security.UnrecoverableKeyException: Cannot recover key',
        'java.io.IOException: DerInputStream.getLength(): lengthTag=109, too big.',
      ],
      source:
        'OpenJDK sun/security/provider/KeyProtector.java, sun/security/util/DerInputStream.java',
    },
    {
      id: 'quarkus/config-validation',
      cause: 'env-missing',
      pattern:
        /ConfigValidationException: Configuration validation failed:|SRCFG00040: .{0,40}property (?<setting>[\w.-]{1,120}) .{0,40}empty String/,
      strength: 'error',
      title: 'Quarkus refuses its configuration; the next lines name the properties',
      example: [
        'io.smallrye.config.ConfigValidationException: Configuration validation failed:',
        'java.util.NoSuchElementException: SRCFG00040: The config property server.token is defined as the empty String ("") which the following Converter considered to be null',
      ],
      source: 'smallrye/smallrye-config ConfigMessages.java',
    },
    {
      id: 'micronaut/bean-instantiation',
      cause: 'app-exception',
      pattern:
        /(?:DependencyInjectionException|BeanInstantiationException): (?:Error instantiating bean of type|Bean definition \[)\s*\[?(?<name>[\w.$]{1,160})/,
      strength: 'error',
      title: 'Micronaut cannot make the bean {name}; the lines below say why',
      example:
        'io.micronaut.context.exceptions.BeanInstantiationException: Error instantiating bean of type [com.acme.OrderRepository]',
      source: 'micronaut-projects/micronaut-core inject exceptions',
    },
    {
      id: 'quarkus/failed-to-start',
      cause: 'app-exception',
      pattern: /\[io\.quarkus\.runtime\.Application\] \(main\) Failed to start application/,
      strength: 'error',
      title: 'Quarkus could not start; the cause stands in the trace',
      example:
        '2026-11-20 10:00:00,000 ERROR [io.quarkus.runtime.Application] (main) Failed to start application',
      source: 'quarkusio/quarkus Application.java',
    },
  ],
}
