import type { Snapshot } from '@unloop/engine/evidence'
import { expect, it } from 'vitest'
import type { Tracked } from '../incidents/tracker.ts'
import { focusedOn, scopeOf, withLinked } from './scope.ts'

const NOW = 1_000_000
const calm = { hasChanged: false, crashedIn: new Set<string>() }
const changed = { ...calm, hasChanged: true }
const crashed = { hasChanged: true, crashedIn: new Set(['shop']) }
const slow = { atMs: NOW - 5_000, tookMs: 3_000 }

it('a cluster that is diagnosed fast is diagnosed whole at each look, and each at first', () => {
  expect(scopeOf(null, crashed, NOW)).toEqual({ kind: 'whole' })
  expect(scopeOf({ ...slow, tookMs: 20 }, calm, NOW)).toEqual({ kind: 'whole' })
})

it('in a large one only the namespaces of what crashed are diagnosed, until all has waited long enough', () => {
  expect(scopeOf(slow, crashed, NOW)).toEqual({
    kind: 'namespaces',
    namespaces: crashed.crashedIn,
  })
  expect(scopeOf(slow, changed, NOW)).toEqual({ kind: 'same' })
  expect(scopeOf(slow, crashed, NOW + 15_000)).toEqual({ kind: 'whole' })
  expect(scopeOf(slow, changed, NOW + 15_000)).toEqual({ kind: 'whole' })
  expect(scopeOf(slow, calm, NOW + 15_000)).toEqual({ kind: 'same' })
  expect(scopeOf(slow, calm, NOW + 300_000)).toEqual({ kind: 'whole' })
})

it('while a whole one is under way another does not begin', () => {
  const isWholeUnderWay = true
  expect(scopeOf(slow, { ...crashed, isWholeUnderWay }, NOW + 15_000).kind).toBe('namespaces')
  expect(scopeOf(slow, { ...changed, isWholeUnderWay }, NOW + 300_000).kind).toBe('same')
})

it('what makes others fail, and what fails by it, is diagnosed together', () => {
  const incident = (id: string, namespace: string, links: object): Tracked =>
    ({ id, incident: { namespace, victimOf: null, victims: [], ...links } }) as unknown as Tracked
  const open = [
    incident('root', 'db', { victims: ['v1', 'v2'] }),
    incident('v1', 'shop', { victimOf: 'root' }),
    incident('v2', 'mail', { victimOf: 'root' }),
    incident('other', 'else', {}),
  ]
  expect([...withLinked(new Set(['shop']), open)].toSorted()).toEqual(['db', 'shop'])
  expect([...withLinked(new Set(['db']), open)].toSorted()).toEqual(['db', 'mail', 'shop'])
})

it('keeps what belongs to no namespace, and the addresses of all', () => {
  const object = (kind: string, namespace?: string): object => ({
    object: { kind, metadata: { name: 'x', ...(namespace && { namespace }) } },
  })
  const snapshot = {
    objects: [
      object('Node'),
      object('Pod', 'shop'),
      object('Pod', 'mail'),
      object('Service', 'mail'),
      object('EndpointSlice', 'mail'),
      object('ConfigMap', 'mail'),
    ],
    logs: [{ namespace: 'shop' }, { namespace: 'mail' }, { namespace: null }],
    samples: [{ labels: { namespace: 'shop' } }, { labels: { namespace: 'mail' } }],
  } as unknown as Snapshot
  const { objects, logs, samples } = focusedOn(snapshot, new Set(['shop']))
  expect(objects.map(({ object: { kind, metadata } }) => `${kind} ${metadata.namespace}`)).toEqual([
    'Node undefined',
    'Pod shop',
    'Service mail',
    'EndpointSlice mail',
  ])
  expect(logs.map(({ namespace }) => namespace)).toEqual(['shop', null])
  expect(samples).toHaveLength(1)
})
