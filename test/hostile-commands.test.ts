import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Snapshot } from '@unloop/engine/evidence'
import type { Report } from '@unloop/engine/report'
import { readPath } from '@unloop/sources/files'
import { expect, test } from 'vitest'
import { diagnoseAdmitted } from '../packages/engine/src/diagnose.ts'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What a shell splits, expands or runs; `@` stands for the name that it takes the place of. */
const HOSTILE = `@; touch pwned #'"$(touch pwned) $HOME * | & > pwned`

/** A word that a shell made of it. */
const PIECE = /^(?:;|touch|pwned|[#*|&>$]|\/root$)/

/** Every pod, container, namespace, node, workload and key gets a name of its own kind, everywhere that it stands. */
function renamed(snapshot: Snapshot, rename: (name: string) => string): Snapshot {
  const names = namesOf(snapshot)
  const pattern = new RegExp(
    `(?<![\\w.-])(?:${names.map((name) => name.replace(/[.*+?^\${}()|[\]\\]/g, String.raw`\$&`)).join('|')})(?![\\w.-])`,
    'g',
  )
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string')
      return names.includes(value) ? rename(value) : value.replace(pattern, rename)
    if (Array.isArray(value)) return value.map(deep)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        names.includes(key) ? rename(key) : key,
        deep(one),
      ]),
    )
  }
  return {
    ...snapshot,
    objects: deep(snapshot.objects) as Snapshot['objects'],
    logs: snapshot.logs.map((log) => ({
      ...(deep({ ...log, text: '' }) as typeof log),
      text: log.text,
    })),
  }
}

function namesOf({ objects, logs }: Snapshot): readonly string[] {
  const found = new Set<string | undefined>()
  for (const { object } of objects) {
    if (object.kind === 'Event') continue
    found.add(object.metadata.name).add(object.metadata.namespace)
    const spec = object['spec'] as
      { nodeName?: string; containers?: { name: string }[] } | undefined
    found.add(spec?.nodeName)
    for (const { name } of Array.isArray(spec?.containers) ? spec.containers : []) found.add(name)
    if (object.kind === 'ConfigMap')
      for (const key of Object.keys(object['data'] ?? {})) found.add(key)
  }
  for (const { namespace, pod, container } of logs)
    found
      .add(namespace ?? '')
      .add(pod ?? '')
      .add(container ?? '')
  return [...found]
    .filter((name): name is string => name !== undefined && name.length > 2)
    .sort((a, b) => b.length - a.length)
}

const reportOf = (snapshot: Snapshot): Report =>
  diagnoseAdmitted(snapshot, { generatedAt: '2026-11-21T00:00:00Z', knowledge: KNOWLEDGE })

const commandsOf = ({ incidents }: Report): ReadonlyMap<string, string> =>
  new Map(
    incidents.flatMap(({ fixes, collect }, at) => [
      ...fixes.flatMap(({ id, commands, verify }) => [
        ...commands.map((command, index) => [`${at} ${id} ${index}`, command] as const),
        ...[...verify.matchAll(/\`([^\`]+)\`/g)].map(
          ([, command = ''], index) => [`${at} ${id} verify ${index}`, command] as const,
        ),
      ]),
      ...collect.map(({ command }, index) => [`${at} collect ${index}`, command] as const),
    ]),
  )

const PROGRAMS = [
  'kubectl',
  'docker',
  'helm',
  'unloop',
  'openssl',
  'curl',
  'oc',
  'az',
  'aws',
  'gcloud',
]

/** Runs each command in a real shell whose only programs write down what they were given. */
function argumentsOf(commands: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'unloop-sh-'))
  const script = join(folder, 'all.sh')
  const lines = [
    ...PROGRAMS.map((name) => `${name}() { printf '%s\\037' ${name} "$@"; }`),
    ...commands.flatMap((command) => [`printf '\\036'`, `( ${command || ':'}\n)`]),
  ]
  try {
    writeFileSync(script, lines.join('\n'))
    execFileSync('/bin/sh', ['-n', script])
    const printed = execFileSync('/bin/sh', [script], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 27,
      // Pipes end in programs that are not there.
      env: { PATH: '/nonexistent' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    expect(readdirSync(folder)).toEqual(['all.sh'])
    return printed.split('\u001e').slice(1)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('a shell takes every word of a printed command as the word that it is', async () => {
  const folder = join(root, 'test/corpus')
  const plain: string[] = []
  const hostile: string[] = []
  for (const name of readdirSync(folder)) {
    const dump = join(folder, name, 'dump')
    if (!existsSync(dump)) continue
    const snapshot = await readPath(dump)
    const before = commandsOf(reportOf(renamed(snapshot, (one) => `qz${one}`)))
    const after = commandsOf(reportOf(renamed(snapshot, (one) => HOSTILE.replace('@', `qz${one}`))))
    for (const [key, command] of after) {
      hostile.push(command)
      plain.push(before.get(key) ?? '')
    }
  }
  const [expected, got] = [argumentsOf(plain), argumentsOf(hostile)]
  const tail = HOSTILE.slice(1)
  const isHostile = (words: string): boolean => words.includes('touch pwned')
  // Inside JSON its quote is escaped.
  const bare = (words: string): string =>
    words.replaceAll(tail, '').replaceAll(tail.replace('"', String.raw`\"`), '')
  const told = got.filter(isHostile)
  const pieces = got.flatMap((words) => words.split('\u001f')).filter((word) => PIECE.test(word))
  expect(pieces).toEqual([])
  // Some names are made shorter, and a log that holds such a name is read differently.
  const same = got.filter((words, index) => isHostile(words) && bare(words) === expected[index])
  expect(told.length).toBeGreaterThan(300)
  expect(same.length / told.length).toBeGreaterThan(0.9)
}, 240_000)
