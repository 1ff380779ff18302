import { crashed, type Scene } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

const LINE =
  'psycopg2.OperationalError: connection to server at "db" (10.0.3.4), port 5432 failed: Connection timed out'

/** A database that runs and is silent, and a policy of the namespace that lets out only this. */
const silentBehind = (name: string, egress: readonly object[]): Scene => ({
  labels: { app: 'web' },
  status: crashed(1),
  log: `${LINE}\n`,
  objects: [
    {
      kind: 'NetworkPolicy',
      metadata: { name, namespace: 'shop' },
      spec: { podSelector: {}, policyTypes: ['Egress'], egress },
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
        containerStatuses: [{ name: 'db', ready: true, restartCount: 0, state: { running: {} } }],
      },
    },
  ],
})

const DNS = { ports: [{ protocol: 'UDP', port: 53 }] }
const DATABASE = { to: [{ podSelector: { matchLabels: { app: 'db' } } }] }

testCause('network-policy', {
  found: [
    {
      when: 'a policy lets nothing out, and the database is silent',
      scene: silentBehind('deny-out', [DNS]),
      line: LINE,
      fix: 'network-policy/allow-one',
    },
  ],
  missed: [
    {
      when: 'the policy lets the database out',
      scene: silentBehind('db-out', [DATABASE, DNS]),
      instead: 'dependency-unreachable',
    },
  ],
})
