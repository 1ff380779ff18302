import type { Encoding, Signal } from '../ingest.ts'
import type { Intake } from '../intake.ts'
import { messageField, textField, varintField } from '../protobuf/writer.ts'

const REJECTED: Record<Signal, string> = {
  logs: 'rejectedLogRecords',
  metrics: 'rejectedDataPoints',
  traces: 'rejectedSpans',
}
/** An answer has the type of its request (OTLP/HTTP, "Response"). */
export const CONTENT_TYPES: Record<Encoding, string> = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
}

/** `Export…ServiceResponse`: empty, or with what was left out and why. */
export function exportResponse(signal: Signal, intake: Intake, encoding: Encoding): Buffer {
  const { rejected, reason } = intake
  if (encoding === 'json') {
    const partialSuccess = { [REJECTED[signal]]: String(rejected), errorMessage: reason }
    return Buffer.from(JSON.stringify(rejected === 0 ? {} : { partialSuccess }))
  }
  if (rejected === 0) return Buffer.alloc(0)
  return messageField(1, Buffer.concat([varintField(1, rejected), textField(2, reason)]))
}

/** `google.rpc.Status`, which OTLP answers with where a request failed. */
export function statusMessage(code: number, message: string, encoding: Encoding): Buffer {
  if (encoding === 'json') return Buffer.from(JSON.stringify({ code, message }))
  return Buffer.concat([varintField(1, code), textField(2, message)])
}
