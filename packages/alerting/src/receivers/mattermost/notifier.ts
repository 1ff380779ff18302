import { quote } from '@unloop/gotemplate'
import { postJson } from '../../integration/http-client.ts'
import type { Integration } from '../../integration/integration.ts'
import { jsonBody, orOmit } from '../../integration/json.ts'
import {
  addressOf,
  checkResponse,
  type ReceiverKit,
  type Renderer,
  renderer,
} from '../../integration/kit.ts'
import { truncateRunes } from '../../integration/truncate.ts'
import type { MattermostConfig } from './config.ts'

const MAX_TEXT = 16_383

export function mattermostIntegration(
  config: MattermostConfig,
  index: number,
  kit: ReceiverKit,
): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'mattermost',
    index,
    sendResolved: config.send_resolved,
    notify: async ({ data, signal }) => {
      const { text } = renderer(kit, data)
      const url = await addressOf(kit, config.webhook_url, config.webhook_url_file)
      const channel = text(config.channel)
      const body = jsonBody(message(config, text, channel))
      const response = await postJson(client, { url, body, signal })
      checkResponse(response, { prefix: `channel ${quote(channel)}: ` })
      return {}
    },
  }
}

function message(config: MattermostConfig, text: Renderer['text'], channel: string): object {
  const own = config.attachments ?? []
  const card = config.props?.card ?? ''
  return {
    text: own.length > 0 ? orOmit(truncateRunes(text(config.text), MAX_TEXT)) : undefined,
    channel: orOmit(channel),
    username: orOmit(text(config.username)),
    icon_url: orOmit(text(config.icon_url)),
    icon_emoji: orOmit(text(config.icon_emoji)),
    attachments:
      own.length > 0
        ? own.map((one) => attachment(one ?? NOTHING, text))
        : [attachment(config, text)],
    type: orOmit(text(config.type)),
    props: card === '' ? undefined : { card: orOmit(text(card)) },
    priority: priority(config, text),
  }
}

type Attachment = NonNullable<NonNullable<MattermostConfig['attachments']>[number]>

const NOTHING: Attachment = {
  fallback: '',
  color: '',
  pretext: '',
  text: '',
  author_name: '',
  author_link: '',
  author_icon: '',
  title: '',
  title_link: '',
  fields: undefined,
  thumb_url: '',
  footer: '',
  footer_icon: '',
  image_url: '',
}

function attachment(one: Attachment, text: Renderer['text']): object {
  const fields = (one.fields ?? []).map((field) => ({
    title: orOmit(text(field?.title ?? '')),
    value: orOmit(text(field?.value ?? '')),
    short: field?.short,
  }))
  return {
    fallback: orOmit(text(one.fallback)),
    color: orOmit(text(one.color)),
    pretext: orOmit(text(one.pretext)),
    text: orOmit(text(one.text)),
    author_name: orOmit(text(one.author_name)),
    author_link: orOmit(text(one.author_link)),
    author_icon: orOmit(text(one.author_icon)),
    title: orOmit(text(one.title)),
    title_link: orOmit(text(one.title_link)),
    fields: orOmit(fields),
    thumb_url: orOmit(text(one.thumb_url)),
    footer: orOmit(text(one.footer)),
    footer_icon: orOmit(text(one.footer_icon)),
    image_url: orOmit(text(one.image_url)),
  }
}

/** What the server refuses is left out: an acknowledgement of what is not important, repetition of what is not urgent. */
function priority(
  { priority: given }: MattermostConfig,
  text: Renderer['text'],
): object | undefined {
  if (given === undefined || given.priority === '') return undefined
  const asked = text(given.priority).toLowerCase()
  const level = ['urgent', 'important', 'standard'].includes(asked) ? asked : 'standard'
  return {
    priority: level,
    requested_ack: orOmit(given.requested_ack && level !== 'standard'),
    persistent_notifications: orOmit(given.persistent_notifications && level === 'urgent'),
  }
}
