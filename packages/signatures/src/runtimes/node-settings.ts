import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the settings libraries and client kits of Node say when a value is missing or refused. */
export const nodeSettings: SignatureFamily = {
  programs: [
    'Zod',
    'envalid',
    'convict',
    'env-var',
    'Ajv',
    'node-config',
    'Passport',
    'Firebase Admin',
    'gRPC for Node',
    'Puppeteer',
    'Playwright',
    'sharp',
  ],
  signatures: [
    {
      id: 'zod/issue-required',
      cause: 'env-missing',
      pattern:
        /["']?message["']?: ["']Required["']|Invalid input: expected \w{1,30}, received undefined/,
      strength: 'error',
      title:
        "A value that the program's schema requires is not given; the path in the same issue names it",
      example: [
        '    "message": "Required"',
        '    "message": "Invalid input: expected string, received undefined"',
      ],
      source: 'colinhacks/zod packages/zod/src/v3/locales/en.ts, v4/locales/en.ts',
    },
    {
      id: 'zod/error',
      cause: 'app-config-invalid',
      pattern:
        /ZodError: \[$|["']?code["']?: ["'](?:invalid_type|invalid_string|invalid_enum_value|unrecognized_keys|invalid_union|too_small|invalid_format|invalid_value)["']/,
      strength: 'error',
      title: "A value does not fit the program's schema",
      example: ['ZodError: [', '    "code": "invalid_type",'],
      source: 'colinhacks/zod packages/zod/src/v3/ZodError.ts',
    },
    {
      id: 'envalid/undefined',
      cause: 'env-missing',
      pattern:
        /^\s{2,8}(?<env>[A-Z][A-Z0-9_]{1,80}): undefined \(Required\)|EnvMissingError: (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'The variable {env} is not set',
      example: '    DATABASE_URL: undefined (Required)',
      source: 'af/envalid src/reporter.ts',
    },
    {
      id: 'envalid/invalid-input',
      cause: 'app-config-invalid',
      pattern:
        /(?:^\s{2,8}(?<env>[A-Z][A-Z0-9_]{1,80}): )?(?:EnvError: )?Invalid (?:port|number|bool|email|host|url|json|choice) input: "(?<value>[^"]{0,40})/,
      strength: 'fatal',
      title: 'The variable {env} has a value that the program refuses',
      example: '    PORT: Invalid port input: "tcp://10.96.1.1:80"',
      source: 'af/envalid src/validators.ts',
    },
    {
      id: 'convict/format',
      cause: 'app-config-invalid',
      pattern:
        /(?:Error: )?(?<setting>[\w.]{1,100}): (?:ports must be within the range 0 - 65535|must be (?:of type \w{1,20}|one of the possible values|a (?:port|URL|URI|positive integer or zero|windows named pipe)|an? (?:integer|IP address|email|finite number)))(?:: value was "?(?<value>[^"]{0,60})|$|: )/,
      strength: 'fatal',
      title: 'The setting {setting} has a value that the program refuses',
      example: [
        'Error: server.port: ports must be within the range 0 - 65535: value was "tcp://10.96.1.1:80"',
        'db.pool: must be of type Number: value was "many"',
      ],
      source: 'mozilla/node-convict packages/convict/src/main.js',
    },
    {
      id: 'convict/undeclared',
      cause: 'app-config-invalid',
      pattern:
        /configuration param '(?<setting>[^']{1,100})' not declared in the schema|cannot find configuration param '(?<key>[^']{1,100})'/,
      strength: 'fatal',
      title: 'The configuration has a setting that the program does not know',
      example: "Error: configuration param 'db.hots' not declared in the schema",
      source: 'mozilla/node-convict packages/convict/src/main.js',
    },
    {
      id: 'env-var/should',
      cause: 'app-config-invalid',
      pattern:
        /EnvVarError: env-var: "(?<env>\w{1,80})" (?<what>should be .{1,100}|is not a valid .{1,80})/,
      strength: 'fatal',
      title: 'The variable {env} {what}',
      example: 'EnvVarError: env-var: "PORT" should be a valid integer',
      source: 'evanshortiss/env-var lib/accessors',
    },
    {
      id: 'ajv/env-property',
      cause: 'env-missing',
      pattern: /Error: (?:env|data) must have required property '(?<env>[A-Z][A-Z0-9_]{1,80})'/,
      strength: 'fatal',
      title: 'The variable {env} is not set',
      example: "Error: env must have required property 'DATABASE_URL'",
      source: 'fastify/env-schema index.js; ajv lib/vocabularies/validation/required.ts',
    },
    {
      id: 'ajv/env-type',
      cause: 'app-config-invalid',
      pattern:
        /Error: env\/(?<env>[A-Z][A-Z0-9_]{1,80}) must (?<what>be .{1,80}|match .{1,80}|NOT have .{1,80})/,
      strength: 'fatal',
      title: 'The variable {env} must {what}',
      example: 'Error: env/PORT must be number',
      source: 'fastify/env-schema index.js',
    },
    {
      id: 'node-config/undefined',
      cause: 'env-missing',
      pattern: /Error: Configuration property "(?<setting>[\w.]{1,120})" is not defined/,
      strength: 'fatal',
      title: 'The setting {setting} is in no configuration file and no variable',
      example: 'Error: Configuration property "db.host" is not defined',
      source: 'node-config lib/config.js',
    },
    {
      id: 'node-config/no-files',
      cause: 'config-file-missing',
      pattern: /WARNING: No configurations found in configuration directory: ?(?<file>\S{1,200})/,
      strength: 'error',
      title: 'node-config finds no file in {file}',
      example: 'WARNING: No configurations found in configuration directory:/app/config',
      source: 'node-config lib/config.js',
    },
    {
      id: 'passport/option',
      cause: 'env-missing',
      pattern:
        /TypeError: (?<name>\w{1,40}Strategy) requires a (?<setting>[\w ]{1,60})(?: option| callback|$)/,
      strength: 'fatal',
      title: '{name} lacks its {setting}: the variable behind it is unset',
      example: 'TypeError: OAuth2Strategy requires a clientID option',
      source: 'jaredhanson/passport-oauth2 lib/strategy.js',
    },
    {
      id: 'supabase/url',
      cause: 'env-missing',
      pattern:
        /Error: (?<setting>supabaseUrl|supabaseKey) is required\.|(?<name>MissingSecret): Please define a `?secret|\[next-auth\]\[error\]\[NO_SECRET\]/,
      strength: 'fatal',
      title: 'A key or URL of a service that the program needs is unset',
      example: ['Error: supabaseUrl is required.', '[next-auth][error][NO_SECRET]'],
      source: 'supabase/supabase-js src/SupabaseClient.ts; nextauthjs/next-auth errors',
    },
    {
      id: 'firebase/credentials',
      cause: 'app-config-invalid',
      pattern:
        /(?:FirebaseAppError|FirebaseError): (?<what>(?:Failed to parse (?:private key|certificate key file|service account)|Service account object must contain|Invalid Firebase app|Certificate object must contain).{1,140})/,
      strength: 'fatal',
      title: "Firebase's service account cannot be used: {what}",
      example:
        'FirebaseAppError: Failed to parse private key: Error: Invalid PEM formatted message.',
      source: 'firebase/firebase-admin-node src/app/credential-internal.ts',
    },
    {
      id: 'google-auth-js/key-file',
      cause: 'cloud-iam-denied',
      pattern:
        /The file at (?<file>\S{1,200}) does not exist, or it is not a file|Could not load the default credentials|Unable to detect a Project Id in the current environment/,
      strength: 'fatal',
      title: "Google's client finds no credentials: {file}",
      example:
        "Error: The file at /var/secrets/google/key.json does not exist, or it is not a file. ENOENT: no such file or directory, lstat '/var/secrets/google/key.json'",
      source: 'googleapis/google-auth-library-nodejs src/auth/googleauth.ts',
    },
    {
      id: 'aws-js/credentials',
      cause: 'cloud-iam-denied',
      pattern:
        /CredentialsProviderError: (?!Could not load credentials from any)(?<what>(?:Could not (?:resolve|find|parse|read)|The config profile|Profile|No (?:credentials|container)|Token is expired|Unable to).{1,140})/,
      strength: 'fatal',
      title: 'The AWS SDK has no credentials: {what}',
      example:
        'CredentialsProviderError: Could not resolve credentials using profile: [prod] in configuration/credentials file(s).',
      source:
        'smithy-lang/smithy-typescript packages/property-provider; aws-sdk-js-v3 credential-provider-ini',
    },
    {
      id: 'azure-js/rest',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:RestError: )?This request is not authorized to perform this operation using this permission|CredentialUnavailableError: (?<what>.{1,140})/,
      strength: 'error',
      title: 'Azure denies the call, or the pod has no identity',
      example:
        'RestError: This request is not authorized to perform this operation using this permission.',
      source:
        'Azure storage error codes AuthorizationPermissionMismatch; azure-sdk-for-js sdk/identity',
    },
    {
      id: 'grpc-js/deadline',
      cause: 'dependency-unreachable',
      pattern: /Error: 4 DEADLINE_EXCEEDED: (?<what>.{1,120})/,
      strength: 'error',
      title: 'A gRPC peer does not answer in time',
      example:
        'Error: 4 DEADLINE_EXCEEDED: Deadline exceeded after 5.000s,LB pick: 0.001s,remote_addr=10.96.1.4:50051',
      source: 'grpc/grpc-node packages/grpc-js/src/call.ts',
    },
    {
      id: 'grpc-js/unauthenticated',
      cause: 'dependency-auth-failed',
      pattern: /Error: (?:16 UNAUTHENTICATED|7 PERMISSION_DENIED): (?<what>.{1,160})/,
      strength: 'error',
      title: 'A gRPC peer rejects the credentials: {what}',
      example: 'Error: 16 UNAUTHENTICATED: invalid token',
      source: 'grpc/grpc-node packages/grpc-js/src/call.ts',
    },
    {
      id: 'grpc-js/unimplemented',
      cause: 'version-skew',
      pattern: /Error: 12 UNIMPLEMENTED: (?<what>.{1,160})/,
      strength: 'error',
      title: 'The gRPC peer does not know the call: {what}',
      example:
        'Error: 12 UNIMPLEMENTED: The server does not implement the method /orders.Orders/Get',
      source: 'grpc/grpc-node packages/grpc-js/src/server.ts',
    },
    {
      id: 'axios/timeout',
      cause: 'dependency-unreachable',
      pattern:
        /AxiosError: timeout of \d+ms exceeded|code: 'ECONNABORTED'|Error: socket hang up|HeadersTimeoutError: Headers Timeout Error|BodyTimeoutError: Body Timeout Error|ConnectTimeoutError: Connect Timeout Error/,
      strength: 'error',
      title: 'A service does not answer an HTTP request in time, or closes the connection',
      example: ['AxiosError: timeout of 5000ms exceeded', 'Error: socket hang up'],
      source:
        'axios lib/adapters/http.js; Node lib/_http_client.js; nodejs/undici lib/core/errors.js',
    },
    {
      id: 'axios/status-5xx',
      cause: 'dependency-unreachable',
      pattern: /AxiosError: Request failed with status code (?<what>50[0234])/,
      strength: 'error',
      title: 'A service answers with status {what}',
      example: 'AxiosError: Request failed with status code 503',
      source: 'axios lib/core/settle.js',
    },
    {
      id: 'axios/status-401',
      cause: 'dependency-auth-failed',
      pattern: /AxiosError: Request failed with status code (?<what>40[13])/,
      strength: 'error',
      title: 'A service rejects the credentials: status {what}',
      example: 'AxiosError: Request failed with status code 401',
      source: 'axios lib/core/settle.js',
    },
    {
      id: 'puppeteer/browser',
      cause: 'missing-dependency',
      pattern:
        /(?:Could not find (?:Chrome|Chromium|Firefox) \((?:ver|rev)\. ?(?<what>[\w.]{1,40})\)|Failed to launch the browser process!|Browser was not found at the configured executablePath \((?<file>[^)]{1,160})\)|browserType\.launch(?:PersistentContext)?: (?:Executable doesn't exist at (?<path>\S{1,200})|Host system is missing dependencies))/,
      strength: 'fatal',
      title: 'The browser that the program drives is not in the image, or lacks its libraries',
      example: [
        'Error: Could not find Chrome (ver. 121.0.6167.85). This can occur if either',
        "browserType.launch: Executable doesn't exist at /ms-playwright/chromium-1097/chrome-linux/chrome",
      ],
      source:
        'puppeteer packages/puppeteer-core/src/node; microsoft/playwright packages/playwright-core/src/server',
    },
    {
      id: 'sharp/install',
      cause: 'missing-dependency',
      pattern:
        /(?:Something went wrong installing the "sharp" module|Could not load the "sharp" module using the (?<what>[\w-]{1,40}) runtime|No native build was found for platform=(?<name>\w{1,20}) arch=(?<arch>\w{1,20}))/,
      strength: 'fatal',
      title: "A native module was installed for another platform or libc than the image's",
      example: [
        'Something went wrong installing the "sharp" module',
        'Error: No native build was found for platform=linux arch=x64 runtime=node abi=115',
      ],
      source: 'lovell/sharp lib/sharp.js; prebuild/node-gyp-build node-gyp-build.js',
    },
    {
      id: 'npm/code',
      cause: 'permission-denied-fs',
      pattern:
        /npm (?:ERR!|error) code (?:EACCES|EPERM|EROFS)|npm (?:ERR!|error) Your cache folder contains root-owned files/,
      strength: 'error',
      title: "npm cannot write: its cache or the project's directory belongs to another user",
      example: 'npm error code EACCES',
      source: 'npm/cli lib/utils/error-message.js',
    },
    {
      id: 'npm/network',
      cause: 'dependency-unreachable',
      pattern:
        /npm (?:ERR!|error) (?:code (?:ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH)|network (?:request to|This is a problem related to network connectivity))/,
      strength: 'error',
      title: 'npm cannot reach its registry: the image installs packages at start',
      example: 'npm error code ETIMEDOUT',
      source: 'npm/cli lib/utils/error-message.js',
    },
    {
      id: 'ts-config/no-inputs',
      cause: 'image-bad',
      pattern: /error TS18003: No inputs were found in config file/,
      strength: 'fatal',
      title: 'The TypeScript sources are not in the image',
      example: "error TS18003: No inputs were found in config file '/app/tsconfig.json'.",
      source: 'microsoft/TypeScript src/compiler/diagnosticMessages.json',
    },
    {
      id: 'puppeteer/sandbox',
      cause: 'security-context',
      pattern:
        /Running as root without --no-sandbox is not supported|No usable sandbox! (?:Update your kernel|If you are running on)|The setuid sandbox is not running as root|Failed to move to new namespace: PID namespaces supported/,
      strength: 'fatal',
      title: "Chromium's sandbox cannot be set up in the container",
      example:
        '[0101/000000.000000:ERROR:zygote_host_impl_linux.cc(100)] Running as root without --no-sandbox is not supported. See https://crbug.com/638180.',
      source: 'chromium content/browser/zygote_host/zygote_host_impl_linux.cc',
    },
  ],
}
