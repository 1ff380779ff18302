import type { HostPort } from '../settings/global.ts'
import type { TlsConfig } from '../settings/http.ts'

/** What a mail server needs to be told before it takes a message. */
export interface MailServer {
  readonly smarthost: HostPort
  /** How we call ourselves. */
  readonly hello: string
  readonly require_tls: boolean | undefined
  readonly force_implicit_tls: boolean | undefined
  readonly tls_config: TlsConfig | undefined
}

/** Credentials for SMTP AUTH. */
export interface Login {
  readonly user: string
  readonly pass: string
  /** Such as CRAM-MD5; otherwise what the server offers. */
  readonly method?: string
}

/** Sender and recipients as SMTP has them, apart from the message's headers. */
export interface Envelope {
  readonly from: string
  readonly to: readonly string[]
  /** The message with its headers. */
  readonly raw: string
  readonly signal: AbortSignal
}

/** Hands a message to a mail server. @throws {NotifyError} */
export type MailSender = (
  server: MailServer,
  envelope: Envelope,
  login: Login | undefined,
) => Promise<void>
