import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('network-policy', {
  found: [
    {
      when: 'a policy lets nothing out, and the database is silent',
      scene: {
        labels: { app: 'web' },
        status: crashed(1),
        log: 'psycopg2.OperationalError: connection to server at "db" (10.0.3.4), port 5432 failed: Connection timed out\n',
        objects: [
          {
            kind: 'NetworkPolicy',
            metadata: { name: 'deny-out', namespace: 'shop' },
            spec: {
              podSelector: {},
              policyTypes: ['Egress'],
              egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }],
            },
          },
          {
            kind: 'Service',
            metadata: { name: 'db', namespace: 'shop' },
            spec: { selector: { app: 'db' }, ports: [{ port: 5432 }] },
          },
          {
            kind: 'Pod',
            metadata: { name: 'db-0', namespace: 'shop', labels: { app: 'db' } },
            spec: { containers: [{ name: 'db', ports: [{ containerPort: 5432 }] }] },
            status: {
              phase: 'Running',
              containerStatuses: [
                { name: 'db', ready: true, restartCount: 0, state: { running: {} } },
              ],
            },
          },
        ],
      },
      line: 'psycopg2.OperationalError: connection to server at "db" (10.0.3.4), port 5432 failed: Connection timed out',
      fix: 'network-policy/allow-one',
    },
  ],
  missed: [
    {
      when: 'the policy lets the database out',
      scene: {
        labels: { app: 'web' },
        status: crashed(1),
        log: 'psycopg2.OperationalError: connection to server at "db" (10.0.3.4), port 5432 failed: Connection timed out\n',
        objects: [
          {
            kind: 'NetworkPolicy',
            metadata: { name: 'db-out', namespace: 'shop' },
            spec: {
              podSelector: {},
              policyTypes: ['Egress'],
              egress: [
                { to: [{ podSelector: { matchLabels: { app: 'db' } } }] },
                { ports: [{ protocol: 'UDP', port: 53 }] },
              ],
            },
          },
          {
            kind: 'Service',
            metadata: { name: 'db', namespace: 'shop' },
            spec: { selector: { app: 'db' }, ports: [{ port: 5432 }] },
          },
          {
            kind: 'Pod',
            metadata: { name: 'db-0', namespace: 'shop', labels: { app: 'db' } },
            spec: { containers: [{ name: 'db', ports: [{ containerPort: 5432 }] }] },
            status: {
              phase: 'Running',
              containerStatuses: [
                { name: 'db', ready: true, restartCount: 0, state: { running: {} } },
              ],
            },
          },
        ],
      },
      instead: 'dependency-unreachable',
    },
  ],
})
