import { withPath } from '../../settings/go-url.ts'
import { HTTP } from '../../settings/http.ts'
import { URL_VALUE } from '../../settings/values.ts'
import { BOOL, type Infer, mapOf, optional, SECRET, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, firstSet, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const RESERVED = [
  'routing_key',
  'message_type',
  'state_message',
  'entity_display_name',
  'monitoring_tool',
  'entity_id',
  'entity_state',
]

const template = (name: string): string => `{{ template "victorops.default.${name}" . }}`

const VICTOROPS = struct({
  goType: 'config.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    api_key: SECRET,
    api_key_file: STRING,
    api_url: URL_VALUE,
    routing_key: STRING,
    message_type: STRING,
    state_message: STRING,
    entity_display_name: STRING,
    monitoring_tool: STRING,
    custom_fields: mapOf(STRING),
  },
  defaults: {
    send_resolved: true,
    message_type: 'CRITICAL',
    state_message: template('state_message'),
    entity_display_name: template('entity_display_name'),
    monitoring_tool: template('monitoring_tool'),
  },
  check: (config) => {
    if (config.routing_key === '') refuse('missing Routing key in VictorOps config')
    atMostOne('api_key & api_key_file', config.api_key !== '', config.api_key_file !== '')
    const reserved = RESERVED.find((name) => Object.hasOwn(config.custom_fields, name))
    if (reserved !== undefined)
      refuse(
        `victorOps config contains custom field ${reserved} which cannot be used as it conflicts with the fixed/static fields`,
      )
    return undefined
  },
})

export type VictoropsConfig = Infer<typeof VICTOROPS>

export const victoropsSchema: ReceiverSchema<VictoropsConfig> = {
  key: 'victorops_configs',
  goType: '*config.VictorOpsConfig',
  schema: VICTOROPS,
  missing: 'missing victorops config',
  complete: (config, global) => {
    const url = config.api_url ?? global.victorops_api_url ?? refuse('no global VictorOps URL set')
    const api_key = firstSet(config.api_key, global.victorops_api_key)
    const api_key_file = firstSet(config.api_key_file, global.victorops_api_key_file)
    if (api_key === '' && api_key_file === '') refuse('no global VictorOps API Key set')
    return {
      ...config,
      api_key,
      api_key_file,
      api_url: url.path.endsWith('/') ? url : withPath(url, '/'),
      http_config: config.http_config ?? global.http_config,
    }
  },
}
