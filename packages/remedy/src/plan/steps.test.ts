import type { KubeObject } from '@unloop/engine/evidence'
import type { Fix, Patch } from '@unloop/engine/report'
import { afterEach, describe, expect, it } from 'vitest'
import type { Meddle } from '../testing/stateful-api.ts'
import { testCluster, type TestCluster } from '../testing/test-cluster.ts'
import { isApplicable } from '@unloop/engine/phrases'
import { asNew, planSteps, withVersion } from './steps.ts'

const incident = { namespace: 'shop', workload: { kind: 'Deployment', name: 'web' } }
const target = { kind: 'Deployment', namespace: 'shop', name: 'web' }
const patch: Patch = { target, type: 'merge', body: { spec: { replicas: 2 } } }
const fix: Fix = {
  id: 'scale/up',
  title: '',
  where: 'manifest',
  risk: 'low',
  commands: [],
  verify: '',
  patch,
}
const deployment: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { replicas: 1 },
}
const configMap: KubeObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'conf', namespace: 'shop' },
  data: { a: 'b' },
}

const open: TestCluster[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

const plan = async (one: Fix, objects: readonly KubeObject[], meddle?: Meddle) => {
  const made = await testCluster(objects, meddle)
  open.push(made)
  return { steps: await planSteps(made.api, incident, one), server: made.server }
}

describe('the steps of a fix', () => {
  it('make what is missing before they change what needs it, and change nothing yet', async () => {
    const also = [{ ...patch, body: { spec: { paused: false } } }]
    const { steps, server } = await plan({ ...fix, create: [configMap], also }, [deployment])
    expect(steps.map(({ op }) => op)).toEqual(['create', 'patch', 'patch'])
    expect(steps.at(-1)).toMatchObject({
      before: { spec: { replicas: 1 } },
      after: { kind: 'Deployment', apiVersion: 'apps/v1', spec: { replicas: 2 } },
    })
    expect(server.writes).toEqual([])
  })

  it('leave out what is there already', async () => {
    const { steps } = await plan({ ...fix, create: [configMap], patch: null }, [configMap])
    expect(steps).toEqual([])
  })

  it('are tried again where the object changed meanwhile, and not for ever', async () => {
    const conflicts = (times: number): Meddle => {
      let left = times
      return ({ method }) =>
        method === 'PATCH' && left-- > 0 ? { status: 409, message: 'modified' } : undefined
    }
    expect((await plan(fix, [deployment], conflicts(5))).steps).toHaveLength(1)
    await expect(plan(fix, [deployment], conflicts(6))).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
  })

  it('are none of a rollout that somebody holds', async () => {
    const paused = { ...deployment, spec: { paused: true } }
    await expect(plan(fix, [paused])).rejects.toMatchObject({
      code: 'paused',
      next: expect.stringContaining('kubectl rollout resume deployment/web -n shop'),
    })
  })

  it('are none of an object that is gone', async () => {
    await expect(plan(fix, [])).rejects.toMatchObject({ code: 'object-gone' })
  })

  it('make a Job anew, unless only its metadata changes', async () => {
    const job = { ...deployment, apiVersion: 'batch/v1', kind: 'Job', spec: { backoffLimit: 1 } }
    const of = (body: object): Fix => ({
      ...fix,
      patch: { target: { ...target, kind: 'Job' }, type: 'merge', body },
    })
    const replaced = await plan(of({ spec: { backoffLimit: 6 } }), [job])
    expect(replaced.steps[0]).toMatchObject({ op: 'replace', after: { spec: { backoffLimit: 6 } } })
    const marked = await plan(of({ metadata: { labels: { a: 'b' } } }), [job])
    expect(marked.steps[0]?.op).toBe('patch')
  })
})

it.each([
  ['a patch', { patch }, true],
  ['something to make', { create: [configMap] }, true],
  ['an undo', { id: 'rollout-undo' }, true],
  ['words alone', {}, false],
])('a fix with %s can be applied: %s', (_, rest, isIt) => {
  expect(isApplicable({ ...fix, patch: null, ...rest })).toBe(isIt)
})

describe('a patch carries the version that it was made for', () => {
  const object = { ...deployment, metadata: { ...deployment.metadata, resourceVersion: '7' } }

  it('as a field of its metadata, beside what it has', () => {
    const marked = { ...patch, body: { metadata: { labels: { a: 'b' } } } }
    expect(withVersion(marked, object).body).toEqual({
      metadata: { labels: { a: 'b' }, resourceVersion: '7' },
    })
  })

  it('as the first test of a JSON patch', () => {
    const change = { op: 'remove', path: '/spec/paused' }
    expect(withVersion({ target, type: 'json', body: [change] }, object).body).toEqual([
      { op: 'test', path: '/metadata/resourceVersion', value: '7' },
      change,
    ])
  })
})

describe('an object as it was before the server filled it in', () => {
  it('is a pod without node, token and what the server knows', () => {
    const mounts = [
      { name: 'data', mountPath: '/data' },
      { name: 'kube-api-access-x', mountPath: '/var/run/secrets' },
    ]
    const pod: KubeObject = {
      kind: 'Pod',
      metadata: { name: 'web-1', uid: 'u', resourceVersion: '7', labels: { app: 'web' } },
      spec: {
        nodeName: 'a',
        containers: [{ name: 'web', volumeMounts: mounts }],
        volumes: [{ name: 'data' }, { name: 'kube-api-access-x' }],
      },
      status: { phase: 'Running' },
    }
    expect(asNew(pod)).toEqual({
      kind: 'Pod',
      metadata: { name: 'web-1', labels: { app: 'web' } },
      spec: {
        containers: [{ name: 'web', volumeMounts: [mounts[0]] }],
        volumes: [{ name: 'data' }],
      },
    })
  })

  it('is a Job without the selector and labels that its controller gave it', () => {
    const labels = { app: 'once', 'controller-uid': 'u', 'batch.kubernetes.io/job-name': 'once' }
    const job: KubeObject = {
      kind: 'Job',
      metadata: { name: 'once', labels },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: {} } },
    }
    expect(asNew(job)).toEqual({
      kind: 'Job',
      metadata: { name: 'once', labels: { app: 'once' } },
      spec: { template: { metadata: { labels: { app: 'once' } }, spec: {} } },
    })
  })
})
