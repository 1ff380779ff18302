import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { recordedIo } from '../../testing/recorded-io.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop alert '))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const unloop = async (...args: readonly string[]) => {
  const { io, out, err } = recordedIo({})
  const status = await run(['alert', ...args], io)
  return { status, out: out(), err: err() }
}

const config = (url: string): string => `
route: {receiver: hook, routes: [{receiver: pd}]}
templates: ['*.tmpl']
receivers:
  - {name: hook, webhook_configs: [{url: "${url}"}]}
  - {name: pd, pagerduty_configs: [{routing_key: s3cretkey, description: '{{ template "mine" . }}'}]}
`

describe('unloop alert check', () => {
  it('tells what it found', async () => {
    file('own.tmpl', '{{ define "mine" }}{{ .Status }}!{{ end }}')
    const path = file('good.yml', config('http://h/x'))
    const { status, out } = await unloop('check', path)
    expect(out).toBe(`${path}: good\n  2 routes, 2 receivers, 0 inhibit rules, 1 template file\n`)
    expect(status).toBe(0)
  })

  it('ends with 1 where a file is refused, in Alertmanager’s words', async () => {
    const bad = file('bad.yml', 'route: {receiver: a}\nreceivers: []\n')
    const { status, out } = await unloop('check', bad, file('good.yml', config('http://h/x')))
    expect(status).toBe(1)
    expect(out).toContain('bad.yml: refused\n  undefined receiver "a" used in route')
    expect(out).toContain('good.yml: good')
  })

  it('ends with 1 where a template is refused', async () => {
    file('broken.tmpl', '{{ define "x" }}')
    const { status, out } = await unloop('check', file('good.yml', config('http://h/x')))
    rmSync(join(folder, 'broken.tmpl'))
    expect([status, out]).toEqual([
      1,
      expect.stringContaining('template: broken.tmpl:1: unexpected EOF'),
    ])
  })

  it('ends with 3 where there is no file, 2 for what it does not know', async () => {
    expect(await unloop('check', join(folder, 'none.yml'))).toMatchObject({ status: 3 })
    expect(await unloop('send', 'x')).toMatchObject({ status: 2 })
  })
})

describe('unloop alert test', () => {
  it('sends a sample and shows it without secrets', async () => {
    const bodies: string[] = []
    const server = createServer((request: IncomingMessage, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()))
      request.on('end', () => response.end())
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/t0kensecret`
    const { status, out } = await unloop('test', file('good.yml', config(url)))
    server.close()
    expect(status).toBe(0)
    expect(JSON.parse(bodies.join(''))).toMatchObject({ receiver: 'hook', status: 'firing' })
    expect(out).toContain(`webhook[0]: delivered\n  POST <secret>\n    ${bodies.join('').trim()}`)
    expect(out).not.toContain('t0kensecret')
  })

  it('sends nothing in a dry run', async () => {
    const path = file('good.yml', config('http://127.0.0.1:9/x'))
    const { status, out } = await unloop('test', path, 'pd', '--dry-run')
    expect(status).toBe(0)
    expect(out).toContain('pagerduty[0]: not sent (--dry-run)')
    expect(out).toContain('"summary":"firing!"')
    expect(out).not.toContain('s3cretkey')
  })

  it('ends with 1 where it was not delivered', async () => {
    const { status, out } = await unloop('test', file('good.yml', config('http://127.0.0.1:9/x')))
    expect(status).toBe(1)
    expect(out).toContain('webhook[0]: failed: ECONNREFUSED')
  })

  it('names receivers that there are', async () => {
    const { status, err } = await unloop('test', file('good.yml', config('http://h')), 'hok')
    expect(status).toBe(2)
    expect(err).toContain('The file has: hook, pd.')
  })
})

describe('unloop alert convert', () => {
  it('prints what an operator would make of its objects', async () => {
    const object = file(
      'team.yml',
      '{kind: AlertmanagerConfig, apiVersion: monitoring.coreos.com/v1beta1, metadata: {name: t, namespace: shop}, spec: {route: {receiver: hook}, receivers: [{name: hook, webhookConfigs: [{urlSecret: {name: s, key: k}}]}]}}',
    )
    const base = file('base.yml', 'route: {receiver: hook}\nreceivers: [{name: hook}]\n')
    const { status, out } = await unloop('convert', object, '--base', base)
    expect(status).toBe(0)
    expect(await unloop('check', file('made.yml', out))).toMatchObject({ status: 0 })
    expect(out).toContain('url_file: /etc/alertmanager/secrets/s/k')
    expect(await unloop('convert', base)).toMatchObject({ status: 1, out: '' })
  })
})
