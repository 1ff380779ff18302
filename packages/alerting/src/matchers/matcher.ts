import { compareStrings, quote } from '@unloop/gotemplate'
import { type AnchoredRegexp, anchored } from './anchored.ts'

/** Patterns match whole values. */
export type Operator = '=' | '!=' | '=~' | '!~'

/** One condition on a label; a label that is missing counts as empty. */
export interface Matcher {
  readonly name: string
  readonly operator: Operator
  readonly value: string
  readonly regexp?: AnchoredRegexp
}

/** A label that is not there counts as ''. */
export type LabelSet = Readonly<Record<string, string>>

/** @throws {ConfigError} for a regular expression that is none */
export function matcher(name: string, operator: Operator, value: string): Matcher {
  return operator === '=~' || operator === '!~'
    ? { name, operator, value, regexp: anchored(value) }
    : { name, operator, value }
}

/** Whether a value of the matcher's label fulfils it. */
export function matchesValue(one: Matcher, value: string): boolean {
  switch (one.operator) {
    case '=':
      return value === one.value
    case '!=':
      return value !== one.value
    case '=~':
      return one.regexp?.regexp.test(value) === true
    case '!~':
      return one.regexp?.regexp.test(value) === false
  }
}

/** Whether a set of labels fulfils all matchers. */
export function matchesAll(matchers: readonly Matcher[], labels: LabelSet): boolean {
  return matchers.every((one) => matchesValue(one, valueOf(labels, one.name)))
}

// Labels come from outside: `constructor` must not find a property of objects.
function valueOf(labels: LabelSet, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : ''
}

/** A matcher as it stands in a group's key. */
export function matcherText(one: Matcher): string {
  if (/[\s{}!=~,\\"'`]/.test(one.name)) return quote(one.name) + one.operator + quote(one.value)
  const value = one.value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
  return `${one.name}${one.operator}"${value}"`
}

/** Matchers as they stand in a group's key. */
export function matchersText(matchers: readonly Matcher[]): string {
  return `{${matchers.map((one) => matcherText(one)).join(',')}}`
}

// The order of upstream's constants (`MatchType`).
const ORDER: readonly Operator[] = ['=', '!=', '=~', '!~']

/** By name, value and operator: the order in a group's key. */
export function sortMatchers(matchers: readonly Matcher[]): readonly Matcher[] {
  return matchers.toSorted(
    (a, b) =>
      compareStrings(a.name, b.name) ||
      compareStrings(a.value, b.value) ||
      ORDER.indexOf(a.operator) - ORDER.indexOf(b.operator),
  )
}
