import type { CaseFile } from '../case/case-file.ts'
import { noSurgeFix } from '../fixes/no-surge.ts'
import { patchFix, podPatch } from '../fixes/patch.ts'
import type { Fix, Patch } from '../report/report.ts'
import { saidWords, type Correction } from './correction.ts'

const ANTI = /didn't (?:match|satisfy) pod anti-affinity/
const WITH = /didn't (?:match|satisfy) pod affinity/
const SPREAD = /didn't (?:match|satisfy) pod topology spread/
const PORTS = /didn't have free ports/

/** Where no node takes a pod for what runs there already, by the words of the scheduler's plugins (kube-scheduler). */
export const podSpread: Correction = (file, lead) => {
  if (lead.rule !== 'readiness-gate/unschedulable') return []
  const said = saidWords(file, lead)
  return [
    ...(ANTI.test(said) || PORTS.test(said) ? inPlace(file) : []),
    ...(ANTI.test(said) ? preferred(file, 'podAntiAffinity') : []),
    ...(WITH.test(said) ? preferred(file, 'podAffinity') : []),
    ...(SPREAD.test(said) ? anyway(file) : []),
  ]
}

/** The pod of the revision before holds the place that the new one needs: it goes first (apps/v1, `maxSurge`). */
const inPlace = (file: CaseFile): readonly Fix[] => {
  const { inventory, failing } = file
  const { workload, namespace, pod } = failing
  const own = pod?.pod.metadata.ownerReferences?.[0]?.name
  const older = inventory
    .podsOf(namespace, workload.name)
    .some(
      ({ pod: other }) =>
        other.metadata.ownerReferences?.[0]?.name !== own && other.status?.phase === 'Running',
    )
  if (workload.kind !== 'Deployment' || !older) return []
  return [noSurgeFix(file, 'the old one holds the place on the node that the new one needs')]
}

const NAMES = {
  podAntiAffinity: 'apart from the pods that its anti-affinity names',
  podAffinity: 'beside the pods that its affinity names',
} as const

/** What was demanded is preferred: with enough nodes the outcome is the same (core/v1, WeightedPodAffinityTerm). */
const preferred = (file: CaseFile, field: keyof typeof NAMES): readonly Fix[] => {
  const {
    requiredDuringSchedulingIgnoredDuringExecution: required = [],
    preferredDuringSchedulingIgnoredDuringExecution: wished = [],
  } = file.podSpec?.affinity?.[field] ?? {}
  if (required.length === 0) return []
  const terms = required.map((podAffinityTerm) => ({ weight: 100, podAffinityTerm }))
  const patch = podPatch(file, {
    affinity: {
      [field]: {
        requiredDuringSchedulingIgnoredDuringExecution: null,
        preferredDuringSchedulingIgnoredDuringExecution: [...wished, ...terms],
      },
    },
  })
  const isRepelled = field === 'podAntiAffinity' && file.failing.workload.kind === 'Deployment'
  return [
    patchFix(file, {
      id: 'readiness-gate/preferred',
      title: `Prefer to place it ${NAMES[field]} instead of demanding it, which no node can give (more nodes would, too)${isRepelled ? '; its old pods, which demand it still, end first' : ''}`,
      patch: isRepelled && patch ? oldFirst(patch) : patch,
      risk: 'medium',
    }),
  ]
}

/** Running pods keep away what their own term names, so that they make room for the new ones together. */
const oldFirst = (patch: Patch): Patch => {
  const { spec } = patch.body as { readonly spec: object }
  const rollingUpdate = { maxSurge: 0, maxUnavailable: '100%' }
  return {
    ...patch,
    body: { spec: { ...spec, strategy: { type: 'RollingUpdate', rollingUpdate } } },
  }
}

const anyway = (file: CaseFile): readonly Fix[] => {
  const hard = (file.podSpec?.topologySpreadConstraints ?? []).filter(
    ({ whenUnsatisfiable }) => whenUnsatisfiable !== 'ScheduleAnyway',
  )
  if (hard.length === 0) return []
  return [
    patchFix(file, {
      id: 'readiness-gate/spread',
      title: `Spread its pods by ${hard.map(({ topologyKey }) => topologyKey).join(' and ')} where that can be, and place them all the same where it can't (ScheduleAnyway)`,
      patch: podPatch(file, {
        topologySpreadConstraints: hard.map(({ topologyKey }) => ({
          topologyKey,
          whenUnsatisfiable: 'ScheduleAnyway',
        })),
      }),
      risk: 'medium',
    }),
  ]
}
