import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { fileState, type StateStore } from '@unloop/alerting'
import { AdmissionGate, Ingest, OtlpGrpc } from '@unloop/ingest'
import { DEFAULT_RETENTION, openStore, type Driver, type Layout, type Store } from '@unloop/store'
import { AgentHub, type AgentCluster } from './agents/hub.ts'
import { AGENT_PATH } from './agents/protocol.ts'
import { Authority } from './access/authority.ts'
import { loginRoutes } from './access/login-routes.ts'
import { Oidc, type OidcSettings } from './access/oidc.ts'
import { Sessions } from './access/sessions.ts'
import { TokenReviews } from './access/token-review.ts'
import { Alerting, type AlertingSettings } from './alerting/alerting.ts'
import { alertingRoutes } from './alerting/routes.ts'
import { storeState } from './alerting/store-state.ts'
import { refusedOrigin } from './access/guard.ts'
import { Tokens, type Token } from './access/tokens.ts'
import { ClusterWatch, type ClusterWatchOptions } from './cluster/cluster-watch.ts'
import { Diagnoser } from './diagnosis/diagnoser.ts'
import { FixDesk, type FixDeskOptions } from './fixes/fix-desk.ts'
import { credentialsOf, makeApp } from './http/app.ts'
import { answerIngest } from './http/ingest-listener.ts'
import { reloadRoute } from './http/reload-route.ts'
import { prometheusApi } from './promql/prometheus-api.ts'
import { Queries } from './queries/queries.ts'
import { Scraper } from './scrape/scraper.ts'
import { targetsApi } from './scrape/targets-api.ts'
import { BuiltPage } from './page/built-page.ts'
import { metricsText } from './status/metrics.ts'

export interface Address {
  readonly host: string
  readonly port: number
}

/** What `unloop serve` was asked for, parsed: the composition root builds everything from it. */
export interface ServerOptions {
  readonly version: string
  readonly listen: Address
  /** Null: no OTLP over gRPC. */
  readonly grpc: Address | null
  /** Where what is acknowledged waits for the engine, and the embedded engine has its data. */
  readonly folder: string
  readonly driver: Driver
  readonly layout: Layout
  readonly capBytes?: number
  readonly tokens: readonly Token[]
  /** Whose people may sign in; absent: nobody's. */
  readonly oidc?: OidcSettings
  /** The cluster whose own tokens are taken, as far as it lets their owners; absent: none. */
  readonly reviews?: ConstructorParameters<typeof TokenReviews>[0]
  /** Further names by which it is reached. */
  readonly hosts: readonly string[]
  readonly tls?: { readonly certificate: Buffer; readonly key: Buffer }
  /** The name on rows whose sender names no cluster. */
  readonly cluster: string
  readonly clusters: readonly Pick<ClusterWatchOptions, 'cluster' | 'way' | 'snapshots'>[]
  /** Further clusters, each read by way of an agent in it that connects here. */
  readonly agents?: readonly string[]
  readonly intervalMs: number
  readonly scrape: ScrapeSettings
  readonly alerting: AlertingSettings
  readonly log: (line: string) => void
  /** The folder of the built web page; absent: only the API is served. */
  readonly page?: string
  /** A sentence that stands over the page: whose cluster this is not. */
  readonly banner?: string
  /** People of the role write may have plans carried out; absent: nobody may. */
  readonly fixes?: Pick<FixDeskOptions, 'env'>
}

export interface ScrapeSettings {
  /** A Prometheus configuration, whose `scrape_configs` are used. */
  readonly file: string | null
  /** Kubelets and kube-state-metrics of the watched clusters are read. */
  readonly isBuiltIn: boolean
  /** It runs in a pod of the cluster that it watches. */
  readonly isInside: boolean
}

/** Telemetry under way in memory, as it came. */
const IN_FLIGHT_BYTES = 48 << 20
/** Bodies as they come; senders split what is larger (the collector's default batch stays far below). */
const MAX_BODY = 16 << 20
const MAX_RAW_BODY = 64 << 20
/** Connections that are open when it stops are given so long to end their request. */
const DRAIN_MS = 1_000
/** Longer than senders leave a connection idle: one that is closed while a request is on its way costs a retry. */
const KEEP_ALIVE_MS = 65_000

/** Builds everything from options, and owns its start and stop. */
export class Server {
  readonly #options: ServerOptions
  readonly #gate = new AdmissionGate(IN_FLIGHT_BYTES)
  readonly #authority: Authority
  readonly #sessions = new Sessions(Date.now)
  readonly #oidc: Oidc | null
  readonly #diagnoser = new Diagnoser()
  readonly #hub: AgentHub
  #parts: {
    readonly store: Store
    readonly ingest: Ingest
    readonly http: HttpServer
    readonly grpc: OtlpGrpc | null
  } | null = null
  #watches: readonly ClusterWatch[] = []
  #scraper: Scraper | null = null
  #alerting: Alerting | null = null
  #desk: FixDesk | null = null
  #isStopping = false

  constructor(options: ServerOptions) {
    this.#options = options
    const { oidc, reviews, listen, log, agents = [], folder } = options
    this.#hub = new AgentHub({ clusters: agents, folder, log })
    this.#oidc = oidc === undefined ? null : new Oidc(oidc, Date.now)
    this.#authority = new Authority({
      listen: listen.host,
      tokens: new Tokens(options.tokens),
      sessions: this.#sessions,
      oidc: this.#oidc,
      reviews: reviews === undefined ? null : new TokenReviews(reviews, Date.now),
      log,
    })
  }

  /** Resolves once it listens. Rejects where the store or an address cannot be had, with nothing left open. */
  async start(): Promise<{ readonly url: string; readonly grpcPort: number | null }> {
    const { driver, folder, layout, capBytes, listen } = this.#options
    void this.#diagnoser.warm()
    const store = await openStore({
      driver,
      folder,
      database: 'unloop',
      layout,
      ...(capBytes === undefined ? {} : { capBytes }),
    })
    try {
      const ingest = new Ingest({
        store,
        cluster: this.#options.cluster,
        days: DEFAULT_RETENTION.logs,
      })
      const http = this.#http(store, ingest)
      await listening(http, listen)
      const grpc = await this.#grpc(ingest)
      this.#parts = { store, ingest, http, grpc }
    } catch (error) {
      await store.close()
      throw error
    }
    const clusters = [...this.#options.clusters, ...(await this.#hub.start())]
    const scraper = this.#startScraper(this.#parts.ingest, clusters)
    this.#alerting = new Alerting(
      { ...this.#options, ...this.#options.alerting, clusters },
      { store, ingest: this.#parts.ingest, state: this.#alertingState(store), url: this.#url() },
    )
    await this.#alerting.start()
    this.#watches = clusters.map(
      (one) =>
        new ClusterWatch({
          ...one,
          store,
          diagnoser: this.#diagnoser,
          intervalMs: this.#options.intervalMs,
          onObject: (change) => scraper.change(one.cluster, change),
          log: this.#options.log,
          onLook: (look) => this.#alerting?.look(look),
        }),
    )
    for (const watch of this.#watches) await watch.start()
    return { url: this.#url(), grpcPort: this.#parts.grpc?.port ?? null }
  }

  /** Lets requests end that are under way, stores what was acknowledged, ends the engine. Within five seconds. Idempotent. */
  async stop(): Promise<void> {
    if (this.#isStopping || this.#parts === null) return
    this.#isStopping = true
    const { http, grpc, store } = this.#parts
    const closed = new Promise<void>((resolve) => http.close(() => resolve()))
    const late = setTimeout(() => http.closeAllConnections(), DRAIN_MS)
    http.closeIdleConnections()
    await this.#scraper?.stop()
    await this.#diagnoser.close()
    this.#desk?.close()
    const watches = this.#watches.map((watch) => watch.stop())
    this.#hub.stop()
    await Promise.all([closed, grpc?.close(), ...watches, this.#alerting?.stop()])
    clearTimeout(late)
    await store.close()
  }

  /** A store that others may share holds what all of them must know. */
  #alertingState(store: Store): StateStore {
    const { driver, folder } = this.#options
    return driver.kind === 'http' ? storeState(store) : fileState(join(folder, 'alerting'))
  }

  /** The address with a key that lets one browser in, once, to ask and to change. */
  invitation(url: string): string {
    return `${url}/?login=${this.#sessions.invite('write')}`
  }

  /** Reads files of its settings again. Rejects where one is wrong, and goes on with what it was. */
  async reload(): Promise<void> {
    await this.#scraper?.reload()
    await this.#alerting?.reload()
  }

  #fixDesk(queries: Queries): FixDesk | null {
    const { fixes, clusters } = this.#options
    return fixes === undefined || clusters.length === 0
      ? null
      : new FixDesk({ ...fixes, clusters, queries })
  }

  #startScraper(
    ingest: Ingest,
    clusters: readonly (AgentCluster | ServerOptions['clusters'][number])[],
  ): Scraper {
    const { scrape, log } = this.#options
    const scraper = new Scraper({ ...scrape, clusters, ingest, now: Date.now, log })
    scraper.start()
    this.#scraper = scraper
    return scraper
  }

  #http(store: Store, ingest: Ingest): HttpServer {
    const { listen, hosts, tls, version } = this.#options
    const guard = { listen: listen.host, hosts }
    const queries = new Queries(store)
    this.#desk = this.#fixDesk(queries)
    const app = makeApp({
      queries,
      diagnoser: this.#diagnoser,
      version,
      now: Date.now,
      guard,
      authority: this.#authority,
      login: loginRoutes({
        sessions: this.#sessions,
        oidc: this.#oidc,
        guard,
        isTls: tls !== undefined,
        log: this.#options.log,
      }),
      page: this.#options.page === undefined ? null : new BuiltPage(this.#options.page),
      notReady: () => (this.#isStopping ? 'It is ending.' : null),
      metrics: () => this.#metrics(store, ingest),
      fixes: {
        desk: () => this.#desk,
        denied: (context) => this.#authority.denied('write', credentialsOf(context)),
      },
      routes: [
        reloadRoute({
          reload: () => this.reload(),
          denied: (context) => this.#authority.denied('write', credentialsOf(context)),
        }),
        targetsApi(() => this.#scraper?.targets() ?? []),
        prometheusApi({ store, version, now: Date.now }),
        alertingRoutes({
          alerting: () => this.#alerting,
          denied: (role, context) => this.#authority.denied(role, credentialsOf(context)),
        }),
      ],
      status: async () => ({
        version,
        banner: this.#options.banner ?? null,
        fixes: this.#desk !== null,
        store: { ...(await store.status()) },
        ingest: { ...ingest.counts() },
        clusters: this.#watches.map((watch) => ({ ...watch.status() })),
      }),
    })
    const other = getRequestListener(app.fetch)
    const options = {
      ingest,
      gate: this.#gate,
      maxBytes: MAX_BODY,
      maxRawBytes: MAX_RAW_BODY,
      refuse: (request: IncomingMessage) => this.#refuse(request),
      log: this.#options.log,
    }
    const listener = (...[request, response]: Parameters<typeof other>) => {
      if (!answerIngest(request as IncomingMessage, response as never, options))
        void other(request, response)
    }
    const server =
      tls === undefined
        ? createServer(listener as never)
        : (createTlsServer(
            { cert: tls.certificate, key: tls.key },
            listener as never,
          ) as unknown as HttpServer)
    server.keepAliveTimeout = KEEP_ALIVE_MS
    server.on('upgrade', (request, socket, head) => void this.#agent(request, socket, head))
    return server
  }

  /** A connection that asks to become an agent's. */
  async #agent(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy())
    const url = new URL(request.url ?? '', 'http://unloop')
    const cluster = url.searchParams.get('cluster') ?? ''
    const refused =
      url.pathname === AGENT_PATH
        ? ((await this.#refuse(request)) ??
          (this.#hub.knows(cluster)
            ? null
            : { status: 404, why: `It expects no agent of this name: --agent names each.` }))
        : { status: 404, why: 'There is nothing that a connection could become.' }
    if (refused === null) this.#hub.take(cluster, socket, head)
    else
      socket.end(`HTTP/1.1 ${refused.status} Refused\r\nConnection: close\r\n\r\n${refused.why}\n`)
  }

  async #refuse(
    request: IncomingMessage,
  ): Promise<{ readonly status: number; readonly why: string } | null> {
    const { listen, hosts } = this.#options
    const header = (name: string): string => String(request.headers[name] ?? '')
    const origins = {
      host: header('host'),
      origin: header('origin'),
      fetchSite: header('sec-fetch-site'),
    }
    const foreign = refusedOrigin(origins, { listen: listen.host, hosts })
    if (foreign !== null) return { status: 403, why: foreign }
    const shown = { authorization: header('authorization'), cookies: '' }
    const missing = await this.#authority.denied('ingest', shown)
    return missing === null ? null : { status: 401, why: missing }
  }

  async #grpc(ingest: Ingest): Promise<OtlpGrpc | null> {
    const { grpc, tls } = this.#options
    if (grpc === null) return null
    return OtlpGrpc.listen({
      ingest,
      ...grpc,
      maxBytes: MAX_BODY,
      authorize: (authorization) =>
        this.#authority.deniedAtOnce('ingest', authorization, grpc.host),
      enter: (bytes) => this.#gate.enter(bytes),
      ...(tls === undefined ? {} : { tls }),
    })
  }

  async #metrics(store: Store, ingest: Ingest): Promise<string> {
    return metricsText({
      version: this.#options.version,
      store: await store.status(),
      ingest: ingest.counts(),
      turnedAway: this.#gate.turnedAway,
      residentBytes: process.memoryUsage().rss,
      incidents: this.#watches.flatMap((watch) =>
        watch.open.map((tracked) => ({ cluster: watch.status().cluster, tracked })),
      ),
    })
  }

  #url(): string {
    const { port, address } = this.#parts!.http.address() as AddressInfo
    const scheme = this.#options.tls === undefined ? 'http' : 'https'
    return `${scheme}://${address.includes(':') ? `[${address}]` : address}:${port}`
  }
}

/** Resolves once connections are taken. An empty host listens on IPv6 and IPv4 alike. */
function listening(server: HttpServer, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: host === '' ? '::' : host }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
