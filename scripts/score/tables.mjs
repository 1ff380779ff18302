import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePage } from '../lib/write-page.mjs'
import { summarise } from './judge.mjs'

const START = '<!-- score:start -->'
const END = '<!-- score:end -->'

/** Writes the figures between the markers of the README, and the table per cause into docs/accuracy.md. */
export const writeTables = async (rows, stripped, root) => {
  await replaceIn(join(root, 'README.md'), summaryTable(rows))
  const page = `# Accuracy\n\nMeasured by \`npm run score\` on the recorded and pasted cases below \`test/\`. "Left out" switches off every signature that was made from the case at hand.\n\n${summaryTable(rows)}\n\n${strippedTable(stripped)}\n\n${causeTable(rows)}\n\n${calibrationTable(rows)}\n\n${wrongTable(rows)}\n`
  await writePage(join(root, 'docs/accuracy.md'), page)
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

const summaryTable = (rows) => {
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
  const wrong = rows.filter(({ full }) => !full.right || (!full.negative && !full.cited))
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
