import type { SignatureFamily } from '@unloop/engine/scanner'

/** PHP, PHP-FPM, Composer, Laravel, Symfony. */
export const php: SignatureFamily = {
  programs: ['PHP', 'PHP-FPM', 'Composer', 'Laravel', 'Symfony'],
  signatures: [
    {
      id: 'php/class-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:Uncaught Error: (?:Class|Interface|Trait) ["'](?<module>[^"']{1,200})["'] not found|Call to undefined function (?<name>[\w\\]{1,80})\(\))/,
      strength: 'error',
      title: 'A class, function or extension that PHP needs is missing',
      example: [
        'PHP Fatal error:  Uncaught Error: Class "Redis" not found in /var/www/html/cache.php:4',
        'PHP Fatal error:  Uncaught Error: Call to undefined function mysqli_connect() in /var/www/html/db.php:3',
      ],
      source: 'PHP Zend',
    },
    {
      id: 'php/autoload-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:Failed opening required '(?<file>[^']{1,250})'|(?:require|include)(?:_once)?\((?<name>[^)]{1,250})\): [Ff]ailed to open stream: No such file or directory)/,
      strength: 'error',
      title: 'PHP cannot load a file that it requires',
      example: [
        "PHP Fatal error:  Uncaught Error: Failed opening required '/var/www/html/vendor/autoload.php' (include_path='.:/usr/local/lib/php')",
        'PHP Warning:  require(/app/vendor/autoload.php): Failed to open stream: No such file or directory in /app/artisan on line 18',
      ],
      source: 'PHP main/fopen_wrappers.c',
    },
    {
      id: 'php/script-missing',
      cause: 'bad-command',
      pattern: /Could not open input file: (?<file>\S{1,250})/,
      strength: 'fatal',
      title: 'PHP finds no script {file}',
      example: 'Could not open input file: artisan',
      source: 'PHP sapi/cli/php_cli.c',
    },
    {
      id: 'php/memory-limit',
      cause: 'heap-exhausted',
      pattern: /Allowed memory size of (?<what>\d{1,15}) bytes exhausted/,
      strength: 'error',
      title: "PHP's memory_limit of {what} bytes is exhausted",
      example:
        'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /var/www/html/x.php on line 9',
      source: 'PHP Zend/zend_alloc.c',
    },
    {
      id: 'php/pdo-driver',
      cause: 'missing-dependency',
      pattern:
        /(?:PDOException: |QueryException: )could not find driver|the requested PHP extension (?<module>[\w-]{1,40}) is missing/,
      strength: 'fatal',
      title: 'The PHP extension for the database is not in the image',
      example: [
        'PHP Fatal error:  Uncaught PDOException: could not find driver in /var/www/html/db.php:5',
        'Illuminate\\Database\\QueryException: could not find driver (Connection: pgsql, SQL: select 1)',
      ],
      source: 'PHP PDO',
    },
    {
      id: 'php/parse-error',
      cause: 'app-exception',
      pattern: /PHP Parse error: {1,2}(?<what>.{1,200})/,
      strength: 'fatal',
      title: 'PHP cannot parse the program: {what}',
      example:
        'PHP Parse error:  syntax error, unexpected token "}" in /var/www/html/index.php on line 12',
      source: 'PHP Zend',
    },
    {
      id: 'php/uncaught',
      cause: 'app-exception',
      pattern:
        /(?:PHP )?Fatal error: {1,2}Uncaught (?<what>(?!PDOException|\S{0,80}(?:PathException|EnvNotFound)|Error: (?:Class|Interface|Trait|Failed opening|Call to undefined function)|.{0,80}(?:refused|could not find driver|getaddrinfo|failed to open stream))[\w\\]{1,100}: .{1,160})/,
      strength: 'error',
      title: 'The program threw {what}',
      example:
        'PHP Fatal error:  Uncaught TypeError: strlen(): Argument #1 ($string) must be of type string, null given in /app/x.php:3',
      source: 'PHP Zend/zend_exceptions.c',
    },
    {
      id: 'php/stream-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:The stream or file "(?<file>[^"]{1,250})" could not be opened|\((?<name>\/[^)]{1,250})\): [Ff]ailed to open stream: (?:Permission denied|Read-only file system)|Failed to open stream: (?:Permission denied|Read-only file system)|(?<what>\/\S{1,200}) directory must be present and writable)/,
      strength: 'error',
      title: 'PHP may not write a file or directory',
      example: [
        'The stream or file "/var/www/html/storage/logs/laravel.log" could not be opened in append mode: Failed to open stream: Permission denied',
        'file_put_contents(/app/cache/x): Failed to open stream: Permission denied',
        'The /app/bootstrap/cache directory must be present and writable.',
      ],
      source: 'Monolog StreamHandler; PHP main/streams',
    },
    {
      id: 'laravel/key-missing',
      cause: 'env-missing',
      pattern: /No application encryption key has been specified/,
      strength: 'fatal',
      title: 'APP_KEY is not set',
      example:
        'Illuminate\\Encryption\\MissingAppKeyException: No application encryption key has been specified.',
      source: 'Laravel EncryptionServiceProvider',
    },
    {
      id: 'laravel/key-invalid',
      cause: 'app-config-invalid',
      pattern: /Unsupported cipher or incorrect key length/,
      strength: 'fatal',
      title: 'APP_KEY has the wrong length or format',
      example:
        'RuntimeException: Unsupported cipher or incorrect key length. Supported ciphers are: aes-128-cbc, aes-256-cbc, aes-128-gcm, aes-256-gcm.',
      source: 'Laravel Encrypter',
    },
    {
      id: 'laravel/cache-path',
      cause: 'mount-failed',
      pattern: /Please provide a valid cache path/,
      strength: 'fatal',
      title: "Laravel's storage directories are missing, as when a volume is mounted over them",
      example: 'InvalidArgumentException: Please provide a valid cache path.',
      source: 'Laravel View Compiler',
    },
    {
      id: 'symfony/env-file',
      cause: 'config-file-missing',
      pattern:
        /(?:Unable to read (?:the|any of the environment file\(s\) at) [["](?<file>[^"\]]{1,250})[\]"](?: environment file)?|InvalidPathException)/,
      strength: 'fatal',
      title: 'The .env file does not exist in the container',
      example: [
        'PHP Fatal error:  Uncaught Symfony\\Component\\Dotenv\\Exception\\PathException: Unable to read the "/app/.env" environment file.',
        'Dotenv\\Exception\\InvalidPathException: Unable to read any of the environment file(s) at [/app/.env].',
      ],
      source: 'Symfony Dotenv; phpdotenv',
    },
    {
      id: 'phpdotenv/required',
      cause: 'env-missing',
      pattern:
        /One or more environment variables failed assertions: (?<env>\w{1,80}) is (?:missing|empty)/,
      strength: 'fatal',
      title: '{env} is not set',
      example:
        'Dotenv\\Exception\\ValidationException: One or more environment variables failed assertions: DB_HOST is missing.',
      source: 'phpdotenv Validator',
    },
    {
      id: 'composer/platform',
      cause: 'missing-dependency',
      pattern: /Composer detected issues in your platform(?:: (?<what>.{1,200}))?/,
      strength: 'fatal',
      title: 'The PHP of the image does not fit the installed packages',
      example:
        'PHP Fatal error:  Composer detected issues in your platform: Your Composer dependencies require a PHP version ">= 8.2.0". You are running 8.1.27.',
      source: 'Composer platform_check.php',
    },
    {
      id: 'php-fpm/unknown-entry',
      cause: 'app-config-invalid',
      pattern:
        /\[(?<file>\/[^\]:]{1,200}):\d{1,6}\] (?:unknown entry '(?<setting>[^']{1,80})'|unable to parse value for entry '(?<key>[^']{1,80})'.{0,100}|value is NULL for a ZEND_INI_PARSER_ENTRY|array entry .{1,80})/,
      strength: 'fatal',
      title: 'PHP-FPM does not accept its configuration {file}',
      example:
        "[01-May-2024 10:00:00] ERROR: [/usr/local/etc/php-fpm.d/www.conf:12] unknown entry 'pm.max_childrn'",
      source: 'PHP sapi/fpm/fpm/fpm_conf.c',
    },
    {
      id: 'php-fpm/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:ERROR: \[pool [\w.-]{1,60}\] (?<what>.{1,160})|ERROR: No pool defined|ALERT: \[pool [\w.-]{1,60}\] (?<name>.{1,120}))/,
      strength: 'fatal',
      title: 'PHP-FPM does not accept its configuration',
      example: [
        "ERROR: [pool www] cannot get uid for user 'app'",
        'ERROR: No pool defined. at least one pool section must be specified in config file',
        'ALERT: [pool www] user has not been defined',
      ],
      source: 'PHP sapi/fpm/fpm/fpm_conf.c',
    },
    {
      id: 'php-fpm/address-in-use',
      cause: 'port-in-use',
      pattern:
        /unable to bind listening socket for address '(?<host>[^']{1,120})': Address already in use/,
      strength: 'fatal',
      title: "PHP-FPM's address {host} is already in use",
      example:
        "ERROR: unable to bind listening socket for address '9000': Address already in use (98)",
      source: 'PHP sapi/fpm/fpm/fpm_sockets.c',
    },
    {
      id: 'php-fpm/socket-denied',
      cause: 'permission-denied-fs',
      pattern:
        /unable to bind listening socket for address '(?<file>[^']{1,200})': (?<what>Permission denied|Read-only file system)/,
      strength: 'fatal',
      title: 'PHP-FPM cannot create its socket {file}: {what}',
      example:
        "ERROR: unable to bind listening socket for address '/run/php/php-fpm.sock': Permission denied (13)",
      source: 'PHP sapi/fpm/fpm/fpm_sockets.c',
    },
    {
      id: 'php-fpm/socket-folder',
      cause: 'image-bad',
      pattern:
        /unable to bind listening socket for address '(?<file>[^']{1,200})': No such file or directory/,
      strength: 'fatal',
      title: 'The image has no folder for the socket {file} of PHP-FPM',
      example:
        "ERROR: unable to bind listening socket for address '/run/php/php-fpm.sock': No such file or directory (2)",
      source: 'PHP sapi/fpm/fpm/fpm_sockets.c',
      fix: {
        title: 'Create the folder in the image, mount an emptyDir there, or listen on a port',
        where: 'image',
      },
    },
    {
      id: 'php-fpm/failed',
      cause: 'app-config-invalid',
      pattern:
        /ERROR: (?:FPM initialization failed|failed to (?:load configuration file|post process the configuration))/,
      strength: 'hint',
      title: 'PHP-FPM could not start',
      example: 'ERROR: FPM initialization failed',
      source: 'PHP sapi/fpm/fpm/fpm.c',
    },
    {
      id: 'php/extension-not-loaded',
      cause: 'missing-dependency',
      pattern: /PHP Startup: Unable to load dynamic library '(?<module>[^']{1,200})'/,
      strength: 'hint',
      title: 'PHP cannot load the extension {module}',
      example:
        "PHP Warning:  PHP Startup: Unable to load dynamic library 'pdo_pgsql' (tried: /usr/local/lib/php/extensions/no-debug-non-zts-20220829/pdo_pgsql (libpq.so.5: cannot open shared object file))",
      source: 'PHP ext/standard/dl.c',
    },
  ],
}
