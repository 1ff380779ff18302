// Fits the reader's model on lines whose cause is known: examples of signatures, and decisive lines of the labelled cases.
//   npm run train
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/workspace.mjs'
import { samplesOf } from './reader/samples.mjs'
import { train } from './reader/train.mjs'
import { written } from './reader/written.mjs'

const samples = samplesOf(root)
const model = train(samples, [...new Set(samples.map(({ cause }) => cause))].sort())
const { causes, bias, scale, weights } = written(model)
const rows = weights.match(/.{1,4000}/g).map((row) => `    '${row}',`)
writeFileSync(
  join(root, 'packages/signatures/src/text-model.data.ts'),
  `import type { WrittenModel } from '@unloop/engine/reader'

/** Made by npm run train of ${samples.length} lines: change those, and run it again. */
export const TEXT_MODEL: WrittenModel = {
  causes: ${JSON.stringify(causes)},
  bias: ${JSON.stringify(bias)},
  scale: ${scale},
  weights: [
${rows.join('\n')}
  ].join(''),
}
`,
)
console.log(
  `${samples.length} lines, ${causes.length} causes, ${Math.round(weights.length / 1000)} kB`,
)
