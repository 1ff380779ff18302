import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lint, type LintFinding } from '@unloop/lint'
import { readManifests } from '@unloop/formats'
import { applyEdits, editDiff } from '@unloop/remedy'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('./lint/', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.ya?ml$/.test(name),
)

const findings = (text: string): readonly LintFinding[] => {
  const { manifests, problems } = readManifests(text, 'f')
  return lint({ manifests, problems, options: { practice: true } }).findings
}
const key = ({ code, object, path }: LintFinding): string => `${code} ${object} ${path}`

describe('corrections of every fixture of lint', () => {
  it('make the findings go away, whatever the line ends, and touch few lines', () => {
    let made = 0
    for (const [number, name] of files.entries()) {
      const eol = number % 2 === 0 ? '\n' : '\r\n'
      const text = readFileSync(join(folder, name), 'utf8').replace(/\r?\n/g, eol)
      const wanted = findings(text).flatMap(({ edits, line, ...rest }) =>
        edits === undefined ? [] : [{ edits, line, key: key({ ...rest, line }) }],
      )
      if (wanted.length === 0) continue
      const { text: after, refused } = applyEdits(text, wanted)
      const left = new Set(findings(after).map(key))
      for (const [index, each] of wanted.entries())
        if (!refused.has(index)) {
          made++
          expect(left.has(each.key), `${name}: ${each.key}`).toBe(false)
        }
      const changes = editDiff({ path: name, before: text, after }).filter(
        ({ sign }) => sign !== ' ',
      )
      expect(changes.length, name).toBeLessThanOrEqual(wanted.length * 4)
      if (eol === '\r\n') expect(after.replaceAll('\r\n', ''), name).not.toContain('\n')
    }
    expect(made).toBeGreaterThan(25)
  })
})
