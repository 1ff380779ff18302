import type { Integration } from '../../integration/integration.ts'
import { readSecretFile, type ReceiverKit, renderer, secretOf } from '../../integration/kit.ts'
import { NotifyError } from '../../integration/notify-error.ts'
import type { Login } from '../../integration/mail.ts'
import type { EmailConfig } from './config.ts'
import { emailMessage } from './message.ts'
import { parseAddresses } from './mime.ts'

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
      const { signal } = notification
      await kit.mail(config, { from: from[0] ?? '', to, raw, signal }, await login(config, kit))
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
