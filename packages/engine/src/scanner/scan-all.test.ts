import { describe, expect, it } from 'vitest'
import { SIGNATURES } from '../../../signatures/src/index.ts'
import type { Signature } from './signature.ts'
import { toLine } from '../logs/read.ts'
import { createScanner } from './scan.ts'

const scanner = createScanner(SIGNATURES)
const stream = (text: string) => ({ text, origin: { source: 'a.log' } })

/** Each example with the place that its signature is for; some read over several lines. */
const EXAMPLES = SIGNATURES.flatMap((signature) =>
  [signature.example].flat().map((text) => ({ signature, text })),
)
const inLogs = ({ in: places = ['log', 'status'] }: Signature): boolean => places.includes('log')
const LOGGED = EXAMPLES.filter(
  ({ signature, text }) =>
    inLogs(signature) && !scanner.unanchored.includes(signature.id) && !text.includes('\n'),
)

const ORDINARY = [
  (i: number) =>
    `2026-11-21T00:12:${10 + (i % 50)}Z INFO request completed path=/api/items/${i} status=200`,
  (i: number) =>
    `10.1.2.${i % 250} - - [21/Nov/2026:00:45:09 +0000] "GET /static/${i}.js HTTP/1.1" 200 512`,
  (i: number) => `{"level":"info","msg":"basket recalculated","id":${i},"took":${i % 40}}`,
  (i: number) =>
    `W1121 00:12:01.000000       1 cache.go:88] slow read of item ${i}, retrying: connection reset`,
  (i: number) => `[worker-${i % 8}] DEBUG failed to read from cache, using database for ${i}`,
]

const random = (seed: number) => {
  let state = seed
  return (n: number): number =>
    (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) % n
}

const shuffled = <T>(list: readonly T[], next: (n: number) => number): readonly T[] => {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const k = next(i + 1)
    const [a, b] = [copy[i] as T, copy[k] as T]
    copy[i] = b
    copy[k] = a
  }
  return copy
}

const ordinary = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) =>
    (ORDINARY[i % ORDINARY.length] as (typeof ORDINARY)[0])(i),
  )

/** The signatures of the examples that the scanner did not find among other lines. */
const missedIn = (chosen: typeof LOGGED, lines: number, before = ''): readonly string[] => {
  const next = random(7)
  const mixed = shuffled(
    [...chosen.map(({ text }) => text), ...ordinary(lines - chosen.length)],
    next,
  )
  const found = new Set(
    scanner
      .scanText(stream(`${before}${mixed.join('\n')}\n`), 'log')
      .map((match) => match.signature.id),
  )
  return chosen.flatMap(({ signature }) => (found.has(signature.id) ? [] : [signature.id]))
}

const chunks = (size: number): readonly (typeof LOGGED)[] => {
  const mixed = shuffled(LOGGED, random(3))
  return Array.from({ length: Math.ceil(mixed.length / size) }, (_, i) =>
    mixed.slice(i * size, (i + 1) * size),
  )
}

describe('the scanner of all signatures', () => {
  it('finds each example by itself', () => {
    const missed = EXAMPLES.flatMap(({ signature, text }) => {
      const where = signature.in?.[0] ?? 'log'
      const matches = scanner.scan([toLine(text)], where)
      const alone = signature.pattern.test(text.replaceAll('\n', ' '))
      return !alone || matches.some((match) => match.signature.id === signature.id)
        ? []
        : [signature.id]
    })
    expect(missed).toEqual([])
  })

  it('finds all examples in logs of 2,000 lines', () => {
    expect(chunks(150).flatMap((chunk) => missedIn(chunk, 2_000))).toEqual([])
  })

  it('finds them at the end of a long log', () => {
    const before = `${ordinary(12_000).join('\n')}\n`
    expect(chunks(150).flatMap((chunk) => missedIn(chunk, 2_000, before))).toEqual([])
  })

  it('finds each of a few in a short log', () => {
    expect(chunks(12).flatMap((chunk) => missedIn(chunk, 120))).toEqual([])
  })
})
