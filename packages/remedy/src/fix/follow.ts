import type { KubeObject } from '@unloop/engine/evidence'
import type { Fix, Incident, Patch, Report } from '@unloop/engine/report'
import type { ClusterApi } from '@unloop/sources'
import { readObject } from '../cluster/objects.ts'
import { applyPatch } from '../patch/apply-patch.ts'
import { guardedDiff, statedFields } from '../patch/inverse.ts'
import type { Json } from '../patch/value.ts'
import { isApplicable } from '@unloop/engine/phrases'
import { decisivePattern } from '../proof/decisive.ts'
import type { Choice } from './choose.ts'

/**
 * A try that did its part and showed the next obstacle: the line that decided is another one now. The next try makes both
 * changes; null where the same line came again, or the new diagnosis has no plan of its own.
 */
export async function followUp(
  api: ClusterApi,
  { incident, fix }: Choice,
  now: Report | null,
): Promise<Choice | null> {
  const next = now?.incidents.find(
    ({ namespace, workload }) =>
      namespace === incident.namespace &&
      workload.kind === incident.workload.kind &&
      workload.name === incident.workload.name,
  )
  if (!next || isSameObstacle(incident, next) || !fix.patch) return null
  const found = next.fixes.find(
    (each) =>
      isApplicable(each) &&
      each.patch !== null &&
      !each.temporary &&
      each.risk !== 'high' &&
      (each.asks ?? []).length === 0 &&
      JSON.stringify(each.patch) !== JSON.stringify(fix.patch),
  )
  return found ? { incident: next, fix: await both(api, fix, found) } : null
}

const isSameObstacle = (before: Incident, now: Incident): boolean => {
  const [was, is] = [decisivePattern(before), decisivePattern(now)]
  if (was === null || is === null) return before.causes[0]?.id === now.causes[0]?.id
  return was === is
}

const both = async (api: ClusterApi, first: Fix, second: Fix): Promise<Fix> => {
  const create = [...(first.create ?? []), ...(second.create ?? [])]
  const whole: Fix = {
    ...second,
    title: `${second.title}; and as before: ${first.title}`,
    also: [...(first.also ?? []), ...(second.also ?? [])],
    ...(create.length > 0 ? { create } : {}),
  }
  const [one, two] = [first.patch, second.patch]
  if (one === null || two === null) return whole
  const object = isSameTarget(one, two) ? await readObject(api, two.target) : null
  const merged = object === null ? null : mergedPatch(object, [one, two])
  return merged
    ? { ...whole, patch: merged }
    : { ...whole, also: [...(whole.also ?? []), one], patch: two }
}

const isSameTarget = (a: Patch, b: Patch): boolean =>
  a.target.kind === b.target.kind &&
  a.target.name === b.target.name &&
  a.target.namespace === b.target.namespace

/** Two patches of one object as one, so that it is changed once. */
const mergedPatch = (object: KubeObject, patches: readonly Patch[]): Patch | null => {
  let after = object
  for (const patch of patches) {
    const result = applyPatch(after, patch)
    if (result.kind === 'misfit') return null
    after = result.object
  }
  const body = guardedDiff(statedFields(object) as Json, statedFields(after) as Json)
  const [first] = patches
  return first ? { target: first.target, type: 'json', body } : null
}
