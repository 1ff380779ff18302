import { byteLength } from '@unloop/gotemplate'
import { HTTP, type HttpConfig } from '../../settings/http.ts'
import { postJson } from '../../integration/http-client.ts'
import type { Integration } from '../../integration/integration.ts'
import { addressOf, checkResponse, type ReceiverKit } from '../../integration/kit.ts'
import { limitAlerts, webhookMessage } from '../webhook/notifier.ts'
import type { IncidentioConfig } from './config.ts'

const MAX_PAYLOAD = 512 * 1024

export function incidentioIntegration(
  config: IncidentioConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(withToken(config))
  return {
    name: 'incidentio',
    index,
    sendResolved: config.send_resolved,
    notify: async (notification) => {
      const [data, truncatedAlerts] = limitAlerts(notification.data, config.max_alerts)
      const options = { version: '1', truncatedAlerts }
      let body = webhookMessage({ ...notification, data }, options)
      if (byteLength(body) > MAX_PAYLOAD)
        body = webhookMessage(
          { ...notification, data: { ...data, alerts: data.alerts.slice(0, 1) } },
          options,
        )
      const url = await addressOf(kit, config.url, config.url_file)
      const { signal } = notification
      const response = await postJson(client, { url, body, signal, timeoutMs: config.timeout })
      checkResponse(response, { retryStatuses: [429], details: problem })
      return {}
    },
  }
}

function withToken(config: IncidentioConfig): HttpConfig | undefined {
  if (config.alert_source_token === '' && config.alert_source_token_file === '')
    return config.http_config
  const authorization = {
    type: 'Bearer',
    credentials: config.alert_source_token,
    credentials_file: config.alert_source_token_file,
    credentials_ref: '',
  }
  return { ...(config.http_config ?? HTTP.zero()), authorization }
}

function problem(body: string): string {
  try {
    const { message, error, errors } = JSON.parse(body) as {
      readonly message?: string
      readonly error?: string
      readonly errors?: readonly string[]
    }
    return [message, error, errors?.join(', ')]
      .filter((part) => part !== undefined && part !== '')
      .join(': ')
  } catch {
    return ''
  }
}
