// Prints ratios, each measured in one run on this machine: `npm run bench [-- start|dump|cluster-text|scan]`.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateDump } from './bench/generate.mjs'
import { clusterText } from './bench/cluster-text.mjs'
import { buildLibrary } from './bench/library.mjs'
import { median } from './lib/median.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const chosen = process.argv.slice(2)
const wanted = (name) => chosen.length === 0 || chosen.includes(name)
const verdict = (value, limit) =>
  `${value.toFixed(2)} (limit ${limit}${value <= limit ? '' : ', NOT reached'})`

const seconds = (command, args) => {
  const started = performance.now()
  const { error } = spawnSync(command, args, { cwd: root, stdio: 'ignore' })
  if (error) throw error
  return (performance.now() - started) / 1000
}

/** Pairs of runs, so that a drifting machine slows both alike; the median of the pairs' ratios counts. */
const startUp = () => {
  const launcher = join(root, 'unloop')
  const args = ['diagnose', '-f', 'test/corpus/a01-node-typeerror/dump', '-o', 'json']
  seconds(launcher, args)
  const pairs = Array.from({ length: 15 }, () => [
    seconds(launcher, args),
    seconds(process.execPath, ['-e', '0']),
  ])
  const ratio = median(pairs.map(([ours, node]) => ours / node))
  console.log(
    `start-up and one recorded namespace / node -e 0: ${verdict(ratio, 3)} (median ${(1000 * median(pairs.map(([a]) => a))).toFixed(0)} ms)`,
  )
}

/** The launcher's own, see `unloop`; the baseline gets the same. */
const FLAGS = ['--max-semi-space-size=16']

const largeDump = async () => {
  const made = mkdtempSync(join(tmpdir(), 'unloop-bench-'))
  try {
    const dir = join(made, 'dump')
    const library = await buildLibrary(made)
    const { objects, logs } = generateDump(dir, {
      namespaces: 100,
      podsEach: 100,
      loopsEach: 5,
      logBytes: 20_500,
    })
    // The launcher also gives V8 a place for its compiled code, which the first run of each fills.
    const env = { ...process.env, NODE_COMPILE_CACHE: join(made, 'cache') }
    const child = (mode) =>
      JSON.parse(
        execFileSync(
          process.execPath,
          [...FLAGS, 'scripts/bench/large-dump.mjs', mode, dir, library],
          { cwd: root, encoding: 'utf8', env },
        ),
      )
    child('baseline')
    child('unloop')
    const pairs = Array.from({ length: 5 }, () => [child('unloop'), child('baseline')])
    const ratioOf = (what) => median(pairs.map(([ours, base]) => ours[what] / base[what]))
    const rss = median(pairs.map(([ours]) => ours.rss))
    const limit = 150 * 2 ** 20 + 5 * objects
    console.log(
      `10,000 pods, 500 loops, ${(logs / 2 ** 20).toFixed(0)} MiB of logs / parsing and splitting them: elapsed ${verdict(ratioOf('wall'), 2.5)}, CPU of all threads ${verdict(ratioOf('cpu'), 2.5)}`,
    )
    console.log(
      `  ${pairs[0][0].count} incidents; resident ${(rss / 2 ** 20).toFixed(0)} MiB of ${(limit / 2 ** 20).toFixed(0)} MiB (objects ${(objects / 2 ** 20).toFixed(0)} MiB)${rss <= limit ? '' : ', NOT reached'}`,
    )
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

const SPLIT = "require('node:fs').readFileSync(process.argv[1], 'utf8').split('\\n').length"

/** A whole cluster as one paste of six megabytes; the baseline is a process that splits it, and our own start-up. */
const largeText = () => {
  const made = mkdtempSync(join(tmpdir(), 'unloop-bench-'))
  try {
    const path = join(made, 'session.txt')
    const text = clusterText(6 * 2 ** 20)
    writeFileSync(path, text)
    const launcher = join(root, 'unloop')
    const small = ['diagnose', '-f', 'test/corpus/a01-node-typeerror/dump', '-o', 'json']
    seconds(launcher, small)
    const runs = Array.from({ length: 7 }, () => ({
      ours: seconds(launcher, ['diagnose', '-f', path, '-o', 'json']),
      start: seconds(launcher, small),
      split: seconds(process.execPath, ['-e', SPLIT, path]),
    }))
    const ratio = median(runs.map(({ ours, start, split }) => ours / (start + split)))
    console.log(
      `${(text.length / 2 ** 20).toFixed(1)} MiB of a cluster's text / splitting it into lines plus start-up: ${verdict(ratio, 2)} (median ${(1000 * median(runs.map(({ ours }) => ours))).toFixed(0)} ms)`,
    )
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

if (wanted('start')) startUp()
if (wanted('dump')) await largeDump()
if (wanted('cluster-text')) largeText()
if (wanted('scan'))
  execFileSync(process.execPath, ['scripts/bench/scan.mjs'], { cwd: root, stdio: 'inherit' })
