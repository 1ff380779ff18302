/** A request as any HTTP server has it. */
export interface IngestRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  /** The value of a header; empty where there is none. */
  readonly header: (name: string) => string
  readonly body: Buffer
}

/** What is sent back, in the protocol of the request. */
export interface IngestAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | string
}
