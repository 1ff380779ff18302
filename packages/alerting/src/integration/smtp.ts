import { createTransport } from 'nodemailer'
import { hostPortText } from '../settings/host-port.ts'
import { afterGrace } from './grace.ts'
import type { MailSender } from './mail.ts'
import { NotifyError } from './notify-error.ts'
import { tlsOptions } from './tls-options.ts'

// For the connection, the greeting and each answer.
const TIMEOUT_MS = 30_000

/** Sends by SMTP, with TLS from the start, by STARTTLS, or without. */
export const smtpSender: MailSender = async (config, { from, to, raw, signal }, auth) => {
  const isSecure = config.force_implicit_tls ?? config.smarthost.port === '465'
  const requiresTls = config.require_tls !== false && !isSecure
  const transport = createTransport({
    host: config.smarthost.host,
    port: Number(config.smarthost.port),
    name: config.hello,
    secure: isSecure,
    requireTLS: requiresTls,
    ignoreTLS: !requiresTls,
    tls: { servername: config.smarthost.host, ...(await tlsOptions(config.tls_config)) },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    ...(auth !== undefined && { auth: { user: auth.user, pass: auth.pass } }),
    ...(auth?.method !== undefined && { authMethod: auth.method }),
  })
  try {
    const sent = transport.sendMail({ envelope: { from, to: [...to] }, raw })
    await Promise.race([sent, rejection(afterGrace(signal))])
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    const what = [code, responseCode].filter((one) => one !== undefined).join(' ')
    throw new NotifyError(
      `${hostPortText(config.smarthost)}: ${what === '' ? 'delivery failure' : what}`,
      true,
      error,
    )
  } finally {
    transport.close()
  }
}

/** Rejects with a time-out when the signal comes. */
function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => reject(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' }))
    signal.addEventListener('abort', fail, { once: true })
  })
}
