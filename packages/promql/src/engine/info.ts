import type { Call } from '../parser/ast.ts'
import type { Value } from './matrix.ts'
import type { Scope } from './scope.ts'
import { evaluateRows, vectorOf } from './scope.ts'

/** Placeholder until the labels of info metrics are joined. */
export async function evaluateInfo(scope: Scope, call: Call): Promise<Value> {
  const [vector] = call.args
  return vectorOf(vector ? await evaluateRows(scope, vector) : [])
}
