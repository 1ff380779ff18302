import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the queue clients of Python say when a broker cannot be used. */
export const pythonQueueClients: SignatureFamily = {
  programs: [
    'pika',
    'aio-pika',
    'kombu',
    'Celery',
    'kafka-python',
    'aiokafka',
    'confluent-kafka',
    'nats-py',
    'paho-mqtt',
  ],
  signatures: [
    {
      id: 'pika/connection',
      cause: 'dependency-unreachable',
      pattern:
        /pika\.exceptions\.(?:AMQPConnectionError|ConnectionWrongStateError|IncompatibleProtocolError|StreamLostError|AMQPHeartbeatTimeout|ConnectionClosedByBroker: \(320)(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'RabbitMQ does not answer pika, or closes the connection',
      example: [
        'pika.exceptions.AMQPConnectionError',
        "pika.exceptions.StreamLostError: Stream connection lost: ConnectionResetError(104, 'Connection reset by peer')",
      ],
      source: 'pika pika/exceptions.py',
    },
    {
      id: 'pika/permissions',
      cause: 'dependency-auth-failed',
      pattern:
        /ACCESS_REFUSED - (?:(?:configure|write|read) )?access to (?<what>exchange|queue|topic|vhost) '(?<name>[^']{1,200})' in vhost '[^']{0,100}' refused for user '(?<user>[^']{1,80})'/,
      strength: 'fatal',
      title: 'RabbitMQ gives {user} no permission on the {what} {name}',
      example:
        "pika.exceptions.ChannelClosedByBroker: (403, \"ACCESS_REFUSED - configure access to queue 'orders' in vhost '/' refused for user 'app'\")",
      source: 'rabbitmq/rabbitmq-server deps/rabbit/src/rabbit_access_control.erl',
    },
    {
      id: 'kombu/operational',
      cause: 'dependency-unreachable',
      pattern:
        /kombu\.exceptions\.OperationalError: (?!.{0,80}(?:Name or service|Error -[235]|ACCESS_REFUSED))(?<what>.{1,160})/,
      strength: 'error',
      title: "Celery's broker does not answer: {what}",
      example: 'kombu.exceptions.OperationalError: [Errno 111] Connection refused',
      source: 'celery/kombu kombu/exceptions.py',
    },
    {
      id: 'celery/cannot-connect',
      cause: 'dependency-unreachable',
      pattern:
        /consumer: Cannot connect to (?:amqp|redis|rediss|sentinel|pyamqp|sqs):\/\/(?:[^@\s]{0,200}@)?(?<host>[^\s:\/]{0,253}?)(?::(?<port>\d{1,5}))?\/{0,2}[^\s:]{0,60}: (?!.{0,60}(?:Name or service|Error -[235]|ACCESS_REFUSED|WRONGPASS|NOAUTH))(?<what>.{1,160})/,
      strength: 'error',
      title: 'Celery cannot connect to its broker: {what}',
      example: [
        '[2026-11-20 10:00:00,000: ERROR/MainProcess] consumer: Cannot connect to amqp://guest:**@127.0.0.1:5672//: [Errno 111] Connection refused.',
        '[2026-11-20 10:00:00,000: ERROR/MainProcess] consumer: Cannot connect to redis://redis:6379/0: Error 111 connecting to redis:6379. Connection refused..',
      ],
      source: 'celery/celery celery/worker/consumer/consumer.py',
    },
    {
      id: 'celery/unable-to-load-app',
      cause: 'missing-dependency',
      pattern:
        /Unable to load celery application\.|The module (?<module>[\w.]{1,100}) was not found\.$|Module '(?<name>[\w.]{1,100})' has no attribute 'celery'/,
      strength: 'fatal',
      title: 'celery -A names a module that is not there, or that fails on import',
      example:
        "Error: Invalid value for '-A' / '--app':  Unable to load celery application. The module proj.celery was not found.",
      source: 'celery/celery celery/bin/celery.py',
    },
    {
      id: 'celery/running-as-root',
      cause: 'security-context',
      pattern:
        /Running a worker with superuser privileges when the worker accepts messages serialized with pickle is a very bad idea/,
      strength: 'error',
      title: 'Celery refuses to run as root while it accepts pickle',
      example:
        'Running a worker with superuser privileges when the worker accepts messages serialized with pickle is a very bad idea!',
      source: 'celery/celery celery/platforms.py check_privileges',
    },
    {
      id: 'celery/beat-schedule',
      cause: 'permission-denied-fs',
      pattern:
        /(?:_gdbm|_dbm|dbm|_sqlite3)?\.?error: \[Errno 13\] Permission denied: '?(?<file>[^'\s]{0,120}celerybeat-schedule[^'\s]{0,20})/,
      strength: 'fatal',
      title: 'Celery beat cannot write its schedule {file}',
      example: "_gdbm.error: [Errno 13] Permission denied: 'celerybeat-schedule'",
      source: 'celery/celery celery/beat.py PersistentScheduler',
    },
    {
      id: 'kafka-python/unrecognized-broker',
      cause: 'version-skew',
      pattern:
        /kafka\.errors\.(?:UnrecognizedBrokerVersion|UnsupportedVersionError|IncompatibleBrokerVersion)(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'The Kafka broker is of a version that the Python client does not speak to',
      example: 'kafka.errors.UnrecognizedBrokerVersion: UnrecognizedBrokerVersion',
      source: 'dpkp/kafka-python kafka/errors.py',
    },
    {
      id: 'kafka-python/sasl',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:kafka|aiokafka)\.errors\.(?:SaslAuthenticationFailedError|AuthenticationFailedError|SaslAuthenticationFailed|UnsupportedSaslMechanismError|TopicAuthorizationFailedError|GroupAuthorizationFailedError|ClusterAuthorizationFailedError)(?<what>.{0,160})/,
      strength: 'fatal',
      title: "Kafka rejects the Python client's login or rights",
      example:
        'aiokafka.errors.AuthenticationFailedError: AuthenticationFailedError: Unable to authenticate',
      source: 'dpkp/kafka-python kafka/errors.py',
    },
    {
      id: 'confluent-kafka/kafka-error',
      cause: 'dependency-unreachable',
      pattern:
        /KafkaError\{code=(?:_TRANSPORT|_ALL_BROKERS_DOWN|_TIMED_OUT|COORDINATOR_NOT_AVAILABLE),val=-?\d+,str="(?!.{0,120}Failed to resolve)(?<what>[^"]{1,160})/,
      strength: 'error',
      title: 'Kafka does not answer librdkafka: {what}',
      example:
        'cimpl.KafkaException: KafkaError{code=_TRANSPORT,val=-195,str="Failed to get metadata: Local: Broker transport failure"}',
      source: 'confluentinc/confluent-kafka-python src/confluent_kafka/src/confluent_kafka.c',
    },
    {
      id: 'confluent-kafka/auth',
      cause: 'dependency-auth-failed',
      pattern:
        /KafkaError\{code=(?:_AUTHENTICATION|TOPIC_AUTHORIZATION_FAILED|GROUP_AUTHORIZATION_FAILED|CLUSTER_AUTHORIZATION_FAILED|SASL_AUTHENTICATION_FAILED),val=-?\d+,str="(?<what>[^"]{1,160})/,
      strength: 'error',
      title: 'Kafka rejects the login or the rights of librdkafka: {what}',
      example:
        'cimpl.KafkaException: KafkaError{code=TOPIC_AUTHORIZATION_FAILED,val=29,str="Unable to produce: Broker: Topic authorization failed"}',
      source: 'confluentinc/librdkafka src/rdkafka.h',
    },
    {
      id: 'confluent-kafka/config',
      cause: 'app-config-invalid',
      pattern:
        /KafkaError\{code=_INVALID_ARG,val=-186,str="(?:No such configuration property: "?(?<setting>[\w.]{1,100})|Invalid value|(?<what>[^"]{1,160}))|No such configuration property: "(?<key>[\w.]{1,100})"/,
      strength: 'fatal',
      title: 'librdkafka refuses a setting',
      example:
        'cimpl.KafkaException: KafkaError{code=_INVALID_ARG,val=-186,str="No such configuration property: "bootstrap.server""}',
      source: 'confluentinc/librdkafka src/rdkafka_conf.c',
    },
    {
      id: 'librdkafka/unknown-topic',
      cause: 'app-config-invalid',
      pattern:
        /(?:Broker: Unknown topic or partition|Local: Unknown (?:topic|partition)|Subscribed topic not available: (?<name>[\w.-]{1,200}))/,
      strength: 'error',
      title: 'The Kafka topic does not exist on the broker',
      example:
        '%3|1700000000.000|ERROR|app#consumer-1| Subscribed topic not available: orders: Broker: Unknown topic or partition',
      source: 'confluentinc/librdkafka src/rdkafka.c rd_kafka_err2str',
    },
    {
      id: 'librdkafka/connect',
      cause: 'dependency-unreachable',
      pattern:
        /(?:(?<host>[\w.-]{1,253}):(?<port>\d{1,5})\/(?:bootstrap|\d{1,6}): (?:Connect to \S{1,120} failed: (?<what>.{1,80}?)(?: \(after|$)|Connection setup timed out)|\d+\/\d+ brokers are down)/,
      strength: 'error',
      title: 'librdkafka reaches no Kafka broker',
      example: [
        '%3|1700000000.000|FAIL|rdkafka#producer-1| [thrd:kafka:9092/bootstrap]: kafka:9092/bootstrap: Connect to ipv4#10.96.4.4:9092 failed: Connection refused (after 2ms in state CONNECT)',
        '%3|1700000000.000|ERROR|rdkafka#producer-1| [thrd:kafka:9092/bootstrap]: 1/1 brokers are down',
      ],
      source: 'confluentinc/librdkafka src/rdkafka_broker.c, rdkafka_transport.c',
    },
    {
      id: 'librdkafka/tls',
      cause: 'tls-cert',
      pattern:
        /(?:SSL handshake failed|ssl\.ca\.location failed|ssl\.certificate\.location failed|ssl\.key\.location failed|ssl\.keystore\.location failed|broker might require SSL)(?<what>.{0,160})/,
      strength: 'error',
      title: 'TLS between librdkafka and Kafka fails',
      example:
        '%3|1700000000.000|FAIL|rdkafka#consumer-1| [thrd:ssl://kafka:9093/bootstrap]: ssl://kafka:9093/bootstrap: SSL handshake failed: ssl/statem/statem_clnt.c:1889:error:1416F086:SSL routines:tls_process_server_certificate:certificate verify failed (after 18ms in state SSL_HANDSHAKE)',
      source: 'confluentinc/librdkafka src/rdkafka_ssl.c',
    },
    {
      id: 'librdkafka/disconnected-apiversion',
      cause: 'tls-cert',
      pattern:
        /Disconnected while requesting ApiVersion: might be caused by incorrect security\.protocol configuration/,
      strength: 'error',
      title: "librdkafka's security.protocol does not fit the Kafka port",
      example:
        '%4|1700000000.000|FAIL|rdkafka#producer-1| [thrd:kafka:9093/bootstrap]: kafka:9093/bootstrap: Disconnected while requesting ApiVersion: might be caused by incorrect security.protocol configuration (connecting to a SSL listener?) or broker version is < 0.10',
      source: 'confluentinc/librdkafka src/rdkafka_broker.c',
    },
    {
      id: 'nats-py/no-servers',
      cause: 'dependency-unreachable',
      pattern:
        /nats\.errors\.(?:NoServersError|TimeoutError|ConnectionClosedError|StaleConnectionError|OutboundBufferLimitError|NoRespondersError): nats: (?<what>.{1,100})|nats: no servers available for connection/,
      strength: 'fatal',
      title: 'NATS does not answer the Python client',
      example: 'nats.errors.NoServersError: nats: no servers available for connection',
      source: 'nats-io/nats.py nats/errors.py',
    },
  ],
}
