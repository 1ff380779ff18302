import type { CauseId } from '../catalogue.ts'
import { duration } from '../evidence/time.ts'
import type { Draft } from './group.ts'
import type { Judged } from '../verdict/judge.ts'

/** Causes that pass by themselves: the lease is taken again, the node or the API server is back. */
const PASSES: ReadonlySet<CauseId> = new Set<CauseId>(['leader-election-lost', 'kernel-or-node'])
const API_SERVER =
  /(?:^kubernetes(?:\.default)?(?:\.svc.*)?$|^10\.(?:96|43|0|100)\.0\.1$|^172\.20\.0\.1$)/

const TOGETHER = 10 * 60_000
const MASS = 3
const FEW_RESTARTS = 2

/**
 * Says of incidents that end by themselves that they do, without a fix urged: all their containers run again, and they fell
 * together with others (a node upgrade, an API server that was away) or only once or twice.
 */
export function withSelfResolving(drafts: readonly Draft[], now: number | null): readonly Draft[] {
  const passing = drafts.filter(passes)
  return drafts.map((draft) => {
    const sentence = passing.includes(draft) ? sentenceFor(draft, passing, now) : null
    if (!sentence) return draft
    return { ...draft, incident: { ...draft.incident, settling: sentence, fixes: [] } }
  })
}

const passes = ({ incident, members }: Draft): boolean => {
  const cause = incident.causes[0]
  if (!cause || incident.kind !== 'crash-loop' || !members.every(runsAgain)) return false
  return (
    PASSES.has(cause.id) ||
    (cause.id === 'dependency-unreachable' && members.every(missesApiServer))
  )
}

const runsAgain = ({ file }: Judged): boolean => file.failing.status?.state?.running !== undefined

const missesApiServer = ({ candidates }: Judged): boolean =>
  API_SERVER.test(candidates[0]?.lead.facts['host'] ?? '')

const lastExit = ({ members }: Draft): number =>
  Math.max(...members.map(({ file }) => file.exit?.finishedAt ?? 0))

const sentenceFor = (
  draft: Draft,
  passing: readonly Draft[],
  now: number | null,
): string | null => {
  const at = lastExit(draft)
  const together = passing.filter((other) => Math.abs(lastExit(other) - at) <= TOGETHER)
  const since = now !== null && at > 0 ? ` for ${duration(now - at)}` : ''
  if (together.length >= MASS)
    return `${together.length} workloads restarted within ten minutes for reasons that pass, and this one runs again${since}: it is settling by itself. Look again in ten minutes before changing anything.`
  if (draft.incident.state.restarts <= FEW_RESTARTS)
    return `It runs again${since}; a restart for this reason passes by itself. Look again in ten minutes before changing anything.`
  return null
}
