// Writes what Go answers to each case as test data. Needs the program that main.go beside it builds.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../lib/workspace.mjs'
import { cases } from './cases.mjs'

const [, , program] = process.argv
if (program === undefined) {
  console.error('usage: goldens.mjs PROGRAM (built from scripts/oracle/gotemplate/main.go)')
  process.exit(2)
}
const input = cases.map((one) => JSON.stringify(one)).join('\n')
const { stdout } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 28 })
const answers = stdout
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

write('packages/gotemplate/src/testing/goldens.json', (one) => !one.mode.startsWith('alert'))
write('packages/alerting/src/testing/template-goldens.json', (one) => one.mode.startsWith('alert'))

function write(path, belongs) {
  const chosen = cases.map((one, index) => [one, answers[index]]).filter(([one]) => belongs(one))
  const lines = chosen.map(([{ mode, missingKey, text }, { out, err }]) =>
    JSON.stringify({ mode, ...(missingKey && { missingKey }), text, ...(err ? { err } : { out }) }),
  )
  const data = JSON.stringify(chosen[0][0].data)
  writeFileSync(join(root, path), `{"data":${data},"cases":[\n${lines.join(',\n')}\n]}\n`)
}
