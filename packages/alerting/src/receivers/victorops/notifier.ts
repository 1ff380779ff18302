import { urlText, withPath } from '../../settings/go-url.ts'
import { postJson } from '../../integration/http-client.ts'
import type { Integration } from '../../integration/integration.ts'
import { jsonBody, sortedMap } from '../../integration/json.ts'
import {
  checkResponse,
  keyHash,
  type ReceiverKit,
  renderer,
  secretOf,
} from '../../integration/kit.ts'
import { truncateRunes } from '../../integration/truncate.ts'
import type { VictoropsConfig } from './config.ts'

const MAX_MESSAGE = 20_480
const EVENTS = ['INFO', 'WARNING', 'CRITICAL']

export function victoropsIntegration(
  config: VictoropsConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'victorops',
    index,
    sendResolved: config.send_resolved,
    notify: async ({ data, groupKey, signal }) => {
      const { text } = renderer(kit, data)
      const key = await secretOf(kit, config.api_key, config.api_key_file)
      const path = `${key}/${text(config.routing_key)}`
      const url = config.api_url === undefined ? '' : urlText(withPath(config.api_url, path))
      const type = text(config.message_type)
      const firing = EVENTS.includes(type) ? type : 'CRITICAL'
      const message: Record<string, string> = {
        message_type: data.status === 'resolved' ? 'RECOVERY' : firing,
        entity_id: keyHash(groupKey),
        entity_display_name: text(config.entity_display_name),
        state_message: truncateRunes(text(config.state_message), MAX_MESSAGE),
        monitoring_tool: text(config.monitoring_tool),
      }
      for (const [name, value] of Object.entries(config.custom_fields)) message[name] = text(value)
      checkResponse(await postJson(client, { url, body: jsonBody(sortedMap(message)), signal }))
      return {}
    },
  }
}
