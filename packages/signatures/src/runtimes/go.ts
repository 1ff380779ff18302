import type { SignatureFamily } from '@unloop/engine/scanner'

/** The Go runtime, its standard library, and the common command-line and settings libraries. */
export const go: SignatureFamily = {
  programs: [
    'Go',
    'cobra',
    'kingpin',
    'urfave/cli',
    'envconfig',
    'caarlos0/env',
    'viper',
    'cleanenv',
  ],
  signatures: [
    {
      id: 'go/nil-pointer',
      cause: 'app-exception',
      pattern: /(?:panic: )?runtime error: invalid memory address or nil pointer dereference/,
      strength: 'error',
      title: 'The program dereferenced a nil pointer',
      explain:
        "A Go bug: the code used a pointer that is nil. The first frame of the program's own package below it names the place.",
      example: 'panic: runtime error: invalid memory address or nil pointer dereference',
      source: 'Go runtime/panic.go',
      from: ['091-opni-manager-nil-pointer', '092-stork-nil-pointer'],
    },
    {
      id: 'go/runtime-error',
      cause: 'app-exception',
      pattern:
        /(?:panic: )?runtime error: (?<what>index out of range.{0,60}|slice bounds out of range.{0,60}|integer divide by zero|makeslice: .{1,40}|hash of unhashable type.{0,60}|comparing uncomparable type.{0,60}|cannot convert slice.{0,60})/,
      strength: 'error',
      title: 'The program panicked: {what}',
      example: [
        'panic: runtime error: index out of range [3] with length 3',
        'panic: runtime error: slice bounds out of range [:5] with capacity 2',
        'panic: runtime error: integer divide by zero',
      ],
      source: 'Go runtime/error.go',
      from: ['a17-go-index-out-of-range'],
    },
    {
      id: 'go/panic-kind',
      cause: 'app-exception',
      pattern:
        /panic: (?<what>assignment to entry in nil map|interface conversion: .{1,120}|close of (?:closed|nil) channel|send on closed channel|sync: (?:negative WaitGroup counter|unlock of unlocked mutex|RUnlock of unlocked.{0,20}|WaitGroup is reused.{0,40})|reflect: .{1,100}|regexp: Compile\(.{1,120}|template: .{1,140}|html\/template: .{1,120}|flag redefined: \S{1,60}|http: (?:multiple registrations for|invalid pattern|nil handler) ?.{0,80}|pattern "[^"]{1,80}" .{0,120}conflicts with pattern.{0,80}|duplicate metrics collector registration attempted|strings: negative Repeat count|time: missing Location.{0,40}|sql: Register called twice for driver \S{1,40}|wire: .{1,80}|proto: .{1,120})/,
      strength: 'error',
      title: 'The program panicked: {what}',
      example: [
        'panic: assignment to entry in nil map',
        'panic: interface conversion: interface {} is nil, not string',
        'panic: duplicate metrics collector registration attempted',
        'panic: flag redefined: v',
        'panic: http: multiple registrations for /healthz',
      ],
      source: 'Go runtime and standard library',
    },
    {
      id: 'go/deadlock',
      cause: 'deadlock-or-timeout-startup',
      pattern: /fatal error: all goroutines are asleep - deadlock!/,
      strength: 'fatal',
      title: 'All goroutines of the program wait for each other',
      explain:
        'The Go runtime found that no goroutine can go on and ended the program with exit code 2. The goroutine dump below shows what each of them waits for.',
      example: 'fatal error: all goroutines are asleep - deadlock!',
      source: 'Go runtime/proc.go, checkdead',
      from: ['a57-go-all-goroutines-asleep'],
    },
    {
      id: 'go/fatal-error',
      cause: 'app-exception',
      pattern:
        /fatal error: (?<what>concurrent map (?:writes|read and map write|iteration and map write)|stack overflow|sync: (?:unlock of unlocked mutex|Unlock of unlocked RWMutex|RUnlock of unlocked RWMutex|inconsistent mutex state)|found (?:bad pointer|pointer to free object).{0,40}|checkptr: .{1,60}|bulkBarrierPreWrite: .{1,60})/,
      strength: 'fatal',
      title: 'The Go runtime ended the program: {what}',
      example: [
        'fatal error: concurrent map writes',
        'fatal error: stack overflow',
        'fatal error: concurrent map read and map write',
      ],
      source: 'Go runtime/map.go, stack.go',
    },
    {
      id: 'go/out-of-memory',
      cause: 'heap-exhausted',
      pattern:
        /(?:fatal error: (?:runtime: )?(?:out of memory|cannot allocate memory)|runtime: out of memory: cannot allocate)/,
      strength: 'fatal',
      title: 'The Go runtime could not get memory',
      example: [
        'fatal error: runtime: out of memory',
        'runtime: out of memory: cannot allocate 4194304-byte block (66879488 in use)',
      ],
      source: 'Go runtime/mem_linux.go',
    },
    {
      id: 'go/thread-limit',
      cause: 'kernel-or-node',
      pattern:
        /runtime: (?:failed to create new OS thread|may need to increase max user processes|program exceeds \d{1,7}-thread limit)/,
      strength: 'fatal',
      title: 'The program may not create another thread',
      explain: "The container's pids limit or the node's process limit refuses another thread.",
      example: [
        'runtime: failed to create new OS thread (have 12 already; errno=11)',
        'runtime: may need to increase max user processes (ulimit -u)',
      ],
      source: 'Go runtime/os_linux.go',
    },
    {
      id: 'go/newosproc-denied',
      cause: 'kernel-or-node',
      pattern:
        /runtime\/cgo: pthread_create failed: (?<what>Resource temporarily unavailable|Operation not permitted)/,
      strength: 'fatal',
      title: 'The program may not create a thread: {what}',
      explain:
        'A limit of processes is reached, or the node has a container runtime or libseccomp too old for the system calls of the image (clone3).',
      example: [
        'runtime/cgo: pthread_create failed: Operation not permitted',
        'runtime/cgo: pthread_create failed: Resource temporarily unavailable',
      ],
      source: 'Go runtime/cgo/gcc_libinit.c',
    },
    {
      id: 'go/cpu-level',
      cause: 'illegal-instruction',
      pattern: /This program can only be run on (?<what>\w{1,20}) processors with .{1,40} support/,
      strength: 'fatal',
      title: "The program needs a newer CPU than the node's ({what})",
      example:
        'This program can only be run on AMD64 processors with v3 microarchitecture support.',
      source: 'Go runtime/asm_amd64.s, GOAMD64',
    },
    {
      id: 'go/sigill',
      cause: 'illegal-instruction',
      pattern: /SIGILL: illegal instruction/,
      strength: 'fatal',
      title: 'The CPU lacks an instruction that the program uses',
      example: 'SIGILL: illegal instruction',
      source: 'Go runtime/sigtab_linux_generic.go',
    },
    {
      id: 'go/fault-address',
      cause: 'segfault',
      pattern:
        /(?:unexpected fault address 0x|fatal error: unexpected signal during runtime execution|SIGBUS: bus error)/,
      strength: 'fatal',
      title: 'The program crashed on a memory fault',
      example: [
        'unexpected fault address 0x7f3c1a2b3000',
        'fatal error: unexpected signal during runtime execution',
      ],
      source: 'Go runtime/signal_unix.go',
    },
    {
      id: 'go/gomemlimit',
      cause: 'app-config-invalid',
      pattern: /malformed GOMEMLIMIT/,
      strength: 'fatal',
      title: 'GOMEMLIMIT is not a size that Go understands',
      explain:
        'GOMEMLIMIT takes bytes or B, KiB, MiB, GiB, TiB; the units of Kubernetes (Mi, Gi) end the program.',
      example: 'fatal error: malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`',
      source: 'Go runtime/mgcpacer.go, readGOMEMLIMIT',
    },
    {
      id: 'go/flag-not-defined',
      cause: 'app-config-invalid',
      pattern: /flag provided but not defined: (?<flag>-{1,2}[\w.-]{1,100})/,
      strength: 'fatal',
      title: 'The program does not know the flag {flag}',
      example: [
        'flag provided but not defined: -metrics-addr',
        'Incorrect Usage: flag provided but not defined: -debugg',
      ],
      source: 'Go flag/flag.go',
      from: ['a38-unknown-flag', '107-hwameistor-cert-dir-flag'],
    },
    {
      id: 'go/unknown-flag',
      cause: 'app-config-invalid',
      pattern: /unknown (?:long |short )?(?:shorthand )?flag:? [`'"]?(?<flag>-{0,2}[\w.-]{1,100})/,
      strength: 'fatal',
      title: 'The program does not know the flag {flag}',
      example: [
        'Error: unknown flag: --leader-elct',
        "Error: unknown shorthand flag: 'x' in -x",
        "prometheus: error: unknown long flag '--storage.tsdb.retention.tme'",
        "unknown flag `verbos'",
      ],
      source: 'spf13/pflag, kingpin, go-flags',
    },
    {
      id: 'go/unknown-command',
      cause: 'app-config-invalid',
      pattern: /(?:Error: )?unknown command "(?<what>[^"]{1,80})" for "(?<name>[^"]{1,80})"/,
      strength: 'fatal',
      title: '{name} has no command {what}',
      example: 'Error: unknown command "sreve" for "vault-agent"',
      source: 'spf13/cobra command.go',
    },
    {
      id: 'go/required-flag',
      cause: 'app-config-invalid',
      pattern:
        /(?:required flag\(s\) "(?<flag>[^"]{1,80})"(?:, "[^"]{1,80}"){0,10} not set|[Rr]equired flags? "(?<name>[^"]{1,80})"(?:, "[^"]{1,80}"){0,10} (?:is )?not set|required flag (?<setting>--[\w.-]{1,80}) not provided|the required flags? [`'].{1,100}' (?:was|were) not specified|required argument '(?<what>[^']{1,60})' not provided)/,
      strength: 'fatal',
      title: 'A required flag is not given',
      example: [
        'Error: required flag(s) "config" not set',
        'Required flag "db-url" not set',
        'error: required flag --web.config not provided, try --help',
        "the required flag `-t, --token' was not specified",
      ],
      source: 'spf13/cobra, urfave/cli, kingpin, go-flags',
    },
    {
      id: 'go/flag-value',
      cause: 'app-config-invalid',
      pattern:
        /(?:invalid (?:boolean )?value "(?<what>[^"]{0,120})" for (?:flag )?(?<flag>-{1,2}[\w.-]{1,80})|invalid argument "(?<name>[^"]{0,120})" for "(?<setting>[^"]{1,80})" flag|flag needs an argument: (?<key>\S{1,80})|expected argument for flag '(?<module>[^']{1,80})')/,
      strength: 'fatal',
      title: 'A flag has a value that the program does not accept',
      example: [
        'invalid value "30" for flag -timeout: parse error',
        'Error: invalid argument "abc" for "--port" flag: strconv.ParseInt: parsing "abc": invalid syntax',
        'flag needs an argument: --config',
      ],
      source: 'Go flag/flag.go; spf13/pflag',
    },
    {
      id: 'go/kingpin-unexpected',
      cause: 'app-config-invalid',
      pattern: /error: unexpected '?(?<what>[^',]{1,80})'?, try --help/,
      strength: 'fatal',
      title: 'The program does not expect the argument {what}',
      example: 'node_exporter: error: unexpected web.listen-address, try --help',
      source: 'kingpin parser.go',
    },
    {
      id: 'go/unexpected-arguments',
      cause: 'app-config-invalid',
      pattern:
        /(?:accepts (?:at most )?\d{1,3} arg\(s\), received \d{1,3}|requires at least \d{1,3} arg\(s\), only received \d{1,3}|accepts between \d{1,3} and \d{1,3} arg\(s\), received)/,
      strength: 'fatal',
      title: 'The program got the wrong number of arguments',
      example: 'Error: accepts 1 arg(s), received 3',
      source: 'spf13/cobra args.go',
    },
    {
      id: 'go/envconfig-required',
      cause: 'env-missing',
      pattern: /required key (?<env>\w{1,80}) missing value/,
      strength: 'fatal',
      title: '{env} is not set',
      example: 'required key DATABASE_URL missing value',
      source: 'kelseyhightower/envconfig envconfig.go',
    },
    {
      id: 'go/env-required',
      cause: 'env-missing',
      pattern:
        /required environment variable "?(?<env>\w{1,80})"? (?:is not set|is missing|not set|not found)/i,
      strength: 'fatal',
      title: '{env} is not set',
      example: [
        'env: required environment variable "DATABASE_URL" is not set',
        'Required environment variable API_TOKEN is missing',
      ],
      source: 'caarlos0/env error.go',
    },
    {
      id: 'go/env-empty',
      cause: 'env-missing',
      pattern: /environment variable "(?<env>\w{1,80})" should not be empty/,
      strength: 'fatal',
      title: '{env} is empty',
      example: 'env: environment variable "DATABASE_URL" should not be empty',
      source: 'caarlos0/env error.go',
    },
    {
      id: 'go/sethvargo-missing',
      cause: 'env-missing',
      pattern: /missing required value: (?<env>\w{1,80})/,
      strength: 'fatal',
      title: '{env} is not set',
      example: 'failed to process config: Port: missing required value: PORT',
      source: 'sethvargo/go-envconfig',
    },
    {
      id: 'go/cleanenv-required',
      cause: 'env-missing',
      pattern: /field "(?<env>\w{1,80})" is required but the value is not provided/,
      strength: 'fatal',
      title: '{env} is not set',
      example: 'config error: field "DatabaseURL" is required but the value is not provided',
      source: 'ilyakaznacheev/cleanenv',
    },
    {
      id: 'go/envconfig-type',
      cause: 'app-config-invalid',
      pattern:
        /assigning (?<env>\w{1,80}) to \w{1,80}: converting '(?<what>[^']{0,150})' to type \w/,
      strength: 'fatal',
      title: '{env} has a value that the program does not accept: {what}',
      explain:
        'Kubernetes injects <SERVICE>_PORT=tcp://… for each Service of the namespace, which can collide with a variable of that name.',
      example: `envconfig.Process: assigning APP_PORT to Port: converting 'tcp://10.96.1.5:80' to type int. details: strconv.ParseInt: parsing "tcp://10.96.1.5:80": invalid syntax`,
      source: 'kelseyhightower/envconfig envconfig.go',
      fix: { title: 'Set enableServiceLinks: false, or set {env} explicitly', where: 'manifest' },
    },
    {
      id: 'go/env-type',
      cause: 'app-config-invalid',
      pattern:
        /(?:env: )?parse error on field "(?<setting>\w{1,80})" of type "(?<what>[\w.[\]*]{1,60})"/,
      strength: 'fatal',
      title: 'The setting {setting} is not a {what}',
      example:
        'env: parse error on field "Port" of type "int": strconv.ParseInt: parsing "tcp://10.96.1.5:80": invalid syntax',
      source: 'caarlos0/env error.go',
    },
    {
      id: 'go/env-value-invalid',
      cause: 'app-config-invalid',
      pattern:
        /[Ii]nvalid value for env(?:ironment)? var(?:iable)?(?: named)?:? "?(?<env>\w{1,80})/,
      strength: 'fatal',
      title: '{env} has a value that the program does not accept',
      example: [
        'Invalid value for env var named LOG_PORT',
        'invalid value for environment variable WORKERS',
      ],
      source: 'programs that read flags from the environment',
      from: ['040-kured-metrics-port-env-clash'],
      fix: {
        title:
          'Set enableServiceLinks: false if a Service of that name injects {env}, or set it explicitly',
        where: 'manifest',
      },
    },
    {
      id: 'go/viper-not-found',
      cause: 'config-file-missing',
      pattern: /Config File "(?<file>[^"]{1,150})" Not Found in "?(?<what>\[.{0,200}\])/,
      strength: 'error',
      title: 'The configuration file {file} is in none of {what}',
      example: 'Fatal error config file: Config File "config" Not Found in "[/app /etc/app]"',
      source: 'spf13/viper ConfigFileNotFoundError',
    },
    {
      id: 'go/viper-parse',
      cause: 'app-config-invalid',
      pattern: /While parsing config: (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'The configuration file cannot be parsed: {what}',
      example: 'While parsing config: yaml: line 7: mapping values are not allowed in this context',
      source: 'spf13/viper ConfigParseError',
    },
    {
      id: 'go/mapstructure',
      cause: 'app-config-invalid',
      pattern:
        /(?:(?:decoding failed due to the following error\(s\)|\d{1,3} error\(s\) decoding): ?(?<what>.{0,200})|'(?<setting>[\w.[\]]{0,100})' has invalid keys: (?<key>.{1,120}))/,
      strength: 'fatal',
      title: 'The configuration does not fit what the program expects',
      example: [
        'decoding failed due to the following error(s):',
        "'' has invalid keys: recievers",
        "1 error(s) decoding: * 'port' expected type 'int', got unconvertible type 'string'",
      ],
      source: 'mapstructure error.go',
    },
    {
      id: 'go/yaml-unmarshal',
      cause: 'app-config-invalid',
      pattern:
        /(?:yaml: unmarshal errors:?(?<what>.{0,160})|line \d{1,6}: (?:field (?<setting>\S{1,80}) (?:not found in (?:type|struct)|already set in type)|cannot unmarshal !!\w{1,20}).{0,100})/,
      strength: 'error',
      title: 'A YAML file does not fit what the program expects',
      example: [
        'yaml: unmarshal errors:   line 12: field scrap_interval not found in type config.ScrapeConfig',
        '  line 4: cannot unmarshal !!str `true` into bool',
        'error: line 7: field tls already set in type config.Server',
      ],
      source: 'go-yaml decode.go',
      from: [
        'a30-prometheus-bad-field',
        'c41-prometheus-config-rollout',
        '084-prometheus-k8s-relabel-fields',
        '085-prometheus-honor-timestamps',
      ],
    },
    {
      id: 'go/yaml-syntax',
      cause: 'app-config-invalid',
      pattern:
        /yaml: (?:line \d{1,6}: )?(?<what>mapping values are not allowed in this context|did not find expected .{1,60}|found (?:a tab character|character that cannot start any token|unexpected end of stream|unknown escape character|undefined tag handle).{0,60}|could not find expected .{1,30}|control characters are not allowed|invalid (?:leading|trailing) UTF-8 octet|block sequence entries are not allowed.{0,30}|unknown anchor .{1,60})/,
      strength: 'error',
      title: 'A YAML file is not valid: {what}',
      example: [
        'error loading config: yaml: line 12: did not find expected key',
        'yaml: line 3: mapping values are not allowed in this context',
        'yaml: line 5: found character that cannot start any token',
      ],
      source: 'go-yaml scannerc.go, parserc.go',
    },
    {
      id: 'go/k8s-yaml-json',
      cause: 'app-config-invalid',
      pattern:
        /(?:error unmarshaling JSON: |strict decoding error: |error converting YAML to JSON: )(?<what>.{1,200})/,
      strength: 'error',
      title: 'The configuration does not fit what the program expects: {what}',
      example: [
        'error unmarshaling JSON: while decoding JSON: json: unknown field "replica"',
        'strict decoding error: unknown field "metricsBindAdress"',
        "error converting YAML to JSON: yaml: line 9: did not find expected '-' indicator",
      ],
      source: 'sigs.k8s.io/yaml; apimachinery serializer',
    },
    {
      id: 'go/json-invalid',
      cause: 'app-config-invalid',
      pattern:
        /(?<what>invalid character '.{1,6}' (?:looking for beginning of (?:value|object key string)|after (?:object key|object key:value pair|array element|top-level value)|in (?:string|numeric|literal).{0,30})|json: (?:cannot unmarshal .{1,120}|unknown field "[^"]{1,80}")|unexpected end of JSON input)/,
      strength: 'error',
      title: 'JSON that the program reads is not valid: {what}',
      example: [
        "parse config: invalid character '}' looking for beginning of object key string",
        'json: cannot unmarshal string into Go struct field Config.port of type int',
        'json: unknown field "timeoutt"',
        'load tenants: unexpected end of JSON input',
      ],
      source: 'Go encoding/json',
    },
    {
      id: 'go/toml-invalid',
      cause: 'app-config-invalid',
      pattern:
        /toml: (?:line \d{1,6}|cannot load|expected|invalid|incompatible types|key .{1,60} (?:already|has already)|table ).{0,120}/,
      strength: 'error',
      title: 'A TOML file that the program reads is not valid',
      example: [
        'toml: line 3 (last key "server.port"): expected value but found "p" instead',
        'failed to load TOML: toml: incompatible types: TOML value has type string; destination has type integer',
      ],
      source: 'BurntSushi/toml; pelletier/go-toml',
    },
    {
      id: 'go/strconv',
      cause: 'app-config-invalid',
      pattern:
        /strconv\.\w{4,20}: parsing "(?<what>[^"]{0,120})": (?:invalid syntax|value out of range)/,
      strength: 'error',
      title: 'A number or boolean was expected: {what}',
      example: [
        'strconv.Atoi: parsing "tcp://10.96.8.1:80": invalid syntax',
        'strconv.ParseBool: parsing "yes": invalid syntax',
      ],
      source: 'Go strconv/atoi.go',
    },
    {
      id: 'go/duration',
      cause: 'app-config-invalid',
      pattern:
        /time: (?:invalid duration|missing unit in duration|unknown unit "[^"]{0,20}" in duration) "?(?<what>[^"]{0,60})/,
      strength: 'error',
      title: 'A duration with a unit was expected: {what}',
      example: [
        'time: missing unit in duration "30"',
        'time: invalid duration "abc"',
        'time: unknown unit "sec" in duration "10sec"',
      ],
      source: 'Go time/format.go',
    },
    {
      id: 'go/url-parse',
      cause: 'app-config-invalid',
      pattern:
        /parse "?(?<what>[^"]{0,200})"?: (?:first path segment in URL cannot contain colon|missing protocol scheme|invalid port "[^"]{0,40}" after host|invalid control character in URL|invalid userinfo|invalid URI for request|invalid character " " in host name|empty url)/,
      strength: 'error',
      title: 'A URL in the settings is malformed: {what}',
      example: [
        'parse "redis:6379": first path segment in URL cannot contain colon',
        'parse "postgres://app:p%ss@db:5432/app": invalid userinfo',
        'parse "http://api:80 80": invalid port ":80 80" after host',
        'Get "": parse "": empty url',
      ],
      source: 'Go net/url/url.go',
    },
    {
      id: 'go/unsupported-scheme',
      cause: 'app-config-invalid',
      pattern: /unsupported protocol scheme "(?<what>[^"]{0,40})"/,
      strength: 'error',
      title: 'A URL in the settings has no usable scheme ({what})',
      example: 'Get "/api/v1/health": unsupported protocol scheme ""',
      source: 'Go net/http/transport.go',
    },
    {
      id: 'go/listen-denied',
      cause: 'security-context',
      pattern:
        /listen (?:tcp|udp)[46]? (?<host>[^\s:]{0,60}|\[[^\]]{0,45}\]):(?<port>\d{1,5}): bind: permission denied/,
      strength: 'fatal',
      title: 'The program may not listen on port {port}',
      explain:
        'Ports under 1024 need root or the NET_BIND_SERVICE capability, and the container has neither.',
      example: [
        'listen tcp :80: bind: permission denied',
        'listen tcp 0.0.0.0:443: bind: permission denied',
        'listen udp :53: bind: permission denied',
      ],
      source: 'Go net/sock_posix.go, EACCES',
    },
    {
      id: 'go/listen-in-use',
      cause: 'port-in-use',
      pattern:
        /listen (?:tcp|udp)[46]? (?<host>[^\s:]{0,60}|\[[^\]]{0,45}\]):(?<port>\d{1,5}): bind: address already in use/,
      strength: 'fatal',
      title: 'Port {port} is already in use',
      example: [
        'listen tcp :8080: bind: address already in use',
        'listen tcp 0.0.0.0:9090: bind: address already in use',
        'failed to start metrics server: listen tcp [::]:8443: bind: address already in use',
      ],
      source: 'Go net/sock_posix.go, EADDRINUSE',
    },
    {
      id: 'go/listen-unix-in-use',
      cause: 'port-in-use',
      pattern: /listen unix (?<file>\S{1,200}): bind: address already in use/,
      strength: 'fatal',
      title: 'The socket {file} already exists',
      explain:
        'The socket file of an earlier run is still on the volume and the program does not remove it.',
      example: 'listen unix /csi/csi.sock: bind: address already in use',
      source: 'Go net/unixsock_posix.go',
    },
    {
      id: 'go/listen-unix-denied',
      cause: 'permission-denied-fs',
      pattern:
        /listen unix (?<file>\S{1,200}): bind: (?<what>permission denied|read-only file system|no such file or directory)/,
      strength: 'fatal',
      title: 'The program cannot create its socket {file}: {what}',
      example: 'listen unix /var/run/app/app.sock: bind: permission denied',
      source: 'Go net/unixsock_posix.go',
    },
    {
      id: 'go/listen-address',
      cause: 'app-config-invalid',
      pattern:
        /(?:listen (?:tcp|udp)[46]?(?! 169\.254).{0,100}: (?<what>bind: cannot assign requested address|address .{1,80}: (?:missing port in address|too many colons in address|invalid port)|lookup .{1,80})|address (?<host>\S{1,80}): (?:missing port in address|too many colons in address))/,
      strength: 'fatal',
      title: 'The address to listen on or to dial is not right',
      example: [
        'listen tcp: address 8080: missing port in address',
        'listen tcp: address :tcp://10.96.0.7:80: too many colons in address',
        'listen tcp 10.2.3.4:80: bind: cannot assign requested address',
        'dial tcp: address redis: missing port in address',
      ],
      source: 'Go net/ipsock.go',
    },
    {
      id: 'go/cgo-disabled',
      cause: 'missing-dependency',
      pattern:
        /Binary was compiled with 'CGO_ENABLED=0', (?<module>[\w-]{1,40}) requires cgo to work/,
      strength: 'fatal',
      title: 'The program was built without cgo, which {module} needs',
      example:
        "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work. This is a stub",
      source: 'mattn/go-sqlite3 static_mock.go',
    },
    {
      id: 'go/plugin-version',
      cause: 'missing-dependency',
      pattern: /plugin\.Open\("(?<file>[^"]{1,200})"\): (?<what>.{1,160})/,
      strength: 'error',
      title: 'The Go plugin {file} cannot be loaded: {what}',
      example:
        'plugin.Open("plugins/auth"): plugin was built with a different version of package internal/abi',
      source: 'Go plugin/plugin_dlopen.go',
    },
    {
      id: 'go/timezone',
      cause: 'missing-dependency',
      pattern: /unknown time zone (?<what>[\w/+-]{1,60})/,
      strength: 'error',
      title: 'The image has no time zone data for {what}',
      example: [
        'panic: unknown time zone Europe/Berlin',
        'FATAL: unknown time zone America/New_York',
      ],
      source: 'Go time/zoneinfo.go',
      fix: { title: 'Install tzdata in the image, or import time/tzdata', where: 'image' },
    },
    {
      id: 'go/exec-not-found',
      cause: 'missing-dependency',
      pattern:
        /(?<!^error: |container process.{0,250})exec: "(?<name>[\w.-]{1,60})": executable file not found in \$PATH(?![\\"]{0,4}: unknown)/,
      strength: 'error',
      title: 'The program {name} that the code calls is not in the image',
      example: 'failed to run backup: exec: "pg_dump": executable file not found in $PATH',
      source: 'Go os/exec/lp_unix.go',
    },
    {
      id: 'go/context-deadline-start',
      cause: 'deadlock-or-timeout-startup',
      pattern:
        /(?:failed to start|start(?:ing|up)? (?:failed|timed out)|timed out (?:while )?(?:starting|waiting for .{1,60} to start)|context deadline exceeded while starting).{0,80}(?:context deadline exceeded|timed? ?out)/i,
      strength: 'hint',
      title: 'The program gave up while it started',
      example:
        'failed to start application: OnStart hook added by main.main failed: context deadline exceeded',
      source: 'uber/fx and programs alike',
    },
    {
      id: 'go/fx-missing-type',
      cause: 'app-exception',
      pattern:
        /(?:missing dependencies for function .{1,200}|could not build arguments for function .{1,200})missing type/,
      strength: 'fatal',
      title: 'The dependency injection finds no provider for a type',
      example:
        'could not build arguments for function "main".main.func1 (/app/main.go:30): missing type: *config.Config',
      source: 'uber-go/dig',
    },
  ],
}
