import { BlockWriter, type Block } from '@unloop/store'
import { takeClusterRecord } from '../kubernetes/collector-records.ts'
import { placeOf } from '../place.ts'
import { Rejections, type Intake } from '../intake.ts'
import { EventSink } from '../sinks/event-sink.ts'
import { LogSink } from '../sinks/log-sink.ts'
import { outside } from '../time-window.ts'
import type { Scope } from '../scope.ts'
import { severityOf } from '../severity.ts'
import {
  anyText,
  attributesOf,
  listOf,
  longOf,
  numberOf,
  objectOf,
  textOf,
  type Fields,
} from '../fields/values.ts'

type Pairs = readonly (readonly [string, string])[]

/** `ExportLogsServiceRequest`s → blocks of logs, and of events and objects where the Collector sends those as logs. */
export class OtlpLogs {
  readonly #lines = new LogSink()
  readonly #events = new EventSink()
  readonly #objects = new BlockWriter('objects')

  /** Never throws on what a request may hold. */
  take(request: Fields, scope: Scope): Intake {
    const rejections = new Rejections()
    let accepted = 0
    for (const entry of listOf(request['resourceLogs'])) {
      const { resource, scopeLogs } = objectOf(entry)
      const pairs = attributesOf(objectOf(resource)['attributes'])
      const place = placeOf(pairs, scope.cluster)
      const add = this.#lines.from(place, pairs)
      for (const record of records(scopeLogs)) {
        const ns = timeOf(record, scope.nowMs)
        const late = outside(scope.window, Number(ns / 1_000_000n))
        if (late !== null) {
          rejections.add(late)
          continue
        }
        accepted++
        const attributes = attributesOf(record['attributes'])
        const context = () => ({
          cluster: place.cluster,
          ns,
          resource: new Map(pairs),
          attributes: new Map(attributes),
        })
        if (isClusterRecord(attributes) && takeClusterRecord(record, context(), this.#sinks))
          continue
        add({
          ns,
          severity:
            numberOf(record['severityNumber']) || severityOf(textOf(record['severityText'])),
          body: anyText(record['body']),
          traceId: textOf(record['traceId']),
          spanId: textOf(record['spanId']),
          attributes,
        })
      }
    }
    return {
      blocks: this.#finish(),
      accepted,
      rejected: rejections.count,
      reason: rejections.reason,
    }
  }

  get #sinks() {
    return { events: this.#events, objects: this.#objects }
  }

  #finish(): Block[] {
    const blocks = [this.#lines.finish(), this.#events.finish(), this.#objects.finish()]
    return blocks.filter((block) => block !== null)
  }
}

function* records(scopeLogs: unknown): Generator<Fields> {
  for (const scope of listOf(scopeLogs))
    for (const record of listOf(objectOf(scope)['logRecords'])) yield objectOf(record)
}

/** The record's own time, else when the Collector saw it, else now. */
function timeOf(record: Fields, nowMs: number): bigint {
  return (
    longOf(record['timeUnixNano']) ||
    longOf(record['observedTimeUnixNano']) ||
    BigInt(nowMs) * 1_000_000n
  )
}

function isClusterRecord(attributes: Pairs): boolean {
  return attributes.some(([key]) => key === 'k8s.resource.name' || key.startsWith('k8s.event.'))
}
