import { urlText } from '../../settings/go-url.ts'
import { postJson } from '../../integration/http-client.ts'
import type { Integration } from '../../integration/integration.ts'
import { jsonBody, orOmit } from '../../integration/json.ts'
import { checkResponse, type ReceiverKit, renderer } from '../../integration/kit.ts'
import { truncateBytes } from '../../integration/truncate.ts'
import type { WebexConfig } from './config.ts'

/** Bytes. */
const MAX_MESSAGE = 7439

export function webexIntegration(
  config: WebexConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'webex',
    index,
    sendResolved: config.send_resolved,
    notify: async ({ data, signal }) => {
      const { text } = renderer(kit, data)
      const markdown = truncateBytes(text(config.message), MAX_MESSAGE)
      const body = jsonBody({ markdown, roomId: orOmit(text(config.room_id)) })
      const url = config.api_url === undefined ? '' : urlText(config.api_url)
      checkResponse(await postJson(client, { url, body, signal }))
      return {}
    },
  }
}
