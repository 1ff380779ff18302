import type { KubeEvent, KubeObject, Snapshot } from '@unloop/engine/evidence'
import type { Line } from '../lines/line.ts'
import { assemble } from './assemble.ts'
import { TextDraft, type EventDraft } from './draft.ts'
import { containerInMessage } from './events.ts'

/**
 * `kubectl get events -o json|yaml` by itself is read as its table is: the pods that its events are about are known by what
 * the events say of them. Any other snapshot is given back as it is.
 */
export function readLoneEvents(snapshot: Snapshot): Snapshot {
  const { objects, source, gaps } = snapshot
  if (objects.length === 0 || objects.some(({ object }) => object.kind !== 'Event')) return snapshot
  const draft = new TextDraft()
  objects.forEach(({ object, origin }, index) => {
    draft.events.push(draftOf(object, origin.source, index + 1))
  })
  draft.gaps.push(...gaps)
  draft.readings.add('Kubernetes events', { lines: objects.length, pod: null })
  return assemble(draft, source.name)
}

function draftOf(object: KubeObject, source: string, number: number): EventDraft {
  const event = object as KubeEvent
  const { involvedObject: at = {}, message = '', reason = '', series } = event
  const text = `${event.type ?? ''} ${reason} ${message}`.trim()
  const line: Line = { number, raw: text, text }
  const container = containerInMessage(message)
  const last = momentOf(event.lastTimestamp ?? series?.lastObservedTime ?? event.eventTime)
  return {
    source,
    line,
    type: event.type ?? null,
    reason,
    message,
    more: [],
    count: event.count ?? series?.count ?? null,
    last,
    first: momentOf(event.firstTimestamp ?? event.eventTime),
    component: event.source?.component ?? null,
    host: event.source?.host ?? null,
    fieldPath: at.fieldPath ?? (container === null ? null : `spec.containers{${container}}`),
    involved:
      at.kind && at.name ? { kind: at.kind, name: at.name, namespace: at.namespace ?? null } : null,
  }
}

function momentOf(time: string | null | undefined): EventDraft['last'] {
  const at = typeof time === 'string' ? Date.parse(time) : NaN
  return Number.isNaN(at) ? null : { at }
}
