import type { CaseFile } from '../../incidents/casefile.ts'
import type { Finding } from '../cause.ts'

type ProbeKind = 'liveness' | 'startup'

const WORDS = { liveness: 'Liveness', startup: 'Startup' } as const

/** The kubelet's own words: it killed the container for this probe, or the probe failed often enough that it must have. */
export const probeFindings = (file: CaseFile, kind: ProbeKind): readonly Finding[] => {
  const failures = file.eventsWhere('Unhealthy', new RegExp(`^${WORDS[kind]} probe`))
  const kills = file.eventsWhere('Killing', new RegExp(`${kind} probe`, 'i'))
  const failure = failures.at(-1)
  const kill = kills.at(-1)
  if (!failure && !kill) return []
  const killed = kill !== undefined && file.killer === kind
  return [
    {
      cause: `${kind}-probe`,
      weight: killed ? 90 : endsAsKilled(file) ? 70 : 25,
      rule: `${kind}-probe/killed`,
      title: failure
        ? `${WORDS[kind]} probe fails: ${short(failure.message)}`
        : `Killed for its ${kind} probe`,
      evidence: [failure, kill]
        .filter((event) => event !== undefined)
        .map((event) => file.fromEvent(event)),
      facts: {},
    },
  ]
}

/** SIGTERM, then SIGKILL after the grace period: handled (0), not handled (143), ignored (137). */
const endsAsKilled = ({ exit }: CaseFile): boolean =>
  exit !== null &&
  (exit.code === 0 || exit.code === 143 || (exit.code === 137 && exit.reason !== 'OOMKilled'))

const short = (message: string): string =>
  message
    .replace(/^\w+ probe (?:failed|errored)[^:]*: /, '')
    .split('\n')[0]
    ?.slice(0, 120) ?? ''
