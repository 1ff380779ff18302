import { expect, test } from 'vitest'
import type { Signature } from './signature.ts'
import { readLines } from '../logs/read.ts'
import { createScanner } from './scan.ts'

const signature = (id: string, pattern: RegExp, more: Partial<Signature> = {}): Signature => ({
  id,
  cause: 'app-config-invalid',
  pattern,
  strength: 'fatal',
  title: id,
  example: '',
  source: 'test',
  ...more,
})

const SIGNATURES = [
  signature('nginx/directive', /\[emerg\].*unknown directive "(?<setting>[^"]+)" in (?<file>\S+)/),
  signature('net/refused', /dial tcp (?<host>[\d.]+):(?<port>\d+): connect: connection refused/),
  signature('node/module', /Cannot find module '(?<module>[^']+)'/),
  signature('kubelet/volume', /MountVolume\.SetUp failed for volume "(?<name>[^"]+)"/, {
    in: ['event'],
  }),
  signature('short', /\bx509: /),
  signature('any', /^\d+$/),
]
const scanner = createScanner(SIGNATURES)
const stream = (text: string) => ({ text, origin: { source: 'a.log' } })
const ids = (text: string) =>
  scanner.scanText(stream(text)).map((match) => `${match.signature.id}:${match.line.number}`)

test('finds lines with their facts, in any transport', () => {
  const text = [
    '2026-11-21T00:24:20.995309470Z starting',
    '2026-11-21T00:24:20.995309471Z 2026/11/21 00:24:20 [emerg] 1#1: unknown directive "gzip_statics" in /etc/nginx/nginx.conf:19',
  ].join('\n')
  const [match] = scanner.scanText(stream(text))
  expect(match?.facts).toEqual({ setting: 'gzip_statics', file: '/etc/nginx/nginx.conf:19' })
  expect(match?.line.number).toBe(2)
  expect(match?.line.raw.startsWith('2026/11/21 00:24:20 [emerg]')).toBe(true)
  expect(match?.line.text.slice(match.index)).toBe(match?.matched)
  const lines = readLines(stream(text))
  const [same] = scanner.scan(lines)
  expect(same?.line).toBe(lines[1])
  expect(same?.facts).toEqual(match?.facts)
})

test('matches what JSON escapes', () => {
  expect(
    ids(String.raw`{"level":"error","msg":"[emerg] x: unknown directive \"a\" in /f:1"}`),
  ).toEqual(['nginx/directive:1'])
})

test('ignores case as the pattern says, finds on each line, passes non-ASCII text', () => {
  const text =
    "ошибка 🚫\nError: Cannot find module 'dotenv'\n接続 dial tcp 10.0.0.1:5432: connect: connection refused"
  expect(ids(text)).toEqual(['node/module:2', 'net/refused:3'])
})

test('a signature for events is not tried on logs', () => {
  const line = 'MountVolume.SetUp failed for volume "tls" : secret "x" not found'
  expect(scanner.scan(readLines(stream(line)), 'log')).toEqual([])
  expect(scanner.scan(readLines(stream(line)), 'event')[0]?.facts).toEqual({ name: 'tls' })
})

test('a pattern without a literal is tried on the last lines only', () => {
  expect(scanner.unanchored).toEqual(['any'])
  expect(ids('first\n12345')).toEqual(['any:2'])
})

test('keeps the first three and the last twenty of what repeats', () => {
  const text = Array.from(
    { length: 30_000 },
    (_, i) => `${i} dial tcp 10.0.0.1:${1000 + i}: connect: connection refused`,
  ).join('\n')
  const matches = scanner.scanText(stream(text))
  expect(matches.length).toBeLessThanOrEqual(23)
  expect(matches.slice(0, 2).map((match) => match.line.number)).toEqual([1, 2])
  expect(matches.at(-1)?.line.number).toBe(30_000)
})

test('finds the one line in the middle of much noise, with its true number', () => {
  const noise = Array.from(
    { length: 40_000 },
    (_, i) => `${i} GET /healthz 200 dial tcp 10.0.0.1:1: connect: connection refused`,
  )
  noise[20_001] = "Error: Cannot find module 'express'"
  const matches = scanner.scanText(stream(noise.join('\n')))
  expect(matches.find((match) => match.signature.id === 'node/module')?.line.number).toBe(20_002)
})

test('finds a literal deep inside a huge line and shows it', () => {
  const text = `${'a'.repeat(600_000)} Cannot find module 'deep' ${'b'.repeat(500_000)}\nend`
  const [match] = scanner.scanText(stream(text))
  expect(match?.facts).toEqual({ module: 'deep' })
  expect(match?.line.text.length).toBeLessThan(4096)
  expect(match?.line.text.slice(match.index, match.index + 6)).toBe('Cannot')
})

test('agrees with trying each pattern on each line', () => {
  let state = 42
  const next = (n: number) =>
    ((state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) >> 8) % n
  const pieces = [
    '[emerg] ',
    'unknown directive "x" in /f ',
    'dial tcp 1.2.3.4:5: connect: ',
    'connection refused',
    '\n',
    'é',
    'x509: ',
    "Cannot find module 'm'",
    ' ',
    'CANNOT',
    '🚫',
  ]
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: next(60) }, () => pieces[next(pieces.length)]).join('')
    const lines = readLines(stream(text))
    const expected = lines.flatMap((line) =>
      SIGNATURES.slice(0, 5)
        .filter((one) => one.in === undefined && one.pattern.test(line.text))
        .map((one) => `${one.id}:${line.number}`),
    )
    const found = ids(text).filter((id) => !id.startsWith('any'))
    expect(found.sort()).toEqual(expected.sort())
    expect(
      scanner
        .scan(lines)
        .map((match) => `${match.signature.id}:${match.line.number}`)
        .filter((id) => !id.startsWith('any'))
        .sort(),
    ).toEqual(expected.sort())
  }
})

test('does not fall for an answer in place of a log', () => {
  expect(ids("unable to retrieve container logs for containerd://Cannot find module 'x'")).toEqual(
    [],
  )
})

test('many signatures with like words do not hide each other', () => {
  const many = Array.from({ length: 1500 }, (_, i) =>
    signature(
      `many/${i}`,
      new RegExp(`unable to load in-cluster configuration ${i} of the kubernetes client`),
    ),
  )
  const crowded = createScanner(many)
  for (const i of [0, 700, 1499]) {
    const text = `x\nunable to load in-cluster configuration ${i} of the kubernetes client`
    expect(crowded.scanText(stream(text)).map((match) => match.signature.id)).toEqual([`many/${i}`])
  }
})
