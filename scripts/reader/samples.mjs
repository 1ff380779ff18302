import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSentence } from '../../packages/engine/src/logs/sentence.ts'
import { readLines } from '../../packages/engine/src/logs/read.ts'
import { SIGNATURES } from '../../packages/signatures/src/index.ts'
import { casesIn, snapshotOf } from '../score/cases.mjs'
import { ANSWERS } from './answers.mjs'
import { generalLines } from './general.mjs'

/**
 * Lines whose cause is known: `{ text, cause, family }`. The family is what a left-out score leaves out together; a line of
 * general knowledge that signatures know belongs to their families too (`knownTo`).
 */
export function samplesOf(root) {
  const cases = casesIn(root)
  const decisive = cases.flatMap(ofCase)
  return [
    ...ofSignatures(),
    ...decisive,
    ...generalLines(root, decisive),
    ...ANSWERS.map((text) => quiet(text, 'answers')),
    ...cases.flatMap(quietLines),
  ]
}

/** A line that tells of no failure of the program. */
const quiet = (text, family) => ({ text, cause: 'unknown', family })

function ofSignatures() {
  return SIGNATURES.flatMap(({ id, cause, example }) =>
    [example].flat().map((text) => ({ text, cause, family: id.split('/')[0] })),
  )
}

/** A line of a case was looked at by a person, so it counts more than an example. */
const OF_CASE = 3
const NO_CAUSE = new Set(['healthy', 'other-waiting', 'unknown'])

function ofCase(one) {
  const { label, kind, name } = one
  if (NO_CAUSE.has(label.category)) return []
  const sample = (text) => ({ text, cause: label.category, family: name, weight: OF_CASE })
  if (kind === 'text') return pastedLines(one).map(sample)
  if (label.roots?.length) return []
  return decisiveLines(one).map(sample)
}

/** The decisive line of a paste as its label has it, and as the paste has it. */
function pastedLines({ label, path }) {
  const decisive = label.evidence_line?.trim()
  if (!decisive) return []
  const lines = readFileSync(join(path, 'evidence.txt'), 'utf8').split('\n')
  const whole = lines.find((line) => line.includes(decisive.slice(0, 60)))?.trim()
  return [...new Set([decisive, whole ?? decisive])]
}

const MOST_LINES = 2

/** Log lines of a recorded crash that its label calls decisive; what the kubelet says is no program's wording. */
function decisiveLines(one) {
  const patterns = (one.label.decisive ?? []).map((pattern) => new RegExp(pattern, 'i'))
  const lines = snapshotOf(one).logs.flatMap(({ text }) => text.slice(-200_000).split('\n'))
  const found = lines.filter((line) => patterns.some((pattern) => pattern.test(line)))
  return [...new Set(found)].slice(-MOST_LINES)
}

/** So many lines of one case that tell of no failure. */
const MOST_QUIET = 4
const UNDECIDED = new Set(['healthy', 'unknown'])

/** What healthy programs print, what cases hold that nobody could decide, and what people say around a log. */
function quietLines(one) {
  const { logs, whole } = snapshotOf(one)
  const lines = UNDECIDED.has(one.label.category)
    ? logs.flatMap((stream) => ofLog({ ...stream, text: stream.text.slice(-20_000) }))
    : sentencesOf(one, whole ?? '')
  return spread([...new Set(lines)], MOST_QUIET).map((text) => quiet(text, one.name))
}

const ofLog = (stream) =>
  readLines(stream)
    .map(({ text }) => text)
    .filter((text) => /[A-Za-z]{3}/.test(text))

function sentencesOf({ label }, text) {
  const decisive = (label.evidence_line ?? '').trim().slice(0, 60)
  return text
    .split('\n')
    .filter((line) => isSentence(line) && (decisive === '' || !line.includes(decisive)))
}

/** Some of a list, evenly from its beginning to its end. */
const spread = (list, most) =>
  list.length <= most
    ? list
    : Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)])
