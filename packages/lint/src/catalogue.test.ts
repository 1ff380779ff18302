import { describe, expect, it } from 'vitest'
import { CHECK_CODES, checkFacts, CHECKS } from './catalogue.ts'

describe('the catalogue of checks', () => {
  it('has each code once, in words and dashes', () => {
    expect(new Set(CHECK_CODES).size).toBe(CHECK_CODES.length)
    const codes = CHECKS.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of CHECK_CODES) expect(code).toMatch(/^[a-z][a-z\d]*(?:-[a-z\d]+)+$/)
  })

  it('says what each finds, what happens, and the fix', () => {
    for (const code of CHECK_CODES) {
      const facts = checkFacts(code)
      expect(facts?.title, code).toMatch(/[^.]$/)
      expect(facts?.happens, code).toMatch(/[.…)]$/)
      expect(facts?.fix, code).toMatch(/\.$/)
    }
  })

  it("is found by other tools' identifiers", () => {
    expect(checkFacts('CONTAINERS_MISSING_MEMORY_LIMIT_KEY')?.code).toBe('memory-limit-missing')
    expect(checkFacts('kube-linter/dangling-service')?.code).toBe('service-selects-nothing')
    expect(checkFacts('no-such-check')).toBeNull()
  })
})
