import { compareStrings, type Moment, ZERO_MOMENT } from '@unloop/gotemplate'
import type { LabelSet } from '../matchers/matcher.ts'
import type { TemplateAlert } from '../template/data.ts'
import { fingerprint } from './fingerprint.ts'

/** An alert as it was received. */
export interface Alert {
  readonly fingerprint: string
  readonly labels: LabelSet
  readonly annotations: LabelSet
  readonly startsAt: Moment
  /** The zero moment where it has no end. */
  readonly endsAt: Moment
  readonly generatorURL: string
  /** Milliseconds since 1970. */
  readonly updatedAt: number
  /** Whether the end was put in here, since none was given. */
  readonly isTimeout: boolean
}

/** Makes an alert with the fingerprint of its labels, by which it is known everywhere. */
export function alert(fields: Omit<Alert, 'fingerprint'>): Alert {
  return { ...fields, fingerprint: fingerprint(fields.labels) }
}

/** Milliseconds since 1970 as nanoseconds, as Go's times have them. */
export function toNanos(ms: number): bigint {
  return BigInt(Math.round(ms)) * 1_000_000n
}

/** Whether the alert's end has come. */
export function isResolvedAt(one: Pick<Alert, 'endsAt'>, nowMs: number): boolean {
  return one.endsAt.nanos !== ZERO_MOMENT.nanos && one.endsAt.nanos <= toNanos(nowMs)
}

/** One alert out of two reports of it: the younger one wins, the earliest start stays. */
export function mergeAlerts(a: Alert, b: Alert): Alert {
  const [older, younger] = b.updatedAt < a.updatedAt ? [b, a] : [a, b]
  const startsAt = older.startsAt.nanos < younger.startsAt.nanos ? older.startsAt : younger.startsAt
  return { ...younger, startsAt, endsAt: mergedEnd(older, younger) }
}

/** A firing report's end is taken from the older one if that lies later; a resolved one's if it was said rather than assumed. */
function mergedEnd(older: Alert, younger: Alert): Moment {
  const isResolved = isResolvedAt(younger, younger.updatedAt)
  if (isResolved) {
    const olderSays =
      isResolvedAt(older, younger.updatedAt) && older.endsAt.nanos > younger.endsAt.nanos
    return olderSays ? older.endsAt : younger.endsAt
  }
  const keepsOlder = older.endsAt.nanos > younger.endsAt.nanos && !older.isTimeout
  return keepsOlder ? older.endsAt : younger.endsAt
}

/** By job, then instance, then all labels: the order in notifications. */
export function compareAlerts(a: Alert, b: Alert): number {
  for (const name of ['job', 'instance']) {
    const [x, y] = [a.labels[name], b.labels[name]]
    if (x === y) continue
    if (x === undefined) return 1
    return y === undefined ? -1 : compareStrings(x, y)
  }
  return compareLabelSets(a.labels, b.labels)
}

/** Fewer labels first, then by names, then by values (`model.LabelSet.Before`). */
export function compareLabelSets(a: LabelSet, b: LabelSet): number {
  const [namesA, namesB] = [Object.keys(a), Object.keys(b)]
  if (namesA.length !== namesB.length) return namesA.length - namesB.length
  for (const name of [...namesA, ...namesB].toSorted(compareStrings)) {
    if (!Object.hasOwn(a, name)) return 1
    if (!Object.hasOwn(b, name)) return -1
    const order = compareStrings(a[name] ?? '', b[name] ?? '')
    if (order !== 0) return order
  }
  return 0
}

/** The alert as templates and webhooks show it at a moment. */
export function templateAlert(one: Alert, nowMs: number): TemplateAlert {
  const { labels, annotations, startsAt, endsAt, generatorURL } = one
  const status = isResolvedAt(one, nowMs) ? 'resolved' : 'firing'
  return {
    status,
    labels,
    annotations,
    startsAt,
    endsAt,
    generatorURL,
    fingerprint: one.fingerprint,
  }
}
