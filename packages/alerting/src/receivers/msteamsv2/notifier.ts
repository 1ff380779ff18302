import { postJson } from '../../integration/http-client.ts'
import type { Integration } from '../../integration/integration.ts'
import { jsonBody } from '../../integration/json.ts'
import { addressOf, checkResponse, type ReceiverKit, renderer } from '../../integration/kit.ts'
import type { Msteamsv2Config } from './config.ts'

const COLORS = { firing: 'Attention', resolved: 'Good' } as const

export function msteamsv2Integration(
  config: Msteamsv2Config,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'msteamsv2',
    index,
    sendResolved: config.send_resolved,
    notify: async ({ data, signal }) => {
      const { text } = renderer(kit, data)
      const body = jsonBody(
        message({ title: text(config.title), text: text(config.text), color: COLORS[data.status] }),
      )
      const url = await addressOf(kit, config.webhook_url, config.webhook_url_file)
      checkResponse(await postJson(client, { url, body, signal }))
      return {}
    },
  }
}

function message(card: {
  readonly title: string
  readonly text: string
  readonly color: string
}): object {
  const heading = {
    type: 'TextBlock',
    text: card.title,
    weight: 'Bolder',
    size: 'Medium',
    wrap: true,
    style: 'heading',
    color: card.color,
  }
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.2',
    body: [heading, { type: 'TextBlock', text: card.text, wrap: true }],
    msteams: { width: 'full' },
  }
  const contentType = 'application/vnd.microsoft.card.adaptive'
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] }
}
