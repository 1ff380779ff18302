import type { SignatureFamily } from '@unloop/engine/scanner'

/** Perl, Lua, R, Haskell, Julia and other language runtimes. */
export const scripting: SignatureFamily = {
  programs: ['Perl', 'Lua', 'R', 'Haskell', 'Julia', 'Dart', 'Swift'],
  signatures: [
    {
      id: 'perl/module-missing',
      cause: 'missing-dependency',
      pattern: /Can't locate (?<module>[\w/:.]{1,150}) in @INC/,
      strength: 'fatal',
      title: 'The Perl module {module} is not in the image',
      example:
        "Can't locate DBI.pm in @INC (you may need to install the DBI module) (@INC contains: /etc/perl) at /app/sync.pl line 3.",
      source: 'Perl perldiag',
    },
    {
      id: 'perl/script-missing',
      cause: 'bad-command',
      pattern: /Can't open perl script "(?<file>[^"]{1,250})"/,
      strength: 'fatal',
      title: 'Perl finds no script {file}',
      example: `Can't open perl script "/app/run.pl": No such file or directory`,
      source: 'Perl perldiag',
    },
    {
      id: 'perl/compile',
      cause: 'app-exception',
      pattern:
        /(?:BEGIN failed--compilation aborted|Execution of \S{1,200} aborted due to compilation errors|Can't call method "[^"]{1,60}" on an undefined value)/,
      strength: 'hint',
      title: 'Perl could not run the program',
      example: [
        'BEGIN failed--compilation aborted at /app/sync.pl line 3.',
        `Can't call method "connect" on an undefined value at /app/x.pl line 9.`,
      ],
      source: 'Perl perldiag',
    },
    {
      id: 'lua/module-missing',
      cause: 'missing-dependency',
      pattern: /module '(?<module>[\w.-]{1,100})' not found:/,
      strength: 'fatal',
      title: 'The Lua module {module} is not in the image',
      example: "lua: main.lua:1: module 'resty.http' not found:",
      source: 'Lua loadlib.c',
    },
    {
      id: 'lua/script-missing',
      cause: 'bad-command',
      pattern: /lua(?:jit|[\d.]{1,4})?: cannot open (?<file>\S{1,200})/,
      strength: 'fatal',
      title: 'Lua finds no script {file}',
      example: 'lua: cannot open main.lua',
      source: 'Lua lauxlib.c',
    },
    {
      id: 'lua/nil-value',
      cause: 'app-exception',
      pattern:
        /attempt to (?:index|call|perform arithmetic on|concatenate|compare) (?:a |an |field |local |global |upvalue |method ).{0,80}nil value/,
      strength: 'error',
      title: 'A Lua program used a nil value',
      example: "lua: main.lua:12: attempt to index a nil value (local 'cfg')",
      source: 'Lua ldebug.c',
    },
    {
      id: 'r/package-missing',
      cause: 'missing-dependency',
      pattern: /there is no package called [‘'"](?<module>[\w.]{1,80})[’'"]/,
      strength: 'fatal',
      title: 'The R package {module} is not in the image',
      example: 'Error in library(plumber) : there is no package called ‘plumber’',
      source: 'R base library',
    },
    {
      id: 'r/cannot-open-file',
      cause: 'bad-command',
      pattern:
        /(?:Fatal error: cannot open file '(?<file>[^']{1,250})'|cannot open file '(?<name>[^']{1,250})': No such file or directory)/,
      strength: 'fatal',
      title: 'R cannot open a file',
      example: "Fatal error: cannot open file '/app/run.R': No such file or directory",
      source: 'R unix/system.c',
    },
    {
      id: 'r/allocate',
      cause: 'heap-exhausted',
      pattern: /Error: cannot allocate vector of size (?<what>[\d.]{1,10} [KMGT]b)/,
      strength: 'fatal',
      title: 'R could not allocate {what}',
      example: 'Error: cannot allocate vector of size 7.5 Gb',
      source: 'R memory.c',
    },
    {
      id: 'haskell/exception',
      cause: 'app-exception',
      pattern:
        /(?:Prelude\.\w{1,20}: (?:empty list|no parse|index too large|bad argument)|Non-exhaustive patterns in|\S{1,60}: Map\.!: given key is not an element)/,
      strength: 'error',
      title: 'A Haskell program threw an exception',
      example: [
        'app: Prelude.head: empty list',
        'app: src/Main.hs:(12,1)-(14,20): Non-exhaustive patterns in function handle',
      ],
      source: 'GHC base',
    },
    {
      id: 'haskell/env',
      cause: 'env-missing',
      pattern: /(?<env>[A-Z][A-Z0-9_]{1,80}): getEnv: does not exist \(no environment variable\)/,
      strength: 'fatal',
      title: '{env} is not set',
      example: 'app: DATABASE_URL: getEnv: does not exist (no environment variable)',
      source: 'GHC base System.Environment',
    },
    {
      id: 'haskell/heap',
      cause: 'heap-exhausted',
      pattern: /(?:Heap exhausted;|: heap overflow$|Current maximum heap size is \d{1,15} bytes)/,
      strength: 'fatal',
      title: "The Haskell runtime's heap limit is exhausted",
      example: 'app: Heap exhausted;',
      source: 'GHC rts',
    },
    {
      id: 'swift/fatal',
      cause: 'app-exception',
      pattern:
        /Fatal error: (?<what>Unexpectedly found nil while (?:implicitly )?unwrapping an Optional value|Index out of range|'try!' expression unexpectedly raised an error.{0,120}|Array index is out of range)/,
      strength: 'error',
      title: 'A Swift program stopped: {what}',
      example:
        'App/main.swift:9: Fatal error: Unexpectedly found nil while unwrapping an Optional value',
      source: 'Swift stdlib',
    },
  ],
}
