import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the database drivers and mappers of Node say when a database cannot be used. */
export const nodeDrivers: SignatureFamily = {
  programs: [
    'node-postgres',
    'mysql2',
    'MongoDB driver',
    'Mongoose',
    'ioredis',
    'node-redis',
    'Prisma',
    'TypeORM',
    'Sequelize',
    'Knex',
    'tedious',
    'Elasticsearch JS',
  ],
  signatures: [
    {
      id: 'node-pg/connection-terminated',
      cause: 'dependency-unreachable',
      pattern:
        /Error: (?:Connection terminated (?:due to connection timeout|unexpectedly)|timeout exceeded when trying to connect)/,
      strength: 'error',
      title: 'PostgreSQL does not answer node-postgres in time, or closes the connection',
      example: [
        'Error: Connection terminated due to connection timeout',
        'Error: timeout exceeded when trying to connect',
        'SequelizeConnectionError: Connection terminated unexpectedly',
      ],
      source: 'brianc/node-postgres packages/pg/lib/client.js, packages/pg-pool/index.js',
    },
    {
      id: 'node-mysql/handshake',
      cause: 'dependency-unreachable',
      pattern:
        /Error: (?:Handshake inactivity timeout|connect ETIMEDOUT$|Quit inactivity timeout)|PROTOCOL_(?:CONNECTION_LOST|SEQUENCE_TIMEOUT|PACKETS_OUT_OF_ORDER)/,
      strength: 'error',
      title: 'MySQL does not finish the handshake, or closes the connection',
      example: [
        'Error: Handshake inactivity timeout',
        "Error: Connection lost: The server closed the connection. code: 'PROTOCOL_CONNECTION_LOST'",
      ],
      source: 'mysqljs/mysql lib/protocol; sidorares/node-mysql2 lib/base/connection.js',
    },
    {
      id: 'mongoose/buffering',
      cause: 'dependency-unreachable',
      pattern:
        /MongooseError: Operation `(?<what>[\w.]{1,120}\(\))` buffering timed out after \d+ms/,
      strength: 'fatal',
      title: 'Mongoose has no connection to MongoDB: {what} waited in vain',
      example: 'MongooseError: Operation `users.find()` buffering timed out after 10000ms',
      source: 'Automattic/mongoose lib/drivers/node-mongodb-native/collection.js',
    },
    {
      id: 'mongo-node/wire-version',
      cause: 'version-skew',
      pattern:
        /Server at (?<host>\S{1,253}) reports (?:maximum|minimum) wire version \d+, but this version of the Node\.js Driver requires/,
      strength: 'fatal',
      title: 'The MongoDB server {host} and the Node driver are too many versions apart',
      example:
        'MongoServerSelectionError: Server at mongo:27017 reports maximum wire version 6, but this version of the Node.js Driver requires at least 8 (MongoDB 4.2)',
      source: 'mongodb/node-mongodb-native src/sdam/server_description.ts, src/cmap/connect.ts',
    },
    {
      id: 'mongo-node/network',
      cause: 'dependency-unreachable',
      pattern:
        /MongoNetwork(?:Timeout)?Error: (?!getaddrinfo|.{0,120}(?:certificate|SSL|TLS|tls|ssl))(?<what>.{1,120})/,
      strength: 'error',
      title: 'The connection to MongoDB fails: {what}',
      example: [
        'MongoNetworkError: connection 1 to 10.96.8.8:27017 closed',
        'MongoNetworkTimeoutError: connection timed out',
      ],
      source: 'mongodb/node-mongodb-native src/error.ts',
    },
    {
      id: 'mongo-node/tls',
      cause: 'tls-cert',
      pattern:
        /Mongo(?:Network|ServerSelection|oseServerSelection)Error: .{0,120}(?:self[- ]signed certificate|unable to (?:verify|get)|certificate has expired|SSL alert|tlsv1 alert|Hostname\/IP does not match)(?<what>.{0,100})/,
      strength: 'fatal',
      title: 'TLS to MongoDB fails',
      example: 'MongoServerSelectionError: self-signed certificate in certificate chain',
      source: 'mongodb/node-mongodb-native src/cmap/connect.ts',
    },
    {
      id: 'ioredis/cluster-slots',
      cause: 'dependency-unreachable',
      pattern: /(?:ClusterAllFailedError|Error): Failed to refresh slots cache\./,
      strength: 'fatal',
      title: 'No node of the Redis cluster answers ioredis',
      example: 'ClusterAllFailedError: Failed to refresh slots cache.',
      source: 'redis/ioredis lib/cluster/index.ts',
    },
    {
      id: 'ioredis/sentinels',
      cause: 'dependency-unreachable',
      pattern:
        /All sentinels are unreachable(?:\. Retrying from scratch| and retry is disabled)(?:.{0,20} Last error: (?<what>.{1,120}))?/,
      strength: 'fatal',
      title: 'No Redis sentinel answers ioredis',
      example:
        'Error: All sentinels are unreachable. Retrying from scratch after 10ms. Last error: Connection is closed.',
      source: 'redis/ioredis lib/connectors/SentinelConnector/index.ts',
    },
    {
      id: 'ioredis/closed',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Error: Connection is closed\.|Error: Stream isn't writeable and enableOfflineQueue options is false|SocketClosedUnexpectedlyError: Socket closed unexpectedly|ConnectionTimeoutError: Connection timeout|ClientOfflineError: The client is offline)/,
      strength: 'error',
      title: 'The connection to Redis is closed or never came about',
      example: [
        'Error: Connection is closed.',
        'SocketClosedUnexpectedlyError: Socket closed unexpectedly',
      ],
      source: 'redis/ioredis lib/utils; redis/node-redis packages/client/lib/errors.ts',
    },
    {
      id: 'node-redis/client-closed',
      cause: 'app-exception',
      pattern: /ClientClosedError: The client is closed/,
      strength: 'error',
      title: 'node-redis is used before connect(), or after its end',
      example: 'ClientClosedError: The client is closed',
      source: 'redis/node-redis packages/client/lib/errors.ts',
    },
    {
      id: 'redis-client/cluster-mode',
      cause: 'app-config-invalid',
      pattern:
        /ERR This instance has cluster support disabled|(?:ReplyError|ERR|redis\.exceptions\.\w+Error|ResponseError|\(error\))[:)]? MOVED \d{1,5} (?<host>[\w.:-]{3,100})/,
      strength: 'error',
      title: 'A Redis cluster is used by a client without cluster mode, or the other way round',
      example: [
        'ReplyError: ERR This instance has cluster support disabled',
        'ReplyError: MOVED 3999 10.244.1.7:6381',
      ],
      source: 'redis src/cluster.c',
    },
    {
      id: 'prisma/table-missing',
      cause: 'schema-migration-failed',
      pattern:
        /The (?<what>table|column) `(?<name>[\w.]{1,120})` does not exist in the current database/,
      strength: 'error',
      title: 'The {what} {name} is missing: the migrations have not run on this database',
      example:
        'PrismaClientKnownRequestError: The table `public.User` does not exist in the current database.',
      source: 'prisma docs, error reference P2021, P2022',
    },
    {
      id: 'prisma/pool-timeout',
      cause: 'dependency-unreachable',
      pattern: /Timed out fetching a new connection from the connection pool/,
      strength: 'error',
      title: "All connections of Prisma's pool are in use or cannot be made",
      example:
        'Timed out fetching a new connection from the connection pool. More info: http://pris.ly/d/connection-pool (Current connection pool timeout: 10, connection limit: 5)',
      source: 'prisma docs, error reference P2024',
    },
    {
      id: 'prisma/schema-file',
      cause: 'config-file-missing',
      pattern:
        /Could not (?:find|load) (?:a schema\.prisma file|Prisma Schema|`?--schema`? from provided path)(?<what>.{0,120})/,
      strength: 'fatal',
      title: "Prisma's schema file is not in the image",
      example: 'Error: Could not find Prisma Schema that is required for this command.',
      source: 'prisma/prisma packages/internals/src/cli/getSchema.ts',
    },
    {
      id: 'prisma/empty-url',
      cause: 'env-missing',
      pattern:
        /You must provide a nonempty URL\. The environment variable `(?<env>\w{1,80})` resolved to an empty string/,
      strength: 'fatal',
      title: 'The variable {env} is empty',
      example:
        'error: Error validating datasource `db`: You must provide a nonempty URL. The environment variable `DATABASE_URL` resolved to an empty string.',
      source: 'prisma/prisma-engines psl/psl-core/src/datasource_connector',
    },
    {
      id: 'prisma/schema-engine',
      cause: 'schema-migration-failed',
      pattern:
        /Error: (?:Schema engine|Migration engine) error:|Drift detected: Your database schema is not in sync/,
      strength: 'error',
      title: "Prisma's migration fails; the next line says why",
      example: 'Error: Schema engine error:',
      source: 'prisma/prisma packages/migrate/src/SchemaEngine.ts',
    },
    {
      id: 'typeorm/nest-retry',
      cause: 'dependency-unreachable',
      pattern:
        /\[(?:TypeOrmModule|MongooseModule|SequelizeModule|MikroOrmModule)\].{0,20}Unable to connect to the database(?: \((?<name>[\w-]{1,60})\))?\. Retrying \((?<what>\d+)\)/,
      strength: 'error',
      title: 'NestJS cannot connect to its database, attempt {what}; the next line says why',
      example:
        '[Nest] 1  - 11/20/2026, 10:00:00 AM   ERROR [TypeOrmModule] Unable to connect to the database. Retrying (1)...',
      source: 'nestjs/typeorm lib/common/typeorm.utils.ts handleRetry',
    },
    {
      id: 'typeorm/data-source',
      cause: 'app-config-invalid',
      pattern:
        /(?:MissingDriverError: Wrong driver: "?(?<what>[\w-]{1,60})"? given|DataTypeNotSupportedError: Data type "(?<name>[^"]{1,40})" in "(?<setting>[^"]{1,100})" is not supported|CannotConnectAlreadyConnectedError|ConnectionNotFoundError: Connection "(?<database>[^"]{1,80})" was not found)/,
      strength: 'fatal',
      title: 'TypeORM refuses its data source settings',
      example: [
        'MissingDriverError: Wrong driver: "undefined" given. Supported drivers are: "aurora-mysql", "aurora-postgres"',
        'DataTypeNotSupportedError: Data type "datetime" in "User.created" is not supported by "postgres" database.',
      ],
      source: 'typeorm/typeorm src/error',
    },
    {
      id: 'typeorm/driver-package',
      cause: 'missing-dependency',
      pattern:
        /DriverPackageNotInstalledError: (?<module>[\w -]{1,60}) package has not been found installed|Error: Please install (?<name>[\w@\/-]{1,60}) package manually/,
      strength: 'fatal',
      title: 'The database driver of the configured dialect is not in the image',
      example: [
        'DriverPackageNotInstalledError: Postgres package has not been found installed. Please try to install it manually.',
        'Error: Please install pg package manually',
      ],
      source:
        'typeorm/typeorm src/error/DriverPackageNotInstalledError.ts; sequelize abstract/connection-manager',
    },
    {
      id: 'typeorm/query-schema',
      cause: 'schema-migration-failed',
      pattern:
        /(?:QueryFailedError|SequelizeDatabaseError|DatabaseError \[SequelizeDatabaseError\]|DrizzleQueryError)[^:]{0,40}: (?:relation "(?<name>[^"]{1,100})" (?:does not exist|already exists)|column "?(?<what>[\w."]{1,100}?)"? (?:of relation "[^"]{1,80}" )?(?:does not exist|already exists)|Table '[^']{1,100}' (?:doesn't exist|already exists)|Unknown column '[^']{1,100}'|SQLITE_ERROR: no such (?:table|column): [\w.]{1,100})/,
      strength: 'error',
      title: "The database's schema is not the one that the program expects",
      example: [
        'QueryFailedError: column "x" of relation "users" already exists',
        'QueryFailedError: SQLITE_ERROR: no such table: users',
      ],
      source: 'typeorm/typeorm src/error/QueryFailedError.ts',
    },
    {
      id: 'typeorm/no-metadata',
      cause: 'app-exception',
      pattern:
        /EntityMetadataNotFoundError: No metadata for "(?<name>[^"]{1,100})" was found|RepositoryNotFoundError: No repository for "(?<what>[^"]{1,100})" was found/,
      strength: 'fatal',
      title: 'TypeORM does not know an entity: its files are not where the data source looks',
      example: 'EntityMetadataNotFoundError: No metadata for "User" was found.',
      source: 'typeorm/typeorm src/error/EntityMetadataNotFoundError.ts',
    },
    {
      id: 'sequelize/dialect',
      cause: 'env-missing',
      pattern:
        /Error: Dialect needs to be explicitly supplied as of v4\.0\.0|The dialect (?<what>\w{1,40}) is not supported\. Supported dialects/,
      strength: 'fatal',
      title: "Sequelize's dialect is not given: its configuration for this NODE_ENV is empty",
      example: 'Error: Dialect needs to be explicitly supplied as of v4.0.0',
      source: 'sequelize src/sequelize.js',
    },
    {
      id: 'sequelize/cli-config',
      cause: 'config-file-missing',
      pattern:
        /ERROR: (?:Error reading "(?<file>[^"]{1,160})"|Attempted to connect with an unknown environment|Cannot find "(?<name>[^"]{1,160})"\. Have you run "sequelize init")/,
      strength: 'fatal',
      title: 'sequelize-cli does not find its configuration',
      example: [
        'ERROR: Attempted to connect with an unknown environment, or no config was found',
        'ERROR: Error reading "config/config.json". Error: SyntaxError: Unexpected end of JSON input',
      ],
      source: 'sequelize/cli src/helpers/config-helper.js',
    },
    {
      id: 'knex/acquire-timeout',
      cause: 'dependency-unreachable',
      pattern: /KnexTimeoutError: Knex: Timeout acquiring a connection/,
      strength: 'error',
      title: 'Knex has no database connection in time',
      example:
        'KnexTimeoutError: Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?',
      source: 'knex/knex lib/client.js',
    },
    {
      id: 'knex/knexfile',
      cause: 'config-file-missing',
      pattern:
        /No knexfile found in this directory|Failed to resolve config file, knex cannot determine where to (?:generate|run) (?:migrations|seeds)/,
      strength: 'fatal',
      title: "Knex' knexfile is not where the command runs",
      example: 'No knexfile found in this directory. Specify a path with --knexfile',
      source: 'knex/knex bin/cli.js',
    },
    {
      id: 'knex/driver-missing',
      cause: 'missing-dependency',
      pattern:
        /Knex: run(?: \$|\n\$)? ?npm install (?<module>[\w-]{1,40})|knex: Required configuration option 'client' is missing/,
      strength: 'fatal',
      title: 'Knex lacks its database driver or client',
      example: 'Error: Knex: run $ npm install pg --save',
      source: 'knex/knex lib/client.js initializeDriver',
    },
    {
      id: 'tedious/failed-to-connect',
      cause: 'tls-cert',
      pattern:
        /ConnectionError: Failed to connect to (?<host>[\w.-]{1,253}):(?<port>\d{1,5}) - (?<what>self[- ]signed certificate.{0,60}|unable to (?:verify|get).{0,80}|.{0,60}(?:SSL|certificate).{0,80})/,
      strength: 'fatal',
      title: 'TLS to SQL Server fails: {what}',
      example: 'ConnectionError: Failed to connect to mssql:1433 - self-signed certificate',
      source: 'tediousjs/tedious src/connection.ts',
    },
    {
      id: 'tedious/server-missing',
      cause: 'env-missing',
      pattern: /The "config\.server" property is required and must be of type string/,
      strength: 'fatal',
      title: 'The SQL Server host that reaches tedious is unset',
      example: 'TypeError: The "config.server" property is required and must be of type string.',
      source: 'tediousjs/tedious src/connection.ts',
    },
    {
      id: 'elasticsearch-js/response',
      cause: 'dependency-auth-failed',
      pattern:
        /ResponseError: (?:security_exception|\{"error":\{"root_cause":\[\{"type":"security_exception)(?<what>.{0,160})/,
      strength: 'error',
      title: 'Elasticsearch rejects the credentials or the rights',
      example:
        'ResponseError: security_exception: [security_exception] Reason: unable to authenticate user [app]',
      source: 'elastic/elastic-transport-js src/errors.ts',
    },
    {
      id: 'elasticsearch-js/node-missing',
      cause: 'env-missing',
      pattern: /ConfigurationError: (?:Missing node\(s\) option|Missing name option)/,
      strength: 'fatal',
      title: 'No Elasticsearch URL reaches the client',
      example: 'ConfigurationError: Missing node(s) option',
      source: 'elastic/elasticsearch-js src/client.ts',
    },
    {
      id: 'drizzle/migrations',
      cause: 'schema-migration-failed',
      pattern:
        /Error: Can't find meta\/_journal\.json file|No config path provided, using default path.{0,20}$|DrizzleError: Failed to run the query/,
      strength: 'fatal',
      title: 'Drizzle does not find its migrations, or one of them fails',
      example: "Error: Can't find meta/_journal.json file",
      source: 'drizzle-team/drizzle-orm drizzle-orm/src/migrator.ts',
    },
    {
      id: 'mikro-orm/discovery',
      cause: 'app-config-invalid',
      pattern:
        /MetadataError: (?:No entities (?:were )?(?:discovered|found)|Only abstract entities were discovered|Entity '(?<name>[^']{1,80})' (?:was not discovered|entity is missing))|\[mikro-orm\].{0,40}(?:config file not found|MikroORM failed to connect to database (?<database>\S{1,60}))/,
      strength: 'fatal',
      title: 'MikroORM finds no entities, or no configuration',
      example: 'MetadataError: No entities were discovered',
      source: 'mikro-orm packages/core/src/errors.ts',
    },
  ],
}
