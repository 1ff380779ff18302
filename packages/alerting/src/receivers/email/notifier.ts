import { createTransport } from 'nodemailer'
import { hostPortText } from '../../settings/host-port.ts'
import type { Integration } from '../../integration/integration.ts'
import { readSecretFile, type ReceiverKit, renderer, secretOf } from '../../integration/kit.ts'
import { NotifyError } from '../../integration/notify-error.ts'
import { tlsOptions } from '../../integration/tls-options.ts'
import type { EmailConfig } from './config.ts'
import { emailMessage } from './message.ts'
import { parseAddresses } from './mime.ts'

const TIMEOUT_MS = 30_000

interface Login {
  readonly user: string
  readonly pass: string
  readonly method?: string
}

export function emailIntegration(
  config: EmailConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  return {
    name: 'email',
    index,
    sendResolved: config.send_resolved,
    notify: async (notification) => {
      const render = renderer(kit, notification.data)
      const from = addresses('from', render.text(config.from))
      if (from.length !== 1)
        throw new NotifyError(`must be exactly one 'from' address (got: ${from.length})`, false)
      const to = addresses('to', render.text(config.to))
      const raw = emailMessage(config, notification, { ...render, kit })
      await send(config, { from: from[0] ?? '', to, raw }, await login(config, kit))
      return {}
    },
  }
}

function addresses(what: 'from' | 'to', list: string): readonly string[] {
  const parsed = parseAddresses(list)
  if (parsed === undefined) throw new NotifyError(`parse '${what}' addresses: ${list}`, false)
  return parsed.map(({ address }) => address)
}

async function login(config: EmailConfig, kit: ReceiverKit): Promise<Login | undefined> {
  if (config.auth_username === '') return undefined
  const user = config.auth_username
  if (config.auth_secret !== '' || config.auth_secret_file !== '') {
    const pass =
      config.auth_secret_file === ''
        ? config.auth_secret
        : await readSecretFile(kit, config.auth_secret_file)
    return { user, pass, method: 'CRAM-MD5' }
  }
  return { user, pass: await secretOf(kit, config.auth_password, config.auth_password_file) }
}

interface Envelope {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
}

async function send(
  config: EmailConfig,
  { from, to, raw }: Envelope,
  auth: Login | undefined,
): Promise<void> {
  const isSecure = config.force_implicit_tls ?? config.smarthost.port === '465'
  const requiresTls = config.require_tls !== false && !isSecure
  const transport = createTransport({
    host: config.smarthost.host,
    port: Number(config.smarthost.port),
    name: config.hello,
    secure: isSecure,
    requireTLS: requiresTls,
    ignoreTLS: !requiresTls,
    tls: { servername: config.smarthost.host, ...(await tlsOptions(config.tls_config)) },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    ...(auth !== undefined && { auth: { user: auth.user, pass: auth.pass } }),
    ...(auth?.method !== undefined && { authMethod: auth.method }),
  })
  try {
    await transport.sendMail({ envelope: { from, to: [...to] }, raw })
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    const what = [code, responseCode].filter((one) => one !== undefined).join(' ')
    throw new NotifyError(
      `${hostPortText(config.smarthost)}: ${what === '' ? 'delivery failure' : what}`,
      true,
      error,
    )
  } finally {
    transport.close()
  }
}
