import type { SignatureFamily } from '@unloop/engine/scanner'

/** Programs that start others: servers of applications, supervisors, and first processes of containers. */
export const processManagers: SignatureFamily = {
  programs: [
    'Gunicorn',
    'Hypercorn',
    'PM2',
    'Supervisor',
    's6-overlay',
    'dumb-init',
    'catatonit',
    'Puma',
  ],
  signatures: [
    {
      id: 'gunicorn/no-module',
      cause: 'bad-command',
      pattern: /gunicorn: error: No application module specified/,
      strength: 'fatal',
      title: 'gunicorn was given no application',
      example: 'gunicorn: error: No application module specified.',
      source: 'benoitc/gunicorn app/wsgiapp.py',
    },
    {
      id: 'gunicorn/config-missing',
      cause: 'config-file-missing',
      pattern: /^Error: '(?<file>[^']{1,250}\.py)' doesn't exist$/,
      strength: 'fatal',
      title: "gunicorn's configuration file {file} does not exist",
      example: "Error: '/app/gunicorn.conf.py' doesn't exist",
      source: 'benoitc/gunicorn app/base.py get_config_from_filename',
    },
    {
      id: 'gunicorn/worker-class',
      cause: 'missing-dependency',
      pattern: /class uri '(?<module>[^']{1,120})' invalid or not found/,
      strength: 'fatal',
      title: "gunicorn's worker class {module} is not in the image",
      example: "Error: class uri 'uvicorn.workers.UvicornWorker' invalid or not found:",
      source: 'benoitc/gunicorn util.py load_class',
    },
    {
      id: 'gunicorn/log-not-writable',
      cause: 'permission-denied-fs',
      pattern: /^Error: '(?<file>[^']{1,250})' isn't writable \[(?<what>[^\]]{1,120})\]/,
      strength: 'fatal',
      title: 'gunicorn cannot write its log file {file}',
      example:
        "Error: '/var/log/app/access.log' isn't writable [PermissionError(13, 'Permission denied')]",
      source: 'benoitc/gunicorn util.py check_is_writable',
    },
    {
      id: 'hypercorn/no-app',
      cause: 'bad-command',
      pattern: /hypercorn\.utils\.NoAppError: (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Hypercorn does not find the application: {what}',
      example:
        "hypercorn.utils.NoAppError: Cannot load application from 'main:app', module not found.",
      source: 'pgjones/hypercorn src/hypercorn/utils.py',
    },
    {
      id: 'pm2/unstable',
      cause: 'app-exception',
      pattern:
        /Script (?<file>\S{1,250}) had too many unstable restarts \((?<what>\d{1,5})\)\. Stopped/,
      strength: 'hint',
      title: 'PM2 stops after {what} restarts of {file}',
      example:
        'PM2      | Script /app/server.js had too many unstable restarts (16). Stopped. "errored"',
      source: 'Unitech/pm2 lib/God.js',
    },
    {
      id: 'supervisord/http-in-use',
      cause: 'port-in-use',
      pattern:
        /Another program is already listening on a port that one of our HTTP servers is configured to use/,
      strength: 'fatal',
      title: 'A port or socket of supervisord is taken',
      example:
        'Error: Another program is already listening on a port that one of our HTTP servers is configured to use.  Shut this program down first before starting supervisord.',
      source: 'Supervisor options.py openhttpservers',
    },
    {
      id: 'supervisord/http-socket',
      cause: 'permission-denied-fs',
      pattern:
        /Cannot open an HTTP server: socket\.error reported errno\.(?<what>EACCES|EPERM|ENOENT|EROFS)/,
      strength: 'fatal',
      title: 'supervisord cannot make its socket ({what})',
      example: 'Error: Cannot open an HTTP server: socket.error reported errno.EACCES (13)',
      source: 'Supervisor options.py openhttpservers',
    },
    {
      id: 's6/run-owner',
      cause: 'security-context',
      pattern: /fatal: \/run belongs to uid (?<what>\d+) instead of (?<user>\d+)/,
      strength: 'fatal',
      title:
        "/run belongs to user {what} while the container runs as {user}: s6-overlay has to start as root, or /run has to be that user's",
      example:
        "/package/admin/s6-overlay/libexec/preinit: fatal: /run belongs to uid 0 instead of 1000, has insecure and/or unworkable permissions, and we're lacking the privileges to fix it.",
      source: 'just-containers/s6-overlay-helpers preinit',
    },
    {
      id: 's6/init-script-exited',
      cause: 'app-exception',
      pattern:
        /(?:\[cont-init\.d\] (?<file>\S{1,120}): exited [1-9]\d{0,2}|cont-init: info: \S{1,200} exited [1-9]\d{0,2}|s6-rc: warning: unable to start service (?<name>\S{1,80}): command exited (?:[1-9]\d{0,2}))/,
      strength: 'hint',
      title: 'A start script of the image fails under s6',
      example: [
        '[cont-init.d] 10-adduser: exited 1.',
        's6-rc: warning: unable to start service legacy-cont-init: command exited 1',
      ],
      source: 'just-containers/s6-overlay README',
    },
    {
      id: 'catatonit/format',
      cause: 'arch-mismatch',
      pattern: /failed to exec pid1: Exec format error/,
      strength: 'fatal',
      title:
        'The start command is built for another architecture, or is a script without a first line',
      example: 'ERROR (catatonit:2): failed to exec pid1: Exec format error',
      source: 'openSUSE/catatonit catatonit.c',
    },
    {
      id: 'dumb-init/usage',
      cause: 'bad-command',
      pattern: /\[dumb-init\] (?:unrecognized|Usage: )|Usage: dumb-init \[option\] program/,
      strength: 'fatal',
      title: 'dumb-init was given an option that it does not know, or no program',
      example: 'Usage: dumb-init [option] program [args]',
      source: 'Yelp/dumb-init dumb-init.c',
    },
    {
      id: 'su-exec/exec-not-permitted',
      cause: 'security-context',
      pattern: /^su-exec: (?<file>[^:\s]{1,250}): Operation not permitted/,
      strength: 'fatal',
      title: 'su-exec may not run {file}: the container lacks the right to change its user',
      example: 'su-exec: /usr/bin/app: Operation not permitted',
      source: 'ncopa/su-exec su-exec.c',
    },
    {
      id: 'puma/no-application',
      cause: 'bad-command',
      pattern: /ERROR: No application configured, nothing to run/,
      strength: 'fatal',
      title: 'Puma finds no config.ru in its working directory',
      example: 'ERROR: No application configured, nothing to run',
      source: 'puma/puma lib/puma/runner.rb',
    },
    {
      id: 'tomcat/shutdown-port',
      cause: 'port-in-use',
      pattern:
        /Failed to create server shutdown socket on address \[(?<host>[^\]]{1,100})\] and port \[(?<port>\d{1,5})\]/,
      strength: 'fatal',
      title: "Tomcat's shutdown port {port} is taken",
      example:
        '20-Nov-2026 10:00:00.000 SEVERE [main] org.apache.catalina.core.StandardServer.await Failed to create server shutdown socket on address [localhost] and port [8005] (base port [8005] and offset [0])',
      source: 'Apache Tomcat StandardServer.await',
    },
    {
      id: 'tomcat/xml',
      cause: 'app-config-invalid',
      pattern:
        /SAXParseException; systemId: file:(?<file>\S{1,250}); lineNumber: (?<line>\d{1,6}); columnNumber: \d{1,6}; (?<what>.{1,160})/,
      strength: 'fatal',
      title: '{file} is no valid XML in line {line}: {what}',
      example:
        'org.xml.sax.SAXParseException; systemId: file:/usr/local/tomcat/conf/server.xml; lineNumber: 12; columnNumber: 3; The element type "Connector" must be terminated by the matching end-tag "</Connector>".',
      source: 'Xerces SAXParseException',
    },
    {
      id: 'jetty/module-unknown',
      cause: 'app-config-invalid',
      pattern:
        /(?:ERROR : |UsageException: )(?:No such module |Unknown module[ =]|Unrecognized module ?)(?<module>\S{1,60})/,
      strength: 'fatal',
      title: 'Jetty has no module {module}',
      example: 'ERROR : Unknown module=[http2]. List available with --list-modules',
      source: 'Eclipse Jetty start Modules',
    },
  ],
}
