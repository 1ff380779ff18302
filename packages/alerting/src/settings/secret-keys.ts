/**
 * What stands where a secret was taken out, as upstream writes it (`commoncfg.Secret`); a configuration may come back with
 * it.
 */
export const SECRET_MARK = '<secret>'

/** Keys whose values are secrets wherever they stand. */
const SECRET_KEYS: ReadonlySet<string> = new Set([
  'alert_source_token',
  'api_key',
  'api_secret',
  'app_token',
  'auth_password',
  'auth_secret',
  'bearer_token',
  'bot_token',
  'client_certificate_key',
  'client_secret',
  'credentials',
  'key',
  'mattermost_webhook_url',
  'opsgenie_api_key',
  'password',
  'rocketchat_token',
  'rocketchat_token_id',
  'routing_key',
  'secret_key',
  'service_key',
  'slack_api_url',
  'slack_app_token',
  'smtp_auth_password',
  'smtp_auth_secret',
  'telegram_bot_token',
  'token',
  'token_id',
  'user_key',
  'victorops_api_key',
  'webhook_url',
  'wechat_api_secret',
])
/** Keys that hold a secret in one section and none in others, by section. */
const SECRET_IN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['slack_configs', new Set(['api_url'])],
  ['webhook_configs', new Set(['url'])],
])
/** Whether a key's value is a secret; `sections` are the keys that it stands below. */
export function isSecretKey(key: string, sections: readonly string[]): boolean {
  return SECRET_KEYS.has(key) || sections.some((section) => SECRET_IN.get(section)?.has(key))
}
/** Keys with lists of secrets. */
export const SECRET_LISTS: ReadonlySet<string> = new Set(['secrets', 'proxy_connect_header'])
