import type { SignatureFamily } from '@unloop/engine/scanner'

/** Tools and frameworks that bring a database schema to the version of the code. */
export const migrations: SignatureFamily = {
  programs: [
    'Flyway',
    'Liquibase',
    'golang-migrate',
    'goose',
    'Prisma',
    'Rails migrations',
    'Knex',
    'TypeORM',
    'Sequelize',
    'EF Core',
    'Ecto',
    'Laravel',
    'Doctrine',
    'SQLx',
    'Diesel',
    'dbmate',
    'Atlas',
  ],
  signatures: [
    {
      id: 'flyway/validate-failed',
      cause: 'schema-migration-failed',
      pattern:
        /(?:FlywayValidateException|Validate failed: Migrations have failed validation|Migration checksum mismatch for migration version (?<name>\S+)|Detected (?:resolved migration not applied|failed migration|applied migration not resolved)(?<what>.{0,80}))/,
      strength: 'fatal',
      title: 'Flyway finds that the schema history and the migration files differ: {name}',
      example: [
        'org.flywaydb.core.api.exception.FlywayValidateException: Validate failed: Migrations have failed validation',
        'Migration checksum mismatch for migration version 3',
        'Detected failed migration to version 12 (add orders index).',
      ],
      source: 'flyway flyway-core DbValidate.java',
    },
    {
      id: 'flyway/migration-failed',
      cause: 'schema-migration-failed',
      pattern:
        /(?:Flyway(?:Migrate|SqlScript)(?:Exception)?|Script (?<file>\S+\.sql) failed|Migration of schema \S+ to version .{1,80} failed|Found non-empty schema\(s\) .{1,80} but no schema history table|Schema \S+ contains a failed migration to version)/,
      strength: 'fatal',
      title: 'A Flyway migration fails: {file}',
      example: [
        'Script V12__add_orders_index.sql failed',
        'Migration of schema "public" to version "12 - add orders index" failed! Changes successfully rolled back.',
        'org.flywaydb.core.api.FlywayException: Found non-empty schema(s) "public" but no schema history table. Use baseline() or set baselineOnMigrate to true to initialize the schema history table.',
      ],
      source: 'flyway flyway-core DbMigrate.java',
    },
    {
      id: 'liquibase/migration-failed',
      cause: 'schema-migration-failed',
      pattern:
        /(?:liquibase\.exception\.(?!.{0,400}(?:[Cc]onnection refused|no such host|[Pp]assword authentication|Access denied|i\/o timeout|timed out|SQLSTATE 3D|deadline exceeded|UnknownHost|permission denied for))(?:MigrationFailedException|ValidationFailedException|LiquibaseException|CommandExecutionException|DatabaseException|ChangeLogParseException)|Migration failed for changeset (?<name>\S+)|Validation Failed: \d+ change ?sets?)/,
      strength: 'error',
      title: 'A Liquibase change set fails: {name}',
      example: [
        'liquibase.exception.MigrationFailedException: Migration failed for changeset db/changelog/012.xml::012::app:',
        'liquibase.exception.ValidationFailedException: Validation Failed: 1 changesets check sum',
      ],
      source: 'liquibase liquibase-core',
    },
    {
      id: 'liquibase/lock',
      cause: 'schema-migration-failed',
      pattern: /Could not acquire change ?log lock\.(?: +Currently locked by (?<name>\S+))?/,
      strength: 'fatal',
      title: 'The change log lock of Liquibase is held, by {name}',
      explain:
        'Another instance migrates at this moment, or one was killed while it did and left its row in DATABASECHANGELOGLOCK. Each start waits for five minutes and then fails.',
      example:
        'liquibase.exception.LockException: Could not acquire change log lock.  Currently locked by orders-7d9c5-abcde (10.244.1.9) since 11/21/26, 12:41 AM',
      source: 'liquibase lockservice/StandardLockService.java',
      fix: {
        title:
          'When no migration runs, release the lock (UPDATE DATABASECHANGELOGLOCK SET LOCKED=FALSE, or liquibase release-locks)',
        where: 'data',
        risk: 'medium',
      },
    },
    {
      id: 'liquibase/waiting-for-lock',
      cause: 'schema-migration-failed',
      pattern: /Waiting for changelog lock/,
      strength: 'hint',
      title: 'Liquibase waits for the change log lock',
      example: 'INFO liquibase.lockservice : Waiting for changelog lock....',
      source: 'liquibase lockservice/StandardLockService.java',
    },
    {
      id: 'golang-migrate/dirty',
      cause: 'schema-migration-failed',
      pattern: /Dirty database version (?<what>-?\d+)\. Fix and force version/,
      strength: 'fatal',
      title: 'The schema is marked dirty at version {what}',
      explain:
        'A former migration failed half way. golang-migrate refuses to go on until somebody repaired the schema and set its version.',
      example: 'Failed to apply migrations: Dirty database version 1. Fix and force version.',
      source: 'golang-migrate/migrate migrate.go ErrDirty',
      from: ['069-multicluster-operator-dirty'],
      fix: {
        title: 'Repair what version {what} left, then set the version: migrate force',
        where: 'data',
        risk: 'high',
      },
    },
    {
      id: 'golang-migrate/failed',
      cause: 'schema-migration-failed',
      pattern:
        /(?:migration failed(?: in line \d+)?: (?!.{0,400}(?:[Cc]onnection refused|no such host|[Pp]assword authentication|Access denied|i\/o timeout|timed out|SQLSTATE 3D|deadline exceeded|UnknownHost|permission denied for))(?<what>.{1,160})|no migration found for version (?<name>\d+)|(?:failed|error|unable|could not)\b.{0,40}\b(?:run|running|apply|applying|execute|executing|perform) (?:the )?(?:\w{1,20} )?(?:database |schema |db )?migrations?\b[: ]+(?!.{0,400}(?:[Cc]onnection refused|no such host|[Pp]assword authentication|Access denied|i\/o timeout|timed out|SQLSTATE 3D|deadline exceeded|UnknownHost|permission denied for))(?<why>.{1,160}))/i,
      strength: 'error',
      title: 'A database migration fails: {what}',
      example: [
        'migration failed: syntax error at or near "VARCHARR" (column 12) in line 3: CREATE TABLE',
        'no migration found for version 20261121: read down for version 20261121 .: file does not exist',
        'level=fatal msg="failed to run migrations: error: column "tenant" of relation "orders" already exists"',
      ],
      source: 'golang-migrate/migrate database/driver.go',
      from: ['069-multicluster-operator-dirty'],
    },
    {
      id: 'goose/failed',
      cause: 'schema-migration-failed',
      pattern:
        /goose(?: run)?: (?:ERROR|failed|error)?.{0,40}(?:failed to run SQL migration|ERROR (?<file>\S+\.(?:sql|go))|missing \(out-of-order\) migrations|partial migration error)/,
      strength: 'fatal',
      title: 'A goose migration fails {file}',
      example: [
        '2026/11/21 00:45:49 goose run: ERROR 00012_orders.sql: failed to run SQL migration: failed to execute SQL query',
        'goose: failed to run SQL migration "00012_orders.sql": pq: relation "orders" already exists',
      ],
      source: 'pressly/goose migration_sql.go',
    },
    {
      id: 'prisma/failed-migrations',
      cause: 'schema-migration-failed',
      pattern:
        /(?:\bP30(?:05|06|08|09|18|19)\b|migrate found failed migrations in the target database|A migration failed to apply|The database schema is not empty)/,
      strength: 'fatal',
      title: 'Prisma finds a failed migration, or a schema that it did not make',
      example: [
        'Error: P3009',
        'migrate found failed migrations in the target database, new migrations will not be applied.',
        'Error: P3018',
      ],
      source: 'prisma documentation, error reference P3xxx',
      fix: {
        title:
          'Repair the schema and mark the migration: prisma migrate resolve --applied or --rolled-back',
        where: 'data',
        risk: 'medium',
      },
    },
    {
      id: 'prisma/unreachable',
      cause: 'dependency-unreachable',
      pattern: /Can't reach database server at `?(?<host>[^\s:`]+)`?:`?(?<port>\d+)`?/,
      strength: 'fatal',
      title: 'Prisma cannot reach the database at {host}:{port}',
      example: [
        "PrismaClientInitializationError: Can't reach database server at `orders-db:5432`",
        "Error: P1001: Can't reach database server at `orders-db`:`5432`",
      ],
      source: 'prisma documentation, error reference P1001',
    },
    {
      id: 'prisma/authentication',
      cause: 'dependency-auth-failed',
      pattern:
        /Authentication failed against (?:the )?database server(?: at `(?<host>[^`]+)`)?, the provided database credentials for `(?<user>[^`]+)` are not valid|User `?(?<name>[^`\s]+)`? was denied access on the database `?(?<database>[^`\s]+)/,
      strength: 'fatal',
      title: 'The database rejects the credentials of {user}',
      example: [
        'Error: P1000: Authentication failed against database server at `orders-db`, the provided database credentials for `app` are not valid.',
        'User `app` was denied access on the database `orders.public`',
      ],
      source: 'prisma documentation, error reference P1000, P1010',
    },
    {
      id: 'prisma/database-missing',
      cause: 'dependency-auth-failed',
      pattern: /Database `?(?<database>[^`\s]+)`? does not exist on the database server at/,
      strength: 'fatal',
      title: 'The server has no database {database}',
      example:
        'Error: P1003: Database `orders` does not exist on the database server at `orders-db:5432`.',
      source: 'prisma documentation, error reference P1003',
    },
    {
      id: 'prisma/variable-missing',
      cause: 'env-missing',
      pattern: /Environment variable not found: (?<env>\w+)/,
      strength: 'fatal',
      title: '{env} is not set',
      example: 'error: Environment variable not found: DATABASE_URL.',
      source: 'prisma documentation, error reference P1012',
    },
    {
      id: 'prisma/url-invalid',
      cause: 'app-config-invalid',
      pattern:
        /the URL must start with the protocol `(?<what>[^`]+)`|The provided database string is invalid|\bP1013\b/,
      strength: 'fatal',
      title: 'DATABASE_URL is not valid for Prisma',
      example:
        'error: Error validating datasource `db`: the URL must start with the protocol `postgresql://` or `postgres://`.',
      source: 'prisma documentation, error reference P1012, P1013',
    },
    {
      id: 'prisma/query-engine-missing',
      cause: 'missing-dependency',
      pattern:
        /Prisma Client could not locate the Query Engine for runtime "(?<what>[^"]+)"|Unable to require\(?`?(?<file>\S*query_engine\S*\.node)|@prisma\/client did not initialize yet/,
      strength: 'fatal',
      title: 'The image has no Prisma query engine for {what}',
      example: [
        'PrismaClientInitializationError: Prisma Client could not locate the Query Engine for runtime "linux-musl-openssl-3.0.x".',
        'Error: @prisma/client did not initialize yet. Please run "prisma generate" and try to import it again.',
      ],
      source: 'prisma documentation, binaryTargets',
      fix: {
        title:
          'Add the target to binaryTargets of schema.prisma and run prisma generate in the image build',
        where: 'image',
        risk: 'low',
      },
    },
    {
      id: 'rails/pending-migrations',
      cause: 'schema-migration-failed',
      pattern:
        /ActiveRecord::PendingMigrationError|Migrations are pending\. To resolve this issue, run|PendingMigrationError/,
      strength: 'fatal',
      title: 'Rails migrations are pending',
      example: [
        'Migrations are pending. To resolve this issue, run: (ActiveRecord::PendingMigrationError)',
      ],
      source: 'rails activerecord/lib/active_record/migration.rb',
    },
    {
      id: 'rails/migration-failed',
      cause: 'schema-migration-failed',
      pattern:
        /An error has occurred, (?:this and )?all later migrations canceled|ActiveRecord::(?:IrreversibleMigration|ConcurrentMigrationError|DuplicateMigration\w*Error|IllegalMigrationNameError|UnknownMigrationVersionError)/,
      strength: 'fatal',
      title: 'A Rails migration fails',
      example: [
        'StandardError: An error has occurred, all later migrations canceled:',
        'ActiveRecord::ConcurrentMigrationError: Cannot run migrations because another migration process is currently running.',
      ],
      source: 'rails activerecord/lib/active_record/migration.rb',
    },
    {
      id: 'rails/no-database',
      cause: 'dependency-auth-failed',
      pattern:
        /We could not find your database: (?<database>\S+?)\. |ActiveRecord::NoDatabaseError/,
      strength: 'fatal',
      title: 'The database {database} does not exist',
      example:
        'ActiveRecord::NoDatabaseError: We could not find your database: app_production. Available database configurations can be found in config/database.yml.',
      source: 'rails activerecord/lib/active_record/errors.rb',
    },
    {
      id: 'rails/database-connection',
      cause: 'dependency-auth-failed',
      pattern:
        /There is an issue connecting to your database with your username\/password, username: (?<user>\S+?)\./,
      strength: 'fatal',
      title: 'The database rejects the credentials of {user}',
      example:
        'ActiveRecord::DatabaseConnectionError: There is an issue connecting to your database with your username/password, username: app.',
      source: 'rails activerecord/lib/active_record/errors.rb',
    },
    {
      id: 'rails/host-connection',
      cause: 'dependency-unreachable',
      pattern: /There is an issue connecting with your hostname: (?<host>\S+?)\.(?:\s|$)/,
      strength: 'fatal',
      title: 'The database at {host} cannot be reached',
      example:
        'ActiveRecord::DatabaseConnectionError: There is an issue connecting with your hostname: orders-db.',
      source: 'rails activerecord/lib/active_record/errors.rb',
    },
    {
      id: 'knex/migrations',
      cause: 'schema-migration-failed',
      pattern:
        /(?:The migration directory is corrupt, the following files are missing: (?<file>\S+)|Migration table is already locked|migration file "(?<name>[^"]+)" failed|MigrationLocked)/,
      strength: 'fatal',
      title: 'Knex cannot migrate: {file}',
      example: [
        'Error: The migration directory is corrupt, the following files are missing: 20261101_orders.js',
        'MigrationLocked: Migration table is already locked',
        'migration file "20261121_orders.js" failed',
      ],
      source: 'knex lib/migrations/migrate/Migrator.js',
      fix: {
        title: 'Release a stale lock with knex migrate:unlock, ship the missing files',
        where: 'data',
        risk: 'medium',
      },
    },
    {
      id: 'typeorm/migration-failed',
      cause: 'schema-migration-failed',
      pattern:
        /Migration "(?<name>[^"]+)" failed, error: (?<what>.{1,160})|Error during migration run/,
      strength: 'fatal',
      title: 'The TypeORM migration {name} fails: {what}',
      example: [
        'Migration "AddTenant1700000000000" failed, error: column "tenant" of relation "orders" already exists',
        'Error during migration run:',
      ],
      source: 'typeorm src/migration/MigrationExecutor.ts',
    },
    {
      id: 'sequelize/connection',
      cause: 'dependency-unreachable',
      pattern:
        /Sequelize(?:ConnectionRefused|HostNotReachable|ConnectionTimedOut|ConnectionAcquireTimeout)Error/,
      strength: 'fatal',
      title: 'Sequelize cannot reach the database',
      example:
        'ConnectionRefusedError [SequelizeConnectionRefusedError]: connect ECONNREFUSED 10.96.3.7:5432',
      source: 'sequelize src/errors/connection',
    },
    {
      id: 'sequelize/access-denied',
      cause: 'dependency-auth-failed',
      pattern: /SequelizeAccessDeniedError/,
      strength: 'fatal',
      title: 'The database rejects the credentials',
      example:
        "AccessDeniedError [SequelizeAccessDeniedError]: Access denied for user 'app'@'10.244.1.9' (using password: YES)",
      source: 'sequelize src/errors/connection',
    },
    {
      id: 'ef-core/pending-changes',
      cause: 'schema-migration-failed',
      pattern:
        /The model for context '(?<name>[^']+)' has pending changes|There is already an object named '(?<what>[^']+)' in the database|PendingModelChangesWarning|Failed executing DbCommand .{0,400}(?:__EFMigrationsHistory|CREATE TABLE|ALTER TABLE)/,
      strength: 'error',
      title: 'An EF Core migration fails',
      example: [
        "System.InvalidOperationException: An error was generated for warning 'Microsoft.EntityFrameworkCore.Migrations.PendingModelChangesWarning': The model for context 'OrdersContext' has pending changes. Add a new migration before updating the database.",
        "Microsoft.Data.SqlClient.SqlException (0x80131904): There is already an object named 'Orders' in the database.",
      ],
      source: 'dotnet/efcore src/EFCore.Relational',
    },
    {
      id: 'ecto/pending-migrations',
      cause: 'schema-migration-failed',
      pattern:
        /Phoenix\.Ecto\.PendingMigrationError|there are pending migrations for repo|\(Ecto\.MigrationError\) (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'An Ecto migration is pending or fails: {what}',
      example: [
        '** (Phoenix.Ecto.PendingMigrationError) there are pending migrations for repo: Shop.Repo. Try running `mix ecto.migrate` in the command line to migrate it',
        "** (Ecto.MigrationError) migrations can't be executed, migration version 20261121 is duplicated",
      ],
      source: 'elixir-ecto/ecto_sql lib/ecto/migrator.ex; phoenix_ecto',
    },
    {
      id: 'sqlx/migration-mismatch',
      cause: 'schema-migration-failed',
      pattern:
        /migration (?<name>\d+) was previously applied but (?:is missing in the resolved migrations|has been modified)|VersionM(?:issing|ismatch)\(|while executing migration (?<file>\d+)|migration (?<dirty>\d+) is partially applied/,
      strength: 'fatal',
      title: 'The applied migrations and those of the program differ at {name}',
      example: [
        'Error: migration 20261121 was previously applied but is missing in the resolved migrations',
        'called `Result::unwrap()` on an `Err` value: VersionMismatch(20261121)',
        'Error: while executing migrations: error returned from database: relation "orders" already exists: while executing migration 3',
      ],
      source: 'launchbadge/sqlx sqlx-core/src/migrate/error.rs',
    },
    {
      id: 'diesel/migration-failed',
      cause: 'schema-migration-failed',
      pattern:
        /Failed to run (?<name>\S+) with: (?<what>.{1,160})|[Rr]efinery.{0,60}(?:`(?:error applying migrations|divergent|missing)|applied migration \S+ is (?:different|missing))/,
      strength: 'error',
      title: 'The migration {name} fails: {what}',
      example: 'Failed to run 2026-11-21-000000_orders with: relation "orders" already exists',
      source: 'diesel diesel_migrations; rust-db/refinery',
    },
    {
      id: 'doctrine/migrations',
      cause: 'schema-migration-failed',
      pattern:
        /Migration (?<name>[\w\\]+) failed during (?:Execution|Pre-Checks|Post-Checks|Before)|previously executed migrations? in the database that (?:is|are) not registered/,
      strength: 'error',
      title: 'The Doctrine migration {name} fails',
      example:
        '[error] Migration DoctrineMigrations\\Version20261121 failed during Execution. Error: "An exception occurred while executing a query"',
      source: 'doctrine/migrations DbalExecutor.php',
    },
    {
      id: 'atlas/migrate',
      cause: 'schema-migration-failed',
      pattern:
        /(?:Error: )?sql\/migrate: (?<what>.{4,160})|Error: checksum mismatch.{0,40}atlas\.sum/,
      strength: 'fatal',
      title: 'Atlas cannot migrate: {what}',
      example:
        'Error: sql/migrate: connected database is not clean: found table "orders" in schema "public". baseline version or allow-dirty is required',
      source: 'ariga/atlas sql/migrate',
    },
  ],
}
