import type { KubeEvent, KubeObject } from '@unloop/engine/evidence'
import { table } from './print-pods.ts'
import { humanAge } from './time.ts'

export const eventsIn = (objects: readonly KubeObject[]): readonly KubeEvent[] =>
  objects
    .filter(({ kind }) => kind === 'Event')
    .map((object) => object as KubeEvent)
    .toSorted((a, b) => lastOf(a) - lastOf(b))

const time = (text: string | null | undefined): number => (text ? Date.parse(text) : 0)
const lastOf = ({ lastTimestamp, eventTime, firstTimestamp, metadata }: KubeEvent): number =>
  time(lastTimestamp ?? eventTime ?? firstTimestamp ?? metadata.creationTimestamp)

function ageOf(event: KubeEvent, now: number, counted: boolean): string {
  const age = humanAge(now - lastOf(event))
  const { count = 1, firstTimestamp } = event
  return counted && count > 1
    ? `${age} (x${count} over ${humanAge(now - time(firstTimestamp))})`
    : age
}

/** `kubectl get events -A`, or with counts as `kubectl events -A` prints them. */
export function printEvents(events: readonly KubeEvent[], now: number, counted: boolean): string {
  const rows = events.map((event) => {
    const { involvedObject: about = {}, type = '', reason = '', message = '' } = event
    const object = `${counted ? about.kind : about.kind?.toLowerCase()}/${about.name}`
    const [first = ''] = message.split('\n')
    return [about.namespace ?? 'default', ageOf(event, now, counted), type, reason, object, first]
  })
  return table([['NAMESPACE', 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'], ...rows])
}

/** The last part of `kubectl describe pod`. */
export function describedEvents(events: readonly KubeEvent[], now: number): string {
  if (events.length === 0) return 'Events:                      <none>'
  const rows = events.map((event) => [
    event.type ?? '',
    event.reason ?? '',
    ageOf(event, now, true),
    event.source?.component ?? 'kubelet',
    (event.message ?? '').trim(),
  ])
  const head = [
    ['Type', 'Reason', 'Age', 'From', 'Message'],
    ['----', '------', '----', '----', '-------'],
  ]
  return `Events:\n${table([...head, ...rows]).replace(/^/gm, '  ')}`
}
