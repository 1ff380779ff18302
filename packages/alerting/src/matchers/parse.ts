import { ConfigError } from '../yaml/document.ts'
import { parseClassic, parseClassicMatcher } from './classic.ts'
import type { Matcher } from './matcher.ts'
import { parseUtf8 } from './utf8.ts'

/** Which syntax is read: the new one alone, the first one alone, or the new one with the first to fall back on. */
export type MatcherMode = 'fallback' | 'classic' | 'utf8'

/** What a parser gives, or why it refuses. */
function attempt(parse: () => readonly Matcher[]): readonly Matcher[] | ConfigError {
  try {
    return parse()
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

/** Reads matchers; where both syntaxes read a text and disagree, the first one counts. @throws {ConfigError} */
export function parseMatchers(text: string, mode: MatcherMode = 'fallback'): readonly Matcher[] {
  if (mode === 'classic') return parseClassic(text)
  const modern = attempt(() => parseUtf8(text))
  if (mode === 'utf8') return orThrow(modern)
  const classic = attempt(() => parseClassic(text))
  return classic instanceof ConfigError && !(modern instanceof ConfigError)
    ? modern
    : orThrow(classic)
}

/** Reads one matcher, as filters of the API are given. @throws {ConfigError} */
export function parseMatcher(text: string, mode: MatcherMode = 'fallback'): Matcher {
  if (mode === 'classic') return parseClassicMatcher(text)
  if (text.startsWith('{') || text.endsWith('}'))
    throw new ConfigError(`unexpected open or close brace: ${text}`)
  const modern = attempt(() => [one(parseUtf8(text))])
  if (mode === 'utf8') return one(orThrow(modern))
  const classic = attempt(() => [parseClassicMatcher(text)])
  return one(
    classic instanceof ConfigError && !(modern instanceof ConfigError) ? modern : orThrow(classic),
  )
}

/** The only matcher. @throws {ConfigError} for none or several */
function one(matchers: readonly Matcher[]): Matcher {
  const [first] = matchers
  if (first === undefined) throw new ConfigError('no matchers')
  if (matchers.length > 1) throw new ConfigError(`expected 1 matcher, found ${matchers.length}`)
  return first
}

/** The matchers. @throws {ConfigError} why there are none */
function orThrow(result: readonly Matcher[] | ConfigError): readonly Matcher[] {
  if (result instanceof ConfigError) throw result
  return result
}

/** Whether a text can name a label. */
export function isLabelName(name: string, mode: MatcherMode = 'fallback'): boolean {
  if (mode === 'classic') return isClassicLabelName(name)
  return name !== '' && name.isWellFormed()
}

/** Whether a text can name a label in Prometheus' own syntax. */
export function isClassicLabelName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)
}
