import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('dependency-unreachable', {
  found: [
    {
      when: 'nothing listens at the address',
      scene: {
        status: crashed(1),
        log: 'dial tcp 10.96.4.2:6379: connect: connection refused\nError: Redis connection to cache:6379 failed - connect ECONNREFUSED 10.96.4.2:6379\n',
        objects: [
          {
            kind: 'Service',
            metadata: { name: 'cache', namespace: 'shop' },
            spec: { selector: { app: 'chache' }, ports: [{ port: 6379 }] },
          },
          {
            kind: 'Pod',
            metadata: { name: 'cache-0', namespace: 'shop', labels: { app: 'cache' } },
            spec: { containers: [{ name: 'redis', ports: [{ containerPort: 6379 }] }] },
            status: { phase: 'Running' },
          },
        ],
      },
      line: 'dial tcp 10.96.4.2:6379: connect: connection refused',
      fix: 'dependency-unreachable/bring-up',
    },
  ],
  missed: [
    {
      when: 'the name does not resolve',
      scene: {
        status: crashed(1),
        log: 'Error: getaddrinfo ENOTFOUND cache\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26)\n',
      },
      instead: 'dns-failure',
    },
  ],
})
