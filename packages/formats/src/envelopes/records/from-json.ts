import { isTree, type FoundRecord, type Shape } from './shape.ts'
import { anyList } from './any-list.ts'
import { cloudwatch } from './cloudwatch.ts'
import { datadog } from './datadog.ts'
import { gcloud } from './gcloud.ts'
import { hits } from './hits.ts'
import { loki } from './loki.ts'
import { openRecord, type OpenedRecord } from './record.ts'
import { otlp } from './otlp.ts'
import { splunk } from './splunk.ts'
import { tables } from './tables.ts'
import { wholeOutput } from './whole-output.ts'

/** In the order in which they are asked: `anyList` knows any list of records, and `wholeOutput` what is no list of them. */
const SHAPES: readonly Shape[] = [
  gcloud,
  otlp,
  hits,
  splunk,
  datadog,
  loki,
  cloudwatch,
  tables,
  anyList,
  wholeOutput,
]

/** What a document of JSON or YAML holds. */
export interface OpenedDocument {
  readonly name: string
  readonly records: readonly OpenedRecord[]
}

/** The records of an export; null where the value is no list of messages. */
export function openJson(value: unknown): OpenedDocument | null {
  if (typeof value !== 'object' || value === null) return null
  for (const shape of SHAPES) {
    const found = shape.find(value)
    const records = found === null ? [] : opened(found)
    if (records.length > 0 && (shape !== anyList || areMessages(records)))
      return { name: shape === anyList ? nameOf(found ?? []) : shape.name, records }
  }
  return null
}

const opened = (found: readonly FoundRecord[]): readonly OpenedRecord[] =>
  found.flatMap(({ record, outer }) => openRecord(record, outer) ?? [])

/** Some list in some JSON: told by labels, or by times with each message. */
const areMessages = (records: readonly OpenedRecord[]): boolean => {
  const telling = records.filter(({ told, at }) => told || at !== undefined)
  return telling.length >= records.length * 0.8 && (records.length > 1 || records[0]?.told === true)
}

const KNOWN: readonly (readonly [string, string])[] = [
  ['__REALTIME_TIMESTAMP', 'journald'],
  ['TimeGenerated', 'Azure Monitor'],
  ['podName', 'stern'],
  ['kubernetes', 'Fluent Bit'],
]

function nameOf(found: readonly FoundRecord[]): string {
  const record = found[0]?.record
  if (!isTree(record)) return anyList.name
  return KNOWN.find(([key]) => key in record)?.[1] ?? anyList.name
}
