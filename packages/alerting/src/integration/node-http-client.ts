import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import { readSmallText, unreadReason } from '@unloop/sources/text-file'
import { urlText } from '../settings/go-url.ts'
import type { HttpConfig } from '../settings/http.ts'
import { afterGrace } from './grace.ts'
import type { HttpClient, HttpRequest, HttpResponse } from './http-client.ts'
import { NotifyError } from './notify-error.ts'
import { accessToken } from './oauth2.ts'
import { tlsOptions } from './tls-options.ts'

// As Go's client, which gives up at the tenth.
const MAX_REDIRECTS = 10
// Bytes that are read of an answer; no receiver needs more.
const MAX_ANSWER = 1024 * 1024
const USER_AGENT = 'unloop'
/** Connections are kept for the next message; TLS settings are part of what they are kept by. */
const agents = {
  http: new http.Agent({ keepAlive: true }),
  https: new https.Agent({ keepAlive: true }),
}

/** A client over Node's own HTTP. */
export function nodeHttpClient(config: HttpConfig | undefined): HttpClient {
  return { send: (request) => sendWith(config, request) }
}

/** Sends and follows redirects. A change of origin takes credentials off. */
async function sendWith(
  config: HttpConfig | undefined,
  request: HttpRequest,
): Promise<HttpResponse> {
  let headers: Headers = {
    'User-Agent': USER_AGENT,
    ...(await credentials(config, request.signal)),
    ...request.headers,
    ...(await ownHeaders(config)),
  }
  let url = request.url
  let { method, body } = request
  for (let redirects = 0; ; redirects++) {
    if (request.signal.aborted) throw new NotifyError('request timed out', true)
    const sent = { ...request, url, method, body: body ?? '' }
    const response = await sendOnce(config, sent, headers)
    const location = response.headers['location']
    const isRedirect = [301, 302, 303, 307, 308].includes(response.status)
    if (
      config?.follow_redirects === false ||
      !isRedirect ||
      location === undefined ||
      redirects >= MAX_REDIRECTS
    )
      return response
    const target = new URL(location, url)
    if (target.origin !== new URL(url).origin) headers = withoutSecrets(headers)
    url = target.href
    // 301 to 303 become GET without a body, as in Go's client; 307 and 308 keep both.
    if (response.status < 307) {
      method = 'GET'
      body = undefined
    }
  }
}

/**
 * The header of the one kind of credentials that a configuration may have. @throws {NotifyError} for a file that cannot be read
 */
async function credentials(
  config: HttpConfig | undefined,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  if (config?.authorization !== undefined) {
    const { type, credentials: given, credentials_file: file } = config.authorization
    const value = given === '' && file !== '' ? await secretFile(file) : given
    return value === '' ? {} : { Authorization: `${type} ${value}` }
  }
  if (config?.basic_auth !== undefined) {
    const basic = config.basic_auth
    const user = basic.username_file === '' ? basic.username : await secretFile(basic.username_file)
    const password =
      basic.password_file === '' ? basic.password : await secretFile(basic.password_file)
    return { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
  }
  if (config?.oauth2 === undefined) return {}
  const token = await accessToken(config.oauth2, (form, url) =>
    sendOnce(
      { ...config, tls_config: config.oauth2?.tls_config ?? config.tls_config },
      { method: 'POST', url, body: form.body, signal },
      { 'User-Agent': USER_AGENT, ...form.headers },
    ),
  )
  return { Authorization: `Bearer ${token}` }
}

/** A secret as its file has it now. @throws {NotifyError} retryable: it may be mounted in a moment */
async function secretFile(path: string): Promise<string> {
  try {
    return (await readSmallText(path)).trim()
  } catch (error) {
    throw new NotifyError(`${path} could not be read: ${unreadReason(error)}`, true, error)
  }
}

/** Headers of the configuration, each with all its values. */
async function ownHeaders(config: HttpConfig | undefined): Promise<Record<string, string[]>> {
  const headers: Record<string, string[]> = {}
  for (const [name, header] of Object.entries(config?.http_headers ?? {})) {
    const files = await Promise.all((header.files ?? []).map((path) => secretFile(path)))
    headers[name] = [...(header.values ?? []), ...(header.secrets ?? []), ...files]
  }
  return headers
}

/** Whoever is redirected to gets the message, and no credentials. */
function withoutSecrets(headers: Headers): Headers {
  const isKept = (name: string): boolean => /^(?:user-agent|content-type|accept)$/i.test(name)
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isKept(name)))
}

type Headers = Readonly<Record<string, string | string[]>>

/** One exchange, without redirects. @throws {NotifyError} retryable, for what was not answered */
async function sendOnce(
  config: HttpConfig | undefined,
  request: HttpRequest,
  headers: Headers,
): Promise<HttpResponse> {
  const url = new URL(request.url)
  const secure = await tlsOptions(config?.tls_config)
  const socket = await proxySocket(config, url, request.signal)
  const signals = [afterGrace(request.signal)]
  if (request.timeoutMs !== undefined && request.timeoutMs > 0)
    signals.push(AbortSignal.timeout(request.timeoutMs))
  const options: https.RequestOptions = {
    method: request.method,
    headers: { ...headers, 'Content-Length': Buffer.byteLength(request.body ?? '') },
    signal: AbortSignal.any(signals),
    agent:
      socket === undefined
        ? agents[url.protocol === 'https:' ? 'https' : 'http']
        : tunnelAgent(() => overTls(socket, url, secure)),
    ...secure,
  }
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(new NotifyError(redacted(error), true, error))
    const module = url.protocol === 'https:' && socket === undefined ? https : http
    const outgoing = module.request(
      url.protocol === 'https:' && socket !== undefined ? plain(url) : url,
      options,
    )
    outgoing.on('error', fail)
    outgoing.on('response', (incoming) => {
      readAnswer(incoming).then(resolve, fail)
    })
    outgoing.end(request.body ?? '')
  })
}

/** The request line through a tunnel is that of plain HTTP. */
function plain(url: URL): URL {
  const copy = new URL(url)
  copy.protocol = 'http:'
  return copy
}

/** An agent whose one connection is there already. */
function tunnelAgent(createConnection: () => Duplex): http.Agent {
  return Object.assign(new http.Agent(), { createConnection })
}

/** TLS within a tunnel, where the address asks for it. */
function overTls(socket: Duplex, url: URL, secure: tls.ConnectionOptions): Duplex {
  if (url.protocol !== 'https:') return socket
  return tls.connect({ servername: url.hostname, ...secure, socket })
}

/** An error's text without the address, which may hold a secret. */
function redacted(error: Error): string {
  const code = (error as { code?: string }).code
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'request timed out'
  return code ?? error.message.replaceAll(/https?:\/\/\S+/g, '<redacted>')
}

/** An answer up to the most that is read of it. */
async function readAnswer(incoming: http.IncomingMessage): Promise<HttpResponse> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_ANSWER) break
    chunks.push(chunk)
  }
  const headers = Object.entries(incoming.headers).map(
    ([name, value]) => [name, String(value)] as const,
  )
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString(),
  }
}

/** A tunnel through the proxy, where one is set for the address. */
async function proxySocket(
  config: HttpConfig | undefined,
  url: URL,
  signal: AbortSignal,
): Promise<Duplex | undefined> {
  const proxy = proxyFor(config, url)
  if (proxy === undefined) return undefined
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  const headers: Record<string, string> = {}
  if (proxy.username !== '') {
    const login = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
    headers['Proxy-Authorization'] = `Basic ${Buffer.from(login).toString('base64')}`
  }
  return new Promise((resolve, reject) => {
    const module = proxy.protocol === 'https:' ? https : http
    const request = module.request(proxy, {
      method: 'CONNECT',
      path: `${url.hostname}:${port}`,
      headers,
      signal,
      agent: false,
    })
    request.on('connect', (answer, socket) => {
      if (answer.statusCode === 200) resolve(socket)
      else reject(new NotifyError(`the proxy answered ${answer.statusCode}`, true))
    })
    request.on('error', (error) =>
      reject(new NotifyError(`proxy: ${redacted(error)}`, true, error)),
    )
    request.end()
  })
}

/**
 * The proxy of an address, undefined for none. `proxy_from_environment` takes the variables of curl and Go, `no_proxy` among
 * them, and excludes `proxy_url`.
 */
function proxyFor(config: HttpConfig | undefined, url: URL): URL | undefined {
  const fromEnvironment = config?.proxy_from_environment === true
  const environment = (name: string): string =>
    process.env[name.toUpperCase()] ?? process.env[name] ?? ''
  const text = fromEnvironment
    ? environment(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy')
    : config?.proxy_url === undefined
      ? ''
      : urlText(config.proxy_url)
  const exceptions = fromEnvironment ? environment('no_proxy') : (config?.no_proxy ?? '')
  const isExcepted = exceptions
    .split(',')
    .map((item) => item.trim())
    .some((item) => item === '*' || (item !== '' && matchesHost(item, url.hostname)))
  return text === '' || isExcepted ? undefined : new URL(text)
}

/** Whether a host is a domain or below it, as entries of `no_proxy` mean it. */
function matchesHost(pattern: string, host: string): boolean {
  const domain = pattern.replace(/^\*?\./, '')
  return host === domain || host.endsWith(`.${domain}`)
}
