import { formatLayout, fromMilliseconds } from '@unloop/gotemplate'
import type { Notification } from '../../integration/integration.ts'
import { keyHash, type ReceiverKit, type Renderer } from '../../integration/kit.ts'
import type { EmailConfig } from './config.ts'
import { encodeHeader, quotedPrintable } from './mime.ts'

const DEFAULT_SUBJECT = '{{ template "email.default.subject" . }}'

/** The message as it goes over the wire, headers and both versions of its text. */
export function emailMessage(
  config: EmailConfig,
  notification: Notification,
  { kit, text, html }: Renderer & { readonly kit: ReceiverKit },
): string {
  const given: Record<string, string> = {
    Subject: DEFAULT_SUBJECT,
    To: config.to,
    From: config.from,
    ...config.headers,
  }
  const now = fromMilliseconds(kit.now())
  const lines = Object.entries(given).map(
    ([name, value]) => `${name}: ${encodeHeader(text(value))}`,
  )
  if (!Object.hasOwn(given, 'Message-Id')) {
    const random = `${Math.trunc(kit.random() * 2 ** 32)}${Math.trunc(kit.random() * 2 ** 32)}`
    lines.push(`Message-Id: <${now.nanos}.${random}@${kit.hostname}>`)
  }
  if (config.threading.enabled)
    lines.push(...threadHeaders(config, notification, formatLayout(now, '2006-01-02')))
  const boundary = Array.from({ length: 60 }, () =>
    Math.trunc(kit.random() * 16).toString(16),
  ).join('')
  lines.push(`Date: ${formatLayout(now, 'Mon, 02 Jan 2006 15:04:05 -0700')}`)
  lines.push(`Content-Type: multipart/alternative;  boundary=${boundary}`, 'MIME-Version: 1.0', '')
  const parts: string[] = []
  if (config.text !== '') parts.push(part('plain', text(config.text)))
  if (config.html !== '') parts.push(part('html', html(config.html)))
  const body = parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('')
  return `${lines.join('\r\n')}\r\n${body === '' ? '\r\n' : body}--${boundary}--\r\n`
}

function part(kind: 'plain' | 'html', text: string): string {
  return `Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/${kind}; charset=UTF-8\r\n\r\n${quotedPrintable(text)}`
}

/** Messages of one group stand under a root that is never sent. */
function threadHeaders(
  config: EmailConfig,
  notification: Notification,
  day: string,
): readonly string[] {
  const hash = keyHash(notification.groupKey).slice(0, 16)
  const root = `<alert-${hash}-${config.threading.thread_by_date === 'none' ? '' : day}@alertmanager>`
  return [`References: ${root}`, `In-Reply-To: ${root}`]
}
