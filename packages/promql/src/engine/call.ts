import { DATE_FUNCTIONS } from '../functions/date-functions.ts'
import { HISTOGRAM_FUNCTIONS } from '../functions/histogram-statistics.ts'
import { MATH_FUNCTIONS, roundTo } from '../functions/math-functions.ts'
import { RANGE_FUNCTIONS } from '../functions/range-functions.ts'
import { Labels } from '../labels/labels.ts'
import { goMax, goMin } from '../numbers/math.ts'
import type { Call, Expr } from '../parser/ast.ts'
import { absentLabels } from './absent.ts'
import { evaluateHistogramCall } from './histogram-call.ts'
import { evaluateInfo } from './info.ts'
import { evaluateLabelJoin, evaluateLabelReplace } from './label-functions.ts'
import { mapFloats, mapHistograms, settle } from './map-rows.ts'
import { ABSENT, FLOAT, RowWriter, type Row, type Value } from '../samples/matrix.ts'
import { evaluateRangeCall } from './range-call.ts'
import { evaluateRows, evaluateScalar, timeOf, vectorOf, type Scope } from './scope.ts'
import { evaluateSelector } from './selectors.ts'
import { evaluateSort } from './sort.ts'

type CallEvaluator = (scope: Scope, call: Call) => Promise<Value>

/** A function call, at each step. */
export async function evaluateCall(scope: Scope, call: Call): Promise<Value> {
  const { name } = call.func
  if (RANGE_FUNCTIONS.has(name)) return evaluateRangeCall(scope, call)
  const math = MATH_FUNCTIONS.get(name)
  if (math) return vectorOf(mapFloats(scope, await rowsOf(scope, call, 0), math))
  const histogram = HISTOGRAM_FUNCTIONS.get(name)
  if (histogram) return vectorOf(mapHistograms(scope, await rowsOf(scope, call, 0), histogram))
  const date = DATE_FUNCTIONS.get(name)
  if (date) return evaluateDate(scope, call, date)
  const evaluator = EVALUATORS.get(name)
  if (!evaluator) throw new TypeError(`There is no function ${name}.`)
  return evaluator(scope, call)
}

/** An argument that the parser has checked to be there. @throws {TypeError} if it is not */
function argument(call: Call, i: number): Expr {
  const arg = call.args[i]
  if (!arg) throw new TypeError(`${call.func.name} lacks its argument ${i}.`)
  return arg
}

/** The rows of an argument that is a vector. */
async function rowsOf(scope: Scope, call: Call, i: number): Promise<Row[]> {
  return evaluateRows(scope, argument(call, i))
}

/** The values of an argument that is a scalar, one a step. */
async function scalarOf(scope: Scope, call: Call, i: number): Promise<Float64Array> {
  return evaluateScalar(scope, argument(call, i))
}

/** A scalar of a value at each step. */
function scalar(scope: Scope, value: (step: number) => number): Value {
  return {
    kind: 'scalar',
    values: Float64Array.from({ length: scope.grid.count }, (_, i) => value(i)),
  }
}

/** One series with the labels given and a value at each step for which there is one. */
function single(scope: Scope, labels: Labels, value: (step: number) => number | undefined): Value {
  const writer = new RowWriter(scope.grid.count)
  for (let step = 0; step < scope.grid.count; step++) {
    const result = value(step)
    if (result !== undefined) writer.float(step, result)
  }
  const row = writer.finish(labels, false)
  return vectorOf(row ? [row] : [])
}

/** A function of dates. Without an argument it is of the time of each step. */
async function evaluateDate(
  scope: Scope,
  call: Call,
  date: (seconds: number) => number,
): Promise<Value> {
  if (call.args.length === 0)
    return single(scope, Labels.empty, (step) => date(Math.trunc(timeOf(scope.grid, step) / 1000)))
  return vectorOf(mapFloats(scope, await rowsOf(scope, call, 0), date))
}

// A plain selector gives the times of its samples; any other expression has been computed, and its time is that of the step.
const evaluateTimestamp =
  (aspect: 'timestamp' | 'start'): CallEvaluator =>
  async (scope, call) => {
    const arg = argument(call, 0)
    if (arg.kind === 'vector') {
      if (aspect === 'start' && !scope.options.useStartTimestamps) return vectorOf([])
      const value = await evaluateSelector(scope, arg, aspect)
      if (value.kind !== 'vector' || scope.options.delayedNameRemoval) return value
      return vectorOf(
        settle(
          scope,
          value.rows.map((row) => row.relabel(row.labels.withoutMetadata(), true)),
        ),
      )
    }
    const rows = await evaluateRows(scope, arg)
    if (aspect === 'start') return vectorOf([])
    return vectorOf(timesOf(scope, rows))
  }

/** The time of each step that has a sample, in seconds. */
function timesOf(scope: Scope, rows: readonly Row[]): Row[] {
  const writer = new RowWriter(scope.grid.count)
  const timed = rows.flatMap((row) => {
    for (let i = 0; i < row.length; i++)
      if (row.kinds[row.at + i] !== ABSENT)
        writer.float(row.first + i, timeOf(scope.grid, row.first + i) / 1000)
    const eager = !scope.options.delayedNameRemoval
    return writer.finish(eager ? row.labels.withoutMetadata() : row.labels, true) ?? []
  })
  return settle(scope, timed)
}

/** `clamp` and its halves. A step whose limits are the wrong way round has no sample. */
async function evaluateClamp(scope: Scope, call: Call): Promise<Value> {
  const rows = await rowsOf(scope, call, 0)
  const limits = new Float64Array(scope.grid.count)
  const { name } = call.func
  const min = name === 'clamp_max' ? limits.fill(-Infinity) : await scalarOf(scope, call, 1)
  const maxArgument = name === 'clamp' ? 2 : 1
  const max =
    name === 'clamp_min'
      ? new Float64Array(scope.grid.count).fill(Infinity)
      : await scalarOf(scope, call, maxArgument)
  const inOrder = rows.flatMap((row) =>
    keepSteps(scope, row, (step) => !((max[step] ?? 0) < (min[step] ?? 0))),
  )
  const clamped = (value: number, step: number) =>
    goMax(min[step] ?? 0, goMin(max[step] ?? 0, value))
  return vectorOf(mapFloats(scope, inOrder, clamped))
}

/** The samples of a row at the steps that a condition holds for. */
function keepSteps(scope: Scope, row: Row, keep: (step: number) => boolean): Row[] {
  let all = true
  for (let i = 0; i < row.length && all; i++) all = keep(row.first + i)
  if (all) return [row]
  const writer = new RowWriter(scope.grid.count)
  for (let i = 0; i < row.length; i++)
    if (row.kinds[row.at + i] === FLOAT && keep(row.first + i))
      writer.float(row.first + i, row.values[row.at + i] ?? 0)
  return [writer.finish(row.labels, row.dropName) ?? []].flat()
}

/** `round`; without a second argument to whole numbers. */
async function evaluateRound(scope: Scope, call: Call): Promise<Value> {
  const rows = await rowsOf(scope, call, 0)
  const nearest = call.args.length > 1 ? await scalarOf(scope, call, 1) : undefined
  return vectorOf(mapFloats(scope, rows, (value, step) => roundTo(value, nearest?.[step] ?? 1)))
}

/** The one float of a vector, NaN where there is none or more of them. */
async function evaluateScalarCall(scope: Scope, call: Call): Promise<Value> {
  const rows = await rowsOf(scope, call, 0)
  const values = new Float64Array(scope.grid.count).fill(NaN)
  const counts = new Uint32Array(scope.grid.count)
  for (const row of rows)
    for (let i = 0; i < row.length; i++) {
      if (row.kinds[row.at + i] !== FLOAT) continue
      const step = row.first + i
      const count = (counts[step] ?? 0) + 1
      counts[step] = count
      values[step] = count > 1 ? NaN : (row.values[row.at + i] ?? NaN)
    }
  return { kind: 'scalar', values }
}

/** `absent`: 1 at the steps at which no series has a sample. */
async function evaluateAbsent(scope: Scope, call: Call): Promise<Value> {
  const arg = argument(call, 0)
  const rows = await evaluateRows(scope, arg)
  const present = new Uint8Array(scope.grid.count)
  for (const row of rows)
    for (let i = 0; i < row.length; i++)
      if (row.kinds[row.at + i] !== ABSENT) present[row.first + i] = 1
  return single(scope, absentLabels(arg), (step) => (present[step] === 1 ? undefined : 1))
}

/** `min_of` and `max_of`, of scalars. */
const evaluateOf =
  (pick: (a: number, b: number) => number): CallEvaluator =>
  async (scope, call) => {
    const a = await scalarOf(scope, call, 0)
    const b = await scalarOf(scope, call, 1)
    return scalar(scope, (step) => pick(a[step] ?? 0, b[step] ?? 0))
  }

const EVALUATORS: ReadonlyMap<string, CallEvaluator> = new Map<string, CallEvaluator>([
  ['absent', evaluateAbsent],
  ['clamp', evaluateClamp],
  ['clamp_max', evaluateClamp],
  ['clamp_min', evaluateClamp],
  ['histogram_fraction', evaluateHistogramCall],
  ['histogram_quantile', evaluateHistogramCall],
  ['histogram_quantiles', evaluateHistogramCall],
  ['info', evaluateInfo],
  ['label_join', evaluateLabelJoin],
  ['label_replace', evaluateLabelReplace],
  ['max_of', evaluateOf(goMax)],
  ['min_of', evaluateOf(goMin)],
  ['pi', async (scope) => scalar(scope, () => Math.PI)],
  ['round', evaluateRound],
  ['scalar', evaluateScalarCall],
  ['sort', evaluateSort],
  ['sort_by_label', evaluateSort],
  ['sort_by_label_desc', evaluateSort],
  ['sort_desc', evaluateSort],
  ['start_timestamp', evaluateTimestamp('start')],
  ['time', async (scope) => scalar(scope, (step) => timeOf(scope.grid, step) / 1000)],
  ['timestamp', evaluateTimestamp('timestamp')],
  [
    'vector',
    async (scope, call) => {
      const values = await scalarOf(scope, call, 0)
      return single(scope, Labels.empty, (step) => values[step])
    },
  ],
])
