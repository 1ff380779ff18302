import { HTTP } from '../../settings/http.ts'
import { SECRET_URL } from '../../settings/values.ts'
import { BOOL, type Infer, optional, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const template = (name: string): string => `{{ template "msteamsv2.default.${name}" . }}`

const MSTEAMSV2 = struct({
  goType: 'msteamsv2.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    webhook_url: SECRET_URL,
    webhook_url_file: STRING,
    title: STRING,
    text: STRING,
  },
  defaults: {
    send_resolved: true,
    title: template('title'),
    text: template('text'),
  },
  check: ({ webhook_url, webhook_url_file }) => {
    if (webhook_url === undefined && webhook_url_file === '')
      refuse('one of webhook_url or webhook_url_file must be configured')
    atMostOne('webhook_url & webhook_url_file', webhook_url !== undefined, webhook_url_file !== '')
    return undefined
  },
})

export type Msteamsv2Config = Infer<typeof MSTEAMSV2>

export const msteamsv2Schema: ReceiverSchema<Msteamsv2Config> = {
  key: 'msteamsv2_configs',
  goType: '*msteamsv2.MSTeamsV2Config',
  schema: MSTEAMSV2,
  missing: 'missing msteamsv2 config',
  complete: (config, global) => {
    if (config.webhook_url === undefined && config.webhook_url_file === '')
      refuse('no msteamsv2 webhook URL or URLFile provided')
    return { ...config, http_config: config.http_config ?? global.http_config }
  },
}
