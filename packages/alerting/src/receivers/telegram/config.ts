import { HTTP } from '../../settings/http.ts'
import { URL_VALUE } from '../../settings/values.ts'
import { BOOL, type Infer, integer, optional, SECRET, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const TELEGRAM = struct({
  goType: 'telegram.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    api_url: URL_VALUE,
    bot_token: SECRET,
    bot_token_file: STRING,
    chat_id: integer('int64'),
    chat_id_file: STRING,
    message_thread_id: integer('int'),
    message: STRING,
    disable_notifications: BOOL,
    parse_mode: STRING,
  },
  defaults: {
    send_resolved: true,
    disable_notifications: false,
    message: '{{ template "telegram.default.message" . }}',
    parse_mode: 'HTML',
  },
  check: (config) => {
    atMostOne('bot_token & bot_token_file', config.bot_token !== '', config.bot_token_file !== '')
    if (config.chat_id === 0 && config.chat_id_file === '')
      refuse('missing chat_id or chat_id_file on telegram_config')
    atMostOne('chat_id & chat_id_file', config.chat_id !== 0, config.chat_id_file !== '')
    if (!['', 'Markdown', 'MarkdownV2', 'HTML'].includes(config.parse_mode))
      refuse(
        'unknown parse_mode on telegram_config, must be Markdown, MarkdownV2, HTML or empty string',
      )
    return undefined
  },
})

export type TelegramConfig = Infer<typeof TELEGRAM>

export const telegramSchema: ReceiverSchema<TelegramConfig> = {
  key: 'telegram_configs',
  goType: '*telegram.TelegramConfig',
  schema: TELEGRAM,
  missing: 'missing telegram config',
  complete: (config, global) => {
    const ownsToken = config.bot_token !== '' || config.bot_token_file !== ''
    const bot_token = ownsToken ? config.bot_token : global.telegram_bot_token
    const bot_token_file = ownsToken ? config.bot_token_file : global.telegram_bot_token_file
    if (bot_token === '' && bot_token_file === '')
      refuse('missing bot_token or bot_token_file on telegram_config')
    return {
      ...config,
      bot_token,
      bot_token_file,
      api_url: config.api_url ?? global.telegram_api_url,
      http_config: config.http_config ?? global.http_config,
    }
  },
}
