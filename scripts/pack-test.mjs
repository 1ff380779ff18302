// Packs the command line, installs the tarball into an empty folder, and runs it under the oldest and the newest Node.js that
// it promises; under older ones it must say in one line what it needs. The Node.js versions come from the package `node`.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './lib/workspace.mjs'

const MAX_INSTALLED_BYTES = 6_000_000
const TAKEN = ['22.18.0', '24.9.0']
const REFUSED = ['16.20.2', '18.20.8', '22.17.1']
const DUMP = join(root, 'test', 'corpus', 'a27-nginx-unknown-directive', 'dump')

const folder = mkdtempSync(join(tmpdir(), 'unloop-pack-'))
let failures = 0
try {
  const tarball = pack()
  const program = install(tarball)
  for (const version of TAKEN) runsUnder(version, program)
  for (const version of REFUSED) refuses(version, program)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(
  failures === 0 ? 'pack test passed' : `pack test FAILED: ${failures} of its claims do not hold`,
)
process.exitCode = failures === 0 ? 0 : 1

function pack() {
  const { stdout } = must(
    'npm',
    ['pack', '--json', '--pack-destination', folder],
    join(root, 'packages', 'cli'),
  )
  const [{ filename }] = Object.values(JSON.parse(stdout.slice(stdout.search(/^[[{]/m))))
  return join(folder, filename)
}

/** Into a folder with nothing else in it; no script runs, nothing else is fetched. */
function install(tarball) {
  const place = join(folder, 'empty folder')
  mkdirSync(place)
  writeFileSync(join(place, 'package.json'), '{ "private": true }\n')
  must(
    'npm',
    ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball],
    place,
  )
  const modules = join(place, 'node_modules')
  const bytes = sizeOf(modules)
  const packages = readdirSync(modules).filter((name) => !name.startsWith('.'))
  claim(`nothing else is installed (${packages.join(', ')})`, packages.join() === 'unloop')
  claim(
    `it takes ${(bytes / 1e6).toFixed(1)} MB, and 6 are the limit`,
    bytes <= MAX_INSTALLED_BYTES,
  )
  for (const file of ['LICENSE', 'THIRD-PARTY-LICENSES', 'README.md'])
    claim(`${file} is there`, existsSync(join(modules, 'unloop', file)))
  for (const name of ['unloop', 'kubectl-unloop'])
    claim(`${name} is a program`, existsSync(join(modules, '.bin', name)))
  return join(modules, '.bin', 'unloop')
}

function runsUnder(version, program) {
  const node = nodeOf(version)
  const call = (...args) =>
    spawnSync(node, [program, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, HOME: folder, KUBECONFIG: '' },
    })
  claim(`${version}: unloop version`, call('version').stdout.includes(`Node.js v${version}`))
  const report = call('-f', DUMP, '-o', 'json')
  const incidents = report.status === 1 ? JSON.parse(report.stdout).incidents : []
  claim(
    `${version}: a dump is diagnosed`,
    incidents[0]?.workload.name === 'edge' && report.stderr === '',
  )
  for (const format of ['text', 'yaml', 'markdown', 'html'])
    claim(
      `${version}: the demo as ${format}`,
      call('demo', '-o', format).stdout.includes('rabbitmq'),
    )
  claim(
    `${version}: the demo where no cluster is configured`,
    call().stderr.includes('RECORDED DEMO'),
  )
  claim(
    `${version}: a cluster that is not there is an error`,
    call('--kubeconfig', unreachable()).status === 3,
  )
  withoutPlaces(version, program)
}

/** Homes that are missing, no folder, read only, or denied by the kernel: as slow as a first run, and the answer is the same. */
function withoutPlaces(version, program) {
  const odd = [
    '',
    '/',
    '/dev/null',
    '/proc/1',
    '/proc/self/fd',
    '/sys',
    join(folder, 'missing', 'home'),
  ]
  const places = [
    ...odd.flatMap((place) => [{ HOME: place }, { XDG_CACHE_HOME: place }]),
    { TMPDIR: '/proc/1' },
  ]
  const failed = places.filter((env) => {
    const { status, stdout } = spawnSync(nodeOf(version), [program, '-f', DUMP, '-o', 'json'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
      env: { PATH: process.env.PATH, ...env },
    })
    return status !== 1 || !stdout.includes('"edge"')
  })
  claim(
    `${version}: a dump is diagnosed whatever the home is ${failed.map((env) => JSON.stringify(env)).join(' ')}`,
    failed.length === 0,
  )
}

function refuses(version, program) {
  const { status, stdout, stderr } = spawnSync(nodeOf(version), [program], { encoding: 'utf8' })
  const isOneLine = stderr.trim().split('\n').length === 1
  claim(
    `${version}: refused in one line: ${stderr.trim()}`,
    status === 2 && stdout === '' && isOneLine && stderr.includes('22.18'),
  )
}

function unreachable() {
  const path = join(folder, 'kubeconfig')
  const named = (name, kind, value) => [{ name, [kind]: value }]
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'x',
    contexts: named('x', 'context', { cluster: 'x', user: 'x' }),
    clusters: named('x', 'cluster', { server: 'http://127.0.0.1:9' }),
    users: named('x', 'user', { token: 'x' }),
  }
  writeFileSync(path, JSON.stringify(config))
  return path
}

/** One Node.js by its version, installed beside the package under test. */
function nodeOf(version) {
  const place = join(folder, `node-${version}`)
  const program = join(place, 'node_modules', 'node', 'bin', 'node')
  if (!existsSync(program)) {
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'package.json'), '{ "private": true }\n')
    must('npm', ['install', '--no-audit', '--no-fund', `node@${version}`], place)
  }
  return program
}

function must(command, args, cwd) {
  const result = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, npm_config_loglevel: 'error' },
  })
  if (result.status === 0) return result
  throw new Error(`${command} ${args.join(' ')} failed:\n${result.stderr || result.error}`)
}

function claim(what, holds) {
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`)
  if (!holds) failures++
}

function sizeOf(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
