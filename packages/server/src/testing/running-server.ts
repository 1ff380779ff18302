import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmbeddedDriver, ensureEngine } from '@unloop/store'
import { Server, type ServerOptions } from '../server.ts'

export interface RunningServer {
  readonly server: Server
  readonly url: string
  readonly grpcPort: number | null
  readonly folder: string
  readonly lines: readonly string[]
  /** Stops it and starts another on the same folder. */
  restart(options?: Partial<ServerOptions>): Promise<RunningServer>
  close(): Promise<void>
}

/** A server on loopback ports with the embedded store in a folder of its own. */
export async function startServer(
  options: Partial<ServerOptions> = {},
  folder = mkdtempSync(join(tmpdir(), 'unloop server ')),
): Promise<RunningServer> {
  const lines: string[] = []
  const driver = await EmbeddedDriver.open({
    engine: await ensureEngine(),
    folder,
    database: 'unloop',
    limits: { memoryBytes: 600 << 20 },
  })
  const server = new Server({
    version: '0.0.0-test',
    listen: { host: '127.0.0.1', port: 0 },
    grpc: { host: '127.0.0.1', port: 0 },
    folder,
    driver,
    layout: { kind: 'local' },
    tokens: [],
    hosts: [],
    cluster: 'lab',
    clusters: [],
    intervalMs: 200,
    alerting: {
      files: { rules: [], config: null },
      alertmanagers: [],
      alerta: null,
      enrich: 'annotations',
      externalUrl: null,
    },
    log: (line) => lines.push(line),
    ...options,
  })
  const { url, grpcPort } = await server.start()
  return {
    server,
    url,
    grpcPort,
    folder,
    lines,
    restart: async (more = {}) => {
      await server.stop()
      return startServer({ ...options, ...more }, folder)
    },
    close: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
