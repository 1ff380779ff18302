import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('dns-failure', {
  found: [
    {
      when: 'the Service is in another namespace',
      scene: {
        container: { env: [{ name: 'DB_HOST', value: 'orders-db' }] },
        status: crashed(1),
        log: 'Error: getaddrinfo ENOTFOUND orders-db\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26)\n',
        objects: [
          {
            kind: 'Service',
            metadata: { name: 'orders-db', namespace: 'data' },
            spec: { selector: { app: 'db' }, ports: [{ port: 5432 }] },
          },
        ],
      },
      line: 'Error: getaddrinfo ENOTFOUND orders-db',
      tells: /data/,
    },
  ],
  missed: [
    {
      when: 'the name resolves and nobody answers',
      scene: {
        status: crashed(1),
        log: 'Error: connect ECONNREFUSED 10.96.4.2:5432\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)\n',
      },
      instead: 'dependency-unreachable',
    },
  ],
})
