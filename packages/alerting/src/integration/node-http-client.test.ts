import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import type { HttpConfig } from '../settings/http.ts'
import { nodeHttpClient } from './node-http-client.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const config = {
  follow_redirects: true,
  authorization: { type: 'Bearer', credentials: 'hidden', credentials_file: '' },
  http_headers: { 'X-Key': { secrets: ['hidden'] } },
} as unknown as HttpConfig

it('gives no credentials to whom it is redirected', async () => {
  const seen: IncomingMessage['headers'][] = []
  const other = await serve((request, response) => {
    seen.push(request.headers)
    response.end('ok')
  })
  const first = await serve((request, response) => {
    seen.push(request.headers)
    response.writeHead(307, { location: request.url === '/own' ? '/here' : `${other}/there` })
    if (request.url === '/here') response.writeHead(200)
    response.end()
  })
  const { signal } = new AbortController()
  const headers = { 'X-Auth-Token': 'hidden', 'Content-Type': 'application/json' }
  const client = nodeHttpClient(config)
  await client.send({ method: 'POST', url: `${first}/away`, headers, body: '{}', signal })
  expect(seen[0]).toMatchObject({ authorization: 'Bearer hidden', 'x-key': 'hidden' })
  expect(JSON.stringify(seen[1])).not.toContain('hidden')
  expect(seen[1]).toMatchObject({ 'content-type': 'application/json' })
})

it('takes the answer to what was sent, though the time is over, and sends nothing from then on', async () => {
  const flush = new AbortController()
  let requests = 0
  const url = await serve((_request, response) => {
    requests++
    flush.abort()
    setTimeout(() => response.end('taken'), 50)
  })
  const request = { method: 'POST', url, body: '{}', signal: flush.signal } as const
  const answer = await nodeHttpClient(undefined).send(request)
  expect(answer).toMatchObject({ status: 200, body: 'taken' })
  await expect(nodeHttpClient(undefined).send(request)).rejects.toThrow('request timed out')
  expect(requests).toBe(1)
})

it('ends soon where everything is to end', async () => {
  const stop = new AbortController()
  const url = await serve(() => stop.abort('stopped'))
  const began = performance.now()
  const sent = nodeHttpClient(undefined).send({ method: 'POST', url, signal: stop.signal })
  await expect(sent).rejects.toThrow('request timed out')
  expect(performance.now() - began).toBeLessThan(9_000)
})
