/**
 * Names of settings that widely used programs know, from their reference manuals: what a mistyped one most likely means.
 * One family a line or block; a name that several programs share stands once.
 */
const WORDS: Readonly<Record<string, string>> = {
  nginx:
    'access_log add_header alias allow auth_basic auth_basic_user_file autoindex charset client_body_buffer_size client_body_timeout client_header_timeout client_max_body_size default_type deny error_log error_page events expires fastcgi_index fastcgi_param fastcgi_pass gzip gzip_comp_level gzip_disable gzip_http_version gzip_min_length gzip_proxied gzip_static gzip_types gzip_vary include index ip_hash keepalive keepalive_requests keepalive_timeout large_client_header_buffers least_conn limit_conn limit_req limit_req_zone listen location log_format map proxy_buffer_size proxy_buffering proxy_buffers proxy_cache proxy_cache_path proxy_cache_valid proxy_connect_timeout proxy_http_version proxy_next_upstream proxy_pass proxy_read_timeout proxy_redirect proxy_send_timeout proxy_set_header real_ip_header resolver resolver_timeout return rewrite root sendfile server server_name server_tokens set set_real_ip_from ssl_certificate ssl_certificate_key ssl_ciphers ssl_prefer_server_ciphers ssl_protocols ssl_session_cache ssl_session_timeout stub_status tcp_nodelay tcp_nopush try_files types upstream uwsgi_pass worker_connections worker_processes worker_rlimit_nofile',
  redis:
    'activedefrag aclfile activerehashing appendfilename appendfsync appendonly auto-aof-rewrite-min-size auto-aof-rewrite-percentage bind client-output-buffer-limit cluster-config-file cluster-enabled cluster-node-timeout daemonize databases dbfilename hz io-threads lazyfree-lazy-eviction logfile loglevel masterauth maxclients maxmemory maxmemory-policy maxmemory-samples min-replicas-max-lag min-replicas-to-write notify-keyspace-events no-appendfsync-on-rewrite port protected-mode rdbchecksum rdbcompression replica-announce-ip replica-priority replica-read-only replicaof requirepass save slowlog-log-slower-than slowlog-max-len stop-writes-on-bgsave-error supervised tcp-backlog tcp-keepalive timeout tls-cert-file tls-key-file tls-port',
  mysql:
    'bind_address binlog_format binlog_expire_logs_seconds character_set_server collation_server connect_timeout datadir default_storage_engine event_scheduler expire_logs_days general_log innodb_buffer_pool_size innodb_buffer_pool_instances innodb_file_per_table innodb_flush_log_at_trx_commit innodb_flush_method innodb_io_capacity innodb_lock_wait_timeout innodb_log_buffer_size innodb_log_file_size innodb_log_files_in_group innodb_thread_concurrency interactive_timeout join_buffer_size key_buffer_size local_infile log_bin log_error long_query_time lower_case_table_names max_allowed_packet max_connect_errors max_connections net_read_timeout open_files_limit performance_schema pid_file port query_cache_size query_cache_type read_only relay_log server_id skip_name_resolve slow_query_log slow_query_log_file socket sort_buffer_size sql_mode table_open_cache thread_cache_size tmp_table_size tmpdir transaction_isolation wait_timeout',
  postgres:
    'archive_command archive_mode autovacuum checkpoint_completion_target checkpoint_timeout default_statistics_target effective_cache_size effective_io_concurrency hot_standby hba_file huge_pages idle_in_transaction_session_timeout listen_addresses log_connections log_destination log_directory log_line_prefix log_min_duration_statement log_statement logging_collector maintenance_work_mem max_connections max_parallel_workers max_replication_slots max_wal_senders max_wal_size max_worker_processes min_wal_size password_encryption random_page_cost shared_buffers shared_preload_libraries ssl ssl_cert_file ssl_key_file statement_timeout synchronous_commit temp_buffers timezone unix_socket_directories wal_buffers wal_keep_size wal_level work_mem',
  haproxy:
    'acl backend balance bind chroot compression cookie daemon default_backend defaults errorfile frontend global http-request http-response http-server-close httpchk log maxconn mode monitor-uri nbthread option redirect retries server stats stick-table timeout tune.ssl.default-dh-param ulimit-n use_backend',
  mosquitto:
    'acl_file allow_anonymous allow_zero_length_clientid autosave_interval bind_address bridge_cafile cafile certfile connection_messages keyfile listener log_dest log_timestamp log_type max_connections max_inflight_bytes max_inflight_messages max_keepalive max_packet_size max_queued_bytes max_queued_messages memory_limit message_size_limit password_file per_listener_settings persistence persistence_file persistence_location persistent_client_expiration protocol require_certificate retain_available set_tcp_nodelay sys_interval upgrade_outgoing_qos use_identity_as_username websockets_log_level',
  prometheus:
    'action alert alerting alertmanagers annotations api_server authorization basic_auth bearer_token_file body_size_limit ca_file cert_file credentials_file dns_sd_configs ec2_sd_configs evaluation_interval expr external_labels file_sd_configs files follow_redirects global groups honor_labels honor_timestamps insecure_skip_verify interval job_name key_file keep_firing_for kubernetes_sd_configs label_limit labels metric_relabel_configs metrics_path modulus name namespaces params password proxy_url query_log_file record refresh_interval regex relabel_configs remote_read remote_write replacement role rule_files sample_limit scheme scrape_config_files scrape_configs scrape_interval scrape_timeout selectors separator server_name source_labels static_configs storage target_label targets tls_config tsdb username write_relabel_configs',
  alertmanager:
    'api_url channel continue email_configs equal group_by group_interval group_wait html http_config inhibit_rules match match_re matchers mute_time_intervals opsgenie_configs pagerduty_configs receiver receivers repeat_interval resolve_timeout route routes routing_key send_resolved service_key slack_api_url slack_configs smtp_auth_password smtp_auth_username smtp_from smtp_require_tls smtp_smarthost source_match source_matchers target_match target_matchers templates text time_intervals title url webhook_configs',
  apache:
    'AddHandler AddOutputFilterByType AddType Alias AllowOverride AuthName AuthType CustomLog DirectoryIndex DocumentRoot ErrorDocument ErrorLog ExpiresActive Group Header Include IncludeOptional KeepAlive KeepAliveTimeout Listen LoadModule LogFormat LogLevel MaxKeepAliveRequests MaxRequestWorkers Options PidFile ProxyPass ProxyPassReverse ProxyPreserveHost Redirect RequestHeader Require RewriteCond RewriteEngine RewriteRule ScriptAlias ServerAdmin ServerAlias ServerName ServerRoot ServerSignature ServerTokens SetEnv SetEnvIf SetHandler SSLCertificateFile SSLCertificateKeyFile SSLEngine SSLProtocol StartServers ThreadsPerChild Timeout TypesConfig User',
  collectors:
    'buffer chunk_idle_period clients client endpoint exporters extensions filter flush_interval headers input match multiline output parser parsers_file pipeline_stages pipelines positions processors receivers scrape_configs server service storage_config schema_config limits_config ingester telemetry http_listen_port grpc_listen_port',
  coredns:
    'acl any auto autopath bind bufsize cache cancel chaos debug dns64 dnssec dnstap errors etcd file forward grpc header health hosts import k8s_external kubernetes loadbalance local log loop metadata minimal multisocket nsid pprof prometheus ready reload rewrite root secondary sign template timeouts tls trace transfer tsig view whoami',
  kafka:
    'advertised.listeners auto.create.topics.enable broker.id controller.listener.names controller.quorum.voters default.replication.factor group.initial.rebalance.delay.ms inter.broker.listener.name listener.security.protocol.map listeners log.dirs log.retention.bytes log.retention.hours log.segment.bytes min.insync.replicas node.id num.io.threads num.network.threads num.partitions offsets.topic.replication.factor process.roles socket.receive.buffer.bytes socket.request.max.bytes socket.send.buffer.bytes transaction.state.log.min.isr transaction.state.log.replication.factor zookeeper.connect zookeeper.connection.timeout.ms',
  zookeeper:
    'tickTime initLimit syncLimit dataDir dataLogDir clientPort clientPortAddress maxClientCnxns autopurge.snapRetainCount autopurge.purgeInterval admin.enableServer 4lw.commands.whitelist standaloneEnabled reconfigEnabled',
  rabbitmq:
    'listeners.tcp.default listeners.ssl.default default_user default_pass default_vhost disk_free_limit.absolute vm_memory_high_watermark.relative vm_memory_high_watermark.absolute cluster_formation.peer_discovery_backend cluster_formation.k8s.host cluster_partition_handling management.tcp.port loopback_users heartbeat channel_max log.console log.console.level ssl_options.cacertfile ssl_options.certfile ssl_options.keyfile queue_master_locator consumer_timeout',
  elasticsearch:
    'action.destructive_requires_name bootstrap.memory_lock cluster.initial_master_nodes cluster.name discovery.seed_hosts discovery.type http.port indices.query.bool.max_clause_count network.host node.name node.roles path.data path.logs path.repo transport.port xpack.security.enabled xpack.security.http.ssl.enabled xpack.security.transport.ssl.enabled xpack.monitoring.collection.enabled ingest.geoip.downloader.enabled',
  flags:
    'config config.file addr address bind bind-address cluster cluster_name config-file data-dir data_dir debug dir enable-leader-election env file health-probe-bind-address host http_port http-port insecure interval jetstream kubeconfig leader-elect leader-election-namespace listen listen-address listen-client-urls log-format log-level log_file loglevel max-old-space-size max-requests max_old_space_size metrics-addr metrics-bind-address name namespace once output password pid port profile replicas server_name store_dir storage storage.tsdb.path storage.tsdb.retention.size storage.tsdb.retention.time timeout token trace tls tls-cert-file tls-private-key-file trusted-ca-file url user v verbose version watch-namespace web.enable-admin-api web.enable-lifecycle web.external-url web.listen-address workers zap-devel zap-log-level',
}

/** Every known name once. */
export const VOCABULARY: readonly string[] = [
  ...new Set(Object.values(WORDS).flatMap((line) => line.split(' '))),
]

/** Apache httpd's module for directives that begin with a word (httpd.apache.org/docs/2.4/mod/directives.html). */
export const APACHE_MODULES: readonly (readonly [directive: RegExp, module: string])[] = [
  [/^Rewrite/, 'rewrite'],
  [/^(?:Request)?Header$/, 'headers'],
  [/^SSL/, 'ssl'],
  [/^ProxyPass|^ProxyPreserve|^Proxy(?:Requests|Timeout|Via|Error)/, 'proxy'],
  [/^Balancer/, 'proxy_balancer'],
  [/^Expires/, 'expires'],
  [/^AddOutputFilterByType/, 'filter'],
  [/^Deflate/, 'deflate'],
  [/^DirectoryIndex/, 'dir'],
  [/^(?:Alias|ScriptAlias|Redirect)/, 'alias'],
  [/^(?:AddType|TypesConfig|AddHandler|AddEncoding)/, 'mime'],
  [/^(?:CustomLog|LogFormat|TransferLog)/, 'log_config'],
  [/^SetEnvIf|^BrowserMatch/, 'setenvif'],
  [/^(?:SetEnv|PassEnv|UnsetEnv)$/, 'env'],
  [/^AuthUserFile/, 'authn_file'],
  [/^AuthBasic/, 'auth_basic'],
  [/^AuthLDAP/, 'authnz_ldap'],
  [/^Require$/, 'authz_core'],
  [/^(?:Allow|Deny|Order)$/, 'access_compat'],
  [/^IndexOptions|^IndexIgnore|^AddIcon/, 'autoindex'],
  [/^ExtendedStatus/, 'status'],
  [/^RemoteIP/, 'remoteip'],
  [/^Sec(?:Rule|Audit)/, 'security2'],
  [/^WSGI/, 'wsgi'],
  [/^Cache/, 'cache'],
  [/^(?:User|Group)$/, 'unixd'],
]

/** Removed Kubernetes APIs with what serves the same kind now (kubernetes.io/docs/reference/using-api/deprecation-guide). */
export const MOVED_APIS: Readonly<Record<string, string>> = {
  'policy/v1beta1 PodDisruptionBudget': 'policy/v1',
  'batch/v1beta1 CronJob': 'batch/v1',
  'batch/v2alpha1 CronJob': 'batch/v1',
  'extensions/v1beta1 Deployment': 'apps/v1',
  'extensions/v1beta1 DaemonSet': 'apps/v1',
  'extensions/v1beta1 ReplicaSet': 'apps/v1',
  'extensions/v1beta1 Ingress': 'networking.k8s.io/v1',
  'extensions/v1beta1 NetworkPolicy': 'networking.k8s.io/v1',
  'networking.k8s.io/v1beta1 Ingress': 'networking.k8s.io/v1',
  'networking.k8s.io/v1beta1 IngressClass': 'networking.k8s.io/v1',
  'apps/v1beta1 Deployment': 'apps/v1',
  'apps/v1beta1 StatefulSet': 'apps/v1',
  'apps/v1beta2 Deployment': 'apps/v1',
  'apps/v1beta2 StatefulSet': 'apps/v1',
  'apps/v1beta2 DaemonSet': 'apps/v1',
  'apps/v1beta2 ReplicaSet': 'apps/v1',
  'autoscaling/v2beta1 HorizontalPodAutoscaler': 'autoscaling/v2',
  'autoscaling/v2beta2 HorizontalPodAutoscaler': 'autoscaling/v2',
  'rbac.authorization.k8s.io/v1beta1 Role': 'rbac.authorization.k8s.io/v1',
  'rbac.authorization.k8s.io/v1beta1 RoleBinding': 'rbac.authorization.k8s.io/v1',
  'rbac.authorization.k8s.io/v1beta1 ClusterRole': 'rbac.authorization.k8s.io/v1',
  'rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding': 'rbac.authorization.k8s.io/v1',
  'apiextensions.k8s.io/v1beta1 CustomResourceDefinition': 'apiextensions.k8s.io/v1',
  'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration':
    'admissionregistration.k8s.io/v1',
  'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration':
    'admissionregistration.k8s.io/v1',
  'storage.k8s.io/v1beta1 StorageClass': 'storage.k8s.io/v1',
  'storage.k8s.io/v1beta1 CSIDriver': 'storage.k8s.io/v1',
  'scheduling.k8s.io/v1beta1 PriorityClass': 'scheduling.k8s.io/v1',
  'coordination.k8s.io/v1beta1 Lease': 'coordination.k8s.io/v1',
  'discovery.k8s.io/v1beta1 EndpointSlice': 'discovery.k8s.io/v1',
  'flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema': 'flowcontrol.apiserver.k8s.io/v1',
}
