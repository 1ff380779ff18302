// Scores a folder of cases that nobody has looked at, once, and writes the answers into test/blind/ledger.json.
//   npm run blind -- ROUND FOLDER [FOLDER …]
//   npm run blind -- --fit        counts how often each kind of answer was right, for the engine's confidences, and writes the
//                                 rounds into README.md and docs/accuracy.md
// A case is blind for the commit before anyone looked at it: one that stands in the ledger is refused, and so is a changed tree.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { diagnose } from '../packages/engine/src/index.ts'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'
import { root } from './lib/workspace.mjs'
import { fitHitRates } from './score/hit-rates.mjs'
import { caseAt, snapshotOf } from './score/cases.mjs'
import { judgeCase, summarise } from './score/judge.mjs'
import { writeBlindRounds } from './score/tables.mjs'

const LEDGER = join(root, 'test', 'blind', 'ledger.json')
const [round, ...folders] = process.argv.slice(2)
if (round === '--fit') {
  fitHitRates(root, readLedger())
  await writeBlindRounds(root)
  process.exit(0)
}
if (!round || folders.length === 0) fail('usage: npm run blind -- ROUND FOLDER [FOLDER …]')
const changed = git('status', '--porcelain', '--', 'packages').trim()
if (changed !== '') fail('packages/ holds uncommitted changes: a blind round belongs to a commit.')

const ledger = readLedger()
const known = new Set(ledger.rounds.flatMap(({ cases }) => cases.map(({ name }) => name)))
const cases = folders.flatMap((folder) =>
  existsSync(join(folder, 'label.json'))
    ? [caseAt(folder, 'blind')]
    : readdirSync(folder)
        .sort()
        .filter((name) => existsSync(join(folder, name, 'label.json')))
        .map((name) => caseAt(join(folder, name), 'blind')),
)
// The same cases once more, where no rule has been changed since: for what the ledger did not hold before.
const again = round.endsWith(' again')
const seen = again ? [] : cases.filter(({ path }) => known.has(basename(path)))
if (seen.length > 0)
  fail(`${seen.map(({ name }) => name).join(', ')}: scored before, so no longer blind.`)

const rows = cases.map((one) => {
  const snapshot = snapshotOf(one)
  const report = diagnose(snapshot, { generatedAt: '2026-01-01T00:00:00Z', knowledge: KNOWLEDGE })
  return { one, judged: judgeCase(one, report) }
})
const figures = summarise(rows.map(({ judged }) => judged))
ledger.rounds.push({
  round,
  date: new Date().toISOString().slice(0, 10),
  commit: git('rev-parse', '--short', 'HEAD').trim(),
  figures,
  cases: rows.map(({ one, judged }) => ({
    name: one.name,
    want: one.label.category,
    got: judged.got,
    right: judged.right,
    ...(judged.negative
      ? {}
      : { ...(judged.named ? { cited: judged.cited } : {}), answers: judged.confidences }),
  })),
})
writeFileSync(LEDGER, `${JSON.stringify(ledger, null, 1)}\n`)
const percent = ({ part, of }) => (of ? `${part}/${of} = ${((100 * part) / of).toFixed(0)} %` : '–')
console.log(
  `${round}: right ${percent(figures.top1)}, decisive line ${percent(figures.cited)}, ` +
    `said ≥ 0.8 and wrong ${percent(figures.confidentlyWrong)}, false alarms ${percent(figures.falseAlarms)}, ECE ${figures.ece?.toFixed(3)}`,
)

function readLedger() {
  return existsSync(LEDGER) ? JSON.parse(readFileSync(LEDGER, 'utf8')) : { rounds: [] }
}

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' })
}

function fail(message) {
  console.error(message)
  process.exit(2)
}
