import type { Labels } from '../labels/labels.ts'
import { rangeOf, type BinaryExpr, type VectorMatching } from '../parser/ast.ts'
import { compareStrings } from '../labels/compare.ts'
import type { Annotation } from '../problems/annotations.ts'
import { QueryError } from '../problems/errors.ts'
import { ABSENT, FLOAT, RowWriter, type Row } from '../samples/matrix.ts'
import { settle } from './map-rows.ts'
import { changesMeaning, operate, type Element } from './operators.ts'
import { FastOperation } from './fast-operation.ts'
import type { Scope } from './scope.ts'
import { matchedLabels, signatureOf } from './signatures.ts'

type Sides = readonly [readonly Row[], readonly Row[]]

/** A binary operation between the matching series of two vectors. */
export async function joinVectors(scope: Scope, expr: BinaryExpr, sides: Sides): Promise<Row[]> {
  const { matching } = expr
  if (!matching) return []
  // The "many" side comes first; operands are put back in their order when they are computed with.
  const swapped = matching.card === 'one-to-many'
  const [many, one] = swapped ? [sides[1], sides[0]] : sides
  const join = new Join(scope, { expr, matching, swapped })
  const rows = join.isSimple(many, one)
    ? await join.rowByRow(many, one)
    : await join.stepByStep(many, one)
  return settle(scope, rows)
}

/** A join, and whether its sides were exchanged. */
interface JoinedExpr {
  readonly expr: BinaryExpr
  readonly matching: VectorMatching
  readonly swapped: boolean
}

// Rows are joined as a whole where labels allow it, else step by step, as Prometheus does always.
class Join {
  readonly #scope: Scope
  readonly #expr: BinaryExpr
  readonly #matching: VectorMatching
  readonly #swapped: boolean
  readonly #signature: (labels: Labels) => string
  /** Of each step the last annotation counts. */
  readonly #annotations: (Annotation | undefined)[] = []
  readonly #results = new Map<string, Labels>()

  constructor(scope: Scope, { expr, matching, swapped }: JoinedExpr) {
    this.#scope = scope
    this.#expr = expr
    this.#matching = matching
    this.#swapped = swapped
    this.#signature = signatureOf(matching)
  }

  /** Whether no step can have two samples where only one may be: then rows are joined as a whole. */
  isSimple(many: readonly Row[], one: readonly Row[]): boolean {
    const { fillLeft, fillRight, card } = this.#matching
    if (fillLeft !== undefined || fillRight !== undefined) return false
    const oneSide = this.#bySignature(one)
    if (oneSide.size < one.length) return false
    const seen = new Set<string>()
    for (const row of many) {
      const signature = this.#signature(row.labels)
      const other = oneSide.get(signature)
      if (!other) continue
      const key =
        card === 'one-to-one' ? signature : signature + this.#labels(row.labels, other.labels).key
      if (seen.has(key)) return false
      seen.add(key)
    }
    return true
  }

  /** The rows of a side by what they are joined by. */
  #bySignature(rows: readonly Row[]): Map<string, Row> {
    return new Map(rows.map((row) => [this.#signature(row.labels), row]))
  }

  /** Joins whole rows, which is right where no two rows of a side have one signature. */
  async rowByRow(many: readonly Row[], one: readonly Row[]): Promise<Row[]> {
    const { budget, grid } = this.#scope
    const oneSide = this.#bySignature(one)
    const writer = new RowWriter(grid.count)
    const fast = new FastOperation(this.#expr, this.#swapped)
    const rows: Row[] = []
    for (const row of many) {
      const other = oneSide.get(this.#signature(row.labels))
      if (!other) continue
      if (budget.isDue()) await budget.pause()
      if (fast.canJoin(row, other)) fast.join(writer, row, other)
      else this.#joinSteps(writer, row, other)
      const joined = writer.finish(this.#labels(row.labels, other.labels), this.#expr.returnBool)
      if (joined) rows.push(joined)
    }
    this.#report()
    return rows
  }

  /** Joins two rows at the steps at which both have a sample. */
  #joinSteps(writer: RowWriter, row: Row, other: Row): void {
    const from = Math.max(row.first, other.first)
    const to = Math.min(row.first + row.length, other.first + other.length)
    for (let step = from; step < to; step++) {
      const left = elementAt(row, step)
      const right = elementAt(other, step)
      if (left === undefined || right === undefined) continue
      const result = this.#operate(step, left, right)
      if (result.keep) write(writer, step, result.value)
    }
  }

  /** The result for a pair, many side first. Undefined where it has none at all. */
  #operate(
    step: number,
    many: Element,
    one: Element,
  ): { keep: boolean; value: Element | undefined } {
    const pair = this.#swapped ? ([one, many] as const) : ([many, one] as const)
    const { value, keep, annotation, rejects } = operate(this.#expr.op, pair, rangeOf(this.#expr))
    if (annotation) this.#annotations[step] = annotation
    if (rejects) return { keep: false, value: undefined }
    if (this.#expr.returnBool) return { keep: true, value: keep ? 1 : 0 }
    return { keep, value: value ?? 0 }
  }

  /** Adds what is to be told, once a step. */
  #report(): void {
    for (const annotation of this.#annotations)
      if (annotation) this.#scope.annotations.add(annotation)
  }

  /** The labels of a result. Kept, since pairs come again at each step. */
  #labels(many: Labels, one: Labels): Labels {
    const key = `${many.key}\ud801${one.key}`
    const known = this.#results.get(key)
    if (known) return known
    const labels = this.#resultLabels(many, one)
    this.#results.set(key, labels)
    return labels
  }

  /** The labels of a result: those of the many side, with what `group_left` or `group_right` takes from the other. */
  #resultLabels(many: Labels, one: Labels): Labels {
    const { card, on, labels, include } = this.#matching
    const dropsName =
      changesMeaning(this.#expr.op) ||
      (this.#expr.returnBool && !this.#scope.options.delayedNameRemoval)
    let result = dropsName ? many.withoutMetadata() : many
    const listed = new Set(labels)
    if (card === 'one-to-one') result = result.filter((name) => listed.has(name) === on)
    if (include.length === 0) return result
    return result.with(Object.fromEntries(include.map((name) => [name, one.get(name)])))
  }

  /** Joins the samples of one step after the other, and finds steps at which several match. */
  async stepByStep(many: readonly Row[], one: readonly Row[]): Promise<Row[]> {
    const output = new StepOutput(this.#scope.grid.count)
    const manyKeys = many.map((row) => this.#signature(row.labels))
    const oneKeys = one.map((row) => this.#signature(row.labels))
    for (let step = 0; step < this.#scope.grid.count; step++) {
      if (this.#scope.budget.isDue()) await this.#scope.budget.pause()
      this.#step(
        { many: samplesAt(many, manyKeys, step), one: samplesAt(one, oneKeys, step) },
        step,
        output,
      )
    }
    this.#report()
    return output.rows()
  }

  /** Joins one step; `fill` gives a missing partner its value. */
  #step({ many, one }: StepSamples, step: number, output: StepOutput): void {
    const { fillLeft, fillRight } = this.#matching
    const fills = fillLeft !== undefined || fillRight !== undefined
    if (many.length === 0 && one.length === 0) return
    if ((many.length === 0 || one.length === 0) && !fills) return
    const oneSide = this.#uniqueOneSide(one)
    const matched = new Map<string, Set<string>>()
    const join = (left: StepSample, right: StepSample) =>
      this.#joinPair({ left, right }, { step, matched, output })
    for (const left of many) {
      const right = oneSide.get(left.key) ?? this.#filled(left, fillRight)
      if (right) join(left, right)
    }
    if (fillLeft === undefined) return
    for (const right of one) {
      const isMatched = (matched.get(right.key)?.size ?? 0) > 0
      const left = isMatched ? undefined : this.#filled(right, fillLeft)
      if (left) join(left, right)
    }
  }

  /** The sample that stands in for a missing partner, undefined where nothing is filled in. */
  #filled(other: StepSample, fill: number | undefined): StepSample | undefined {
    if (fill === undefined) return undefined
    return { key: other.key, labels: matchedLabels(other.labels, this.#matching), value: fill }
  }

  /** The samples of the one side by signature. @throws {QueryError} where two have the same */
  #uniqueOneSide(samples: readonly StepSample[]): Map<string, StepSample> {
    const bySignature = new Map<string, StepSample>()
    for (const sample of samples) {
      const before = bySignature.get(sample.key)
      if (before) throw this.#duplicates(before.labels, sample.labels)
      bySignature.set(sample.key, sample)
    }
    return bySignature
  }

  /** The error for two series of the one side that match the same. */
  #duplicates(a: Labels, b: Labels): QueryError {
    const side = this.#swapped ? 'left' : 'right'
    const group = matchedLabels(b, this.#matching).toString()
    const both = [a.toString(), b.toString()].sort(compareStrings).join(', ')
    return new QueryError(
      `found duplicate series for the match group ${group} on the ${side} hand-side of the operation: [${both}]` +
        ';many-to-many matching not allowed: matching labels must be unique on one side',
    )
  }

  /** Joins a pair and keeps its result. */
  #joinPair(
    { left, right }: { left: StepSample; right: StepSample },
    {
      step,
      matched,
      output,
    }: { step: number; matched: Map<string, Set<string>>; output: StepOutput },
  ): void {
    const { keep, value } = this.#operate(step, left.value, right.value)
    if (value === undefined) return
    const labels = this.#labels(left.labels, right.labels)
    this.#checkUnique(left.key, labels, matched)
    if (keep) output.add(step, { labels, value, dropName: this.#expr.returnBool })
  }

  /** @throws {QueryError} where a result comes a second time at a step */
  #checkUnique(key: string, labels: Labels, matched: Map<string, Set<string>>): void {
    const seen = matched.get(key) ?? new Set()
    matched.set(key, seen)
    const oneToOne = this.#matching.card === 'one-to-one'
    if (oneToOne && seen.size > 0)
      throw new QueryError(
        'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
      )
    if (seen.has(labels.key))
      throw new QueryError(
        'multiple matches for labels: grouping labels must ensure unique matches',
      )
    seen.add(labels.key)
  }
}

/** A sample at a step, with what it is joined by. */
interface StepSample {
  readonly key: string
  readonly labels: Labels
  readonly value: Element
}

interface StepSamples {
  readonly many: readonly StepSample[]
  readonly one: readonly StepSample[]
}

/** The samples that rows have at a step. */
function samplesAt(rows: readonly Row[], keys: readonly string[], step: number): StepSample[] {
  return rows.flatMap((row, i) => {
    const value = elementAt(row, step)
    return value === undefined ? [] : [{ key: keys[i] ?? '', labels: row.labels, value }]
  })
}

/** The sample of a row at a step, undefined for none. */
function elementAt(row: Row, step: number): Element | undefined {
  const kind = row.kindAt(step)
  if (kind === FLOAT) return row.valueAt(step)
  return kind === ABSENT ? undefined : row.histogramAt(step)
}

/** Writes a sample, if there is one. */
function write(writer: RowWriter, step: number, value: Element | undefined): void {
  if (typeof value === 'number') writer.float(step, value)
  else if (value) writer.histogram(step, value)
}

/** Samples of many series that come step by step. */
class StepOutput {
  readonly #steps: number
  readonly #series: { labels: Labels; dropName: boolean; samples: [number, Element][] }[] = []
  readonly #open = new Map<string, number[]>()

  constructor(steps: number) {
    this.#steps = steps
  }

  /** Two samples of one label set at a step become two rows, for the caller to find. */
  add(step: number, sample: { labels: Labels; value: Element; dropName: boolean }): void {
    const { labels, value, dropName } = sample
    const indexes = this.#open.get(labels.key) ?? []
    this.#open.set(labels.key, indexes)
    for (const index of indexes) {
      const series = this.#series[index]
      if (!series || series.samples.at(-1)?.[0] === step) continue
      series.samples.push([step, value])
      return
    }
    indexes.push(this.#series.length)
    this.#series.push({ labels, dropName, samples: [[step, value]] })
  }

  rows(): Row[] {
    const writer = new RowWriter(this.#steps)
    return this.#series.flatMap(({ labels, dropName, samples }) => {
      for (const [step, value] of samples) write(writer, step, value)
      return writer.finish(labels, dropName) ?? []
    })
  }
}
