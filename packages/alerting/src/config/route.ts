import { quote } from '@unloop/gotemplate'
import { isLabelName, type MatcherMode } from '../matchers/parse.ts'
import type { Matcher } from '../matchers/matcher.ts'
import { ConfigError, type YamlNode } from '../yaml/document.ts'
import {
  BOOL,
  list,
  mapOf,
  optional,
  type Problems,
  type Schema,
  STRING,
  text,
} from '../yaml/schema.ts'
import { struct } from '../yaml/struct.ts'
import { checkClassicName, MATCH_REGEXPS, matchersSchema } from './matchers.ts'
import type { AnchoredRegexp } from '../matchers/anchored.ts'
import { DURATION } from '../settings/values.ts'

/** A node of the routing tree, as it is written. Durations are milliseconds. */
export interface RouteConfig {
  readonly receiver: string
  readonly group_by: readonly string[] | undefined
  readonly match: Readonly<Record<string, string>>
  readonly match_re: Readonly<Record<string, AnchoredRegexp | undefined>>
  readonly matchers: readonly Matcher[]
  readonly mute_time_intervals: readonly string[] | undefined
  readonly active_time_intervals: readonly string[] | undefined
  readonly continue: boolean
  readonly routes: readonly RouteConfig[] | undefined
  readonly group_wait: number | undefined
  readonly group_interval: number | undefined
  readonly repeat_interval: number | undefined
  readonly labels: Readonly<Record<string, string>>
}

/** Routes within routes; deeper ones are refused rather than overflowing the stack. */
const MAX_DEPTH = 200

/** The routing tree's schema, which holds itself. */
export function routeSchema(mode: MatcherMode): Schema<RouteConfig> {
  let depth = 0
  const child: Schema<RouteConfig> = {
    goType: 'config.Route',
    zero: () => route.zero(),
    read: (node: YamlNode, problems: Problems) => {
      if (++depth > MAX_DEPTH) throw new ConfigError(`more than ${MAX_DEPTH} routes within routes`)
      const read = route.read(node, problems)
      depth--
      return read
    },
  }
  const route: Schema<RouteConfig> = struct({
    goType: 'config.plain',
    fields: {
      receiver: STRING,
      group_by: list(STRING),
      match: mapOf(STRING),
      match_re: MATCH_REGEXPS,
      matchers: matchersSchema(mode),
      mute_time_intervals: list(STRING),
      active_time_intervals: list(STRING),
      continue: BOOL,
      routes: list(child, '*config.Route'),
      group_wait: optional(DURATION),
      group_interval: optional(DURATION),
      repeat_interval: optional(DURATION),
      labels: mapOf(text('model.LabelValue')),
    },
    check: (value) => {
      checkRoute(value, mode)
      return undefined
    },
  })
  return route
}

/** @throws {ConfigError} for names and intervals that a route cannot have */
function checkRoute(route: RouteConfig, mode: MatcherMode): void {
  for (const name of Object.keys(route.match)) checkClassicName(name)
  for (const name of Object.keys(route.labels)) {
    if (!isLabelName(name, mode))
      throw new ConfigError(`invalid label name ${quote(name)} in route labels`)
  }
  checkGroupBy(route.group_by ?? [], mode)
  if (route.group_interval === 0) throw new ConfigError('group_interval cannot be zero')
  if (route.repeat_interval === 0) throw new ConfigError('repeat_interval cannot be zero')
}

/** `...` groups by all labels and stands alone. @throws {ConfigError} */
function checkGroupBy(groupBy: readonly string[], mode: MatcherMode): void {
  const names = groupBy.filter((name) => name !== '...')
  for (const name of names) {
    if (!isLabelName(name, mode))
      throw new ConfigError(`invalid label name ${quote(name)} in group_by list`)
  }
  if (names.length > 0 && names.length < groupBy.length)
    throw new ConfigError('cannot have wildcard group_by (`...`) and other labels at the same time')
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new ConfigError(`duplicated label ${quote(twice)} in group_by`)
}
