import { BOOL, type Infer, optional, refined, type Schema, SECRET, STRING } from '../yaml/schema.ts'
import { struct } from '../yaml/struct.ts'
import { type GoUrl, parseHttpUrl } from './go-url.ts'
import { parseHostPort } from './host-port.ts'
import { HTTP, TLS } from './http.ts'
import { DURATION, SECRET_URL, URL_VALUE } from './values.ts'

/** A `host:port` as it is written; the port may be a name. */
export interface HostPort {
  readonly host: string
  readonly port: string
}

/** Refused without a port, as Go's net.SplitHostPort does. */
export const HOST_PORT: Schema<HostPort> = refined(
  STRING,
  () => ({ host: '', port: '' }),
  parseHostPort,
)

const OPTIONAL_SECRET = optional(SECRET)

const url = (text: string): GoUrl => parseHttpUrl(text)

// `DefaultGlobalConfig` of Alertmanager's config.go.
const DEFAULTS = {
  resolve_timeout: 300_000,
  http_config: { ...HTTP.zero(), follow_redirects: true, enable_http2: true },
  smtp_hello: 'localhost',
  smtp_require_tls: true,
  smtp_tls_config: TLS.zero(),
  pagerduty_url: url('https://events.pagerduty.com/v2/enqueue'),
  opsgenie_api_url: url('https://api.opsgenie.com/'),
  wechat_api_url: url('https://qyapi.weixin.qq.com/cgi-bin/'),
  victorops_api_url: url('https://alert.victorops.com/integrations/generic/20131114/alert/'),
  telegram_api_url: url('https://api.telegram.org'),
  webex_api_url: url('https://webexapis.com/v1/messages'),
  rocketchat_api_url: url('https://open.rocket.chat/'),
  slack_app_url: url('https://slack.com/api/chat.postMessage'),
}

/** `global`: what receivers take where they say nothing themselves. */
export const GLOBAL = struct({
  goType: 'config.plain',
  fields: {
    resolve_timeout: DURATION,
    http_config: optional(HTTP),
    jira_api_url: URL_VALUE,
    smtp_from: STRING,
    smtp_hello: STRING,
    smtp_smarthost: HOST_PORT,
    smtp_auth_username: STRING,
    smtp_auth_password: SECRET,
    smtp_auth_password_file: STRING,
    smtp_auth_secret: SECRET,
    smtp_auth_secret_file: STRING,
    smtp_auth_identity: STRING,
    smtp_require_tls: BOOL,
    smtp_tls_config: optional(TLS),
    smtp_force_implicit_tls: optional(BOOL),
    slack_api_url: SECRET_URL,
    slack_api_url_file: STRING,
    slack_app_token: SECRET,
    slack_app_token_file: STRING,
    slack_app_url: URL_VALUE,
    pagerduty_url: URL_VALUE,
    opsgenie_api_url: URL_VALUE,
    opsgenie_api_key: SECRET,
    opsgenie_api_key_file: STRING,
    wechat_api_url: URL_VALUE,
    wechat_api_secret: SECRET,
    wechat_api_secret_file: STRING,
    wechat_api_corp_id: STRING,
    victorops_api_url: URL_VALUE,
    victorops_api_key: SECRET,
    victorops_api_key_file: STRING,
    telegram_api_url: URL_VALUE,
    telegram_bot_token: SECRET,
    telegram_bot_token_file: STRING,
    webex_api_url: URL_VALUE,
    rocketchat_api_url: URL_VALUE,
    rocketchat_token: OPTIONAL_SECRET,
    rocketchat_token_file: STRING,
    rocketchat_token_id: OPTIONAL_SECRET,
    rocketchat_token_id_file: STRING,
    mattermost_webhook_url: SECRET_URL,
    mattermost_webhook_url_file: STRING,
  },
  defaults: DEFAULTS,
})

/** `global` as it is written, defaults filled in. */
export type GlobalConfig = Infer<typeof GLOBAL>

/** What holds where no `global` is given. */
export const DEFAULT_GLOBAL: GlobalConfig = { ...GLOBAL.zero(), ...DEFAULTS }
