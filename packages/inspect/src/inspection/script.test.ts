import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Observation } from '@unloop/engine/evidence'
import type { InspectionPlan } from '@unloop/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAnswer, type Answer } from './parse.ts'
import { inspectionScript } from './script.ts'

const nothing: InspectionPlan = { programs: [], paths: [], filled: [], env: [], addresses: [] }

/** The script as a container's shell runs it. */
const shells = (['sh', 'dash', 'bash', 'busybox'] as const).filter(
  (name) => spawnSync(name, name === 'busybox' ? ['true'] : ['-c', 'true']).status === 0,
)

const run = (
  shell: string,
  plan: Partial<InspectionPlan>,
  env: Readonly<Record<string, string>> = {},
): Answer => {
  const whole = { ...nothing, ...plan }
  const isBusybox = shell === 'busybox'
  const script = inspectionScript({
    plan: whole,
    tool: isBusybox ? '/usr/bin/busybox' : null,
    root: '',
    path: null,
    folder: null,
    isNetworkOnly: false,
  })
  const { stdout } = spawnSync(shell, isBusybox ? ['sh', '-s'] : ['-s'], {
    input: script,
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return parseAnswer(stdout, whole)
}

let folder = ''
const at = (name: string): string => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unloop-look-'))
  const write = (name: string, text: string, mode = 0o755): void => {
    writeFileSync(at(name), text)
    chmodSync(at(name), mode)
  }
  write('crlf.sh', '#!/bin/sh\r\nexit 0\r\n')
  write('fine.sh', '#!/bin/sh\nexit 0\n')
  write('env.sh', '#!/usr/bin/env no-such-interpreter\n')
  write('no-first-line', 'echo hello\n')
  write('plain', 'x', 0o644)
  write('empty', '')
  write("it's $(touch harm) `x`", '#!/bin/sh\n')
  mkdirSync(at('mounted'))
  write('mounted/empty.conf', '', 0o644)
  write('mounted/full.conf', 'a=b\n', 0o644)
  symlinkSync('fine.sh', at('link'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const only = <Kind extends Observation['kind']>(answer: Answer, kind: Kind) =>
  answer.observations.filter((each): each is Observation & { kind: Kind } => each.kind === kind)

describe.each(shells)('in %s', (shell) => {
  it('tells programs apart', () => {
    const programs = [
      'crlf.sh',
      'fine.sh',
      'link',
      'env.sh',
      'no-first-line',
      'plain',
      'empty',
      'gone',
    ].map(at)
    const answer = run(shell, {
      programs: [...programs, process.execPath, 'sh', 'no-such-program'],
    })
    expect(answer.isWhole).toBe(true)
    const found = only(answer, 'program')
    expect(
      found.map(({ state, format, crlf }) => `${state} ${format}${crlf ? ' crlf' : ''}`),
    ).toEqual([
      'ok script crlf',
      'ok script',
      'ok script',
      'ok script',
      'ok text',
      // root may execute nothing that has no such bit either
      'not-executable text',
      'ok empty',
      'missing null',
      'ok elf',
      'ok elf',
      'missing null',
    ])
    expect(found[2]?.path).toBe(at('fine.sh'))
    expect(found[3]?.interpreter).toEqual({ path: 'no-such-interpreter', isThere: false })
    expect(found[1]?.interpreter).toEqual({ path: '/bin/sh', isThere: true })
    expect(found[8]?.arch).toBe(answer.arch)
    expect(found[8]?.interpreter?.isThere).toBe(true)
    expect(only(answer, 'library')).toEqual([])
  })

  it('names variables without their values', () => {
    const plan = { env: ['SET', 'EMPTY', 'ABSENT'] }
    const answer = run(shell, plan, { SET: 'hunter2', EMPTY: '' })
    expect(only(answer, 'env').map(({ name, state }) => `${name} ${state}`)).toEqual([
      'SET set',
      'EMPTY empty',
      'ABSENT absent',
    ])
    expect(JSON.stringify(answer)).not.toContain('hunter2')
  })

  it('looks at paths, and at the files of a folder', () => {
    const answer = run(shell, {
      paths: [
        { path: at('plain'), reason: 'named' },
        { path: at('no/such/file'), reason: 'argument' },
        { path: at('mounted'), reason: 'mount' },
      ],
      filled: [at('mounted')],
    })
    const [plain, missing, mounted, empty] = only(answer, 'path')
    expect(plain).toMatchObject({ state: 'there', type: 'file', bytes: 1, owned: { mode: 0o644 } })
    expect(missing).toMatchObject({ state: 'missing', above: folder })
    expect(mounted).toMatchObject({ type: 'folder', may: { read: true, enter: true } })
    expect(empty).toMatchObject({
      path: at('mounted/empty.conf'),
      bytes: 0,
      reason: 'mounted-file',
    })
  })

  it('takes any name for a name', () => {
    const name = at("it's $(touch harm) `x`")
    const answer = run(shell, { programs: [name], paths: [{ path: name, reason: 'named' }] })
    expect(only(answer, 'program')[0]).toMatchObject({ path: name, state: 'ok' })
    expect(only(answer, 'path')[0]).toMatchObject({ state: 'there' })
  })

  it('says as whom it ran', () => {
    expect(run(shell, {}).user?.uid).toBe(process.getuid?.())
  })
})

describe('parseAnswer', () => {
  it('takes nothing from what is not in its form, and says where it was cut off', () => {
    expect(parseAnswer('', nothing)).toMatchObject({ isWhole: false, observations: [] })
    const noise =
      '@prog\t0\tmissing\n@unloop-look\n@prog\t7\tmissing\n@env\n@port\tx\ty\n@limit\tmemory\t9\n'
    expect(parseAnswer(noise, nothing)).toMatchObject({
      isWhole: false,
      observations: [{ kind: 'limit', name: 'memory', value: 9 }],
    })
  })

  const encoded = (text: string): string => Buffer.from(text).toString('base64')
  const port = (row: string): Observation | undefined =>
    parseAnswer(`@unloop-look\n@port\t0\t10.0.0.1\t${row}\t1.00\t1.25\n@end\n`, {
      ...nothing,
      addresses: [{ host: 'db', port: 5432, from: 'x' }],
    }).observations[0]

  it.each([
    ['connects', `busybox\t0\t`],
    ['connects', `busybox\t143\t`],
    [
      'refused',
      `busybox\t1\t${encoded("nc: can't connect to remote host (10.0.0.1): Connection refused")}`,
    ],
    ['timeout', `busybox\t1\t${encoded('nc: timed out')}`],
    ['no-route', `busybox\t1\t${encoded("nc: can't connect: No route to host")}`],
    ['timeout', `bash\t124\t`],
    ['refused', `bash\t1\t${encoded('bash: connect: Connection refused')}`],
    ['refused', `python\t1\t${encoded('ConnectionRefusedError: [Errno 111] Connection refused')}`],
    ['timeout', `python\t1\t${encoded('TimeoutError: timed out')}`],
    ['unknown', `none\t99\t`],
  ])('%s from %s', (state, row) => {
    expect(port(row)).toMatchObject({ kind: 'port', state, ms: 250 })
  })

  const name = (...tries: readonly string[]): Observation | undefined =>
    parseAnswer(
      `@unloop-look\n@servers\t10.96.0.10\n${tries.map((text) => `@try\t0\tdb.a.\t${encoded(text)}\n`).join('')}@end\n`,
      { ...nothing, addresses: [{ host: 'db', port: null, from: 'x' }] },
    ).observations[0]

  it.each([
    [
      'resolves',
      [
        "** server can't find db: NXDOMAIN",
        'Server:\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\tdb.a\nAddress: 10.1.2.3\n',
      ],
    ],
    ['no-such-name', ["** server can't find db.a: NXDOMAIN"]],
    ['no-answer', [';; connection timed out; no servers could be reached']],
    ['server-failed', ["** server can't find db.a: SERVFAIL"]],
  ])('%s', (state, tries) => {
    expect(name(...tries)).toMatchObject({ kind: 'name', state, servers: ['10.96.0.10'] })
  })
})
