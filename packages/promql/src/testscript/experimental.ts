import { walk } from '../parser/ast.ts'
import { parseExpr } from '../parser/parser.ts'

const ALL = { experimentalFunctions: true, extendedRangeSelectors: true, fillModifiers: true }

/** Whether a query needs syntax or functions that Prometheus keeps behind a flag. */
export function isExperimental(query: string): boolean {
  try {
    parseExpr(query)
    return false
  } catch {
    // It is valid with the flags on, or not at all.
  }
  try {
    walk(parseExpr(query, ALL), () => undefined)
    return true
  } catch {
    return false
  }
}
