import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issue, makeAuthority, type KeyPair } from '../certificates/make.ts'
import { BAD, deployment, OPTIONS, review } from '../testing/samples.ts'
import { budgetMs } from './admission.ts'
import { Webhook } from './webhook.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-webhook-'))
const lines: string[] = []
let authority: KeyPair
let webhook: Webhook
let ports: { port: number; statusPort: number }

async function newPair(): Promise<KeyPair> {
  const pair = await issue(authority, ['127.0.0.1'], { now: Date.now(), lifetimeMs: 86_400_000 })
  for (const [name, text] of [
    ['tls.crt', pair.cert],
    ['tls.key', pair.key],
  ] as const) {
    writeFileSync(join(folder, `${name}.new`), text)
    renameSync(join(folder, `${name}.new`), join(folder, name))
  }
  return pair
}

interface Answer {
  readonly status: number
  readonly text: string
  readonly serial: string
}

function post(
  body: string | Buffer,
  path = '/validate?timeout=5s',
  agent?: Agent,
): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = httpsRequest(
      {
        host: '127.0.0.1',
        port: ports.port,
        path,
        method: 'POST',
        ca: authority.cert,
        headers: { 'content-type': 'application/json' },
        ...(agent ? { agent } : { agent: false }),
      },
      (response) => {
        const chunks: Buffer[] = []
        const { serialNumber } = (response.socket as TLSSocket).getPeerCertificate()
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            serial: serialNumber,
          }),
        )
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })
}

const get = (path: string): Promise<{ status: number; text: string }> =>
  new Promise((done, fail) => {
    httpRequest({ host: '127.0.0.1', port: ports.statusPort, path, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => done({ status: response.statusCode ?? 0, text }))
    })
      .on('error', fail)
      .end()
  })

const responseOf = ({ text }: Answer) =>
  (JSON.parse(text) as { response: { allowed: boolean; uid: string; warnings?: string[] } })
    .response

const metric = async (name: string): Promise<number> => {
  const line = (await get('/metrics')).text.split('\n').find((each) => each.startsWith(name))
  return Number(line?.slice(line.lastIndexOf(' ') + 1))
}

beforeAll(async () => {
  authority = await makeAuthority({ now: Date.now(), lifetimeMs: 86_400_000 })
  await newPair()
  webhook = new Webhook({
    judge: { ...OPTIONS, deny: 'will-crash' },
    certificates: { kind: 'files', folder },
    listen: { host: '127.0.0.1', port: 0 },
    status: { host: '127.0.0.1', port: 0 },
    live: false,
    cluster: {},
    width: 1,
    lookMs: 100,
    write: (line) => lines.push(line),
  })
  ports = await webhook.start()
})

afterAll(async () => {
  await webhook.stop()
  rmSync(folder, { recursive: true })
})

describe('the webhook over HTTPS', () => {
  it('answers reviews', async () => {
    const good = responseOf(await post(JSON.stringify(review({ object: deployment() }))))
    expect(good).toEqual({ uid: '705ab4f5-6393-11e8-b7cc-42010a800002', allowed: true })
    const bad = review({ object: deployment({ container: BAD }) })
    expect(responseOf(await post(JSON.stringify(bad))).allowed).toBe(false)
    expect(await metric('unloop_webhook_requests_total{verdict="denied"}')).toBe(1)
    expect(await metric('unloop_webhook_findings_total{code="cmd-one-string"')).toBe(1)
  })

  it('admits what is too large, counts it and says so', async () => {
    const object = deployment({ metadata: { name: 'web', annotations: { a: 'x'.repeat(4e6) } } })
    const { allowed, warnings } = responseOf(await post(JSON.stringify(review({ object }))))
    expect(allowed).toBe(true)
    expect(warnings?.[0]).toContain('larger than 3 MiB')
    expect(await metric('unloop_webhook_failures_total{reason="oversized"}')).toBe(1)
    expect(lines.join('')).toContain('"level":"warn"')
  })

  it('judges an object of 1 MB', async () => {
    const metadata = { name: 'web', annotations: { a: 'x'.repeat(1e6) } }
    const object = deployment({ metadata, container: BAD })
    expect(responseOf(await post(JSON.stringify(review({ object })))).allowed).toBe(false)
  })

  it('gives up in time: the thread that works on is replaced', async () => {
    const env = Array.from({ length: 30_000 }, (_, n) => ({ name: `N${n}`, value: `$(N${n + 1})` }))
    const slow = JSON.stringify(review({ object: deployment({ container: { ...BAD, env } }) }))
    const { allowed, warnings } = responseOf(await post(slow, '/validate?timeout=0.01s'))
    expect(allowed).toBe(true)
    expect(warnings?.[0]).toContain('not enough time')
    const next = review({ object: deployment({ container: BAD }) })
    expect(responseOf(await post(JSON.stringify(next), '/validate?timeout=20s')).allowed).toBe(
      false,
    )
    expect(budgetMs('/validate?timeout=5s')).toBe(4500)
    expect(budgetMs('/validate?timeout=1s')).toBe(800)
    expect(budgetMs('/validate')).toBe(9500)
    expect(budgetMs('/validate?timeout=x')).toBe(9500)
  })

  it('takes what is no review for no reason to fail', async () => {
    expect((await post('not JSON')).status).toBe(400)
    expect((await post(Buffer.alloc(2e6, '['))).status).toBe(400)
    expect((await post('{"request":{"uid":"u1", broken')).text).toContain('"uid":"u1"')
    const nested = `{"request":{"uid":"u2","operation":"CREATE","object":${'{"a":'.repeat(200_000)}`
    expect(responseOf(await post(nested)).allowed).toBe(true)
    expect((await post('{}', '/other')).status).toBe(404)
    expect((await post(JSON.stringify(review({ object: deployment() })))).status).toBe(200)
  })

  it('takes up a new certificate without a failed request, and keeps the old one for a broken one', async () => {
    const body = JSON.stringify(review({ object: deployment() }))
    const { serial } = await post(body)
    writeFileSync(join(folder, 'tls.crt'), 'broken')
    await new Promise((done) => setTimeout(done, 250))
    expect((await post(body)).serial).toBe(serial)
    await newPair()
    const until = Date.now() + 5_000
    let seen = serial
    while (seen === serial && Date.now() < until) {
      const answer = await post(body)
      expect(responseOf(answer).allowed).toBe(true)
      seen = answer.serial
    }
    expect(seen).not.toBe(serial)
    expect(await metric('unloop_webhook_certificate_expiry_timestamp_seconds')).toBeGreaterThan(
      Date.now() / 1000,
    )
  })

  it('refuses TLS below 1.2', async () => {
    const agent = new Agent({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })
    await expect(post('{}', '/validate', agent)).rejects.toThrow()
  })

  it('is ready until it stops, and answers what has come', async () => {
    expect((await get('/readyz')).status).toBe(200)
    const body = JSON.stringify(review({ object: deployment() }))
    const agent = new Agent({ keepAlive: true, maxSockets: 100 })
    let answered = 0
    const asked = Array.from({ length: 100 }, async () => {
      const answer = await post(body, '/validate?timeout=30s', agent)
      answered++
      return answer
    })
    // All have come, and few of them are answered.
    while (webhook.metrics.inFlight + answered < 100)
      await new Promise((done) => setTimeout(done, 5))
    const stopped = webhook.stop(200)
    await new Promise((done) => setTimeout(done, 50))
    expect((await get('/readyz')).status).toBe(503)
    const answers = await Promise.all(asked)
    expect(answers.every((each) => responseOf(each).allowed)).toBe(true)
    await stopped
    agent.destroy()
    await expect(post(body)).rejects.toThrow()
  })
})
