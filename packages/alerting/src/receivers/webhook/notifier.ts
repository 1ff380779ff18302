import { toJson } from '@unloop/gotemplate'
import { dataValue, type TemplateData } from '../../template/data.ts'
import { postJson } from '../../integration/http-client.ts'
import type { Integration, Notification } from '../../integration/integration.ts'
import { encodeJson, jsonBody } from '../../integration/json.ts'
import { checkResponse, readSecretFile, type ReceiverKit, renderer } from '../../integration/kit.ts'
import { NotifyError } from '../../integration/notify-error.ts'
import { templated } from '../../integration/templated.ts'
import type { WebhookConfig } from './config.ts'

/** The message of webhooks: the data of templates, and what identifies the group. */
export function webhookMessage(
  notification: Notification,
  options: { readonly version: string; readonly truncatedAlerts: number },
): string {
  const rest = {
    version: options.version,
    groupKey: notification.groupKey,
    truncatedAlerts: options.truncatedAlerts,
  }
  return `${toJson(dataValue(notification.data)).slice(0, -1)},${encodeJson(rest).slice(1)}\n`
}

/** The data of at most so many alerts, of which all else is worked out, and how many are missing. */
export function limitAlerts(data: TemplateData, max: number): readonly [TemplateData, number] {
  if (max === 0 || data.alerts.length <= max) return [data, 0]
  const alerts = data.alerts.slice(0, max)
  return [{ ...data, ...sharedBy(alerts), alerts }, data.alerts.length - max]
}

function sharedBy(
  alerts: TemplateData['alerts'],
): Pick<TemplateData, 'status' | 'commonLabels' | 'commonAnnotations'> {
  const common = (key: 'labels' | 'annotations'): TemplateData['commonLabels'] =>
    Object.fromEntries(
      Object.entries(alerts[0]?.[key] ?? {}).filter(([name, value]) =>
        alerts.every((one) => one[key][name] === value),
      ),
    )
  return {
    status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved',
    commonLabels: common('labels'),
    commonAnnotations: common('annotations'),
  }
}

export function webhookIntegration(
  config: WebhookConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'webhook',
    index,
    sendResolved: config.send_resolved,
    notify: async (notification) => {
      const [data, truncatedAlerts] = limitAlerts(notification.data, config.max_alerts)
      const { text } = renderer(kit, data)
      const body =
        config.payload === undefined || config.payload === null
          ? webhookMessage({ ...notification, data }, { version: '4', truncatedAlerts })
          : jsonBody(templated(config.payload, text))
      const source =
        config.url === '' ? (await readSecretFile(kit, config.url_file)).trim() : config.url
      const url = text(source)
      if (url === '') throw new NotifyError('webhook URL is empty after templating', false)
      const { signal } = notification
      checkResponse(await postJson(client, { url, body, signal, timeoutMs: config.timeout }))
      return {}
    },
  }
}
