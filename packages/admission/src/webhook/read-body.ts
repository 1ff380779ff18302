import type { IncomingMessage } from 'node:http'

/** The request limit of the API server (apiserver server options, MaxRequestBodyBytes). */
export const MAX_BODY_BYTES = 3 * 1024 * 1024
/** Read on, without keeping it, so that the answer reaches the sender; beyond, the connection is cut. */
const MAX_DRAINED_BYTES = 16 * 1024 * 1024
const START_BYTES = 4096

/** An oversized body keeps its start alone: enough to find the uid that an answer must carry. */
export type Body =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'oversized'; readonly start: string }

/** Reads a request's body within bounds. Rejects where the sender goes away. */
export async function readBody(request: IncomingMessage, limit = MAX_BODY_BYTES): Promise<Body> {
  const chunks: Buffer[] = []
  let size = 0
  let start: string | null = null
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_DRAINED_BYTES) {
      request.destroy()
      break
    }
    if (start !== null) continue
    chunks.push(chunk)
    if (size <= limit) continue
    start = Buffer.concat(chunks).toString('utf8', 0, START_BYTES)
    chunks.length = 0
  }
  if (start !== null) return { kind: 'oversized', start }
  // A buffer of its own, as it is handed over to another thread.
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return { kind: 'whole', bytes }
}
