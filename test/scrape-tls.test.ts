import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fetchMetrics } from '../packages/server/src/scrape/fetch-metrics.ts'
import { TEST_TLS } from '../packages/sources/src/testing/tls.ts'

let exporter: Server
let url: string

beforeAll(async () => {
  exporter = createServer({ ...TEST_TLS, maxVersion: 'TLSv1.2' }, (_request, response) => {
    response.end('up 1\n')
  })
  await new Promise<void>((done) => exporter.listen(0, '127.0.0.1', done))
  url = `https://127.0.0.1:${(exporter.address() as AddressInfo).port}/metrics`
})

afterAll(() => exporter.close())

const fetched = (tls: Readonly<Record<string, string | boolean>>): Promise<unknown> =>
  fetchMetrics(url, {
    http: { tls_config: { insecure_skip_verify: false, ...tls }, follow_redirects: true },
    timeoutMs: 10_000,
    maxBytes: 1_000,
    signal: new AbortController().signal,
  })

it('a target is read by the certificates of its tls_config, and by no other', async () => {
  await expect(fetched({ ca: TEST_TLS.cert })).resolves.toMatchObject({ text: 'up 1\n' })
  await expect(fetched({ insecure_skip_verify: true })).resolves.toMatchObject({ text: 'up 1\n' })
  await expect(fetched({})).rejects.toThrow(/certificate/)
  await expect(fetched({ ca_file: '/nowhere/ca.crt' })).rejects.toThrow(/ENOENT/)
})

it('a target that speaks an older TLS than min_version is not read', async () => {
  const trusted = { ca: TEST_TLS.cert }
  await expect(fetched({ ...trusted, min_version: 'TLS12' })).resolves.toMatchObject({})
  await expect(fetched({ ...trusted, min_version: 'TLS13' })).rejects.toThrow(/protocol|version/)
})
