import { quote } from '@unloop/gotemplate'
import { HOST_PORT } from '../../settings/global.ts'
import { hostPortText } from '../../settings/host-port.ts'
import { canonicalHeader, TLS } from '../../settings/http.ts'
import { BOOL, type Infer, mapOf, optional, SECRET, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { firstSet, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const THREADING = struct({
  goType: 'config.ThreadingConfig',
  fields: { enabled: BOOL, thread_by_date: STRING },
})

const EMAIL = struct({
  goType: 'config.plain',
  fields: {
    send_resolved: BOOL,
    to: STRING,
    from: STRING,
    hello: STRING,
    smarthost: HOST_PORT,
    auth_username: STRING,
    auth_password: SECRET,
    auth_password_file: STRING,
    auth_secret: SECRET,
    auth_secret_file: STRING,
    auth_identity: STRING,
    headers: mapOf(STRING),
    html: STRING,
    text: STRING,
    require_tls: optional(BOOL),
    tls_config: optional(TLS),
    force_implicit_tls: optional(BOOL),
    threading: THREADING,
  },
  defaults: { send_resolved: false, html: '{{ template "email.default.html" . }}', text: '' },
  check: (config) => {
    if (config.to === '') refuse('missing to address in email config')
    const headers = canonicalHeaders(config.headers)
    if (config.threading.enabled) checkThreading(config.threading.thread_by_date, headers)
    return { headers }
  },
})

function canonicalHeaders(
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    const canonical = canonicalHeader(name)
    if (Object.hasOwn(headers, canonical))
      refuse(`duplicate header ${quote(canonical)} in email config`)
    headers[canonical] = value
  }
  return headers
}

function checkThreading(byDate: string, headers: Readonly<Record<string, string>>): void {
  for (const name of ['References', 'In-Reply-To']) {
    if (Object.hasOwn(headers, name))
      refuse(`conflicting configuration: threading.enabled conflicts with custom ${name} header`)
  }
  if (byDate !== 'none' && byDate !== 'daily')
    refuse("threading.thread_by_date must be either 'none' or 'daily'")
}

export type EmailConfig = Infer<typeof EMAIL>

export const emailSchema: ReceiverSchema<EmailConfig> = {
  key: 'email_configs',
  goType: '*config.EmailConfig',
  schema: EMAIL,
  missing: 'missing email config',
  complete: (config, global) => {
    const smarthost =
      hostPortText(config.smarthost) === '' ? global.smtp_smarthost : config.smarthost
    if (hostPortText(smarthost) === '') refuse('no global SMTP smarthost set')
    const from = firstSet(config.from, global.smtp_from)
    if (from === '') refuse('no global SMTP from set')
    const hasPassword = config.auth_password !== '' || config.auth_password_file !== ''
    return {
      ...config,
      smarthost,
      from,
      tls_config: config.tls_config ?? global.smtp_tls_config,
      hello: firstSet(config.hello, global.smtp_hello),
      auth_username: firstSet(config.auth_username, global.smtp_auth_username),
      auth_password: hasPassword ? config.auth_password : global.smtp_auth_password,
      auth_password_file: hasPassword ? config.auth_password_file : global.smtp_auth_password_file,
      auth_secret: firstSet(config.auth_secret, global.smtp_auth_secret),
      auth_secret_file: firstSet(config.auth_secret_file, global.smtp_auth_secret_file),
      auth_identity: firstSet(config.auth_identity, global.smtp_auth_identity),
      require_tls: config.require_tls ?? global.smtp_require_tls,
      force_implicit_tls: config.force_implicit_tls ?? global.smtp_force_implicit_tls,
    }
  },
}
