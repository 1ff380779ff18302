import { postJson } from '../../integration/http-client.ts'
import type { Integration } from '../../integration/integration.ts'
import { jsonBody } from '../../integration/json.ts'
import { addressOf, checkResponse, type ReceiverKit, renderer } from '../../integration/kit.ts'
import type { MsteamsConfig } from './config.ts'

const COLORS = { firing: '8C1A1A', resolved: '2DC72D' } as const

export function msteamsIntegration(
  config: MsteamsConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'msteams',
    index,
    sendResolved: config.send_resolved,
    notify: async ({ data, signal }) => {
      const { text } = renderer(kit, data)
      const body = jsonBody({
        '@context': 'http://schema.org/extensions',
        type: 'MessageCard',
        title: text(config.title),
        summary: text(config.summary),
        text: text(config.text),
        themeColor: COLORS[data.status],
      })
      const url = await addressOf(kit, config.webhook_url, config.webhook_url_file)
      checkResponse(await postJson(client, { url, body, signal }))
      return {}
    },
  }
}
