// A PostgreSQL of its own for the time of a task, where its programs are installed.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pause } from './lab.mjs'

const exec = promisify(execFile)
const PASSWORD = 'staple-correct-horse'

/** Null, or why there is none: the server refuses to run as root, so that another user must be there. */
export async function withPostgres(env, task) {
  const programs = (env.PATH ?? '').split(':')
  if (
    !['initdb', 'postgres', 'psql'].every((name) =>
      programs.some((each) => existsSync(join(each, name))),
    )
  )
    return 'PostgreSQL is not installed'
  const isRoot = process.getuid?.() === 0
  if (isRoot && (await exec('id', ['postgres']).catch(() => null)) === null)
    return 'there is no user to run PostgreSQL as'
  const folder = mkdtempSync(join(tmpdir(), 'unloop-pg-'))
  if (isRoot) await exec('chown', ['postgres', folder])
  else chmodSync(folder, 0o700)
  const as = (program, args, options = {}) =>
    isRoot
      ? execFile('runuser', ['-u', 'postgres', '--', program, ...args], { env, ...options })
      : execFile(program, args, { env, ...options })
  const data = join(folder, 'data')
  const port = await freePort()
  await ended(as('initdb', ['-D', data, '-A', 'trust', '-U', 'lab', '--no-sync']))
  const server = as('postgres', [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `unix_socket_directories=${folder}`,
    '-c',
    'fsync=off',
  ])
  server.on('error', () => undefined)
  try {
    const psql = async (query) =>
      (
        await exec(
          'psql',
          [
            '-X',
            '-A',
            '-t',
            '-h',
            '127.0.0.1',
            '-p',
            String(port),
            '-U',
            'lab',
            '-d',
            'postgres',
            '-c',
            query,
          ],
          { env },
        )
      ).stdout.trim()
    await ready(psql)
    await task({
      url: `postgres://lab:${PASSWORD}@127.0.0.1:${port}/postgres?sslmode=disable`,
      password: PASSWORD,
      locks: async () =>
        Number(await psql(`SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'`)),
    })
    return null
  } finally {
    await ended(as('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])).catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

const ended = (child) =>
  new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code) => (code === 0 ? done() : fail(new Error(`it ended with ${code}`))))
  })

async function ready(psql) {
  for (let tries = 0; tries < 60; tries++) {
    if ((await psql('SELECT 1').catch(() => '')) === '1') return
    await pause(0.5)
  }
  throw new Error('PostgreSQL did not start')
}

async function freePort() {
  const server = createServer()
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address()
  await new Promise((done) => server.close(done))
  return port
}
