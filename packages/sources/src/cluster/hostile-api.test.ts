import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Snapshot } from '@unloop/engine/evidence'
import { afterEach, describe, expect, it } from 'vitest'
import { kubeconfigText, testFolder, type TestFolder } from '../testing/kubeconfig.ts'
import type { ClusterOptions } from './options.ts'
import { readCluster } from './read-cluster.ts'
import type { Timing } from './timing.ts'

let server: Server | null = null
let folder: TestFolder | null = null
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  folder?.remove()
  server = null
  folder = null
})

/** Pauses are not waited for; deadlines are kept. */
const timing: Timing = { now: () => Date.now(), sleep: () => Promise.resolve() }

type Answer = (query: URLSearchParams, response: ServerResponse, path: string) => void

let requests = 0

async function readFrom(
  answer: Answer,
  limits: NonNullable<ClusterOptions['limits']> = {},
): Promise<Snapshot> {
  requests = 0
  const made = createServer(({ url = '/' }, response) => {
    requests++
    response.setHeader('Content-Type', 'application/json')
    const { searchParams, pathname } = new URL(url, 'http://x')
    answer(searchParams, response, pathname)
  })
  server = made
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done))
  const { port } = made.address() as AddressInfo
  folder = testFolder()
  const kubeconfig = folder.write('config', kubeconfigText({ server: `http://127.0.0.1:${port}` }))
  return readCluster({ kubeconfig, env: {}, timing, limits })
}

let count = 0
const page = (next: string): string =>
  JSON.stringify({
    kind: 'PodList',
    metadata: { continue: next },
    items: Array.from({ length: 500 }, () => ({
      metadata: {
        name: `web-${count++}`,
        namespace: 'shop',
        annotations: { note: 'x'.repeat(500) },
      },
    })),
  })

describe('a hostile API server', () => {
  it('is asked three times at most for a list whose pages always expire', async () => {
    const { gaps } = await readFrom((query, response) => {
      if (query.has('continue')) response.statusCode = 410
      response.end(query.has('continue') ? '{"kind":"Status","code":410}' : page('t'))
    })
    expect(gaps.join(' ')).toContain('pages expired again and again')
    expect(requests).toBeLessThan(400)
  })

  it('is left where it gives the same page again', async () => {
    const { gaps } = await readFrom((_, response) => void response.end(page('same')))
    expect(gaps.join(' ')).toContain('the same page again')
    expect(requests).toBeLessThan(120)
  })

  it('is left where it gives ever new pages', async () => {
    const { gaps, objects } = await readFrom((_, response) => void response.end(page(`t${count}`)))
    expect(gaps.join(' ')).toContain('does not say how much')
    expect(objects.length).toBeLessThan(100_000)
  })

  it('is left where it gives ever new pages with nothing in them', async () => {
    const empty = (): string =>
      JSON.stringify({ kind: 'PodList', metadata: { continue: `t${count++}` }, items: [] })
    const { gaps } = await readFrom((_, response) => void response.end(empty()))
    expect(gaps.join(' ')).toContain('empty pages')
    expect(requests).toBeLessThan(2000)
  })

  it('is refused a body without an end', async () => {
    const piece = `{"kind":"PodList","items":[${'{"metadata":{"name":"a"}},'.repeat(40_000)}`
    let sent = 0
    const pour = (response: ServerResponse): void => {
      while (!response.destroyed) {
        sent += piece.length
        if (response.write(piece)) continue
        response.once('drain', () => pour(response))
        return
      }
    }
    const reading = readFrom((_, response) => {
      response.on('error', () => {})
      pour(response)
    })
    await expect(reading).rejects.toMatchObject({ code: 'api-broken' })
    expect(sent).toBeLessThan(400 * 1024 * 1024)
  })

  it('is left where it counts down from more than any cluster has', async () => {
    const counted = (): string =>
      page(`t${count}`).replace('"continue"', `"remainingItemCount":${2e9 - count},"continue"`)
    const { gaps, objects } = await readFrom((_, response) => void response.end(counted()))
    expect(gaps.join(' ')).toContain('gives more and more')
    expect(objects.length).toBeLessThan(100_000)
  })

  it.each([
    ['deep nesting', `{"items":${'['.repeat(2_000_000)}`, 'nested more than 200 deep'],
    ['ever so many values', `{"items":[${'[],'.repeat(3_000_000)}0]}`, 'more values than any list'],
    ['brackets in a string, which are none', JSON.stringify({ items: '[{'.repeat(500) }), ''],
  ])('may answer with %s', async (_, body, said) => {
    const reading = readFrom((__, response) => void response.end(body))
    if (said === '') await expect(reading).resolves.toMatchObject({ objects: [] })
    else await expect(reading).rejects.toThrow(said)
    if (said !== '') expect(requests).toBe(1)
  })

  it('is given up where it lists pods and answers nothing else', async () => {
    const { gaps, objects } = await readFrom(
      (_, response, path) => {
        if (path.endsWith('/pods'))
          response.end('{"items":[{"metadata":{"name":"web-0","namespace":"shop"}}]}')
      },
      { requestTimeoutMs: 500 },
    )
    expect(objects.length).toBe(1)
    expect(gaps.join(' ')).toContain('24 requests in a row')
    expect(requests).toBeLessThan(45)
  })

  it('may give items that are no objects, and objects with other things in their fields', async () => {
    const odd = {
      metadata: { name: 'a' },
      spec: { containers: 7 },
      status: { containerStatuses: 'x' },
    }
    const { objects, gaps } = await readFrom(
      (_, response) =>
        void response.end(JSON.stringify({ items: [null, 1, 'x', { metadata: null }, odd] })),
    )
    expect(objects.some(({ object }) => object.metadata.name === 'a')).toBe(true)
    expect(gaps.join(' ')).toContain('4 items are no objects')
  })

  it.each(['null', '7', '{"items":{}}', '{"metadata":null}', '[]'])(
    'may answer %s',
    async (body) => {
      const { objects } = await readFrom((_, response) => void response.end(body))
      expect(objects).toEqual([])
    },
  )
})
