import { inPods, type Check, type Found } from '../check.ts'
import { fieldsOf, listOf, numberOf, wordOf, type Fields } from '../fields.ts'
import { isTemplated } from '../placeholder.ts'
import type { Workload } from '../workload.ts'

/** What validation says of a constraint (core validation, validateTopologySpreadConstraints); null where it takes it. */
function spreadRefusal(
  constraint: Fields,
): { readonly field: string; readonly says: string } | null {
  const { maxSkew, minDomains, topologyKey, whenUnsatisfiable } = constraint
  if (typeof maxSkew !== 'number' || maxSkew < 1)
    return {
      field: 'maxSkew',
      says: `Invalid value: ${numberOf(maxSkew) ?? 0}: must be greater than zero`,
    }
  if (wordOf(topologyKey) === '')
    return { field: 'topologyKey', says: 'Required value: can not be empty' }
  if (whenUnsatisfiable !== 'DoNotSchedule' && whenUnsatisfiable !== 'ScheduleAnyway')
    return {
      field: 'whenUnsatisfiable',
      says: `Unsupported value: ${JSON.stringify(wordOf(whenUnsatisfiable))}: supported values: "DoNotSchedule", "ScheduleAnyway"`,
    }
  if (typeof minDomains !== 'number') return null
  if (minDomains < 1)
    return { field: 'minDomains', says: `Invalid value: ${minDomains}: must be greater than zero` }
  return whenUnsatisfiable === 'ScheduleAnyway'
    ? {
        field: 'minDomains',
        says: `Invalid value: ${minDomains}: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway`,
      }
    : null
}

/** A selector that is left out matches nothing (apimachinery, metav1.LabelSelectorAsSelector). */
const spread = (workload: Workload): readonly Found[] =>
  listOf(workload.spec['topologySpreadConstraints']).flatMap((each, index): readonly Found[] => {
    const constraint = fieldsOf(each)
    const path = [...workload.path, 'topologySpreadConstraints', index]
    if (isTemplated(JSON.stringify(each) ?? '')) return []
    const refusal = spreadRefusal(constraint)
    if (refusal !== null) {
      const place = constraint[refusal.field] === undefined ? path : [...path, refusal.field]
      return [
        {
          path: place,
          message: `The constraint is not valid: ${refusal.field}: ${refusal.says}.`,
          refusal: { field: [...path, refusal.field], says: refusal.says },
          severity: 'refused',
        },
      ]
    }
    return constraint['labelSelector'] === undefined
      ? [{ path, message: 'Without a labelSelector the constraint counts no pods.' }]
      : []
  })

export const TOPOLOGY_SPREAD_CHECKS: readonly Check[] = [
  {
    code: 'topology-spread-invalid',
    severity: 'may-crash',
    title: 'A topology spread constraint is not valid',
    happens: 'The API server refuses the object, or the constraint does nothing.',
    fix: 'State maxSkew, topologyKey, whenUnsatisfiable and labelSelector.',
    aliases: ['kube-score/pod-topology-spread-constraints'],
    find: inPods(spread),
  },
]
