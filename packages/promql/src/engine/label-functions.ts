import { isLabelName } from '../labels/names.ts'
import { METRIC_NAME } from '../labels/labels.ts'
import { compileRe2 } from '../labels/regex.ts'
import type { Call, Expr } from '../parser/ast.ts'
import { expandTemplate } from './expand-template.ts'
import { QueryError } from '../problems/errors.ts'
import type { Row, Value } from '../samples/matrix.ts'
import { mergeRows } from './merge-rows.ts'
import { evaluateRows, vectorOf, type Scope } from './scope.ts'

/** The text of a literal argument. */
function text(arg: Expr | undefined): string {
  return arg?.kind === 'string' ? arg.value : ''
}

/** @throws {QueryError} for what cannot be the name of a label */
function checkLabel(name: string, what: string): void {
  if (!isLabelName(name)) throw new QueryError(`invalid ${what}: ${name}`)
}

/** Sets a label to what a pattern finds in another one. */
export async function evaluateLabelReplace(scope: Scope, call: Call): Promise<Value> {
  const [vector, ...texts] = call.args
  const [target = '', replacement = '', source = '', pattern = ''] = texts.map(text)
  const regex = compile(pattern)
  checkLabel(target, 'destination label name in label_replace()')
  return relabel(scope, vector, (row) => {
    const matcher = regex.matcher(row.labels.get(source))
    return matcher.matches()
      ? setLabel(row, target, expandTemplate(replacement, matcher, regex))
      : row
  })
}

/** A pattern by RE2. @throws {QueryError} for one that is not valid */
function compile(pattern: string): ReturnType<typeof compileRe2> {
  try {
    return compileRe2(pattern)
  } catch (cause) {
    const message = `invalid regular expression in label_replace(): ${pattern}`
    throw new QueryError(message, 'execution', { cause })
  }
}

/** Sets a label to the values of others, joined. */
export async function evaluateLabelJoin(scope: Scope, call: Call): Promise<Value> {
  const [vector, ...texts] = call.args
  const [target = '', separator = '', ...sources] = texts.map(text)
  for (const source of sources) checkLabel(source, 'source label name in label_join()')
  checkLabel(target, 'destination label name in label_join()')
  return relabel(scope, vector, (row) =>
    setLabel(row, target, sources.map((source) => row.labels.get(source)).join(separator)),
  )
}

/** A row with a label set. Setting the name keeps it from being dropped at the end. */
function setLabel(row: Row, name: string, value: string): Row {
  const dropName = name === METRIC_NAME ? false : row.dropName
  return row.relabel(row.labels.with({ [name]: value }), dropName)
}

/** Changes the labels of each row. @throws {QueryError} where two get the same labels and have a sample at one step */
async function relabel(
  scope: Scope,
  vector: Expr | undefined,
  change: (row: Row) => Row,
): Promise<Value> {
  if (!vector) return vectorOf([])
  const rows = await evaluateRows(scope, vector)
  return vectorOf(mergeRows(rows.map(change), scope.grid.count))
}
