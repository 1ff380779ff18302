import type { KubeObject, Pod } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'
import { listObjects, readObject, type ObjectRef } from '../cluster/objects.ts'
import { healthOf, restartsOf, type Health } from './health.ts'

/** The workload to look at, and how long. */
export interface WatchRequest {
  readonly api: ClusterApi
  readonly ref: ObjectRef
  readonly baseline: ReadonlyMap<string, number>
  readonly replaced: ReadonlySet<string>
  /** How long it must stay ready without a restart. */
  readonly levelSeconds: number
  readonly timeoutSeconds: number
  /** True where the plan lets it rest: then nothing of it has to run. */
  readonly mayRest?: boolean
  readonly onLook?: (health: Health, levelForSeconds: number) => void
  readonly isInterrupted?: () => boolean
}

/** `gone`: the object does not exist any more. `failed`: waiting would not help. */
export interface Watched {
  readonly kind: 'level' | 'failed' | 'timeout' | 'interrupted' | 'gone'
  /** What was seen, in a clause. */
  readonly seen: string
  readonly restarts: number
}

const PAUSE_MS = 2000
/** An API server that is away for a while says nothing of the workload. */
const SILENCE_MS = 180_000

/** Looks until the workload has stayed ready long enough, can't become so, or time is up. */
export async function watchWorkload(request: WatchRequest): Promise<Watched> {
  const { api, timeoutSeconds, levelSeconds } = request
  const { timing } = api
  const began = timing.now()
  const until = began + timeoutSeconds * 1000
  let [levelSince, answeredAt, last]: [number | null, number, string] = [
    null,
    began,
    'nothing was seen',
  ]
  let before: ReadonlyMap<string, number> = new Map()
  for (;;) {
    if (request.isInterrupted?.()) return { kind: 'interrupted', seen: last, restarts: sum(before) }
    const health = await look(request, began).catch(() => null)
    const now = timing.now()
    if (health === 'gone') return { kind: 'gone', seen: 'it does not exist any more', restarts: 0 }
    if (health === null) {
      if (now - answeredAt > SILENCE_MS || now > until)
        return {
          kind: 'timeout',
          seen: `the API server does not answer; before that, ${last}`,
          restarts: sum(before),
        }
    } else {
      answeredAt = now
      last = health.failure ?? health.words
      if (health.failure !== null)
        return { kind: 'failed', seen: health.failure, restarts: sum(health.restarts) }
      if (health.isFinished) return { kind: 'level', seen: health.words, restarts: 0 }
      const isLevel = health.isReady && sameRestarts(before, health.restarts)
      levelSince = isLevel ? (levelSince ?? now) : null
      before = health.restarts
      const seconds = levelSince === null ? 0 : (now - levelSince) / 1000
      request.onLook?.(health, seconds)
      if (seconds >= levelSeconds) return { kind: 'level', seen: last, restarts: sum(before) }
      if (now > until) return { kind: 'timeout', seen: last, restarts: sum(before) }
    }
    await timing.sleep(PAUSE_MS)
  }
}

const sum = (restarts: ReadonlyMap<string, number>): number =>
  [...restarts.values()].reduce((all, one) => all + one, 0)

const sameRestarts = (
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): boolean => [...now].every(([uid, count]) => before.get(uid) === count)

const look = async (request: WatchRequest, began: number): Promise<Health | 'gone'> => {
  const workload = await readObject(request.api, request.ref)
  if (workload === null) return 'gone'
  const pods = await podsOf(request.api, workload)
  const { baseline, replaced, api, mayRest = false } = request
  return healthOf({ workload, pods, baseline, replaced, now: api.timing.now(), began, mayRest })
}

/** Pods that a workload's selector names; a bare pod is its own. */
export async function podsOf(api: ClusterApi, workload: KubeObject): Promise<readonly Pod[]> {
  if (workload.kind === 'Pod') return [workload as Pod]
  const selector = (
    workload['spec'] as { selector?: { matchLabels?: Record<string, string> } } | undefined
  )?.selector?.matchLabels
  if (!selector || Object.keys(selector).length === 0) return []
  const namespace = workload.metadata.namespace ?? ''
  return (await listObjects(api, { kind: 'Pod', namespace }, selector)) as readonly Pod[]
}

/** Restarts by pod uid. A pod that is not in it is newer than the count. */
export function restartsByPod(pods: readonly Pod[]): ReadonlyMap<string, number> {
  return new Map(pods.map(({ metadata, status }) => [metadata.uid ?? '', restartsOf(status)]))
}
