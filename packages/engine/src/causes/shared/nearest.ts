/** The name that a mistyped or renamed one most likely means; null where none is close. */
export function nearestName(wanted: string, names: readonly string[]): string | null {
  const scored = names.map((name) => ({
    name,
    score: likeness(wanted.toLowerCase(), name.toLowerCase()),
  }))
  const best = scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))[0]
  return best && best.score >= 0.45 ? best.name : null
}

/** 1 for equal; the share of bigrams in common (Dice), and at least 0.6 where one holds the other. */
const likeness = (a: string, b: string): number => {
  if (a === b) return 1
  const shared = dice(bigrams(a), bigrams(b))
  return a.includes(b) || b.includes(a) ? Math.max(0.6, shared) : shared
}

const bigrams = (text: string): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))

const dice = (a: readonly string[], b: readonly string[]): number => {
  const rest = [...b]
  const common = a.filter((pair) => {
    const at = rest.indexOf(pair)
    if (at >= 0) rest.splice(at, 1)
    return at >= 0
  })
  return a.length + b.length === 0 ? 0 : (2 * common.length) / (a.length + b.length)
}
