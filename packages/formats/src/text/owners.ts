import { BACKOFF_RESET_SECONDS, totalBackoffSeconds } from '@unloop/engine/evidence'
import type { ObjectDraft, PodRow, TextDraft } from './draft.ts'
import { getPath } from './tree.ts'

/** A controller as an owner reference names it. */
interface Owner {
  readonly kind: string
  readonly name: string
}

/** The letters of `k8s.io/apimachinery/pkg/util/rand`; a template's hash is a decimal number in ten of them. */
const LETTERS = '[bcdfghjklmnpqrstvwxz2456789]'
/** Names that people make up for a paste have hexadecimal hashes. */
const OF_REPLICA_SET = new RegExp(
  `^(.+-(?:[bcdf4-9]{8,10}|(?=[a-f]*\\d)[0-9a-f]{7,10}))-(?:${LETTERS}{5}|[a-z0-9]{5})$`,
)
/** The CronJob controller names its Jobs by minutes since 1970, until 1.21 by seconds. */
const OF_CRON_JOB = new RegExp(`^(.+-(?:2\\d{7}|1\\d{9}))-${LETTERS}{5}$`)
const OF_STATEFUL_SET = /^(.+)-\d{1,2}$/
const OF_OTHERS = new RegExp(`^(.+)-${LETTERS}{5}$`)
/** The kubelet names static pods after their node. */
const STATIC =
  /^(?:kube-(?:apiserver|controller-manager|scheduler|proxy|vip)|cloud-controller-manager|etcd)-.*[a-z]/

/** Gives pods their owners, as far as the text says: what controllers made, else the forms of the names. */
export function nameOwners({ drafts, events }: TextDraft): void {
  const made = new Map<string, Owner>()
  for (const { involved, message } of events) {
    if (involved === null || involved.kind === 'Pod' || involved.name === '') continue
    const pod = /^Created pod: (\S+)$|^create Pod (\S+) in \w+ \S+ successful$/.exec(message)
    const { kind, name } = involved
    if (pod !== null) made.set(pod[1] ?? pod[2] ?? '', { kind, name })
  }
  const pods = drafts.filter(({ kind, name }) => kind === 'Pod' && name !== null)
  const alike = Map.groupBy(pods, (pod) => `${pod.namespace ?? ''}/${baseOf(pod.name ?? '')}`)
  for (const pod of pods) {
    if (getPath(pod.tree, 'metadata.ownerReferences') !== undefined) continue
    const name = pod.name ?? ''
    const siblings = alike.get(`${pod.namespace ?? ''}/${baseOf(name)}`) ?? []
    const owner = made.get(name) ?? ownerByName(pod, siblings)
    if (owner !== null)
      pod.set('metadata.ownerReferences', [{ ...owner, controller: true }], pod.line)
  }
}

const baseOf = (name: string): string => OF_OTHERS.exec(name)?.[1] ?? name

function ownerByName(pod: ObjectDraft, alike: readonly ObjectDraft[]): Owner | null {
  const name = pod.name ?? ''
  const job = OF_CRON_JOB.exec(name)?.[1]
  if (job !== undefined) return { kind: 'Job', name: job }
  const set = OF_REPLICA_SET.exec(name)?.[1]
  if (set !== undefined) return { kind: 'ReplicaSet', name: set }
  if (STATIC.test(name) || ofItsNode(pod)) return null
  const stateful = OF_STATEFUL_SET.exec(name)?.[1]
  if (stateful !== undefined) return { kind: 'StatefulSet', name: stateful }
  const base = OF_OTHERS.exec(name)?.[1]
  if (base === undefined) return null
  if (alike.some((one) => one.rows.some((row) => endedForGood(one, row))))
    return { kind: 'Job', name: base }
  return alike.length > 1 ? { kind: 'DaemonSet', name: base } : null
}

const ofItsNode = (pod: ObjectDraft): boolean => {
  const node = getPath(pod.tree, 'spec.nodeName')
  return typeof node === 'string' && pod.name?.endsWith(`-${node}`) === true
}

/** So long between two restarts is no loop. */
const RARE_SECONDS = 3600

/** A run of a loop that lasts longer than this is rare. */
const SHORT_RUN_SECONDS = 60

/** In that time a loop of short runs would have made at least two restarts more. */
const isTooOldForALoop = (age: number, restarts: number): boolean =>
  age > totalBackoffSeconds(restarts + 2) + (restarts + 1) * SHORT_RUN_SECONDS

/** True where the row shows a container that ended and is not started again: the pod of a Job. */
export function endedForGood(pod: ObjectDraft, row: PodRow): boolean {
  const { status, restarts, restartedAgo, age } = row
  if (!/^(?:Completed|Error)$/.test(status)) return false
  // Older kubectl does not tell when the last restart was: a loop would have made more of them.
  if (restartedAgo === null && restarts > 0 && status === 'Completed')
    return isRestartedForever(pod.name ?? '')
      ? (age ?? 0) >= RARE_SECONDS * (restarts + 1)
      : isTooOldForALoop(age ?? 0, restarts)
  // Whatever ended so long ago and did not start again never will: no back-off is longer.
  return (restartedAgo ?? (restarts === 0 ? age : null) ?? 0) >= BACKOFF_RESET_SECONDS
}

/** True of a name that a controller gives which starts its pods again whatever they end with; no name may be one, too. */
const isRestartedForever = (name: string): boolean =>
  name === '' || OF_REPLICA_SET.test(name) || OF_STATEFUL_SET.test(name)
