import type { SignatureFamily } from '@unloop/engine/scanner'

/** RabbitMQ, the Erlang runtime under it, and AMQP 0-9-1 clients. */
export const rabbitmq: SignatureFamily = {
  programs: [
    'RabbitMQ',
    'Erlang',
    'pika',
    'amqplib',
    'amqp091-go',
    'Celery',
    'RabbitMQ Java client',
  ],
  signatures: [
    {
      id: 'rabbitmq/cookie-mode',
      cause: 'permission-denied-fs',
      pattern: /Cookie file (?<file>\S+) must be accessible by owner only/,
      strength: 'fatal',
      title: 'The Erlang cookie {file} may be read by others',
      explain:
        'Erlang refuses a cookie file with any permission for group or others. An fsGroup, an init container or a Secret mount gave it one; the broker ends, often with exit code 0.',
      example: [
        '2026-11-21 00:58:56.567920+00:00 [error] <0.146.0> Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only',
        '{"Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only",',
      ],
      source: 'erlang/otp lib/kernel/src/auth.erl',
      from: [
        'c38-rabbitmq-cookie-mode',
        'c53-cascade-rabbitmq-cookie',
        '059-rabbitmq-cookie-permissions',
      ],
      fix: {
        title: "chmod 0400 {file} in an init container that runs as the broker's user",
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'rabbitmq/cookie-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:[Ff]ailed to (?:create|read) (?:cookie )?file '?(?<file>[^':]*\.erlang\.cookie)'?|Error when reading (?<path>\S*\.erlang\.cookie)):? ?.{0,20}(?:eacces|erofs|eperm|permission denied|read-only)/,
      strength: 'fatal',
      title: 'The Erlang cookie cannot be read or written',
      example: [
        "[error] <0.146.0> Failed to create cookie file '/var/lib/rabbitmq/.erlang.cookie': eacces",
        '{"Error when reading /var/lib/rabbitmq/.erlang.cookie: eacces",',
      ],
      source: 'erlang/otp lib/kernel/src/auth.erl',
    },
    {
      id: 'rabbitmq/cookie-short',
      cause: 'app-config-invalid',
      pattern: /Too short cookie string/,
      strength: 'fatal',
      title: 'The Erlang cookie is empty or too short',
      example: '{"Too short cookie string",',
      source: 'erlang/otp lib/kernel/src/auth.erl',
    },
    {
      id: 'rabbitmq/setting-unknown',
      cause: 'app-config-invalid',
      pattern: /You've tried to set (?<setting>\S+), but there is no setting with that name/,
      strength: 'fatal',
      title: 'RabbitMQ does not know the setting {setting}',
      example:
        "[error] <0.9.0> You've tried to set vm_memory_high_watermark.relativ, but there is no setting with that name.",
      source: 'Kyorai/cuttlefish src/cuttlefish_error.erl',
    },
    {
      id: 'rabbitmq/configuration-invalid',
      cause: 'app-config-invalid',
      pattern:
        /(?:Error (?:generating configuration in phase|preparing configuration)|<[\d.]+> (?<setting>[\w.]+) invalid, (?<what>.{1,120})|failed_to_prepare_configuration|Error transforming datatype for: (?<key>\S+)|Failed to load advanced configuration file|config_file_error)/,
      strength: 'fatal',
      title: 'RabbitMQ rejects its configuration: {setting}',
      example: [
        '[error] <0.9.0> Error generating configuration in phase transform_datatypes',
        '[error] <0.9.0> Error transforming datatype for: listeners.tcp.default',
        'BOOT FAILED  exit:{error,failed_to_prepare_configuration}',
      ],
      source: 'rabbitmq-server deps/rabbit/src/rabbit_prelaunch_conf.erl',
    },
    {
      id: 'rabbitmq/deprecated-variable',
      cause: 'app-config-invalid',
      pattern: /(?:error: )?(?<env>RABBITMQ_[A-Z_]+) is set but deprecated/,
      strength: 'fatal',
      title: 'The image no longer accepts the variable {env}',
      example: 'error: RABBITMQ_VM_MEMORY_HIGH_WATERMARK is set but deprecated',
      source: 'docker-library/rabbitmq docker-entrypoint.sh',
      fix: {
        title: 'Move the setting to a configuration file in /etc/rabbitmq/conf.d',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'rabbitmq/plugin-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:plugins_not_found|The following plugins could not be found|[Pp]lugin directory .{1,120} does not exist|cannot_read_enabled_plugins_file|Could not find (?<module>rabbitmq_\w+))/,
      strength: 'fatal',
      title: 'A plugin that is enabled is not in the image',
      example: [
        '{:plugins_not_found, [:rabbitmq_delayed_message_exchange]}',
        'Error: The following plugins could not be found:',
      ],
      source: 'rabbitmq-server deps/rabbit/src/rabbit_plugins.erl',
    },
    {
      id: 'rabbitmq/feature-flags',
      cause: 'volume-data-incompatible',
      pattern:
        /Feature flags: `?(?<name>[\w-]+)`?: required feature flag not enabled|feature flags? .{0,60}(?:not supported|incompatible)|schema_integrity_check_failed/,
      strength: 'fatal',
      title:
        'The data is of an older RabbitMQ: the feature flag {name} was not enabled before the upgrade',
      example:
        '[error] <0.232.0> Feature flags: `stream_queue`: required feature flag not enabled! It must be enabled before upgrading RabbitMQ.',
      source: 'rabbitmq-server deps/rabbit/src/rabbit_ff_controller.erl',
      fix: {
        title: 'Go back to the former image, run rabbitmqctl enable_feature_flag all, then upgrade',
        where: 'image',
        commands: ['kubectl -n {namespace} rollout undo {workload}'],
        risk: 'medium',
      },
    },
    {
      id: 'rabbitmq/tables-timeout',
      cause: 'deadlock-or-timeout-startup',
      pattern:
        /(?:timeout_waiting_for_(?:tables|khepri_leader)|Error while waiting for Mnesia tables|Timeout contacting cluster nodes|could not (?:contact|connect to) any cluster nodes)/,
      strength: 'error',
      title: 'The node waits in vain for its cluster peers to offer the tables',
      explain:
        'After a full stop a node waits for the one that stopped last. With podManagementPolicy OrderedReady that one may never be started, as the first never gets ready.',
      example:
        "[error] <0.9.0> {error,{timeout_waiting_for_tables,['rabbit@rabbitmq-1.rabbitmq-headless'],[rabbit_durable_queue]}}",
      source: 'rabbitmq-server deps/rabbit/src/rabbit_table.erl',
      fix: {
        title:
          'Start all pods at once (podManagementPolicy: Parallel), or force_boot the one that was last',
        where: 'manifest',
        risk: 'medium',
      },
    },
    {
      id: 'rabbitmq/inconsistent-cluster',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:inconsistent_cluster|inconsistent_database|incompatible_feature_flags|Node '?(?<name>[\w@.-]+)'? thinks it's clustered with node)/,
      strength: 'fatal',
      title: 'The node and its peers disagree on who is in the cluster',
      example:
        "BOOT FAILED {error,{inconsistent_cluster,\"Node 'rabbit@rabbitmq-1' thinks it's clustered with node 'rabbit@rabbitmq-0', but 'rabbit@rabbitmq-0' disagrees\"}}",
      source: 'rabbitmq-server deps/rabbit/src/rabbit_mnesia.erl',
    },
    {
      id: 'rabbitmq/data-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:could_not_(?:start|write_file|create)|cannot_(?:create|open|delete)|failed_to_initi|\/(?:var\/lib\/rabbitmq|bitnami\/rabbitmq)).{0,200}\b(?<what>eacces|erofs|eperm)\b/,
      strength: 'fatal',
      title: 'RabbitMQ may not write its data directory ({what})',
      example: [
        '{could_not_write_file,"/var/lib/rabbitmq/mnesia/rabbit@rabbitmq-0/cluster_nodes.config",eacces}',
        'Failed to create directory "/var/lib/rabbitmq/mnesia/rabbit@rabbitmq-0": eacces',
      ],
      source: 'rabbitmq-server deps/rabbit/src/rabbit_mnesia.erl',
    },
    {
      id: 'rabbitmq/no-space',
      cause: 'volume-full',
      pattern: /(?:could_not_\w+|cannot_\w+|file_error|mnesia|rabbit).{0,300}\benospc\b/,
      strength: 'fatal',
      title: 'The RabbitMQ volume is full',
      example:
        '{could_not_write_file,"/var/lib/rabbitmq/mnesia/rabbit@rabbitmq-0/nodes_running_at_shutdown",enospc}',
      source: 'rabbitmq-server deps/rabbit/src/rabbit_file.erl',
    },
    {
      id: 'rabbitmq/port-in-use',
      cause: 'port-in-use',
      pattern:
        /(?:could not bind to distribution port (?<port>\d+), it is in use by another node|node with name "(?<name>[^"]+)" (?:is )?already running on|(?:listen_error|Failed to start Ranch listener|could_not_start_listener|could not start listener).{0,200}eaddrinuse|eaddrinuse,? .{0,40}address already in use|inet_tcp'?: (?:register\/listen|listen) error: eaddrinuse)/,
      strength: 'fatal',
      title: 'The port or the name of the RabbitMQ node is taken',
      example: [
        'ERROR: could not bind to distribution port 25672, it is in use by another node: rabbit@rabbitmq-0',
        'ERROR: node with name "rabbit" already running on "rabbitmq-0"',
        '[error] <0.650.0> Failed to start Ranch listener {acceptor,{0,0,0,0,0,0,0,0},5672} in ranch_tcp:listen([]) for reason eaddrinuse (address already in use)',
      ],
      source: 'rabbitmq-server deps/rabbit/src/rabbit_prelaunch_dist.erl',
    },
    {
      id: 'rabbitmq/epmd-name',
      cause: 'dns-failure',
      pattern:
        /epmd error for host "?'?(?<host>[^\s"':]+)"?'?: (?:nxdomain|address|.{0,20}non-existing domain)/,
      strength: 'fatal',
      title: 'The host name {host} of the node does not resolve',
      explain:
        'The node name holds a host name that the headless Service does not publish (yet): its name is wrong, or publishNotReadyAddresses is off.',
      example:
        'ERROR: epmd error for host rabbitmq-0.rabbitmq-headless: nxdomain (non-existing domain)',
      source: 'rabbitmq-server deps/rabbit/src/rabbit_prelaunch_dist.erl',
      fix: {
        title:
          'Give the StatefulSet the right serviceName, and the headless Service publishNotReadyAddresses: true',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'rabbitmq/epmd-unreachable',
      cause: 'dependency-unreachable',
      pattern: /epmd error for host "?'?(?<host>[^\s"':]+)"?'?: (?:timeout|.{0,20}econnrefused)/,
      strength: 'fatal',
      title: 'The port mapper of {host} does not answer',
      example: 'ERROR: epmd error for host rabbitmq-0: timeout (timed out)',
      source: 'rabbitmq-server deps/rabbit/src/rabbit_prelaunch_dist.erl',
    },
    {
      id: 'rabbitmq/node-name',
      cause: 'app-config-invalid',
      pattern:
        /Can't set (?:long|short) node name|System (?:NOT )?running to use fully qualified hostnames|Hostname \S+ is illegal/,
      strength: 'fatal',
      title: 'The Erlang node name does not fit the host name',
      example: [
        "Can't set long node name! Please check your configuration",
        '** System NOT running to use fully qualified hostnames **',
      ],
      source: 'erlang/otp lib/kernel/src/net_kernel.erl',
      fix: {
        title: 'Set RABBITMQ_USE_LONGNAME=true with a fully qualified node name, or neither',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'rabbitmq/cookie-mismatch',
      cause: 'dependency-auth-failed',
      pattern:
        /Connection attempt (?:from|to) (?:disallowed )?node (?<name>\S+) (?:rejected|failed|aborted)|Invalid challenge reply/,
      strength: 'hint',
      title: 'The nodes have different Erlang cookies',
      example:
        "[error] <0.1234.0> ** Connection attempt from node 'rabbit@rabbitmq-1' rejected. Invalid challenge reply. **",
      source: 'erlang/otp lib/kernel/src/dist_util.erl',
    },
    {
      id: 'rabbitmq/definitions',
      cause: 'app-config-invalid',
      pattern:
        /(?:[Ff]ailed to (?:import|load|parse) definitions|failed_to_import_definitions|Exporting definitions failed|could not (?:import|parse) definitions)(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'RabbitMQ cannot import its definitions file',
      example:
        'BOOT FAILED: {error,{failed_to_import_definitions,"/etc/rabbitmq/definitions.json",{not_json}}}',
      source: 'rabbitmq-server deps/rabbit/src/rabbit_definitions.erl',
    },
    {
      id: 'rabbitmq/peer-discovery-forbidden',
      cause: 'rbac-forbidden',
      pattern:
        /(?:Failed to (?:get|fetch a list of) nodes from (?:k8s|Kubernetes API(?: server)?)).{0,40}\b(?:403|401|[Ff]orbidden)/,
      strength: 'fatal',
      title: 'The Kubernetes API forbids RabbitMQ to list its peers',
      example: '[error] <0.227.0> Failed to fetch a list of nodes from Kubernetes API: 403',
      source: 'rabbitmq-server deps/rabbitmq_peer_discovery_k8s',
    },
    {
      id: 'rabbitmq/boot-failed',
      cause: 'app-exception',
      pattern: /^(?:.{0,80}\s)?BOOT FAILED\b|application_start_failure,rabbit/,
      strength: 'hint',
      title: 'RabbitMQ did not boot; the lines around say why',
      example: 'BOOT FAILED',
      source: 'rabbitmq-server deps/rabbit/src/rabbit_prelaunch_errors.erl',
    },
    {
      id: 'amqp-client/login-refused',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:ACCESS[_-]REFUSED|access[_-]refused).{0,60}[Ll]ogin was refused|Exception \(403\) Reason: "(?:username or password not allowed|no access to this vhost)|username or password not allowed|ProbableAuthenticationError|AuthenticationFailureException|PLAIN login refused|User can only log in via localhost/,
      strength: 'fatal',
      title: 'RabbitMQ refuses the login',
      example: [
        "pika.exceptions.ProbableAuthenticationError: ConnectionClosedByBroker: (403) 'ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile.'",
        'Error: Handshake terminated by server: 403 (ACCESS-REFUSED) with message "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile."',
        'Exception (403) Reason: "username or password not allowed"',
        'com.rabbitmq.client.AuthenticationFailureException: ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN.',
      ],
      source: 'rabbitmq-server deps/rabbit/src/rabbit_reader.erl; the clients',
    },
    {
      id: 'amqp-client/virtual-host',
      cause: 'dependency-auth-failed',
      pattern:
        /NOT_ALLOWED - (?:access to )?vhost '?(?<name>[^'\s]+)'?|(?:no access to this vhost|vhost '?(?<vhost>[^'\s]+)'? not found)|access to vhost '(?<database>[^']+)' refused/,
      strength: 'fatal',
      title: 'RabbitMQ does not let the user into the virtual host {name}',
      example: [
        "pika.exceptions.ConnectionClosedByBroker: (530, \"NOT_ALLOWED - access to vhost 'orders' refused for user 'app'\")",
        'Error: Connection closed: 530 (NOT-ALLOWED) with message "NOT_ALLOWED - vhost orders not found"',
        'Exception (530) Reason: "no access to this vhost"',
      ],
      source: 'rabbitmq-server deps/rabbit/src/rabbit_reader.erl',
    },
    {
      id: 'amqp-client/permission',
      cause: 'dependency-auth-failed',
      pattern:
        /ACCESS_REFUSED - (?:(?:\w+ )?access to (?<what>.{1,100}) refused|operation not permitted)/,
      strength: 'error',
      title: 'The RabbitMQ user has no permission on {what}',
      example:
        "Channel closed: 403 (ACCESS-REFUSED) with message \"ACCESS_REFUSED - configure access to queue 'orders' in vhost '/' refused for user 'app'\"",
      source: 'rabbitmq-server deps/rabbit/src/rabbit_access_control.erl',
    },
    {
      id: 'amqp-client/declaration-mismatch',
      cause: 'app-config-invalid',
      pattern:
        /PRECONDITION_FAILED - (?:inequivalent arg '(?<setting>[^']+)' for (?<what>.{1,80})|.{4,120})/,
      strength: 'error',
      title: 'A queue or exchange exists with other arguments: {what} {setting}',
      example:
        "Error: Channel closed by server: 406 (PRECONDITION-FAILED) with message \"PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'orders' in vhost '/': received 'false' but current is 'true'\"",
      source: 'rabbitmq-server deps/rabbit/src/rabbit_misc.erl assert_args_equivalence',
    },
    {
      id: 'amqp-client/queue-missing',
      cause: 'app-config-invalid',
      pattern:
        /NOT_FOUND - no (?<what>queue|exchange) '(?<name>[^']+)' in vhost '(?<database>[^']+)'/,
      strength: 'error',
      title: 'RabbitMQ has no {what} {name}',
      example: "Exception (404) Reason: \"NOT_FOUND - no queue 'orders' in vhost '/'\"",
      source: 'rabbitmq-server deps/rabbit/src/rabbit_amqqueue.erl',
    },
    {
      id: 'amqp-client/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:None of the specified endpoints were reachable|pika\.exceptions\.(?:AMQPConnectionError|ConnectionWrongStateError|IncompatibleProtocolError)|AmqpConnectException: |AmqpIOException: |Socket closed abruptly during opening handshake|Bunny::TCPConnectionFailed|AMQPConnectionException|Could not establish TCP connection to any of the configured hosts)/,
      strength: 'error',
      title: 'RabbitMQ cannot be reached',
      example: [
        'RabbitMQ.Client.Exceptions.BrokerUnreachableException: None of the specified endpoints were reachable',
        'pika.exceptions.AMQPConnectionError',
        'org.springframework.amqp.AmqpConnectException: java.net.ConnectException: Connection refused',
        'Could not establish TCP connection to any of the configured hosts (Bunny::TCPConnectionFailedForAllHosts)',
      ],
      source: 'rabbitmq-dotnet-client, pika, spring-amqp, bunny',
    },
    {
      id: 'celery/broker-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /consumer: Cannot connect to (?<what>\w+):\/\/\S+?(?<host>[\w.-]+):(?<port>\d+)\S*: (?<why>.{4,120})/,
      strength: 'error',
      title: 'Celery cannot connect to its broker {host}:{port}: {why}',
      example:
        '[2026-11-21 00:44:48,225: ERROR/MainProcess] consumer: Cannot connect to amqp://app:**@rabbitmq:5672//: [Errno 111] Connection refused.',
      source: 'celery celery/worker/consumer/consumer.py',
    },
    {
      id: 'celery/broker-transport',
      cause: 'app-config-invalid',
      pattern: /KeyError: 'No such transport: (?<what>[^']*)'|No such transport: (?<name>\S+)/,
      strength: 'fatal',
      title: 'The Celery broker URL has an unknown scheme',
      example: "KeyError: 'No such transport: '",
      source: 'celery/kombu kombu/transport/__init__.py',
    },
  ],
}
