import { quote } from '@unloop/gotemplate'
import type { OperatorObject } from './documents.ts'
import { fieldsOf, itemsOf, snakeCase, textOf, type Fields } from './fields.ts'
import { receiverFields } from './receiver-fields.ts'

/** Parts of an alertmanager.yml. */
export interface ConvertedConfig {
  /** Undefined where the object has none. */
  readonly route: Fields | undefined
  readonly receivers: readonly Fields[]
  readonly inhibitRules: readonly Fields[]
  readonly timeIntervals: readonly Fields[]
  readonly notes: readonly string[]
}

/**
 * An AlertmanagerConfig or VMAlertmanagerConfig as its operator adds it to Alertmanager's configuration: it sees alerts of
 * its own namespace alone, what it names carries the object's name, and other routes are tried after it.
 */
export function convertAlertmanagerConfig(object: OperatorObject): ConvertedConfig {
  const notes: string[] = []
  const { namespace, name, spec, kind } = object
  const joint = kind === 'VMAlertmanagerConfig' ? '-' : '/'
  const prefixed = (own: unknown): string => `${namespace}${joint}${name}${joint}${textOf(own)}`
  const place = {
    namespace,
    prefixed,
    note: (text: string) => notes.push(`${namespace}/${name}: ${text}`),
  }
  const own = `namespace=${quote(namespace)}`
  const hasRoute = spec['route'] !== undefined
  const route = hasRoute ? routeOf(fieldsOf(spec['route']), place) : undefined
  return {
    route: route && {
      ...route,
      matchers: [own, ...itemsOf(route['matchers'])],
      continue: true,
    },
    receivers: itemsOf(spec['receivers']).map((item) => receiverOf(fieldsOf(item), place)),
    inhibitRules: itemsOf(spec['inhibitRules'] ?? spec['inhibit_rules']).map((item) =>
      inhibitRuleOf(fieldsOf(item), own),
    ),
    timeIntervals: itemsOf(
      spec['muteTimeIntervals'] ??
        spec['timeIntervals'] ??
        spec['mute_time_intervals'] ??
        spec['time_intervals'],
    ).map((item) => timeIntervalOf(fieldsOf(item), prefixed)),
    notes,
  }
}

/** Where an object comes from: how it calls what it names, and who is told what was left out. */
interface Place {
  readonly namespace: string
  readonly prefixed: (name: unknown) => string
  readonly note: (text: string) => void
}

// Fields of a route that alertmanager.yml has.
const ROUTE_FIELDS = new Set([
  'receiver',
  'group_by',
  'group_wait',
  'group_interval',
  'repeat_interval',
  'matchers',
  'match',
  'match_re',
  'continue',
  'routes',
  'mute_time_intervals',
  'active_time_intervals',
])

/** A route and those below it. Names of receivers and intervals get the object's name before them. */
function routeOf(fields: Fields, place: Place): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(fields)) {
    const name = snakeCase(field)
    if (!ROUTE_FIELDS.has(name)) place.note(`${field} of a route is left out`)
    else if (name === 'receiver') out[name] = place.prefixed(value)
    else if (name === 'matchers') out[name] = itemsOf(value).map(matcherText)
    else if (name === 'routes')
      out[name] = itemsOf(value).map((item) => routeOf(fieldsOf(item), place))
    else if (name.endsWith('time_intervals')) out[name] = itemsOf(value).map(place.prefixed)
    else out[name] = value
  }
  return out
}

/** `{ name, value, matchType }` of the operator's objects; texts stay as they are. */
function matcherText(matcher: unknown): string {
  if (typeof matcher === 'string') return matcher
  const { name, value, matchType, regex } = fieldsOf(matcher)
  const operator = textOf(matchType) || (regex === true ? '=~' : '=')
  return `${textOf(name)}${operator}${quote(textOf(value))}`
}

/** Names of lists that the operators write without a mark between words. */
function listName(field: string): string {
  const name = snakeCase(field)
  const known: Readonly<Record<string, string>> = {
    pager_duty_configs: 'pagerduty_configs',
    ops_genie_configs: 'opsgenie_configs',
    victor_ops_configs: 'victorops_configs',
    we_chat_configs: 'wechat_configs',
    ms_teams_configs: 'msteams_configs',
    msteamsv2_configs: 'msteamsv2_configs',
    rocket_chat_configs: 'rocketchat_configs',
  }
  return known[name] ?? name
}

/** A receiver with its lists of integrations. */
function receiverOf(fields: Fields, place: Place): Fields {
  const out: Record<string, unknown> = { name: place.prefixed(fields['name']) }
  for (const [field, value] of Object.entries(fields)) {
    const name = listName(field)
    if (name === 'name') continue
    const entries = itemsOf(receiverFields(value, place)).map(fieldsOf)
    out[name] = name === 'discord_configs' ? entries.map(discordFields) : entries
  }
  return out
}

/** Discord's address has another name in the operator's objects. */
function discordFields({ api_url, api_url_file, ...rest }: Fields): Fields {
  return {
    ...rest,
    ...(api_url !== undefined && { webhook_url: api_url }),
    ...(api_url_file !== undefined && { webhook_url_file: api_url_file }),
  }
}

/** An inhibition rule, held to alerts of the object's namespace on both sides. */
function inhibitRuleOf(fields: Fields, own: string): Fields {
  const list = (camel: string, snake: string): readonly string[] =>
    itemsOf(fields[camel] ?? fields[snake]).map(matcherText)
  return {
    source_matchers: [own, ...list('sourceMatch', 'source_matchers')],
    target_matchers: [own, ...list('targetMatch', 'target_matchers')],
    equal: itemsOf(fields['equal']),
  }
}

/** Time intervals under the object's name. */
function timeIntervalOf(fields: Fields, prefixed: (name: unknown) => string): Fields {
  const intervals = itemsOf(fields['timeIntervals'] ?? fields['time_intervals']).map((item) => {
    const { times, weekdays, daysOfMonth, months, years, ...rest } = fieldsOf(item)
    return {
      ...rest,
      ...(times !== undefined && {
        times: itemsOf(times).map((one) => {
          const time = fieldsOf(one)
          return {
            start_time: time['startTime'] ?? time['start_time'],
            end_time: time['endTime'] ?? time['end_time'],
          }
        }),
      }),
      ...(weekdays !== undefined && { weekdays }),
      ...(daysOfMonth !== undefined && { days_of_month: itemsOf(daysOfMonth).map(dayRange) }),
      ...(months !== undefined && { months }),
      ...(years !== undefined && { years }),
    }
  })
  return { name: prefixed(fields['name']), time_intervals: intervals }
}

/** `{ start, end }` as `start:end`. */
function dayRange(value: unknown): string {
  if (typeof value === 'string') return value
  const { start, end } = fieldsOf(value)
  return `${textOf(start)}:${textOf(end ?? start)}`
}
