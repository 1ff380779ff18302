import { HTTP } from '../../settings/http.ts'
import { GO_DURATION, TEMPLATE_URL } from '../../settings/values.ts'
import { ANY, BOOL, type Infer, integer, optional, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const WEBHOOK = struct({
  goType: 'webhook.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    url: TEMPLATE_URL,
    url_file: STRING,
    max_alerts: integer('uint64'),
    timeout: GO_DURATION,
    payload: ANY,
  },
  defaults: { send_resolved: true },
  check: (config) => {
    if (config.url === '' && config.url_file === '')
      refuse('one of url or url_file must be configured')
    atMostOne('url & url_file', config.url !== '', config.url_file !== '')
    return undefined
  },
})

export type WebhookConfig = Infer<typeof WEBHOOK>

export const webhookSchema: ReceiverSchema<WebhookConfig> = {
  key: 'webhook_configs',
  goType: '*webhook.WebhookConfig',
  schema: WEBHOOK,
  missing: 'missing webhook config',
  complete: (config, global) => ({
    ...config,
    http_config: config.http_config ?? global.http_config,
  }),
}
