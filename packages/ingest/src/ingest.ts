import { isStoreError, type Block, type Store } from '@unloop/store'
import { takeBulk, type BulkIntake } from './elasticsearch/bulk.ts'
import { IntakeError, type Intake } from './intake.ts'
import { takeLokiJson, takeLokiProtobuf } from './loki/push.ts'
import { OtlpLogs } from './otlp/logs.ts'
import type { Scope } from './scope.ts'
import { OtlpMetrics } from './otlp/metrics.ts'
import { logsRequest, metricsRequest, tracesRequest } from './otlp/schemas.ts'
import { OtlpTraces } from './otlp/traces.ts'
import { objectOf, type Fields } from './fields/values.ts'
import { readMessage, type Schema } from './protobuf/schema.ts'
import { WireError, WireReader } from './protobuf/reader.ts'
import { RemoteWrite, type WriteIntake } from './remote-write/remote-write.ts'
import { LogSink } from './sinks/log-sink.ts'
import { SampleSink } from './sinks/sample-sink.ts'
import { timeWindow } from './time-window.ts'

/** OpenTelemetry's signals. */
export type Signal = 'logs' | 'metrics' | 'traces'
/** By the content type of a request: `application/x-protobuf` or `application/json` (OTLP/HTTP). */
export type Encoding = 'protobuf' | 'json'

export interface IngestOptions {
  readonly store: Pick<Store, 'insert'>
  /** The cluster's name where a sender does not say. */
  readonly cluster: string
  /** How far back records are taken. */
  readonly days: number
  readonly now?: () => number
}

/** What came in since the start. */
export interface IngestCounts {
  readonly accepted: Readonly<Record<string, number>>
  readonly rejected: Readonly<Record<string, number>>
  /** Requests that were turned away because the store could not take them. */
  readonly refusedRequests: number
  /** Lines whose text was longer than is kept. */
  readonly cutLines: number
  /** Series that were seen lately, whose labels are not written again for each sample. */
  readonly knownSeries: number
}

const SCHEMAS: Record<Signal, Schema> = {
  logs: logsRequest,
  metrics: metricsRequest,
  traces: tracesRequest,
}

/** Every protocol that telemetry comes by: bytes in, rows on the disk, or the reason why not. */
export class Ingest {
  readonly #options: IngestOptions
  readonly #lines = new LogSink()
  readonly #samples = new SampleSink()
  readonly #logs = new OtlpLogs()
  readonly #metrics = new OtlpMetrics(this.#samples)
  readonly #traces = new OtlpTraces()
  readonly #remoteWrite = new RemoteWrite(this.#samples)
  readonly #accepted: Record<string, number> = {}
  readonly #rejected: Record<string, number> = {}
  #refused = 0

  constructor(options: IngestOptions) {
    this.#options = options
  }

  /**
   * Each of these resolves once the rows are on the disk. Rejects with an {@link IntakeError} where the request is wrong,
   * and with a StoreError (code `busy` or `full`) where it must be sent again later.
   */
  otlp(signal: Signal, body: Buffer, encoding: Encoding): Promise<Intake> {
    return this.#take(`otlp_${signal}`, (scope) => {
      const request =
        encoding === 'json' ? parseJson(body) : readMessage(new WireReader(body), SCHEMAS[signal])
      if (signal === 'logs') return this.#logs.take(request, scope)
      if (signal === 'metrics') return this.#metrics.take(request, scope)
      return this.#traces.take(request, scope)
    })
  }

  /** Prometheus' remote write, 1.0 or 2.0; the body is unpacked already. */
  remoteWrite(version: 1 | 2, body: Buffer): Promise<WriteIntake> {
    return this.#take(`remote_write_${version}`, (scope) =>
      version === 1 ? this.#remoteWrite.take1(body, scope) : this.#remoteWrite.take2(body, scope),
    )
  }

  /** Loki's push API. A body of JSON that cannot be read is an {@link IntakeError} of status 400. */
  loki(body: Buffer, encoding: Encoding): Promise<Intake> {
    return this.#take('loki', (scope) =>
      encoding === 'json'
        ? takeLokiJson(parseJson(body), this.#lines, scope)
        : takeLokiProtobuf(body, this.#lines, scope),
    )
  }

  bulk(body: Buffer): Promise<BulkIntake> {
    return this.#take('elasticsearch', (scope) =>
      takeBulk(body.toString('utf8'), this.#lines, scope),
    )
  }

  /** Samples that are read elsewhere, such as those of a scrape. */
  samples(write: (sink: SampleSink, scope: Scope) => Omit<Intake, 'blocks'>): Promise<Intake> {
    return this.#take('scrape', (scope) => {
      const counts = write(this.#samples, scope)
      return { ...counts, blocks: this.#samples.finish() }
    })
  }

  counts(): IngestCounts {
    return {
      accepted: { ...this.#accepted },
      rejected: { ...this.#rejected },
      refusedRequests: this.#refused,
      cutLines: this.#lines.cut,
      knownSeries: this.#samples.series.size,
    }
  }

  async #take<Result extends Intake>(
    protocol: string,
    read: (scope: Scope) => Result,
  ): Promise<Result> {
    const { cluster, days, now = Date.now } = this.#options
    const nowMs = now()
    let intake: Result
    try {
      intake = read({ cluster, nowMs, window: timeWindow(nowMs, days) })
    } catch (error) {
      this.#begunIsDropped()
      if (error instanceof WireError)
        throw new IntakeError(400, `The body is no ${protocol} message: ${error.message}.`, error)
      throw error
    }
    await this.#store(intake.blocks)
    this.#accepted[protocol] = (this.#accepted[protocol] ?? 0) + intake.accepted
    this.#rejected[protocol] = (this.#rejected[protocol] ?? 0) + intake.rejected
    return intake
  }

  async #store(blocks: readonly Block[]): Promise<void> {
    const results = await Promise.allSettled(
      blocks.map((block) => this.#options.store.insert(block)),
    )
    const failed = results.find((result) => result.status === 'rejected')
    if (failed === undefined) return
    this.#samples.forget()
    if (isStoreError(failed.reason)) this.#refused++
    throw failed.reason
  }

  /** What a refused request left half written must not be stored with the next one. */
  #begunIsDropped(): void {
    this.#lines.clear()
    this.#samples.clear()
  }
}

/** @throws {IntakeError} of status 400 for what is no JSON */
function parseJson(body: Buffer): Fields {
  try {
    return objectOf(JSON.parse(body.toString('utf8')))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new IntakeError(400, `The body is no JSON: ${why}.`, cause)
  }
}
