// The tier that needs a real cluster: rights, collected archives, state locks, looks inside containers, and recorded cases brought to life again.
//   node scripts/verify-lab.mjs [rights] [collect] [replay] [fix] [unlock] [look] [webhook] [--all | --only PREFIX]
import { fileURLToPath } from 'node:url'
import { deleteAllMade, findLab, kubectl } from '../test/lab/lab.mjs'

const PARTS = ['rights', 'collect', 'unlock', 'look', 'webhook', 'replay', 'fix']
const argv = process.argv.slice(2)
const valueOf = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined)
const named = PARTS.filter((part) => argv.includes(part))
const parts = new Set(named.length > 0 ? named : PARTS)

const lab = findLab()
if (lab === null || (await kubectl(lab, 'get', '--raw', '/readyz').catch(() => '')) !== 'ok') {
  console.error(
    'verify:lab needs a running lab node: UNLOOP_LAB (its folder) or KUBECONFIG, and UNLOOP_LAB_KIT (the folder with lab/play and corpus).',
  )
  process.exit(2)
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void deleteAllMade(lab).finally(() => process.exit(130)))

let failures = 0
const report = ([name, passed, detail]) => {
  if (!passed) failures++
  console.log(
    `${passed ? 'ok    ' : 'FAILED'} ${name}${passed || !detail ? '' : `\n       ${detail}`}`,
  )
}

if (parts.has('rights')) {
  const { checkRights } = await import('../test/lab/rights.mjs')
  for (const check of await checkRights(lab)) report(check)
}
if (parts.has('collect')) {
  const { checkCollected } = await import('../test/lab/collected.mjs')
  for (const check of await checkCollected(lab)) report(check)
}
if (parts.has('unlock')) {
  const { checkUnlock } = await import('../test/lab/unlock.mjs')
  await checkUnlock(lab, report)
}
if (parts.has('look')) await inspect()
if (parts.has('webhook')) {
  const { checkWebhook } = await import('../test/lab/webhook.mjs')
  for (const check of await checkWebhook(lab)) report(check)
}
if (parts.has('replay')) await replayCases()
if (parts.has('fix')) {
  const { spawnSync } = await import('node:child_process')
  const script = fileURLToPath(new URL('verify-lab-fix.mjs', import.meta.url))
  const { status } = spawnSync(
    process.execPath,
    [script, ...argv.filter((word) => word !== 'fix')],
    { stdio: 'inherit' },
  )
  if (status !== 0) failures++
}
process.exitCode = failures === 0 ? 0 : 1

async function inspect() {
  const { lookCases } = await import('../test/lab/look.mjs')
  const { writeLookPage } = await import('../test/lab/look-page.mjs')
  const only = valueOf('--only')
  const rows = await lookCases(lab, only, ({ name, before, after, passed, problems }) =>
    report([`look ${name}: ${before ?? '-'} → ${after ?? '-'}`, passed, problems.join('; ')]),
  )
  const version = JSON.parse(await kubectl(lab, 'version', '-o', 'json')).serverVersion.gitVersion
  if (only === undefined) await writeLookPage(rows, { version })
}

async function replayCases() {
  const { casesToPlay, replay } = await import('../test/lab/replay.mjs')
  const { summary, writeReplayPage } = await import('../test/lab/page.mjs')
  const only = valueOf('--only')
  const cases = casesToPlay(lab, { all: argv.includes('--all'), only })
  const rows = await replay(lab, cases, (row) =>
    report([
      `${row.name}: ${row.live} (${row.label}; its dump: ${row.dump})`,
      row.right && row.equal,
      row.note ?? '',
    ]),
  )
  const { right, equal, seconds } = summary(rows)
  console.log(`cause right: ${right}; same as from the dump: ${equal}; median ${seconds} s`)
  const version = JSON.parse(await kubectl(lab, 'version', '-o', 'json')).serverVersion.gitVersion
  if (only === undefined) await writeReplayPage(rows, { version })
}
