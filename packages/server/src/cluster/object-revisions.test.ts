import { expect, it } from 'vitest'
import { ObjectRevisions } from './object-revisions.ts'

const replicaSet = (replicas: number, image: string, revision = '3') => ({
  kind: 'updated' as const,
  object: {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      namespace: 'shop',
      name: 'web-7d9f',
      uid: 'u1',
      annotations: {
        'deployment.kubernetes.io/revision': revision,
        'deployment.kubernetes.io/desired-replicas': String(replicas),
      },
      ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'u0', controller: true }],
    },
    spec: { replicas, template: { spec: { containers: [{ name: 'web', image }] } } },
    status: { replicas },
  },
})

it('keeps the template of a ReplicaSet with its revision and owner, and not how many pods it has', () => {
  const revisions = new ObjectRevisions('lab')
  const row = revisions.rowOf(replicaSet(2, 'web:1') as never, 1_000)
  expect(JSON.parse(row?.['object'] as string)).toEqual({
    kind: 'ReplicaSet',
    metadata: {
      namespace: 'shop',
      name: 'web-7d9f',
      annotations: { 'deployment.kubernetes.io/revision': '3' },
      ownerReferences: [{ kind: 'Deployment', name: 'web' }],
    },
    spec: { template: { spec: { containers: [{ name: 'web', image: 'web:1' }] } } },
  })
  expect(revisions.rowOf(replicaSet(0, 'web:1') as never, 2_000)).toBeNull()
  // A roll-back gives an old ReplicaSet a new number.
  expect(revisions.rowOf(replicaSet(2, 'web:1', '5') as never, 3_000)?.['change']).toBe('modified')
})
