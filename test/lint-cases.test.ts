import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { lint, setsOf, Beside, type LintFinding } from '@unloop/lint'
import { readManifests } from '@unloop/formats'
import { describe, expect, it } from 'vitest'

const cases = new URL('./lint/cases/', import.meta.url)

interface Expected {
  readonly will?: number
  readonly may?: number
  readonly refused?: number
  /** A part of the path of the findings counted. */
  readonly field?: string
  readonly why: string
}

/** As the command line does: each set of files on its own. */
function lintFolder(name: string): readonly LintFinding[] {
  const folder = new URL(`${name}/`, cases)
  const files = readdirSync(folder)
    .filter((each) => each.endsWith('.yaml'))
    .map((each) => ({
      file: basename(each),
      ...readManifests(readFileSync(new URL(each, folder), 'utf8'), each),
    }))
  const sets = setsOf(files)
  const beside = new Beside(files.flatMap(({ manifests }) => manifests))
  return sets.flatMap(
    (set) =>
      lint({
        manifests: set.flatMap(({ manifests }) => manifests),
        problems: set.flatMap(({ problems }) => problems),
        ...(sets.length > 1 ? { beside } : {}),
      }).findings,
  )
}

const SEVERITIES = { will: 'will-crash', may: 'may-crash', refused: 'refused' } as const

describe('lint cases', () => {
  for (const name of readdirSync(cases)) {
    const expected = JSON.parse(
      readFileSync(new URL(`${name}/expect.json`, cases), 'utf8'),
    ) as Expected
    it(`${name}: ${expected.why}`, () => {
      const findings = lintFolder(name)
      for (const [key, severity] of Object.entries(SEVERITIES)) {
        const count = expected[key as keyof typeof SEVERITIES]
        if (count === undefined) continue
        const told = findings.filter((each) => each.severity === severity)
        expect(told.map(({ code, message }) => `${code}: ${message}`)).toHaveLength(count)
        if (expected.field !== undefined && count > 0)
          expect(told.map(({ path }) => path).join(' ')).toContain(expected.field)
      }
    })
  }
})
