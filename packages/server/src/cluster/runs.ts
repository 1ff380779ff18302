import type { KubeObject, Snapshot } from '@unloop/engine/evidence'
import type { Value } from '@unloop/store'

type Fields = Readonly<Record<string, unknown>>
type Row = Readonly<Record<string, Value>>

/** A run of a container as the pod's status tells it. */
export interface RunRow {
  /** The same for each look at the same state of the run. */
  readonly key: string
  readonly row: Row
}

const RUNNING = -1

/** The current and the last run of every container of a snapshot. */
export function runsOf(snapshot: Snapshot, cluster: string, nowMs: number): RunRow[] {
  return snapshot.objects
    .filter(({ object }) => object.kind === 'Pod')
    .flatMap(({ object }) => runsOfPod(object, cluster, nowMs))
}

function runsOfPod(pod: KubeObject, cluster: string, nowMs: number): RunRow[] {
  const status = fields((pod as unknown as Fields)['status'])
  const spec = fields((pod as unknown as Fields)['spec'])
  const metadata = fields((pod as unknown as Fields)['metadata'])
  const owner = fields(list(metadata['ownerReferences'])[0])
  const statuses = [...list(status['initContainerStatuses']), ...list(status['containerStatuses'])]
  return statuses.flatMap((item) => {
    const container = fields(item)
    const restarts = Number(container['restartCount'] ?? 0)
    const common = {
      cluster,
      namespace: text(metadata['namespace']),
      pod: text(metadata['name']),
      pod_uid: text(metadata['uid']),
      container: text(container['name']),
      workload_kind: text(owner['kind']) || 'Pod',
      workload: text(owner['name']) || text(metadata['name']),
      node: text(spec['nodeName']),
      image: text(container['image']),
      image_id: text(container['imageID']),
      // The partition goes by it, so that each version of a run is in the same one.
      seen: Date.parse(text(metadata['creationTimestamp'])) || 0,
    }
    const last = runRow(fields(container['lastState']), {
      common,
      run: lastRunOf(container),
      nowMs,
    })
    const current = runRow(fields(container['state']), { common, run: restarts, nowMs })
    return [last, current].filter((row) => row !== null)
  })
}

/**
 * The restart count during the run that `lastState` tells of. The count is that of the newest container (kubelet,
 * `startContainer`): while that one has ended and its successor waits, it is the one in `lastState`.
 */
export function lastRunOf(container: Fields): number {
  const restarts = Number(container['restartCount'] ?? 0)
  return fields(container['state'])['waiting'] === undefined ? restarts - 1 : restarts
}

function runRow(
  state: Fields,
  { common, run, nowMs }: { readonly common: Row; readonly run: number; readonly nowMs: number },
): RunRow | null {
  const ended = state['terminated'] === undefined ? null : fields(state['terminated'])
  const running = state['running'] === undefined ? null : fields(state['running'])
  const which = ended ?? running
  if (which === null || run < 0) return null
  const row: Row = {
    ...common,
    run,
    container_id: text(which['containerID']),
    started: Date.parse(text(which['startedAt'])) || 0,
    finished: ended === null ? 0 : Date.parse(text(ended['finishedAt'])) || 0,
    exit_code: ended === null ? RUNNING : Number(ended['exitCode'] ?? RUNNING),
    signal: ended === null ? 0 : Number(ended['signal'] ?? 0),
    reason: ended === null ? '' : text(ended['reason']),
    message: ended === null ? '' : text(ended['message']),
    updated: nowMs,
  }
  const { updated: _updated, ...facts } = row
  return { key: JSON.stringify(Object.values(facts)), row }
}

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
