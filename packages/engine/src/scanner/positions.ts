import { kindOf } from './literal-kind.ts'

/** Letters by how often they stand in logs; a word of rare letters wakes the filter less often. */
const COMMON = ' etaoinsrlcdupmf.gh:-b"ov=/w1y0,2'
/** Words that nearly every log is full of. */
const FREQUENT =
  'error failed connection info warn level time http https java org. com. not found the for with message msg= service apps api request server status start main.go config cannot could kubernetes io. data exception default cluster.local'

/**
 * Where in each literal to look for it: the letters that logs hold least often, and that few other literals hold.
 */
export function positionsOf(literals: readonly string[]): readonly number[] {
  const counts = new Map<string, number>()
  for (const literal of literals)
    for (const row of rowsOf(literal)) counts.set(row, (counts.get(row) ?? 0) + 1)
  return literals.map((literal) => rarest(literal, counts))
}

/** How much of a long literal is looked at. */
const LOOKED_AT = 64

function rowsOf(literal: string): readonly string[] {
  const { bytes } = kindOf(literal.length)
  const length = Math.min(literal.length, LOOKED_AT) - bytes + 1
  return Array.from({ length }, (_, at) => literal.slice(at, at + bytes))
}

/** What another literal with the same letters costs: messages that are made alike are also met together. */
const SHARED = 0.05

function rarest(literal: string, counts: ReadonlyMap<string, number>): number {
  const { offsets } = kindOf(literal.length)
  const each = rowsOf(literal).map((row) => costOf(row) + SHARED * ((counts.get(row) ?? 1) - 1))
  let best = 0
  let bestCost = Infinity
  for (let from = 0; from + offsets <= each.length; from++) {
    let cost = 0
    for (let offset = from; offset < from + offsets; offset++) cost += each[offset] ?? 0
    if (cost < bestCost) [best, bestCost] = [from, cost]
  }
  return best
}

/** Of eight letters, the rarer half counts. Rows of one letter, as bars and paddings are, are hostile. */
function costOf(row: string): number {
  if (new Set(row).size <= 2) return 2
  return row.length === 4
    ? commonness(row)
    : Math.min(commonness(row.slice(0, 4)), commonness(row.slice(4)))
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
