/** A request of an integration. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
  /** Milliseconds after which it is given up, beside the signal. */
  readonly timeoutMs?: number
}

/** An answer of a receiver, its body cut at what is read of it. */
export interface HttpResponse {
  readonly status: number
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends requests with a receiver's credentials, certificates and proxy. */
export interface HttpClient {
  /** @throws {NotifyError} retryable, for what was not answered */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>
}

/** Posts JSON. @throws {NotifyError} */
export function postJson(
  client: HttpClient,
  request: Omit<HttpRequest, 'method' | 'headers'> & {
    readonly headers?: Readonly<Record<string, string>>
  },
): Promise<HttpResponse> {
  return client.send({
    ...request,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...request.headers },
  })
}
