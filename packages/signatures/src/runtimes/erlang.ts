import type { SignatureFamily } from '@unloop/engine/scanner'

/** Erlang/OTP and Elixir releases. */
export const erlang: SignatureFamily = {
  programs: ['Erlang/OTP', 'Elixir', 'Phoenix', 'Mix'],
  signatures: [
    {
      id: 'elixir/hex-missing',
      cause: 'missing-dependency',
      pattern: /Could not find (?<module>Hex|rebar3?), which is needed to build dependency/,
      strength: 'error',
      title: 'The image lacks {module} and would build dependencies at its start',
      example: 'Could not find Hex, which is needed to build dependency :credo',
      source: 'elixir-lang/elixir lib/mix/lib/mix/hex.ex, rebar.ex',
    },
    {
      id: 'elixir/env-missing',
      cause: 'env-missing',
      pattern:
        /(?:could not fetch environment variable "(?<env>\w{1,80})" because it is not set|environment variable (?<name>\w{1,80}) is missing\.)/,
      strength: 'fatal',
      title: 'An environment variable that the release needs is not set',
      example: [
        '** (System.EnvError) could not fetch environment variable "DATABASE_URL" because it is not set',
        'environment variable SECRET_KEY_BASE is missing.',
      ],
      source: 'Elixir System.fetch_env!; Phoenix config/runtime.exs',
    },
    {
      id: 'elixir/config-provider',
      cause: 'app-config-invalid',
      pattern: /ERROR! Config provider (?<name>[\w.]{1,100}) failed with/,
      strength: 'error',
      title: "The release's configuration cannot be read ({name})",
      example: 'ERROR! Config provider Config.Reader failed with:',
      source: 'Elixir Config.Provider',
    },
    {
      id: 'elixir/app-not-started',
      cause: 'app-exception',
      pattern:
        /(?:\(Mix\) Could not start application (?<name>\w{1,60})|Application (?<what>\w{1,60}) exited: |application_start_failure|application_terminated)/,
      strength: 'hint',
      title: 'An Erlang application could not start',
      example: [
        '** (Mix) Could not start application shop: Shop.Application.start(:normal, []) returned an error: shutdown',
        '[notice] Application shop exited: Shop.Application.start(:normal, []) returned an error',
      ],
      source: 'Elixir Mix; OTP application_controller',
    },
    {
      id: 'erlang/kernel-terminated',
      cause: 'app-exception',
      pattern:
        /(?:Kernel pid terminated|init terminating in do_boot|Runtime terminating during boot|Crash dump is being written to: (?<file>\S{1,100}))/,
      strength: 'hint',
      title: 'The Erlang runtime ended while it started',
      example: [
        '{"init terminating in do_boot",{undef,[{shop,start,[],[]}]}}',
        'Crash dump is being written to: erl_crash.dump...done',
        'Runtime terminating during boot ({badmatch,{error,enoent}})',
      ],
      source: 'OTP init, application_controller',
    },
    {
      id: 'erlang/own-exception',
      cause: 'app-exception',
      pattern:
        /\*\* \((?<what>(?:UndefinedFunctionError|FunctionClauseError|MatchError|ArgumentError|KeyError|ArithmeticError|CaseClauseError|BadMapError|Protocol\.UndefinedError|RuntimeError|CompileError|WithClauseError|BadArityError))\) (?!could not fetch|.{0,60}environment variable)(?<name>.{1,160})/,
      strength: 'error',
      title: 'The program threw {what}: {name}',
      example: [
        '** (UndefinedFunctionError) function Shop.Repo.all/1 is undefined (module Shop.Repo is not available)',
        '** (MatchError) no match of right hand side value: {:error, :enoent}',
      ],
      source: 'Elixir Exception',
    },
    {
      id: 'erlang/cookie-mode',
      cause: 'permission-denied-fs',
      pattern: /Cookie file (?<file>\S{1,200}) must be accessible by owner only/,
      strength: 'fatal',
      title: 'The Erlang cookie {file} may be readable by its owner only',
      example: 'Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only',
      source: 'OTP auth.erl',
      from: ['c38-rabbitmq-cookie-mode', 'c53-cascade-rabbitmq-cookie'],
      fix: {
        title: 'Give the cookie mode 0400 or 0600 and the owner that runs the program',
        where: 'manifest',
      },
    },
    {
      id: 'erlang/cookie-unwritable',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Failed to (?:create|write to|read) cookie file '?(?<file>[^':]{1,200})'?: (?<what>\w{1,20})|Error when reading (?<name>\S{1,200}\.erlang\.cookie): \w{1,20})/,
      strength: 'fatal',
      title: 'The Erlang cookie cannot be read or created',
      example: [
        "Failed to create cookie file '/home/app/.erlang.cookie': eacces",
        'Error when reading /var/lib/rabbitmq/.erlang.cookie: eacces',
      ],
      source: 'OTP auth.erl',
    },
    {
      id: 'erlang/node-name-used',
      cause: 'port-in-use',
      pattern:
        /Protocol '?inet6?_t(?:cp|ls)'?: (?:the name (?<name>\S{1,100}) seems to be in use by another Erlang node|register\/listen error: (?<what>\w{1,30}))/,
      strength: 'fatal',
      title: "The Erlang node's name or port is already in use",
      example: [
        "Protocol 'inet_tcp': the name shop@10-1-2-3 seems to be in use by another Erlang node",
        "Protocol 'inet_tcp': register/listen error: eaddrinuse",
      ],
      source: 'OTP net_kernel, erl_distribution',
    },
    {
      id: 'erlang/node-name-invalid',
      cause: 'app-config-invalid',
      pattern: /(?:Can't set (?:long|short) node name|Hostname .{1,120} is illegal)/,
      strength: 'fatal',
      title: "The Erlang node's name is not valid",
      example: "Can't set long node name!",
      source: 'OTP net_kernel',
    },
    {
      id: 'erlang/address-in-use',
      cause: 'port-in-use',
      pattern: /(?::eaddrinuse|\{error,eaddrinuse\}|[,\s]eaddrinuse\b)/,
      strength: 'error',
      title: 'The port that the program listens on is already in use',
      example: [
        '[error] Failed to start Ranch listener ShopWeb.Endpoint.HTTP in :ranch_tcp:listen for reason :eaddrinuse (address already in use)',
        '{error,eaddrinuse}',
      ],
      source: 'OTP inet',
    },
    {
      id: 'ecto/migration',
      cause: 'schema-migration-failed',
      pattern:
        /(?:\*\* \((?:Ecto\.MigrationError|Ecto\.Migration\w{1,30}|Postgrex\.Error)\) (?<what>.{0,40}(?:undefined_table|undefined_column|duplicate_table|duplicate_column|migrations can't be executed|more than one migration|pending).{0,160})|the table "?schema_migrations"? .{0,80})/,
      strength: 'fatal',
      title: 'The database schema is not the one that the program expects: {what}',
      example: [
        '** (Postgrex.Error) ERROR 42P01 (undefined_table) relation "users" does not exist',
        "** (Ecto.MigrationError) migrations can't be executed, migration version 20240101 is duplicated",
      ],
      source: 'Ecto SQL migrator; Postgrex',
    },
    {
      id: 'erlang/beam-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:cannot expand \$RELEASE_LIB|Erlang runtime not found\. If Erlang is installed|\{undef,\[\{crypto,|Unable to load crypto library)/,
      strength: 'fatal',
      title: 'A part of the Erlang runtime is not in the image',
      example: [
        'Unable to load crypto library. Failed with error: "load_failed, Failed to load NIF library"',
        'ERROR: Erlang runtime not found. If Erlang is installed, ensure it is in your PATH',
      ],
      source: 'OTP crypto; Elixir release scripts',
    },
  ],
}
