import { describe, expect, test } from 'vitest'
import { KNOWLEDGE } from '../../../signatures/src/knowledge.ts'
import { diagnose } from '../diagnose.ts'
import { crashed, snapshotOf, waiting, type Scene } from '../testing/cause-cases.ts'

const fixesOf = (scene: Scene) =>
  diagnose(snapshotOf(scene), { generatedAt: '2026-01-01T10:01:00Z', knowledge: KNOWLEDGE })
    .incidents[0]?.fixes ?? []

const bodyOf = (scene: Scene, id: string): string =>
  JSON.stringify(fixesOf(scene).find((fix) => fix.id === id)?.patch?.body ?? null)

const config = (data: Readonly<Record<string, string>>) => ({
  kind: 'ConfigMap',
  metadata: { name: 'conf', namespace: 'shop' },
  data,
})
const mounted = (mountPath: string, source: object = { configMap: { name: 'conf' } }) => ({
  pod: { volumes: [{ name: 'c', ...source }] },
  container: { volumeMounts: [{ name: 'c', mountPath }] },
})

/** What is wrong, the plan that mends it, and words of its patch. */
const CASES: readonly (readonly [what: string, Scene, id: string, words: string])[] = [
  [
    'a variable of a Service in place of a port',
    {
      status: crashed(1),
      log: "ValueError: invalid literal for int() with base 10: 'tcp://10.96.4.7:80'\n",
    },
    'service-links/off',
    '"enableServiceLinks":false',
  ],
  [
    'a shell that runs its first word alone',
    {
      container: { command: ['sh', '-c'], args: ['exec serve', '--port', '80'] },
      status: crashed(2),
      log: 'Error: no port given\n',
    },
    'bad-command/one-text',
    'exec serve --port 80',
  ],
  [
    'an address of another host',
    {
      container: { env: [{ name: 'BIND_HOST', value: '10.20.4.17' }] },
      status: crashed(1),
      log: 'Error: listen EADDRNOTAVAIL: address not available 10.20.4.17:8080\n',
    },
    'listen/all-addresses',
    '"value":"0.0.0.0"',
  ],
  [
    'more heap at the start than at most',
    {
      container: { env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xms1g -Xmx256m' }] },
      status: crashed(1),
      log: 'Error occurred during initialization of VM\nInitial heap size set to a larger value than the maximum heap size\n',
    },
    'jvm/initial-heap',
    '-Xms256m -Xmx256m',
  ],
  [
    'a program one slip away',
    {
      container: { command: ['gunicron', 'app:app'] },
      status: waiting(
        'RunContainerError',
        'exec: "gunicron": executable file not found in $PATH: unknown',
      ),
    },
    'bad-command/program',
    '"command":["gunicorn","app:app"]',
  ],
  [
    'a configured daemon',
    {
      ...mounted('/etc/redis'),
      status: crashed(0, 'Completed'),
      log: 'Configuration loaded\n',
      objects: [config({ 'redis.conf': 'port 6379\ndaemonize yes\n' })],
    },
    'completes-exit-0/configured',
    'daemonize no',
  ],
  [
    'keys that all may read',
    {
      ...mounted('/keys', { secret: { secretName: 'host-keys', defaultMode: 420 } }),
      status: crashed(255),
      log: "Permissions 0644 for '/keys/host' are too open.\nUnable to load host key: /keys/host\n",
    },
    'mount/mode',
    '"defaultMode":256',
  ],
  [
    'a path that the mounted ConfigMap does not have',
    {
      pod: mounted('/etc/ca').pod,
      container: {
        ...mounted('/etc/ca').container,
        env: [{ name: 'CA_FILE', value: '/etc/ca/ca-bundle.pem' }],
      },
      status: crashed(1),
      log: 'OSError: Could not find a suitable TLS CA certificate bundle, invalid path: /etc/ca/ca-bundle.pem\n',
      objects: [config({ 'ca.crt': 'x' })],
    },
    'mount/path',
    '/etc/ca/ca.crt',
  ],
  [
    'a sysctl that the node refuses',
    {
      pod: { securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] } },
      status: waiting('ContainerCreating'),
      podStatus: {
        phase: 'Failed',
        reason: 'SysctlForbidden',
        message: 'forbidden sysctl: "net.core.somaxconn" not allowlisted',
      },
      events: [['SysctlForbidden', 'forbidden sysctl: "net.core.somaxconn" not allowlisted']],
    },
    'pod/sysctl',
    '"sysctls":null',
  ],
]

describe('what the evidence holds is patched', () => {
  for (const [what, scene, id, words] of CASES)
    test(what, () => {
      expect(bodyOf(scene, id)).toContain(words)
    })
})

const behindService = (containerPort: number): Scene => ({
  status: crashed(1),
  log: 'fatal: cannot connect to 10.96.4.9:80: [Errno 111] Connection refused\n',
  objects: [
    {
      kind: 'Service',
      metadata: { name: 'backend', namespace: 'shop' },
      spec: {
        clusterIP: '10.96.4.9',
        selector: { app: 'backend' },
        ports: [{ port: 80, targetPort: 9090 }],
      },
    },
    {
      kind: 'Pod',
      metadata: { name: 'backend-0', namespace: 'shop', labels: { app: 'backend' } },
      spec: { containers: [{ name: 'web', ports: [{ containerPort }] }] },
      status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
    },
  ],
})

test('a Service whose ready pods refuse is led to the only port that they name, and left alone where it leads there', () => {
  const id = 'dependency-unreachable/target-port'
  expect(bodyOf(behindService(8080), id)).toContain('"targetPort":8080')
  expect(bodyOf(behindService(9090), id)).toBe('null')
})

test('variables are put in the order in which they refer to each other', () => {
  const env = [
    { name: 'URL', value: 'redis://$(HOST):6379' },
    { name: 'HOST', value: 'cache' },
  ]
  const scene = { container: { env }, status: crashed(1), log: 'Error: URL must be a valid uri\n' }
  const names = /"env":(\[.*?\]),?/.exec(bodyOf(scene, 'env/order'))?.[1] ?? ''
  expect(names.indexOf('"HOST"')).toBeLessThan(names.indexOf('"URL"'))
})

test('nothing is put over what the kernel makes up', () => {
  const fixes = fixesOf({
    status: crashed(1),
    log: 'Error: open /proc/sys/net/core/somaxconn: read-only file system\n',
  })
  expect(JSON.stringify(fixes)).not.toMatch(/"mountPath":"\/(?:proc|sys|dev)/)
})

test('a protection is switched off only for a while, and only when it is asked for', () => {
  const fixes = fixesOf({
    container: { securityContext: { readOnlyRootFilesystem: true } },
    status: crashed(1),
    log: "OSError: [Errno 30] Read-only file system: '/srv/export/a.csv'\n",
  })
  expect(JSON.stringify(fixes[0]?.patch?.body)).toContain('/srv/export')
  expect(fixes.find(({ id }) => id === 'permission-denied-fs/root')?.temporary).toBe(true)
})

test('no plan is without a change and without commands', () => {
  for (const [, scene] of CASES)
    for (const { patch, create = [], commands } of fixesOf(scene))
      expect(patch !== null || create.length > 0 || commands.length > 0).toBe(true)
})

test('what is unknown is not scaled away', () => {
  const ids = fixesOf({ status: crashed(3), log: 'bye\n' }).map(({ id }) => id)
  expect(ids).not.toContain('rest/scale-to-zero')
})

test('a limit that was lowered goes back to what it was', () => {
  const scene: Scene = {
    container: { resources: { limits: { memory: '64Mi' } } },
    before: { resources: { limits: { memory: '256Mi' } } },
    status: crashed(137, 'OOMKilled'),
  }
  expect(bodyOf(scene, 'oom-killed/limit-before')).toContain('256Mi')
  expect(fixesOf(scene)[0]?.id).toBe('oom-killed/limit-before')
})

test('no figure is made up where no limit is on record', () => {
  const fixes = fixesOf({ status: crashed(137, 'OOMKilled') })
  expect(fixes.filter(({ patch }) => patch !== null && patch.type !== 'json')).toEqual(
    fixes.filter(({ temporary, patch }) => temporary && patch !== null),
  )
})
