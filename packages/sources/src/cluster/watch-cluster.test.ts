import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeApi, status, type FakeApi } from '../testing/fake-api.ts'
import { kubeconfigText, testFolder, type TestFolder } from '../testing/kubeconfig.ts'
import { watchCluster } from './watch-cluster.ts'

let folder: TestFolder
let api: FakeApi
beforeEach(() => {
  folder = testFolder()
})
afterEach(async () => {
  await api.close()
  folder.remove()
})

const timing = { now: Date.now, sleep: () => Promise.resolve() }

const watch = async (
  override: Parameters<typeof startFakeApi>[0],
  rounds: number,
): Promise<readonly string[]> => {
  api = await startFakeApi(override)
  const kubeconfig = folder.write('config', kubeconfigText({ server: api.url }))
  const stop = new AbortController()
  const seen: string[] = []
  for await (const watched of watchCluster(
    { kubeconfig, env: {}, timing },
    { intervalMs: 1, signal: stop.signal },
  )) {
    seen.push(watched.kind)
    if (seen.length === rounds) stop.abort()
  }
  return seen
}

describe('watchCluster', () => {
  it('reads again until it is stopped', async () => {
    expect(await watch({}, 3)).toEqual(['snapshot', 'snapshot', 'snapshot'])
  })

  it('outlasts a reading that fails', async () => {
    const lists: string[] = []
    const override = ({ path }: { readonly path: string }) => {
      if (path !== '/api/v1/pods') return undefined
      lists.push(path)
      return lists.length > 1 && lists.length < 7 ? status(503, 'restarting') : undefined
    }
    expect(await watch({ override }, 3)).toEqual(['snapshot', 'failed', 'snapshot'])
  })

  it('ends with the error where the first reading fails', async () => {
    await expect(watch({ override: () => status(401, 'Unauthorized') }, 1)).rejects.toThrow(
      /credentials/,
    )
  })
})
