import type { SignatureFamily } from '@unloop/engine/scanner'

/** Kafka brokers and controllers, the images' scripts, Connect and Schema Registry. Sources: apache/kafka core, storage, clients. */
export const kafka: SignatureFamily = {
  programs: ['Kafka', 'Kafka Connect', 'Schema Registry', 'cp-kafka'],
  signatures: [
    {
      id: 'kafka/cluster-id-mismatch',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:[Tt]he [Cc]luster ID|Invalid cluster\.id in|Expected) (?<want>[\w-]+)? ?(?:doesn't match stored clusterId|.{0,80}in meta\.properties|.{0,60}but read)|InconsistentClusterIdException/,
      strength: 'fatal',
      title: 'meta.properties on the volume names another cluster id',
      explain:
        'The volume was formatted for another cluster: ZooKeeper or the controllers were made anew while the broker kept its data, or the other way round.',
      example: [
        "kafka.common.InconsistentClusterIdException: The Cluster ID kVSgfurUQFGGpHMTBqBPiw doesn't match stored clusterId Some(0Qftv9yBTAmf2iDPSlIk7g) in meta.properties. The broker is trying to join the wrong cluster. Configured zookeeper.connect may be wrong.",
        'java.lang.RuntimeException: Invalid cluster.id in: /var/lib/kafka/data/meta.properties. Expected MkU3OEVBNTcwNTJENDM2Qk, but read 5L6g3nShT-eMCtK--X86sw',
      ],
      source:
        'kafka core/src/main/scala/kafka/server/KafkaServer.scala, MetaPropertiesEnsemble.java',
      fix: {
        title:
          'Restore the former cluster id, or, when the data may go, clear meta.properties or the volume',
        where: 'data',
        risk: 'high',
      },
    },
    {
      id: 'kafka/node-id-mismatch',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Configured broker\.id (?<want>-?\d+) doesn't match stored broker\.id|Stored node id (?<have>\d+) doesn't match previous node id|InconsistentBrokerIdException|InconsistentBrokerMetadataException)/,
      strength: 'fatal',
      title: 'The volume belongs to a broker with another id',
      example: [
        "kafka.common.InconsistentBrokerIdException: Configured broker.id 2 doesn't match stored broker.id Some(1) in meta.properties. If you moved your data, make sure your configured broker.id matches.",
        "java.lang.RuntimeException: Stored node id 1 doesn't match previous node id 2 in /kafka/meta.properties. If you moved your data, make sure your configured controller id matches.",
      ],
      source: 'kafka core/src/main/scala/kafka/server/KafkaServer.scala',
    },
    {
      id: 'kafka/not-formatted',
      cause: 'volume-data-incompatible',
      pattern: /No `?(?:readable )?meta\.properties`? (?:files? )?found(?: in (?<file>\S+))?/,
      strength: 'fatal',
      title: 'The log directory is not formatted for KRaft: {file}',
      example: [
        'org.apache.kafka.common.KafkaException: No `meta.properties` found in /var/lib/kafka/data (have you run `kafka-storage.sh` to format the directory?)',
        'java.lang.RuntimeException: No readable meta.properties files found.',
      ],
      source: 'kafka core/src/main/scala/kafka/server/BrokerMetadataCheckpoint.scala',
      fix: {
        title:
          'Format it once with kafka-storage.sh format -t <cluster id> (an init step), and keep the volume',
        where: 'manifest',
        risk: 'medium',
      },
    },
    {
      id: 'kafka/lost-and-found',
      cause: 'volume-data-incompatible',
      pattern:
        /Found directory (?<file>\S+), '(?<name>[^']+)' is not in the form of topic-partition/,
      strength: 'fatal',
      title: 'The log directory holds {name}, which is no topic partition',
      explain:
        'The root of a fresh disk has a lost+found directory, and Kafka takes every directory of its log directory for a partition.',
      example:
        "org.apache.kafka.common.KafkaException: Found directory /var/lib/kafka/data/lost+found, 'lost+found' is not in the form of topic-partition or topic-partition.uniqueId-delete (if marked for deletion).",
      source: 'kafka storage UnifiedLog / LogDirs parseTopicPartitionName',
      fix: {
        title: 'Set log.dirs to a subdirectory of the mount, or mount with a subPath',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'kafka/log-directory-locked',
      cause: 'volume-data-incompatible',
      pattern: /Failed to acquire lock on file \.lock in (?<file>\S+?)\. A Kafka instance/,
      strength: 'fatal',
      title: 'Another Kafka uses the log directory {file}',
      example:
        'org.apache.kafka.common.KafkaException: Failed to acquire lock on file .lock in /var/lib/kafka/data. A Kafka instance in another process or thread is using this directory.',
      source: 'kafka core/src/main/scala/kafka/log/LogManager.scala lockLogDirs',
    },
    {
      id: 'kafka/log-directory-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Disk error while (?:locking|creating) directory (?<file>\S+)|Failed to create (?:or validate )?data directory (?<path>\S+)|(?:AccessDeniedException|FileNotFoundException): (?<name>\/\S*(?:kafka|meta\.properties)\S*)(?: \(Permission denied\))?|dub path (?<mount>\S+) writable\] FAILED)/,
      strength: 'fatal',
      title: 'Kafka may not write its log directory',
      example: [
        'ERROR Disk error while locking directory /var/lib/kafka/data (kafka.server.LogDirFailureChannel)',
        'java.io.FileNotFoundException: /var/lib/kafka/data/.lock (Permission denied)',
        'ERROR Failed to create or validate data directory /bitnami/kafka/data (org.apache.kafka.storage.internals.log.LogDirFailureChannel)',
        'Command [/usr/local/bin/dub path /var/lib/kafka/data writable] FAILED !',
      ],
      source: 'kafka core/src/main/scala/kafka/log/LogManager.scala; confluent docker images',
      fix: {
        title: "Set fsGroup of the pod to the group of the image's user (1000 or 1001)",
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'kafka/log-directories-failed',
      cause: 'volume-data-incompatible',
      pattern:
        /Shutdown broker because (?:all log dirs in|the metadata log dir) (?<file>.{1,160}) ha(?:ve|s) failed/,
      strength: 'error',
      title: 'All log directories failed: {file}',
      example:
        'ERROR Shutdown broker because all log dirs in /var/lib/kafka/data have failed (kafka.log.LogManager)',
      source: 'kafka core/src/main/scala/kafka/log/LogManager.scala',
    },
    {
      id: 'kafka/zookeeper-timeout',
      cause: 'dependency-unreachable',
      pattern:
        /Timed out waiting for connection (?:while in state: (?:CONNECTING|CLOSED|AUTH_FAILED)|to Zookeeper)|ZooKeeperClientTimeoutException/,
      strength: 'fatal',
      title: 'Kafka cannot reach ZooKeeper',
      example: [
        'kafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING',
        'Timed out waiting for connection to Zookeeper server [zookeeper:2181].',
      ],
      source: 'kafka core/src/main/scala/kafka/zookeeper/ZooKeeperClient.scala',
    },
    {
      id: 'kafka/broker-id-registered',
      cause: 'app-config-invalid',
      pattern:
        /Error while creating ephemeral at (?<key>\/brokers\/ids\/\d+), node already exists|A broker is already registered on the path|DuplicateBrokerRegistrationException/,
      strength: 'fatal',
      title: 'A broker with this id is already registered',
      explain:
        'Two brokers have the same id, or the session of the one that just ended has not expired yet; then the next start succeeds.',
      example: [
        "ERROR Error while creating ephemeral at /brokers/ids/0, node already exists and owner '72057600' does not match current session '72057604' (kafka.zk.KafkaZkClient$CheckedEphemeral)",
        'org.apache.kafka.common.errors.DuplicateBrokerRegistrationException: Another broker is registered with that broker id.',
      ],
      source: 'kafka core/src/main/scala/kafka/zk/KafkaZkClient.scala',
    },
    {
      id: 'kafka/missing-configuration',
      cause: 'env-missing',
      pattern:
        /Missing required configuration "?`?(?<setting>[\w.]+)`?"? which has no default value/,
      strength: 'fatal',
      title: 'The required setting {setting} is not configured',
      example: [
        'org.apache.kafka.common.config.ConfigException: Missing required configuration "bootstrap.servers" which has no default value.',
        'Missing required configuration `zookeeper.connect` which has no default value.',
      ],
      source: 'kafka clients common/config/ConfigDef.java',
    },
    {
      id: 'kafka/invalid-value',
      cause: 'app-config-invalid',
      pattern: /Invalid value (?<what>.{0,120}) for configuration (?<setting>[\w.]+)/,
      strength: 'fatal',
      title: 'The value of {setting} is not valid: {what}',
      example:
        'org.apache.kafka.common.config.ConfigException: Invalid value tcp://10.96.3.7:9092 for configuration port: Not a number of type INT',
      source: 'kafka clients common/config/ConfigException.java',
    },
    {
      id: 'kafka/listener-configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:No security protocol defined for listener (?<name>\S+)|requirement failed: (?<what>.{0,120}(?:listener|broker|node|voter|quorum|process\.roles|controller|log\.|replication).{0,120})|Each listener must have a different (?:name|port)|inter\.broker\.listener\.name must be a listener name|advertised\.listeners cannot use the nonroutable meta-address|If using process\.roles|controller\.listener\.names must contain|Unable to parse .{1,80} to a broker endpoint)/,
      strength: 'fatal',
      title: 'The Kafka listeners or roles contradict each other: {what}',
      example: [
        'java.lang.IllegalArgumentException: No security protocol defined for listener INTERNAL',
        'java.lang.IllegalArgumentException: requirement failed: inter.broker.listener.name must be a listener name defined in advertised.listeners. The valid options based on currently configured listeners are PLAINTEXT',
        'java.lang.IllegalArgumentException: requirement failed: advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. Use a routable IP address.',
      ],
      source: 'kafka core/src/main/scala/kafka/server/KafkaConfig.scala',
    },
    {
      id: 'kafka/port-in-use',
      cause: 'port-in-use',
      pattern: /Socket server failed to bind to (?<host>\S+):(?<port>\d+): Address already in use/,
      strength: 'fatal',
      title: 'The port {port} of Kafka is already bound',
      example:
        'org.apache.kafka.common.KafkaException: Socket server failed to bind to 0.0.0.0:9092: Address already in use.',
      source: 'kafka core/src/main/scala/kafka/network/SocketServer.scala',
    },
    {
      id: 'kafka/bind-address',
      cause: 'app-config-invalid',
      pattern:
        /Socket server failed to bind to (?<host>\S+):(?<port>\d+): (?<what>Cannot assign requested address|Unresolved address|Permission denied)/,
      strength: 'fatal',
      title: 'Kafka cannot listen on {host}:{port}: {what}',
      example:
        'org.apache.kafka.common.KafkaException: Socket server failed to bind to kafka-0.kafka:9092: Unresolved address.',
      source: 'kafka core/src/main/scala/kafka/network/SocketServer.scala',
    },
    {
      id: 'kafka/service-link-port',
      cause: 'app-config-invalid',
      pattern: /(?:^|\s)(?:port is deprecated\. Please use|(?<env>[A-Z_]*PORT) is deprecated)/,
      strength: 'fatal',
      title: 'A Service of the same name sets a PORT variable that the image refuses',
      explain:
        'Kubernetes injects KAFKA_PORT (or SCHEMA_REGISTRY_PORT) for a Service named kafka, and the Confluent images take it for a setting that is no longer allowed.',
      example: 'port is deprecated. Please use KAFKA_ADVERTISED_LISTENERS instead.',
      source:
        'confluentinc/kafka-images, schema-registry-images include/etc/confluent/docker/configure',
      fix: {
        title: 'Set enableServiceLinks: false in the pod, or give the Service another name',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} patch {workload} --type=merge -p \'{"spec":{"template":{"spec":{"enableServiceLinks":false}}}}\'',
        ],
        risk: 'low',
      },
    },
    {
      id: 'kafka/image-setting-required',
      cause: 'env-missing',
      pattern:
        /(?:^|\s)(?<env>(?:KAFKA|SCHEMA_REGISTRY|CONNECT|ZOOKEEPER|KSQL|CONTROL_CENTER)_[A-Z_]+) is required\.|dub ensure (?<key>[A-Z_]+)\] FAILED/,
      strength: 'fatal',
      title: 'The variable {env} is not set',
      example: [
        'KAFKA_ADVERTISED_LISTENERS is required.',
        'Command [/usr/local/bin/dub ensure KAFKA_ZOOKEEPER_CONNECT] FAILED !',
      ],
      source: 'confluentinc/kafka-images include/etc/confluent/docker/configure',
    },
    {
      id: 'kafka/cub-not-ready',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Command \[\/usr\/local\/bin\/cub (?:kafka|zk)-ready .{1,160}\] FAILED|Expected \d+ brokers but found only \d+\. (?:Trying|Brokers found)|Error while getting broker list)/,
      strength: 'error',
      title: 'The image waits for Kafka or ZooKeeper, which do not answer',
      example: [
        'Command [/usr/local/bin/cub kafka-ready 1 40 -b kafka:9092 --config /etc/kafka/admin.properties] FAILED !',
        'ERROR Expected 1 brokers but found only 0. Brokers found []. (io.confluent.admin.utils.ClusterStatus)',
      ],
      source: 'confluentinc/common-docker utility-belt ClusterStatus.java',
    },
    {
      id: 'kafka/keystore',
      cause: 'tls-cert',
      pattern:
        /Failed to load SSL keystore (?<file>\S+)|Failed to load PEM SSL keystore|Invalid PEM keystore configs|Keystore was tampered with, or password was incorrect/,
      strength: 'fatal',
      title: 'A keystore cannot be loaded: {file}',
      example: [
        'org.apache.kafka.common.KafkaException: Failed to load SSL keystore /etc/kafka/secrets/kafka.keystore.jks of type JKS',
        'java.io.IOException: Keystore was tampered with, or password was incorrect',
      ],
      source: 'kafka clients common/security/ssl/DefaultSslEngineFactory.java',
    },
    {
      id: 'kafka/jaas',
      cause: 'app-config-invalid',
      pattern:
        /Could not find a '(?<name>[\w.]+)'(?: or '[\w.]+')? entry in the JAAS configuration|JAAS (?:config|configuration) (?:property does not contain|entry not terminated|file .{1,100}does not exist)/,
      strength: 'fatal',
      title: 'SASL is on, but there is no JAAS configuration {name}',
      example:
        "java.lang.IllegalArgumentException: Could not find a 'KafkaClient' entry in the JAAS configuration. System property 'java.security.auth.login.config' is not set",
      source: 'kafka clients common/security/JaasContext.java',
    },
    {
      id: 'kafka/metadata-version',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:metadata\.version|MetadataVersion|Unknown (?:metadata|feature) version|inter\.broker\.protocol\.version).{0,120}(?:is not supported|too (?:old|new|low)|must be at least|not a valid|unknown)/,
      strength: 'error',
      title: 'The metadata of the cluster is of a version that this Kafka does not read',
      example:
        'java.lang.IllegalArgumentException: Unknown metadata.version 25. Supported metadata.version are 1 to 20: not a valid feature level',
      source: 'kafka server-common org/apache/kafka/server/common/MetadataVersion.java',
    },
    {
      id: 'kafka/reporter-class-missing',
      cause: 'missing-dependency',
      pattern:
        /KafkaException: (?:Class )?(?<module>[\w.$]+) (?:ClassNotFoundException exception occurred|could not be found)|Class (?<name>[\w.$]+) could not be found|Failed to find any class that implements Connector and which name matches (?<plugin>[\w.$]+)/,
      strength: 'fatal',
      title: 'The class {module} of the Kafka configuration is not in the image',
      example: [
        'org.apache.kafka.common.KafkaException: com.linkedin.kafka.cruisecontrol.metricsreporter.CruiseControlMetricsReporter ClassNotFoundException exception occurred',
        'org.apache.kafka.connect.errors.ConnectException: Failed to find any class that implements Connector and which name matches io.debezium.connector.postgresql.PostgresConnector',
      ],
      source: 'kafka clients common/config/AbstractConfig.java; connect runtime Plugins.java',
      from: ['110-kafka-cruise-control-reporter'],
    },
    {
      id: 'kafka/schema-registry-store',
      cause: 'dependency-unreachable',
      pattern:
        /Error initializing kafka store while initializing schema registry|Timed out trying to create or validate schema topic/,
      strength: 'error',
      title: 'The Schema Registry cannot use its Kafka topic',
      example:
        'io.confluent.kafka.schemaregistry.exceptions.SchemaRegistryInitializationException: Error initializing kafka store while initializing schema registry',
      source: 'confluentinc/schema-registry KafkaSchemaRegistry.java',
    },
  ],
}
