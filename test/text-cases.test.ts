import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diagnose, logsWanted } from '@unloop/engine'
import { snapshotFromEntries } from '@unloop/formats'
import { expect, test } from 'vitest'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'

/** Small texts for kinds of fault in reading: how many incidents, and what the first one says. */
interface Expected {
  readonly incidents?: number
  readonly first?: { readonly cause: readonly string[]; readonly exitCode?: number }
  readonly why: string
}

const ROOT = fileURLToPath(new URL('text-cases', import.meta.url))

const filesOf = (name: string): readonly string[] =>
  readdirSync(join(ROOT, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expect.json')
    .map((entry) => join(entry.parentPath, entry.name))

test.each(readdirSync(ROOT))('%s', (name) => {
  const expected = JSON.parse(readFileSync(join(ROOT, name, 'expect.json'), 'utf8')) as Expected
  const entries = filesOf(name).map((path) => {
    const text = readFileSync(path, 'utf8')
    return { path: path.slice(ROOT.length + name.length + 2), size: text.length, text: () => text }
  })
  const snapshot = snapshotFromEntries(entries, name, logsWanted)
  const options = { generatedAt: '2026-11-30T00:00:00Z', knowledge: KNOWLEDGE }
  const { incidents } = diagnose(snapshot, options)
  if (expected.incidents !== undefined)
    expect(incidents.length, expected.why).toBe(expected.incidents)
  if (expected.first === undefined) return
  expect(expected.first.cause, expected.why).toContain(incidents[0]?.causes[0]?.id)
  if (expected.first.exitCode !== undefined)
    expect(incidents[0]?.state.exitCode).toBe(expected.first.exitCode)
})
