import type { ContainerStatus, Pod } from '@unloop/engine/evidence'
import { humanAge } from './time.ts'

interface Row {
  readonly ready: string
  readonly status: string
  readonly restarts: string
}

const at = (time: string | null | undefined): number => (!time ? 0 : Date.parse(time))

const isSidecar = (pod: Pod, name: string): boolean =>
  (pod.spec?.initContainers ?? []).some(
    (one) => one.name === name && one.restartPolicy === 'Always',
  )

interface Counted {
  restarts: number
  last: number
  readyCount: number
}

const count = (into: Counted, status: ContainerStatus): void => {
  into.restarts += status.restartCount ?? 0
  into.last = Math.max(into.last, at(status.lastState?.terminated?.finishedAt))
}

const endWord = (ended: {
  reason?: string | undefined
  signal?: number | undefined
  exitCode?: number | undefined
}): string =>
  ended.reason ?? (ended.signal ? `Signal:${ended.signal}` : `ExitCode:${ended.exitCode ?? 0}`)

/** What keeps the pod in its init containers, null where all are through. */
function initStatus(pod: Pod, counted: Counted): string | null {
  const all = pod.status?.initContainerStatuses ?? []
  for (const [index, status] of all.entries()) {
    count(counted, status)
    const { terminated, waiting } = status.state ?? {}
    const sidecar = isSidecar(pod, status.name)
    if (sidecar && status.ready === true) counted.readyCount++
    if (terminated?.exitCode === 0 || (sidecar && status.state?.running)) continue
    if (terminated) return `Init:${endWord(terminated)}`
    if (waiting?.reason !== undefined && waiting.reason !== 'PodInitializing')
      return `Init:${waiting.reason}`
    return `Init:${index}/${(pod.spec?.initContainers ?? []).length}`
  }
  return null
}

function mainStatus(pod: Pod, counted: Counted): string {
  let status = pod.status?.reason ?? pod.status?.phase ?? 'Unknown'
  let running = false
  for (const one of (pod.status?.containerStatuses ?? []).toReversed()) {
    count(counted, one)
    if (one.state?.waiting?.reason) status = one.state.waiting.reason
    else if (one.state?.terminated) status = endWord(one.state.terminated)
    else if (one.ready === true && one.state?.running) {
      running = true
      counted.readyCount++
    }
  }
  return status === 'Completed' && running ? 'NotReady' : status
}

/** The columns as `printPod` of k8s.io/kubernetes/pkg/printers/internalversion works them out. */
function rowOf(pod: Pod, now: number): Row {
  const counted: Counted = { restarts: 0, last: 0, readyCount: 0 }
  const init = initStatus(pod, counted)
  if (init === null) Object.assign(counted, sidecarsOf(pod, counted.readyCount))
  const status = init ?? mainStatus(pod, counted)
  const sidecars = (pod.spec?.initContainers ?? []).filter(({ name }) =>
    isSidecar(pod, name),
  ).length
  const total = (pod.spec?.containers ?? []).length + sidecars
  const ended = counted.last === 0 ? '' : ` (${humanAge(now - counted.last)} ago)`
  const deleting =
    pod.metadata.deletionTimestamp && !/^(?:Failed|Succeeded)$/.test(pod.status?.phase ?? '')
  return {
    ready: `${counted.readyCount}/${total}`,
    status: deleting ? 'Terminating' : status,
    restarts: `${counted.restarts}${ended}`,
  }
}

function sidecarsOf(pod: Pod, readyCount: number): Counted {
  const counted = { restarts: 0, last: 0, readyCount }
  for (const status of pod.status?.initContainerStatuses ?? [])
    if (isSidecar(pod, status.name)) count(counted, status)
  return counted
}

/** Columns as kubectl's tabwriter sets them: as wide as the widest, with three spaces between. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
        )
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}

export interface PodTable {
  readonly now: number
  readonly wide: boolean
  readonly namespaced: boolean
}

/** `kubectl get pods [-A] [-o wide]`. */
export function printPods(pods: readonly Pod[], { now, wide, namespaced }: PodTable): string {
  const head = [
    ...(namespaced ? ['NAMESPACE'] : []),
    'NAME',
    'READY',
    'STATUS',
    'RESTARTS',
    'AGE',
    ...(wide ? ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'] : []),
  ]
  const rows = pods.map((pod) => {
    const { ready, status, restarts } = rowOf(pod, now)
    return [
      ...(namespaced ? [pod.metadata.namespace ?? ''] : []),
      pod.metadata.name ?? '',
      ready,
      status,
      restarts,
      humanAge(now - at(pod.metadata.creationTimestamp)),
      ...(wide
        ? [pod.status?.podIP ?? '<none>', pod.spec?.nodeName ?? '<none>', '<none>', '<none>']
        : []),
    ]
  })
  return table([head, ...rows])
}
