// Reads lines of programs that the model has never seen a line of: what it knows of wordings, not of programs.
//   node scripts/held-out.mjs [--wrong]
import { readFileSync } from 'node:fs'
import { textModelOf } from '../packages/engine/src/reader/index.ts'
import { readText } from '../packages/engine/src/reader/text-model.ts'
import { TEXT_MODEL } from '../packages/signatures/src/text-model.data.ts'

/** A row a line: its cause, a tab, the line. They were labelled before any model read them, and are never trained on. */
const rows = readFileSync(new URL('reader/held-out.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((row) => row.split('\t'))
const model = textModelOf(TEXT_MODEL)
const SURE = 0.8

const read = rows.map(([cause, line]) => {
  const [first, second] = readText(model, line)
  const wanted = cause === 'no-failure' ? 'unknown' : cause
  return { line, wanted, first, second, right: first?.cause === wanted }
})
const share = (list, test) => `${list.filter(test).length} of ${list.length}`
const sure = read.filter(({ first }) => (first?.probability ?? 0) >= SURE)

console.log(`held out: ${share(read, ({ right }) => right)} lines read right`)
const isNear = (one) => one.right || one.second?.cause === one.wanted
console.log(`read right or second: ${share(read, isNear)}`)
console.log(`read with ${SURE} or more: ${share(sure, ({ right }) => right)} right`)
console.log(
  `no failure taken for one: ${share(
    read.filter(({ wanted }) => wanted === 'unknown'),
    ({ right }) => !right,
  )}`,
)
if (process.argv.includes('--wrong'))
  for (const { line, wanted, first } of read.filter(({ right }) => !right))
    console.log(`${wanted} read as ${first?.cause}: ${line}`)
