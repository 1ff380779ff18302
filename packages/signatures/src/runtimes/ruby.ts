import type { SignatureFamily } from '@unloop/engine/scanner'

/** Ruby, Bundler, Rails, Puma, Sidekiq. */
export const ruby: SignatureFamily = {
  programs: ['Ruby', 'Bundler', 'Rails', 'Puma', 'Sidekiq', 'Psych'],
  signatures: [
    {
      id: 'ruby/load-error',
      cause: 'missing-dependency',
      pattern: /cannot load such file -- (?<module>[^\s(]{1,200})(?: \(LoadError\))?/,
      strength: 'fatal',
      title: 'Ruby cannot load {module}',
      example: [
        "<internal:/usr/lib/ruby/rubygems/core_ext/kernel_require.rb>:85:in `require': cannot load such file -- pg (LoadError)",
        'cannot load such file -- /app/config/application (LoadError)',
      ],
      source: 'Ruby load.c',
    },
    {
      id: 'ruby/script-missing',
      cause: 'bad-command',
      pattern: /ruby[\d.]{0,4}: No such file or directory -- (?<file>\S{1,250}) \(LoadError\)/,
      strength: 'fatal',
      title: 'Ruby finds no script {file}',
      example: 'ruby: No such file or directory -- worker.rb (LoadError)',
      source: 'Ruby ruby.c',
    },
    {
      id: 'bundler/gem-not-found',
      cause: 'missing-dependency',
      pattern:
        /Could not find (?:gem '?)?(?<module>[\w.-]{1,100}'?)(?: \([^)]{1,80}\))?(?:, .{1,200})? in (?:any of the sources|locally installed gems|rubygems repository|cached gems)/,
      strength: 'fatal',
      title: 'The gem {module} is not in the image',
      example: [
        'Could not find rake-13.0.6 in any of the sources (Bundler::GemNotFound)',
        'Could not find pg-1.5.4, puma-6.4.0 in locally installed gems',
      ],
      source: 'Bundler spec_set, definition',
    },
    {
      id: 'bundler/ruby-version',
      cause: 'missing-dependency',
      pattern:
        /Your Ruby version is (?<what>[\d.p]{3,12}), but your Gemfile specified (?<name>\S{1,20})/,
      strength: 'fatal',
      title: 'The image has Ruby {what}, the Gemfile demands {name}',
      example: 'Your Ruby version is 3.0.2, but your Gemfile specified 3.2.2',
      source: 'Bundler definition.rb',
    },
    {
      id: 'bundler/no-gemfile',
      cause: 'bad-command',
      pattern:
        /(?:Could not locate Gemfile|(?<file>\/\S{1,200}Gemfile) not found \(Bundler::GemfileNotFound\)|bundler: command not found: (?<name>\S{1,80}))/,
      strength: 'fatal',
      title: 'Bundler finds no Gemfile or no such program',
      example: [
        'Could not locate Gemfile or .bundle/ directory',
        'bundler: command not found: puma',
      ],
      source: 'Bundler cli',
    },
    {
      id: 'bundler/not-writable',
      cause: 'permission-denied-fs',
      pattern:
        /(?:There was an error while trying to write to `(?<file>[^`]{1,200})`|`(?<name>\/[^`]{0,200})` is not writable|The dependency .{1,80} cannot be written)/,
      strength: 'error',
      title: 'Bundler may not write a file',
      example:
        'There was an error while trying to write to `/app/Gemfile.lock`. It is likely that you need to grant write permissions for that path.',
      source: 'Bundler errors.rb',
    },
    {
      id: 'rails/secret-key-base',
      cause: 'env-missing',
      pattern: /Missing `secret_key_base` for '(?<what>\w{1,30})' environment/,
      strength: 'fatal',
      title: 'SECRET_KEY_BASE is not set',
      example:
        "ArgumentError: Missing `secret_key_base` for 'production' environment, set this string with `bin/rails credentials:edit`",
      source: 'Rails railties application.rb',
    },
    {
      id: 'rails/master-key',
      cause: 'env-missing',
      pattern: /Missing encryption key to decrypt (?:file|credentials) with/,
      strength: 'fatal',
      title: 'RAILS_MASTER_KEY is not set',
      example:
        "Missing encryption key to decrypt file with. Ask your team for your master key and write it to /app/config/master.key or put it in the ENV['RAILS_MASTER_KEY'].",
      source: 'Rails encrypted_file.rb',
    },
    {
      id: 'rails/wrong-master-key',
      cause: 'app-config-invalid',
      pattern:
        /(?:ActiveSupport::(?:MessageEncryptor|EncryptedFile)::(?:InvalidMessage|InvalidKeyLengthError)|ArgumentError: key must be \d{1,3} bytes)/,
      strength: 'fatal',
      title: 'Rails cannot decrypt its credentials with the key that it has',
      example:
        'ActiveSupport::MessageEncryptor::InvalidMessage: ActiveSupport::MessageEncryptor::InvalidMessage',
      source: 'Rails message_encryptor.rb',
    },
    {
      id: 'rails/pid-file',
      cause: 'volume-data-incompatible',
      pattern:
        /A server is already running\.? (?:Check |\(pid: \d{1,7}, file: )(?<file>[^\s)]{1,200}?)\.?(?:\)|$|\s)/,
      strength: 'fatal',
      title: 'A stale pid file {file} keeps Rails from starting',
      explain:
        'The pid file of an earlier run is in the image or on a volume. As every container numbers its processes anew, Rails takes it for a live server.',
      example: [
        'A server is already running. Check /app/tmp/pids/server.pid.',
        'A server is already running (pid: 1, file: /app/tmp/pids/server.pid).',
      ],
      source: 'Rails server_command.rb',
      fix: {
        title: 'Remove {file} before the server starts, or start with --pid /dev/null',
        where: 'manifest',
      },
    },
    {
      id: 'rails/schema-statement',
      cause: 'schema-migration-failed',
      pattern:
        /(?:ActiveRecord::StatementInvalid: |PG::|Mysql2::Error: )(?<what>(?:Undefined(?:Table|Column)|Duplicate(?:Table|Column|Object)|InsufficientPrivilege|NotNullViolation|UniqueViolation|Table '[^']{1,100}' (?:doesn't exist|already exists)|Duplicate (?:column|key) name|Unknown column).{0,160})/,
      strength: 'error',
      title: 'The database schema is not the one that the program expects: {what}',
      example: [
        'ActiveRecord::StatementInvalid: PG::UndefinedTable: ERROR:  relation "users" does not exist',
        'PG::DuplicateColumn: ERROR:  column "slug" of relation "posts" already exists',
      ],
      source: 'Rails active_record errors',
    },
    {
      id: 'rails/database-config',
      cause: 'app-config-invalid',
      pattern:
        /(?:ActiveRecord::Adapter(?:NotSpecified|NotFound)|The `?(?<name>\w{1,30})`? database is not configured for the|Cannot load database configuration|YAML syntax error occurred while parsing (?<file>\S{1,200})|database configuration does not specify adapter)/,
      strength: 'fatal',
      title: "Rails' database configuration is not right",
      example: [
        'ActiveRecord::AdapterNotSpecified: The `production` database is not configured for the `production` environment.',
        'Cannot load database configuration: YAML syntax error occurred while parsing /app/config/database.yml.',
      ],
      source: 'Rails active_record',
    },
    {
      id: 'ruby/env-fetch',
      cause: 'env-missing',
      pattern: /key not found: "(?<env>[A-Z][A-Z0-9_]{1,80})"(?: \(KeyError\))?/,
      strength: 'fatal',
      title: '{env} is not set',
      example: [
        'config/puma.rb:12:in `fetch\': key not found: "DATABASE_URL" (KeyError)',
        'KeyError: key not found: "REDIS_URL"',
      ],
      source: 'Ruby hash.c, env_fetch',
    },
    {
      id: 'ruby/psych',
      cause: 'app-config-invalid',
      pattern:
        /(?:\((?<file>[^)]{1,200})\): (?<what>.{1,160}) at line \d{1,6} column \d{1,6}|Psych::(?:SyntaxError|BadAlias|DisallowedClass|AliasesNotEnabled))/,
      strength: 'fatal',
      title: 'A YAML file that the program reads is not valid',
      example: [
        "/usr/lib/ruby/3.1.0/psych.rb:455:in `parse': (/config/app.yaml): did not find expected key while parsing a block mapping at line 3 column 1 (Psych::SyntaxError)",
        'Psych::BadAlias: Unknown alias: default',
      ],
      source: 'Psych',
      from: ['a61-yaml-tab-psych'],
    },
    {
      id: 'ruby/own-exception',
      cause: 'app-exception',
      pattern:
        /(?<what>undefined method [`'][^`']{1,80}' for .{1,80}|undefined local variable or method [`'][^`']{1,80}' .{1,60}|uninitialized constant [\w:]{1,120}|wrong number of arguments \(given .{1,40}\)|comparison of .{1,60} failed|divided by 0|stack level too deep|nil can't be coerced into \w{1,20}|no implicit conversion of \w{1,30} into \w{1,30}|superclass mismatch for class \w{1,60})(?: \((?<name>\w{1,60})\))?/,
      strength: 'error',
      title: 'The program threw {what}',
      example: [
        "app.rb:4:in `<main>': undefined method `split' for nil:NilClass (NoMethodError)",
        'NameError: uninitialized constant Settings',
        "app.rb:2:in `/': divided by 0 (ZeroDivisionError)",
      ],
      source: 'Ruby error.c',
    },
    {
      id: 'ruby/address-in-use',
      cause: 'port-in-use',
      pattern:
        /Address already in use - bind\(2\) for "?(?<host>[^"\s]{0,100})"? port (?<port>\d{1,5})/,
      strength: 'fatal',
      title: 'Port {port} is already in use',
      example: `Address already in use - bind(2) for "0.0.0.0" port 3000 (Errno::EADDRINUSE)`,
      source: 'Ruby socket',
    },
    {
      id: 'ruby/bind-denied',
      cause: 'security-context',
      pattern: /Permission denied - bind\(2\) for "?(?<host>[^"\s]{0,100})"? port (?<port>\d{1,5})/,
      strength: 'fatal',
      title: 'The program may not listen on port {port}',
      example: `Permission denied - bind(2) for "0.0.0.0" port 80 (Errno::EACCES)`,
      source: 'Ruby socket',
    },
    {
      id: 'ruby/file-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Permission denied|Read-only file system|Operation not permitted) @ (?:rb_sysopen|dir_s_mkdir|apply2files|rb_file_s_\w{1,20}|rb_check_realpath_internal|dir_initialize|io_write) - (?<file>[^\s)]{1,250})/,
      strength: 'error',
      title: 'The program may not access {file}',
      example: [
        'Permission denied @ rb_sysopen - /app/log/production.log (Errno::EACCES)',
        'Read-only file system @ dir_s_mkdir - /app/tmp/cache (Errno::EROFS)',
      ],
      source: 'Ruby file.c, io.c',
    },
    {
      id: 'ruby/file-missing',
      cause: 'config-file-missing',
      pattern:
        /No such file or directory @ rb_sysopen - (?!\/var\/run\/secrets\/kubernetes|\/run\/secrets\/kubernetes)(?<file>[^\s)]{1,250})/,
      strength: 'error',
      title: 'The file {file} does not exist in the container',
      example:
        "/app/worker.rb:3:in `read': No such file or directory @ rb_sysopen - config/app.yml (Errno::ENOENT)",
      source: 'Ruby io.c',
    },
    {
      id: 'ruby/no-memory',
      cause: 'heap-exhausted',
      pattern:
        /(?:failed to allocate memory \(NoMemoryError\)|\[FATAL\] failed to allocate memory)/,
      strength: 'fatal',
      title: 'Ruby could not allocate memory',
      example: '[FATAL] failed to allocate memory',
      source: 'Ruby gc.c',
    },
    {
      id: 'ruby/segv',
      cause: 'segfault',
      pattern: /\[BUG\] Segmentation fault at 0x[0-9a-f]{1,16}/,
      strength: 'fatal',
      title: 'Ruby crashed with a segmentation fault',
      example:
        '/usr/local/bundle/gems/pg-1.5.4/lib/pg.rb:58: [BUG] Segmentation fault at 0x0000000000000008',
      source: 'Ruby signal.c',
    },
  ],
}
