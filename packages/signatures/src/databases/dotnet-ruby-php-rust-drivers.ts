import type { SignatureFamily } from '@unloop/engine/scanner'

/** What drivers, mappers and settings libraries of .NET, Ruby, PHP, Rust and Elixir say when a dependency cannot be used. */
export const otherDrivers: SignatureFamily = {
  programs: [
    'Npgsql',
    'Microsoft.Data.SqlClient',
    'Entity Framework Core',
    'StackExchange.Redis',
    'AWS SDK for .NET',
    'Bunny',
    'ruby-kafka',
    'ActiveRecord',
    'PDO',
    'Doctrine',
    'Symfony',
    'rustls',
    'reqwest',
    'Ecto',
    'Mix',
  ],
  signatures: [
    {
      id: 'npgsql/reading',
      cause: 'dependency-unreachable',
      pattern:
        /NpgsqlException \(0x80004005\): (?:Exception while (?:reading from|writing to) stream|The operation has timed out|The connection pool has been exhausted)(?<what>.{0,100})/,
      strength: 'error',
      title: 'PostgreSQL closes the connection or does not answer Npgsql',
      example: ' ---> Npgsql.NpgsqlException (0x80004005): Exception while reading from stream',
      source: 'npgsql/npgsql src/Npgsql/Internal/NpgsqlReadBuffer.cs',
    },
    {
      id: 'sqlclient/pre-login',
      cause: 'tls-cert',
      pattern:
        /A connection was successfully established with the server, but then an error occurred during the (?:pre-login handshake|login process)\. \(provider: (?:SSL|TCP) Provider, error: (?<what>\d+)/,
      strength: 'error',
      title:
        "TLS to SQL Server fails: its certificate is not trusted, or the protocol is too old for the image's OpenSSL",
      example:
        'A connection was successfully established with the server, but then an error occurred during the login process. (provider: SSL Provider, error: 0 - The certificate chain was issued by an authority that is not trusted.)',
      source: 'dotnet/SqlClient src/Resources/Strings.resx',
    },
    {
      id: 'efcore/invalid-object',
      cause: 'schema-migration-failed',
      pattern:
        /SqlException \(0x80131904\): (?:Invalid (?:object|column) name '(?<name>[^']{1,120})'|There is already an object named '(?<what>[^']{1,120})')/,
      strength: 'error',
      title: "The database's schema is not the one that the program expects: {name}",
      example: "Microsoft.Data.SqlClient.SqlException (0x80131904): Invalid object name 'Users'.",
      source: 'SQL Server errors 207, 208, 2714',
    },
    {
      id: 'efcore/transient',
      cause: 'dependency-unreachable',
      pattern:
        /An exception has been raised that is likely due to a transient failure|RetryLimitExceededException: The maximum number of retries \((?<what>\d+)\) was exceeded/,
      strength: 'error',
      title: 'The database does not answer Entity Framework',
      example:
        'System.InvalidOperationException: An exception has been raised that is likely due to a transient failure.',
      source: 'dotnet/efcore src/EFCore/Properties/CoreStrings.resx',
    },
    {
      id: 'efcore/connection-name',
      cause: 'env-missing',
      pattern:
        /(?:No connection string named '(?<setting>[^']{1,80})' (?:could be found|was found)|A named connection string was used, but the name '(?<name>[^']{1,80})' was not found)/,
      strength: 'fatal',
      title: "The program's configuration has no connection string of the name that it asks for",
      example:
        "System.InvalidOperationException: A named connection string was used, but the name 'Default' was not found in the application's configuration.",
      source: 'dotnet/efcore src/EFCore.Relational/Properties/RelationalStrings.resx',
    },
    {
      id: 'mongo-dotnet/connection',
      cause: 'dependency-unreachable',
      pattern:
        /MongoDB\.Driver\.Mongo(?:ConnectionException|ConnectionPoolPausedException|ExecutionTimeoutException|WaitQueueFullException): (?<what>.{1,140})/,
      strength: 'error',
      title: 'The connection to MongoDB fails: {what}',
      example:
        'MongoDB.Driver.MongoConnectionException: An exception occurred while opening a connection to the server.',
      source: 'mongodb/mongo-csharp-driver src/MongoDB.Driver/Core',
    },
    {
      id: 'aws-dotnet/credentials',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:Unable to get IAM security credentials from EC2 Instance Metadata Service|No RegionEndpoint or ServiceURL configured|Failed to resolve AWS credentials|Unable to generate temporary credentials from)/,
      strength: 'fatal',
      title: 'The AWS SDK for .NET finds no credentials or region',
      example: [
        'Amazon.Runtime.AmazonServiceException: Unable to get IAM security credentials from EC2 Instance Metadata Service.',
        'Amazon.Runtime.AmazonClientException: No RegionEndpoint or ServiceURL configured',
      ],
      source: 'aws/aws-sdk-net sdk/src/Core/Amazon.Runtime',
    },
    {
      id: 'identitymodel/metadata',
      cause: 'dependency-unreachable',
      pattern:
        /IDX(?:20803|20804|10803|20807): (?:Unable to (?:obtain configuration|retrieve document) from: '(?:System\.String|https?:\/\/(?<host>[^\/'\s:]{1,253})))/,
      strength: 'error',
      title: "The OIDC provider's discovery document cannot be had",
      example:
        "System.InvalidOperationException: IDX20803: Unable to obtain configuration from: 'https://sso.example.com/.well-known/openid-configuration'.",
      source: 'AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet LogMessages.cs',
    },
    {
      id: 'aspnet-dataprotection/key-ring',
      cause: 'permission-denied-fs',
      pattern:
        /An error occurred while (?:reading the key ring|trying to (?:encrypt|decrypt) the provided data)|The key \{[0-9a-f-]{36}\} was not found in the key ring/,
      strength: 'error',
      title: "ASP.NET's data protection keys cannot be read or are another pod's",
      example:
        'fail: Microsoft.AspNetCore.DataProtection.KeyManagement.KeyRingProvider[48] An error occurred while reading the key ring.',
      source: 'dotnet/aspnetcore src/DataProtection/DataProtection/src/LoggingExtensions.cs',
    },
    {
      id: 'bunny/authentication',
      cause: 'dependency-auth-failed',
      pattern:
        /Bunny::AuthenticationFailureError: Authentication with RabbitMQ failed\. Username: (?<user>[^,\s]{1,80})/,
      strength: 'fatal',
      title: 'RabbitMQ rejects the password of {user}',
      example:
        'Bunny::AuthenticationFailureError: Authentication with RabbitMQ failed. Username: app, vhost: /, password length: 5',
      source: 'ruby-amqp/bunny lib/bunny/exceptions.rb',
    },
    {
      id: 'ruby-kafka/seed-brokers',
      cause: 'dependency-unreachable',
      pattern:
        /Kafka::ConnectionError: Could not connect to any of the seed brokers|Rdkafka::RdkafkaError: (?<what>Local: (?:Broker transport failure|All broker connections are down|Timed out).{0,60})/,
      strength: 'fatal',
      title: 'No Kafka broker answers the Ruby client',
      example: 'Kafka::ConnectionError: Could not connect to any of the seed brokers:',
      source: 'zendesk/ruby-kafka lib/kafka/cluster.rb',
    },
    {
      id: 'activerecord/adapter-gem',
      cause: 'missing-dependency',
      pattern:
        /(?:Error loading the '(?<name>\w{1,40})' Active Record adapter\. Missing a gem it depends on\?|Specified '(?<what>\w{1,40})' for database adapter, but the gem is not loaded) ?(?<module>[\w-]{0,40})/,
      strength: 'fatal',
      title: 'The gem of the database adapter is not in the image',
      example:
        "LoadError: Error loading the 'postgresql' Active Record adapter. Missing a gem it depends on? pg is not part of the bundle.",
      source: 'rails/rails activerecord/lib/active_record/connection_handling.rb',
    },
    {
      id: 'php/class-extension',
      cause: 'missing-dependency',
      pattern:
        /(?:Error: Class "?(?<module>Redis|Memcached|Imagick|PDO|mysqli|SoapClient|AMQPConnection|IntlDateFormatter|ZipArchive)"? not found|Call to undefined function (?<name>mysqli_\w{1,30}|pg_\w{1,30}|curl_\w{1,30}|gd_info|imagecreate\w{0,20}|mb_\w{1,30}|bcadd|simplexml_\w{1,20})\(\))/,
      strength: 'error',
      title: 'A PHP extension is not in the image',
      example: [
        'PHP Fatal error:  Uncaught Error: Class "Redis" not found in /var/www/html/app/Cache.php:12',
        'PHP Fatal error:  Uncaught Error: Call to undefined function mysqli_connect() in /var/www/html/index.php:4',
      ],
      source: 'PHP manual, installation of extensions',
    },
    {
      id: 'pdo/table-exists',
      cause: 'schema-migration-failed',
      pattern:
        /SQLSTATE\[(?:42S01|42P07|42701|42S21|42S22)\].{0,80}: {1,2}(?<what>(?:\d+ )?(?:Table '[^']{1,100}' already exists|Duplicate column name '[^']{1,100}'|Unknown column '[^']{1,100}'|ERROR: {1,2}(?:relation|column) "[^"]{1,100}".{0,40} already exists))/,
      strength: 'error',
      title: 'A migration or query meets another schema than it expects: {what}',
      example:
        "SQLSTATE[42S01]: Base table or view already exists: 1050 Table 'users' already exists",
      source: 'MySQL errors 1050, 1054, 1060; PostgreSQL errcodes',
    },
    {
      id: 'doctrine/no-migrations',
      cause: 'schema-migration-failed',
      pattern:
        /The version "(?<what>[^"]{1,80})" couldn't be reached, there are no registered migrations|The metadata storage is not (?:initialized|up to date), please run the sync-metadata-storage command/,
      strength: 'fatal',
      title: 'Doctrine finds no migrations, or its version table is not set up',
      example:
        '[ERROR] The version "latest" couldn\'t be reached, there are no registered migrations.',
      source: 'doctrine/migrations src/Tools/Console/Command/MigrateCommand.php',
    },
    {
      id: 'symfony/bundle-missing',
      cause: 'image-bad',
      pattern:
        /Attempted to load class "(?<module>\w{1,100})" from namespace "(?<what>[\w\\]{1,160})"/,
      strength: 'fatal',
      title:
        'Symfony does not find the class {module}: dependencies of another environment are in the image',
      example:
        'Attempted to load class "FrameworkBundle" from namespace "Symfony\\Bundle\\FrameworkBundle".',
      source: 'symfony/symfony ErrorHandler ClassNotFoundErrorEnhancer.php',
    },
    {
      id: 'symfony/container-parameter',
      cause: 'env-missing',
      pattern:
        /(?:You have requested a non-existent parameter "(?<setting>[\w.]{1,120})"|The environment variable "(?<env>\w{1,80})" (?:used in|is not defined|does not exist))/,
      strength: 'fatal',
      title: "A parameter or variable that Symfony's container needs is not given",
      example: 'You have requested a non-existent parameter "app.api_url".',
      source: 'symfony/symfony DependencyInjection ParameterNotFoundException.php',
    },
    {
      id: 'rustls/crypto-provider',
      cause: 'app-exception',
      pattern:
        /(?:Could not automatically determine the process-level CryptoProvider from Rustls crate features|no process-level CryptoProvider available -- call CryptoProvider::install_default)/,
      strength: 'fatal',
      title: 'The program was built with two TLS providers, or none, and chooses neither',
      example:
        "thread 'main' panicked at rustls-0.23.12/src/crypto/mod.rs:249:14: Could not automatically determine the process-level CryptoProvider from Rustls crate features.",
      source: 'rustls/rustls rustls/src/crypto/mod.rs',
    },
    {
      id: 'tokio/no-reactor',
      cause: 'app-exception',
      pattern:
        /there is no reactor running, must be called from the context of a Tokio|Cannot start a runtime from within a runtime|can call blocking only when running on the multi-threaded runtime/,
      strength: 'fatal',
      title: 'The program uses Tokio outside of its runtime, or one runtime in another',
      example:
        "thread 'main' panicked at src/main.rs:8:5: there is no reactor running, must be called from the context of a Tokio 1.x runtime",
      source: 'tokio-rs/tokio tokio/src/util/error.rs',
    },
    {
      id: 'reqwest/timeout',
      cause: 'dependency-unreachable',
      pattern:
        /error sending request for url \(https?:\/\/(?<host>[^\/:)\s]{1,253})(?::(?<port>\d{1,5}))?[^)]{0,300}\)(?:: (?:operation timed out|connection closed before message completed|client error \(Connect\)|error trying to connect: (?:tcp connect error|operation timed out))(?!.{0,80}dns error)|$)/,
      strength: 'error',
      title: '{host} does not answer an HTTP request',
      example: 'error sending request for url (http://svc:8080/ready): operation timed out',
      source: 'seanmonstar/reqwest src/error.rs',
    },
    {
      id: 'mix/could-not-start',
      cause: 'app-exception',
      pattern:
        /(?:Could not start application (?<name>\w{1,60}): |Application (?<what>\w{1,60}) exited: )[\w.]{1,120}\.start\(:normal, .{0,60}\) returned an error/,
      strength: 'error',
      title: 'The Elixir application could not start; the lines below name the child that failed',
      example:
        '** (Mix) Could not start application app: App.Application.start(:normal, []) returned an error: shutdown: failed to start child: App.Repo',
      source: 'elixir-lang/elixir lib/mix/lib/mix/tasks/app.start.ex',
    },
    {
      id: 'ecto/database-missing',
      cause: 'dependency-auth-failed',
      pattern:
        /\*\* \(Mix\) The database for (?<name>[\w.]{1,80}) couldn't be (?:created|dropped): (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'Ecto cannot create the database of {name}: {what}',
      example: "** (Mix) The database for App.Repo couldn't be created: killed",
      source: 'elixir-ecto/ecto lib/mix/tasks/ecto.create.ex',
    },
    {
      id: 'mysql-dotnet/unreachable',
      cause: 'dependency-unreachable',
      pattern: /Unable to connect to any of the specified MySQL hosts/,
      strength: 'fatal',
      title: 'None of the MySQL hosts of the connection string can be reached',
      example:
        'MySqlConnector.MySqlException (0x80004005): Unable to connect to any of the specified MySQL hosts.',
      source: 'mysql-net/MySqlConnector ServerSession; MySQL Connector/NET',
    },
    {
      id: 'sqlclient/pool-exhausted',
      cause: 'dependency-unreachable',
      pattern: /The timeout period elapsed prior to obtaining a connection from the pool/,
      strength: 'error',
      title: 'All connections of the SQL Server pool are in use',
      example:
        'System.InvalidOperationException: Timeout expired.  The timeout period elapsed prior to obtaining a connection from the pool.  This may have occurred because all pooled connections were in use and max pool size was reached.',
      source: 'Microsoft.Data.SqlClient Strings ADP_PooledOpenTimeout',
    },
    {
      id: 'masstransit/rabbitmq',
      cause: 'dependency-unreachable',
      pattern:
        /(?:RabbitMqConnectionException: (?:Connect failed|ReceiveTransport faulted): (?<what>\S{1,200})|MassTransit.{0,40}Connection Failed: (?<name>(?:rabbitmq|amqps?):\/\/\S{1,200}))/,
      strength: 'error',
      title: 'MassTransit cannot reach RabbitMQ',
      example:
        'MassTransit.RabbitMqTransport.RabbitMqConnectionException: Connect failed: app@mq:5672/',
      source: 'MassTransit RabbitMqTransport ConnectionContextFactory',
    },
    {
      id: 'elastic-dotnet/transport',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Elastic\.Transport\.TransportException|Elasticsearch\.Net\.(?:ElasticsearchClientException|UnexpectedElasticsearchClientException)): (?<what>(?!.{0,200}(?:401|403|certificate)).{1,100})/,
      strength: 'error',
      title: 'Elasticsearch does not answer the .NET client: {what}',
      example:
        'Elasticsearch.Net.ElasticsearchClientException: Maximum timeout reached while retrying request. Call: Status code unknown from: HEAD /',
      source: 'elastic/elastic-transport-net',
    },
    {
      id: 'nats-dotnet/connect',
      cause: 'dependency-unreachable',
      pattern: /NATS\.Client\.Core\.NatsException: can not connect uris: (?<what>\S{1,200})/,
      strength: 'fatal',
      title: 'None of the NATS servers can be reached: {what}',
      example: 'NATS.Client.Core.NatsException: can not connect uris: nats://nats:4222',
      source: 'nats-io/nats.net NatsConnection',
    },
    {
      id: 'efcore/no-provider',
      cause: 'app-config-invalid',
      pattern: /No database provider has been configured for this DbContext/,
      strength: 'fatal',
      title: 'Entity Framework Core was told of no database',
      example:
        "System.InvalidOperationException: No database provider has been configured for this DbContext. A provider can be configured by overriding the 'DbContext.OnConfiguring' method or by using 'AddDbContext' on the application service provider.",
      source: 'dotnet/efcore CoreStrings NoProviderConfigured',
    },
    {
      id: 'dotnet-config/section-missing',
      cause: 'env-missing',
      pattern: /Section '(?<setting>[^']{1,120})' not found in configuration/,
      strength: 'fatal',
      title: 'The settings hold no section {setting}',
      example: "System.InvalidOperationException: Section 'Mail' not found in configuration.",
      source: 'Microsoft.Extensions.Configuration GetRequiredSection',
    },
    {
      id: 'dotnet-http/client-timeout',
      cause: 'dependency-unreachable',
      pattern:
        /The request was canceled due to the configured HttpClient\.Timeout of (?<what>[\d.]{1,12}) seconds elapsing/,
      strength: 'error',
      title: 'A dependency does not answer within {what} seconds',
      example:
        'System.Threading.Tasks.TaskCanceledException: The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.',
      source: 'dotnet/runtime System.Net.Http HttpClient',
    },
    {
      id: 'bunny/auth-settings',
      cause: 'dependency-auth-failed',
      pattern:
        /Authentication with RabbitMQ failed\. (?:Please check your connection settings|Username: )/,
      strength: 'fatal',
      title: 'RabbitMQ rejects the login of Bunny',
      example:
        'Bunny::AuthenticationFailureError: Authentication with RabbitMQ failed. Please check your connection settings. Username: app, vhost: /, password length: 8',
      source: 'ruby-amqp/bunny lib/bunny/exceptions.rb',
    },
    {
      id: 'mongo-ruby/no-server',
      cause: 'dependency-unreachable',
      pattern:
        /Mongo::Error::NoServerAvailable(?:: No \w{1,40} server is available in cluster|.{0,120}no (?:primary )?server)/,
      strength: 'fatal',
      title: 'No MongoDB server of the cluster answers the Ruby driver',
      example:
        'Mongo::Error::NoServerAvailable: No primary server is available in cluster: #<Cluster topology=Unknown[mongo:27017] servers=[#<Server address=mongo:27017 UNKNOWN>]> with timeout=30, LT=0.015',
      source: 'mongodb/mongo-ruby-driver lib/mongo/error/no_server_available.rb',
    },
    {
      id: 'mongo-ruby/unauthorized',
      cause: 'dependency-auth-failed',
      pattern: /Mongo::Auth::Unauthorized: User (?<user>\S{1,80}) \(mechanism/,
      strength: 'fatal',
      title: 'MongoDB rejects the user {user}',
      example:
        'Mongo::Auth::Unauthorized: User app (mechanism: scram256) is not authorized to access admin (auth source: admin, used server: mongo:27017)',
      source: 'mongodb/mongo-ruby-driver lib/mongo/auth.rb',
    },
    {
      id: 'sidekiq/redis-version',
      cause: 'version-skew',
      pattern: /You are connecting to (?:Redis|Valkey) v?(?<what>[\d.]{1,20}), Sidekiq requires/,
      strength: 'fatal',
      title: 'Redis {what} is older than this Sidekiq needs',
      example: 'You are connecting to Redis 5.0.7, Sidekiq requires Redis 7.0.0 or greater',
      source: 'sidekiq/sidekiq lib/sidekiq/cli.rb',
    },
    {
      id: 'sidekiq/no-application',
      cause: 'bad-command',
      pattern: /Please point Sidekiq to a Rails application or a Ruby file/,
      strength: 'fatal',
      title: 'Sidekiq finds no application to load in its working directory',
      example:
        'Please point Sidekiq to a Rails application or a Ruby file  to load your job classes with -r [DIR|FILE].',
      source: 'sidekiq/sidekiq lib/sidekiq/cli.rb',
    },
    {
      id: 'net-http-ruby/timeout',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Net::OpenTimeout: (?:execution expired|Failed to open TCP connection)|Net::ReadTimeout(?: with #<|: Net::ReadTimeout))/,
      strength: 'error',
      title: 'A dependency does not answer in time',
      example: [
        'Net::OpenTimeout: execution expired',
        'Net::ReadTimeout with #<TCPSocket:(closed)>',
      ],
      source: 'Ruby net/http',
    },
    {
      id: 'doctrine/platform-version',
      cause: 'app-config-invalid',
      pattern: /Invalid platform version "(?<what>[^"]{1,60})" specified/,
      strength: 'fatal',
      title: 'Doctrine\'s serverVersion cannot be "{what}"',
      example:
        'Doctrine\\DBAL\\Exception: Invalid platform version "latest" specified. The platform version has to be specified in the format: "<major_version>.<minor_version>.<patch_version>".',
      source: 'doctrine/dbal InvalidPlatformVersion',
    },
    {
      id: 'elasticsearch-php/no-nodes',
      cause: 'dependency-unreachable',
      pattern: /No alive nodes\. All the \d{1,4} nodes seem to be down/,
      strength: 'fatal',
      title: 'No Elasticsearch node answers the PHP client',
      example:
        'Elastic\\Transport\\Exception\\NoNodeAvailableException: No alive nodes. All the 1 nodes seem to be down.',
      source: 'elastic/elastic-transport-php',
    },
    {
      id: 'reqwest/request-timed-out',
      cause: 'dependency-unreachable',
      pattern:
        /reqwest::Error \{ kind: (?:Request|Body), url: "?https?:\/\/(?<host>[^\s"\/:]{1,253})[^}]{0,200}TimedOut/,
      strength: 'error',
      title: '{host} does not answer in time',
      example: 'reqwest::Error { kind: Request, url: "http://api/v1", source: TimedOut }',
      source: 'seanmonstar/reqwest src/error.rs',
    },
    {
      id: 'execjs/runtime',
      cause: 'missing-dependency',
      pattern: /ExecJS::RuntimeUnavailable: Could not find a JavaScript runtime/,
      strength: 'fatal',
      title: 'The image holds no JavaScript runtime for ExecJS',
      example:
        'ExecJS::RuntimeUnavailable: Could not find a JavaScript runtime. See https://github.com/rails/execjs for a list of available runtimes.',
      source: 'rails/execjs lib/execjs/runtimes.rb',
    },
    {
      id: 'tzinfo/data-missing',
      cause: 'missing-dependency',
      pattern: /(?:TZInfo::DataSourceNotFound|tzinfo-data is not present\. Please add gem)/,
      strength: 'fatal',
      title: 'The image holds no time zone data for Ruby',
      example:
        "TZInfo::DataSourceNotFound: tzinfo-data is not present. Please add gem 'tzinfo-data' to your Gemfile and run bundle install",
      source: 'tzinfo data_source.rb; Rails ActiveSupport',
    },
    {
      id: 'rails/log-not-writable',
      cause: 'permission-denied-fs',
      pattern:
        /Rails Error: Unable to access log file\. Please ensure that (?<file>\S{1,250}) exists/,
      strength: 'hint',
      title: 'Rails cannot write {file}, and logs to standard error',
      example:
        'Rails Error: Unable to access log file. Please ensure that /app/log/production.log exists and is writable (i.e. make it writable for user and group: chmod 0664 /app/log/production.log).',
      source: 'Rails railties application/bootstrap.rb',
    },
    {
      id: 'predis/class-missing',
      cause: 'missing-dependency',
      pattern:
        /Class "(?<module>Redis|Memcached|Imagick|AMQPConnection|MongoDB\\Driver\\Manager|Predis\\Client)" not found/,
      strength: 'error',
      title: 'PHP lacks the extension or package that defines {module}',
      example: 'In PhpRedisConnector.php line 79: Class "Redis" not found',
      source: 'PHP Error',
    },
  ],
}
