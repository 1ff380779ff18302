import { sh, type Command } from '../commands/sh.ts'
import { changeOf } from '../changes/change.ts'
import { millis } from '../evidence/time.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix, Patch } from '../report/report.ts'

/** The words `-n shop`, or none where the namespace is not known (a paste). */
export function inNamespace(namespace: string): readonly string[] {
  return namespace ? ['-n', namespace] : []
}

/** `kubectl get pod web-1 -n shop`: the words quoted, the namespace of the failing container added. */
export function kubectl(file: CaseFile, ...words: readonly string[]): Command {
  // What follows `--` is the command inside the container.
  const end = words.includes('--') ? words.indexOf('--') : words.length
  return sh`kubectl ${[...words.slice(0, end), ...inNamespace(file.failing.namespace), ...words.slice(end)]}`
}

/** The words of `kubectl logs` for the run that crashed. */
export function previousLog(file: CaseFile): readonly string[] {
  return ['logs', file.podName || file.target, ...inContainer(file), '--previous']
}

/** A command run inside the failing container. */
export function execCommand(file: CaseFile, ...words: readonly string[]): Command {
  return kubectl(file, 'exec', file.podName, ...inContainer(file), '--', ...words)
}

/** The option that names the failing container; none where its name is not known: kubectl takes the only one, or all. */
export function inContainer(
  { failing }: CaseFile,
  flag: '-c' | '--container' = '-c',
): readonly string[] {
  return failing.container?.name ? [flag, failing.container.name] : []
}

/** What proves a fix of a workload's template. */
export function verifyRollout(file: CaseFile): string {
  const { kind } = file.failing.workload
  return ROLLS_OUT.has(kind)
    ? `\`${kubectl(file, 'rollout', 'status', file.target)}\` succeeds and the restart count stays level for ten minutes.`
    : STAYS_UP
}

/** A container that ran for ten minutes starts with a fresh back-off (kubelet, MaxContainerBackOff doubled). */
export const STAYS_UP =
  'The container stays up for longer than ten minutes (after which the kubelet forgets its back-off) and the decisive line does not come back.'

const ROLLS_OUT: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet'])

/** The patch as a command. Pods and Jobs cannot be changed in place: they are replaced. */
export function patchCommand({ target, type, body }: Patch): Command {
  const at = inNamespace(target.namespace)
  const json = JSON.stringify(body)
  const kind = target.kind.toLowerCase()
  if (!REPLACED.has(target.kind))
    return sh`kubectl patch ${kind} ${target.name} ${at} --type ${type} -p ${json}`
  return sh`kubectl get ${kind} ${target.name} ${at} -o yaml | kubectl patch --local -f - --type ${type} -p ${json} -o yaml | kubectl replace --force -f -`
}

/** Kinds whose pod template cannot be changed once they exist. */
const REPLACED: ReadonlySet<string> = new Set(['Pod', 'Job'])

/** New pods without any other change. A bare pod has to be deleted, and nothing makes it anew. */
export function restartCommand(file: CaseFile): Command {
  return ROLLS_OUT.has(file.failing.workload.kind)
    ? kubectl(file, 'rollout', 'restart', file.target)
    : kubectl(file, 'delete', 'pod', file.podName || file.failing.workload.name)
}

const DAY = 24 * 3600_000

/** The emergency fix where a fresh revision began the failure: back to the revision before. Null where none did. */
export function rolloutUndo(file: CaseFile): Fix | null {
  const { kind } = file.failing.workload
  const change = changeOf(file, file.inventory)
  if (!ROLLS_OUT.has(kind) || !change?.previous) return null
  const made = millis(change.at)
  const now = file.inventory.now
  if (made !== null && now !== null && now - made > DAY && !otherRevisionRuns(file)) return null
  return {
    id: 'rollout-undo',
    title: `Undo the change to the workload (${change.what.slice(0, 120)}): back to revision ${change.previous}`,
    where: 'manifest',
    risk: 'low',
    commands: [kubectl(file, 'rollout', 'undo', file.target, `--to-revision=${change.previous}`)],
    patch: null,
    verify: verifyRollout(file),
  }
}

/** A rollout that never came to its end: pods of the revision before still serve. */
const otherRevisionRuns = (file: CaseFile): boolean => {
  const { workload, pod, namespace } = file.failing
  const own = pod?.pod.metadata.ownerReferences?.[0]?.name
  return file.inventory.pods.some(
    (other) =>
      other.pod.metadata.namespace === namespace &&
      other.pod.metadata.ownerReferences?.[0]?.name !== own &&
      (other.pod.status?.containerStatuses ?? []).some(({ ready }) => ready) &&
      file.inventory.workloadOf(other.pod).name === workload.name,
  )
}
