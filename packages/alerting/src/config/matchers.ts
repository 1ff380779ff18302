import { quote } from '@unloop/gotemplate'
import { isClassicLabelName, type MatcherMode, parseMatchers } from '../matchers/parse.ts'
import { type Matcher, sortMatchers } from '../matchers/matcher.ts'
import { ConfigError } from '../yaml/document.ts'
import { list, mapOf, refined, type Schema, STRING } from '../yaml/schema.ts'
import type { AnchoredRegexp } from '../matchers/anchored.ts'
import { REGEXP } from '../settings/values.ts'

/** A list of texts, each with matchers of its own. */
export function matchersSchema(mode: MatcherMode): Schema<readonly Matcher[]> {
  return refined(
    list(STRING),
    () => [],
    (lines) => sortMatchers((lines ?? []).flatMap((line) => parseMatchers(line, mode))),
  )
}

/** The deprecated `match_re`. */
export const MATCH_REGEXPS: Schema<Readonly<Record<string, AnchoredRegexp | undefined>>> = refined(
  mapOf(REGEXP),
  () => ({}),
  (regexps) => {
    for (const [name, regexp] of Object.entries(regexps)) {
      checkClassicName(name)
      if (regexp === undefined) throw new ConfigError(`invalid regexp value for ${quote(name)}`)
    }
    return regexps
  },
)

/** @throws {ConfigError} for a name that the deprecated `match` can't have */
export function checkClassicName(name: string): void {
  if (!isClassicLabelName(name)) throw new ConfigError(`invalid label name ${quote(name)}`)
}
