import { expect, it } from 'vitest'
import { ownChanges, versionBefore } from './references.ts'
import { revisionsOf } from './revisions.ts'
import type { Story, Version } from './story.ts'

const version = (kind: string, name: string, ms: number, object: object = {}): Version => ({
  kind,
  name,
  ms,
  namespace: 'shop',
  change: ms === 0 ? 'seen' : 'modified',
  object: object as Version['object'],
})

const container = {
  name: 'web',
  env: [{ name: 'URL', valueFrom: { secretKeyRef: { name: 'db', key: 'url' } } }],
  envFrom: [{ configMapRef: { name: 'settings' } }],
}
const deployment = (image: string) => ({
  spec: {
    template: {
      spec: {
        containers: [{ ...container, image }],
        volumes: [{ name: 'tls', secret: { secretName: 'tls' } }],
      },
    },
  },
})

const story = {
  incident: { workload: { kind: 'Deployment', name: 'web' } },
  versions: [
    version('Deployment', 'web', 0, deployment('web:1')),
    version('ConfigMap', 'settings', 0, { data: { LEVEL: 'info' } }),
    version('ConfigMap', 'settings', 10, { data: { LEVEL: 'debug' } }),
    version('ConfigMap', 'of-another', 20),
    version('Secret', 'db', 30),
    version('Secret', 'tls', 40),
    version('Deployment', 'web', 50, deployment('web:2')),
    version('Deployment', 'worker', 60),
  ],
} as unknown as Story

it('are of the workload and of what its template names, and of nothing else in the namespace', () => {
  expect(ownChanges(story).map(({ kind, name }) => `${kind}/${name}`)).toEqual([
    'ConfigMap/settings',
    'Secret/db',
    'Secret/tls',
    'Deployment/web',
  ])
})

it('know the version before', () => {
  const [settings, secret] = ownChanges(story)
  expect(versionBefore(story, settings!)?.ms).toBe(0)
  expect(versionBefore(story, secret!)).toBeUndefined()
})

it('are revisions of the workload where no ReplicaSet is kept', () => {
  const revisions = revisionsOf(story)
  expect([revisions?.before.ms, revisions?.after.ms]).toEqual([0, 50])
})
