import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readSmallFileSync, readSmallTextSync } from '@unloop/sources/text-file'
import {
  AlertingFileError,
  type AlertingSettings,
  isLoopback,
  loadAlerting,
  loadScrape,
  parseTokens,
  ScrapeFileError,
  Server,
  TokenFileError,
  type Token,
} from '@unloop/server'
import { isClusterConfigured, isInCluster, loadKubeconfig } from '@unloop/sources'
import { makeFolder } from '@unloop/sources/files'
import { EmbeddedDriver, ensureEngine, HttpDriver, type Driver, type Layout } from '@unloop/store'
import { DEMO_BANNER, demoSnapshot } from '../demo.ts'
import { EXIT, wrongValue, type UsageError } from '../errors.ts'
import type { Io } from '../io.ts'
import {
  isHttpUrl,
  isListenError,
  type ListenError,
  parseAddress,
  type Address,
} from '../options/address.ts'
import { parseInterval } from '../options/interval.ts'
import { parseSize } from '../options/size.ts'
import type { OptionValues } from '../options/table.ts'
import { serveAccess } from '../settings/serve-access.ts'
import { serveSettings } from '../settings/serve-settings.ts'
import { cleanText } from '../output/clean.ts'
import { openBrowser } from '../output/open-browser.ts'
import { replay } from '../replay/replay.ts'
import { packageVersion } from '../version.ts'
import type { Command } from './command.ts'

type Options = OptionValues<'serve'>

// The loopback: whoever listens elsewhere has to say so, and to give tokens.
const LISTEN = '127.0.0.1:7878'
// The usual port of OTLP over gRPC (OpenTelemetry Protocol Specification).
const GRPC = '127.0.0.1:4317'
// The database of all tables.
const DATABASE = 'unloop'
/** What the embedded engine may allocate: the server's own memory comes on top of it. */
const ENGINE_MEMORY = 600 << 20

/**
 * How much the heap may grow, in percent of what lives, before garbage is collected: V8's own choice lets hundreds of MB lie
 * where few live long, as snapshots and reports do not.
 */
const HEAP_GROWTH = 40

/** Runs the server until a signal ends it. */
export const serveCommand: Command<'serve'> = async (invocation, io) => {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`)
  const options = serveSettings(invocation.options, io.env)
  if (options['fetch-engine']) {
    await io.out(`${await ensureEngine()}\n`)
    return EXIT.nothingFound
  }
  const listen = parseAddress(options.listen ?? LISTEN)
  const grpc = options['otlp-grpc'] === 'off' ? null : parseAddress(options['otlp-grpc'] ?? GRPC)
  const tokens = tokensOf(options)
  const demo = options.demo ? mkdtempSync(join(tmpdir(), 'unloop-demo-')) : null
  const folder = demo ?? resolve(options.data ?? dataFolder(io))
  const layout = layoutOf(options)
  const tls = tlsOf(options)
  const clusters = options.demo ? [demoCluster()] : clustersOf(options, io)
  const access = serveAccess(options, options.demo ? null : (clusters[0]?.way ?? null))
  const isGuarded = tokens.length > 0
  checkOpen(listen, isGuarded || Object.keys(access).length > 0)
  if (grpc !== null) checkOpen(grpc, isGuarded)
  const capBytes = parseSize(options.disk ?? '20GB')
  const intervalMs = parseInterval(options.interval) * 1_000
  const log = (line: string): void => io.err(`unloop: ${cleanText(line)}\n`)
  const alerting = await alertingOf(options)
  makeFolder(folder)
  const server = new Server({
    version: packageVersion(),
    listen,
    grpc,
    folder,
    driver: await driverOf(options, folder, log),
    layout,
    capBytes,
    tokens,
    ...access,
    hosts: options.host,
    ...(tls === null ? {} : { tls }),
    cluster: clusters[0]?.cluster ?? '',
    alerting,
    clusters,
    agents: options.agent,
    intervalMs,
    scrape: scrapeOf(options, io),
    log,
    ...pageOf(log),
    ...(options.demo ? { banner: DEMO_BANNER } : {}),
    ...fixesOf(options, io),
  })
  const open = options.open ? (url: string) => openBrowser(url, io) : null
  try {
    await run(server, {
      io,
      log,
      open,
      clusters: [...clusters.map(({ cluster }) => cluster), ...options.agent],
    })
  } finally {
    if (demo !== null) rmSync(demo, { recursive: true, force: true })
  }
  return EXIT.nothingFound
}

/** Starts the server, tells where it listens, and stops it at a signal. What was acknowledged is stored before it ends. */
async function run(
  server: Server,
  {
    io,
    log,
    open,
    clusters,
  }: {
    readonly io: Io
    readonly log: (line: string) => void
    readonly open: ((url: string) => void) | null
    readonly clusters: readonly string[]
  },
): Promise<void> {
  let release = (): void => {}
  const signal = new Promise<void>((stop) => {
    release = io.onStop(() => stop())
  })
  try {
    const { url, grpcPort } = await server.start().catch((cause: unknown) => {
      throw isListenError(cause) ? taken(cause) : cause
    })
    await io.out(`listening on ${url}\n`)
    open?.(server.invitation(url))
    if (io.terminal.err && open === null)
      io.invite(
        `unloop: A browser may also change things after it opened ${server.invitation(url)} (once).\n`,
      )
    if (grpcPort !== null) log(`OTLP over gRPC is taken on port ${grpcPort}.`)
    log(
      clusters.length === 0
        ? 'No cluster is watched: it only takes what is sent.'
        : `Watching ${clusters.join(', ')}.`,
    )
    const ignore = io.onReload(() => {
      server.reload().then(
        () => log('The files of settings were read again.'),
        (error: unknown) => log(`It goes on as before: ${wordsOf(error)}`),
      )
    })
    await signal
    ignore()
  } finally {
    release()
    await server.stop()
  }
}

// Milliseconds between two looks at the recording: its next crash is seen soon.
const DEMO_INTERVAL_MS = 4_000

/** The recording as a cluster that is watched. */
function demoCluster() {
  const snapshots = (signal: AbortSignal) =>
    replay(demoSnapshot(), { signal, intervalMs: DEMO_INTERVAL_MS, now: Date.now, pause })
  return { cluster: 'recorded-demo', way: {}, snapshots }
}

// Resolves early where the signal ends it.
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => undefined)

/** Whether plans may be carried out, with the surroundings that say where their journal is. @throws {UsageError} */
function fixesOf(options: Options, { env }: Io): { readonly fixes?: { readonly env: Io['env'] } } {
  if (!options['allow-fixes']) return {}
  if (options.demo) throw wrongValue('A recording cannot be changed.', 'Leave --allow-fixes out.')
  return { fixes: { env } }
}

/** The page as it was built, beside the bundle or in a checkout; without it only the API is served. */
function pageOf(log: (line: string) => void): { readonly page?: string } {
  const places = ['../web', '../../../../dist/web'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  )
  const page = places.find((place) => existsSync(join(place, 'index.html')))
  if (page !== undefined) return { page }
  log(
    'The web page is not built: only the API is served. In a checkout, npm run build:web builds it.',
  )
  return {}
}

/** The store: ClickHouse servers by their addresses, else the embedded engine, which is fetched if it is not there. */
async function driverOf(
  options: Options,
  folder: string,
  log: (line: string) => void,
): Promise<Driver> {
  if (options.store.length > 0) {
    for (const url of options.store) checkUrl(url)
    return new HttpDriver({ urls: options.store, database: DATABASE })
  }
  const engine = await ensureEngine({
    onInstall: (where) => log(`The embedded store is fetched once (178 MB) into ${where}.`),
  })
  return EmbeddedDriver.open({
    engine,
    folder,
    database: DATABASE,
    limits: { memoryBytes: ENGINE_MEMORY },
  })
}

/** How tables are laid out in the store. @throws {UsageError} for a cluster without servers */
function layoutOf({ 'store-cluster': cluster, store, replicated }: Options): Layout {
  if (cluster === undefined) {
    if (!replicated) return { kind: 'local' }
    throw wrongValue('--replicated needs the name of a cluster.', 'Add --store-cluster NAME.')
  }
  if (store.length === 0)
    throw wrongValue(
      '--store-cluster needs a ClickHouse server.',
      'Add --store http://HOST:8123, once for each node.',
    )
  return { kind: replicated ? 'replicated' : 'distributed', cluster }
}

/** The clusters to watch: one for each context, else that of the kubeconfig or of the pod that it runs in. */
function clustersOf(options: Options, { env }: Io) {
  const { kubeconfig, context: contexts } = options
  const way = kubeconfig === undefined ? {} : { kubeconfig }
  if (options['no-cluster'] || !isClusterConfigured({ env, ...way })) return []
  if (contexts.length > 0)
    return contexts.map((context) => ({ cluster: context, way: { ...way, context } }))
  const { currentContext } = loadKubeconfig({ env, ...way })
  return [{ cluster: currentContext === '' ? 'in-cluster' : currentContext, way }]
}

/** Tokens of a file. @throws {UsageError} with file and line */
function tokensOf({ tokens: file }: Options): Token[] {
  if (file === undefined) return []
  try {
    return parseTokens(readSmallTextSync(file))
  } catch (cause) {
    if (cause instanceof TokenFileError)
      throw wrongValue(
        `${file}:${cause.line}: ${cause.message}`,
        'openssl rand -hex 24 makes a token.',
      )
    throw wrongValue(
      `${file} cannot be read: ${String(cause)}.`,
      'Name another file with --tokens.',
    )
  }
}

/** Read once before anything starts, so that a mistake in a file is told at once. */
async function alertingOf(options: Options): Promise<AlertingSettings> {
  const files = { rules: options.rules, config: options['alertmanager-config'] ?? null }
  for (const url of [
    ...options.alertmanager,
    ...(options.alerta === undefined ? [] : [options.alerta]),
  ])
    if (!isHttpUrl(url))
      throw wrongValue(
        `${url} is no address of an Alertmanager or Alerta.`,
        'Write it as http://HOST:9093.',
      )
  try {
    await loadAlerting(files)
  } catch (cause) {
    if (!(cause instanceof AlertingFileError)) throw cause
    throw wrongValue(cause.message, 'unloop rules check and unloop alert check tell the same.')
  }
  const { alertmanager: alertmanagers, enrich = 'annotations' } = options
  const alerta = options.alerta === undefined ? null : { url: options.alerta, key: keyOf(options) }
  const externalUrl = options['external-url'] ?? null
  return { files, alertmanagers, alerta, enrich, lease: leaseOf(options), externalUrl }
}

/** A Lease of the cluster that is watched first. */
function leaseOf({ lease, kubeconfig, context: [context] }: Options) {
  if (lease === undefined) return null
  const [, namespace, name] = /^(?:([a-z0-9-]+)\/)?([a-z0-9][a-z0-9.-]*)$/.exec(lease) ?? []
  if (name === undefined)
    throw wrongValue(`${lease} is no name of a Lease.`, 'Write it as NAMESPACE/NAME.')
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
  }
}

/** The key of Alerta, '' for none. @throws {UsageError} */
function keyOf({ 'alerta-key-file': file }: Options): string {
  if (file === undefined) return ''
  try {
    return readSmallTextSync(file).trim()
  } catch (cause) {
    throw wrongValue(
      `${file} cannot be read: ${String(cause)}.`,
      'Name another file with --alerta-key-file.',
    )
  }
}

/** Certificate and key, null for HTTP. @throws {UsageError} */
function tlsOf({ 'tls-cert': certificate, 'tls-key': key }: Options) {
  if (certificate === undefined && key === undefined) return null
  if (certificate === undefined || key === undefined)
    throw wrongValue('--tls-cert and --tls-key belong together.', 'Give both.')
  try {
    return { certificate: readSmallFileSync(certificate), key: readSmallFileSync(key) }
  } catch (cause) {
    throw wrongValue(
      `The certificate cannot be read: ${String(cause)}.`,
      'Check --tls-cert and --tls-key.',
    )
  }
}

/** Read once before anything starts, so that a mistake in the file is told at once. */
function scrapeOf({ 'scrape-config': file, ...options }: Options, { env }: Io) {
  try {
    if (file !== undefined) loadScrape(file)
  } catch (cause) {
    if (!(cause instanceof ScrapeFileError)) throw cause
    throw wrongValue(cause.message, 'promtool check config tells the same.')
  }
  return {
    file: file === undefined ? null : resolve(file),
    isBuiltIn: !options['no-scrape'] && !options.demo,
    isInside: options.kubeconfig === undefined && options.context.length === 0 && isInCluster(env),
  }
}

/** What is not on this machine alone is not left open. */
function checkOpen({ host, port }: Address, isGuarded: boolean): void {
  if (isLoopback(host) || isGuarded) return
  throw wrongValue(
    `Others could read and write on ${host === '' ? 'all addresses' : host}, port ${port}, since there are no tokens.`,
    'Add --tokens FILE, or listen on 127.0.0.1.',
  )
}

/** @throws {UsageError} for what is no address of ClickHouse's HTTP interface */
function checkUrl(text: string): void {
  if (isHttpUrl(text)) return
  throw wrongValue(
    '--store takes the address of a ClickHouse server.',
    'Write it as http://HOST:8123.',
  )
}

/** `$XDG_DATA_HOME/unloop`, which is ~/.local/share/unloop unless set (XDG Base Directory Specification). */
function dataFolder({ env }: Io): string {
  const base = env['XDG_DATA_HOME']
  return join(
    base === undefined || base === '' ? join(homedir(), '.local', 'share') : base,
    'unloop',
  )
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** An address that could not be listened on, in words, with what to do. */
const taken = ({ address, port, code, protocol }: ListenError): UsageError =>
  protocol === 'grpc'
    ? wrongValue(
        `It cannot take OTLP over gRPC on ${address}:${port}: ${code}.`,
        'Choose another address with --otlp-grpc, or leave it out with --otlp-grpc off.',
      )
    : wrongValue(
        `It cannot listen on ${address}:${port}: ${code}.`,
        'Choose another address with --listen; port 0 takes any that is free.',
      )
