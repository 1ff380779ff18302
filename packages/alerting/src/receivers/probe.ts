import { fromMilliseconds } from '@unloop/gotemplate'
import type { HttpRequest } from '../integration/http-client.ts'
import type { Notification } from '../integration/integration.ts'
import type { ReceiverKit } from '../integration/kit.ts'
import { NotifyError } from '../integration/notify-error.ts'
import { type GoUrl, urlText } from '../settings/go-url.ts'
import { isSecretKey, SECRET_MARK } from '../settings/secret-keys.ts'
import { templateData } from '../template/data.ts'
import { integrationsOf } from './integrations.ts'
import type { ReceiverConfig } from './schemas.ts'

/** What one entry of a receiver sent, with its secrets masked. */
export interface Probe {
  /** Such as `slack[0]`. */
  readonly integration: string
  readonly messages: readonly { readonly to: string; readonly body: string }[]
  /** Why it was not delivered; undefined if it was. */
  readonly problem: string | undefined
}

/** A receiver to which a sample is sent. */
export interface ProbeOptions {
  readonly receiver: ReceiverConfig
  readonly kit: ReceiverKit
  readonly externalURL: string
  /** Without it, nothing leaves the machine. */
  readonly sends: boolean
}

// Shorter texts would mask parts of words.
const MIN_SECRET = 4

/** Sends a sample alert to each entry of a receiver, and tells what was sent. */
export async function probeReceiver(options: ProbeOptions): Promise<readonly Probe[]> {
  const secrets = secretsOf(options.receiver)
  const mask = (text: string): string =>
    secrets.reduce((masked, secret) => masked.replaceAll(secret, SECRET_MARK), text)
  const noted: { to: string; body: string }[] = []
  const probes: Probe[] = []
  for (const integration of integrationsOf(options.receiver, noting(options, noted))) {
    noted.length = 0
    const problem = await integration.notify(sample(options)).then(
      () => undefined,
      (error: unknown) => (error instanceof NotifyError ? error.message : String(error)),
    )
    probes.push({
      integration: `${integration.name}[${integration.index}]`,
      messages: noted.map(({ to, body }) => ({ to: mask(to), body: mask(body) })),
      problem: problem === undefined ? undefined : mask(problem),
    })
  }
  return probes
}

/** The same means, which note what goes through them, or stop there. */
function noting(options: ProbeOptions, noted: { to: string; body: string }[]): ReceiverKit {
  const { kit, sends } = options
  return {
    ...kit,
    http: (config) => ({
      send: (request: HttpRequest) => {
        noted.push({ to: `${request.method} ${request.url}`, body: request.body ?? '' })
        return sends
          ? kit.http(config).send(request)
          : Promise.resolve({ status: 200, headers: {}, body: dryAnswer(request.url) })
      },
    }),
    mail: async (server, envelope, login) => {
      noted.push({ to: `SMTP ${envelope.to.join(', ')}`, body: envelope.raw })
      if (sends) await kit.mail(server, envelope, login)
    },
  }
}

/** What a receiver answers that took a message, so that a dry run goes on to its end. */
function dryAnswer(url: string): string {
  if (url.includes('gettoken')) return '{"access_token":"dry-run"}'
  if (url.includes('message/send')) return '{"errcode":0}'
  if (url.includes('chat.postMessage')) return '{"success":true}'
  if (url.includes('/sendMessage')) return '{"ok":true}'
  return /\/search(?:\/jql)?$/.test(url) ? '{"issues":[]}' : 'ok'
}

/** A harmless alert that fires, with the labels that templates look at. */
function sample({ receiver, kit, externalURL }: ProbeOptions): Notification {
  const labels = { alertname: 'UnloopTest', namespace: 'default', pod: 'web-0', severity: 'info' }
  const annotations = {
    summary: 'A test of this receiver',
    description: 'Sent by unloop alert test; nothing is wrong.',
  }
  const startsAt = fromMilliseconds(kit.now())
  const groupLabels = { alertname: labels.alertname }
  return {
    groupKey: '{}:{alertname="UnloopTest"}',
    store: {},
    signal: AbortSignal.timeout(30_000),
    data: templateData({
      receiver: receiver.name,
      groupLabels,
      routeLabels: {},
      notificationReason: 'first notification',
      externalURL,
      alerts: [
        {
          status: 'firing',
          labels,
          annotations,
          startsAt,
          // Go's zero time, the 1st of January of the year 1: the alert has no end.
          endsAt: { ...startsAt, nanos: -62_135_596_800n * 1_000_000_000n },
          generatorURL: externalURL,
          fingerprint: '0000000000000000',
        },
      ],
    }),
  }
}

/** All secret texts of a receiver, the longest first. Addresses that may hold one count as a whole, from their path on. */
function secretsOf(receiver: ReceiverConfig): readonly string[] {
  const found = new Set<string>()
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'string') {
      if (isSecretKey(path.at(-1) ?? '', path)) found.add(value)
    } else if (Array.isArray(value)) for (const item of value as unknown[]) visit(item, path)
    else if (typeof value === 'object' && value !== null) {
      if (isUrl(value)) addUrl(value, found)
      else for (const [name, item] of Object.entries(value)) visit(item, [...path, name])
    }
  }
  visit(receiver, [])
  return [...found]
    .filter(({ length }) => length >= MIN_SECRET)
    .toSorted((a, b) => b.length - a.length)
}

/** Whether a value is an address as the configuration reads it. */
function isUrl(value: object): value is GoUrl {
  return 'scheme' in value && 'userInfo' in value && 'path' in value
}

/** Login and path: hooks have their secret in either. */
function addUrl(url: GoUrl, found: Set<string>): void {
  if (url.userInfo !== undefined) found.add(url.userInfo)
  const text = urlText({ ...url, scheme: '', host: '', userInfo: undefined })
  if (text.length > 1) found.add(text)
}
