import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the settings, flag and parser libraries of Go say when a value or file is refused. */
export const goSettings: SignatureFamily = {
  programs: [
    'viper',
    'mapstructure',
    'kong',
    'kingpin',
    'go-flags',
    'pflag',
    'urfave/cli',
    'godotenv',
    'go-toml',
    'robfig/cron',
    'logrus',
    'zap',
    'fx',
  ],
  signatures: [
    {
      id: 'viper/config-type',
      cause: 'app-config-invalid',
      pattern: /Unsupported (?:Config|Remote Provider) Type "(?<what>[^"]{0,60})"/,
      strength: 'fatal',
      title: 'viper does not know the format "{what}" of the configuration file',
      example: 'Unsupported Config Type "conf"',
      source: 'spf13/viper errors.go UnsupportedConfigError',
    },
    {
      id: 'mapstructure/unconvertible',
      cause: 'app-config-invalid',
      pattern:
        /'(?<setting>[\w.\[\]-]{0,120})' expected (?:type '?(?<want>[\w.*\[\]]{1,60})'?, got unconvertible type '?(?<have>[\w.*\[\]{} ]{1,60})'?|a map(?: or struct)?, got '(?<kind>\w{1,40})')/,
      strength: 'fatal',
      title: 'The setting {setting} has the wrong type',
      example: [
        "* 'server.port' expected type 'int', got unconvertible type 'map[string]interface {}'",
        "* 'exporters' expected a map or struct, got \"slice\"  'exporters' expected a map, got 'slice'",
      ],
      source: 'go-viper/mapstructure mapstructure.go',
    },
    {
      id: 'kong/missing-flags',
      cause: 'env-missing',
      pattern: /error: missing flags: (?<flag>--[\w-]{1,80})/,
      strength: 'fatal',
      title: "The program's required flag {flag} is not given",
      example: 'app: error: missing flags: --token=STRING',
      source: 'alecthomas/kong context.go checkMissingFlags',
    },
    {
      id: 'kong/unexpected-argument',
      cause: 'bad-command',
      pattern: /error: unexpected argument (?<what>[\w.\/-]{1,80})/,
      strength: 'fatal',
      title: 'The program does not take the argument {what}',
      example: 'app: error: unexpected argument serve',
      source: 'alecthomas/kong context.go',
    },
    {
      id: 'kong/expected',
      cause: 'app-config-invalid',
      pattern:
        /error: (?:(?<flag>--[\w-]{1,80})(?:=\S{0,40})?: )?(?:expected a valid \d+ bit (?:u?int|float)|must be one of .{1,100}but got|expected (?:"<[\w-]{1,40}>|one of "))(?<what>.{0,80})/,
      strength: 'fatal',
      title: 'An argument of the program is missing or of the wrong type',
      example: [
        'app: error: --port: expected a valid 64 bit int but got "abc"',
        'app: error: expected "<path>"',
      ],
      source: 'alecthomas/kong mapper.go, context.go',
    },
    {
      id: 'kingpin/expected-command',
      cause: 'bad-command',
      pattern:
        /error: (?:expected command but got "(?<what>[^"]{1,80})"|command not specified|must select a subcommand of '(?<name>[\w -]{1,60})'), try --help/,
      strength: 'fatal',
      title: 'The program is started without one of its commands',
      example: 'app: error: expected command but got "serv", try --help',
      source: 'alecthomas/kingpin app.go, parser.go',
    },
    {
      id: 'go-flags/expected-argument',
      cause: 'app-config-invalid',
      pattern:
        /expected argument for flag `(?<flag>[^']{1,80})'|option `[^']{1,80}' cannot have an argument/,
      strength: 'fatal',
      title: 'The flag {flag} has no value',
      example: "expected argument for flag `-p, --port'",
      source: 'jessevdk/go-flags parser.go',
    },
    {
      id: 'pflag/bad-syntax',
      cause: 'app-config-invalid',
      pattern: /bad flag syntax: (?<flag>-\S{0,80})/,
      strength: 'fatal',
      title: 'The flag {flag} is not written as a flag',
      example: 'bad flag syntax: --=listen',
      source: 'spf13/pflag flag.go',
    },
    {
      id: 'urfave/no-help-topic',
      cause: 'bad-command',
      pattern: /No help topic for '(?<what>[^']{1,80})'/,
      strength: 'fatal',
      title: 'The program has no command {what}',
      example: "No help topic for 'serve'",
      source: 'urfave/cli command.go, app.go',
    },
    {
      id: 'godotenv/file-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:Error loading|[Ff]ailed to (?:load|read|open|find)|[Uu]nable to (?:load|read|open|find)|[Cc]ould not (?:load|read|open|find)) (?:the )?["'`]?\.env["'`]? (?:file|vars)/,
      strength: 'error',
      title: 'The file .env is not in the image; in a pod its settings come from env and envFrom',
      example: '2026/11/20 10:00:00 Error loading .env file',
      source: 'joho/godotenv README',
    },
    {
      id: 'go-toml/decode',
      cause: 'app-config-invalid',
      pattern:
        /toml: (?:cannot (?:decode|store|assign) (?<what>TOML .{1,120})|incompatible types: TOML .{1,160})|strict mode: fields in the document are missing in the target struct/,
      strength: 'fatal',
      title: 'The TOML configuration does not fit what the program expects',
      example: [
        'toml: cannot decode TOML string into struct field config.Server.Port of type int',
        'strict mode: fields in the document are missing in the target struct',
      ],
      source: 'pelletier/go-toml decode.go, errors.go; BurntSushi/toml decode.go',
    },
    {
      id: 'go-yaml/strict',
      cause: 'app-config-invalid',
      pattern:
        /line (?<line>\d+): (?:field (?<setting>[\w.-]{1,100}) (?:not found in type (?<name>[\w.*]{1,120})|already set in type)|mapping key "(?<key>[^"]{1,100})" already defined at line)/,
      strength: 'fatal',
      title:
        'The YAML configuration holds a key that the program does not know, or twice: line {line}',
      example: [
        '  line 4: field lisen not found in type config.Server',
        'yaml: unmarshal errors: line 12: mapping key "port" already defined at line 3',
      ],
      source: 'go-yaml/yaml decode.go',
    },
    {
      id: 'go-yaml/unmarshal',
      cause: 'app-config-invalid',
      pattern:
        /line \d+: cannot unmarshal !!(?<have>\w{1,10}) (?:`(?<value>[^`]{0,60})` )?into (?<want>[\w.\[\]*{} ]{1,80})/,
      strength: 'fatal',
      title: 'The YAML configuration has a {have} where {want} is expected',
      example: '  line 7: cannot unmarshal !!str `8080x` into int',
      source: 'go-yaml/yaml decode.go terror',
    },
    {
      id: 'go-net/cidr',
      cause: 'app-config-invalid',
      pattern:
        /invalid CIDR address: (?<value>\S{0,80})|netip\.ParsePrefix\("?(?<prefix>[^")]{0,80})"?\): .{1,80}/,
      strength: 'error',
      title: '{value} is no CIDR (address/length)',
      example: 'panic: invalid CIDR address: 10.0.0.0',
      source: 'Go net/net.go ParseError; net/netip',
    },
    {
      id: 'robfig-cron/spec',
      cause: 'app-config-invalid',
      pattern:
        /(?:expected (?:exactly )?\d+(?: to \d+)? fields, found \d+: (?<what>.{1,60})|end of range \(\d+\) above maximum \(\d+\): (?<value>.{1,40})|empty spec string|unrecognized descriptor: (?<name>@\w{1,20}))/,
      strength: 'fatal',
      title: 'The cron schedule cannot be parsed',
      example: [
        'expected exactly 5 fields, found 6: [0 0 2 * * *]',
        'end of range (60) above maximum (59): 60',
      ],
      source: 'robfig/cron parser.go',
    },
    {
      id: 'logrus/level',
      cause: 'app-config-invalid',
      pattern: /not a valid (?:logrus Level|log ?level|slog level): ?"?(?<value>[^"\s]{0,40})/,
      strength: 'fatal',
      title: '{value} is no log level that the program knows',
      example: 'not a valid logrus Level: "verbose"',
      source: 'sirupsen/logrus logrus.go ParseLevel',
    },
    {
      id: 'zap/level',
      cause: 'app-config-invalid',
      pattern:
        /unrecognized level: "(?<value>[^"]{0,40})"|unknown level string: '(?<name>[^']{0,40})'(?:, defaulting to NoLevel)|slog: level string "(?<level>[^"]{0,40})": unknown name/,
      strength: 'fatal',
      title: "The log level is none that the program's logger knows",
      example: ['unrecognized level: "verbose"', 'slog: level string "verbose": unknown name'],
      source: 'uber-go/zap zapcore/level.go; rs/zerolog globals.go; Go log/slog level.go',
    },
    {
      id: 'fx/constructor',
      cause: 'app-exception',
      pattern:
        /could not build arguments for function "?(?<name>[^"\s]{1,120})"?.{0,200}received non-nil error from function "?(?<what>[^"\s]{1,120})"?/,
      strength: 'error',
      title: 'A constructor of the program failed while fx put it together: {what}',
      example:
        'could not build arguments for function "main".main.func1 (/src/main.go:31): failed to build *sql.DB: received non-nil error from function "main".NewDB (/src/db.go:12): ping: refused',
      source: 'uber-go/dig error.go, constructor.go',
    },
    {
      id: 'fx/on-start-timeout',
      cause: 'deadlock-or-timeout-startup',
      pattern:
        /(?:OnStart hook|hook\.OnStart) (?:added by|failed).{0,160}(?:context deadline exceeded)|context deadline exceeded.{0,80}OnStart/,
      strength: 'fatal',
      title: "A start hook of the program did not finish in fx's start time-out",
      example:
        '[Fx] ERROR		Failed to start: OnStart hook added by main.NewServer failed: context deadline exceeded',
      source: 'uber-go/fx app.go withTimeout',
    },
    {
      id: 'hclog/hcl-parse',
      cause: 'app-config-invalid',
      pattern:
        /(?<file>[\w.\/-]{1,200}\.hcl):\d+,\d+-\d+: (?<what>(?:Unsupported (?:argument|block type)|Missing required argument|Argument or block definition required|Invalid expression|Unsuitable value type|Missing newline after argument).{0,120})/,
      strength: 'fatal',
      title: 'The HCL file {file} is refused: {what}',
      example:
        '/etc/nomad/server.hcl:12,3-9: Unsupported argument; An argument named "bindaddr" is not expected here.',
      source: 'hashicorp/hcl hclsyntax/parser.go',
    },
    {
      id: 'jsonschema/mismatch',
      cause: 'app-config-invalid',
      pattern:
        /jsonschema(?: validation)?:? (?:validation failed with|'[^']{0,100}' does not validate with) (?<what>.{1,160})/,
      strength: 'error',
      title: 'The configuration does not fit its JSON schema: {what}',
      example: "jsonschema validation failed with 'file:///etc/app/schema.json#'",
      source: 'santhosh-tekuri/jsonschema validator error',
    },
  ],
}
