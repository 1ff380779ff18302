import { expect, test } from 'vitest'
import { crashed, verdictOf } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('unknown', {
  found: [
    {
      when: 'nothing but an exit code is at hand',
      scene: { status: crashed(1) },
      line: '"exitCode": 1',
    },
  ],
  missed: [
    {
      when: 'a signal says more',
      scene: { status: crashed(132) },
      instead: 'illegal-instruction',
    },
  ],
})

test('a program that only does its work proves nothing: its lines are no evidence', () => {
  const log = 'INFO listening on :8080\nINFO ready\n'
  const verdict = verdictOf({ status: crashed(1), log })
  expect(verdict.cause).toBe('unknown')
  expect(verdict.title).toBe('It ends with exit code 1, and its log does not say why')
  expect(verdict.excerpts).toEqual(['"exitCode": 1'])
})

test('without exit and log, the event that it backs off is what proves the crash', () => {
  const verdict = verdictOf({
    status: { state: { waiting: { reason: 'CrashLoopBackOff' } } },
    events: [['BackOff', 'Back-off restarting failed container api in pod web-1_shop(1)']],
  })
  expect(verdict.title).toBe('It crashes again and again, and no log of it is at hand')
  expect(verdict.excerpts).toEqual([
    'Back-off restarting failed container api in pod web-1_shop(1)',
  ])
})
