// Writes the files that are made from tables in the sources; with --check it only says which of them are out of date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFiles } from '../packages/cli/src/generate.ts'
import { root } from './lib/workspace.mjs'
import { formatted } from './lib/write-page.mjs'

const isCheck = process.argv.includes('--check')
const outdated = []

for (const [name, raw] of Object.entries(generatedFiles())) {
  const path = join(root, name)
  const text = /\.(?:md|json)$/.test(path) ? await formatted(path, raw) : raw
  if (text === current(path)) continue
  outdated.push(name)
  if (isCheck) continue
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

if (isCheck && outdated.length > 0) {
  console.error(`Out of date: ${outdated.join(', ')}. Run npm run generate and commit the result.`)
  process.exitCode = 1
}

function current(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
