import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { COMMANDS } from '../packages/cli/src/options/table.ts'

/** A checkout that is set up, in which the program says by which way it was started. */
const folder = mkdtempSync(join(tmpdir(), 'unloop-launcher-'))
const checkout = join(folder, 'a checkout')
const built = join(checkout, 'dist', 'unloop')
const snapshot = join(built, 'startup-snapshot.blob')
const proof = join(built, 'startup-snapshot.proof')
const FLAGS = ['--max-semi-space-size=16', '--no-regexp-tier-up']

const says = (how: string): string =>
  `process.stdout.write(['${how}', ...process.argv.slice(2)].join('|')); process.exitCode = 7 * (process.argv[2] !== 'version')`

const write = (path: string, text: string): void => {
  const place = join(checkout, path)
  mkdirSync(join(place, '..'), { recursive: true })
  writeFileSync(place, text)
}

const start = (args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout, stderr } = spawnSync(join(checkout, 'unloop'), args, {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  })
  return { status, stdout, stderr }
}

const daysFromNow = (days: number): Date => new Date(Date.now() + days * 86_400_000)
const setTime = (path: string, days: number): void =>
  utimesSync(path, daysFromNow(days), daysFromNow(days))

beforeAll(() => {
  write('package-lock.json', '{}')
  write('node_modules/.unloop-lock', '{}')
  mkdirSync(join(checkout, 'node_modules', '.bin'))
  symlinkSync(process.execPath, join(checkout, 'node_modules', '.bin', 'node'))
  write('packages/engine/src/index.ts', '')
  write('packages/engine/package.json', '{}')
  for (const path of ['bin', 'demo'])
    mkdirSync(join(checkout, 'packages', 'cli', path), { recursive: true })
  write('scripts/bundle.mjs', '')
  write('scripts/lib/startup-snapshot.mjs', '')
  write('scripts/setup.mjs', "process.stderr.write('set up again\\n')")
  write('dist/unloop/bin/unloop.cjs', says('ordinary'))
  write('dist/unloop/lib/main.mjs', '')
  write('dist/built', '')
  write(
    'snapshot.cjs',
    `require('node:v8').startupSnapshot.setDeserializeMainFunction(() => { ${says('snapshot')} })`,
  )
  copyFileSync(join(import.meta.dirname, '..', 'unloop'), join(checkout, 'unloop'))
  chmodSync(join(checkout, 'unloop'), 0o755)
  execFileSync(process.execPath, [
    ...FLAGS,
    '--snapshot-blob',
    join(folder, 'startup-snapshot.blob'),
    '--build-snapshot',
    join(checkout, 'snapshot.cjs'),
  ])
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(() => {
  copyFileSync(join(folder, 'startup-snapshot.blob'), snapshot)
  setTime(join(checkout, 'dist', 'built'), 1)
  rmSync(proof, { force: true })
})

test('the program starts from the start-up snapshot, with its arguments and its exit status', () => {
  expect(start(['a b', '*', ''])).toEqual({ status: 7, stdout: 'snapshot|a b|*|', stderr: '' })
  const proven = readFileSync(proof, 'utf8')
  expect(start(['demo'])).toEqual({ status: 7, stdout: 'snapshot|demo', stderr: '' })
  expect(readFileSync(proof, 'utf8')).toBe(proven)
})

test('a start-up snapshot is proven again after a boot, and when it or Node changed', () => {
  start()
  const proven = readFileSync(proof, 'utf8')
  writeFileSync(proof, 'another boot\n')
  expect(start().stdout).toBe('snapshot')
  expect(readFileSync(proof, 'utf8')).toBe(proven)
  setTime(proof, -20_000)
  expect(start().stdout).toBe('snapshot')
  expect(Date.now() - statSync(proof).mtimeMs).toBeLessThan(60_000)
})

test('the start-up snapshot is for diagnoses, and the launcher knows all other commands', () => {
  const ways = Object.keys(COMMANDS).map((name) => [name, start([name]).stdout.split('|')[0]])
  const others = ways.filter(([, way]) => way === 'snapshot').map(([name]) => name)
  expect(others).toEqual(['diagnose', 'demo'])
})

test('without a start-up snapshot it starts as ever', () => {
  rmSync(snapshot)
  expect(start(['x'])).toEqual({ status: 7, stdout: 'ordinary|x', stderr: '' })
})

test.each([
  ['cut short', () => truncateSync(snapshot, 200_000)],
  ['empty', () => truncateSync(snapshot, 0)],
  ['something else', () => writeFileSync(snapshot, 'no snapshot at all')],
  [
    'made by another Node',
    () => {
      const bytes = readFileSync(snapshot)
      bytes.write('99', bytes.indexOf(process.versions.node))
      writeFileSync(snapshot, bytes)
    },
  ],
])('a start-up snapshot that is %s is given up without a word', (_, spoil) => {
  expect(start().stdout).toBe('snapshot')
  spoil()
  setTime(snapshot, 1)
  expect(start(['x'])).toEqual({ status: 7, stdout: 'ordinary|x', stderr: '' })
  expect(existsSync(snapshot)).toBe(false)
})

test("the user's own options of Node count", () => {
  const own = start([], { NODE_OPTIONS: '--max-old-space-size=512' })
  expect(own).toEqual({ status: 7, stdout: 'ordinary', stderr: '' })
})

test.each([
  ['packages/engine/src/causes/new.ts', 'set up again\n'],
  ['scripts/lib/startup-snapshot.mjs', 'set up again\n'],
  ['packages/engine/src/index.test.ts', ''],
])('a change of %s after the build', (path, told) => {
  write(path, '// changed')
  setTime(join(checkout, path), 2)
  expect(start().stderr).toBe(told)
  setTime(join(checkout, path), -1)
})

test('other dependencies are installed', () => {
  write('package-lock.json', '{"other":1}')
  expect(start().stderr).toBe('set up again\n')
  write('package-lock.json', '{}')
})
