import { quote } from '@unloop/gotemplate'
import type { MatcherMode } from '../matchers/parse.ts'
import { completeReceiver, RECEIVER, type ReceiverConfig } from '../receivers/schemas.ts'
import { ConfigError, parseYaml } from '../yaml/document.ts'
import { isNull, list, optional, type Problems, STRING } from '../yaml/schema.ts'
import { struct } from '../yaml/struct.ts'
import { DEFAULT_GLOBAL, GLOBAL, type GlobalConfig } from '../settings/global.ts'
import { type InhibitConfig, inhibitSchema } from './inhibit.ts'
import { type RouteConfig, routeSchema } from './route.ts'
import { namedIntervals, type TimeInterval } from './time-interval.ts'
import { EVENT_RECORDER, TRACING } from './unused.ts'

/** A checked `alertmanager.yml`: receivers have what `global` gives them. */
export interface AlertmanagerConfig {
  readonly global: GlobalConfig
  readonly route: RouteConfig
  readonly inhibitRules: readonly InhibitConfig[]
  readonly receivers: readonly ReceiverConfig[]
  /** Paths and patterns of template files. */
  readonly templates: readonly string[]
  readonly timeIntervals: ReadonlyMap<string, readonly TimeInterval[]>
  /** The text as it was read. */
  readonly original: string
}

/** The schema of the whole file. Matchers are read by a mode, so that it is made anew for each. */
function rootSchema(mode: MatcherMode) {
  return struct({
    goType: 'config.plain',
    fields: {
      global: optional(GLOBAL),
      route: optional(routeSchema(mode)),
      inhibit_rules: list(inhibitSchema(mode), 'common.InhibitRule'),
      receivers: list(RECEIVER, 'config.Receiver'),
      templates: list(STRING),
      mute_time_intervals: list(namedIntervals('mute time interval'), 'config.MuteTimeInterval'),
      time_intervals: list(namedIntervals('time interval'), 'config.TimeInterval'),
      tracing: TRACING,
      event_recorder: EVENT_RECORDER,
    },
    check: (config) => {
      const global = config.global ?? DEFAULT_GLOBAL
      checkGlobal(global)
      return { global, receivers: completeAll(config.receivers ?? [], global) }
    },
  })
}

/**
 * Reads and checks an Alertmanager configuration.
 * @throws {ConfigError} with upstream's text
 */
export function loadConfig(text: string, mode: MatcherMode = 'fallback'): AlertmanagerConfig {
  const node = parseYaml(text)
  if (node === undefined || isNull(node)) throw new ConfigError('no route provided in config')
  const problems: Problems = { list: [] }
  const root = rootSchema(mode).read(node, problems)
  if (root === undefined || problems.list.length > 0)
    throw new ConfigError(
      `yaml: unmarshal errors:\n${problems.list.map((one) => `  ${one}`).join('\n')}`,
    )
  const receivers = root.receivers ?? []
  if (root.route === undefined) throw new ConfigError('no routes provided')
  checkRoot(root.route)
  checkReceivers(root.route, new Set(receivers.map(({ name }) => name)))
  const timeIntervals = intervalsByName(root.mute_time_intervals ?? [], root.time_intervals ?? [])
  checkIntervals(root.route, timeIntervals)
  if (root.route.continue) throw new ConfigError('cannot have continue in root route')
  return {
    global: root.global ?? DEFAULT_GLOBAL,
    route: root.route,
    inhibitRules: root.inhibit_rules ?? [],
    receivers,
    templates: root.templates ?? [],
    timeIntervals,
    original: text,
  }
}

/** Receivers with what `global` gives. Names are checked here, since upstream reports them in this order. */
function completeAll(
  receivers: readonly ReceiverConfig[],
  global: GlobalConfig,
): readonly ReceiverConfig[] {
  const names = new Set<string>()
  return receivers.map((receiver) => {
    if (names.has(receiver.name))
      throw new ConfigError(`notification config name ${quote(receiver.name)} is not unique`)
    const completed = completeReceiver(receiver, global)
    names.add(receiver.name)
    return completed
  })
}

type Key = Extract<keyof GlobalConfig, string>

/** Refuses a secret given both as it is and as a file. */
function checkGlobal(global: GlobalConfig): void {
  const isSet = (value: unknown): boolean => value !== undefined && value !== ''
  const exclude = (a: Key, b: Key): void => {
    if (isSet(global[a]) && isSet(global[b]))
      throw new ConfigError(`at most one of ${a} & ${b} must be configured`)
  }
  exclude('slack_app_token', 'slack_app_token_file')
  exclude('slack_api_url', 'slack_api_url_file')
  checkSlack(global)
  exclude('opsgenie_api_key', 'opsgenie_api_key_file')
  exclude('victorops_api_key', 'victorops_api_key_file')
  exclude('telegram_bot_token', 'telegram_bot_token_file')
  exclude('smtp_auth_password', 'smtp_auth_password_file')
  exclude('rocketchat_token', 'rocketchat_token_file')
  exclude('rocketchat_token_id', 'rocketchat_token_id_file')
  exclude('smtp_auth_secret', 'smtp_auth_secret_file')
  exclude('wechat_api_secret', 'wechat_api_secret_file')
  exclude('mattermost_webhook_url', 'mattermost_webhook_url_file')
}

/** A token and an address exclude each other, unless the address is the app's own. */
function checkSlack(global: GlobalConfig): void {
  const hasToken = global.slack_app_token !== '' || global.slack_app_token_file !== ''
  const hasUrl = global.slack_api_url !== undefined || global.slack_api_url_file !== ''
  const isAppUrl = JSON.stringify(global.slack_api_url) === JSON.stringify(global.slack_app_url)
  if (hasToken && hasUrl && !isAppUrl)
    throw new ConfigError(
      'at most one of slack_app_token/slack_app_token_file & slack_api_url/slack_api_url_file must be configured',
    )
}

/** The root route takes every alert, so nothing may narrow it. @throws {ConfigError} */
function checkRoot(route: RouteConfig): void {
  if (route.receiver === '') throw new ConfigError('root route must specify a default receiver')
  const matchers =
    Object.keys(route.match).length + Object.keys(route.match_re).length + route.matchers.length
  if (matchers > 0) throw new ConfigError('root route must not have any matchers')
  if ((route.mute_time_intervals ?? []).length > 0)
    throw new ConfigError('root route must not have any mute time intervals')
  if ((route.active_time_intervals ?? []).length > 0)
    throw new ConfigError('root route must not have any active time intervals')
}

/** @throws {ConfigError} where a route names a receiver that there is not; children are told of first, as upstream does */
function checkReceivers(route: RouteConfig, names: ReadonlySet<string>): void {
  for (const child of route.routes ?? []) checkReceivers(child, names)
  if (route.receiver !== '' && !names.has(route.receiver))
    throw new ConfigError(`undefined receiver ${quote(route.receiver)} used in route`)
}

/** Intervals under their name, as either list of the file gives them. */
interface NamedIntervals {
  readonly name: string
  readonly time_intervals: readonly TimeInterval[] | undefined
}

/** All intervals by name. @throws {ConfigError} where a name is given twice, in one list or in both */
function intervalsByName(
  mutes: readonly NamedIntervals[],
  others: readonly NamedIntervals[],
): ReadonlyMap<string, readonly TimeInterval[]> {
  const byName = new Map<string, readonly TimeInterval[]>()
  const add = (kind: string, { name, time_intervals }: NamedIntervals): void => {
    if (byName.has(name)) throw new ConfigError(`${kind} ${quote(name)} is not unique`)
    byName.set(name, time_intervals ?? [])
  }
  for (const one of mutes) add('mute time interval', one)
  for (const one of others) add('time interval', one)
  return byName
}

/** @throws {ConfigError} where a route names an interval that there is not */
function checkIntervals(route: RouteConfig, names: ReadonlyMap<string, unknown>): void {
  for (const child of route.routes ?? []) checkIntervals(child, names)
  for (const name of [
    ...(route.active_time_intervals ?? []),
    ...(route.mute_time_intervals ?? []),
  ]) {
    if (!names.has(name))
      throw new ConfigError(`undefined time interval ${quote(name)} used in route`)
  }
}
