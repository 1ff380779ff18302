import { quote } from '../numbers/quote.ts'
import type { Labels } from './labels.ts'
import { isLegacyLabelName } from './names.ts'
import { compileRegex, type WholeRegex } from './regex.ts'

/** Patterns match whole values, as Prometheus anchors them. */
export type MatchOperator = '=' | '!=' | '=~' | '!~'

/** A condition on the value of a label; a label that is not set has the value ''. */
export class Matcher {
  readonly name: string
  readonly operator: MatchOperator
  readonly value: string
  readonly #regex: WholeRegex | undefined

  /** Throws with Go's message where the regular expression is not valid. */
  constructor(name: string, operator: MatchOperator, value: string) {
    this.name = name
    this.operator = operator
    this.value = value
    this.#regex = operator === '=~' || operator === '!~' ? compileRegex(value) : undefined
  }

  matches(value: string): boolean {
    switch (this.operator) {
      case '=':
        return value === this.value
      case '!=':
        return value !== this.value
      case '=~':
        return this.#regex?.test(value) ?? false
      case '!~':
        return !(this.#regex?.test(value) ?? false)
    }
  }

  toString(): string {
    const name = isLegacyLabelName(this.name) ? this.name : quote(this.name)
    return `${name}${this.operator}${quote(this.value)}`
  }
}

/** Whether a label set meets all conditions. */
export function matchesAll(labels: Labels, matchers: readonly Matcher[]): boolean {
  return matchers.every((matcher) => matcher.matches(labels.get(matcher.name)))
}
