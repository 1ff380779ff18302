import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePage } from '../lib/write-page.mjs'
import { summarise } from './judge.mjs'

const START = '<!-- score:start -->'
const END = '<!-- score:end -->'

/** Writes the figures between the markers of the README, and the page of all tables, those on unseen cases first. */
export const writeTables = async ({ rows, stripped, family }, root) => {
  await replaceIn(join(root, 'README.md'), latestRounds(root))
  const page = [
    '# Accuracy',
    '## Blind rounds',
    'Cases that nobody had looked at, each scored once, for the commit before anyone did (`npm run blind`, `test/blind/ledger.json`). Afterwards they are ordinary cases.',
    blindTable(root),
    '## All cases',
    'Measured by `npm run score` on the recorded and pasted cases below `test/`. "Family left out" takes away the whole family of rules that led each answer (all signatures of that program, or all structural rules, words and traces of that cause), and trains the second reader without their examples and without the cases that they led. "Left out" switches off every signature that was made from the case at hand.',
    summaryTable(rows, family),
    strippedTable(stripped),
    causeTable(rows),
    calibrationTable(rows),
    wrongTable(rows),
  ]
  await writePage(join(root, 'docs/accuracy.md'), `${page.join('\n\n')}\n`)
}

/** Puts the rounds of the ledger into both pages; the other tables are those of the last full score. */
export const writeBlindRounds = async (root) => {
  await replaceIn(join(root, 'README.md'), latestRounds(root))
  const path = join(root, 'docs/accuracy.md')
  const text = readFileSync(path, 'utf8')
  await writePage(
    path,
    text.replace(/^\| blind round .*(?:\n\|.*)*/m, () => blindTable(root)),
  )
}

/** What the README shows: older rounds are of older programs. */
const LATEST = 4

/** The last rounds, in the words of somebody who decides whether to trust the program. */
const latestRounds = (root) => {
  const lines = roundsOf(root)
    .slice(-LATEST)
    .map(
      ({ date, commit, figures }) =>
        `| ${date} (${commit}) | ${figures.cases} | ${percent(figures.top1)} | ${percent(figures.cited)} | ${percent(figures.confidentlyWrong)} | ${percent(figures.falseAlarms)} |`,
    )
  return [
    '| measured | reports | right cause first | with the decisive line | said with 80 % or more, and wrong | healthy ones called crashed |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

const roundsOf = (root) =>
  JSON.parse(readFileSync(join(root, 'test/blind/ledger.json'), 'utf8')).rounds.filter(
    ({ round }) => !round.endsWith(' again'),
  )

/** A round that was scored again for what the ledger did not hold before is the same round. */
const blindTable = (root) => {
  const lines = roundsOf(root).map(
    ({ round, date, commit, figures }) =>
      `| ${round} | ${date} | ${commit} | ${percent(figures.top1)} | ${percent(figures.cited)} | ${percent(figures.confidentlyWrong)} | ${number(figures.ece)} |`,
  )
  return [
    '| blind round | date | commit | top cause right | decisive line cited | sure (≥ 0.8) and wrong | ECE |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

const replaceIn = async (path, text) => {
  const page = readFileSync(path, 'utf8')
  const [head, rest] = page.split(START)
  if (rest === undefined) return
  await writePage(path, `${head}${START}\n\n${text}\n\n${END}${rest.split(END)[1] ?? ''}`)
}

const NAMES = { corpus: 'recorded crashes', threads: 'pasted threads', cases: 'further cases' }
const percent = ({ part, of, share }) =>
  of ? `${(100 * share).toFixed(1)} % (${part}/${of})` : '–'
const number = (value) => (value === null || Number.isNaN(value) ? '–' : value.toFixed(3))

const line = (name, rows) => {
  const s = summarise(rows)
  return `| ${name} | ${s.cases} | ${percent(s.top1)} | ${percent(s.cited)} | ${s.falseAlarms.of ? `${s.falseAlarms.part}/${s.falseAlarms.of}` : '–'} | ${percent(s.victims)} | ${percent(s.confidentlyWrong)} | ${s.falseLinks} | ${number(s.brier)} (${number(s.brierOfConstant)}) | ${number(s.ece)} |`
}

const summaryTable = (rows, family) => {
  const sets = [...new Set(rows.map(({ set }) => set))]
  const lines = sets.flatMap((set) => {
    const chosen = rows.filter((row) => row.set === set)
    return [
      line(
        NAMES[set] ?? set,
        chosen.map(({ full }) => full),
      ),
      line(
        `${NAMES[set] ?? set}, left out`,
        chosen.map(({ leftOut }) => leftOut),
      ),
      ...(family.length > 0
        ? [
            line(
              `${NAMES[set] ?? set}, family left out`,
              family.filter((row) => row.set === set),
            ),
          ]
        : []),
    ]
  })
  return [
    '| cases | number | top cause right | decisive line cited | false alarms | victims linked | sure (≥ 0.8) and wrong | false links | Brier (constant) | ECE |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

const strippedTable = (stripped) => {
  const lines = [...Map.groupBy(stripped, ({ what }) => what)].map(([what, own]) => {
    const s = summarise(own)
    return `| ${what} | ${s.cases} | ${percent(s.top1)} | ${percent(s.confidentlyWrong)} |`
  })
  return [
    '## Recorded crashes with evidence taken away (left out)',
    '',
    '| taken away | number | top cause right | sure (≥ 0.8) and wrong |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

const causeTable = (rows) => {
  const byCause = Map.groupBy(rows, ({ category }) => category)
  const lines = [...byCause]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cause, own]) => {
      const right = (mode) => own.filter((row) => row[mode].right).length
      return `| ${cause} | ${own.length} | ${right('full')} | ${right('leftOut')} |`
    })
  return [
    '## By cause',
    '',
    '| cause | cases | right | right, left out |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

const calibrationTable = (rows) => {
  const pairs = rows.flatMap(({ leftOut }) => leftOut.confidences ?? [])
  const bins = Map.groupBy(pairs, ({ p }) => Math.min(9, Math.floor(p * 10)))
  const lines = [...bins]
    .sort(([a], [b]) => a - b)
    .map(([bin, own]) => {
      const said = own.reduce((sum, { p }) => sum + p, 0) / own.length
      const was = own.filter(({ hit }) => hit).length / own.length
      return `| ${(bin / 10).toFixed(1)}–${((bin + 1) / 10).toFixed(1)} | ${own.length} | ${said.toFixed(2)} | ${was.toFixed(2)} |`
    })
  return [
    '## Calibration (left out)',
    '',
    '| confidence | cases | said on average | right |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

const wrongTable = (rows) => {
  const wrong = rows.filter(({ full }) => !full.right || (full.named && !full.cited))
  const lines = wrong.map(
    ({ name, category, full }) =>
      `| ${name} | ${category} | ${full.got} | ${full.right ? 'line not cited' : 'wrong'} |`,
  )
  return [
    '## What is wrong',
    '',
    '| case | label | answer | |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}
