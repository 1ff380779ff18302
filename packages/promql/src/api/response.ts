import { QueryError } from '../problems/errors.ts'
import { jsonString, jsonStrings } from './json.ts'

/** Why a request failed, by the names of Prometheus's HTTP API. */
export type ApiErrorType =
  'bad_data' | 'execution' | 'timeout' | 'canceled' | 'not_found' | 'internal'

/** The HTTP status of each kind of failure. 499 is nginx's word for a client that went away. */
const STATUS: Readonly<Record<ApiErrorType, number>> = {
  bad_data: 400,
  execution: 422,
  timeout: 503,
  canceled: 499,
  not_found: 404,
  internal: 500,
}

/** An answer to give over HTTP, with content type application/json. */
export interface ApiResponse {
  readonly status: number
  readonly body: string
}

/** A request that cannot be answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly type: ApiErrorType

  constructor(type: ApiErrorType, message: string) {
    super(message)
    this.type = type
  }
}

/** A parameter that is not as it must be. */
export function invalidParameter(name: string, reason: string): ApiError {
  return new ApiError('bad_data', `invalid parameter "${name}": ${reason}`)
}

/** Most annotations of each level that an answer lists. */
const MAX_ANNOTATIONS = 10

/** What an answer says beside its data: warnings that it may be wrong, infos that a query may be meant otherwise. */
export interface AnnotationTexts {
  readonly warnings?: readonly string[]
  readonly infos?: readonly string[]
}

/** An answer with data, which is JSON already. */
export function success(
  data: string,
  { warnings = [], infos = [] }: AnnotationTexts = {},
): ApiResponse {
  const parts = [`"status":"success","data":${data}`]
  if (warnings.length > 0) parts.push(`"warnings":${jsonStrings(limited(warnings, 'warning'))}`)
  if (infos.length > 0) parts.push(`"infos":${jsonStrings(limited(infos, 'info'))}`)
  return { status: 200, body: `{${parts.join(',')}}` }
}

/** The first texts, with a last one that counts those left out. */
function limited(texts: readonly string[], level: string): string[] {
  const kept = texts.slice(0, MAX_ANNOTATIONS)
  const omitted = texts.length - kept.length
  return omitted > 0 ? [...kept, `${omitted} more ${level} annotations omitted`] : kept
}

/** The answer for an error. What nobody foresaw is internal, and its text is still told. */
export function failure(error: unknown): ApiResponse {
  const { type, message } = describe(error)
  const body = `{"status":"error","errorType":"${type}","error":${jsonString(message)}}`
  return { status: STATUS[type], body }
}

/** How an error is told. Errors of no known type are internal. */
function describe(error: unknown): { type: ApiErrorType; message: string } {
  if (error instanceof ApiError) return { type: error.type, message: error.message }
  if (error instanceof QueryError)
    return { type: error.kind === 'invalid' ? 'bad_data' : error.kind, message: error.message }
  return { type: 'internal', message: error instanceof Error ? error.message : String(error) }
}
