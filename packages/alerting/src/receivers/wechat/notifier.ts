import { escapeQuery } from '@unloop/gotemplate'
import { urlText, withPath } from '../../settings/go-url.ts'
import { postJson } from '../../integration/http-client.ts'
import type { Integration } from '../../integration/integration.ts'
import { jsonBody, orOmit } from '../../integration/json.ts'
import {
  parseAnswer,
  type ReceiverKit,
  type Renderer,
  renderer,
  secretOf,
} from '../../integration/kit.ts'
import { NotifyError } from '../../integration/notify-error.ts'
import type { WechatConfig } from './config.ts'

const TOKEN_LIFETIME_MS = 2 * 3_600_000
const TOKEN_EXPIRED = 42_001

export function wechatIntegration(
  config: WechatConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  const address = (path: string): string =>
    config.api_url === undefined ? '' : urlText(withPath(config.api_url, path))
  let token = { value: '', at: 0 }

  async function refresh(text: Renderer['text'], signal: AbortSignal): Promise<void> {
    if (token.value !== '' && kit.now() - token.at <= TOKEN_LIFETIME_MS) return
    const secret = text(await secretOf(kit, config.api_secret, config.api_secret_file))
    const query = `corpid=${escapeQuery(text(config.corp_id))}&corpsecret=${escapeQuery(secret)}`
    const response = await client.send({
      method: 'GET',
      url: `${address('gettoken')}?${query}`,
      signal,
    })
    const value = parseAnswer(response.body)['access_token']
    if (typeof value !== 'string' || value === '')
      throw new NotifyError(`invalid APISecret for CorpID: ${config.corp_id}`, false)
    token = { value, at: kit.now() }
  }

  return {
    name: 'wechat',
    index,
    sendResolved: config.send_resolved,
    notify: async ({ data, signal }) => {
      const { text } = renderer(kit, data)
      await refresh(text, signal)
      const url = `${address('message/send')}?access_token=${escapeQuery(token.value)}`
      const response = await postJson(client, {
        url,
        body: jsonBody(message(config, text)),
        signal,
      })
      if (response.status !== 200)
        throw new NotifyError(`unexpected status code ${response.status}`, true)
      const { errcode, errmsg } = parseAnswer(response.body)
      if (errcode === 0) return {}
      if (errcode === TOKEN_EXPIRED) token = { value: '', at: 0 }
      throw new NotifyError(String(errmsg), errcode === TOKEN_EXPIRED)
    },
  }
}

function message(config: WechatConfig, text: Renderer['text']): object {
  const content = text(config.message)
  const isMarkdown = config.message_type === 'markdown'
  return {
    text: { content: isMarkdown ? '' : content },
    touser: orOmit(text(config.to_user)),
    toparty: orOmit(text(config.to_party)),
    totag: orOmit(text(config.to_tag)),
    agentid: orOmit(text(config.agent_id)),
    safe: '0',
    msgtype: orOmit(config.message_type),
    markdown: { content: isMarkdown ? content : '' },
  }
}
