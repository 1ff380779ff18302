import type { Opened } from '../message/message.ts'
import { datadog } from './datadog.ts'
import { gcloud } from './gcloud.ts'
import { hits } from './hits.ts'
import { loki } from './loki.ts'
import { openRecord, type OpenedRecord } from './record.ts'
import { isTree, type Shape, type Tree } from './shape.ts'
import { splunk } from './splunk.ts'

const SHAPES: readonly Shape[] = [gcloud, hits, splunk, datadog, loki]

/** What programs write into their own JSON, and collectors don't. */
const OWN =
  /^(?:level|lvl|severity|caller|logger|logger_name|msg|error|err|stacktrace|thread|thread_name|pid|hostname|v)$/
/** Where collectors put what they know of a container. */
const COLLECTED =
  /^(?:kubernetes|k8s|kube|docker|container_id|container_name|_p|podName|containerName|__REALTIME_TIMESTAMP|io\.kubernetes.*)$/

/**
 * One record of JSON on a line of its own. Null for what a program wrote: its JSON may name pods and namespaces too, which
 * are those that it works on.
 */
export function openJsonLine(line: string): OpenedLine | null {
  if (!line.endsWith('}')) return null
  const start = line.indexOf('{')
  if (start > 0) return start < LONGEST_TAG ? afterTag(line, start) : null
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (!isTree(value)) return null
  for (const shape of SHAPES) {
    const [first] = shape.find(value) ?? []
    if (first === undefined) continue
    const record = openRecord(first.record, first.outer)
    return record === null ? null : { ...record, product: shape.name }
  }
  const record = isCollected(value) ? openRecord(value) : null
  return record === null ? null : { ...record, product: productOf(value, record) }
}

type OpenedLine = Opened & { readonly product: string }

/** Fluentd's files have a time and a tag before the record. */
const LONGEST_TAG = 500

function afterTag(line: string, start: number): OpenedLine | null {
  if (!/[:\t] ?$/.test(line.slice(0, start))) return null
  const opened = openJsonLine(line.slice(start))
  return opened?.product === 'Fluent Bit' || opened?.stream !== undefined ? opened : null
}

function isCollected(value: Tree): boolean {
  const keys = Object.keys(value)
  if (value['stream'] === 'stdout' || value['stream'] === 'stderr') return true
  if (keys.some((key) => COLLECTED.test(key))) return true
  const record = keys.some((key) => OWN.test(key)) ? null : openRecord(value)
  const place = record?.place
  return (
    record?.told === true && place?.pod != null && (place.container ?? place.namespace) !== null
  )
}

function productOf(value: Tree, { stream }: OpenedRecord): string {
  if ('__REALTIME_TIMESTAMP' in value) return 'journald'
  if ('podName' in value) return 'stern'
  if (typeof value['log'] === 'string' && stream !== undefined && Object.keys(value).length <= 4)
    return 'Docker json'
  return 'kubernetes' in value ? 'Fluent Bit' : 'JSON records'
}
