import { escapeQuery, fromBytes, toBytes } from '@unloop/gotemplate'
import type { HttpClient } from '../../integration/http-client.ts'
import type { Integration, Notification } from '../../integration/integration.ts'
import {
  checkResponse,
  keyHash,
  type ReceiverKit,
  type Renderer,
  renderer,
} from '../../integration/kit.ts'
import { NotifyError } from '../../integration/notify-error.ts'
import type { SnsConfig } from './config.ts'
import { type AwsCredentials, signedHeaders } from './sigv4.ts'

/** Bytes. */
const MAX_SMS = 1600
const MAX_MESSAGE = 256 * 1024

export function snsIntegration(config: SnsConfig, index: number, kit: ReceiverKit): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'sns',
    index,
    sendResolved: config.send_resolved,
    notify: async (notification) => {
      const { text } = renderer(kit, notification.data)
      const region = config.sigv4.region || (process.env['AWS_REGION'] ?? '')
      if (region === '')
        throw new NotifyError(
          'region not configured in sns.sigv4.region or in default credentials chain',
          true,
        )
      const sender = new Sender({ config, client, kit, region, signal: notification.signal })
      const endpoint = text(config.api_url) || `https://sns.${region}.amazonaws.com/`
      await sender.post(new URL(endpoint), 'sns', publishForm(config, notification, text))
      return {}
    },
  }
}

/** The parameters of `Publish`, in the order of their names. */
function publishForm(
  config: SnsConfig,
  notification: Notification,
  text: Renderer['text'],
): Readonly<Record<string, string>> {
  const form: Record<string, string> = { Action: 'Publish', Version: '2010-03-31' }
  const topic = text(config.topic_arn)
  if (topic !== '') form['TopicArn'] = topic
  if (topic.endsWith('.fifo')) {
    form['MessageDeduplicationId'] = keyHash(notification.groupKey)
    form['MessageGroupId'] = keyHash(notification.groupKey)
  }
  if (config.phone_number !== '') form['PhoneNumber'] = text(config.phone_number)
  if (config.target_arn !== '') form['TargetArn'] = text(config.target_arn)
  const bytes = toBytes(text(config.message))
  const limit = config.phone_number === '' ? MAX_MESSAGE : MAX_SMS
  form['Message'] = fromBytes(bytes.slice(0, limit))
  const attributes = Object.entries(config.attributes).map(
    ([key, value]) => [text(key), text(value)] as const,
  )
  const all = new Map(attributes)
  if (bytes.length > limit) all.set('truncated', 'true')
  for (const [at, [key, value]] of [...all].entries()) {
    const entry = `MessageAttributes.entry.${at + 1}`
    form[`${entry}.Name`] = key
    form[`${entry}.Value.DataType`] = 'String'
    form[`${entry}.Value.StringValue`] = value
  }
  if (config.subject !== '') form['Subject'] = text(config.subject)
  return form
}

interface SenderOptions {
  readonly config: SnsConfig
  readonly client: HttpClient
  readonly kit: ReceiverKit
  readonly region: string
  readonly signal: AbortSignal
}

/** Signs and sends calls of AWS, in a role where one is set. */
class Sender {
  readonly #options: SenderOptions

  constructor(options: SenderOptions) {
    this.#options = options
  }

  async post(url: URL, service: string, form: Readonly<Record<string, string>>): Promise<string> {
    return this.#send(url, { service, form, credentials: await this.#credentials() })
  }

  async #send(
    url: URL,
    call: {
      readonly service: string
      readonly form: Readonly<Record<string, string>>
      readonly credentials: AwsCredentials
    },
  ): Promise<string> {
    const { client, kit, region, signal } = this.#options
    const body = Object.keys(call.form)
      .toSorted()
      .map((name) => `${escapeQuery(name)}=${escapeQuery(call.form[name] ?? '')}`)
      .join('&')
    const { service, credentials } = call
    const headers = signedHeaders({ url, body, region, service, credentials, now: kit.now() })
    const response = await client.send({ method: 'POST', url: url.href, headers, body, signal })
    checkResponse(response, { details: (text) => /<Message>([^<]*)</.exec(text)?.[1] ?? '' })
    return response.body
  }

  async #credentials(): Promise<AwsCredentials> {
    const { config, region } = this.#options
    const base = ownCredentials(config)
    if (config.sigv4.role_arn === '') return base
    const form: Record<string, string> = {
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: config.sigv4.role_arn,
      RoleSessionName: 'unloop',
    }
    if (config.sigv4.external_id !== '') form['ExternalId'] = config.sigv4.external_id
    const url = new URL(`https://sts.${region}.amazonaws.com/`)
    const answer = await this.#send(url, { service: 'sts', form, credentials: base })
    const field = (name: string): string =>
      new RegExp(`<${name}>([^<]+)</${name}>`).exec(answer)?.[1] ?? ''
    return {
      accessKey: field('AccessKeyId'),
      secretKey: field('SecretAccessKey'),
      sessionToken: field('SessionToken'),
    }
  }
}

function ownCredentials({ sigv4 }: SnsConfig): AwsCredentials {
  if (sigv4.access_key !== '') return { accessKey: sigv4.access_key, secretKey: sigv4.secret_key }
  const accessKey = process.env['AWS_ACCESS_KEY_ID'] ?? ''
  const secretKey = process.env['AWS_SECRET_ACCESS_KEY'] ?? ''
  if (accessKey === '' || secretKey === '')
    throw new NotifyError(
      'no AWS credentials: set sigv4.access_key and secret_key, or the AWS_ variables',
      false,
    )
  return { accessKey, secretKey, sessionToken: process.env['AWS_SESSION_TOKEN'] }
}
