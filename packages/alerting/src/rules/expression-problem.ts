import { parseExpr, ParseError } from '@unloop/promql'

/** Why an expression is none, in Prometheus' words; undefined if it is one. */
export function expressionProblem(expression: string): string | undefined {
  try {
    parseExpr(expression)
    return undefined
  } catch (error) {
    if (error instanceof ParseError) return error.message
    throw error
  }
}
