// False alarms in made-up clusters with recorded crashes among their pods:
//   npm run clusters -- [--seeds N] [--from S] [--only LAYOUT] [--all] [--strict]
import { parseArgs } from 'node:util'
import { recordedCrashes } from '../test/clusters/plants.ts'
import { LAYOUTS } from '../test/clusters/render.ts'
import { tryOut } from '../test/clusters/trial.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    all: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
  },
})
const from = Number(values.from)
const crashes = recordedCrashes()
const sum = (list, of) => list.reduce((total, one) => total + of(one), 0)

for (const layout of LAYOUTS.filter(({ name }) => name.includes(values.only))) {
  const trials = Array.from({ length: Number(values.seeds) }, (_, index) =>
    tryOut({ seed: from + index, layout, crashes }),
  )
  const alarms = trials.flatMap(({ falseAlarms, seed }) =>
    falseAlarms.map((one) => `${seed}: ${one}`),
  )
  const lost = trials.flatMap((trial) => trial.lost.map((one) => `${trial.seed}: ${one}`))
  console.log(
    `${layout.name}: ${trials.length} clusters, ${sum(trials, ({ pods }) => pods)} pods: ${alarms.length} false incidents; crashes found ${sum(trials, ({ found }) => found)} of ${sum(trials, ({ planted }) => planted)}, alone ${sum(trials, ({ foundAlone }) => foundAlone)}`,
  )
  for (const line of alarms.slice(0, values.all ? Infinity : 10)) console.log(`  false: ${line}`)
  for (const line of lost) console.log(`  lost: ${line}`)
  if (values.strict && alarms.length + lost.length > 0) process.exitCode = 1
}
