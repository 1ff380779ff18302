import type { SignatureFamily } from '@unloop/engine/scanner'

/** NATS server and clients. */
export const nats: SignatureFamily = {
  programs: ['NATS', 'NATS clients'],
  signatures: [
    {
      id: 'nats/unknown-field',
      cause: 'app-config-invalid',
      pattern: /nats-server: (?<file>[^\s:]+):(?<line>\d+):\d+: unknown field "(?<setting>[^"]+)"/,
      strength: 'fatal',
      title: 'NATS does not know the field {setting} in {file}',
      example: 'nats-server: /etc/nats/nats.conf:3:0: unknown field "jetstrem"',
      source: 'nats-io/nats-server server/opts.go',
    },
    {
      id: 'nats/variable-missing',
      cause: 'env-missing',
      pattern: /variable reference for '(?<env>[^']+)' on line (?<line>\d+) can ?not be found/,
      strength: 'fatal',
      title: 'The NATS configuration refers to {env}, which is not set',
      example: "nats-server: variable reference for 'NATS_PASSWORD' on line 1 can not be found",
      source: 'nats-io/nats-server conf/parse.go',
    },
    {
      id: 'nats/configuration',
      cause: 'app-config-invalid',
      pattern:
        /nats-server: (?!.{0,200}(?:no such file|variable reference|unknown field|X509|permission denied))(?<what>.{0,120}(?:[Pp]arse error|interface conversion|error parsing|[Ee]xpected|requires `?\w+`? to be set|invalid|must be|cannot).{0,120})/,
      strength: 'fatal',
      title: 'NATS rejects its configuration: {what}',
      example: [
        'nats-server: jetstream cluster requires `server_name` to be set',
        'nats-server: /etc/nats/nats.conf:1:0: interface conversion: interface {} is string, not int64',
        "nats-server: Parse error on line 7: 'Expected a map value terminator ',' or a map terminator '}', but got 'E' instead.'",
      ],
      source: 'nats-io/nats-server server/opts.go, conf/lex.go',
    },
    {
      id: 'nats/configuration-file-missing',
      cause: 'config-file-missing',
      pattern: /nats-server: open (?<file>\S+): no such file or directory/,
      strength: 'fatal',
      title: 'The configuration file {file} is not there',
      example: 'nats-server: open /etc/nats/nats.conf: no such file or directory',
      source: 'nats-io/nats-server server/opts.go',
    },
    {
      id: 'nats/certificate',
      cause: 'tls-cert',
      pattern:
        /error parsing X509 certificate\/key pair:? (?<what>.{1,160})|tls: (?:required field|error parsing).{0,80}|unable to read (?<name>CA|root CA).{0,60}(?:file|certificate)/,
      strength: 'fatal',
      title: 'NATS cannot load its certificate: {what}',
      example:
        'nats-server: /etc/nats/nats.conf:1:0: error parsing X509 certificate/key pair: open /etc/nats-certs/tls.crt: no such file or directory',
      source: 'nats-io/nats-server server/opts.go GenTLSConfig',
    },
    {
      id: 'nats/jetstream-storage-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Can't start JetStream|could not (?:create|open) (?:storage )?directory|store directory).{0,120}(?:permission denied|read-only file system)/,
      strength: 'fatal',
      title: 'JetStream may not write its store directory',
      example:
        "[FTL] Can't start JetStream: could not create storage directory - mkdir /data/jetstream: permission denied",
      source: 'nats-io/nats-server server/jetstream.go',
    },
    {
      id: 'nats/jetstream-start',
      cause: 'app-config-invalid',
      pattern:
        /Can't start JetStream: (?!.{0,200}(?:permission denied|read-only|no space left))(?<what>.{4,160})/,
      strength: 'fatal',
      title: 'JetStream does not start: {what}',
      example: "[FTL] Can't start JetStream: jetstream max memory store exceeds system memory",
      source: 'nats-io/nats-server server/jetstream.go',
    },
    {
      id: 'nats/port-in-use',
      cause: 'port-in-use',
      pattern:
        /\[FTL\] Error listening on (?:\w+ )?(?:port|listening)?:? ?(?<host>\S*?):?(?<port>\d+)?,? .{0,60}address already in use/,
      strength: 'fatal',
      title: 'The port {port} of NATS is already bound',
      example:
        '[FTL] Error listening on port: 0.0.0.0:4222, "listen tcp 0.0.0.0:4222: bind: address already in use"',
      source: 'nats-io/nats-server server/server.go AcceptLoop',
    },
    {
      id: 'nats-client/no-servers',
      cause: 'dependency-unreachable',
      pattern:
        /nats: no servers available for connection|NatsError: CONNECTION_REFUSED|nats\.errors\.NoServersError|NATS\.Client\.NATSNoServersException|Unable to connect to NATS servers|nats: no responders available for request/,
      strength: 'error',
      title: 'The client reaches no NATS server',
      example: [
        'time=2026-11-21T00:44:48.225Z level=ERROR msg="startup failed" err="nats: no servers available for connection"',
        'NatsError: CONNECTION_REFUSED',
        'nats.errors.NoServersError: nats: no servers available for connection',
      ],
      source: 'nats-io/nats.go nats.go ErrNoServers',
    },
    {
      id: 'nats-client/authorization',
      cause: 'dependency-auth-failed',
      pattern:
        /nats: (?:[Aa]uthorization [Vv]iolation|[Aa]uthentication (?:error|expired|revoked))|NatsError: '?AUTHORIZATION_VIOLATION|'Authorization Violation'|nats: (?:'?Permissions Violation|permissions violation)/,
      strength: 'fatal',
      title: 'NATS rejects the credentials',
      example: [
        'level=ERROR msg="startup failed" err="nats: Authorization Violation"',
        "nats.errors.Error: nats: 'Authorization Violation'",
      ],
      source: 'nats-io/nats.go nats.go ErrAuthorization',
    },
    {
      id: 'nats-client/jetstream',
      cause: 'app-config-invalid',
      pattern:
        /nats: (?:JetStream not enabled(?: for account)?|stream not found|consumer not found|bucket not found|API error: code=503)|nats: jetstream not enabled/,
      strength: 'error',
      title: 'The NATS server lacks JetStream, or the stream does not exist',
      example: [
        'nats: JetStream not enabled',
        'nats: API error: code=404 err_code=10059 description=stream not found: nats: stream not found',
      ],
      source: 'nats-io/nats.go jserrors.go',
    },
  ],
}

/** Mosquitto (src/conf.c, src/net.c, src/persist_read.c), EMQX, and MQTT clients. */
export const mqtt: SignatureFamily = {
  programs: ['Mosquitto', 'EMQX', 'Paho', 'MQTT.js'],
  signatures: [
    {
      id: 'mosquitto/unknown-variable',
      cause: 'app-config-invalid',
      pattern: /Error: Unknown configuration variable "?'?(?<setting>[^"'.\s]+)/,
      strength: 'fatal',
      title: 'Mosquitto does not know the setting {setting}',
      example: '1795221842: Error: Unknown configuration variable "max_inflight_message".',
      source: 'eclipse/mosquitto src/conf.c',
      from: ['a68-mosquitto-unknown-variable'],
    },
    {
      id: 'mosquitto/error-place',
      cause: 'app-config-invalid',
      pattern: /Error found at (?<file>\S+):(?<line>\d+)/,
      strength: 'error',
      title: 'Mosquitto rejects line {line} of {file}',
      example: '1795221842: Error found at /mosquitto/config/mosquitto.conf:5.',
      source: 'eclipse/mosquitto src/conf.c',
      from: ['a68-mosquitto-unknown-variable'],
    },
    {
      id: 'mosquitto/value',
      cause: 'app-config-invalid',
      pattern:
        /^(?:\d{9,11}|\d{4}-\d\d-\d\d[T ][\d:.+Z-]{6,24}): Error: (?<what>(?:Invalid|Empty|Duplicate|The '\w+' option|Cannot use both|Bridge (?:keepalive|local_clientid)|An auth_\w+ option exists|Malformed).{1,120})/,
      strength: 'error',
      title: 'Mosquitto rejects its configuration: {what}',
      example: [
        '1795221842: Error: Invalid protocol value (websocket).',
        '1795221842: Error: Empty listener value in configuration.',
        '1795221842: Error: Duplicate password_file value in configuration.',
        '1795221842: Error: Invalid bridge configuration.',
      ],
      source: 'eclipse/mosquitto src/conf.c',
    },
    {
      id: 'mosquitto/configuration-file-missing',
      cause: 'config-file-missing',
      pattern:
        /Error: (?:Unable to open config file (?<file>\S+?)\.?$|Config file (?<path>\S+) is a directory|Unable to open include_dir '(?<name>[^']+)')/,
      strength: 'fatal',
      title: 'Mosquitto cannot open its configuration file {file}',
      example: [
        '1795221842: Error: Unable to open config file /mosquitto/config/mosquitto.conf.',
        'Error: Config file /mosquitto/config/mosquitto.conf is a directory.',
      ],
      source: 'eclipse/mosquitto src/conf.c',
    },
    {
      id: 'mosquitto/password-file',
      cause: 'config-file-missing',
      pattern:
        /Error: Unable to open (?:pwfile|password file|acl_file|psk_file) "?(?<file>[^".\s][^"\s]*[^".\s])"?\.?|Error opening (?:acl|password|psk) file "(?<path>[^"]+)"/,
      strength: 'fatal',
      title: 'Mosquitto cannot open {file}',
      example: [
        '1795221842: Error: Unable to open pwfile "/mosquitto/config/passwd".',
        '1795221842: Error opening password file "/mosquitto/config/passwd".',
      ],
      source: 'eclipse/mosquitto src/security_default.c',
    },
    {
      id: 'mosquitto/certificate',
      cause: 'tls-cert',
      pattern:
        /Error: (?:Unable to load (?:CA certificates|server certificate|server key file)\.? ?(?:Check \w+)? ?"?(?<file>[^".]\S*[^".])?"?|Server certificate\/key are inconsistent|Client certificate\/key are inconsistent|Unable to (?:create|set) TLS)/,
      strength: 'fatal',
      title: 'Mosquitto cannot load its certificate, key or CA {file}',
      example: [
        '1795221842: Error: Unable to load server certificate "/mosquitto/certs/tls.crt". Check certfile.',
        '1795221842: Error: Unable to load CA certificates. Check cafile "/mosquitto/certs/ca.crt".',
        '1795221842: Error: Server certificate/key are inconsistent.',
      ],
      source: 'eclipse/mosquitto src/net.c',
    },
    {
      id: 'mosquitto/port-in-use',
      cause: 'port-in-use',
      pattern: /^(?:\d+: |\S+ )?Error: Address (?:already )?in use$/,
      strength: 'fatal',
      title: 'The port of Mosquitto is already bound',
      example: '1795221842: Error: Address already in use',
      source: 'eclipse/mosquitto src/net.c net__socket_listen',
    },
    {
      id: 'mosquitto/persistence-damaged',
      cause: 'volume-data-incompatible',
      pattern:
        /Error: (?:Unable to restore persistent database|Couldn't open database|Incompatible database configuration|Unsupported persistent database format version (?<have>\d+))|Unrecognised file format/,
      strength: 'fatal',
      title: 'Mosquitto cannot read mosquitto.db on the volume',
      example: [
        '1795221842: Error: Unable to restore persistent database. Unrecognised file format.',
        "1795221842: Error: Couldn't open database.",
      ],
      source: 'eclipse/mosquitto src/persist_read.c',
    },
    {
      id: 'mosquitto/file-denied',
      cause: 'permission-denied-fs',
      pattern:
        /Error: Unable to (?:open log file|write pid file|open) ?(?<file>\/\S+)? for writing|Error: Unable to write pid file|Error saving in-memory database, unable to open (?<path>\S+) for writing/,
      strength: 'error',
      title: 'Mosquitto may not write {file}',
      example: [
        '1795221842: Error: Unable to open log file /mosquitto/log/mosquitto.log for writing.',
        '1795221842: Error: Unable to write pid file.',
      ],
      source: 'eclipse/mosquitto src/logging.c, src/mosquitto.c',
    },
    {
      id: 'mosquitto/drop-privileges',
      cause: 'security-context',
      pattern:
        /Error setting (?:groups|gid|uid) whilst dropping privileges: (?<what>[A-Z][\w ]+)|Unable to drop privileges to '(?<user>[^']+)'/,
      strength: 'fatal',
      title: 'Mosquitto may not change its user: {what}',
      example:
        '1795221842: Error setting groups whilst dropping privileges: Operation not permitted.',
      source: 'eclipse/mosquitto src/mosquitto.c drop_privileges',
    },
    {
      id: 'emqx/configuration',
      cause: 'app-config-invalid',
      pattern:
        /failed_to_check_schema|(?:kind|reason): ?(?:unknown_fields|validation_error)|ERROR: (?:call_hocon|Invalid|bad_config)|"?unknown"?: "(?<setting>[\w.]+)"/,
      strength: 'error',
      title: 'EMQX rejects its configuration',
      example: 'ERROR: call_hocon_failed',
      source: 'emqx/emqx bin/emqx, emqx_conf_schema',
    },
    {
      id: 'emqx/licence',
      cause: 'license',
      pattern:
        /(?:license|LICENSE).{0,40}(?:expired|invalid_license|is invalid|SINGLE_NODE_LICENSE)|emqx_license.{0,80}(?:expired|error)/,
      strength: 'error',
      title: 'The EMQX licence does not allow this',
      example:
        '[error] msg: failed_to_load_license, reason: license_file_is_invalid: emqx_license error',
      source: 'emqx/emqx apps/emqx_license',
    },
    {
      id: 'mqtt-client/refused',
      cause: 'dependency-auth-failed',
      pattern:
        /Connection [Rr]efused: (?:[Nn]ot [Aa]uthori[sz]ed|[Bb]ad user ?name or password|[Ii]dentifier rejected)|MqttSecurityException|rc=5\b.{0,40}[Nn]ot authori[sz]ed|Connection error: Connection Refused: not authorised/,
      strength: 'fatal',
      title: 'The MQTT broker rejects the credentials',
      example: [
        'Error: Connection refused: Not authorized',
        'Connection error: Connection Refused: bad user name or password.',
        'Not authorized to connect (5) org.eclipse.paho.client.mqttv3.MqttSecurityException',
      ],
      source: 'mqttjs/MQTT.js; eclipse/paho.mqtt.java; mosquitto lib/strings_mosq.c',
    },
  ],
}

/** ActiveMQ, Artemis, Pulsar and BookKeeper. */
export const jms: SignatureFamily = {
  programs: ['ActiveMQ', 'Artemis', 'Pulsar', 'BookKeeper'],
  signatures: [
    {
      id: 'activemq/start-failed',
      cause: 'app-config-invalid',
      pattern:
        /Failed to start Apache ActiveMQ \(.{0,80}(?!.{0,200}Address already in use)(?<what>.{0,160})/,
      strength: 'hint',
      title: 'ActiveMQ did not start: {what}',
      example: 'ERROR | Failed to start Apache ActiveMQ (localhost, null)',
      source: 'apache/activemq activemq-broker BrokerService.java',
    },
    {
      id: 'activemq/port-in-use',
      cause: 'port-in-use',
      pattern:
        /Transport Connector could not be registered in JMX: .{0,160}Address already in use|Failed to bind to server socket: (?<host>\S+) due to: .{0,60}Address already in use/,
      strength: 'fatal',
      title: 'The port of ActiveMQ is already bound',
      example:
        'java.io.IOException: Transport Connector could not be registered in JMX: java.io.IOException: Failed to bind to server socket: tcp://0.0.0.0:61616?maximumConnections=1000 due to: java.net.BindException: Address already in use (Bind failed)',
      source: 'apache/activemq activemq-client TcpTransportServer.java',
    },
    {
      id: 'activemq/store-locked',
      cause: 'volume-data-incompatible',
      pattern:
        /Database (?<file>\S+) is locked(?: by another server)?\.? .{0,60}wait|File '(?<path>[^']+lock)' could not be locked|AMQ221034|Waiting indefinitely to obtain (?:live|primary) lock/,
      strength: 'error',
      title: 'Another broker holds the store {file}',
      example: [
        'INFO | Database /opt/activemq/data/kahadb/lock is locked by another server. This broker is now in slave mode waiting a lock to be acquired',
        'INFO [org.apache.activemq.artemis.core.server] AMQ221034: Waiting indefinitely to obtain primary lock',
      ],
      source: 'apache/activemq SharedFileLocker.java; artemis ActiveMQServerLogger.java',
    },
    {
      id: 'activemq/store-damaged',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:KahaDB|kahadb|MessageDatabase).{0,200}(?:[Cc]orrupt|Could not locate data file|is missing)|Detected missing\/corrupt journal files/,
      strength: 'error',
      title: 'The KahaDB store of ActiveMQ is damaged',
      example:
        'java.io.IOException: Detected missing/corrupt journal files referenced by:[0:orders] 3 messages affected.',
      source: 'apache/activemq activemq-kahadb-store MessageDatabase.java',
    },
    {
      id: 'artemis/initialisation',
      cause: 'app-config-invalid',
      pattern: /AMQ224000: Failure in initiali[sz]ation|AMQ222010: Critical IO Error/,
      strength: 'hint',
      title: 'Artemis fails while starting; its cause stands below',
      example:
        'ERROR [org.apache.activemq.artemis.core.server] AMQ224000: Failure in initialisation: java.nio.file.AccessDeniedException',
      source: 'apache/activemq-artemis ActiveMQServerLogger.java',
    },
    {
      id: 'jms-client/authentication',
      cause: 'dependency-auth-failed',
      pattern:
        /AMQ229031: Unable to validate user|User name \[(?<user>[^\]]*)\] or password is invalid|AMQ119031|JMSSecurityException/,
      strength: 'error',
      title: 'The message broker rejects the user {user}',
      example: [
        'javax.jms.JMSSecurityException: User name [app] or password is invalid.',
        'ActiveMQSecurityException[errorType=SECURITY_EXCEPTION message=AMQ229031: Unable to validate user from /10.244.1.9:43210. Username: app; SSL certificate subject DN: unavailable]',
      ],
      source: 'apache/activemq SimpleAuthenticationBroker.java; artemis ActiveMQMessageBundle.java',
    },
    {
      id: 'jms-client/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /Could not connect to broker URL: (?<host>\S+?)\. Reason|AMQ219007: Cannot connect to server|AMQ219013|Failed to connect to \[(?:tcp|failover):/,
      strength: 'error',
      title: 'The message broker {host} cannot be reached',
      example: [
        'javax.jms.JMSException: Could not connect to broker URL: tcp://activemq:61616. Reason: java.net.ConnectException: Connection refused (Connection refused)',
        'ActiveMQNotConnectedException[errorType=NOT_CONNECTED message=AMQ219007: Cannot connect to server(s). Tried with all available servers.]',
      ],
      source:
        'apache/activemq ActiveMQConnectionFactory.java; artemis ActiveMQClientMessageBundle.java',
    },
    {
      id: 'pulsar/bookie-cookie',
      cause: 'volume-data-incompatible',
      pattern:
        /InvalidCookieException|Cookie.{0,120}(?:is not matching with|don't match|not found)/,
      strength: 'fatal',
      title: "The cookie of the bookie's volume does not match the one in the metadata store",
      example:
        'org.apache.bookkeeper.bookie.BookieException$InvalidCookieException: instanceId 1b2c is not matching with 9f8e',
      source: 'apache/bookkeeper bookkeeper-server Cookie.java',
    },
    {
      id: 'pulsar/bookie-disk-full',
      cause: 'volume-full',
      pattern:
        /NoWritableLedgerDirException|All ledger directories are non writable|DiskOutOfSpaceException/,
      strength: 'error',
      title: 'All ledger directories of the bookie are full or read-only',
      example:
        'org.apache.bookkeeper.bookie.LedgerDirsManager$NoWritableLedgerDirException: All ledger directories are non writable',
      source: 'apache/bookkeeper LedgerDirsManager.java',
    },
    {
      id: 'pulsar/configuration',
      cause: 'app-config-invalid',
      pattern:
        /Required (?<setting>\w+) is null|Cannot (?:find|start).{0,40}pulsar.{0,60}(?:zookeeperServers|metadataStoreUrl|configurationMetadataStoreUrl)/,
      strength: 'error',
      title: 'Pulsar lacks the setting {setting}',
      example: 'java.lang.IllegalArgumentException: Required metadataStoreUrl is null,pattern',
      source: 'apache/pulsar PulsarConfigurationLoader.java',
    },
    {
      id: 'pulsar-client/failure',
      cause: 'dependency-unreachable',
      pattern:
        /PulsarClientException(?:\$\w+)?: (?:.{0,120}(?:Connection (?:refused|already closed)|ConnectException|Could not (?:connect|get)|timed ?out|lookup|Failed to (?:create|connect)))/,
      strength: 'error',
      title: 'Pulsar cannot be reached',
      example:
        'org.apache.pulsar.client.api.PulsarClientException: java.util.concurrent.CompletionException: org.apache.pulsar.client.api.PulsarClientException: Connection refused',
      source: 'apache/pulsar PulsarClientException.java',
    },
    {
      id: 'pulsar-client/authentication',
      cause: 'dependency-auth-failed',
      pattern: /PulsarClientException\$(?:Authentication|Authorization)Exception/,
      strength: 'fatal',
      title: 'Pulsar rejects the credentials',
      example:
        'org.apache.pulsar.client.api.PulsarClientException$AuthenticationException: Unable to authenticate',
      source: 'apache/pulsar PulsarClientException.java',
    },
  ],
}
