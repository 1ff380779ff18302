import type { Finding } from '../case/finding.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { STAYS_UP } from './commands.ts'
import { containerPatch, objectPatch, patchFix } from './patch.ts'

/** Ways to buy time inside the cluster: none mends the cause, and each is meant to be taken back. */
export function mitigations(file: CaseFile, lead: Finding, fixes: readonly Fix[]): readonly Fix[] {
  if (file.failing.kind !== 'crash-loop') return []
  const probe = withoutProbe(file, lead)
  const isMendable = fixes.some(
    ({ id, patch, create = [], temporary }) =>
      !temporary && (patch !== null || create.length > 0 || id === 'rollout-undo'),
  )
  // What is not known may be over with the next start: nothing is scaled away for it.
  return [...probe, ...(isMendable || lead.cause === 'unknown' ? [] : atRest(file))]
}

/** Without the probe the kubelet leaves the program alone, so that it can be looked at while it runs. */
const withoutProbe = (file: CaseFile, { cause }: Finding): readonly Fix[] => {
  const kind =
    cause === 'startup-probe' ||
    (cause === 'cpu-starved-startup' && file.terminatedBy === 'startup')
      ? 'startup'
      : cause === 'liveness-probe' || cause === 'cpu-starved-startup'
        ? 'liveness'
        : null
  if (kind === null || !file.failing.spec?.[`${kind}Probe`]) return []
  return [
    patchFix(file, {
      id: `${kind}-probe/pause`,
      title: `For now only: take the ${kind} probe off, so that the program stays up and can be looked at`,
      patch: containerPatch(file, { [`${kind}Probe`]: null }),
      risk: 'medium',
      temporary: true,
      verify:
        'The restart count stays level. A program that hangs is not restarted meanwhile: put the probe back.',
    }),
  ]
}

/** Where nothing of it serves anyway, it can rest: no more load on what it calls, no more alerts. */
const atRest = (file: CaseFile): readonly Fix[] => {
  const { workload, namespace } = file.failing
  const target = { kind: workload.kind, namespace, name: workload.name }
  if (workload.kind === 'CronJob')
    return [
      patchFix(file, {
        id: 'rest/suspend',
        title: `For now only: suspend CronJob ${workload.name}, so that no further run fails`,
        patch: objectPatch(target, { spec: { suspend: true } }),
        risk: 'medium',
        temporary: true,
        verify: 'No new Job is started.',
      }),
    ]
  if ((workload.kind !== 'Deployment' && workload.kind !== 'StatefulSet') || serves(file)) return []
  return [
    patchFix(file, {
      id: 'rest/scale-to-zero',
      title: `For now only: scale ${workload.kind} ${workload.name} to zero; none of its pods serves`,
      patch: objectPatch(target, { spec: { replicas: 0 } }),
      risk: 'medium',
      temporary: true,
      verify: STAYS_UP,
    }),
  ]
}

const serves = ({ inventory, failing: { namespace, workload } }: CaseFile): boolean =>
  inventory
    .podsOf(namespace, workload.name)
    .some(
      ({ pod }) =>
        pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') &&
        inventory.workloadOf(pod).kind === workload.kind,
    )
