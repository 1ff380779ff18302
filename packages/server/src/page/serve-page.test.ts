import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { afterAll, describe, expect, it } from 'vitest'
import { BuiltPage } from './built-page.ts'
import { servePage } from './serve-page.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop page '))
writeFileSync(join(folder, 'index.html'), '<h1>the page</h1>')
afterAll(() => rmSync(folder, { recursive: true }))

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const guard = { listen: '127.0.0.1', hosts: ['localhost'] }

const app = new Hono()
app.use(servePage({ page: new BuiltPage(folder), guard, isOpen: true }))
app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"] } }))
app.get('/api/here', (context) => context.json({}))
app.get('/locked', (context) => context.json({ error: 'A token is needed.' }, 401))
app.notFound((context) => context.json({ error: 'nothing' }, 404))

const ask = (path: string, headers: Record<string, string> = HTML) =>
  app.request(`http://localhost${path}`, { headers: { host: 'localhost', ...headers } })

describe('an address that is nothing', () => {
  it('is the page with status 404 for a browser, under the policy of the page', async () => {
    const known = await ask('/workloads')
    for (const path of ['/nothing', '/nothing/below', '/locked']) {
      const answer = await ask(path, { ...HTML, 'if-none-match': known.headers.get('etag')! })
      expect([path, answer.status, await answer.text()]).toEqual([path, 404, '<h1>the page</h1>'])
      const policy = answer.headers.get('content-security-policy')
      expect(policy).toBe(known.headers.get('content-security-policy'))
      expect(policy).toContain("script-src 'self'")
    }
  })

  it('stays JSON for programs, and wherever only programs ask', async () => {
    for (const [path, headers] of [
      ['/nothing', {}],
      ['/nothing', { accept: 'application/json' }],
      ['/api/nothing', HTML],
      ['/alertmanager/nothing', HTML],
      ['/assets/nothing.js', HTML],
    ] as const) {
      const answer = await ask(path, headers)
      expect([path, answer.status, await answer.json()]).toEqual([path, 404, { error: 'nothing' }])
    }
    expect((await ask('/api/here')).status).toBe(200)
  })
})

it('sends what the page asks first along with it', async () => {
  const link = async (path: string) => (await ask(path)).headers.get('link')
  expect(await link('/')).toContain('</api/unloop/v1/incidents?limit=5000>; rel=preload')
  expect(await link('/i/0af7')).toContain('</api/unloop/v1/incidents/0af7>; rel=preload')
  expect(await link('/pods')).toBeNull()
  expect(await link('/i/a>b')).toBeNull()
})
