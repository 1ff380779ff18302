import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cellsOf } from '../../packages/engine/src/verdict/basis.ts'

/** Counts the answers of all blind rounds by their cells, and writes them as the engine reads them. */
export function fitHitRates(root, { rounds }) {
  const cases = rounds
    .filter(({ round }) => !round.endsWith(' again'))
    .flatMap(({ cases }) => cases)
  const undecided = cases.filter(({ got }) => got.startsWith('unknown@'))
  const answers = rounds
    .flatMap(({ cases }) => cases)
    .flatMap(({ answers = [] }) => answers)
    .filter(({ basis }) => basis !== undefined)
  const counts = new Map([['all', [0, 0]]])
  for (const { basis, hit } of answers)
    for (const cell of ['all', ...cellsOf(basis)]) {
      const [right, of] = counts.get(cell) ?? [0, 0]
      counts.set(cell, [right + Number(hit), of + 1])
    }
  counts.set('unknown', [undecided.filter(({ right }) => right).length, undecided.length])
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([cell, [right, of]]) => `  ${/^\w+$/.test(cell) ? cell : `'${cell}'`}: [${right}, ${of}],`,
    )
  writeFileSync(
    join(root, 'packages/engine/src/verdict/hit-rates.data.ts'),
    `/** Made by npm run blind -- --fit of the rounds in test/blind/ledger.json: right answers and all answers of each cell. */
export const HIT_RATES: Readonly<Record<string, readonly [right: number, of: number]>> = {
${rows.join('\n')}
}
`,
  )
  console.log(`${answers.length} blind answers in ${rows.length} cells`)
}
