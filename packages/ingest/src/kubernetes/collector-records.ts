import { createHash } from 'node:crypto'
import type { BlockWriter } from '@unloop/store'
import { longOf, objectOf, plainOf, textOf, type Fields } from '../fields/values.ts'
import type { EventRow, EventSink } from '../sinks/event-sink.ts'

/** Where records go that are no log lines: what the k8s_events and k8sobjects receivers of the Collector send. */
export interface ClusterSinks {
  readonly events: EventSink
  readonly objects: BlockWriter
}

/** Whose record it is and when it was made (`ns`, since 1970), with the attributes of its resource and its own. */
interface Context {
  readonly cluster: string
  readonly ns: bigint
  readonly resource: ReadonlyMap<string, string>
  readonly attributes: ReadonlyMap<string, string>
}

/**
 * Takes a record that is an event or an object of the cluster; false where it is an ordinary log line. Attribute names
 * are those of opentelemetry-collector-contrib's receivers.
 */
export function takeClusterRecord(record: Fields, context: Context, sinks: ClusterSinks): boolean {
  if (context.attributes.has('k8s.event.reason') || context.attributes.has('k8s.event.uid')) {
    sinks.events.add(fromEventReceiver(record, context))
    return true
  }
  if (!context.attributes.has('k8s.resource.name')) return false
  const body = objectOf(plainOf(record['body']))
  // Watched objects come wrapped with the kind of their change, pulled ones bare.
  const object = objectOf(body['object'] ?? body)
  if (textOf(object['kind']) === '') return false
  const change = textOf(body['type']).toLowerCase()
  if (object['kind'] === 'Event') sinks.events.add(eventRow(object, context))
  else addObject(sinks.objects, object, { ...context, change })
  return true
}

function fromEventReceiver(
  record: Fields,
  { cluster, ns, resource, attributes }: Context,
): EventRow {
  const of = (name: string): string => attributes.get(name) ?? resource.get(name) ?? ''
  const container = /\{(.+)\}$/.exec(of('k8s.object.fieldpath'))?.[1] ?? ''
  return {
    ns,
    cluster,
    namespace: of('k8s.namespace.name'),
    kind: of('k8s.object.kind'),
    name: of('k8s.object.name'),
    uid: of('k8s.object.uid'),
    container,
    type: textOf(record['severityText']) || 'Normal',
    reason: of('k8s.event.reason'),
    message: textOf(objectOf(record['body'])['stringValue']),
    count: Number(of('k8s.event.count')) || 1,
    component: '',
    node: of('k8s.node.name'),
    eventUid: of('k8s.event.uid'),
  }
}

/** An `Event` object of either API group as a row. */
export function eventRow(
  event: Fields,
  { cluster, ns }: { cluster: string; ns: bigint },
): EventRow {
  const about = objectOf(event['involvedObject'] ?? event['regarding'])
  const source = objectOf(event['source'] ?? event['deprecatedSource'])
  const series = objectOf(event['series'])
  const metadata = objectOf(event['metadata'])
  const time =
    textOf(series['lastObservedTime']) ||
    textOf(event['lastTimestamp']) ||
    textOf(event['eventTime'])
  const ms = Date.parse(time)
  return {
    ns: Number.isNaN(ms) ? ns : BigInt(ms) * 1_000_000n,
    cluster,
    namespace: textOf(about['namespace']) || textOf(metadata['namespace']),
    kind: textOf(about['kind']),
    name: textOf(about['name']),
    uid: textOf(about['uid']),
    container: /\{(.+)\}$/.exec(textOf(about['fieldPath']))?.[1] ?? '',
    type: textOf(event['type']),
    reason: textOf(event['reason']),
    message: textOf(event['message'] ?? event['note']),
    count: Number(longOf(series['count'] ?? event['count'] ?? event['deprecatedCount'])) || 1,
    component:
      textOf(source['component']) ||
      textOf(event['reportingComponent'] ?? event['reportingController']),
    node: textOf(source['host']),
    eventUid: textOf(metadata['uid']),
  }
}

function addObject(
  objects: BlockWriter,
  object: Fields,
  { cluster, ns, change }: Context & { readonly change: string },
): void {
  const metadata = objectOf(object['metadata'])
  const kept = JSON.stringify(withoutSecrets(object))
  objects.addRow({
    ts: ns / 1_000_000n,
    cluster,
    kind: textOf(object['kind']),
    namespace: textOf(metadata['namespace']),
    name: textOf(metadata['name']),
    uid: textOf(metadata['uid']),
    resource_version: textOf(metadata['resourceVersion']),
    change: change === '' ? 'seen' : change,
    hash: digest(kept),
    object: kept,
  })
}

/** kubectl keeps the whole object in it, values of a Secret among them. */
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** An object without what a Secret holds: its keys stay, with a hash of each value. */
export function withoutSecrets(object: Fields): Fields {
  if (object['kind'] !== 'Secret') return object
  const hashed = (values: unknown): Fields =>
    Object.fromEntries(
      Object.entries(objectOf(values)).map(([key, value]) => [
        key,
        `sha256:${digest(JSON.stringify(value))}`,
      ]),
    )
  const metadata = objectOf(object['metadata'])
  const annotations = Object.fromEntries(
    Object.entries(objectOf(metadata['annotations'])).filter(([name]) => name !== APPLIED),
  )
  return {
    ...object,
    metadata: { ...metadata, annotations, managedFields: undefined },
    ...(object['data'] === undefined ? {} : { data: hashed(object['data']) }),
    ...(object['stringData'] === undefined ? {} : { stringData: hashed(object['stringData']) }),
  }
}

/** Half of a SHA-256 in hexadecimal: it tells whether two values are the same, and no more. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
