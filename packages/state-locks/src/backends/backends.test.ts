import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Machine, ProgramAnswer, ProgramCall } from '../machine.ts'
import type { Place, Settings } from '../place/place.ts'
import { BACKENDS, backendOf } from './index.ts'
import type { Backend, LockReading } from './backend.ts'

const ID = '9b96b9a1-2a84-38bd-84ac-e91f9b937cf6'
const STORED = JSON.stringify({
  ID,
  Operation: 'OperationTypeApply',
  Info: '',
  Who: 'ci@runner-1',
  Version: '1.11.4',
  Created: '2026-11-21T13:25:48.381263556Z',
  Path: 'acme/live/vpc.tfstate',
})
const MISSING: ProgramAnswer = { status: null, isMissing: true, stdout: '', stderr: '' }

/** A machine whose programs answer as they were recorded; what they were called with is kept. */
function machineWith(answers: Readonly<Record<string, Partial<ProgramAnswer>>>): {
  readonly machine: Machine
  readonly calls: ProgramCall[]
} {
  const calls: ProgramCall[] = []
  const machine: Machine = {
    env: {},
    hostname: 'here',
    run: async (call) => {
      calls.push(call)
      const line = [call.program, ...call.args].join(' ')
      const found = Object.entries(answers).find(([start]) => line.startsWith(start))?.[1]
      return found === undefined
        ? MISSING
        : { status: 0, isMissing: false, stdout: '', stderr: '', ...found }
    },
    processes: () => ({ kind: 'listed', processes: [] }),
  }
  return { machine, calls }
}

const placeOf = (type: string, settings: Settings, workspace = 'default'): Place => ({
  folder: '/srv/vpc',
  root: '/srv/vpc',
  isTerragrunt: false,
  workspace,
  version: '1.11.4',
  backend: { type, settings },
  isInitialised: true,
  gaps: [],
})

function backend(type: string): Backend {
  const found = backendOf(type)
  if (found === null) throw new Error(type)
  return found
}

const readLock = (place: Place, machine: Machine): Promise<LockReading> =>
  backend(place.backend.type).read(place, machine)

const S3 = {
  bucket: 'acme',
  key: 'live/vpc.tfstate',
  region: 'eu-west-1',
  access_key: 'AKIAIOSFODNN7EXAMPLE',
  secret_key: 'wJalrXUtnFEMI/K7MDENG',
  use_lockfile: true,
}

describe('s3', () => {
  it('reads the lock file with the AWS command line, keys in its environment alone', async () => {
    const { machine, calls } = machineWith({ 'aws s3 cp': { stdout: STORED } })
    const reading = await readLock(placeOf('s3', S3), machine)
    expect(reading).toMatchObject({ state: 'held', info: { id: ID, who: 'ci@runner-1' } })
    expect(calls[0]?.args).toEqual([
      ...['s3', 'cp', 's3://acme/live/vpc.tfstate.tflock', '-', '--no-progress'],
      ...['--region', 'eu-west-1'],
    ])
    expect(calls[0]?.env).toMatchObject({ AWS_SECRET_ACCESS_KEY: S3.secret_key })
  })

  it('takes a missing lock file for no lock, and a denied one for not known', async () => {
    const none = machineWith({
      'aws s3 cp': {
        status: 1,
        stderr:
          'download failed: An error occurred (404) when calling the HeadObject operation: Key does not exist',
      },
    })
    expect(await readLock(placeOf('s3', S3), none.machine)).toMatchObject({ state: 'free' })
    const denied = machineWith({
      'aws s3 cp': { status: 1, stderr: 'fatal error: An error occurred (403): Forbidden' },
    })
    expect(await readLock(placeOf('s3', S3), denied.machine)).toMatchObject({
      state: 'unknown',
      gaps: [expect.stringContaining('403')],
    })
  })

  it('reads the item of a table, in a workspace', async () => {
    const { machine, calls } = machineWith({
      'aws dynamodb get-item': {
        stdout: JSON.stringify({ Item: { LockID: { S: 'x' }, Info: { S: STORED } } }),
      },
    })
    const settings = { ...S3, use_lockfile: false, dynamodb_table: 'locks' }
    const reading = await readLock(placeOf('s3', settings, 'prod'), machine)
    expect(reading).toMatchObject({ state: 'held', info: { id: ID } })
    expect(calls[0]?.args).toContain('{"LockID":{"S":"acme/env:/prod/live/vpc.tfstate"}}')
  })

  it('says that nothing was looked at without the AWS command line', async () => {
    const { machine } = machineWith({})
    expect(await readLock(placeOf('s3', S3), machine)).toMatchObject({
      state: 'unknown',
      gaps: [expect.stringContaining('not installed')],
    })
  })
})

describe('gcs', () => {
  it('takes the generation as the ID, with all its digits', async () => {
    const { machine } = machineWith({
      'gcloud storage objects describe': { stdout: '{"generation": 1687709420557364999}' },
      'gcloud storage cat': { stdout: STORED },
    })
    const reading = await readLock(placeOf('gcs', { bucket: 'b', prefix: 'p/q/' }, 'prod'), machine)
    expect(reading).toMatchObject({ state: 'held', info: { id: '1687709420557364999' } })
    expect(reading.evidence[0]).toContain('gs://b/p/q/prod.tflock')
  })

  it('takes a missing object for no lock', async () => {
    const { machine } = machineWith({
      'gcloud storage objects describe': {
        status: 1,
        stderr: 'ERROR: gs://b/default.tflock not found: 404.',
      },
    })
    expect(await readLock(placeOf('gcs', { bucket: 'b' }), machine)).toMatchObject({
      state: 'free',
    })
  })
})

const AZURE = {
  storage_account_name: 'acct',
  container_name: 'tfstate',
  key: 'prod',
  access_key: 'c2VjcmV0a2V5',
}

describe('azurerm', () => {
  const show = (
    lease: string,
    metadata: Readonly<Record<string, string>>,
  ): Partial<ProgramAnswer> => ({
    stdout: JSON.stringify({ properties: { lease: { status: lease, state: 'leased' } }, metadata }),
  })

  it('reads the metadata of a leased blob, the key in the environment alone', async () => {
    const terraformlockid = Buffer.from(STORED).toString('base64')
    const { machine, calls } = machineWith({
      'az storage blob show': show('locked', { terraformlockid }),
    })
    expect(await readLock(placeOf('azurerm', AZURE, 'dev'), machine)).toMatchObject({
      state: 'held',
      info: { id: ID },
    })
    expect(calls[0]?.args).toContain('prodenv:dev')
    expect(calls[0]?.args.join(' ')).not.toContain(AZURE.access_key)
  })

  it('knows a lease that no run tells of', async () => {
    const { machine } = machineWith({ 'az storage blob show': show('locked', {}) })
    expect(await readLock(placeOf('azurerm', AZURE), machine)).toMatchObject({
      state: 'held',
      info: null,
    })
  })

  it('takes an unleased blob for no lock', async () => {
    const { machine } = machineWith({ 'az storage blob show': show('unlocked', {}) })
    expect(await readLock(placeOf('azurerm', AZURE), machine)).toMatchObject({ state: 'free' })
  })
})

describe('pg', () => {
  const settings = { conn_str: 'postgres://tf:s3cret%21@db.example:5433/states?sslmode=require' }

  it('names the session, and gives the password to psql in its environment alone', async () => {
    const { machine, calls } = machineWith({
      psql: { stdout: '4711\ttf\t10.0.0.9/32\t\t2026-11-21 13:00:00+00\tidle\t1\n' },
    })
    const reading = await readLock(placeOf('pg', settings, "o'brien"), machine)
    expect(reading).toMatchObject({ state: 'held', liveness: 'alive', info: { id: '' } })
    expect(reading.evidence[0]).toContain('session 4711 of tf from 10.0.0.9/32')
    expect(calls[0]?.env).toMatchObject({
      PGHOST: 'db.example',
      PGPORT: '5433',
      PGPASSWORD: 's3cret!',
    })
    expect(calls[0]?.args.join(' ')).not.toContain('s3cret')
    expect(calls[0]?.args.join(' ')).toContain("'o''brien'")
  })

  it('reads words as well as URLs', async () => {
    const { machine, calls } = machineWith({ psql: { stdout: '' } })
    const words = { conn_str: "host=db user=tf password='a b' dbname=states" }
    expect(await readLock(placeOf('pg', words), machine)).toMatchObject({ state: 'free' })
    expect(calls[0]?.env).toMatchObject({ PGHOST: 'db', PGPASSWORD: 'a b', PGDATABASE: 'states' })
  })
})

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function serverWith(
  answer: (request: IncomingMessage, body: string) => readonly [number, string],
): Promise<string> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      const [status, text] = answer(request, body)
      response.writeHead(status).end(text)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closers.push(() => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('consul', () => {
  const SESSION = 'adf4238a-882b-9ddc-4a9d-5b6758e4159e'
  const settings = (address: string) => ({
    address,
    path: 'tf/prod',
    access_token: 'b1gs33cr3t-token',
  })

  const consulOf = (isSessionThere: boolean) => {
    const tokens: unknown[] = []
    const address = serverWith((request) => {
      tokens.push(request.headers['x-consul-token'])
      if (request.url === '/v1/kv/tf/prod/.lock')
        return [200, JSON.stringify([{ Key: 'tf/prod/.lock', Session: SESSION }])]
      if (request.url === '/v1/kv/tf/prod/.lockinfo?raw') return [200, STORED]
      return [200, isSessionThere ? JSON.stringify([{ ID: SESSION, TTL: '15s' }]) : '[]']
    })
    return { address, tokens }
  }

  it('takes a session that is renewed for a run that lives', async () => {
    const { address, tokens } = consulOf(true)
    const reading = await readLock(
      placeOf('consul', settings(await address)),
      machineWith({}).machine,
    )
    expect(reading).toMatchObject({ state: 'held', liveness: 'alive', info: { id: SESSION } })
    expect(tokens).toEqual(Array(3).fill('b1gs33cr3t-token'))
  })

  it('does not where the session is gone', async () => {
    const { address } = consulOf(false)
    const reading = await readLock(
      placeOf('consul', settings(await address)),
      machineWith({}).machine,
    )
    expect(reading).toMatchObject({ state: 'held', liveness: 'unknown' })
  })

  it('names what it could not ask, and not the token', async () => {
    const reading = await readLock(
      placeOf('consul', settings('127.0.0.1:1')),
      machineWith({}).machine,
    )
    expect(reading).toMatchObject({
      state: 'unknown',
      gaps: [expect.stringContaining('nothing listens')],
    })
    expect(JSON.stringify(reading)).not.toContain('s33cr3t')
  })
})

describe('http', () => {
  const settings = (host: string) => ({
    address: `http://${host}/s`,
    lock_address: `http://${host}/s`,
    unlock_address: `http://${host}/s`,
    username: 'ci',
    password: 'hunter2secret',
  })

  it('is asked by trying to lock: refused, nothing changes and the holder is told', async () => {
    const seen: string[] = []
    const host = await serverWith(({ method, headers }) => {
      seen.push(`${method} ${headers.authorization}`)
      return [423, STORED]
    })
    const place = placeOf('http', settings(host))
    expect(await readLock(place, machineWith({}).machine)).toMatchObject({ state: 'unknown' })
    expect(seen).toEqual([])
    const reading = await backend('http').confirm?.(place, machineWith({}).machine)
    expect(reading).toMatchObject({ state: 'held', info: { id: ID } })
    expect(seen).toEqual([`LOCK Basic ${Buffer.from('ci:hunter2secret').toString('base64')}`])
  })

  it('gives its own lock back at once', async () => {
    const locks: string[] = []
    const host = await serverWith(({ method }, body) => {
      const { ID: id } = JSON.parse(body) as { readonly ID: string }
      locks.push(`${method} ${id}`)
      return [200, '']
    })
    const reading = await backend('http').confirm?.(
      placeOf('http', settings(host)),
      machineWith({}).machine,
    )
    expect(reading).toMatchObject({ state: 'free' })
    expect(locks.map((each) => each.split(' ')[0])).toEqual(['LOCK', 'UNLOCK'])
    expect(new Set(locks.map((each) => each.split(' ')[1])).size).toBe(1)
  })

  it('says which lock is left where its own can not be given back', async () => {
    const host = await serverWith(({ method }) => [method === 'LOCK' ? 200 : 500, ''])
    const reading = await backend('http').confirm?.(
      placeOf('http', settings(host)),
      machineWith({}).machine,
    )
    expect(reading).toMatchObject({
      state: 'unknown',
      gaps: [expect.stringContaining('release that one')],
    })
  })

  it('names its address without a login', () => {
    const name = backend('http').stateName({
      settings: { address: 'https://ci:hunter2@h/s?token=abc' },
      workspace: 'default',
      env: {},
    })
    expect(name).toBe('https://h/s')
  })
})

describe('local', () => {
  it('takes a lock file that was left behind for no lock', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unloop-local-'))
    closers.push(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'terraform.tfstate'), '{}')
    writeFileSync(join(folder, '.terraform.tfstate.lock.info'), STORED)
    const reading = await readLock(
      { ...placeOf('local', {}), root: folder, folder },
      machineWith({}).machine,
    )
    // Where there is no /proc/locks, it can't be told.
    if (process.platform === 'linux')
      expect(reading).toMatchObject({
        state: 'free',
        evidence: [expect.stringContaining('locks nothing')],
      })
    else expect(reading).toMatchObject({ state: 'unknown', info: { id: ID } })
  })
})

describe('kubernetes', () => {
  it('says why it did not look where the backend has no kubeconfig', async () => {
    const place = placeOf('kubernetes', { secret_suffix: 's', namespace: 'tf', token: 'eyJtoken' })
    const reading = await readLock(place, machineWith({}).machine)
    expect(reading).toMatchObject({
      state: 'unknown',
      gaps: [expect.stringContaining('without a kubeconfig')],
    })
  })
})

describe('every backend', () => {
  const SECRETS = /s3cret|s33cr3t|hunter2|wJalr|AKIA|c2VjcmV0|eyJ/
  const settings = {
    ...S3,
    ...AZURE,
    conn_str: 'postgres://tf:s3cret@db/states',
    access_token: 'b1gs33cr3t',
    token: 'eyJtoken',
    address: 'https://ci:hunter2@host/path',
    organization: 'acme',
    workspaces: [{ name: 'web' }],
  }

  it.each(BACKENDS.map((each) => [each.type, each] as const))(
    '%s shows no credential',
    (_type, each) => {
      const given = { settings, workspace: 'default', env: {} }
      const shown = [each.stateName(given), each.lockPath(given), ...each.byHand(given, null)].join(
        ' ',
      )
      expect(shown).not.toMatch(SECRETS)
    },
  )

  it('has a page for a workspace of HCP Terraform', () => {
    expect(
      backend('cloud').byHand({ settings, workspace: 'default', env: {} }, null).join(' '),
    ).toContain('https://app.terraform.io/app/acme/workspaces/web')
  })
})
