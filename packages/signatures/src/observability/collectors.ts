import type { SignatureFamily } from '@unloop/engine/scanner'

/** Fluentd and Fluent Bit. */
export const fluent: SignatureFamily = {
  programs: ['Fluentd', 'Fluent Bit'],
  signatures: [
    {
      id: 'fluentd/unknown-plugin',
      cause: 'missing-dependency',
      pattern:
        /Unknown (?<what>input|output|filter|parser|formatter|buffer|storage|service discovery|metrics) plugin '(?<module>[^']+)'/,
      strength: 'fatal',
      title: 'Fluentd has no {what} plugin {module}',
      example:
        'config error file="/fluentd/etc/fluent.conf" error_class=Fluent::NotFoundPluginError error="Unknown output plugin \'elasticsearch\'. Run \'gem search -rd fluent-plugin\' to find plugins"',
      source: 'fluent/fluentd lib/fluent/registry.rb',
    },
    {
      id: 'fluentd/config-error',
      cause: 'app-config-invalid',
      pattern:
        /config error (?:in: .{0,80})?(?:file="?(?<file>[^\s"]+)"? )?error_class=Fluent::Config\w*Error error="(?!Unknown \w+ plugin|Invalid Kubernetes API)(?<what>[^"]{1,200})/,
      strength: 'fatal',
      title: 'Fluentd rejects its configuration: {what}',
      example: [
        `[error]: config error file="/fluentd/etc/fluent.conf" error_class=Fluent::ConfigError error="'host' parameter is required"`,
        `[error]: config error file="/fluentd/etc/fluent.conf" error_class=Fluent::ConfigParseError error="unmatched end tag at fluent.conf line 12,8"`,
      ],
      source: 'fluent/fluentd lib/fluent/supervisor.rb',
    },
    {
      id: 'fluentd/file-denied',
      cause: 'permission-denied-fs',
      pattern:
        /error_class=Errno::(?:EACCES|EROFS|EPERM) error="(?<what>[^"@]+?) @ \w+ - (?<file>[^"]+)/,
      strength: 'fatal',
      title: 'Fluentd may not use {file}: {what}',
      example:
        '[error]: #0 unexpected error error_class=Errno::EACCES error="Permission denied @ dir_s_mkdir - /buffers"',
      source: 'fluent/fluentd lib/fluent/plugin/buf_file.rb',
    },
    {
      id: 'fluentd/kubernetes-forbidden',
      cause: 'rbac-forbidden',
      pattern:
        /(?:Exception encountered (?:fetching|starting).{0,80}from Kubernetes API|kubernetes_metadata|Invalid Kubernetes API).{0,120}403/,
      strength: 'fatal',
      title: 'The Kubernetes API forbids Fluentd to read pods and namespaces',
      example:
        'Unexpected error Exception encountered fetching metadata from Kubernetes API endpoint: 403 Forbidden (User "system:serviceaccount:default:default" cannot list pods at the cluster scope.)',
      source: 'fabric8io/fluent-plugin-kubernetes_metadata_filter',
      from: ['127-sumologic-fluentd-403'],
    },
    {
      id: 'fluentd/kubernetes-unauthorized',
      cause: 'service-account-token',
      pattern: /Invalid Kubernetes API v1 endpoint (?<host>\S+): (?:401|Unauthorized)/,
      strength: 'fatal',
      title: 'The Kubernetes API rejects the token of Fluentd',
      example:
        'error_class=Fluent::ConfigError error="Invalid Kubernetes API v1 endpoint https://10.96.0.1:443/api: 401 Unauthorized"',
      source: 'fabric8io/fluent-plugin-kubernetes_metadata_filter',
    },
    {
      id: 'fluentd/kubernetes-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /Invalid Kubernetes API v1 endpoint (?<host>\S+): (?<what>Timed out connecting|Failed to open TCP|Connection refused|execution expired|getaddrinfo)/,
      strength: 'fatal',
      title: 'Fluentd cannot reach the Kubernetes API: {what}',
      example:
        'error_class=Fluent::ConfigError error="Invalid Kubernetes API v1 endpoint https://10.96.0.1:443/api: Timed out connecting to server"',
      source: 'fabric8io/fluent-plugin-kubernetes_metadata_filter',
    },
    {
      id: 'fluentd/elasticsearch-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:ElasticsearchOutput|OpenSearchOutput)::ConnectionFailure.{0,200}|Can(?:not|'t) (?:reach|get connection to) (?:Elasticsearch|OpenSearch) cluster/,
      strength: 'error',
      title: 'Fluentd cannot reach Elasticsearch',
      example:
        'error_class=Fluent::Plugin::ElasticsearchOutput::ConnectionFailure error="Can not reach Elasticsearch cluster ({:host=>"elasticsearch", :port=>9200, :scheme=>"http"})!"',
      source: 'uken/fluent-plugin-elasticsearch',
    },
    {
      id: 'fluent-bit/unknown-property',
      cause: 'app-config-invalid',
      pattern: /\[config\] (?<name>[\w.-]+): unknown configuration property '(?<setting>[^']+)'/,
      strength: 'fatal',
      title: 'Fluent Bit does not know the property {setting} of {name}',
      example:
        "[2026/11/21 00:45:49] [error] [config] es: unknown configuration property 'Hostt'. The following properties are allowed: index, type",
      source: 'fluent/fluent-bit src/flb_config_map.c',
    },
    {
      id: 'fluent-bit/unknown-plugin',
      cause: 'app-config-invalid',
      pattern:
        /\[config\] section '(?<what>\w+)' tried to instance a plugin name that do(?:esn't|n't) exists?|(?:input|output|filter) plugin '(?<name>[^']+)' (?:cannot be|can't be|not) (?:loaded|found)/,
      strength: 'fatal',
      title: 'The {what} section of Fluent Bit names a plugin that does not exist',
      example:
        "[2026/11/21 00:45:49] [error] [config] section 'output' tried to instance a plugin name that don't exists",
      source: 'fluent/fluent-bit src/flb_config.c',
    },
    {
      id: 'fluent-bit/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:configuration file contains errors, aborting|\[config\] error in (?<file>[^:\s]+):(?<line>\d+): (?<what>.{1,160})|\[parser\] (?:could not open|no parsers|.{0,60}(?:invalid|error))|error initializing backend|\[lib\] backend failed)/,
      strength: 'error',
      title: 'Fluent Bit rejects its configuration {file}: {what}',
      example: [
        '[2026/11/21 00:45:49] [error] configuration file contains errors, aborting.',
        '[2026/11/21 00:45:49] [error] [config] error in /fluent-bit/etc/fluent-bit.conf:12: undefined value - check config is in valid classic mode',
      ],
      source: 'fluent/fluent-bit src/fluent-bit.c, src/config_format',
    },
    {
      id: 'fluent-bit/configuration-file-missing',
      cause: 'config-file-missing',
      pattern:
        /\[config\] I cannot open (?<file>\S+) file|could not open (?:configuration|parser) file(?: (?<path>\S+))?,? aborting|\[config\] cannot open(?: parsers)? file '?(?<name>[^\s']+)/,
      strength: 'fatal',
      title: 'Fluent Bit cannot open {file}',
      example: [
        '[2026/11/21 00:45:49] [ warn] [config] I cannot open /fluent-bit/etc/parsers_custom.conf file',
        '[2026/11/21 00:45:49] [error] could not open configuration file, aborting.',
      ],
      source: 'fluent/fluent-bit src/fluent-bit.c',
    },
    {
      id: 'fluent-bit/database-denied',
      cause: 'permission-denied-fs',
      pattern:
        /\[sqldb\] (?:cannot open database|error=unable to open database file)(?: (?<file>\S+))?/,
      strength: 'error',
      title: 'Fluent Bit cannot open its position database {file}',
      example: '[2026/11/21 00:45:49] [error] [sqldb] cannot open database /var/log/flb_kube.db',
      source: 'fluent/fluent-bit src/flb_sqldb.c',
    },
    {
      id: 'fluent-bit/inotify',
      cause: 'kernel-or-node',
      pattern:
        /\[(?:input:tail:)?[\w.:-]*\].{0,120}(?:fs_inotify|inotify).{0,120}(?:errno=24|errno=28|Too many open files|No space left on device)/,
      strength: 'fatal',
      title: 'The node has no inotify instances or watches left',
      example:
        '[2026/11/21 00:45:49] [error] [/src/fluent-bit/plugins/in_tail/tail_fs_inotify.c:360 errno=24] Too many open files',
      source: 'fluent/fluent-bit plugins/in_tail/tail_fs_inotify.c',
    },
  ],
}

/** Vector, the OpenTelemetry collector, Telegraf and the Datadog agent. */
export const collectors: SignatureFamily = {
  programs: ['Vector', 'OpenTelemetry Collector', 'Telegraf', 'Datadog Agent'],
  signatures: [
    {
      id: 'vector/variable-missing',
      cause: 'env-missing',
      pattern:
        /Missing environment variable (?:in config|required)\.? ?(?:name ?= ?"?(?<env>\w+)"?)?|Missing environment variable: "?(?<key>\w+)/,
      strength: 'fatal',
      title: 'The Vector configuration refers to a variable that is not set: {env}',
      example:
        'ERROR vector::cli: Configuration error. error=Missing environment variable in config. name = "ELASTIC_PASSWORD"',
      source: 'vectordotdev/vector src/config/vars.rs',
    },
    {
      id: 'vector/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:vector\S*: )?Configuration error\.? (?!.{0,200}(?:Missing environment variable|[Pp]ermission denied|No such file))error=(?<what>.{1,200})/,
      strength: 'fatal',
      title: 'Vector rejects its configuration: {what}',
      example: [
        'ERROR vector::cli: Configuration error. error=unknown variant `kubernets_logs`, expected one of `amqp`, `apache_metrics`',
        'ERROR vector::topology::builder: Configuration error. error=Sink "out": TLS errors',
      ],
      source: 'vectordotdev/vector src/cli.rs, src/topology/builder.rs',
    },
    {
      id: 'vector/configuration-file-missing',
      cause: 'config-file-missing',
      pattern: /Config file not found in path\. path="?(?<file>[^\s"]+)/,
      strength: 'fatal',
      title: 'The configuration file {file} is not there',
      example: 'ERROR vector::cli: Config file not found in path. path="/etc/vector/vector.yaml"',
      source: 'vectordotdev/vector src/config/loading',
    },
    {
      id: 'vector/data-directory',
      cause: 'permission-denied-fs',
      pattern:
        /(?:data_dir "(?<file>[^"]+)" (?:does not exist|is not writable)|Could not create subdirectory "(?<name>[^"]+)" inside of data dir|Unable to (?:create|open) (?:the )?checkpoint.{0,120}Permission denied)/,
      strength: 'fatal',
      title: 'Vector may not use its data directory {file}',
      example:
        'ERROR vector::topology: Configuration error. error=Source "logs": Could not create subdirectory "logs" inside of data dir "/var/lib/vector": Permission denied (os error 13)',
      source: 'vectordotdev/vector src/config/mod.rs',
    },
    {
      id: 'vector/buffer-locked',
      cause: 'volume-data-incompatible',
      pattern: /failed to lock buffer\.lock; is there another Vector process running/,
      strength: 'fatal',
      title: 'Another Vector holds the disk buffer',
      example:
        'ERROR vector::topology::builder: Configuration error. error=Sink "out": error occurred when building buffer: failed to lock buffer.lock; is there another Vector process running?',
      source: 'vectordotdev/vector lib/vector-buffers',
    },
    {
      id: 'otel-collector/unknown-type',
      cause: 'app-config-invalid',
      pattern:
        /'?(?<what>exporters|receivers|processors|extensions|connectors)'?:? (?:error reading configuration|unknown type: "(?<setting>[^"]+)")/,
      strength: 'fatal',
      title: 'This collector does not have a component of its configuration: {what} {setting}',
      example: [
        'Error: failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s): \'exporters\' unknown type: "logging" for id: "logging" (valid values: [debug otlp otlphttp])',
        'error decoding \'exporters\': unknown type: "logging" for id: "logging" (valid values: [debug otlp otlphttp])',
        '\'exporters\' unknown type: "jaeger" for id: "jaeger" (valid values: [otlphttp file kafka])',
      ],
      source: 'open-telemetry/opentelemetry-collector otelcol/internal/configunmarshaler',
    },
    {
      id: 'otel-collector/invalid-keys',
      cause: 'app-config-invalid',
      pattern: /(?:'(?<name>[\w.[\]/-]*)' )?has invalid keys: (?<setting>[^\s"]+)/,
      strength: 'fatal',
      title: 'The collector does not know the key {setting} in {name}',
      example:
        "Error: failed to get config: cannot unmarshal the configuration: 1 error(s) decoding: * error decoding 'receivers': error reading configuration for \"otlp\": 1 error(s) decoding: * 'protocols' has invalid keys: htttp",
      source: 'opentelemetry-collector confmap; go-viper/mapstructure',
    },
    {
      id: 'otel-collector/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:Error: |"?error"?[:=] ?"?)(?:failed to (?:get config|resolve config|build pipelines)|invalid configuration(?=: \w{2,40}::)|cannot build pipelines|cannot (?:unmarshal|retrieve) the configuration): (?!.{0,300}(?:no such file|unknown type|invalid keys|permission denied))(?<what>.{1,300})/,
      strength: 'fatal',
      title: 'The collector rejects its configuration: {what}',
      example: [
        'Error: invalid configuration: service::pipelines::traces: references exporter "otlp/tempo" which is not configured',
        'Error: failed to build pipelines: failed to create "memory_limiter" processor for data type "traces": checkInterval must be greater than zero',
      ],
      source: 'opentelemetry-collector otelcol/collector.go, service/config.go',
    },
    {
      id: 'otel-collector/configuration-file-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:cannot retrieve the configuration|cannot resolve the configuration|failed to get config).{0,80}unable to read the file (?:file:)?(?<file>[^\s:]+).{0,120}no such file/,
      strength: 'fatal',
      title: 'The configuration file {file} is not there',
      example:
        'Error: failed to get config: cannot resolve the configuration: cannot retrieve the configuration: unable to read the file file:/conf/relay.yaml: open /conf/relay.yaml: no such file or directory',
      source: 'opentelemetry-collector confmap/provider/fileprovider',
    },
    {
      id: 'otel-collector/start-pipelines',
      cause: 'port-in-use',
      pattern:
        /cannot start pipelines: .{0,160}listen (?:tcp|udp) (?<host>\S*?):(?<port>\d+): bind: address already in use/,
      strength: 'fatal',
      title: 'The port {port} of a receiver is already bound',
      example:
        'Error: cannot start pipelines: failed to start "otlp" receiver: listen tcp 0.0.0.0:4317: bind: address already in use',
      source: 'opentelemetry-collector service/internal/graph',
    },
    {
      id: 'telegraf/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:error loading config file|loading config file) "?(?<file>[^\s":]+)"?(?!.{0,200}no such file).{0,10}: (?<what>.{1,200})|[Uu]ndefined but requested (?<kind>input|output|processor|aggregator|parser): (?<setting>\w+)|configuration specified the fields \[(?<key>[^\]]+)\], but they (?:weren't|were not) used|no (?:outputs|inputs) found, (?:did you provide|probably invalid)/,
      strength: 'fatal',
      title: 'Telegraf rejects {file}: {what}',
      example: [
        'E! error loading config file /etc/telegraf/telegraf.conf: error parsing inputs, undefined but requested input: kubernets',
        'E! loading config file /etc/telegraf/telegraf.conf failed: plugin outputs.influxdb_v2: line 5: configuration specified the fields ["urlz"], but they were not used',
        'E! [telegraf] Error running agent: no outputs found, did you provide a valid config file?',
      ],
      source: 'influxdata/telegraf config/config.go, cmd/telegraf',
    },
    {
      id: 'telegraf/output-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /E! \[(?:telegraf|agent)\] (?:Error running agent: (?:could not|cannot) connect(?: output)? (?<name>\S+)|Failed to connect to \[(?<output>[^\]]+)\])/,
      strength: 'error',
      title: 'Telegraf cannot connect its output {name}',
      example:
        "2026-11-21T00:45:49Z E! [agent] Failed to connect to [outputs.kafka], retrying in 15s, error was 'kafka: client has run out of available brokers to talk to'",
      source: 'influxdata/telegraf agent/agent.go',
    },
    {
      id: 'datadog-agent/api-key-missing',
      cause: 'env-missing',
      pattern: /You must set an (?<env>DD_API_KEY|API_KEY) environment variable/,
      strength: 'fatal',
      title: '{env} is not set',
      example: 'You must set an DD_API_KEY environment variable to run the Datadog Agent container',
      source: 'DataDog/datadog-agent Dockerfiles/agent/cont-init.d/01-check-apikey.sh',
    },
    {
      id: 'datadog-agent/api-key-invalid',
      cause: 'dependency-auth-failed',
      pattern:
        /API Key invalid, dropping transaction|Unable to validate API [Kk]ey|API key .{0,40}is invalid/,
      strength: 'error',
      title: 'Datadog rejects the API key',
      example:
        'CORE | ERROR | (comp/forwarder/defaultforwarder/transaction/transaction.go:437) | API Key invalid, dropping transaction for https://7-50-0-app.agent.datadoghq.com/api/v1/check_run',
      source: 'DataDog/datadog-agent comp/forwarder',
    },
    {
      id: 'datadog-agent/hostname',
      cause: 'app-config-invalid',
      pattern: /unable to reliably determine the host ?name|Error while getting hostname, exiting/,
      strength: 'fatal',
      title: 'The Datadog agent cannot work out its host name',
      example:
        'CORE | ERROR | Error while getting hostname, exiting: unable to reliably determine the host name. You can define one in the agent config file or in your hosts file',
      source: 'DataDog/datadog-agent pkg/util/hostname',
      fix: {
        title:
          "Set DD_KUBERNETES_KUBELET_HOST to status.hostIP (and DD_KUBELET_TLS_VERIFY=false where the kubelet's certificate is its own), or DD_HOSTNAME to spec.nodeName",
        where: 'manifest',
        risk: 'low',
      },
    },
  ],
}
