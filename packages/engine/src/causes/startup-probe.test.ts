import { expect, test } from 'vitest'
import { crashed, verdictOf } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('startup-probe', {
  found: [
    {
      when: 'the budget is over before the program listens',
      scene: {
        container: {
          startupProbe: {
            httpGet: { path: '/healthz', port: 8080 },
            periodSeconds: 5,
            failureThreshold: 3,
          },
        },
        status: crashed(137),
        events: [
          [
            'Unhealthy',
            'Startup probe failed: Get "http://10.0.0.7:8080/healthz": dial tcp 10.0.0.7:8080: connect: connection refused',
          ],
          ['Killing', 'Container api failed startup probe, will be restarted'],
        ],
        log: 'loading the catalogue, 14 %\n',
      },
      line: 'Startup probe failed: Get "http://10.0.0.7:8080/healthz": dial tcp 10.0.0.7:8080: connect: connection refused',
      fix: 'startup-probe/threshold',
    },
  ],
  missed: [
    {
      when: 'it is the liveness probe that ends it',
      scene: {
        container: {
          livenessProbe: {
            httpGet: { path: '/healthz', port: 8080 },
            periodSeconds: 5,
            failureThreshold: 3,
          },
        },
        status: crashed(137),
        events: [
          [
            'Unhealthy',
            'Liveness probe failed: Get "http://10.0.0.7:8080/healthz": dial tcp 10.0.0.7:8080: connect: connection refused',
          ],
          ['Killing', 'Container api failed liveness probe, will be restarted'],
        ],
        log: 'loading the catalogue, 14 %\n',
      },
      instead: 'liveness-probe',
    },
  ],
})

const STARTED = '2026-01-01T10:00:00Z'

const killed = (finishedAt: string) => ({
  restartCount: 4,
  ready: false,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: { terminated: { exitCode: 137, reason: 'Error', startedAt: STARTED, finishedAt } },
})

const container = {
  startupProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 10, failureThreshold: 3 },
  resources: { limits: { memory: '512Mi' } },
}

test('SIGKILL after the time of the probes and the grace period: the startup probe, though no event is left', () => {
  const verdict = verdictOf({ container, status: killed('2026-01-01T10:00:59Z') })
  expect(verdict.cause).toBe('startup-probe')
  expect(verdict.title).toBe(
    'It ran for 59 s, which is as long as a failing startup probe lets it run',
  )
})

test('a run that ended before any probe could have failed for good was not ended by it', () => {
  const verdict = verdictOf({ container, status: killed('2026-01-01T10:00:05Z') })
  expect(verdict.cause).toBe('oom-killed')
})
