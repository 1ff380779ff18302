import { createHash } from 'node:crypto'
import { TemplateError } from '@unloop/gotemplate'
import { unreadReason } from '@unloop/sources/text-file'
import { type GoUrl, urlText } from '../settings/go-url.ts'
import type { HttpConfig } from '../settings/http.ts'
import type { TemplateData } from '../template/data.ts'
import type { TemplateEngine } from '../template/engine.ts'
import type { HttpClient, HttpResponse } from './http-client.ts'
import type { MailSender } from './mail.ts'
import { NotifyError } from './notify-error.ts'

/** What integrations need of the world. */
export interface ReceiverKit {
  readonly templates: TemplateEngine
  readonly http: (config: HttpConfig | undefined) => HttpClient
  readonly mail: MailSender
  /** Reads a `*_file`. */
  readonly readFile: (path: string) => Promise<string>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly hostname: string
  readonly random: () => number
  /** Receivers that can do better than text show crashes in their own way, where no text of the user's own is set. */
  readonly showsCrashes?: boolean
}

/** Templates rendered for one message. @throws {NotifyError} final ones: another try gives the same */
export interface Renderer {
  readonly text: (template: string) => string
  readonly html: (template: string) => string
}

/** Expands templates with the data of one notification; a template that fails is an error that no retry mends. */
export function renderer(kit: ReceiverKit, data: TemplateData): Renderer {
  const guarded = (render: () => string): string => {
    try {
      return render()
    } catch (error) {
      if (error instanceof TemplateError) throw new NotifyError(error.message, false, error)
      throw error
    }
  }
  return {
    text: (template) => guarded(() => kit.templates.text(template, data)),
    html: (template) => guarded(() => kit.templates.html(template, data)),
  }
}

/** The key that receivers know a group by. */
export function keyHash(groupKey: string): string {
  return createHash('sha256').update(groupKey).digest('hex')
}

/** A secret given as it is, or in a file that is read each time, so that it can be changed. */
export async function secretOf(kit: ReceiverKit, value: string, file: string): Promise<string> {
  return value === '' && file !== '' ? (await readSecretFile(kit, file)).trim() : value
}

/** An address given as it is, or in a file. */
export async function addressOf(
  kit: ReceiverKit,
  url: GoUrl | undefined,
  file: string,
): Promise<string> {
  return url === undefined ? (await readSecretFile(kit, file)).trim() : urlText(url)
}

/** The file as it is now, so that a renewed secret works at once. @throws {NotifyError} */
export async function readSecretFile(kit: ReceiverKit, file: string): Promise<string> {
  try {
    return await kit.readFile(file)
  } catch (error) {
    throw new NotifyError(`${file} could not be read: ${unreadReason(error)}`, false, error)
  }
}

/** How a receiver answers. */
interface CheckOptions {
  /** Statuses beside 5xx after which another try may succeed. */
  readonly retryStatuses?: readonly number[]
  /** What of the answer stands in the message; all of it otherwise. */
  readonly details?: (body: string, status: number) => string
  readonly prefix?: string
}

// Characters. An answer can be a page of HTML, which no log needs whole.
const MAX_DETAILS = 2000

/** @throws {NotifyError} for an answer that is none of 2xx */
export function checkResponse(response: HttpResponse, options: CheckOptions = {}): void {
  const { status, body } = response
  if (status >= 200 && status < 300) return
  const isRetryable = status >= 500 || (options.retryStatuses ?? []).includes(status)
  const details = (options.details ?? ((text: string): string => text))(body, status).slice(
    0,
    MAX_DETAILS,
  )
  const text = `${options.prefix ?? ''}unexpected status code ${status}${details === '' ? '' : `: ${details}`}`
  throw new NotifyError(text, isRetryable)
}

/** Parses an answer. @throws {NotifyError} */
export function parseAnswer(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null)
      return value as Readonly<Record<string, unknown>>
  } catch (error) {
    throw new NotifyError(`could not unmarshal JSON response: ${body.slice(0, 200)}`, true, error)
  }
  throw new NotifyError('the response is no JSON object', true)
}
