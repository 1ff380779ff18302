import { AGE_OR_NONE, RFC1123, ageSeconds, timeOf } from './time.ts'

/** One row of an events table, whichever kubectl printed it. */
export interface EventRow {
  readonly type: string | null
  readonly reason: string
  readonly message: string
  readonly count: number | null
  readonly last: Moment | null
  readonly first: Moment | null
  readonly component: string | null
  readonly host: string | null
  readonly fieldPath: string | null
  readonly involved: {
    readonly kind: string
    readonly name: string
    readonly namespace: string | null
  } | null
}

/** When an event came: milliseconds before the text was made, or since 1970. */
export type Moment = { readonly age: number } | { readonly at: number }

const A = AGE_OR_NONE
const TIMES = `(?:\\s+\\((?:x(\\d+)|combined from similar events)(?:\\s+(?:over|from|starting|in)\\s+(${A}))?\\))?`

/** describe since 1.7: `Warning  BackOff  3m50s (x7 over 5m2s)  kubelet, node-c  Back-off …` */
const DESCRIBED = new RegExp(
  `^\\s*(Normal|Warning)\\s+([A-Z]\\w*)(?:\\s+(${A})${TIMES})?\\s+(\\S.*)$`,
)
/** get events since 1.14 and `kubectl events`: `5m  Warning  BackOff  pod/web-0  Back-off …` */
const LISTED = new RegExp(
  `^\\s*(?:([a-z0-9][-a-z0-9]*)\\s+)?(${A})${TIMES}\\s+(Normal|Warning)\\s+([A-Z]\\w*)\\s+(\\S+)\\s+(\\S.*)$`,
)
/** get events until 1.13: `1m  5m  7  web-0.15c3  Pod  spec.containers{web}  Warning  BackOff  kubelet, n1  Back-off …` */
const LISTED_OLD = new RegExp(
  `^\\s*(?:([a-z0-9][-a-z0-9]*)\\s+)?(${A})\\s+(${A})\\s+(\\d+)\\s+(\\S+)\\s+([A-Z]\\w+)\\s+(?:(\\S*\\{[^}]*\\})\\s+)?(Normal|Warning)\\s+(\\w+)\\s+(\\S.*)$`,
)
/** describe until 1.6: `5m  1m  7  {kubelet n1}  spec.containers{web}  Warning  BackOff  Back-off …`, dates before 1.2. */
const DESCRIBED_OLD = new RegExp(
  `^\\s*(${RFC1123}|${A})\\s+(${RFC1123}|${A})\\s+(\\d+)\\s+(\\{[^}]*\\}|[\\w.-]+(?:, [\\w.-]+)?)\\s+(?:(\\S*\\{[^}]*\\}|implicitly required container \\S+)\\s+)?(?:(Normal|Warning)\\s+)?([A-Za-z]\\w*)\\s+(\\S.*)$`,
)

/** The row on a line of an events table of any version, with or without its header; null for other lines. */
export function eventRow(text: string): EventRow | null {
  const start = text.trimStart().charCodeAt(0)
  if (Number.isNaN(start)) return null
  if (start === 78 || start === 87) return describedRow(text)
  return listedRow(text) ?? oldListedRow(text) ?? oldDescribedRow(text)
}

/** True for the header or the ruler of an events table. */
export function isEventHeader(text: string): boolean {
  const bare = text.trim()
  if (isRuler(bare)) return true
  if (!/(?:Message|MESSAGE)$/.test(bare) && !/^(?:NAMESPACE\s+)?LAST\s?SEEN\s/.test(bare))
    return false
  return (
    /^Type\s+Reason\s/.test(bare) ||
    /^FirstSeen\s+LastSeen\s/.test(bare) ||
    /^(?:NAMESPACE\s+)?LAST\s?SEEN\s+(?:TYPE|FIRST\s?SEEN)\s/.test(bare) ||
    /^(?:NAMESPACE\s+)?FIRST\s?SEEN\s+LAST\s?SEEN\s/.test(bare)
  )
}

/** The line of dashes below a header. */
export function isRuler(text: string): boolean {
  return /^\s*-{2,}(?:\s+-{2,})+\s*$/.test(text)
}

function describedRow(text: string): EventRow | null {
  const match = DESCRIBED.exec(text)
  if (match === null) return null
  const [, type = '', reason = '', last, count, first, rest = ''] = match
  const from = splitFrom(rest, last !== undefined)
  if (from === null) return null
  return {
    type,
    reason,
    ...from,
    count: count === undefined ? null : Number(count),
    last: moment(last),
    first: moment(first ?? last),
    fieldPath: null,
    involved: null,
  }
}

const COMPONENT =
  /^((?:kubelet|default-scheduler|scheduler|[a-z][\w./-]*(?:-controller|-scheduler|-manager|-autoscaler|controller|-plugin|-provisioner|-operator))(?:, [\w.-]+)?)\s+(\S.*)$/

/** `kubelet, node-c  Back-off …`; the column may be empty or fused by pasting. */
function splitFrom(
  rest: string,
  hasAge: boolean,
): {
  readonly component: string | null
  readonly host: string | null
  readonly message: string
} | null {
  const [column = '', ...others] = rest.split(/\s{2,}|\t+/)
  const known = COMPONENT.exec(rest)
  if (others.length > 0 && /^[a-z][\w./-]*(?:, ?[\w.-]+)?$/.test(column)) {
    const message = rest.slice(rest.indexOf(column) + column.length).trimStart()
    return { ...fromColumn(column), message }
  }
  if (known !== null) return { ...fromColumn(known[1] ?? ''), message: known[2] ?? '' }
  // Without an age and a component, two words and a sentence are no event row.
  return hasAge ? { component: null, host: null, message: rest } : null
}

function fromColumn(column: string): {
  readonly component: string | null
  readonly host: string | null
} {
  const bare = column.replace(/^\{\s*/, '').replace(/\s*\}$/, '')
  const [component = '', host] = bare.split(/,\s*|\s+/, 2)
  return { component: component === '' ? null : component, host: host ?? null }
}

function listedRow(text: string): EventRow | null {
  const match = LISTED.exec(text)
  if (match === null) return null
  const [, namespace, last, count, first, type = '', reason = '', object = '', rest = ''] = match
  const involved = objectReference(object, namespace ?? null)
  if (involved === null) return null
  const wide = wideColumns(rest)
  return {
    type,
    reason,
    message: wide.message,
    count: count === undefined ? null : Number(count),
    last: moment(last),
    first: moment(first ?? last),
    component: wide.component,
    host: wide.host,
    fieldPath: wide.fieldPath,
    involved,
  }
}

/** `-o wide` puts the field path and the source before the message. */
function wideColumns(rest: string): Pick<EventRow, 'message' | 'component' | 'host' | 'fieldPath'> {
  const match =
    /^(?:(\S*\{[^}]*\})\s+)?((?:kubelet|default-scheduler|[a-z][\w-]*-controller)(?:, ?[\w.-]+)?)\s{2,}(\S.*)$/.exec(
      rest,
    )
  if (match === null) return { message: rest, component: null, host: null, fieldPath: null }
  return { ...fromColumn(match[2] ?? ''), fieldPath: match[1] ?? null, message: match[3] ?? '' }
}

function objectReference(text: string, namespace: string | null): EventRow['involved'] {
  const slash = text.indexOf('/')
  if (slash <= 0) return /^[A-Z][a-z]+$/.test(text) ? { kind: text, name: '', namespace } : null
  const kind = KINDS[text.slice(0, slash).split('.')[0]?.toLowerCase() ?? '']
  return { kind: kind ?? text.slice(0, slash), name: text.slice(slash + 1), namespace }
}

const KINDS: Readonly<Record<string, string>> = Object.fromEntries(
  'Pod Node Deployment ReplicaSet StatefulSet DaemonSet Job CronJob Service PersistentVolumeClaim PersistentVolume HorizontalPodAutoscaler ReplicationController Ingress ConfigMap Secret Namespace Endpoints ServiceAccount DeploymentConfig'
    .split(' ')
    .map((kind) => [kind.toLowerCase(), kind]),
)

function oldListedRow(text: string): EventRow | null {
  const match = LISTED_OLD.exec(text)
  if (match === null) return null
  const [
    ,
    namespace,
    last,
    first,
    count,
    object = '',
    kind = '',
    fieldPath,
    type = '',
    reason = '',
    rest = '',
  ] = match
  const from = splitFrom(rest, true) ?? { component: null, host: null, message: rest }
  // The event's own name is its object's with a hexadecimal time after the last dot.
  const name = object.replace(/\.[0-9a-f]{8,}$/, '').replace(/\.{3}$/, '')
  return {
    type,
    reason,
    ...from,
    count: Number(count),
    last: moment(last),
    first: moment(first),
    fieldPath: fieldPath ?? null,
    involved: { kind, name, namespace: namespace ?? null },
  }
}

function oldDescribedRow(text: string): EventRow | null {
  const match = DESCRIBED_OLD.exec(text)
  if (match === null) return null
  const [, first, last, count, from = '', path, type, reason = '', message = ''] = match
  if (type === undefined && !from.startsWith('{') && path === undefined) return null
  const fieldPath = path === undefined || path.startsWith('implicitly') ? null : path
  return {
    type: type ?? null,
    reason: reason.charAt(0).toUpperCase() + reason.slice(1),
    message,
    count: Number(count),
    last: moment(last),
    first: moment(first),
    ...fromColumn(from),
    fieldPath,
    involved: null,
  }
}

function moment(text: string | undefined): Moment | null {
  const age = ageSeconds(text)
  if (age !== null) return { age }
  const at = timeOf(text)
  return at === null ? null : { at }
}

/** The container that a kubelet's message names, for events whose table shows no field path. */
export function containerInMessage(message: string): string | null {
  const match =
    /(?:Created|Started|Stopping|Killing) container:? ([a-z0-9][-a-z0-9]*)\b/.exec(message) ??
    /^Container ([a-z0-9][-a-z0-9]*) (?:failed|definition|exceeded|was)/.exec(message) ??
    /[Bb]ack-off (?:\S+ )?restarting failed container[ =]([a-z0-9][-a-z0-9]*)\b/.exec(message) ??
    /failed to start container "([a-z0-9][-a-z0-9]*)"/.exec(message) ??
    /"(?:Start|Kill|Run)Container" for "([a-z0-9][-a-z0-9]*)"/.exec(message) ??
    /container "([a-z0-9][-a-z0-9]*)" (?:in pod|is not|of pod)/.exec(message)
  const name = match?.[1]
  // `Created container with docker id …` (until 1.9) and ids name no container.
  if (name === undefined || name === 'with' || name === 'in' || /^[0-9a-f]{12,64}$/.test(name))
    return null
  return name
}

/** The pod that a message names: `in pod web-0_shop(uid)`, `Successfully assigned shop/web-0 to node`. */
export function podInMessage(
  message: string,
): { readonly name: string; readonly namespace: string | null } | null {
  const kubelet = /(?:\b[Pp]od[ =]"?)([a-z0-9][-a-z0-9.]*)_([a-z0-9][-a-z0-9]*)\(/.exec(message)
  if (kubelet !== null) return { name: kubelet[1] ?? '', namespace: kubelet[2] ?? null }
  const assigned =
    /^Successfully assigned (?:([a-z0-9][-a-z0-9]*)\/)?([a-z0-9][-a-z0-9.]*) to /.exec(message)
  if (assigned !== null) return { name: assigned[2] ?? '', namespace: assigned[1] ?? null }
  return null
}
