import type { SignatureFamily } from '@unloop/engine/scanner'

/** Grafana, Loki, Mimir, Tempo, Promtail and Alloy. */
export const grafana: SignatureFamily = {
  programs: ['Grafana', 'Loki', 'Mimir', 'Tempo', 'Promtail', 'Alloy'],
  signatures: [
    {
      id: 'grafana/data-not-writable',
      cause: 'permission-denied-fs',
      pattern: /(?<env>GF_PATHS_\w+)='(?<file>[^']+)' is not writable/,
      strength: 'fatal',
      title: 'Grafana may not write {file}',
      example: "GF_PATHS_DATA='/var/lib/grafana' is not writable.",
      source: 'grafana packaging/docker/run.sh',
      fix: {
        title: 'Set fsGroup 472 in the pod security context',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} patch {workload} --type=merge -p \'{"spec":{"template":{"spec":{"securityContext":{"fsGroup":472}}}}}\'',
        ],
        risk: 'low',
      },
    },
    {
      id: 'grafana/provisioning',
      cause: 'app-config-invalid',
      pattern:
        /(?:[Dd]atasource provisioning error: |Failed to provision (?:data ?sources|dashboards|alerting|plugins|notifiers)(?:" error="?)?(?:[Dd]atasource provisioning error: )?|(?:[Aa]lert|alerting|rules) provisioning failed|[Ff]ile provisioner .{0,60}|failure to map file .{1,80}: |invalid alert rule.{0,60})(?<what>.{0,200})/,
      strength: 'fatal',
      title: 'Grafana does not take its provisioning files: {what}',
      example: [
        'Error: ✗ Datasource provisioning error: datasource.yaml config is invalid. Only one datasource per organization can be marked as default',
        'logger=provisioning t=2026-11-21T00:48:14.826Z level=error msg="Failed to provision data sources" error="Datasource provisioning error: data source not found"',
        'Error: ✗ alert provisioning failed: failure to map file rules.yaml: failure parsing rules: rule group has no name set',
      ],
      source: 'grafana pkg/services/provisioning',
    },
    {
      id: 'grafana/configuration-parse',
      cause: 'app-config-invalid',
      pattern:
        /[Ff]ailed to parse "?(?<file>\S+\.ini)"?[,:] ?(?<what>.{1,160})|Grafana-server Init Failed: (?<why>.{1,160})/,
      strength: 'fatal',
      title: 'Grafana rejects {file}: {what}',
      example:
        'Failed to parse "/etc/grafana/grafana.ini": key-value delimiter not found: admin_user admin',
      source: 'grafana pkg/setting/setting.go',
    },
    {
      id: 'grafana/migration',
      cause: 'schema-migration-failed',
      pattern:
        /migration failed \(id = (?<name>[^)]{1,120})\): (?<what>.{1,160})|logger=migrator.{0,200}(?:Executing migration failed|Exec failed)/,
      strength: 'fatal',
      title: 'The database migration {name} of Grafana fails: {what}',
      example: [
        'Error: ✗ migration failed (id = add index dashboard_acl.dashboard_id): pq: permission denied for schema public',
        'logger=migrator t=2026-11-21T00:48:14.826Z level=error msg="Executing migration failed" id="Update is_default column" error="database is locked"',
      ],
      source: 'grafana pkg/services/sqlstore/migrator/migrator.go',
    },
    {
      id: 'grafana/database-connect',
      cause: 'dependency-unreachable',
      pattern:
        /failed to connect to database: (?!.{0,200}(?:password authentication|Access denied|does not exist|no such host|Unknown database))(?<what>.{1,200})/,
      strength: 'error',
      title: 'Grafana cannot connect to its database: {what}',
      example:
        'Error: ✗ failed to connect to database: dial tcp 10.96.3.7:5432: connect: connection refused',
      source: 'grafana pkg/services/sqlstore/sqlstore.go',
    },
    {
      id: 'grafana/database-file',
      cause: 'permission-denied-fs',
      pattern:
        /(?:unable to open database file|failed to (?:open|chmod|check) .{0,40}grafana\.db)[:,]? ?.{0,60}(?:permission denied|no such file|read-only|out of memory \(14\))/,
      strength: 'fatal',
      title: 'Grafana cannot open its SQLite file',
      example: 'Error: ✗ unable to open database file: permission denied',
      source: 'grafana pkg/services/sqlstore; mattn/go-sqlite3',
    },
    {
      id: 'grafana/plugin-install',
      cause: 'dependency-unreachable',
      pattern:
        /[Ff]ailed to (?:send request|download plugin|install plugin)[^a-z].{0,80}grafana|(?:✗|logger=plugin\S{0,40}) .{0,120}[Ff]ailed to (?:download|install) plugin|Error: ✗ (?:Get|failed to (?:get|download)) "?https:\/\/(?:grafana\.com|storage\.googleapis\.com)/,
      strength: 'error',
      title: 'Grafana cannot download a plugin',
      example:
        'Error: ✗ Get "https://grafana.com/api/plugins/repo/grafana-piechart-panel": dial tcp 34.120.177.193:443: i/o timeout',
      source: 'grafana pkg/cmd/grafana-cli',
    },
    {
      id: 'loki/parsing-config',
      cause: 'app-config-invalid',
      pattern: /failed parsing config: (?<file>[^\s:]+)(?!.{0,200}no such file): (?<what>.{1,240})/,
      strength: 'fatal',
      title: 'The program rejects {file}: {what}',
      example:
        'failed parsing config: /etc/loki/config.yaml: yaml: line 12: mapping values are not allowed in this context. Use `-config.expand-env=true` flag if you want to expand environment variables in your config file',
      source: 'loki pkg/cfg, cmd/loki/main.go; tempo cmd/tempo',
    },
    {
      id: 'loki/config-file-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:failed parsing config:|error loading config from|failed to read configFile|could not read config file|Unable to parse config:) ?(?<file>[^\s:,]{0,120}).{0,120}(?:no such file or directory|does not exist, set config\.file)/,
      strength: 'fatal',
      title: 'The configuration file {file} is not there',
      example: [
        'failed parsing config: /etc/loki/config.yaml: open /etc/loki/config.yaml: no such file or directory',
        'failed parsing config: /etc/loki/local-config.yaml does not exist, set config.file for custom config path',
      ],
      source: 'loki pkg/util/cfg/files.go',
    },
    {
      id: 'loki/validating-config',
      cause: 'app-config-invalid',
      pattern:
        /(?:validating config|error validating config|invalid config)"? .{0,20}err(?:or)?="?(?<what>[^"]{1,300})|CONFIG ERROR: (?<why>.{1,240})|compactor\.delete-request-store should be configured/,
      strength: 'fatal',
      title: 'The configuration contradicts itself: {what}',
      example: [
        'level=error caller=main.go:70 msg="validating config" err="MULTIPLE CONFIG ERRORS FOUND, PLEASE READ CAREFULLY"',
        'CONFIG ERROR: schema v13 is required to store Structured Metadata and use native OTLP ingestion, your schema version is v11. Set `allow_structured_metadata: false` in the `limits_config` section or set the command line argument `-validation.allow-structured-metadata=false` and restart Loki.',
      ],
      source: 'loki pkg/loki/loki.go, pkg/loki/config_wrapper.go',
    },
    {
      id: 'loki/directory-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:error (?:running (?:loki|tempo|mimir|application)|initiali[sz]ing module: \S+)).{0,200}(?:mkdir|open|stat) (?<file>[^:\s]+): (?<what>permission denied|read-only file system)/,
      strength: 'fatal',
      title: 'The program may not write {file}: {what}',
      example: [
        'level=error caller=log.go:230 msg="error running loki" err="mkdir /loki: permission denied error creating index client"',
        'level=error msg="error running loki" err="init compactor: mkdir /var/loki: read-only file system error initialising module: compactor"',
      ],
      source: 'grafana/dskit modules/modules.go',
    },
    {
      id: 'loki/running',
      cause: 'app-config-invalid',
      pattern:
        /error running (?:loki|tempo|mimir|application)"? err(?:or)?="?(?!.{0,300}(?:permission denied|read-only file|no space left|address already in use|no such host|connection refused|AccessDenied|context deadline))(?<what>[^"]{1,240})/,
      strength: 'error',
      title: 'The program does not start: {what}',
      example:
        'level=error msg="error running loki" err="no useable address found for interfaces [eth0 en0] error initialising module: memberlist-kv"',
      source: 'loki cmd/loki/main.go',
    },
    {
      id: 'mimir/loading-config',
      cause: 'app-config-invalid',
      pattern:
        /error loading config from "?(?<file>[^\s:"]{1,200})"?: (?!.{0,200}no such file)(?<what>.{1,240})/,
      strength: 'fatal',
      title: 'The program rejects {file}: {what}',
      example:
        'error loading config from /etc/mimir/mimir.yaml: Error parsing config file: yaml: line 8: found unknown escape character',
      source: 'mimir cmd/mimir/main.go',
      from: ['085-prometheus-honor-timestamps'],
    },
    {
      id: 'promtail/parse-config',
      cause: 'app-config-invalid',
      pattern:
        /Unable to parse config: (?<file>[^\s:]+)(?!.{0,200}no such file): (?<what>.{1,240})/,
      strength: 'fatal',
      title: 'Promtail rejects {file}: {what}',
      example:
        'Unable to parse config: /etc/promtail/promtail.yaml: yaml: line 21: did not find expected "-" indicator',
      source: 'loki clients/cmd/promtail/main.go',
    },
    {
      id: 'promtail/inotify',
      cause: 'kernel-or-node',
      pattern:
        /failed to (?:make|create|start) (?:file target manager|target manager|watcher|fsnotify).{0,80}too many open files/,
      strength: 'fatal',
      title: 'The node has no inotify instances left',
      example:
        'level=error caller=main.go:170 msg="error creating promtail" error="failed to make file target manager: too many open files"',
      source: 'loki clients/pkg/promtail/targets/file',
      fix: {
        title: 'Raise fs.inotify.max_user_instances on the nodes',
        where: 'infra',
        commands: ['sysctl -w fs.inotify.max_user_instances=512'],
        risk: 'low',
      },
    },
    {
      id: 'alloy/configuration',
      cause: 'app-config-invalid',
      pattern:
        /Error: (?<file>\S+\.(?:alloy|river)):(?<line>\d+):\d+: (?<what>.{1,160})|could not perform the initial load successfully/,
      strength: 'fatal',
      title: 'Alloy rejects its configuration ({file}:{line}): {what}',
      example: [
        'Error: /etc/alloy/config.alloy:12:3: unrecognized attribute name "urll"',
        'Error: could not perform the initial load successfully',
      ],
      source: 'grafana/alloy internal/alloycli/cmd_run.go',
    },
  ],
}
