import { postJson } from '../../integration/http-client.ts'
import type { Integration } from '../../integration/integration.ts'
import { jsonBody, orOmit } from '../../integration/json.ts'
import { addressOf, checkResponse, type ReceiverKit, renderer } from '../../integration/kit.ts'
import { truncateRunes } from '../../integration/truncate.ts'
import type { DiscordConfig } from './config.ts'

const MAX_TITLE = 256
const MAX_DESCRIPTION = 4096
const MAX_CONTENT = 2000
const COLORS = { firing: 0x992d22, resolved: 0x2ecc71 } as const

export function discordIntegration(
  config: DiscordConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'discord',
    index,
    sendResolved: config.send_resolved,
    notify: async ({ data, signal }) => {
      const { text } = renderer(kit, data)
      const title = truncateRunes(text(config.title), MAX_TITLE)
      const description = truncateRunes(text(config.message), MAX_DESCRIPTION)
      const body = jsonBody({
        content: truncateRunes(text(config.content), MAX_CONTENT),
        embeds: [{ title, description, color: COLORS[data.status] }],
        username: orOmit(config.username),
        avatar_url: orOmit(config.avatar_url),
      })
      const url = await addressOf(kit, config.webhook_url, config.webhook_url_file)
      checkResponse(await postJson(client, { url, body, signal }))
      return {}
    },
  }
}
