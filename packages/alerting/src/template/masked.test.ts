import { fromMilliseconds } from '@unloop/gotemplate'
import { expect, it } from 'vitest'
import { json } from '../api/http.ts'
import { dataValue, templateData } from './data.ts'
import { toJson } from '@unloop/gotemplate'

const SECRETS = ['Hunter2Hunter2', 'ghp_q7Xk92LmQp4vZt8rW3nB6yJdq7Xk92LmQp4v']
const LABELS = { alertname: 'Down', token: 'Hunter2Hunter2', pod: 'web-0' }
const ANNOTATIONS = {
  description: 'dial postgres://app:Hunter2Hunter2@db:5432/shop',
  runbook: 'ghp_q7Xk92LmQp4vZt8rW3nB6yJdq7Xk92LmQp4v',
}

it('takes secrets out of what every receiver is given, and keeps the rest', () => {
  const data = templateData({
    receiver: 'hook',
    groupLabels: LABELS,
    routeLabels: LABELS,
    notificationReason: 'first notification',
    externalURL: 'http://am',
    alerts: [
      {
        status: 'firing',
        labels: LABELS,
        annotations: ANNOTATIONS,
        startsAt: fromMilliseconds(0),
        endsAt: fromMilliseconds(1),
        generatorURL: 'http://app:Hunter2Hunter2@prometheus/graph',
        fingerprint: '0123456789abcdef',
      },
    ],
  })
  const text = toJson(dataValue(data))
  for (const secret of SECRETS) expect(text).not.toContain(secret)
  expect(text).toContain('postgres://app:***@db:5432/shop')
  expect(text).toContain('"fingerprint":"0123456789abcdef"')
  expect(text).toContain('"pod":"web-0"')
})

it('takes them out of the answers of its API', async () => {
  const text = await json([{ labels: LABELS, annotations: ANNOTATIONS }]).text()
  for (const secret of SECRETS) expect(text).not.toContain(secret)
})
