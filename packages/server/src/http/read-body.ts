import type { IncomingMessage } from 'node:http'
import type { AdmissionGate } from '@unloop/ingest'

/** A body that was read holds its room in memory until `leave` is called. */
export type Body =
  | { readonly kind: 'body'; readonly bytes: Buffer; readonly leave: () => void }
  | { readonly kind: 'too-large' }
  /** No room in memory now. */
  | { readonly kind: 'no-room' }
  | { readonly kind: 'gone' }

/** Reads a request's body, within a limit and as far as there is room. Call `leave` when it is done with. */
export async function readBody(
  request: IncomingMessage,
  gate: AdmissionGate,
  maxBytes: number,
): Promise<Body> {
  const announced = Number(request.headers['content-length'] ?? maxBytes)
  if (announced > maxBytes && request.headers['content-length'] !== undefined)
    return { kind: 'too-large' }
  const leave = gate.enter(announced)
  if (leave === null) {
    // Read and let go of, so that the sender gets to see the answer.
    for await (const _chunk of request) continue
    return { kind: 'no-room' }
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) {
        leave()
        return { kind: 'too-large' }
      }
      chunks.push(chunk)
    }
  } catch {
    leave()
    return { kind: 'gone' }
  }
  const [only] = chunks
  return { kind: 'body', bytes: chunks.length === 1 ? only! : Buffer.concat(chunks), leave }
}
