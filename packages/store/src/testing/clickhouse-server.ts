import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureEngine } from '../engine/install.ts'

export interface TestNode {
  readonly url: string
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again on the same folder and ports. */
  start(): Promise<void>
}

export interface TestCluster {
  readonly nodes: readonly TestNode[]
  readonly urls: readonly string[]
  close(): Promise<void>
}

const SOURCE = fileURLToPath(new URL('./launcher.c', import.meta.url))
const START_MS = 20_000
/** The name of the cluster in the nodes' configuration. */
export const TEST_CLUSTER = 'shards'

/** ClickHouse servers of the engine's own library, on loopback ports without authentication; each a shard of one cluster. */
export async function startCluster(folder: string, shards: number): Promise<TestCluster> {
  const launcher = await buildLauncher()
  const ports = await freePorts(shards * 2)
  const config = join(folder, 'cluster.xml')
  mkdirSync(folder, { recursive: true })
  writeFileSync(config, configuration(ports.slice(shards)))
  const nodes = ports.slice(0, shards).map((http, index) =>
    testNode({
      launcher,
      config,
      path: join(folder, `node-${index}`),
      http,
      tcp: ports[shards + index]!,
    }),
  )
  await Promise.all(nodes.map((node) => node.start()))
  return {
    nodes,
    urls: nodes.map(({ url }) => url),
    close: async () => {
      await Promise.all(nodes.map((node) => node.kill()))
    },
  }
}

function testNode(options: {
  readonly launcher: string
  readonly config: string
  readonly path: string
  readonly http: number
  readonly tcp: number
}): TestNode {
  let child: ChildProcess | null = null
  const url = `http://127.0.0.1:${options.http}`
  return {
    url,
    start: async () => {
      child = spawn(
        options.launcher,
        [
          `--config-file=${options.config}`,
          `--path=${options.path}`,
          '--listen_host=127.0.0.1',
          `--http_port=${options.http}`,
          `--tcp_port=${options.tcp}`,
          '--structure=l String',
          '--input-format=LineAsString',
          // It lives as long as its standard input is open.
          '--query=SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; SELECT count() FROM table',
        ],
        { stdio: ['pipe', 'ignore', 'ignore'] },
      )
      await answering(url)
    },
    kill: async () => {
      const running = child
      child = null
      if (running === null || running.exitCode !== null) return
      const ended = new Promise((resolve) => running.once('exit', resolve))
      running.kill('SIGKILL')
      await ended
    },
  }
}

async function buildLauncher(): Promise<string> {
  const engine = await ensureEngine()
  const launcher = join(engine, 'clickhouse-launcher')
  if (existsSync(launcher)) return launcher
  const library = join(engine, 'node_modules', '@chdb', 'lib-linux-x64-gnu')
  const args = ['-O1', '-o', launcher, SOURCE, join(library, 'libchdb.so'), `-Wl,-rpath,${library}`]
  const { status, stderr } = spawnSync('gcc', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`gcc could not build the test server: ${stderr}`)
  return launcher
}

function configuration(tcpPorts: readonly number[]): string {
  const shards = tcpPorts.map(
    (port) => `<shard><replica><host>127.0.0.1</host><port>${port}</port></replica></shard>`,
  )
  return `<clickhouse>
  <logger><level>none</level></logger>
  <remote_servers><${TEST_CLUSTER}>${shards.join('')}</${TEST_CLUSTER}></remote_servers>
</clickhouse>
`
}

async function answering(url: string): Promise<void> {
  const until = Date.now() + START_MS
  for (;;) {
    const alive = await fetch(`${url}/ping`).then(
      (response) => response.ok,
      () => false,
    )
    if (alive) return
    if (Date.now() > until) throw new Error(`No test server at ${url}.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer()
          server.listen(0, '127.0.0.1', () => resolve(server))
        }),
    ),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
