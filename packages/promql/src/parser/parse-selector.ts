import { METRIC_NAME } from '../labels/labels.ts'
import { Matcher, type MatchOperator } from '../labels/matcher.ts'
import type { Range, VectorSelector } from './ast.ts'
import type { TokenStream } from './stream.ts'
import type { Token } from './tokens.ts'
import { unquote } from './unquote.ts'

/** A selector whose name, if it has one before its braces, was read already. */
export function parseSelector(tokens: TokenStream, name: Token | undefined): VectorSelector {
  const braces = tokens.peek().type === '{' ? parseBraces(tokens) : undefined
  const matchers = [...(braces?.matchers ?? [])]
  if (name) matchers.push(new Matcher(METRIC_NAME, '=', name.text))
  const start = name?.start ?? braces?.range.start ?? 0
  const end = braces?.range.end ?? name?.end ?? start
  return vectorSelector(name?.text ?? '', matchers, { start, end })
}

function vectorSelector(name: string, matchers: readonly Matcher[], range: Range): VectorSelector {
  return {
    kind: 'vector',
    name,
    matchers,
    anchored: false,
    smoothed: false,
    mayBeEmpty: false,
    offset: 0,
    offsetExpr: undefined,
    at: undefined,
    atBoundary: undefined,
    range,
  }
}

function parseBraces(tokens: TokenStream): { matchers: Matcher[]; range: Range } {
  const { start } = tokens.expect('{')
  const matchers: Matcher[] = []
  let close = tokens.takeIf('}')
  while (!close) {
    matchers.push(parseMatcher(tokens))
    close = tokens.within('label matching', '"," or "}"', () => {
      const token = tokens.takeIf(',', '}') ?? tokens.unexpected()
      return token.type === '}' ? token : tokens.takeIf('}')
    })
  }
  return { matchers, range: { start, end: close.end } }
}

function parseMatcher(tokens: TokenStream): Matcher {
  const label = tokens.within(
    'label matching',
    'identifier or "}"',
    () => tokens.takeIf('identifier', 'string') ?? tokens.unexpected(),
  )
  const name = label.type === 'string' ? unquote(label.text) : label.text
  const operator = tokens.takeIf('=', '!=', '=~', '!~')
  if (!operator && label.type === 'string') return new Matcher(METRIC_NAME, '=', name)
  if (!operator)
    return tokens.within('label matching', 'label matching operator', () => tokens.unexpected())
  const value = tokens.within('label matching', 'string', () => tokens.expect('string'))
  try {
    return new Matcher(name, operator.type as MatchOperator, unquote(value.text))
  } catch (error) {
    const range = { start: label.start, end: value.end }
    return tokens.fail(range, error instanceof Error ? error.message : String(error))
  }
}
