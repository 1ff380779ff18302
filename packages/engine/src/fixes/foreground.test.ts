import { expect, test } from 'vitest'
import { inForeground } from './foreground.ts'

test('servers are told to stay in front, as their manuals say', () => {
  expect(inForeground({ command: ['nginx'] })).toEqual({ command: ['nginx', '-g', 'daemon off;'] })
  expect(inForeground({ args: ['redis-server', '--daemonize', 'yes'] })).toEqual({
    args: ['redis-server', '--daemonize', 'no'],
  })
  expect(inForeground({ command: ['sh', '-c', 'setup && nginx'] })).toEqual({
    command: ['sh', '-c', "setup && nginx -g 'daemon off;'"],
  })
})

test('a shell waits for what it put in the background', () => {
  expect(inForeground({ command: ['sh', '-c', 'node server.js &'] })).toEqual({
    command: ['sh', '-c', 'node server.js &\nwait'],
  })
})

test('what is not known is left alone', () => {
  expect(inForeground({ command: ['/app/run'] })).toBeNull()
  expect(inForeground({})).toBeNull()
})
