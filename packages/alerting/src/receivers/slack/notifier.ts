import type { HttpResponse } from '../../integration/http-client.ts'
import { postJson } from '../../integration/http-client.ts'
import type { Delivered, Integration, Notification } from '../../integration/integration.ts'
import { jsonBody, orOmit } from '../../integration/json.ts'
import {
  addressOf,
  checkResponse,
  parseAnswer,
  type ReceiverKit,
  type Renderer,
  renderer,
} from '../../integration/kit.ts'
import { quote } from '@unloop/gotemplate'
import { NotifyError } from '../../integration/notify-error.ts'
import { truncateRunes } from '../../integration/truncate.ts'
import { crashBlocks } from './blocks.ts'
import type { SlackConfig } from './config.ts'

const MAX_TITLE = 1024
const UPDATE = 'https://slack.com/api/chat.update'

export function slackIntegration(
  config: SlackConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'slack',
    index,
    sendResolved: config.send_resolved,
    notify: async (notification) => {
      const { text } = renderer(kit, notification.data)
      const { threadTs, channelId } = notification.store
      const isUpdate = config.update_message && threadTs !== undefined && channelId !== undefined
      const channel = isUpdate ? channelId : text(config.channel)
      const body = jsonBody({
        channel: orOmit(channel),
        ts: isUpdate ? threadTs : undefined,
        username: orOmit(text(config.username)),
        icon_emoji: orOmit(text(config.icon_emoji)),
        icon_url: orOmit(text(config.icon_url)),
        link_names: orOmit(config.link_names),
        text: orOmit(text(config.message_text)),
        attachments: [crashAttachment(config, notification, kit) ?? attachment(config, text)],
      })
      const url = isUpdate ? UPDATE : await addressOf(kit, config.api_url, config.api_url_file)
      const { signal } = notification
      const response = await postJson(client, { url, body, signal, timeoutMs: config.timeout })
      return delivered(config, response, channel)
    },
  }
}

const DEFAULT_TEXT = '{{ template "slack.default.text" . }}'

/** What tells of crashes in Slack's own blocks; undefined where the user has set what is to be shown. */
function crashAttachment(
  config: SlackConfig,
  { data }: Notification,
  kit: ReceiverKit,
): object | undefined {
  const isOwn =
    config.text !== DEFAULT_TEXT || config.fields !== undefined || config.actions !== undefined
  if (kit.showsCrashes !== true || isOwn) return undefined
  const { text } = renderer(kit, data)
  const found = crashBlocks(data, text(config.title))
  return found && { ...found, fallback: text(config.fallback) }
}

/** Slack tells of failures in answers of status 200. */
function delivered(config: SlackConfig, response: HttpResponse, channel: string): Delivered {
  const prefix = `channel ${quote(channel)}: `
  checkResponse(response, { prefix })
  if (!(response.headers['content-type'] ?? '').startsWith('application/json')) {
    if (response.body !== 'ok')
      throw new NotifyError(
        `${prefix}received an error response from Slack: ${response.body}`,
        false,
      )
    return {}
  }
  const { ok, error, channel: channelId, ts } = parseAnswer(response.body)
  if (ok !== true)
    throw new NotifyError(`${prefix}error response from Slack: ${String(error)}`, false)
  const isKept = config.update_message && typeof ts === 'string' && typeof channelId === 'string'
  return isKept ? { store: { threadTs: ts, channelId } } : {}
}

type Text = Renderer['text']

function attachment(config: SlackConfig, text: Text): object {
  const title = truncateRunes(text(config.title), MAX_TITLE)
  const mrkdwn = config.mrkdwn_in ?? []
  return {
    title: orOmit(title),
    title_link: orOmit(text(config.title_link)),
    pretext: orOmit(text(config.pretext)),
    text: text(config.text),
    fallback: text(config.fallback),
    callback_id: text(config.callback_id),
    fields: orOmit(fields(config, text)),
    actions: orOmit(actions(config, text)),
    image_url: orOmit(text(config.image_url)),
    thumb_url: orOmit(text(config.thumb_url)),
    footer: text(config.footer),
    color: orOmit(text(config.color)),
    mrkdwn_in: mrkdwn.length === 0 ? ['fallback', 'pretext', 'text'] : mrkdwn,
  }
}

function fields(config: SlackConfig, text: Text): readonly object[] {
  return (config.fields ?? []).map((field) => ({
    title: orOmit(text(field?.title ?? '')),
    value: orOmit(text(field?.value ?? '')),
    short: field?.short ?? config.short_fields,
  }))
}

function actions(config: SlackConfig, text: Text): readonly object[] {
  return (config.actions ?? []).map((action) => {
    const {
      type = '',
      text: label = '',
      url = '',
      style = '',
      name = '',
      value = '',
      confirm,
    } = action ?? {}
    return {
      type: orOmit(text(type)),
      text: orOmit(text(label)),
      url: orOmit(text(url)),
      style: orOmit(text(style)),
      name: orOmit(text(name)),
      value: orOmit(text(value)),
      confirm: confirm && {
        text: orOmit(text(confirm.text)),
        title: orOmit(text(confirm.title)),
        ok_text: orOmit(text(confirm.ok_text)),
        dismiss_text: orOmit(text(confirm.dismiss_text)),
      },
    }
  })
}
