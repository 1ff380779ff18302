import type { SignatureFamily } from '@unloop/engine/scanner'

/** Content, office, automation and business applications that people host themselves. */
export const businessApps: SignatureFamily = {
  programs: [
    'WordPress',
    'Drupal',
    'Ghost',
    'Strapi',
    'Directus',
    'Nextcloud',
    'ownCloud',
    'Mattermost',
    'Rocket.Chat',
    'Discourse',
    'Mastodon',
    'GitLab',
    'n8n',
    'Node-RED',
    'Odoo',
    'Superset',
    'Metabase',
    'Matomo',
    'Paperless-ngx',
    'NetBox',
    'Home Assistant',
    'Uptime Kuma',
    'Unleash',
    'Backstage',
    'Parse Server',
    'Magento',
    'MediaWiki',
    'Moodle',
    'Wiki.js',
    'BookStack',
    'Outline',
    'Synapse',
    'Jellyfin',
    'Sonarr',
    'Zabbix',
    'LibreNMS',
    'openHAB',
  ],
  signatures: [
    {
      id: 'php-mysqli/refused',
      cause: 'dependency-unreachable',
      pattern:
        /mysqli_real_connect\(\): \(HY000\/200[23]\): (?!php_network_getaddresses)(?<what>[\w ]{1,80})/,
      strength: 'error',
      title: 'MySQL does not answer PHP: {what}',
      example:
        'PHP Warning:  mysqli_real_connect(): (HY000/2002): Connection refused in /var/www/html/wp-includes/class-wpdb.php on line 1982',
      source: 'php-src ext/mysqlnd',
    },
    {
      id: 'drupal/settings-missing',
      cause: 'app-config-invalid',
      pattern:
        /Drupal\\Core\\Database\\(?:ConnectionNotDefinedException|DatabaseNotFoundException|DatabaseAccessDeniedException|DatabaseExceptionWrapper): (?<what>.{1,160})/,
      strength: 'error',
      title: 'Drupal cannot use its database settings: {what}',
      example:
        'Drupal\\Core\\Database\\ConnectionNotDefinedException: The specified database connection is not defined: default in Drupal\\Core\\Database\\Database::openConnection()',
      source: 'drupal/core lib/Drupal/Core/Database',
    },
    {
      id: 'ghost/knex-migrator',
      cause: 'schema-migration-failed',
      pattern:
        /(?:DatabaseIsNotOkError|MigrationHasRunError|MigrationScriptError|LockError|RollbackError): (?<what>.{1,140})|code: 'DB_(?:NOT_INITIALISED|NEEDS_MIGRATION)'/,
      strength: 'fatal',
      title: "Ghost's database is not migrated: {what}",
      example: 'DatabaseIsNotOkError: Migrations are missing. Please run `knex-migrator migrate`.',
      source: 'TryGhost/knex-migrator lib/errors.js',
    },
    {
      id: 'ghost/url',
      cause: 'app-config-invalid',
      pattern:
        /(?:URL in config must be provided with protocol, eg\. "http:\/\/my-ghost-blog\.com"|Invalid database configuration|Ghost was able to start, but errored during boot with: (?!connect |getaddrinfo )(?<what>.{1,140}))/,
      strength: 'fatal',
      title: 'Ghost refuses its settings',
      example:
        '[2026-11-20 10:00:00] ERROR URL in config must be provided with protocol, eg. "http://my-ghost-blog.com"',
      source: 'TryGhost/Ghost ghost/core/core/boot.js, shared/config',
    },
    {
      id: 'strapi/app-keys',
      cause: 'env-missing',
      pattern:
        /(?:App keys are required\. Please set app\.keys in config\/server|Middleware "strapi::session": App keys are required|Missing (?<setting>admin\.auth\.secret|apiToken\.salt|jwtSecret|transfer\.token\.salt)|Missing jwtSecret\. Please, set configuration variable)/,
      strength: 'fatal',
      title: "Strapi's app keys, salts or secrets are not given",
      example: [
        "Error: Middleware \"strapi::session\": App keys are required. Please set app.keys in config/server.js (ex: keys: ['myKeyA', 'myKeyB'])",
        'error: Missing apiToken.salt. Please set apiToken.salt in config/admin.js',
      ],
      source: 'strapi/strapi packages/core',
    },
    {
      id: 'strapi/client',
      cause: 'missing-dependency',
      pattern:
        /(?:Unknown dialect (?<name>\w{1,20})|Missing configuration for connection\.client|Could not load js config file (?<file>\S{1,160}): (?<what>.{1,120}))/,
      strength: 'fatal',
      title: 'Strapi cannot load a configuration file: {what}',
      example:
        "error: Could not load js config file /opt/app/config/plugins.js: Cannot read properties of undefined (reading 'env')",
      source: 'strapi/strapi packages/core/database, packages/core/core',
    },
    {
      id: 'directus/env',
      cause: 'env-missing',
      pattern:
        /"?(?<env>DB_CLIENT|SECRET|KEY|DB_HOST|DB_PORT|DB_DATABASE|DB_USER|DB_PASSWORD|STORAGE_LOCATIONS)"? Environment Variable is missing|Cannot read "(?<file>\S{1,120})" because .*directus/,
      strength: 'fatal',
      title: "Directus' variable {env} is not set",
      example: 'ERROR: "DB_CLIENT" Environment Variable is missing.',
      source: 'directus/directus api/src/utils/validate-env.ts',
    },
    {
      id: 'directus/not-installed',
      cause: 'schema-migration-failed',
      pattern:
        /(?:Database doesn't have Directus tables installed|Database migrations have not all been run|Can't connect to the database\.)/,
      strength: 'error',
      title: "Directus' database is empty, not migrated or not there",
      example: "[10:00:00.000] ERROR: Database doesn't have Directus tables installed.",
      source: 'directus/directus api/src/database/index.ts',
    },
    {
      id: 'nextcloud/data-directory',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Your data directory is (?:not writable|readable by other (?:users|people)|invalid)|Cannot (?:create|write into) "?(?:data|config|apps)"? ?directory|Can't (?:create or )?write into (?<what>data|config|apps) directory(?: (?<file>\S{1,120}))?)/,
      strength: 'fatal',
      title: 'Nextcloud may not write its data or config directory',
      example:
        'Cannot write into "config" directory!  Can\'t create or write into data directory /var/www/html/data',
      source: 'nextcloud/server lib/private/legacy/OC_Util.php, lib/base.php',
    },
    {
      id: 'mattermost/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:Failed to (?:load configuration|initialize (?:config|the config)|validate config).{0,40}error="?(?<what>(?!.{0,200}(?:refused|permission denied)).{1,160})|Error: failed to (?:load configuration|create config store|validate configuration): (?<why>(?!.{0,200}(?:refused|permission denied)).{1,160}))/,
      strength: 'fatal',
      title: 'Mattermost refuses its configuration',
      example:
        'Error: failed to load configuration: failed to create config store: failed to parse config: json: cannot unmarshal string into Go struct field',
      source: 'mattermost/mattermost server/config',
    },
    {
      id: 'mattermost/ping-database',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to ping DB, retrying in|Failed to ping DB|failed to connect to (?:the )?database|cannot connect to database|Failed to ping database after)(?!.{0,300}(?:password authentication|Access denied|no such host|does not exist))(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'Mattermost cannot reach its database',
      example:
        '{"timestamp":"2026-11-20 10:00:00.000 Z","level":"info","msg":"Failed to ping DB","caller":"sqlstore/utils.go:85","error":"dial tcp 10.96.3.7:5432: connect: connection refused","retrying in seconds":10}',
      source: 'mattermost/mattermost server/channels/store/sqlstore',
    },
    {
      id: 'rocketchat/mongo-version',
      cause: 'version-skew',
      pattern:
        /(?:YOUR CURRENT MONGODB VERSION \((?<have>[\d.]+)\) IS NOT SUPPORTED|MongoDB (?:Version|version) (?<ver>[\d.]+) (?:is )?not supported)/,
      strength: 'fatal',
      title: 'Rocket.Chat does not support MongoDB {have}',
      example:
        '| YOUR CURRENT MONGODB VERSION (4.4.29) IS NOT SUPPORTED BY ROCKET.CHAT,                     |',
      source: 'RocketChat/Rocket.Chat apps/meteor/server/startup/serverRunning.js',
    },
    {
      id: 'meteor/oplog',
      cause: 'app-config-invalid',
      pattern:
        /(?:The \$changeStream stage is only supported on replica sets|Must set options\.oplogUrl)/,
      strength: 'fatal',
      title: 'MongoDB is no replica set, which the program needs',
      explain:
        'The change streams or the oplog that the program follows exist only on a replica set, even one of a single member.',
      example: 'MongoServerError: The $changeStream stage is only supported on replica sets',
      source: 'meteor/meteor packages/mongo; MongoDB change streams documentation',
    },
    {
      id: 'meteor/mongo-url',
      cause: 'env-missing',
      pattern:
        /(?:MONGO_URL must be set in environment|Must (?:pass options\.rootUrl or )?set ROOT_URL in the server environment|\$?ROOT_URL.{0,20}must be specified)/,
      strength: 'fatal',
      title: 'A Meteor program lacks MONGO_URL or ROOT_URL',
      example: [
        'Error: MONGO_URL must be set in environment',
        'Error: Must pass options.rootUrl or set ROOT_URL in the server environment',
      ],
      source: 'meteor/meteor packages/mongo, packages/meteor',
    },
    {
      id: 'discourse/redis-url',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Discourse|rails aborted).{0,120}(?:Redis::CannotConnectError|Error connecting to Redis on (?<host>[\w.-]{1,200}):(?<port>\d+))|Error connecting to Redis on (?<name>[\w.-]{1,200}):\d+ \((?<what>[\w:]{1,60})\)/,
      strength: 'error',
      title: 'Redis does not answer the Ruby program',
      example:
        'Redis::CannotConnectError: Error connecting to Redis on localhost:6379 (Errno::ECONNREFUSED)',
      source: 'redis/redis-rb lib/redis/client.rb',
    },
    {
      id: 'mastodon/encryption-keys',
      cause: 'env-missing',
      pattern:
        /(?:Mastodon now requires that these variables are set|ACTIVE_RECORD_ENCRYPTION_(?:DETERMINISTIC_KEY|KEY_DERIVATION_SALT|PRIMARY_KEY).{0,40}(?:missing|required|not set)|secret_key_base.{0,20}must be a type of String)/,
      strength: 'fatal',
      title: "Mastodon's encryption keys or SECRET_KEY_BASE are not given",
      example: 'Mastodon now requires that these variables are set:',
      source: 'mastodon/mastodon config/initializers/active_record_encryption.rb',
    },
    {
      id: 'gitlab/wait-dependencies',
      cause: 'dependency-unreachable',
      pattern:
        /(?:WARNING: Not all services were operational, with data migrations completed|Database Schema - .{0,40}current: (?<have>\d+), codebase: (?<want>\d+)|NOTICE: Database has not been initialized yet)/,
      strength: 'error',
      title: "GitLab's database is not there or not migrated yet",
      example: [
        'WARNING: Not all services were operational, with data migrations completed.',
        'Database Schema - main (gitlab) - current: 20260101000000, codebase: 20260601000000',
      ],
      source: 'gitlab-org/build/CNG gitlab-rails scripts/lib/checks',
    },
    {
      id: 'n8n/encryption-key',
      cause: 'volume-data-incompatible',
      pattern:
        /Mismatching encryption keys\. The encryption key in the settings file (?<file>\S{1,160}) does not match the N8N_ENCRYPTION_KEY/,
      strength: 'fatal',
      title: "n8n's N8N_ENCRYPTION_KEY is another one than the data was written with",
      example:
        'Error: Mismatching encryption keys. The encryption key in the settings file /home/node/.n8n/config does not match the N8N_ENCRYPTION_KEY env var. Please make sure both keys match.',
      source: 'n8n-io/n8n packages/core/src/instance-settings',
    },
    {
      id: 'n8n/database',
      cause: 'dependency-unreachable',
      pattern:
        /(?:There was an error (?:initializing DB|running database migrations)|Exiting due to an error\.|Could not establish database connection within the configured timeout of (?<what>[\d,]+) ms)/,
      strength: 'fatal',
      title: 'n8n cannot reach or migrate its database',
      example: [
        'There was an error initializing DB',
        'Could not establish database connection within the configured timeout of 20,000 ms. Please ensure the database is configured correctly and the server is reachable.',
      ],
      source: 'n8n-io/n8n packages/cli/src/commands/base-command.ts',
    },
    {
      id: 'n8n/service-link',
      cause: 'app-config-invalid',
      pattern:
        /Invalid (?:number )?value for (?<env>N8N_PORT|DB_POSTGRESDB_PORT|QUEUE_BULL_REDIS_PORT|\w{1,60}_PORT)(?: -|:).{0,40}tcp:\/\/|Invalid number value for (?<setting>\w{1,60}): (?<value>tcp:\/\/\S{1,60})/,
      strength: 'fatal',
      title: "{env} holds tcp://…: the Service of that name sets the program's own variable",
      example: 'Invalid number value for N8N_PORT: tcp://10.96.12.4:5678',
      source:
        'n8n-io/n8n packages/@n8n/config; Kubernetes docs, environment variables of a Service',
    },
    {
      id: 'node-red/user-dir',
      cause: 'permission-denied-fs',
      pattern:
        /Error: EACCES: permission denied, (?:copyfile|mkdir|open) '(?<file>\/data\/(?:settings\.js|node_modules|flows\.json|lib|package\.json)?)[^']{0,60}'(?: -> '[^']{0,120}')?|Error loading settings file: (?<path>\S{1,120})/,
      strength: 'fatal',
      title: 'Node-RED may not write its /data, or cannot load its settings',
      example: [
        "Error: EACCES: permission denied, copyfile '/usr/src/node-red/node_modules/node-red/settings.js' -> '/data/settings.js'  Error: EACCES: permission denied, open '/data/settings.js'",
        'Error loading settings file: /data/settings.js',
      ],
      source: 'node-red/node-red packages/node_modules/node-red/red.js',
    },
    {
      id: 'odoo/database-connect',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Database connection failure: (?<what>(?!.{0,200}(?:password|does not exist|translate)).{1,200})|odoo\.sql_db: Connection to the database failed|Using the database user 'postgres' is a security risk)/,
      strength: 'fatal',
      title: 'Odoo cannot use its database',
      example: [
        'Database connection failure: connection to server at "db" (10.96.3.7), port 5432 failed: Connection refused',
        '2026-11-20 10:00:00,000 1 INFO ? odoo.sql_db: Connection to the database failed',
      ],
      source: 'odoo/docker wait-for-psql.py; odoo/odoo odoo/sql_db.py, odoo/cli/server.py',
    },
    {
      id: 'odoo/not-initialized',
      cause: 'schema-migration-failed',
      pattern:
        /(?:Database (?<database>\S{1,80}) not initialized, you can force it with `?-i base|KeyError: 'ir\.http'|relation "ir_module_module" does not exist)/,
      strength: 'error',
      title: "Odoo's database has not been initialised: -i base",
      example:
        '2026-11-20 10:00:00,000 1 ERROR odoo odoo.modules.loading: Database odoo not initialized, you can force it with `-i base`',
      source: 'odoo/odoo odoo/modules/loading.py',
    },
    {
      id: 'superset/decrypt',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Invalid decryption key|ValueError: Invalid decryption key|cryptography\.fernet\.InvalidToken)/,
      strength: 'error',
      title: 'The secret key is another one than the stored secrets were encrypted with',
      example: 'ValueError: Invalid decryption key',
      source: 'kvesteri/sqlalchemy-utils EncryptedType; pyca/cryptography fernet.py',
    },
    {
      id: 'metabase/no-database',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Unable to connect to Metabase (?<what>\w{1,20}) DB|Metabase Initialization FAILED)(?!.{0,200}password)/,
      strength: 'fatal',
      title: 'Metabase cannot use its application database',
      example: [
        '2026-11-20 10:00:00,000 ERROR metabase.core :: Metabase Initialization FAILED',
        'clojure.lang.ExceptionInfo: Unable to connect to Metabase postgres DB.',
      ],
      source: 'metabase/metabase src/metabase/core.clj, src/metabase/db/setup.clj',
    },
    {
      id: 'paperless/redis',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to connect to redis using environment variable PAPERLESS_REDIS|Redis ping #\d+ failed\.?)(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'Paperless cannot reach Redis',
      example: 'Failed to connect to redis using environment variable PAPERLESS_REDIS.',
      source: 'paperless-ngx/paperless-ngx docker/wait-for-redis.py',
    },
    {
      id: 'paperless/checks',
      cause: 'permission-denied-fs',
      pattern:
        /(?:PAPERLESS_\w{1,40} is set but (?:doesn't exist|is not writeable)|Set the permissions of|mkdir: cannot create directory '(?<file>\/usr\/src\/paperless\/\S{1,80})': Permission denied)/,
      strength: 'fatal',
      title: 'Paperless may not use one of its directories',
      example:
        "?: PAPERLESS_DATA_DIR is not writeable  ERRORS: ?: PAPERLESS_CONSUMPTION_DIR is set but doesn't exist.",
      source: 'paperless-ngx/paperless-ngx src/paperless/checks.py',
    },
    {
      id: 'netbox/secret-key',
      cause: 'env-missing',
      pattern:
        /(?:Required parameter (?<setting>\w{1,40}) is missing from configuration|SECRET_KEY must be at least (?<what>\d+) characters in length)/,
      strength: 'error',
      title: "NetBox's {setting} is not given",
      example:
        'django.core.exceptions.ImproperlyConfigured: Required parameter ALLOWED_HOSTS is missing from configuration.',
      source: 'netbox-community/netbox netbox/netbox/settings.py',
    },
    {
      id: 'netbox/database-wait',
      cause: 'dependency-unreachable',
      pattern:
        /(?:⏳ Waiting on DB\.\.\.|❌ Waited \d+s or more for the DB to become ready)(?<what>.{0,80})/,
      strength: 'error',
      title: 'NetBox waits for its database',
      example: '❌ Waited 30s or more for the DB to become ready.',
      source: 'netbox-community/netbox-docker docker/docker-entrypoint.sh',
    },
    {
      id: 'home-assistant/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:Invalid config for (?:\[|')(?<name>[\w.]{1,60})(?:\]|')|Error loading \/config\/configuration\.yaml: (?<what>.{1,160})|Failed to parse YAML|Home Assistant (?:core )?will start in (?:safe|recovery) mode|Activating recovery mode)/,
      strength: 'error',
      title: 'Home Assistant refuses a part of its configuration',
      example:
        "2026-11-20 10:00:00.000 ERROR (MainThread) [homeassistant.config] Invalid config for 'mqtt' at configuration.yaml, line 12",
      source: 'home-assistant/core homeassistant/config.py, bootstrap.py',
    },
    {
      id: 'unleash/database',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to (?:migrate|start (?:Unleash|server)).{0,40}|Unable to connect to (?:the )?database.{0,40})(?:ECONNREFUSED|timeout|terminated)(?<what>.{0,80})/,
      strength: 'fatal',
      title: 'Unleash cannot reach its database',
      example:
        '[2026-11-20T10:00:00.000] [ERROR] server-impl.js - Failed to migrate db Error: connect ECONNREFUSED 10.96.3.7:5432',
      source: 'Unleash/unleash src/lib/server-impl.ts',
    },
    {
      id: 'backstage/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:Backend startup failed due to the following errors|Plugin '(?<name>[\w-]{1,60})' startup failed|Module '(?<module>[\w-]{1,60})' (?:in|for) .{1,60} (?:startup )?failed|Config must be an object|Missing required config value at '(?<setting>[\w.\[\]-]{1,100})'|Configuration does not match schema|Failed to read config file at "(?<file>[^"]{1,160})")(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'Backstage refuses its configuration, or one of its plugins fails to start',
      example: [
        "Error: Missing required config value at 'backend.database.connection.host' in 'app-config.production.yaml'",
        "Error: Plugin 'catalog' startup failed; caused by TypeError: Cannot read properties of undefined",
      ],
      source: 'backstage/backstage packages/config/src/reader.ts, packages/backend-app-api',
    },
    {
      id: 'parse-server/start',
      cause: 'env-missing',
      pattern:
        /ERROR: (?:appId and masterKey are required|Unable to start Parse Server|You must provide a serverURL)(?<what>.{0,100})/,
      strength: 'fatal',
      title: 'Parse Server lacks its appId, masterKey or serverURL',
      example: 'ERROR: appId and masterKey are required',
      source: 'parse-community/parse-server src/cli/parse-server.js',
    },
    {
      id: 'synapse/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:Error in configuration(?: at '(?<setting>[\w.]{1,80})')?:|Missing mandatory `?(?<key>server_name)`? config option|Config file '(?<file>\S{1,160})' does not exist|You have specified a database (?:without|that is not)|Synapse requires).{0,20}/,
      strength: 'fatal',
      title: 'Synapse refuses its configuration',
      example: [
        "Error in configuration at 'listeners.0.port':",
        'Missing mandatory `server_name` config option.',
      ],
      source: 'element-hq/synapse synapse/config/_base.py, server.py',
    },
    {
      id: 'synapse/collation',
      cause: 'volume-data-incompatible',
      pattern:
        /Database has incorrect (?:collation|encoding|values for)[^.]{0,20}(?: of)? ?'?(?<have>[\w.-]{1,30})'?\. (?:Should be|should be) '?(?<want>[\w.-]{1,20})/,
      strength: 'fatal',
      title: "Synapse's database has the collation {have} and must have {want}",
      example:
        "synapse.storage.engines._base.IncorrectDatabaseSetup: Database has incorrect collation of 'en_US.utf8'. Should be 'C'",
      source: 'element-hq/synapse synapse/storage/engines/postgres.py',
    },
    {
      id: 'zabbix/database-schema',
      cause: 'schema-migration-failed',
      pattern:
        /(?:cannot use database ".{1,60}": its "users" table is empty|The Zabbix database version does not match current requirements\. Your database version: (?<have>\d+)\. Required version: (?<want>\d+)|Current database version \(mandatory\/optional\): (?<ver>\d+\/\d+)$|database is down: reconnecting in)/,
      strength: 'fatal',
      title: "Zabbix' database is empty, of another version, or down",
      example: [
        '1:20261120:100000.000 cannot use database "zabbix": its "users" table is empty (is this the Zabbix proxy database?)',
        'The Zabbix database version does not match current requirements. Your database version: 6000000. Required version: 7000000.',
      ],
      source: 'zabbix/zabbix src/libs/zbxdbupgrade, ui/include/classes/core',
    },
    {
      id: 'moodle/dataroot',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Fatal error: \$CFG->dataroot is not (?:configured properly|writable)|Moodle has detected that you are using|\$CFG->wwwroot is not configured|Error: Database connection failed)(?<what>.{0,80})/,
      strength: 'fatal',
      title: 'Moodle cannot use its data directory or database',
      example:
        'Fatal error: $CFG->dataroot is not configured properly, directory does not exist or is not accessible! Exiting.',
      source: 'moodle/moodle lib/setup.php',
    },
    {
      id: 'magento/deployment',
      cause: 'app-config-invalid',
      pattern:
        /(?:The default website isn't defined\. Set the website|Magento\\Framework\\Exception\\(?:RuntimeException|FileSystemException|LocalizedException).{0,40}|Default website.{0,20}not defined|The "?(?<file>[\/\w.-]{1,120}env\.php)"? .{0,40}(?:can't be read|not (?:found|readable))|Please upgrade your database: Run "bin\/magento setup:upgrade")(?<what>.{0,100})/,
      strength: 'fatal',
      title: 'Magento is not set up, or its database is of another version',
      example:
        'Please upgrade your database: Run "bin/magento setup:upgrade" from the Magento root directory.',
      source: 'magento/magento2 lib/internal/Magento/Framework/Module/Plugin/DbStatusValidator.php',
    },
    {
      id: 'outline/env',
      cause: 'env-missing',
      pattern:
        /(?:Environment configuration is invalid, please check the following|- (?<env>SECRET_KEY|UTILS_SECRET|DATABASE_URL|REDIS_URL|URL) (?:must|should) (?<what>.{1,80}))/,
      strength: 'fatal',
      title: "Outline's environment is incomplete; the lines below name the variables",
      example: [
        'Environment configuration is invalid, please check the following:',
        '- SECRET_KEY must be longer than or equal to 32 characters',
      ],
      source: 'outline/outline server/env.ts',
    },
    {
      id: 'wikijs/database',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Database Initialization Error: (?<what>(?!.{0,80}(?:ENOTFOUND|password|denied)).{1,140})|Database Connection Error: (?<why>(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH).{0,100}))/,
      strength: 'fatal',
      title: 'Wiki.js cannot reach its database',
      example: [
        '2026-11-20T10:00:00.000Z [MASTER] error: Database Connection Error: ECONNREFUSED 10.96.3.7:5432',
        '2026-11-20T10:00:00.000Z [MASTER] error: Database Initialization Error: connect ECONNREFUSED 10.96.3.7:5432',
      ],
      source: 'requarks/wiki server/core/db.js',
    },
    {
      id: 'bookstack/app-key',
      cause: 'env-missing',
      pattern:
        /(?:The application key is missing, halting init|An application key is missing, halting init)/,
      strength: 'fatal',
      title: 'The application key APP_KEY is not given',
      example: 'The application key is missing, halting init!',
      source: 'linuxserver/docker-bookstack root/etc/s6-overlay',
    },
    {
      id: 's6-linuxserver/puid',
      cause: 'permission-denied-fs',
      pattern:
        /(?:\*\*\*\* Permissions could not be set\. This is probably because your volume mounts are remote or read-only|usermod: no changes.{0,20}chown)/,
      strength: 'error',
      title: 'The LinuxServer image may not own its volume',
      example:
        '**** Permissions could not be set. This is probably because your volume mounts are remote or read-only. ****',
      source: 'just-containers/s6-overlay README; linuxserver/docker-baseimage-alpine',
    },
    {
      id: 'jellyfin/data',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Unhandled exception\. )?System\.(?:UnauthorizedAccessException: Access to the path '(?<file>\/(?:config|cache|data)[^']{0,120})' is denied|IO\.IOException: Read-only file system : '(?<path>\/(?:config|cache)[^']{0,100})')|AppFolder (?<dir>\/\S{1,80}) is not writable/,
      strength: 'fatal',
      title: 'The program may not write its configuration directory',
      example:
        "Unhandled exception. System.UnauthorizedAccessException: Access to the path '/config/log' is denied.",
      source: 'jellyfin/jellyfin Jellyfin.Server; Sonarr/Sonarr AppFolderFactory.cs',
    },
  ],
}
