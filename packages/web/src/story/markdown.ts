import {
  commandsOf,
  confidenceWords,
  percent,
  placeOf,
  stateWords,
  where,
} from '@unloop/engine/phrases'
import type { Story } from './story.ts'

/** The verdict for a ticket or a chat; what programs printed stands in fences that it cannot close. */
export function markdownOf({ incident }: Story): string {
  const [leader] = incident.causes
  if (leader === undefined) return ''
  const [fix] = incident.fixes
  const parts = [
    `**${line(leader.title)}** (${confidenceWords(leader)}, ${percent(leader.confidence)}, \`${leader.id}\`)`,
    `${line(where(incident))}: ${line(stateWords(incident))}`,
    line(leader.explanation),
    ...leader.evidence.slice(0, 3).map((one) => `${line(placeOf(one))}\n${fenced(one.excerpt)}`),
    incident.change === null ? '' : `Changed before: ${line(incident.change.what)}`,
    fix === undefined ? '' : `Fix: ${line(fix.title)}\n${fenced(commandsOf(fix).join('\n'))}`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** One line in which nothing is markup. */
const line = (text: string): string => text.replace(/\s+/g, ' ').replace(/([*_`[\]<>|\\])/g, '\\$1')

/** A fence longer than any run of backticks inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}`
}
