import { expect, test } from 'vitest'
import { containerChange, crashed, patched, verdictOf, waiting } from '../testing/cause-cases.ts'

const NO_MODULE = "Error: Cannot find module '/app/server.js'\n"
const config = {
  kind: 'ConfigMap',
  metadata: { name: 'conf', namespace: 'shop' },
  data: { 'app.yaml': 'x: 1' },
}
const mounted = (mountPath: string) => ({
  container: { volumeMounts: [{ name: 'conf', mountPath }] },
  pod: { volumes: [{ name: 'conf', configMap: { name: 'conf' } }] },
  objects: [config],
})

test('a ConfigMap over the folder of the program hides it', () => {
  const verdict = verdictOf({ status: crashed(1), log: NO_MODULE, ...mounted('/app'), before: {} })
  expect(verdict.cause).toBe('mount-failed')
  expect(containerChange(verdict)['volumeMounts']).toEqual([
    { mountPath: '/app/config', name: 'conf' },
    { mountPath: '/app', $patch: 'delete' },
  ])
})

test('near miss: the mount is elsewhere', () => {
  expect(verdictOf({ status: crashed(1), log: NO_MODULE, ...mounted('/etc/app') }).cause).not.toBe(
    'mount-failed',
  )
})

test('near miss: a key with another name is a missing configuration file', () => {
  const verdict = verdictOf({
    status: crashed(1),
    log: 'open /etc/app/config.yaml: no such file or directory\n',
    ...mounted('/etc/app'),
  })
  expect(verdict.cause).toBe('config-file-missing')
  expect(patched(verdict)).toEqual({
    spec: {
      template: {
        spec: {
          volumes: [
            { name: 'conf', configMap: { items: [{ key: 'app.yaml', path: 'config.yaml' }] } },
          ],
        },
      },
    },
  })
})

test('a key that the Secret lacks, with the one that is meant', () => {
  const env = [
    { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'db', key: 'DATABASE_URL' } } },
  ]
  const verdict = verdictOf({
    container: { env },
    status: waiting(
      'CreateContainerConfigError',
      "couldn't find key DATABASE_URL in Secret shop/db",
    ),
    objects: [
      { kind: 'Secret', metadata: { name: 'db', namespace: 'shop' }, data: { DATABASE_DSN: '' } },
    ],
  })
  expect(verdict.cause).toBe('secret-or-configmap-missing')
  expect(containerChange(verdict)).toHaveProperty(
    'env[0].valueFrom.secretKeyRef.key',
    'DATABASE_DSN',
  )
})

test('an image that cannot be pulled', () => {
  const message =
    'Failed to pull image "registry.example/web:2": rpc error: code = NotFound desc = failed to resolve reference: not found'
  const verdict = verdictOf({
    status: waiting('ImagePullBackOff', 'Back-off pulling image'),
    events: [['Failed', message]],
    before: {},
  })
  expect(verdict.title).toBe('Image registry.example/web:2 cannot be pulled: no such image or tag')
  expect(containerChange(verdict)).toEqual({ name: 'api', image: 'registry.example/web:1' })
})

test('a binary whose loader the new image lacks', () => {
  const verdict = verdictOf({
    status: crashed(1),
    log: 'exec /usr/local/bin/web: no such file or directory\n',
    before: {},
  })
  expect(verdict.cause).toBe('image-bad')
})

test('another architecture, and a script without an interpreter', () => {
  expect(
    verdictOf({ status: crashed(1), log: 'exec /usr/local/bin/web: exec format error\n' }).cause,
  ).toBe('arch-mismatch')
  expect(
    verdictOf({ status: crashed(1), log: 'exec /app/run.sh: exec format error\n' }).cause,
  ).toBe('bad-command')
})

test('an eviction for a volume over its size limit', () => {
  const podStatus = {
    phase: 'Failed',
    reason: 'Evicted',
    message: 'Usage of EmptyDir volume "tmp" exceeds the limit "100Mi".',
  }
  const pod = { volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '100Mi' } }] }
  const verdict = verdictOf({ status: crashed(137), podStatus, pod })
  expect(verdict.cause).toBe('quota-or-eviction')
  const volumes = [{ name: 'tmp', emptyDir: { sizeLimit: '416Mi' } }]
  expect(patched(verdict)).toEqual({ spec: { template: { spec: { volumes } } } })
})

test('a pod that its quota keeps out', () => {
  const message =
    'Error creating: pods "web-2-y" is forbidden: exceeded quota: team, requested: limits.memory=384Mi, used: limits.memory=160Mi, limited: limits.memory=512Mi'
  const event = {
    kind: 'Event',
    metadata: { name: 'q', namespace: 'shop' },
    involvedObject: { kind: 'ReplicaSet', namespace: 'shop', name: 'web-2' },
    type: 'Warning',
    reason: 'FailedCreate',
    message,
    lastTimestamp: '2026-01-01T10:00:50Z',
  }
  const status = {
    ready: true,
    restartCount: 0,
    state: { running: { startedAt: '2026-01-01T09:00:00Z' } },
  }
  const verdict = verdictOf({ status, objects: [event] })
  expect(verdict.cause).toBe('quota-or-eviction')
  expect(patched(verdict)).toEqual({ spec: { hard: { 'limits.memory': '576Mi' } } })
})
