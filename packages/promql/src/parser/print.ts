import { METRIC_NAME } from '../labels/labels.ts'
import { isLegacyLabelName } from '../labels/names.ts'
import { formatPlain, formatShort } from '../numbers/format.ts'
import { compareStrings } from '../labels/compare.ts'
import { quote } from '../numbers/quote.ts'
import type {
  AggregateExpr,
  BinaryExpr,
  DurationExpr,
  DurationOperand,
  Expr,
  MatrixSelector,
  NumberLiteral,
  SubqueryExpr,
  TimeShift,
  VectorMatching,
  VectorSelector,
} from './ast.ts'
import { formatDuration } from './duration.ts'

/** An expression as Prometheus writes it back. */
export function printExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'aggregate':
      return printAggregate(expr)
    case 'binary':
      return `${printExpr(expr.left)} ${printOperator(expr)} ${printExpr(expr.right)}`
    case 'call':
      return `${expr.func.name}(${expr.args.map(printExpr).join(', ')})`
    case 'invariant':
      return printExpr(expr.expr)
    case 'matrix':
      return printMatrix(expr)
    case 'number':
      return printNumber(expr)
    case 'paren':
      return `(${printExpr(expr.expr)})`
    case 'string':
      return quote(expr.value)
    case 'subquery':
      return `${printExpr(expr.expr)}${printSubquerySuffix(expr)}`
    case 'unary':
      return `${expr.op}${printExpr(expr.expr)}`
    case 'vector':
      return printVector(expr)
  }
}

function printAggregate(expr: AggregateExpr): string {
  const args = expr.param ? [expr.param, expr.expr] : [expr.expr]
  return `${printAggregation(expr)}(${args.map(printExpr).join(', ')})`
}

/** The operator of an aggregation with its grouping. */
export function printAggregation({ op, grouping, without }: AggregateExpr): string {
  if (without) return `${op} without (${printLabels(grouping)}) `
  return grouping.length > 0 ? `${op} by (${printLabels(grouping)}) ` : op
}

function printLabels(labels: readonly string[]): string {
  return labels.map((label) => (isLegacyLabelName(label) ? label : quote(label))).join(', ')
}

/** The operator of a binary expression with its modifiers. */
export function printOperator(expr: BinaryExpr): string {
  const bool = expr.returnBool ? ' bool' : ''
  return `${expr.op}${bool}${expr.matching ? printMatching(expr.matching) : ''}`
}

function printMatching(matching: VectorMatching): string {
  const grouped = matching.card === 'many-to-one' || matching.card === 'one-to-many'
  let text = ''
  if (matching.labels.length > 0 || matching.on || grouped)
    text += ` ${matching.on ? 'on' : 'ignoring'} (${printLabels(matching.labels)})`
  if (grouped) {
    const side = matching.card === 'many-to-one' ? 'left' : 'right'
    text += ` group_${side} (${printLabels(matching.include)})`
  }
  return text + printFill(matching)
}

function printFill({ fillLeft, fillRight }: VectorMatching): string {
  if (fillLeft !== undefined && fillLeft === fillRight) return ` fill (${formatShort(fillLeft)})`
  const left = fillLeft === undefined ? '' : ` fill_left (${formatShort(fillLeft)})`
  const right = fillRight === undefined ? '' : ` fill_right (${formatShort(fillRight)})`
  return left + right
}

function printVector(selector: VectorSelector): string {
  const extension = extensionOf(selector)
  return `${printMatchers(selector)}${printAt(selector)}${extension}${printOffset(selector)}`
}

function extensionOf({ anchored, smoothed }: VectorSelector): string {
  if (anchored) return ' anchored'
  return smoothed ? ' smoothed' : ''
}

function printMatchers({ name, matchers }: VectorSelector): string {
  const texts = matchers
    .filter(
      (matcher) =>
        !(
          matcher.name === METRIC_NAME &&
          matcher.operator === '=' &&
          matcher.value === name &&
          name !== ''
        ),
    )
    .map(String)
    .sort(compareStrings)
  return texts.length > 0 ? `${name}{${texts.join(',')}}` : name
}

function printMatrix({ selector, width, widthExpr }: MatrixSelector): string {
  const range = widthExpr ? printDurationExpr(widthExpr) : formatDuration(width)
  const extension = extensionOf(selector)
  return `${printMatchers(selector)}[${range}]${extension}${printAt(selector)}${printOffset(selector)}`
}

/** The brackets of a subquery and what follows them. */
export function printSubquerySuffix(expr: SubqueryExpr): string {
  const range = expr.widthExpr ? printDurationExpr(expr.widthExpr) : formatDuration(expr.width)
  let step = ''
  if (expr.step !== 0) step = formatDuration(expr.step)
  else if (expr.stepExpr) step = printDurationExpr(expr.stepExpr)
  return `[${range}:${step}]${printAt(expr)}${printOffset(expr)}`
}

function printAt({ at, atBoundary }: TimeShift): string {
  if (at !== undefined) return ` @ ${(at / 1000).toFixed(3)}`
  return atBoundary ? ` @ ${atBoundary}()` : ''
}

function printOffset({ offset, offsetExpr }: TimeShift): string {
  if (offsetExpr) return ` offset ${printDurationExpr(offsetExpr)}`
  return offset === 0 ? '' : ` offset ${formatDuration(offset)}`
}

function printNumber({ value, isDuration }: NumberLiteral): string {
  return isDuration ? formatDuration(value * 1000) : formatPlain(value)
}

/** A duration expression as Prometheus writes it back. */
export function printDurationExpr(expr: DurationExpr): string {
  const text = printDurationBody(expr)
  return expr.wrapped ? `(${text})` : text
}

function printDurationBody({ op, left, right }: DurationExpr): string {
  const print = (operand: DurationOperand | undefined) => {
    if (!operand) return ''
    return operand.kind === 'number' ? printNumber(operand) : printDurationExpr(operand)
  }
  if (op === 'step' || op === 'range') return `${op}()`
  if (op === 'min_of' || op === 'max_of') return `${op}(${print(left)}, ${print(right)})`
  if (left) return `${print(left)} ${op} ${print(right)}`
  return op === '-' ? `-${print(right)}` : print(right)
}
