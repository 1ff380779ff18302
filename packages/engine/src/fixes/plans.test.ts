import { KNOWLEDGE } from '../../../signatures/src/knowledge.ts'
import { expect, test } from 'vitest'
import { crashed, snapshotOf, waiting, type Scene } from '../testing/cause-cases.ts'
import { diagnose } from '../diagnose.ts'

const fixesOf = (scene: Scene) =>
  diagnose(snapshotOf(scene), { generatedAt: '2026-01-01T10:01:00Z', knowledge: KNOWLEDGE })
    .incidents[0]?.fixes ?? []
const plan = (scene: Scene, id: string) => fixesOf(scene).find((fix) => fix.id === id)

const REFUSED = 'Error: connect ECONNREFUSED db:5432\n'
const service = {
  kind: 'Service',
  metadata: { name: 'db', namespace: 'shop' },
  spec: { selector: { app: 'db' }, ports: [{ port: 5432, targetPort: 5432 }] },
}
const database = {
  kind: 'Pod',
  metadata: { name: 'db-0', namespace: 'shop', labels: { app: 'db' } },
  spec: { containers: [{ name: 'db', ports: [{ containerPort: 5432 }] }] },
  status: {
    podIP: '10.0.0.9',
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [{ name: 'db', ready: true, restartCount: 0 }],
  },
}

test('a dependency that is only late is waited for in an init container', () => {
  const fix = plan(
    { status: crashed(1), log: REFUSED, objects: [service, database] },
    'dependency-unreachable/wait-for',
  )
  expect(JSON.stringify(fix?.patch?.body)).toContain('until nc -z -w 2 db 5432')
})

test('a program that reports no fault of the cluster can rest, and only for a while', () => {
  const log =
    'Traceback (most recent call last):\n  File "/app/a.py", line 3, in <module>\n    x = {}["a"]\nKeyError: \'a\'\n'
  const fixes = fixesOf({ status: crashed(1), log })
  expect(fixes.at(-1)).toMatchObject({ id: 'rest/scale-to-zero', temporary: true })
  expect(fixes.filter(({ temporary }) => temporary)).toHaveLength(1)
})

test('a probe is taken off for a while only, after its correction', () => {
  const fixes = fixesOf({
    container: { livenessProbe: { httpGet: { path: '/', port: 8080 } } },
    status: crashed(143),
    events: [
      ['Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 404'],
      ['Killing', 'Container api failed liveness probe, will be restarted'],
    ],
  })
  expect(fixes[0]?.temporary).toBeUndefined()
  const pause = fixes.find(({ id }) => id === 'liveness-probe/pause')
  expect(pause?.temporary).toBe(true)
  expect(JSON.stringify(pause?.patch?.body)).toContain('"livenessProbe":null')
})

test('a missing reference can be made optional for a while', () => {
  const fix = plan(
    {
      container: {
        env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'keys', key: 'a' } } }],
      },
      status: waiting('CreateContainerConfigError', 'secret "keys" not found'),
    },
    'secret-or-configmap-missing/optional',
  )
  expect(fix?.temporary).toBe(true)
  expect(JSON.stringify(fix?.patch?.body)).toContain('"optional":true')
})

test('a ConfigMap that was edited in the cluster can go back to what was applied', () => {
  const applied = { data: { mode: 'fast', 'app.yaml': 'a: 1\n' } }
  const config = {
    kind: 'ConfigMap',
    metadata: {
      name: 'conf',
      namespace: 'shop',
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(applied),
      },
    },
    data: { mode: 'fast', 'app.yaml': 'a: [1\n', extra: 'x' },
  }
  const fix = plan(
    {
      pod: { volumes: [{ name: 'c', configMap: { name: 'conf' } }] },
      container: { volumeMounts: [{ name: 'c', mountPath: '/etc/app' }] },
      status: crashed(1),
      log: "fatal: cannot parse config file /etc/app/app.yaml: yaml: line 1: did not find expected ',' or ']'\n",
      objects: [config],
    },
    'config/as-applied',
  )
  expect(fix?.patch?.body).toEqual({ data: { 'app.yaml': 'a: 1\n', extra: null } })
})

test('a program that ends can be a Job; one with ports is meant to stay', () => {
  const done = { status: crashed(0, 'Completed'), log: 'imported 12 rows\ndone\n' }
  const job = plan(done, 'completes-exit-0/job')
  expect(job?.create?.[0]).toMatchObject({ kind: 'Job', metadata: { name: 'web-once' } })
  expect(job?.patch?.body).toEqual({ spec: { replicas: 0 } })
  const server = { ...done, container: { ports: [{ containerPort: 80 }] } }
  expect(plan(server, 'completes-exit-0/job')).toBeUndefined()
})

test('a blocked connection gets a policy of its own, for just that connection', () => {
  const policy = {
    kind: 'NetworkPolicy',
    metadata: { name: 'shut', namespace: 'shop' },
    spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'], ingress: [] },
  }
  const fix = plan(
    {
      labels: { app: 'web', 'pod-template-hash': 'x' },
      status: crashed(1),
      log: 'Error: connect ETIMEDOUT db:5432\n',
      objects: [service, database, policy],
    },
    'network-policy/allow-one',
  )
  expect(fix?.create?.[0]).toMatchObject({
    metadata: { name: 'db-from-web', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: 'web' } } }],
          ports: [{ port: 5432, protocol: 'TCP' }],
        },
      ],
    },
  })
})

test('the figure of a limit says where it is from', () => {
  const [fix] = fixesOf({
    container: { resources: { limits: { memory: '128Mi' } } },
    status: crashed(137, 'OOMKilled'),
  })
  expect(fix?.title).toContain('to 256Mi: twice the limit')
})

test('a value that stands under nearly the right key is stored under the right one, prefix and all', () => {
  const log =
    'django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.\n'
  const fix = plan(
    {
      container: { envFrom: [{ secretRef: { name: 'keys' } }] },
      status: crashed(1),
      log,
      objects: [
        {
          kind: 'Secret',
          metadata: { name: 'keys', namespace: 'shop' },
          data: { APP_SECRET: '', OTHER: '' },
        },
      ],
    },
    'env-missing/rename-key',
  )
  expect(fix?.patch?.body).toEqual({ stringData: { APP_SECRET_KEY: '<APP_SECRET_KEY>' } })
  expect(fix?.asks?.[0]?.from).toEqual({ secret: 'keys', key: 'APP_SECRET' })
})

test('a wait that was given up after the figure in a setting is made longer', () => {
  const fix = plan(
    {
      container: { env: [{ name: 'STARTUP_TIMEOUT', value: '30s' }] },
      status: crashed(1),
      log: 'fatal: startup timed out after 30s waiting for workers\n',
    },
    'deadlock-or-timeout-startup/timeout',
  )
  expect(JSON.stringify(fix?.patch?.body)).toContain('"value":"90s"')
})
