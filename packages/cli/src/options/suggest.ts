/** The candidate nearest to a mistyped word, or null where none is near enough to be meant. */
export function suggest(word: string, candidates: readonly string[]): string | null {
  const typed = word.toLowerCase().slice(0, 64)
  const limit = typed.length <= 4 ? 1 : typed.length <= 8 ? 2 : 3
  let best: string | null = null
  let least = limit + 1
  for (const candidate of candidates) {
    const apart = distance(typed, candidate.toLowerCase())
    if (apart < least) [best, least] = [candidate, apart]
  }
  return (
    best ??
    candidates.find((each) => typed.length >= 3 && each.toLowerCase().startsWith(typed)) ??
    null
  )
}

/** A sentence to put after an error, empty where nothing is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = suggest(word, candidates)
  return near === null ? '' : ` Did you mean ${near}?`
}

/** Edits of one letter, a swap of two neighbours counting as one (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const next = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const options = [
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      ]
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) options.push(at(before, column - 2) + 1)
      next.push(Math.min(...options))
    }
    ;[before, last] = [last, next]
  }
  return at(last, b.length)
}

/** The number of a place; beyond the row no edit leads there. */
const at = (row: readonly number[], index: number): number => row[index] ?? Infinity
