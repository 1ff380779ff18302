import { DURATION } from '../settings/values.ts'
import { type Infer, integer, list, mapOf, optional, STRING } from '../yaml/schema.ts'
import { struct } from '../yaml/struct.ts'

// Durations are Prometheus' own, in milliseconds; what is missing is zero or empty.
const RULE = struct({
  goType: 'rulefmt.Rule',
  fields: {
    record: STRING,
    alert: STRING,
    expr: STRING,
    for: DURATION,
    keep_firing_for: DURATION,
    labels: mapOf(STRING),
    annotations: mapOf(STRING),
  },
})

const GROUP = struct({
  goType: 'rulefmt.RuleGroup',
  fields: {
    name: STRING,
    interval: DURATION,
    query_offset: optional(DURATION),
    limit: integer('int'),
    rules: list(RULE, 'rulefmt.Rule'),
    labels: mapOf(STRING),
  },
})

/** A file of rules (`rulefmt.RuleGroups`); a PrometheusRule's `spec` is one, too. */
export const RULE_GROUPS = struct({
  goType: 'rulefmt.RuleGroups',
  fields: { groups: list(GROUP, 'rulefmt.RuleGroup') },
})

/** A rule as it is written. Durations are milliseconds. */
export type RuleConfig = Infer<typeof RULE>
/** A group of rules as it is written. */
export type RuleGroupConfig = Infer<typeof GROUP>
