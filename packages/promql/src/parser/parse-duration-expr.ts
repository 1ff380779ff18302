import {
  rangeOf,
  type DurationExpr,
  type DurationOperand,
  type NumberLiteral,
  type Range,
} from './ast.ts'
import { parseNumberLiteral } from './literals.ts'
import type { TokenStream } from './stream.ts'
import type { Token } from './tokens.ts'

const PRECEDENCE: Readonly<Record<string, number>> = {
  '+': 1,
  '-': 1,
  '*': 2,
  '/': 2,
  '%': 2,
  '^': 3,
}
const UNARY_PRECEDENCE = 2

/** 2^63 nanoseconds, in seconds. */
export const MAX_SECONDS = 2 ** 63 / 1e9

/** A duration of a range or a step: a number above 0, or an expression that is judged when the query starts. */
export function parsePositiveDuration(tokens: TokenStream): DurationOperand {
  const operand = parseDurationExpr(tokens, 0)
  if (operand.kind === 'number' && operand.value <= 0)
    tokens.fail(operand.range, 'duration must be greater than 0')
  return operand
}

/**
 * The duration of an `offset`. A bare number ends it: `foo offset 5m * 2` multiplies the offset selector. An expression in
 * parentheses goes on with the operators that follow.
 */
export function parseOffsetDuration(tokens: TokenStream): DurationOperand {
  const { type } = tokens.peek()
  if (type === 'number' || type === 'duration') return checkedNumber(tokens)
  if (type === '(') return parseDurationExpr(tokens, 0)
  const sign = tokens.takeIf('+', '-')
  if (!sign) return parseDurationCall(tokens)
  switch (tokens.peek().type) {
    case 'number':
    case 'duration':
      return signNumber(tokens, sign, parseNumberLiteral(tokens))
    case '(':
      return applySign(sign, parenthesized(tokens))
    case '+':
    case '-': {
      const operand = parseDurationExpr(tokens, UNARY_PRECEDENCE + 1)
      return parseOperators(tokens, applySignTo(tokens, sign, operand), 0)
    }
    default: {
      const right = parseDurationCall(tokens)
      const op = sign.type === '-' ? '-' : '+'
      return {
        kind: 'duration',
        op,
        left: undefined,
        right,
        wrapped: false,
        start: sign.start,
        end: right.end,
      }
    }
  }
}

function parseDurationExpr(tokens: TokenStream, minimum: number): DurationOperand {
  return parseOperators(tokens, parseOperand(tokens), minimum)
}

function parseOperators(
  tokens: TokenStream,
  first: DurationOperand,
  minimum: number,
): DurationOperand {
  let left = first
  for (;;) {
    const { type } = tokens.peek()
    const precedence = PRECEDENCE[type]
    if (precedence === undefined || precedence < minimum) return left
    const operator = tokens.take()
    // Only `^` binds to the right.
    const right = parseDurationExpr(tokens, type === '^' ? precedence : precedence + 1)
    if ((type === '/' || type === '%') && right.kind === 'number' && right.value === 0)
      tokens.fail(operator, type === '/' ? 'division by zero' : 'modulo by zero')
    const op = type as '+' | '-' | '*' | '/' | '%' | '^'
    left = { kind: 'duration', op, left, right, wrapped: false, ...rangeOf(left) }
  }
}

function parseOperand(tokens: TokenStream): DurationOperand {
  const sign = tokens.takeIf('+', '-')
  if (sign) return applySignTo(tokens, sign, parseDurationExpr(tokens, UNARY_PRECEDENCE + 1))
  switch (tokens.peek().type) {
    case 'number':
    case 'duration':
      return checkedNumber(tokens)
    case '(':
      return parenthesized(tokens)
    default:
      return parseDurationCall(tokens)
  }
}

function checkedNumber(tokens: TokenStream): NumberLiteral {
  const literal = parseNumberLiteral(tokens)
  checkRange(tokens, literal.value, literal.range)
  return literal
}

function checkRange(tokens: TokenStream, seconds: number, range: Range): void {
  if (seconds > MAX_SECONDS || seconds < -MAX_SECONDS) tokens.fail(range, 'duration out of range')
}

function signNumber(tokens: TokenStream, sign: Token, literal: NumberLiteral): NumberLiteral {
  if (sign.type === '-') literal.value *= -1
  checkRange(tokens, literal.value, sign)
  literal.range = { start: sign.start, end: literal.range.end }
  return literal
}

function applySignTo(tokens: TokenStream, sign: Token, operand: DurationOperand): DurationOperand {
  return operand.kind === 'number' ? signNumber(tokens, sign, operand) : applySign(sign, operand)
}

function applySign(sign: Token, operand: DurationExpr): DurationExpr {
  if (sign.type === '+') return operand
  const { end } = rangeOf(operand)
  return {
    kind: 'duration',
    op: '-',
    left: undefined,
    right: operand,
    wrapped: false,
    start: sign.start,
    end,
  }
}

/** An expression in parentheses. A bare number becomes an expression, so that it is written back with them. */
function parenthesized(tokens: TokenStream): DurationExpr {
  const open = tokens.expect('(')
  const inner = parseDurationExpr(tokens, 0)
  const close = tokens.expect(')')
  if (inner.kind === 'duration') {
    inner.wrapped = true
    return inner
  }
  const range = { start: open.start, end: close.end }
  return { kind: 'duration', op: '+', left: undefined, right: inner, wrapped: true, ...range }
}

function parseDurationCall(tokens: TokenStream): DurationExpr {
  const word = tokens.takeIf('step', 'range', 'min_of', 'max_of') ?? tokens.unexpected()
  tokens.expect('(')
  const binary = word.type === 'min_of' || word.type === 'max_of'
  const left = binary ? parseDurationExpr(tokens, 0) : undefined
  if (binary) tokens.expect(',')
  const right = binary ? parseDurationExpr(tokens, 0) : undefined
  const { end } = tokens.expect(')')
  const op = word.type as 'step' | 'range' | 'min_of' | 'max_of'
  return { kind: 'duration', op, left, right, wrapped: false, start: word.start, end }
}
