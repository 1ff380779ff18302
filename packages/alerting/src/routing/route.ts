import { compareStrings, quote } from '@unloop/gotemplate'
import type { RouteConfig } from '../config/route.ts'
import {
  type LabelSet,
  type Matcher,
  matcher,
  matchersText,
  matchesAll,
  sortMatchers,
} from '../matchers/matcher.ts'

/** A node of the routing tree with all that it inherits. Durations are milliseconds. */
export interface Route {
  readonly receiver: string
  /** Undefined groups by all labels. */
  readonly groupBy: ReadonlySet<string> | undefined
  readonly groupWaitMs: number
  readonly groupIntervalMs: number
  readonly repeatIntervalMs: number
  readonly muteTimeIntervals: readonly string[]
  readonly activeTimeIntervals: readonly string[]
  readonly labels: LabelSet
  readonly matchers: readonly Matcher[]
  readonly continues: boolean
  readonly routes: readonly Route[]
  /** Matchers from the root down: the first part of a group's key. */
  readonly key: string
  /** The key with places, unique in the tree. */
  readonly id: string
}

// `DefaultRouteOpts` of dispatch/route.go: half a minute, five minutes, four hours.
const DEFAULTS = {
  receiver: '',
  groupBy: new Set<string>(),
  groupWaitMs: 30_000,
  groupIntervalMs: 300_000,
  repeatIntervalMs: 4 * 3_600_000,
  labels: {},
} as const

/** What a route takes over from the one above it. */
type Inherited = Pick<Route, keyof typeof DEFAULTS>

/** The tree with what each node inherits worked out. */
export function buildRoute(config: RouteConfig): Route {
  return build(config, DEFAULTS, { key: '', id: '' })
}

/** A route and those below it; `place` tells where it stands for its key. */
function build(
  config: RouteConfig,
  parent: Inherited,
  place: { readonly key: string; readonly id: string; readonly index?: number },
): Route {
  const matchers = allMatchers(config)
  const inherited: Inherited = {
    receiver: config.receiver === '' ? parent.receiver : config.receiver,
    groupBy: groupBy(config, parent),
    groupWaitMs: config.group_wait ?? parent.groupWaitMs,
    groupIntervalMs: config.group_interval ?? parent.groupIntervalMs,
    repeatIntervalMs: config.repeat_interval ?? parent.repeatIntervalMs,
    labels: { ...parent.labels, ...config.labels },
  }
  const own = matchersText(matchers)
  const key = place.index === undefined ? own : `${place.key}/${own}`
  const id = place.index === undefined ? own : `${place.id}/${own}/${place.index}`
  return {
    ...inherited,
    muteTimeIntervals: config.mute_time_intervals ?? [],
    activeTimeIntervals: config.active_time_intervals ?? [],
    matchers,
    continues: config.continue,
    routes: (config.routes ?? []).map((child, index) =>
      build(child, inherited, { key, id, index }),
    ),
    key,
    id,
  }
}

/** The labels to group by, those of the parent where there are none. */
function groupBy(config: RouteConfig, parent: Inherited): ReadonlySet<string> | undefined {
  if (config.group_by === undefined) return parent.groupBy
  return config.group_by.includes('...') ? undefined : new Set(config.group_by)
}

/** `match` and `match_re` are matchers too; a regular expression stands anchored in the key. */
function allMatchers(config: RouteConfig): readonly Matcher[] {
  const equal = Object.entries(config.match).map(([name, value]) => matcher(name, '=', value))
  const regexps = Object.entries(config.match_re).map(([name, regexp]) =>
    matcher(name, '=~', `^(?:${regexp?.source ?? ''})$`),
  )
  return sortMatchers([...equal, ...regexps, ...config.matchers])
}

/** The routes that take an alert: depth first, the first that matches unless it continues, the parent where no child does. */
export function matchRoutes(route: Route, labels: LabelSet): readonly Route[] {
  if (!matchesAll(route.matchers, labels)) return []
  const found: Route[] = []
  for (const child of route.routes) {
    const matched = matchRoutes(child, labels)
    found.push(...matched)
    if (matched.length > 0 && !child.continues) break
  }
  return found.length === 0 ? [route] : found
}

/** The labels of an alert that its group is made by; those that it lacks are left out. */
export function groupLabels(route: Route, labels: LabelSet): LabelSet {
  const { groupBy: names } = route
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => names === undefined || names.has(name)),
  )
}

/** The identity of a group: what deduplicates notifications here and at receivers. */
export function groupKey(route: Route, labels: LabelSet): string {
  const pairs = Object.entries(labels)
    .toSorted(([a], [b]) => compareStrings(a, b))
    .map(([name, value]) => `${name}=${quote(value)}`)
  return `${route.key}:{${pairs.join(', ')}}`
}
