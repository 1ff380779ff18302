import { crashed, type Scene } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

/** A server that its liveness probe kills before it listens, with so much of a core. */
const slowWith = (cpu: string): Scene => ({
  container: {
    resources: { limits: { cpu } },
    livenessProbe: {
      httpGet: { path: '/healthz', port: 8080 },
      initialDelaySeconds: 5,
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
  log: 'Starting ShopApplication using Java 21\n',
})

testCause('cpu-starved-startup', {
  found: [
    {
      when: 'a twentieth of a core, killed by the probe before it listens',
      scene: slowWith('50m'),
      line: '"cpu": "50m"',
      fix: 'cpu-starved-startup/limit',
    },
  ],
  missed: [{ when: 'the same with a whole core', scene: slowWith('1'), instead: 'liveness-probe' }],
})
