import { expect, it } from 'vitest'
import { signsIn } from './life.ts'
import { probeSeconds, statedSeconds } from './period.ts'

it('a listening line and a line that comes again are signs of life, without what varies', () => {
  const log = [
    '2026-01-01 10:00:00 read 12 rows',
    '2026-01-01 10:00:01 listening on 0.0.0.0:8080',
    ...[5, 6, 7].map((second) => `2026-01-01 10:00:0${second} heartbeat ${second * 31}`),
  ].join('\n')
  expect(signsIn(log)).toEqual(['# # listening on #', '# # heartbeat #'])
})

it('a log that only ends has none', () => {
  expect(signsIn('Traceback\nKeyError: A\n')).toEqual([])
})

it('a proof waits longer than the wait that the line names', () => {
  expect(statedSeconds('gave up after 45s')).toBe(45)
  expect(statedSeconds('timeout of 90000ms exceeded')).toBe(90)
  expect(statedSeconds('read 45s of audio')).toBe(0)
})

it('a proof waits longer than a liveness probe takes to kill', () => {
  const pod = (livenessProbe: object) => ({
    kind: 'Pod',
    metadata: {},
    spec: { containers: [{ name: 'a', livenessProbe }] },
  })
  expect(probeSeconds([pod({})])).toBe(30)
  expect(probeSeconds([pod({ initialDelaySeconds: 20, periodSeconds: 5 })])).toBe(35)
  expect(probeSeconds([pod({ initialDelaySeconds: 4000 })])).toBe(120)
})
