// The table and the screens that docs/lab-fix.md shows.
import { existsSync, readFileSync } from 'node:fs'
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
    '## Recorded cases',
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
    '### Every kind of workload',
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
    '### What it looks like',
    '',
    ...screens.flatMap((screen) => ['```text', screen.trimEnd(), '```', '']),
  ]
  await writePart('recorded', lines)
}

const PAGE = join(root, 'docs', 'lab-fix.md')
const TITLE = '# Fixes, carried out and proven on a real node'
const PARTS = ['unseen', 'fourth', 'third', 'second', 'recorded']

/** A part of the page in place of the one that an earlier run wrote; the other part stays as its own run left it. */
async function writePart(name, lines) {
  const text = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : ''
  const parts = PARTS.map((part) => {
    const [begin, end] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`]
    if (part === name) return [begin, '', ...lines, '', end].join('\n')
    const at = text.indexOf(begin)
    return at < 0 ? '' : text.slice(at, text.indexOf(end) + end.length)
  })
  await writePage(PAGE, [TITLE, '', ...parts].join('\n\n'))
}

export function scenarioSummary(rows) {
  const healed = rows.filter(({ works, state }) => works && state === 'proven')
  const others = rows.filter(({ state }) => state !== 'proven')
  const tried = others.filter(({ state }) => state !== 'not applied')
  const falseProofs = rows.filter(({ works, state }) => !works && state === 'proven').length
  return {
    healed: share(healed.length, rows.length),
    exact: share(tried.filter(({ exact }) => exact).length, tried.length),
    untouched: share(
      others.filter(({ state, exact }) => state === 'not applied' && exact).length,
      others.length - tried.length,
    ),
    falseProofs,
    isReached:
      healed.length >= 0.85 * rows.length &&
      falseProofs === 0 &&
      others.every(({ exact }) => exact !== false),
  }
}

/** The first run of the second set, which later runs of all sets leave as it is. */
export const writeSecondPart = (rows, version) =>
  writeFirstRun(
    'second',
    [rows, version],
    [
      '## A second set, at its first run',
      '',
      'Written by `node scripts/verify-lab-fix.mjs --second`, once: the files in `test/lab/fix-scenarios/second` were written apart',
      'from the plans, each with what it expects, and were not changed between their first commit and this run. Kinds that the',
      'first set lacks: rendered by Helm, claims, Jobs and CronJobs, DaemonSets, init containers, sidecars, autoscaled, two faults',
      'at once, written by an operator or by GitOps. What failed here was mended afterwards; the runs since are in the table above.',
    ],
  )

/** The first run of the third set. */
export const writeThirdPart = (rows, version) =>
  writeFirstRun(
    'third',
    [rows, version],
    [
      '## A third set, at its first run',
      '',
      'Written by `node scripts/verify-lab-fix.mjs --third`, once: the files in `test/lab/fix-scenarios/third` were written apart',
      'from the plans, each with what it expects, by somebody else; before this run no file was read, the names of 14 were seen.',
      'This is the share that holds on crashes that nobody has seen.',
    ],
  )

/** The first run of the fourth set. */
export const writeFourthPart = (rows, version) =>
  writeFirstRun(
    'fourth',
    [rows, version],
    [
      '## A fourth set, at its first run',
      '',
      'Written by `node scripts/verify-lab-fix.mjs --fourth`, once: the files in `test/lab/fix-scenarios/fourth` were written apart',
      'from the plans, each with what it expects, by somebody else; no file was read before this run.',
    ],
  )

async function writeFirstRun(name, [rows, version], intro) {
  const { healed, exact, untouched, falseProofs } = scenarioSummary(rows)
  const met = rows.filter((row) => row.expect.includes(outcomeOf(row)))
  await writePart(name, [
    ...intro,
    '',
    `- healed, and proven by unloop: **${healed}**`,
    `- as the file expects: **${share(met.length, rows.length)}**`,
    `- not proven, and rolled back to exactly the former state, with no pod of a try left: **${exact}**`,
    `- not applied, and nothing changed: **${untouched}**`,
    `- false proofs: **${falseProofs}**`,
    `- Kubernetes ${version}`,
    '',
    '| scenario | cause | taken for | plan | outcome | expected | tries | works | rolled back exactly | seconds | seen |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${row.cause} | ${row.taken ?? ''} | ${row.plan} | ${row.state} | ${row.expect.join(', ')} | ${row.tries} | ${row.works ? 'yes' : 'no'} | ${exactWords({ ...row, exact: row.exact ?? null })} | ${row.seconds ?? 0} | ${cell(row.seen ?? '')} |`,
    ),
  ])
}

/** In the words that a file's `expect` uses. */
const outcomeOf = ({ state, works, exact }) => {
  if (state === 'proven') return works ? 'healed' : 'falsely proven'
  if (exact !== true) return 'left something'
  return state === 'not applied' ? 'handed-over' : 'not-proven'
}

export async function writeScenarioPart(rows, version) {
  const { healed, exact, untouched, falseProofs } = scenarioSummary(rows)
  await writePart('unseen', [
    '## Scenarios that were written apart from the plans',
    '',
    'Written by `node scripts/verify-lab-fix.mjs --scenarios`: the files in `test/lab/fix-scenarios` were written from the',
    'definitions of the causes, apart from the plans and before their first run. Each is applied to a cluster, and once it fails,',
    '`unloop fix KIND/NAME --apply --yes --tries 2` is run on it, once. Whether the program works is then asked of the program:',
    'its pods are ready and level, and it says or answers what it does when it works. A proof that is not confirmed so is false.',
    'One run of one build of all files, those of the second set below among them. Kinds that failed in earlier runs have been',
    'mended since, so that the share says what holds now, and the first run of the second set what holds on unseen ones.',
    '',
    `- healed, and proven by unloop: **${healed}**`,
    `- not proven, and rolled back to exactly the former state, with no pod of a try left: **${exact}**`,
    `- not applied, as the plan is for a person or asks for a value, and nothing changed: **${untouched}**`,
    `- false proofs: **${falseProofs}**`,
    `- Kubernetes ${version}`,
    '',
    '| scenario | cause | taken for | plan | outcome | tries | works | rolled back exactly | seconds | seen |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${row.cause} | ${row.taken ?? ''} | ${row.plan} | ${row.state} | ${row.tries} | ${row.works ? 'yes' : 'no'} | ${exactWords({ ...row, exact: row.exact ?? null })} | ${row.seconds ?? 0} | ${cell(row.seen ?? '')} |`,
    ),
  ])
}
