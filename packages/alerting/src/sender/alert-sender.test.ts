import { fromMilliseconds, ZERO_MOMENT } from '@unloop/gotemplate'
import { expect, it } from 'vitest'
import { alert } from '../alerts/alert.ts'
import { AlertSender } from './alert-sender.ts'

const one = (name: string) =>
  alert({
    labels: { alertname: name },
    annotations: {},
    startsAt: fromMilliseconds(0),
    endsAt: ZERO_MOMENT,
    generatorURL: 'http://g',
    updatedAt: 0,
    isTimeout: false,
  })

function senderTo(status: () => number, kind: 'alertmanager' | 'alerta' = 'alertmanager') {
  const posts: { url: string; alerts: { labels: object; startsAt: string }[] }[] = []
  const lines: string[] = []
  const sender = new AlertSender({
    kind,
    url: 'http://am/prefix/',
    log: (line) => lines.push(line),
    http: {
      send: ({ url, body = '' }) => {
        posts.push({ url, alerts: JSON.parse(body) as never })
        return Promise.resolve({ status: status(), headers: {}, body: '' })
      },
    },
  })
  return { sender, posts, lines }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

it('hands alerts on in batches, under the path prefix', async () => {
  const { sender, posts } = senderTo(() => 200)
  sender.send(Array.from({ length: 300 }, (_, i) => one(`a${i}`)))
  await settled()
  expect(posts.map(({ url, alerts }) => [url, alerts.length])).toEqual([
    ['http://am/prefix/api/v2/alerts', 256],
    ['http://am/prefix/api/v2/alerts', 44],
  ])
  expect(posts[0]?.alerts[0]).toMatchObject({
    labels: { alertname: 'a0' },
    startsAt: '1970-01-01T00:00:00Z',
  })
  expect(sender.status).toMatchObject({ sent: 300, dropped: 0 })
})

it('says once that it fails, and that it goes again; what has no place is counted', async () => {
  let status = 500
  const { sender, lines } = senderTo(() => status)
  sender.send([one('a')])
  await settled()
  sender.send([one('b')])
  await settled()
  status = 200
  sender.send(Array.from({ length: 10_001 }, () => one('c')))
  await settled()
  expect(lines).toEqual([
    'Alerts cannot be handed to http://am/prefix/: it answered with status 500',
    'http://am/prefix/ takes alerts again.',
  ])
  expect(sender.status.dropped).toBe(3)
  await sender.stop()
})

it('speaks Alerta’s own API', async () => {
  const { sender, posts } = senderTo(() => 201, 'alerta')
  const labels = { alertname: 'Crash', namespace: 'shop', workload: 'web', severity: 'critical' }
  const annotations = { summary: 'It crashes', unloop_cause: 'oom-killed' }
  sender.send([alert({ ...one('x'), labels, annotations })])
  await settled()
  expect(posts).toMatchObject([
    {
      url: 'http://am/prefix/alert',
      alerts: {
        resource: 'shop/web',
        event: 'Crash',
        environment: 'Production',
        severity: 'critical',
        service: ['web'],
        group: 'Prometheus',
        text: 'It crashes',
        tags: ['namespace=shop', 'workload=web'],
        attributes: { unloop_cause: 'oom-killed' },
        origin: 'unloop',
        type: 'prometheusAlert',
      },
    },
  ])
  sender.send([alert({ ...one('x'), labels, endsAt: fromMilliseconds(1) })])
  await settled()
  expect(posts[1]?.alerts).toMatchObject({ severity: 'normal' })
})
