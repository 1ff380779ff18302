import { readSmallText } from '@unloop/sources/text-file'
import type { HttpConfig } from '../settings/http.ts'
import type { HttpResponse } from './http-client.ts'
import { parseAnswer } from './kit.ts'
import { NotifyError } from './notify-error.ts'

type Oauth2 = NonNullable<HttpConfig['oauth2']>

/** A request for a token. */
interface Form {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** A token and when it ends, in milliseconds since 1970. */
interface Token {
  readonly value: string
  readonly expiresAt: number
}

const tokens = new WeakMap<Oauth2, Token>()
/** A token is renewed before it ends. */
const MARGIN_MS = 10_000

/** A token by the grant `client_credentials`, kept until it ends. @throws {NotifyError} */
export async function accessToken(
  config: Oauth2,
  send: (form: Form, url: string) => Promise<HttpResponse>,
): Promise<string> {
  const known = tokens.get(config)
  if (known !== undefined && known.expiresAt > Date.now() + MARGIN_MS) return known.value
  if (config.grant_type !== '' && config.grant_type !== 'client_credentials')
    throw new NotifyError(`oauth2: grant type ${config.grant_type} is not supported`, false)
  const secret =
    config.client_secret_file === ''
      ? config.client_secret
      : (await readSmallText(config.client_secret_file)).trim()
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...config.endpoint_params })
  if ((config.scopes ?? []).length > 0) form.set('scope', (config.scopes ?? []).join(' '))
  const login = `${encodeURIComponent(config.client_id)}:${encodeURIComponent(secret)}`
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    Authorization: `Basic ${Buffer.from(login).toString('base64')}`,
  }
  const response = await send({ body: form.toString(), headers }, config.token_url)
  if (response.status !== 200)
    throw new NotifyError(
      `oauth2: cannot fetch token: status ${response.status}`,
      response.status >= 500,
    )
  const answer = parseAnswer(response.body)
  const value = answer['access_token']
  if (typeof value !== 'string')
    throw new NotifyError('oauth2: server response missing access_token', true)
  // Without `expires_in` the server does not say when the token ends (RFC 6749, 5.1).
  const lasts = Number(answer['expires_in'] ?? 0) * 1000
  tokens.set(config, { value, expiresAt: lasts > 0 ? Date.now() + lasts : Infinity })
  return value
}
