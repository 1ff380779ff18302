import { expect, test } from 'vitest'
import { containerChange, crashed, patched, verdictOf } from '../testing/cause-cases.ts'

const limit = (memory: string) => ({ resources: { limits: { memory } } })

test('a heap above the limit', () => {
  const env = [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xms512m -Xmx1g' }]
  const verdict = verdictOf({
    container: { ...limit('512Mi'), env },
    status: crashed(137, 'OOMKilled'),
  })
  expect(verdict.cause).toBe('oom-killed')
  expect(verdict.excerpts).toEqual([
    '"reason": "OOMKilled"',
    '"value": "-Xms512m -Xmx1g"',
    '"memory": "512Mi"',
    '"exitCode": 137',
  ])
  expect(containerChange(verdict)).toHaveProperty('resources.limits.memory', '1408Mi')
  const heap = verdict.fixes.find(({ id }) => id === 'oom-killed/heap')
  expect(heap?.commands[0]).toContain('-Xms332m -Xmx332m')
})

test('an in-memory volume counts against the limit', () => {
  const verdict = verdictOf({
    container: { ...limit('128Mi'), volumeMounts: [{ name: 'spool', mountPath: '/spool' }] },
    pod: { volumes: [{ name: 'spool', emptyDir: { medium: 'Memory' } }] },
    status: crashed(137, 'OOMKilled'),
  })
  expect(verdict.excerpts).toContain('"medium": "Memory"')
  expect(patched(verdict)).toEqual({
    spec: { template: { spec: { volumes: [{ name: 'spool', emptyDir: { medium: null } }] } } },
  })
})

test('a worker that went by SIGKILL, without a word in the status', () => {
  const log =
    '[2026-01-01 10:00:00 +0000] [1] [ERROR] Worker (pid:12) was sent SIGKILL! Perhaps out of memory?\n'
  expect(verdictOf({ container: limit('256Mi'), status: crashed(1), log }).cause).toBe('oom-killed')
})

test('the limit does not hold the start itself', () => {
  const message = 'container init was OOM-killed (memory limit too low?)'
  const verdict = verdictOf({
    container: limit('4Mi'),
    status: crashed(128, 'StartError', message),
  })
  expect(verdict.title).toBe('The memory limit of 4Mi is too low even to start the container')
})

test('137 with memory at the limit in the metrics', () => {
  const labels = { namespace: 'shop', pod: 'web-2-x', container: 'api' }
  const samples = [{ name: 'container_memory_max_usage_bytes', labels, value: 134217728, at: null }]
  const verdict = verdictOf({ container: limit('128Mi'), status: crashed(137), samples })
  expect(verdict.cause).toBe('oom-killed')
  expect(verdict.excerpts.join()).toContain('128Mi')
})

test('near miss: 137 after a liveness kill', () => {
  const verdict = verdictOf({
    container: limit('128Mi'),
    status: crashed(137),
    events: [
      ['Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 500'],
      ['Killing', 'Container api failed liveness probe, will be restarted'],
    ],
  })
  expect(verdict.cause).toBe('liveness-probe')
})

test('near miss: an abort on the own heap limit is neither an OOM kill nor a segfault', () => {
  const env = [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=96' }]
  const log = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n'
  const verdict = verdictOf({ container: { ...limit('1Gi'), env }, status: crashed(139), log })
  expect(verdict.cause).toBe('heap-exhausted')
  expect(containerChange(verdict)['env']).toEqual([
    { name: 'NODE_OPTIONS', value: '--max-old-space-size=768' },
  ])
})
