// The table and the screens that docs/lab-fix.md shows.
import { join } from 'node:path'
import { root } from '../../scripts/lib/workspace.mjs'
import { writePage } from '../../scripts/lib/write-page.mjs'

const share = (part, of) => `${part} of ${of} (${of === 0 ? 0 : ((100 * part) / of).toFixed(0)} %)`
const cell = (text) =>
  String(text)
    .replace(/[|<>*_]/g, '\\$&')
    .replace(/\s+/g, ' ')

const whyNot = ({ state, screen }) =>
  state === 'not applied' && screen
    ? `taken for ${screen.cause.id}, whose plan is for a person to carry out`
    : ''

const exactWords = ({ exact, state }) =>
  exact === null ? '' : !exact ? 'no' : state === 'not applied' ? 'nothing changed' : 'yes'

export function fixSummary(rows) {
  // What was never applied has nothing to be taken back, but must have changed nothing either.
  const failed = rows.filter(({ exact, state }) => exact !== null && state !== 'not applied')
  return {
    healthy: share(
      rows.filter(({ healthy, state }) => healthy && state === 'proven').length,
      rows.length,
    ),
    exact: share(failed.filter(({ exact }) => exact).length, failed.length),
    isReached:
      rows.filter(({ healthy, state }) => healthy && state === 'proven').length >=
        0.85 * rows.length && rows.every(({ exact }) => exact !== false),
  }
}

export async function writeFixPage(rows, { version, screens, kinds }) {
  const { healthy, exact } = fixSummary(rows)
  const lines = [
    '# Fixes, carried out and proven on a real node',
    '',
    'Written by `npm run verify:lab -- fix`: each case is applied to a cluster, and once it loops as it did when it was recorded,',
    '`unloop fix KIND/NAME --apply --yes` is run on it. Whether the workload is healthy is then looked at with kubectl.',
    'Where a plan asks for a value that only the user knows, the value of the fix recorded with the case is given.',
    'One run of one build, each case played once. The plans were written with these cases at hand, so that the share says',
    'how well they are carried out and proven, and not how well they would do on crashes that nobody has seen yet.',
    '',
    `- healthy, and proven by unloop: **${healthy}**`,
    `- not proven, and rolled back to exactly the former state: **${exact}**`,
    `- Kubernetes ${version}`,
    '',
    '| case | cause | plan | outcome | healthy | rolled back exactly | seconds | seen |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${row.cause} | ${row.plan}${row.answered ? ' (value given)' : ''} | ${row.state} | ${row.healthy ? 'yes' : 'no'} | ${exactWords(row)} | ${row.seconds} | ${cell(row.seen || whyNot(row))} |`,
    ),
    '',
    '## Every kind of workload',
    '',
    'Each kind once with a command that the plan mends, and once with a need for memory that no plan can meet: what does not help',
    'has to be taken back exactly. Pods and Jobs are made anew for it.',
    '',
    '| workload | plan | outcome | as it has to be |',
    '|---|---|---|---|',
    ...kinds.map(
      ({ name, plan, state, left, isRight }) =>
        `| ${name} | ${plan} | ${state} | ${isRight ? 'yes' : cell(`no ${left.join('; ')}`)} |`,
    ),
    '',
    '## What it looks like',
    '',
    ...screens.flatMap((screen) => ['```text', screen.trimEnd(), '```', '']),
  ]
  await writePage(join(root, 'docs', 'lab-fix.md'), lines.join('\n'))
}
