import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'

export interface HttpCall {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** `user:password`, or null. */
  readonly login: string | null
  readonly body?: string
  /** PEM, or null for the system's. */
  readonly ca: string | null
  /** The server's certificate is not checked, as the settings ask for. */
  readonly isUnchecked: boolean
}

export type HttpAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  /** Names no part of the request, which may hold credentials. */
  | { readonly kind: 'failed'; readonly why: string }

const MAX_BODY = 1024 * 1024
const TIMEOUT_MS = 15_000

/** One request to the server of a backend. No redirect is followed: a login is not carried elsewhere. Never rejects. */
export function httpCall(call: HttpCall): Promise<HttpAnswer> {
  return new Promise((done) => {
    const fail = (error: unknown): void => done({ kind: 'failed', why: reason(error) })
    try {
      const send = new URL(call.url).protocol === 'https:' ? secureRequest : plainRequest
      const request = send(
        call.url,
        {
          method: call.method,
          timeout: TIMEOUT_MS,
          headers: {
            ...call.headers,
            ...(call.body === undefined
              ? {}
              : {
                  'Content-Type': 'application/json',
                  'Content-Length': Buffer.byteLength(call.body),
                }),
          },
          ...(call.login === null ? {} : { auth: call.login }),
          ...(call.ca === null ? {} : { ca: call.ca }),
          ...(call.isUnchecked ? { rejectUnauthorized: false } : {}),
        },
        (response) => {
          let body = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            body = (body + chunk).slice(0, MAX_BODY)
          })
          response.on('end', () =>
            done({ kind: 'answered', status: response.statusCode ?? 0, body }),
          )
          response.on('error', fail)
        },
      )
      request.on('timeout', () => request.destroy(new Error('it did not answer in time')))
      request.on('error', fail)
      request.end(call.body)
    } catch {
      done({ kind: 'failed', why: 'its address is no URL' })
    }
  })
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ECONNREFUSED') return 'nothing listens at its address'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known'
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
    return `its certificate is not trusted (${code})`
  return code !== '' ? code : error instanceof Error ? error.message : 'it failed'
}
