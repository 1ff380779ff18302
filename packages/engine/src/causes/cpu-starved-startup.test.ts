import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('cpu-starved-startup', {
  found: [
    {
      when: 'a twentieth of a core, killed by the probe before it listens',
      scene: {
        container: {
          resources: { limits: { cpu: '50m' } },
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
      },
      line: '"cpu": "50m"',
      fix: 'cpu-starved-startup/limit',
    },
  ],
  missed: [
    {
      when: 'the same with a whole core',
      scene: {
        container: {
          resources: { limits: { cpu: '1' } },
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
      },
      instead: 'liveness-probe',
    },
  ],
})
