import { diffFields } from '../patch/diff.ts'
import { statedFields } from '../patch/inverse.ts'
import { objectDiff, type DiffLine } from '../patch/text-diff.ts'
import { ownersOf, type Owner } from './owner.ts'
import type { Step } from './steps.ts'

/** A step as people are shown it before it is done. */
export interface StepView {
  readonly op: Step['op']
  /** `Deployment shop/web`. */
  readonly object: string
  /** As the API server would take it; values of Secrets are not shown. */
  readonly diff: readonly DiffLine[]
  /** What the API server said at the trial. */
  readonly warnings: readonly string[]
  readonly owners: readonly Owner[]
}

/** The object of a step, what changes in it, and who writes it from elsewhere. */
export function stepView(step: Step): StepView {
  const object = step.op === 'create' ? step.object : step.before
  const { namespace, name } = object.metadata
  return {
    op: step.op,
    object: `${object.kind} ${namespace ? `${namespace}/` : ''}${name}`,
    diff: step.op === 'create' ? objectDiff(null, object) : objectDiff(step.before, step.after),
    warnings: step.warnings,
    owners: step.op === 'create' ? [] : ownersOf(step.before, changedIn(step)),
  }
}

/** Fields of the object itself that the step changes. */
function changedIn({
  before,
  after,
}: Exclude<Step, { op: 'create' }>): readonly (readonly string[])[] {
  return diffFields(statedFields(before), statedFields(after)).map(({ path }) => path)
}
