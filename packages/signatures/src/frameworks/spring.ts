import type { SignatureFamily } from '@unloop/engine/scanner'

/** Spring Boot's failure analyzers and what stands beneath them: data sources, Hibernate. */
export const spring: SignatureFamily = {
  programs: ['Spring Boot', 'Spring Cloud', 'Hibernate', 'HikariCP'],
  signatures: [
    {
      id: 'spring/placeholder-env',
      cause: 'env-missing',
      pattern: /Could not resolve placeholder '(?<env>[A-Z][A-Z0-9_]{1,80})'/,
      strength: 'fatal',
      title: '{env} is not set',
      explain:
        'A property refers to {env}, and neither the environment nor a property file has it.',
      example: `Caused by: java.lang.IllegalArgumentException: Could not resolve placeholder 'PAYMENT_KEY' in value "\${PAYMENT_KEY}"`,
      source: 'Spring PropertyPlaceholderHelper',
      from: ['a09-spring-placeholder-missing'],
    },
    {
      id: 'spring/placeholder-property',
      cause: 'env-missing',
      pattern: /Could not resolve placeholder '(?<key>(?![A-Z][A-Z0-9_]{1,80}')[^']{1,120})'/,
      strength: 'fatal',
      title: 'The property {key} is not set',
      example: `Caused by: org.springframework.util.PlaceholderResolutionException: Could not resolve placeholder 'app.jwt.secret' in value "\${app.jwt.secret}"`,
      source: 'Spring PropertyPlaceholderHelper',
    },
    {
      id: 'spring/required-properties',
      cause: 'env-missing',
      pattern:
        /(?:MissingRequiredPropertiesException: The following properties were declared as required but could not be resolved: \[(?<key>[^\]]{1,160})|required key \[(?<setting>[^\]]{1,100})\] not found)/,
      strength: 'fatal',
      title: 'A required property is not set',
      example:
        'org.springframework.core.env.MissingRequiredPropertiesException: The following properties were declared as required but could not be resolved: [DB_URL]',
      source: 'Spring core MissingRequiredPropertiesException',
    },
    {
      id: 'spring/bean-missing',
      cause: 'app-exception',
      pattern: /required a bean (?:of type|named) '(?<module>[^']{1,200})' that could not be found/,
      strength: 'fatal',
      title: 'Spring finds no bean {module}',
      example: [
        "Parameter 0 of constructor in com.acme.OrderService required a bean of type 'com.acme.PaymentClient' that could not be found.",
        "Field repo in com.acme.Web required a bean named 'entityManagerFactory' that could not be found.",
      ],
      source: 'Spring Boot NoSuchBeanDefinitionFailureAnalyzer',
      from: ['a10-spring-bean-missing'],
    },
    {
      id: 'spring/no-such-bean',
      cause: 'app-exception',
      pattern:
        /NoSuchBeanDefinitionException: No qualifying bean of type '(?<module>[^']{1,200})' available/,
      strength: 'error',
      title: 'Spring finds no bean of type {module}',
      example:
        "Caused by: org.springframework.beans.factory.NoSuchBeanDefinitionException: No qualifying bean of type 'com.acme.PaymentClient' available: expected at least 1 bean which qualifies as autowire candidate.",
      source: 'Spring beans NoSuchBeanDefinitionException',
      from: ['a10-spring-bean-missing'],
    },
    {
      id: 'spring/bean-ambiguous',
      cause: 'app-exception',
      pattern: /required a single bean, but (?<what>\d{1,3}) were found/,
      strength: 'fatal',
      title: 'Spring finds {what} beans where it needs one',
      example:
        'Parameter 0 of constructor in com.acme.Billing required a single bean, but 2 were found:',
      source: 'Spring Boot NoUniqueBeanDefinitionFailureAnalyzer',
    },
    {
      id: 'spring/bean-cycle',
      cause: 'app-exception',
      pattern:
        /(?:The dependencies of some of the beans in the application context form a cycle|BeanCurrentlyInCreationException: Error creating bean)/,
      strength: 'fatal',
      title: "Spring's beans depend on each other in a circle",
      example: 'The dependencies of some of the beans in the application context form a cycle:',
      source: 'Spring Boot BeanCurrentlyInCreationFailureAnalyzer',
    },
    {
      id: 'spring/bean-overriding',
      cause: 'app-exception',
      pattern:
        /The bean '(?<name>[^']{1,100})'(?:, defined in .{1,200},)? could not be (?:registered|injected)/,
      strength: 'fatal',
      title: 'Spring cannot use the bean {name}',
      example:
        "The bean 'dataSource', defined in class path resource [com/acme/Db.class], could not be registered. A bean with that name has already been defined in class path resource [com/acme/Db2.class] and overriding is disabled.",
      source: 'Spring Boot BeanDefinitionOverrideFailureAnalyzer',
    },
    {
      id: 'spring/port-in-use',
      cause: 'port-in-use',
      pattern: /Web server failed to start\. Port (?<port>\d{1,5}) was already in use/,
      strength: 'fatal',
      title: 'Port {port} is already in use',
      example: 'Web server failed to start. Port 8080 was already in use.',
      source: 'Spring Boot PortInUseFailureAnalyzer',
    },
    {
      id: 'spring/connector-failed',
      cause: 'port-in-use',
      pattern:
        /(?:The Tomcat connector configured to listen on port (?<port>\d{1,5}) failed to start|Connector configured to listen on port \d{1,5} failed to start)/,
      strength: 'error',
      title: 'Tomcat cannot listen on port {port}',
      example:
        'The Tomcat connector configured to listen on port 8443 failed to start. The port may already be in use or the connector may be misconfigured.',
      source: 'Spring Boot ConnectorStartFailureAnalyzer',
    },
    {
      id: 'spring/datasource-url',
      cause: 'env-missing',
      pattern:
        /Failed to configure a DataSource: (?:'(?<setting>[^']{1,40})' attribute is not specified|no embedded datasource could be configured)/,
      strength: 'fatal',
      title: 'The data source has no URL and no driver',
      explain:
        'Spring Boot finds a database starter but no spring.datasource.url: the profile or variable that sets it is not active in this container.',
      example:
        "Failed to configure a DataSource: 'url' attribute is not specified and no embedded datasource could be configured.",
      source: 'Spring Boot DataSourceBeanCreationFailureAnalyzer',
      fix: {
        title:
          'Set SPRING_DATASOURCE_URL (and user and password), or activate the profile that does',
        where: 'manifest',
        commands: ['kubectl -n {namespace} set env {workload} -c {container} --list'],
      },
    },
    {
      id: 'spring/datasource-driver',
      cause: 'env-missing',
      pattern: /Failed to determine (?:a suitable driver class|suitable jdbc url)/,
      strength: 'error',
      title: "The data source's URL is not set, so its driver cannot be told",
      example: 'Reason: Failed to determine a suitable driver class',
      source: 'Spring Boot DataSourceProperties',
    },
    {
      id: 'spring/driver-class',
      cause: 'missing-dependency',
      pattern:
        /(?:Cannot load driver class: (?<module>[\w.$]{1,120})|Failed to load driver class (?<name>[\w.$]{1,120}))/,
      strength: 'fatal',
      title: 'The JDBC driver is not on the class path',
      example:
        'Caused by: java.lang.IllegalStateException: Cannot load driver class: org.postgresql.Driver',
      source: 'Spring Boot DataSourceProperties; HikariConfig',
    },
    {
      id: 'spring/jdbc-url',
      cause: 'app-config-invalid',
      pattern:
        /(?:claims to not accept jdbcUrl|No suitable driver(?: found for)?|URL must start with 'jdbc')[,: ]? ?(?<what>.{0,120})/,
      strength: 'error',
      title: 'The JDBC URL is not right',
      example: [
        'java.lang.RuntimeException: Driver org.postgresql.Driver claims to not accept jdbcUrl, postgres://db:5432/app',
        'java.sql.SQLException: No suitable driver found for postgres://db:5432/app',
        "Reason: URL must start with 'jdbc'",
      ],
      source: 'HikariCP DriverDataSource; OpenJDK java.sql.DriverManager',
    },
    {
      id: 'spring/bind-properties',
      cause: 'app-config-invalid',
      pattern:
        /(?:Failed to bind properties under '(?<setting>[^']{1,120})'|Binding to target .{1,200} failed|Error binding property|ConfigurationPropertiesBindException)/,
      strength: 'error',
      title: 'A property has a value that Spring cannot bind',
      example: [
        "Failed to bind properties under 'server.port' to java.lang.Integer:",
        'Binding to target org.springframework.boot.context.properties.bind.BindException: Failed to bind properties failed:',
      ],
      source: 'Spring Boot BindFailureAnalyzer',
    },
    {
      id: 'spring/property-empty',
      cause: 'env-missing',
      pattern: /Reason: must not be (?<what>null|blank|empty)/,
      strength: 'fatal',
      title: 'A required property is {what}',
      example: '    Reason: must not be blank',
      source: 'Spring Boot BindValidationFailureAnalyzer',
    },
    {
      id: 'spring/config-data-missing',
      cause: 'config-file-missing',
      pattern:
        /Config data (?:resource|location) '(?<file>[^']{1,300})'(?: via location '[^']{1,300}')? (?:does not exist|cannot be found)/,
      strength: 'fatal',
      title: 'The configuration {file} does not exist',
      example: [
        "Config data location 'file:/config/' cannot be found",
        "Config data resource 'file [/etc/app/application.yml]' via location 'file:/etc/app/application.yml' does not exist",
      ],
      source: 'Spring Boot ConfigDataNotFoundFailureAnalyzer',
    },
    {
      id: 'spring/config-server',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Could not locate PropertySource and the (?:resource|fail fast property) is (?:not optional|set),? ?failing|ConfigClientFailFastException|Could not locate PropertySource: I\/O error on GET request for "?(?<host>[^"\s]{1,120}))/,
      strength: 'error',
      title: 'The Spring Cloud config server cannot be reached',
      example: [
        'java.lang.IllegalStateException: Could not locate PropertySource and the fail fast property is set, failing',
        'org.springframework.cloud.config.client.ConfigClientFailFastException: Could not locate PropertySource and the resource is not optional, failing',
      ],
      source: 'Spring Cloud Config client',
    },
    {
      id: 'spring/config-import',
      cause: 'app-config-invalid',
      pattern: /No spring\.config\.import property has been defined/,
      strength: 'fatal',
      title: 'Spring Cloud demands a spring.config.import property',
      example: 'No spring.config.import property has been defined',
      source: 'Spring Cloud ConfigServerConfigDataMissingEnvironmentPostProcessor',
    },
    {
      id: 'spring/yaml-invalid',
      cause: 'app-config-invalid',
      pattern:
        /org\.yaml\.snakeyaml\.(?:scanner|parser|constructor|reader|error)\.\w{1,40}: (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'A YAML file of the application is not valid: {what}',
      example:
        "org.yaml.snakeyaml.scanner.ScannerException: while scanning for the next token found character '\\t(TAB)' that cannot start any token",
      source: 'SnakeYAML',
    },
    {
      id: 'spring/inactive-profile-property',
      cause: 'app-config-invalid',
      pattern:
        /(?:InactiveConfigDataAccessException|InvalidConfigDataPropertyException|Property '(?<setting>[^']{1,100})' imported from location .{1,200} is invalid)/,
      strength: 'fatal',
      title: "Spring's configuration files are not right",
      example:
        "org.springframework.boot.context.config.InvalidConfigDataPropertyException: Property 'spring.profiles.active' imported from location 'class path resource [application-prod.yml]' is invalid in a profile specific resource",
      source: 'Spring Boot config data',
    },
    {
      id: 'spring/method-missing',
      cause: 'missing-dependency',
      pattern: /An attempt was made to call a method that does not exist/,
      strength: 'fatal',
      title: 'Libraries of versions that do not fit each other are in the image',
      example:
        'An attempt was made to call a method that does not exist. The attempt was made from the following location:',
      source: 'Spring Boot NoSuchMethodFailureAnalyzer',
    },
    {
      id: 'spring/startup-failed',
      cause: 'app-exception',
      pattern:
        /(?:APPLICATION FAILED TO START|Application run failed|Unable to start (?:embedded )?web server|UnsatisfiedDependencyException: |BeanCreationException: Error creating bean with name '(?<name>[^']{1,100})')/,
      strength: 'hint',
      title: 'Spring Boot could not start the application',
      example: [
        'APPLICATION FAILED TO START',
        'ERROR 1 --- [main] o.s.boot.SpringApplication : Application run failed',
        "org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'dataSource'",
      ],
      source: 'Spring Boot SpringApplication',
      from: ['a10-spring-bean-missing'],
    },
    {
      id: 'hibernate/schema-validation',
      cause: 'schema-migration-failed',
      pattern:
        /Schema-validation: (?<what>missing (?:table|column|sequence) \[[^\]]{1,120}\].{0,60}|wrong column type encountered.{1,120})/,
      strength: 'fatal',
      title: 'The database schema is not the one that the program expects: {what}',
      example: [
        'org.hibernate.tool.schema.spi.SchemaManagementException: Schema-validation: missing table [orders]',
        'Schema-validation: missing column [tenant_id] in table [users]',
      ],
      source: 'Hibernate AbstractSchemaValidator',
    },
    {
      id: 'hibernate/no-dialect',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Unable to determine Dialect without JDBC metadata|Access to DialectResolutionInfo cannot be null when 'hibernate\.dialect' not set|Unable to build Hibernate SessionFactory)/,
      strength: 'hint',
      title: 'Hibernate got no connection to the database',
      example: [
        "org.hibernate.HibernateException: Access to DialectResolutionInfo cannot be null when 'hibernate.dialect' not set",
        "org.hibernate.HibernateException: Unable to determine Dialect without JDBC metadata (please set 'jakarta.persistence.jdbc.url' for common cases or 'hibernate.dialect' when a custom Dialect implementation must be provided)",
      ],
      source: 'Hibernate DialectFactoryImpl',
    },
    {
      id: 'hikari/pool-initialization',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Exception during pool initialization|Connection is not available, request timed out after (?<what>\d{1,8})ms|Failed to initialize pool: )/,
      strength: 'hint',
      title: 'The connection pool got no connection to the database',
      example: [
        'com.zaxxer.hikari.pool.HikariPool : HikariPool-1 - Exception during pool initialization.',
        'java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms.',
      ],
      source: 'HikariCP HikariPool',
    },
    {
      id: 'spring/value-not-converted',
      cause: 'app-config-invalid',
      pattern:
        /Reason: (?:org\.springframework\.core\.convert\.\w{1,60}: )?(?:[Ff]ailed to convert|No converter found capable of converting) (?:from type )?\[?java\.lang\.String\]? to (?:type )?\[?(?<what>[\w.@ $]{1,120})/,
      strength: 'fatal',
      title: 'A setting cannot be read as {what}',
      example:
        "Reason: failed to convert java.lang.String to java.time.Duration (caused by java.lang.IllegalArgumentException: '10sec' is not a valid duration)",
      source: 'Spring Boot BindFailureAnalyzer',
    },
    {
      id: 'spring/validation-reason',
      cause: 'app-config-invalid',
      pattern:
        /^\s{2,8}Reason: (?<what>(?:must (?:not|be|match)|size must|numeric value out|may not be|not a well-formed|length must) ?.{1,100})/,
      strength: 'fatal',
      title: 'A setting breaks its rule: {what}',
      example: '    Reason: must not be blank',
      source: 'Spring Boot BindValidationFailureAnalyzer',
    },
  ],
}
