import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the queue clients of Go say when a broker cannot be used. */
export const goQueueClients: SignatureFamily = {
  programs: [
    'sarama',
    'franz-go',
    'kafka-go',
    'amqp091-go',
    'nats.go',
    'pulsar-client-go',
    'paho.mqtt.golang',
  ],
  signatures: [
    {
      id: 'sarama/topic-or-partition',
      cause: 'app-config-invalid',
      pattern:
        /kafka server: Request was for a topic or partition that does not exist on this broker/,
      strength: 'error',
      title: 'The Kafka topic does not exist on the broker',
      example:
        'panic: kafka server: Request was for a topic or partition that does not exist on this broker',
      source: 'IBM/sarama errors.go ErrUnknownTopicOrPartition',
    },
    {
      id: 'sarama/replication-factor',
      cause: 'app-config-invalid',
      pattern:
        /kafka server: (?:The requested )?[Rr]eplication-?factor is (?:invalid|less than 1, or larger than the number of available brokers)|INVALID_REPLICATION_FACTOR: Replication.?factor is below 1 or larger than the number of available brokers/,
      strength: 'fatal',
      title: 'The topic wants more replicas than there are Kafka brokers',
      example: [
        'kafka server: Replication-factor is invalid',
        'INVALID_REPLICATION_FACTOR: Replication-factor is below 1 or larger than the number of available brokers.',
      ],
      source: 'IBM/sarama errors.go; twmb/franz-go pkg/kerr',
    },
    {
      id: 'sarama/api-version',
      cause: 'version-skew',
      pattern: /kafka server: The version of API is not supported/,
      strength: 'fatal',
      title: 'The Kafka broker does not know the protocol version that the client speaks',
      example:
        'kafka: client has run out of available brokers: kafka server: The version of API is not supported',
      source: 'IBM/sarama errors.go ErrUnsupportedVersion',
    },
    {
      id: 'sarama/controller',
      cause: 'dependency-unreachable',
      pattern:
        /kafka: controller is not available|kafka server: In the middle of a leadership election, there is currently no leader for this partition/,
      strength: 'error',
      title: 'The Kafka cluster has no controller or leader at present',
      example: 'panic: kafka: controller is not available',
      source: 'IBM/sarama errors.go ErrControllerNotAvailable',
    },
    {
      id: 'sarama/message-too-large',
      cause: 'app-config-invalid',
      pattern:
        /kafka: (?:message of \d+ bytes too large to send|invalid configuration \((?<what>[^)]{1,160})\))/,
      strength: 'error',
      title: 'sarama refuses its settings: {what}',
      example:
        'kafka: invalid configuration (Producer.Return.Successes must be true to be used in a SyncProducer)',
      source: 'IBM/sarama config.go Validate',
    },
    {
      id: 'franz-go/tls-expected',
      cause: 'tls-cert',
      pattern:
        /(?:invalid short read of \d+ bytes, )?is TLS (?:required|misconfigured on the client or the broker|expected by the broker)|broker closed the connection immediately after a (?:dial|request was issued), which happens (?:if|when) (?:the client is using TLS when the broker is not expecting it|SASL is required)/,
      strength: 'fatal',
      title: 'Client and Kafka broker do not agree on TLS or SASL for this port',
      example: [
        'unable to request api versions: invalid large response size 352518912 > limit 104857600; the first three bytes received appear to be a tls alert record for TLS v1.2; is this a plaintext connection speaking to a tls endpoint? is TLS required?',
        'the broker closed the connection immediately after a dial, which happens if the client is using TLS when the broker is not expecting it: is TLS misconfigured on the client or the broker?',
      ],
      source: 'twmb/franz-go pkg/kgo/errors.go ErrFirstReadEOF',
    },
    {
      id: 'franz-go/plaintext-to-tls',
      cause: 'tls-cert',
      pattern:
        /the first three bytes received appear to be a tls alert record for (?<what>TLS v[\d.]{1,4})/,
      strength: 'fatal',
      title: 'The client speaks plain text to a TLS port of Kafka',
      example:
        'invalid large response size 352518912 > limit 104857600; the first three bytes received appear to be a tls alert record for TLS v1.2; is this a plaintext connection speaking to a tls endpoint?',
      source: 'twmb/franz-go pkg/kgo/errors.go',
    },
    {
      id: 'franz-go/broker-too-old',
      cause: 'version-skew',
      pattern:
        /broker is too old; the broker has already indicated it will not know how to handle the request/,
      strength: 'fatal',
      title: 'The Kafka broker is too old for a request of the client',
      example:
        'broker is too old; the broker has already indicated it will not know how to handle the request',
      source: 'twmb/franz-go pkg/kgo/errors.go errBrokerTooOld',
    },
    {
      id: 'kafka-go/no-brokers',
      cause: 'env-missing',
      pattern:
        /cannot create a (?:new )?(?:kafka (?:reader|writer)|consumer group) with an empty (?:list of (?:broker )?(?:addresses|brokers)|topic)/,
      strength: 'fatal',
      title: 'The list of Kafka brokers that reaches the client is empty',
      example: [
        'panic: cannot create a new kafka reader with an empty list of broker addresses',
        'panic: cannot create a kafka writer with an empty list of brokers',
      ],
      source: 'segmentio/kafka-go reader.go, writer.go, consumergroup.go',
    },
    {
      id: 'kafka-go/expects-tls',
      cause: 'tls-cert',
      pattern:
        /(?:unexpected EOF|io: read\/write on closed pipe|EOF): broker appears to be expecting TLS/,
      strength: 'fatal',
      title: 'The Kafka port expects TLS and the client speaks plain text',
      example: 'failed to dial: unexpected EOF: broker appears to be expecting TLS',
      source: 'segmentio/kafka-go transport.go',
    },
    {
      id: 'amqp091/scheme',
      cause: 'app-config-invalid',
      pattern:
        /AMQP scheme must be either 'amqp:\/\/' or 'amqps:\/\/'|amqp: (?:URI|url) must not contain whitespace|URI must not contain whitespace/,
      strength: 'fatal',
      title: 'The RabbitMQ URL does not begin with amqp:// or amqps://',
      example: "Failed to connect to RabbitMQ: AMQP scheme must be either 'amqp://' or 'amqps://'",
      source: 'rabbitmq/amqp091-go uri.go',
    },
    {
      id: 'amqp091/frame-not-parsed',
      cause: 'app-config-invalid',
      pattern:
        /Exception \(501\) Reason: "(?:Exception \(501\) Reason: ")?frame could not be parsed/,
      strength: 'fatal',
      title: 'What answers at the RabbitMQ address is no AMQP port',
      example: 'Exception (501) Reason: "frame could not be parsed"',
      source: 'rabbitmq/amqp091-go types.go ErrSyntax',
    },
    {
      id: 'amqp091/precondition',
      cause: 'app-config-invalid',
      pattern:
        /PRECONDITION_FAILED - (?:inequivalent arg '(?<setting>[^']{1,80})' for (?<what>queue|exchange) '(?<name>[^']{0,200})'|(?:invalid|unknown) .{1,120})/,
      strength: 'fatal',
      title: 'RabbitMQ has {what} {name} with another {setting} than the program declares',
      example: [
        "Exception (406) Reason: \"PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'orders' in vhost '/': received 'true' but current is 'false'\"",
        "pika.exceptions.ChannelClosedByBroker: (406, \"PRECONDITION_FAILED - inequivalent arg 'x-message-ttl' for queue 'orders' in vhost '/': received none but current is the value '60000' of type 'long'\")",
      ],
      source: 'rabbitmq/rabbitmq-server deps/rabbit/src/rabbit_misc.erl, rabbit_amqqueue.erl',
    },
    {
      id: 'amqp091/not-found',
      cause: 'app-config-invalid',
      pattern:
        /(?:NOT_FOUND|not_found,"NOT_FOUND) - no (?<what>exchange|queue) '(?<name>[^']{1,200})' in vhost/,
      strength: 'fatal',
      title: 'RabbitMQ has no {what} {name}',
      example: "Exception (404) Reason: \"NOT_FOUND - no exchange 'orders' in vhost '/'\"",
      source: 'rabbitmq/rabbitmq-server deps/rabbit/src/rabbit_misc.erl',
    },
    {
      id: 'amqp091/connection-closed',
      cause: 'dependency-unreachable',
      pattern:
        /Exception \(504\) Reason: "channel\/connection is not open"|Exception \(320\) Reason: "CONNECTION_FORCED - (?<what>[^"]{1,120})/,
      strength: 'error',
      title: 'RabbitMQ closed the connection',
      example: 'panic: Exception (504) Reason: "channel/connection is not open"',
      source: 'rabbitmq/amqp091-go types.go ErrClosed',
    },
    {
      id: 'nats-go/secure-connection',
      cause: 'tls-cert',
      pattern: /nats: secure connection (?:required|not available)/,
      strength: 'fatal',
      title: 'Client and NATS server do not agree on TLS',
      example: 'nats: secure connection not available',
      source: 'nats-io/nats.go nats.go ErrSecureConnRequired, ErrSecureConnWanted',
    },
    {
      id: 'nats-go/credentials-file',
      cause: 'dependency-auth-failed',
      pattern:
        /nats: (?:error opening nkey|no nkey seed found|error opening credentials|unable to extract key pair from|could not read)(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'The NATS credentials file cannot be used',
      example: [
        'panic: nats: error opening credentials file "/creds/app.creds": open /creds/app.creds: no such file or directory',
        'nats: no nkey seed found in "/creds/app.nk"',
      ],
      source: 'nats-io/nats.go nats.go',
    },
    {
      id: 'nats-go/jetstream-disabled',
      cause: 'app-config-invalid',
      pattern:
        /nats: (?:jetstream not enabled|JetStream not enabled|API error: code=503 err_code=10039|API error: code=503 err_code=10076)/,
      strength: 'fatal',
      title: 'JetStream is not enabled on the NATS server or for the account',
      example: [
        'panic: nats: jetstream not enabled for account',
        'nats: API error: code=503 err_code=10039 description=JetStream not enabled for account',
      ],
      source: 'nats-io/nats.go jserrors.go',
    },
    {
      id: 'nats-go/stream-missing',
      cause: 'app-config-invalid',
      pattern:
        /nats: (?:stream not found|consumer not found|bucket not found|no stream matches subject|no response from stream)/,
      strength: 'error',
      title: 'The NATS stream, consumer or bucket that the program uses does not exist',
      example: 'nats: stream not found',
      source: 'nats-io/nats.go jserrors.go',
    },
    {
      id: 'nats-go/closed',
      cause: 'dependency-unreachable',
      pattern:
        /nats: (?:connection closed|connection lost|stale connection|connection disconnected|no responders available for request)/,
      strength: 'error',
      title: 'The connection to NATS is gone or nobody answers on the subject',
      example: 'nats: no responders available for request',
      source: 'nats-io/nats.go nats.go',
    },
    {
      id: 'pulsar-go/client',
      cause: 'dependency-unreachable',
      pattern:
        /Could not instantiate Pulsar client: (?<what>(?:connection error|.{0,80}(?:refused|timeout)).{0,100})/,
      strength: 'error',
      title: 'Pulsar does not answer the Go client',
      example: 'Could not instantiate Pulsar client: connection error',
      source: 'apache/pulsar-client-go examples, pulsar/client_impl.go',
    },
    {
      id: 'pulsar-go/scheme',
      cause: 'app-config-invalid',
      pattern:
        /Invalid URL scheme '(?<what>[\w+-]{1,40})'|Unsupported (?:URI|URL) Scheme: (?<value>[\w+-]{1,40})/,
      strength: 'fatal',
      title: 'The Pulsar service URL does not begin with pulsar:// or pulsar+ssl://',
      example: "Invalid URL scheme 'tcp'",
      source: 'apache/pulsar-client-go pulsar/client_impl.go newClient',
    },
    {
      id: 'paho-go/connack',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:^|[\s":])(?:bad user name or password|[Nn]ot [Aa]uthorized)(?:"|$)|connack.{0,20}(?:Bad (?:Username|User Name) or [Pp]assword|Not [Aa]uthorized)/,
      strength: 'error',
      title: 'The MQTT broker rejects the login',
      example: ['mqtt connect failed: bad user name or password', 'panic: not Authorized'],
      source: 'eclipse/paho.mqtt.golang packets/packets.go ConnErrors',
    },
    {
      id: 'paho-go/network',
      cause: 'dependency-unreachable',
      pattern:
        /network Error : (?:dial tcp (?<host>[^\s:]{1,253}):(?<port>\d{1,5}).{0,80}|EOF|i\/o timeout)/,
      strength: 'error',
      title: 'The MQTT broker does not answer',
      example: 'panic: network Error : dial tcp 10.96.4.4:1883: connect: connection refused',
      source: 'eclipse/paho.mqtt.golang packets/packets.go ErrNetworkError',
    },
  ],
}
