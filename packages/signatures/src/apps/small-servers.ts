import type { SignatureFamily } from '@unloop/engine/scanner'

/** Servers of one binary that people run for themselves. */
export const smallServers: SignatureFamily = {
  programs: [
    'listmonk',
    'Miniflux',
    'Gatus',
    'ntfy',
    'Navidrome',
    'PhotoPrism',
    'Semaphore UI',
    'Dendrite',
    'ChartMuseum',
    'zot',
    'Centrifugo',
    'Zigbee2MQTT',
    'falcosidekick',
    'Boundary',
    'NetBird',
    'PeerTube',
    'Lemmy',
    'Flowise',
    'Logto',
    'Sonarr',
    'Radarr',
    'Lidarr',
    'Prowlarr',
    'Frigate',
    'Jira',
    'Confluence',
    'Icinga',
    'Nagios',
    'Wazuh',
    'Splunk',
    'netdata',
    'FreeRADIUS',
    'SGLang',
    'Text Embeddings Inference',
    'Redpanda Connect',
    'Benthos',
    'IBM MQ',
    'WebSphere Liberty',
  ],
  signatures: [
    {
      id: 'listmonk/not-installed',
      cause: 'schema-migration-failed',
      pattern:
        /the database does not appear to be setup\. Run --install|pending database upgrade\(s\): .{1,120}listmonk --upgrade/,
      strength: 'fatal',
      title:
        "listmonk's tables are missing or of an older version: --install or --upgrade has not run",
      example: [
        '2026/11/20 10:00:00.000000 main.go:160: the database does not appear to be setup. Run --install.',
        '2026/11/20 10:00:00.000000 upgrade.go:100: there are 2 pending database upgrade(s): [v4.0.0 v4.1.0]. The last upgrade was v3.0.0. Backup the database and run listmonk --upgrade',
      ],
      source: 'knadh/listmonk cmd/main.go, cmd/upgrade.go',
    },
    {
      id: 'listmonk/settings',
      cause: 'app-config-invalid',
      pattern:
        /(?:LISTMONK_ADMIN_(?:API_)?USER (?:should be min|requires LISTMONK_ADMIN_USER)|\b(?:init|main)\.go:\d{1,5}: error loading (?:app|db|captcha)?\.?\w{0,20} ?config)/,
      strength: 'fatal',
      title: 'listmonk refuses its settings',
      example:
        '2026/11/20 10:00:00.000000 install.go:60: LISTMONK_ADMIN_USER should be min 3 chars and LISTMONK_ADMIN_PASSWORD should be min 8 chars',
      source: 'knadh/listmonk cmd/install.go, cmd/init.go',
    },
    {
      id: 'miniflux/schema',
      cause: 'schema-migration-failed',
      pattern:
        /the database schema is not up to date: current=v(?<have>\d+) expected=v(?<want>\d+)/,
      strength: 'fatal',
      title: "Miniflux' database is at version {have} and not {want}: RUN_MIGRATIONS=1 is unset",
      example:
        'You must run the SQL migrations, the database schema is not up to date: current=v98 expected=v107',
      source: 'miniflux/v2 internal/database/database.go',
    },
    {
      id: 'gatus/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:configuration should contain at least one endpoint|you must specify (?:a name for each endpoint|an url for each endpoint|at least one condition per endpoint|a token for each external endpoint)|connectivity\.checker\.(?:interval|target) must be)/,
      strength: 'fatal',
      title: 'Gatus refuses its configuration',
      example: 'panic: configuration should contain at least one endpoint or suite',
      source: 'TwiN/gatus config/config.go, config/endpoint/endpoint.go',
    },
    {
      id: 'ntfy/settings',
      cause: 'app-config-invalid',
      pattern:
        /(?:if (?:stripe-secret-key|smtp-sender-addr|smtp-server-listen|attachment-cache-dir|upstream-base-url|listen-https|twilio-account|behind-proxy) is set, .{1,160}must (?:also )?be set|if set, (?:base-url must be a valid URL|(?:key|certificate|FCM key) file must exist|auth-default-access must)|base-url and upstream-base-url cannot be identical|without also setting enable-login|if auth-file is not set$)/,
      strength: 'fatal',
      title: 'ntfy refuses its settings: one needs another',
      example: 'if attachment-cache-dir is set, base-url must also be set',
      source: 'binwiederhier/ntfy cmd/serve.go',
    },
    {
      id: 'ntfy/database',
      cause: 'volume-data-incompatible',
      pattern:
        /cannot (?:determine schema version: (?:cache|database) file may be corrupt|find migration step from schema version \d+ to \d+)/,
      strength: 'fatal',
      title: "ntfy's database file is damaged or of another version",
      example: 'cannot determine schema version: database file may be corrupt',
      source: 'binwiederhier/ntfy user/manager.go',
    },
    {
      id: 'navidrome/migrations',
      cause: 'schema-migration-failed',
      pattern: /msg="Failed to (?:apply new migrations|check for pending migrations)"/,
      strength: 'fatal',
      title: 'Navidrome cannot migrate its database',
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="Failed to apply new migrations" error="ERROR 20200130083147_create_schema.go: failed to run Go migration"',
      source: 'navidrome/navidrome db/db.go',
    },
    {
      id: 'photoprism/database',
      cause: 'version-skew',
      pattern: /config: (?<name>MySQL|MariaDB) (?<have>[\d.]{1,20}\S{0,40}) is not supported, see/,
      strength: 'fatal',
      title: 'PhotoPrism does not support {name} {have}',
      example:
        'config: MariaDB 10.3.39 is not supported, see https://docs.photoprism.app/getting-started/#databases',
      source: 'photoprism/photoprism internal/config/config_db.go',
    },
    {
      id: 'photoprism/folders',
      cause: 'app-config-invalid',
      pattern:
        /(?:originals and storage folder must be different directories|found a \.ppstorage file in the (?:originals|import) path)/,
      strength: 'fatal',
      title: "PhotoPrism's folders stand in one another",
      example: 'config: originals and storage folder must be different directories',
      source: 'photoprism/photoprism internal/config/config_storage.go',
    },
    {
      id: 'semaphore/dialect',
      cause: 'app-config-invalid',
      pattern:
        /panic: (?:Unsupported database dialect: ?(?<what>\S{0,30})|Can not read configuration$)/,
      strength: 'fatal',
      title: "Semaphore's configuration has no database that it knows",
      example: 'panic: Unsupported database dialect: mariadb',
      source: 'semaphoreui/semaphore db/factory/store.go',
    },
    {
      id: 'dendrite/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:Failed to start due to configuration errors|level=fatal msg="?--config must be supplied)/,
      strength: 'fatal',
      title: 'Dendrite refuses its configuration',
      example:
        'time="2026-11-20T10:00:00.000000000Z" level=fatal msg="Failed to start due to configuration errors" func=main file="[main.go:70]"',
      source: 'matrix-org/dendrite cmd/dendrite/main.go, setup/flags.go',
    },
    {
      id: 'chartmuseum/flags',
      cause: 'app-config-invalid',
      pattern:
        /(?:Missing required flags\(s\): (?<flag>.{1,100})|Unsupported (?:storage backend|cache store): ?(?<what>\S{0,40}))/,
      strength: 'fatal',
      title: 'ChartMuseum lacks a flag, or does not know a value of it',
      example: '2026/11/20 10:00:00 Missing required flags(s): --storage-amazon-region',
      source: 'chartmuseum/chartmuseum cmd/chartmuseum/main.go',
    },
    {
      id: 'zot/configuration',
      cause: 'app-config-invalid',
      pattern: /(?:"error":"|error: ?"?)(?:invalid server config|failed to load config)/,
      strength: 'fatal',
      title: 'zot refuses its configuration',
      example:
        '{"level":"error","error":"invalid server config","component":"cli","message":"failed to read configuration, exiting"}',
      source: 'project-zot/zot errors/errors.go, pkg/cli/server/root.go',
    },
    {
      id: 'centrifugo/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:FTL|"level":"fatal").{0,200}(?:error (?:validating|getting|creating) config|configure engines error|error building proxy map|HTTP\/3 requires TLS configured)/,
      strength: 'fatal',
      title: 'Centrifugo refuses its configuration',
      example:
        '{"level":"fatal","error":"unknown engine \\"redi\\"","time":"2026-11-20T10:00:00Z","message":"error validating config"}',
      source: 'centrifugal/centrifugo internal/app/run.go',
    },
    {
      id: 'zigbee2mqtt/configuration',
      cause: 'app-config-invalid',
      pattern: /Refusing to start because configuration is not valid, found the following errors/,
      strength: 'fatal',
      title: 'Zigbee2MQTT refuses its configuration',
      example: 'Refusing to start because configuration is not valid, found the following errors:',
      source: 'Koenkk/zigbee2mqtt lib/util/onboarding.ts',
    },
    {
      id: 'zigbee2mqtt/broker',
      cause: 'dependency-unreachable',
      pattern:
        /MQTT failed to connect, exiting\.\.\. \((?!.{0,80}(?:[Nn]ot authori[sz]ed|ENOTFOUND|EAI_AGAIN))(?<what>.{0,160})\)/,
      strength: 'fatal',
      title: 'Zigbee2MQTT does not reach its broker: {what}',
      example: 'z2m: MQTT failed to connect, exiting... (connect ECONNREFUSED 10.96.3.4:1883)',
      source: 'Koenkk/zigbee2mqtt lib/controller.ts',
    },
    {
      id: 'zigbee2mqtt/adapter',
      cause: 'kernel-or-node',
      pattern:
        /(?:Error while opening serialport|Error: Error: No such file or directory, cannot open) .{0,20}(?<file>\/dev\/\S{1,100})?/,
      strength: 'fatal',
      title: "The adapter's device is not there",
      explain:
        'The device belongs to one node: the pod runs on another, or the device is not passed through.',
      example:
        "z2m: Error: Error while opening serialport 'Error: Error: No such file or directory, cannot open /dev/ttyUSB0'",
      source: 'Koenkk/zigbee-herdsman src/adapter; Koenkk/zigbee2mqtt lib/zigbee.ts',
    },
    {
      id: 'falcosidekick/listen',
      cause: 'app-config-invalid',
      pattern: /(?:Bad (?:listening|noTLS server) port number|Failed to parse ListenAddress)$/,
      strength: 'fatal',
      title: 'falcosidekick refuses its address or port',
      example: '2026/11/20 10:00:00 [FATAL] : Bad listening port number',
      source: 'falcosecurity/falcosidekick config.go',
    },
    {
      id: 'boundary/schema',
      cause: 'schema-migration-failed',
      pattern:
        /(?:Database schema must be updated to use this version|The database has not been initialized\. Please ensure your database user|Database is in a bad state\. Please revert the database|Newer schema version \(\S{1,40} \d+\))/,
      strength: 'fatal',
      title:
        "Boundary's database is of another version: boundary database init or migrate has not run",
      example:
        "Database schema must be updated to use this version. Run 'boundary database migrate' to update the database.",
      source: 'hashicorp/boundary internal/cmd/base/servers.go',
    },
    {
      id: 'boundary/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:Config activates (?:controller|worker) but no listener with|Root KMS not found after parsing KMS blocks|No worker auth KMS specified and no worker auth storage path|Controller and worker cannot be configured with the same name|"url" not specified in "controller\.database")/,
      strength: 'fatal',
      title: 'Boundary refuses its configuration',
      example: 'Config activates controller but no listener with "api" purpose found',
      source: 'hashicorp/boundary internal/cmd/commands/server/server.go',
    },
    {
      id: 'netbird/configuration',
      cause: 'config-file-missing',
      pattern: /failed reading provided config file: (?<file>\S{1,200}): .{0,80}no such file/,
      strength: 'fatal',
      title: "NetBird's management has no {file}",
      example:
        'Error: failed reading provided config file: /etc/netbird/management.json: open /etc/netbird/management.json: no such file or directory',
      source: 'netbirdio/netbird management/cmd/management.go',
    },
    {
      id: 'peertube/keys',
      cause: 'env-missing',
      pattern: /Your configuration files miss keys: (?<key>.{1,160})/,
      strength: 'fatal',
      title: 'Settings of PeerTube are missing: {key}',
      example:
        '[example.com:443] 2026-11-20 10:00:00.000 error: Your configuration files miss keys: webserver.hostname,secrets.peertube',
      source: 'Chocobozzz/PeerTube server/server.ts',
    },
    {
      id: 'lemmy/settings',
      cause: 'app-config-invalid',
      pattern: /Failed to load settings file, see documentation \(https:\/\/join-lemmy/,
      strength: 'fatal',
      title: 'Lemmy cannot read its settings',
      example:
        "thread 'main' panicked at crates/utils/src/settings/mod.rs:20:7: Failed to load settings file, see documentation (https://join-lemmy.org/docs/en/administration/configuration.html).: missing field `database`",
      source: 'LemmyNet/lemmy crates/utils/src/settings/mod.rs',
    },
    {
      id: 'flowise/database',
      cause: 'dependency-unreachable',
      pattern:
        /\[server\]: Error during Data Source initialization:(?!.{0,300}(?:password|denied|migration|ENOTFOUND))/,
      strength: 'error',
      title: 'Flowise cannot open its database',
      example:
        '2026-11-20 10:00:00 [ERROR]: ❌ [server]: Error during Data Source initialization: connect ECONNREFUSED 10.96.1.2:5432',
      source: 'FlowiseAI/Flowise packages/server/src/index.ts',
    },
    {
      id: 'logto/alterations',
      cause: 'schema-migration-failed',
      pattern: /Found undeployed database alterations, you must deploy them first/,
      strength: 'fatal',
      title: "Logto's database lacks alterations of this version",
      example:
        'error   Found undeployed database alterations, you must deploy them first by npm run alteration deploy command.',
      source: 'logto-io/logto packages/core/src/env-set/check-alteration-state.ts',
    },
    {
      id: 'arr/corrupt-database',
      cause: 'volume-data-incompatible',
      pattern: /CorruptDatabaseException: Database file: (?<file>\S{1,200}) is corrupt/,
      strength: 'fatal',
      title: 'The database {file} is damaged',
      example:
        '[Fatal] ConsoleApp: EPIC FAIL! NzbDrone.Core.Datastore.CorruptDatabaseException: Database file: /config/sonarr.db is corrupt, restore from backup if available.',
      source: 'Sonarr/Sonarr src/NzbDrone.Core/Datastore/CorruptDatabaseException.cs',
    },
    {
      id: 'arr/folder',
      cause: 'permission-denied-fs',
      pattern:
        /AppFolder (?<file>\/\S{1,200}) is not writable|Cannot create AppFolder, Access to the path (?<path>\S{1,200}) is denied/,
      strength: 'fatal',
      title: 'The program cannot write to its folder',
      example:
        'Radarr.Common.Exceptions.RadarrStartupException: Radarr failed to start: AppFolder /config is not writable',
      source: 'Radarr/Radarr src/NzbDrone.Common/EnvironmentInfo/AppFolderFactory.cs',
    },
    {
      id: 'frigate/configuration',
      cause: 'app-config-invalid',
      pattern: /(?:\*\*\*\s+Your config file is not valid!|Config Validation Errors\s+\*\*\*)/,
      strength: 'error',
      title: 'Frigate refuses its configuration',
      example: '***    Your config file is not valid!     ***',
      source: 'blakeblackshear/frigate frigate/__main__.py',
    },
    {
      id: 'jira/home-lock',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:jira\.home|Jira home) directory.{0,200}(?:is locked|is already locked|locked by another running instance)/i,
      strength: 'fatal',
      title: "Jira's home is locked by another instance, or by one that ended hard",
      example:
        "The jira.home directory '/var/atlassian/application-data/jira' is locked by another running instance of Jira.",
      source: 'Atlassian knowledge base, JIRA startup failed: jira.home directory locked',
    },
    {
      id: 'confluence/bootstrap',
      cause: 'app-config-invalid',
      pattern: /Unable to bootstrap application: .{0,160}confluence\.cfg\.xml/,
      strength: 'fatal',
      title: 'Confluence cannot read confluence.cfg.xml',
      example:
        'ERROR [Catalina-utility-1] [confluence.impl.setup.BootstrapApplicationStartupListener] checkConfigurationOnStartup Unable to bootstrap application: Failed to parse config file: Error on line 1 of document confluence.cfg.xml',
      source: 'Atlassian knowledge base, Unable to bootstrap application',
    },
    {
      id: 'icinga/configuration',
      cause: 'app-config-invalid',
      pattern: /critical\/(?:cli: Config validation failed|config: Error: (?<what>.{1,160}))/,
      strength: 'fatal',
      title: 'Icinga refuses its configuration',
      example:
        "[2026-11-20 10:00:00 +0000] critical/cli: Config validation failed. Re-run with 'icinga2 daemon -C' after fixing the config.",
      source: 'Icinga/icinga2 lib/cli/daemoncommand.cpp',
    },
    {
      id: 'nagios/configuration',
      cause: 'app-config-invalid',
      pattern:
        /One or more problems was encountered while (?:processing the config files|running the pre-flight check)/,
      strength: 'fatal',
      title: 'Nagios refuses its configuration',
      example: '***> One or more problems was encountered while processing the config files...',
      source: 'NagiosEnterprises/nagioscore base/nagios.c',
    },
    {
      id: 'wazuh/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:CRITICAL|ERROR): \((?:1202|1220|1207|1210)\): (?<what>.{0,60}onfiguration .{0,120})/,
      strength: 'fatal',
      title: 'Wazuh refuses its configuration: {what}',
      example:
        "2026/11/20 10:00:00 wazuh-analysisd: CRITICAL: (1202): Configuration error at 'etc/ossec.conf'.",
      source: 'wazuh/wazuh src/headers/error_messages',
    },
    {
      id: 'splunk/licence',
      cause: 'license',
      pattern:
        /License not accepted, please ensure the environment variable (?<env>SPLUNK_\w{1,30})/,
      strength: 'fatal',
      title: "Splunk's licence is not accepted: {env}",
      example:
        "License not accepted, please ensure the environment variable SPLUNK_START_ARGS contains the '--accept-license' flag",
      source: 'splunk/docker-splunk splunk/common-files/entrypoint.sh',
    },
    {
      id: 'ibm/licence',
      cause: 'license',
      pattern: /Set (?:the )?environment variable (?:DS_)?LICENSE=accept to indicate acceptance of/,
      strength: 'fatal',
      title: 'The licence is not accepted: LICENSE=accept is unset',
      example:
        'Error: Set environment variable LICENSE=accept to indicate acceptance of license terms and conditions.',
      source: 'ibm-messaging/mq-container cmd/runmqserver/license.go',
    },
    {
      id: 'confluent/licence',
      cause: 'license',
      pattern:
        /io\.confluent\.license\.(?:Expired|Invalid)LicenseException(?:: (?<what>.{1,120}))?/,
      strength: 'fatal',
      title: "Confluent's licence has run out or is not valid",
      example: 'Caused by: io.confluent.license.ExpiredLicenseException: Trial license expired',
      source: 'Confluent documentation, manage licenses',
    },
    {
      id: 'netdata/listen',
      cause: 'port-in-use',
      pattern: /Cannot setup listen port\(s\)\. Is Netdata already running/,
      strength: 'fatal',
      title: 'netdata can listen on no port',
      example: 'FATAL : MAIN : Cannot setup listen port(s). Is Netdata already running?',
      source: 'netdata/netdata src/web/server/web_server.c',
    },
    {
      id: 'freeradius/configuration',
      cause: 'app-config-invalid',
      pattern: /Errors reading or parsing (?<file>\/\S{1,160})/,
      strength: 'fatal',
      title: 'FreeRADIUS cannot read {file}',
      example: 'Errors reading or parsing /etc/freeradius/radiusd.conf',
      source: 'FreeRADIUS/freeradius-server src/main/mainconfig.c',
    },
    {
      id: 'sglang/memory',
      cause: 'oom-killed',
      pattern: /Not enough memory\. Please try to increase --mem-fraction-static/,
      strength: 'fatal',
      title: "The GPU's memory does not hold the model and its cache",
      explain:
        'The limit is the share of the GPU that --mem-fraction-static allows, not the container.',
      example: 'RuntimeError: Not enough memory. Please try to increase --mem-fraction-static.',
      source: 'sgl-project/sglang python/sglang/srt/model_executor',
    },
    {
      id: 'tei/compute-capability',
      cause: 'version-skew',
      pattern:
        /Runtime compute cap (?<have>\d+) is not compatible with compile time compute cap (?<want>\d+)/,
      strength: 'fatal',
      title:
        "The image is built for another generation of GPU (compute capability {want}, the node's is {have})",
      example:
        'Error: Could not create backend: Runtime compute cap 75 is not compatible with compile time compute cap 80',
      source: 'huggingface/text-embeddings-inference backends/candle/src/compute_cap.rs',
    },
    {
      id: 'tei/model',
      cause: 'dependency-unreachable',
      pattern: /Could not download model artifacts(?!.{0,200}(?:401|403))/,
      strength: 'fatal',
      title: 'The model cannot be downloaded',
      example: 'Error: Could not download model artifacts',
      source: 'huggingface/text-embeddings-inference router/src/lib.rs',
    },
    {
      id: 'benthos/configuration',
      cause: 'app-config-invalid',
      pattern: /Shutting down due to (?:stream )?linter errors/,
      strength: 'fatal',
      title: 'The pipeline has settings that it does not know',
      example:
        'level=error msg="Shutting down due to linter errors, to prevent shutdown run Redpanda Connect with --chilled" @service=redpanda-connect',
      source: 'redpanda-data/benthos internal/cli/common/service.go',
    },
    {
      id: 'benthos/component',
      cause: 'app-config-invalid',
      pattern:
        /(?:Service closing|Shutting down) due to: failed to (?:init|create) (?:input|output|processor|cache|resource).{0,200}(?:unable to infer|field .{1,60} is required|failed to parse|unrecognised|does not exist within)/,
      strength: 'fatal',
      title: 'A part of the pipeline is not set up right',
      example: `level=error msg="Service closing due to: failed to init output <no label> path root.output: unable to infer component type: candidates were [kafka]"`,
      source: 'redpanda-data/benthos internal/stream/type.go',
    },
  ],
}
