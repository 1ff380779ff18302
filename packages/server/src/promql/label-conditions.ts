import type { Matcher } from '@unloop/promql'
import type { Parameter } from '@unloop/store'

/** A condition for `WHERE`, whose values are parameters of the query: nothing of a matcher is SQL. */
export interface Conditions {
  readonly where: string
  readonly params: Readonly<Record<string, Parameter>>
}

/** A pattern without an operator: texts, one of which a value must be. */
const PLAIN_TEXTS = /^[^\\.+*?()[\]{}^$]+$/

/**
 * The part of matchers that the engine can look for itself: whole values. Patterns are left to the matchers, whose
 * regular expressions are Go's.
 */
export function conditionsOf(matchers: readonly Matcher[]): Conditions {
  const parts = ['1']
  const params: Record<string, Parameter> = {}
  for (const [index, { name, operator, value }] of matchers.entries()) {
    const column = name === '__name__' ? 'name' : `labels[{l${index}:String}]`
    if (operator === '=' || operator === '!=') {
      parts.push(`${column} ${operator} {v${index}:String}`)
      params[`v${index}`] = value
    } else if (operator === '=~' && PLAIN_TEXTS.test(value)) {
      parts.push(`${column} IN {v${index}:Array(String)}`)
      params[`v${index}`] = value.split('|')
    } else continue
    if (name !== '__name__') params[`l${index}`] = name
  }
  return { where: parts.join(' AND '), params }
}
