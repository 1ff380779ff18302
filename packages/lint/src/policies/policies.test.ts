import { describe, expect, it } from 'vitest'
import { CHECK_CODES, CHECK_GROUPS, checkFacts, TEXT_PROBLEM_FACTS } from '../catalogue.ts'
import { policies, inexpressibleChecks } from './policies.ts'
import { CEL_RULES } from './rules.data.ts'
import { INEXPRESSIBLE, INEXPRESSIBLE_BY_GROUP } from './inexpressible.data.ts'

const OPTIONS = { deny: null, practice: true, only: [], disabled: [], exempt: ['kube-system'] }

interface Made {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly validationActions?: readonly string[]
    readonly validations?: readonly { readonly expression: string; readonly message: string }[]
  }
}

const made = (options: Partial<Parameters<typeof policies>[0]> = {}) =>
  policies({ ...OPTIONS, ...options }) as unknown as readonly Made[]

const validations = (all: readonly Made[]) => all.flatMap(({ spec }) => spec.validations ?? [])

describe('policies', () => {
  it('express checks of the catalogue, each once for a severity', () => {
    const keys = CEL_RULES.map(({ code, severity }) => `${code} ${severity ?? ''}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { code } of CEL_RULES) expect(CHECK_CODES, code).toContain(code)
  })

  it('name a reason for every check that they do not express', () => {
    const expressed = new Set(CEL_RULES.map(({ code }) => code))
    const files = new Set(TEXT_PROBLEM_FACTS.map(({ code }) => code))
    const open = new Set(inexpressibleChecks().map(({ code }) => code))
    for (const code of CHECK_CODES)
      expect(expressed.has(code) || open.has(code) || files.has(code), code).toBe(true)
    for (const code of Object.keys(INEXPRESSIBLE)) {
      expect(checkFacts(code)?.code).toBe(code)
      expect(expressed.has(code), code).toBe(false)
    }
    for (const group of Object.keys(INEXPRESSIBLE_BY_GROUP))
      expect(CHECK_GROUPS).toHaveProperty([group])
  })

  it('are whole expressions', () => {
    for (const { expression, message } of validations(made())) {
      expect(expression).not.toMatch(/\b(?:POD|OBJECT)\b|undefined|\[object/)
      const bare = expression.replace(/r'[^']*'|'[^']*'/g, '')
      for (const [open, close] of ['()', '[]', '{}'].map((pair) => pair.split('')))
        expect(bare.split(open ?? '').length, expression).toBe(bare.split(close ?? '').length)
      expect(message.length).toBeLessThanOrEqual(256)
    }
  })

  it('warn, or refuse from a severity on', () => {
    const actions = (all: readonly Made[]) =>
      all.flatMap(({ spec }) => spec.validationActions?.slice(0, 1) ?? [])
    expect(actions(made())).toEqual(['Warn', 'Warn', 'Warn'])
    expect(actions(made({ deny: 'will-crash' }))).toEqual(['Deny', 'Warn', 'Warn'])
    expect(actions(made({ deny: 'may-crash', practice: false }))).toEqual(['Deny', 'Deny'])
  })

  it('take the checks that are wanted', () => {
    expect(validations(made({ only: ['cmd-one-string'] }))).toHaveLength(1)
    const all = validations(made()).length
    expect(validations(made({ disabled: ['cmd-one-string'] }))).toHaveLength(all - 1)
  })
})
