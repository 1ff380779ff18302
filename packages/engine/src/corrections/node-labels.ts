import type { CaseFile } from '../case/case-file.ts'
import { nearestName } from '../causes/shared/nearest.ts'
import type { NodeRequirement, NodeTerm } from '../evidence/kube.ts'
import { patchFix, podPatch } from '../fixes/patch.ts'
import type { Fix } from '../report/report.ts'
import { saidWords, type Correction } from './correction.ts'

type Labels = Readonly<Record<string, string>>
type Pair = readonly [string, string]

const NO_SUCH_NODE =
  /didn't match Pod's node affinity(?:\/selector)?|node\(s\) didn't match node selector/

/**
 * Labels that the pod demands and no node has: the nearest that a node does have, where that makes one fit; else the demand is
 * dropped, as nothing else in reach lets the pod start.
 */
export const nodeLabels: Correction = (file, lead) => {
  if (lead.rule !== 'readiness-gate/unschedulable' || !NO_SUCH_NODE.test(saidWords(file, lead)))
    return []
  const nodes = file.inventory.all('Node').map(({ object }) => object.metadata.labels ?? {})
  return [...selectorFixes(file, nodes), ...affinityFixes(file, nodes)]
}

const selectorFixes = (file: CaseFile, nodes: readonly Labels[]): readonly Fix[] => {
  const pairs = Object.entries(file.podSpec?.nodeSelector ?? {})
  const wrong = pairs.filter(([key, value]) => !nodes.some((labels) => labels[key] === value))
  if (wrong.length === 0) return []
  const right = wrong.flatMap(([key, value]): readonly Pair[] => {
    const found = nearestLabel(nodes, key, value)
    return found === null ? [] : [found]
  })
  const rest = pairs.filter((pair) => !wrong.includes(pair))
  const fits = nodes.some((labels) =>
    [...rest, ...right].every(([key, value]) => labels[key] === value),
  )
  const said = words(wrong)
  const gone = Object.fromEntries(wrong.map(([key]) => [key, null]))
  return right.length === wrong.length && fits
    ? [
        patchFix(file, {
          id: 'readiness-gate/node-label',
          title: `Ask for nodes with ${words(right)}, the nearest label that one has, instead of ${said}, which none has`,
          patch: podPatch(file, { nodeSelector: { ...gone, ...Object.fromEntries(right) } }),
        }),
      ]
    : [
        patchFix(file, {
          id: 'readiness-gate/node-selector',
          title: `Let any node take it: no node has ${said} (or label one so)`,
          risk: 'medium',
          patch: podPatch(file, {
            nodeSelector: rest.length > 0 && nodes.length > 0 ? gone : null,
          }),
        }),
      ]
}

const words = (pairs: readonly Pair[]): string =>
  pairs.map(([key, value]) => `${key}=${value}`).join(', ')

/** Another value of the same key, or the same value under nearly that key. */
const nearestLabel = (nodes: readonly Labels[], key: string, value: string): Pair | null => {
  const values = nodes.flatMap((labels) => labels[key] ?? [])
  const other = nearestName(value, values)
  if (other !== null) return [key, other]
  const keys = nodes.flatMap((labels) =>
    Object.entries(labels).flatMap(([name, each]) => (each === value ? [name] : [])),
  )
  const named = values.length > 0 ? null : nearestName(key, keys)
  return named === null ? null : [named, value]
}

const affinityFixes = (file: CaseFile, nodes: readonly Labels[]): readonly Fix[] => {
  const terms =
    file.podSpec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms ?? []
  if (terms.length === 0 || nodes.some((labels) => terms.some((term) => fitsTerm(labels, term))))
    return []
  const corrected = terms.map((term) => correctedTerm(nodes, term))
  const fits = nodes.some((labels) => corrected.some((term) => fitsTerm(labels, term)))
  const said = terms
    .flatMap(({ matchExpressions = [] }) => matchExpressions.map(asWords))
    .join(', ')
  const required = fits ? { nodeSelectorTerms: corrected } : null
  const right = corrected.flatMap(({ matchExpressions = [] }) => matchExpressions.map(asWords))
  return [
    patchFix(file, {
      id: fits ? 'readiness-gate/affinity-label' : 'readiness-gate/node-affinity',
      title: fits
        ? `Ask for nodes with ${right.join(', ')}, the nearest label that one has, instead of ${said}`
        : `Let any node take it: none fits the required node affinity ${said} (or label one so)`,
      risk: fits ? 'low' : 'medium',
      patch: podPatch(file, {
        affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
      }),
    }),
  ]
}

const asWords = ({ key = '', operator = '', values = [] }: NodeRequirement): string =>
  operator === 'In' ? `${key}=${values.join('|')}` : [key, operator, ...values].join(' ')

const correctedTerm = (nodes: readonly Labels[], term: NodeTerm): NodeTerm => ({
  ...term,
  matchExpressions: (term.matchExpressions ?? []).map((one) => {
    const { key = '', operator, values = [] } = one
    if (operator !== 'In' || nodes.some((labels) => fits(labels, one))) return one
    const [name, value] = nearestLabel(nodes, key, values[0] ?? '') ?? []
    return name === undefined ? one : { key: name, operator, values: [value ?? ''] }
  }),
})

const fitsTerm = (labels: Labels, { matchExpressions = [], matchFields }: NodeTerm): boolean =>
  matchFields === undefined && matchExpressions.every((one) => fits(labels, one))

/** Operators of core/v1 NodeSelectorRequirement; Gt and Lt compare whole numbers. */
const fits = (labels: Labels, { key = '', operator, values = [] }: NodeRequirement): boolean => {
  const has = labels[key]
  switch (operator) {
    case 'In':
      return has !== undefined && values.includes(has)
    case 'NotIn':
      return has === undefined || !values.includes(has)
    case 'Exists':
      return has !== undefined
    case 'DoesNotExist':
      return has === undefined
    case 'Gt':
      return Number(has) > Number(values[0])
    case 'Lt':
      return Number(has) < Number(values[0])
    default:
      return false
  }
}
