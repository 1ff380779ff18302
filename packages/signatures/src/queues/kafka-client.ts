import type { SignatureFamily } from '@unloop/engine/scanner'

/** What Kafka clients say, in Java, librdkafka and its bindings, Python, Go and Node. */
export const kafkaClient: SignatureFamily = {
  programs: [
    'kafka-clients',
    'librdkafka',
    'kafka-python',
    'aiokafka',
    'sarama',
    'kafka-go',
    'KafkaJS',
    'franz-go',
  ],
  signatures: [
    {
      id: 'kafka-client/no-brokers',
      cause: 'dependency-unreachable',
      pattern:
        /(?:kafka\.errors\.)?NoBrokersAvailable\b|client has run out of available brokers to talk to|KafkaConnectionError: Unable to bootstrap from|KafkaJSNumberOfRetriesExceeded|unable to dial: .{0,80}:9\d{3}|No brokers available/,
      strength: 'fatal',
      title: 'The client finds no Kafka broker',
      example: [
        'kafka.errors.NoBrokersAvailable: NoBrokersAvailable',
        'kafka: client has run out of available brokers to talk to: dial tcp 10.96.3.7:9092: connect: connection refused',
        "aiokafka.errors.KafkaConnectionError: KafkaConnectionError: Unable to bootstrap from [('kafka', 9092, <AddressFamily.AF_UNSPEC: 0>)]",
        'KafkaJSNumberOfRetriesExceeded: Connection error: connect ECONNREFUSED 10.96.3.7:9092',
      ],
      source: 'kafka-python kafka/errors.py; IBM/sarama errors.go; tulios/kafkajs errors.js',
    },
    {
      id: 'kafka-client/metadata-timeout',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Timed out waiting for a node assignment|Topic (?<name>\S+) not present in metadata after \d+ ms|Failed to update metadata after \d+ ms|Timeout expired (?:while fetching topic metadata|before the position)|Failed to (?:get offsets|construct) by times in \d+ms)/,
      strength: 'error',
      title: 'The Java client gets no metadata from Kafka in time',
      example: [
        'org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: listNodes',
        'org.apache.kafka.common.errors.TimeoutException: Topic orders not present in metadata after 60000 ms.',
      ],
      source: 'kafka clients admin/KafkaAdminClient.java, producer/KafkaProducer.java',
    },
    {
      id: 'kafka-client/node-disconnected',
      cause: 'dependency-unreachable',
      pattern:
        /Connection to node -?\d+ \((?<host>[^:/)]+)\/[^)]+\) could not be established\. (?:Broker|Node) may not be available/,
      strength: 'hint',
      title: 'The Kafka broker {host} cannot be reached',
      example:
        '[Producer clientId=producer-1] Connection to node -1 (kafka/10.96.3.7:9092) could not be established. Broker may not be available.',
      source: 'kafka clients NetworkClient.java',
    },
    {
      id: 'kafka-client/bootstrap-name',
      cause: 'dns-failure',
      pattern:
        /No resolvable bootstrap urls given in bootstrap\.servers|Couldn't resolve server (?<host>\S+?)(?::\d+)? from bootstrap\.servers|Failed to resolve '(?<name>[^':]+):\d+': (?<what>[A-Z].{3,60})/,
      strength: 'fatal',
      title: 'The name of the Kafka bootstrap server does not resolve',
      example: [
        'org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers',
        "WARN Couldn't resolve server kafka.data.svc:9092 from bootstrap.servers as DNS resolution failed for kafka.data.svc (org.apache.kafka.clients.ClientUtils)",
        "%3|1795221842.123|FAIL|rdkafka#producer-1| [thrd:kafka:9092/bootstrap]: kafka:9092/bootstrap: Failed to resolve 'kafka:9092': Name or service not known (after 12ms in state CONNECT)",
      ],
      source: 'kafka clients ClientUtils.java; librdkafka rdkafka_broker.c',
    },
    {
      id: 'kafka-client/librdkafka-transport',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Local: (?:Broker transport failure|All broker connections are down|Timed out)|\d+\/\d+ brokers are down|Connect to ipv[46]#(?<host>[\d.]+|\[[^\]]+\]):(?<port>\d+) failed: |_TRANSPORT\b)/,
      strength: 'error',
      title: 'librdkafka cannot reach the brokers',
      example: [
        '%3|1795221842.123|FAIL|rdkafka#consumer-1| [thrd:kafka:9092/bootstrap]: kafka:9092/bootstrap: Connect to ipv4#10.96.3.7:9092 failed: Connection refused (after 0ms in state CONNECT)',
        'KafkaException: KafkaError{code=_TRANSPORT,val=-195,str="Failed to get metadata: Local: Broker transport failure"}',
      ],
      source: 'confluentinc/librdkafka src/rdkafka_broker.c, rdkafka.c',
    },
    {
      id: 'kafka-client/authentication',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:SaslAuthenticationException: |Authentication failed during authentication due to invalid credentials|SASL (?:\S+ mechanism handshake failed|authentication (?:error|failed))|Authentication failed: Invalid username or password|KafkaJSSASLAuthenticationError|Local: Authentication failure|Received SASL authentication failure|SASL Authentication failed|Unsupported SASL mechanism)/,
      strength: 'fatal',
      title: 'Kafka rejects the credentials',
      example: [
        'org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512',
        'kafka server: SASL Authentication failed.',
        '%3|1795221842.123|FAIL|rdkafka#producer-1| [thrd:sasl_plaintext://kafka:9092/bootstrap]: sasl_plaintext://kafka:9092/bootstrap: SASL authentication error: Authentication failed: Invalid username or password',
      ],
      source:
        'kafka clients common/errors/SaslAuthenticationException.java; librdkafka rdkafka_sasl.c',
    },
    {
      id: 'kafka-client/authorization',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:Not authorized to access (?:topics|group): ?\[?(?<what>[^\]]{0,80})|(?:Topic|Group|Cluster|TransactionalId)AuthorizationException|Broker: (?:Topic|Group|Cluster) authorization failed|The client is not authorized to access this (?:topic|group))/,
      strength: 'error',
      title: 'Kafka does not authorize the client for {what}',
      example: [
        'org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [orders]',
        'kafka server: The client is not authorized to access this topic',
      ],
      source: 'kafka clients common/errors; sarama errors.go',
    },
    {
      id: 'kafka-client/tls',
      cause: 'tls-cert',
      pattern:
        /SslAuthenticationException: (?<what>.{1,120})|SSL handshake failed: (?<why>.{1,160})/,
      strength: 'error',
      title: 'The TLS handshake with Kafka fails: {what}',
      example: [
        'org.apache.kafka.common.errors.SslAuthenticationException: SSL handshake failed',
        '[thrd:ssl://kafka:9093/bootstrap]: ssl://kafka:9093/bootstrap: SSL handshake failed: error:0A000086:SSL routines::certificate verify failed: broker certificate could not be verified, verify that ssl.ca.location is correctly configured',
      ],
      source: 'kafka clients common/network/SslTransportLayer.java; librdkafka rdkafka_ssl.c',
    },
    {
      id: 'kafka-client/unexpected-protocol',
      cause: 'app-config-invalid',
      pattern:
        /(?:Bootstrap broker \S+ \(id: -\d+ rack: null\) disconnected|InvalidReceiveException: Invalid receive \(size = \d+|connecting to a (?:SSL|TLS|plaintext) listener)/,
      strength: 'hint',
      title: 'The client speaks another security protocol than the listener',
      example:
        '[AdminClient clientId=adminclient-1] Bootstrap broker kafka:9093 (id: -1 rack: null) disconnected',
      source: 'kafka clients NetworkClient.java',
    },
    {
      id: 'kafka-client/topic-missing',
      cause: 'app-config-invalid',
      pattern:
        /Topic\(s\) \[(?<name>[^\]]+)\] is\/are not present and missingTopicsFatal is true|UnknownTopicOrPartitionException: This server does not host this topic-partition|(?:Local|Broker): Unknown topic(?: or partition)?/,
      strength: 'error',
      title: 'Kafka has no topic {name}',
      example: [
        'java.lang.IllegalStateException: Topic(s) [orders] is/are not present and missingTopicsFatal is true',
        'org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.',
      ],
      source: 'spring-kafka AbstractMessageListenerContainer.java; kafka clients',
    },
  ],
}
