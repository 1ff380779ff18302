import type { Pod } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'
import { podLog, refOf } from '../cluster/objects.ts'
import { withoutNumbers } from './decisive.ts'
import { isPodReady } from './health.ts'
import type { Check } from './outcome.ts'

/** How a run that was well showed it: the line that says that it is up, or a line that it says again and again. */
export interface Life {
  /** Without what differs from run to run. */
  readonly lines: readonly string[]
  /** The image that said so: another one may word it otherwise. */
  readonly image: string | null
  readonly pod: string | null
}

export const NO_LIFE: Life = { lines: [], image: null, pod: null }

/** How servers, consumers and controllers say that they are up, in the words of their frameworks. */
const UP =
  /\b(?:listening|listens on|ready (?:to|for)|accepting connections|started (?:server|application|http|in \d)|server (?:is )?(?:up|ready|running|started)|startup complete|serving (?:on|at|http)|running (?:on|at) |consuming|watching|connected to|initiali[sz]ation complete|synced)\b/i
/** A pod that is ready may have complained all the while: what a fix ends is no sign that it works. */
const COMPLAINT =
  /\b(?:error|fatal|panic|exception|traceback|fail(?:s|ed|ure|ing)?|cannot|can't|could not|couldn't|unable|refused|denied|forbidden|unreachable|timed? ?out|not found|retry(?:ing)?)\b/i
const MOST_LINES = 5
/** A line that comes so often in one log is a heartbeat or an access log, not a step of starting. */
const AGAIN = 3

/** Of the pods that are ready before the fix is made: an older revision, or the replicas that are well. */
export async function lifeOf(
  api: ClusterApi,
  pods: readonly Pod[],
  container: string | null,
): Promise<Life> {
  const well = pods.find(isReady)
  if (well === undefined || container === null) return NO_LIFE
  const log = await podLog(api, refOf({ ...well, kind: 'Pod' }), { container }).catch(() => '')
  const image = imageOf(well, container)
  return { lines: signsIn(log), image, pod: well.metadata.name ?? null }
}

/** The signs of life of a log, those first that say that it is up. */
export function signsIn(log: string): readonly string[] {
  const counts = new Map<string, number>()
  for (const line of log.split('\n').map(withoutNumbers))
    if (line.length >= 8 && !COMPLAINT.test(line)) counts.set(line, (counts.get(line) ?? 0) + 1)
  const up = [...counts.keys()].filter((line) => UP.test(line))
  const again = [...counts].filter(([, times]) => times >= AGAIN).map(([line]) => line)
  return [...new Set([...up, ...again])].slice(0, MOST_LINES)
}

const isReady = (pod: Pod): boolean => !pod.metadata.deletionTimestamp && isPodReady(pod)

const imageOf = ({ spec }: Pod, container: string): string | null =>
  spec?.containers?.find(({ name }) => name === container)?.image ?? null

interface LifeRequest {
  readonly api: ClusterApi
  readonly life: Life
  readonly container: string | null
  readonly levelSeconds: number
  readonly podsNow: () => Promise<readonly Pod[]>
}

const PAUSE_MS = 3000

/** Ready is not yet working: what the good run said must be said again, by pods of the same image. */
export async function lifeCheck(request: LifeRequest): Promise<readonly Check[]> {
  const { api, life, container, levelSeconds, podsNow } = request
  const what = 'it shows the signs of life of a run that was well'
  if (life.lines.length === 0 || container === null) return []
  const until = api.timing.now() + Math.max(20, levelSeconds) * 1000
  for (;;) {
    const pods = await podsNow()
    const silent = await firstSilent(api, pods, { container, lines: life.lines })
    const said = life.lines[0] ?? ''
    if (silent === null) return [{ what, isMet: true, seen: `\`${said.slice(0, 80)}\`` }]
    if (api.timing.now() > until) {
      const isSame = imageOf(silent, container) === life.image
      const seen = `pod ${silent.metadata.name} does not say \`${said.slice(0, 80)}\`, as ${life.pod} did`
      return [{ what, isMet: isSame ? false : null, seen }]
    }
    await api.timing.sleep(PAUSE_MS)
  }
}

const firstSilent = async (
  api: ClusterApi,
  pods: readonly Pod[],
  { container, lines }: { readonly container: string; readonly lines: readonly string[] },
): Promise<Pod | null> => {
  for (const pod of pods) {
    const log = await podLog(api, refOf({ ...pod, kind: 'Pod' }), { container }).catch(() => '')
    const said = new Set(log.split('\n').map(withoutNumbers))
    if (!lines.some((line) => said.has(line))) return pod
  }
  return null
}
