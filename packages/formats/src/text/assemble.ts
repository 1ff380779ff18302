import { fillNamespaces } from './namespaces.ts'
import type { LogStream, Snapshot, SnapshotObject } from '@unloop/engine/evidence'
import type { EventDraft, LogDraft, TextDraft } from './draft.ts'
import type { Line } from '../lines/line.ts'
import { newestTime } from './base-time.ts'
import { Attribution } from './attribution.ts'
import { joinWritten, objectOf } from './object-of.ts'
import { nameOwners } from './owners.ts'
import { applyRows } from './pod-rows.ts'
import { isoTime } from './time.ts'

/** Turns what was gathered into a snapshot: fragments find their pods, events their objects, logs their containers. */
export function assemble(draft: TextDraft, name: string): Snapshot {
  joinMessages(draft.events)
  const attribution = new Attribution(draft)
  attribution.joinFragments()
  attribution.placeEvents()
  attribution.placeLogs()
  fillNamespaces(draft)
  nameOwners(draft)
  const now = newestTime(draft)
  for (const pod of draft.drafts) if (pod.kind === 'Pod') applyRows(pod, now)
  const gathered = draft.drafts.flatMap((object) => objectOf(object))
  return {
    source: { kind: 'text', name, capturedAt: null, readAs: draft.readings.list() },
    ...(draft.told ? { told: true } : {}),
    ...(now === null ? {} : { newest: isoTime(now) }),
    objects: [
      ...joinWritten(gathered, draft.objects),
      ...draft.events.map((event) => eventOf(event, now)),
    ],
    logs: draft.logs.toSorted((a, b) => Number(a.doubtful) - Number(b.doubtful)).map(streamOf),
    samples: draft.samples,
    gaps: draft.gaps,
  }
}

/** Width at which people and programs wrap text; beyond it a break is the message's own. */
const WRAP_WIDTH = 100

/** Puts messages of several lines together: with a space where the whole table was wrapped to a width. */
function joinMessages(events: readonly EventDraft[]): void {
  const widest = new Map<string, number>()
  for (const { source, line, more } of events) {
    const width = Math.max(...[line, ...more].map(({ raw }) => raw.length))
    widest.set(source, Math.max(width, widest.get(source) ?? 0))
  }
  for (const event of events) {
    if (event.more.length === 0) continue
    const glue = (widest.get(event.source) ?? 0) <= WRAP_WIDTH ? ' ' : '\n'
    event.message = [event.message, ...event.more.map(({ text }) => text.trim())].join(glue)
  }
}

function streamOf(log: LogDraft): LogStream {
  const { target, source, lines } = log
  return {
    namespace: target?.namespace ?? null,
    pod: target?.pod ?? null,
    container: target?.container ?? null,
    run: target?.run ?? 'unknown',
    origin: { source, line: lines[0]?.number ?? 1 },
    ...textOf(lines),
    ...(log.isOfClient ? { isOfClient: true } : {}),
  }
}

/** Lines that a carrier stamped are given as `kubectl logs --timestamps` prints them, so that their times are kept. */
function textOf(lines: readonly Line[]): Pick<LogStream, 'text' | 'lineNumbers'> {
  const stamped = lines.filter(({ at }) => at !== undefined).length
  const isStamped = stamped > 0 && stamped >= lines.length * 0.8
  let at = lines.find((line) => line.at !== undefined)?.at ?? ''
  const texts = lines.map((line) => {
    if (!isStamped) return line.raw
    at = line.at ?? at
    return `${at} ${line.raw}`
  })
  const first = lines[0]?.number ?? 1
  const inPlace = lines.every(({ number }, index) => number === first + index)
  return {
    text: texts.join('\n'),
    ...(inPlace ? {} : { lineNumbers: lines.map(({ number }) => number) }),
  }
}

/** Events are named like objects, and their source may be a path. */
const nameSafe = (source: string): string =>
  source
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(-120)

function eventOf(event: EventDraft, now: number | null): SnapshotObject {
  const { involved, line, source } = event
  const last = stamp(event.last, now)
  const first = stamp(event.first, now)
  return {
    object: {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `${involved?.name || 'event'}.${nameSafe(source)}.${line.number}`,
        ...(involved?.namespace == null ? {} : { namespace: involved.namespace }),
      },
      involvedObject: {
        ...(involved === null ? {} : { kind: involved.kind, name: involved.name }),
        ...(involved?.namespace == null ? {} : { namespace: involved.namespace }),
        ...(event.fieldPath === null ? {} : { fieldPath: event.fieldPath }),
      },
      ...(event.type === null ? {} : { type: event.type }),
      reason: event.reason,
      message: event.message,
      ...(event.count === null ? {} : { count: event.count }),
      ...(first === null ? {} : { firstTimestamp: first }),
      ...(last === null ? {} : { lastTimestamp: last }),
      ...(event.component === null
        ? {}
        : {
            source: {
              component: event.component,
              ...(event.host === null ? {} : { host: event.host }),
            },
          }),
    },
    origin: { source, line: line.number },
    partial: true,
    fields: { message: { line: line.number, text: line.raw } },
    ...(last === null ? agesOf(event) : {}),
  }
}

/** Ages that no time in the text gives a date to still tell what came after what. */
function agesOf({ first, last }: EventDraft): Pick<SnapshotObject, 'ages'> {
  if (last === null || !('age' in last)) return {}
  return { ages: { first: first && 'age' in first ? first.age : last.age, last: last.age } }
}

function stamp(moment: EventDraft['last'], now: number | null): string | null {
  if (moment === null) return null
  if ('at' in moment) return isoTime(moment.at)
  return now === null ? null : isoTime(now - moment.age * 1000)
}
