import { HTTP } from '../../settings/http.ts'
import { SECRET_URL } from '../../settings/values.ts'
import { BOOL, type Infer, optional, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const template = (name: string): string => `{{ template "discord.default.${name}" . }}`

const DISCORD = struct({
  goType: 'discord.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    webhook_url: SECRET_URL,
    webhook_url_file: STRING,
    content: STRING,
    title: STRING,
    message: STRING,
    username: STRING,
    avatar_url: STRING,
  },
  defaults: {
    send_resolved: true,
    title: template('title'),
    message: template('message'),
  },
  check: ({ webhook_url, webhook_url_file }) => {
    if (webhook_url === undefined && webhook_url_file === '')
      refuse('one of webhook_url or webhook_url_file must be configured')
    atMostOne('webhook_url & webhook_url_file', webhook_url !== undefined, webhook_url_file !== '')
    return undefined
  },
})

export type DiscordConfig = Infer<typeof DISCORD>

export const discordSchema: ReceiverSchema<DiscordConfig> = {
  key: 'discord_configs',
  goType: '*discord.DiscordConfig',
  schema: DISCORD,
  missing: 'missing discord config',
  complete: (config, global) => {
    if (config.webhook_url === undefined && config.webhook_url_file === '')
      refuse('no discord webhook URL or URLFile provided')
    return { ...config, http_config: config.http_config ?? global.http_config }
  },
}
