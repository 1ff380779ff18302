import type { CauseId } from '@unloop/engine/catalogue'
import type { Pod } from '@unloop/engine/evidence'
import type { Incident } from '@unloop/engine/report'
import type { ClusterApi } from '@unloop/sources'
import type { Check } from './outcome.ts'
import { restartsByPod } from './watch.ts'
import { usesOf, type Use } from './usage.ts'

/** What has to be known to tell a program that has enough now from one that only takes longer to use it up. */
export interface GrowthRequest {
  readonly api: ClusterApi
  readonly incident: Pick<Incident, 'causes'>
  /** After so many seconds the growth that was seen before would have reached the new limit. */
  readonly fillSeconds: number
  readonly timeoutSeconds: number
  /** True where what is stated now was there before and ran well. */
  readonly isKnownGood: boolean
  readonly podsNow: () => Promise<readonly Pod[]>
  readonly onWait?: (words: string) => void
  readonly isInterrupted?: () => boolean
}

/** Causes of which something grew until a limit was reached. */
const GROWS: ReadonlySet<CauseId> = new Set<CauseId>([
  'heap-exhausted',
  'kernel-or-node',
  'oom-killed',
  'quota-or-eviction',
  'volume-full',
])

/** A container that takes more is killed again at the next peak; the proof does not wait for that. */
const SHARE = 0.8
/** A limit that ran well before needs no such room. */
const KNOWN_SHARE = 0.95
/** Figures are this old before a kubelet reads them again (kubelet, cadvisor and CRI statistics). */
const PAUSE_MS = 8000
const LEAST_FLAT_SECONDS = 20
const MOST_FLAT_SECONDS = 90
/** Less than this share of the limit, or so many bytes, is breathing, not growing. */
const NOISE = 0.02
const NOISE_BYTES = 2 ** 19
/** Nothing that measures has answered by then. */
const SILENT_SECONDS = 30
/** What would take longer than this is beyond what a proof can see. */
const SOON_SECONDS = 3600

/**
 * Looks at what the pods use, over time: a raised limit proves nothing while the use goes on growing towards it. Where nothing
 * measures it, only time tells: what grew as before would have reached the new limit.
 */
export async function growthCheck(request: GrowthRequest): Promise<readonly Check[]> {
  const { api, incident, fillSeconds, timeoutSeconds, isInterrupted } = request
  if (!GROWS.has(incident.causes[0]?.id ?? 'unknown')) return []
  const began = api.timing.now()
  const restarts = restartsByPod(await request.podsNow())
  const flatSeconds = Math.min(MOST_FLAT_SECONDS, Math.max(LEAST_FLAT_SECONDS, fillSeconds))
  const seen = new Seen(flatSeconds, fillSeconds)
  for (;;) {
    const pods = await request.podsNow().catch(() => null)
    const ended = pods === null ? null : endedSince(pods, restarts)
    if (ended !== null) return [{ what: WHAT, isMet: false, seen: ended }]
    seen.add(await usesOf(api, pods ?? []).catch(() => []))
    const seconds = (api.timing.now() - began) / 1000
    const state = seen.state()
    if (state === 'level' || (state === 'unknown' && seconds >= fillSeconds)) break
    const isHopeless =
      fillSeconds > timeoutSeconds && seconds > SILENT_SECONDS && seen.newest().length === 0
    if (seconds >= timeoutSeconds || isHopeless || isInterrupted?.()) break
    request.onWait?.(seen.words())
    await api.timing.sleep(PAUSE_MS)
  }
  return verdict(request, seen, (api.timing.now() - began) / 1000)
}

const WHAT = 'what it uses does not go on growing towards its limit'

const verdict = (
  { fillSeconds, isKnownGood }: GrowthRequest,
  seen: Seen,
  seconds: number,
): readonly Check[] => {
  const state = seen.state()
  const room = roomCheck(seen.newest(), isKnownGood)
  if (state === 'level') return [{ what: WHAT, isMet: true, seen: seen.words() }, ...room]
  if (state === 'growing') {
    const left = seen.secondsLeft()
    const isSoon = left < SOON_SECONDS
    const words = `${seen.words()}, and is at its limit in ${Math.ceil(left / 60)} min at this pace`
    return [{ what: WHAT, isMet: isSoon ? false : null, seen: words }, ...room]
  }
  const isLong = seconds >= fillSeconds
  return [
    {
      what: WHAT,
      isMet: isLong ? true : null,
      seen: isLong
        ? `it has run for ${Math.round(seconds)} s: growing as before, it would have reached the limit`
        : `nothing measures it, and growing as before it takes ${Math.ceil(fillSeconds / 60)} min to the limit: look again then`,
    },
    ...room,
  ]
}

/** Memory that is nearly used up is used up at the next peak. */
const roomCheck = (uses: readonly Use[], isKnownGood: boolean): readonly Check[] => {
  const memory = uses.filter(({ kind }) => kind === 'memory')
  const [most] = memory.toSorted((a, b) => b.used / b.limit - a.used / a.limit)
  if (!most) return []
  const share = isKnownGood ? KNOWN_SHARE : SHARE
  return [
    {
      what: `memory stays under ${100 * share} % of the limit`,
      isMet: most.used < most.limit * share,
      seen: `${most.of} takes ${percent(most)} % of it`,
    },
  ]
}

const percent = ({ used, limit }: Use): number => Math.round((100 * used) / limit)

/** A pod that was evicted or started again since: the limit is reached. */
const endedSince = (pods: readonly Pod[], before: ReadonlyMap<string, number>): string | null => {
  const now = restartsByPod(pods)
  const again = pods.find(({ metadata, status }) => {
    const uid = metadata.uid ?? ''
    return status?.phase === 'Failed' || (now.get(uid) ?? 0) > (before.get(uid) ?? 0)
  })
  if (!again) return null
  const { reason, message } = again.status ?? {}
  const why = reason
    ? `${reason}${message ? ` (${message.trim().slice(0, 160)})` : ''}`
    : 'started again'
  return `pod ${again.metadata.name}: ${why}`
}

interface Span {
  readonly first: Use
  readonly last: Use
  readonly seconds: number
  readonly grown: number
}

/** Samples by what they are of, and what they say together. */
class Seen {
  readonly #samples = new Map<string, Use[]>()
  readonly #flatSeconds: number
  /** Half of what the growth that was seen before would add in that time, as a share of the limit. */
  readonly #share: number

  constructor(flatSeconds: number, fillSeconds: number) {
    this.#flatSeconds = flatSeconds
    this.#share = Math.min(NOISE, (0.5 * flatSeconds) / fillSeconds)
  }

  add(uses: readonly Use[]): void {
    for (const each of uses) {
      const samples = this.#samples.get(each.of) ?? []
      // A figure that was not read again since says nothing new.
      if ((samples.at(-1)?.at ?? 0) < each.at) samples.push(each)
      this.#samples.set(each.of, samples)
    }
  }

  newest(): readonly Use[] {
    return [...this.#samples.values()].flatMap((samples) => samples.slice(-1))
  }

  /** `growing` where anything grows, `level` where all of it was level long enough. */
  state(): 'growing' | 'level' | 'unknown' {
    const spans = this.#spans()
    if (spans.some((span) => this.#isGrowing(span))) return 'growing'
    const isLong = spans.every(({ seconds }) => seconds >= this.#flatSeconds)
    return spans.length > 0 && isLong ? 'level' : 'unknown'
  }

  /** Until the first of them is at its limit, at the pace of the last look. */
  secondsLeft(): number {
    const lefts = this.#spans().map(({ grown, seconds, last }) =>
      grown > 0 ? ((last.limit - last.used) * seconds) / grown : Infinity,
    )
    return Math.max(0, Math.min(Infinity, ...lefts))
  }

  words(): string {
    const [most] = this.#spans().toSorted(
      (a, b) =>
        b.grown / b.last.limit - a.grown / a.last.limit || percent(b.last) - percent(a.last),
    )
    if (!most) return 'nothing measures what it uses'
    const { first, last, seconds } = most
    return this.#isGrowing(most)
      ? `${last.of} went from ${percent(first)} % to ${percent(last)} % of its limit in ${Math.round(seconds)} s`
      : `${last.of} is level at ${percent(last)} % of its limit`
  }

  #isGrowing({ grown, last }: Span): boolean {
    return grown > Math.max(NOISE_BYTES, last.limit * this.#share)
  }

  /** Of each, the newest sample and the one that was taken long enough before it. */
  #spans(): readonly Span[] {
    return [...this.#samples.values()].flatMap((samples) => {
      const last = samples.at(-1)
      if (!last) return []
      const from = last.at - this.#flatSeconds * 1000
      const first = samples.findLast(({ at }) => at <= from) ?? samples[0] ?? last
      const seconds = (last.at - first.at) / 1000
      return [{ first, last, seconds, grown: last.used - first.used }]
    })
  }
}
