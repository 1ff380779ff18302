import type { SignatureFamily } from '@unloop/engine/scanner'

/** Apache httpd: server/core.c, server/config.c, server/listen.c, server/mpm_unix.c, modules/ssl. */
export const apache: SignatureFamily = {
  programs: ['Apache httpd'],
  signatures: [
    {
      id: 'apache/invalid-command',
      cause: 'app-config-invalid',
      pattern:
        /Invalid command '(?<setting>[^']+)', perhaps misspelled or defined by a module not included/,
      strength: 'fatal',
      title:
        'Apache does not know the directive {setting}: it is misspelt, or its module is not loaded',
      example:
        "Invalid command 'RewriteEngine', perhaps misspelled or defined by a module not included in the server configuration",
      source: 'httpd server/config.c',
      from: ['a67-apache-module-not-loaded'],
    },
    {
      id: 'apache/syntax-error',
      cause: 'app-config-invalid',
      pattern: /AH00526: Syntax error on line (?<line>\d+) of (?<file>[^:\s]+)/,
      strength: 'fatal',
      title: 'Apache rejects line {line} of {file}',
      example: 'AH00526: Syntax error on line 14 of /conf/httpd.conf:',
      source: 'httpd server/config.c',
      from: ['a67-apache-module-not-loaded'],
    },
    {
      id: 'apache/module-load',
      cause: 'missing-dependency',
      pattern:
        /Syntax error on line (?<line>\d+) of (?<file>[^:\s]+): Cannot load (?<module>\S+) into server/,
      strength: 'fatal',
      title: 'Apache cannot load {module}',
      example:
        'httpd: Syntax error on line 66 of /usr/local/apache2/conf/httpd.conf: Cannot load modules/mod_auth_openidc.so into server: /usr/local/apache2/modules/mod_auth_openidc.so: cannot open shared object file: No such file or directory',
      source: 'httpd modules/core/mod_so.c',
    },
    {
      id: 'apache/include-or-block',
      cause: 'app-config-invalid',
      pattern:
        /(?:httpd|apache2): Syntax error on line (?<line>\d+) of (?<file>[^:\s]+): (?!Cannot load)(?<what>.{4,160})/,
      strength: 'fatal',
      title: 'Apache rejects line {line} of {file}: {what}',
      example:
        'apache2: Syntax error on line 225 of /etc/apache2/apache2.conf: Syntax error on line 31 of /etc/apache2/sites-enabled/000-default.conf: /etc/apache2/sites-enabled/000-default.conf:1: <VirtualHost> was not closed.',
      source: 'httpd server/config.c',
    },
    {
      id: 'apache/port-in-use',
      cause: 'port-in-use',
      pattern:
        /\(98\)Address already in use: (?:AH00072: )?make_sock: could not bind to address (?<host>\S+):(?<port>\d+)/,
      strength: 'fatal',
      title: 'Apache cannot bind port {port}: it is in use',
      example:
        '(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:80',
      source: 'httpd server/listen.c',
    },
    {
      id: 'apache/port-denied',
      cause: 'security-context',
      pattern:
        /\(13\)Permission denied: (?:AH00072: )?make_sock: could not bind to address (?<host>\S+):(?<port>\d+)/,
      strength: 'fatal',
      title: 'Apache may not bind port {port} without root or NET_BIND_SERVICE',
      example: '(13)Permission denied: AH00072: make_sock: could not bind to address [::]:80',
      source: 'httpd server/listen.c',
      fix: {
        title: 'Listen on a port above 1023, or add the capability NET_BIND_SERVICE',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'apache/no-listening-sockets',
      cause: 'port-in-use',
      pattern: /no listening sockets available, shutting down/,
      strength: 'hint',
      title: 'Apache has no socket to listen on',
      example: 'no listening sockets available, shutting down',
      source: 'httpd server/mpm/event/event.c',
    },
    {
      id: 'apache/already-running',
      cause: 'volume-data-incompatible',
      pattern:
        /^(?:httpd|apache2) \(pid (?<what>\d+)\) already running|AH00017: Pre-configuration failed.{0,10}already running/,
      strength: 'fatal',
      title: 'A stale pid file makes Apache believe that it is running',
      example: 'httpd (pid 8) already running',
      source: 'httpd server/mpm_unix.c ap_signal_server',
      fix: {
        title:
          'Remove the pid file before the start (rm -f in the command), or keep it off the volume',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'apache/variable-undefined',
      cause: 'env-missing',
      pattern:
        /Config variable \$\{(?<env>\w+)\} is not defined|Invalid Mutex directory in argument file:\$\{(?<key>\w+)\}/,
      strength: 'error',
      title: 'The Apache configuration refers to a variable that is not set: {env}',
      example: [
        '[core:warn] [pid 1] AH00111: Config variable ${APACHE_RUN_DIR} is not defined',
        'Invalid Mutex directory in argument file:${APACHE_LOCK_DIR}',
      ],
      source: 'httpd server/core.c ap_resolve_env',
    },
    {
      id: 'apache/certificate-file',
      cause: 'tls-cert',
      pattern:
        /SSL(?:Certificate(?:Key|Chain)?File|CACertificateFile): file '(?<file>[^']+)' does not exist or is empty|AH0(?:2572|2561|2562|2564|2565|2577|2240|2203): (?<what>.{4,160})/,
      strength: 'fatal',
      title: 'Apache cannot use its certificate or key {file}',
      example: [
        "SSLCertificateFile: file '/etc/ssl/certs/tls.crt' does not exist or is empty",
        '[ssl:emerg] [pid 1:tid 1] AH02565: Certificate and private key www.example.com:443:0 from /tls/tls.crt and /tls/tls.key do not match',
        '[ssl:emerg] [pid 1] AH02572: Failed to configure at least one certificate and key for www.example.com:443',
      ],
      source: 'httpd modules/ssl/ssl_engine_config.c, ssl_engine_init.c',
    },
    {
      id: 'apache/configuration-file-missing',
      cause: 'config-file-missing',
      pattern:
        /[Cc]ould not open (?:configuration|document config) file (?<file>[^:\s]+): No such file or directory|Include file (?<path>\S+) not found/,
      strength: 'fatal',
      title: 'The configuration file {file} is not there',
      example:
        'httpd: Could not open configuration file /usr/local/apache2/conf/httpd.conf: No such file or directory',
      source: 'httpd server/config.c',
    },
    {
      id: 'apache/log-file',
      cause: 'permission-denied-fs',
      pattern:
        /\((?:13|30|2)\)(?<what>Permission denied|Read-only file system|No such file or directory): (?:(?:AH00091|AH00649|AH02291|AH00099|AH00100): )?(?:\w+: )?(?:could not open (?:error|transfer) log file|Cannot access directory|could not create|unable to) '?(?<file>\/[^\s'.]+\S*?)'?\.?(?:\s|$)/,
      strength: 'fatal',
      title: 'Apache may not use {file}: {what}',
      example: [
        '(13)Permission denied: AH00091: httpd: could not open error log file /usr/local/apache2/logs/error_log.',
        "(2)No such file or directory: AH02291: Cannot access directory '/var/log/apache2/' for error log of vhost defined at /etc/apache2/sites-enabled/000-default.conf:1",
        '(13)Permission denied: AH00099: could not create /run/apache2/apache2.pid.x1Yz',
      ],
      source: 'httpd server/log.c, server/mpm_unix.c',
    },
    {
      id: 'apache/user-unknown',
      cause: 'app-config-invalid',
      pattern: /AH0054[34]: (?:\w+: )?bad (?:user|group) name (?<user>\S+)/,
      strength: 'fatal',
      title: 'Apache runs as {user}, which the image does not have',
      example: 'AH00543: httpd: bad user name www-data',
      source: 'httpd server/util.c ap_uname2id',
    },
    {
      id: 'apache/privileges',
      cause: 'security-context',
      pattern:
        /\(1\)Operation not permitted: (?:AH\d+: )?(?<what>(?:setgid|setuid|initgroups): unable to set [\w ]+)/,
      strength: 'fatal',
      title: 'Apache may not change its user: {what}',
      example: '(1)Operation not permitted: AH02156: setgid: unable to set group id to Group 33',
      source: 'httpd modules/arch/unix/mod_unixd.c',
    },
    {
      id: 'apache/mpm',
      cause: 'app-config-invalid',
      pattern: /AH00534: (?:\w+: )?Configuration error: (?<what>(?:More than one|No) MPM loaded)/,
      strength: 'fatal',
      title: '{what} in the Apache configuration',
      example: 'AH00534: apache2: Configuration error: More than one MPM loaded.',
      source: 'httpd server/core.c',
    },
    {
      id: 'apache/semaphores',
      cause: 'kernel-or-node',
      pattern:
        /\(28\)No space left on device: AH0?\d+: Couldn't create the (?<what>[\w-]+) mutex|\(28\)No space left on device: (?:mod_\w+|Cannot create SSLMutex)/,
      strength: 'fatal',
      title: 'The node has no semaphores left (kernel.sem)',
      example: "(28)No space left on device: AH00023: Couldn't create the rewrite-map mutex",
      source: 'httpd server/util_mutex.c',
    },
    {
      id: 'apache/document-root',
      cause: 'mount-failed',
      pattern: /DocumentRoot '(?<file>[^']+)' is not a directory, or is not readable/,
      strength: 'fatal',
      title: 'The DocumentRoot {file} is not there, or not readable',
      example: "DocumentRoot '/var/www/site/public' is not a directory, or is not readable",
      source: 'httpd server/core.c set_document_root',
    },
  ],
}
