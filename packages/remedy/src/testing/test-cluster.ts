import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KubeObject } from '@unloop/engine/evidence'
import { ClusterApi } from '@unloop/sources'
import { StatefulApi, type Meddle } from './stateful-api.ts'

/** When the clock of a test's cluster starts: milliseconds since 1970. */
export const TEST_START = Date.parse('2026-11-21T10:00:00Z')

export interface TestCluster {
  readonly server: StatefulApi
  readonly api: ClusterApi
  /** A folder of its own for kubeconfig and journal. */
  readonly folder: string
  /** The clock, in milliseconds since 1970; it moves as fast as somebody waits for it. */
  readonly now: () => number
  readonly close: () => Promise<void>
}

/** A served cluster of these objects in the namespace `shop`, and a client whose sleeps take no time. */
export async function testCluster(
  objects: readonly KubeObject[],
  meddle?: Meddle,
): Promise<TestCluster> {
  const server = new StatefulApi(objects, meddle)
  await server.start()
  const folder = mkdtempSync(join(tmpdir(), 'unloop-remedy-'))
  const kubeconfig = join(folder, 'config')
  const named = (name: string, rest: object) => [{ name, ...rest }]
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      'current-context': 'test',
      clusters: named('c', { cluster: { server: server.url } }),
      users: named('u', { user: {} }),
      contexts: named('test', { context: { cluster: 'c', user: 'u', namespace: 'shop' } }),
    }),
  )
  let now = TEST_START
  const timing = { now: () => now, sleep: async (ms: number) => void (now += ms) }
  const api = new ClusterApi({ kubeconfig, timing, env: {} })
  const close = async (): Promise<void> => {
    api.close()
    await server.close()
    rmSync(folder, { recursive: true })
  }
  return { server, api, folder, now: timing.now, close }
}
