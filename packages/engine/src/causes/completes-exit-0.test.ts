import { expect, test } from 'vitest'
import { crashed, verdictOf } from '../testing/cause-cases.ts'

const status = crashed(0, 'Completed')

test('a program that does its work and ends', () => {
  const log =
    'INFO export started\nWARNING 3 rows skipped\nINFO wrote 18 rows\nINFO export finished\n'
  expect(verdictOf({ status, log }).cause).toBe('completes-exit-0')
})

test('near miss: success after an error that ends the run', () => {
  const log = 'INFO starting\nFATAL unknown option --jetstrem in the command line\n'
  expect(verdictOf({ status, log }).cause).not.toBe('completes-exit-0')
})

test('a command that ends by itself, where no exit is on record', () => {
  const status = { state: { waiting: { reason: 'CrashLoopBackOff' } } }
  const ends = verdictOf({ container: { command: ['/bin/sleep', '30s'] }, status })
  expect(ends.top.lead.rule).toBe('completes-exit-0/one-shot')
  const stays = verdictOf({ container: { command: ['sleep', 'infinity'] }, status })
  expect(stays.cause).toBe('unknown')
})
