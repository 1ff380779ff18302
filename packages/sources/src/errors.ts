/** Codes of what can be wrong with a source. Codes are never renamed. */
export const SOURCE_ERROR_CODES = [
  'not-found',
  'unreadable',
  'not-a-dump',
  'archive-bomb',
  'archive-damaged',
  'kubeconfig-missing',
  'kubeconfig-invalid',
  'context-unknown',
  'exec-plugin',
  'unreachable',
  'tls',
  'unauthorized',
  'forbidden',
  'timeout',
  'api-broken',
  'not-writable',
] as const

/** Machine-readable, stable across versions. */
export type SourceErrorCode = (typeof SOURCE_ERROR_CODES)[number]

export interface SourceErrorOptions {
  readonly code: SourceErrorCode
  /** The file, the server or the API path that the message is about. */
  readonly where: string
  /** What happened, why, and what to do next: full sentences. */
  readonly message: string
  readonly cause?: unknown
}

/** A source that can't be read at all. What can be read in part ends in `Snapshot.gaps` instead. */
export class SourceError extends Error {
  readonly code: SourceErrorCode
  readonly where: string

  constructor(options: SourceErrorOptions) {
    super(options.message, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'SourceError'
    this.code = options.code
    this.where = options.where
  }
}

export function isSourceError(error: unknown): error is SourceError {
  return error instanceof SourceError
}

/** The `code` of a Node system error (`ENOENT` …), or an empty string. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}
