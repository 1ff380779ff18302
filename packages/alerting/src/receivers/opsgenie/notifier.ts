import { withPath, urlText } from '../../settings/go-url.ts'
import { DEFAULT_GLOBAL } from '../../settings/global.ts'
import type { HttpRequest } from '../../integration/http-client.ts'
import type { Integration, Notification } from '../../integration/integration.ts'
import { jsonBody, orOmit, sortedMap } from '../../integration/json.ts'
import {
  checkResponse,
  keyHash,
  type ReceiverKit,
  type Renderer,
  renderer,
  secretOf,
} from '../../integration/kit.ts'
import { truncateRunes } from '../../integration/truncate.ts'
import type { OpsgenieConfig } from './config.ts'

const MAX_MESSAGE = 130

export function opsgenieIntegration(
  config: OpsgenieConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'opsgenie',
    index,
    sendResolved: config.send_resolved,
    notify: async (notification) => {
      const { text } = renderer(kit, notification.data)
      const key = text(await secretOf(kit, config.api_key, config.api_key_file)).trim()
      const headers = { 'Content-Type': 'application/json', Authorization: `GenieKey ${key}` }
      for (const request of requests(config, notification, text)) {
        const { signal } = notification
        checkResponse(await client.send({ ...request, headers, signal }), { retryStatuses: [429] })
      }
      return {}
    },
  }
}

type Call = Pick<HttpRequest, 'method' | 'url'> & { readonly body: string }

function requests(
  config: OpsgenieConfig,
  notification: Notification,
  text: Renderer['text'],
): readonly Call[] {
  const alias = keyHash(notification.groupKey)
  const base = config.api_url ?? DEFAULT_GLOBAL.opsgenie_api_url
  const address = (path: string): string =>
    base === undefined ? '' : urlText(withPath(base, path))
  const byAlias = (what: string): string =>
    `${address(`v2/alerts/${alias}/${what}`)}?identifierType=alias`
  if (notification.data.status === 'resolved')
    return [
      { method: 'POST', url: byAlias('close'), body: jsonBody({ source: text(config.source) }) },
    ]
  const message = truncateRunes(text(config.message), MAX_MESSAGE)
  const description = text(config.description)
  const create = {
    alias,
    message,
    description: orOmit(description),
    ...createBody(config, notification, text),
  }
  const calls: Call[] = [{ method: 'POST', url: address('v2/alerts'), body: jsonBody(create) }]
  if (config.update_alerts) {
    calls.push({
      method: 'PUT',
      url: byAlias('message'),
      body: jsonBody({ message: orOmit(message) }),
    })
    calls.push({
      method: 'PUT',
      url: byAlias('description'),
      body: jsonBody({ description: orOmit(description) }),
    })
  }
  return calls
}

function createBody(
  config: OpsgenieConfig,
  { data }: Notification,
  text: Renderer['text'],
): object {
  const details: Record<string, string> = { ...data.commonLabels }
  for (const [key, value] of Object.entries(config.details)) details[key] = text(value)
  return {
    details: sortedMap(details),
    source: text(config.source),
    responders: orOmit(responders(config, text)),
    tags: orOmit(parts(text(config.tags))),
    note: orOmit(text(config.note)),
    priority: orOmit(text(config.priority)),
    entity: orOmit(text(config.entity)),
    actions: orOmit(parts(text(config.actions))),
  }
}

function parts(list: string): readonly string[] {
  return list
    .trim()
    .split(',')
    .filter((part) => part !== '')
}

/** `teams` names several, of which each is a responder. */
function responders(config: OpsgenieConfig, text: Renderer['text']): readonly object[] {
  return (config.responders ?? []).flatMap((given): readonly object[] => {
    const [id, name, username, type] = [given.id, given.name, given.username, given.type].map(
      (one) => text(one),
    )
    if (type === 'teams')
      return parts(name ?? '').map((team) => ({ name: orOmit(text(team)), type: 'team' }))
    const isEmpty = [id, name, username, type].every((one) => one === '')
    return isEmpty ? [] : [{ id: orOmit(id), name: orOmit(name), username: orOmit(username), type }]
  })
}
