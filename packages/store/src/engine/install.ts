import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { StoreError } from '../errors.ts'
import { ENGINE_VERSION, PINNED } from './pinned.ts'
import { requireEngine, thisPlatform } from './platform.ts'

export interface InstallOptions {
  /** Where engines are kept; by default `unloop/engines` in the user's cache folder. */
  readonly folder?: string
  /** Called once before a download: it may take a while. */
  readonly onInstall?: (folder: string) => void
}

const MAX_OUTPUT = 2_000

/**
 * The folder of the embedded engine, installed there if it is missing. Rejects with a {@link StoreError} where there
 * is none for this platform or where it cannot be fetched.
 */
export async function ensureEngine(options: InstallOptions = {}): Promise<string> {
  const present = installedEngine(options.folder)
  if (present !== null) return present
  requireEngine()
  const folder = engineFolder(options.folder)
  options.onInstall?.(folder)
  mkdirSync(dirname(folder), { recursive: true })
  const staging = mkdtempSync(`${folder}-`)
  try {
    writeFileSync(join(staging, 'package.json'), JSON.stringify(manifest()))
    writeFileSync(join(staging, 'package-lock.json'), JSON.stringify(lockfile()))
    await npmCi(staging)
    publish(staging, folder)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
  return folder
}

/** The folder of the engine if it is installed, else null. */
export function installedEngine(base?: string): string | null {
  const folder = engineFolder(base)
  return existsSync(join(folder, 'node_modules', 'chdb', 'package.json')) ? folder : null
}

function engineFolder(base = join(cacheFolder(), 'unloop', 'engines')): string {
  return join(base, `chdb-${ENGINE_VERSION}-${thisPlatform()}`)
}

function cacheFolder(): string {
  const named = process.env['XDG_CACHE_HOME']
  if (named !== undefined && named !== '') return named
  return process.platform === 'darwin'
    ? join(homedir(), 'Library', 'Caches')
    : join(homedir(), '.cache')
}

// One rename: whoever looks sees the whole engine or none. Another process may have been first.
function publish(staging: string, folder: string): void {
  try {
    renameSync(staging, folder)
  } catch (cause) {
    if (!existsSync(folder)) throw cause
  }
}

function manifest(): object {
  return { name: 'unloop-engine', private: true, version: '0.0.0', dependencies: dependencies() }
}

function lockfile(): object {
  const packages = chosen().map(({ name, version, integrity }) => [
    `node_modules/${name}`,
    { version, integrity },
  ])
  const root = { name: 'unloop-engine', version: '0.0.0', dependencies: dependencies() }
  return {
    name: 'unloop-engine',
    version: '0.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': root, ...Object.fromEntries(packages) },
  }
}

function dependencies(): Record<string, string> {
  return Object.fromEntries(chosen().map(({ name, version }) => [name, version]))
}

function chosen() {
  const platform = thisPlatform()
  return PINNED.filter((one) => one.platform === undefined || one.platform === platform)
}

function npmCi(folder: string): Promise<void> {
  const args = [
    'ci',
    '--ignore-scripts',
    '--omit=peer',
    '--omit=optional',
    '--no-audit',
    '--no-fund',
  ]
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-MAX_OUTPUT)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (cause) => reject(notInstalled('npm could not be started', cause)))
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(notInstalled(lastWords(output) || `npm ended with ${code}`))
    })
  })
}

function lastWords(output: string): string {
  return output
    .split('\n')
    .filter((line) => line.includes('error') && !line.includes('complete log'))
    .slice(0, 3)
    .map((line) => line.replace(/^npm (error|ERR!) /, ''))
    .join('; ')
}

function notInstalled(why: string, cause?: unknown): StoreError {
  return new StoreError(
    'engine',
    `The embedded store's engine (chdb ${ENGINE_VERSION}) could not be installed: ${why}. ` +
      'Try again with a registry in reach, or name a ClickHouse server with --store http://HOST:8123.',
    { cause },
  )
}
