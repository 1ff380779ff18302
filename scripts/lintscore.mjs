// Scores lint on the fixtures of test/lint and on the manifests of the recorded crashes; --write puts it into docs/lint-score.md.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/workspace.mjs'
import { writePage } from './lib/write-page.mjs'
import { cataloguePage, catalogueRows } from './lint/catalogue.mjs'
import { corpusScore } from './lint/corpus.mjs'
import { filesOfCase, fixtures, indexRows, lintFiles } from './lint/fixtures.mjs'
import {
  aliasOf,
  CRASH_RELEVANT,
  DIFFERENT,
  isContradicted,
  NOT_CHECKED,
  optionsOf,
} from './lint/peers.mjs'

const percent = (part, all) =>
  `${part} of ${all} (${all === 0 ? '–' : ((100 * part) / all).toFixed(1)} %)`
const rows = indexRows()

/** The place of the one mistake of each file. */
const { gaps: EXPECTED } = JSON.parse(
  readFileSync(join(fixtures, 'expected-findings.json'), 'utf8'),
)

/** True, but nothing crashes by it: told as good practice. */
const PRACTICE_GAPS = /^(?:hostnetwork-dns-policy|probe-timeout-over-period)\.bad/

function gaps() {
  const missed = []
  const falseAlarms = []
  let bad = 0
  let good = 0
  for (const name of readdirSync(join(fixtures, 'gaps')).sort()) {
    const options = PRACTICE_GAPS.test(name) ? { practice: true } : {}
    const findings = lintFiles([join(fixtures, 'gaps', name)], options)
    if (name.endsWith('.good.yaml')) {
      good++
      for (const { severity, code } of findings) falseAlarms.push({ name, severity, code })
      continue
    }
    bad++
    const places = EXPECTED[name.replace('.bad.yaml', '')] ?? []
    const isFound =
      places.length > 0 &&
      places.every(({ object, path }) =>
        findings.some((finding) => finding.object === object && finding.path === path),
      )
    if (!isFound) missed.push(name)
  }
  return { bad, good, missed, falseAlarms }
}

function peers() {
  const agreed = []
  const disagreed = []
  const unchecked = new Map()
  const cache = new Map()
  for (const row of rows) {
    if (!['pass', 'fail'].includes(row.expected)) continue
    if (!CRASH_RELEVANT.has(row.category) || isContradicted(row, rows)) continue
    const alias = aliasOf(row)
    const reason = NOT_CHECKED.find(([pattern]) => pattern.test(alias))?.[1]
    const options = optionsOf(row)
    const key = JSON.stringify([row.file, options])
    const findings = cache.get(key) ?? lintFiles(filesOfCase(row), { ...PEER_OPTIONS, ...options })
    cache.set(key, findings)
    if (reason !== undefined) {
      unchecked.set(alias, reason)
      continue
    }
    const name = row.object?.includes('/')
      ? row.object
          .split('/')
          .at(-1)
          .replace(/[^\w.-].*$/, '')
      : null
    const isFound = findings.some(
      (finding) =>
        finding.aliases.includes(alias) &&
        (name === null || finding.object.endsWith(name) || row.peer === 'kubescape'),
    )
    const isSame = isFound === (row.expected === 'fail')
    ;(isSame ? agreed : disagreed).push({ ...row, alias })
  }
  return { agreed, disagreed, unchecked }
}

const PEER_OPTIONS = { practice: true, completeness: 'complete' }

/** Fixes of recorded crashes that were tried on a cluster. */
const fixedOf = (folder) =>
  readdirSync(join(root, 'test', folder))
    .map((name) => join('..', folder, name, 'fixed.yaml'))
    .filter((file) => existsSync(join(fixtures, file)))

/** Files that some peer calls good for one of its rules, and our own: none may be said to crash for certain. */
function goodManifests() {
  const files = [
    ...new Set(rows.filter(({ expected }) => expected === 'pass').map(({ file }) => file)),
  ]
  const own = [
    ...readdirSync(join(fixtures, 'gaps'))
      .filter((name) => name.endsWith('.good.yaml'))
      .map((name) => join('gaps', name)),
    ...fixedOf('corpus'),
    ...fixedOf('cases'),
  ]
  files.push(...own)
  const certain = files.flatMap((file) =>
    lintFiles([join(fixtures, file)])
      .filter(({ severity }) => severity === 'will-crash')
      .map(({ code, message }) => ({ file, code, message })),
  )
  return { files: files.length, certain }
}

const gap = gaps()
const peer = peers()
const good = goodManifests()
const corpus = existsSync(join(root, 'test', 'corpus')) ? corpusScore() : null
const certainOnGood = gap.falseAlarms.filter(({ severity }) => severity === 'will-crash')
const reasonOf = (row) =>
  DIFFERENT.find(([pattern]) => pattern.test(`${row.alias} ${row.file}`))?.[1] ?? 'not looked into'

const page = [
  '# How lint scores',
  '<!-- Made by npm run lintscore -- --write. -->',
  'Fixtures stand in `test/lint`, with their sources and licences. `npm run lintscore` measures again.',
  '## Mistakes that no other tool sees',
  `Bad files found with the right object and field: **${percent(gap.bad - gap.missed.length, gap.bad)}**; at least 97 % are wanted.`,
  gap.missed.length === 0 ? '' : `Missed: ${gap.missed.join(', ')}.`,
  'hostnetwork-dns-policy and probe-timeout-over-period are counted with `--practice`: they are true, and nothing crashes by them.',
  `Findings “will crash” on ${gap.good} good files: **${certainOnGood.length}**; other findings there: ${gap.falseAlarms.length - certainOnGood.length}.`,
  "## Other tools' fixtures",
  'Compared are all rows of the index whose category bears on starting and staying up, but those of which one says pass and another fail of the same rule and file (options of the tool decide there). Where the policy of a case has parameters that lint has options for, they are given.',
  `Agreement on their rules that decide whether containers start and stay up: **${percent(peer.agreed.length, peer.agreed.length + peer.disagreed.length)}**; at least 95 % are wanted.`,
  `Findings “will crash” on ${good.files} good manifests (those that these tools call good for some rule, the good halves of the pairs above, and fixes of recorded crashes that were tried on a cluster): **${good.certain.length}**.`,
  table(
    ['file', 'check', 'what is said'],
    good.certain.map(({ file, code, message }) => [file, code, message]),
  ),
  table(
    ['file', 'rule', 'they say', 'why unloop differs'],
    peer.disagreed.map((row) => [row.file, row.alias, row.expected, reasonOf(row)]),
  ),
  'Rules without a check here:',
  table(
    ['rule', 'why'],
    [...peer.unchecked].sort().map(([alias, reason]) => [alias, reason]),
  ),
  ...(corpus === null ? [] : corpus.page),
  ...cataloguePage(table),
  '',
].join('\n\n')

console.log(
  `gaps: ${percent(gap.bad - gap.missed.length, gap.bad)} bad files found, ${certainOnGood.length} will-crash and ${gap.falseAlarms.length - certainOnGood.length} other findings on ${gap.good} good files`,
)
for (const name of gap.missed) console.log(`  missed ${name}`)
for (const { name, code, severity } of gap.falseAlarms)
  console.log(`  on ${name}: ${code} (${severity})`)
console.log(
  `peers: ${percent(peer.agreed.length, peer.agreed.length + peer.disagreed.length)} rows agree; ${peer.unchecked.size} rules are not checked`,
)
for (const row of peer.disagreed)
  console.log(`  ${row.expected} ${row.alias} ${row.file} ${row.object}: ${reasonOf(row)}`)
console.log(`good manifests: ${good.certain.length} will-crash findings on ${good.files} files`)
for (const { file, code, message } of good.certain) console.log(`  ${file} ${code}: ${message}`)
if (corpus !== null) console.log(corpus.summary)
const catalogue = catalogueRows()
const unexplained = catalogue.filter(
  ({ codes, reason }) => codes.length === 0 && reason === undefined,
)
console.log(
  `catalogue: ${catalogue.filter(({ codes }) => codes.length > 0).length} of ${catalogue.length} rules have a check; ${unexplained.length} of the others have no reason: ${unexplained.map(({ alias }) => alias).join(', ')}`,
)

const target = join(root, 'docs', 'lint-score.md')
if (process.argv.includes('--write')) await writePage(target, page)

function table(head, body) {
  if (body.length === 0) return 'None.'
  const cell = (text) => text.replace(/[|<>*_]/g, '\\$&')
  return [head, head.map(() => '---'), ...body.map((each) => each.map(cell))]
    .map((each) => `| ${each.join(' | ')} |`)
    .join('\n')
}
