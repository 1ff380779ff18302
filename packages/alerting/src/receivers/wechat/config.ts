import { quote } from '@unloop/gotemplate'
import { withPath } from '../../settings/go-url.ts'
import { HTTP } from '../../settings/http.ts'
import { URL_VALUE } from '../../settings/values.ts'
import { BOOL, type Infer, optional, SECRET, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, firstSet, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const template = (name: string): string => `{{ template "wechat.default.${name}" . }}`

const WECHAT = struct({
  goType: 'config.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    api_secret: SECRET,
    api_secret_file: STRING,
    corp_id: STRING,
    message: STRING,
    api_url: URL_VALUE,
    to_user: STRING,
    to_party: STRING,
    to_tag: STRING,
    agent_id: STRING,
    message_type: STRING,
  },
  defaults: {
    send_resolved: false,
    message: template('message'),
    to_user: template('to_user'),
    to_party: template('to_party'),
    to_tag: template('to_tag'),
    agent_id: template('agent_id'),
  },
  check: (config) => {
    const message_type = firstSet(config.message_type, 'text')
    if (message_type !== 'text' && message_type !== 'markdown')
      refuse(
        `weChat message type ${quote(message_type)} does not match valid options ^(text|markdown)$`,
      )
    atMostOne(
      'api_secret & api_secret_file',
      config.api_secret !== '',
      config.api_secret_file !== '',
    )
    return { message_type }
  },
})

export type WechatConfig = Infer<typeof WECHAT>

export const wechatSchema: ReceiverSchema<WechatConfig> = {
  key: 'wechat_configs',
  goType: '*config.WechatConfig',
  schema: WECHAT,
  complete: (config, global) => {
    const url = config.api_url ?? global.wechat_api_url ?? refuse('no global Wechat URL set')
    const ownsSecret = config.api_secret !== '' || config.api_secret_file !== ''
    const api_secret = ownsSecret ? config.api_secret : global.wechat_api_secret
    const api_secret_file = ownsSecret ? config.api_secret_file : global.wechat_api_secret_file
    if (api_secret === '' && api_secret_file === '')
      refuse('no global Wechat Api Secret set either inline or in a file')
    const corp_id = firstSet(config.corp_id, global.wechat_api_corp_id)
    if (corp_id === '') refuse('no global Wechat CorpID set')
    return {
      ...config,
      api_secret,
      api_secret_file,
      corp_id,
      api_url: url.path.endsWith('/') ? url : withPath(url, '/'),
      http_config: config.http_config ?? global.http_config,
    }
  },
}
