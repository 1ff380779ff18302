/** Letters by how often they stand in logs; a word of rare letters wakes the filter less often. */
const COMMON = ' etaoinsrlcdupmf.gh:-b"ov=/w1y0,2'
/** Words that nearly every log is full of. */
const FREQUENT =
  'error failed connection info warn level time http https java org. com. not found the for with message msg= service apps api request server status start main.go config cannot could kubernetes io. data exception default cluster.local'

/**
 * Where in each literal to look for it, `step` words from there on: the words that logs hold least often, and that few
 * literals before it are found by. Depends on the literals alone, so a bundle holds it worked out.
 */
export function positionsOf(literals: readonly string[], step: 1 | 2 | 4): readonly number[] {
  const grams = new Map<string, number>()
  return literals.map((literal) => {
    const from = rarest(literal, step, grams)
    for (let offset = from; offset < from + step; offset++) {
      const word = literal.slice(offset, offset + 4)
      grams.set(word, (grams.get(word) ?? 0) + 1)
    }
    return from
  })
}

function rarest(literal: string, step: number, grams: ReadonlyMap<string, number>): number {
  const each = Array.from({ length: Math.min(literal.length, 40) - 3 }, (_, at) => {
    const word = literal.slice(at, at + 4)
    return commonness(word) + 0.02 * (grams.get(word) ?? 0)
  })
  let best = 0
  let bestCost = Infinity
  for (let from = 0; from + step <= each.length; from++) {
    let cost = 0
    for (let offset = from; offset < from + step; offset++) cost += each[offset] ?? 0
    if (cost < bestCost) [best, bestCost] = [from, cost]
  }
  return best
}

/** Costs of words that were asked for before: literals share most of theirs. */
const costs = new Map<string, number>()

function commonness(gram: string): number {
  const known = costs.get(gram)
  if (known !== undefined) return known
  let cost = 1
  for (const char of gram) {
    const rank = COMMON.indexOf(char)
    cost *= rank < 0 ? 0.05 : 1 / (1 + rank * 0.25)
  }
  if (FREQUENT.includes(gram) || FREQUENT.includes(gram.trim())) cost += 1
  costs.set(gram, cost)
  return cost
}
