// Compares an answer of our engine with the oracle's.
import { describeForComparison } from '@unloop/promql/testscript'

const TOLERANCE = 1e-9

/** What differs; undefined where nothing does. Equal errors are equal answers. */
export function compareAnswers(ours, theirs) {
  if (ours.error !== undefined || theirs.error !== undefined) return compareErrors(ours, theirs)
  for (const level of ['warnings', 'infos']) {
    const left = [...ours[level]].map(withoutCount).sort()
    const right = (theirs[level] ?? []).map(withoutCount).sort()
    if (left.join('\n') !== right.join('\n'))
      return { kind: level, text: `${JSON.stringify(left)} | ${JSON.stringify(right)}` }
  }
  return compareResults(rowsOf(ours.result), theirs.result)
}

// Prometheus merges the annotations of a step into those before it again and again, which doubles this count each time.
const withoutCount = (text) => text.replace(/over -?\d+ samples/, 'over … samples')

function compareErrors(ours, theirs) {
  if (ours.error === theirs.error) return undefined
  // Which of several duplicates is met first is up to the order of a hash table there.
  if (
    ours.error !== undefined &&
    theirs.error !== undefined &&
    [ours, theirs].every(({ error }) => /duplicate|multiple matches|same labelset/.test(error))
  )
    return undefined
  return { kind: 'error', text: `${ours.error ?? 'fine'} | ${theirs.error ?? 'fine'}` }
}

const numberText = (value) =>
  Number.isFinite(value)
    ? String(value)
    : ({ Infinity: '+Inf', '-Infinity': '-Inf' }[value] ?? 'NaN')

function rowsOf(result) {
  switch (result.type) {
    case 'scalar':
      return { type: 'scalar', value: numberText(result.value) }
    case 'string':
      return { type: 'string', value: result.value }
    case 'vector':
      return {
        type: 'vector',
        rows: result.samples.map(({ labels, timestamp, value, histogram }) => ({
          labels: labels.toRecord(),
          points: [pointOf(timestamp, value, histogram)],
        })),
      }
    case 'matrix':
      return {
        type: 'matrix',
        rows: result.series.map(({ labels, timestamps, values, histograms }) => ({
          labels: labels.toRecord(),
          points: [
            ...Array.from(timestamps, (time, i) => pointOf(time, values[i])),
            ...histograms.map(({ timestamp, histogram }) => pointOf(timestamp, 0, histogram)),
          ],
        })),
      }
  }
}

function pointOf(t, value, histogram) {
  return histogram ? { t, h: describeForComparison(histogram) } : { t, v: numberText(value) }
}

function compareResults(ours, theirs) {
  if (ours.type !== theirs.type) return { kind: 'type', text: `${ours.type} | ${theirs.type}` }
  if (ours.rows === undefined)
    return isSame(ours.value, theirs.value)
      ? undefined
      : { kind: 'scalar', text: `${ours.value} | ${theirs.value}` }
  const left = byLabels(ours.rows)
  const right = byLabels(theirs.rows)
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const a = left.get(key)
    const b = right.get(key)
    if (!a || !b) return { kind: 'series', text: `${key} only ${a ? 'here' : 'there'}` }
    const problem = comparePoints(a, b)
    if (problem) return { kind: problem.kind, text: `${key} ${problem.text}` }
  }
  return undefined
}

function byLabels(rows) {
  const key = ({ labels }) =>
    JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))
  return new Map(rows.map((row) => [key(row), row.points]))
}

function comparePoints(ours, theirs) {
  if (ours.length !== theirs.length)
    return { kind: 'points', text: `${ours.length} points | ${theirs.length}` }
  for (const [i, a] of ours.entries()) {
    const b = theirs[i]
    if (a.t !== b.t) return { kind: 'times', text: `${a.t} | ${b.t}` }
    if ((a.h === undefined) !== (b.h === undefined))
      return { kind: 'kind', text: JSON.stringify([a, b]) }
    if (a.h !== undefined ? !isSameText(a.h, b.h) : !isSame(a.v, b.v))
      return {
        kind: a.h === undefined ? 'value' : 'histogram',
        text: `@${a.t} ${a.h ?? a.v} | ${b.h ?? b.v}`,
      }
  }
  return undefined
}

function isSame(a, b) {
  const x = toNumber(a)
  const y = toNumber(b)
  if (Object.is(x, y) || x === y) return true
  return (
    Math.abs(x - y) <= TOLERANCE * Math.max(Math.abs(x), Math.abs(y)) || Math.abs(x - y) < 1e-12
  )
}

function toNumber(text) {
  return Number(text.replace('Inf', 'Infinity'))
}

const NUMBER = /[+-]?(?:Inf|NaN|\d+\.?\d*(?:e[+-]?\d+)?)/g

/** Whether two texts are the same but for the last digits of their numbers. */
function isSameText(a, b) {
  const left = a.match(NUMBER) ?? []
  const right = b.match(NUMBER) ?? []
  if (a.replace(NUMBER, '#') !== b.replace(NUMBER, '#')) return false
  return left.every((number, i) => isSame(number, right[i] ?? 'NaN'))
}
