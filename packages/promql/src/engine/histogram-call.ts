import {
  classicFraction,
  classicQuantile,
  type ClassicBucket,
} from '../functions/classic-quantile.ts'
import { nativeFraction, nativeQuantile, type Subject } from '../functions/native-quantile.ts'
import type { FloatHistogram } from '../histogram/histogram.ts'
import { BUCKET_LABEL, type Labels } from '../labels/labels.ts'
import { formatOpenMetrics } from '../numbers/format.ts'
import { rangeOf, type Call, type Expr, type Range } from '../parser/ast.ts'
import { annotate } from '../problems/annotations.ts'
import { FLOAT, HISTOGRAM, RowWriter, type Row, type Value } from '../samples/matrix.ts'
import { settle } from './map-rows.ts'
import { evaluateRows, evaluateScalar, timeOf, vectorOf, type Scope } from './scope.ts'

/** What is worked out of a histogram at a step. */
interface Statistic {
  /** Set on the result, where several are worked out at once. */
  readonly label: readonly [string, string] | undefined
  /** The quantile is not one at this step. */
  readonly invalid: (step: number) => boolean
  readonly invalidRange: Range
  readonly native: (h: FloatHistogram, step: number, subject: Subject) => number
  readonly classic: (buckets: ClassicBucket[], step: number, subject: ClassicSubject) => number
  readonly value: (step: number) => number
}

/** What is told of a classic histogram: where, and at which time in milliseconds. */
interface ClassicSubject extends Subject {
  readonly time: number
}

/** The series of one histogram: classic buckets, a native one, or both, which excludes each other at a step. */
interface Group {
  readonly labels: Labels
  readonly buckets: { readonly upper: number; readonly row: Row }[]
  native: Row[]
}

/** `histogram_quantile`, `histogram_quantiles` and `histogram_fraction`. */
export async function evaluateHistogramCall(scope: Scope, call: Call): Promise<Value> {
  const { vector, statistics } = await readArguments(scope, call)
  const rows = await evaluateRows(scope, vector)
  const run = new HistogramRun(scope, rangeOf(vector))
  const groups = run.group(rows)
  if (scope.grid.count === 0) return vectorOf([])
  for (const statistic of statistics) run.reportInvalid(statistic)
  const results: Row[] = []
  for (const statistic of statistics)
    for (const group of groups) {
      if (scope.budget.isDue()) await scope.budget.pause()
      results.push(...run.evaluate(group, statistic))
    }
  return vectorOf(settle(scope, results))
}

/** The vector among the arguments, and what is asked of each histogram in it. */
async function readArguments(
  scope: Scope,
  { func, args }: Call,
): Promise<{ vector: Expr; statistics: Statistic[] }> {
  const scalar = async (i: number) => {
    const arg = args[i]
    return {
      values: arg ? await evaluateScalar(scope, arg) : new Float64Array(0),
      range: arg ? rangeOf(arg) : { start: 0, end: 0 },
    }
  }
  const vectorAt = { histogram_fraction: 2, histogram_quantile: 1 }[func.name] ?? 0
  const vector = args[vectorAt]
  if (!vector) throw new TypeError(`${func.name} lacks its vector.`)
  if (func.name === 'histogram_fraction') {
    const lower = await scalar(0)
    const upper = await scalar(1)
    return { vector, statistics: [fraction(lower.values, upper.values)] }
  }
  if (func.name === 'histogram_quantile') {
    const q = await scalar(0)
    return { vector, statistics: [quantile(q, undefined)] }
  }
  const label = args[1]?.kind === 'string' ? args[1].value : ''
  const statistics: Statistic[] = []
  for (let i = 2; i < args.length; i++) statistics.push(quantile(await scalar(i), label))
  return { vector, statistics }
}

/** `histogram_fraction`: the share of observations between two bounds. */
function fraction(lower: Float64Array, upper: Float64Array): Statistic {
  const bounds = (step: number) => ({ lower: lower[step] ?? NaN, upper: upper[step] ?? NaN })
  return {
    label: undefined,
    invalid: () => false,
    invalidRange: { start: 0, end: 0 },
    native: (h, step, subject) => nativeFraction(bounds(step), h, subject),
    classic: (buckets, step) => classicFraction(bounds(step).lower, bounds(step).upper, buckets),
    value: () => 0,
  }
}

/** A quantile; with a label where several are asked for, which become series of their own. */
function quantile(
  { values, range }: { values: Float64Array; range: Range },
  label: string | undefined,
): Statistic {
  const at = (step: number) => values[step] ?? NaN
  return {
    label: label === undefined ? undefined : [label, formatOpenMetrics(at(0))],
    invalid: (step) => !(at(step) >= 0 && at(step) <= 1),
    invalidRange: range,
    native: (h, step, subject) => nativeQuantile(at(step), h, subject),
    classic: (buckets, step, subject) => {
      const result = classicQuantile(at(step), buckets)
      if (result.forced)
        subject.report(
          annotate.forcedMonotonicity(subject.metric, subject.range, {
            ...result,
            from: subject.time,
            to: subject.time,
            samples: 1,
          }),
        )
      return result.value
    },
    value: at,
  }
}

/** One evaluation over all groups. */
class HistogramRun {
  readonly #scope: Scope
  readonly #range: Range

  constructor(scope: Scope, range: Range) {
    this.#scope = scope
    this.#range = range
  }

  /** Warns of each step at which the quantile is none. */
  reportInvalid({ invalid, invalidRange, value }: Statistic): void {
    for (let step = 0; step < this.#scope.grid.count; step++)
      if (invalid(step))
        this.#scope.annotations.add(annotate.invalidQuantile(value(step), invalidRange))
  }

  /** Joins the rows of each histogram. */
  group(rows: readonly Row[]): Group[] {
    const groups = new Map<string, Group>()
    const groupOf = (labels: Labels): Group => {
      const group = groups.get(labels.key) ?? { labels, buckets: [], native: [] }
      groups.set(labels.key, group)
      return group
    }
    for (const row of rows) {
      if (row.histograms) groupOf(row.labels).native.push(row)
      if (!hasFloat(row)) continue
      const label = row.labels.get(BUCKET_LABEL)
      const upper = parseBound(label)
      if (upper === undefined)
        this.#scope.annotations.add(
          annotate.badBucketLabel(this.#nameOf(row.labels), label, this.#range),
        )
      else groupOf(withoutBound(row.labels)).buckets.push({ upper, row })
    }
    return [...groups.values()]
  }

  /** The metric's name as warnings tell it; it is gone already unless names are removed at the end. */
  #nameOf(labels: Labels): string {
    return this.#scope.options.delayedNameRemoval ? labels.metricName : ''
  }

  /**
   * The series of results of a group, none where no step has one. A step with both kinds of histogram is warned of and has
   * none.
   */
  evaluate(group: Group, statistic: Statistic): Row[] {
    const { grid, options, annotations } = this.#scope
    const eager = !options.delayedNameRemoval
    const kept = eager ? group.labels.withoutMetadata() : group.labels
    const labels = statistic.label ? kept.with({ [statistic.label[0]]: statistic.label[1] }) : kept
    const subject = {
      metric: this.#nameOf(group.labels),
      range: this.#range,
      report: annotations.add.bind(annotations),
    }
    const writer = new RowWriter(grid.count)
    for (let step = 0; step < grid.count; step++) {
      const natives = group.native.filter((row) => row.kindAt(step) === HISTOGRAM)
      const buckets = bucketsAt(group, step)
      if (natives.length > 0 && buckets.length > 0) {
        annotations.add(annotate.mixedClassicNative(subject.metric, this.#range))
        continue
      }
      const histogram = natives[0]?.histogramAt(step)
      if (histogram) writer.float(step, statistic.native(histogram, step, subject))
      else if (buckets.length > 0)
        writer.float(
          step,
          statistic.classic(buckets, step, { ...subject, time: timeOf(grid, step) }),
        )
    }
    const row = writer.finish(labels, true)
    return row ? [row] : []
  }
}

/** The buckets of a classic histogram that have a sample at a step. */
function bucketsAt({ buckets }: Group, step: number): ClassicBucket[] {
  const present: ClassicBucket[] = []
  for (const { upper, row } of buckets)
    if (row.kindAt(step) === FLOAT) present.push({ upper, count: row.valueAt(step) })
  return present
}

/** Whether a row holds any float. */
function hasFloat(row: Row): boolean {
  if (!row.histograms) return true
  return row.kinds.subarray(row.at, row.at + row.length).includes(FLOAT)
}

// A series has the same labels at each evaluation of a rule, so the result is kept with them.
const withoutBoundCache = new WeakMap<Labels, Labels>()

/** The labels without the bound of the bucket, which all buckets of a histogram share. */
function withoutBound(labels: Labels): Labels {
  const known = withoutBoundCache.get(labels)
  if (known) return known
  const without = labels.filter((name) => name !== BUCKET_LABEL)
  withoutBoundCache.set(labels, without)
  return without
}

/** The bound of a bucket; undefined where the label is not a number. */
function parseBound(label: string): number | undefined {
  if (/^[+-]?(?:inf|infinity)$/i.test(label)) return label.startsWith('-') ? -Infinity : Infinity
  if (/^[+-]?nan$/i.test(label)) return NaN
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(label) ? Number(label) : undefined
}
