// Runs the test scripts of Prometheus (*.test) in a folder: npm run promqltest -- DIR. The last line is a sum in JSON.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runScript } from '@unloop/promql/testscript'

const folder = process.argv[2]
if (!folder) {
  console.error('Name a folder with test scripts: npm run promqltest -- DIR')
  process.exit(2)
}

const total = { passed: 0, failed: 0, skipped: 0 }
for (const name of scripts(folder)) {
  const outcomes = await runScript(readFileSync(join(folder, name), 'utf8'))
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const { line, query, problem, experimental } of outcomes) {
    const outcome = outcomeOf(problem, experimental)
    sum[outcome]++
    total[outcome]++
    if (problem !== undefined) console.log(`${name}:${line} ${outcome}: ${query}\n    ${problem}`)
  }
  console.log(`${name}: ${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
}
console.log(JSON.stringify(total))
process.exitCode = total.failed === 0 ? 0 : 1

function scripts(path) {
  return readdirSync(path, { recursive: true })
    .filter((name) => name.endsWith('.test'))
    .sort()
}

/** What Prometheus keeps behind a flag is run, too; where that fails it counts as skipped. */
function outcomeOf(problem, experimental) {
  if (problem === undefined) return 'passed'
  return experimental ? 'skipped' : 'failed'
}
