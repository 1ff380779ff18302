import {
  Metadata,
  Server,
  ServerCredentials,
  logVerbosity,
  setLogVerbosity,
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { isStoreError } from '@unloop/store'
import type { Ingest, Signal } from '../ingest.ts'
import { IntakeError } from '../intake.ts'
import { messageField, textField, varintField } from '../protobuf/writer.ts'
import { exportResponse } from '../requests/otlp-answer.ts'

/** Where it listens, whom it lets in, and how much it takes at a time. */
export interface OtlpGrpcOptions {
  readonly ingest: Ingest
  readonly host: string
  /** 0 picks one. */
  readonly port: number
  readonly maxBytes: number
  /** Whether a call may write, by its `authorization`; null where it may, else why not. */
  readonly authorize: (authorization: string) => string | null
  /** Room for a message of that size; null where there is none, else what gives it back. */
  readonly enter: (bytes: number) => (() => void) | null
  /** PEM of a certificate chain and its key, for TLS. */
  readonly tls?: { readonly certificate: Buffer; readonly key: Buffer }
}

/** Full names of the services, which are the paths of their calls (opentelemetry-proto). */
const SERVICES: Record<Signal, string> = {
  logs: 'opentelemetry.proto.collector.logs.v1.LogsService',
  metrics: 'opentelemetry.proto.collector.metrics.v1.MetricsService',
  traces: 'opentelemetry.proto.collector.trace.v1.TraceService',
}
/** Told as RetryInfo, with which RESOURCE_EXHAUSTED too may be tried again (OTLP/gRPC, "Throttling"). */
const RETRY_SECONDS = 2

type Call = ServerUnaryCall<Buffer, Buffer>
type Answer = sendUnaryData<Buffer>

/** OTLP's three services over gRPC. */
export class OtlpGrpc {
  readonly #server: Server
  readonly port: number

  private constructor(server: Server, port: number) {
    this.#server = server
    this.port = port
  }

  /** Rejects with an error that has the `code` of `net.Server`'s, such as EADDRINUSE. */
  static async listen(options: OtlpGrpcOptions): Promise<OtlpGrpc> {
    const server = new Server({ 'grpc.max_receive_message_length': options.maxBytes })
    for (const signal of Object.keys(SERVICES) as Signal[])
      server.addService(definition(SERVICES[signal]), implementation(signal, options))
    const { tls } = options
    const credentials =
      tls === undefined
        ? ServerCredentials.createInsecure()
        : ServerCredentials.createSsl(null, [{ cert_chain: tls.certificate, private_key: tls.key }])
    const address = `${options.host.includes(':') ? `[${options.host}]` : options.host}:${options.port}`
    // The library prints what it also answers.
    setLogVerbosity(logVerbosity.NONE)
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(address, credentials, (error, bound) =>
        error === null ? resolve(bound) : reject(listenError(error, options)),
      )
    })
    return new OtlpGrpc(server, port)
  }

  /** Lets calls end that are under way, for a second. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      const late = setTimeout(() => {
        this.#server.forceShutdown()
        resolve()
      }, 1_000)
      this.#server.tryShutdown(() => {
        clearTimeout(late)
        resolve()
      })
    })
  }
}

// Messages pass as the bytes that they are: our own reader is several times as fast as generated classes.
function definition(service: string): ServiceDefinition {
  const identity = (bytes: Buffer): Buffer => bytes
  return {
    Export: {
      path: `/${service}/Export`,
      requestStream: false,
      responseStream: false,
      requestSerialize: identity,
      requestDeserialize: identity,
      responseSerialize: identity,
      responseDeserialize: identity,
    },
  }
}

function implementation(signal: Signal, options: OtlpGrpcOptions): UntypedServiceImplementation {
  return {
    Export: (call: Call, answer: Answer) => {
      void serve(signal, call, options).then(
        (bytes) => answer(null, bytes),
        (error: unknown) => answer(refusal(error)),
      )
    },
  }
}

async function serve(signal: Signal, call: Call, options: OtlpGrpcOptions): Promise<Buffer> {
  const [authorization = ''] = call.metadata.get('authorization').map(String)
  const denied = options.authorize(authorization)
  if (denied !== null) throw new Denied(denied)
  const leave = options.enter(call.request.length)
  if (leave === null) throw new Overloaded()
  try {
    const intake = await options.ingest.otlp(signal, call.request, 'protobuf')
    return exportResponse(signal, intake, 'protobuf')
  } finally {
    leave()
  }
}

class Denied extends Error {}
class Overloaded extends Error {
  constructor() {
    super('More arrives than can be taken. Try again in a moment.')
  }
}

/** gRPC's statuses as OTLP's senders read them: what can be tried again, and what cannot. */
function refusal(error: unknown): { code: status; details: string; metadata?: Metadata } {
  if (error instanceof Denied) return { code: status.UNAUTHENTICATED, details: error.message }
  if (error instanceof IntakeError)
    return {
      code: error.status === 413 ? status.RESOURCE_EXHAUSTED : status.INVALID_ARGUMENT,
      details: error.message,
    }
  if (error instanceof Overloaded || (isStoreError(error) && error.code === 'busy'))
    return retryable(status.RESOURCE_EXHAUSTED, error.message)
  if (isStoreError(error)) return retryable(status.UNAVAILABLE, error.message)
  return { code: status.INTERNAL, details: 'The request could not be handled.' }
}

/** OTLP's senders give up on RESOURCE_EXHAUSTED unless it comes with a `google.rpc.RetryInfo`. */
function retryable(
  code: status,
  message: string,
): { code: status; details: string; metadata: Metadata } {
  const delay = messageField(1, varintField(1, RETRY_SECONDS))
  const detail = Buffer.concat([
    textField(1, 'type.googleapis.com/google.rpc.RetryInfo'),
    messageField(2, delay),
  ])
  const metadata = new Metadata()
  const bytes = Buffer.concat([
    varintField(1, code),
    textField(2, message),
    messageField(3, detail),
  ])
  metadata.set('grpc-status-details-bin', bytes)
  return { code, details: message, metadata }
}

/** As `net.Server` says it, with its code; the library puts that into a sentence. */
function listenError({ message }: Error, { host, port }: OtlpGrpcOptions): Error {
  const code = /\b(E[A-Z]{4,})\b/.exec(message)?.[1] ?? 'EADDRNOTAVAIL'
  return Object.assign(new Error(message), {
    syscall: 'listen',
    code,
    address: host,
    port,
    protocol: 'grpc',
  })
}
