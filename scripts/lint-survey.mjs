// Runs the default gate over public repositories and charts that the lists below name, and prints what it
// says for a person to judge: all that is certain (or a sample of --certain), and a sample of what may be.
//   node scripts/lint-survey.mjs --mirrors DIR [--list NAME] [--sample 60] [--certain 40] [--helm FOLDER] [--plain]
//     [--part 1/2] [--findings FILE]
// DIR holds bare copies as OWNER+NAME/repo. Nothing of them is kept: only the list of names and the judged table are.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { run } from '../packages/cli/src/run.ts'
import { recordedIo } from '../packages/cli/src/testing/recorded-io.ts'
import { root } from './lib/workspace.mjs'

const { values } = parseArgs({
  options: {
    mirrors: { type: 'string' },
    list: { type: 'string', default: 'first' },
    sample: { type: 'string', default: '60' },
    certain: { type: 'string', default: 'Infinity' },
    helm: { type: 'string' },
    plain: { type: 'boolean', default: false },
    part: { type: 'string', default: '1/1' },
    findings: { type: 'string' },
  },
})

const JUDGED = join(root, 'docs', 'lint-judged.tsv')
const LISTS = JSON.parse(readFileSync(join(root, 'scripts', 'lint', 'survey-lists.json'), 'utf8'))
const MOST_BYTES = 512 * 1024 * 1024

/** The files that lint reads, and what charts are rendered from; others may be missing in a copy. */
const WANTED = /\.(?:ya?ml|json|tpl|txt|conf|toml|sh|tgz)$|ockerfile/

function exported(mirror, into) {
  mkdirSync(into, { recursive: true })
  const env = { ...process.env, GIT_DIR: mirror, GIT_INDEX_FILE: join(into, '.index') }
  const git = (args, input) =>
    execFileSync('git', args, { env, input, encoding: 'utf8', maxBuffer: MOST_BYTES })
  const names = git(['ls-tree', '-r', '-z', '--name-only', 'HEAD']).split('\0')
  git(['read-tree', 'HEAD'])
  try {
    git(
      ['--work-tree', into, 'checkout-index', '-f', '-z', '--stdin'],
      names.filter((name) => WANTED.test(name)).join('\0'),
    )
  } catch (error) {
    // The others are written all the same; large files are not in every copy.
    console.log(`${mirror}: ${String(error.stderr).split('\n')[0]}`)
  }
  rmSync(join(into, '.index'))
}

async function linted(folder) {
  // Without the programs that render, files are read as they stand.
  const path = values.plain ? '/nowhere' : `${values.helm ?? ''}:${process.env.PATH}`
  const { io, out, err } = recordedIo({ env: { ...process.env, PATH: path } })
  process.chdir(folder)
  await run(['lint', '.', '-o', 'json', '--no-ignore'], { ...io, now: () => new Date() })
  process.chdir(root)
  const text = out()
  return { report: text.startsWith('{') ? JSON.parse(text) : null, notes: err() }
}

/** Charts that stand for themselves: those below another one's `charts` are parts of it. */
function chartsBelow(folder, found = []) {
  const names = readdirSync(folder)
  if (names.includes('Chart.yaml')) return [...found, folder]
  return names
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory())
    .reduce((all, path) => chartsBelow(path, all), found)
}

const keyOf = ({ repository, file, object, code, path }) =>
  createHash('sha256').update([repository, file, object, code, path].join('\n')).digest('hex')

/** One of each kind of place: hundreds of copies of one file say one thing. */
function unlike(findings) {
  const known = new Set()
  return findings.filter(({ repository, code, source }) => {
    const key = [repository, code, source.trim()].join('\n')
    return !known.has(key) && known.add(key)
  })
}

function judgedRows() {
  if (!existsSync(JUDGED)) return new Map()
  const [, ...lines] = readFileSync(JUDGED, 'utf8').trim().split('\n')
  return new Map(lines.map((line) => [line.split('\t').slice(1, 6).join('\t'), line.split('\t')]))
}

const commitOf = (repository) =>
  execFileSync('git', ['rev-parse', '--short=10', 'HEAD'], {
    env: { ...process.env, GIT_DIR: join(values.mirrors, repository.replace('/', '+'), 'repo') },
    encoding: 'utf8',
  }).trim()

const rowOf = ({ repository, file, object, code, path }) =>
  [repository, file.replaceAll('\t', ' '), object, code, path].join('\t')

const scratch = mkdtempSync(join(tmpdir(), 'unloop-survey-'))
const all = []
let objects = 0
let charts = 0
const red = []
const [part, parts] = values.part.split('/').map(Number)
for (const [index, repository] of LISTS[values.list].entries()) {
  if (index % parts !== part % parts) continue

  const mirror = join(values.mirrors, repository.replace('/', '+'), 'repo')
  if (!existsSync(mirror)) {
    console.log(`${repository}: not fetched`)
    continue
  }
  const folder = join(scratch, repository.replace('/', '+'))
  exported(mirror, folder)
  const { report } = await linted(folder)
  if (report === null) console.log(`${repository}: no report`)
  objects += report?.scanned.objects ?? 0
  const found = (report?.findings ?? []).map((each) => ({ ...each, repository }))
  all.push(...found)
  for (const chart of values.helm === undefined ? [] : chartsBelow(folder)) {
    const inside = chart.slice(folder.length + 1)
    const { report: one, notes } = await linted(chart)
    if (one === null || /was not read/.test(notes) || one.scanned.objects === 0) continue
    charts++
    if (one.findings.length > 0)
      red.push(
        `${repository} ${inside}: ${[...new Set(one.findings.map(({ code, message }) => `${code} ${message}`))].slice(0, 3).join(' | ')}`,
      )
  }
  console.log(`${repository}: ${report?.scanned.objects ?? 0} objects, ${found.length} findings`)
  rmSync(folder, { recursive: true, force: true })
}
rmSync(scratch, { recursive: true, force: true })

const kinds = unlike(all)
const seeded = kinds
  .map((each) => ({ ...each, key: keyOf(each) }))
  .sort((a, b) => (a.key < b.key ? -1 : 1))
const isCertain = ({ severity }) => severity !== 'may-crash'
const sample = [
  ...seeded.filter(isCertain).slice(0, Number(values.certain)),
  ...seeded.filter((each) => !isCertain(each)).slice(0, Number(values.sample)),
]
if (values.findings !== undefined)
  writeFileSync(values.findings, JSON.stringify({ kinds: seeded, red, charts, objects }))
const judged = judgedRows()
console.log(
  `\n${objects} objects, ${all.length} findings, ${kinds.length} unlike each other; charts: ${red.length} of ${charts} red`,
)
for (const each of red) console.log(`  red ${each}`)
const tally = new Map()
for (const each of sample) {
  const verdict = judged.get(rowOf(each))?.[6] ?? '?'
  const level = each.severity
  tally.set(`${level} ${verdict}`, (tally.get(`${level} ${verdict}`) ?? 0) + 1)
  console.log(
    [
      verdict,
      rowOf(each),
      each.severity,
      commitOf(each.repository),
      `${each.line}`,
      each.source.trim().slice(0, 120),
      each.message,
    ].join('\t'),
  )
}
console.log(
  [...tally]
    .sort()
    .map(([what, count]) => `${what}: ${count}`)
    .join(', '),
)
