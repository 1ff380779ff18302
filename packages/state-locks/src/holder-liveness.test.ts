import { describe, expect, it } from 'vitest'
import { isSameHost } from './hosts.data.ts'
import { NO_INFO, parseLockInfo, parseTime, type LockInfo } from './info.ts'
import { livenessHere, weigh, type HolderLiveness } from './holder-liveness.ts'
import type { Machine } from './machine.ts'
import type { Place } from './place/place.ts'
import { toolWords, type ToolProcess } from './processes.ts'

const place: Place = {
  folder: '/srv/vpc',
  root: '/srv/vpc',
  isTerragrunt: false,
  workspace: 'default',
  version: '',
  backend: { type: 's3', settings: {} },
  isInitialised: true,
  gaps: [],
}

const holder: LockInfo = {
  ...NO_INFO,
  id: 'x',
  who: 'ann@build-7.corp.example',
  created: '2026-11-21T13:00:00.000Z',
}

const machineOf = (...processes: readonly ToolProcess[]): Machine => ({
  env: {},
  hostname: 'build-7',
  run: async () => ({ status: null, isMissing: true, stdout: '', stderr: '' }),
  processes: () => ({ kind: 'listed', processes }),
})

const run = (folder: string | null, startedAt: string): ToolProcess => ({
  pid: 42,
  words: 'terraform apply',
  folder,
  startedAt: new Date(startedAt),
})

const EARLIER = '2026-11-21T12:59:58Z'
const LATER = '2026-11-21T13:30:00Z'

describe('whether the run that took a lock lives', () => {
  const verdict = (machine: Machine, who = holder.who): HolderLiveness['verdict'] =>
    livenessHere({ holder: { ...holder, who }, place, machine }).verdict

  it('does where a process works in the folder since before the lock was taken', () => {
    expect(verdict(machineOf(run('/srv/vpc', EARLIER)))).toBe('alive')
    expect(verdict(machineOf(run('/srv/vpc', EARLIER)), 'bob@elsewhere')).toBe('alive')
  })

  it('does not where it was taken here and no process is that old', () => {
    expect(verdict(machineOf())).toBe('gone')
    expect(verdict(machineOf(run('/srv/vpc', LATER)))).toBe('gone')
  })

  it('may where a process here works elsewhere or can not be looked at', () => {
    expect(verdict(machineOf(run('/srv/eks', EARLIER)))).toBe('possible')
    expect(verdict(machineOf(run(null, EARLIER)))).toBe('possible')
  })

  it('is not known where it was taken on another machine', () => {
    expect(verdict(machineOf(), 'ci@runner-abc-project-7-concurrent-0')).toBe('unknown')
    const { evidence } = livenessHere({
      holder: { ...holder, who: 'ci@runner-abc-project-7-concurrent-0' },
      place,
      machine: machineOf(),
    })
    expect(evidence.join(' ')).toContain('GitLab')
  })

  it('is not known where the machine has a name that many have', () => {
    expect(verdict({ ...machineOf(), hostname: 'localhost' }, 'root@localhost')).toBe('unknown')
  })

  it('is what the stronger evidence says', () => {
    const alive: HolderLiveness = { verdict: 'alive', evidence: ['a'] }
    const gone: HolderLiveness = { verdict: 'gone', evidence: ['b'] }
    expect(weigh(gone, alive)).toEqual({ verdict: 'alive', evidence: ['a', 'b'] })
  })
})

describe('names of machines', () => {
  it('are equal with and without a domain, not in two domains', () => {
    expect(isSameHost('build-7', 'BUILD-7.corp.example')).toBe(true)
    expect(isSameHost('build-7.a.example', 'build-7.b.example')).toBe(false)
  })
})

describe('a command line', () => {
  it('is that of a tool by its program, told without its arguments', () => {
    expect(
      toolWords(['/usr/bin/terraform', '-chdir=../x', 'apply', '-var=token=s3cret', '']),
    ).toEqual({
      words: 'terraform apply',
      chdir: '../x',
    })
    expect(toolWords(['terraform1.1.5', 'plan', ''])?.words).toBe('terraform1.1.5 plan')
    expect(toolWords(['terraform-provider-aws_v5.0.0_x5', ''])).toBeNull()
    expect(toolWords(['tofu', 'version', ''])).toBeNull()
    expect(toolWords(['grep', 'terraform', ''])).toBeNull()
  })
})

describe('what a lock says of itself', () => {
  it('has times as Go prints and stores them', () => {
    expect(parseTime('2021-09-27 00:10:27.424064363 +0000 UTC')).toBe('2021-09-27T00:10:27.424Z')
    expect(parseTime('2021-09-27T02:10:27.5+02:00')).toBe('2021-09-27T00:10:27.500Z')
    expect(parseTime('0001-01-01 00:00:00 +0000 UTC')).toBeNull()
    expect(parseTime('never')).toBeNull()
  })

  it('is read from JSON of any shape', () => {
    expect(parseLockInfo('{"ID":7,"Who":["x"],"Created":null}')).toEqual(NO_INFO)
    for (const text of ['', 'null', '[]', '"x"', '{']) expect(parseLockInfo(text)).toBeNull()
  })
})
