import { KNOWLEDGE } from '../../../signatures/src/knowledge.ts'
import { describe, expect, it } from 'vitest'
import { diagnose, inspectionPlan } from '../diagnose.ts'
import type { Inspection, Observation } from '../evidence/inspection.ts'
import type { KubeObject, Pod } from '../evidence/kube.ts'
import type { LogStream, Snapshot } from '../evidence/snapshot.ts'
import { crashed, log, NOW, pod, snapshot } from '../testing/build.ts'

const crash = (more: Parameters<typeof pod>[0] = {}, code = 1): Pod =>
  pod({ ...more, status: crashed(code) })

const inspectionOf = (...observations: readonly Observation[]): Inspection => ({
  namespace: 'shop',
  pod: 'web-1',
  container: 'app',
  origin: { source: 'look inside web-1-look-x' },
  from: 'copy',
  arch: 'amd64',
  user: { uid: 1000, gids: [1000] },
  observations,
})

const causesOf = (
  objects: readonly KubeObject[],
  observations: readonly Observation[],
  logs: readonly LogStream[] = [],
): readonly string[] => {
  const read: Snapshot = {
    ...snapshot(objects, logs),
    inspections: [inspectionOf(...observations)],
  }
  const { incidents } = diagnose(read, { generatedAt: NOW, knowledge: KNOWLEDGE })
  return incidents[0]?.causes.map(({ id }) => id) ?? []
}

const program = (more: Partial<Observation & { kind: 'program' }>): Observation => ({
  kind: 'program',
  name: '/app/server',
  path: '/app/server',
  state: 'ok',
  owned: { mode: 0o755, uid: 0, gid: 0 },
  format: 'elf',
  arch: 'amd64',
  interpreter: null,
  crlf: false,
  ...more,
})

const path = (more: Partial<Observation & { kind: 'path' }>): Observation => ({
  kind: 'path',
  path: '/etc/app/key.pem',
  reason: 'mounted-file',
  state: 'there',
  type: 'file',
  owned: { mode: 0o400, uid: 0, gid: 0 },
  bytes: 20,
  may: { read: true, write: false, enter: false },
  above: null,
  ...more,
})

const none = { read: false, write: false, enter: false }

describe('an inspection makes the undecided decided', () => {
  it.each<[string, Observation, string]>([
    ['program missing', program({ path: null, state: 'missing' }), 'bad-command'],
    ['not executable', program({ state: 'not-executable' }), 'bad-command'],
    ['another architecture', program({ arch: 'arm64' }), 'arch-mismatch'],
    ['CR LF', program({ format: 'script', arch: null, crlf: true }), 'bad-command'],
    ['no first line', program({ format: 'text', arch: null }), 'bad-command'],
    [
      'no interpreter',
      program({ format: 'script', arch: null, interpreter: { path: '/bin/bash', isThere: false } }),
      'bad-command',
    ],
    ['no loader', program({ interpreter: { path: '/lib/ld.so', isThere: false } }), 'image-bad'],
    [
      'a library',
      {
        kind: 'library',
        program: '/app/server',
        name: 'libx.so.1',
        problem: 'missing',
        version: null,
      },
      'missing-dependency',
    ],
    ['an unreadable file', path({ may: none }), 'permission-denied-fs'],
    [
      'a file that may not be made',
      path({ reason: 'written', state: 'missing', may: none }),
      'permission-denied-fs',
    ],
    [
      'an argument that is not there',
      path({ path: '/etc/app/app.conf', reason: 'argument', state: 'missing', may: none }),
      'config-file-missing',
    ],
    [
      'a full volume',
      { kind: 'space', path: '/data', freeBytes: 0, totalBytes: 2 ** 30, freeInodes: 9 },
      'volume-full',
    ],
    ['a variable', { kind: 'env', name: 'DATABASE_URL', state: 'absent' }, 'env-missing'],
    [
      'a name',
      {
        kind: 'name',
        host: 'db',
        state: 'no-such-name',
        addresses: [],
        tried: ['db'],
        servers: [],
      },
      'dns-failure',
    ],
    [
      'a port',
      { kind: 'port', host: 'db', port: 5432, address: '10.0.0.1', state: 'refused', ms: 1 },
      'dependency-unreachable',
    ],
  ])('%s', (_, observation, cause) => {
    expect(causesOf([crash()], [])[0]).toBe('unknown')
    expect(causesOf([crash()], [observation])[0]).toBe(cause)
  })

  it('and what is well leaves it undecided', () => {
    expect(causesOf([crash()], [program({}), path({ may: { ...none, read: true } })])[0]).toBe(
      'unknown',
    )
  })
})

describe('an inspection speaks against what a log suggests', () => {
  it('where the name resolves and the port answers', () => {
    const logs = [log('could not translate host name "db" to address: Name or service not known')]
    expect(causesOf([crash()], [], logs)[0]).toBe('dns-failure')
    const observation: Observation = {
      kind: 'name',
      host: 'db',
      state: 'resolves',
      addresses: ['10.0.0.1'],
      tried: ['db'],
      servers: [],
    }
    const report = diagnose(
      { ...snapshot([crash()], logs), inspections: [inspectionOf(observation)] },
      { generatedAt: NOW, knowledge: KNOWLEDGE },
    )
    const cause = report.incidents[0]?.causes.find(({ id }) => id === 'dns-failure')
    const before = diagnose(snapshot([crash()], logs), { generatedAt: NOW, knowledge: KNOWLEDGE })
      .incidents[0]?.causes[0]
    expect(cause?.score ?? 0).toBeLessThan(before?.score ?? 0)
  })

  it('and only about its own container', () => {
    const other = { ...inspectionOf(program({ state: 'missing' })), pod: 'web-2' }
    const report = diagnose(
      { ...snapshot([crash()]), inspections: [other] },
      { generatedAt: NOW, knowledge: KNOWLEDGE },
    )
    expect(report.incidents[0]?.causes[0]?.id).toBe('unknown')
  })
})

describe('a copy that was made for an inspection', () => {
  it('is no incident', () => {
    const copy = crash({ labels: { 'unloop/look': 'copy' } })
    expect(
      diagnose(snapshot([copy]), { generatedAt: NOW, knowledge: KNOWLEDGE }).incidents,
    ).toEqual([])
  })
})

describe('inspectionPlan', () => {
  const planOf = (more: Parameters<typeof pod>[0], logs: readonly LogStream[] = []) =>
    inspectionPlan(
      snapshot([crash(more)], logs),
      { namespace: 'shop', pod: 'web-1', container: 'app' },
      KNOWLEDGE,
    )

  it('takes programs from the command, from a script and from messages', () => {
    expect(planOf({ container: { command: ['/app/server', '-v'] } })?.programs).toEqual([
      '/app/server',
    ])
    expect(
      planOf({ container: { command: ['sh', '-c', 'cd /x && exec /app/run --a'] } })?.programs,
    ).toEqual(['sh', '/app/run'])
    const logs = [log('/usr/bin/encoder: error while loading shared libraries: libv.so.4: x')]
    expect(planOf({}, logs)?.programs).toEqual(['/usr/bin/encoder'])
  })

  it('takes names of variables, never what a script sets itself', () => {
    const command = ['sh', '-c', 'A_B=1; echo ${A_B} ${C_D:?} "$(E_F)"']
    expect(planOf({ container: { command } })?.env).toEqual(['C_D', 'E_F'])
  })

  it('takes paths from arguments, mounts and redirections', () => {
    const paths = planOf({
      container: {
        command: ['/app/server'],
        args: ['--config=/etc/app/app.conf'],
        volumeMounts: [
          { name: 'd', mountPath: '/data' },
          { name: 't', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
        ],
      },
    })?.paths
    expect(paths).toEqual([
      { path: '/etc/app/app.conf', reason: 'argument' },
      { path: '/data', reason: 'mount' },
    ])
    expect(
      planOf({ container: { command: ['sh', '-c', 'echo x > /run/lock 2>/dev/null'] } })?.paths,
    ).toEqual([{ path: '/run/lock', reason: 'written' }])
  })

  it('takes addresses from URLs, pairs and host variables with their ports', () => {
    const env = [
      { name: 'DATABASE_URL', value: 'postgres://user:pa:ss@db.data/app' },
      { name: 'KAFKA_BROKERS', value: 'k1:9092,k2:9092' },
      { name: 'CACHE_HOST', value: 'cache' },
      { name: 'CACHE_PORT', value: '6379' },
      { name: 'TIME', value: '12:30' },
      { name: 'SELF', value: 'http://localhost:8080' },
    ]
    const addresses = planOf({ container: { env } })?.addresses ?? []
    expect(addresses.map(({ host, port }) => `${host}:${port}`)).toEqual([
      'db.data:5432',
      'k1:9092',
      'k2:9092',
      'cache:6379',
    ])
    expect(JSON.stringify(addresses)).not.toContain('pa:ss')
  })

  it('is null for a container that is not there', () => {
    expect(
      inspectionPlan(snapshot([]), { namespace: 'a', pod: 'b', container: 'c' }, KNOWLEDGE),
    ).toBeNull()
  })
})
