import type { SignatureFamily } from '@unloop/engine/scanner'

/** Exporters of metrics, and ElastAlert. */
export const exporters: SignatureFamily = {
  programs: [
    'kafka_exporter',
    'mongodb_exporter',
    'elasticsearch_exporter',
    'redis_exporter',
    'snmp_exporter',
    'blackbox_exporter',
    'ElastAlert 2',
  ],
  signatures: [
    {
      id: 'kafka-exporter/init',
      cause: 'dependency-unreachable',
      pattern:
        /Error Init Kafka Client: (?!.{0,200}(?:SASL|authentication|certificate|no such host))(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'kafka_exporter cannot reach Kafka: {what}',
      example:
        'F1120 10:00:00.000000       1 kafka_exporter.go:893] Error Init Kafka Client: kafka: client has run out of available brokers to talk to: dial tcp 10.96.3.9:9092: connect: connection refused',
      source: 'danielqsj/kafka_exporter kafka_exporter.go',
    },
    {
      id: 'mongodb-exporter/no-hosts',
      cause: 'env-missing',
      pattern: /No MongoDB hosts were specified\. You must specify the host/,
      strength: 'fatal',
      title: 'mongodb_exporter was given no MongoDB',
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="No MongoDB hosts were specified. You must specify the host(s) with the --mongodb.uri command argument or the MONGODB_URI environment variable"',
      source: 'percona/mongodb_exporter main.go',
    },
    {
      id: 'mongodb-exporter/uri',
      cause: 'app-config-invalid',
      pattern: /Failed to parse URI (?<what>\S{1,200}): /,
      strength: 'fatal',
      title: 'mongodb_exporter cannot read its MongoDB address',
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="Failed to parse URI mongodb://mongo:port: invalid port"',
      source: 'percona/mongodb_exporter main.go',
    },
    {
      id: 'elasticsearch-exporter/start',
      cause: 'app-config-invalid',
      pattern:
        /failed to (?:parse es\.uri|create (?:Elasticsearch collector|AWS (?:signing )?transport))(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'elasticsearch_exporter cannot use its settings',
      example:
        'time=2026-11-20T10:00:00.000Z level=ERROR source=main.go:142 msg="failed to parse es.uri" err="parse "es:9200": first path segment in URL cannot contain colon"',
      source: 'prometheus-community/elasticsearch_exporter main.go',
    },
    {
      id: 'elasticsearch-exporter/certificate',
      cause: 'tls-cert',
      pattern:
        /Couldn't (?:load root certificate from (?<file>\S{1,200})|setup client authentication)\. Got /,
      strength: 'fatal',
      title: 'elasticsearch_exporter cannot load its certificates',
      example:
        "2026/11/20 10:00:00 Couldn't load root certificate from /ssl/ca.pem. Got open /ssl/ca.pem: no such file or directory.",
      source: 'prometheus-community/elasticsearch_exporter pkg/clusterinfo tls',
    },
    {
      id: 'redis-exporter/password-file',
      cause: 'config-file-missing',
      pattern: /Error loading redis passwords from file (?<file>\S{1,250}), err/,
      strength: 'fatal',
      title: 'redis_exporter cannot read the passwords in {file}',
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="Error loading redis passwords from file /secrets/passwords.json, err: open /secrets/passwords.json: no such file or directory"',
      source: 'oliver006/redis_exporter main.go',
    },
    {
      id: 'redis-exporter/unreachable',
      cause: 'dependency-unreachable',
      pattern: /Couldn't connect to redis instance(?: \((?<what>[^)\s]{1,200})\))?/,
      strength: 'hint',
      title: 'redis_exporter cannot reach Redis; it goes on',
      example:
        'time="2026-11-20T10:00:00Z" level=error msg="Couldn\'t connect to redis instance (redis://redis:6379)"',
      source: 'oliver006/redis_exporter exporter/exporter.go',
    },
    {
      id: 'snmp-exporter/configuration',
      cause: 'version-skew',
      pattern:
        /(?:Possible version mismatch between generator and snmp_exporter|Configuration is missing (?:Auths|Modules)\.)/,
      strength: 'fatal',
      title: "snmp_exporter's configuration was made for another version of it, or is empty",
      example:
        'level=ERROR source=main.go:240 msg="Possible version mismatch between generator and snmp_exporter. Make sure generator and snmp_exporter are the same version."',
      source: 'prometheus/snmp_exporter main.go',
    },
    {
      id: 'blackbox-exporter/module',
      cause: 'app-config-invalid',
      pattern:
        /error parsing config file: (?<what>.{0,40}(?:prober '[^']{1,40}' is not valid|query class '[^']{1,40}' is not valid|Could not compile (?:regular|CEL)).{0,120})/,
      strength: 'fatal',
      title: 'blackbox_exporter rejects a module: {what}',
      example:
        'level=ERROR source=main.go:103 msg="Error loading config" err="error parsing config file: prober \'https\' is not valid"',
      source: 'prometheus/blackbox_exporter config/config.go',
    },
    {
      id: 'elastalert/rule',
      cause: 'app-config-invalid',
      pattern:
        /EAException: (?<what>(?:A rule with the name|Error loading (?:rules|file)|Invalid Rule|Could not import module|Missing required option|Could not open configuration).{1,160})/,
      strength: 'fatal',
      title: 'ElastAlert rejects a rule: {what}',
      example:
        'elastalert.util.EAException: Error loading file /opt/elastalert/rules/a.yaml: Missing required option(s): index',
      source: 'jertel/elastalert2 elastalert/loaders.py',
    },
  ],
}
