import type { SignatureFamily } from '@unloop/engine/scanner'

/** Programs around queues and workflows: Connect, registries, brokers besides the big ones, workflow engines. */
export const streamPrograms: SignatureFamily = {
  programs: [
    'Kafka Connect',
    'Debezium',
    'Schema Registry',
    'Kafka UI',
    'Redpanda',
    'Strimzi',
    'Pulsar',
    'RocketMQ',
    'EMQX',
    'VerneMQ',
    'NSQ',
    'NATS Server',
    'Centrifugo',
    'Temporal',
    'Zeebe',
    'Camunda',
    'Dapr',
    'Celery Flower',
    'ActiveMQ Artemis',
  ],
  signatures: [
    {
      id: 'kafka-connect/worker',
      cause: 'app-exception',
      pattern: /Stopping due to error \(org\.apache\.kafka\.connect\.cli\.(?<name>\w{1,40})/,
      strength: 'fatal',
      title: 'The Kafka Connect worker ended; the trace below says why',
      example:
        '[2026-11-20 10:00:00,000] ERROR Stopping due to error (org.apache.kafka.connect.cli.ConnectDistributed:86)',
      source: 'apache/kafka connect/runtime AbstractConnectCli.java',
    },
    {
      id: 'kafka-connect/topic-policy',
      cause: 'app-config-invalid',
      pattern:
        /Topic '(?<name>[\w.-]{1,120})' supplied via the '(?<setting>[\w.]{1,60})' property is required to have 'cleanup\.policy=compact'/,
      strength: 'fatal',
      title: 'The topic {name} of Kafka Connect must be compacted',
      example:
        "org.apache.kafka.common.config.ConfigException: Topic 'connect-offsets' supplied via the 'offset.storage.topic' property is required to have 'cleanup.policy=compact' to guarantee consistency and durability of source connector offsets, but found the topic currently has 'cleanup.policy=delete'.",
      source: 'apache/kafka connect/runtime TopicAdmin.java',
    },
    {
      id: 'debezium/replication',
      cause: 'app-config-invalid',
      pattern:
        /(?:Postgres server wal_level property must be 'logical' but is: '?(?<have>\w{1,20})|logical decoding requires wal_level >= logical|Failed to (?:start replication stream|create replication slot)|The connector is trying to read (?:binlog|change stream|redo log).{0,120}no longer available|The MySQL server is not configured to use a (?<what>ROW binlog_format|FULL binlog_row_image|row-level binlog))/,
      strength: 'error',
      title: 'The database is not set up for change capture',
      example:
        "io.debezium.DebeziumException: Postgres server wal_level property must be 'logical' but is: 'replica'",
      source: 'debezium/debezium PostgresConnectorTask.java, BinlogConnectorTask',
    },
    {
      id: 'schema-registry/kafkastore',
      cause: 'dependency-unreachable',
      pattern:
        /(?:io\.confluent\.kafka\.schemaregistry\.(?:storage\.exceptions|exceptions)\.\w{1,60}: (?<what>(?:Failed to (?:write Noop record|get Kafka cluster)|Timed out|Error initializing kafka store|io\.confluent).{0,160})|Error initializing kafka store while initializing schema registry)/,
      strength: 'fatal',
      title: 'The Schema Registry cannot use its topic on Kafka',
      example:
        'io.confluent.kafka.schemaregistry.exceptions.SchemaRegistryInitializationException: Error initializing kafka store while initializing schema registry',
      source: 'confluentinc/schema-registry core KafkaSchemaRegistry.java',
    },
    {
      id: 'confluent/kafka-ready',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Command \[\/usr\/local\/bin\/cub (?:kafka|zk)-ready .{0,200}\] FAILED|Expected \d+ brokers but found only \d+\. Trying to query Kafka for metadata again|Error while getting broker list)/,
      strength: 'fatal',
      title: "The image's check found too few Kafka brokers",
      example:
        '[main] INFO io.confluent.admin.utils.ClusterStatus - Expected 3 brokers but found only 0. Trying to query Kafka for metadata again ...',
      source: 'confluentinc/common-docker utility-belt ClusterStatus.java',
    },
    {
      id: 'redpanda/startup',
      cause: 'app-config-invalid',
      pattern:
        /(?:Failure during startup: (?<what>(?!.{0,120}(?:Permission denied|No space)).{1,200})|redpanda::main - application\.cc:\d+ - (?:Redpanda (?:cannot|failed)|Validation error).{1,160}|Memory: '\d+' below recommended: '\d+')/,
      strength: 'fatal',
      title: 'Redpanda cannot start: {what}',
      example:
        'ERROR 2026-11-20 10:00:00,000 [shard 0:main] main - application.cc:467 - Failure during startup: std::runtime_error (Failed to resolve seed servers)',
      source: 'redpanda-data/redpanda src/v/redpanda/application.cc',
    },
    {
      id: 'pulsar-broker/metadata-init',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to start pulsar service\.|KeeperErrorCode = NoNode for \/(?:ledgers|admin|bookies)\S{0,60}|Cluster metadata (?:for|not) .{0,60}(?:not (?:initialized|found))|BookKeeper cluster (?:not|is not) (?:initialized|formatted))(?<what>.{0,120})/,
      strength: 'fatal',
      title: "Pulsar's metadata has not been initialised, or its store is not there",
      example:
        'ERROR org.apache.pulsar.PulsarBrokerStarter - Failed to start pulsar service. org.apache.pulsar.broker.PulsarServerException: KeeperErrorCode = NoNode for /admin/clusters/pulsar',
      source: 'apache/pulsar pulsar-broker PulsarBrokerStarter.java',
    },
    {
      id: 'rocketmq/broker-start',
      cause: 'app-config-invalid',
      pattern:
        /(?:Please set the ROCKETMQ_HOME variable in your environment|The broker's name\[(?<name>[^\]]{1,80})\]|java\.lang\.RuntimeException: Lock failed,MQ already started|connect to (?:<|null)?(?<host>[\w.:-]{0,100})>? failed)/,
      strength: 'fatal',
      title: "RocketMQ's broker cannot start",
      example: 'java.lang.RuntimeException: Lock failed,MQ already started',
      source: 'apache/rocketmq DefaultMessageStore.java, BrokerStartup.java',
    },
    {
      id: 'emqx/cookie-config',
      cause: 'app-config-invalid',
      pattern:
        /(?:EMQX (?:fails|failed) to (?:start|load)|failed_to_check_schema: emqx_conf_schema|emqx_conf_schema.{0,80}(?:unknown_fields|required_field|validation_error)|(?:ERROR: )?Node .{0,60}not responding to pings|cluster_discovery.{0,60}(?:failed|error))(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'EMQX refuses its configuration',
      example: '2026-11-20T10:00:00.000000+00:00 [error] failed_to_check_schema: emqx_conf_schema',
      source: 'emqx/emqx apps/emqx_conf, bin/emqx',
    },
    {
      id: 'vernemq/license',
      cause: 'license',
      pattern:
        /Please read (?:the )?(?:End User|VerneMQ).{0,60}(?:License|EULA)|DOCKER_VERNEMQ_ACCEPT_EULA/,
      strength: 'fatal',
      title: "VerneMQ's licence must be accepted with DOCKER_VERNEMQ_ACCEPT_EULA=yes",
      example: 'Please accept the EULA with DOCKER_VERNEMQ_ACCEPT_EULA=yes',
      source: 'vernemq/docker-vernemq bin/vernemq.sh',
    },
    {
      id: 'nsq/lookupd',
      cause: 'dependency-unreachable',
      pattern:
        /(?:LOOKUPD\(\S{1,120}\): ERROR|\(nsqlookupd\)|error connecting to nsqlookupd|nsqd (?:-|tcp).{0,40}no addresses|error querying nsqlookupd) ?(?<what>.{0,120})/,
      strength: 'error',
      title: 'nsqd or a client cannot reach nsqlookupd',
      example:
        '[nsqd] 2026/11/20 10:00:00.000000 ERROR: LOOKUPD(nsqlookupd:4160): ERROR: IDENTIFY - lookup nsqlookupd on 10.96.0.10:53: no such host',
      source: 'nsqio/nsq nsqd/lookup.go',
    },
    {
      id: 'temporal/frontend',
      cause: 'dependency-unreachable',
      pattern:
        /(?:failed reaching server: (?<what>.{1,160})|unable to (?:health check|create) "?temporal\.api\.workflowservice|Waiting for Temporal server to start|error: unable to (?:reach|connect to) Temporal)/,
      strength: 'fatal',
      title: "Temporal's frontend does not answer",
      example:
        'failed reaching server: last connection error: connection error: desc = "transport: Error while dialing: dial tcp 10.96.1.1:7233: connect: connection refused"',
      source: 'temporalio/sdk-go internal/client.go',
    },
    {
      id: 'temporal/namespace',
      cause: 'app-config-invalid',
      pattern: /(?:Namespace (?<name>[\w.-]{1,80}) is not found\.|NamespaceNotFound)/,
      strength: 'fatal',
      title: 'Temporal has no namespace {name}',
      example: 'panic: Namespace orders is not found.',
      source: 'temporalio/temporal serviceerror NamespaceNotFound',
    },
    {
      id: 'zeebe/broker',
      cause: 'app-config-invalid',
      pattern:
        /(?:io\.camunda\.zeebe\.\S{1,120}(?:Exception|Error): (?<what>.{1,160})|Failed to start broker \d+!|Broker-\d+ failed \[\d+\/\d+\])/,
      strength: 'fatal',
      title: 'The Zeebe broker cannot start',
      example:
        'io.camunda.zeebe.broker.system.InvalidConfigurationException: Cannot create broker: partitionsCount must be at least 1',
      source: 'camunda/camunda zeebe/broker',
    },
    {
      id: 'camunda/schema',
      cause: 'schema-migration-failed',
      pattern:
        /ENGINE-(?:03057|03058|16004|03017) ?(?<what>.{0,160})|There are no Camunda tables in the database|no activiti tables in db/,
      strength: 'fatal',
      title: "Camunda's tables are missing or of another version",
      example:
        'org.camunda.bpm.engine.ProcessEngineException: ENGINE-03057 There are no Camunda tables in the database. Hint: Set <property name="databaseSchemaUpdate" to value="true"',
      source: 'camunda/camunda-bpm-platform engine EnginePersistenceLogger.java',
    },
    {
      id: 'dapr/sentry-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:error establishing connection to sentry|failed to (?:get|request) (?:identity|certificate|initial identity) .{0,40}sentry|Failed to (?:connect|request).{0,30}dapr-(?:sentry|placement|scheduler))(?<what>.{0,160})/,
      strength: 'fatal',
      title: "daprd cannot reach Dapr's control plane",
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="Fatal error from runtime: failed to retrieve the initial identity certificate: error establishing connection to sentry: dial tcp 10.96.1.1:443: connect: connection refused"',
      source: 'dapr/kit crypto/spiffe; dapr/dapr pkg/security',
    },
    {
      id: 'strimzi/kafka-roller',
      cause: 'app-exception',
      pattern:
        /(?:KafkaRoller.{0,40}|StrimziPodSet.{0,40})?(?:Exceeded timeout of (?<what>\d+)ms while waiting for Pods? resource (?<name>[\w.-]{1,120}) in namespace \S{1,80} to be ready|TimeoutException: Exceeded timeout of \d+ms while waiting for)/,
      strength: 'error',
      title: 'The Strimzi operator waited in vain for a pod of the cluster',
      example:
        'io.strimzi.operator.common.model.TimeoutException: Exceeded timeout of 300000ms while waiting for Pods resource kafka-kafka-0 in namespace kafka to be ready',
      source: 'strimzi/strimzi-kafka-operator operator-common',
    },
    {
      id: 'strimzi/unsupported-version',
      cause: 'version-skew',
      pattern:
        /(?:Unsupported Kafka\.spec\.kafka\.version: (?<have>[\d.]+)\. Supported versions are|Version (?<ver>[\d.]+) is not supported\. Supported versions are)/,
      strength: 'fatal',
      title: 'The Strimzi operator no longer supports Kafka {have}',
      example:
        'io.strimzi.operator.cluster.model.KafkaVersion$UnsupportedKafkaVersionException: Unsupported Kafka.spec.kafka.version: 3.4.0. Supported versions are: [3.7.0, 3.8.0]',
      source: 'strimzi/strimzi-kafka-operator cluster-operator KafkaVersion.java',
    },
  ],
}
