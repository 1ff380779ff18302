import type { ContainerStatus, Pod } from '@unloop/engine/evidence'
import type { LogPlace } from '../paths/log-path.ts'

/** A pod of the dump, by which the path of a log is understood. */
export interface PodNames {
  readonly namespace: string | null
  readonly pod: string
  readonly containers: readonly string[]
  /** True where one of its containers waits, has failed or restarted. */
  readonly isFailing: boolean
}

/** Whose log a file is; null where neither its path nor the pods of the dump tell. */
export interface LogOwner {
  readonly namespace: string | null
  readonly pod: string | null
  readonly container: string | null
}

function namesOf({ metadata, spec, status }: Pod): PodNames {
  const containers: string[] = []
  for (const list of [
    spec?.initContainers,
    spec?.containers,
    status?.initContainerStatuses,
    status?.containerStatuses,
  ])
    for (const { name } of list ?? [])
      if (name !== '' && !containers.includes(name)) containers.push(name)
  return {
    namespace: metadata.namespace ?? null,
    pod: metadata.name ?? '',
    containers,
    isFailing:
      (status?.initContainerStatuses ?? []).some(isFailing) ||
      (status?.containerStatuses ?? []).some(isFailing),
  }
}

const isFailing = ({ state, restartCount }: ContainerStatus): boolean =>
  state?.waiting !== undefined || (restartCount ?? 0) > 0

/** What the pods of a dump are called, for matching log files with them: it may hold ten thousand pods and as many logs. */
export class PodIndex {
  readonly #pods: readonly Pod[]
  readonly #byName: ReadonlyMap<string, readonly Pod[]>
  #all: readonly PodNames[] | undefined

  constructor(pods: readonly Pod[]) {
    this.#pods = pods
    this.#byName = Map.groupBy(pods, ({ metadata }) => metadata.name ?? '')
  }

  get all(): readonly PodNames[] {
    return (this.#all ??= this.#pods.map(namesOf))
  }

  /** The pod of this name, in the first fitting namespace: StatefulSets call their pods the same in many. */
  named(name: string | null, fits: (namespace: string | null) => boolean): PodNames | null {
    const pod = this.#byName
      .get(name ?? '')
      ?.find(({ metadata }) => fits(metadata.namespace ?? null))
    return pod === undefined ? null : namesOf(pod)
  }
}

/**
 * Names the container that a log file belongs to, with the help of the pods of the dump: by the layout, else by a folder or
 * file name that starts with a pod's name, else by a file name that is a container's.
 */
export function resolveLog(path: string, place: LogPlace, index: PodIndex): LogOwner {
  if (place.certainty === 'exact') return exactOwner(place, index)
  const folders = path.split('/').slice(0, -1)
  for (const folder of folders) {
    const byFolder =
      index.named(folder, (namespace) => namespace !== null && folders.includes(namespace)) ??
      index.named(folder, () => true)
    if (byFolder !== null) return ownerIn(byFolder, place.container)
  }
  if (place.certainty === 'likely') return place
  const stem = place.container ?? ''
  return byStem(stem, index.all) ?? byContainerName(stem, index.all) ?? soleFailing(index.all)
}

function exactOwner(place: LogPlace, index: PodIndex): LogOwner {
  if (place.container !== null) return place
  const pod = index.named(place.pod, (namespace) => namespace === place.namespace)
  return pod?.containers.length === 1 ? { ...place, container: pod.containers[0] ?? null } : place
}

function ownerIn(pod: PodNames, stem: string | null): LogOwner {
  const known = stem !== null && pod.containers.includes(stem) ? stem : null
  const only = pod.containers.length === 1 ? (pod.containers[0] ?? null) : null
  return { namespace: pod.namespace, pod: pod.pod, container: known ?? only ?? stem }
}

/** `web-7d9f-x2x2k.log`, `web-7d9f-x2x2k_api.log`, `shop_web-7d9f-x2x2k_api.log` */
function byStem(stem: string, pods: readonly PodNames[]): LogOwner | null {
  let best: PodNames | undefined
  for (const pod of pods) {
    if (pod.pod === '' || !stem.includes(pod.pod)) continue
    if (best === undefined || pod.pod.length > best.pod.length) best = pod
  }
  if (best === undefined) return null
  const rest = stem.slice(stem.indexOf(best.pod) + best.pod.length).replace(/^[-._]+/, '')
  const container = best.containers.find((name) => name === rest) ?? null
  return container === null ? ownerIn(best, rest === '' ? null : rest) : ownerIn(best, container)
}

function byContainerName(stem: string, pods: readonly PodNames[]): LogOwner | null {
  const having = pods.filter((pod) => pod.containers.includes(stem))
  const pod = having.find((candidate) => candidate.isFailing) ?? having[0]
  return pod === undefined ? null : ownerIn(pod, stem)
}

function soleFailing(pods: readonly PodNames[]): LogOwner {
  const failing = pods.filter((pod) => pod.isFailing)
  const pod = failing.length === 1 ? failing[0] : undefined
  return pod === undefined ? { namespace: null, pod: null, container: null } : ownerIn(pod, null)
}
