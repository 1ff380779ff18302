import { BlockWriter, type Block } from '@unloop/store'
import { PLACE_NAMES, type Place } from '../place.ts'

/** One log line, whatever protocol it came by. */
export interface LogLine {
  readonly ns: bigint
  /** OpenTelemetry's number, 1 to 24; 0 where it is not known. */
  readonly severity: number
  readonly body: string
  readonly traceId: string
  readonly spanId: string
  readonly attributes: readonly (readonly [string, string])[]
}

/** Longer lines are cut: the runtime cuts at 16 KiB, and shippers that join them at 1 MiB. */
const MAX_BODY = 1 << 20

/** Log lines → blocks of the table `logs`. One sink serves all requests, one after the other. */
export class LogSink {
  readonly #writer = new BlockWriter('logs')
  readonly #ts = this.#writer.long('ts')
  readonly #cluster = this.#writer.symbol('cluster')
  readonly #namespace = this.#writer.symbol('namespace')
  readonly #pod = this.#writer.symbol('pod')
  readonly #container = this.#writer.symbol('container')
  readonly #run = this.#writer.int('run')
  readonly #podUid = this.#writer.symbol('pod_uid')
  readonly #node = this.#writer.symbol('node')
  readonly #service = this.#writer.symbol('service')
  readonly #stream = this.#writer.symbol('stream')
  readonly #severity = this.#writer.int('severity')
  readonly #body = this.#writer.text('body')
  readonly #traceId = this.#writer.text('trace_id')
  readonly #spanId = this.#writer.text('span_id')
  readonly #attributes = this.#writer.map('attributes')
  readonly #resource = this.#writer.map('resource')

  /** Lines that were cut since the start. */
  cut = 0

  get rows(): number {
    return this.#writer.rows
  }

  /** What is common to the lines that follow: resolved once, so that a line costs an index a column. */
  from(place: Place, resource: readonly (readonly [string, string])[]): (line: LogLine) => void {
    const cluster = this.#cluster.indexOf(place.cluster)
    const namespace = this.#namespace.indexOf(place.namespace)
    const pod = this.#pod.indexOf(place.pod)
    const container = this.#container.indexOf(place.container)
    const podUid = this.#podUid.indexOf(place.podUid)
    const node = this.#node.indexOf(place.node)
    const service = this.#service.indexOf(place.service)
    const rest = resource.filter(([key]) => !PLACE_NAMES.has(key))
    return (line) => {
      this.#cluster.addIndex(cluster)
      this.#namespace.addIndex(namespace)
      this.#pod.addIndex(pod)
      this.#container.addIndex(container)
      this.#run.add(place.run)
      this.#podUid.addIndex(podUid)
      this.#node.addIndex(node)
      this.#service.addIndex(service)
      this.#resource.add(rest)
      this.#line(line)
    }
  }

  /** The block of all lines, and an empty sink. */
  finish(): Block | null {
    return this.#writer.finish()
  }

  clear(): void {
    this.#writer.clear()
  }

  #line({ ns, severity, body, traceId, spanId, attributes }: LogLine): void {
    let stream = ''
    for (const [key, value] of attributes) {
      if (key === 'log.iostream' || key === 'stream') stream = value
      else this.#attributes.put(key, value)
    }
    this.#attributes.end()
    this.#stream.add(stream)
    this.#ts.add(ns)
    this.#severity.add(severity)
    if (body.length > MAX_BODY) {
      this.cut++
      this.#body.add(body.slice(0, MAX_BODY))
    } else this.#body.add(body)
    this.#traceId.add(traceId)
    this.#spanId.add(spanId)
    this.#writer.end()
  }
}
