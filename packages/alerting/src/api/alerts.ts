import { formatLayout, fromMilliseconds, ZERO_MOMENT } from '@unloop/gotemplate'
import type { Alertmanager } from '../alertmanager.ts'
import { type Alert, alert, isResolvedAt } from '../alerts/alert.ts'
import type { Group } from '../dispatch/group.ts'
import { compareLabelSets } from '../alerts/alert.ts'
import { isLabelName } from '../matchers/parse.ts'
import { intervalsAt } from '../notify/mute-stages.ts'
import { matchRoutes } from '../routing/route.ts'
import { momentOrZero } from '../template/data.ts'
import { matchersOf, passes, receiverPattern } from './filters.ts'
import { apiTime, flag, json, readJson, RequestError } from './http.ts'

// Go's layout of times with milliseconds (`strfmt.DateTime`).
const MILLIS = '2006-01-02T15:04:05.000Z07:00'

/** Which alerts and receivers a request asks for. */
interface Wanted {
  readonly alert: (one: Alert) => boolean
  readonly receiver: (name: string) => boolean
}

/** What the parameters of a request ask for. @throws {RequestError} */
function wanted(manager: Alertmanager, query: URLSearchParams): Wanted {
  const matchers = matchersOf(query, 'filter')
  const pattern = receiverPattern(query)
  const receiverMatchers = matchersOf(query, 'receiver_matchers')
  const show = {
    active: flag(query, 'active'),
    silenced: flag(query, 'silenced'),
    inhibited: flag(query, 'inhibited'),
  }
  const labels = new Map(manager.options.config.receivers.map((one) => [one.name, one.labels]))
  return {
    alert: (one) => {
      if (isResolvedAt(one, manager.options.clock.now()) || !passes(matchers, one.labels))
        return false
      const status = statusOf(manager, one, [])
      if (!show.active && status.state === 'active') return false
      if (!show.silenced && status.silencedBy.length > 0) return false
      return show.inhibited || status.inhibitedBy.length === 0
    },
    receiver: (name) =>
      (pattern === undefined || pattern.regexp.test(name)) &&
      (receiverMatchers.length === 0 || passes(receiverMatchers, labels.get(name) ?? {})),
  }
}

/** The state of an alert: held back by silences, by other alerts, or by the time of day. */
function statusOf(manager: Alertmanager, one: Alert, mutedBy: readonly string[]) {
  const silencedBy = manager.silences.silencedBy(one.labels)
  const inhibitedBy = manager.inhibitor.inhibitedBy(one.labels)
  const isHeld = silencedBy.length > 0 || inhibitedBy.length > 0 || mutedBy.length > 0
  return { inhibitedBy, mutedBy, silencedBy, state: isHeld ? 'suppressed' : 'active' }
}

/** An alert as the API's model has it (`gettableAlert`); empty optional fields are left out. */
function apiAlert(manager: Alertmanager, one: Alert, mutedBy: readonly string[] = []): object {
  const routes = matchRoutes(manager.route, one.labels)
  return {
    annotations: one.annotations,
    endsAt: formatLayout(one.endsAt, MILLIS),
    fingerprint: one.fingerprint,
    receivers: routes.map(({ receiver }) => ({ name: receiver })),
    startsAt: formatLayout(one.startsAt, MILLIS),
    status: statusOf(manager, one, mutedBy),
    updatedAt: apiTime(one.updatedAt),
    ...(one.generatorURL !== '' && { generatorURL: one.generatorURL }),
    labels: one.labels,
  }
}

/** GET /alerts */
export function getAlerts(manager: Alertmanager, query: URLSearchParams): Response {
  const filter = wanted(manager, query)
  const found = manager.store.list().filter((one) => {
    const routes = matchRoutes(manager.route, one.labels)
    return filter.alert(one) && routes.some(({ receiver }) => filter.receiver(receiver))
  })
  const sorted = found.toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
  return json(sorted.map((one) => apiAlert(manager, one)))
}

/** GET /alerts/groups */
export function getGroups(manager: Alertmanager, query: URLSearchParams): Response {
  const filter = wanted(manager, query)
  const showMuted = flag(query, 'muted')
  const groups = manager.groups
    .filter((group) => filter.receiver(group.route.receiver))
    .toSorted(
      (a, b) =>
        compareLabelSets(a.labels, b.labels) || (a.route.receiver < b.route.receiver ? -1 : 1),
    )
  return json(
    groups.flatMap((group) => {
      const alerts = group.alerts.filter(filter.alert)
      const mutedBy = mutedByTime(manager, group)
      if (alerts.length === 0 || (!showMuted && mutedBy.length > 0)) return []
      return [
        {
          alerts: alerts.map((one) => apiAlert(manager, one, mutedBy)),
          labels: group.labels,
          receiver: { name: group.route.receiver },
          routeLabels: group.route.labels,
        },
      ]
    }),
  )
}

/** The names of the intervals that mute a group now; all active ones where none of them holds. */
function mutedByTime(manager: Alertmanager, { route }: Group): readonly string[] {
  const { config, clock } = manager.options
  const muted = intervalsAt(route.muteTimeIntervals, config.timeIntervals, clock.now())
  if (muted.length > 0 || route.activeTimeIntervals.length === 0) return muted
  const active = intervalsAt(route.activeTimeIntervals, config.timeIntervals, clock.now())
  return active.length > 0 ? [] : route.activeTimeIntervals
}

/** An alert as it is posted; anything may stand in its fields. */
interface Posted {
  readonly labels?: unknown
  readonly annotations?: unknown
  readonly startsAt?: unknown
  readonly endsAt?: unknown
  readonly generatorURL?: unknown
}

/** POST /alerts: those that are good are taken, whatever the others are. */
export async function postAlerts(manager: Alertmanager, request: Request): Promise<Response> {
  const body = await readJson(request)
  if (!Array.isArray(body))
    throw new RequestError(400, 'parsing alerts body: a list of alerts is wanted')
  const problems: string[] = []
  for (const item of body as readonly (Posted | null)[]) {
    const one = toAlert(manager, item ?? {})
    const problem = validate(one)
    if (problem === undefined) manager.store.put(one)
    else problems.push(problem)
  }
  return problems.length > 0 ? json(problems.join('\n'), 400) : new Response(null, { status: 200 })
}

/** A mapping of texts; values that are none become text, other things an empty mapping. */
function texts(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  const entries = Object.entries(value).map(([name, text]) => [name, String(text)] as const)
  return Object.fromEntries(entries)
}

/** A missing start is now, a missing end `resolve_timeout` from now. */
function toAlert(manager: Alertmanager, posted: Posted): Alert {
  const { clock, config } = manager.options
  const now = clock.now()
  const moment = (value: unknown): typeof ZERO_MOMENT =>
    typeof value === 'string' ? momentOrZero(value) : ZERO_MOMENT
  const given = { startsAt: moment(posted.startsAt), endsAt: moment(posted.endsAt) }
  const isTimeout = given.endsAt.nanos === ZERO_MOMENT.nanos
  const hasStart = given.startsAt.nanos !== ZERO_MOMENT.nanos
  const labels = Object.entries(texts(posted.labels)).filter(([, value]) => value !== '')
  return alert({
    labels: Object.fromEntries(labels),
    annotations: texts(posted.annotations),
    startsAt: hasStart ? given.startsAt : isTimeout ? fromMilliseconds(now) : given.endsAt,
    endsAt: isTimeout ? fromMilliseconds(now + config.global.resolve_timeout) : given.endsAt,
    generatorURL: typeof posted.generatorURL === 'string' ? posted.generatorURL : '',
    updatedAt: now,
    isTimeout,
  })
}

/** Why an alert is refused, in upstream's words; undefined if it is good. */
function validate(one: Alert): string | undefined {
  if (one.endsAt.nanos < one.startsAt.nanos) return 'start time must be before end time'
  const names = Object.keys(one.labels)
  if (names.length === 0) return 'at least one label pair required'
  for (const [what, all] of [
    ['label', names],
    ['annotation', Object.keys(one.annotations)],
  ] as const) {
    const bad = all.find((name) => !isLabelName(name))
    if (bad !== undefined) return `invalid ${what} set: invalid name ${JSON.stringify(bad)}`
  }
  return undefined
}
