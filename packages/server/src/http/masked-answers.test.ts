import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { maskedAnswers } from './masked-answers.ts'

const HELD = {
  next: '2026-11-30T10:00:00.000000000Z~3',
  records: [{ body: 'dial postgres://app:Hunter2Hunter2@db/x', attributes: { PASSWORD: 'a b' } }],
}

it('takes secrets out of whatever a route answers, errors and texts too', async () => {
  const app = new Hono()
  app.use(maskedAnswers)
  app.get('/json', (context) => context.json(HELD))
  app.get('/text', (context) => context.text(HELD.records[0]?.body ?? '', 503))
  app.get('/thrown', () => {
    throw new Error('token=Hunter2Hunter2')
  })
  app.onError((error, context) => context.json({ error: error.message }, 500))
  app.notFound((context) => context.json({ error: `no ${decodeURI(context.req.path)}` }, 404))
  expect(await (await app.request('/json')).json()).toEqual({
    next: HELD.next,
    records: [{ body: 'dial postgres://app:***@db/x', attributes: { PASSWORD: '***' } }],
  })
  const text = await app.request('/text')
  expect([text.status, await text.text()]).toEqual([503, 'dial postgres://app:***@db/x'])
  expect(await (await app.request('/thrown')).text()).not.toContain('Hunter2')
  expect(await (await app.request('/a;password=Hunter2Hunter2')).text()).not.toContain('Hunter2')
})
