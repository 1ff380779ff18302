import { KIND_WORDS, stateWords } from '@unloop/engine/phrases'
import type { Evidence } from '@unloop/engine/report'
import { Confidence } from '../parts/confidence.tsx'
import { Moment } from '../parts/moment.tsx'
import { Tag } from '../parts/tag.tsx'
import type { Story } from '../story/story.ts'
import { trendOf, TREND_WORDS, trendTone } from '../story/trend.ts'
import { Chain } from './chain.tsx'
import { EvidenceList } from './evidence-list.tsx'
import css from './incident.module.css'

export interface VerdictProps {
  readonly story: Story
  /** Where a piece of evidence is shown; null where it is only cited. */
  readonly hrefOf: (evidence: Evidence) => string | null
  readonly onOpen: (evidence: Evidence) => void
  /** Where a cause is explained. */
  readonly explainHref: (id: string) => string | null
}

/** The cause with its confidence, its state and its evidence; nothing for a report without causes. */
export function Verdict({ story, hrefOf, onOpen, explainHref }: VerdictProps) {
  const { incident, tracked, nowMs } = story
  const [leader] = incident.causes
  if (leader === undefined) return null
  const trend = tracked === null ? null : trendOf(tracked, nowMs)
  const { nextRestartAt } = incident.state
  return (
    <div className={css['verdict']}>
      <h1>{leader.title}</h1>
      <div className={css['measure']}>
        <Confidence cause={leader} />
        <a href={explainHref(leader.id) ?? undefined}>
          <code>{leader.id}</code>
        </a>
        {trend === null ? (
          <Tag tone="bad">{KIND_WORDS[incident.kind]}</Tag>
        ) : (
          <Tag tone={trendTone(trend)}>{TREND_WORDS[trend]}</Tag>
        )}
        <span>{stateWords(incident)}</span>
        {incident.since === null ? null : (
          <span>
            since <Moment ms={Date.parse(incident.since)} nowMs={nowMs} />
          </span>
        )}
        {nextRestartAt === null || Date.parse(nextRestartAt) < nowMs ? null : (
          <span>
            next start <Moment ms={Date.parse(nextRestartAt)} nowMs={nowMs} />
          </span>
        )}
      </div>
      {incident.settling === undefined ? null : (
        <p className={css['settling']}>{incident.settling}</p>
      )}
      <p className={css['explanation']}>{leader.explanation}</p>
      <EvidenceList evidence={leader.evidence} hrefOf={hrefOf} onOpen={onOpen} />
      <Chain story={story} />
    </div>
  )
}
