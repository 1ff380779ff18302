import { expect, test } from 'vitest'
import { crashed, verdictOf } from '../../testing/cause-cases.ts'

test('an operator of the shell as an item of the command, and no shell', () => {
  const verdict = verdictOf({
    status: crashed(2),
    log: 'migrate: this command takes no such arguments\n',
    container: { command: ['./manage', 'migrate', '&&', './manage', 'serve'] },
  })
  expect(verdict.cause).toBe('bad-command')
  expect(verdict.title).toContain('`&&` stands in command')
})

test('a redirection in args', () => {
  const scene = { status: crashed(1), log: 'no such job\n' }
  expect(verdictOf({ ...scene, container: { args: ['run', '2>&1'] } }).cause).toBe('bad-command')
})

test('near misses: a shell runs it, find takes it for itself, or the program ran and was killed', () => {
  const log = 'cannot do it\n'
  for (const container of [
    { command: ['sh', '-c', 'a && b', '&&'] },
    { command: ['/usr/bin/find', '/data', '-delete', ';'] },
    { command: ['node', 'app.js'], args: ['--filter', 'a&&b'] },
  ])
    expect(verdictOf({ status: crashed(1), log, container }).top.lead.rule).not.toBe(
      'bad-command/shell-words',
    )
  const killed = { status: crashed(137, 'OOMKilled'), container: { command: ['x', '&&', 'y'] } }
  expect(verdictOf(killed).cause).toBe('oom-killed')
})
