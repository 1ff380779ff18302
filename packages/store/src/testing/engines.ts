import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Layout } from '../ddl/layout.ts'
import type { Driver } from '../drivers/driver.ts'
import { EmbeddedDriver } from '../drivers/embedded.ts'
import { HttpDriver } from '../drivers/http.ts'
import { ensureEngine } from '../engine/install.ts'
import { startCluster, TEST_CLUSTER, type TestCluster } from './clickhouse-server.ts'

/** A real engine for a suite, with a folder of its own. */
export interface TestEngine {
  readonly name: string
  readonly folder: string
  readonly layout: Layout
  readonly cluster: TestCluster | null
  /** A driver on the same data each time. */
  driver(): Promise<Driver>
  close(): Promise<void>
}

export const ENGINE_NAMES = ['embedded', 'one server', 'two shards'] as const
export type EngineName = (typeof ENGINE_NAMES)[number]
export const TEST_DATABASE = 'unloop_test'
const MEMORY_BYTES = 600 << 20

export async function startEngine(name: EngineName): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'unloop store '))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  if (name === 'embedded') {
    const engine = await ensureEngine()
    return {
      name,
      folder,
      layout: { kind: 'local' },
      cluster: null,
      driver: () =>
        EmbeddedDriver.open({
          engine,
          folder,
          database: TEST_DATABASE,
          limits: { memoryBytes: MEMORY_BYTES },
        }),
      close: async () => remove(),
    }
  }
  const shards = name === 'two shards' ? 2 : 1
  const cluster = await startCluster(join(folder, 'servers'), shards)
  return {
    name,
    folder,
    layout: shards === 1 ? { kind: 'local' } : { kind: 'distributed', cluster: TEST_CLUSTER },
    cluster,
    driver: async () =>
      new HttpDriver({ urls: cluster.urls, database: TEST_DATABASE, timeoutMs: 10_000 }),
    close: async () => {
      await cluster.close()
      remove()
    },
  }
}
