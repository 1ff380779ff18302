import { byteLength } from '@unloop/gotemplate'
import { urlText } from '../../settings/go-url.ts'
import { postJson } from '../../integration/http-client.ts'
import type { Integration, Notification } from '../../integration/integration.ts'
import { jsonBody, orOmit, sortedMap } from '../../integration/json.ts'
import {
  checkResponse,
  keyHash,
  type ReceiverKit,
  type Renderer,
  renderer,
  secretOf,
} from '../../integration/kit.ts'
import { NotifyError } from '../../integration/notify-error.ts'
import { templated } from '../../integration/templated.ts'
import { truncateRunes } from '../../integration/truncate.ts'
import type { PagerdutyConfig } from './config.ts'

const V1_URL = 'https://events.pagerduty.com/generic/2010-04-15/create_event.json'
const MAX_EVENT = 512_000
const MAX_SUMMARY = 1024
const TOO_LARGE =
  'Custom details have been removed because the original event exceeds the maximum size of 512KB'

type Details = ReadonlyMap<string, unknown>

export function pagerdutyIntegration(
  config: PagerdutyConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  const isV1 = config.service_key !== '' || config.service_key_file !== ''
  return {
    name: 'pagerduty',
    index,
    sendResolved: config.send_resolved,
    notify: async (notification) => {
      const { text } = renderer(kit, notification.data)
      const details = sortedMap(
        Object.fromEntries(
          Object.entries(config.details).map(
            ([key, value]) => [key, templated(value, text)] as const,
          ),
        ),
      )
      const message = isV1
        ? await eventV1(config, notification, { kit, text })
        : await eventV2(config, notification, { kit, text })
      const url = isV1 || config.url === undefined ? V1_URL : urlText(config.url)
      const { signal } = notification
      const body = encode(message, details)
      const response = await postJson(client, { url, body, signal, timeoutMs: config.timeout })
      checkResponse(response, { retryStatuses: [isV1 ? 403 : 429], details: problem })
      return {}
    },
  }
}

/** An event too large loses its details, the rest is sent. */
function encode(message: (details: Details) => object, details: Details): string {
  const body = jsonBody(message(details))
  if (byteLength(body) <= MAX_EVENT) return body
  return jsonBody(message(new Map([['error', TOO_LARGE]])))
}

/** What PagerDuty says of an event that it refuses. */
function problem(body: string, status: number): string {
  if (status !== 400) return ''
  try {
    const { message = '', errors = [] } = JSON.parse(body) as {
      message?: string
      errors?: string[]
    }
    return `${message}: ${errors.join(',')}`
  } catch {
    return ''
  }
}

interface Means {
  readonly kit: ReceiverKit
  readonly text: Renderer['text']
}

function eventType(notification: Notification): 'resolve' | 'trigger' {
  return notification.data.status === 'resolved' ? 'resolve' : 'trigger'
}

async function eventV1(
  config: PagerdutyConfig,
  notification: Notification,
  { kit, text }: Means,
): Promise<(details: Details) => object> {
  const key = text(await secretOf(kit, config.service_key, config.service_key_file))
  if (key === '') throw new NotifyError('service key cannot be empty', false)
  const type = eventType(notification)
  const isTrigger = type === 'trigger'
  return (details) => ({
    service_key: key,
    incident_key: keyHash(notification.groupKey),
    event_type: type,
    description: orOmit(truncateRunes(text(config.description), MAX_SUMMARY)),
    event_action: '',
    payload: null,
    client: isTrigger ? orOmit(text(config.client)) : undefined,
    client_url: isTrigger ? orOmit(text(config.client_url)) : undefined,
    details: orOmit(details),
  })
}

async function eventV2(
  config: PagerdutyConfig,
  notification: Notification,
  { kit, text }: Means,
): Promise<(details: Details) => object> {
  const key = text(await secretOf(kit, config.routing_key, config.routing_key_file))
  if (key === '') throw new NotifyError('routing key cannot be empty', false)
  const images = (config.images ?? []).map(({ src, alt, href }) => ({
    src: text(src),
    alt: text(alt),
    href: text(href),
  }))
  const links = (config.links ?? []).map(({ href, text: label }) => ({
    href: text(href),
    text: text(label),
  }))
  return (details) => ({
    routing_key: key,
    dedup_key: keyHash(notification.groupKey),
    event_action: eventType(notification),
    payload: {
      summary: truncateRunes(text(config.description), MAX_SUMMARY),
      source: text(config.source),
      severity: text(config.severity === '' ? 'error' : config.severity),
      class: orOmit(text(config.class)),
      component: orOmit(text(config.component)),
      group: orOmit(text(config.group)),
      custom_details: orOmit(details),
    },
    client: orOmit(text(config.client)),
    client_url: orOmit(text(config.client_url)),
    images: orOmit(images.filter(({ src }) => src !== '')),
    links: orOmit(links.filter(({ href }) => href !== '')),
  })
}
