import { maskValue } from '@unloop/engine/masking'

/** An answer in JSON, with secrets masked. */
export function json(value: unknown, status = 200): Response {
  return jsonAsIs(maskValue(value), status)
}

/** An answer in JSON that whoever asked sends back: silences, which are edited. */
export function jsonAsIs(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
}

/** Refuses a request; the reason is the answer. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** In bytes; a longer body is refused with 413. */
const MAX_BODY = 16 * 1024 * 1024

/** The body as JSON. @throws {RequestError} for what is too large or no JSON */
export async function readJson(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > MAX_BODY) throw new RequestError(413, 'the body is larger than 16 MiB')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw new RequestError(400, 'the body is no JSON')
  }
}

/** A parameter that is true or false. @throws {RequestError} */
export function flag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name)
  if (value === null || value === 'true') return true
  if (value === 'false') return false
  throw new RequestError(400, `${name} is ${value}: true or false is wanted`)
}

/** Milliseconds since 1970 as the API writes times. */
export function apiTime(ms: number): string {
  return new Date(ms).toISOString()
}
