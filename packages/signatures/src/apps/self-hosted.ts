import type { SignatureFamily } from '@unloop/engine/scanner'

/** Applications that many clusters run from charts. */
export const identity: SignatureFamily = {
  programs: ['Keycloak', 'WildFly', 'OpenLDAP', 'LDAP clients', 'SMTP clients'],
  signatures: [
    {
      id: 'keycloak/hostname',
      cause: 'app-config-invalid',
      pattern:
        /(?:Strict hostname resolution configured but no hostname (?:setting )?provided|hostname is not configured; either configure hostname)/,
      strength: 'fatal',
      title: 'Keycloak has no hostname set, which production mode needs',
      example:
        'ERROR: hostname is not configured; either configure hostname, or set hostname-strict to false',
      source: 'keycloak quarkus/runtime HostnameV2 / DefaultHostnameProvider',
      fix: { title: 'Set KC_HOSTNAME, or KC_HOSTNAME_STRICT=false', where: 'config', risk: 'low' },
    },
    {
      id: 'keycloak/key-material',
      cause: 'tls-cert',
      pattern: /Key material not provided to setup HTTPS/,
      strength: 'fatal',
      title: 'Keycloak has no certificate for HTTPS, which production mode needs',
      example:
        'ERROR: Key material not provided to setup HTTPS. Please configure your keys/certificates or start the server in development mode.',
      source: 'keycloak quarkus/runtime Messages.java',
      fix: {
        title:
          'Set KC_HTTPS_CERTIFICATE_FILE and _KEY_FILE, or KC_HTTP_ENABLED=true behind a proxy',
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'keycloak/unknown-option',
      cause: 'app-config-invalid',
      pattern:
        /^Unknown option: '(?<flag>[^']+)'|Invalid value for option '(?<setting>[^']+)': (?<what>.{1,120})|Disabled option: '(?<key>[^']+)'/,
      strength: 'fatal',
      title: 'Keycloak does not take the option {flag}',
      example: [
        "Unknown option: '--proxyy'",
        "Invalid value for option 'KC_DB': postgresql. Expected values are: dev-file, dev-mem, mariadb, mssql, mysql, oracle, postgres",
      ],
      source: 'keycloak quarkus/runtime cli/Picocli.java',
    },
    {
      id: 'keycloak/start-failed',
      cause: 'app-exception',
      pattern: /Failed to start server in \((?:production|development)\) mode/,
      strength: 'hint',
      title: 'Keycloak did not start; the lines after say why',
      example:
        'ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Failed to start server in (production) mode',
      source: 'keycloak quarkus/runtime',
    },
    {
      id: 'keycloak/database',
      cause: 'dependency-unreachable',
      pattern:
        /Failed to obtain JDBC connection|Unable to obtain JDBC connection|Acquisition timeout while waiting for new connection/,
      strength: 'error',
      title: 'The server gets no connection to its database',
      example: 'ERROR: Failed to obtain JDBC connection',
      source: 'keycloak; agroal',
    },
    {
      id: 'keycloak/user-already-added',
      cause: 'volume-data-incompatible',
      pattern: /User with username '(?<user>[^']+)' already added to '(?<file>[^']+)'/,
      strength: 'error',
      title: 'The start script adds the user {user} a second time',
      example:
        "User with username 'admin' already added to '/opt/jboss/keycloak/standalone/configuration/keycloak-add-user.json'",
      source: 'keycloak wildfly/adduser',
    },
    {
      id: 'wildfly/configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:OPVDX001: Validation error in (?<file>\S+)|WFLYCTL0013: Operation \("(?<what>[^"]+)"\) failed|WFLYSRV0055: Caught exception during boot|WFLYCTL0085: Failed to parse configuration)/,
      strength: 'error',
      title: 'WildFly rejects its configuration {file}',
      example: [
        '|| OPVDX001: Validation error in standalone.xml --------------------------------',
        'ERROR [org.jboss.as.server] (Controller Boot Thread) WFLYSRV0055: Caught exception during boot: org.jboss.as.controller.persistence.ConfigurationPersistenceException: WFLYCTL0085: Failed to parse configuration',
      ],
      source: 'wildfly/wildfly-core controller',
    },
    {
      id: 'ldap-client/credentials',
      cause: 'dependency-auth-failed',
      pattern:
        /LDAP: error code 49|LDAP Result Code 49|ldap_bind: Invalid credentials \(49\)|LDAPInvalidCredentialsResult|INVALID_CREDENTIALS: \{|AcceptSecurityContext error, data (?<what>\w+)/,
      strength: 'fatal',
      title: 'The LDAP server rejects the bind credentials',
      example: [
        'javax.naming.AuthenticationException: [LDAP: error code 49 - Invalid Credentials]',
        'LDAP Result Code 49 "Invalid Credentials": 80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 52e, v2580',
      ],
      source: 'RFC 4511 resultCode 49; go-ldap, JNDI, python-ldap',
    },
    {
      id: 'ldap-client/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /Can't contact LDAP server|LDAP Result Code 200 "Network Error"|LDAPSocketOpenError|ldap_sasl_bind\(SIMPLE\): Can't contact/,
      strength: 'error',
      title: 'The LDAP server cannot be reached',
      example: [
        "ldap.SERVER_DOWN: {'result': -1, 'desc': \"Can't contact LDAP server\"}",
        'LDAP Result Code 200 "Network Error": dial tcp 10.96.3.7:389: connect: connection refused',
      ],
      source: 'openldap libldap; go-ldap',
    },
    {
      id: 'openldap/server',
      cause: 'volume-data-incompatible',
      pattern:
        /slapd\S*.{0,60}(?:mdb_(?:env_)?open|mdb_db_open: database .{1,80}cannot be opened|backend_startup_one.{0,60}bi_db_open failed)/,
      strength: 'error',
      title: 'slapd cannot open its database',
      example:
        '673f1a slapd[1]: mdb_db_open: database "dc=example,dc=org" cannot be opened: Permission denied (13). Restore from backup!',
      source: 'openldap servers/slapd/back-mdb/init.c',
    },
    {
      id: 'openldap/configuration',
      cause: 'app-config-invalid',
      pattern:
        /slaptest: bad configuration|(?<file>\/[\w./-]{1,120}): line (?<line>\d+): (?:unknown directive <(?<setting>[^>]{1,80})>|<\w{1,60}> handler exited)/,
      strength: 'fatal',
      title: 'slapd rejects its configuration',
      example:
        '/etc/openldap/slapd.conf: line 12: unknown directive <databse> outside backend info and database definitions.',
      source: 'openldap servers/slapd/config.c',
    },
    {
      id: 'smtp-client/credentials',
      cause: 'dependency-auth-failed',
      pattern:
        /535[ -]5\.7\.\d+ |SMTPAuthenticationError|Username and Password not accepted|535 .{0,30}(?:authentication failed|Authentication credentials invalid|Incorrect authentication)/,
      strength: 'error',
      title: 'The mail server rejects the credentials',
      example: [
        "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed: UGFzc3dvcmQ6')",
        'Error: Invalid login: 535-5.7.8 Username and Password not accepted. For more information, go to',
      ],
      source: 'RFC 4954 reply 535',
    },
  ],
}

export const collaboration: SignatureFamily = {
  programs: [
    'GitLab',
    'Gitea',
    'Nextcloud',
    'WordPress',
    'Jenkins',
    'SonarQube',
    'Nexus',
    'Harbor',
    'Kong',
  ],
  signatures: [
    {
      id: 'gitlab/dependencies',
      cause: 'dependency-unreachable',
      pattern: /Not all services were operational, with data migrations completed/,
      strength: 'fatal',
      title: 'GitLab waited in vain for its services, or for its migrations job',
      example: 'WARNING: Not all services were operational, with data migrations completed.',
      source: 'gitlab-org/build/CNG scripts/wait-for-deps',
    },
    {
      id: 'gitlab/upgrade-path',
      cause: 'schema-migration-failed',
      pattern:
        /It is required to upgrade to the latest (?<want>[\w.]+) version first before proceeding/,
      strength: 'fatal',
      title: 'GitLab must pass through {want} first',
      example: 'It is required to upgrade to the latest 16.11.x version first before proceeding.',
      source: 'gitlab omnibus / CNG upgrade check',
    },
    {
      id: 'gitea/database',
      cause: 'dependency-unreachable',
      pattern:
        /ORM engine initialization failed: (?<what>.{0,160})|Failed to initialize ORM engine: (?<why>.{0,160})|ORM engine initialization attempt #\d+\/\d+ failed/,
      strength: 'error',
      title: 'Gitea cannot use its database: {what}',
      example:
        '2026/11/21 00:45:49 routers/common/db.go:36:InitDBEngine() [E] ORM engine initialization attempt #10/10 failed. Error: dial tcp 10.96.3.7:5432: connect: connection refused',
      source: 'go-gitea/gitea routers/common/db.go',
    },
    {
      id: 'gitea/newer-database',
      cause: 'schema-migration-failed',
      pattern: /Your database \(migration version: (?<have>\d+)\) is for a newer (?:Gitea|Forgejo)/,
      strength: 'fatal',
      title: 'The database is of a newer Gitea than this one',
      example:
        'Your database (migration version: 299) is for a newer Gitea, you can not use the newer database for this old Gitea release (280).',
      source: 'go-gitea/gitea models/migrations/migrations.go',
    },
    {
      id: 'gitea/run-as-root',
      cause: 'security-context',
      pattern: /(?:Gitea|Forgejo|Gogs) is not supposed to be run as root/,
      strength: 'fatal',
      title: 'Gitea refuses to run as root',
      example:
        '[F] Gitea is not supposed to be run as root. Sorry. If you need to use privileged TCP ports please instead use setcap and the `cap_net_bind_service` permission',
      source: 'go-gitea/gitea modules/setting/setting.go',
    },
    {
      id: 'nextcloud/downgrade',
      cause: 'volume-data-incompatible',
      pattern:
        /Can't start Nextcloud because (?:the version of the data \((?<have>[\d.]+)\) is higher than the docker image version \((?<want>[\d.]+)\)|upgrading from (?<old>[\d.]+) to (?<new>[\d.]+) is not supported)/,
      strength: 'fatal',
      title: 'The Nextcloud data and the image are of versions that do not follow each other',
      example: [
        "Can't start Nextcloud because the version of the data (27.0.2.1) is higher than the docker image version (26.0.5.1) and downgrading is not supported. Are you sure you have pulled the newest image version?",
        "Can't start Nextcloud because upgrading from 25.0.1.1 to 27.0.0.8 is not supported.",
      ],
      source: 'nextcloud/docker docker-entrypoint.sh',
      fix: {
        title: 'Go up one major version at a time, and never down',
        where: 'image',
        risk: 'medium',
      },
    },
    {
      id: 'wordpress/database-connection',
      cause: 'dependency-unreachable',
      pattern: /Error establishing a database connection|MySQL Connection Error: \((?<what>\d+)\)/,
      strength: 'error',
      title: 'WordPress has no connection to its database',
      example: [
        'MySQL Connection Error: (2002) Connection refused',
        'Error: Error establishing a database connection.',
      ],
      source: 'WordPress wp-includes/class-wpdb.php; docker-library/wordpress',
    },
    {
      id: 'jenkins/home-not-writable',
      cause: 'permission-denied-fs',
      pattern:
        /Can not write to (?<file>\S+)\. Wrong volume permissions\?|cannot touch '(?<path>[^']*jenkins_home[^']*)': Permission denied/,
      strength: 'fatal',
      title: 'Jenkins may not write its home {file}',
      example: [
        'Can not write to /var/jenkins_home/copy_reference_file.log. Wrong volume permissions?',
        "touch: cannot touch '/var/jenkins_home/copy_reference_file.log': Permission denied",
      ],
      source: 'jenkinsci/docker jenkins-support',
      fix: {
        title: 'Set fsGroup 1000 in the pod security context',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'jenkins/configuration-as-code',
      cause: 'app-config-invalid',
      pattern: /(?:casc\.(?:ConfiguratorException|UnknownAttributesException)): ?(?<what>.{1,200})/,
      strength: 'fatal',
      title: 'Jenkins rejects its configuration as code: {what}',
      example:
        'io.jenkins.plugins.casc.UnknownAttributesException: securityRealm: Invalid configuration elements for type: class jenkins.model.GlobalConfigurationCategory$Security : locall.',
      source: 'jenkinsci/configuration-as-code-plugin',
    },
    {
      id: 'jenkins/plugin',
      cause: 'missing-dependency',
      pattern:
        /Failed to load: (?<module>[^(]{1,80}) \([\w-]{1,60} [\d.]|Some plugins failed to download|(?:requires a greater version of Jenkins|Jenkins \([\d.]{1,20}\) or higher required)/,
      strength: 'error',
      title: 'Jenkins cannot load the plugin {module}',
      example: [
        'SEVERE jenkins.InitReactorRunner$1#onTaskFailed: Failed Loading plugin: Failed to load: Git plugin (git 5.2.1)',
        'Some plugins failed to download!',
      ],
      source: 'jenkins core PluginWrapper.java; plugin-installation-manager-tool',
    },
    {
      id: 'jenkins/plugin-prerequisites',
      cause: 'app-config-invalid',
      pattern:
        /Multiple plugin prerequisites not met|but there is an older version defined on the top level - (?<name>\S{1,80})/,
      strength: 'error',
      title: 'The list of plugins contradicts itself: one needs a newer version of another',
      example: [
        'Multiple plugin prerequisites not met:',
        'Plugin git:4.10.2 (via credentials:1087.v16065d268466) depends on configuration-as-code:1414.v878271fc496f, but there is an older version defined on the top level - configuration-as-code:1.55.1',
      ],
      source: 'jenkinsci/plugin-installation-manager-tool PluginManager.java',
    },
    {
      id: 'jenkins/java-version',
      cause: 'image-bad',
      pattern:
        /Running with Java (?<have>\d+) .{0,80}which is older than the minimum required version \(Java (?<want>\d+)\)/,
      strength: 'fatal',
      title: 'This Jenkins needs Java {want}, the image has {have}',
      example:
        'Running with Java 11 from /opt/java/openjdk, which is older than the minimum required version (Java 17).',
      source: 'jenkins war/src/main/java/executable/Main.java',
    },
    {
      id: 'sonarqube/database-version',
      cause: 'schema-migration-failed',
      pattern:
        /Database was upgraded to a more recent version of SonarQube|The version of SonarQube you are trying to upgrade from is too old|Current version is too old\. Please upgrade to Long/,
      strength: 'fatal',
      title: 'The database of SonarQube is of a version that this one cannot take over',
      example:
        'Database was upgraded to a more recent version of SonarQube. A backup must probably be restored or the DB settings are incorrect.',
      source: 'SonarSource/sonarqube DatabaseServerCompatibility.java',
    },
    {
      id: 'sonarqube/database-connect',
      cause: 'dependency-unreachable',
      pattern: /Can not connect to database\. Please check connectivity and settings/,
      strength: 'fatal',
      title: 'SonarQube cannot connect to its database',
      example:
        "java.lang.IllegalStateException: Can not connect to database. Please check connectivity and settings (see the properties prefixed by 'sonar.jdbc.').",
      source: 'SonarSource/sonarqube DefaultDatabase.java',
    },
    {
      id: 'nexus/data-directory',
      cause: 'permission-denied-fs',
      pattern:
        /Unable to update instance pid: Unable to create directory (?<file>\S{1,200})|(?<path>(?:nexus-data|sonatype-work)[\w./-]{0,120})['’:]? ?:? ?(?:Permission denied|\(Permission denied\))/,
      strength: 'fatal',
      title: 'Nexus may not write its data directory {file}',
      example: [
        'Unable to update instance pid: Unable to create directory /nexus-data/instances',
        "mkdir: cannot create directory '../sonatype-work/nexus3/log': Permission denied",
      ],
      source: 'sonatype/docker-nexus3; apache/karaf',
      fix: { title: 'Set fsGroup 200 in the pod security context', where: 'manifest', risk: 'low' },
    },
    {
      id: 'nexus/database-locked',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:OStorageException|OLockException).{0,160}(?:locked by another|Cannot open (?:local )?storage)|Cannot open local storage '(?<file>[^']+)'|File '(?<path>[^']*\/db\/[^']+)' is locked by another process/,
      strength: 'fatal',
      title: 'The OrientDB files of Nexus are locked or damaged',
      example:
        "com.orientechnologies.orient.core.exception.OStorageException: Cannot open local storage '/nexus-data/db/config' with mode=rw",
      source: 'orientechnologies/orientdb OLocalPaginatedStorage.java',
    },
    {
      id: 'harbor/dependency',
      cause: 'dependency-unreachable',
      pattern:
        /\[(?:FATAL|ERROR)\] \[\/(?:core|jobservice|registryctl|lib|common|pkg)\/\S+\](?:\[[^\]]*\])?:? ?(?:[Ff]ailed to (?:initialize (?:the )?(?:database|cache|redis|API)|connect|ping|register|load and run))(?<what>.{0,160})/,
      strength: 'error',
      title: 'Harbor cannot use one of its services',
      example:
        '2026-11-21T00:45:49Z [FATAL] [/core/main.go:184]: failed to initialize database: register db Ping `default`, dial tcp 10.96.3.7:5432: connect: connection refused',
      source: 'goharbor/harbor src/core/main.go',
    },
    {
      id: 'kong/database-connect',
      cause: 'dependency-unreachable',
      pattern:
        /\[PostgreSQL error\] failed to retrieve PostgreSQL server_version_num: (?!.{0,80}(?:password authentication|does not exist))(?<what>.{1,120})/,
      strength: 'fatal',
      title: 'Kong cannot reach its database: {what}',
      example:
        'Error: [PostgreSQL error] failed to retrieve PostgreSQL server_version_num: connection refused',
      source: 'Kong/kong kong/db/strategies/postgres/connector.lua',
    },
    {
      id: 'kong/declarative-configuration',
      cause: 'app-config-invalid',
      pattern:
        /(?:error parsing declarative config file|failed parsing declarative configuration)(?: (?<file>\S+):)?(?<what>.{0,200})/,
      strength: 'fatal',
      title: 'Kong rejects its declarative configuration {file}',
      example:
        'nginx: [error] init_by_lua error: /usr/local/share/lua/5.1/kong/init.lua:712: error parsing declarative config file /kong/declarative/kong.yml:',
      source: 'Kong/kong kong/init.lua',
    },
    {
      id: 'kong/plugin-missing',
      cause: 'missing-dependency',
      pattern:
        /\b(?<module>[\w-]{1,60}) plugin is (?:in use but not enabled|enabled but not installed)/,
      strength: 'fatal',
      title: 'The Kong plugin {module} is not installed or not enabled',
      example:
        'nginx: [error] init_by_lua error: /usr/local/share/lua/5.1/kong/init.lua:515: jwt2header plugin is enabled but not installed;',
      source: 'Kong/kong kong/db/dao/plugins.lua',
    },
  ],
}

export const data: SignatureFamily = {
  programs: ['Airflow', 'Superset', 'Metabase', 'Temporal', 'MinIO'],
  signatures: [
    {
      id: 'airflow/migrations',
      cause: 'schema-migration-failed',
      pattern:
        /There are still unapplied migrations after \d+ seconds|You need to (?:initialize|upgrade) the database\. Please run `?airflow db|Please run `?airflow db (?:init|upgrade|migrate)/,
      strength: 'fatal',
      title: 'The Airflow database is not migrated',
      example: [
        "TimeoutError: There are still unapplied migrations after 60 seconds. Migration Head(s) in DB: set() | Migration Head(s) in Source Code: {'686269002441'}",
        'ERROR: You need to upgrade the database. Please run `airflow db upgrade`. Make sure the command is run using Airflow version 2.7.3.',
      ],
      source: 'apache/airflow airflow/utils/db.py',
    },
    {
      id: 'airflow/dependency-wait',
      cause: 'dependency-unreachable',
      pattern: /ERROR! Maximum number of retries \(\d+\) reached\./,
      strength: 'fatal',
      title: 'The Airflow entrypoint gave up waiting for its database or broker',
      example: 'ERROR! Maximum number of retries (20) reached.',
      source: 'apache/airflow scripts/docker/entrypoint_prod.sh',
    },
    {
      id: 'airflow/configuration',
      cause: 'app-config-invalid',
      pattern:
        /AirflowConfigException: (?:error: )?(?<what>.{1,200})|Could not create Fernet object: (?<why>.{1,120})/,
      strength: 'fatal',
      title: 'Airflow rejects its configuration: {what}',
      example: [
        'airflow.exceptions.AirflowConfigException: error: cannot use SQLite with the LocalExecutor',
        'airflow.exceptions.AirflowException: Could not create Fernet object: Fernet key must be 32 url-safe base64-encoded bytes.',
      ],
      source: 'apache/airflow airflow/configuration.py, models/crypto.py',
    },
    {
      id: 'airflow/stale-pid',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:The webserver is already running under PID|Already running on PID) (?<what>\d+)(?: \(or pid file '(?<file>[^']+)' is stale\))?/,
      strength: 'fatal',
      title: 'A stale pid file {file} makes the web server believe that it is running',
      example:
        "Error: Already running on PID 25 (or pid file '/opt/airflow/airflow-webserver.pid' is stale)",
      source: 'benoitc/gunicorn gunicorn/pidfile.py',
    },
    {
      id: 'superset/secret-key',
      cause: 'env-missing',
      pattern: /Refusing to start due to insecure SECRET_KEY|A Default SECRET_KEY was detected/,
      strength: 'fatal',
      title: 'Superset has no SECRET_KEY of its own',
      example: [
        'Refusing to start due to insecure SECRET_KEY',
        'A Default SECRET_KEY was detected, please use superset_config.py to override it.',
      ],
      source: 'apache/superset superset/initialization/__init__.py',
      fix: { title: 'Set SUPERSET_SECRET_KEY from a Secret', where: 'manifest', risk: 'low' },
    },
    {
      id: 'metabase/database-connect',
      cause: 'dependency-unreachable',
      pattern: /Unable to connect to Metabase (?<what>\w+) DB/,
      strength: 'fatal',
      title: 'Metabase cannot connect to its {what} database',
      example: 'clojure.lang.ExceptionInfo: Unable to connect to Metabase postgres DB.',
      source: 'metabase metabase.db.setup',
    },
    {
      id: 'metabase/migration-lock',
      cause: 'schema-migration-failed',
      pattern:
        /Database has migration lock; cannot run migrations|migrate release-locks|ERROR: Downgrade detected/,
      strength: 'fatal',
      title: 'The Metabase database is locked by a migration, or of a newer version',
      example: [
        'Database has migration lock; cannot run migrations. You can force-release these locks by running `java -jar metabase.jar migrate release-locks`.',
        'ERROR: Downgrade detected.',
      ],
      source: 'metabase metabase.db.liquibase',
    },
    {
      id: 'h2/file-locked',
      cause: 'volume-data-incompatible',
      pattern:
        /Database may be already in use: "?(?<file>[^"]+)"?\. Possible solutions|The file is locked: (?:nio:)?(?<path>\S+\.mv\.db)/,
      strength: 'fatal',
      title: 'Another process holds the H2 file {file}',
      example:
        'org.h2.jdbc.JdbcSQLNonTransientConnectionException: Database may be already in use: "/metabase.db/metabase.db.mv.db". Possible solutions: close all other connection(s); use the server mode [90020-197]',
      source: 'h2database org/h2/res/_messages_en.prop 90020',
    },
    {
      id: 'temporal/schema-version',
      cause: 'schema-migration-failed',
      pattern: /schema version compatibility check failed: (?<what>.{1,200})/,
      strength: 'fatal',
      title: 'The Temporal schema is not of the version that the server wants: {what}',
      example:
        'Unable to start server. Error: sql schema version compatibility check failed: version mismatch for keyspace/database: "temporal". Expected version: 1.11 cannot be greater than Actual version: 1.9',
      source: 'temporalio/temporal temporal/server_impl.go',
    },
    {
      id: 'temporal/start',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Unable to start server\. Error: |sql: no usable database connection found|unable to (?:create|initialize) (?:system namespace|persistence)).{0,160}(?:connection refused|no usable database connection|no such host|timeout|unable to dial)/,
      strength: 'error',
      title: 'Temporal cannot reach its database',
      example:
        'Unable to start server. Error: could not build arguments for function: sql: no usable database connection found',
      source: 'temporalio/temporal temporal/fx.go',
    },
    {
      id: 'minio/backend-denied',
      cause: 'permission-denied-fs',
      pattern:
        /Unable to (?:initialize backend|write to the backend|use the drive \S+).{0,40}: ?.{0,80}(?:file access denied|permission denied|drive access denied)|Unable to write to the backend/,
      strength: 'fatal',
      title: 'MinIO may not write its drive',
      example:
        'ERROR Unable to initialize backend: Unable to write to the backend: file access denied',
      source: 'minio cmd/config-errors.go',
    },
    {
      id: 'minio/backend',
      cause: 'volume-data-incompatible',
      pattern:
        /Unable to (?:initialize backend|use the drive \S+): (?!.{0,120}denied)(?<what>.{1,160})|Unsupported backend format \[(?<name>\w+)\] detected|[Dd]rive is part of root drive/,
      strength: 'fatal',
      title: 'MinIO does not take its drive: {what}',
      example: [
        'ERROR Unable to initialize backend: Unsupported backend format [fs] detected on /data, please migrate to a supported version',
        'ERROR Unable to use the drive /data: drive not found',
      ],
      source: 'minio cmd/server-main.go, cmd/config-errors.go',
    },
    {
      id: 'minio/credentials-invalid',
      cause: 'app-config-invalid',
      pattern:
        /Unable to validate credentials inherited from the shell environment|(?:Access key|MINIO_ROOT_USER|Secret key|MINIO_ROOT_PASSWORD) length should be at least|Invalid credentials.{0,60}(?:MINIO_|provide|access key)/,
      strength: 'fatal',
      title: 'MINIO_ROOT_USER or MINIO_ROOT_PASSWORD is too short or not valid',
      example: [
        'ERROR Unable to validate credentials inherited from the shell environment: Invalid credentials',
        'MINIO_ROOT_USER length should be at least 3, and MINIO_ROOT_PASSWORD length at least 8 characters',
      ],
      source: 'minio cmd/common-main.go, internal/config/errors.go',
    },
    {
      id: 's3-client/bucket-missing',
      cause: 'app-config-invalid',
      pattern:
        /NoSuchBucket: (?:The specified bucket does not exist)?|The specified bucket does not exist/,
      strength: 'error',
      title: 'The bucket does not exist',
      example: [
        'NoSuchBucket: The specified bucket does not exist status code: 404, request id: 17AB',
        'botocore.errorfactory.NoSuchBucket: An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist',
      ],
      source: 'Amazon S3 API error responses',
    },
    {
      id: 's3-client/keys-rejected',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:SignatureDoesNotMatch|InvalidAccessKeyId)\b|The (?:Access Key Id you provided does not exist|request signature we calculated does not match)/,
      strength: 'error',
      title: 'The object store rejects the access key',
      example: [
        'InvalidAccessKeyId: The Access Key Id you provided does not exist in our records.',
        'SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      ],
      source: 'Amazon S3 API error responses',
    },
  ],
}
