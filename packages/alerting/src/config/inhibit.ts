import { quote } from '@unloop/gotemplate'
import { isLabelName, type MatcherMode } from '../matchers/parse.ts'
import { ConfigError } from '../yaml/document.ts'
import { type Infer, list, mapOf, STRING } from '../yaml/schema.ts'
import { struct } from '../yaml/struct.ts'
import { checkClassicName, MATCH_REGEXPS, matchersSchema } from './matchers.ts'

/** An inhibition rule; how its matchers are read depends on the mode of the whole file. */
export function inhibitSchema(mode: MatcherMode) {
  return struct({
    goType: 'common.plain',
    fields: {
      name: STRING,
      source_match: mapOf(STRING),
      source_match_re: MATCH_REGEXPS,
      source_matchers: matchersSchema(mode),
      target_match: mapOf(STRING),
      target_match_re: MATCH_REGEXPS,
      target_matchers: matchersSchema(mode),
      equal: list(STRING),
    },
    check: (rule) => {
      for (const name of Object.keys(rule.source_match)) checkClassicName(name)
      for (const name of Object.keys(rule.target_match)) checkClassicName(name)
      for (const name of rule.equal ?? []) {
        if (!isLabelName(name, mode))
          throw new ConfigError(`invalid label name ${quote(name)} in equal list`)
      }
      return undefined
    },
  })
}

/** A rule as it is written: the first syntax (`source_match`) and the new one may both be used. */
export type InhibitConfig = Infer<ReturnType<typeof inhibitSchema>>
