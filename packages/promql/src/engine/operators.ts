import { addHistogram, subtractHistogram } from '../histogram/arithmetic.ts'
import {
  compact,
  copyHistogram,
  divide,
  equalHistograms,
  multiply,
  type FloatHistogram,
} from '../histogram/histogram.ts'
import { trimHistogram } from '../histogram/trim.ts'
import { goPow } from '../numbers/math.ts'
import type {
  ArithmeticOperator,
  BinaryOperator,
  ComparisonOperator,
  Range,
} from '../parser/ast.ts'
import { annotate, type Annotation } from '../problems/annotations.ts'

/** Arithmetic on floats. */
export const ARITHMETIC: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': goPow,
  atan2: Math.atan2,
}

/** Comparisons of floats. */
export const COMPARISON: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
}

/** Arithmetic on floats; undefined for other operators. */
export function arithmeticOf(op: BinaryOperator): ((a: number, b: number) => number) | undefined {
  return Object.hasOwn(ARITHMETIC, op) ? ARITHMETIC[op as ArithmeticOperator] : undefined
}

/** Comparison of floats, in which NaN is unequal to everything; undefined for other operators. */
export function comparisonOf(op: BinaryOperator): ((a: number, b: number) => boolean) | undefined {
  return Object.hasOwn(COMPARISON, op) ? COMPARISON[op as ComparisonOperator] : undefined
}

/** A float or a histogram. */
export type Element = number | FloatHistogram

/** What an operation gives for two elements. */
export interface OperationResult {
  /** Undefined where the operation is not defined for them. */
  readonly value: Element | undefined
  /** A comparison held; true for all others. */
  readonly keep: boolean
  readonly annotation: Annotation | undefined
  /** The annotation excludes the result between two vectors. */
  readonly rejects: boolean
}

/** A result without annotations; `keep` is false for a comparison that does not hold. */
const fine = (value: Element, keep = true): OperationResult => ({
  value,
  keep,
  annotation: undefined,
  rejects: false,
})

/** An operation on two elements; where both are floats, the tables above are faster. */
export function operate(
  op: BinaryOperator,
  [left, right]: readonly [Element, Element],
  range: Range,
): OperationResult {
  if (typeof left === 'number' && typeof right === 'number') {
    const arithmetic = arithmeticOf(op)
    if (arithmetic) return fine(arithmetic(left, right))
    const comparison = comparisonOf(op)
    if (comparison) return fine(left, comparison(left, right))
  } else if (typeof left === 'object' && typeof right === 'object') {
    const result = operateHistograms(op, [left, right], range)
    if (result) return result
  } else {
    const result = operateMixed(op, left, right)
    if (result) return fine(result)
  }
  const types = [typeOfElement(left), typeOfElement(right)] as const
  const annotation = annotate.incompatibleTypes(types, op, range)
  return { value: undefined, keep: false, annotation, rejects: true }
}

const typeOfElement = (element: Element) => (typeof element === 'number' ? 'float' : 'histogram')

/** An operation of a histogram and a float; undefined for those that make no sense. */
function operateMixed(
  op: BinaryOperator,
  left: Element,
  right: Element,
): FloatHistogram | undefined {
  if (typeof left === 'number')
    return op === '*' && typeof right === 'object'
      ? compact(multiply(copyHistogram(right), left))
      : undefined
  if (typeof right !== 'number') return undefined
  switch (op) {
    case '*':
      return compact(multiply(copyHistogram(left), right))
    case '/':
      return compact(divide(copyHistogram(left), right))
    case '</':
      return trimHistogram(copyHistogram(left), right, 'above')
    case '>/':
      return trimHistogram(copyHistogram(left), right, 'below')
    default:
      return undefined
  }
}

/** An operation of two histograms; undefined for operators that they have not. */
function operateHistograms(
  op: BinaryOperator,
  [left, right]: readonly [FloatHistogram, FloatHistogram],
  range: Range,
): OperationResult | undefined {
  if (op === '==') return fine(left, equalHistograms(left, right))
  if (op === '!=') return fine(left, !equalHistograms(left, right))
  if (op !== '+' && op !== '-') return undefined
  const value = copyHistogram(left)
  const merged = op === '+' ? addHistogram(value, right) : subtractHistogram(value, right)
  if (!merged) {
    const annotation = annotate.incompatibleBuckets(op, range)
    return { value: undefined, keep: false, annotation, rejects: true }
  }
  // The difference of two counters can fall, so it is no counter.
  if (op === '-') value.hint = 'gauge'
  const operation = op === '+' ? 'addition' : 'subtraction'
  let annotation: Annotation | undefined
  if (merged.collision) annotation = annotate.counterResetCollision(operation, range)
  else if (merged.reconciled) annotation = annotate.mismatchedCustomBuckets(operation, range)
  return { value: compact(value), keep: true, annotation, rejects: merged.collision }
}

/** Operations after which a value means something else, so that the metric's name goes. */
export function changesMeaning(op: BinaryOperator): boolean {
  return Object.hasOwn(ARITHMETIC, op)
}
