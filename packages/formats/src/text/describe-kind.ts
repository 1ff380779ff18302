import { isBlank, type Line } from '../lines/line.ts'

/** Keys that only one kind's description has, most telling first. */
const TELLING: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:Init )?Containers:|^QoS (?:Class|Tier):|^Node-Selectors:|^Start Time:|^Controlled By:\s+(?:ReplicaSet|StatefulSet|DaemonSet|Job|ReplicationController)\//,
    'Pod',
  ],
  [/^StrategyType:|^OldReplicaSets:|^NewReplicaSet:/, 'Deployment'],
  [/^Desired Number of Nodes Scheduled:/, 'DaemonSet'],
  [/^Volume Claims:|^Update Strategy:/, 'StatefulSet'],
  [/^Schedule:/, 'CronJob'],
  [/^Parallelism:|^Completions:/, 'Job'],
  [/^Capacity:|^Allocatable:|^System Info:|^Unschedulable:|^Taints:/, 'Node'],
  [/^Endpoints:|^TargetPort:|^Session Affinity:/, 'Service'],
  [/^StorageClass:|^Access Modes:/, 'PersistentVolumeClaim'],
  [/^Pods Status:/, 'ReplicaSet'],
  [/^Mountable secrets:|^Image pull secrets:/, 'ServiceAccount'],
  [/^API Version:/, 'Custom'],
]

const LOOK_AHEAD = 120

/**
 * The kind of the object whose description begins at `from` with `Name:`; null where what follows is no description.
 * `told` is the kind that the command before it names.
 */
export function kindOfDescription(
  lines: readonly Line[],
  from: number,
  told: string | null,
): string | null {
  let keys = 0
  let podLike = false
  for (let i = from + 1; i < Math.min(lines.length, from + LOOK_AHEAD); i++) {
    const text = lines[i]?.text ?? ''
    if (text.startsWith('Name:')) break
    if (isBlank(lines[i]) && i - from > 40) break
    if (
      /^(?:Namespace|Labels|Annotations|Priority|Node|Status|Image\(s\)|CreationTimestamp|Roles|Selector|IP|Host|Service Account|Start Time):/.test(
        text,
      )
    )
      keys++
    if (/^(?:Status|Node|IP):/.test(text)) podLike = true
    // A workload's description repeats `Containers:` below `Pod Template:`, one level in.
    const telling = TELLING.find(([pattern]) => pattern.test(text))
    if (telling !== undefined) return TOLD[told ?? ''] ?? telling[1]
  }
  if (keys === 0) return null
  return TOLD[told ?? ''] ?? (podLike || keys < 2 ? 'Pod' : 'Unknown')
}

const TOLD: Readonly<Record<string, string>> = {
  pod: 'Pod',
  node: 'Node',
  deployment: 'Deployment',
  deploymentconfig: 'DeploymentConfig',
  replicaset: 'ReplicaSet',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
  job: 'Job',
  cronjob: 'CronJob',
  service: 'Service',
  configmap: 'ConfigMap',
  secret: 'Secret',
  persistentvolumeclaim: 'PersistentVolumeClaim',
  replicationcontroller: 'ReplicationController',
  serviceaccount: 'ServiceAccount',
}
