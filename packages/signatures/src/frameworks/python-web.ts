import type { SignatureFamily } from '@unloop/engine/scanner'

/** Django, Flask, FastAPI and the servers and workers that run them. */
export const pythonWeb: SignatureFamily = {
  programs: [
    'Django',
    'Flask',
    'FastAPI',
    'gunicorn',
    'uvicorn',
    'hypercorn',
    'Celery',
    'uWSGI',
    'SQLAlchemy',
    'Airflow',
  ],
  signatures: [
    {
      id: 'django/secret-key-empty',
      cause: 'env-missing',
      pattern: /The SECRET_KEY setting must not be empty/,
      strength: 'fatal',
      title: "Django's SECRET_KEY is empty",
      explain:
        'Django refuses to start without a SECRET_KEY; the variable or Secret that the settings read it from is missing or empty.',
      example:
        'django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.',
      source: 'Django django/conf/__init__.py',
      from: ['a06-django-secret-key-empty'],
    },
    {
      id: 'django/settings-module',
      cause: 'env-missing',
      pattern:
        /Requested settings?,? ?(?<setting>\w{0,60}),? but settings are not configured\. You must either define the environment variable (?<env>DJANGO_SETTINGS_MODULE)/,
      strength: 'fatal',
      title: '{env} is not set',
      example: [
        'django.core.exceptions.ImproperlyConfigured: Requested setting INSTALLED_APPS, but settings are not configured. You must either define the environment variable DJANGO_SETTINGS_MODULE or call settings.configure() before accessing settings.',
      ],
      source: 'Django django/conf/__init__.py',
    },
    {
      id: 'django/database-driver',
      cause: 'missing-dependency',
      pattern: /ImproperlyConfigured: Error loading (?<module>\w{1,40}).{0,40} module/,
      strength: 'fatal',
      title: 'The database driver {module} is not in the image',
      example: [
        'django.core.exceptions.ImproperlyConfigured: Error loading psycopg2 or psycopg module',
        'django.core.exceptions.ImproperlyConfigured: Error loading MySQLdb module.',
      ],
      source: 'Django django/db/backends',
    },
    {
      id: 'django/database-engine',
      cause: 'app-config-invalid',
      pattern:
        /(?:settings\.DATABASES is improperly configured|'(?<what>[^']{1,80})' isn't an available database backend)/,
      strength: 'fatal',
      title: "Django's database settings are not right",
      example:
        'django.core.exceptions.ImproperlyConfigured: settings.DATABASES is improperly configured. Please supply the ENGINE value.',
      source: 'Django django/db/utils.py',
    },
    {
      id: 'django/improperly-configured',
      cause: 'app-config-invalid',
      pattern:
        /ImproperlyConfigured: (?!Set the |mysqlclient |Required parameter \w{1,40} is missing|The SECRET_KEY|Requested setting|Error loading|settings\.DATABASES|'[^']{1,80}' isn't an avail)(?<what>.{1,160})/,
      strength: 'fatal',
      title: "Django's settings are not right: {what}",
      example: 'django.core.exceptions.ImproperlyConfigured: The STATIC_ROOT setting is empty',
      source: 'Django core exceptions',
    },
    {
      id: 'django/system-check',
      cause: 'app-config-invalid',
      pattern: /SystemCheckError: System check identified some issues/,
      strength: 'error',
      title: "Django's system check found errors in the settings",
      example:
        'django.core.management.base.SystemCheckError: SystemCheckError: System check identified some issues:',
      source: 'Django core management',
    },
    {
      id: 'django/command-error',
      cause: 'app-config-invalid',
      pattern:
        /CommandError: (?<what>You must set settings\.ALLOWED_HOSTS.{0,40}|Unknown command: .{1,60}|.{0,60}collectstatic.{1,80})/,
      strength: 'fatal',
      title: 'manage.py refuses: {what}',
      example: 'CommandError: You must set settings.ALLOWED_HOSTS if DEBUG is False.',
      source: 'Django core management',
    },
    {
      id: 'django/conflicting-migrations',
      cause: 'schema-migration-failed',
      pattern: /CommandError: Conflicting migrations detected; multiple leaf nodes/,
      strength: 'fatal',
      title: "Django's migrations conflict",
      example:
        'CommandError: Conflicting migrations detected; multiple leaf nodes in the migration graph: (0012_auto, 0012_add_phone in orders).',
      source: 'Django core management commands migrate',
    },
    {
      id: 'django/migration-exception',
      cause: 'schema-migration-failed',
      pattern:
        /django\.db\.migrations\.exceptions\.(?<what>(?:InconsistentMigrationHistory|NodeNotFoundError|MigrationSchemaMissing|InvalidBasesError|CircularDependencyError|IrreversibleError|BadMigrationError): .{1,160})/,
      strength: 'fatal',
      title: 'A Django migration fails: {what}',
      example:
        'django.db.migrations.exceptions.InconsistentMigrationHistory: Migration admin.0001_initial is applied before its dependency users.0001_initial on database',
      source: 'Django db migrations exceptions',
    },
    {
      id: 'django/migration-integrity',
      cause: 'schema-migration-failed',
      pattern:
        /django\.db\.utils\.(?:IntegrityError|OperationalError|ProgrammingError|DataError): (?<what>(?:could not create unique index|column "?\S{1,80}"? (?:of relation \S{1,80} )?(?:already exists|contains null values)|relation \S{1,80} (?:already exists|does not exist)|\(\d{4}, ["'](?:Duplicate|Table|Can't DROP|Cannot add).{1,120}|no such (?:table|column): .{1,80}|table \S{1,80} already exists|duplicate column name: .{1,60}).{0,100})/,
      strength: 'fatal',
      title: 'The database schema does not fit the migration: {what}',
      example: [
        'django.db.utils.IntegrityError: could not create unique index "patients_no_uniq"',
        'django.db.utils.ProgrammingError: relation "orders_order" does not exist',
        'django.db.utils.ProgrammingError: column "phone" of relation "users" already exists',
        `django.db.utils.OperationalError: (1050, "Table 'django_content_type' already exists")`,
        'django.db.utils.OperationalError: no such table: django_session',
      ],
      source: 'Django db utils with database messages',
      from: ['a52-django-migration-unique'],
    },
    {
      id: 'django/unapplied-migrations',
      cause: 'schema-migration-failed',
      pattern: /You have (?<what>\d{1,4}) unapplied migration\(s\)/,
      strength: 'hint',
      title: '{what} Django migrations are not applied',
      example:
        'You have 3 unapplied migration(s). Your project may not work properly until you apply the migrations for app(s): auth, orders.',
      source: 'Django core management runserver',
    },
    {
      id: 'flask/import-failed',
      cause: 'bad-command',
      pattern:
        /Error: (?:Could not import '(?<module>[^']{1,100})'|Failed to find Flask application or factory in module '(?<name>[^']{1,100})'|Could not locate a Flask application)/,
      strength: 'fatal',
      title: 'flask does not find the application',
      example: [
        "Error: Could not import 'app'.",
        "Error: Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory.",
      ],
      source: 'Flask src/flask/cli.py',
    },
    {
      id: 'flask/import-raised',
      cause: 'app-exception',
      pattern: /Error: While importing '(?<module>[^']{1,100})', an ImportError was raised/,
      strength: 'hint',
      title: 'Importing {module} raised an ImportError',
      example: "Error: While importing 'app', an ImportError was raised:",
      source: 'Flask src/flask/cli.py',
    },
    {
      id: 'flask/sqlalchemy-uri-unset',
      cause: 'env-missing',
      pattern:
        /(?:Either '?SQLALCHEMY_DATABASE_URI'? or '?SQLALCHEMY_BINDS'?|Neither SQLALCHEMY_DATABASE_URI nor SQLALCHEMY_BINDS is set|'SQLALCHEMY_DATABASE_URI' must be set)/,
      strength: 'fatal',
      title: 'SQLALCHEMY_DATABASE_URI is not set',
      example: "RuntimeError: Either 'SQLALCHEMY_DATABASE_URI' or 'SQLALCHEMY_BINDS' must be set.",
      source: 'Flask-SQLAlchemy extension.py',
    },
    {
      id: 'sqlalchemy/url-missing',
      cause: 'env-missing',
      pattern:
        /ArgumentError: (?:Expected string or URL object, got None|Could not parse (?:SQLAlchemy|rfc1738) URL from (?:given URL )?string ''?$)/,
      strength: 'fatal',
      title: 'The database URL is not set',
      example: [
        'sqlalchemy.exc.ArgumentError: Expected string or URL object, got None',
        "sqlalchemy.exc.ArgumentError: Could not parse SQLAlchemy URL from string ''",
      ],
      source: 'SQLAlchemy lib/sqlalchemy/engine/url.py',
    },
    {
      id: 'sqlalchemy/url-invalid',
      cause: 'app-config-invalid',
      pattern:
        /ArgumentError: Could not parse (?:SQLAlchemy|rfc1738) URL from (?:given URL )?string(?! ''$)/,
      strength: 'fatal',
      title: 'The database URL cannot be parsed',
      example: [
        "sqlalchemy.exc.ArgumentError: Could not parse SQLAlchemy URL from string 'postgres:5432'",
        'sqlalchemy.exc.ArgumentError: Could not parse SQLAlchemy URL from given URL string',
      ],
      source: 'SQLAlchemy lib/sqlalchemy/engine/url.py',
    },
    {
      id: 'sqlalchemy/dialect',
      cause: 'app-config-invalid',
      pattern: /NoSuchModuleError: Can't load plugin: sqlalchemy\.dialects:(?<what>\S{1,60})/,
      strength: 'fatal',
      title: 'SQLAlchemy has no dialect {what}',
      explain:
        'The scheme of the database URL names a dialect that SQLAlchemy does not have; postgres:// was removed in 1.4 in favour of postgresql://.',
      example: "sqlalchemy.exc.NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:postgres",
      source: 'SQLAlchemy lib/sqlalchemy/util/langhelpers.py',
    },
    {
      id: 'sqlalchemy/schema',
      cause: 'schema-migration-failed',
      pattern:
        /\((?:psycopg2?\.errors\.|sqlite3\.|pymysql\.err\.|MySQLdb\.)?(?<what>UndefinedTable|UndefinedColumn|DuplicateTable|DuplicateColumn|DuplicateObject|DuplicateAlias|InvalidTableDefinition|NotNullViolation)\)/,
      strength: 'error',
      title: 'The database schema is not the one that the program expects ({what})',
      example: [
        'sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedTable) relation "users" does not exist',
        'sqlalchemy.exc.ProgrammingError: (psycopg2.errors.DuplicateColumn) column "tenant_id" of relation "jobs" already exists',
      ],
      source: 'psycopg errors; SQLAlchemy exc',
    },
    {
      id: 'alembic/revision-missing',
      cause: 'schema-migration-failed',
      pattern: /Can't locate revision identified by '(?<what>\w{1,60})'/,
      strength: 'fatal',
      title: 'Alembic does not know the revision {what} that the database is at',
      explain:
        'The database was migrated by a newer or another version of the program than the one that runs.',
      example: [
        "alembic.util.exc.CommandError: Can't locate revision identified by 'ae10e6a1b2c3'",
        "FAILED: Can't locate revision identified by 'ae10e6a1b2c3'",
      ],
      source: 'alembic script/revision.py',
    },
    {
      id: 'alembic/multiple-heads',
      cause: 'schema-migration-failed',
      pattern:
        /(?:Multiple head revisions are present|Target database is not up to date|FAILED: Path doesn't exist)/,
      strength: 'fatal',
      title: 'Alembic cannot migrate the database',
      example: [
        "FAILED: Multiple head revisions are present for given argument 'head'; please specify a specific target revision",
        'FAILED: Target database is not up to date.',
      ],
      source: 'alembic command.py',
    },
    {
      id: 'airflow/db-not-migrated',
      cause: 'schema-migration-failed',
      pattern:
        /(?:There are still unapplied migrations after (?<what>\d{1,6}) seconds|You need to initialize the database\. Please run `airflow db|ERROR: You need to upgrade the database)/,
      strength: 'fatal',
      title: "Airflow's database is not migrated",
      example: [
        "TimeoutError: There are still unapplied migrations after 60 seconds. Migration Head(s) in DB: {} | Migration Head(s) in Source Code: {'405de8318b3a'}",
        'ERROR: You need to upgrade the database. Please run `airflow db upgrade`.',
      ],
      source: 'Airflow airflow/utils/db.py',
    },
    {
      id: 'gunicorn/app-not-found',
      cause: 'bad-command',
      pattern:
        /(?:Failed to find (?:attribute|application object):? '(?<name>[^']{1,100})'(?: in '(?<module>[^']{1,100})')?|AppImportError: .{1,120})/,
      strength: 'fatal',
      title: 'gunicorn does not find the application object',
      example: [
        "Failed to find attribute 'application' in 'wsgi'.",
        "gunicorn.errors.AppImportError: Failed to find attribute 'app' in 'main'.",
      ],
      source: 'gunicorn util.py',
    },
    {
      id: 'gunicorn/worker-boot',
      cause: 'app-exception',
      pattern:
        /(?:Worker failed to boot|Reason: (?:App failed to load|Worker failed to boot)|HaltServer)/,
      strength: 'hint',
      title: 'A gunicorn worker failed while it loaded the application',
      example: [
        "gunicorn.errors.HaltServer: <HaltServer 'Worker failed to boot.' 3>",
        '[2024-05-01 10:00:00 +0000] [1] [ERROR] Reason: Worker failed to boot.',
      ],
      source: 'gunicorn arbiter.py',
    },
    {
      id: 'gunicorn/worker-timeout',
      cause: 'deadlock-or-timeout-startup',
      pattern: /\[CRITICAL\] WORKER TIMEOUT \(pid:(?<what>\d{1,7})\)/,
      strength: 'hint',
      title: 'A gunicorn worker did not answer within its timeout',
      example: '[2024-05-01 10:00:00 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:12)',
      source: 'gunicorn arbiter.py',
    },
    {
      id: 'gunicorn/worker-sigkill',
      cause: 'oom-killed',
      pattern: /Worker \(pid:(?<what>\d{1,7})\) was sent SIGKILL! Perhaps out of memory\?/,
      // It says so of each worker that ended by SIGKILL, also of those that it killed itself after their timeout.
      strength: 'hint',
      title: 'A gunicorn worker was killed, as by the kernel for lack of memory',
      example:
        '[2024-05-01 10:00:00 +0000] [1] [ERROR] Worker (pid:12) was sent SIGKILL! Perhaps out of memory?',
      source: 'gunicorn arbiter.py',
    },
    {
      id: 'gunicorn/connection-in-use',
      cause: 'port-in-use',
      pattern: /Connection in use: \('(?<host>[^']{0,60})', (?<port>\d{1,5})\)/,
      strength: 'fatal',
      title: 'Port {port} is already in use',
      example: "[2024-05-01 10:00:00 +0000] [1] [ERROR] Connection in use: ('0.0.0.0', 8000)",
      source: 'gunicorn sock.py',
    },
    {
      id: 'gunicorn/tmp-dir',
      cause: 'permission-denied-fs',
      pattern:
        /(?:worker_tmp_dir|--worker-tmp-dir).{0,80}(?:doesn't exist|not writable|does not exist)/,
      strength: 'fatal',
      title: "gunicorn's worker_tmp_dir cannot be used",
      example: "Error: /dev/shmm: worker_tmp_dir doesn't exist",
      source: 'gunicorn config.py',
    },
    {
      id: 'gunicorn/port-not-number',
      cause: 'app-config-invalid',
      pattern: /Error: '(?<what>[^']{0,80})' is not a valid port number/,
      strength: 'fatal',
      title: "gunicorn's port {what} is not a number",
      example: [
        "Error: '$PORT' is not a valid port number.",
        "Error: '' is not a valid port number.",
      ],
      source: 'gunicorn util.py',
    },
    {
      id: 'uvicorn/app-not-found',
      cause: 'bad-command',
      pattern:
        /Error loading ASGI app\. (?<what>Could not import module "[^"]{1,100}"|Attribute "[^"]{1,60}" not found in module "[^"]{1,100}"|Import string "[^"]{0,100}" must be)/,
      strength: 'fatal',
      title: 'uvicorn does not find the application: {what}',
      example: [
        'ERROR:    Error loading ASGI app. Could not import module "main".',
        'ERROR:    Error loading ASGI app. Attribute "app" not found in module "app.main".',
      ],
      source: 'uvicorn importer.py',
    },
    {
      id: 'uvicorn/startup-failed',
      cause: 'app-exception',
      pattern: /Application startup failed\. Exiting\./,
      strength: 'hint',
      title: "The application's startup hook failed",
      example: 'ERROR:    Application startup failed. Exiting.',
      source: 'uvicorn lifespan/on.py',
    },
    {
      id: 'celery/app-not-found',
      cause: 'bad-command',
      pattern: /Unable to load celery application/,
      strength: 'fatal',
      title: 'celery does not find the application',
      example: [
        "Error: Invalid value for '-A' / '--app': Unable to load celery application. The module app was not found.",
        'Unable to load celery application.',
      ],
      source: 'celery bin/celery.py',
    },
    {
      id: 'celery/worker-lost',
      cause: 'oom-killed',
      pattern: /WorkerLostError: Worker exited prematurely: signal 9 \(SIGKILL\)/,
      strength: 'error',
      title: 'A celery worker process was killed, as by the kernel for lack of memory',
      example:
        'billiard.exceptions.WorkerLostError: Worker exited prematurely: signal 9 (SIGKILL) Job: 12.',
      source: 'billiard pool.py',
    },
    {
      id: 'celery/pidfile',
      cause: 'volume-data-incompatible',
      pattern: /ERROR: Pidfile \((?<file>[^)]{1,200})\) already exists/,
      strength: 'fatal',
      title: 'A stale pid file {file} keeps the program from starting',
      example: 'ERROR: Pidfile (celerybeat.pid) already exists.',
      source: 'celery platforms.py',
    },
    {
      id: 'uwsgi/app-not-loaded',
      cause: 'app-exception',
      pattern:
        /(?:unable to load app \d{1,4} \(mountpoint='[^']{0,80}'\)|\*\*\* no app loaded\. GAME OVER)/,
      strength: 'hint',
      title: 'uWSGI cannot load the application',
      example: [
        "unable to load app 0 (mountpoint='') (callable not found or import error)",
        '*** no app loaded. GAME OVER ***',
      ],
      source: 'uWSGI core/uwsgi.c',
    },
    {
      id: 'uwsgi/plugin-missing',
      cause: 'missing-dependency',
      pattern: /open\("(?<file>[^"]{1,200}_plugin\.so)"\): No such file or directory/,
      strength: 'error',
      title: 'uWSGI has no plugin {file}',
      example: 'open("./python3_plugin.so"): No such file or directory [core/utils.c line 3732]',
      source: 'uWSGI core/plugins.c',
    },
    {
      id: 'uwsgi/option-unknown',
      cause: 'app-config-invalid',
      pattern:
        /\[(?:uWSGI|strict)\] .{0,60}(?:unable to load configuration from (?<file>\S{1,200})|unknown config directive: (?<setting>\S{1,80}))/,
      strength: 'error',
      title: 'uWSGI cannot use its configuration',
      example: '[strict] unknown config directive: proceses',
      source: 'uWSGI core/utils.c',
    },
  ],
}
