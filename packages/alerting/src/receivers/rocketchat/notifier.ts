import { quote } from '@unloop/gotemplate'
import { urlText, withPath } from '../../settings/go-url.ts'
import { postJson } from '../../integration/http-client.ts'
import type { Integration } from '../../integration/integration.ts'
import { jsonBody, orOmit } from '../../integration/json.ts'
import {
  checkResponse,
  parseAnswer,
  type ReceiverKit,
  type Renderer,
  renderer,
  secretOf,
} from '../../integration/kit.ts'
import { NotifyError } from '../../integration/notify-error.ts'
import { truncateRunes } from '../../integration/truncate.ts'
import type { RocketchatConfig } from './config.ts'

const MAX_TITLE = 1024
const PATH = 'api/v1/chat.postMessage'

export function rocketchatIntegration(
  config: RocketchatConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'rocketchat',
    index,
    sendResolved: config.send_resolved,
    notify: async ({ data, signal }) => {
      const { text } = renderer(kit, data)
      const channel = text(config.channel)
      const body = jsonBody({
        channel: orOmit(channel),
        emoji: orOmit(text(config.emoji)),
        avatar: orOmit(text(config.icon_url)),
        attachments: [attachment(config, text)],
      })
      const headers = {
        'X-Auth-Token': await secretOf(
          kit,
          config.token_file === '' ? (config.token ?? '') : '',
          config.token_file,
        ),
        'X-User-Id': await secretOf(
          kit,
          config.token_id_file === '' ? (config.token_id ?? '') : '',
          config.token_id_file,
        ),
      }
      const response = await postJson(client, { url: address(config), body, headers, signal })
      const prefix = `channel ${quote(channel)}: `
      checkResponse(response, { prefix })
      const { success, error } = parseAnswer(response.body)
      if (success !== true)
        throw new NotifyError(`${prefix}error response from Rocketchat: ${String(error)}`, false)
      return {}
    },
  }
}

function address({ api_url: url }: RocketchatConfig): string {
  if (url === undefined) return ''
  return urlText(withPath(url, url.path.endsWith('/') ? PATH : `/${PATH}`))
}

function attachment(config: RocketchatConfig, text: Renderer['text']): object {
  const fields = (config.fields ?? []).map((field) => ({
    short: field?.short ?? config.short_fields,
    title: orOmit(text(field?.title ?? '')),
    value: orOmit(text(field?.value ?? '')),
  }))
  const actions = (config.actions ?? []).map((action) => ({
    type: 'button',
    text: orOmit(text(action?.text ?? '')),
    url: orOmit(text(action?.url ?? '')),
    is_webview: false,
    msg: orOmit(text(action?.msg ?? '')),
    msg_in_chat_window: false,
  }))
  return {
    title: orOmit(truncateRunes(text(config.title), MAX_TITLE)),
    title_link: orOmit(text(config.title_link)),
    text: orOmit(text(config.text)),
    image_url: orOmit(text(config.image_url)),
    thumb_url: orOmit(text(config.thumb_url)),
    color: orOmit(text(config.color)),
    fields: orOmit(fields),
    actions: orOmit(actions),
  }
}
