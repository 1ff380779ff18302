import { expect, test } from 'vitest'
import { containerChange, crashed, patched, verdictOf, waiting } from '../testing/cause-cases.ts'

test('runAsNonRoot with a user given by name', () => {
  const message =
    'container has runAsNonRoot and image has non-numeric user (www-data), cannot verify user is non-root'
  const verdict = verdictOf({
    container: { securityContext: { runAsNonRoot: true } },
    status: waiting('CreateContainerConfigError', message),
  })
  expect(verdict.cause).toBe('security-context')
  expect(containerChange(verdict)).toEqual({ name: 'api', securityContext: { runAsUser: 33 } })
})

test('a low port', () => {
  const log = 'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)\n'
  expect(
    verdictOf({ status: crashed(1), log, container: { securityContext: { runAsUser: 101 } } })
      .title,
  ).toBe('User 101 may not listen on port 80')
})

test('near miss: a high port that is taken is no matter of rights', () => {
  const log = 'bind() to 0.0.0.0:8080 failed (98: Address already in use)\n'
  expect(verdictOf({ status: crashed(1), log }).cause).not.toBe('security-context')
})

const CHOWN = 'chown("/var/lib/nginx/body", 33) failed (1: Operation not permitted)\n'

test('chown without its capability', () => {
  const securityContext = { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }
  const verdict = verdictOf({ status: crashed(1), log: CHOWN, container: { securityContext } })
  expect(verdict.cause).toBe('security-context')
  expect(containerChange(verdict)).toHaveProperty('securityContext.capabilities.add', [
    'NET_BIND_SERVICE',
    'CHOWN',
    'SETUID',
    'SETGID',
    'DAC_OVERRIDE',
  ])
})

test('near miss: the same words with all capabilities are a matter of the file system', () => {
  expect(verdictOf({ status: crashed(1), log: CHOWN }).cause).toBe('permission-denied-fs')
})

const volume = { volumeMounts: [{ name: 'data', mountPath: '/data' }] }
const claim = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'web-data' } }] }

test('a claim that the user may not write gets its group', () => {
  const log = 'Error: open /data/index.db: permission denied\n'
  const verdict = verdictOf({
    status: crashed(1),
    log,
    container: volume,
    pod: { ...claim, securityContext: { runAsUser: 1001 } },
  })
  expect(verdict.title).toBe('No permission for /data/index.db on PVC web-data')
  expect(patched(verdict)).toHaveProperty('spec.template.spec.securityContext.fsGroup', 1001)
})

test('a read-only root file system gets a writable folder', () => {
  const log = 'OSError: [Errno 30] Read-only file system: "/var/cache/app/x.tmp"\n'
  const verdict = verdictOf({
    status: crashed(1),
    log,
    container: { securityContext: { readOnlyRootFilesystem: true } },
  })
  expect(verdict.cause).toBe('permission-denied-fs')
  expect(patched(verdict)).toHaveProperty(
    'spec.template.spec.containers[0].volumeMounts[0].mountPath',
    '/var/cache/app',
  )
})

test('a full volume is named with its size', () => {
  const log = 'FATAL: could not write file "/data/wal/1": No space left on device\n'
  const objects = [
    {
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'web-data', namespace: 'shop' },
      status: { capacity: { storage: '1Gi' } },
    },
  ]
  const verdict = verdictOf({ status: crashed(1), log, container: volume, pod: claim, objects })
  expect(verdict.title).toBe('No space left on PVC web-data (1Gi)')
  expect(verdict.fixes[0]?.patch?.body).toEqual({
    spec: { resources: { requests: { storage: '2Gi' } } },
  })
})

test('near miss: ENOSPC of inotify is no full disk', () => {
  const log = 'failed to create fsnotify watcher: no space left on device (inotify watches)\n'
  expect(verdictOf({ status: crashed(1), log }).top.lead.rule).not.toBe('volume-full/stated')
})

test('a postStart hook', () => {
  const lifecycle = {
    postStart: { exec: { command: ['sh', '-c', 'curl -f http://localhost/warm'] } },
  }
  const verdict = verdictOf({
    container: { lifecycle },
    status: crashed(137),
    events: [
      ['FailedPostStartHook', 'PostStartHook failed'],
      ['Killing', 'FailedPostStartHook'],
    ],
  })
  expect(verdict.cause).toBe('lifecycle-hook-failed')
})
