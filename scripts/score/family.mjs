import { diagnose } from '../../packages/engine/src/index.ts'
import { textModelOf } from '../../packages/engine/src/reader/index.ts'
import { KNOWLEDGE } from '../../packages/signatures/src/knowledge.ts'
import { samplesOf } from '../reader/samples.mjs'
import { train } from '../reader/train.mjs'
import { written } from '../reader/written.mjs'
import { snapshotOf } from './cases.mjs'
import { judgeCase } from './judge.mjs'

const FOLDS = 4

/**
 * Judges each case once more without the family that led its answer: all signatures of that program, or all rules of that
 * cause (structural ones, words, traces). The second reader is trained anew without the examples of the family and without
 * the cases that it led.
 */
export function familyLeftOut(cases, rows, root) {
  const led = new Map(rows.map(({ name, full }) => [name, familiesOf(full)]))
  const models = modelsOf(root, led)
  return cases.flatMap((one, index) => {
    if (rows[index].full.negative) return []
    const families = led.get(one.name)
    const knowledge = { ...KNOWLEDGE, textModel: models[foldOf(families[0] ?? one.name)] }
    const without = new Set(families.map((family) => `${family}/*`))
    const report = diagnose(snapshotOf(one), { generatedAt: GENERATED_AT, knowledge, without })
    return [{ name: one.name, set: one.set, ...judgeCase(one, report) }]
  })
}

const GENERATED_AT = '2026-01-01T00:00:00Z'

/** That nothing decides is no family. */
const familiesOf = ({ rules = [] }) =>
  rules.map((rule) => rule.split('/')[0]).filter((family) => family !== 'unknown')

function modelsOf(root, led) {
  const samples = samplesOf(root)
  const causes = [...new Set(samples.map(({ cause }) => cause))].sort()
  const groupsOf = ({ family, knownTo = [] }) => [led.get(family)?.[0] ?? family, ...knownTo]
  return Array.from({ length: FOLDS }, (_, fold) => {
    const rest = samples.filter((one) => groupsOf(one).every((group) => foldOf(group) !== fold))
    return textModelOf(written(train(rest, causes)))
  })
}

/** FNV-1a, so that the folds never change with the order of cases. */
function foldOf(name) {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++)
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0
  return hash % FOLDS
}
