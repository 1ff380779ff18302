import type { SignatureFamily } from '@unloop/engine/scanner'

/** Rust's standard library and its usual command-line and settings crates. */
export const rust: SignatureFamily = {
  programs: ['Rust', 'clap', 'serde', 'tokio'],
  signatures: [
    {
      id: 'rust/env-not-present',
      cause: 'env-missing',
      pattern:
        /(?:an `Err` value: (?:EnvVar\()?NotPresent|Error: (?:EnvVar\()?NotPresent|environment variable not found)(?:.{0,10}: (?<what>.{1,80}))?/,
      strength: 'fatal',
      title: 'An environment variable that the program needs is not set',
      explain:
        "The program reads a variable with std::env::var and stops when it is not there; the panic's message or place tells which.",
      example: [
        'called `Result::unwrap()` on an `Err` value: NotPresent',
        "thread 'main' panicked at 'called `Result::unwrap()` on an `Err` value: NotPresent', src/main.rs:12:41",
        'Error: environment variable not found',
      ],
      source: 'Rust std::env::VarError',
    },
    {
      id: 'rust/expect-not-present',
      cause: 'env-missing',
      pattern:
        /(?:^|')(?:.{0,60}\b)?(?<env>[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,40}){0,8})\b.{0,60}: NotPresent/,
      strength: 'fatal',
      title: '{env} is not set',
      example: [
        "thread 'main' panicked at 'DATABASE_URL must be set: NotPresent', src/main.rs:12:41",
        'DATABASE_URL: NotPresent',
        'expected REDIS_URL: NotPresent',
      ],
      source: 'Rust std::env::VarError with expect',
    },
    {
      id: 'rust/panic-own',
      cause: 'app-exception',
      pattern:
        /(?:index out of bounds: the len is \d{1,20} but the index is \d{1,20}|called `Option::unwrap\(\)` on a `None` value|attempt to (?:subtract|add|multiply|divide|shift left|calculate the remainder).{0,40}(?:overflow|by zero)|RefCell already (?:mutably )?borrowed|already (?:mutably )?borrowed: Borrow(?:Mut)?Error|there is no reactor running|internal error: entered unreachable code|not (?:yet )?implemented(?:: |$)|has overflowed its stack|Cannot (?:drop|start) a runtime (?:in a context|from within)|byte index \d{1,20} is (?:out of bounds|not a char boundary))/,
      strength: 'error',
      title: 'The program panicked',
      example: [
        'index out of bounds: the len is 0 but the index is 0',
        "thread 'main' panicked at 'called `Option::unwrap()` on a `None` value', src/main.rs:4:37",
        "thread 'main' has overflowed its stack",
        'attempt to subtract with overflow',
      ],
      source: 'Rust core::panicking',
    },
    {
      id: 'rust/panic',
      cause: 'app-exception',
      pattern: /thread '(?<name>[^']{1,80})'(?: \(\d{1,10}\))? panicked at (?<what>.{1,200})/,
      strength: 'hint',
      title: 'The thread {name} panicked at {what}',
      example: [
        "thread 'main' panicked at src/main.rs:5:10:",
        "thread 'tokio-runtime-worker' panicked at 'boom', src/lib.rs:9:5",
      ],
      source: 'Rust std::panicking',
    },
    {
      id: 'rust/not-found',
      cause: 'config-file-missing',
      pattern: /(?:Os \{ code: 2, kind: NotFound|No such file or directory \(os error 2\))/,
      strength: 'error',
      title: 'A file that the program opens does not exist',
      example: [
        'Error: Os { code: 2, kind: NotFound, message: "No such file or directory" }',
        'Error: failed to read /etc/app/app.toml: No such file or directory (os error 2)',
      ],
      source: 'Rust std::io::Error',
    },
    {
      id: 'rust/permission-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Os \{ code: (?:13|1), kind: PermissionDenied|Permission denied \(os error 13\)|Operation not permitted \(os error 1\)|Os \{ code: 30, kind: ReadOnlyFilesystem|Read-only file system \(os error 30\))/,
      strength: 'error',
      title: 'The program may not use a file or a port',
      example: [
        'Error: Os { code: 13, kind: PermissionDenied, message: "Permission denied" }',
        'error: could not create /data/db: Permission denied (os error 13)',
        'Read-only file system (os error 30)',
      ],
      source: 'Rust std::io::Error',
    },
    {
      id: 'rust/address-in-use',
      cause: 'port-in-use',
      pattern:
        /(?:Os \{ code: 98, kind: AddrInUse|Address (?:already )?in use \(os error 98\)|error creating server listener: Address already in use)/,
      strength: 'error',
      title: 'The port that the program listens on is already in use',
      example: [
        'Error: Os { code: 98, kind: AddrInUse, message: "Address already in use" }',
        'error binding to 0.0.0.0:8080: Address already in use (os error 98)',
      ],
      source: 'Rust std::io::Error',
    },
    {
      id: 'rust/clap-unexpected',
      cause: 'app-config-invalid',
      pattern:
        /(?:error: unexpected argument '(?<flag>[^']{1,100})' found|Found argument '(?<name>[^']{1,100})' which wasn't expected|error: unrecognized subcommand '(?<what>[^']{1,80})')/,
      strength: 'fatal',
      title: 'The program does not know an argument',
      example: [
        "error: unexpected argument '--prot' found",
        "error: Found argument '--verbos' which wasn't expected, or isn't valid in this context",
        "error: unrecognized subcommand 'srve'",
      ],
      source: 'clap error formatting',
    },
    {
      id: 'rust/clap-required',
      cause: 'app-config-invalid',
      pattern:
        /error: (?:the following required arguments were not provided|The following required arguments were not provided|'[^']{1,80}' requires a subcommand|a value is required for '(?<flag>[^']{1,80})')/,
      strength: 'fatal',
      title: 'A required argument is not given',
      example: [
        'error: the following required arguments were not provided:',
        "error: a value is required for '--config <FILE>' but none was supplied",
      ],
      source: 'clap error formatting',
    },
    {
      id: 'rust/clap-invalid',
      cause: 'app-config-invalid',
      pattern:
        /error: (?:invalid value '(?<what>[^']{0,120})' for '(?<flag>[^']{1,80})'|Invalid value (?:for|"[^"]{0,80}" for) '(?<name>[^']{1,80})')/,
      strength: 'fatal',
      title: 'An argument has a value that the program does not accept',
      example: [
        "error: invalid value 'tcp://10.96.0.9:80' for '--port <PORT>': invalid digit found in string",
        "error: Invalid value for '--workers <N>': invalid digit found in string",
      ],
      source: 'clap error formatting',
    },
    {
      id: 'rust/serde',
      cause: 'app-config-invalid',
      pattern:
        /(?:unknown (?:field|variant) `(?<setting>[^`]{1,80})`, expected|invalid type: (?<what>.{1,60}), expected .{1,60}|TOML parse error at line \d{1,6}|ParseIntError \{ kind: (?<name>\w{1,20})|invalid digit found in string)/,
      strength: 'error',
      title: 'The configuration does not fit what the program expects',
      example: [
        'unknown field `listen_adress`, expected one of `listen_address`, `tls`',
        'Error: TOML parse error at line 3, column 1',
        'called `Result::unwrap()` on an `Err` value: ParseIntError { kind: InvalidDigit }',
        'invalid type: string "abc", expected u16',
      ],
      source: 'serde; toml; core::num',
    },
  ],
}
