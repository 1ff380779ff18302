import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the queue clients of Node say when a broker cannot be used. */
export const nodeQueueClients: SignatureFamily = {
  programs: ['KafkaJS', 'amqplib', 'NATS.js', 'BullMQ', 'MQTT.js'],
  signatures: [
    {
      id: 'kafkajs/brokers',
      cause: 'env-missing',
      pattern:
        /KafkaJSNonRetriableError: (?:Failed to connect: )?(?:expected brokers array and got (?:nothing|undefined|.{1,60})|"?brokers"? parameter should not be empty|failed to connect: "config\.brokers" returned .{1,80}|Invalid brokers)/,
      strength: 'fatal',
      title: 'The list of Kafka brokers that reaches KafkaJS is empty',
      example: [
        'KafkaJSNonRetriableError: Failed to connect: expected brokers array and got nothing',
        'KafkaJSNonRetriableError: Failed to connect: brokers parameter should not be empty',
      ],
      source: 'tulios/kafkajs src/cluster/connectionPoolBuilder.js',
    },
    {
      id: 'kafkajs/connection',
      cause: 'dependency-unreachable',
      pattern:
        /KafkaJS(?:ConnectionError|ConnectionClosedError|RequestTimeoutError|BrokerNotFound|LockTimeout|GroupCoordinatorNotFound): (?!.{0,80}(?:ENOTFOUND|EAI_AGAIN|certificate|SSL))(?<what>.{1,160})/,
      strength: 'error',
      title: 'Kafka does not answer KafkaJS: {what}',
      example: 'KafkaJSConnectionError: Connection timeout',
      source: 'tulios/kafkajs src/errors.js',
    },
    {
      id: 'kafkajs/tls',
      cause: 'tls-cert',
      pattern:
        /KafkaJS(?:ConnectionError|NumberOfRetriesExceeded): .{0,60}(?:self[- ]signed certificate|unable to (?:verify|get)|certificate has expired|SSL alert|SSL routines|Client network socket disconnected before secure TLS connection)(?<what>.{0,100})/,
      strength: 'fatal',
      title: 'TLS between KafkaJS and Kafka fails',
      example:
        'KafkaJSConnectionError: Connection error: self-signed certificate in certificate chain',
      source: 'tulios/kafkajs src/network/connection.js',
    },
    {
      id: 'kafkajs/topic',
      cause: 'app-config-invalid',
      pattern:
        /KafkaJS(?:ProtocolError|NumberOfRetriesExceeded|DeleteGroupsError|AggregateError): (?:This server does not host this topic-partition|Replication-factor is invalid|Topic creation errors|Number of partitions is below 1)/,
      strength: 'error',
      title: 'Kafka does not have, or cannot make, the topic that KafkaJS asks for',
      example: 'KafkaJSProtocolError: This server does not host this topic-partition',
      source: 'tulios/kafkajs src/protocol/error.js',
    },
    {
      id: 'kafkajs/codec',
      cause: 'missing-dependency',
      pattern: /KafkaJSNotImplemented: (?<module>\w{1,20}) compression not implemented/,
      strength: 'fatal',
      title: "KafkaJS lacks the codec {module} of the topic's messages",
      example: 'KafkaJSNotImplemented: Snappy compression not implemented',
      source: 'tulios/kafkajs src/protocol/message/compression',
    },
    {
      id: 'amqplib/protocol',
      cause: 'env-missing',
      pattern: /Error: Expected amqp: or amqps: as the protocol; got (?<what>\S{1,40})/,
      strength: 'fatal',
      title: 'The RabbitMQ URL that reaches amqplib is empty or no amqp:// URL',
      example: 'Error: Expected amqp: or amqps: as the protocol; got null',
      source: 'amqp-node/amqplib lib/connect.js',
    },
    {
      id: 'amqplib/opening',
      cause: 'dependency-unreachable',
      pattern:
        /Error: (?:Socket closed abruptly during opening handshake|Connection closed: 320 \(CONNECTION-FORCED\)|Unexpected close|connect ETIMEDOUT|Heartbeat timeout$)/,
      strength: 'error',
      title: 'RabbitMQ closes the connection, or is not ready yet',
      example: 'Error: Socket closed abruptly during opening handshake',
      source: 'amqp-node/amqplib lib/connection.js',
    },
    {
      id: 'amqplib/channel-closed',
      cause: 'app-config-invalid',
      pattern:
        /Error: (?:Channel closed by server|Operation failed: \w{1,30};) ?:?\s?(?:404 \(NOT-FOUND\)|406 \(PRECONDITION-FAILED\)) with message "(?<what>[^"]{1,200})/,
      strength: 'error',
      title: 'RabbitMQ closes the channel: {what}',
      example:
        "Error: Operation failed: QueueDeclare; 406 (PRECONDITION-FAILED) with message \"PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'orders' in vhost '/': received 'false' but current is 'true'\"",
      source: 'amqp-node/amqplib lib/channel.js',
    },
    {
      id: 'bullmq/redis-version',
      cause: 'version-skew',
      pattern:
        /Error: Redis version needs to be greater or equal than (?<want>[\d.]+) Current: (?<have>[\d.]+)/,
      strength: 'fatal',
      title: 'BullMQ needs Redis {want}, the server is {have}',
      example: 'Error: Redis version needs to be greater or equal than 5.0.0 Current: 3.2.100',
      source: 'taskforcesh/bullmq src/classes/redis-connection.ts',
    },
    {
      id: 'bullmq/max-retries',
      cause: 'app-config-invalid',
      pattern: /BullMQ: Your redis options maxRetriesPerRequest must be null/,
      strength: 'fatal',
      title: 'BullMQ wants maxRetriesPerRequest: null in the Redis options',
      example: 'Error: BullMQ: Your redis options maxRetriesPerRequest must be null.',
      source: 'taskforcesh/bullmq src/classes/redis-connection.ts',
    },
    {
      id: 'mqtt-js/connack',
      cause: 'dependency-unreachable',
      pattern: /Error: connack timeout|Error: client disconnecting$|MqttError: Keepalive timeout/,
      strength: 'error',
      title: 'The MQTT broker does not answer the connection',
      example: 'Error: connack timeout',
      source: 'mqttjs/MQTT.js src/lib/client.ts',
    },
  ],
}
