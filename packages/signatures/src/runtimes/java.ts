import type { SignatureFamily } from '@unloop/engine/scanner'

/** The JVM's launcher, HotSpot, and the JDK's own exceptions. */
export const java: SignatureFamily = {
  programs: ['Java', 'OpenJDK', 'HotSpot', 'Kotlin', 'Scala'],
  signatures: [
    {
      id: 'java/product-main-class',
      cause: 'missing-dependency',
      pattern:
        /Could not find or load main class (?<module>(?:org\.apache|org\.elasticsearch|org\.opensearch|org\.springframework\.boot\.loader|org\.jboss|org\.eclipse\.jetty|org\.neo4j|kafka|io\.confluent|io\.debezium|com\.hazelcast|io\.prestosql|io\.trino|org\.sonarsource)\.[\w.$]{1,150})/,
      strength: 'fatal',
      title: 'The jars of {module} are not on the class path',
      explain:
        "The class path of the start script holds no jar with the product's main class: the image has another layout or version than the script was written for.",
      example:
        'Error: Could not find or load main class org.apache.kafka.connect.cli.ConnectDistributedd',
      source: 'OpenJDK sun.launcher.LauncherHelper',
      from: ['109-zookeeper-chart-classpath'],
    },
    {
      id: 'java/main-class-not-found',
      cause: 'bad-command',
      pattern:
        /Could not find or load main class (?!(?:org\.apache|org\.elasticsearch|org\.opensearch|org\.springframework\.boot\.loader|org\.jboss|org\.eclipse\.jetty|org\.neo4j|kafka|io\.confluent|io\.debezium|com\.hazelcast|io\.prestosql|io\.trino|org\.sonarsource)\.)(?<module>.{1,200}?)$/,
      strength: 'fatal',
      title: 'Java finds no main class {module}',
      explain:
        'The command names a class that is not on the class path: a typo, an unexpanded variable or option taken for a class name, or a class path that does not hold it.',
      example: [
        'Error: Could not find or load main class com.acme.orders.OrdersApplicaton',
        'Error: Could not find or load main class $JAVA_OPTS',
        'Error: Could not find or load main class -Xmx512m',
      ],
      source: 'OpenJDK sun.launcher.LauncherHelper',
      from: ['a70-java-main-class-typo'],
    },
    {
      id: 'java/no-main-manifest',
      cause: 'bad-command',
      pattern: /no main manifest attribute, in (?<file>\S{1,300})/,
      strength: 'fatal',
      title: '{file} names no main class',
      explain:
        "The jar's manifest has no Main-Class: it is a plain jar, not the executable one that the build can also make.",
      example: 'no main manifest attribute, in /app/app.jar',
      source: 'OpenJDK sun.launcher.LauncherHelper',
    },
    {
      id: 'java/jarfile-inaccessible',
      cause: 'bad-command',
      pattern: /Error: Unable to access jarfile (?<file>.{1,300}?)$/,
      strength: 'fatal',
      title: 'Java cannot read the jar {file}',
      explain:
        'The command names a jar that does not exist or cannot be read: a wrong path, a wrong working directory, a build that did not copy it, or a volume over it.',
      example: [
        'Error: Unable to access jarfile app.jar',
        'Error: Unable to access jarfile /opt/app/*.jar',
      ],
      source: 'OpenJDK java launcher, java.base launcher.properties',
    },
    {
      id: 'java/jarfile-corrupt',
      cause: 'image-bad',
      pattern: /Error: Invalid or corrupt jarfile (?<file>\S{1,300})/,
      strength: 'fatal',
      title: 'The jar {file} is corrupt',
      example: 'Error: Invalid or corrupt jarfile /app/app.jar',
      source: 'OpenJDK java launcher',
    },
    {
      id: 'java/class-missing-main',
      cause: 'missing-dependency',
      pattern:
        /Exception in thread "[^"]{1,80}" (?:java\.lang\.)?(?:NoClassDefFoundError|BootstrapMethodError: java\.lang\.NoClassDefFoundError): (?!Could not initialize)(?<module>[\w/.$]{1,200})/,
      strength: 'fatal',
      title: 'The class {module} is not on the class path',
      example: 'Exception in thread "main" java.lang.NoClassDefFoundError: org/slf4j/LoggerFactory',
      source: 'HotSpot classfile/systemDictionary.cpp',
      from: ['a11-java-noclassdef'],
      fix: {
        title: 'Put the jar that holds {module} on the class path and rebuild the image',
        where: 'image',
      },
    },
    {
      id: 'java/class-missing',
      cause: 'missing-dependency',
      pattern:
        /(?<!Exception in thread "[^"]{1,80}" (?:java\.lang\.)?)(?:NoClassDefFoundError|ClassNotFoundException): (?!Could not initialize)(?<module>[\w/.$]{3,200})/,
      strength: 'error',
      title: 'The class {module} is not on the class path',
      example: [
        'Caused by: java.lang.ClassNotFoundException: com.mysql.cj.jdbc.Driver',
        'java.lang.NoClassDefFoundError: javax/xml/bind/JAXBException',
      ],
      source: 'OpenJDK java.lang.ClassLoader',
      from: ['a11-java-noclassdef', '110-kafka-cruise-control-reporter'],
    },
    {
      id: 'java/class-missing-suffix',
      cause: 'missing-dependency',
      pattern: /: (?<module>[\w.$]{5,200}) ClassNotFoundException exception occurred/,
      strength: 'fatal',
      title: 'The class {module} is not on the class path',
      example:
        'org.apache.kafka.common.KafkaException: com.acme.MetricsReporter ClassNotFoundException exception occurred',
      source: 'Apache Kafka AbstractConfig',
      from: ['110-kafka-cruise-control-reporter'],
    },
    {
      id: 'java/class-initializer',
      cause: 'app-exception',
      pattern:
        /(?:NoClassDefFoundError: Could not initialize class (?<module>[\w.$]{1,200})|ExceptionInInitializerError)/,
      strength: 'hint',
      title: 'A static initializer failed',
      example: [
        'java.lang.NoClassDefFoundError: Could not initialize class com.acme.Config',
        'Exception in thread "main" java.lang.ExceptionInInitializerError',
      ],
      source: 'HotSpot oops/instanceKlass.cpp',
    },
    {
      id: 'java/binary-incompatible',
      cause: 'missing-dependency',
      pattern:
        /java\.lang\.(?<what>(?:NoSuchMethodError|NoSuchFieldError|AbstractMethodError|IncompatibleClassChangeError): .{1,200})/,
      strength: 'error',
      title: 'Jars of versions that do not fit each other are on the class path: {what}',
      example: [
        "java.lang.NoSuchMethodError: 'void com.google.common.base.Preconditions.checkArgument(boolean, java.lang.String, char, java.lang.Object)'",
        'java.lang.NoSuchFieldError: INSTANCE',
      ],
      source: 'HotSpot interpreter/linkResolver.cpp',
    },
    {
      id: 'java/class-version',
      cause: 'missing-dependency',
      pattern:
        /UnsupportedClassVersionError: (?<module>[\w/.$]{1,200}) .{0,120}class file version (?<what>[\d.]{2,6})/,
      strength: 'fatal',
      title: 'The classes are compiled for a newer Java than the image has (class file {what})',
      explain:
        'The class file version minus 44 is the Java release that the class needs (61 is Java 17, 65 is Java 21).',
      example:
        'Exception in thread "main" java.lang.UnsupportedClassVersionError: com/acme/Main has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0',
      source: 'HotSpot classfile/classFileParser.cpp',
      from: ['a12-java-unsupported-class-version'],
      fix: {
        title:
          'Use a base image with the newer Java, or compile with --release for the Java of the image',
        where: 'image',
      },
    },
    {
      id: 'java/class-version-old-wording',
      cause: 'missing-dependency',
      pattern:
        /(?:UnsupportedClassVersionError|LinkageError occurred while loading main class .{0,200}): .{0,120}Unsupported major\.minor version (?<what>[\d.]{2,6})/,
      strength: 'fatal',
      title: 'The classes are compiled for a newer Java than the image has (class file {what})',
      example:
        'Exception in thread "main" java.lang.UnsupportedClassVersionError: com/acme/Main : Unsupported major.minor version 52.0',
      source: 'HotSpot classfile/classFileParser.cpp',
    },
    {
      id: 'java/linkage-error-main',
      cause: 'missing-dependency',
      pattern: /Error: LinkageError occurred while loading main class (?<module>[\w.$]{1,200})/,
      strength: 'error',
      title: 'The main class {module} cannot be linked',
      example: 'Error: LinkageError occurred while loading main class com.acme.Main',
      source: 'OpenJDK sun.launcher.LauncherHelper',
      from: ['a12-java-unsupported-class-version'],
    },
    {
      id: 'java/native-library',
      cause: 'missing-dependency',
      pattern:
        /UnsatisfiedLinkError: (?<what>(?:no \S{1,80} in java\.library\.path|.{1,250}(?:cannot open shared object file|Error loading shared library|Error relocating|undefined symbol|version `[^']{1,40}' not found)|'[^']{1,200}'))/,
      strength: 'error',
      title: 'A native library that Java needs is not in the image: {what}',
      example: [
        'java.lang.UnsatisfiedLinkError: no tcnative-1 in java.library.path',
        'Caused by: java.lang.UnsatisfiedLinkError: /tmp/snappy-1.1.8-libsnappyjava.so: Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /tmp/snappy-1.1.8-libsnappyjava.so)',
        'java.lang.UnsatisfiedLinkError: /usr/lib/jvm/java-11/lib/libfontmanager.so: libfreetype.so.6: cannot open shared object file: No such file or directory',
      ],
      source: 'OpenJDK java.lang.ClassLoader',
    },
    {
      id: 'java/native-library-noexec',
      cause: 'security-context',
      pattern:
        /UnsatisfiedLinkError: (?<file>\S{1,250}): .{0,120}(?:failed to map segment from shared object|Operation not permitted)/,
      strength: 'error',
      title: 'Java may not load {file}: its file system is mounted noexec',
      example:
        'java.lang.UnsatisfiedLinkError: /tmp/libnetty_transport_native_epoll.so: /tmp/libnetty_transport_native_epoll.so: failed to map segment from shared object: Operation not permitted',
      source: 'glibc dlopen as reported by the JVM',
    },
    {
      id: 'java/heap-reserve',
      cause: 'app-config-invalid',
      pattern:
        /Could not (?:reserve enough space for (?:(?<what>\w{1,20}) )?object heap|allocate (?:metaspace|compressed class space): \d{1,20} bytes)/,
      strength: 'fatal',
      title: 'The JVM cannot reserve the heap that it is told to use',
      explain:
        'The heap of -Xmx or -Xms does not fit into the memory that the container or the node has.',
      example: [
        'Error: Could not reserve enough space for 2097152KB object heap',
        'Error occurred during initialization of VM. Could not reserve enough space for object heap',
      ],
      source: 'HotSpot memory/virtualspace.cpp',
    },
    {
      id: 'java/heap-option',
      cause: 'app-config-invalid',
      pattern:
        /(?<what>Invalid (?:maximum|initial|minimum) heap size: \S{1,60}|(?:Invalid|Conflicting) (?:thread stack size|collector combinations in option list)|Initial heap size set to a larger value than the maximum heap size|Incompatible (?:minimum|initial|maximum) and (?:minimum|initial|maximum) heap sizes specified|Too small (?:maximum|initial) heap)/,
      strength: 'fatal',
      title: 'The JVM rejects its options: {what}',
      example: [
        'Invalid maximum heap size: -Xmx512MB',
        'Initial heap size set to a larger value than the maximum heap size',
        'Error occurred during initialization of VM Too small maximum heap',
      ],
      source: 'HotSpot runtime/arguments.cpp',
    },
    {
      id: 'java/unrecognized-option',
      cause: 'app-config-invalid',
      pattern:
        /(?:Unrecognized (?:VM )?option:? '?|Missing \+\/- setting for VM option '|Improperly specified VM option '|Unexpected \+\/- setting in VM option ')(?<flag>-?[\w:.=+/-]{1,120})/,
      strength: 'fatal',
      title: 'This Java does not accept the option {flag}',
      explain:
        'Options come and go with Java releases (PermSize went in 8, CMS in 14), and an unknown one ends the JVM before main.',
      example: [
        "Unrecognized VM option 'UseConcMarkSweepGC'",
        'Unrecognized option: --add-openss',
        "Improperly specified VM option 'MaxRAMPercentage=75'",
      ],
      source: 'HotSpot runtime/arguments.cpp',
    },
    {
      id: 'java/experimental-option',
      cause: 'app-config-invalid',
      pattern: /VM option '(?<flag>\w{1,80})' is (?:experimental|diagnostic|develop) and/,
      strength: 'fatal',
      title: 'The JVM option {flag} needs to be unlocked first',
      example:
        "Error: VM option 'UseZGC' is experimental and must be enabled via -XX:+UnlockExperimentalVMOptions.",
      source: 'HotSpot runtime/flags/jvmFlag.cpp',
    },
    {
      id: 'java/vm-not-created',
      cause: 'app-config-invalid',
      pattern:
        /(?:Could not create the Java [Vv]irtual [Mm]achine|Error occurred during initialization of (?:VM|boot layer))/,
      strength: 'hint',
      title: 'The JVM did not start',
      example: [
        'Error: Could not create the Java Virtual Machine.',
        'Error occurred during initialization of boot layer',
      ],
      source: 'OpenJDK java launcher',
    },
    {
      id: 'java/module-missing',
      cause: 'missing-dependency',
      pattern:
        /java\.lang\.module\.(?:FindException|ResolutionException): (?<what>Module .{1,150})/,
      strength: 'fatal',
      title: 'A Java module is missing: {what}',
      example: 'java.lang.module.FindException: Module javafx.controls not found',
      source: 'OpenJDK java.lang.module',
    },
    {
      id: 'java/illegal-reflection',
      cause: 'missing-dependency',
      pattern:
        /InaccessibleObjectException: Unable to make .{1,250} accessible: module (?<module>\S{1,60}) does not "opens/,
      strength: 'error',
      title: "The program reaches into {module}, which this Java's modules forbid",
      example:
        'java.lang.reflect.InaccessibleObjectException: Unable to make protected final java.lang.Class java.lang.ClassLoader.defineClass(java.lang.String,byte[],int,int) throws java.lang.ClassFormatError accessible: module java.base does not "opens java.lang" to unnamed module @1b2c6ec2',
      source: 'OpenJDK java.lang.reflect.AccessibleObject; JEP 403',
    },
    {
      id: 'java/agent-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:Error opening zip file or JAR manifest missing ?: (?<file>\S{1,300})|Could not find agent library (?<module>\S{1,100}))/,
      strength: 'fatal',
      title: 'The Java agent of -javaagent is not in the container',
      example: [
        'Error opening zip file or JAR manifest missing : /otel/opentelemetry-javaagent.jar',
        'Error occurred during initialization of VM Could not find agent library jdwpp on the library path',
      ],
      source: 'OpenJDK java.instrument InvocationAdapter.c',
    },
    {
      id: 'java/debug-port',
      cause: 'port-in-use',
      pattern:
        /(?:Transport dt_socket failed to initialize|ERROR: transport error 202: bind failed: Address already in use)/,
      strength: 'fatal',
      title: "The JVM's debug port is already in use",
      example: 'ERROR: transport error 202: bind failed: Address already in use',
      source: 'OpenJDK jdk.jdwp.agent',
    },
    {
      id: 'java/oom-exit',
      cause: 'heap-exhausted',
      pattern: /(?:Terminating|Aborting) due to java\.lang\.OutOfMemoryError: (?<what>.{1,80})/,
      strength: 'fatal',
      title: 'The JVM ended itself: OutOfMemoryError ({what})',
      example: [
        'Terminating due to java.lang.OutOfMemoryError: Java heap space',
        'Aborting due to java.lang.OutOfMemoryError: Metaspace',
      ],
      source: 'HotSpot utilities/debug.cpp, -XX:+ExitOnOutOfMemoryError',
      from: ['a50-java-exit-on-oom'],
    },
    {
      id: 'java/out-of-memory',
      cause: 'heap-exhausted',
      pattern:
        /OutOfMemoryError: (?<what>Java heap space|GC overhead limit exceeded|Metaspace|PermGen space|Compressed class space|(?:Cannot reserve \d{1,15} bytes of )?[Dd]irect buffer memory.{0,60}|Requested array size exceeds VM limit|Map failed|Out of swap space|failed to allocate \d{1,12} byte\(s\) of direct memory.{0,60})/,
      strength: 'error',
      title: "Java's memory is exhausted: {what}",
      explain:
        "The JVM reached one of its own limits (-Xmx, metaspace, direct memory), not the container's.",
      example: [
        'java.lang.OutOfMemoryError: Java heap space',
        'Exception in thread "main" java.lang.OutOfMemoryError: GC overhead limit exceeded',
        'java.lang.OutOfMemoryError: Metaspace',
        'io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory (used: 268435456, max: 268435456) OutOfMemoryError: Direct buffer memory',
      ],
      source: 'HotSpot memory/universe.cpp',
      from: ['097-rancher-es-client-heap', 'a50-java-exit-on-oom'],
    },
    {
      id: 'java/direct-memory',
      cause: 'heap-exhausted',
      pattern: /OutOfDirectMemoryError: failed to allocate/,
      strength: 'error',
      title: "Netty's direct memory is exhausted",
      example:
        'io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory (used: 268435456, max: 268435456)',
      source: 'netty common PlatformDependent',
    },
    {
      id: 'java/native-thread',
      cause: 'kernel-or-node',
      pattern:
        /OutOfMemoryError: [Uu]nable to create (?:new )?native thread|pthread_create failed \(EAGAIN\)/,
      strength: 'error',
      title: 'The JVM may not create another thread: the limit of processes is reached',
      explain:
        "The container's pids limit, the user's process limit or the node's memory refuses another thread.",
      example: [
        'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
        '[warning][os,thread] Failed to start thread - pthread_create failed (EAGAIN) for attributes: stacksize: 1024k, guardsize: 0k, detached.',
      ],
      source: 'HotSpot prims/jvm.cpp, os_linux.cpp',
    },
    {
      id: 'java/native-memory',
      cause: 'heap-exhausted',
      pattern:
        /(?:There is insufficient memory for the Java Runtime Environment to continue|Native memory allocation \((?:mmap|malloc)\) failed to)/,
      strength: 'fatal',
      title: 'The JVM could not get native memory',
      example: [
        '# There is insufficient memory for the Java Runtime Environment to continue.',
        '# Native memory allocation (mmap) failed to map 716177408 bytes for committing reserved memory.',
      ],
      source: 'HotSpot utilities/vmError.cpp',
    },
    {
      id: 'java/crash-sigsegv',
      cause: 'segfault',
      pattern: /^# +(?<what>SIGSEGV|SIGBUS|EXCEPTION_ACCESS_VIOLATION) \(0x[0-9a-f]{1,8}\) at pc=/,
      strength: 'fatal',
      title: 'The JVM crashed with {what}',
      example: '#  SIGSEGV (0xb) at pc=0x00007f3c1a2b3c4d, pid=1, tid=7',
      source: 'HotSpot utilities/vmError.cpp',
    },
    {
      id: 'java/crash-sigill',
      cause: 'illegal-instruction',
      pattern: /^# +SIGILL \(0x4\) at pc=/,
      strength: 'fatal',
      title: 'The JVM crashed on an instruction that the CPU does not have',
      example: '#  SIGILL (0x4) at pc=0x0000ffff8c2d3f1c, pid=1, tid=7',
      source: 'HotSpot utilities/vmError.cpp',
    },
    {
      id: 'java/fatal-error',
      cause: 'app-exception',
      pattern: /A fatal error has been detected by the Java Runtime Environment/,
      strength: 'hint',
      title: 'The JVM itself crashed',
      example: '# A fatal error has been detected by the Java Runtime Environment:',
      source: 'HotSpot utilities/vmError.cpp',
    },
    {
      id: 'java/own-exception',
      cause: 'app-exception',
      pattern:
        /Exception in thread "main" (?<what>(?:java\.lang\.(?:NullPointerException|IllegalStateException|IllegalArgumentException|IndexOutOfBoundsException|ArrayIndexOutOfBoundsException|StringIndexOutOfBoundsException|ClassCastException|ArithmeticException|UnsupportedOperationException|RuntimeException|AssertionError|StackOverflowError|Error)|java\.util\.(?:NoSuchElementException|ConcurrentModificationException|InputMismatchException)|kotlin\.\w{1,60}|scala\.MatchError)(?::.{1,150})?)$/,
      strength: 'error',
      title: 'The program threw {what}',
      example: [
        'Exception in thread "main" java.lang.NullPointerException: Cannot invoke "String.length()" because "<local1>" is null',
        'Exception in thread "main" kotlin.UninitializedPropertyAccessException: lateinit property config has not been initialized',
      ],
      source: 'OpenJDK java.lang.ThreadGroup.uncaughtException',
    },
    {
      id: 'java/null-pointer',
      cause: 'app-exception',
      pattern:
        /(?<!thread "main" )java\.lang\.(?<what>(?:NullPointerException|ArrayIndexOutOfBoundsException|StackOverflowError|ClassCastException|ArithmeticException)(?::.{1,150})?)/,
      strength: 'error',
      title: 'The program threw {what}',
      example: [
        'Caused by: java.lang.NullPointerException: Cannot invoke "com.acme.Config.url()" because "this.config" is null',
        'java.lang.StackOverflowError: null',
      ],
      source: 'HotSpot runtime exceptions',
    },
    {
      id: 'java/number-format',
      cause: 'app-config-invalid',
      pattern:
        /NumberFormatException: (?<what>For input string: "[^"]{0,100}"|Cannot parse null string.{0,40}|null)/,
      strength: 'error',
      title: 'A number was expected: {what}',
      example: [
        'java.lang.NumberFormatException: For input string: "tcp://10.96.4.2:8080"',
        'Caused by: java.lang.NumberFormatException: For input string: ""',
      ],
      source: 'OpenJDK java.lang.NumberFormatException',
    },
    {
      id: 'java/address-in-use',
      cause: 'port-in-use',
      pattern: /BindException: (?:Address already in use|.{0,80}: Address already in use)/,
      strength: 'error',
      title: 'The port that the program listens on is already in use',
      example: [
        'java.net.BindException: Address already in use',
        'Caused by: java.net.BindException: bind(..) failed: Address already in use',
        'java.net.BindException: Address already in use (Bind failed)',
      ],
      source: 'OpenJDK sun.nio.ch.Net',
      from: ['c28-tomcat-address-in-use'],
    },
    {
      id: 'java/bind-denied',
      cause: 'security-context',
      pattern: /(?:BindException|SocketException): Permission denied/,
      strength: 'error',
      title: 'The program may not listen on its port',
      explain:
        'Ports under 1024 need root or the NET_BIND_SERVICE capability, and the container has neither.',
      example: [
        'java.net.BindException: Permission denied',
        'java.net.SocketException: Permission denied',
      ],
      source: 'OpenJDK sun.nio.ch.Net',
    },
    {
      id: 'java/bind-not-available',
      cause: 'app-config-invalid',
      pattern: /BindException: Cannot assign requested address/,
      strength: 'error',
      title: 'The address to listen on is not one of the pod',
      example: 'java.net.BindException: Cannot assign requested address: bind',
      source: 'OpenJDK sun.nio.ch.Net',
    },
    {
      id: 'java/file-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:AccessDeniedException: (?<file>\/\S{1,300})|FileNotFoundException: (?<name>\/.{1,300}?) \((?:Permission denied|Operation not permitted)\))/,
      strength: 'error',
      title: 'The program may not access a file',
      example: [
        'java.nio.file.AccessDeniedException: /var/lib/data/node.lock',
        'java.io.FileNotFoundException: /var/log/app/app.log (Permission denied)',
      ],
      source: 'OpenJDK sun.nio.fs.UnixException',
    },
    {
      id: 'java/read-only-file-system',
      cause: 'permission-denied-fs',
      pattern:
        /(?:FileSystemException: (?<file>\/\S{1,300}): Read-only file system|FileNotFoundException: (?<name>\/.{1,300}?) \(Read-only file system\)|IOException: Read-only file system)/,
      strength: 'error',
      title: 'The program writes on a read-only file system',
      example: [
        'java.nio.file.FileSystemException: /opt/app/tmp/work: Read-only file system',
        'java.io.FileNotFoundException: /logs/gc.log (Read-only file system)',
      ],
      source: 'OpenJDK sun.nio.fs.UnixException',
    },
    {
      id: 'java/config-file-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:FileNotFoundException: |NoSuchFileException: )(?<file>[^\s(]{1,250}(?:\.(?:json|ya?ml|toml|ini|conf|config|cfg|env|properties|xml|pem|crt|key|jks|p12|pfx|keystore|truststore)|\/(?:etc|config|conf|secrets?)\/[^\s(]{1,200}))(?: \(No such file or directory\)|$)/,
      strength: 'error',
      title: 'The file {file} does not exist in the container',
      example: [
        'java.io.FileNotFoundException: /config/application-prod.yml (No such file or directory)',
        'Exception in thread "main" java.nio.file.NoSuchFileException: /etc/app/server.properties',
        'java.io.FileNotFoundException: keystore.jks (No such file or directory)',
      ],
      source: 'OpenJDK java.io.FileInputStream',
    },
    {
      id: 'java/keystore-password',
      cause: 'tls-cert',
      pattern:
        /(?:keystore password was incorrect|Keystore was tampered with, or password was incorrect|toDerInputStream rejects tag type|Invalid keystore format|failed to decrypt safe contents entry)/,
      strength: 'error',
      title: 'The keystore cannot be opened: wrong password or format',
      example: [
        'Caused by: java.io.IOException: keystore password was incorrect',
        'java.io.IOException: Keystore was tampered with, or password was incorrect',
        'java.io.IOException: Invalid keystore format',
      ],
      source: 'OpenJDK sun.security.pkcs12.PKCS12KeyStore',
    },
    {
      id: 'java/fonts-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:Fontconfig head is null, check your fonts|java\.lang\.InternalError: java\.lang\.reflect\.InvocationTargetException.{0,80}font|sun\.awt\.FontConfiguration\.getVersion)/,
      strength: 'error',
      title: 'The image has no fonts, which Java graphics need',
      example:
        'Caused by: java.lang.RuntimeException: Fontconfig head is null, check your fonts or fonts configuration',
      source: 'OpenJDK sun.awt.FontConfiguration',
    },
  ],
}
