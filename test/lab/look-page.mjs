// The table and the screens that docs/lab-look.md shows.
import { join } from 'node:path'
import { median } from '../../scripts/lib/median.mjs'
import { root } from '../../scripts/lib/workspace.mjs'
import { writePage } from '../../scripts/lib/write-page.mjs'

const cell = (text) =>
  String(text ?? '')
    .replace(/[|<>*_]/g, '\\$&')
    .replace(/\s+/g, ' ')

export async function writeLookPage(rows, { version }) {
  const right = rows.filter(({ passed }) => passed).length
  const seconds = rows.flatMap((row) => (row.way === 'copy' && row.seconds ? [row.seconds] : []))
  const lines = [
    '# Looks inside containers, on a real node',
    '',
    'Written by `npm run verify:lab -- look`: each workload is applied to a cluster; once it crash-loops, or runs, the command is run on it as',
    'a user runs it. A row is right if the look names what is wrong, the cause is the one that was made, and no copy is left in the',
    'namespace. The workloads were made for this page, so that it shows that the way works, and not how often it helps.',
    '',
    `- right: **${right} of ${rows.length}**`,
    `- time of a look in a copy, from the command to its end, median: ${median(seconds).toFixed(0)} s (a busy node with two cores)`,
    `- Kubernetes ${version}`,
    '',
    '| case | what | way | cause before the look | after it | right |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      ({ name, what, way, before, after, passed, problems }) =>
        `| ${name} | ${cell(what)} | ${way ?? ''} | ${before ?? ''} | ${after ?? ''} | ${passed ? 'yes' : `no: ${cell(problems.join('; '))}`} |`,
    ),
    '',
    '## What it looks like',
    '',
    ...rows.flatMap(({ name, what, command, screen }) =>
      screen
        ? [`### ${name}: ${what}`, '', '```text', `$ ${command} --yes`, screen.trimEnd(), '```', '']
        : [],
    ),
  ]
  await writePage(join(root, 'docs', 'lab-look.md'), lines.join('\n'))
}
