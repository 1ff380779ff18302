import { judgeAll } from '../diagnose.ts'
import { Inventory } from '../evidence/inventory.ts'
import type { KubeObject } from '../evidence/kube.ts'
import type { Sample, Snapshot } from '../evidence/snapshot.ts'
import type { Judged } from '../verdict/judge.ts'
import type { Candidate } from '../verdict/rank.ts'
import type { Fix } from '../report/report.ts'
import { CAUSES } from '../causes/index.ts'

type Fields = Readonly<Record<string, unknown>>

/** A small cluster around one container `api` of Deployment `shop/web`, for the tests of causes. */
export interface Scene {
  readonly container?: Fields
  readonly pod?: Fields
  readonly labels?: Readonly<Record<string, string>>
  readonly status?: Fields
  readonly podStatus?: Fields
  /** `[reason, message]`, with a count where it is not 3. */
  readonly events?: readonly (readonly [string, string, number?])[]
  readonly log?: string
  readonly objects?: readonly KubeObject[]
  /** The container as the revision before had it. */
  readonly before?: Fields
  readonly samples?: readonly Sample[]
}

const STARTED = '2026-01-01T10:00:00Z'
const FINISHED = '2026-01-01T10:00:40Z'

/** A run that ended with the exit code, in back-off now. */
export function crashed(exitCode: number, reason = 'Error', message?: string): Fields {
  return {
    restartCount: 4,
    ready: false,
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: 'back-off 1m20s restarting failed container=api',
      },
    },
    lastState: {
      terminated: {
        exitCode,
        reason,
        startedAt: STARTED,
        finishedAt: FINISHED,
        ...(message ? { message } : {}),
      },
    },
  }
}

/** A container that the kubelet cannot start. */
export function waiting(reason: string, message = ''): Fields {
  return {
    restartCount: 0,
    ready: false,
    state: { waiting: { reason, message } },
  }
}

const owner = (kind: string, name: string) => [{ kind, name, controller: true }]

const replicaSet = (name: string, revision: number, spec: Fields): KubeObject => ({
  kind: 'ReplicaSet',
  metadata: {
    name,
    namespace: 'shop',
    creationTimestamp: `2026-01-01T0${revision}:00:00Z`,
    annotations: { 'deployment.kubernetes.io/revision': String(revision) },
    ownerReferences: owner('Deployment', 'web'),
  },
  spec: { template: { spec } },
})

export function snapshotOf(scene: Scene): Snapshot {
  const container = { name: 'api', image: 'registry.example/web:2', ...scene.container }
  const spec = {
    nodeName: 'node-a',
    serviceAccountName: 'default',
    ...scene.pod,
    containers: [container],
  }
  const before = {
    ...scene.pod,
    containers: [{ name: 'api', image: 'registry.example/web:1', ...scene.before }],
  }
  const pod: KubeObject = {
    kind: 'Pod',
    metadata: {
      name: 'web-2-x',
      namespace: 'shop',
      ownerReferences: owner('ReplicaSet', 'web-2'),
      ...(scene.labels ? { labels: scene.labels } : {}),
    },
    spec,
    status: {
      phase: 'Running',
      startTime: STARTED,
      containerStatuses: [{ name: 'api', ...scene.status }],
      ...scene.podStatus,
    },
  }
  const events = (scene.events ?? []).map(([reason, message, count = 3], index): KubeObject => ({
    kind: 'Event',
    metadata: { name: `e${index}`, namespace: 'shop' },
    involvedObject: {
      kind: 'Pod',
      namespace: 'shop',
      name: 'web-2-x',
      fieldPath: 'spec.containers{api}',
    },
    type: reason === 'Killing' ? 'Normal' : 'Warning',
    reason,
    message,
    count,
    lastTimestamp: FINISHED,
  }))
  const objects: readonly KubeObject[] = [
    {
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { template: { spec } },
    },
    ...(scene.before ? [replicaSet('web-1', 1, before)] : []),
    replicaSet('web-2', 2, spec),
    pod,
    ...events,
    ...(scene.objects ?? []),
  ]
  return {
    source: { kind: 'dump', name: 'test', capturedAt: '2026-01-01T10:01:00Z' },
    objects: objects.map((object) => ({ object, origin: { source: 'objects.json' } })),
    logs: scene.log
      ? [
          {
            namespace: 'shop',
            pod: 'web-2-x',
            container: 'api',
            run: 'previous',
            origin: { source: 'api.previous.log' },
            text: scene.log,
          },
        ]
      : [],
    samples: scene.samples ?? [],
    gaps: [],
  }
}

export interface Verdict {
  readonly judged: Judged
  readonly top: Candidate
  readonly cause: string
  readonly title: string
  readonly excerpts: readonly string[]
  readonly fixes: readonly Fix[]
  readonly explanation: string
}

/** The verdict by rules alone: no signature takes part, so that a cross-check is seen at work. */
export function verdictOf(scene: Scene): Verdict {
  const judged = judgeAll(new Inventory(snapshotOf(scene)), { signatures: [], textModel: null })[0]
  const top = judged?.candidates[0]
  if (!judged || !top) throw new Error('the scene shows no failing container')
  const cause = CAUSES.get(top.cause)
  return {
    judged,
    top,
    cause: top.cause,
    title: top.lead.title,
    excerpts: top.lead.evidence.map(({ excerpt }) => excerpt),
    fixes: [...(top.lead.fixes ?? []), ...(cause?.fixes(judged.file, top.lead) ?? [])],
    explanation: top.lead.explanation ?? cause?.explain(judged.file, top.lead) ?? '',
  }
}

/** The changed fields of the first fix that is a patch, below the pod template's container or pod spec. */
export function patched({ fixes }: Verdict): unknown {
  return fixes.find(({ patch }) => patch)?.patch?.body
}

export function containerChange(verdict: Verdict): Fields {
  const body = patched(verdict) as
    { spec?: { template?: { spec?: { containers?: readonly Fields[] } } } } | undefined
  return body?.spec?.template?.spec?.containers?.[0] ?? {}
}
