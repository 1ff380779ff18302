import type { SignatureFamily } from '@unloop/engine/scanner'

/** Stores and pipelines of metrics, logs and traces: Loki, Mimir, Tempo, Cortex, Jaeger, Telegraf, VictoriaMetrics, exporters. */
export const observabilityStores: SignatureFamily = {
  programs: [
    'Loki',
    'Mimir',
    'Tempo',
    'Cortex',
    'Jaeger',
    'Telegraf',
    'VictoriaMetrics',
    'node_exporter',
    'postgres_exporter',
    'redis_exporter',
    'Alloy',
    'Pyroscope',
    'Zipkin',
    'Graphite',
    'SigNoz',
  ],
  signatures: [
    {
      id: 'loki/schema-too-old',
      cause: 'version-skew',
      pattern: /schema v13 is required to store Structured Metadata and use native OTLP ingestion/,
      strength: 'fatal',
      title: 'Loki 3 needs schema v13, or structured metadata switched off',
      example:
        'CONFIG ERROR: schema v13 is required to store Structured Metadata and use native OTLP ingestion, your schema version is v12.',
      source: 'grafana/loki pkg/loki/config_compat.go',
    },
    {
      id: 'loki/module-init',
      cause: 'app-exception',
      pattern:
        /error initialising module: (?<name>[\w-]{1,60})(?!.{0,300}(?:permission denied|no such host|connection refused|read-only))/,
      strength: 'error',
      title: 'The module {name} could not start',
      example:
        'level=error ts=2026-11-20T10:00:00Z caller=log.go:223 msg="error running loki" err="failed to create compactor: no schema config found error initialising module: compactor"',
      source: 'grafana/dskit modules/modules.go',
    },
    {
      id: 'loki/ring-unhealthy',
      cause: 'dependency-unreachable',
      pattern:
        /(?:too many unhealthy instances in the ring|at least \d+ (?:live|healthy) replicas? required, could only find (?<what>\d+)|empty ring(?: is)?|instance \S{1,80} past heartbeat timeout)/,
      strength: 'error',
      title: 'Too few members of the ring are well',
      example: [
        'level=error err="at least 2 live replicas required, could only find 1"',
        'caller=ratestore.go:109 msg="error getting ingester clients" err="empty ring"',
      ],
      source: 'grafana/dskit ring/replication_strategy.go, ring/ring.go',
    },
    {
      id: 'loki/memberlist-join',
      cause: 'dns-failure',
      pattern:
        /(?:joining memberlist cluster(?: failed)?|failed to (?:join|rejoin) memberlist(?: cluster)?|Failed to resolve (?<host>[\w.-]{1,200})).{0,200}(?:no such host|server misbehaving|found no node to join|i\/o timeout)/,
      strength: 'error',
      title: 'The members of the memberlist cluster cannot be found',
      example:
        'level=warn msg="joining memberlist cluster" attempts=1 max_attempts=10 err="1 error occurred: * Failed to resolve loki-memberlist: lookup loki-memberlist on 10.96.0.10:53: no such host"',
      source: 'grafana/dskit kv/memberlist/memberlist_client.go',
    },
    {
      id: 'loki/interface-address',
      cause: 'app-config-invalid',
      pattern:
        /no (?:useable|usable) address found for interfaces \[(?<what>[^\]]{1,80})\]|failed to (?:get|detect) (?:instance|advertise) (?:IP|address)(?: from interfaces)?/,
      strength: 'fatal',
      title: 'The ring finds no address on the interfaces {what} to tell the others',
      example: 'level=error err="no useable address found for interfaces [eth0 en0]"',
      source: 'grafana/dskit netutil/netutil.go',
    },
    {
      id: 'mimir/storage-prefix',
      cause: 'app-config-invalid',
      pattern:
        /(?:(?:S3|GCS|Azure|Swift) (?:bucket|container).{0,60}cannot be the same as the ones? used in blocks storage config|blocks storage.{0,40}bucket.{0,40}(?:same|shared))/,
      strength: 'fatal',
      title: "Mimir's blocks, ruler and alertmanager storage may not share one bucket and prefix",
      example:
        'error validating config: ruler storage: S3 bucket name and storage prefix cannot be the same as the one used in blocks storage config',
      source: 'grafana/mimir pkg/mimir/mimir.go validateBucketConfigs',
    },
    {
      id: 'mimir/sanity-check',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Unable to successfully (?:connect to|send a request to) object storage|unable to successfully send a request to object storage|sanity check failed)(?<what>.{0,160})/,
      strength: 'error',
      title: "Mimir's sanity check cannot reach or use the object storage",
      example:
        'level=warn caller=sanity_check.go:130 msg="Unable to successfully connect to configured object storage (will retry)" err="2 errors: blocks storage: unable to successfully send a request to object storage: Access Denied."',
      source: 'grafana/mimir pkg/mimir/sanity_check.go',
    },
    {
      id: 'mimir/directory-access',
      cause: 'permission-denied-fs',
      pattern: /failed to access directory (?<file>\S{1,200}): (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'Mimir may not write {file}',
      example:
        'level=error caller=sanity_check.go:48 msg="sanity check failed: failed to access directory /data/tsdb: mkdir /data/tsdb: permission denied"',
      source: 'grafana/mimir pkg/mimir/sanity_check.go',
    },
    {
      id: 'tempo/poll-blocklist',
      cause: 'dependency-unreachable',
      pattern:
        /(?:failed to poll blocklist|failed to init module services.{0,80}(?:store|backend)|unable to poll)(?<what>.{0,160})/,
      strength: 'error',
      title: 'Tempo cannot list its blocks in the object storage',
      example:
        'level=error caller=main.go:121 msg="error running Tempo" err="failed to init module services: error initialising module: store: failed to create store: unexpected error from ListObjects on tempo: Access Denied."',
      source: 'grafana/tempo cmd/tempo/app/modules.go',
    },
    {
      id: 'jaeger/storage',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to init storage factory|Cannot initialize storage factory|failed to initialize storage|Failed to create (?:span|trace) (?:reader|writer)).{0,200}?(?:refused|timeout|no (?:active connection|Elasticsearch node)|unable to (?:create session|connect)|deadline)(?<what>.{0,80})/,
      strength: 'fatal',
      title: 'Jaeger cannot reach its storage',
      example:
        '{"level":"fatal","ts":1700000000.1,"caller":"all-in-one/main.go:90","msg":"Failed to init storage factory","error":"failed to create primary Elasticsearch client: health check timeout: Head \\"http://elasticsearch:9200\\": dial tcp 10.96.5.5:9200: connect: connection refused: no Elasticsearch node available"}',
      source: 'jaegertracing/jaeger cmd/all-in-one/main.go',
    },
    {
      id: 'jaeger/storage-type',
      cause: 'app-config-invalid',
      pattern: /[Uu]nknown (?:span )?storage type:? "?(?<value>[\w-]{1,40})"?\. Valid types are/,
      strength: 'fatal',
      title: "Jaeger's SPAN_STORAGE_TYPE {value} is none that it knows",
      example:
        '{"level":"fatal","msg":"Cannot initialize storage factory","error":"unknown storage type elastic. Valid types are [cassandra opensearch elasticsearch memory kafka badger blackhole grpc]"}',
      source: 'jaegertracing/jaeger plugin/storage/factory.go',
    },
    {
      id: 'jaeger/cassandra-schema',
      cause: 'schema-migration-failed',
      pattern:
        /(?:Keyspace (?<database>jaeger\w{0,40}) does not exist|unconfigured table (?<name>(?:traces|operation_names_v2|service_names|dependencies_v2)))/,
      strength: 'fatal',
      title: 'The Cassandra schema of Jaeger has not been made',
      example:
        '{"level":"fatal","msg":"Failed to create span reader","error":"unconfigured table operation_names_v2"}',
      source: 'jaegertracing/jaeger plugin/storage/cassandra',
    },
    {
      id: 'telegraf/output-connect',
      cause: 'dependency-unreachable',
      pattern:
        /E! \[agent\] Failed to connect to \[outputs\.(?<name>\w{1,60})\], retrying in|Error running agent: connecting output outputs\.(?<output>\w{1,60}): (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Telegraf cannot connect to its output {name}',
      example:
        '2026-11-20T10:00:00Z E! [agent] Failed to connect to [outputs.kafka], retrying in 15s, error was "kafka: client has run out of available brokers"',
      source: 'influxdata/telegraf agent/agent.go',
    },
    {
      id: 'victoriametrics/read-only-mode',
      cause: 'volume-full',
      pattern:
        /switching the storage at \S{1,200} to read-only mode, since it has less than -storage\.minFreeDiskSpaceBytes/,
      strength: 'error',
      title: 'VictoriaMetrics went read-only: the volume is nearly full',
      example:
        '2026-11-20T10:00:00.000Z	warn	VictoriaMetrics/lib/storage/storage.go:720	switching the storage at /storage to read-only mode, since it has less than -storage.minFreeDiskSpaceBytes=10000000 bytes: 9000000 bytes left',
      source: 'VictoriaMetrics lib/storage/storage.go',
    },
    {
      id: 'victoriametrics/corrupted',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:FATAL|PANIC): .{0,120}(?:cannot (?:open|read) (?:part|partition|table|index|metaindex|parts\.json)|corrupted|unexpected (?:magic|metadata))(?<what>.{0,120})/,
      strength: 'fatal',
      title: "VictoriaMetrics' data on the volume is damaged",
      example:
        '2026-11-20T10:00:00.000Z	panic	VictoriaMetrics/lib/storage/partition.go:1926	FATAL: cannot read "/storage/data/small/2026_11/parts.json": unexpected end of JSON input; corrupted file',
      source: 'VictoriaMetrics lib/storage/partition.go',
    },
    {
      id: 'node-exporter/collector',
      cause: 'app-config-invalid',
      pattern:
        /(?:missing|disabled) collector: (?<what>\w{1,40})|Couldn't create collector: (?<name>.{1,100})|[Ff]ailed to open procfs: could not stat (?<file>\S{1,80})/,
      strength: 'fatal',
      title: 'node_exporter has no collector {what}',
      example:
        'ts=2026-11-20T10:00:00.000Z caller=node_exporter.go:70 level=error msg="Couldn\'t create handler" err="missing collector: systemdd"  missing collector: systemdd',
      source: 'prometheus/node_exporter collector/collector.go',
    },
    {
      id: 'postgres-exporter/dsn',
      cause: 'env-missing',
      pattern:
        /(?:couldn't find environment variables describing the datasource to use|Failed loading data sources|env DATA_SOURCE_NAME is not set|The env DATA_SOURCE_NAME)/,
      strength: 'fatal',
      title: "The exporter's data source is not given: DATA_SOURCE_NAME or DATA_SOURCE_URI",
      example:
        'ts=2026-11-20T10:00:00.000Z caller=main.go:80 level=error msg="Failed loading data sources" err="could not open file"',
      source: 'prometheus-community/postgres_exporter cmd/postgres_exporter/main.go',
    },
    {
      id: 'mysqld-exporter/my-cnf',
      cause: 'env-missing',
      pattern:
        /(?:failed to load config|[Ee]rror parsing (?:host )?(?:config|my\.cnf)).{0,60}(?:no user specified in section or parent|failed reading ini file|no configuration found)(?<what>.{0,80})/,
      strength: 'fatal',
      title:
        'mysqld_exporter gets no user and password: neither .my.cnf nor MYSQLD_EXPORTER_PASSWORD',
      example:
        'level=error caller=config.go:146 msg="failed to validate config" section=client err="no user specified in section or parent"  Error parsing host config file=.my.cnf err="no configuration found"',
      source: 'prometheus/mysqld_exporter config/config.go',
    },
    {
      id: 'skywalking/storage',
      cause: 'dependency-unreachable',
      pattern:
        /(?:o\.a\.s\.o\.s\.OAPServerBootstrap|org\.apache\.skywalking\.oap\.server\.starter).{0,200}(?:ModuleStartException|Connection refused|ConnectException)(?<what>.{0,100})/,
      strength: 'fatal',
      title: "SkyWalking's OAP cannot reach its storage",
      example:
        'org.apache.skywalking.oap.server.library.module.ModuleStartException: Connection refused  ERROR org.apache.skywalking.oap.server.starter.OAPServerBootstrap - [Connection refused]',
      source: 'apache/skywalking oap-server OAPServerBootstrap.java',
    },
    {
      id: 'graylog/elasticsearch',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Unable to (?:retrieve version from Elasticsearch node|connect to (?:Elasticsearch|OpenSearch))|Couldn't (?:connect to (?:Elasticsearch|OpenSearch)|retrieve))(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'Graylog cannot reach its search cluster',
      example:
        'ERROR [VersionProbe] Unable to retrieve version from Elasticsearch node http://elasticsearch:9200/: Failed to connect to elasticsearch/10.96.5.5:9200.',
      source: 'Graylog2/graylog2-server VersionProbe.java',
    },
    {
      id: 'graylog/password-secret',
      cause: 'env-missing',
      pattern:
        /(?:The minimum length for "password_secret" is \d+ characters|No password secret set|Parameter password_secret should not be|Parameter root_password_sha2 should not be blank)/,
      strength: 'fatal',
      title: "Graylog's password_secret or root_password_sha2 is not given",
      example:
        'ERROR [CmdLineTool] Invalid configuration: com.github.joschi.jadconfig.ValidationException: The minimum length for "password_secret" is 16 characters.',
      source: 'Graylog2/graylog2-server Configuration.java',
    },
    {
      id: 'sentry/secret',
      cause: 'env-missing',
      pattern:
        /(?:The )?SENTRY_(?:SECRET_KEY|system\.secret-key).{0,40}(?:must be set|is not set)|system\.secret-key.{0,20}MUST be set/,
      strength: 'fatal',
      title: "Sentry's secret key is not given",
      example: 'sentry.exceptions.ConfigurationError: SENTRY_SECRET_KEY must be set',
      source: 'getsentry/sentry src/sentry/runner/initializer.py',
    },
    {
      id: 'pyroscope/storage',
      cause: 'app-config-invalid',
      pattern:
        /error (?:validating|running) (?:Pyroscope|pyroscope|Cortex|cortex)(?: config)?.{0,10}err="?(?<what>(?!.{0,200}(?:no such host|refused|denied)).{1,160})/,
      strength: 'fatal',
      title: 'The configuration is refused, or a module cannot start: {what}',
      example:
        'level=error msg="error running Pyroscope" err="failed to initialise module: storage: no bucket configured"',
      source: 'grafana/pyroscope cmd/pyroscope',
    },
  ],
}
