/** So many neighbouring words make a place where two lines can be the same. */
const WORDS = 5
/** Two lines that share this part of all such places say the same. */
const SAME = 0.7

/** What lines are compared by: their runs of five words, numbers all the same; a shorter line is one run. */
export function runsOf(text) {
  const words =
    text
      .toLowerCase()
      .replace(/\d+/g, '0')
      .match(/[\p{L}\p{N}_]+/gu) ?? []
  const runs = new Set()
  for (let at = 0; at + WORDS <= words.length; at++) runs.add(words.slice(at, at + WORDS).join(' '))
  return runs.size > 0 ? runs : new Set([words.join(' ')])
}

/** Tells of a text whether it is, or nearly is, one of the others. */
export function nearTo(others) {
  const places = new Map()
  for (const runs of others.map(runsOf))
    for (const run of runs) places.set(run, [...(places.get(run) ?? []), runs])
  return (text) => {
    const own = runsOf(text)
    const shared = new Map()
    for (const run of own)
      for (const other of places.get(run) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1)
    return [...shared].some(([other, count]) => count / (own.size + other.size - count) >= SAME)
  }
}
