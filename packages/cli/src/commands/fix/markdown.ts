import { duration, percent } from '@unloop/engine/phrases'
import type { FixPage, OutcomeView } from './page.ts'

/** A text within a cell of a Markdown table. */
const cell = (text: string): string => text.replace(/[|<>]/g, '\\$&').replace(/\s+/g, ' ')

/** The plan and its proof for a ticket. */
export function fixMarkdown(page: FixPage): string {
  const { target, cause, plan, changes, outcome, context } = page
  const diffs = changes.map(
    ({ object, diff }) =>
      `${cell(object)}\n\n~~~diff\n${diff.map(({ sign, text }) => `${sign} ${text.replaceAll('~~~', '~ ~ ~')}`).join('\n')}\n~~~`,
  )
  return [
    `## ${cell(`${target.kind} ${target.namespace}/${target.name}`)}: ${cell(cause.title)}`,
    `Cause: \`${cause.id}\` (${percent(cause.confidence)}). Cluster: ${cell(context)}.`,
    `Plan: ${cell(plan.title)} (${plan.where}, ${plan.risk} risk).`,
    ...diffs,
    ...(outcome === null ? ['Nothing was changed.'] : outcomeParts(outcome)),
    '',
  ].join('\n\n')
}

/** What came of the plan. */
function outcomeParts({ state, checks, seconds, undone, id }: OutcomeView): readonly string[] {
  const rows = checks.map(
    ({ what, isMet, seen }) =>
      `| ${cell(what)} | ${isMet === null ? 'unknown' : isMet ? 'yes' : 'no'} | ${cell(seen)} |`,
  )
  return [
    `**${state === 'proven' ? 'Proven' : state === 'interrupted' ? 'Interrupted' : 'Not proven'}** after ${duration(seconds)} (journal ${id}).`,
    `| what had to hold | holds | seen |\n|---|---|---|\n${rows.join('\n')}`,
    ...(undone === null ? [] : [undone.words.map((words) => `- ${cell(words)}`).join('\n')]),
  ]
}
