import { HTTP } from '../../settings/http.ts'
import { URL_VALUE } from '../../settings/values.ts'
import { BOOL, type Infer, optional, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { type ReceiverSchema, refuse } from '../../integration/definition.ts'

const WEBEX = struct({
  goType: 'config.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    api_url: URL_VALUE,
    message: STRING,
    room_id: STRING,
  },
  defaults: { send_resolved: true, message: '{{ template "webex.default.message" . }}' },
  check: (config) => {
    if (config.room_id === '') refuse('missing room_id on webex_config')
    if (config.http_config?.authorization === undefined)
      refuse('missing webex_configs.http_config.authorization')
    return undefined
  },
})

export type WebexConfig = Infer<typeof WEBEX>

export const webexSchema: ReceiverSchema<WebexConfig> = {
  key: 'webex_configs',
  goType: '*config.WebexConfig',
  schema: WEBEX,
  missing: 'missing webex config',
  complete: (config, global) => ({
    ...config,
    http_config: config.http_config ?? global.http_config,
    api_url: config.api_url ?? global.webex_api_url ?? refuse('no global Webex URL set'),
  }),
}
