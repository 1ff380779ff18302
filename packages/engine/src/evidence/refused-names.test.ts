import { expect, test } from 'vitest'
import type { KubeObject } from './kube.ts'
import { withoutRefusedNames } from './refused-names.ts'
import type { LogStream, Snapshot } from './snapshot.ts'

const HOSTILE = 'web-0;touch /tmp/x;#'

const object = (kind: string, metadata: KubeObject['metadata'], rest = {}): KubeObject => ({
  kind,
  metadata,
  ...rest,
})

const snapshotOf = (objects: readonly KubeObject[], logs: readonly LogStream[] = []): Snapshot => ({
  source: { kind: 'dump', name: 'x', capturedAt: null },
  objects: objects.map((one) => ({ object: one, origin: { source: 'x' } })),
  logs,
  samples: [],
  gaps: [],
})

test.each([
  object('Pod', { name: HOSTILE }),
  object('Pod', { name: '-rf' }),
  object('Pod', { name: 'a', namespace: 'shop$(id)' }),
  object('Pod', { name: 'a', ownerReferences: [{ kind: 'ReplicaSet', name: 'a b' }] }),
  object('Pod', { name: 'a' }, { spec: { containers: [{ name: '`id`' }] } }),
  object('Pod', { name: 'a' }, { spec: { nodeName: 'n|id', containers: [] } }),
  object('Event', { name: 'a.1' }, { involvedObject: { kind: 'Pod', name: HOSTILE } }),
  object('ClusterRole', { name: '../a' }),
  object('ConfigMap', { name: 'a\u200bb' }),
])('an object with a name that cannot be is left out and named: %j', (refused) => {
  const kept = withoutRefusedNames(snapshotOf([refused, object('Pod', { name: 'fine' })]))
  expect(kept.objects.map(({ object: { metadata } }) => metadata.name)).toEqual(['fine'])
  expect(kept.gaps).toHaveLength(1)
  expect(kept.gaps[0]).toContain(refused.kind)
})

test.each([
  object('ClusterRole', { name: 'system:controller:a b' }),
  object('Node', { name: 'ip-10-0-0-1.eu.internal' }),
  object('Event', { name: 'web.17a1' }, { involvedObject: { kind: 'Pod', name: 'web' } }),
  object('Pod', { name: 'MY_APP', namespace: '' }),
  object('Pod', {}),
])('names that can be are kept: %j', (fine) => {
  expect(withoutRefusedNames(snapshotOf([fine])).gaps).toEqual([])
})

test('a log that bears such a name keeps its text alone', () => {
  const log: LogStream = {
    namespace: 'shop',
    pod: HOSTILE,
    container: 'a',
    run: 'current',
    origin: { source: 'x' },
    text: 'panic: x',
  }
  const [kept] = withoutRefusedNames(snapshotOf([], [log])).logs
  expect(kept).toMatchObject({ pod: null, namespace: null, container: null, text: 'panic: x' })
})
