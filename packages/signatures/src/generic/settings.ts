import type { SignatureFamily } from '@unloop/engine/scanner'

/** Settings that are missing or wrong, configuration files that are not there, licences. */
export const settings: SignatureFamily = {
  programs: [
    'any program that reads settings',
    'Joi',
    'zod',
    'envalid',
    'convict',
    'env-var',
    'dotenv-safe',
  ],
  signatures: [
    {
      id: 'go-validator/required',
      cause: 'env-missing',
      pattern:
        /(?:Key: '(?<key>[\w.[\]]{1,160})' )?Error: ?Field validation for '(?<setting>\w{1,100})' failed on the 'required\w{0,20}' tag/,
      strength: 'fatal',
      title: 'The required setting {setting} is empty',
      example:
        "panic: validating settings, Key: 'Settings.ClusterName' Error:Field validation for 'ClusterName' failed on the 'required' tag",
      source: 'https://github.com/go-playground/validator errors.go',
    },
    {
      id: 'go-validator/invalid',
      cause: 'app-config-invalid',
      pattern:
        /Error: ?Field validation for '(?<setting>\w{1,100})' failed on the '(?<what>(?!required)\w{1,40})' tag/,
      strength: 'fatal',
      title: 'The setting {setting} is not accepted: {what}',
      example: "Key: 'Config.Port' Error:Field validation for 'Port' failed on the 'lte' tag",
      source: 'https://github.com/go-playground/validator errors.go',
    },
    {
      id: 'env/required-not-set',
      cause: 'env-missing',
      pattern:
        /(?:[Rr]equired|[Mm]andatory|[Mm]issing|[Ee]mpty|[Nn]o value for|[Uu]nset|[Uu]ndefined)(?: required| mandatory| the)?(?: environment| env| ENV)(?: variables?| vars?\.?)(?:\(s\))?(?: not set| is missing| missing| named?| for| are)?[:\s]{1,3}(?:- |\[)?[`'"“$]{0,2}\{?(?<env>[A-Za-z_][A-Z0-9_]{1,80})/,
      strength: 'fatal',
      title: '{env} is not set',
      example: [
        'Error: Missing required environment variable: DATABASE_URL',
        'Missing environment variables: JWT_SECRET, API_KEY',
        'panic: required environment variable "KAFKA_BROKERS"',
        'missing env var API_TOKEN',
        'Required env variable not set: S3_BUCKET',
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'env/named-not-set',
      cause: 'env-missing',
      pattern:
        /(?:[Ee]nvironment|[Ee]nv|ENV) (?:[Vv]ar(?:iable)?s?|VAR) [`'"“$]{0,2}\{?(?<env>(?!CATALINA_|JAVA_HOME|JRE_HOME|(?:is|was|are|has|not|must|should|can|cannot|does|substitution|expansion|names?|values?)\b)[A-Za-z_]\w{1,80})\}?[`'"”]{0,2}:? ?(?:is |was |are |has |must |can(?:no|')t |should |does )?(?:not (?:been )?(?:set|defined|provided|found|specified|present|exist|configured|be empty)|missing|required|undefined|unset|empty|be (?:set|defined|provided|non-empty|specified)|null|mandatory|not-set)/,
      strength: 'fatal',
      title: '{env} is not set',
      example: [
        'Environment variable API_KEY is not set',
        'environment variable DATABASE_URL is missing.',
        'FATAL: env variable "REDIS_HOST" must be set',
        'Environment variable DATABASE_URL not found',
        'The environment variable $SMTP_HOST is required',
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'env/not-found-colon',
      cause: 'env-missing',
      pattern:
        /[Ee]nv(?:ironment)? var(?:iable)? (?:not (?:found|set|defined|specified|provided)|is (?:missing|required|not set))[:\s]{1,3}[`'"]?(?<env>[A-Za-z_]\w{1,80})/,
      strength: 'fatal',
      title: '{env} is not set',
      example: [
        'error: Environment variable not found: DATABASE_URL.',
        'Environment variable not found: "MAILER_DSN".',
        'env var not set: TOKEN',
      ],
      source: 'Prisma; Symfony; programs of all kinds',
    },
    {
      id: 'env/upper-must-be-set',
      cause: 'env-missing',
      pattern:
        /(?:^|[\s"'`:(=[])\$?\{?(?<env>(?!KUBERNETES_|CATALINA_|JAVA_HOME|JRE_HOME)[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,40}){1,8})\}?[`'"]? ?(?:environment variable |env var(?:iable)? |variable )?(?:must (?:be|not be) (?:set|specified|defined|provided|given|present|supplied|configured|empty|blank|non-empty|a (?:valid )?non-empty string)|(?:is|are|was) (?:required|mandatory|missing|undefined|not (?:configured|defined|provided|specified))(?! ?,? ?(?:using|default|falling|ignoring|skipping|will|disabl))|is a required (?:environment )?variable|needs to be set|has to be set|should be set|cannot be (?:empty|blank|null)|not provided|required but (?:not|missing))/,
      strength: 'fatal',
      title: '{env} is not set',
      example: [
        'FATAL: DATABASE_URL must be set',
        'Error: JWT_SECRET is required',
        'Config error: API_BASE_URL is not defined',
        'EnvVarError: env-var: "PAYMENT_KEY" is a required variable, but it was not set',
        'STRIPE_SECRET_KEY is missing',
        'AUTH_SECRET cannot be empty',
      ],
      source: 'programs of all kinds; env-var',
    },
    {
      id: 'env/invalid-value',
      cause: 'app-config-invalid',
      pattern:
        /\b(?:invalid|illegal|unsupported|unknown|bad|wrong) (?:option|value|setting|entry)(?: .{1,60})? (?:for|of|in) (?:the )?(?:environment |env )(?:variable|var) [`'"$]{0,2}(?<env>[A-Z][A-Z0-9_]{1,60})|(?:environment |env )(?:variable|var) [`'"$]{0,2}(?<name>[A-Z][A-Z0-9_]{1,60})[`'"]? (?:has|is set to|contains) an? (?:invalid|unsupported|unknown|illegal)\b/,
      strength: 'error',
      title: 'The environment variable {env}{name} has a value that the program does not take',
      example: [
        'You provided an invalid option for the environment variable "SSL_MODE". Check your configuration.',
        'invalid value "fast" for environment variable LOG_LEVEL',
        'environment variable WORKERS has an invalid value',
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'env/upper-not-set',
      cause: 'env-missing',
      pattern:
        /(?:^|[\s"'`:(=[])\$?\{?(?<env>(?!KUBERNETES_|CATALINA_|JAVA_HOME|JRE_HOME|GIT_DISCOVERY)[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,40}){1,8})\}?[`'"]? (?:environment variable |env var(?:iable)? |variable )?(?:is |are |was )?(?:not set|unset|empty|not found)(?! ?[,;(-]|\. {1,2}(?:[Uu]sing|[Dd]efault|[Ff]all|[Ii]gnor|[Ss]kip|[Ww]ill|[Dd]isabl|[Cc]ontinu|[Aa]ssum))/,
      strength: 'error',
      title: '{env} is not set',
      example: [
        'error: DATABASE_URL not set',
        'SECRET_KEY_BASE is empty',
        'KAFKA_BROKERS is not set',
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'env/please-set',
      cause: 'env-missing',
      pattern:
        /(?:[Pp]lease|[Yy]ou (?:must|need to|have to|should)|[Mm]ust) (?:set|provide|specify|define|supply|export|configure)(?: an?| the| a value for| valid| either| one of)?(?: environment variable| env(?:ironment)? var(?:iable)?)? [`'"$]{0,2}\{?(?<env>[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,40}){1,8})/,
      strength: 'error',
      title: '{env} is not set',
      example: [
        'Please set POSTGRES_PASSWORD',
        'You must specify MINIO_ROOT_USER and MINIO_ROOT_PASSWORD',
        'You need to set the environment variable CLUSTER_NAME',
      ],
      source: 'programs of all kinds; container entrypoints',
    },
    {
      id: 'env/postgres-image-password',
      cause: 'env-missing',
      pattern:
        /Database is uninitialized and (?:superuser )?password (?:is not specified|option is not specified)/,
      strength: 'fatal',
      title: "The database image needs its superuser's password in a variable",
      example: [
        'Error: Database is uninitialized and superuser password is not specified.',
        '[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified',
      ],
      source: 'docker-library postgres, mysql, mariadb entrypoints',
      from: ['116-voting-app-postgres-password'],
      fix: {
        title:
          'Set POSTGRES_PASSWORD (or MYSQL_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD) from a Secret',
        where: 'manifest',
      },
    },
    {
      id: 'env/joi-required',
      cause: 'env-missing',
      pattern:
        /(?:Config validation error: |ValidationError: |validation failed: )?\\?"(?<env>[A-Z][A-Z0-9_]{1,80})\\?" is (?:required|not allowed to be empty)/,
      strength: 'fatal',
      title: '{env} is not set',
      example: [
        'Error: Config validation error: "DATABASE_URL" is required',
        'ValidationError: "JWT_SECRET" is not allowed to be empty',
      ],
      source: 'Joi any.required, string.empty; NestJS ConfigModule',
    },
    {
      id: 'env/joi-invalid',
      cause: 'app-config-invalid',
      pattern:
        /\\?"(?<env>[A-Z][A-Z0-9_]{1,80})\\?" (?<what>must be (?:a|an|one of|less|greater|larger|at|in) .{1,100}|is not allowed$|contains an invalid value)/,
      strength: 'fatal',
      title: '{env} {what}',
      example: [
        'Config validation error: "PORT" must be a number',
        'Error: Config validation error: "NODE_ENV" must be one of [development, production, test]',
      ],
      source: 'Joi',
    },
    {
      id: 'env/schema-invalid',
      cause: 'env-missing',
      pattern:
        /(?:Invalid environment variables|Missing environment variables|Missing (?:required )?environment variable|MissingEnvVarsError|Environment validation (?:failed|error)|EnvMissingError|Invalid (?:server|client)?-?side environment variables)(?::|$|,| detected)/i,
      strength: 'error',
      title: "The program's environment variables are missing or not valid",
      example: [
        "❌ Invalid environment variables: { DATABASE_URL: [ 'Required' ] }",
        ' Missing environment variables:',
        'MissingEnvVarsError: The following variables were defined in .env.example but are not present in the environment:',
      ],
      source: 't3-env; envalid; dotenv-safe',
    },
    {
      id: 'config/missing-key',
      cause: 'env-missing',
      pattern:
        /(?:[Mm]issing (?:required )?(?:config(?:uration)?|setting|parameter|property|option)(?: (?:key|value|setting|field|option|property|parameter|for))?s?[:\s]{1,3}|[Rr]equired (?:config(?:uration)?|setting|parameter|property|option)(?: (?:key|value|setting|field|option|property|parameter))?s?(?: (?:is )?(?:missing|not (?:set|found|provided)))?[:\s]{1,3}|[Cc]onfig(?:uration)? (?:key|value|setting|property|parameter|option) (?:is )?(?:missing|required|not found):? ?|[Mm]issing required (?:key|field|value|argument)s?[:\s]{1,3}(?!path))[`'"[]{0,2}(?<key>(?!files?\b|[\w.]{1,60}" which has no default)[A-Za-z_][\w.:-]{1,100})/,
      strength: 'error',
      title: 'The setting {key} is missing',
      example: [
        'Missing required config: database.url',
        'required setting missing: auth.issuer',
        "Missing required key 'region'",
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'config/rust-missing-field',
      cause: 'env-missing',
      pattern:
        /(?:missing (?:configuration )?field [`"'](?<key>[\w.]{1,100})[`"']|missing value for field (?<env>\w{1,80})|configuration property "(?<setting>[\w.]{1,100})" not found)/,
      strength: 'error',
      title: 'A required setting is missing',
      example: [
        'Error: missing field `database_url`',
        'missing value for field database_url',
        'configuration property "server.port" not found',
        'missing configuration field "database.url"',
      ],
      source: 'serde; envy; config-rs; figment',
    },
    {
      id: 'config/unknown-field',
      cause: 'app-config-invalid',
      pattern:
        /(?:[Uu]nknown|[Uu]nrecognized|[Uu]nexpected|[Ii]nvalid|[Uu]nsupported) (?:config(?:uration)? )?(?:field|key|option|property|parameter|setting|directive|variable|keyword|attribute)s?:? [`'"]?(?<setting>(?!names?\b|or\b|values?\b|in\b|for\b)[A-Za-z][\w.-]{1,80})[`'"]?(?=.{0,20}(?:,| in | at |expected|$| for | on line|\())/,
      strength: 'error',
      title: 'The configuration has an entry that the program does not know: {setting}',
      example: [
        'unknown field `listen_adress`, expected one of `listen_address`, `tls`',
        'Unknown configuration option: max_conections',
        'Unrecognized option "foo" in section server',
        'unknown directive "gzip_statics" in /etc/nginx/nginx.conf:14',
        'Error: Unknown configuration variable "max_inflight_message".',
      ],
      source: 'programs of all kinds',
      from: ['a68-mosquitto-unknown-variable'],
    },
    {
      id: 'config/parse-failed',
      cause: 'app-config-invalid',
      pattern:
        /(?:(?:[Ff]ailed|[Uu]nable|[Cc]ould not|[Cc]annot|[Ee]rror|couldn't) ?(?:to )?(?:pars(?:e|ing)|load(?:ing)?|read(?:ing)?|decod(?:e|ing)|unmarshal(?:l?ing)?|validat(?:e|ing)|initializ(?:e|ing)|process(?:ing)?)(?: the)? (?:config(?:uration)?|settings|conf)(?: file| map)?s?|[Ii]nvalid config(?:uration)?(?: file)?(?!, exiting)|[Cc]onfig(?:uration)?(?: file)? (?:is invalid|error|validation (?:failed|error)|syntax error)|[Ss]yntax error in config(?:uration)?(?: file)?)(?!.{0,300}(?:no such file|not found|ENOENT|does not exist|permission denied|in-cluster|kube|connection refused|timeout|no such host|dial tcp|required|missing|not defined|not set|is empty|application secret|no configuration has been))(?:[:\s(]{1,3}(?<what>.{3,200}))?/,
      strength: 'error',
      title: 'The program does not accept its configuration',
      example: [
        'Error loading config file "/etc/app/app.yml": line 3: unexpected indent',
        'failed to parse config: invalid log level "verbos"',
        'Invalid configuration: port must be between 1 and 65535',
        'Configuration error: unknown storage backend',
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'config/value-invalid',
      cause: 'app-config-invalid',
      pattern:
        /(?:[Ii]nvalid|[Uu]nsupported|[Uu]nknown|[Ii]llegal|[Mm]alformed) (?:value|setting|log ?level|level|port|address|duration|boolean|integer|number|URL|url|URI|DSN|dsn|connection string|cron (?:expression|schedule)|schedule|mode|encoding|format|storage class|backend|driver|scheme|hostname|host|listen address)(?: for| of| in| value| specified)?[:\s]{1,3}(?!\s|'-|\[\]|(?:from|for|of|in|specified) )[`'"]?(?<what>[^`'"]{1,120})/,
      strength: 'error',
      title: 'A setting has a value that the program does not accept: {what}',
      example: [
        'invalid log level: verbose',
        'Invalid value for LOG_LEVEL: trce',
        "Unknown log level 'debugg'",
        'Malformed connection string: postgres//db',
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'config/secret-changed',
      cause: 'app-config-invalid',
      pattern:
        /(?:(?:cipher|chacha20poly1305): message authentication failed|cryptography\.fernet\.InvalidToken|MessageEncryptor::InvalidMessage|ActiveRecord::Encryption::Errors::Decryption|DecryptException: The (?:MAC|payload) is invalid|Unsupported state or unable to authenticate data)/,
      strength: 'fatal',
      title: 'What is stored was encrypted with another secret than the one that is set now',
      explain:
        'The program reads something that it encrypted earlier, in its database or on a volume, and its present key does not fit. The secret was changed, is not set, or the data belongs to another installation.',
      example: [
        'level=fatal msg="could not ensure keys" error=map[message:cipher: message authentication failed]',
        'cryptography.fernet.InvalidToken',
        'ActiveSupport::MessageEncryptor::InvalidMessage',
        'Illuminate\\Contracts\\Encryption\\DecryptException: The MAC is invalid.',
        'Error: Unsupported state or unable to authenticate data',
      ],
      source: 'Go crypto/cipher; cryptography; Rails; Laravel; Node.js crypto',
    },
    {
      id: 'config/file-missing',
      cause: 'config-file-missing',
      pattern:
        /\b(?:open|stat|lstat|read|load(?:ing)?|access|opening|reading)\(?:?(?: config(?:uration)?(?: file)?:?)? ["'`]?(?!\/var\/run\/secrets\/kubernetes|\/run\/secrets\/kubernetes|\/proc\/|\/sys\/|\/lib\/modules|\S{0,200}(?:kubeconfig|kube\/config|serving-certs|webhook|package\.json))(?<file>[^\s"'`:,]{0,200}(?:\.(?:ya?ml|json5?|toml|ini|conf|config|cfg|cnf|env|properties|xml|hcl|tfvars|rules|lua|acl|htpasswd|list|tmpl|template|jsonnet|rego|cue)|\/(?:etc|config|configs|conf|conf\.d|configuration|secrets?)\/[^\s"'`:,]{1,150}(?<!\.(?:crt|pem|key|cert|p12|jks))))["'`]?\)?[:,]? .{0,40}[Nn]o such file or directory(?<!(?:container process|OCI runtime|pod sandbox|create containerd|probe failed).{0,500})/,
      strength: 'error',
      title: 'The configuration file {file} does not exist in the container',
      example: [
        'open /etc/app/config.yaml: no such file or directory',
        'Error: failed to load config: open config/prod.toml: no such file or directory',
        "error opening '/config/app.ini': No such file or directory",
        'stat /etc/prometheus/rules.yml: no such file or directory',
      ],
      source: 'Linux ENOENT; Go os.PathError',
    },
    {
      id: 'config/file-not-found',
      cause: 'config-file-missing',
      pattern:
        /(?:(?<![\w.])(?:[Cc]onfig(?:uration)?|[Ss]ettings|[Pp]roperties|[Pp]olicy|[Ii]nventory)(?: file)? ?(?:at |in |path )?[:`'"([]{0,2} ?(?![A-Z_]{3,60}')(?<file>\/?[\w.@/-]{2,250})[`'")\]]{0,2},? (?:was |is |could |does )?(?:not (?:found|exist|be found|present|readable)|missing)|(?:[Cc]ould ?n[o']t|[Cc]an(?:no|')t|[Uu]nable to|[Ff]ailed to) (?:find|locate)(?: the| a| any)?(?: valid)? (?:config(?:uration)?|settings)(?: file)?(?: at| in| from)?[:\s]{0,2}[`'"(]{0,2}(?<name>\/?[\w.@-]{0,60}(?:\/[\w.@-]{1,80}){0,10})|[Nn]o (?:such )?config(?:uration)? file(?!.{0,40}(?:using|default)))/,
      strength: 'error',
      title: "The program's configuration file is not where it looks for it",
      example: [
        'Config file /etc/app/app.conf not found',
        'configuration file "server.properties" does not exist',
        'Unable to find configuration file: /opt/app/conf/app.yml',
        'could not find config file',
        'No configuration file found',
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'config/shell-file-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:cat|cp|source|\.|sed|grep|envsubst|jq|ls|mv|ln|stat|head|awk): (?:cannot (?:stat|open|access) |can't (?:open|stat|cd to|read) |cannot open file )?['"‘`]?(?<file>\/[\w.@/+-]{2,250})['"’`]?:? .{0,20}No such file or directory/,
      strength: 'error',
      title: 'The script needs {file}, which does not exist in the container',
      example: [
        "cat: can't open '/secrets/password': No such file or directory",
        "cp: cannot stat '/config/app.conf': No such file or directory",
        'cat: /etc/config/token: No such file or directory',
        "sed: can't read /etc/nginx/conf.d/default.conf: No such file or directory",
      ],
      source: 'GNU coreutils; busybox',
    },
    {
      id: 'sidecar/tail-missing-log',
      cause: 'sidecar-or-injection',
      pattern:
        /tail: (?:cannot open |can't open )?['"‘`]?(?<file>[^'"’`:]{1,250})['"’`]?(?: for reading)?: No such file or directory/,
      strength: 'error',
      title: 'The sidecar tails {file}, which does not exist',
      explain:
        'A log-tailing container starts before the program has written its file, or another path or volume is mounted in the two containers; tail ends when no file remains.',
      example: [
        "tail: cannot open '/var/log/app/access.log' for reading: No such file or directory",
        "tail: can't open '/logs/app.log': No such file or directory",
      ],
      source: 'GNU coreutils tail; busybox tail',
      from: ['a55-sidecar-log-tailer'],
      fix: {
        title:
          'Use tail -F (which waits for the file), and mount the same volume at the same path in both containers',
        where: 'manifest',
      },
    },
    {
      id: 'license/invalid',
      cause: 'license',
      pattern:
        /(?:(?:[Ll]icen[sc]e|LICEN[SC]E)(?: key| file| token| string)? ?(?:\S{0,60} )?(?:(?:is|has|was|could|has been)(?: no(?:t|w))? ?(?:been )?)?(?<what>expired|invalid|missing|required|not (?:found|valid|provided|set|specified|accepted|be (?:verified|validated|loaded|found))|corrupt(?:ed)?|revoked|violation|check failed|validation failed|verification failed|error)|(?:[Ii]nvalid|[Ee]xpired|[Mm]issing|[Nn]o(?: valid)?|[Uu]nable to (?:load|verify|validate|read)|[Ff]ailed to (?:load|verify|validate|read|parse)|[Cc]ould not (?:load|verify|validate|read))(?: the| a| your| enterprise| product)? [Ll]icen[sc]e(?: key| file)?(?! header|:? ?MIT|d under)|licen[sc]e is non-compliant|due to expired licen[sc]e)/,
      strength: 'error',
      title: "The program's licence is not accepted",
      example: [
        'license has expired',
        'Error: invalid license key',
        'No valid license found',
        'License file not found',
        'failed to load license: open /license/license.lic: no such file or directory',
        'License key is missing',
        'security_exception: current license is non-compliant for [security]',
        'blocking [cluster:monitor/health] operation due to expired license.',
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'license/checkout',
      cause: 'license',
      pattern:
        /(?:FlexNet Licensing error: ?-?\d|FLEXlm error: ?-?\d|[Ll]icen[sc]e checkout failed|No such feature exists\.|Licensed number of users already reached|(?:[Cc]annot|[Cc]ould not|[Uu]nable to) (?:connect to|reach|contact) (?:the |any )?licen[sc]e (?:server|manager))/,
      strength: 'fatal',
      title: 'The licence server gives the program no licence',
      explain:
        'The server is out of reach, has no seat left, or its licence file does not cover this feature or release.',
      example: [
        'FlexNet Licensing error:-15,570.  System Error: 115',
        'License checkout failed.',
        'No such feature exists.',
        'Error: cannot connect to license server system',
      ],
      source: 'FlexNet Publisher end user guide: error codes',
      from: ['x13-floating-licence'],
    },
    {
      id: 'license/not-accepted',
      cause: 'license',
      pattern:
        /(?:(?:must|need to|have to) accept the (?:[Ll]icen[sc]e|EULA|end[- ]user)|(?:ACCEPT_EULA|LICENSE|ACCEPT_LICENSE)(?: environment variable)? must be set to|[Ll]icen[sc]e (?:agreement|terms) (?:has |have |must |was |were )?(?:not )?(?:been )?(?:be )?accepted|EULA.{0,40}(?:not (?:been )?accepted|must be accepted|to be accepted)|Set environment variable ['"]?LICENSE=?)/,
      strength: 'fatal',
      title: "The program's licence has not been accepted",
      example: [
        'The SQL Server End-User License Agreement (EULA) must be accepted before SQL Server can start. The license terms for this product can be downloaded from',
        'Set environment variable LICENSE=accept to indicate acceptance of license terms and conditions.',
        'You must accept the license agreement to run this image',
      ],
      source: 'container entrypoints of commercial products',
    },
  ],
}
