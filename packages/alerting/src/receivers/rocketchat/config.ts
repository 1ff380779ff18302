import { HTTP } from '../../settings/http.ts'
import { URL_VALUE } from '../../settings/values.ts'
import { BOOL, type Infer, list, optional, SECRET, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, firstSet, type ReceiverSchema, refuse } from '../../integration/definition.ts'

/** Upstream's fields carry no names for YAML, which makes them their Go names in lower case. */
const FIELD = struct({
  goType: 'config.RocketchatAttachmentField',
  fields: { short: optional(BOOL), title: STRING, value: STRING },
})

const ACTION = struct({
  goType: 'config.RocketchatAttachmentAction',
  fields: {
    type: STRING,
    text: STRING,
    url: STRING,
    imageurl: STRING,
    iswebview: BOOL,
    webviewheightratio: STRING,
    msg: STRING,
    msginchatwindow: BOOL,
    msgprocessingtype: STRING,
  },
})

const template = (name: string): string => `{{ template "rocketchat.default.${name}" . }}`

const ROCKETCHAT = struct({
  goType: 'config.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    api_url: URL_VALUE,
    token_id: optional(SECRET),
    token_id_file: STRING,
    token: optional(SECRET),
    token_file: STRING,
    channel: STRING,
    color: STRING,
    title: STRING,
    title_link: STRING,
    text: STRING,
    fields: list(optional(FIELD), '*config.RocketchatAttachmentField'),
    short_fields: BOOL,
    emoji: STRING,
    icon_url: STRING,
    image_url: STRING,
    thumb_url: STRING,
    link_names: BOOL,
    actions: list(optional(ACTION), '*config.RocketchatAttachmentAction'),
  },
  defaults: {
    send_resolved: false,
    color: '{{ if eq .Status "firing" }}red{{ else }}green{{ end }}',
    emoji: template('emoji'),
    icon_url: template('iconurl'),
    text: template('text'),
    title: template('title'),
    title_link: template('titlelink'),
  },
  check: (config) => {
    atMostOne('token & token_file', config.token !== undefined, config.token_file !== '')
    atMostOne(
      'token_id & token_id_file',
      config.token_id !== undefined,
      config.token_id_file !== '',
    )
    return undefined
  },
})

export type RocketchatConfig = Infer<typeof ROCKETCHAT>

export const rocketchatSchema: ReceiverSchema<RocketchatConfig> = {
  key: 'rocketchat_configs',
  goType: '*config.RocketchatConfig',
  schema: ROCKETCHAT,
  complete: (config, global) => {
    const token_id = config.token_id ?? global.rocketchat_token_id
    const token_id_file = firstSet(config.token_id_file, global.rocketchat_token_id_file)
    if (token_id === undefined && token_id_file === '')
      refuse('no global Rocketchat TokenID set either inline or in a file')
    const token = config.token ?? global.rocketchat_token
    const token_file = firstSet(config.token_file, global.rocketchat_token_file)
    if (token === undefined && token_file === '')
      refuse('no global Rocketchat Token set either inline or in a file')
    return {
      ...config,
      token,
      token_file,
      token_id,
      token_id_file,
      api_url: config.api_url ?? global.rocketchat_api_url,
      http_config: config.http_config ?? global.http_config,
    }
  },
}
