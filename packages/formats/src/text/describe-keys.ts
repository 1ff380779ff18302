/** Keys of one container in `kubectl describe`, of all versions. */
export const CONTAINER_KEYS: ReadonlySet<string> = new Set([
  'Container ID',
  'Image',
  'Image ID',
  'Port',
  'Ports',
  'Host Port',
  'Host Ports',
  'SeccompProfile',
  'Command',
  'Args',
  'State',
  'Last State',
  'Last Termination State',
  'Ready',
  'Restart Count',
  'Restart Policy',
  'Limits',
  'Requests',
  'QoS Tier',
  'Liveness',
  'Readiness',
  'Startup',
  'Environment',
  'Environment Variables',
  'Environment Variables from',
  'Mounts',
  'Volume Mounts',
  'Devices',
])

/** Keys below `State` and `Last State`. */
export const STATE_KEYS: ReadonlySet<string> = new Set([
  'Reason',
  'Message',
  'Exit Code',
  'Signal',
  'Started',
  'Finished',
])

/** Keys of a whole object at the left margin. */
export const OBJECT_KEYS: ReadonlySet<string> = new Set([
  'Name',
  'Namespace',
  'Priority',
  'Priority Class Name',
  'PriorityClassName',
  'Runtime Class Name',
  'Service Account',
  'Node',
  'Start Time',
  'Labels',
  'Annotations',
  'Status',
  'Reason',
  'Message',
  'IP',
  'IPs',
  'SeccompProfile',
  'Controlled By',
  'Controllers',
  'Created By',
  'Replication Controllers',
  'Image(s)',
  'Host',
  'Security Policy',
  'NominatedNodeName',
  'Termination Grace Period',
  'Init Containers',
  'Containers',
  'Ephemeral Containers',
  'Conditions',
  'Readiness Gates',
  'Volumes',
  'QoS Class',
  'QoS Tier',
  'Node-Selectors',
  'Node Selector',
  'Tolerations',
  'Topology Spread Constraints',
  'Resources',
  // Workloads and others
  'CreationTimestamp',
  'Selector',
  'Replicas',
  'StrategyType',
  'MinReadySeconds',
  'RollingUpdateStrategy',
  'Update Strategy',
  'Partition',
  'Pods Status',
  'Pod Template',
  'OldReplicaSets',
  'NewReplicaSet',
  'Desired Number of Nodes Scheduled',
  'Current Number of Nodes Scheduled',
  'Number of Nodes Scheduled with Up-to-date Pods',
  'Number of Nodes Scheduled with Available Pods',
  'Number of Nodes Misscheduled',
  'Parallelism',
  'Completions',
  'Completion Mode',
  'Backoff Limit',
  'Schedule',
  'Concurrency Policy',
  'Suspend',
  'Volume Claims',
  // Nodes
  'Roles',
  'Taints',
  'Unschedulable',
  'Lease',
  'Addresses',
  'Capacity',
  'Allocatable',
  'System Info',
  'PodCIDR',
  'PodCIDRs',
  'ProviderID',
  'Non-terminated Pods',
  'Allocated resources',
  'ExternalID',
])

const KEY = /^(\s*)(?:- )?([A-Z][A-Za-z()-]*(?: [A-Za-z()-]+){0,7}):(?:\s+(.*))?$/

/** `Key:  value` of kubectl describe; its indentation tells what it belongs to. */
export interface KeyLine {
  readonly indent: number
  readonly key: string
  readonly value: string
}

/** `      Exit Code:    139` in its parts; null for lines of another form. */
export function keyLine(text: string, indent: number): KeyLine | null {
  const match = KEY.exec(text)
  return match === null ? null : { indent, key: match[2] ?? '', value: (match[3] ?? '').trim() }
}

/** A line that nothing but kubectl's description prints. */
export function startsDescription(text: string, next: string): boolean {
  const line = keyLine(text, 0)
  if (line === null) return isContainerHead(text, next)
  const { key, value } = line
  switch (key) {
    case 'State':
    case 'Last State':
      return /^(?:Waiting|Running|Terminated)\b/.test(value)
    case 'Exit Code':
    case 'Restart Count':
      return /^\d+$/.test(value)
    case 'Liveness':
    case 'Readiness':
    case 'Startup':
      return /^(?:http-get|exec|tcp-socket|grpc) /.test(value)
    case 'Container ID':
      return /^(?:\w[\w-]*:\/\/|$)/.test(value)
    case 'Containers':
    case 'Init Containers':
      return value === '' && /^\s*[a-z0-9][-a-z0-9]*:\s*$/.test(next)
    case 'Environment':
    case 'Environment Variables':
      return value === '' ? /^\s+[A-Za-z_][\w.]*:/.test(next) : value === '<none>'
    case 'Environment Variables from':
      return value === ''
    case 'Mounts':
      return /^\s*\/\S* from /.test(next)
    case 'Limits':
    case 'Requests':
      return value === '' && /^\s+(?:cpu|memory|ephemeral-storage|[\w./-]+):\s+\d/.test(next)
    case 'Reason':
      return STATE_REASON.test(value) && /^\s*(?:Exit Code|Message|Last State|Ready):/.test(next)
    case 'Controlled By':
      return /^[A-Z]\w+\/\S+$/.test(value)
    default:
      return false
  }
}

const STATE_REASON =
  /^(?:CrashLoopBackOff|OOMKilled|Error|Completed|ContainerCannotRun|StartError|ImagePullBackOff|ErrImagePull|CreateContainer\w*|RunContainerError|ContainerStatusUnknown|ContainerCreating|PodInitializing|DeadlineExceeded)$/

/** `  kafka:` before a key of a container. */
export function isContainerHead(text: string, next: string): boolean {
  if (!/^\s*[a-z0-9][-a-z0-9]*:\s*$/.test(text)) return false
  const key = keyLine(next, 0)?.key
  return key !== undefined && CONTAINER_KEYS.has(key)
}
