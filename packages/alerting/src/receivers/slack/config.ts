import { DEFAULT_GLOBAL } from '../../settings/global.ts'
import { urlText } from '../../settings/go-url.ts'
import { HTTP, type HttpConfig } from '../../settings/http.ts'
import { GO_DURATION, SECRET_URL, URL_VALUE } from '../../settings/values.ts'
import { BOOL, type Infer, list, optional, SECRET, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, firstSet, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const CONFIRMATION = struct({
  goType: 'config.plain',
  fields: { text: STRING, title: STRING, ok_text: STRING, dismiss_text: STRING },
  check: ({ text }) => {
    if (text === '') refuse('missing text in Slack confirmation configuration')
    return undefined
  },
})

const ACTION = struct({
  goType: 'config.plain',
  fields: {
    type: STRING,
    text: STRING,
    url: STRING,
    style: STRING,
    name: STRING,
    value: STRING,
    confirm: optional(CONFIRMATION),
  },
  check: ({ type, text, url, name }) => {
    if (type === '') refuse('missing type in Slack action configuration')
    if (text === '') refuse('missing text in Slack action configuration')
    if (url !== '') return { name: '', value: '', confirm: undefined }
    return name === '' ? refuse('missing name or url in Slack action configuration') : { url: '' }
  },
})

const FIELD = struct({
  goType: 'config.plain',
  fields: { title: STRING, value: STRING, short: optional(BOOL) },
  check: ({ title, value }) => {
    if (title === '') refuse('missing title in Slack field configuration')
    if (value === '') refuse('missing value in Slack field configuration')
    return undefined
  },
})

const template = (name: string): string => `{{ template "slack.default.${name}" . }}`

/** The one address of Slack's API that lets messages be changed later. */
const POST_MESSAGE = 'https://slack.com/api/chat.postMessage'

const SLACK = struct({
  goType: 'config.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    api_url: SECRET_URL,
    api_url_file: STRING,
    app_token: SECRET,
    app_token_file: STRING,
    app_url: URL_VALUE,
    channel: STRING,
    username: STRING,
    color: STRING,
    title: STRING,
    title_link: STRING,
    pretext: STRING,
    text: STRING,
    message_text: STRING,
    fields: list(optional(FIELD), '*config.SlackField'),
    short_fields: BOOL,
    footer: STRING,
    fallback: STRING,
    callback_id: STRING,
    icon_emoji: STRING,
    icon_url: STRING,
    image_url: STRING,
    thumb_url: STRING,
    link_names: BOOL,
    mrkdwn_in: list(STRING),
    actions: list(optional(ACTION), '*config.SlackAction'),
    update_message: BOOL,
    timeout: GO_DURATION,
  },
  defaults: {
    send_resolved: false,
    color: template('color'),
    username: template('username'),
    title: template('title'),
    title_link: template('titlelink'),
    icon_emoji: template('iconemoji'),
    icon_url: template('iconurl'),
    pretext: template('pretext'),
    text: template('text'),
    fallback: template('fallback'),
    callback_id: template('callbackid'),
    footer: template('footer'),
  },
  check: (config) => {
    const hasUrl = config.api_url !== undefined
    const hasToken = config.app_token !== ''
    atMostOne('api_url & api_url_file', hasUrl, config.api_url_file !== '')
    atMostOne('app_token & app_token_file', hasToken, config.app_token_file !== '')
    atMostOne(
      'api_url/api_url_file & app_token/app_token_file',
      hasUrl || config.api_url_file !== '',
      hasToken || config.app_token_file !== '',
    )
    const url = config.api_url === undefined ? '' : urlText(config.api_url)
    if (config.update_message && url !== POST_MESSAGE)
      refuse(
        `update_message can only be used with bot tokens. api_url must be set to ${POST_MESSAGE}`,
      )
    return undefined
  },
})

export type SlackConfig = Infer<typeof SLACK>

export const slackSchema: ReceiverSchema<SlackConfig> = {
  key: 'slack_configs',
  goType: '*config.SlackConfig',
  schema: SLACK,
  complete: (config, global) => {
    const app_url = config.app_url ?? global.slack_app_url
    if (app_url === undefined) refuse('no global Slack App URL set')
    const withToken = inheritToken(config, global)
    const ownsUrl = config.api_url !== undefined || config.api_url_file !== ''
    const api_url = ownsUrl ? config.api_url : global.slack_api_url
    const api_url_file = ownsUrl ? config.api_url_file : global.slack_api_url_file
    const { app_token, app_token_file } = withToken
    const hasToken = app_token !== '' || app_token_file !== ''
    if (api_url === undefined && api_url_file === '' && !hasToken)
      refuse('no Slack API URL nor App token set either inline or in a file')
    const http = config.http_config ?? global.http_config ?? DEFAULT_GLOBAL.http_config
    const completed = { ...config, ...withToken, app_url, api_url, api_url_file, http_config: http }
    return hasToken ? withAppToken(completed, http) : completed
  },
}

type Token = Pick<SlackConfig, 'app_token' | 'app_token_file'>

function inheritToken(
  config: SlackConfig,
  global: { readonly slack_app_token: string; readonly slack_app_token_file: string },
): Token {
  const hasOwn =
    config.app_token !== '' ||
    config.app_token_file !== '' ||
    config.http_config?.authorization !== undefined ||
    config.api_url !== undefined
  return hasOwn
    ? { app_token: config.app_token, app_token_file: config.app_token_file }
    : {
        app_token: firstSet(global.slack_app_token, ''),
        app_token_file: global.slack_app_token_file,
      }
}

/** A token goes to the app's address, as a bearer. */
function withAppToken(config: SlackConfig, http: HttpConfig | undefined): SlackConfig {
  const base = http ?? HTTP.zero()
  if (base.authorization !== undefined)
    refuse("http authorization can't be set when using Slack App tokens")
  const authorization = {
    type: 'Bearer',
    credentials: config.app_token,
    credentials_file: config.app_token_file,
    credentials_ref: '',
  }
  return { ...config, http_config: { ...base, authorization }, api_url: config.app_url }
}
