// Fixes recorded cases on a running lab node and writes docs/lab-fix.md; a part of verify:lab that can be run alone.
//   node scripts/verify-lab-fix.mjs [--only PREFIX,…] [--scenarios [PREFIX] | --second | --third | --fourth] [--json FILE]
// Each part of the page is written by a whole run of that part alone: figures of several runs are never put together.
import { writeFileSync } from 'node:fs'
import { plain } from '../packages/cli/src/output/paint.ts'
import { fixText } from '../packages/cli/src/commands/fix/text.ts'
import { casesToFix, fixCases } from '../test/lab/fix.mjs'
import { fixKinds } from '../test/lab/fix-kinds.mjs'
import {
  fixSummary,
  scenarioSummary,
  writeFixPage,
  writeFourthPart,
  writeScenarioPart,
  writeSecondPart,
  writeThirdPart,
} from '../test/lab/fix-page.mjs'
import {
  playScenarios,
  readFourth,
  readScenarios,
  readSecond,
  readThird,
} from '../test/lab/fix-scenarios.mjs'
import { deleteAllMade, findLab, kubectl } from '../test/lab/lab.mjs'

const argv = process.argv.slice(2)
const valueOf = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined)
const only = valueOf('--only')

const lab = findLab()
if (lab === null || (await kubectl(lab, 'get', '--raw', '/readyz').catch(() => '')) !== 'ok') {
  console.error('verify-lab-fix needs a running lab node: see scripts/verify-lab.mjs.')
  process.exit(2)
}
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void deleteAllMade(lab).finally(() => process.exit(130)))

if (argv.includes('--second')) {
  await runScenarios(readSecond(), writeSecondPart)
  process.exit()
}
if (argv.includes('--third')) {
  await runScenarios(readThird(), writeThirdPart)
  process.exit()
}
if (argv.includes('--fourth')) {
  await runScenarios(readFourth(), writeFourthPart)
  process.exit()
}
if (argv.includes('--scenarios')) {
  const prefix = valueOf('--scenarios')
  const isWhole = prefix === undefined || prefix.startsWith('--')
  await runScenarios(readScenarios(isWhole ? '' : prefix), isWhole ? writeScenarioPart : null)
  process.exit()
}
const cases = casesToFix(lab, only)
const rows = await fixCases(lab, cases, (row) =>
  console.log(
    `${row.healthy && row.state === 'proven' ? 'ok    ' : row.exact ? 'back  ' : 'FAILED'} ${row.name} ${row.plan} ${row.state} ${row.seconds} s ${row.seen}`,
  ),
)
const { healthy, exact, isReached } = fixSummary(rows)
console.log(`healthy: ${healthy}; rolled back exactly: ${exact}`)
const kinds = only === undefined || only === 'kinds' ? await fixKinds(lab, showKind) : []
const json = valueOf('--json')
if (json) writeFileSync(json, JSON.stringify(rows, null, 1))
if (only === undefined) {
  const version = JSON.parse(await kubectl(lab, 'version', '-o', 'json')).serverVersion.gitVersion
  const shown = ['proven', 'not-proven'].flatMap(
    (state) => rows.find((row) => row.state === state && row.screen) ?? [],
  )
  const screens = shown.map(({ screen }) => fixText(screen, { width: 100, paint: plain }))
  await writeFixPage(rows, { version, screens, kinds })
}
process.exitCode = isReached && kinds.every(({ isRight }) => isRight) ? 0 : 1

function showKind({ name, plan, state, left, isRight }) {
  console.log(`${isRight ? 'ok    ' : 'FAILED'} ${name} ${plan} ${state} ${left.join('; ')}`)
}

async function runScenarios(scenarios, writePart) {
  const rows = await playScenarios(lab, scenarios, (row) =>
    console.log(
      `${row.works && row.state === 'proven' ? 'ok    ' : row.state === 'proven' ? 'FALSE ' : row.exact ? 'back  ' : 'FAILED'} ${row.name} ${row.taken} ${row.plan} ${row.state} tries ${row.tries} ${row.seconds ?? 0} s ${row.seen ?? ''}`,
    ),
  )
  const json = valueOf('--json')
  if (json) writeFileSync(json, JSON.stringify(rows, null, 1))
  const summary = scenarioSummary(rows)
  console.log(
    `healed and proven: ${summary.healed}; rolled back exactly: ${summary.exact}; false proofs: ${summary.falseProofs}`,
  )
  const version = JSON.parse(await kubectl(lab, 'version', '-o', 'json')).serverVersion.gitVersion
  await writePart?.(rows, version)
  process.exitCode = summary.isReached ? 0 : 1
}
