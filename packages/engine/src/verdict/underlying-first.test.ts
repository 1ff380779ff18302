import { describe, expect, it } from 'vitest'
import { underlyingFirst } from './underlying-first.ts'
import type { Candidate } from './rank.ts'

const candidate = (
  cause: Candidate['cause'],
  { line, weight = 66, excerpt = 'x' }: { line: number; weight?: number; excerpt?: string },
): Candidate => ({
  cause,
  score: weight,
  support: [],
  lead: {
    cause,
    weight,
    rule: `test/${cause}`,
    title: cause,
    evidence: [{ kind: 'log', source: 'web.log', line, excerpt }],
    facts: {},
  },
})

const first = (...candidates: readonly Candidate[]): string | undefined =>
  underlyingFirst(candidates)[0]?.cause

describe('the deepest cause', () => {
  const unreachable = candidate('dependency-unreachable', { line: 20, weight: 84 })

  it('is the one just above that explains the first', () => {
    expect(first(unreachable, candidate('dns-failure', { line: 18 }))).toBe('dns-failure')
  })

  it('is one below where it is printed as the cause', () => {
    const excerpt = '  [cause]: Error: getaddrinfo ENOTFOUND db'
    expect(first(unreachable, candidate('dns-failure', { line: 25, excerpt }))).toBe('dns-failure')
    expect(first(unreachable, candidate('dns-failure', { line: 25 }))).toBe(
      'dependency-unreachable',
    )
  })

  it('is not one far above, a hint, or one that explains nothing', () => {
    expect(first(unreachable, candidate('dns-failure', { line: 2 }))).toBe('dependency-unreachable')
    expect(first(unreachable, candidate('dns-failure', { line: 18, weight: 30 }))).toBe(
      'dependency-unreachable',
    )
    expect(first(unreachable, candidate('oom-killed', { line: 18 }))).toBe('dependency-unreachable')
  })
})
