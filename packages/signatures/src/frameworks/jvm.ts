import type { SignatureFamily } from '@unloop/engine/scanner'

/** JVM frameworks and servers other than Spring. */
export const jvmFrameworks: SignatureFamily = {
  programs: [
    'Quarkus',
    'Micronaut',
    'Dropwizard',
    'Tomcat',
    'Jetty',
    'WildFly',
    'Play',
    'Akka',
    'Ktor',
    'Typesafe Config',
    'Helidon',
  ],
  signatures: [
    {
      id: 'quarkus/config-required',
      cause: 'env-missing',
      pattern:
        /The config property (?<key>[\w."-]{1,150}) is (?:required|defined as the empty String)/,
      strength: 'fatal',
      title: 'The property {key} is not set',
      example: [
        'java.util.NoSuchElementException: SRCFG00014: The config property payment.api-key is required but it could not be found in any config source',
        'SRCFG00040: The config property quarkus.oidc.client-id is defined as the empty String ("") which the following Converter considered to be null: io.smallrye.config.Converters',
      ],
      source: 'SmallRye Config ConfigMessages',
    },
    {
      id: 'quarkus/config-expand',
      cause: 'env-missing',
      pattern: /Could not expand value (?<env>[\w.]{1,100}) in property (?<key>[\w."-]{1,120})/,
      strength: 'fatal',
      title: '{env}, which the property {key} refers to, is not set',
      example:
        'java.util.NoSuchElementException: SRCFG00011: Could not expand value DB_PASSWORD in property quarkus.datasource.password',
      source: 'SmallRye Config ConfigMessages',
    },
    {
      id: 'quarkus/config-invalid',
      cause: 'app-config-invalid',
      pattern: /SRCFG000(?:29|39|49|50): (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'A property has a value that is not accepted: {what}',
      example:
        'java.lang.IllegalArgumentException: SRCFG00039: The config property quarkus.http.port with the config value "tcp://10.0.0.1:80" threw an Exception whilst being converted',
      source: 'SmallRye Config ConfigMessages',
    },
    {
      id: 'quarkus/port-in-use',
      cause: 'port-in-use',
      pattern:
        /(?:Port\(s\) already bound: (?<port>\d{1,5})|Port (?<name>\d{1,5}) seems to be in use by another process)/,
      strength: 'fatal',
      title: "The server's port is already in use",
      example: [
        'io.quarkus.runtime.QuarkusBindException: Port(s) already bound: 8080: Address already in use',
        'Port 8080 seems to be in use by another process. Quarkus may already be running or the port is used by another application.',
      ],
      source: 'Quarkus ApplicationLifecycleManager',
    },
    {
      id: 'quarkus/datasource',
      cause: 'env-missing',
      pattern:
        /(?:Datasource '?(?<name>[^' ]{1,60})'? (?:is not configured|was deactivated)|configured datasource <?[\w-]{1,60}>? not found)/,
      strength: 'fatal',
      title: 'The data source is not configured',
      example:
        'Model classes are defined for the default persistence unit <default> but configured datasource <default> not found: the default EntityManagerFactory will not be created.',
      source: 'Quarkus Hibernate ORM extension',
    },
    {
      id: 'micronaut/placeholder',
      cause: 'env-missing',
      pattern: /Could not resolve (?:expected )?placeholder \$?\{(?<env>[\w.-]{1,100})/,
      strength: 'fatal',
      title: '{env} is not set',
      example:
        'io.micronaut.context.exceptions.ConfigurationException: Could not resolve placeholder ${JWT_SECRET}',
      source: 'Micronaut DefaultPropertyPlaceholderResolver',
    },
    {
      id: 'micronaut/startup',
      cause: 'app-exception',
      pattern: /Error starting Micronaut server: (?<what>.{1,160})/,
      strength: 'hint',
      title: 'Micronaut could not start: {what}',
      example:
        'ERROR i.m.runtime.Micronaut - Error starting Micronaut server: Error instantiating bean of type [com.acme.Db]',
      source: 'Micronaut runtime',
    },
    {
      id: 'micronaut/port',
      cause: 'port-in-use',
      pattern: /Unable to start Micronaut server on (?:\*:|port: )(?<port>\d{1,5})/,
      strength: 'error',
      title: 'Micronaut cannot listen on port {port}',
      example: 'Unable to start Micronaut server on *:8080',
      source: 'Micronaut NettyHttpServer',
    },
    {
      id: 'dropwizard/env-undefined',
      cause: 'env-missing',
      pattern: /The environment variable '(?<env>\w{1,80})' is not defined; could not substitute/,
      strength: 'fatal',
      title: '{env} is not set',
      example:
        "io.dropwizard.configuration.UndefinedEnvironmentVariableException: The environment variable 'DB_URL' is not defined; could not substitute the expression '${DB_URL}'.",
      source: 'Dropwizard EnvironmentVariableLookup',
    },
    {
      id: 'dropwizard/config',
      cause: 'app-config-invalid',
      pattern:
        /\* (?<what>Unrecognized field at: \S{1,100}|Incorrect type of value at: \S{1,100}.{0,60}|Malformed YAML at .{1,60}|Failed to parse configuration at: .{1,80})/,
      strength: 'fatal',
      title: 'The configuration is not right: {what}',
      example: [
        '  * Unrecognized field at: databse',
        '  * Incorrect type of value at: server.port; is of type: String, expected: int',
      ],
      source: 'Dropwizard ConfigurationParsingException',
    },
    {
      id: 'tomcat/connector',
      cause: 'port-in-use',
      pattern:
        /(?:Failed to initialize (?:component|connector) \[Connector|Protocol handler (?:initialization|start) failed|Failed to initialize end point associated with ProtocolHandler)/,
      strength: 'hint',
      title: 'Tomcat cannot open its connector',
      example: [
        'org.apache.catalina.LifecycleException: Failed to initialize component [Connector[HTTP/1.1-8080]]',
        'org.apache.catalina.LifecycleException: Protocol handler initialization failed',
      ],
      source: 'Apache Tomcat Connector',
      from: ['c28-tomcat-address-in-use'],
    },
    {
      id: 'tomcat/context-failed',
      cause: 'app-exception',
      pattern:
        /(?:One or more listeners failed to start|Context \[(?<name>[^\]]{0,80})\] startup failed due to previous errors|Error deploying web application (?:archive|directory))/,
      strength: 'hint',
      title: 'A web application in Tomcat failed to start',
      example: [
        'org.apache.catalina.core.StandardContext.startInternal Context [/portal] startup failed due to previous errors',
        'One or more listeners failed to start. Full details will be found in the appropriate container log file',
      ],
      source: 'Apache Tomcat StandardContext',
    },
    {
      id: 'tomcat/missing-home',
      cause: 'image-bad',
      pattern:
        /(?:The CATALINA_HOME environment variable is not defined correctly|Cannot find \S{0,100}\/bin\/setclasspath\.sh)/,
      strength: 'fatal',
      title: "Tomcat's files are not where CATALINA_HOME says",
      example: 'The CATALINA_HOME environment variable is not defined correctly',
      source: 'Apache Tomcat catalina.sh',
    },
    {
      id: 'java/home-invalid',
      cause: 'app-config-invalid',
      pattern:
        /(?:(?<env>JAVA_HOME|JRE_HOME) is set to an invalid directory(?:: (?<file>\S{1,200}))?|The (?<setting>JAVA_HOME|JRE_HOME) environment variable is not defined correctly)/,
      strength: 'fatal',
      title: 'JAVA_HOME names a folder that holds no Java',
      explain:
        'The start script trusts JAVA_HOME. It comes from the pod or from the image, and leads to a Java that this image does not have.',
      example: [
        'The JAVA_HOME environment variable is not defined correctly',
        'ERROR: JAVA_HOME is set to an invalid directory: /usr/lib/jvm/java-8',
      ],
      source: 'Apache Tomcat setclasspath.sh; Gradle start scripts',
    },
    {
      id: 'java/home-unset',
      cause: 'image-bad',
      pattern:
        /(?:Neither the JAVA_HOME nor the JRE_HOME environment variable is defined|(?:Error: )?JAVA_HOME is not set)/,
      strength: 'fatal',
      title: 'The start script finds no Java (JAVA_HOME)',
      example: [
        'Neither the JAVA_HOME nor the JRE_HOME environment variable is defined',
        'ERROR: JAVA_HOME is not set and no java command could be found in your PATH.',
      ],
      source: 'Apache Tomcat setclasspath.sh; Gradle start scripts',
    },
    {
      id: 'jetty/bind',
      cause: 'port-in-use',
      pattern: /IOException: Failed to bind to (?<host>[^\s:]{0,60}):(?<port>\d{1,5})/,
      strength: 'error',
      title: 'The server cannot listen on port {port}',
      example: 'java.io.IOException: Failed to bind to 0.0.0.0/0.0.0.0:8080',
      source: 'Jetty ServerConnector',
    },
    {
      id: 'wildfly/boot-errors',
      cause: 'app-config-invalid',
      pattern:
        /(?:WFLYCTL0013: Operation .{1,200} failed|WFLYSRV0055: Caught exception during boot|WFLYSRV0056: Server boot has failed in an unrecoverable manner)/,
      strength: 'error',
      title: 'WildFly could not boot with its configuration',
      example: [
        'ERROR [org.jboss.as.server] WFLYSRV0056: Server boot has failed in an unrecoverable manner; exiting. See previous messages for details.',
        'ERROR [org.jboss.as.server] (Controller Boot Thread) WFLYSRV0055: Caught exception during boot: org.jboss.as.controller.persistence.ConfigurationPersistenceException: WFLYCTL0085: Failed to parse configuration',
      ],
      source: 'WildFly core server messages',
    },
    {
      id: 'typesafe-config/missing',
      cause: 'env-missing',
      pattern:
        /ConfigException\$(?:Missing|Null): .{0,200}(?:No configuration setting found for key|Configuration key) '(?<key>[^']{1,120})'/,
      strength: 'fatal',
      title: 'The setting {key} is missing',
      example:
        "com.typesafe.config.ConfigException$Missing: system properties: No configuration setting found for key 'db.url'",
      source: 'lightbend/config ConfigException',
    },
    {
      id: 'typesafe-config/substitution',
      cause: 'env-missing',
      pattern: /Could not resolve substitution to a value: \$\{(?<env>[^}]{1,100})\}/,
      strength: 'fatal',
      title: '{env} is not set',
      example:
        'com.typesafe.config.ConfigException$UnresolvedSubstitution: application.conf @ jar:file:/app/lib/app.jar!/application.conf: 12: Could not resolve substitution to a value: ${DATABASE_URL}',
      source: 'lightbend/config ConfigException',
    },
    {
      id: 'typesafe-config/invalid',
      cause: 'app-config-invalid',
      pattern:
        /ConfigException\$(?:WrongType|BadValue|Parse|BadPath|ValidationFailed): (?<what>.{1,200})/,
      strength: 'fatal',
      title: 'The configuration is not right: {what}',
      example:
        'com.typesafe.config.ConfigException$WrongType: env variables: server.port has type STRING rather than NUMBER',
      source: 'lightbend/config ConfigException',
    },
    {
      id: 'play/secret-missing',
      cause: 'env-missing',
      pattern: /The application secret has not been set, and we are in prod mode/,
      strength: 'fatal',
      title: "Play's application secret is not set",
      example:
        '@7m6k2 Configuration error: Configuration error[The application secret has not been set, and we are in prod mode. Your application is not secure.]',
      source: 'Play HttpConfiguration',
    },
    {
      id: 'play/already-running',
      cause: 'volume-data-incompatible',
      pattern: /This application is already running \(Or delete (?<file>\S{1,200}) file\)/,
      strength: 'fatal',
      title: 'A stale pid file {file} keeps the program from starting',
      example: 'This application is already running (Or delete /opt/docker/RUNNING_PID file).',
      source: 'Play ProdServerStart',
      fix: { title: 'Start with -Dpidfile.path=/dev/null', where: 'manifest' },
    },
    {
      id: 'akka/bind',
      cause: 'port-in-use',
      pattern:
        /(?:Remoting|ArteryTcpTransport|Remote|RemoteTransportException).{0,80}(?:Failed to bind|[Bb]ind(?:ing)? failed|could not bind)/,
      strength: 'error',
      title: 'Akka cannot bind its remoting port',
      example:
        'akka.remote.RemoteTransportException: Failed to bind TCP to [10.1.2.3:2552] due to: Bind failed',
      source: 'Akka remote',
    },
    {
      id: 'ktor/no-port',
      cause: 'app-config-invalid',
      pattern: /Neither port nor sslPort specified/,
      strength: 'fatal',
      title: 'Ktor has no port to listen on',
      example:
        'java.lang.IllegalArgumentException: Neither port nor sslPort specified. Use command line options -port/-sslPort or configure connectors in application.conf',
      source: 'Ktor CommandLineConfig',
    },
    {
      id: 'jvm/keycloak-style-missing-option',
      cause: 'app-config-invalid',
      pattern:
        /(?:Unknown option: '(?<flag>[^']{1,100})'|Missing required (?:option|parameter)s?: '?(?<name>[\w<>=-]{1,100}))/,
      strength: 'fatal',
      title: "The program's command line is not accepted",
      example: [
        "Unknown option: '--hostname-strict-https'",
        "Missing required option: '--config=<file>'",
      ],
      source: 'picocli CommandLine',
    },
  ],
}
