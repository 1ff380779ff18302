import type { SignatureFamily } from '@unloop/engine/scanner'

/** Kibana, Logstash and the Beats. */
export const elasticStack: SignatureFamily = {
  programs: ['Kibana', 'Logstash', 'Filebeat', 'Metricbeat', 'Elastic Agent'],
  signatures: [
    {
      id: 'kibana/unknown-setting',
      cause: 'app-config-invalid',
      pattern: /Unknown configuration key\(s\): "(?<setting>[^"]+)"/,
      strength: 'fatal',
      title: 'Kibana does not know the setting {setting}',
      example:
        '[fatal][root] Error: Unknown configuration key(s): "xpack.security.enabled". Check for spelling errors and ensure that expected plugins are installed.',
      source: 'elastic/kibana core config ensure_valid_configuration',
    },
    {
      id: 'kibana/setting-value',
      cause: 'app-config-invalid',
      pattern:
        /\[config validation of \[(?<setting>[^\]]{1,120})\]\.?(?<key>[\w.]{0,120})\]: (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Kibana rejects {setting}.{key}: {what}',
      example:
        'FATAL Error: [config validation of [elasticsearch].username]: value of "elastic" is forbidden. This is a superuser account that cannot write to system indices that Kibana needs to function.',
      source: 'elastic/kibana core/server/config',
    },
    {
      id: 'kibana/migrations',
      cause: 'schema-migration-failed',
      pattern:
        /Unable to complete saved object migrations for the \[(?<name>[^\]]+)\] index(?:: (?<what>.{1,160}))?/,
      strength: 'fatal',
      title: 'Kibana cannot migrate its saved objects in {name}',
      example:
        "FATAL Error: Unable to complete saved object migrations for the [.kibana] index: Timeout waiting for the status of the [.kibana_8.11.1_reindex_temp] index to become 'green'",
      source: 'elastic/kibana core saved_objects migrations',
    },
    {
      id: 'kibana/run-as-root',
      cause: 'security-context',
      pattern: /Kibana should not be run as root/,
      strength: 'fatal',
      title: 'Kibana refuses to run as root',
      example: 'Kibana should not be run as root.  Use --allow-root to continue.',
      source: 'elastic/kibana src/setup_node_env/root',
    },
    {
      id: 'kibana/elasticsearch-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /Unable to (?:retrieve version information from Elasticsearch nodes|revive connection: )(?:\.? ?(?<what>.{1,120}))?/,
      strength: 'error',
      title: 'Kibana cannot reach Elasticsearch: {what}',
      example:
        '[ERROR][elasticsearch-service] Unable to retrieve version information from Elasticsearch nodes. connect ECONNREFUSED 10.96.3.7:9200',
      source: 'elastic/kibana core elasticsearch service',
    },
    {
      id: 'kibana/elasticsearch-version',
      cause: 'app-config-invalid',
      pattern:
        /This version of Kibana \(v?(?<have>[\w.-]+)\) is incompatible with the following Elasticsearch nodes/,
      strength: 'error',
      title: 'Kibana {have} and its Elasticsearch are of different versions',
      example:
        'This version of Kibana (v8.11.1) is incompatible with the following Elasticsearch nodes in your cluster: v7.17.9 @ es-0 (10.244.1.9)',
      source: 'elastic/kibana core elasticsearch version_check',
    },
    {
      id: 'logstash/configuration',
      cause: 'app-config-invalid',
      pattern:
        /Expected one of .{1,200} at line (?<line>\d+), column (?<column>\d+)|LogStash::ConfigurationError|Setting "(?<setting>[^"]+)" (?:hasn't been registered|doesn't exist)/,
      strength: 'fatal',
      title: 'Logstash rejects its configuration',
      example: [
        '[ERROR][logstash.agent] Failed to execute action {:action=>LogStash::PipelineAction::Create/pipeline_id:main, :exception=>"LogStash::ConfigurationError", :message=>"Expected one of [ \\t\\r\\n], \\"#\\", \\"{\\" at line 5, column 3 (byte 81) after input"}',
        'ArgumentError: Setting "xpack.monitoring.foo" hasn\'t been registered',
      ],
      source: 'elastic/logstash logstash-core/lib/logstash/compiler.rb, settings.rb',
    },
    {
      id: 'logstash/plugin-missing',
      cause: 'missing-dependency',
      pattern:
        /Couldn't find any (?<what>input|output|filter|codec) plugin named '(?<module>[^']+)'/,
      strength: 'fatal',
      title: 'Logstash has no {what} plugin {module}',
      example:
        "Couldn't find any output plugin named 'opensearch'. Are you sure this is correct? Trying to load the opensearch output plugin resulted in this error: no such file to load -- logstash/outputs/opensearch",
      source: 'elastic/logstash logstash-core/lib/logstash/plugins/registry.rb',
    },
    {
      id: 'logstash/data-not-writable',
      cause: 'permission-denied-fs',
      pattern: /Path "(?<file>[^"]+)" must be a writable directory\. It is not writable/,
      strength: 'fatal',
      title: 'Logstash may not write {file}',
      example:
        'An unexpected error occurred! {:error=>#<ArgumentError: Path "/usr/share/logstash/data/queue" must be a writable directory. It is not writable.>}',
      source: 'elastic/logstash logstash-core/lib/logstash/settings.rb',
    },
    {
      id: 'logstash/data-locked',
      cause: 'volume-data-incompatible',
      pattern:
        /Logstash could not be started because there is already another instance using the configured data directory/,
      strength: 'fatal',
      title: 'Another Logstash uses the data directory, or left its lock there',
      example:
        '[FATAL][logstash.runner] Logstash could not be started because there is already another instance using the configured data directory.  If you wish to run multiple instances, you must change the "path.data" setting.',
      source: 'elastic/logstash logstash-core/lib/logstash/runner.rb',
    },
    {
      id: 'logstash/no-configuration',
      cause: 'config-file-missing',
      pattern:
        /No config(?:uration)? files? found(?: in path)?|Failed to read pipelines yaml file|Pipelines YAML file is empty/,
      strength: 'error',
      title: 'Logstash finds no pipeline configuration',
      example: [
        'ERROR: Failed to read pipelines yaml file. Location: /usr/share/logstash/config/pipelines.yml',
        '[INFO ][logstash.config.source.local.configpathloader] No config files found in path {:path=>"/usr/share/logstash/pipeline/*.conf"}',
      ],
      source: 'elastic/logstash logstash-core/lib/logstash/config/source',
    },
    {
      id: 'beats/configuration-load',
      cause: 'app-config-invalid',
      pattern:
        /Exiting: (?:error (?:loading config file|unpacking config data|initializing publisher|initializing processors|in autodiscover provider settings)|\d+ errors?: |[Ff]ailed to (?:start crawler|unpack)|no (?:modules or inputs|outputs) |error loading)(?!.{0,200}(?:must be owned|can only be writable|no such file)).{0,20}(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'The Beat rejects its configuration: {what}',
      example: [
        'Exiting: error loading config file: yaml: line 12: did not find expected key',
        'Exiting: no modules or inputs enabled and configuration reloading disabled. What files do you want me to watch?',
        'Exiting: Failed to start crawler: starting input failed: Error while initializing input: Can only start an input when all related states are finished',
      ],
      source: 'elastic/beats libbeat/cmd/instance/beat.go',
    },
    {
      id: 'beats/configuration-file-mode',
      cause: 'permission-denied-fs',
      pattern:
        /config file \("(?<file>[^"]+)"\) (?:must be owned by|can only be writable by the owner)/,
      strength: 'fatal',
      title: 'The Beat refuses {file}: wrong owner or mode',
      example: [
        'Exiting: error loading config file: config file ("filebeat.yml") must be owned by the user identifier (uid=0) or root',
        'Exiting: error loading config file: config file ("/etc/filebeat.yml") can only be writable by the owner but the permissions are "-rw-rw-r--" (to fix the permissions use: \'chmod go-w /etc/filebeat.yml\')',
      ],
      source: 'elastic/beats libbeat/common/config.go',
      fix: {
        title:
          'Mount the ConfigMap with defaultMode 0600 as root, or start with --strict.perms=false',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'beats/data-locked',
      cause: 'volume-data-incompatible',
      pattern: /data path already locked by another beat/,
      strength: 'fatal',
      title: 'Another Beat uses the same data path',
      example:
        'Exiting: data path already locked by another beat. Please make sure that multiple beats are not sharing the same data path (path.data).',
      source: 'elastic/beats libbeat/cmd/instance/locks',
    },
    {
      id: 'beats/elasticsearch-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /[Cc]ouldn't connect to any of the configured Elasticsearch hosts\. Errors: (?<what>.{1,200})/,
      strength: 'fatal',
      title: 'The Beat cannot reach Elasticsearch',
      example:
        'Exiting: couldn\'t connect to any of the configured Elasticsearch hosts. Errors: [error connecting to Elasticsearch at http://elasticsearch:9200: Get "http://elasticsearch:9200": dial tcp 10.96.3.7:9200: connect: connection refused]',
      source: 'elastic/beats libbeat/esleg/eslegclient',
    },
    {
      id: 'elastic-agent/enrollment',
      cause: 'dependency-unreachable',
      pattern:
        /(?:[Ff]ail(?:ed)? to enroll|enrollment failed|Error: enrollment failed): (?<what>.{1,160})/,
      strength: 'error',
      title: 'Elastic Agent cannot enrol: {what}',
      example:
        'Error: fail to enroll: fail to execute request to fleet-server: dial tcp 10.96.3.7:8220: connect: connection refused',
      source: 'elastic/elastic-agent internal/pkg/agent/cmd/enroll.go',
    },
  ],
}
