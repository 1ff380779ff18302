import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent, type RequestOptions } from 'node:https'
import { readSmallTextSync } from '../text-file/index.ts'
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import type { User } from '@kubernetes/client-node/dist/config_types.js'
import { SourceError } from '../errors.ts'
import { runExecPlugin, type ExecCredential } from './exec-plugin.ts'
import { absolute, text, type ContextSettings, type Env } from './kubeconfig.ts'
import { proxyFromEnv } from './proxy-env.ts'

type Fields = Readonly<Record<string, unknown>>
type Headers = Record<string, string>

/** What a request to the API server needs beyond its path: address, TLS, and the user's credentials. */
export interface PreparedRequest {
  readonly options: RequestOptions
  readonly headers: Readonly<Headers>
}

export interface ConnectionOptions {
  readonly env?: Env
  /** Sockets to the API server at once. */
  readonly sockets?: number
  /** Time that a credential plugin may take. */
  readonly pluginTimeoutMs?: number
  readonly now?: () => number
}

/** Token files are rotated under a running program; client-go reads them again after a minute as well. */
const TOKEN_FILE_MS = 60_000
/** A credential that ends within these milliseconds is not used any more. */
const EXPIRY_MARGIN_MS = 10_000

const record = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

/** `as`, `as-uid`, `as-groups` and `as-user-extra`, which kubectl sends as headers (authentication, "User impersonation"). */
const impersonation = (user: Fields): Record<string, string | string[]> => {
  const headers: Record<string, string | string[]> = {}
  const name = text(user, 'as')
  if (name !== null) headers['Impersonate-User'] = name
  const uid = text(user, 'as-uid')
  if (uid !== null) headers['Impersonate-Uid'] = uid
  const groups = strings(user['as-groups'])
  if (groups.length > 0) headers['Impersonate-Group'] = [...groups]
  for (const [key, values] of Object.entries(record(user['as-user-extra']) ?? {}))
    headers[`Impersonate-Extra-${encodeURIComponent(key)}`] = [...strings(values)]
  return headers
}

/**
 * The way to one API server. The official client applies certificates, proxies and the older auth providers to a request;
 * what it does otherwise than kubectl (merging KUBECONFIG, `tokenFile`, data before files, plugins' environment and install
 * hints, impersonated groups, HTTPS_PROXY) is settled before it sees the settings.
 */
export class Connection {
  readonly context: string
  readonly server: string
  readonly namespace: string
  readonly #settings: ContextSettings
  readonly #env: Env
  readonly #sockets: number
  readonly #pluginTimeoutMs: number
  readonly #now: () => number
  #credential: Promise<ExecCredential> | null = null
  #expiresAt: number | null = null
  #token: { readonly value: string; readonly readAt: number } | null = null
  #prepared: Promise<PreparedRequest> | null = null

  constructor(settings: ContextSettings, options: ConnectionOptions = {}) {
    this.context = settings.name
    this.server = settings.cluster.server
    this.namespace = settings.namespace
    this.#settings = settings
    this.#env = options.env ?? process.env
    this.#sockets = options.sockets ?? 8
    this.#pluginTimeoutMs = options.pluginTimeoutMs ?? 30_000
    this.#now = options.now ?? Date.now
  }

  /** Headers and TLS settings for a request; credentials that have expired are renewed first. */
  async prepare(): Promise<PreparedRequest> {
    if (this.#isStale()) this.#drop()
    this.#prepared ??= this.#build()
    try {
      return await this.#prepared
    } catch (error) {
      this.#prepared = null
      throw error
    }
  }

  /** Forgets credentials after a 401. True where asking again can give others. */
  renew(): boolean {
    const user = this.#settings.user
    const renewable =
      record(user['exec']) !== null ||
      text(user, 'tokenFile') !== null ||
      record(user['auth-provider']) !== null
    if (renewable) this.#drop()
    return renewable
  }

  /** Whether requests go through a proxy, whose agent is the official client's. */
  get isProxied(): boolean {
    return this.#proxyUrl !== null
  }

  /** Closes idle sockets. Can be called twice. */
  close(): void {
    void this.#prepared?.then(
      ({ options }) => (options.agent as HttpAgent | undefined)?.destroy(),
      () => undefined,
    )
    this.#prepared = null
  }

  #isStale(): boolean {
    const now = this.#now()
    if (this.#expiresAt !== null && now > this.#expiresAt - EXPIRY_MARGIN_MS) return true
    return this.#token !== null && now > this.#token.readAt + TOKEN_FILE_MS
  }

  #drop(): void {
    this.close()
    this.#credential = null
    this.#expiresAt = null
    this.#token = null
  }

  async #execCredential(exec: Fields): Promise<ExecCredential> {
    this.#credential ??= runExecPlugin({
      exec,
      folder: this.#settings.userFolder,
      cluster: this.#settings.cluster,
      env: this.#env,
      timeoutMs: this.#pluginTimeoutMs,
    })
    const credential = await this.#credential
    this.#expiresAt = credential.expiresAt
    return credential
  }

  #readTokenFile(path: string): string {
    const file = absolute(this.#settings.userFolder, path)
    try {
      this.#token = { value: readSmallTextSync(file).trim(), readAt: this.#now() }
      return this.#token.value
    } catch (error) {
      throw new SourceError({
        code: 'kubeconfig-invalid',
        where: file,
        message: `The token file ${file} of the context ${this.context} can't be read.`,
        cause: error,
      })
    }
  }

  /** The kubeconfig's user as the official client takes it, with everything resolved that it would read otherwise. */
  async #resolveUser(): Promise<User> {
    const { user, userFolder } = this.#settings
    const exec = record(user['exec'])
    const credential = exec === null ? null : await this.#execCredential(exec)
    const tokenFile = text(user, 'tokenFile')
    const token = tokenFile === null ? text(user, 'token') : this.#readTokenFile(tokenFile)
    const certData = text(user, 'client-certificate-data')
    const keyData = text(user, 'client-key-data')
    const certFile = text(user, 'client-certificate')
    const keyFile = text(user, 'client-key')
    const fields = {
      token: token ?? credential?.token,
      certData: certData ?? (credential?.certificate ? base64(credential.certificate) : null),
      keyData: keyData ?? (credential?.key ? base64(credential.key) : null),
      certFile: certData === null && certFile !== null ? absolute(userFolder, certFile) : null,
      keyFile: keyData === null && keyFile !== null ? absolute(userFolder, keyFile) : null,
      username: text(user, 'username'),
      password: text(user, 'password') ?? '',
      authProvider: record(user['auth-provider']),
    }
    const known = Object.entries(fields).filter(
      ([, value]) => value !== null && value !== undefined,
    )
    return { name: 'user', ...Object.fromEntries(known) }
  }

  get #proxyUrl(): string | null {
    const { cluster } = this.#settings
    return cluster.proxyUrl ?? proxyFromEnv(cluster.server, this.#env)
  }

  async #load(): Promise<KubeConfig> {
    const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js')
    const { cluster } = this.#settings
    const proxyUrl = this.#proxyUrl
    const config = new KubeConfig()
    config.loadFromOptions({
      clusters: [
        {
          name: 'cluster',
          server: cluster.server,
          // The official client refuses http:// without this; kubectl takes it.
          skipTLSVerify: cluster.insecure || cluster.server.startsWith('http:'),
          ...(cluster.ca !== null && 'data' in cluster.ca ? { caData: cluster.ca.data } : {}),
          ...(cluster.ca !== null && 'file' in cluster.ca ? { caFile: cluster.ca.file } : {}),
          ...(cluster.tlsServerName === null ? {} : { tlsServerName: cluster.tlsServerName }),
          ...(proxyUrl === null ? {} : { proxyUrl }),
        },
      ],
      users: [await this.#resolveUser()],
      contexts: [{ name: 'context', cluster: 'cluster', user: 'user' }],
      currentContext: 'context',
    })
    return config
  }

  async #build(): Promise<PreparedRequest> {
    const config = await this.#load()
    const options: RequestOptions = {}
    try {
      await config.applyToHTTPSOptions(options)
    } catch (error) {
      throw new SourceError({
        code: 'kubeconfig-invalid',
        where: this.context,
        message: `The credentials of the context ${this.context} can't be used: ${error instanceof Error ? error.message : String(error)}.`,
        cause: error,
      })
    }
    const headers = {
      ...(options.headers as Headers | undefined),
      ...impersonation(this.#settings.user),
    }
    return {
      options: { ...options, agent: this.#agent(config, options) },
      headers: headers as Headers,
    }
  }

  /** The official client's own agent opens a connection a request; ours keeps them, where no proxy needs a special one. */
  #agent(config: KubeConfig, options: RequestOptions): HttpAgent | HttpsAgent {
    if (config.getCurrentCluster()?.proxyUrl !== undefined) return options.agent as HttpAgent
    const { ca, cert, key, rejectUnauthorized, servername } = options
    const keep = { keepAlive: true, maxSockets: this.#sockets, scheduling: 'fifo' as const }
    if (this.server.startsWith('http:')) return new HttpAgent(keep)
    const tls = { ca, cert, key, rejectUnauthorized, servername }
    return new HttpsAgent({
      ...keep,
      ...Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined)),
    })
  }
}

const base64 = (pem: string): string => Buffer.from(pem, 'utf8').toString('base64')
