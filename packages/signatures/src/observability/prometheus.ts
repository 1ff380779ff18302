import type { SignatureFamily } from '@unloop/engine/scanner'

/** Prometheus, Alertmanager, Thanos and VictoriaMetrics. */
export const prometheus: SignatureFamily = {
  programs: ['Prometheus', 'Alertmanager', 'Thanos', 'VictoriaMetrics'],
  signatures: [
    {
      id: 'prometheus/unknown-field',
      cause: 'app-config-invalid',
      pattern: /line (?<line>\d+): field (?<setting>[^\s"]+) not found in type (?<what>[\w.*]+)/,
      strength: 'fatal',
      title: 'The configuration has an unknown field {setting} in line {line}',
      explain:
        "The YAML file is read strictly: a field that the program's version does not have (misspelt, removed, or not there yet) is an error, and the program ends.",
      example: [
        'ts=2026-11-21T00:48:14.826Z caller=main.go:469 level=error msg="Error loading config (--config.file=/etc/prometheus/prometheus.yml)" file=/etc/prometheus/prometheus.yml err="parsing YAML file /etc/prometheus/prometheus.yml: yaml: unmarshal errors:\\n  line 10: field regexp not found in type relabel.plain"',
        'failed parsing config: /etc/loki/local-config.yaml: yaml: unmarshal errors: line 14: field max_transfer_retries not found in type ingester.Config',
        '  line 661: field honor_timestamps not found in type config.plain',
      ],
      source: 'go-yaml decode.go (strict), prometheus config/config.go',
      from: [
        'a30-prometheus-bad-field',
        'c41-prometheus-config-rollout',
        '084-prometheus-k8s-relabel-fields',
        '085-prometheus-honor-timestamps',
      ],
    },
    {
      id: 'prometheus/error-loading-config',
      cause: 'app-config-invalid',
      pattern:
        /(?:Error loading config|couldn't load configuration) \(--config\.file=(?<file>[^)]+)\)(?!.{0,400}no such file).{0,160}\berr(?:or)?="?(?<what>[^"]{1,240})/,
      strength: 'fatal',
      title: 'Prometheus rejects {file}: {what}',
      example: [
        'ts=2026-11-21T00:48:14.826Z caller=main.go:469 level=error msg="Error loading config (--config.file=/etc/prometheus/prometheus.yml)" file=/etc/prometheus/prometheus.yml err="parsing YAML file /etc/prometheus/prometheus.yml: yaml: line 12: did not find expected key"',
        'level=error msg="Error loading config (--config.file=/etc/prometheus/prometheus.yml)" err="found multiple scrape configs with job name "node""',
      ],
      source: 'prometheus cmd/prometheus/main.go',
      from: [
        '084-prometheus-k8s-relabel-fields',
        'a30-prometheus-bad-field',
        'c41-prometheus-config-rollout',
      ],
    },
    {
      id: 'prometheus/configuration-file-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:Error loading config|couldn't load configuration) \(--config\.file=(?<file>[^)]+)\).{0,300}no such file or directory/,
      strength: 'fatal',
      title: 'The configuration file {file} is not there',
      example:
        'level=error msg="Error loading config (--config.file=/etc/prometheus/prometheus.yml)" err="open /etc/prometheus/prometheus.yml: no such file or directory"',
      source: 'prometheus cmd/prometheus/main.go',
    },
    {
      id: 'prometheus/rule-files',
      cause: 'app-config-invalid',
      pattern:
        /(?:loading groups failed|[Ee]rror loading rules?, previous rule set|Failed to apply configuration|one or more errors occurred while applying)(?:.{0,40}err(?:or)?="?(?<what>[^"]{1,200}))?/,
      strength: 'error',
      title: 'Prometheus cannot load its rules: {what}',
      example:
        'level=error component="rule manager" msg="loading groups failed" err="/etc/prometheus/rules/app.yml: 12:11: group "app", rule 1, "HighErrors": could not parse expression: 1:5: parse error: unclosed left parenthesis"',
      source: 'prometheus rules/manager.go',
    },
    {
      id: 'prometheus/flags',
      cause: 'app-config-invalid',
      pattern: /Error parsing command ?line arguments: (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'The program rejects its flags: {what}',
      example: "Error parsing commandline arguments: unknown long flag '--storage.tsdb.retentions'",
      source: 'prometheus cmd/prometheus/main.go; alecthomas/kingpin',
    },
    {
      id: 'prometheus/storage-locked',
      cause: 'volume-data-incompatible',
      pattern: /lock DB directory: resource temporarily unavailable/,
      strength: 'fatal',
      title: 'Another Prometheus holds the data directory',
      example:
        'level=error msg="Opening storage failed" err="lock DB directory: resource temporarily unavailable"',
      source: 'prometheus tsdb/db.go, tsdb/tsdbutil/dir_locker.go',
      fix: {
        title: 'Let one pod alone use the volume: strategy Recreate, or a StatefulSet',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'prometheus/query-log-denied',
      cause: 'permission-denied-fs',
      pattern:
        /Unable to create mmap-ed active query log|Error opening query log file.{0,200}err(?:or)?="?open (?<file>[^:\s]+): (?<what>permission denied|read-only file system)/,
      strength: 'fatal',
      title: 'Prometheus may not write its data directory ({file})',
      example: [
        'panic: Unable to create mmap-ed active query log',
        'level=error component=activeQueryTracker msg="Error opening query log file" file=/prometheus/queries.active err="open /prometheus/queries.active: permission denied"',
      ],
      source: 'prometheus promql/query_logger.go',
      fix: {
        title:
          'Set fsGroup (65534 or 2000) in the pod security context, so that the volume is writable',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} patch {workload} --type=merge -p \'{"spec":{"template":{"spec":{"securityContext":{"fsGroup":65534}}}}}\'',
        ],
        risk: 'low',
      },
    },
    {
      id: 'prometheus/opening-storage',
      cause: 'volume-data-incompatible',
      pattern:
        /[Oo]pening storage failed"?(?!.{0,300}(?:lock DB|permission denied|no space left|read-only)).{0,40}err(?:or)?="?(?<what>[^"]{1,240})/,
      strength: 'fatal',
      title: 'Prometheus cannot open its data: {what}',
      example: [
        'level=error msg="Opening storage failed" err="get segment range: segments are not sequential"',
        'level=error msg="opening storage failed" err="open block /prometheus/01HF: invalid magic number 0"',
      ],
      source: 'prometheus tsdb/db.go, tsdb/wlog',
    },
    {
      id: 'prometheus/no-space',
      cause: 'volume-full',
      pattern:
        /(?:[Oo]pening storage failed|write to WAL|log samples|tsdb|TSDB|wal|checkpoint).{0,240}no space left on device/,
      strength: 'fatal',
      title: 'The Prometheus volume is full',
      example:
        'level=error msg="Opening storage failed" err="create leaf dir: open /prometheus/wal/00000042: no space left on device"',
      source: 'prometheus tsdb/wlog',
    },
    {
      id: 'prometheus/web-listener',
      cause: 'port-in-use',
      pattern:
        /Unable to start web listener"? err="?listen tcp (?<host>\S*?):(?<port>\d+): bind: address already in use/,
      strength: 'fatal',
      title: 'The port {port} is already bound',
      example:
        'level=error msg="Unable to start web listener" err="listen tcp 0.0.0.0:9090: bind: address already in use"',
      source: 'prometheus cmd/prometheus/main.go',
    },
    {
      id: 'alertmanager/undefined-receiver',
      cause: 'app-config-invalid',
      pattern:
        /undefined (?<what>receiver|time interval|mute time interval) "(?<name>[^"]*)" used in route/,
      strength: 'fatal',
      title: 'A route of Alertmanager names the {what} {name}, which is not defined',
      example:
        'ts=2026-11-21T00:49:13.123Z caller=coordinator.go:118 level=error component=configuration msg="Loading configuration file failed" file=/etc/alertmanager/alertmanager.yml err="undefined receiver "slack" used in route"',
      source: 'alertmanager config/config.go',
      from: ['c42-alertmanager-undefined-receiver', 'c56-two-roots-pg-tmpfs-and-alertmanager'],
    },
    {
      id: 'alertmanager/configuration',
      cause: 'app-config-invalid',
      pattern:
        /Loading configuration file failed"? file="?(?<file>[^\s"]+)"?(?!.{0,300}no such file) err(?:or)?="?(?<what>[^"]{1,240})/,
      strength: 'fatal',
      title: 'Alertmanager rejects {file}: {what}',
      example: [
        'level=error component=configuration msg="Loading configuration file failed" file=/etc/alertmanager/alertmanager.yml err="no global Slack API URL set either inline or in a file"',
        'level=error component=configuration msg="Loading configuration file failed" file=/etc/alertmanager/alertmanager.yml err="unsupported scheme "" for URL"',
      ],
      source: 'alertmanager config/coordinator.go',
      from: ['c42-alertmanager-undefined-receiver', 'c56-two-roots-pg-tmpfs-and-alertmanager'],
    },
    {
      id: 'alertmanager/configuration-file-missing',
      cause: 'config-file-missing',
      pattern:
        /Loading configuration file failed"? file="?(?<file>[^\s"]+)"?.{0,200}no such file or directory/,
      strength: 'fatal',
      title: 'The configuration file {file} is not there',
      example:
        'level=error component=configuration msg="Loading configuration file failed" file=/etc/alertmanager/alertmanager.yml err="open /etc/alertmanager/alertmanager.yml: no such file or directory"',
      source: 'alertmanager config/coordinator.go',
    },
    {
      id: 'alertmanager/advertise-address',
      cause: 'app-config-invalid',
      pattern:
        /Failed to get final advertise address: (?<what>[^"]{1,120})|no private IP (?:address )?found, explicit advertise addr not provided/,
      strength: 'fatal',
      title: 'No advertise address for the gossip: {what}',
      example:
        'level=error msg="unable to initialize gossip mesh" err="create memberlist: Failed to get final advertise address: No private IP address found, and explicit IP not provided"',
      source: 'hashicorp/memberlist; alertmanager cluster/cluster.go',
      fix: {
        title:
          'Set --cluster.advertise-address to the pod IP (downward API), or --cluster.listen-address= to turn it off',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'thanos/external-labels',
      cause: 'app-config-invalid',
      pattern:
        /no external labels configured on Prometheus server|no external labels .{0,40}(?:configured|must be)/,
      strength: 'fatal',
      title: 'Prometheus has no external labels, which Thanos needs',
      example:
        'caller=main.go:135 err="no external labels configured on Prometheus server, uniquely identifying external labels must be configured; see https://thanos.io/tip/thanos/storage.md#external-labels for details."',
      source: 'thanos cmd/thanos/sidecar.go',
    },
    {
      id: 'thanos/compactor-halted',
      cause: 'volume-data-incompatible',
      pattern:
        /critical error detected; halting.{0,20}(?: err(?:or)?="?(?<what>[^"]{1,200}))?|pre compaction overlap check: overlaps found/,
      strength: 'error',
      title: 'The Thanos compactor halts on blocks that overlap or are damaged',
      example:
        'level=error msg="critical error detected; halting" err="compaction: group 0@123: pre compaction overlap check: overlaps found while gathering blocks."',
      source: 'thanos cmd/thanos/compact.go',
    },
    {
      id: 'thanos/object-storage-configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:create bucket client|create (?:s3|gcs|azure|swift) client|parsing (?:config YAML file|s3 configuration)|unmarshal (?:bucket )?config content).{0,20}: (?<what>[^"]{1,200})/,
      strength: 'error',
      title: 'The object storage configuration is not valid: {what}',
      example: 'err="create bucket client: create S3 client: no s3 bucket name in config file"',
      source: 'thanos-io/objstore client/factory.go',
    },
    {
      id: 'victoriametrics/storage-locked',
      cause: 'volume-data-incompatible',
      pattern: /cannot acquire lock on file "(?<file>[^"]+)"/,
      strength: 'fatal',
      title: 'Another process holds {file}',
      example:
        'fatal app/vmstorage/main.go:110 cannot open a storage at /storage: cannot acquire lock on file "/storage/flock.lock": resource temporarily unavailable; make sure a single process has exclusive access to "/storage"',
      source: 'VictoriaMetrics lib/fs/fs.go CreateFlockFile',
    },
    {
      id: 'victoriametrics/directory-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:FATAL|fatal|panic).{0,160}cannot create (?:directory|file) "?(?<file>[^":]+)"?: .{0,80}(?<what>permission denied|read-only file system)/,
      strength: 'fatal',
      title: 'VictoriaMetrics may not write {file}: {what}',
      example:
        'panic VictoriaMetrics/lib/fs/fs.go:86 FATAL: cannot create directory "/victoria-metrics-data": mkdir /victoria-metrics-data: permission denied',
      source: 'VictoriaMetrics lib/fs/fs.go',
    },
    {
      id: 'victoriametrics/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:fatal|FATAL)\b.{0,160}(?:cannot (?:parse|unmarshal|load|read|init)\w* (?<what>.{0,120}(?:promscrape\.config|config|rules?|flag|yaml)).{0,160}|missing `?-(?<flag>remoteWrite\.url|datasource\.url)|-(?<setting>remoteWrite\.url|datasource\.url|notifier\.url) (?:cannot be|must be|is) (?:empty|set|missing))/,
      strength: 'fatal',
      title: 'The VictoriaMetrics program rejects its configuration: {what}',
      example:
        'fatal lib/promscrape/scraper.go:117 cannot read "/etc/vmagent/scrape.yml": cannot parse Prometheus config from "/etc/vmagent/scrape.yml": cannot unmarshal data: yaml: unmarshal errors',
      source: 'VictoriaMetrics lib/promscrape/scraper.go',
    },
  ],
}
