import { urlText } from '../../settings/go-url.ts'
import { postJson } from '../../integration/http-client.ts'
import type { Integration } from '../../integration/integration.ts'
import { jsonBody, sortedMap } from '../../integration/json.ts'
import {
  checkResponse,
  parseAnswer,
  readSecretFile,
  type ReceiverKit,
  renderer,
} from '../../integration/kit.ts'
import { NotifyError } from '../../integration/notify-error.ts'
import { truncateRunes } from '../../integration/truncate.ts'
import type { TelegramConfig } from './config.ts'

const MAX_MESSAGE = 4096
/** HTML can't be cut anywhere; the text is upstream's, with its tabs. */
const TOO_LONG = `Alertmanager notification could not be sent: message length exceeds Telegram limits.
\t\t\tPlease check the template used for producing the message content.`

export function telegramIntegration(
  config: TelegramConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'telegram',
    index,
    sendResolved: config.send_resolved,
    notify: async ({ data, signal }) => {
      const { text, html } = renderer(kit, data)
      const message =
        config.parse_mode === 'HTML'
          ? orTooLong(html(config.message))
          : truncateRunes(text(config.message), MAX_MESSAGE)
      const token =
        config.bot_token_file === ''
          ? config.bot_token
          : (await readSecretFile(kit, config.bot_token_file)).trim()
      const chat =
        config.chat_id_file === ''
          ? String(config.chat_id)
          : (await readSecretFile(kit, config.chat_id_file)).trim()
      const params: Record<string, string> = {
        chat_id: chat,
        text: message,
        disable_web_page_preview: 'true',
      }
      if (config.disable_notifications) params['disable_notification'] = 'true'
      if (config.parse_mode !== '') params['parse_mode'] = config.parse_mode
      if (config.message_thread_id !== 0)
        params['message_thread_id'] = String(config.message_thread_id)
      const base = config.api_url === undefined ? '' : urlText(config.api_url)
      const response = await postJson(client, {
        url: `${base}/bot${token}/sendMessage`,
        body: jsonBody(sortedMap(params)),
        signal,
      })
      check(response.body, () => checkResponse(response))
      return {}
    },
  }
}

function orTooLong(message: string): string {
  return Array.from(message).length > MAX_MESSAGE ? TOO_LONG : message
}

/** Telegram tells why in its answer; upstream tries again whatever it was. */
function check(body: string, checkStatus: () => void): void {
  const answer = /^\s*\{/.test(body) ? parseAnswer(body) : undefined
  if (answer === undefined) checkStatus()
  else if (answer['ok'] !== true)
    throw new NotifyError(
      `telegram: ${String(answer['description'])} (${String(answer['error_code'])})`,
      true,
    )
}
