// State locks that real programs hold, lose and leave behind: told, refused and ended by `unloop unlock`.
import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../scripts/lib/workspace.mjs'
import { apply, deleteNamespace, kubectl, pause, willMake } from './lab.mjs'
import { withPostgres } from './postgres.mjs'

const exec = promisify(execFile)
const TOOLS = ['terraform', 'tofu']
const RUN = `resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "sleep 300"
  }
}
`
const PASSWORD = 'correct-horse-battery'

/** @returns {Promise<[name: string, passed: boolean, detail?: string][]>} */
export async function checkUnlock(lab, onCheck) {
  const tools = TOOLS.filter((tool) => isInstalled(tool, lab.env))
  for (const tool of TOOLS.filter((each) => !tools.includes(each)))
    onCheck([`unlock: ${tool} left out, as it is not installed`, true])
  if (!isInstalled('terragrunt', lab.env))
    onCheck(['unlock: terragrunt left out, as it is not installed', true])
  for (const tool of tools) {
    for (const scene of [localScene, httpScene, kubernetesScene, pgScene]) {
      const session = new Session(lab, tool, onCheck)
      try {
        await scene(session)
      } catch (error) {
        onCheck([
          `unlock: ${tool}, ${scene.name}`,
          false,
          String(error.stack ?? error).slice(0, 600),
        ])
      } finally {
        session.close()
      }
    }
  }
}

const isInstalled = (program, env) =>
  (env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))

/** One folder with one configuration, and the runs in it. */
class Session {
  /** @type {import('node:child_process').ChildProcess | null} */
  child = null
  plans = 0

  constructor(lab, tool, onCheck) {
    this.lab = lab
    this.tool = tool
    this.folder = mkdtempSync(join(tmpdir(), `unloop-${tool}-`))
    this.onCheck = onCheck
    this.env = { ...lab.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' }
    delete this.env.TF_CLI_CONFIG_FILE
  }

  check(name, passed, detail) {
    this.onCheck([`unlock: ${this.tool}, ${name}`, passed, detail])
  }

  async init(backend) {
    writeFileSync(join(this.folder, 'main.tf'), `${backend}\n${RUN}`)
    await exec(this.tool, ['init', '-no-color'], { cwd: this.folder, env: this.env })
  }

  /** An apply that holds its lock for minutes. */
  async hold(isHeld) {
    this.child = spawn(this.tool, ['apply', '-auto-approve', '-no-color'], {
      cwd: this.folder,
      env: this.env,
      detached: true,
      stdio: 'ignore',
    })
    for (let second = 0; second < 60; second += 0.5) {
      if (await isHeld()) return
      await pause(0.5)
    }
    throw new Error('the apply took no lock')
  }

  /** As a pipeline that is cancelled, or a machine that is switched off. */
  async kill() {
    const gone = new Promise((done) => this.child?.once('exit', done))
    this.killGroup()
    await gone
  }

  /** What `plan` prints, and whether it succeeded. */
  async plan() {
    const options = { cwd: this.folder, env: this.env }
    const { stdout, stderr, code } = await exec(this.tool, ['plan', '-input=false'], options).catch(
      (error) => error,
    )
    const log = join(this.folder, `plan-${++this.plans}.log`)
    writeFileSync(log, `${stdout}${stderr}`)
    return { passed: code === undefined, log }
  }

  async unlock(...args) {
    const command = process.env.UNLOOP_LAB_COMMAND ?? join(root, 'unloop')
    const all = ['unlock', '--chdir', this.folder, ...args]
    const { stdout, stderr, code } = await exec(command, all, { env: this.env, cwd: root }).catch(
      (error) => error,
    )
    return { status: code ?? 0, text: `${stdout}${stderr}` }
  }

  /** The program with what it has started. */
  killGroup() {
    const pid = this.child?.pid
    this.child = null
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  }

  close() {
    this.killGroup()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

async function localScene(session) {
  await session.init('')
  const info = join(session.folder, '.terraform.tfstate.lock.info')
  await session.hold(() => existsSync(info))
  const { log } = await session.plan()
  const living = await session.unlock('-f', log)
  session.check(
    'local: the living process is named and left alone',
    living.status === 1 &&
      living.text.includes(`Process ${session.child.pid}`) &&
      /Yes\./.test(living.text),
    living.text,
  )
  await session.kill()
  const left = await session.unlock()
  session.check(
    'local: what a killed process leaves behind locks nothing',
    left.status === 0 && existsSync(info) && /locks nothing/.test(left.text),
    left.text,
  )
  session.check('local: a plan succeeds then', (await session.plan()).passed)
}

/** A small server of the http backend's protocol, which releases for an empty body as GitLab's does. */
async function withServer(task) {
  const held = { lock: null, state: null }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const [status, text] = answer(held, request.method, body)
      response.writeHead(status).end(text)
    })
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  try {
    await task(held, `http://127.0.0.1:${server.address().port}/state`)
  } finally {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
}

function answer(held, method, body) {
  const idOf = (text) => JSON.parse(text).ID
  if (method === 'GET') return held.state === null ? [404, ''] : [200, held.state]
  if (method === 'POST') {
    held.state = body
    return [200, '']
  }
  if (method === 'LOCK') {
    if (held.lock !== null) return [423, held.lock]
    held.lock = body
    return [200, '']
  }
  if (method !== 'UNLOCK') return [405, '']
  if (body !== '' && held.lock !== null && idOf(body) !== idOf(held.lock)) return [409, held.lock]
  held.lock = null
  return [200, '']
}

const httpScene = (session) =>
  withServer(async (held, address) => {
    await session.init(`terraform {
  backend "http" {
    address        = "${address}"
    lock_address   = "${address}"
    unlock_address = "${address}"
    username       = "ci"
    password       = "${PASSWORD}"
  }
}`)
    await session.hold(() => held.lock !== null)
    const { ID: id } = JSON.parse(held.lock)
    const { log } = await session.plan()
    const wrong = await session.unlock('-f', log, '--yes-i-checked', id.replace(/^./, 'x'))
    session.check(
      'http: a wrong ID is refused',
      wrong.status === 2 && held.lock !== null,
      wrong.text,
    )
    const living = await session.unlock('-f', log, '--yes-i-checked', id)
    session.check(
      'http: a living process is left alone',
      living.status === 1 && held.lock !== null && /still alive/.test(living.text),
      living.text,
    )
    await session.kill()
    session.check('http: the lock outlives its process', !(await session.plan()).passed)
    const mine = held.lock
    held.lock = mine.replace(id, id.replace(/^.{8}/, '00000000'))
    const other = await session.unlock('-f', log, '--yes-i-checked', id)
    session.check(
      'http: a lock that another run has taken since is left alone',
      other.status === 1 && held.lock !== null,
      other.text,
    )
    held.lock = mine
    const done = await session.unlock('-f', log, '--yes-i-checked', id)
    session.check(
      'http: the stale lock is ended',
      done.status === 0 && held.lock === null,
      done.text,
    )
    session.check('http: a plan succeeds then', (await session.plan()).passed)
    const again = await session.unlock('-f', log, '--yes-i-checked', id)
    session.check(
      'http: where nobody holds it any more, nothing is done',
      again.status === 0 && held.lock === null && /Not locked/.test(again.text),
      again.text,
    )
    const all = [wrong, living, other, done, again].map(({ text }) => text).join('')
    session.check('http: the password is never shown', !all.includes(PASSWORD))
  })

async function kubernetesScene(session) {
  const namespace = `unlock-${session.tool}`
  const lease = 'lock-tfstate-default-lab'
  willMake(namespace)
  await apply(session.lab, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  const holder = () =>
    kubectl(
      session.lab,
      '-n',
      namespace,
      'get',
      'lease',
      lease,
      '-o',
      'jsonpath={.spec.holderIdentity}',
    ).catch(() => '')
  try {
    await session.init(`terraform {
  backend "kubernetes" {
    secret_suffix = "lab"
    namespace     = "${namespace}"
    config_path   = "${session.lab.kubeconfig}"
  }
}`)
    await session.hold(async () => (await holder()) !== '')
    const id = await holder()
    const { log } = await session.plan()
    const living = await session.unlock('-f', log, '--yes-i-checked', id)
    session.check(
      'kubernetes: a living process is left alone',
      living.status === 1 && (await holder()) === id && /still alive/.test(living.text),
      living.text,
    )
    await session.kill()
    session.check('kubernetes: the lock outlives its process', !(await session.plan()).passed)
    const wrong = await session.unlock('--yes-i-checked', `${id.slice(0, -1)}z`)
    session.check(
      'kubernetes: a wrong ID is refused',
      wrong.status === 2 && (await holder()) === id,
      wrong.text,
    )
    const shown = await session.unlock()
    session.check(
      'kubernetes: the Lease tells of it without any log, and says that its process is gone',
      shown.status === 1 &&
        shown.text.includes(id) &&
        /No\. It was taken on this machine/.test(shown.text),
      shown.text,
    )
    const done = await session.unlock('--yes-i-checked', id)
    session.check(
      'kubernetes: the stale lock is ended',
      done.status === 0 && (await holder()) === '',
      done.text,
    )
    session.check('kubernetes: a plan succeeds then', (await session.plan()).passed)
    const again = await session.unlock()
    session.check('kubernetes: then nothing is locked', again.status === 0, again.text)
  } finally {
    await deleteNamespace(session.lab, namespace)
  }
}

async function pgScene(session) {
  const made = await withPostgres(session.env, async (database) => {
    await session.init(`terraform {
  backend "pg" {
    conn_str = "${database.url}"
  }
}`)
    await session.hold(async () => (await database.locks()) > 0)
    const { log } = await session.plan()
    const living = await session.unlock('-f', log)
    session.check(
      "pg: the session that holds it is named, and the refused run's ID is not taken for the lock's",
      living.status === 1 && /session \d+/i.test(living.text) && !/Lock ID/.test(living.text),
      living.text,
    )
    const told = /ID:\s+(\S+)/.exec(readFileSync(log, 'utf8'))?.[1] ?? 'none'
    const wrong = await session.unlock('-f', log, '--yes-i-checked', told)
    session.check('pg: that ID is refused', wrong.status === 2, wrong.text)
    await session.kill()
    await pause(2)
    const free = await session.unlock('-f', log)
    session.check('pg: the lock ends with its session', free.status === 0, free.text)
    session.check('pg: a plan succeeds then', (await session.plan()).passed)
    session.check(
      'pg: the password is never shown',
      ![living, wrong, free].some(({ text }) => text.includes(database.password)),
    )
  })
  if (made !== null) session.check(`pg left out: ${made}`, true)
}
