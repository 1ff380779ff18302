import type { KubeObject } from '@unloop/engine/evidence'
import type { Fix, Incident, Report } from '@unloop/engine/report'
import { afterEach, describe, expect, it } from 'vitest'
import { checkAccess } from '../apply/access.ts'
import { undoFix } from '../apply/undo.ts'
import { Journal } from '../journal/journal.ts'
import { planSteps } from '../plan/steps.ts'
import type { Meddle, StatefulApi } from '../testing/stateful-api.ts'
import { testCluster } from '../testing/test-cluster.ts'
import { undoPatch } from '../plan/revision.ts'
import { carryOut } from './carry-out.ts'
import { clearTry } from './clear-try.ts'
import { followUp } from './follow.ts'
import { takeBackOverdue } from './overdue.ts'
import { settleUndone } from './settle.ts'

const labels = { app: 'web' }
const deployment: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', generation: 2, annotations: { team: 'a' } },
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { containers: [{ name: 'web', image: 'web:1', args: ['--prot'] }] },
    },
  },
  status: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1 },
}
const pod: KubeObject = {
  kind: 'Pod',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    labels,
    uid: 'old',
    creationTimestamp: '2026-01-01T00:00:00Z',
  },
  status: { containerStatuses: [{ name: 'web', restartCount: 5 }] },
}
const incident = {
  id: 'f3a9c1',
  kind: 'crash-loop',
  namespace: 'shop',
  workload: { kind: 'Deployment', name: 'web' },
  container: { name: 'web', role: 'main' },
  pods: ['web-1'],
  state: { nextRestartAt: '2026-11-21T10:05:00Z', lastExitAt: null },
  causes: [{ id: 'bad-command', title: '', evidence: [] }],
} as unknown as Incident
const cause = incident.causes[0] as Incident['causes'][number]
const report = { incidents: [incident] } as unknown as Report
const healthy = { incidents: [] } as unknown as Report

const fixOf = (args: readonly string[]): Fix => ({
  id: 'bad-command/argument',
  title: 'Write --port',
  where: 'manifest',
  risk: 'low',
  commands: [],
  patch: {
    target: { kind: 'Deployment', namespace: 'shop', name: 'web' },
    type: 'strategic',
    body: { spec: { template: { spec: { containers: [{ name: 'web', args }] } } } },
  },
  verify: '',
})
const fix = fixOf(['--port'])
const withConfig: Fix = {
  ...fix,
  create: [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'conf', namespace: 'shop' },
      data: { a: 'b' },
    },
  ],
}

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** A cluster whose clock runs as fast as somebody waits for it. */
async function cluster(objects: readonly KubeObject[] = [deployment, pod], meddle?: Meddle) {
  const { server, api, folder, close } = await testCluster(objects, meddle)
  const journal = new Journal({ XDG_STATE_HOME: folder })
  open.push(close)
  const carry = async (one: Fix = fix, rest: Partial<Parameters<typeof carryOut>[0]> = {}) =>
    carryOut({
      api,
      journal,
      incident,
      fix: one,
      steps: await planSteps(api, incident, one),
      before: report,
      diagnoseAgain: async () => healthy,
      timeoutSeconds: 120,
      isRollback: true,
      ...rest,
    })
  return { server, api, journal, carry }
}

const stated = (server: StatefulApi): unknown => {
  const web = server.get('Deployment', 'web')
  return { spec: web?.['spec'], annotations: web?.metadata.annotations }
}
const former = { spec: deployment['spec'], annotations: deployment.metadata.annotations }

describe('a fix that helps', () => {
  it('is proven, marked and journalled, and can be undone exactly', async () => {
    const { server, api, journal, carry } = await cluster()
    const outcome = await carry()
    expect(outcome.state).toBe('proven')
    expect(outcome.checks.every(({ isMet }) => isMet !== false)).toBe(true)
    expect(server.get('Deployment', 'web')?.metadata.annotations?.['unloop/fix']).toContain(
      outcome.entry.id,
    )
    expect(journal.entries()[0]?.state).toBe('proven')
    const undone = await undoFix(api, journal, outcome.entry)
    expect(undone.isExact).toBe(true)
    expect(stated(server)).toEqual(former)
    expect((await undoFix(api, journal, outcome.entry)).isExact).toBe(true)
  })

  it('sends texts as Go encodes them, which tests of a JSON patch compare', async () => {
    const { server, api, journal, carry } = await cluster()
    const { entry } = await carry(fixOf(['echo a > b && c < d']))
    expect((await undoFix(api, journal, entry)).isExact).toBe(true)
    for (const { text } of server.writes) expect(text).not.toMatch(/[<>&]/)
  })

  it('changes nothing before it is carried out', async () => {
    const { server, api } = await cluster()
    await planSteps(api, incident, withConfig)
    expect(server.writes).toEqual([])
  })
})

describe('a fix that does not help', () => {
  const looping: KubeObject = {
    ...pod,
    metadata: { ...pod.metadata, name: 'web-2', uid: 'new' },
    status: {
      containerStatuses: [
        { name: 'web', restartCount: 1, state: { waiting: { reason: 'CrashLoopBackOff' } } },
      ],
    },
  }
  const loops: Meddle = ({ method, path, isDryRun }, api) => {
    if (method === 'PATCH' && path.endsWith('/web') && !isDryRun) api.put(looping)
    return undefined
  }

  it('is rolled back exactly, with what it created', async () => {
    const { server, carry } = await cluster([deployment, pod], loops)
    const outcome = await carry(withConfig)
    expect(outcome.state).toBe('not-proven')
    expect(outcome.undone?.isExact).toBe(true)
    expect(stated(server)).toEqual(former)
    expect(server.get('ConfigMap', 'conf')).toBeUndefined()
  })

  it('stays where that is wanted', async () => {
    const { server, carry } = await cluster([deployment, pod], loops)
    expect((await carry(fix, { isRollback: false })).undone).toBeNull()
    expect(stated(server)).not.toEqual(former)
  })

  it('is not one beside which something else fails, that it cannot have touched', async () => {
    const { carry } = await cluster()
    const other = { ...incident, id: 'x', workload: { kind: 'Deployment', name: 'api' } }
    const outcome = await carry(fix, {
      diagnoseAgain: async () => ({ ...report, incidents: [other] }),
    })
    expect(outcome.state).toBe('proven')
    expect(outcome.checks.at(-1)).toMatchObject({ isMet: null })
  })

  it('is one that harms another workload', async () => {
    const { server, carry } = await cluster()
    const other: Incident = {
      ...incident,
      id: 'x',
      workload: { kind: 'Deployment', name: 'api' },
      causes: [{ ...cause, title: 'web:80 does not answer' }],
    }
    const outcome = await carry(fix, {
      diagnoseAgain: async () => ({ ...report, incidents: [other] }),
    })
    expect(outcome.state).toBe('not-proven')
    expect(stated(server)).toEqual(former)
  })
})

describe('a CronJob', () => {
  it('is proven by a run of what it states now', async () => {
    const template = (command: string) => ({
      spec: {
        template: { spec: { containers: [{ name: 'web', image: 'web:1', command: [command] }] } },
      },
    })
    const cronJob: KubeObject = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { schedule: '@daily', jobTemplate: template('wrong') },
    }
    const { server, carry } = await cluster([cronJob], ({ method, path, body }, api) => {
      if (method !== 'POST' || !path.endsWith('/jobs')) return undefined
      const job = body as KubeObject
      api.put({ ...job, kind: 'Job', status: { succeeded: 1 } })
      return { status: 409, message: 'already exists' }
    })
    expect(server.get('CronJob', 'web')).toBeDefined()
    const ofCronJob: Incident = {
      ...incident,
      workload: { kind: 'CronJob', name: 'web' },
      pods: [],
    }
    await carry(
      {
        ...fix,
        patch: {
          target: { kind: 'CronJob', namespace: 'shop', name: 'web' },
          type: 'merge',
          body: { spec: { jobTemplate: template('right') } },
        },
      },
      { incident: ofCronJob },
    ).catch(() => undefined)
    const job = server.writes.find(({ path }) => path.endsWith('/jobs'))?.body
    expect(job).toMatchObject({ spec: template('right').spec })
  })
})

describe('a bare pod', () => {
  it('is deleted and made anew, and as it was where that does not help', async () => {
    const spec = {
      containers: [{ name: 'web', image: 'web:1', args: ['--prot'] }],
      volumes: [],
      nodeName: 'a',
    }
    const bare: KubeObject = { ...pod, apiVersion: 'v1', spec }
    const { server, api, carry } = await cluster([bare])
    const ofPod: Incident = { ...incident, workload: { kind: 'Pod', name: 'web-1' } }
    const podFix: Fix = {
      ...fix,
      patch: {
        target: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
        type: 'strategic',
        body: { spec: { containers: [{ name: 'web', args: ['--port'] }] } },
      },
    }
    const steps = await planSteps(api, ofPod, podFix)
    expect(steps[0]?.op).toBe('replace')
    const outcome = await carry(podFix, { incident: ofPod, steps })
    // Nothing makes it ready here, so that time runs out.
    expect(outcome.state).toBe('not-proven')
    expect(outcome.undone?.isExact).toBe(true)
    const { nodeName: _, ...stated } = spec
    expect(server.get('Pod', 'web-1')?.['spec']).toEqual({
      ...stated,
      containers: [{ ...spec.containers[0], volumeMounts: [] }],
    })
  })
})

describe('somebody else', () => {
  it('changed the status meanwhile, which is no reason to stop', async () => {
    let touched = 0
    const { carry } = await cluster([deployment, pod], ({ method, path, isDryRun }, api) => {
      const web = api.get('Deployment', 'web')
      if (method === 'PATCH' && path.endsWith('/web') && !isDryRun && touched++ === 0 && web)
        api.put(web)
      return undefined
    })
    expect((await carry()).state).toBe('proven')
  })

  it('changed the object meanwhile: nothing is overwritten, and the journal has nothing to undo', async () => {
    const { server, journal, carry } = await cluster(
      [deployment, pod],
      ({ method, path, isDryRun }, api) => {
        if (method === 'PATCH' && path.endsWith('/web') && !isDryRun)
          api.put({ ...deployment, spec: { ...(deployment['spec'] as object), replicas: 4 } })
        return undefined
      },
    )
    await expect(carry()).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect(server.get('Deployment', 'web')?.['spec']).toMatchObject({ replicas: 4 })
    expect(journal.entries()[0]?.changes).toEqual([])
  })

  it('deleted the object meanwhile', async () => {
    const { server, api, carry } = await cluster()
    const steps = await planSteps(api, incident, fix)
    server.objects.delete('Deployment/web')
    await expect(carry(fix, { steps })).rejects.toMatchObject({ code: 'object-gone' })
  })

  it('changed another field since: an undo leaves it, and puts back the rest', async () => {
    const { server, api, journal, carry } = await cluster()
    const { entry } = await carry()
    const web = server.get('Deployment', 'web')
    if (web) server.put({ ...web, spec: { ...(web['spec'] as object), replicas: 7 } })
    const undone = await undoFix(api, journal, entry)
    expect(undone.isExact).toBe(false)
    const spec = server.get('Deployment', 'web')?.['spec'] as {
      replicas: number
      template: unknown
    }
    expect(spec.replicas).toBe(7)
    expect(spec.template).toEqual((deployment['spec'] as { template: unknown }).template)
  })

  it('runs the same fix at once: one of the two is told', async () => {
    const { api, carry } = await cluster()
    const steps = await planSteps(api, incident, fix)
    const other = fixOf(['--other'])
    const both = await Promise.allSettled([
      carry(fix, { steps }),
      carry(other, { steps: await planSteps(api, incident, other) }),
    ])
    expect(both.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  })
})

describe('the API server', () => {
  it('refuses by a webhook, or as a field cannot be changed: clear words, nothing done', async () => {
    for (const message of [
      'admission webhook "policy.example.com" denied the request: no',
      'spec.selector: field is immutable',
    ]) {
      const { server, api } = await cluster([deployment, pod], ({ method }) =>
        method === 'PATCH' ? { status: 422, message } : undefined,
      )
      await expect(planSteps(api, incident, fix)).rejects.toThrow(message.slice(0, 20))
      expect(stated(server)).toEqual(former)
    }
  })

  it('takes the first step and refuses the second: the first is put back', async () => {
    const { server, carry } = await cluster([deployment, pod], ({ method, path, isDryRun }) =>
      method === 'PATCH' && path.endsWith('/web') && !isDryRun
        ? { status: 403, message: 'the right is gone' }
        : undefined,
    )
    const outcome = await carry(withConfig)
    expect(outcome.state).toBe('not-proven')
    expect(outcome.undone?.isExact).toBe(true)
    expect(server.get('ConfigMap', 'conf')).toBeUndefined()
  })

  it('does not answer the change: the journal has it, and an undo settles it', async () => {
    let resets = 1
    const { server, api, journal, carry } = await cluster(
      [deployment, pod],
      ({ method, path, isDryRun, body }, api) => {
        const web = api.get('Deployment', 'web')
        if (method !== 'PATCH' || !path.endsWith('/web') || isDryRun || resets-- <= 0 || !web)
          return undefined
        const { annotations } = (body as { metadata: { annotations: Record<string, string> } })
          .metadata
        const spec = { ...(web['spec'] as object), replicas: 1 }
        api.put({
          ...web,
          spec,
          metadata: {
            ...web.metadata,
            annotations: { ...web.metadata.annotations, ...annotations },
          },
        })
        return 'reset'
      },
    )
    const outcome = await carry()
    expect(outcome.state).toBe('not-proven')
    expect(stated(server)).toEqual(former)
    const [entry] = journal.entries()
    expect(entry?.changes).toHaveLength(1)
    expect(entry && (await undoFix(api, journal, entry)).isExact).toBe(true)
  })

  it('takes the right away between the dry run and the change: nothing is done, and it says so', async () => {
    const { server, journal, carry } = await cluster(
      [deployment, pod],
      ({ method, path, isDryRun }) =>
        method === 'PATCH' && path.endsWith('/web') && !isDryRun
          ? { status: 403, message: 'User "dev" cannot patch resource "deployments"' }
          : undefined,
    )
    await expect(carry()).rejects.toMatchObject({ code: 'not-allowed' })
    expect(stated(server)).toEqual(former)
    expect(journal.entries()[0]?.changes).toEqual([])
  })

  it('has a webhook that lets the dry run pass and rejects the change', async () => {
    const { server, carry } = await cluster([deployment, pod], ({ method, path, isDryRun }) =>
      method === 'PATCH' && path.endsWith('/web') && !isDryRun
        ? { status: 400, message: 'admission webhook "policy.example.com" denied the request: no' }
        : undefined,
    )
    const outcome = await carry(withConfig)
    expect(outcome.state).toBe('not-proven')
    expect(outcome.checks[0]?.seen).toContain('policy.example.com')
    expect(server.get('ConfigMap', 'conf')).toBeUndefined()
  })

  it('is gone while everything is put back, and comes back', async () => {
    let refused = 0
    const { server, carry } = await cluster([deployment, pod], ({ method, body }) => {
      const isBack = method === 'PATCH' && Array.isArray(body)
      return isBack && refused++ < 6 ? 'reset' : undefined
    })
    const outcome = await carry(fix, { diagnoseAgain: async () => report })
    expect(outcome.undone?.isExact).toBe(true)
    expect(refused).toBeGreaterThan(6)
    expect(stated(server)).toEqual(former)
  })

  it('stays away while everything is put back: the journal keeps what an undo needs', async () => {
    let isAway = true
    const { server, api, journal, carry } = await cluster([deployment, pod], ({ method, body }) =>
      isAway && method === 'PATCH' && Array.isArray(body) ? 'reset' : undefined,
    )
    const outcome = await carry(fix, { diagnoseAgain: async () => report })
    expect(outcome.undone?.isExact).toBe(false)
    expect(outcome.undone?.words[0]).toContain('could not be put back')
    isAway = false
    const [entry] = journal.entries()
    expect(entry && (await undoFix(api, journal, entry)).isExact).toBe(true)
    expect(stated(server)).toEqual(former)
  })

  it('is gone during the watch and comes back', async () => {
    let looks = 0
    const { carry } = await cluster([deployment, pod], ({ method, path }) =>
      method === 'GET' && path.endsWith('/deployments/web') && ++looks > 4 && looks < 12
        ? 'reset'
        : undefined,
    )
    expect((await carry()).state).toBe('proven')
  })

  it('does not allow it: the missing verb is named before anything is done', async () => {
    const { server, api } = await cluster([deployment, pod])
    const steps = await planSteps(api, incident, fix)
    server.denied.add('patch')
    await expect(checkAccess(api, steps)).rejects.toThrow('You may not patch Deployment shop/web')
    expect(server.writes).toEqual([])
  })
})

describe('Ctrl-C', () => {
  it('before the first change: nothing is done', async () => {
    const { server, carry } = await cluster()
    await expect(carry(fix, { isInterrupted: () => true })).rejects.toMatchObject({
      code: 'interrupted',
    })
    expect(server.writes).toEqual([])
    expect(stated(server)).toEqual(former)
  })

  it('between two changes: the first goes back', async () => {
    const { server, journal, carry } = await cluster()
    const outcome = await carry(withConfig, {
      isInterrupted: () => server.get('ConfigMap', 'conf') !== undefined,
    })
    expect(outcome.state).toBe('interrupted')
    expect(outcome.undone?.isExact).toBe(true)
    expect(server.get('ConfigMap', 'conf')).toBeUndefined()
    expect(stated(server)).toEqual(former)
    expect(journal.entries()[0]?.state).toBe('undone')
  })

  it('while it is watched: the change stays in the journal, not proven', async () => {
    const { server, journal, carry } = await cluster()
    const outcome = await carry(fix, { isInterrupted: () => server.writes.length > 0 })
    expect(outcome.state).toBe('interrupted')
    expect(outcome.undone).toBeNull()
    expect(journal.entries()[0]).toMatchObject({ state: 'applied', changes: [{ op: 'patch' }] })
  })

  it('while everything is put back: that is done first', async () => {
    const { server, carry } = await cluster()
    const outcome = await carry(fix, {
      diagnoseAgain: async () => report,
      isInterrupted: () => server.writes.length > 1,
    })
    expect(outcome.state).toBe('not-proven')
    expect(stated(server)).toEqual(former)
  })
})

describe('a temporary change', () => {
  it('that helps is taken back when its time is over', async () => {
    const { server, api, journal, carry } = await cluster()
    const began = api.timing.now()
    const outcome = await carry(fix, { holdSeconds: 1800 })
    expect(outcome.state).toBe('proven')
    expect(outcome.undone?.isExact).toBe(true)
    expect(api.timing.now() - began).toBeGreaterThanOrEqual(1_800_000)
    expect(stated(server)).toEqual(former)
    expect(journal.entries()[0]?.state).toBe('undone')
  })

  it('is taken back at once where the command is stopped', async () => {
    const { server, api, carry } = await cluster()
    const began = api.timing.now()
    const isInterrupted = () => api.timing.now() - began > 60_000
    const outcome = await carry(fix, { holdSeconds: 1800, isInterrupted })
    expect(api.timing.now() - began).toBeLessThan(120_000)
    expect(outcome.undone?.isExact).toBe(true)
    expect(stated(server)).toEqual(former)
  })

  it('that nobody took back is overdue: the next command does', async () => {
    const { server, api, journal, carry } = await cluster()
    // The process ends while the change is watched.
    await carry(fix, { holdSeconds: 600, isInterrupted: () => server.writes.length > 0 })
    expect(server.get('Deployment', 'web')?.metadata.annotations?.['unloop/fix']).toContain('until')
    expect(await takeBackOverdue(journal, api)).toEqual([])
    await api.timing.sleep(600_000)
    const [undone] = await takeBackOverdue(journal, api)
    expect(undone?.isExact).toBe(true)
    expect(stated(server)).toEqual(former)
    expect(await takeBackOverdue(journal, api)).toEqual([])
  })
})

describe('an undoing later on', () => {
  it('says which pods still have what they read', async () => {
    const { api, journal, carry } = await cluster()
    const ofConfig: Fix = {
      ...fix,
      patch: {
        target: { kind: 'ConfigMap', namespace: 'shop', name: 'conf' },
        type: 'merge',
        body: { data: { a: 'right' } },
      },
    }
    await api.send({
      method: 'POST',
      path: '/api/v1/namespaces/shop/configmaps',
      body: { metadata: { name: 'conf', namespace: 'shop' }, data: { a: 'wrong' } },
    })
    const { entry } = await carry(ofConfig, { timeoutSeconds: 20, isRollback: false })
    expect((await undoFix(api, journal, entry)).isExact).toBe(true)
    expect(await settleUndone(api, entry)).toEqual([
      'Running pods have read ConfigMap conf as the fix made it: kubectl rollout restart deployment/web -n shop lets them read it again.',
    ])
  })
})

describe('what an undoing leaves', () => {
  const zoo: KubeObject = {
    ...deployment,
    kind: 'StatefulSet',
    status: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, readyReplicas: 0 },
  }
  const ofSet: Incident = { ...incident, workload: { kind: 'StatefulSet', name: 'web' } }
  const setFix: Fix = {
    ...fix,
    patch: {
      target: { kind: 'StatefulSet', namespace: 'shop', name: 'web' },
      type: 'strategic',
      body: fix.patch?.body,
    },
  }

  it('is no pod of the fix, for which a StatefulSet would wait', async () => {
    const { server, carry } = await cluster([zoo, pod], ({ method, path, isDryRun }, api) => {
      if (method === 'PATCH' && path.endsWith('/web') && !isDryRun && !api.get('Pod', 'web-0'))
        api.put({ ...pod, metadata: { ...pod.metadata, name: 'web-0', uid: 'new' } })
      return undefined
    })
    const outcome = await carry(setFix, { incident: ofSet })
    expect(outcome.state).toBe('not-proven')
    expect(outcome.undone?.isExact).toBe(true)
    expect(server.get('StatefulSet', 'web')?.['spec']).toEqual(zoo['spec'])
    expect(server.get('Pod', 'web-0')).toBeUndefined()
  })
})

describe('a paused rollout', () => {
  it('is left alone', async () => {
    const { api } = await cluster([
      { ...deployment, spec: { ...(deployment['spec'] as object), paused: true } },
    ])
    await expect(planSteps(api, incident, fix)).rejects.toMatchObject({ code: 'paused' })
  })
})

describe('what a try leaves', () => {
  const owner = [{ kind: 'Deployment', name: 'web', uid: 'd' }]
  const owned: KubeObject = { ...deployment, metadata: { ...deployment.metadata, uid: 'd' } }
  const setOf = (name: string, revision: number, annotations: object): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace: 'shop',
      labels: { ...labels, 'pod-template-hash': name },
      ownerReferences: owner,
      annotations: { 'deployment.kubernetes.io/revision': String(revision), ...annotations },
    },
    spec: {
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: name }] } },
    },
  })

  it('is gone before it is said to be rolled back: pods are waited for, and its revision goes', async () => {
    const { server, api } = await cluster([owned])
    const mark = { 'unloop/fix': JSON.stringify({ id: 'try-1' }) }
    server.put(setOf('old', 1, {}))
    server.put(setOf('tried', 2, mark))
    server.put({
      ...pod,
      metadata: {
        ...pod.metadata,
        name: 'web-9',
        labels: { ...labels, 'pod-template-hash': 'tried' },
      },
    })
    let looks = 0
    server.meddle(({ method, path }, own) => {
      if (method === 'GET' && path.endsWith('/pods') && ++looks === 3)
        own.objects.delete('Pod/web-9')
      return undefined
    })
    const ref = { kind: 'Deployment', namespace: 'shop', name: 'web' }
    expect(await clearTry(api, { ref, id: 'try-1' })).toEqual([])
    expect(looks).toBeGreaterThanOrEqual(3)
    expect(server.get('ReplicaSet', 'tried')).toBeUndefined()
    expect(server.get('ReplicaSet', 'old')).toBeDefined()
  })

  it('goes with its ReplicaSet where the Deployment keeps both, unless its pods are ready', async () => {
    const mark = { 'unloop/fix': JSON.stringify({ id: 'try-1' }) }
    const kept = {
      ...pod,
      metadata: {
        ...pod.metadata,
        name: 'web-9',
        labels: { ...labels, 'pod-template-hash': 'tried' },
      },
    }
    const ref = { kind: 'Deployment', namespace: 'shop', name: 'web' }
    const clear = async (ready: 'True' | 'False') => {
      const { server, api } = await cluster([owned])
      server.put(setOf('tried', 2, mark))
      server.put({ ...kept, status: { conditions: [{ type: 'Ready', status: ready }] } })
      server.meddle(({ method, path }, own) => {
        if (method === 'DELETE' && path.endsWith('/replicasets/tried'))
          own.objects.delete('Pod/web-9')
        return undefined
      })
      const words = await clearTry(api, { ref, id: 'try-1' })
      return { words, set: server.get('ReplicaSet', 'tried') }
    }
    expect(await clear('False')).toEqual({ words: [], set: undefined })
    const left = await clear('True')
    expect(left.words).toEqual(['Pod web-9 of the try is still ending.'])
    expect(left.set).toBeDefined()
  })

  it('is no revision to go back to', async () => {
    const current: KubeObject = {
      ...owned,
      metadata: { ...owned.metadata, annotations: { 'deployment.kubernetes.io/revision': '3' } },
    }
    const { server, api } = await cluster([current])
    server.put(setOf('first', 1, {}))
    server.put(setOf('tried', 2, { 'unloop/fix': '{}' }))
    server.put(setOf('now', 3, {}))
    const patch = await undoPatch(api, { kind: 'Deployment', namespace: 'shop', name: 'web' })
    expect(JSON.stringify(patch.body)).toContain('"image":"first"')
  })
})

describe('a try that shows the next obstacle', () => {
  const after = (line: string, one: Fix): Report =>
    ({
      incidents: [
        {
          ...incident,
          causes: [{ ...cause, evidence: [{ kind: 'log', excerpt: line }] }],
          fixes: [one],
        },
      ],
    }) as unknown as Report
  const before = {
    ...incident,
    causes: [{ ...cause, evidence: [{ kind: 'log', excerpt: 'cannot write /var/spool/queue' }] }],
  } as unknown as Incident
  const volumes: Fix = {
    ...fix,
    id: 'next',
    patch: {
      target: { kind: 'Deployment', namespace: 'shop', name: 'web' },
      type: 'strategic',
      body: { spec: { template: { spec: { hostname: 'web' } } } },
    },
  }

  it('is followed by one that makes both changes at once', async () => {
    const { api } = await cluster()
    const next = await followUp(
      api,
      { incident: before, fix },
      after('cannot write /srv/export', volumes),
    )
    const text = JSON.stringify(next?.fix.patch?.body)
    expect(text).toContain('--port')
    expect(text).toContain('hostname')
  })

  it('is not followed where the same line came again', async () => {
    const { api } = await cluster()
    const next = await followUp(
      api,
      { incident: before, fix },
      after('cannot write /var/spool/queue', volumes),
    )
    expect(next).toBeNull()
  })
})

describe('signs of life', () => {
  const wellPod: KubeObject = {
    ...pod,
    metadata: { ...pod.metadata, name: 'web-0', uid: 'well' },
    spec: { containers: [{ name: 'web', image: 'web:1' }] },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  }
  const silent: KubeObject = {
    ...wellPod,
    metadata: { ...wellPod.metadata, name: 'web-2', uid: 'new' },
  }

  it('that the good run showed must be shown again: ready alone is no proof', async () => {
    const { server, carry } = await cluster(
      [deployment, pod, wellPod],
      ({ method, path, isDryRun }, api) => {
        if (method === 'PATCH' && path.endsWith('/web') && !isDryRun) api.put(silent)
        return undefined
      },
    )
    server.logs.set('web-0', 'consuming orders from queue 7\n')
    server.logs.set('web-2', 'no settings, nothing to do\n')
    const outcome = await carry()
    expect(outcome.state).toBe('not-proven')
    expect(outcome.checks.find(({ what }) => what.includes('signs of life'))?.isMet).toBe(false)
  })

  it('are looked for without what varies', async () => {
    const { server, carry } = await cluster(
      [deployment, pod, wellPod],
      ({ method, path, isDryRun }, api) => {
        if (method === 'PATCH' && path.endsWith('/web') && !isDryRun) api.put(silent)
        return undefined
      },
    )
    server.logs.set('web-0', 'consuming orders from queue 7\n')
    server.logs.set('web-2', 'consuming orders from queue 9\n')
    expect((await carry()).state).toBe('proven')
  })
})
