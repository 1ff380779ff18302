import { expect, test } from 'vitest'
import { Inventory } from './inventory.ts'
import { addressIn } from './mentions.ts'

const service = (name: string, namespace = 'shop') => ({
  object: { kind: 'Service', metadata: { name, namespace }, spec: { clusterIP: '10.96.0.7' } },
  origin: { source: 'objects.json' },
})
const inventory = new Inventory({
  source: { kind: 'dump', name: 'x', capturedAt: null },
  objects: [service('orders-pg'), service('redis'), service('mq', 'infra')],
  logs: [],
  samples: [],
  gaps: [],
})
const told = (text: string) => addressIn(inventory, 'shop', text)

test('an address in the words of many languages', () => {
  for (const [text, host, port] of [
    ['Connection refused - connect(2) for "orders-pg" port 5432', 'orders-pg', '5432'],
    ['RuntimeException: database orders-pg:5432: Connection refused (111)', 'orders-pg', '5432'],
    ['could not connect to server redis', 'redis', undefined],
    [
      'could not dial mq.infra.svc.cluster.local:5672: timeout',
      'mq.infra.svc.cluster.local',
      '5672',
    ],
    ['no answer from orders-pg within 5s', 'orders-pg', undefined],
    ['dial tcp 10.96.0.7:6379: connection refused', '10.96.0.7', '6379'],
  ] as const)
    expect(told(text), text).toEqual({ host, ...(port ? { port } : {}) })
})

test('near misses: words that are no address, and addresses of elsewhere', () => {
  for (const text of [
    'the redis cache is cold',
    'GET https://api.example.com:443 failed',
    'listening on 8080',
    'at 10:45:12 the orders were lost',
    '',
  ])
    expect(told(text), text).toBeNull()
})
