import { TemplateError } from '@unloop/gotemplate'
import { withPath } from '../../settings/go-url.ts'
import { HTTP } from '../../settings/http.ts'
import { isTemplated, URL_VALUE } from '../../settings/values.ts'
import { BOOL, type Infer, list, mapOf, optional, SECRET, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, firstSet, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const RESPONDER = struct({
  goType: 'opsgenie.OpsGenieConfigResponder',
  fields: { id: STRING, name: STRING, username: STRING, type: STRING },
})

type Responder = Infer<typeof RESPONDER>

const TYPES = '^(team|teams|user|escalation|schedule)$'

function checkResponder(responder: Responder): void {
  const { id, name, username, type } = responder
  const shown = `{${[id, name, username, type].join(' ')}}`
  if (id === '' && name === '' && username === '')
    refuse(
      `opsGenieConfig responder ${shown} has to have at least one of id, username or name specified`,
    )
  try {
    if (isTemplated(type)) return
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    refuse(
      `opsGenieConfig responder ${shown} type contains invalid template syntax: ${error.message}`,
    )
  }
  const lower = `{${[id, name, username, type.toLowerCase()].join(' ')}}`
  if (!new RegExp(TYPES).test(type.toLowerCase()))
    refuse(`opsGenieConfig responder ${lower} type does not match valid options ${TYPES}`)
}

const OPSGENIE = struct({
  goType: 'opsgenie.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    api_key: SECRET,
    api_key_file: STRING,
    api_url: URL_VALUE,
    message: STRING,
    description: STRING,
    source: STRING,
    details: mapOf(STRING),
    entity: STRING,
    responders: list(RESPONDER),
    actions: STRING,
    tags: STRING,
    note: STRING,
    priority: STRING,
    update_alerts: BOOL,
  },
  defaults: {
    send_resolved: true,
    message: '{{ template "opsgenie.default.message" . }}',
    description: '{{ template "opsgenie.default.description" . }}',
    source: '{{ template "opsgenie.default.source" . }}',
  },
  check: (config) => {
    atMostOne('api_key & api_key_file', config.api_key !== '', config.api_key_file !== '')
    for (const responder of config.responders ?? []) checkResponder(responder)
    return undefined
  },
})

export type OpsgenieConfig = Infer<typeof OPSGENIE>

export const opsgenieSchema: ReceiverSchema<OpsgenieConfig> = {
  key: 'opsgenie_configs',
  goType: '*opsgenie.OpsGenieConfig',
  schema: OPSGENIE,
  complete: (config, global) => {
    const url = config.api_url ?? global.opsgenie_api_url ?? refuse('no global OpsGenie URL set')
    const api_key = firstSet(config.api_key, global.opsgenie_api_key)
    const api_key_file = firstSet(config.api_key_file, global.opsgenie_api_key_file)
    if (api_key === '' && api_key_file === '')
      refuse('no global OpsGenie API Key set either inline or in a file')
    return {
      ...config,
      api_key,
      api_key_file,
      api_url: url.path.endsWith('/') ? url : withPath(url, '/'),
      http_config: config.http_config ?? global.http_config,
    }
  },
}
