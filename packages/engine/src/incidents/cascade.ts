import type { CauseId } from '../catalogue.ts'
import type { Inventory } from '../evidence/inventory.ts'
import type { SnapshotObject } from '../evidence/snapshot.ts'
import { destinationOf, namedDestinations, type Destination } from '../evidence/services.ts'
import type { Pod } from '../evidence/kube.ts'
import type { Incident } from '../report/report.ts'
import type { Draft } from './group.ts'
import { rootDrafts } from './roots.ts'

/** Causes that are the other side's fault: the container waits for something that does not answer. */
const WAITS: ReadonlySet<CauseId> = new Set<CauseId>([
  'dependency-unreachable',
  'dns-failure',
  'deadlock-or-timeout-startup',
  'liveness-probe',
  'startup-probe',
  'readiness-gate',
  'init-container-failed',
  'app-exception',
  'unknown',
])

/** Causes that say so themselves: a link to the address in the log needs no other sign. */
const SAYS_SO: ReadonlySet<CauseId> = new Set<CauseId>(['dependency-unreachable', 'dns-failure'])

/**
 * Links each victim to the incident at the end of its chain: who fails to reach an address is the victim of the incident
 * whose pods are behind it. Roots without a failing container of their own (a rotated Secret, a Deployment scaled to
 * nothing) join as incidents of kind `root`.
 */
export function linkCascades(drafts: readonly Draft[], inventory: Inventory): readonly Draft[] {
  const all = [...drafts, ...rootDrafts(drafts, inventory)]
  const parents = new Map<string, string>()
  for (const draft of all) {
    const parent = parentOf(draft, all, inventory)
    if (parent && parent !== draft.incident.id) parents.set(draft.incident.id, parent)
  }
  const rootOf = (id: string): string | null => {
    const seen = new Set([id])
    let at = parents.get(id)
    if (!at) return null
    for (let next = parents.get(at); next && !seen.has(at); next = parents.get(at)) {
      seen.add(at)
      at = next
    }
    // A ring of waiting services has no root that could be named.
    return at === id || seen.has(at) ? null : at
  }
  const ids = all.map(({ incident }) => incident.id)
  const victims = Map.groupBy(ids, rootOf)
  return all.map((draft) => {
    const { id } = draft.incident
    const own = [...(victims.get(id) ?? [])].sort()
    return { ...draft, incident: { ...draft.incident, victimOf: rootOf(id), victims: own } }
  })
}

const parentOf = (draft: Draft, all: readonly Draft[], inventory: Inventory): string | null => {
  const { incident } = draft
  if (draft.rootOf) return null
  const root = all.find((other) => other.rootOf?.includes(incident.id))
  if (root) return root.incident.id
  const cause = incident.causes[0]?.id
  if (!cause || !WAITS.has(cause)) return null
  const stated = statedDestinations(draft, inventory)
  const byStatement = firstBehind(stated, draft, all)
  if (byStatement) return byStatement
  // What a failing log names outranks what the settings name: a stated address that leads elsewhere ends the search.
  if (SAYS_SO.has(cause) && stated.length > 0) return siblingOf(draft, all)
  if (cause === 'app-exception' && (incident.causes[0]?.confidence ?? 0) > 0.75) return null
  return siblingOf(draft, all) ?? firstBehind(settingsDestinations(draft, inventory), draft, all)
}

/** Where the containers' own lines say that nothing answers. */
const statedDestinations = (
  { members, incident }: Draft,
  inventory: Inventory,
): readonly Destination[] =>
  members.flatMap(({ candidates }) =>
    candidates.slice(0, 3).flatMap(({ lead, support }) =>
      [lead, ...support].flatMap(({ facts }) => {
        const host = facts['host']
        const found = host
          ? destinationOf(inventory, incident.namespace, { host, port: facts['port'] })
          : null
        return found ? [found] : []
      }),
    ),
  )

/** Where variables and arguments point, which need not be what failed. */
const settingsDestinations = (
  { members, incident }: Draft,
  inventory: Inventory,
): readonly Destination[] =>
  namedDestinations(inventory, incident.namespace, members[0]?.file.failing.spec ?? null)

/** The first incident whose pods stand behind one of the destinations; never one of the workload itself. */
const firstBehind = (
  destinations: readonly Destination[],
  draft: Draft,
  all: readonly Draft[],
): string | null => {
  for (const destination of destinations) {
    const owner = all.find(
      (other) =>
        other !== draft &&
        !sameWorkload(other.incident, draft.incident) &&
        isBehind(other, destination),
    )
    if (owner) return owner.incident.id
  }
  return null
}

const sameWorkload = (a: Incident, b: Incident): boolean =>
  a.namespace === b.namespace &&
  a.workload.kind === b.workload.kind &&
  a.workload.name === b.workload.name

const isBehind = (
  { incident, members }: Draft,
  { namespace, pods, controllers }: Destination,
): boolean =>
  incident.kind !== 'root' &&
  incident.namespace === namespace &&
  (pods.some(({ object }) => incident.pods.includes(object.metadata.name ?? '')) ||
    controllers.some(
      (entry: SnapshotObject) =>
        entry.object.kind === incident.workload.kind &&
        entry.object.metadata.name === incident.workload.name,
    ) ||
    members.some(({ file }) =>
      pods.some(
        ({ object }) =>
          (object as Pod).metadata.uid !== undefined &&
          (object as Pod).metadata.uid === file.failing.pod?.pod.metadata.uid,
      ),
    ))

const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0)$/

/** A refused connection to localhost means another container of the same pod, when that one fails by itself. */
const siblingOf = (draft: Draft, all: readonly Draft[]): string | null => {
  const local = draft.members.some(({ candidates }) =>
    candidates
      .slice(0, 2)
      .some(({ lead, support }) =>
        [lead, ...support].some(({ facts }) => LOCAL.test(facts['host'] ?? '')),
      ),
  )
  if (!local) return null
  const sibling = all.find(
    ({ incident }) =>
      incident.id !== draft.incident.id &&
      sameWorkload(incident, draft.incident) &&
      incident.container?.name !== draft.incident.container?.name &&
      !WAITS.has(incident.causes[0]?.id ?? 'unknown'),
  )
  return sibling?.incident.id ?? null
}
