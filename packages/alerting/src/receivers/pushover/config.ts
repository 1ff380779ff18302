import { quote } from '@unloop/gotemplate'
import { HTTP } from '../../settings/http.ts'
import { parseGoDuration } from '../../settings/values.ts'
import {
  BOOL,
  type Infer,
  optional,
  refined,
  type Schema,
  SECRET,
  text,
} from '../../yaml/schema.ts'
import { STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, type ReceiverSchema, refuse } from '../../integration/definition.ts'

/** Milliseconds, written as Go writes durations. */
const SPAN: Schema<number> = refined(
  text('config.duration'),
  () => 0,
  (value) => parseGoDuration(value) ?? refuse(`time: invalid duration ${quote(value)}`),
)

const template = (name: string): string => `{{ template "pushover.default.${name}" . }}`

const PUSHOVER = struct({
  goType: 'config.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    user_key: SECRET,
    user_key_file: STRING,
    token: SECRET,
    token_file: STRING,
    title: STRING,
    message: STRING,
    url: STRING,
    url_title: STRING,
    device: STRING,
    sound: STRING,
    priority: STRING,
    retry: SPAN,
    expire: SPAN,
    ttl: SPAN,
    html: BOOL,
    monospace: BOOL,
  },
  defaults: {
    send_resolved: true,
    title: template('title'),
    message: template('message'),
    url: template('url'),
    priority: '{{ if eq .Status "firing" }}2{{ else }}0{{ end }}',
    retry: 60_000,
    expire: 3_600_000,
    html: false,
  },
  check: (config) => {
    const { user_key, user_key_file, token, token_file } = config
    if (user_key === '' && user_key_file === '')
      refuse('one of user_key or user_key_file must be configured')
    atMostOne('user_key & user_key_file', user_key !== '', user_key_file !== '')
    if (token === '' && token_file === '') refuse('one of token or token_file must be configured')
    atMostOne('token & token_file', token !== '', token_file !== '')
    atMostOne('monospace & html', config.html, config.monospace)
    return undefined
  },
})

export type PushoverConfig = Infer<typeof PUSHOVER>

export const pushoverSchema: ReceiverSchema<PushoverConfig> = {
  key: 'pushover_configs',
  goType: '*config.PushoverConfig',
  schema: PUSHOVER,
  missing: 'missing pushover config',
  complete: (config, global) => ({
    ...config,
    http_config: config.http_config ?? global.http_config,
  }),
}
