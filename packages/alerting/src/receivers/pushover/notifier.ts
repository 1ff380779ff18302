import { escapeQuery } from '@unloop/gotemplate'
import type { Integration } from '../../integration/integration.ts'
import { checkResponse, readSecretFile, type ReceiverKit, renderer } from '../../integration/kit.ts'
import { truncateRunes } from '../../integration/truncate.ts'
import type { PushoverConfig } from './config.ts'

const URL = 'https://api.pushover.net/1/messages.json'
const MAX_TITLE = 250
const MAX_MESSAGE = 1024
const MAX_URL = 512

export function pushoverIntegration(
  config: PushoverConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'pushover',
    index,
    sendResolved: config.send_resolved,
    notify: async ({ data, signal }) => {
      const { text, html } = renderer(kit, data)
      const from = (value: string, file: string): Promise<string> =>
        value === '' ? readSecretFile(kit, file) : Promise.resolve(value)
      const params: Record<string, string> = {
        token: text(await from(config.token, config.token_file)),
        user: text(await from(config.user_key, config.user_key_file)),
        title: truncateRunes(text(config.title), MAX_TITLE),
      }
      if (config.html) params['html'] = '1'
      if (config.monospace) params['monospace'] = '1'
      const message = config.html ? html(config.message) : text(config.message)
      params['message'] = truncateRunes(message, MAX_MESSAGE).trim() || '(no details)'
      params['url'] = truncateRunes(text(config.url), MAX_URL)
      Object.assign(params, settings(config, text))
      const query = Object.keys(params)
        .toSorted()
        .map((name) => `${escapeQuery(name)}=${escapeQuery(params[name] ?? '')}`)
        .join('&')
      const headers = { 'Content-Type': 'text/plain' }
      checkResponse(await client.send({ method: 'POST', url: `${URL}?${query}`, headers, signal }))
      return {}
    },
  }
}

function settings(
  config: PushoverConfig,
  text: (template: string) => string,
): Record<string, string> {
  const seconds = (ms: number): string => String(Math.trunc(ms / 1000))
  return {
    url_title: text(config.url_title),
    priority: text(config.priority),
    retry: seconds(config.retry),
    expire: seconds(config.expire),
    device: text(config.device),
    sound: text(config.sound),
    ...(config.ttl >= 1000 && { ttl: seconds(config.ttl) }),
  }
}
