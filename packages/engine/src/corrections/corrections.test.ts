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
  [
    'a variable that no shell puts in',
    {
      container: {
        command: ['serve', '--port', '$PORT'],
        env: [{ name: 'PORT', value: '8080' }],
      },
      status: crashed(2),
      log: "serve: error: argument --port: invalid int value: '$PORT'\n",
    },
    'bad-command/variable',
    '["serve","--port","$(PORT)"]',
  ],
  [
    'a subPath that is no key',
    {
      pod: mounted('/etc/api').pod,
      container: {
        volumeMounts: [{ name: 'c', mountPath: '/etc/api/server.ini', subPath: 'sever.ini' }],
      },
      status: crashed(1),
      log: "IsADirectoryError: [Errno 21] Is a directory: '/etc/api/server.ini'\n",
      objects: [config({ 'server.ini': 'x' })],
    },
    'mount/sub-path',
    '"subPath":"server.ini"',
  ],
  [
    'a flag and its value in one item',
    {
      container: { command: ['nats-server'], args: ['--port=4222', '--http_port 8222'] },
      status: crashed(1),
      log: 'nats-server: flag provided but not defined: -http_port 8222\n',
    },
    'bad-command/argument',
    '["--port=4222","--http_port","8222"]',
  ],
  [
    'an optional ConfigMap of nearly that name',
    {
      container: { envFrom: [{ configMapRef: { name: 'con', optional: true } }] },
      status: crashed(1),
      log: "KeyError: 'SMTP_HOST'\n",
      objects: [config({ SMTP_HOST: 'mail' })],
    },
    'secret-or-configmap-missing/reference',
    '"configMapRef":{"name":"conf","optional":true}',
  ],
  [
    'files of an optional ConfigMap of nearly that name',
    {
      ...mounted('/etc/api', { configMap: { name: 'con', optional: true } }),
      status: crashed(1),
      log: "FileNotFoundError: [Errno 2] No such file or directory: '/etc/api/api.yaml'\n",
      objects: [config({ 'api.yaml': 'x' })],
    },
    'secret-or-configmap-missing/reference',
    '"configMap":{"name":"conf"}',
  ],
  [
    'a token that a projected volume has under another name',
    {
      pod: {
        volumes: [
          { name: 'c', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
        ],
      },
      container: {
        ...mounted('/var/run/tokens').container,
        env: [{ name: 'JWT', value: '/var/run/tokens/vault-token' }],
      },
      status: crashed(1),
      log: "FileNotFoundError: [Errno 2] No such file or directory: '/var/run/tokens/vault-token'\n",
    },
    'mount/path',
    '"value":"/var/run/tokens/token"',
  ],
  [
    'a user that may not be changed, in the words of setpriv',
    {
      container: { securityContext: { capabilities: { drop: ['ALL'] } } },
      status: crashed(127),
      log: 'setpriv: setresuid failed: Operation not permitted\n',
    },
    'security-context/capabilities',
    '"add":["SETUID","SETGID"]',
  ],
  [
    'a host one slip away from a Service',
    {
      container: { env: [{ name: 'STORE', value: 'redis://session-redis:6379' }] },
      status: crashed(1),
      log: 'Error: getaddrinfo ENOTFOUND session-redis\n',
      objects: [
        {
          kind: 'Service',
          metadata: { name: 'sessions-redis', namespace: 'shop' },
          spec: { ports: [{ port: 6379 }] },
        },
      ],
    },
    'dns-failure/address',
    '"value":"redis://sessions-redis:6379"',
  ],
  [
    'a probe that looks for a file where it is not written',
    {
      container: { startupProbe: { exec: { command: ['cat', '/run/api/api.ready'] } } },
      status: crashed(137),
      log: 'startup complete, wrote /tmp/api.ready\n',
      events: [
        ['Unhealthy', 'Startup probe failed: cat: /run/api/api.ready: No such file or directory'],
        ['Killing', 'Container api failed startup probe, will be restarted'],
      ],
    },
    'startup-probe/file',
    '["cat","/tmp/api.ready"]',
  ],
  [
    'shared memory that is too small',
    {
      container: { args: ['--segment', '/dev/shm/seg'] },
      status: crashed(1),
      log: 'OSError: [Errno 28] No space left on device\n',
    },
    'volume-full/shared-memory',
    '"mountPath":"/dev/shm"',
  ],
  [
    'a Service that nobody runs behind, whatever the end is called',
    {
      status: crashed(1),
      log: 'waiting for 10.96.4.9:5672\ntimeout waiting for 10.96.4.9:5672\n',
      objects: [
        {
          kind: 'Service',
          metadata: { name: 'queue', namespace: 'shop' },
          spec: { clusterIP: '10.96.4.9', selector: { app: 'queue' }, ports: [{ port: 5672 }] },
        },
        {
          kind: 'Deployment',
          metadata: { name: 'queue', namespace: 'shop' },
          spec: { replicas: 0, template: { metadata: { labels: { app: 'queue' } }, spec: {} } },
        },
      ],
    },
    'dependency-unreachable/scale-up',
    '"replicas":1',
  ],
  [
    'a variable one slip away',
    {
      container: { env: [{ name: 'SMTP_HSOT', value: 'mail' }] },
      status: crashed(1),
      log: "KeyError: 'SMTP_HOST'\n",
    },
    'env-missing/rename',
    '[{"name":"SMTP_HOST","value":"mail"},{"name":"SMTP_HSOT","$patch":"delete"}]',
  ],
  [
    'a variable whose value a ConfigMap has under that name',
    {
      status: crashed(1),
      log: "KeyError: 'SMTP_HOST'\n",
      objects: [config({ SMTP_HOST: 'mail' })],
    },
    'env-missing/from-key',
    '{"configMapKeyRef":{"name":"conf","key":"SMTP_HOST"}}',
  ],
  [
    'a heap that a ConfigMap gives',
    {
      container: {
        envFrom: [{ configMapRef: { name: 'conf' } }],
        resources: { limits: { memory: '512Mi' } },
      },
      status: crashed(134),
      log: 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n',
      objects: [config({ NODE_OPTIONS: '--max-old-space-size=32' })],
    },
    'heap-exhausted/heap',
    '--max-old-space-size=384',
  ],
  [
    'a program that writes into a ConfigMap',
    {
      ...mounted('/etc/api'),
      status: crashed(1),
      log: "sed: couldn't open temporary file /etc/api/sedbZzor6: Read-only file system\n",
      objects: [config({ 'a.conf': 'x' })],
    },
    'permission-denied-fs/copy',
    'cp -RL /from/. /to/',
  ],
  [
    'a Secret that a projected volume names wrongly',
    {
      pod: {
        volumes: [{ name: 'c', projected: { sources: [{ secret: { name: 'agent-tokens' } }] } }],
      },
      container: { volumeMounts: [{ name: 'c', mountPath: '/creds' }] },
      status: waiting('ContainerCreating'),
      events: [
        [
          'FailedMount',
          'MountVolume.SetUp failed for volume "c" : secret "agent-tokens" not found',
        ],
      ],
      objects: [{ kind: 'Secret', metadata: { name: 'agent-token', namespace: 'shop' } }],
    },
    'secret-or-configmap-missing/reference',
    '{"sources":[{"secret":{"name":"agent-token"}}]}',
  ],
]

const LINES = '#!/bin/sh\r\nset -e\r\necho done\r\n'

describe('line ends of Windows are taken out', () => {
  const failed = {
    status: crashed(128, 'StartError', 'exec /job/seed.sh: no such file or directory: unknown'),
  }
  const started = (command: readonly string[], data: Readonly<Record<string, string>>): Scene => ({
    ...failed,
    pod: mounted('/job').pod,
    container: { ...mounted('/job').container, command },
    objects: [config(data)],
  })

  test('of a mounted script, and of what a shell is given', () => {
    expect(bodyOf(started(['/job/seed.sh'], { 'seed.sh': LINES }), 'script/line-ends')).toContain(
      JSON.stringify('#!/bin/sh\nset -e\necho done\n'),
    )
    const given = {
      container: { command: ['sh', '-c', 'set -e\r\nexec serve\r\n'] },
      status: crashed(2),
      log: "sh: 0: Illegal option -\nsh: set: invalid option '-'\n",
    }
    expect(bodyOf(given, 'script/line-ends')).toContain(JSON.stringify('set -e\nexec serve\n'))
  })

  test('and not of other files', () => {
    const scene = started(['serve', '--motd', '/job/motd.txt'], { 'motd.txt': 'hello\r\n' })
    expect(bodyOf(scene, 'script/line-ends')).toBe('null')
  })
})

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

describe('an address that nothing can answer', () => {
  const service = (spec: object) => ({
    kind: 'Service',
    metadata: { name: 'db', namespace: 'shop' },
    spec: { clusterIP: '10.96.4.9', ports: [{ port: 5432 }], ...spec },
  })
  const waits = (log: string, objects: Scene['objects'] = []): Scene => ({
    container: {
      env: [
        { name: 'DB_HOST', value: '10.96.4.9' },
        { name: 'DB_PORT', value: '5433' },
        { name: 'PROXY', value: 'http://127.0.0.1:9911/' },
      ],
    },
    pod: {},
    status: crashed(1),
    log,
    objects,
  })
  const id = 'dependency/port'

  test('is led to the only port of its Service, not of a headless one', () => {
    const log = 'gave up: no answer from 10.96.4.9:5433\n'
    expect(bodyOf(waits(log, [service({})]), id)).toContain('{"name":"DB_PORT","value":"5432"}')
    expect(bodyOf(waits(log, [service({ clusterIP: 'None' })]), id)).toBe('null')
    expect(bodyOf(waits(log, [service({ ports: [{ port: 1 }, { port: 2 }] })]), id)).toBe('null')
  })

  test('is led to the only port of the containers beside it', () => {
    const scene = waits('Error: connect ECONNREFUSED 127.0.0.1:9911\n')
    const proxy = { name: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 9901 }] }
    expect(bodyOf({ ...scene, pod: { initContainers: [proxy] } }, id)).toContain(
      'http://127.0.0.1:9901/',
    )
  })
})

test('a shell that the image lacks is sh', () => {
  const scene = {
    container: { command: ['bash', '-c', 'exec serve'] },
    status: waiting(
      'RunContainerError',
      'exec: "bash": executable file not found in $PATH: unknown',
    ),
  }
  expect(fixesOf(scene)[0]?.id).toBe('bad-command/sh')
  expect(bodyOf(scene, 'bad-command/sh')).toContain('"command":["sh","-c","exec serve"]')
})

test('a relative path lies on the volume that the command names', () => {
  const scene = {
    pod: {
      securityContext: { runAsUser: 999 },
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    },
    container: {
      command: ['redis-server'],
      args: ['--dir', '/data'],
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    },
    status: crashed(1),
    log: "Can't open or create append-only dir appendonlydir: Permission denied\n",
  }
  expect(bodyOf(scene, 'permission-denied-fs/fs-group')).toContain('"fsGroup":999')
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

test('the variables of a program in an argument are its own', () => {
  const fixes = fixesOf({
    container: { command: ['node', '-e'], args: ['throw new Error(`no ${name}`)'], envFrom: [{}] },
    status: crashed(1),
    log: 'throw new Error(`no ${name}`)\nError: no URL\n',
  })
  expect(fixes.map(({ id }) => id)).not.toContain('bad-command/variable')
})

test('of two listeners of one program the one beside the service is moved, and the probe stays', () => {
  const body = bodyOf(
    {
      container: {
        env: [
          { name: 'HTTP_PORT', value: '8080' },
          { name: 'ADMIN_PORT', value: '8080' },
        ],
        readinessProbe: { httpGet: { path: '/', port: 8080 } },
      },
      status: crashed(1),
      log: 'Error: listen EADDRINUSE: address already in use :::8080\n',
    },
    'port-in-use/move',
  )
  expect(body).toContain('"env":[{"name":"ADMIN_PORT","value":"8081"}]')
  expect(body).not.toContain('readinessProbe')
})

test('a hook that a former revision had well comes back, rather than none', () => {
  const hook = (path: string) => ({
    lifecycle: { postStart: { exec: { command: ['cp', path, '/w'] } } },
  })
  const fixes = fixesOf({
    container: hook('/t/b.json'),
    before: hook('/t/a.json'),
    status: crashed(137),
    events: [['FailedPostStartHook', 'PostStartHook failed - error: exited with 1']],
  })
  expect(fixes.map(({ id }) => id).slice(0, 2)).toEqual([
    'rollout-undo',
    'lifecycle-hook-failed/remove',
  ])
})

test('of names that differ by a figure none stands for the other', () => {
  const fixes = fixesOf({
    container: { env: [{ name: 'STORE', value: 'session-redis-1' }] },
    status: crashed(1),
    log: 'Error: getaddrinfo ENOTFOUND session-redis-1\n',
    objects: [
      { kind: 'Service', metadata: { name: 'session-redis-2', namespace: 'shop' }, spec: {} },
    ],
  })
  expect(fixes.map(({ id }) => id)).not.toContain('dns-failure/address')
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

const kept = (reason: string, message: string, objects: Scene['objects'] = []): Scene => ({
  status: {
    ready: true,
    restartCount: 0,
    state: { running: { startedAt: '2026-01-01T09:00:00Z' } },
  },
  objects: [
    ...objects,
    {
      kind: 'Event',
      metadata: { name: 'refused', namespace: 'shop' },
      involvedObject: { kind: 'ReplicaSet', namespace: 'shop', name: 'web-2' },
      type: 'Warning',
      reason,
      message,
      lastTimestamp: '2026-01-01T10:00:50Z',
    },
  ],
})

const account = (name: string) => ({
  kind: 'ServiceAccount',
  metadata: { name, namespace: 'shop' },
})

describe('an account that does not exist', () => {
  const message =
    'Error creating: pods "web-2-" is forbidden: error looking up service account shop/reportin: serviceaccount "reportin" not found'

  test('is the one of nearly that name', () => {
    const scene = kept('FailedCreate', message, [account('default'), account('reporting')])
    expect(fixesOf(scene)[0]?.id).toBe('service-account-token/other-account')
    expect(bodyOf(scene, 'service-account-token/other-account')).toContain(
      '"serviceAccountName":"reporting"',
    )
  })

  test('is made where no other is near', () => {
    const [first, ...rest] = fixesOf(kept('FailedCreate', message, [account('default')]))
    expect(first?.create?.[0]?.metadata.name).toBe('reportin')
    expect(rest.map(({ id }) => id)).not.toContain('service-account-token/other-account')
  })
})
