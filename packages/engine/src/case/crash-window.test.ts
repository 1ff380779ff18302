import { expect, test } from 'vitest'
import { fallbackLine, crashWindow } from './crash-window.ts'
import { readLines } from '../logs/read.ts'

const read = (text: string) => readLines({ text, origin: { source: 'x' } })
const guess = (text: string): string | undefined => fallbackLine(read(text))?.line.text

test('the fatal line before the shutdown noise', () => {
  const lines = read(`level=info msg="starting"
level=error msg="cannot open /etc/app.yaml: permission denied"
level=info msg="shutting down"
level=info msg="server stopped"
level=info msg="bye"`)
  const judged = crashWindow(lines)
  expect(judged.fallback?.index).toBe(1)
  expect(judged.relevance(1)).toBe(1)
  expect(judged.relevance(2)).toBeLessThan(0.5)
  expect(judged.reasons(2)).toContain('shutdown-noise')
})

test('a retried warning that work follows, and noise that comes again and again', () => {
  const noise = Array.from(
    { length: 12 },
    (
      _,
      i,
    ) => `2026-11-21 00:00:${10 + i} ERROR Failed to export traces to 127.0.0.1:4317, retrying in ${i}s.
2026-11-21 00:00:${10 + i} INFO feed dhl: 400 events
2026-11-21 00:00:${10 + i} INFO feed ups: 400 events`,
  ).join('\n')
  const lines = read(`${noise}\n2026-11-21 00:01:00 ERROR database "routing" does not exist`)
  const judged = crashWindow(lines)
  expect(judged.relevance(0)).toBeLessThan(0.3)
  expect(judged.fallback?.index).toBe(lines.length - 1)
})

test('noise alone is no answer with confidence', () => {
  const text = Array.from(
    { length: 12 },
    (_, i) => `ERROR Failed to export traces, code ${i}\nINFO feed dhl: ${i} events\nINFO feed ups`,
  ).join('\n')
  expect(fallbackLine(read(text))?.score ?? 0).toBeLessThan(0.55)
})

test('the first line counts where a help text follows', () => {
  expect(
    guess(`flag provided but not defined: -jetstrem
Usage: nats-server [options]
Server Options:
    -a, --addr HOST    Bind to host address (default: 0.0.0.0)
    -p, --port PORT    Use port (required)
Common Options:
    -h, --help         Show this message`),
  ).toBe('flag provided but not defined: -jetstrem')
})

test('the reason, not the words that say that it failed', () => {
  expect(
    guess(`2026-11-21  0:25:02 0 [ERROR] mariadbd: unknown variable 'innodb_log_file_sizes=32M'
2026-11-21  0:25:02 0 [ERROR] Aborting`),
  ).toContain('unknown variable')
  expect(
    guess(`nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)
2026/11/21 00:45:33 [notice] 1#1: try again to bind() after 500ms
nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)
nginx: [emerg] still could not bind()`),
  ).toContain('Address already in use')
})

test('an uncaught exception, though standard output overtook it', () => {
  const text = `Traceback (most recent call last):
  File "/app/main.py", line 1, in <module>
    main()
KeyError: 'DATABASE_URL'
loading settings
loading routes
ready`
  expect(guess(text)).toBe("KeyError: 'DATABASE_URL'")
})

test('the line below says more', () => {
  const found = fallbackLine(
    read(`2026-11-21 00:48:41.962 GMT [1] LOG:  starting
2026-11-21 00:48:41.962 GMT [1] FATAL:  database files are incompatible with server
2026-11-21 00:48:41.962 GMT [1] DETAIL:  The data directory was initialized by PostgreSQL version 14`),
  )
  expect(found?.index).toBe(1)
  expect(found?.also).toEqual([2])
})

test('a shutdown message that names its reason is the reason', () => {
  expect(
    guess('starting\nexiting: cannot open /etc/app.yaml: no such file or directory'),
  ).toContain('cannot open')
})

test('says nothing of an empty log and stays within bounds', () => {
  expect(fallbackLine([])).toBeNull()
  expect(fallbackLine(read('\n\n'))).toBeNull()
  const judged = crashWindow(read('a\nb'))
  expect(judged.relevance(99)).toBe(0.4)
  expect(judged.relevance(-1)).toBe(0.4)
})

test('the verdict below the usage is no part of the usage', () => {
  const lines = read(`usage: manage.py migrate [-h] [--noinput]
                         [--database DATABASE]
manage.py migrate: error: unrecognized arguments: web.wsgi`)
  const judged = crashWindow(lines)
  expect(judged.relevance(2)).toBe(1)
  expect(judged.relevance(1)).toBeLessThan(0.5)
})

test('a verdict that falls into the midst of the usage is no part of it, and what follows still is', () => {
  const lines = read(`Usage: nats-server [options]
Server Options:
    -a, --addr HOST    bind to host address
flag provided but not defined: -jetstrem
    -p, --port PORT    use port for clients
Cluster Options:
        --routes ROUTES    routes to solicit`)
  const judged = crashWindow(lines)
  expect(judged.relevance(3)).toBe(1)
  expect(judged.relevance(5)).toBeLessThan(0.5)
})

test('what fails while somebody stops the program is no reason', () => {
  const lines = read(`level=info msg="serving"
level=info msg="received signal; shutting down" signal=terminated
level=error msg="failed to connect to 127.0.0.1:2379: connection refused"
Received SIGTERM
level=error msg="cannot flush: connection refused"`)
  const judged = crashWindow(lines)
  expect(judged.reasons(4)).toContain('stopping')
  expect(judged.relevance(4)).toBeLessThan(0.5)
})

test('a signal that a program raises by itself is no shutdown noise', () => {
  const judged = crashWindow(read('[engine] started\n[engine] caught signal (SIGSEGV)\nv0.13'))
  expect(judged.reasons(1)).not.toContain('shutdown-noise')
})

test('an error of a shell below a help text is no part of it', () => {
  const text = `Example:
    rails new ~/weblog
/myapp/start: line 10: bin/rails: No such file or directory`
  expect(guess(text)).toContain('bin/rails')
})
