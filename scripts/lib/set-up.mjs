import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { exclusively } from './lock.mjs'
import { root, workspaceEnv, workspaceNode } from './workspace.mjs'

const lockFile = join(root, 'package-lock.json')
const stamp = join(root, 'node_modules', '.unloop-lock')
const installed = join(root, 'node_modules', '.package-lock.json')

/** Installs what the lock file names, and bundles the command line where asked; a second call finds nothing to do. */
export async function setUp({ bundle }) {
  if (isInstalled() && !bundle) return
  await exclusively(async () => {
    if (!isInstalled()) await install()
    if (bundle)
      await run(
        workspaceNode(),
        [join(root, 'scripts', 'bundle.mjs')],
        'The command line could not be built',
      )
  })
}

function isInstalled() {
  if (!existsSync(installed)) return false
  if (existsSync(stamp)) return readFileSync(stamp).equals(readFileSync(lockFile))
  if (statSync(installed).mtimeMs < statSync(lockFile).mtimeMs) return false
  copyFileSync(lockFile, stamp)
  return true
}

async function install() {
  process.stderr.write('unloop: first use, installing what it needs (about half a minute) …\n')
  await run(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'npm ci failed, so unloop is not set up. It needs the npm registry once: check the network or the proxy, and try again',
  )
  copyFileSync(lockFile, stamp)
}

/** Standard output is left to the command line's own report. */
function run(command, args, failure) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: root,
      env: workspaceEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = []
    child.stdout.on('data', (chunk) => said.push(chunk))
    child.stderr.on('data', (chunk) => said.push(chunk))
    child.on('error', (error) => fail(new Error(`${failure}: ${error.message}`)))
    child.on('close', (code) =>
      code === 0
        ? done()
        : fail(new Error(`${Buffer.concat(said).toString().trim()}\n${failure}.`)),
    )
  })
}
