import { expect, it } from 'vitest'
import { isSentence } from './sentence.ts'

it.each([
  'On every restart of the node the pod is in a crash loop and the migration fails again.',
  '- readiness and liveness probes fail as the DNS server cannot be reached',
])('takes %j for a sentence', (line) => {
  expect(isSentence(line)).toBe(true)
})

it.each([
  'could not connect to server: Connection refused',
  'level=error msg="it is not possible to open the file that was given"',
  '2026-01-02T03:04:05Z the server is not able to start with this configuration',
  'FATAL: the database system is starting up and is not yet accepting connections',
])('takes %j for output', (line) => {
  expect(isSentence(line)).toBe(false)
})
