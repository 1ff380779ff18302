// The table that docs/lab-replay.md shows.
import { join } from 'node:path'
import { median } from '../../scripts/lib/median.mjs'
import { root } from '../../scripts/lib/workspace.mjs'
import { writePage } from '../../scripts/lib/write-page.mjs'

const share = (rows, test) => `${rows.filter(test).length} of ${rows.length}`

export const summary = (rows) => ({
  right: share(rows, ({ right }) => right),
  equal: share(rows, ({ equal }) => equal),
  seconds: median(rows.flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds]))).toFixed(
    1,
  ),
})

export async function writeReplayPage(rows, { version }) {
  const { right, equal, seconds } = summary(rows)
  const lines = [
    '# Recorded crashes, replayed on a real node',
    '',
    'Written by `npm run verify:lab`: each case is applied to a cluster again, and diagnosed live once it crash-loops',
    'as it did when it was recorded.',
    '',
    `- cause right, live: **${right}**`,
    `- the same cause live and from the recorded dump: **${equal}**`,
    `- time of \`unloop diagnose -n NAMESPACE\`, median: ${seconds} s`,
    `- Kubernetes ${version}`,
    '',
    '| case | label | live | confidence | from its dump | right | same | seen |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${row.label} | ${row.live} | ${row.confidence?.toFixed(2) ?? ''} | ${row.dump} | ${row.right ? 'yes' : 'no'} | ${row.equal ? 'yes' : 'no'} | ${row.note ?? ''} |`,
    ),
    '',
  ]
  await writePage(join(root, 'docs', 'lab-replay.md'), lines.join('\n'))
}
