import { type Matcher, matchesAll, Labels, parseMetricSelector, ParseError } from '@unloop/promql'
import type { ActiveAlert } from './active-alert.ts'
import type { AlertingRule } from './alerting-rule.ts'
import type { Rule, RuleGroup } from './rule-group.ts'

/** A request that cannot be answered; the message is Prometheus'. */
export class RulesRequestError extends Error {
  override readonly name = 'RulesRequestError'
}

// Go's zero time in JSON.
const NEVER = '0001-01-01T00:00:00Z'

/** The `data` of `/api/v1/rules`, narrowed as its parameters say. @throws {RulesRequestError} */
export function rulesAnswer(groups: readonly RuleGroup[], params: URLSearchParams): object {
  const type = params.get('type') ?? ''
  if (!['', 'alert', 'record'].includes(type))
    throw new RulesRequestError(`not supported value "${type}"`)
  const names = params.getAll('rule_name[]')
  const matcherSets = params.getAll('match[]').map(matchersOf)
  const showsAlerts = params.get('exclude_alerts') !== 'true'
  const isWanted = (rule: Rule): boolean =>
    (type === '' || (rule.kind === 'alerting') === (type === 'alert')) &&
    (names.length === 0 || names.includes(rule.name)) &&
    (matcherSets.length === 0 || matcherSets.some((set) => matchesAll(Labels.of(rule.labels), set)))
  const isNarrowed = type !== '' || names.length > 0 || matcherSets.length > 0
  const wantedGroups = params.getAll('rule_group[]')
  const wantedFiles = params.getAll('file[]')
  const shown = groups
    .filter(({ name }) => wantedGroups.length === 0 || wantedGroups.includes(name))
    .filter(({ file }) => wantedFiles.length === 0 || wantedFiles.includes(file))
    .map((group) => ({ group, rules: group.rules.filter(isWanted) }))
    .filter(({ rules }) => !isNarrowed || rules.length > 0)
  return paged(shown, params, ({ group, rules }) => groupAnswer(group, rules, showsAlerts))
}

/** A group with those of its rules that were asked for. */
interface Shown {
  readonly group: RuleGroup
  readonly rules: readonly Rule[]
}

/** One page of groups. The token names the first group of the next one. @throws {RulesRequestError} */
function paged(
  shown: readonly Shown[],
  params: URLSearchParams,
  answer: (one: Shown) => object,
): object {
  const limit = Number(params.get('group_limit') ?? 0)
  const token = params.get('group_next_token') ?? ''
  if (!Number.isInteger(limit) || limit < 0)
    throw new RulesRequestError('invalid group_limit value')
  if (token !== '' && limit === 0)
    throw new RulesRequestError('group_limit needs to be set in order to paginate over the groups')
  const start = token === '' ? 0 : shown.findIndex((one) => tokenOf(one) === token)
  if (start < 0)
    throw new RulesRequestError(`invalid group_next_token ${token}: it may be outdated`)
  const page = shown.slice(start, limit === 0 ? undefined : start + limit)
  const next = limit === 0 ? undefined : shown[start + limit]
  const groups = page.map(answer)
  return next === undefined ? { groups } : { groups, groupNextToken: tokenOf(next) }
}

/** A token for a place in the list; it holds no state. */
function tokenOf({ group }: Shown): string {
  return Buffer.from(JSON.stringify([group.file, group.name])).toString('base64url')
}

/** The conditions of a selector. @throws {RulesRequestError} */
function matchersOf(text: string): readonly Matcher[] {
  try {
    return parseMetricSelector(text).matchers
  } catch (error) {
    if (error instanceof ParseError) throw new RulesRequestError(error.message)
    throw error
  }
}

/** A group as Prometheus' API shows it; times are seconds. */
function groupAnswer(group: RuleGroup, rules: readonly Rule[], showsAlerts: boolean): object {
  return {
    name: group.name,
    file: group.file,
    rules: rules.map((rule) => ruleAnswer(group, rule, showsAlerts)),
    interval: group.intervalMs / 1000,
    limit: group.limit,
    evaluationTime: group.tookMs / 1000,
    lastEvaluation: timeOf(group.evaluatedAt),
  }
}

/** As `/api/v1/rules` of Prometheus has it; durations in seconds. */
function ruleAnswer(group: RuleGroup, rule: Rule, showsAlerts: boolean): object {
  const { health, lastError, evaluatedAt, tookMs } = group.healthOf(rule)
  const common = {
    name: rule.name,
    query: rule.expression,
    health,
    ...(lastError !== '' && { lastError }),
    evaluationTime: tookMs / 1000,
    lastEvaluation: timeOf(evaluatedAt),
  }
  if (rule.kind === 'recording') {
    const labels = Object.keys(rule.labels).length === 0 ? {} : { labels: rule.labels }
    return { ...common, ...labels, type: 'recording' }
  }
  return {
    state: evaluatedAt === undefined ? 'unknown' : rule.state,
    ...common,
    duration: rule.options.holdMs / 1000,
    keepFiringFor: rule.options.keepFiringMs / 1000,
    labels: rule.labels,
    annotations: rule.options.annotations,
    alerts: showsAlerts ? rule.activeAlerts.map(alertAnswer) : [],
    type: 'alerting',
  }
}

/** The `data` of `/api/v1/alerts`. */
export function alertsAnswer(groups: readonly RuleGroup[]): object {
  const rules: readonly AlertingRule[] = groups.flatMap(({ alertingRules }) => alertingRules)
  return { alerts: rules.flatMap(({ activeAlerts }) => activeAlerts.map(alertAnswer)) }
}

/** A moment is in RFC 3339, a value in the form `1e+00`. */
function alertAnswer(one: ActiveAlert): object {
  return {
    labels: one.labels.toRecord(),
    annotations: one.annotations,
    state: one.state,
    activeAt: timeOf(one.activeAt),
    ...(one.keepFiringSince !== undefined && { keepFiringSince: timeOf(one.keepFiringSince) }),
    value: exponent(one.value),
  }
}

/** Go's zero moment stands for a rule that was not evaluated yet. */
function timeOf(ms: number | undefined): string {
  return ms === undefined ? NEVER : new Date(ms).toISOString()
}

/** As Go's 'e' with the shortest digits: `1e+00`. */
function exponent(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
  const [mantissa = '', power = '0'] = value.toExponential().split('e')
  const digits = power.replace(/^[+-]/, '').padStart(2, '0')
  return `${mantissa}e${power.startsWith('-') ? '-' : '+'}${digits}`
}
