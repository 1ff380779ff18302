import { BlockWriter } from '@unloop/store'
import { placeOf, PLACE_NAMES } from '../place.ts'
import { Rejections, type Intake } from '../intake.ts'
import { outside } from '../time-window.ts'
import type { Scope } from '../scope.ts'
import {
  attributesOf,
  listOf,
  longOf,
  numberOf,
  objectOf,
  textOf,
  type Fields,
} from '../fields/values.ts'

type Pairs = readonly (readonly [string, string])[]

/** `ExportTraceServiceRequest`s → blocks of spans. */
export class OtlpTraces {
  readonly #writer = new BlockWriter('spans')

  take(request: Fields, scope: Scope): Intake {
    const rejections = new Rejections()
    for (const entry of listOf(request['resourceSpans'])) {
      const { resource, scopeSpans } = objectOf(entry)
      const pairs = attributesOf(objectOf(resource)['attributes'])
      const common = commonOf(pairs, scope.cluster)
      for (const inner of listOf(scopeSpans))
        for (const span of listOf(objectOf(inner)['spans'])) {
          const reason = this.#add(objectOf(span), common, scope)
          if (reason !== null) rejections.add(reason)
        }
    }
    const accepted = this.#writer.rows
    const block = this.#writer.finish()
    return {
      blocks: block === null ? [] : [block],
      accepted,
      rejected: rejections.count,
      reason: rejections.reason,
    }
  }

  /** Null where the span was taken, else why not. */
  #add(span: Fields, common: ReturnType<typeof commonOf>, scope: Scope): string | null {
    const traceId = textOf(span['traceId']).toLowerCase()
    const spanId = textOf(span['spanId']).toLowerCase()
    if (!/^[0-9a-f]{32}$/.test(traceId) || /^0+$/.test(traceId)) return 'a span without a trace id'
    if (!/^[0-9a-f]{16}$/.test(spanId) || /^0+$/.test(spanId)) return 'a span without an id'
    const start = longOf(span['startTimeUnixNano'])
    const late = outside(scope.window, Number(start / 1_000_000n))
    if (late !== null) return late
    const end = longOf(span['endTimeUnixNano'])
    const status = objectOf(span['status'])
    this.#writer.addRow({
      ...common,
      ts: start,
      duration: end > start ? end - start : 0n,
      trace_id: traceId,
      span_id: spanId,
      parent_id: textOf(span['parentSpanId']).toLowerCase(),
      name: textOf(span['name']),
      kind: numberOf(span['kind']),
      status: numberOf(status['code']),
      status_message: textOf(status['message']),
      attributes: Object.fromEntries(attributesOf(span['attributes'])),
      events: jsonOf(span['events'], (event) => ({
        time: String(longOf(event['timeUnixNano'])),
        name: textOf(event['name']),
        attributes: Object.fromEntries(attributesOf(event['attributes'])),
      })),
      links: jsonOf(span['links'], (link) => ({
        trace_id: textOf(link['traceId']),
        span_id: textOf(link['spanId']),
        attributes: Object.fromEntries(attributesOf(link['attributes'])),
      })),
    })
    return null
  }
}

function commonOf(pairs: Pairs, cluster: string) {
  const place = placeOf(pairs, cluster)
  return {
    cluster: place.cluster,
    namespace: place.namespace,
    pod: place.pod,
    container: place.container,
    service: place.service,
    resource: Object.fromEntries(pairs.filter(([key]) => !PLACE_NAMES.has(key))),
  }
}

function jsonOf(list: unknown, each: (fields: Fields) => object): string {
  const items = listOf(list)
  return items.length === 0 ? '' : JSON.stringify(items.map((item) => each(objectOf(item))))
}
