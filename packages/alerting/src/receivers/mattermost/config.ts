import { HTTP } from '../../settings/http.ts'
import { SECRET_URL } from '../../settings/values.ts'
import { BOOL, type Infer, list, optional, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const FIELD = struct({
  goType: 'mattermost.plain',
  fields: { title: STRING, value: STRING, short: optional(BOOL) },
  check: ({ title, value }) => {
    if (title === '') refuse('missing title in Mattermost field configuration')
    if (value === '') refuse('missing value in Mattermost field configuration')
    return undefined
  },
})

const ATTACHMENT_FIELDS = {
  fallback: STRING,
  color: STRING,
  pretext: STRING,
  text: STRING,
  author_name: STRING,
  author_link: STRING,
  author_icon: STRING,
  title: STRING,
  title_link: STRING,
  fields: list(optional(FIELD), '*mattermost.MattermostField'),
  thumb_url: STRING,
  footer: STRING,
  footer_icon: STRING,
  image_url: STRING,
}

const ATTACHMENT = struct({ goType: 'mattermost.MattermostAttachment', fields: ATTACHMENT_FIELDS })
const PROPS = struct({ goType: 'mattermost.MattermostProps', fields: { card: STRING } })
const PRIORITY = struct({
  goType: 'mattermost.MattermostPriority',
  fields: { priority: STRING, requested_ack: BOOL, persistent_notifications: BOOL },
})

const template = (name: string): string => `{{ template "mattermost.default.${name}" . }}`

const MATTERMOST = struct({
  goType: 'mattermost.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    webhook_url: SECRET_URL,
    webhook_url_file: STRING,
    channel: STRING,
    username: STRING,
    ...ATTACHMENT_FIELDS,
    icon_url: STRING,
    icon_emoji: STRING,
    attachments: list(optional(ATTACHMENT), '*mattermost.MattermostAttachment'),
    type: STRING,
    props: optional(PROPS),
    priority: optional(PRIORITY),
  },
  defaults: {
    send_resolved: true,
    username: template('username'),
    color: template('color'),
    text: template('text'),
    title: template('title'),
    title_link: template('titlelink'),
    fallback: template('fallback'),
  },
  check: ({ webhook_url, webhook_url_file }) => {
    atMostOne('webhook_url & webhook_url_file', webhook_url !== undefined, webhook_url_file !== '')
    return undefined
  },
})

export type MattermostConfig = Infer<typeof MATTERMOST>

export const mattermostSchema: ReceiverSchema<MattermostConfig> = {
  key: 'mattermost_configs',
  goType: '*mattermost.MattermostConfig',
  schema: MATTERMOST,
  missing: 'missing mattermost config',
  complete: (config, global) => {
    const ownsUrl = config.webhook_url !== undefined || config.webhook_url_file !== ''
    const webhook_url = ownsUrl ? config.webhook_url : global.mattermost_webhook_url
    const webhook_url_file = ownsUrl ? config.webhook_url_file : global.mattermost_webhook_url_file
    if (webhook_url === undefined && webhook_url_file === '')
      refuse('missing webhook_url or webhook_url_file on mattermost_config')
    const http_config = config.http_config ?? global.http_config
    return { ...config, webhook_url, webhook_url_file, http_config }
  },
}
