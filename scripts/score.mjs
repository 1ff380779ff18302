// Scores the engine on the project's labelled cases, with and without the signatures that were made from each case.
//   npm run score [-- --only PREFIX] [--set corpus|threads|cases] [--sample N] [--write] [--json FILE] [--no-family]
// A sample is every Nth case: --sample 6 takes a minute, and its figures tell a direction.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { diagnose } from '../packages/engine/src/index.ts'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'
import { casesIn, snapshotOf } from './score/cases.mjs'
import { judgeCase, summarise } from './score/judge.mjs'
import { familyLeftOut } from './score/family.mjs'
import { ownSignatures } from './score/own.mjs'
import { STRIPPED } from './score/strip.mjs'
import { writeTables } from './score/tables.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const argv = process.argv.slice(2)
const option = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined)
const only = option('--only') ?? ''
const set = option('--set')
const generatedAt = '2026-01-01T00:00:00Z'

const sample = Number(option('--sample') ?? 1)
const cases = casesIn(root)
  .filter((one) => one.name.startsWith(only) && (!set || one.set === set))
  .filter((_, index) => index % sample === 0)
const rows = []
const stripped = []
for (const one of cases) {
  const snapshot = snapshotOf(one)
  const own = ownSignatures(one.name, snapshot)
  const without = new Set(own.map(({ id }) => id))
  const full = diagnose(snapshot, { generatedAt, knowledge: KNOWLEDGE })
  const leftOut =
    own.length > 0 ? diagnose(snapshot, { generatedAt, knowledge: KNOWLEDGE, without }) : full
  rows.push({
    name: one.name,
    set: one.set,
    category: one.label.category,
    full: judgeCase(one, full),
    leftOut: judgeCase(one, leftOut),
  })
  if (one.kind === 'dump' && one.set !== 'threads' && !rows.at(-1).full.negative)
    for (const [what, strip] of Object.entries(STRIPPED)) {
      const rest = strip(snapshot)
      const report = diagnose(rest, { generatedAt, knowledge: KNOWLEDGE, without })
      stripped.push({ what, ...judgeCase(one, report) })
    }
  for (const [mode, row] of [
    ['', rows.at(-1).full],
    ['left out: ', rows.at(-1).leftOut],
  ])
    if (only !== '' && row.right)
      console.log(
        `${mode}right ${one.name} got ${row.got}${row.cited ? ', by its decisive line' : ''}`,
      )
    else if (!row.right || (row.named && !row.cited))
      console.log(
        `${mode}${row.right ? 'uncited' : 'WRONG'} ${one.name} want ${one.label.category} got ${row.got}`,
      )
}

const percent = ({ part, of, share }) =>
  of ? `${part}/${of} ${(100 * share).toFixed(1)}%` : 'none'
const print = (title, chosen) => {
  if (chosen.length === 0) return
  const s = summarise(chosen)
  const number = (value) => (value === null ? 'none' : value.toFixed(3))
  console.log(
    `${title}: top-1 ${percent(s.top1)} · cited ${percent(s.cited)} · false alarms ${percent(s.falseAlarms)} · victims ${percent(s.victims)} · ` +
      `confidently wrong ${percent(s.confidentlyWrong)} · extra ${s.extra} · false links ${s.falseLinks} · Brier ${number(s.brier)} (constant ${number(s.brierOfConstant)}) · ECE ${number(s.ece)}`,
  )
}
for (const name of [...new Set(rows.map((row) => row.set))]) {
  const chosen = rows.filter((row) => row.set === name)
  print(
    name,
    chosen.map((row) => row.full),
  )
  print(
    `${name}, leave-one-out`,
    chosen.map((row) => row.leftOut),
  )
}
for (const what of Object.keys(STRIPPED))
  print(
    `stripped, ${what}`,
    stripped.filter((row) => row.what === what),
  )
const family = argv.includes('--no-family') ? [] : familyLeftOut(cases, rows, root)
for (const name of [...new Set(family.map((row) => row.set))])
  print(
    `${name}, family left out`,
    family.filter((row) => row.set === name),
  )
if (family.length > 0) print('all, family left out', family)
if (argv.includes('--write')) await writeTables({ rows, stripped, family }, root)
const json = option('--json')
if (json)
  writeFileSync(
    json,
    JSON.stringify(
      { rows: rows.map(({ name, full, leftOut }) => ({ name, full, leftOut })), family },
      null,
      1,
    ),
  )
