import type { KubeObject } from '@unloop/engine/evidence'
import { afterEach, describe, expect, it } from 'vitest'
import { testCluster, type TestCluster } from '../testing/test-cluster.ts'
import { undoPatch } from './revision.ts'

const NUMBER = 'deployment.kubernetes.io/revision'
const TRIED = { 'unloop/fix': '{"id":"try-1"}' }

const owner = (kind: string, revision = '3'): KubeObject => ({
  kind,
  metadata: { name: 'web', namespace: 'shop', uid: 'own', annotations: { [NUMBER]: revision } },
  spec: { selector: { matchLabels: { app: 'web' } }, template: { spec: { containers: [] } } },
})

const template = (image: string) => ({
  metadata: { labels: { app: 'web', 'pod-template-hash': image } },
  spec: { containers: [{ name: 'web', image }] },
})

const replicaSet = (image: string, revision: number, rest: object = {}): KubeObject => ({
  kind: 'ReplicaSet',
  metadata: {
    name: image,
    namespace: 'shop',
    annotations: { [NUMBER]: String(revision) },
    ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'own' }],
    ...rest,
  },
  spec: { template: template(image) },
})

const controllerRevision = (image: string, revision: number, rest: object = {}): KubeObject => ({
  kind: 'ControllerRevision',
  metadata: {
    name: image,
    namespace: 'shop',
    ownerReferences: [{ kind: 'StatefulSet', name: 'web', uid: 'own' }],
    ...rest,
  },
  revision,
  data: { spec: { template: { ...template(image), $patch: 'replace' } } },
})

const open: TestCluster[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

/** The template that is gone back to. */
const goneBackTo = async (kind: string, objects: readonly KubeObject[]) => {
  const made = await testCluster(objects)
  open.push(made)
  const patch = await undoPatch(made.api, { kind, namespace: 'shop', name: 'web' })
  const [change] = patch.body as readonly { path: string; value: ReturnType<typeof template> }[]
  expect(change?.path).toBe('/spec/template')
  return change?.value
}

describe('a Deployment goes back', () => {
  it('to the newest revision before the current one, whose number grows past nine', async () => {
    const sets = [replicaSet('a', 9), replicaSet('b', 10), replicaSet('c', 11)]
    const back = await goneBackTo('Deployment', [owner('Deployment', '11'), ...sets])
    expect(back?.spec.containers[0]?.image).toBe('b')
    expect(back?.metadata.labels).toEqual({ app: 'web' })
  })

  it('to none that another Deployment owns', async () => {
    const foreign = { ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'other' }] }
    const sets = [replicaSet('a', 1), replicaSet('b', 2, foreign), replicaSet('c', 3)]
    const back = await goneBackTo('Deployment', [owner('Deployment'), ...sets])
    expect(back?.spec.containers[0]?.image).toBe('a')
  })

  it('to no try that was put back', async () => {
    const tried = { annotations: { [NUMBER]: '2', ...TRIED } }
    const sets = [replicaSet('a', 1), replicaSet('b', 2, tried), replicaSet('c', 3)]
    const back = await goneBackTo('Deployment', [owner('Deployment'), ...sets])
    expect(back?.spec.containers[0]?.image).toBe('a')
  })

  it('to nothing where it has only one revision, and says so', async () => {
    await expect(
      goneBackTo('Deployment', [owner('Deployment'), replicaSet('c', 3)]),
    ).rejects.toMatchObject({ code: 'no-revision' })
  })
})

describe('a StatefulSet goes back', () => {
  it('to the revision before the newest, without the mark of a patch', async () => {
    const revisions = [controllerRevision('b', 10), controllerRevision('a', 9)]
    const back = await goneBackTo('StatefulSet', [owner('StatefulSet'), ...revisions])
    expect(back).toEqual(template('a'))
  })

  it('to no try that was put back', async () => {
    const revisions = [
      controllerRevision('a', 1),
      controllerRevision('b', 2, { annotations: TRIED }),
      controllerRevision('c', 3),
    ]
    expect(await goneBackTo('StatefulSet', [owner('StatefulSet'), ...revisions])).toEqual(
      template('a'),
    )
  })
})
