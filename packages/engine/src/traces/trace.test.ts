import { expect, test } from 'vitest'
import { readLines } from '../logs/read.ts'
import { findTraces, type Trace } from './trace.ts'

const traces = (text: string): readonly Trace[] =>
  findTraces(readLines({ text, origin: { source: 'x' } }))
const types = (trace: Trace | undefined): readonly string[] =>
  trace?.exceptions.map((one) => one.type) ?? []

test('Java: causes, interleaved output, frames left out', () => {
  const [trace] = traces(`2026-11-21 00:27:50.723 [main] INFO  c.a.Consumer - Starting
Exception in thread "main" java.lang.NoClassDefFoundError: com/acme/codec/AvroCodec
\tat com.acme.inventory.StockConsumer.main(StockConsumer.java:9)
2026-11-21 00:27:50.891 [main] INFO  c.a.Consumer - topic=x
Caused by: java.lang.ClassNotFoundException: com.acme.codec.AvroCodec
\tat java.base/java.lang.ClassLoader.loadClass(ClassLoader.java:525)
\t... 1 more`)
  expect(trace).toMatchObject({ language: 'java', start: 1, end: 6, uncaught: true })
  expect(types(trace)).toEqual([
    'java.lang.NoClassDefFoundError',
    'java.lang.ClassNotFoundException',
  ])
  expect(trace?.deepest).toEqual({
    type: 'java.lang.ClassNotFoundException',
    message: 'com.acme.codec.AvroCodec',
    line: 4,
  })
})

test('Java: a trace that was logged and followed by work is not uncaught', () => {
  const [trace] = traces(`2026-11-21 00:00:01.000 WARN  c.a.Cache - refresh failed
java.net.ConnectException: Connection refused
\tat java.base/sun.nio.ch.Net.connect(Net.java:1)
2026-11-21 00:00:02.000 INFO  c.a.Job - one
2026-11-21 00:00:03.000 INFO  c.a.Job - two
2026-11-21 00:00:04.000 INFO  c.a.Job - three
2026-11-21 00:00:05.000 INFO  c.a.Job - four`)
  expect(trace).toMatchObject({ language: 'java', uncaught: false })
})

test('Spring: the failure analysis', () => {
  const [trace] = traces(`***************************
APPLICATION FAILED TO START
***************************

Description:

Parameter 0 of constructor in io.acme.DutyService required a bean of type 'io.acme.TaxRateProvider' that could not be found.


Action:

Consider defining a bean of type 'io.acme.TaxRateProvider' in your configuration.
`)
  expect(trace).toMatchObject({ language: 'java', uncaught: true, deepest: { line: 6 } })
})

test('Python: chained exceptions, from the outermost to the cause', () => {
  const [trace] = traces(`Running migrations:
Traceback (most recent call last):
  File "/app/db.py", line 89, in _execute
    return self.cursor.execute(sql, params)
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
psycopg2.errors.UniqueViolation: could not create unique index "x"
DETAIL:  Key (insurance_no)=(DE-100217) is duplicated.


The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/app/manage.py", line 5, in <module>
    main()
django.db.utils.IntegrityError: could not create unique index "x"
DETAIL:  Key (insurance_no)=(DE-100217) is duplicated.`)
  expect(types(trace)).toEqual([
    'django.db.utils.IntegrityError',
    'psycopg2.errors.UniqueViolation',
  ])
  expect(trace).toMatchObject({ language: 'python', start: 1, end: 15, uncaught: true })
})

test('Python: a program that does not compile', () => {
  const [trace] = traces(`  File "/app/main.py", line 3
    def f(
         ^
SyntaxError: '(' was never closed`)
  expect(trace?.deepest).toMatchObject({ type: 'SyntaxError', line: 3 })
})

test('Go: a panic, a nested panic, a deadlock, a served panic', () => {
  const [panic] = traces(`panic: runtime error: index out of range [0] with length 0

goroutine 18 [running]:
main.percentile(...)
\tacme.io/cmd/main.go:23
created by main.main in goroutine 1
\tacme.io/cmd/main.go:39 +0x13a
exit status 2`)
  expect(panic).toMatchObject({ language: 'go', start: 0, end: 7, uncaught: true })
  expect(panic?.deepest.message).toBe('runtime error: index out of range [0] with length 0')
  const [nested] = traces(
    'panic: first [recovered]\n\tpanic: second\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1',
  )
  expect(nested?.exceptions.map((one) => one.message)).toEqual(['second', 'first'])
  const [deadlock] = traces(
    'fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()\n\t/a.go:1',
  )
  expect(deadlock).toMatchObject({ uncaught: true, deepest: { type: 'fatal error' } })
  const [served] = traces(
    '2026/11/21 00:00:00 http: panic serving 10.0.0.1:1: nil map\npanic: x\ngoroutine 7 [running]:\nmain.f()\n\t/a.go:1',
  )
  expect(served?.uncaught).toBe(false)
})

test('Node: the code that threw, nested properties, the version below', () => {
  const [trace] = traces(`{"level":30,"msg":"starting"}
/app/server.js:13
  return zone.carriers.primary.rates
                               ^

TypeError: Cannot read properties of undefined (reading 'rates')
    at cheapest (/app/server.js:13:32)
    at node:internal/main/run_main_module:28:49 {
  code: 'X',
  [cause]: Error: inner
      at y (/app/x.js:1:1)
}

Node.js v20.20.2`)
  expect(trace).toMatchObject({ language: 'node', start: 1, uncaught: true })
  expect(types(trace)).toEqual(['TypeError', 'Error'])
})

test('Node: a module that is not there, a message of several lines', () => {
  const [trace] = traces(`node:internal/modules/cjs/loader:1228
  throw err;
  ^

Error: Cannot find module 'dotenv'
Require stack:
- /usr/src/app/dist/main.js
    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15)
    at node:internal/main/run_main_module:28:49 {
  code: 'MODULE_NOT_FOUND',
  requireStack: [ '/usr/src/app/dist/main.js' ]
}

Node.js v20.20.2`)
  expect(trace?.deepest).toEqual({ type: 'Error', message: "Cannot find module 'dotenv'", line: 4 })
  expect(trace?.uncaught).toBe(true)
})

test('a trace folded into one line of JSON', () => {
  const [trace] = traces(
    String.raw`{"level":60,"err":{"type":"DatabaseError","stack":"error: password authentication failed for user \"checkout\"\n    at Parser.parse (/app/p.js:1:1)\n    at Socket.<anonymous> (/app/c.js:2:2)"},"msg":"startup failed"}`,
  )
  expect(trace).toMatchObject({ language: 'node', start: 0, end: 0 })
  expect(trace?.deepest.message).toBe('password authentication failed for user "checkout"')
})

test('.NET: the inner exception', () => {
  const [trace] = traces(`Unhandled exception. System.InvalidOperationException: cannot start
 ---> System.Net.Sockets.SocketException (111): Connection refused
   at System.Net.Sockets.Socket.Connect(EndPoint remoteEP)
   --- End of inner exception stack trace ---
   at Acme.Program.Main(String[] args) in /src/Program.cs:line 12`)
  expect(trace).toMatchObject({ language: 'dotnet', uncaught: true })
  expect(types(trace)).toEqual([
    'System.InvalidOperationException',
    'System.Net.Sockets.SocketException',
  ])
})

const ONE_LINE: readonly (readonly [string, Trace['language'], string])[] = [
  [
    "thread 'main' panicked at src/main.rs:4:10:\ncalled `Option::unwrap()` on a `None` value\nnote: run with `RUST_BACKTRACE=1`",
    'rust',
    'called `Option::unwrap()` on a `None` value',
  ],
  ["thread 'main' panicked at 'boom', src/main.rs:2:5", 'rust', 'boom'],
  [
    'Error: cannot load configuration\n\nCaused by:\n    0: open /etc/app.toml\n    1: No such file or directory (os error 2)',
    'rust',
    'No such file or directory (os error 2)',
  ],
  [
    "/app/relay.rb:7:in `parse': found a tab (Psych::SyntaxError)\n\tfrom /app/relay.rb:7:in `<main>'",
    'ruby',
    'found a tab',
  ],
  [
    'app.rb:1:in \'Integer\': invalid value for Integer(): "x" (ArgumentError)',
    'ruby',
    'invalid value for Integer(): "x"',
  ],
  [
    'PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /app/db.php:3\nStack trace:\n#0 /app/db.php(3): x()\n#1 {main}\n  thrown in /app/db.php on line 3',
    'php',
    'SQLSTATE[HY000] [2002] Connection refused',
  ],
  [
    '** (RuntimeError) environment variable DATABASE_URL is missing.\n    (app 0.1.0) config/runtime.exs:12: (file)',
    'erlang',
    'environment variable DATABASE_URL is missing.',
  ],
  [
    "ringd: c/ringd.c:8: ring_init: Assertion `cap != 0' failed.",
    'c',
    "c/ringd.c:8: ring_init: Assertion `cap != 0' failed.",
  ],
  [
    "terminate called after throwing an instance of 'std::runtime_error'\n  what():  bad config",
    'c',
    'bad config',
  ],
  [
    '==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x1\n    #0 0x1 in main',
    'c',
    'heap-use-after-free on address 0x1',
  ],
  [
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    'node',
    'Reached heap limit Allocation failed - JavaScript heap out of memory',
  ],
  ['Terminating due to java.lang.OutOfMemoryError: Java heap space', 'java', 'Java heap space'],
  ['Fatal error: exception Failure("no config")', 'other', '"no config"'],
  [
    'lua: main.lua:1: attempt to index a nil value\nstack traceback:\n\t[C]: in ?',
    'other',
    'main.lua:1: attempt to index a nil value',
  ],
  [
    'app: no DATABASE_URL\nCallStack (from HasCallStack):\n  error, called at app/Main.hs:7:3',
    'other',
    'no DATABASE_URL',
  ],
]

for (const [text, language, message] of ONE_LINE) {
  test(`${language}: ${text.slice(0, 50)}`, () => {
    const [trace] = traces(text)
    expect(trace).toMatchObject({ language, uncaught: true })
    expect(trace?.deepest.message).toBe(message)
  })
}

test('never throws and never takes long, whatever the order of lines', () => {
  let state = 11
  const next = (n: number) =>
    ((state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) >> 8) % n
  const pool = [
    ...ONE_LINE.flatMap(([text]) => text.split('\n')),
    'Caused by: a.b.C: x',
    '\tat a.b.C(C.java:1)',
    'Traceback (most recent call last):',
    '  File "x", line 1',
    '',
    'ValueError: x',
    'goroutine 1 [running]:',
    '2026-11-21 INFO ok',
  ]
  for (let round = 0; round < 200; round++) {
    const text = Array.from({ length: 200 }, () => pool[next(pool.length)]).join('\n')
    for (const trace of traces(text)) {
      expect(trace.end).toBeGreaterThanOrEqual(trace.start)
      expect(trace.exceptions.length).toBeGreaterThan(0)
    }
  }
  const from = performance.now()
  for (const line of pool) traces(`${line}\n`.repeat(3000))
  expect(performance.now() - from).toBeLessThan(20_000)
})
