import { containerCount, type KubeObject, type Pod, type Snapshot } from '@unloop/engine/evidence'
import { plural } from '@unloop/engine/phrases'
import type { Incident, Report } from '@unloop/engine/report'
import { TargetError } from '../errors.ts'
import { didYouMean } from '../options/suggest.ts'
import type { Labels, Selector } from './selector.ts'
import type { Target } from './target.ts'

/** What of a report the user asked for. */
export interface Scope {
  readonly namespace: string | null
  readonly targets: readonly Target[]
  readonly selector: Selector | null
}

/**
 * The report with the incidents in scope, the roots that cause them, and the victims that they cause: a diagnosis of a victim
 * without its root would be a wrong one. The whole was diagnosed before, so that links across namespaces are known.
 */
export function narrow(report: Report, snapshot: Snapshot, scope: Scope): Report {
  if (scope.namespace === null && scope.targets.length === 0 && scope.selector === null)
    return report
  for (const target of scope.targets) checkExists(target, snapshot, scope.namespace)
  const labels = scope.selector === null ? null : podLabels(snapshot)
  const owners = scope.targets.length === 0 ? NONE : ownersByPod(snapshot)
  const asked = report.incidents.filter((incident) =>
    isInScope(incident, scope, { labels, owners }),
  )
  const kept = new Set(
    asked.flatMap((incident) => [
      incident.id,
      incident.victimOf ?? incident.id,
      ...incident.victims,
    ]),
  )
  const pods = podsInScope(snapshot, scope, { labels, owners })
  const gaps = asked.length + pods.length === 0 ? nothingMatches(report, snapshot, scope) : []
  return {
    ...report,
    incidents: report.incidents.filter(({ id }) => kept.has(id)),
    scanned: scannedOf(pods),
    gaps: [...report.gaps, ...gaps],
  }
}

function podsInScope(
  { objects }: Snapshot,
  { namespace: asked, targets, selector }: Scope,
  { labels, owners }: Known,
): readonly Pod[] {
  return objects.flatMap(({ object }) => {
    if (object.kind !== 'Pod') return []
    const { namespace = '', name = '' } = object.metadata
    const key = `${namespace}/${name}`
    const isOf = (target: Target): boolean =>
      (target.kind === 'pod' && target.name === name) ||
      owners.get(key)?.has(`${target.kind}/${target.name}`) === true
    const isMeant =
      (asked === null || namespace === asked) &&
      (targets.length === 0 || targets.some(isOf)) &&
      (selector === null || selector(labels?.get(key) ?? {}))
    return isMeant ? [object] : []
  })
}

/** Counted as the engine counts a whole snapshot. */
const scannedOf = (pods: readonly Pod[]): Report['scanned'] => ({
  pods: pods.length,
  containers: pods.reduce((sum, pod) => sum + containerCount(pod), 0),
})

/**
 * A mistyped namespace or label must not read as health. What a dump or a paste holds is known; a namespace of a cluster may
 * well be empty, so that this is only said.
 */
function nothingMatches(report: Report, snapshot: Snapshot, scope: Scope): readonly string[] {
  const { kind, name } = snapshot.source
  const isUnknown = kind === 'text' && report.incidents.length === 0
  if (isUnknown || scope.targets.some((target) => isThere(target, snapshot, scope.namespace)))
    return []
  const asked = [
    ...(scope.namespace === null ? [] : [`namespace ${scope.namespace}`]),
    ...scope.targets.map((target) => `${target.kind}/${target.name}`),
    ...(scope.selector === null ? [] : ['the labels asked for']),
  ].join(', ')
  const message = `No pod of ${name} matches ${asked}`
  if (kind === 'cluster') return [`${message}: nothing was looked at.`]
  const found = [...new Set(report.incidents.map(({ namespace }) => namespace))].filter(Boolean)
  throw new TargetError({
    code: 'target-not-found',
    message: `${message}.${scope.namespace === null ? '' : didYouMean(scope.namespace, found)}`,
    next:
      report.incidents.length === 0
        ? 'Run it without that to see what was read.'
        : `Run it without that to see ${plural(report.incidents.length, 'incident')}${found.length === 0 ? '' : ` in ${found.slice(0, 8).join(', ')}`}.`,
  })
}

/** What of the snapshot the scope needs, read once. */
interface Known {
  readonly labels: ReadonlyMap<string, Labels> | null
  readonly owners: Owners
}

/** Whether an incident is in the namespace, concerns a target and has a pod with the labels. */
function isInScope(incident: Incident, scope: Scope, { labels, owners }: Known): boolean {
  // A paste may not name the namespace: what the user says of it holds.
  if (
    scope.namespace !== null &&
    incident.namespace !== scope.namespace &&
    incident.namespace !== ''
  )
    return false
  if (
    scope.targets.length > 0 &&
    !scope.targets.some((target) => concerns(incident, target, owners))
  )
    return false
  const { selector } = scope
  if (selector === null || labels === null) return true
  return incident.pods.some((pod) => selector(labels.get(`${incident.namespace}/${pod}`) ?? {}))
}

/** Names of what stands between a pod and its topmost owner, which is what an incident names: `deployment/web`. */
type Owners = ReadonlyMap<string, ReadonlySet<string>>

// For a report that is not narrowed to workloads.
const NONE: Owners = new Map()
/** Owners of owners: a pod, its ReplicaSet, its Deployment, an operator's object, and what made that. */
const MOST_OWNERS = 8

/** Of each pod, by `namespace/name`, the owners of its owners. */
function ownersByPod(snapshot: Snapshot): Owners {
  const keyOf = (kind: string, name: string | undefined, namespace: string | undefined): string =>
    `${kind}/${namespace ?? ''}/${name ?? ''}`
  const byKey = new Map(
    snapshot.objects.map(({ object }) => [
      keyOf(object.kind, object.metadata.name, object.metadata.namespace),
      object,
    ]),
  )
  const pods = snapshot.objects.filter(({ object }) => object.kind === 'Pod')
  return new Map(
    pods.map(({ object: pod }) => {
      const names = new Set<string>()
      let current: KubeObject | undefined = pod
      for (let step = 0; current !== undefined && step < MOST_OWNERS; step++) {
        const { ownerReferences = [], namespace }: KubeObject['metadata'] = current.metadata
        const owner = ownerReferences.find(({ controller }) => controller) ?? ownerReferences[0]
        if (!owner?.kind) break
        names.add(`${owner.kind.toLowerCase()}/${owner.name}`)
        current = byKey.get(keyOf(owner.kind, owner.name, namespace))
      }
      return [`${pod.metadata.namespace ?? ''}/${pod.metadata.name ?? ''}`, names]
    }),
  )
}

/** A Deployment that an operator made, a ReplicaSet or a Job is found by what owns the pods, or by their names. */
function concerns(
  { workload, pods, namespace }: Incident,
  { kind, name }: Target,
  owners: Owners,
): boolean {
  if (workload.kind.toLowerCase() === kind && workload.name === name) return true
  if (kind === 'pod') return pods.includes(name)
  if (pods.some((pod) => owners.get(`${namespace}/${pod}`)?.has(`${kind}/${name}`))) return true
  return (kind === 'replicaset' || kind === 'job') && pods.some((pod) => pod.startsWith(`${name}-`))
}

/** The names of all objects of a kind, in a namespace where one is asked for. */
function namesOf(kind: string, snapshot: Snapshot, namespace: string | null): readonly string[] {
  return snapshot.objects
    .map(({ object }) => object)
    .filter((object) => object.kind.toLowerCase() === kind)
    .filter(
      (object) => namespace === null || (object.metadata.namespace ?? namespace) === namespace,
    )
    .map((object) => object.metadata.name ?? '')
}

const isThere = ({ kind, name }: Target, snapshot: Snapshot, namespace: string | null): boolean =>
  namesOf(kind, snapshot, namespace).includes(name)

/** A mistyped name must not read as "nothing found". A paste knows too little to say what does not exist. */
function checkExists({ kind, name }: Target, snapshot: Snapshot, namespace: string | null): void {
  if (snapshot.source.kind === 'text') return
  const ofKind = namesOf(kind, snapshot, namespace)
  if (ofKind.includes(name)) return
  const place =
    namespace === null ? snapshot.source.name : `namespace ${namespace} of ${snapshot.source.name}`
  const near = didYouMean(name, ofKind)
  throw new TargetError({
    code: 'target-not-found',
    message: `There is no ${kind}/${name} in ${place}.${near}`,
    next:
      ofKind.length === 0
        ? `No object of kind ${kind} was read there.`
        : 'Run it without a name to see all incidents.',
  })
}

/** Labels of pods by `namespace/name`. */
function podLabels(snapshot: Snapshot): ReadonlyMap<string, Labels> {
  const pods = snapshot.objects.filter(({ object }) => object.kind === 'Pod')
  return new Map(
    pods.map(({ object: { metadata } }) => [
      `${metadata.namespace ?? ''}/${metadata.name ?? ''}`,
      metadata.labels ?? {},
    ]),
  )
}
