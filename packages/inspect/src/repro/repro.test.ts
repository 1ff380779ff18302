import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Container, KubeObject, Pod, Snapshot, Volume } from '@unloop/engine/evidence'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reproOf, type Repro, type Tool } from './command.ts'
import { expand } from './expand.ts'
import { reproScript } from './script.ts'
import { settingsOf } from './settings.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unloop-repro-'))
  // Stands in for docker: writes down its arguments, each ended by a NUL.
  const stub = join(folder, 'docker')
  writeFileSync(stub, '#!/bin/sh\nprintf "%s\\0" "$@" > "$ARGS"\n')
  chmodSync(stub, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Parts {
  readonly container?: Partial<Container>
  readonly spec?: Partial<Pod['spec'] & object>
  readonly objects?: readonly KubeObject[]
  readonly tool?: Tool
}

const podOf = ({ container = {}, spec = {} }: Parts): Pod => ({
  kind: 'Pod',
  metadata: { name: 'web-0', namespace: 'shop', labels: { app: 'web' } },
  spec: { ...spec, containers: [{ name: 'app', image: 'example.org/web:1', ...container }] },
})

const repro = (parts: Parts): Repro => {
  const pod = podOf(parts)
  const [container] = pod.spec?.containers ?? []
  if (!container) throw new Error('a pod has a container')
  const snapshot: Snapshot = {
    source: { kind: 'dump', name: 'test', capturedAt: null },
    objects: (parts.objects ?? []).map((object) => ({ object, origin: { source: 'test' } })),
    logs: [],
    samples: [],
    gaps: [],
  }
  return reproOf({
    pod,
    container,
    settings: settingsOf(snapshot, pod),
    tool: parts.tool ?? 'docker',
    architecture: null,
  })
}

interface Ran {
  readonly args: readonly string[]
  readonly status: number | null
  readonly err: string
  readonly dir: string
}

let runs = 0

/** The script as a user runs it, with the stand-in for docker first on PATH. */
const run = (made: Repro, prepare: (dir: string) => void = () => undefined): Ran => {
  const own = join(folder, `run ${++runs}`)
  const args = join(folder, `args ${runs}`)
  const script = reproScript(made, { what: 'container app of pod shop/web-0', folder: 'x' })
  const env = { PATH: `${folder}:/usr/bin:/bin`, ARGS: args, UNLOOP_REPRO_DIR: own }
  prepare(own)
  const { status, stderr } = spawnSync('sh', ['-s'], { input: script, env, encoding: 'utf8' })
  const read = existsSync(args) ? readFileSync(args, 'utf8').split('\0').slice(0, -1) : []
  return { args: read, status, err: stderr, dir: own }
}

/** What the container program must get: the words of the command with the folder in place. */
const meant = ({ options, image, args }: Repro, dir: string): readonly string[] => [
  'run',
  ...[...options.flat(), [image], ...args].map((word) => textOf(word, dir)),
]

const textOf = (word: Repro['args'][number], dir: string): string =>
  word.map((piece) => (typeof piece === 'string' ? piece : `${dir}/${piece.below}`)).join('')

/** mulberry32: the same values in every run. */
const random = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const HOSTILE = [
  "'", '"', '`id`', '$(id)', '$HOME', '${HOME}', '\\', '\n', '\r', '\t', ' ', '!', '*', '?', '~',
  '#', ';', '&', '|', '<', '>', '(', ')', '{', '}', '[', ']', '=', '--', '-e', 'UNLOOP_END',
  '\nUNLOOP_END\n', 'ä€😀', '%s%n', '\\0', "'\\''", ',', ':', 'rm -rf /', '',
] // prettier-ignore

describe('the script', () => {
  it('hands every value over unchanged, whatever is in it', () => {
    const next = random(7)
    const hostile = (): string =>
      Array.from(
        { length: Math.floor(next() * 6) },
        () => HOSTILE[Math.floor(next() * HOSTILE.length)],
      ).join('')
    for (let round = 0; round < 60; round++) {
      const text = `${hostile()}${round % 2 ? '\n' : ''}`
      const made = repro({
        container: {
          command: [hostile(), hostile()],
          args: [hostile(), hostile()],
          workingDir: `/${hostile()}`,
          env: [
            { name: 'A', value: hostile() },
            { name: 'B', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } },
          ],
          volumeMounts: [{ name: 'v', mountPath: `/etc/${hostile()}` }],
        },
        spec: { volumes: [{ name: 'v', configMap: { name: 'c' } }] },
        objects: [
          { kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop' }, data: { k: text } },
        ],
      })
      const { args, dir, err } = run(made)
      expect(err).toBe('')
      expect(args).toEqual(meant(made, dir))
      expect(readFileSync(join(dir, 'volumes/v/k'), 'utf8')).toBe(text)
    }
  })

  it('is no command in the notes and the head, whatever they name', () => {
    const made = repro({
      spec: {
        volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'a\ntouch /tmp/harm #' } }],
      },
      container: { volumeMounts: [{ name: 'v', mountPath: '/data' }] },
    })
    const script = reproScript(made, { what: 'x\nexit 3', folder: 'x' })
    expect(script.split('\n').filter((line) => /^(?:touch|exit)/.test(line))).toEqual([])
  })

  it('stops until the values of Secrets are filled in, and never overwrites them', () => {
    const made = repro({
      container: {
        env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 't' } } }],
      },
    })
    const first = run(made)
    expect(first.status).toBe(1)
    expect(first.args).toEqual([])
    expect(first.err).toContain('secrets.env')
    const own = readFileSync(join(first.dir, 'secrets.env'), 'utf8')
    expect(own).toBe('# key t of Secret s\nTOKEN=FILL_IN\n')
    const again = run(made, (dir) => {
      spawnSync('mkdir', ['-p', dir])
      writeFileSync(join(dir, 'secrets.env'), 'TOKEN=x\n')
    })
    expect(again.err).toBe('')
    expect(again.args).toEqual(meant(made, again.dir))
    expect(readFileSync(join(again.dir, 'secrets.env'), 'utf8')).toBe('TOKEN=x\n')
  })

  it('writes nothing outside of its folder', () => {
    const volume = (items: Volume['configMap'] & object): Volume => ({
      name: 'v',
      configMap: items,
    })
    const made = repro({
      spec: {
        volumes: [
          volume({
            name: 'c',
            items: [
              { key: 'k', path: '../../out' },
              { key: 'k', path: '/out' },
            ],
          }),
        ],
      },
      container: {
        volumeMounts: [
          { name: 'v', mountPath: '/a', subPath: '../..' },
          { name: 'v', mountPath: '/b' },
        ],
      },
      objects: [
        { kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop' }, data: { k: 'x' } },
      ],
    })
    expect(made.files).toEqual([])
    expect(made.notes.join(' ')).toContain('leads out of the volume')
  })
})

const shown = (made: Repro): string =>
  made.options.map((words) => words.map((word) => textOf(word, '.')).join(' ')).join(' ')

describe('the command', () => {
  it('replaces entrypoint and CMD as Kubernetes does', () => {
    const both = repro({ container: { command: ['/bin/a', 'b'], args: ['c'] } })
    expect(shown(both)).toContain('--entrypoint /bin/a')
    expect(both.args.flat()).toEqual(['b', 'c'])
    const args = repro({ container: { args: ['c'] } })
    expect(shown(args)).not.toContain('--entrypoint')
    expect(args.args.flat()).toEqual(['c'])
  })

  it('sets limits in bytes and cores, without swap', () => {
    const made = repro({ container: { resources: { limits: { memory: '1.5Gi', cpu: '250m' } } } })
    expect(shown(made)).toContain('--memory 1610612736b --memory-swap 1610612736b --cpus 0.25')
  })

  it('takes user, groups, capabilities and read-only root of both security contexts', () => {
    const made = repro({
      spec: {
        securityContext: { runAsUser: 1, runAsGroup: 2, fsGroup: 3, runAsNonRoot: true },
      },
      container: {
        securityContext: {
          runAsUser: 10,
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
        },
      },
    })
    expect(shown(made)).toContain(
      '--user 10:2 --group-add 3 --read-only --cap-drop ALL --cap-add NET_BIND_SERVICE --security-opt no-new-privileges',
    )
  })

  it('makes variables in the order of the kubelet and expands references', () => {
    const made = repro({
      container: {
        envFrom: [{ configMapRef: { name: 'c' } }],
        env: [
          { name: 'HOST', value: 'db' },
          { name: 'URL', value: 'tcp://$(HOST):$(PORT)/$(NONE)/$$(HOST)' },
          { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'MEM', valueFrom: { resourceFieldRef: { resource: 'limits.memory' } } },
        ],
        resources: { limits: { memory: '64Mi' } },
        args: ['--to=$(URL)'],
      },
      objects: [
        {
          kind: 'ConfigMap',
          metadata: { name: 'c', namespace: 'shop' },
          data: { PORT: '5432', HOST: 'old' },
        },
      ],
    })
    const text = shown(made)
    expect(text).toContain('--env HOST=db')
    expect(text).toContain('--env URL=tcp://db:5432/$(NONE)/$(HOST)')
    expect(text).toContain('--env POD=web-0')
    expect(text).toContain('--env MEM=67108864')
    expect(made.args.flat()).toEqual(['--to=tcp://db:5432/$(NONE)/$(HOST)'])
  })

  it('reads no value of a Secret', () => {
    const made = repro({
      container: {
        envFrom: [{ secretRef: { name: 's' } }],
        volumeMounts: [{ name: 'v', mountPath: '/s' }],
      },
      spec: { volumes: [{ name: 'v', secret: { secretName: 's' } }] },
      objects: [
        {
          kind: 'Secret',
          metadata: { name: 's', namespace: 'shop' },
          data: { PASSWORD: 'aHVudGVyMg==' },
        },
      ],
    })
    expect(JSON.stringify(made)).not.toMatch(/aHVudGVyMg|hunter2/)
    expect(made.files.map(({ path }) => path)).toEqual(['secrets.env', 'volumes/v/PASSWORD'])
  })

  it('says what has no counterpart', () => {
    const notes = repro({
      container: { resources: { limits: { 'nvidia.com/gpu': '1' } } },
      spec: { securityContext: { sysctls: [{ name: 'kernel.panic', value: '1' }] } as object },
    }).notes.join(' ')
    expect(notes).toContain('device nvidia.com/gpu')
    expect(notes).toContain('sysctl kernel.panic')
  })
})

describe('expand', () => {
  it.each([
    ['$(A)', 'a'],
    ['$$(A)', '$(A)'],
    ['$(B)', '$(B)'],
    ['$', '$'],
    ['$(A', '$(A'],
    ['$$$(A)', '$a'],
  ])('%s', (text, result) => {
    expect(expand(text, (name) => (name === 'A' ? 'a' : null))).toBe(result)
  })
})
