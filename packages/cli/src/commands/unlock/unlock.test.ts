import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { recordedIo, type Recorded } from '../../testing/recorded-io.ts'

const ID = 'f9763602-b03f-e35c-da30-4083cdbb99ae'
const OTHER = '11111111-b03f-e35c-da30-4083cdbb99ae'
const SECRET = 'wJalrXUtnFEMI/K7MDENG'

let home = ''
const closers: (() => void)[] = []

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'unloop-unlock-'))
})
afterEach(() => {
  for (const close of closers.splice(0)) close()
  rmSync(home, { recursive: true, force: true })
})

const write = (path: string, text: string): string => {
  const whole = join(home, path)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, text)
  return whole
}

/** A folder as `init` leaves it. */
const initialised = (folder: string, key: string): string => {
  const config = { bucket: 'acme', key, dynamodb_table: 'locks', secret_key: SECRET }
  const text = JSON.stringify({
    version: 3,
    terraform_version: '1.9.5',
    backend: { type: 's3', config },
  })
  write(`${folder}/.terraform/terraform.tfstate`, text)
  return join(home, folder)
}

/** A program that notes how it was called, and answers as it is told. */
function standIn(name: string, answer: { readonly status: number; readonly says: string }): void {
  const path = write(
    `bin/${name}`,
    `#!/bin/sh\necho "$PWD $*" >> "${join(home, 'calls')}"\necho '${answer.says}' >&2\nexit ${answer.status}\n`,
  )
  chmodSync(path, 0o755)
}

const calls = (): readonly string[] =>
  existsSync(join(home, 'calls'))
    ? readFileSync(join(home, 'calls'), 'utf8').trim().split('\n')
    : []

const errorOf = (id: string, path: string, prefix = ''): string =>
  [
    'Error: Error acquiring the state lock',
    '',
    'Error message: ConditionalCheckFailedException: The conditional request failed',
    'Lock Info:',
    `  ID:        ${id}`,
    `  Path:      ${path}`,
    '  Operation: OperationTypeApply',
    '  Who:       runner@fv-az1-2',
    '  Version:   1.9.5',
    '  Created:   2026-11-20 08:00:00.5 +0000 UTC',
    '  Info:      ',
    '',
    'Terraform acquires a state lock to protect the state from being written',
  ]
    .map((line) => `${prefix}${line}\n`)
    .join('')

interface Call {
  readonly typed?: string
}

async function unlock(
  args: readonly string[],
  { typed }: Call = {},
): Promise<Recorded & { readonly status: number }> {
  const terminal = typed === undefined ? {} : { in: true, out: true, err: true }
  const recorded = recordedIo({
    stdin: typed ?? '',
    env: { PATH: join(home, 'bin'), NO_COLOR: '1' },
    terminal,
  })
  const status = await run(['unlock', ...args], recorded.io)
  expect(recorded.out() + recorded.err()).not.toContain(SECRET)
  return { ...recorded, status }
}

describe('without anything to unlock', () => {
  it('says so for a text without a lock error', async () => {
    const log = write('job.log', 'Plan: 1 to add, 0 to change, 0 to destroy.\n')
    const { status, out } = await unlock(['-f', log, '--chdir', home])
    expect(status).toBe(0)
    expect(out()).toContain('There is no error of a state lock')
  })

  it('ends with 3 where there is nothing to look at', async () => {
    const { status, err } = await unlock(['--chdir', home])
    expect(status).toBe(3)
    expect(err()).toContain('--chdir')
    expect((await unlock(['-f', join(home, 'none.log')])).status).toBe(3)
  })

  it('says that a local state is free', async () => {
    write('main.tf', 'resource "terraform_data" "x" {}\n')
    const { status, out } = await unlock(['--chdir', home])
    expect(status).toBe(0)
    expect(out()).toContain('Not locked')
  })

  it('ends with 3 where the backend could not be asked', async () => {
    const folder = initialised('vpc', 'vpc.tfstate')
    const { status, out } = await unlock(['--chdir', folder])
    expect(status).toBe(3)
    expect(out()).toContain('The AWS command line (aws) is not installed here')
  })
})

describe('a lock of a log', () => {
  const prepare = () => {
    standIn('terraform', { status: 0, says: 'Terraform state has been successfully unlocked!' })
    return [
      '-f',
      write('job.log', errorOf(ID, 'acme/vpc.tfstate')),
      '--chdir',
      initialised('vpc', 'vpc.tfstate'),
    ]
  }

  it('is shown and left alone where nobody is there to ask', async () => {
    const { status, out, err } = await unlock(prepare())
    expect(status).toBe(1)
    expect(calls()).toEqual([])
    for (const words of [
      's3://acme/vpc.tfstate is locked.',
      'runner@fv-az1-2 since 2026-11-20 08:00:00 UTC (2 h)',
      'apply or destroy, version 1.9.5',
      `terraform force-unlock -force ${ID}`,
      'hosted runner of GitHub Actions',
    ])
      expect(out()).toContain(words)
    expect(err()).toContain(`--yes-i-checked ${ID}`)
  })

  it('is unlocked with the very ID, in its folder', async () => {
    const { status, out } = await unlock([...prepare(), '--yes-i-checked', ID])
    expect(status).toBe(0)
    expect(calls()).toEqual([`${join(home, 'vpc')} force-unlock -force ${ID}`])
    expect(out()).toContain('Unlocked')
  })

  it('is left alone for another ID', async () => {
    const { status, err } = await unlock([...prepare(), '--yes-i-checked', OTHER])
    expect(status).toBe(2)
    expect(calls()).toEqual([])
    expect(err()).toContain(ID)
  })

  it.each([
    ['the whole ID', `${ID}\n`, 0],
    ['its first characters', 'f9763602\n', 0],
    ['too few characters', 'f97\n', 1],
    ['yes', 'yes\n', 1],
    ['nothing', '\n', 1],
  ])('asks at a terminal: %s', async (_what, typed, expected) => {
    const { status } = await unlock(prepare(), { typed })
    expect(status).toBe(expected)
    expect(calls()).toHaveLength(expected === 0 ? 1 : 0)
  })

  it('is told as JSON', async () => {
    const { status, out } = await unlock([...prepare(), '-o', 'json'])
    expect(status).toBe(1)
    expect(JSON.parse(out())).toMatchObject({
      schema: 'unloop/unlock@1',
      locks: [
        {
          id: ID,
          backend: 's3',
          holder: { who: 'runner@fv-az1-2', ageSeconds: 7200 },
          outcome: null,
        },
      ],
    })
  })

  it('names what the program said where it fails, without the secrets of the backend', async () => {
    const args = prepare()
    standIn('terraform', { status: 1, says: `Failed to unlock state: bad key ${SECRET}` })
    const { status, out } = await unlock([...args, '--yes-i-checked', ID])
    expect(status).toBe(1)
    expect(out()).toContain('Failed to unlock state: bad key ***')
    expect(out()).toContain('aws dynamodb delete-item')
  })

  it('is left alone in the folder of another state', async () => {
    prepare()
    const log = write('job.log', errorOf(ID, 'acme/eks.tfstate'))
    const { status, out } = await unlock([
      '-f',
      log,
      '--chdir',
      join(home, 'vpc'),
      '--yes-i-checked',
      ID,
    ])
    expect(status).toBe(1)
    expect(calls()).toEqual([])
    expect(out()).toContain('name the right folder with --chdir')
  })

  it('is left alone while its run lives in that folder', async ({ skip }) => {
    if (process.platform !== 'linux') skip('working folders of processes are read from /proc')
    const args = prepare()
    const folder = join(home, 'vpc')
    const child = spawn('sleep', ['60'], { argv0: 'terraform', cwd: folder, stdio: 'ignore' })
    closers.push(() => void child.kill('SIGKILL'))
    const error = errorOf(ID, 'acme/vpc.tfstate').replace('2026-11-20 08', '2100-01-01 08')
    const log = write('job.log', error)
    const { status, out } = await unlock([...args.with(1, log), '--yes-i-checked', ID])
    expect(status).toBe(1)
    expect(calls()).toEqual([])
    expect(out()).toContain(`Process ${child.pid} (terraform)`)
  })
})

describe('Terragrunt', () => {
  it('unlocks the unit that the log names, in its own folder', async () => {
    standIn('terragrunt', { status: 0, says: 'Terraform state has been successfully unlocked!' })
    for (const unit of ['vpc', 'eks']) {
      write(`live/${unit}/terragrunt.hcl`, 'terraform {}\n')
      initialised(`live/${unit}/.terragrunt-cache/AbC/dEf`, `${unit}.tfstate`)
    }
    const lines = (unit: string, id: string) =>
      errorOf(id, `acme/${unit}.tfstate`, `13:22:45.123 STDERR [${unit}] terraform: `)
    const log = write('job.log', lines('eks', OTHER) + lines('vpc', ID))
    const args = ['-f', log, '--chdir', join(home, 'live')]
    expect((await unlock([...args, '--yes-i-checked', ID])).status).toBe(0)
    expect(calls()).toEqual([`${join(home, 'live', 'vpc')} force-unlock -force ${ID}`])
  })

  it('needs a program that is there', async () => {
    write('live/terragrunt.hcl', 'terraform {}\n')
    initialised('live', 'vpc.tfstate')
    const log = write('job.log', errorOf(ID, 'acme/vpc.tfstate'))
    const { status, out } = await unlock([
      '-f',
      log,
      '--chdir',
      join(home, 'live'),
      '--yes-i-checked',
      ID,
    ])
    expect(status).toBe(1)
    expect(out()).toContain('terragrunt is needed to unlock it')
  })
})

describe('what stands in the way', () => {
  it('is named where nothing was ever set up', async () => {
    standIn('terragrunt', { status: 0, says: 'ok' })
    write('live/terragrunt.hcl', 'remote_state {}\n')
    write('live/vpc/terragrunt.hcl', 'terraform {}\n')
    const log = write(
      'job.log',
      errorOf(ID, 'acme/vpc.tfstate', '13:22:45.123 STDERR [vpc] tofu: '),
    )
    const { status, out } = await unlock(['-f', log, '--chdir', join(home, 'live')])
    expect(status).toBe(1)
    expect(out()).toContain('never initialised')
    expect(calls()).toEqual([])
  })

  it('is a lock without an ID: how it is ended by hand is told, and nothing is done', async () => {
    const config = {
      storage_account_name: 'acct',
      container_name: 'c',
      key: 'k',
      access_key: SECRET,
    }
    const text = JSON.stringify({ version: 3, backend: { type: 'azurerm', config } })
    write('vpc/.terraform/terraform.tfstate', text)
    const error =
      'Error: Error acquiring the state lock\n\nError message: 2 errors occurred:\n\t* state blob is already locked\n\t* blob metadata "terraformlockid" was empty\n'
    const log = write('job.log', error)
    const { status, out } = await unlock(['-f', log, '--chdir', join(home, 'vpc')])
    expect(status).toBe(1)
    expect(out()).toContain('az storage blob lease break --account-name acct')
  })

  it('is a run that still waits for the lock', async () => {
    const log = write('job.log', 'Acquiring state lock. This may take a few moments...\n')
    const { status, out } = await unlock(['-f', log, '--chdir', home])
    expect(status).toBe(0)
    expect(out()).toContain('waits for the lock')
  })

  it('is an error that does not name its state', async () => {
    standIn('terraform', { status: 0, says: 'ok' })
    const log = write('job.log', errorOf(ID, ''))
    const args = ['-f', log, '--chdir', initialised('vpc', 'vpc.tfstate'), '--yes-i-checked', ID]
    const { status, out } = await unlock(args)
    expect(status).toBe(1)
    expect(calls()).toEqual([])
    expect(out()).toContain('does not name its state')
  })
})

describe('a hostile lock', () => {
  it('is shown without escape sequences and never reaches a command line', async () => {
    standIn('terraform', { status: 0, says: 'ok' })
    const folder = initialised('vpc', 'vpc.tfstate')
    const error = errorOf('--help', 'acme/vpc.tfstate').replace(
      'runner@',
      '\u001b[2J\u202e$(reboot)@',
    )
    const log = write('job.log', error)
    const { status, out } = await unlock(['-f', log, '--chdir', folder, '--yes-i-checked=--help'])
    expect(status).toBe(1)
    expect(calls()).toEqual([])
    expect(out()).not.toMatch(/[\u001b\u202e]/)
  })
})
