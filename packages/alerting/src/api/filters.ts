import { type AnchoredRegexp, anchored } from '../matchers/anchored.ts'
import { type LabelSet, type Matcher, matchesValue } from '../matchers/matcher.ts'
import { parseMatcher } from '../matchers/parse.ts'
import { ConfigError } from '../yaml/document.ts'
import { RequestError } from './http.ts'

/** Runs a parser; what it refuses becomes an answer 400. @throws {RequestError} */
function guarded<T>(parse: () => T, prefix = ''): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof ConfigError) throw new RequestError(400, `${prefix}${error.message}`)
    throw error
  }
}

/** The matchers of a parameter that may be given several times. @throws {RequestError} */
export function matchersOf(query: URLSearchParams, name: string): readonly Matcher[] {
  const prefix = name === 'filter' ? '' : `failed to parse ${name} param: `
  return query.getAll(name).map((text) => guarded(() => parseMatcher(text), prefix))
}

/** The regular expression that a receiver's name must match; undefined where none is given. @throws {RequestError} */
export function receiverPattern(query: URLSearchParams): AnchoredRegexp | undefined {
  const text = query.get('receiver')
  return text === null
    ? undefined
    : guarded(() => anchored(text), 'failed to parse receiver param: ')
}

/** As the API filters: an empty value means that the label is missing. */
export function passes(matchers: readonly Matcher[], labels: LabelSet): boolean {
  return matchers.every((one) => {
    const isThere = Object.hasOwn(labels, one.name)
    const isNegative = one.operator === '!=' || one.operator === '!~'
    if (one.value === '' && isThere === isNegative) return true
    return matchesValue(one, labels[one.name] ?? '')
  })
}
