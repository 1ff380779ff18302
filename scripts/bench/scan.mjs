/** Prints what log scanning costs against splitting the same text into lines, and what hostile input adds. */
import { createScanner } from '../../packages/engine/src/scanner/scan.ts'
import { SIGNATURES } from '../../packages/signatures/src/index.ts'
import { hostile, logMix } from './logs.mjs'

const WANTED = 500
const words =
  'open read write connect resolve load parse bind mount start find lookup verify create'.split(' ')
const things =
  'certificate database directive listener partition replica manifest keystore broker cursor lease shard'.split(
    ' ',
  )
const fillers = Array.from({ length: Math.max(0, WANTED - SIGNATURES.length) }, (_, i) => {
  const [word, thing] = [
    words[i % words.length],
    things[Math.floor(i / words.length) % things.length],
  ]
  const ends = [
    'permission denied',
    'no such file or directory',
    'connection refused',
    'invalid value',
    'timed out',
  ]
  const end = ends[i % ends.length]
  const pattern = new RegExp(
    `(?:cannot|could not|unable to) ${word} ${thing} "?(?<name>[^":]+)"?.*: ${end}`,
  )
  return {
    id: `bench/${i}`,
    cause: 'app-exception',
    pattern,
    strength: 'error',
    title: 'x',
    example: `cannot ${word} ${thing} "x": ${end}`,
    source: 'bench',
  }
})
const signatures = [...SIGNATURES, ...fillers]
const stream = (text) => ({ text, origin: { source: 'bench' } })

function touch(text) {
  let sum = 0
  for (const line of text.split('\n')) sum += line.length
  return sum
}

function took(work) {
  const from = performance.now()
  work()
  return performance.now() - from
}

/** The best times of two works, run in turn: what each costs without what else the machine does. */
function bestOf(runs, first, second) {
  const best = [Infinity, Infinity]
  for (let i = 0; i < runs; i++) {
    best[0] = Math.min(best[0], took(first))
    best[1] = Math.min(best[1], took(second))
  }
  return best
}

const scanner = createScanner(signatures)
const megabytes = Number(process.argv[2] ?? 120)
const text = logMix(megabytes * 1e6)
const small = text.slice(0, 1e6)
for (let i = 0; i < 20; i++) scanner.scanText(stream(small))

const scanned = (input) => () => scanner.scanText(stream(input))
const [split, scan] = bestOf(6, () => touch(text), scanned(text))
console.log(`signatures ${signatures.length}, log of ${(text.length / 1e6).toFixed(0)} MB`)
console.log(
  `split ${split.toFixed(0)} ms, scan ${scan.toFixed(0)} ms, ratio ${(scan / split).toFixed(2)} (at most 4)`,
)
for (const [name, input] of Object.entries(hostile(signatures))) {
  const [normal, slowed] = bestOf(25, scanned(small), scanned(input))
  console.log(
    `  ${name.padEnd(28)} ${slowed.toFixed(2)} ms, ordinary ${normal.toFixed(2)} ms, ratio ${(slowed / normal).toFixed(2)} (at most 2)`,
  )
}
