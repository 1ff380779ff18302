import type { SignatureFamily } from '@unloop/engine/scanner'

/** Elasticsearch and OpenSearch nodes. Sources: server/src/main/java of elastic/elasticsearch and opensearch-project/OpenSearch. */
export const elasticsearch: SignatureFamily = {
  programs: ['Elasticsearch', 'OpenSearch'],
  signatures: [
    {
      id: 'elasticsearch/max-map-count',
      cause: 'kernel-or-node',
      pattern: /max virtual memory areas vm\.max_map_count \[(?<have>\d+)\] is too low/,
      strength: 'fatal',
      title: 'vm.max_map_count of the node is {have}, too low for Elasticsearch',
      explain:
        'A bootstrap check failed: the setting belongs to the node, a container cannot raise it without privileges.',
      example:
        'bootstrap check failure [1] of [1]: max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]',
      source: 'elasticsearch org/elasticsearch/bootstrap/BootstrapChecks.java MaxMapCountCheck',
      fix: {
        title:
          'Set vm.max_map_count=262144 on the nodes (sysctl or a privileged init container), or node.store.allow_mmap: false',
        where: 'infra',
        commands: ['sysctl -w vm.max_map_count=262144'],
        risk: 'low',
      },
    },
    {
      id: 'elasticsearch/resource-limits',
      cause: 'kernel-or-node',
      pattern:
        /(?:max file descriptors \[(?<have>\d+)\] for (?:elasticsearch|opensearch) process is too low|memory locking requested for (?:elasticsearch|opensearch) process but memory is not locked|max number of threads \[\d+\] .{0,60}is too low|max (?:size virtual memory|file size) \[\d+\].{0,60}is too low|Unable to lock JVM Memory: error=)/,
      strength: 'fatal',
      title: 'A process limit of the container is too low for Elasticsearch',
      example: [
        '[1]: max file descriptors [4096] for elasticsearch process is too low, increase to at least [65535]',
        'bootstrap check failure [1] of [2]: memory locking requested for elasticsearch process but memory is not locked',
      ],
      source: 'elasticsearch org/elasticsearch/bootstrap/BootstrapChecks.java',
    },
    {
      id: 'elasticsearch/discovery-settings',
      cause: 'app-config-invalid',
      pattern:
        /the default discovery settings are unsuitable for production use|(?<setting>discovery\.\S+|cluster\.initial_master_nodes)\] must be configured|setting \[cluster\.initial_master_nodes\] is not allowed/,
      strength: 'fatal',
      title: 'Elasticsearch has no discovery settings',
      example:
        '[1]: the default discovery settings are unsuitable for production use; at least one of [discovery.seed_hosts, discovery.seed_providers, cluster.initial_master_nodes] must be configured',
      source:
        'elasticsearch org/elasticsearch/bootstrap/BootstrapChecks.java DiscoveryConfiguredCheck',
      fix: {
        title:
          'Set discovery.seed_hosts and cluster.initial_master_nodes, or discovery.type=single-node for one node',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'elasticsearch/bootstrap-checks',
      cause: 'kernel-or-node',
      pattern: /(?:node validation exception|bootstrap checks failed)/,
      strength: 'hint',
      title: 'Elasticsearch bootstrap checks fail; the lines after name them',
      example:
        'ERROR: [1] bootstrap checks failed. You must address the points described in the following [1] lines before starting Elasticsearch.',
      source: 'elasticsearch org/elasticsearch/bootstrap/BootstrapChecks.java',
    },
    {
      id: 'elasticsearch/unknown-setting',
      cause: 'app-config-invalid',
      pattern: /unknown (?:secure )?setting \[(?<setting>[^\]]{1,120})\]/,
      strength: 'fatal',
      title: 'Elasticsearch does not know the setting {setting}',
      example:
        'java.lang.IllegalArgumentException: unknown setting [xpack.monitoring.colection.enabled] did you mean [xpack.monitoring.collection.enabled]?',
      source: 'elasticsearch common/settings/AbstractScopedSettings.java',
    },
    {
      id: 'elasticsearch/setting-value',
      cause: 'app-config-invalid',
      pattern:
        /(?:[Ff]ailed to parse (?:value \[(?<what>[^\]]{0,120})\] for )?setting \[(?<setting>[^\]]{1,120})\]|duplicate settings key found|SettingsException(?:: |\[)Failed to load settings from|null-valued setting found|setting \[(?<key>[^\]]{1,120})\] already set, saw)/,
      strength: 'fatal',
      title: 'Elasticsearch rejects a setting: {setting}',
      example: [
        'java.lang.IllegalArgumentException: Failed to parse value [yess] for setting [node.ingest]',
        'Exception in thread "main" SettingsException[Failed to load settings from [elasticsearch.yml]]; nested: ParsingException',
      ],
      source: 'elasticsearch common/settings',
    },
    {
      id: 'elasticsearch/path-not-accessible',
      cause: 'permission-denied-fs',
      pattern:
        /Unable to (?:access|create) '(?<setting>path\.\w{1,20})' \((?<file>\/[^)]{1,200})\)/,
      strength: 'fatal',
      title: 'Elasticsearch may not use {file}, which {setting} names',
      example:
        "org.elasticsearch.bootstrap.StartupException: java.lang.IllegalStateException: Unable to access 'path.data' (/usr/share/elasticsearch/data)",
      source: 'elasticsearch bootstrap/Security.java, FilePermissionUtils.java',
    },
    {
      id: 'elasticsearch/data-path-denied',
      cause: 'permission-denied-fs',
      pattern:
        /AccessDeniedException(?:: |\[)(?<file>\/(?:usr\/share\/(?:elasticsearch|opensearch)|bitnami|data|var\/lib\/elasticsearch)[^\s\];,]*)/,
      strength: 'fatal',
      title: 'Elasticsearch may not write {file}',
      example: [
        'Caused by: java.nio.file.AccessDeniedException: /usr/share/elasticsearch/data/nodes',
        'ElasticsearchException[failed to bind service]; nested: AccessDeniedException[/usr/share/elasticsearch/data/nodes];',
      ],
      source: 'elasticsearch env/NodeEnvironment.java',
      fix: {
        title:
          "Set fsGroup 1000 in the pod security context, so that the volume is writable for the image's user",
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} patch {workload} --type=merge -p \'{"spec":{"template":{"spec":{"securityContext":{"fsGroup":1000}}}}}\'',
        ],
        risk: 'low',
      },
    },
    {
      id: 'elasticsearch/node-lock',
      cause: 'volume-data-incompatible',
      pattern: /failed to obtain node locks?, tried \[{1,2}(?<file>[^\]]{1,200})\]/,
      strength: 'fatal',
      title: 'Another node holds {file}, or it is not writable',
      example:
        'java.lang.IllegalStateException: failed to obtain node locks, tried [/usr/share/elasticsearch/data]; maybe these locations are not writable or multiple nodes were started on the same data path?',
      source: 'elasticsearch env/NodeEnvironment.java',
    },
    {
      id: 'elasticsearch/run-as-root',
      cause: 'security-context',
      pattern: /can ?not run (?:elasticsearch|opensearch) as root/,
      strength: 'fatal',
      title: 'Elasticsearch refuses to run as root',
      example: 'java.lang.RuntimeException: can not run elasticsearch as root',
      source: 'elasticsearch bootstrap/Elasticsearch.java',
    },
    {
      id: 'elasticsearch/data-of-another-version',
      cause: 'volume-data-incompatible',
      pattern:
        /[Cc]annot (?<what>upgrade|downgrade) a node from version \[(?<have>[^\]]{1,30})\] (?:directly )?to version \[(?<want>[^\]]{1,30})\]|cannot start this node because it holds metadata for indices with version/,
      strength: 'fatal',
      title: 'The data is of another version ({have}) than this node ({want})',
      example:
        'java.lang.IllegalStateException: cannot downgrade a node from version [8.11.1] to version [8.9.0]',
      source: 'elasticsearch env/NodeMetadata.java',
      fix: {
        title:
          'Go back to the image of version {have}; upgrades must pass through each last minor version',
        where: 'image',
        commands: ['kubectl -n {namespace} rollout undo {workload}'],
        risk: 'medium',
      },
    },
    {
      id: 'elasticsearch/index-format',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:IndexFormatToo(?:Old|New)Exception|CorruptIndexException|CorruptStateException)(?:: |\[)(?<what>.{1,160})/,
      strength: 'error',
      title: 'Elasticsearch cannot read its index files: {what}',
      example: [
        'org.apache.lucene.index.IndexFormatTooNewException: Format version is not supported (resource BufferedChecksumIndexInput): 10 (needs to be between 7 and 9)',
        'Caused by: org.apache.lucene.index.CorruptIndexException: codec footer mismatch (file truncated?): actual footer=0 vs expected footer=-1071082520',
      ],
      source: 'apache/lucene org/apache/lucene/index',
    },
    {
      id: 'elasticsearch/disk-full',
      cause: 'volume-full',
      pattern: /(?:flood stage disk watermark|flood_stage)\b.{0,60}exceeded on (?<what>.{1,120})/,
      strength: 'hint',
      title: 'The Elasticsearch volume is past its flood stage',
      example:
        'flood stage disk watermark [95%] exceeded on [abc][es-0][/usr/share/elasticsearch/data] free: 1.1gb[3.7%], all indices on this node will be marked read-only',
      source: 'elasticsearch cluster/routing/allocation/DiskThresholdMonitor.java',
    },
    {
      id: 'elasticsearch/plugin-version',
      cause: 'missing-dependency',
      pattern:
        /[Pp]lugin \[(?<module>[^\]]+)\] was built for (?:Elasticsearch|OpenSearch) version \[?(?<have>[\w.-]+?)\]? but version \[?(?<want>[\w.-]+?)\]? is running/,
      strength: 'fatal',
      title: 'The plugin {module} is built for {have}, the node is {want}',
      example:
        'java.lang.IllegalArgumentException: Plugin [analysis-icu] was built for Elasticsearch version 8.9.0 but version 8.11.1 is running',
      source: 'elasticsearch plugins/PluginsUtils.java',
    },
    {
      id: 'elasticsearch/tls-configuration',
      cause: 'tls-cert',
      pattern:
        /(?:failed to load SSL configuration \[(?<setting>[^\]]+)\]|SslConfigException: (?:cannot|failed to) (?<what>.{1,160})|invalid SSL configuration for (?<key>[\w.]+))/,
      strength: 'fatal',
      title: 'Elasticsearch cannot load its TLS files',
      example: [
        'ElasticsearchSecurityException[failed to load SSL configuration [xpack.security.transport.ssl] - cannot read configured [PKCS12] keystore (as a truststore) [/usr/share/elasticsearch/config/certs/elastic-certificates.p12] because the file does not exist]',
        'invalid SSL configuration for xpack.security.transport.ssl - server ssl configuration requires a key and certificate, but these have not been configured',
      ],
      source: 'elasticsearch x-pack/plugin/core ssl/SSLService.java',
    },
    {
      id: 'elasticsearch/transport-tls-required',
      cause: 'app-config-invalid',
      pattern:
        /Transport SSL must be enabled (?:if security is enabled|for setups with production licenses)/,
      strength: 'fatal',
      title: 'Security is on, but TLS between the nodes is off',
      example:
        '[1]: Transport SSL must be enabled if security is enabled. Please set [xpack.security.transport.ssl.enabled] to [true] or disable security by setting [xpack.security.enabled] to [false]',
      source: 'elasticsearch x-pack TLSLicenseBootstrapCheck.java',
    },
    {
      id: 'elasticsearch/port-in-use',
      cause: 'port-in-use',
      pattern:
        /Bind(?:Http|Transport)Exception(?:: |\[)Failed to bind to (?:\[?(?<port>[\d-]+)\]?)?/,
      strength: 'fatal',
      title: 'The port {port} of Elasticsearch is already bound',
      example: 'org.elasticsearch.http.BindHttpException: Failed to bind to 9200',
      source: 'elasticsearch http/AbstractHttpServerTransport.java',
    },
    {
      id: 'elasticsearch/keystore',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Provided keystore password was incorrect|Keystore has been corrupted or tampered with|elasticsearch\.keystore.{0,80}(?:Device or resource busy|Read-only))/,
      strength: 'fatal',
      title: 'Elasticsearch cannot open its keystore',
      example: 'java.lang.SecurityException: Provided keystore password was incorrect',
      source: 'elasticsearch common/settings/KeyStoreWrapper.java',
    },
    {
      id: 'elasticsearch/master-not-discovered',
      cause: 'dependency-unreachable',
      pattern:
        /master not discovered(?: or elected)? yet|MasterNotDiscoveredException|ClusterManagerNotDiscoveredException|cluster-manager not discovered/,
      strength: 'hint',
      title: 'The node finds no master: its peers are not up, or the seed hosts are wrong',
      example:
        'master not discovered yet, this node has not previously joined a bootstrapped cluster, and this node must discover master-eligible nodes [es-0, es-1] to bootstrap a cluster',
      source: 'elasticsearch cluster/coordination/ClusterFormationFailureHelper.java',
    },
    {
      id: 'elasticsearch/cluster-mismatch',
      cause: 'app-config-invalid',
      pattern:
        /(?:previously joined a cluster with UUID|is different from (?:the )?local cluster uuid|belongs? to different cluster|handshake failed.{0,120}(?:remote|local) cluster name)/,
      strength: 'error',
      title: 'The node belongs to another cluster than its peers',
      example:
        'This node previously joined a cluster with UUID [k3d] and is now trying to join a different cluster with UUID [9xa]. This is forbidden and usually indicates an incorrect discovery or cluster bootstrapping configuration.',
      source: 'elasticsearch cluster/coordination/JoinHelper.java, Coordinator.java',
    },
    {
      id: 'elasticsearch/temporary-directory',
      cause: 'permission-denied-fs',
      pattern:
        /Temporary (?:file )?directory \[?(?<file>[^\]\s]+)\]? does not exist or is not accessible/,
      strength: 'fatal',
      title: 'The temporary directory {file} is missing or not accessible',
      example:
        'ERROR: Temporary file directory [/tmp/elasticsearch-1234] does not exist or is not accessible',
      source: 'elasticsearch env/Environment.java',
    },
    {
      id: 'elasticsearch/java-launch-failed',
      cause: 'oom-killed',
      pattern: /starting java failed with \[137\]/,
      strength: 'error',
      title: 'The JVM of Elasticsearch was killed while its options were worked out',
      example:
        'Exception in thread "main" java.lang.RuntimeException: starting java failed with [137]',
      source: 'elasticsearch distribution/tools/launchers JvmErgonomics.java',
    },
    {
      id: 'elasticsearch/opensearch-admin-password',
      cause: 'env-missing',
      pattern:
        /(?<env>OPENSEARCH_INITIAL_ADMIN_PASSWORD)(?:'|\s).{0,80}(?:strong password|$)|No custom admin password found|provide (?:an? )?(?:initial )?(?:admin )?password via the environment variable/,
      strength: 'fatal',
      title: 'OPENSEARCH_INITIAL_ADMIN_PASSWORD is not set',
      example: [
        'No custom admin password found. Please provide a password via the environment variable OPENSEARCH_INITIAL_ADMIN_PASSWORD.',
        "Please define an environment variable 'OPENSEARCH_INITIAL_ADMIN_PASSWORD' with a strong password string.",
      ],
      source: 'opensearch-project/security SecuritySettingsConfigurer.java',
    },
    {
      id: 'elasticsearch/opensearch-weak-password',
      cause: 'app-config-invalid',
      pattern: /Password .{0,60}(?:failed validation|is weak)/,
      strength: 'fatal',
      title: 'The initial admin password of OpenSearch is too weak',
      example:
        'Password admin failed validation: "Password must be minimum 8 characters long". Please re-try with a minimum 8 character password',
      source: 'opensearch-project/security PasswordValidator.java',
    },
    {
      id: 'elasticsearch/user-not-authenticated',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:unable to authenticate user \[(?<user>[^\]]{1,80})\] for REST request|missing authentication credentials for REST request|security_exception.{0,120}(?:unable to authenticate|missing authentication)|AuthenticationException\(401)/,
      strength: 'error',
      title: 'Elasticsearch rejects the credentials of {user}',
      example: [
        'security_exception: [security_exception] Reason: unable to authenticate user [kibana_system] for REST request [/_nodes]',
        "elasticsearch.exceptions.AuthenticationException: AuthenticationException(401, 'security_exception', 'missing authentication credentials for REST request [/]')",
      ],
      source: 'elasticsearch x-pack DefaultAuthenticationFailureHandler.java',
    },
    {
      id: 'elasticsearch/client-no-node',
      cause: 'dependency-unreachable',
      pattern:
        /(?:NoNodesAvailableException|No ?(?:LivingConnections|AliveNodes|NodesAvailable)(?:Error|Exception)?\b|None of the configured nodes are available|no Elasticsearch node available|elastic: no (?:active|available) connection|No alive nodes found in your cluster)/,
      strength: 'error',
      title: 'The client finds no Elasticsearch node',
      example: [
        'health check timeout: no Elasticsearch node available',
        'NoNodeAvailableException[None of the configured nodes are available: [{#transport#-1}{10.96.3.7}{10.96.3.7:9300}]]',
      ],
      source: 'olivere/elastic errors.go; elasticsearch client/transport',
    },
    {
      id: 'elasticsearch/client-product-check',
      cause: 'app-config-invalid',
      pattern:
        /(?:The client noticed that the server is not (?:a supported distribution of )?Elasticsearch|UnsupportedProductError)/,
      strength: 'error',
      title: 'The Elasticsearch client refuses a server that is not Elasticsearch or too old',
      example:
        'elasticsearch.UnsupportedProductError: The client noticed that the server is not Elasticsearch and we do not support this unknown product',
      source: 'elastic/elasticsearch-py',
    },
  ],
}
