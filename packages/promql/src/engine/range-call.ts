import { RANGE_FUNCTIONS } from '../functions/range-functions.ts'
import { Window, type RangeFunction } from '../functions/window.ts'
import { sampleSize } from '../histogram/histogram.ts'
import { Labels } from '../labels/labels.ts'
import {
  rangeOf,
  typeOf,
  type Call,
  type MatrixSelector,
  type SubqueryExpr,
} from '../parser/ast.ts'
import { absentLabels } from './absent.ts'
import { annotate } from '../problems/annotations.ts'
import { columnsBetween, columnsOfRow, type Columns } from '../samples/columns.ts'
import { QueryError } from '../problems/errors.ts'
import { ABSENT, FLOAT, RowWriter, type Row, type Value } from '../samples/matrix.ts'
import { rejectDuplicates } from './merge-rows.ts'
import { evaluateScalar, timeOf, vectorOf, type Scope } from './scope.ts'
import { evaluateSubquery } from './subquery.ts'

// Functions that know what to do with the points that `anchored` and `smoothed` add.
const ANCHORED_FUNCTIONS = ['changes', 'delta', 'increase', 'rate', 'resets']
const SMOOTHED_FUNCTIONS = ['delta', 'increase', 'rate']
// Functions that look at when a counter started.
const START_FUNCTIONS = new Set(['rate', 'irate', 'increase', 'resets'])
// Functions that give samples as they are, so that the metric is the same.
const KEEPS_NAME = new Set(['last_over_time', 'first_over_time'])
// Endings of the names of counters, by Prometheus' conventions.
const COUNTER_SUFFIX = /(?:_total|_sum|_count|_bucket)$/

/** One series as a range function reads it. */
interface Input {
  readonly labels: Labels
  readonly dropName: boolean
  columns(): Columns
}

/** What a range function looks at. */
interface Source {
  readonly inputs: readonly Input[]
  readonly width: number
  readonly offset: number
  readonly at: number | undefined
  /** How far samples before and behind the range are looked at, in milliseconds. */
  readonly before: number
  readonly behind: number
  readonly anchored: boolean
  readonly smoothed: boolean
}

/** A function of a range vector, at each step. */
export async function evaluateRangeCall(scope: Scope, call: Call): Promise<Value> {
  const held = scope.budget.samples
  const argument = call.args.find((arg) => typeOf(arg) === 'matrix')
  if (argument?.kind !== 'matrix' && argument?.kind !== 'subquery')
    throw new TypeError(`${call.func.name} was called without a range.`)
  const source =
    argument.kind === 'matrix'
      ? selectorSource(scope, call, argument)
      : await subquerySource(scope, argument)
  const scalars: Float64Array[] = []
  for (const arg of call.args) if (arg !== argument) scalars.push(await evaluateScalar(scope, arg))
  const run = new RangeRun(scope, call, { source, scalars })
  for (const input of source.inputs) {
    if (scope.budget.isDue()) await scope.budget.pause()
    run.series(input)
  }
  const { rows } = run
  scope.budget.reset(held + run.samples)
  if (call.func.name === 'absent_over_time') return vectorOf(absentRows(scope, call, rows))
  if (!scope.options.delayedNameRemoval) rejectDuplicates(rows)
  return vectorOf(rows)
}

/** A range selector as a source; `columns` is called once a series, when its turn comes. */
function selectorSource(scope: Scope, call: Call, { selector, width }: MatrixSelector): Source {
  checkExtension(call, selector)
  const { lookbackDelta, useStartTimestamps } = scope.options
  const before = selector.anchored || selector.smoothed ? lookbackDelta : 0
  const behind = selector.smoothed ? lookbackDelta : 0
  const first = (selector.at ?? scope.grid.start) - selector.offset
  const last = (selector.at ?? timeOf(scope.grid, scope.grid.count - 1)) - selector.offset
  const withStarts = useStartTimestamps && START_FUNCTIONS.has(call.func.name)
  const inputs = (scope.series.get(selector) ?? []).map((series) => ({
    labels: series.labels,
    dropName: false,
    columns: () => {
      const columns = columnsBetween(series, first - width - before, last + behind)
      return withStarts ? columns : withoutStarts(columns)
    },
  }))
  const { offset, at, anchored, smoothed } = selector
  return { inputs, width, offset, at, before, behind, anchored, smoothed }
}

/** The same columns without start timestamps. */
function withoutStarts({ floats, histograms }: Columns): Columns {
  if (!floats.starts && !histograms?.starts) return { floats, histograms }
  return {
    floats: { ...floats, starts: undefined },
    histograms: histograms && { ...histograms, starts: undefined },
  }
}

/** @throws {QueryError} where the function does not know `anchored` or `smoothed` */
function checkExtension({ func }: Call, { anchored, smoothed }: MatrixSelector['selector']): void {
  const [name, allowed] = anchored
    ? ['anchored', ANCHORED_FUNCTIONS]
    : ['smoothed', SMOOTHED_FUNCTIONS]
  if ((anchored || smoothed) && !allowed.includes(func.name))
    throw new QueryError(
      `${name} modifier can only be used with: ${[...allowed].join(', ')} - not with ${func.name}`,
    )
}

/** A subquery as a source: its rows, evaluated at its own steps. */
async function subquerySource(scope: Scope, subquery: SubqueryExpr): Promise<Source> {
  const { rows, grid } = await evaluateSubquery(scope, subquery)
  const inputs = rows.map((row) => ({
    labels: row.labels,
    dropName: row.dropName,
    columns: () => columnsOfRow(row, grid),
  }))
  const { width, offset, at } = subquery
  return { inputs, width, offset, at, before: 0, behind: 0, anchored: false, smoothed: false }
}

/** Takes one range function over series after series. */
class RangeRun {
  readonly rows: Row[] = []
  samples = 0
  readonly #scope: Scope
  readonly #call: Call
  readonly #source: Source
  readonly #scalars: readonly Float64Array[]
  readonly #window: Window
  readonly #writer: RowWriter
  readonly #function: RangeFunction
  readonly #drops: boolean

  constructor(
    scope: Scope,
    call: Call,
    input: { source: Source; scalars: readonly Float64Array[] },
  ) {
    this.#scope = scope
    this.#call = call
    this.#source = input.source
    this.#scalars = input.scalars
    this.#writer = new RowWriter(scope.grid.count)
    this.#drops = !KEEPS_NAME.has(call.func.name)
    const implementation = RANGE_FUNCTIONS.get(call.func.name)
    if (!implementation) throw new TypeError(`There is no range function ${call.func.name}.`)
    this.#function = implementation
    const { width, anchored, smoothed } = input.source
    // Prometheus forgets where a subquery stands, and names the beginning of the query for it.
    const argRanges = call.args.map((arg) =>
      arg.kind === 'subquery' ? { start: 0, end: 0 } : rangeOf(arg),
    )
    const context = { annotations: scope.annotations, argRanges, width, anchored, smoothed }
    this.#window = new Window(context, input.source.inputs[0]?.labels ?? Labels.empty)
  }

  /** Evaluates one series and keeps its row, if it has any sample. */
  series(input: Input): void {
    const { budget, options } = this.#scope
    this.#window.open(input.labels, input.columns())
    const seen = this.#steps()
    const held = budget.samples
    budget.take(seen)
    budget.reset(held)
    const drops = this.#drops || input.dropName
    const eager = drops && !options.delayedNameRemoval
    const row = this.#writer.finish(eager ? input.labels.withoutMetadata() : input.labels, drops)
    if (!row) return
    const samples = row.sampleCount()
    budget.take(samples)
    this.samples += samples
    this.rows.push(row)
    this.#reportNonCounter(row, input.labels)
  }

  /** Evaluates all steps; gives the most samples that a window held. */
  #steps(): number {
    const { grid, budget } = this.#scope
    const { offset, at, before, behind, width } = this.#source
    const window = this.#window
    let most = 0
    let total = 0
    for (let step = 0; step < grid.count; step++) {
      const time = grid.start + step * grid.step
      window.time = time
      window.end = (at ?? time) - offset
      window.start = window.end - width
      if (at === undefined || step === 0) window.move(window.start - before, window.end + behind)
      if (window.isEmpty) continue
      const count = window.floatCount + window.histogramCount
      if (count > most) most = count
      total += count
      this.#step(step)
    }
    budget.countTotal(total)
    return window.histogramTo > 0 ? most * this.#histogramWeight() : most
  }

  /** How many samples a histogram counts for. */
  #histogramWeight(): number {
    const histogram = this.#window.histograms[0]
    return histogram ? sampleSize(histogram) : 1
  }

  /** Evaluates one step with the window as it stands. */
  #step(step: number): void {
    const window = this.#window
    for (let i = 0; i < this.#scalars.length; i++)
      window.scalars[i] = (this.#scalars[i] as Float64Array)[step] as number
    const outcome = this.#function(window)
    if (outcome === FLOAT) this.#writer.float(step, window.out)
    else if (outcome !== ABSENT && window.outHistogram)
      this.#writer.histogram(step, window.outHistogram)
  }

  /** Tells of `rate` and `increase` over what seems to be no counter, by its type or by its name. */
  #reportNonCounter(row: Row, labels: Labels): void {
    const { name } = this.#call.func
    if (name !== 'rate' && name !== 'increase') return
    const metric = labels.metricName
    if (metric === '' || row.kinds.indexOf(FLOAT, row.at) < 0) return
    const hasFloat = row.histograms ? hasFloats(row) : true
    if (!hasFloat) return
    const range = this.#window.argRange(0)
    if (this.#scope.options.typeAndUnitLabels) {
      const type = labels.get('__type__')
      if (type !== 'counter' && type !== 'histogram')
        this.#scope.annotations.add(annotate.possibleNonCounterType(metric, type, range))
    } else if (!COUNTER_SUFFIX.test(metric))
      this.#scope.annotations.add(annotate.possibleNonCounter(metric, range))
  }
}

/** Whether a row has any float. */
function hasFloats(row: Row): boolean {
  return row.kinds.subarray(row.at, row.at + row.length).includes(FLOAT)
}

/** One row with the value 1 at the steps at which no series has a sample. */
function absentRows(scope: Scope, call: Call, rows: readonly Row[]): Row[] {
  const { grid } = scope
  const present = new Uint8Array(grid.count)
  for (const row of rows)
    for (let i = 0; i < row.length; i++)
      if (row.kinds[row.at + i] !== ABSENT) present[row.first + i] = 1
  const writer = new RowWriter(grid.count)
  for (let step = 0; step < grid.count; step++) if (present[step] === 0) writer.float(step, 1)
  const [argument] = call.args
  const row = argument && writer.finish(absentLabels(argument), true)
  return row ? [row] : []
}
