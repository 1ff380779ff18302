import { expect, test } from 'vitest'
import type { Level } from './line.ts'
import { readLines } from './read.ts'
import { seenIn, shapeOf, shapesOf } from './shape.ts'

const read = (text: string, line?: number) =>
  readLines({ text, origin: { source: 'x', ...(line === undefined ? {} : { line }) } })
const only = (text: string) => read(text)[0]

const LEVELS: readonly (readonly [string, Level])[] = [
  ['{"level":30,"time":1795220790445,"pid":1,"msg":"starting"}', 'info'],
  ['{"level":60,"msg":"boom"}', 'fatal'],
  [
    '{"level":"error","ts":"2026-11-21T00:39:36Z","logger":"setup","msg":"unable to get kubeconfig"}',
    'error',
  ],
  ['{"severity":"CRITICAL","message":"x"}', 'fatal'],
  ['{"t":{"$date":"2026-11-21T00:00:00.000+00:00"},"s":"F","c":"CONTROL","msg":"x"}', 'fatal'],
  ['{"@t":"2026-11-21T00:00:00Z","@mt":"x","@l":"Warning"}', 'warn'],
  ['{"version":"1.1","host":"a","short_message":"x","level":3}', 'error'],
  [
    'ts=2026-11-21T00:24:34.124Z caller=main.go:469 level=error msg="Error loading config"',
    'error',
  ],
  ['time=2026-11-21T00:45:10.277Z level=WARN msg="x"', 'warn'],
  ['I0212 08:20:17.553801       1 server.go:1] ok', 'info'],
  ['F0212 08:20:17.553801       1 server.go:1] no', 'fatal'],
  ['2026-11-21T00:39:36.000Z\tERROR\tsetup\tproblem running manager', 'error'],
  ['2026-11-21T00:39:36.000Z\tinfo\tsetup\tstarting', 'info'],
  ['2026-11-21 00:42:22.392 [main] INFO  c.a.search.Indexer - Starting', 'info'],
  [
    '2026-11-21T00:24:24.196Z ERROR 1 --- [catalog-api] [main] o.s.boot.SpringApplication : failed',
    'error',
  ],
  ['21-Nov-2026 00:58:32.563 SEVERE [main] org.apache.catalina.core.StandardService x', 'error'],
  ['ERROR:root:something failed', 'error'],
  ['[2026-11-21 00:00:00 +0000] [1] [ERROR] Exception in worker process', 'error'],
  ['[2026-11-21 00:00:00,899: CRITICAL/MainProcess] Unrecoverable error', 'fatal'],
  ['ERROR:    Application startup failed. Exiting.', 'error'],
  ['[2026-11-21T00:00:00Z ERROR app::db] no', 'error'],
  ['2026-11-21T00:00:00.123456Z  WARN app::db: slow', 'warn'],
  ['fail: Microsoft.Hosting.Lifetime[0]', 'error'],
  ['crit: Microsoft.AspNetCore.Server.Kestrel[0]', 'fatal'],
  ['[00:46:21 ERR] Unhandled', 'error'],
  ['E, [2026-11-21T00:00:00.000000 #1] ERROR -- : boom', 'error'],
  ['2026-11-21 00:58:56.567920+00:00 [error] <0.146.0> Cookie file', 'error'],
  ['00:46:21.102 [warning] slow', 'warn'],
  ['2026-11-21 00:48:41.962 GMT [1] FATAL:  database files are incompatible with server', 'fatal'],
  ['2026-11-21 00:48:41.962 GMT [1] LOG:  starting', 'info'],
  ['2026-11-21  0:25:02 0 [ERROR] Aborting', 'error'],
  ['2026-11-21 00:25:01+00:00 [Note] [Entrypoint]: started.', 'info'],
  ['2026-11-21T00:25:01.000000Z 0 [ERROR] [MY-010119] [Server] Aborting', 'error'],
  ['1:M 21 Nov 2026 00:47:48.461 # Bad file format', 'warn'],
  ['1:M 21 Nov 2026 00:47:48.460 * DB loaded', 'info'],
  ['nginx: [emerg] unknown directive "x"', 'fatal'],
  ['2026/11/21 00:24:20 [error] 7#7: *1 connect() failed', 'error'],
  ['[Sat Nov 21 00:46:21.102 2026] [core:error] [pid 1] AH00020', 'error'],
  ['[ALERT]    (1) : config : parsing failed', 'fatal'],
  ['2026-11-21T00:00:00.000Z [ERROR] agent: startup error', 'error'],
  ['==> Error: no', 'error'],
  ['[0.003s][warning][os,container] x', 'warn'],
  ['OpenJDK 64-Bit Server VM warning: x', 'warn'],
  ['2026-11-21 00:46:23.431633 C | etcdmain: no', 'fatal'],
  ['FATA[0000] cannot start', 'fatal'],
  ['2026-11-21T00:00:00Z FTL cannot start', 'fatal'],
  ['[1] 2026/11/21 00:46:21.1 [FTL] no', 'fatal'],
  ['2026.11.21 00:46:21.102 [ 1 ] {} <Error> Application: DB::Exception', 'error'],
  ['[2026-11-21 00:46:21.102][1][critical][main] [source/server/server.cc:1] x', 'fatal'],
  ['[2026-11-21T00:00:00+00:00] production.ERROR: x', 'error'],
  ['panic: runtime error: index out of range', 'fatal'],
  ['<3>kernel: x', 'error'],
  ['GET /error HTTP/1.1 200', 'none'],
  ['  at foo (bar.js:1:1)', 'none'],
  ['just a line', 'none'],
]

for (const [line, level] of LEVELS) {
  test(`level of ${line.slice(0, 60)}`, () => expect(only(line)?.level).toBe(level))
}

const TIMES: readonly (readonly [string, string | null])[] = [
  ['{"level":30,"time":1795220790445,"msg":"x"}', '2026-11-21T00:26:30.445Z'],
  ['{"ts":1795220790.445,"msg":"x"}', '2026-11-21T00:26:30.445Z'],
  [
    '{"level":"error","ts":"2026-11-21T00:39:36Z","msg":"at 2020-01-01T00:00:00Z"}',
    '2026-11-21T00:39:36.000Z',
  ],
  ['2026-11-21 00:34:47,133 INFO x', '2026-11-21T00:34:47.133Z'],
  ['2026-11-21  0:25:02 0 [Note] x', '2026-11-21T00:25:02.000Z'],
  ['2026-11-21T02:25:02+02:00 x', '2026-11-21T00:25:02.000Z'],
  ['2026/11/21 00:24:20 [emerg] x', '2026-11-21T00:24:20.000Z'],
  ['1:M 21 Nov 2026 00:47:48.461 # x', '2026-11-21T00:47:48.461Z'],
  ['21-Nov-2026 00:58:32.563 SEVERE x', '2026-11-21T00:58:32.563Z'],
  ['[Sat Nov 21 00:46:21.102 2026] x', '2026-11-21T00:46:21.102Z'],
  ['1795221814: Error: x', '2026-11-21T00:43:34.000Z'],
  ['I0212 08:20:17.553801 1 x', null],
  ['nothing', null],
]

for (const [line, time] of TIMES) {
  test(`time of ${line.slice(0, 50)}`, () => {
    expect(only(line)?.at ?? null).toBe(time === null ? null : Date.parse(time))
  })
}

test("takes kubectl's timestamps off, also of empty lines and with CRLF", () => {
  const lines = read(
    '2026-11-21T00:26:30.471929835Z a\r\n2026-11-21T00:26:30.471929836Z \n2026-11-21T00:26:31.471929837Z c',
    10,
  )
  expect(lines.map((line) => [line.number, line.raw])).toEqual([
    [10, 'a'],
    [11, ''],
    [12, 'c'],
  ])
  expect(lines[2]?.at).toBe(Date.parse('2026-11-21T00:26:31.471Z'))
})

test("leaves a program's own time where it is", () => {
  expect(
    read('2026-11-21T00:26:30.471Z info: a\n2026-11-21T00:26:30.472Z info: b')[0]?.raw,
  ).toContain('2026')
})

test("reads the node's files and joins what the runtime cut", () => {
  const cri =
    '2026-11-21T00:26:30.471929835Z stdout P one \n2026-11-21T00:26:30.471929836Z stderr F err\n2026-11-21T00:26:30.5Z stdout F two'
  expect(read(cri).map((line) => [line.number, line.stream, line.raw])).toEqual([
    [2, 'stderr', 'err'],
    [1, 'stdout', 'one two'],
  ])
  const docker =
    '{"log":"a \\"b\\"\\n","stream":"stdout","time":"2026-11-21T00:26:30.1Z"}\n{"log":"c","stream":"stderr","time":"2026-11-21T00:26:30.2Z"}\n{"log":"d\\n","stream":"stderr","time":"2026-11-21T00:26:30.2Z"}'
  expect(read(docker).map((line) => line.raw)).toEqual(['a "b"', 'cd'])
})

test('cleans the text: colours, control characters, escapes', () => {
  expect(only('\u001b[31mERROR\u001b[0m: a\u0000b \\"q\\"\\n\\tnext \\u003ctag\\u003e')?.text).toBe(
    'ERROR: a?b "q"  next <tag>',
  )
  expect(only('[31mERROR[0m x')?.text).toBe('ERROR x')
  expect(only('sum(rate(x[5m])) > 1')?.text).toBe('sum(rate(x[5m])) > 1')
})

test('an answer in place of a log is no log', () => {
  expect(read('unable to retrieve container logs for containerd://abc')).toEqual([])
})

test('bounds a huge line and a huge log, and keeps true numbers', () => {
  expect(only('a'.repeat(3e6))?.raw.length).toBeLessThan(21_000)
  const lines = read(Array.from({ length: 200_000 }, (_, i) => `line ${i + 1}`).join('\n'))
  expect(lines.length).toBeLessThan(150_000)
  expect(lines.at(-1)?.raw).toBe('line 200000')
  expect(lines.at(-1)?.number).toBe(200_000)
  expect(lines.every((line) => line.raw === `line ${line.number}`)).toBe(true)
})

test('never throws, whatever the bytes', () => {
  let state = 3
  const next = (n: number) =>
    ((state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) >> 8) % n
  const pieces = [
    '{"log":"',
    '\\',
    '"',
    '\n',
    '\r',
    '\u001b[',
    '\u0000',
    '2026-11-21T00:26:30.471929835Z ',
    'stdout F ',
    '\ud83d',
    '}',
    'level=',
    '"level":',
    '9'.repeat(30),
  ]
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: next(40) }, () => pieces[next(pieces.length)]).join('')
    for (const line of read(text))
      expect([
        typeof line.text,
        typeof line.level,
        line.at === null || Number.isFinite(line.at),
      ]).toEqual(['string', 'string', true])
  }
})

test('lines of one message have one shape', () => {
  const a = 'dial tcp 10.0.0.7:5432 for id 3c9b8c54-0e7e-4e6f-9d3c-0b8f0a1d2e3f took 12.5s'
  const b = 'dial tcp 10.0.0.8:5433 for id 4c9b8c54-0e7e-4e6f-9d3c-0b8f0a1d2e3f took 1.25s'
  expect(shapeOf(a)).toBe(shapeOf(b))
  expect(shapeOf('level=error msg="a"')).not.toBe(shapeOf('level=error msg="b"'))
  const healthy = shapesOf(read('connection refused by 10.0.0.1\nready'))
  expect(
    read('connection refused by 10.0.0.9\nno such file').map((line) => seenIn(healthy, line)),
  ).toEqual([true, false])
})
