import { crashed } from '../testing/cause-cases.ts'
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
