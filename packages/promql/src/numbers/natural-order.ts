const CHUNK = /\d+|\D+/g

/** Whether a text comes before another one when numbers in them count as numbers (github.com/facette/natsort). */
export function naturalLess(a: string, b: string): boolean {
  const left = a.match(CHUNK) ?? []
  const right = b.match(CHUNK) ?? []
  for (const [i, one] of left.entries()) {
    const other = right[i]
    if (other === undefined) return false
    if (one === other) continue
    const isNumber = (text: string) => /^\d/.test(text)
    if (isNumber(one) && isNumber(other)) {
      const difference = Number(one) - Number(other)
      if (difference !== 0) return difference < 0
      continue
    }
    return one < other
  }
  return left.length < right.length
}
