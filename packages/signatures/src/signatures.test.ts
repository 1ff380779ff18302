import { describe, expect, it } from 'vitest'
import { cleanText } from '../../engine/src/logs/clean.ts'
import { FAMILIES, SIGNATURES } from './index.ts'
import { requiredLiterals } from '../../engine/src/scanner/literals.ts'
import type { Signature } from '../../engine/src/scanner/signature.ts'

const examplesOf = (signature: Signature): readonly string[] =>
  typeof signature.example === 'string' ? [signature.example] : signature.example

const groupsOf = (pattern: RegExp): ReadonlySet<string> =>
  new Set([...pattern.source.matchAll(/\(\?<([A-Za-z]\w*)>/g)].map((match) => match[1] ?? ''))

const placeholdersOf = (text: string): readonly string[] =>
  [...text.matchAll(/(?<!\$)\{(\w+)\}/g)].map((match) => match[1] ?? '')

/** What a fix may take beside the groups of its pattern. */
const OF_THE_INCIDENT = new Set(['namespace', 'workload', 'pod', 'container'])

/**
 * Pairs of signatures that both claim a line as fatal under different causes, with the reason why both stay.
 * Key: the example's signature, a space, the other one.
 */
const AMBIGUOUS: ReadonlySet<string> = new Set<string>([])

describe.each(SIGNATURES.map((signature) => [signature.id, signature] as const))(
  '%s',
  (_, signature) => {
    it('matches its examples as the scanner sees them', () => {
      for (const example of examplesOf(signature)) {
        expect(cleanText(example)).toMatch(signature.pattern)
      }
    })

    it('can be looked for by a literal', () => {
      expect(requiredLiterals(signature.pattern)).not.toBeNull()
    })

    it('fills its texts from its own groups', () => {
      const groups = groupsOf(signature.pattern)
      for (const name of placeholdersOf(`${signature.title} ${signature.explain ?? ''}`)) {
        expect(groups).toContain(name)
      }
      const fix = [signature.fix?.title ?? '', ...(signature.fix?.commands ?? [])].join(' ')
      for (const name of placeholdersOf(fix)) {
        expect([...groups, ...OF_THE_INCIDENT]).toContain(name)
      }
      expect(signature.title).not.toMatch(/\.$/)
    })
  },
)

describe('all signatures', () => {
  it('have ids of their own, <program>/<what>', () => {
    const ids = SIGNATURES.map((signature) => signature.id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    expect(ids.filter((id) => !/^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/.test(id))).toEqual([])
  })

  it('have patterns without flags that keep state', () => {
    expect(SIGNATURES.filter(({ pattern }) => pattern.global || pattern.sticky)).toEqual([])
  })

  it('name their programs', () => {
    expect(FAMILIES.filter((family) => family.programs.length === 0)).toEqual([])
  })

  it("do not claim another family's line as fatal for another cause", () => {
    const conflicts: string[] = []
    for (const family of FAMILIES) {
      for (const own of family.signatures) {
        for (const example of examplesOf(own)) conflicts.push(...rivals(own, cleanText(example)))
      }
    }
    expect(conflicts).toEqual([])
  }, 60_000)
})

const FATAL = SIGNATURES.filter((signature) => signature.strength === 'fatal').map((signature) => ({
  signature,
  literals: requiredLiterals(signature.pattern) ?? [''],
}))

function rivals(own: Signature, text: string): readonly string[] {
  if (own.strength === 'hint') return []
  const lower = text.toLowerCase()
  return FATAL.filter(({ literals }) => literals.some((literal) => lower.includes(literal)))
    .map(({ signature }) => signature)
    .filter(
      (other) =>
        other.cause !== own.cause &&
        other.id.split('/')[0] !== own.id.split('/')[0] &&
        other.pattern.test(text) &&
        !AMBIGUOUS.has(`${own.id} ${other.id}`),
    )
    .map((other) => `${own.id} (${own.cause}) ${other.id} (${other.cause}): ${text.slice(0, 120)}`)
}
