import { BRANCHES, CATALOGUE, CAUSE_IDS, isCauseId, type Branch } from '@unloop/engine/catalogue'
import type { Paint } from '../output/paint.ts'
import { pad, wrap } from '../output/wrap.ts'
import { EXIT_CODES, REASONS, type Found } from '@unloop/engine/explain'

/** How the page is laid out. */
interface PageView {
  readonly width: number
  readonly paint: Paint
}

/** What `unloop explain WORD` prints. */
export function explanation({ kind, name, topic }: Found, { width, paint }: PageView): string {
  const branch = isCauseId(name) ? [`Branch: ${BRANCHES[CATALOGUE[name].branch]}`] : []
  const causes = (topic.causes ?? [])
    .filter(isCauseId)
    .map((id) => [id, CATALOGUE[id].means] as const)
  return [
    paint('strong', `${name} (${kind})`),
    ...wrap(`${topic.title}.`, { width }),
    ...branch,
    '',
    ...wrap(topic.meaning, { width }),
    '',
    paint('strong', 'Check'),
    ...topic.check.map((command) => `  ${paint('command', command)}`),
    '',
    paint('strong', 'Fix'),
    ...topic.fix.flatMap((line) => wrap(line, { width, first: '- ', next: '  ' })),
    ...(causes.length === 0 ? [] : ['', paint('strong', 'Usual causes'), ...rows(causes, width)]),
    '',
  ].join('\n')
}

/** What `unloop explain` prints: all names, by kind. */
export function topicList({ width, paint }: PageView): string {
  const branches = Object.keys(BRANCHES) as readonly Branch[]
  const causes = branches.flatMap((branch) => [
    '',
    paint('strong', BRANCHES[branch]),
    ...rows(
      CAUSE_IDS.filter((id) => CATALOGUE[id].branch === branch).map((id) => [
        id,
        CATALOGUE[id].means,
      ]),
      width,
    ),
  ])
  const codes = Object.entries(EXIT_CODES).map(([code, { title }]) => [code, title] as const)
  const reasons = Object.entries(REASONS).map(([name, { title }]) => [name, title] as const)
  return [
    'unloop explain NAME tells more about any of these.',
    ...causes,
    '',
    paint('strong', 'Exit codes (128 + n is an end by signal n)'),
    ...rows(codes, width),
    '',
    paint('strong', 'Reasons'),
    ...rows(reasons, width),
    '',
  ].join('\n')
}

/** Names with their texts as two columns. */
function rows(pairs: readonly (readonly [string, string])[], width: number): string[] {
  const first = Math.max(...pairs.map(([name]) => name.length)) + 2
  const next = ' '.repeat(first + 2)
  return pairs.flatMap(([name, text]) =>
    wrap(text, { width, first: `  ${pad(name, first)}`, next }),
  )
}
